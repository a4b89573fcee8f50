//! Text → bytes, in the codes that Windows writes.

use super::EncodeError;
use super::decode::ascii_run;
use super::tables::{code, code_of_point, code_of_three};

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
    let mut rest = text;
    loop {
        rest = rest.get(append_pairs(rest.as_bytes(), bytes)..).unwrap_or_default();
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { return Ok(()) };
        if character.is_ascii() {
            // Codes and numbers are ASCII throughout: copied at once.
            let (run, after) = rest.split_at_checked(ascii_run(rest.as_bytes())).unwrap_or((rest, ""));
            bytes.extend_from_slice(run.as_bytes());
            rest = after;
            continue;
        }
        match code(character).to_be_bytes() {
            [0, 0] => return Err(EncodeError::new(character, text.len() - rest.len())),
            [0, single] => bytes.push(single),
            pair => bytes.extend_from_slice(&pair),
        }
        rest = characters.as_str();
    }
}

/// Appends the kana and kanji (three bytes that become two) at the start of the text; the length of what
/// was read.
fn append_pairs(text: &[u8], bytes: &mut Vec<u8>) -> usize {
    let mut rest = text;
    // Four a turn. Each has three bytes, so that the next begins where a character does.
    while let Some((twelve, after)) = rest.split_first_chunk::<12>() {
        let Some(codes) = codes_of_four(*twelve) else { break };
        bytes.extend_from_slice(&codes);
        rest = after;
    }
    while let Some((three, after)) = rest.split_first_chunk::<3>()
        && let code @ 0x100.. = code_of_three(*three)
    {
        bytes.extend_from_slice(&code.to_be_bytes());
        rest = after;
    }
    text.len() - rest.len()
}

/// The bits of a character of three bytes, for two characters in a word.
const fn twice(bits: u64) -> u64 {
    bits << 24 | bits
}

/// The codes of four characters with three bytes of UTF-8 and a code of two bytes each, if they are such.
#[inline]
fn codes_of_four(utf8: [u8; 12]) -> Option<[u8; 8]> {
    const LEADS: u64 = twice(0xF0_0000);
    const THREE: u64 = twice(0xE0_0000);
    let [first @ .., _, _, _, _] = utf8;
    let [_, _, _, _, last @ ..] = utf8;
    // Two characters a word: 1110pppp 10pppppp 10pppppp, twice.
    let words = [u64::from_be_bytes(first) >> 16, u64::from_be_bytes(last) & 0xFFFF_FFFF_FFFF];
    if words.iter().fold(0, |all, word| all | (word ^ THREE)) & LEADS != 0 {
        return None;
    }
    let [a, b] =
        words.map(|word| (word & twice(0x0F_0000)) >> 4 | (word & twice(0x3F00)) >> 2 | (word & twice(0x3F)));
    let codes = [a >> 24, a, b >> 24, b].map(|point| u64::from(code_of_point(point)));
    // A code of one byte, or none, borrows.
    if codes.iter().fold(0, |all, code| all | code.wrapping_sub(0x100)) >> 63 != 0 {
        return None;
    }
    let [first, second, third, fourth] = codes;
    Some((first << 48 | second << 32 | third << 16 | fourth).to_be_bytes())
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
    fn four_at_once_have_the_codes_of_each() {
        // Every character of three bytes beside others, at each of the four places.
        for point in 0x800..=0xFFFF {
            let Some(character) = char::from_u32(point) else { continue };
            for place in 0..4 {
                let mut four = ['亜', '、', '龠', 'ア'];
                four[place] = character;
                let text: String = four.into_iter().collect();
                let codes = four.map(code);
                let expected = codes.iter().all(|code| *code >= 0x100);
                let found = codes_of_four(text.as_bytes().try_into().unwrap());
                assert_eq!(found.is_some(), expected, "{character:?}");
                if let Some(found) = found {
                    assert_eq!(found, codes.map(u16::to_be_bytes).concat()[..]);
                }
            }
        }
        for other in ["12345678亜x", "éééééé", "😀😀😀", "亜亜亜1é"] {
            assert_eq!(codes_of_four(other.as_bytes().try_into().unwrap()), None);
        }
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
