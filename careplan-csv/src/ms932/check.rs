//! Asking about bytes without decoding them.

use core::iter;

use super::DecodeError;
use super::decode::ascii_run;
use super::tables::{half_kana, is_pair};

/// Whether bytes are text, and how many characters that is.
///
/// Says exactly what [`decode`](super::decode) would say, and its number is that of the decoded `char`s: a
/// half-width kana and its ﾞ are two. Faster than decoding, and writes nothing.
///
/// # Errors
///
/// The first place that is no text, as for [`decode`](super::decode).
///
/// ```
/// use careplan_csv::ms932::check;
///
/// assert_eq!(check(b"\xFB\xFC\x8B\xB4 \xCA\xC5")?, 5);
/// assert_eq!(check(b"\xFB\xFC\x8B").unwrap_err().offset, 2);
/// # Ok::<(), careplan_csv::ms932::DecodeError>(())
/// ```
pub fn check(bytes: &[u8]) -> Result<usize, DecodeError> {
    let mut rest = bytes;
    let mut characters = 0;
    loop {
        // Four pairs a turn with one branch.
        while let Some(([a, b, c, d, e, f, g, h], after)) = rest.split_first_chunk::<8>() {
            if !(is_pair(*a, *b) & is_pair(*c, *d) & is_pair(*e, *f) & is_pair(*g, *h)) {
                break;
            }
            characters += 4;
            rest = after;
        }
        while let [lead, trail, after @ ..] = rest
            && is_pair(*lead, *trail)
        {
            characters += 1;
            rest = after;
        }
        rest = match rest {
            [] => return Ok(characters),
            [byte, ..] if byte.is_ascii() => {
                let (run, after) = rest.split_at(ascii_run(rest));
                characters += run.len();
                after
            }
            [byte, after @ ..] if half_kana(*byte).is_some() => {
                characters += 1;
                after
            }
            [byte, after @ ..] => {
                let offset = bytes.len() - rest.len();
                return Err(DecodeError::new(offset, *byte, after.first().copied()));
            }
        };
    }
}

/// All places that are no text, in order; none if [`decode`](super::decode) succeeds.
///
/// After each, reading goes on at [`DecodeError::next_offset`].
///
/// ```
/// use careplan_csv::ms932::faults;
///
/// let places: Vec<usize> = faults(b"\x80\x8E\x52\xF0\x40\x93\x63\x81,").map(|fault| fault.offset).collect();
/// assert_eq!(places, [0, 3, 7]);
/// ```
pub fn faults(bytes: &[u8]) -> impl Iterator<Item = DecodeError> {
    let mut offset = 0;
    iter::from_fn(move || {
        let error = check(bytes.get(offset..)?).err()?.offset_by(offset);
        offset = error.next_offset();
        Some(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_of_all_kinds() {
        assert_eq!(check(b""), Ok(0));
        assert_eq!(check(b"1234567890\r\n"), Ok(12));
        assert_eq!(check(b"\x88\x9F\x88\x9F\x88\x9F\x88\x9F\x88\x9F\xB1A\x83\xBF"), Ok(8));
    }

    #[test]
    fn a_trail_byte_that_looks_like_ascii_is_no_character() {
        // ソ 表 能 ポ 十: their second byte is a backslash.
        assert_eq!(check(b"\x83\x5C\x95\x5C\x94\x5C\x83\x7C\x8F\x5C"), Ok(5));
    }

    #[test]
    fn finds_every_fault_once() {
        let seen: Vec<_> = faults(b"\xFF\xFFA\x82\xF2\x82").map(|f| (f.offset, f.bytes().to_vec())).collect();
        assert_eq!(seen, [(0, vec![0xFF]), (1, vec![0xFF]), (3, vec![0x82, 0xF2]), (5, vec![0x82])]);
    }
}
