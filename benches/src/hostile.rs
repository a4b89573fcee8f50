//! Input that was made to cost more than its bytes: what reading and checking take is counted at two sizes, and has to
//! be the same for each byte.

use crate::check::{self, Unit};
use careplan_csv::{Error, Reader, Text, problems};
use careplan_model::{Form, Table6};
use core::hint::black_box;

/// The name of the file: a slip as it is sent.
const NAME: &str = "UPPLAN_202604_9970100013_9970100021_20260401093000.csv";

/// What there is.
pub const KINDS: [&str; 6] =
    ["one field", "one quoted field", "quotes", "blank fields", "open quotes", "lines of one byte"];

/// A file of this kind; `None` for an unknown one.
pub fn file(kind: &str, bytes: usize) -> Option<Vec<u8>> {
    let repeated = |head: &[u8], part: &[u8]| {
        let mut file = head.to_vec();
        file.extend(part.iter().cycle().take(bytes.saturating_sub(head.len())));
        file
    };
    Some(match kind {
        "one field" => repeated(b"202407,", b"9"),
        "one quoted field" => repeated(b"202407,\"", b"A"),
        "quotes" => repeated(b"", b"\""),
        "blank fields" => repeated(b"202407,", b","),
        "open quotes" => repeated(b"", b"202407,\"9\r\n"),
        "lines of one byte" => repeated(b"", b"9\n"),
        _ => return None,
    })
}

/// Reads the file in every way: in chunks as forms, entry by entry, and all its problems.
///
/// # Errors
///
/// Reading failed, which it does not: the file is in memory.
pub fn read(file: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::from_reader(file);
    while let Some(mut chunk) = reader.chunk()? {
        black_box(chunk.forms::<Table6<Text<'_>>>().flatten().count());
    }
    let (mut reader, mut spans) = (Reader::from_reader(file), Vec::new());
    while let Some(entry) = reader.next_entry_with(&mut spans)? {
        black_box(entry);
    }
    black_box(problems(file, <Table6 as Form>::LAYOUT).count());
    Ok(())
}

/// Checks the file by all rules.
pub fn check(file: &[u8]) {
    drop(black_box(check::check(&Unit { files: vec![(NAME.into(), file.to_vec())], persons: 1 }, 1)));
}
