//! Text → bytes, in the codes that Windows writes.

use super::EncodeError;
use super::decode::ascii_run;
use super::tables::code;

/// Writes a text as MS932 bytes, in the code that Windows writes where a character has several.
///
/// Strict: nothing is replaced. The look-alikes that other encoders take for something else without a word
/// (¥ for 5C, ‾ for 7E, − 〜 ‖ — ¢ £ ¬ for their full-width neighbours) are errors here, and so are 外字. Whoever
/// wants them replaced calls [`fold`](super::fold) first, and gets a list of what was changed.
///
/// # Errors
///
/// The first character that cannot be written, see [`EncodeError`].
///
/// ```
/// use careplan_csv::ms932::encode;
///
/// assert_eq!(encode("髙橋 ﾊﾅ")?, b"\xFB\xFC\x8B\xB4 \xCA\xC5");
/// assert_eq!(encode("¥100").unwrap_err().character, '¥');
/// # Ok::<(), careplan_csv::ms932::EncodeError>(())
/// ```
pub fn encode(text: &str) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    encode_into(text, &mut bytes)?;
    Ok(bytes)
}

/// Writes a text as MS932 bytes at the end of `bytes`.
///
/// Does not allocate if the bytes fit into the capacity that is left.
///
/// # Errors
///
/// As for [`encode`]; `bytes` then is what it was before the call.
///
/// ```
/// use careplan_csv::ms932::encode_into;
///
/// let mut line = b"137000,".to_vec();
/// encode_into("山田", &mut line)?;
/// assert!(encode_into("太郎\u{1F600}", &mut line).is_err());
/// assert_eq!(line, b"137000,\x8E\x52\x93\x63");
/// # Ok::<(), careplan_csv::ms932::EncodeError>(())
/// ```
pub fn encode_into(text: &str, bytes: &mut Vec<u8>) -> Result<(), EncodeError> {
    let before = bytes.len();
    let result = append(text, bytes);
    if result.is_err() {
        bytes.truncate(before);
    }
    result
}

/// Whether [`encode`] takes this character.
///
/// ```
/// use careplan_csv::ms932::can_encode;
///
/// assert!("髙﨑濵栁邉神塚①Ⅲ㈱～".chars().all(can_encode));
/// assert!(!"〜𠮷¥\u{E000}\u{80}".chars().any(can_encode));
/// ```
pub fn can_encode(character: char) -> bool {
    character.is_ascii() || code(character) != 0
}

fn append(text: &str, bytes: &mut Vec<u8>) -> Result<(), EncodeError> {
    // Kana and kanji take two bytes of three; what else the text needs is found as it comes.
    bytes.reserve(text.len() / 3);
    // Codes and numbers are ASCII throughout: copied at once.
    let (ascii, rest) = text.split_at_checked(ascii_run(text.as_bytes())).unwrap_or(("", text));
    bytes.extend_from_slice(ascii.as_bytes());
    let mut characters = rest.chars();
    while let Some(character) = characters.next() {
        if let Ok(byte @ 0..0x80) = u8::try_from(character) {
            bytes.push(byte);
            continue;
        }
        match code(character).to_be_bytes() {
            [0, 0] => {
                let offset = text.len() - characters.as_str().len() - character.len_utf8();
                return Err(EncodeError::new(character, offset));
            }
            [0, single] => bytes.push(single),
            pair => bytes.extend_from_slice(&pair),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ms932::EncodeFault;

    #[test]
    fn characters_with_several_codes_get_the_one_of_windows() {
        assert_eq!(
            encode("∪∵￢纊髙Ⅰⅰ№").unwrap(),
            b"\x81\xBE\x81\xE6\x81\xCA\xFA\x5C\xFB\xFC\x87\x54\xFA\x40\x87\x82"
        );
    }

    #[test]
    fn look_alikes_are_refused_by_name() {
        for character in "〜‖—−¢£¬¥‾".chars() {
            let error = encode(&format!("9時{character}")).unwrap_err();
            assert_eq!(error, EncodeError { character, offset: 4, kind: EncodeFault::NotInMs932 });
        }
    }

    #[test]
    fn an_error_leaves_the_bytes() {
        let mut bytes = vec![1, 2];
        assert_eq!(encode_into("山\u{E000}", &mut bytes).unwrap_err().kind, EncodeFault::Gaiji);
        assert_eq!(bytes, [1, 2]);
    }
}
