//! Bytes → text.

use core::convert::Infallible;
use std::borrow::Cow;

use super::DecodeError;
use super::tables::{half_kana, pair};

/// Reads MS932 bytes as text. Plain ASCII is borrowed.
///
/// Strict: a code without a character and 外字 are errors. Control characters are text here; whether an item
/// may hold them is a rule's question.
///
/// # Errors
///
/// The first place that is no text, see [`DecodeError`].
///
/// ```
/// use std::borrow::Cow;
/// use careplan_csv::ms932::decode;
///
/// assert_eq!(decode(b"\xFB\xFC\x8B\xB4")?, "髙橋");
/// assert_eq!(decode(b"\xD4\xCF\xC0\xDE")?, "ﾔﾏﾀﾞ");
/// assert!(matches!(decode(b"1370000000")?, Cow::Borrowed("1370000000")));
/// assert!(decode(b"\x8E").is_err());
/// # Ok::<(), careplan_csv::ms932::DecodeError>(())
/// ```
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    if let Some(text) = as_ascii(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    // Two bytes become three: enough for nearly every text, and all of it is used.
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    decode_into(bytes, &mut text)?;
    Ok(Cow::Owned(text))
}

/// Reads MS932 bytes and appends them to a text, for callers who use one buffer again and again.
///
/// Does not allocate if the text fits into the capacity that is left.
///
/// # Errors
///
/// As for [`decode`]; the text then is what it was before the call.
///
/// ```
/// use careplan_csv::ms932::decode_into;
///
/// let mut text = String::from("氏名: ");
/// decode_into(b"\xFB\xFC\x8B\xB4", &mut text)?;
/// assert!(decode_into(b"\x91\xBE\xFF", &mut text).is_err());
/// assert_eq!(text, "氏名: 髙橋");
/// # Ok::<(), careplan_csv::ms932::DecodeError>(())
/// ```
pub fn decode_into(bytes: &[u8], text: &mut String) -> Result<(), DecodeError> {
    let before = text.len();
    let result = append(bytes, text);
    if result.is_err() {
        text.truncate(before);
    }
    result
}

/// Reads MS932 bytes for showing them to people, whatever they are.
///
/// Each bad place becomes U+FFFD, each 外字 its private-use character (U+E000–E757), which the reader's
/// computer may even know. What comes out is not for writing back: [`encode`](super::encode) refuses both.
/// After a bad place reading goes on at [`DecodeError::next_offset`].
///
/// ```
/// use careplan_csv::ms932::decode_lossy;
///
/// assert_eq!(decode_lossy(b"\x8E\x52\x80\x93\x63"), "山\u{FFFD}田");
/// assert_eq!(decode_lossy(b"\xF0\x40\x93\x63"), "\u{E000}田");
/// assert_eq!(decode_lossy(b"\x81,\x82A"), "\u{FFFD},\u{FFFD}A");
/// ```
pub fn decode_lossy(bytes: &[u8]) -> Cow<'_, str> {
    let Ok(text) = decode_with(bytes, |error| {
        Ok::<_, Infallible>(error.private_use().unwrap_or(char::REPLACEMENT_CHARACTER))
    });
    text
}

/// Reads MS932 bytes in which 外字 are welcome, each as its private-use character (U+E000–E757).
///
/// For those who look the characters up elsewhere, by the private-use code points that Windows gives them.
///
/// # Errors
///
/// The first code without a character; [`DecodeFault::Gaiji`](super::DecodeFault::Gaiji) never.
///
/// ```
/// use careplan_csv::ms932::decode_keeping_gaiji;
///
/// assert_eq!(decode_keeping_gaiji(b"\xF0\x40\x93\x63")?, "\u{E000}田");
/// assert!(decode_keeping_gaiji(b"\xFF").is_err());
/// # Ok::<(), careplan_csv::ms932::DecodeError>(())
/// ```
pub fn decode_keeping_gaiji(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    decode_with(bytes, |error| error.private_use().ok_or(error))
}

/// Reads bytes and asks `replace` for a character at each place that is no text.
fn decode_with<E>(bytes: &[u8], replace: impl Fn(DecodeError) -> Result<char, E>) -> Result<Cow<'_, str>, E> {
    if let Some(text) = as_ascii(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let mut text = String::new();
    let mut offset = 0;
    while let Err(error) = append(bytes.get(offset..).unwrap_or_default(), &mut text) {
        let error = error.offset_by(offset);
        text.push(replace(error)?);
        offset = error.next_offset();
    }
    Ok(Cow::Owned(text))
}

fn as_ascii(bytes: &[u8]) -> Option<&str> {
    if bytes.is_ascii() { str::from_utf8(bytes).ok() } else { None }
}

/// Appends all characters up to the first place that is no text.
fn append(bytes: &[u8], text: &mut String) -> Result<(), DecodeError> {
    // No character is shorter in UTF-8 than in MS932, so this never asks for more than the text needs.
    text.reserve(bytes.len());
    let mut rest = bytes;
    loop {
        // Nearly all pairs take three bytes in UTF-8. Knowing that, the compiler makes `push` a few moves;
        // two pairs a turn let one be looked up while the other is written.
        while let [lead, trail, second_lead, second_trail, after @ ..] = rest {
            let (character, second) = (pair(*lead, *trail), pair(*second_lead, *second_trail));
            if !takes_three_bytes(character) {
                break;
            }
            text.push(character);
            if !takes_three_bytes(second) {
                rest = rest.get(2..).unwrap_or_default();
                break;
            }
            text.push(second);
            rest = after;
        }
        rest = match rest {
            [] => return Ok(()),
            [byte, after @ ..] if byte.is_ascii() => {
                if after.first().is_some_and(u8::is_ascii) {
                    append_ascii_run(rest, text)
                } else {
                    text.push(char::from(*byte));
                    after
                }
            }
            [byte, after @ ..] => {
                if let Some(kana) = half_kana(*byte) {
                    text.push(kana);
                    after
                } else if let [lead, trail, after @ ..] = rest
                    && let character @ '\u{1}'.. = pair(*lead, *trail)
                {
                    text.push(character);
                    after
                } else {
                    let offset = bytes.len() - rest.len();
                    return Err(DecodeError::new(offset, *byte, after.first().copied()));
                }
            }
        };
    }
}

fn takes_three_bytes(character: char) -> bool {
    matches!(character, '\u{800}'..='\u{FFFF}')
}

/// Appends the ASCII at the beginning of `bytes` and returns what follows it.
fn append_ascii_run<'a>(bytes: &'a [u8], text: &mut String) -> &'a [u8] {
    let (run, after) = bytes.split_at(ascii_run(bytes));
    match str::from_utf8(run) {
        Ok(run) => text.push_str(run),
        // Never: ASCII is UTF-8. But this says the same, and needs no promise.
        Err(_) => text.extend(run.iter().map(|&byte| char::from(byte))),
    }
    after
}

/// Length of the ASCII at the beginning of `bytes`, found eight bytes at a time.
pub(super) fn ascii_run(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        let high = u64::from_le_bytes(*word) & 0x8080_8080_8080_8080;
        if high != 0 {
            break;
        }
        rest = after;
    }
    let words = bytes.len() - rest.len();
    words + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ms932::DecodeFault;

    #[test]
    fn names_are_read_as_windows_writes_them() {
        assert_eq!(decode(b"\xFB\xFC\xFA\xB1\xFB\x4D\xFA\xE5\xFA\xBA").unwrap(), "髙﨑濵栁德");
        assert_eq!(decode(b"\xFB\x7E").unwrap(), "\u{FA19}");
    }

    #[test]
    fn ascii_is_borrowed_and_controls_pass() {
        assert!(matches!(decode(b"").unwrap(), Cow::Borrowed("")));
        assert!(matches!(decode(b"a\0\x1A\x7F\r\n").unwrap(), Cow::Borrowed("a\0\u{1A}\u{7F}\r\n")));
        assert!(matches!(decode(b"\xB1").unwrap(), Cow::Owned(_)));
    }

    #[test]
    fn runs_of_every_kind_and_length_join() {
        // Every order of the four kinds of character, at every length around the step of two and of eight.
        let kinds: [(&[u8], &str); 4] =
            [(b"A", "A"), (b"\xB1", "ｱ"), (b"\x83\xBF", "α"), (b"\x88\x9F", "亜")];
        for (code, text) in kinds {
            for (next_code, next_text) in kinds {
                for length in 0..20 {
                    let bytes = [code.repeat(length), next_code.repeat(20 - length), code.to_vec()].concat();
                    let expected = text.repeat(length) + &next_text.repeat(20 - length) + text;
                    assert_eq!(decode(&bytes).unwrap(), expected);
                }
            }
        }
    }

    #[test]
    fn an_error_leaves_the_text_and_names_its_place() {
        for length in 0..20 {
            let mut text = String::from("前");
            let bytes = [b"\x88\x9F".repeat(length), b"1\xFD".to_vec()].concat();
            let error = decode_into(&bytes, &mut text).unwrap_err();
            assert_eq!((error.offset, error.bytes()), (2 * length + 1, &[0xFD][..]));
            assert_eq!(text, "前");
        }
    }

    #[test]
    fn a_lone_lead_byte_is_one_bad_byte() {
        for (bytes, shown) in [
            (&b"\x81"[..], "\u{FFFD}"),
            (b"\x81,1", "\u{FFFD},1"),
            (b"\x81\"\r\n", "\u{FFFD}\"\r\n"),
            (b"\x81\x7F", "\u{FFFD}\u{7F}"),
            (b"\x81\xFD\xB1", "\u{FFFD}\u{FFFD}ｱ"),
            // Unassigned pairs: the second byte is read again only if it is ASCII.
            (b"\x82@\x88\x9F", "\u{FFFD}@亜"),
            (b"\x82\xF2\x88\x9F", "\u{FFFD}亜"),
        ] {
            assert_eq!(decode_lossy(bytes), shown, "{bytes:02X?}");
            assert_eq!(decode(bytes).unwrap_err().kind, DecodeFault::Invalid);
            assert_eq!(decode_keeping_gaiji(bytes).unwrap_err().offset, 0);
        }
    }
}
