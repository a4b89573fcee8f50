//! Mends that are certain: what to replace in a file, and its copy with all of them done.

use careplan_csv::{Encoding, ms932};
use core::fmt;
use core::ops::Range;
use std::io::{self, Read, Write};

/// One replacement in a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the file that are replaced; empty where something is put in.
    pub bytes: Range<u64>,
    /// What stands there afterwards.
    pub replacement: Vec<u8>,
}

/// The replacement may be personal.
impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edit {{ {:?}, «{} bytes» }}", self.bytes, self.replacement.len())
    }
}

/// How to mend what a finding tells, where there is exactly one right answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fix {
    /// Replace bytes of the file, in their order.
    Replace(Vec<Edit>),
    /// Give the file another name.
    Rename(String),
    /// Write the file as Shift_JIS (MS932), with the listed foldings.
    Recode,
}

impl Fix {
    /// Replaces some bytes.
    pub fn replace(bytes: Range<u64>, replacement: impl Into<Vec<u8>>) -> Self {
        Self::Replace(vec![Edit { bytes, replacement: replacement.into() }])
    }
}

/// Copies a file with edits done. They are sorted first; of two that overlap the second is left out.
///
/// # Errors
///
/// Reading or writing failed.
///
/// ```
/// use careplan_rules::{Edit, mend};
/// let edits = vec![Edit { bytes: 1..3, replacement: b"-".to_vec() }];
/// let mut out = Vec::new();
/// mend(&b"a\x81\x7Cb"[..], edits, &mut out)?;
/// assert_eq!(out, b"a-b");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn mend(mut file: impl Read, mut edits: Vec<Edit>, mut out: impl Write) -> io::Result<()> {
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let mut at = 0;
    for edit in edits {
        if edit.bytes.start < at {
            continue;
        }
        io::copy(&mut file.by_ref().take(edit.bytes.start - at), &mut out)?;
        out.write_all(&edit.replacement)?;
        io::copy(&mut file.by_ref().take(edit.bytes.end.saturating_sub(edit.bytes.start)), &mut io::sink())?;
        at = edit.bytes.end;
    }
    io::copy(&mut file, &mut out)?;
    out.flush()
}

/// All that is certain to mend in one file; see [`Profile::collecting_edits`](crate::Profile::collecting_edits).
#[derive(Debug, Clone, Default)]
pub struct Mend {
    /// What to replace, in the order of the file.
    pub edits: Vec<Edit>,
    /// Another name.
    pub name: Option<String>,
    /// To be written as Shift_JIS. The records were not looked at then: check the mended copy again.
    pub recode: bool,
}

impl Mend {
    /// Writes the mended copy of a file.
    ///
    /// # Errors
    ///
    /// Reading or writing failed, or a file in another encoding holds a character that Shift_JIS (MS932)
    /// lacks; of kind [`InvalidData`](io::ErrorKind::InvalidData) then.
    pub fn write(&self, mut file: impl Read, mut out: impl Write) -> io::Result<()> {
        if !self.recode {
            return mend(file, self.edits.clone(), out);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        out.write_all(&recode(&bytes)?)?;
        out.flush()
    }
}

/// A file in UTF-8 or UTF-16 as Shift_JIS (MS932), with what [`ms932::fold`] has one right answer for.
fn recode(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let invalid = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
    let broken = || invalid("the file is no text".into());
    let units = |from: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.get(2..).unwrap_or_default().as_chunks::<2>();
        let text = String::from_utf16(&pairs.iter().map(|pair| from(*pair)).collect::<Vec<_>>());
        text.ok().filter(|_| rest.is_empty()).ok_or_else(broken)
    };
    let text = match Encoding::other_than_ms932(bytes) {
        None => return Ok(bytes.to_vec()),
        Some(Encoding::Utf16Le) => units(u16::from_le_bytes)?,
        Some(Encoding::Utf16Be) => units(u16::from_be_bytes)?,
        Some(Encoding::Utf8 | Encoding::Utf8Bom) => {
            String::from_utf8(bytes.to_vec()).map_err(|_| broken())?
        }
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    ms932::encode(&ms932::fold(text).text).map_err(|error| invalid(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(mend: &Mend, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        mend.write(bytes, &mut out).map(|()| out)
    }

    #[test]
    fn edits_are_done_in_the_order_of_the_file_and_never_twice() {
        let edit = |bytes: Range<u64>, by: &[u8]| Edit { bytes, replacement: by.to_vec() };
        let edits = vec![edit(4..4, b"!"), edit(0..1, b"A"), edit(1..3, b""), edit(2..4, b"lost")];
        assert_eq!(mended(&Mend { edits, ..Mend::default() }, b"abcd").unwrap(), b"Ad!");
    }

    #[test]
    fn other_encodings_become_shift_jis_or_say_why_not() {
        let recode = Mend { recode: true, ..Mend::default() };
        let right = ms932::encode("髙見～").unwrap();
        for text in ["髙見〜", "\u{FEFF}髙見～"] {
            assert_eq!(mended(&recode, text.as_bytes()).unwrap(), right);
            let with_mark =
                if text.starts_with('\u{FEFF}') { text.to_owned() } else { format!("\u{FEFF}{text}") };
            let little: Vec<u8> = with_mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = with_mark.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(mended(&recode, &little).unwrap(), right);
            assert_eq!(mended(&recode, &big).unwrap(), right);
        }
        let error = mended(&recode, "𠮷野家".as_bytes()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains('𠮷'));
    }
}
