//! Asking about bytes without decoding them.

use core::iter;

use super::DecodeError;
use super::decode::ascii_run;
use super::tables::{half_kana, is_canonical_pair, is_pair};

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

/// The number of characters of a text in which nothing is odd; `None` if anything is.
///
/// Nothing is odd in printable ASCII, CR and LF, and pairs in the codes that Windows writes. A text with half-width
/// kana, a control character or an alternate code may be right and has no answer here: this is the question to
/// ask first, because it is the fastest, and [`check`] and [`alternates`](super::alternates) tell the rest.
///
/// ```
/// use careplan_csv::ms932::plain;
///
/// assert_eq!(plain(b"\xFB\xFC\x8B\xB4 1\r\n"), Some(6));
/// for odd in [&b"\xEE\xE0"[..], b"\xCA\xC5", b"\x0B", b"\x80", b"\x8B"] {
///     assert_eq!(plain(odd), None);
/// }
/// ```
pub fn plain(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    let mut characters = 0;
    loop {
        // Four pairs a turn with one branch.
        while let Some(([a, b, c, d, e, f, g, h], after)) = rest.split_first_chunk::<8>() {
            let all = is_canonical_pair(*a, *b)
                & is_canonical_pair(*c, *d)
                & is_canonical_pair(*e, *f)
                & is_canonical_pair(*g, *h);
            if !all {
                break;
            }
            characters += 4;
            rest = after;
        }
        rest = match rest {
            [] => return Some(characters),
            [b' '..=b'~' | b'\r' | b'\n', after @ ..] => after,
            [lead, trail, after @ ..] if is_canonical_pair(*lead, *trail) => after,
            _ => return None,
        };
        characters += 1;
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
    fn plain_is_what_the_other_questions_have_no_answer_to() {
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                let bytes = [first, second];
                let is_odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\r' | b'\n');
                let has_kana = matches!(bytes, [0xA1..=0xDF, _] | [0x00..=0x7F, 0xA1..=0xDF]);
                let expected = check(&bytes).ok().filter(|_| {
                    !bytes.iter().any(is_odd)
                        && !has_kana
                        && super::super::alternates(&bytes).next().is_none()
                });
                assert_eq!(plain(&bytes), expected, "{bytes:02X?}");
            }
        }
    }

    #[test]
    fn finds_every_fault_once() {
        let seen: Vec<_> = faults(b"\xFF\xFFA\x82\xF2\x82").map(|f| (f.offset, f.bytes().to_vec())).collect();
        assert_eq!(seen, [(0, vec![0xFF]), (1, vec![0xFF]), (3, vec![0x82, 0xF2]), (5, vec![0x82])]);
    }
}
