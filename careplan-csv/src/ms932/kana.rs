//! Full-width katakana → half-width kana, for receivers who want フリガナ items so.

use std::borrow::Cow;

/// Writes katakana in half-width kana (JIS X 0201): ガ as ｶﾞ, パ as ﾊﾟ.
///
/// Also ー ・ 。 「 」 、 ゛ ゜, and the ideographic space as a plain one. All else stays: hiragana, kanji, and the
/// katakana that have no half-width form (ヮ ヰ ヱ ヵ ヶ). Note that a voiced kana becomes two characters, which
/// count against the length of an item. A combining ゙ U+3099 is for [`fold`](super::fold), which comes before.
///
/// Borrows if there is nothing to change.
///
/// ```
/// use careplan_csv::ms932::to_half_width_kana;
///
/// assert_eq!(to_half_width_kana("タカハシ　ガンパチロー"), "ﾀｶﾊｼ ｶﾞﾝﾊﾟﾁﾛｰ");
/// assert_eq!(to_half_width_kana("はなこヶ"), "はなこヶ");
/// ```
pub fn to_half_width_kana(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|&(_, character)| half_width(character).is_some()) else {
        return Cow::Borrowed(text);
    };
    let (head, rest) = text.split_at_checked(first).unwrap_or(("", text));
    // A voiced kana grows from three bytes to six; most are not voiced.
    let mut narrow = String::with_capacity(text.len() + text.len() / 4);
    narrow.push_str(head);
    for character in rest.chars() {
        match half_width(character) {
            Some((kana, mark)) => {
                narrow.push(kana);
                narrow.extend(mark);
            }
            None => narrow.push(character),
        }
    }
    Cow::Owned(narrow)
}

/// The half-width kana of a character, with its mark ﾞ or ﾟ.
fn half_width(character: char) -> Option<(char, Option<char>)> {
    const VOICED: Option<char> = Some('ﾞ');
    const HALF_VOICED: Option<char> = Some('ﾟ');
    // In the order of Unicode, so that a missing one is seen.
    Some(match character {
        '\u{3000}' => (' ', None),
        '、' => ('､', None),
        '。' => ('｡', None),
        '「' => ('｢', None),
        '」' => ('｣', None),
        '゛' => ('ﾞ', None),
        '゜' => ('ﾟ', None),
        'ァ' => ('ｧ', None),
        'ア' => ('ｱ', None),
        'ィ' => ('ｨ', None),
        'イ' => ('ｲ', None),
        'ゥ' => ('ｩ', None),
        'ウ' => ('ｳ', None),
        'ェ' => ('ｪ', None),
        'エ' => ('ｴ', None),
        'ォ' => ('ｫ', None),
        'オ' => ('ｵ', None),
        'カ' => ('ｶ', None),
        'ガ' => ('ｶ', VOICED),
        'キ' => ('ｷ', None),
        'ギ' => ('ｷ', VOICED),
        'ク' => ('ｸ', None),
        'グ' => ('ｸ', VOICED),
        'ケ' => ('ｹ', None),
        'ゲ' => ('ｹ', VOICED),
        'コ' => ('ｺ', None),
        'ゴ' => ('ｺ', VOICED),
        'サ' => ('ｻ', None),
        'ザ' => ('ｻ', VOICED),
        'シ' => ('ｼ', None),
        'ジ' => ('ｼ', VOICED),
        'ス' => ('ｽ', None),
        'ズ' => ('ｽ', VOICED),
        'セ' => ('ｾ', None),
        'ゼ' => ('ｾ', VOICED),
        'ソ' => ('ｿ', None),
        'ゾ' => ('ｿ', VOICED),
        'タ' => ('ﾀ', None),
        'ダ' => ('ﾀ', VOICED),
        'チ' => ('ﾁ', None),
        'ヂ' => ('ﾁ', VOICED),
        'ッ' => ('ｯ', None),
        'ツ' => ('ﾂ', None),
        'ヅ' => ('ﾂ', VOICED),
        'テ' => ('ﾃ', None),
        'デ' => ('ﾃ', VOICED),
        'ト' => ('ﾄ', None),
        'ド' => ('ﾄ', VOICED),
        'ナ' => ('ﾅ', None),
        'ニ' => ('ﾆ', None),
        'ヌ' => ('ﾇ', None),
        'ネ' => ('ﾈ', None),
        'ノ' => ('ﾉ', None),
        'ハ' => ('ﾊ', None),
        'バ' => ('ﾊ', VOICED),
        'パ' => ('ﾊ', HALF_VOICED),
        'ヒ' => ('ﾋ', None),
        'ビ' => ('ﾋ', VOICED),
        'ピ' => ('ﾋ', HALF_VOICED),
        'フ' => ('ﾌ', None),
        'ブ' => ('ﾌ', VOICED),
        'プ' => ('ﾌ', HALF_VOICED),
        'ヘ' => ('ﾍ', None),
        'ベ' => ('ﾍ', VOICED),
        'ペ' => ('ﾍ', HALF_VOICED),
        'ホ' => ('ﾎ', None),
        'ボ' => ('ﾎ', VOICED),
        'ポ' => ('ﾎ', HALF_VOICED),
        'マ' => ('ﾏ', None),
        'ミ' => ('ﾐ', None),
        'ム' => ('ﾑ', None),
        'メ' => ('ﾒ', None),
        'モ' => ('ﾓ', None),
        'ャ' => ('ｬ', None),
        'ヤ' => ('ﾔ', None),
        'ュ' => ('ｭ', None),
        'ユ' => ('ﾕ', None),
        'ョ' => ('ｮ', None),
        'ヨ' => ('ﾖ', None),
        'ラ' => ('ﾗ', None),
        'リ' => ('ﾘ', None),
        'ル' => ('ﾙ', None),
        'レ' => ('ﾚ', None),
        'ロ' => ('ﾛ', None),
        'ワ' => ('ﾜ', None),
        'ヲ' => ('ｦ', None),
        'ン' => ('ﾝ', None),
        'ヴ' => ('ｳ', VOICED),
        // Neither is in MS932; this is the only way to write them.
        'ヷ' => ('ﾜ', VOICED),
        'ヺ' => ('ｦ', VOICED),
        '・' => ('･', None),
        'ー' => ('ｰ', None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::ms932::encode;

    #[test]
    fn every_half_width_kana_is_reached_and_takes_one_byte() {
        let full: Vec<char> = ('\u{3000}'..='\u{30FF}').filter(|&c| half_width(c).is_some()).collect();
        let narrow: String = full.iter().filter_map(|&c| half_width(c)).map(|(kana, _)| kana).collect();
        assert_eq!(encode(&narrow).unwrap().len(), full.len());
        let reached: BTreeSet<char> = narrow.chars().filter(|&c| c != ' ').collect();
        assert_eq!(reached, ('\u{FF61}'..='\u{FF9F}').collect());
    }

    #[test]
    fn marks_follow_their_kana_as_unicode_composes_them() {
        // ガ is カ + 1, パ is ハ + 2: a slip in the long table would break this order.
        let mut plain = 'ァ';
        for character in ('ァ'..='ド').chain('ハ'..='ポ') {
            match half_width(character) {
                Some((_, None)) => plain = character,
                Some((kana, Some(_))) => assert_eq!(half_width(plain), Some((kana, None)), "{character}"),
                None => panic!("{character} has no half-width form"),
            }
        }
        assert_eq!(to_half_width_kana("ヴァヷヺ"), "ｳﾞｧﾜﾞｦﾞ");
    }

    #[test]
    fn what_has_no_half_width_form_stays() {
        for text in ["ヮヰヱヵヶ", "ひらがな", "漢字", "ABC 123", "ﾔﾏﾀﾞ", "ＡＢＣ"] {
            assert!(matches!(to_half_width_kana(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(to_half_width_kana("山田ハナコ、ヵ「ー」。・゛゜"), "山田ﾊﾅｺ､ヵ｢ｰ｣｡･ﾞﾟ");
    }
}
