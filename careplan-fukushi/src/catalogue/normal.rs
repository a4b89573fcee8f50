//! Texts made alike for searching: width, kana, case, hyphens, long vowel marks and blanks forgiven.

use super::code::is_other_hyphen;

/// Half-width katakana U+FF66 to U+FF9D as full-width ones, in their order.
const KATAKANA: [char; 56] = [
    'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ',
    'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ',
    'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ',
    'ル', 'レ', 'ロ', 'ワ', 'ン',
];

/// A full-width ASCII character or blank as ASCII; any other as it is.
pub(super) fn narrow(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => shift(character, -0xFEE0),
        other => other,
    }
}

fn shift(character: char, by: i32) -> char {
    u32::from(character).checked_add_signed(by).and_then(char::from_u32).unwrap_or(character)
}

/// The text with full-width ASCII as ASCII, small letters for capitals, and all kana as full-width katakana with
/// their voice marks joined.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{3099}' | '\u{309B}' | '\u{FF9E}' => join(&mut folded, character, voiced),
            '\u{309A}' | '\u{309C}' | '\u{FF9F}' => join(&mut folded, character, half_voiced),
            // ぁ–ゖ and ゝ ゞ lie 60 before their katakana.
            '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' => folded.push(shift(character, 0x60)),
            '\u{FF66}'..='\u{FF9D}' => {
                let place = usize::try_from(u32::from(character) - 0xFF66).unwrap_or_default();
                folded.push(KATAKANA.get(place).copied().unwrap_or(character));
            }
            // Roman numerals, which stand in product names: 例示Ⅱ is typed 例示II.
            '\u{2160}'..='\u{216B}' => folded.push_str(roman(character, 0x2160)),
            '\u{2170}'..='\u{217B}' => folded.push_str(roman(character, 0x2170)),
            // Kana and kanji have no case, so that nobody need look for it.
            '\u{3001}'..='\u{9FFF}' => folded.push(character),
            _ => folded.extend(narrow(character).to_lowercase()),
        }
    }
    folded
}

/// Joins a voice mark with the kana before it; after anything else it stays what it is.
fn join(folded: &mut String, mark: char, joined: fn(char) -> Option<char>) {
    match folded.pop() {
        Some(last) => match joined(last) {
            Some(joined) => folded.push(joined),
            None => folded.extend([last, mark]),
        },
        None => folded.push(mark),
    }
}

fn voiced(kana: char) -> Option<char> {
    match kana {
        'ウ' => Some('ヴ'),
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ'
        | 'ト' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => Some(shift(kana, 1)),
        _ => None,
    }
}

fn half_voiced(kana: char) -> Option<char> {
    matches!(kana, 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ').then(|| shift(kana, 2))
}

fn roman(numeral: char, first: u32) -> &'static str {
    const NUMERALS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let place = u32::from(numeral).checked_sub(first).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| NUMERALS.get(place).copied()).unwrap_or_default()
}

/// The text by which names are compared: folded, without blanks, hyphens and long vowel marks.
pub(crate) fn key(text: &str) -> String {
    let mut key = fold(text);
    key.retain(|character| !is_skipped(character));
    key
}

/// The words of a query, each as [`key`] makes them.
pub(super) fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(key).filter(|word| !word.is_empty()).collect()
}

fn is_skipped(character: char) -> bool {
    character == '-'
        || is_other_hyphen(character)
        // Waves are typed for long vowels: らーめん, ら〜めん.
        || matches!(character, '~' | '\u{301C}')
        || character.is_whitespace()
}

/// The pairs of neighbouring characters of a key, sorted, each once.
pub(super) fn bigrams(key: &str) -> Vec<u64> {
    let mut pairs: Vec<u64> = key
        .chars()
        .zip(key.chars().skip(1))
        .map(|(first, second)| u64::from(u32::from(first)) << 32 | u64::from(u32::from(second)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much two sets of bigrams have in common, in thousandths (Dice's coefficient).
pub(super) fn likeness(a: &[u64], b: &[u64]) -> u16 {
    let all = a.len() + b.len();
    if all == 0 {
        return 0;
    }
    let common = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    u16::try_from(2000 * common / all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_a_name_are_alike() {
        let name = key("見本ベッド ＡＢ－１００");
        for other in [
            "見本ベッドAB-100",
            "見本ﾍﾞｯﾄﾞ ab100",
            "見本べっど　Ａｂ‐100",
            "見本へ\u{3099}ット\u{3099} AB 100",
            "見本ヘ゛ット゛AB―100",
        ] {
            assert_eq!(key(other), name, "{other}");
        }
        assert_eq!(name, "見本ベッドab100");
        assert_eq!(key("スーパーカー"), key("すぱか"));
        assert_eq!(key("ｽｰﾊﾟｰｶｰ"), "スパカ");
        assert_eq!(key("ｳﾞ ゔ ヴ"), "ヴヴヴ");
        assert_eq!(key("例示Ⅱ ⅱ"), "例示iiii");
        assert_eq!(key("ら〜く～"), "ラク");
    }

    #[test]
    fn half_width_kana_in_order() {
        let half: String = ('\u{FF66}'..='\u{FF9D}').collect();
        let back = careplan_csv::ms932::to_half_width_kana(&KATAKANA.iter().collect::<String>()).into_owned();
        assert_eq!(back, half);
        assert_eq!(fold(&half), KATAKANA.iter().collect::<String>());
    }

    #[test]
    fn marks_without_kana_stay() {
        assert_eq!(fold("゛a゛ﾞアﾟ"), "゛a゛\u{FF9E}ア\u{FF9F}");
    }

    #[test]
    fn kana_and_kanji_have_no_case() {
        assert!(('\u{3001}'..='\u{9FFF}').all(|it| narrow(it) == it && it.to_lowercase().eq([it])));
    }

    #[test]
    fn words_of_a_query() {
        assert_eq!(words("　見本 ﾍﾞｯﾄﾞ　AB-1 ー "), ["見本", "ベッド", "ab1"]);
        assert!(words(" ー　- ").is_empty());
    }

    #[test]
    fn likeness_in_thousandths() {
        let of = |a: &str, b: &str| likeness(&bigrams(&key(a)), &bigrams(&key(b)));
        assert_eq!(of("見本ベッド", "見本べっど"), 1000);
        assert_eq!(of("見本ベッド", "見本ベット"), 750);
        assert_eq!(of("見本", "例示"), 0);
        assert_eq!(of("見", "見"), 0);
        assert_eq!(of("", ""), 0);
    }
}
