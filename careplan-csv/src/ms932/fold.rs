//! Opt-in folding: what other systems write, in the characters that MS932 has for it.
//!
//! Text that comes from a web form, a Mac or another code table holds characters that look right on the
//! screen and have no code: 〜 U+301C where Windows has ～ U+FF5E, か and a combining ゙ where MS932 has が.
//! Folding replaces these few, for which there is one right answer, and lists every replacement. It is no
//! Unicode normalization: NFC would turn 神 U+FA19 into 神, NFKC ① into 1, and people's names into others'.

use std::borrow::Cow;

use super::can_encode;

/// A text after [`fold`], and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded<'a> {
    /// The text; borrowed if nothing was changed.
    pub text: Cow<'a, str>,
    /// Every change, in the order of the text.
    pub changes: Vec<Change>,
}

/// One replacement that [`fold`] made.
///
/// Replacing `from` by `to` at every `offset` of the original text gives the folded one; changes never overlap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Where `from` began in the original text, in bytes.
    pub offset: usize,
    /// What stood there.
    pub from: String,
    /// What stands there now; empty for a variation selector.
    pub to: String,
    /// Why.
    pub kind: ChangeKind,
}

/// Why [`fold`] changed something. The order is the one in which the foldings are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// A variation selector (U+FE00–FE0F, U+E0100–E01EF) was dropped: MS932 does not tell such variants apart.
    VariationSelector,
    /// A kana and a combining ゙ U+3099 or ゚ U+309A became one character. If a variation selector stood
    /// between them, it went the same way and is in `from`.
    ComposedKana,
    /// A symbol became the one to which Windows' table gives its place in JIS X 0208.
    Symbol,
}

/// Replaces what MS932 lacks where there is exactly one right answer, and lists every change.
///
/// In this order: variation selectors are dropped; kana and a combining ゙ or ゚ are composed, if MS932 has the
/// composed character; 〜 ‖ — − ¢ £ ¬ ¥ ‾ become ～ ∥ ― － ￠ ￡ ￢ ￥ ￣. A character that MS932 has stays what it
/// is, except a kana before such a mark. What cannot be folded stays too, so that [`encode`](super::encode)
/// names it. Folding a folded text changes nothing.
///
/// ```
/// use careplan_csv::ms932::{ChangeKind, encode, fold};
///
/// let folded = fold("9時〜か\u{3099}");
/// assert_eq!(folded.text, "9時～が");
/// assert_eq!(folded.changes[0].kind, ChangeKind::Symbol);
/// assert_eq!((folded.changes[1].offset, &*folded.changes[1].to), (7, "が"));
/// assert!(encode(&folded.text).is_ok());
///
/// assert_eq!(fold("𠮷").text, "𠮷");
/// ```
pub fn fold(text: &str) -> Folded<'_> {
    let Some((first, _)) = text.char_indices().find(|&(_, character)| concerns_fold(character)) else {
        return Folded { text: Cow::Borrowed(text), changes: Vec::new() };
    };
    // A combining mark concerns the character before it, so begin one character earlier.
    let begin = text.get(..first).and_then(|head| head.char_indices().next_back()).map_or(0, |(at, _)| at);
    let (head, rest) = text.split_at_checked(begin).unwrap_or(("", text));
    let mut folding = Folding { text: String::with_capacity(text.len()), changes: Vec::new() };
    folding.text.push_str(head);
    folding.run(rest, head.len());
    if folding.changes.is_empty() {
        // Only marks that could not be composed.
        return Folded { text: Cow::Borrowed(text), changes: Vec::new() };
    }
    Folded { text: Cow::Owned(folding.text), changes: folding.changes }
}

struct Folding {
    text: String,
    changes: Vec<Change>,
}

impl Folding {
    /// Folds `rest`, which begins at `base` in the original text.
    fn run(&mut self, rest: &str, base: usize) {
        let mut remaining = rest;
        while let Some(character) = remaining.chars().next() {
            let offset = base + (rest.len() - remaining.len());
            let single = character.len_utf8();
            let (length, change) = if is_variation_selector(character) {
                (single, Some((String::new(), ChangeKind::VariationSelector)))
            } else if let Some((composed, length)) = compose_at(remaining, character) {
                (length, Some((composed.into(), ChangeKind::ComposedKana)))
            } else if let Some(symbol) = fold_symbol(character) {
                (single, Some((symbol.into(), ChangeKind::Symbol)))
            } else {
                (single, None)
            };
            let (from, after) = remaining.split_at_checked(length).unwrap_or((remaining, ""));
            if let Some((to, kind)) = change {
                self.text.push_str(&to);
                self.changes.push(Change { offset, from: from.to_owned(), to, kind });
            } else {
                self.text.push_str(from);
            }
            remaining = after;
        }
    }
}

/// Whether a text with this character can need folding.
fn concerns_fold(character: char) -> bool {
    !character.is_ascii()
        && (matches!(character, '\u{3099}' | '\u{309A}')
            || is_variation_selector(character)
            || fold_symbol(character).is_some())
}

fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn fold_symbol(character: char) -> Option<char> {
    Some(match character {
        '\u{301C}' => '～',
        '\u{2016}' => '∥',
        '\u{2014}' => '―',
        '\u{2212}' => '－',
        '\u{00A2}' => '￠',
        '\u{00A3}' => '￡',
        '\u{00AC}' => '￢',
        '\u{00A5}' => '￥',
        '\u{203E}' => '￣',
        _ => return None,
    })
}

/// The composed character with which `text` begins, and how many bytes go into it.
fn compose_at(text: &str, base: char) -> Option<(char, usize)> {
    let (offset, mark) =
        text.char_indices().skip(1).find(|&(_, character)| !is_variation_selector(character))?;
    let composed = compose(base, mark)?;
    can_encode(composed).then_some((composed, offset + mark.len_utf8()))
}

/// A kana with a combining ゙ or ゚, as Unicode composes it.
fn compose(base: char, mark: char) -> Option<char> {
    // The katakana block repeats the hiragana block 0x60 further on, but for ワヰヱヲ, whose hiragana have no
    // composed forms; those of the katakana (ヷ ヸ ヹ ヺ) are not in MS932.
    let shift = if matches!(base, '\u{30A1}'..='\u{30FE}') { 0x60 } else { 0 };
    let hiragana = char::from_u32(u32::from(base) - shift)?;
    let step = match (hiragana, mark) {
        ('う', '\u{3099}') => 0x4E,
        (
            'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て'
            | 'と' | 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ゝ',
            '\u{3099}',
        ) => 1,
        ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ', '\u{309A}') => 2,
        _ => return None,
    };
    char::from_u32(u32::from(base) + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String, String, ChangeKind)> {
        fold(text).changes.into_iter().map(|c| (c.offset, c.from, c.to, c.kind)).collect()
    }

    #[test]
    fn all_kana_that_ms932_has_are_composed() {
        let voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼゞガギグゲゴザジズゼゾダヂヅデドバビブベボヴヾ";
        let bases = "かきくけこさしすせそたちつてとはひふへほゝカキクケコサシスセソタチツテトハヒフヘホウヽ";
        let split: String = bases.chars().flat_map(|base| [base, '\u{3099}']).collect();
        assert_eq!(fold(&split).text, voiced);
        let split: String = "はひふへほハヒフヘホ".chars().flat_map(|base| [base, '\u{309A}']).collect();
        assert_eq!(fold(&split).text, "ぱぴぷぺぽパピプペポ");
        assert_eq!(fold(&split).changes.len(), 10);
    }

    #[test]
    fn what_ms932_lacks_composed_stays_apart() {
        // ゔ ヷ ヺ か゚ have no code; the mark stays, and encode names it.
        for text in
            ["う\u{3099}", "ワ\u{3099}", "ヲ\u{3099}", "か\u{309A}", "亜\u{3099}", "\u{3099}", "ｶ\u{3099}"]
        {
            assert!(
                matches!(fold(text), Folded { text: Cow::Borrowed(_), changes } if changes.is_empty()),
                "{text}"
            );
        }
    }

    #[test]
    fn symbols_become_those_of_windows() {
        let folded = fold("〜‖—−¢£¬¥‾");
        assert_eq!(folded.text, "～∥―－￠￡￢￥￣");
        assert!(folded.text.chars().all(can_encode));
        assert_eq!(folded.changes.len(), 9);
    }

    #[test]
    fn selectors_are_dropped_before_kana_are_composed() {
        use ChangeKind::{ComposedKana, Symbol, VariationSelector};
        let change = |offset, from: &str, to: &str, kind| (offset, from.to_owned(), to.to_owned(), kind);
        assert_eq!(told("葛\u{E0100}城"), [change(3, "\u{E0100}", "", VariationSelector)]);
        assert_eq!(
            told("か\u{FE00}\u{3099}〜\u{FE0F}"),
            [
                change(0, "か\u{FE00}\u{3099}", "が", ComposedKana),
                change(9, "〜", "～", Symbol),
                change(12, "\u{FE0F}", "", VariationSelector),
            ]
        );
        assert_eq!(fold("か\u{FE00}\u{3099}〜\u{FE0F}").text, "が～");
    }

    #[test]
    fn what_ms932_has_is_never_touched() {
        let text = "髙﨑濵栁邉德神\u{FA19}塚\u{FA10}①Ⅲ㈱ｶﾞか゛～∥―－";
        assert!(matches!(fold(text).text, Cow::Borrowed(_)));
    }
}
