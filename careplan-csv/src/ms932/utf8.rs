//! The content of a field → UTF-8, in a buffer of bytes: what [`TextBuffer`](crate::TextBuffer) decodes with.
//!
//! A `String` takes one character at a time, and looks each time whether it has room; bytes are written four pairs
//! at a time. They are UTF-8 by the table, which is said once for all texts of a record.

use super::DecodeError;
use super::tables::{utf8, utf8_of};

/// What a room has beyond three bytes for each byte of the field, so that words can be written whole.
pub(crate) const SLACK: usize = 8;

/// Writes the text between the quotes of a field, in which every quote is doubled, to the start of `room`; the
/// number of bytes. `room` has three bytes for each byte of the field and [`SLACK`], which is always enough.
///
/// # Errors
///
/// As [`decode`](super::decode).
pub(crate) fn decode_content(bytes: &[u8], room: &mut [u8]) -> Result<usize, DecodeError> {
    let before = room.len();
    let (mut rest, mut room) = (bytes, room);
    loop {
        (rest, room) = pairs(rest, room);
        if let Some((eight, after)) = rest.split_first_chunk::<8>()
            && is_plain_ascii(*eight)
            && let Some((place, after_place)) = core::mem::take(&mut room).split_first_chunk_mut::<8>()
        {
            *place = *eight;
            (rest, room) = (after, after_place);
            continue;
        }
        if rest.is_empty() {
            return Ok(before - room.len());
        }
        let (taken, length) = character(rest, room).ok_or_else(|| {
            let (first, second) = (rest.first().copied(), rest.get(1).copied());
            DecodeError::new(bytes.len() - rest.len(), first.unwrap_or_default(), second)
        })?;
        rest = rest.get(taken..).unwrap_or_default();
        room = room.get_mut(length..).unwrap_or_default();
    }
}

/// As many pairs with three bytes of UTF-8 each as begin the text, four at a time; what is left of it and of the room.
#[inline]
fn pairs<'b, 'r>(bytes: &'b [u8], room: &'r mut [u8]) -> (&'b [u8], &'r mut [u8]) {
    const LEADS: u64 = 0x8000_8000_8000_8000;
    let (mut rest, mut room) = (bytes, room);
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let word = u64::from_be_bytes(*eight);
        // One look at the lead bytes tells codes and numbers, before four look-ups do.
        if word & LEADS != LEADS || room.len() < 12 {
            break;
        }
        let pairs = [word >> 48, word >> 32, word >> 16, word].map(utf8_of);
        // Nearly all pairs take three bytes, and then nothing stands above these.
        if pairs.iter().fold(0, |all, pair| all | pair) >= 1 << 24 {
            break;
        }
        let [first, second, third, fourth] = pairs.map(u128::from);
        let [twelve @ .., _, _, _, _] = (first | second << 24 | third << 48 | fourth << 72).to_le_bytes();
        let Some((place, after_place)) = room.split_first_chunk_mut() else { return (rest, &mut []) };
        *place = twelve;
        (rest, room) = (after, after_place);
    }
    (rest, room)
}

/// Whether eight bytes are ASCII without a quote.
#[inline]
fn is_plain_ascii(bytes: [u8; 8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let word = u64::from_le_bytes(bytes);
    // A byte that becomes zero borrows from the bit above it; that others may seem to be one costs only time.
    let quotes = word ^ u64::from_le_bytes([b'"'; 8]);
    (word | quotes.wrapping_sub(HIGH >> 7)) & HIGH == 0
}

/// One character: how many bytes were read, and written. `None` if none begins the text.
#[inline]
fn character(text: &[u8], room: &mut [u8]) -> Option<(usize, usize)> {
    if let [lead @ 0x80..=0xFF, trail, ..] = text
        && let utf8 @ ..0x100_0000 = utf8_of(u16::from_be_bytes([*lead, *trail]).into())
    {
        *room.first_chunk_mut()? = utf8.to_le_bytes();
        return Some((2, 3));
    }
    match text {
        [byte @ ..0x80, after @ ..] => {
            *room.first_mut()? = *byte;
            let is_doubled = *byte == b'"' && after.first() == Some(&b'"');
            Some((1 + usize::from(is_doubled), 1))
        }
        _ => rare_character(text, room),
    }
}

/// A half-width kana, or a pair with two bytes of UTF-8.
#[inline(never)]
fn rare_character(text: &[u8], room: &mut [u8]) -> Option<(usize, usize)> {
    let (taken, utf8, length) = match text {
        // U+FF61–FF9F.
        [byte @ 0xA1..=0xBF, ..] => (1, 0xBDEF | u32::from(*byte) << 16, 3),
        [byte @ 0xC0..=0xDF, ..] => (1, 0xBEEF | u32::from(*byte - 0x40) << 16, 3),
        [lead, trail, ..] => {
            let utf8 = utf8(*lead, *trail);
            (2, utf8, 3 - (utf8 >> 24) as usize)
        }
        _ => return None,
    };
    *room.first_chunk_mut()? = utf8.to_le_bytes();
    (length > 0).then_some((taken, length))
}

#[cfg(test)]
mod tests {
    use super::{SLACK, decode_content};
    use crate::ms932::decode;

    fn decoded(bytes: &[u8]) -> Result<String, crate::ms932::DecodeError> {
        let mut room = vec![0; 3 * bytes.len() + SLACK];
        let length = decode_content(bytes, &mut room)?;
        Ok(str::from_utf8(&room[..length]).unwrap().to_owned())
    }

    #[test]
    fn quotes_are_halved() {
        for (content, text) in [
            (&b"\"\""[..], "\""),
            (b"A\"\"B", "A\"B"),
            (b"\"\"\"\"", "\"\""),
            (b"12345678\"\"\"\"12345678", "12345678\"\"12345678"),
            (b"\x88\x9F\"\"\x88\x9F", "亜\"亜"),
        ] {
            assert_eq!(decoded(content).unwrap(), text);
        }
    }

    #[test]
    fn says_what_decode_says_of_every_two_bytes_anywhere() {
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                for before in [&b""[..], b"\x88\x9F", b"A", b"\x88\x9F\x88\x9F\xB1"] {
                    for after in [&b""[..], b"\x88\x9F\x88\x9F\x88\x9F\x88\x9F", b"12345678"] {
                        let bytes = [before, &[first, second], after].concat();
                        let expected = decode(&bytes).map(|text| text.replace("\"\"", "\""));
                        assert_eq!(decoded(&bytes), expected, "{bytes:02X?}");
                    }
                }
            }
        }
    }
}
