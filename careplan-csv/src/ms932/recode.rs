//! Characters in a code that Windows does not write.
//!
//! 398 pairs mean a character that has another, canonical code. Windows reads them and never writes them;
//! Python and other tools do write some (all of NEC-selected ED40–EEFC). A reader takes them as they are; who
//! compares bytes, or wants the bytes that Windows would have written, needs to know them.

use core::iter;
use std::borrow::Cow;

use super::tables::{code, pair};
use super::{DecodeError, check};

/// The characters whose code is not the canonical one: offset, the code seen, the code that Windows writes.
///
/// What is no text is passed over; [`faults`](super::faults) tells of that.
///
/// ```
/// use careplan_csv::ms932::alternates;
///
/// // 髙 as Python writes it, then as Windows does.
/// let seen: Vec<_> = alternates(b"\xEE\xE0\x8B\xB4\xFB\xFC").collect();
/// assert_eq!(seen, [(0, [0xEE, 0xE0], [0xFB, 0xFC])]);
/// ```
pub fn alternates(bytes: &[u8]) -> impl Iterator<Item = (usize, [u8; 2], [u8; 2])> {
    let mut offset = 0;
    iter::from_fn(move || {
        loop {
            let at = offset;
            match bytes.get(at..)? {
                [lead, trail, ..] if pair(*lead, *trail) != '\0' => {
                    offset = at + 2;
                    let seen = [*lead, *trail];
                    let canonical = code(pair(*lead, *trail)).to_be_bytes();
                    if seen != canonical {
                        return Some((at, seen, canonical));
                    }
                }
                [byte, ..] if byte.is_ascii() || matches!(byte, 0xA1..=0xDF) => offset = at + 1,
                [byte, after @ ..] => {
                    offset = DecodeError::new(at, *byte, after.first().copied()).next_offset();
                }
                [] => return None,
            }
        }
    })
}

/// The same text in the codes that Windows writes; borrowed if it is in these already.
///
/// # Errors
///
/// The first place that is no text, as for [`decode`](super::decode): 外字 have no canonical code.
///
/// ```
/// use careplan_csv::ms932::recode_canonical;
///
/// assert_eq!(*recode_canonical(b"\xEE\xE0\x8B\xB4")?, *b"\xFB\xFC\x8B\xB4");
/// # Ok::<(), careplan_csv::ms932::DecodeError>(())
/// ```
pub fn recode_canonical(bytes: &[u8]) -> Result<Cow<'_, [u8]>, DecodeError> {
    check(bytes)?;
    let mut recoded = Cow::Borrowed(bytes);
    for (offset, seen, canonical) in alternates(bytes) {
        if let Some(place) = recoded.to_mut().get_mut(offset..offset + seen.len()) {
            place.copy_from_slice(&canonical);
        }
    }
    Ok(recoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_13_and_both_extensions_are_recoded() {
        // ∩ and ∵ of row 13; ￢ and 纊 of the NEC selection.
        assert_eq!(
            *recode_canonical(b"\x87\x9B\x87\x9A\xEE\xF9\xED\x40").unwrap(),
            *b"\x81\xBF\x81\xE6\x81\xCA\xFA\x5C"
        );
        assert!(matches!(recode_canonical(b"\x81\xBE\xFA\x5CA\xB1").unwrap(), Cow::Borrowed(_)));
    }

    #[test]
    fn faults_are_passed_over_or_refused() {
        let bytes = b"\x80\x82@\xF0\x40\xED\x40";
        assert_eq!(alternates(bytes).collect::<Vec<_>>(), [(5, [0xED, 0x40], [0xFA, 0x5C])]);
        assert_eq!(recode_canonical(bytes).unwrap_err().offset, 0);
    }
}
