//! The ways of writing that are compared; each writes into a buffer that is used again.

use crate::obvious;
use careplan_csv::{Error, Record, WriteOptions, WriteText, Writer, to_writer};
use careplan_model::{Form, FormOf};
use serde::Serialize;

/// The obvious way.
pub fn obvious<F: Serialize>(forms: &[F]) -> Result<usize, std::io::Error> {
    Ok(obvious::write(forms)?.len())
}

/// Forms, however they hold their texts.
pub fn typed<F>(forms: &[F], out: &mut Vec<u8>) -> Result<usize, Error>
where
    F: FormOf<<F as Form>::Text>,
    <F as Form>::Text: WriteText,
{
    out.clear();
    to_writer(&mut *out, forms)?;
    Ok(out.len())
}

/// Records as they stand in their file.
pub fn verbatim(records: &[Record<'_>], out: &mut Vec<u8>) -> Result<usize, Error> {
    out.clear();
    let mut writer = Writer::new(&mut *out, WriteOptions::new());
    for record in records {
        writer.write_verbatim(record)?;
    }
    Ok(out.len())
}
