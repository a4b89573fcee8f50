//! The ways of reading that are compared; each takes a file and says how many records it saw.

use crate::obvious;
use careplan_csv::{
    CheckedText, Chunk, Error, Forms, ItemState, Reader, RecordError, Text, TextBuffer, TextError, entries,
    forms, from_slice, records,
};
use careplan_model::{Form, FormOf, MapText};
use core::hint::black_box;
use serde::de::DeserializeOwned;

/// A form as the ways of reading need it: borrowed, owned, and its twin of the obvious way.
pub trait Measured {
    /// Holding the texts as they stand in the file.
    type Borrowed<'a>: FormOf<Text<'a>>;
    /// Holding them checked.
    type Checked<'a>: FormOf<CheckedText<'a>> + MapText<Text = CheckedText<'a>>;
    /// Holding them decoded.
    type Owned: FormOf<String>;
    /// The struct of the obvious way.
    type Obvious: DeserializeOwned;

    /// Decodes all texts.
    ///
    /// # Errors
    ///
    /// The first text that is none.
    fn decode(form: Self::Borrowed<'_>, buffer: &mut TextBuffer) -> Result<(), TextError>;
}

macro_rules! measured {
    ($($(#[$meta:meta])* $form:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub enum $form {}

        impl Measured for $form {
            type Borrowed<'a> = careplan_model::$form<Text<'a>>;
            type Checked<'a> = careplan_model::$form<CheckedText<'a>>;
            type Owned = careplan_model::$form;
            type Obvious = obvious::$form;

            fn decode(form: Self::Borrowed<'_>, buffer: &mut TextBuffer) -> Result<(), TextError> {
                let decoded: careplan_model::$form<&str> = buffer.decode(form)?;
                black_box(&decoded);
                Ok(())
            }
        }
    )*};
}

measured! {
    /// 第6表: short items.
    Table6;
    /// 第2表: long texts.
    Table2;
}

/// The bytes copied into a buffer that is used again: the limit of all ways.
pub fn memcpy(file: &[u8], copy: &mut Vec<u8>) -> u64 {
    copy.clear();
    copy.extend_from_slice(file);
    black_box(&copy);
    0
}

/// All bytes that separate something, counted by vector comparisons and nothing else: no way of reading that looks
/// at every byte is faster.
pub fn structure(file: &[u8]) -> u64 {
    let is_sign = |byte: &u8| u8::from(matches!(byte, b',' | b'"' | b'\r' | b'\n'));
    let (blocks, rest) = file.as_chunks::<128>();
    // 128 signs at most fit into a byte.
    let count = |block: &[u8; 128]| u64::from(block.iter().map(is_sign).sum::<u8>());
    black_box(blocks.iter().map(count).sum::<u64>())
        + rest.iter().map(|byte| u64::from(is_sign(byte))).sum::<u64>()
}

/// The places of commas, quotes and LFs, by `memchr`.
pub fn separators(file: &[u8]) -> u64 {
    memchr::memchr3_iter(b',', b'"', b'\n', file).map(|place| black_box(place) as u64 & 1).sum()
}

/// Fields without their meaning, by the `simd-csv` crate.
///
/// # Errors
///
/// Records of different lengths.
pub fn simd_csv(file: &[u8]) -> Result<u64, simd_csv::Error> {
    let mut reader =
        simd_csv::ZeroCopyReaderBuilder::with_capacity(1 << 18).has_headers(false).from_reader(file);
    let mut count = 0;
    while let Some(record) = reader.read_byte_record()? {
        black_box(&record);
        count += 1;
    }
    Ok(count)
}

/// The obvious way, each struct dropped as soon as it is read.
pub fn obvious<M: Measured>(file: &[u8], text: &mut String) -> Result<u64, std::io::Error> {
    let mut count = 0;
    obvious::read(file, text, |form: M::Obvious| {
        black_box(&form);
        count += 1;
    })?;
    Ok(count)
}

/// The obvious way, all structs collected.
pub fn obvious_collected<M: Measured>(file: &[u8], text: &mut String) -> Result<u64, std::io::Error> {
    let mut all: Vec<M::Obvious> = Vec::new();
    obvious::read(file, text, |form| all.push(form))?;
    Ok(black_box(&all).len() as u64)
}

/// Typed forms that borrow the file.
pub fn typed<M: Measured>(file: &[u8]) -> Result<u64, RecordError> {
    let mut count = 0;
    for record in forms::<M::Borrowed<'_>>(file) {
        black_box(&record?.form);
        count += 1;
    }
    Ok(count)
}

/// Typed forms, all texts decoded into one buffer.
pub fn decoded<M: Measured>(
    file: &[u8],
    buffer: &mut TextBuffer,
) -> Result<u64, Box<dyn core::error::Error>> {
    let mut count = 0;
    for record in forms::<M::Borrowed<'_>>(file) {
        M::decode(record?.form, buffer)?;
        count += 1;
    }
    Ok(count)
}

/// Owned forms, all collected.
pub fn owned<M: Measured>(file: &[u8]) -> Result<u64, Error> {
    let all: Vec<M::Owned> = from_slice(file)?;
    Ok(black_box(&all).len() as u64)
}

/// Every item checked while it is read: values of their types, texts legal and as long as they may be.
///
/// # Errors
///
/// The first record with a fault.
pub fn checked<M: Measured>(file: &[u8]) -> Result<u64, Box<dyn core::error::Error>> {
    let mut count = 0;
    for record in Forms::<M::Checked<'_>, _>::new(entries(file)) {
        let lengths = record?.form.map_text(|item, text| {
            let most = item.width.length().map_or(usize::MAX, usize::from);
            if text.characters() > most { Err(item.name) } else { Ok(()) }
        });
        black_box(&lengths?);
        count += 1;
    }
    Ok(count)
}

/// Every item of every record looked at by itself, with its place, as a tool does that shows what is wrong.
pub fn items<M: Measured>(file: &[u8]) -> u64 {
    let layout = <M::Owned as Form>::LAYOUT;
    let mut count = 0;
    for record in records(file) {
        let bad = record.items(layout).filter(|item| matches!(item.check(), ItemState::Invalid(_))).count();
        count += u64::from(black_box(bad) == 0);
    }
    count
}

/// Typed forms over the buffer of a reader.
pub fn streamed<M: Measured>(file: &[u8]) -> Result<u64, Box<dyn core::error::Error>> {
    let mut reader = Reader::from_reader(file);
    let mut count = 0;
    while let Some(chunk) = reader.chunk()? {
        count += one_chunk::<M>(chunk)?;
    }
    Ok(count)
}

fn one_chunk<M: Measured>(mut chunk: Chunk<'_>) -> Result<u64, RecordError> {
    let mut count = 0;
    for record in chunk.forms::<M::Borrowed<'_>>() {
        black_box(&record?.form);
        count += 1;
    }
    Ok(count)
}

/// The strict lexer alone: records, their items not looked at.
pub fn lexed(file: &[u8]) -> u64 {
    let mut count = 0;
    for record in records(file) {
        black_box(&record);
        count += 1;
    }
    count
}
