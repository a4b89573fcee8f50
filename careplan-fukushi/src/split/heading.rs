//! Headings at one place of a text: labels, headings of something else, and words that leave a doubt.

use super::words::{self, Who};
use core::ops::Range;

/// What begins at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A heading with a mark of its own.
    Heading(Heading),
    /// A bracket with a speaker that may as well stand behind what was said.
    Behind,
    /// A speaker without a mark that counts: who goes on is not known.
    Doubt,
    /// A sentence about what a speaker thinks, or may be.
    About(Who),
    /// A sentence that sums up.
    SumsUp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) who: Who,
    /// Its bytes, from the bullet to the mark.
    pub(super) range: Range<usize>,
    /// Whether brackets of headings enclose it (【】), which rank above other marks.
    pub(super) is_bracketed: bool,
}

/// Brackets that enclose headings and nothing else.
const HEADING_BRACKETS: &[(char, char)] = &[
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
    ('〈', '〉'),
    ('《', '》'),
    ('＜', '＞'),
    ('<', '>'),
    ('≪', '≫'),
    ('｛', '｝'),
    ('〖', '〗'),
];

/// Brackets that also enclose quotes and remarks.
const OTHER_BRACKETS: &[(char, char)] = &[('「', '」'), ('｢', '｣'), ('『', '』'), ('（', '）'), ('(', ')')];

const BULLETS: &[char] = &[
    '・', '･', '●', '○', '◎', '◯', '■', '□', '◆', '◇', '▼', '▽', '▲', '△', '▶', '▷', '►', '★', '☆', '＊',
    '*', '-', '－', '―', '–', '—', '•', '‣', '▪', '◦', '➢', '✓',
];

pub(super) const SENTENCE_ENDS: &[char] = &['。', '｡', '．', '！', '？', '!', '?'];

/// Longest heading, in characters: more is text.
const LONGEST: usize = 40;

pub(super) fn is_line_end(char: char) -> bool {
    matches!(char, '\n' | '\r')
}

fn is_blank(char: char) -> bool {
    char.is_whitespace() && !is_line_end(char)
}

/// The line, or as much of it as a label can have.
fn line(text: &str) -> &str {
    let text = words::beginning(text);
    let end = text.bytes().position(|byte| is_line_end(char::from(byte)));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// Bullets and numbers that stand before a label, with the blanks around them.
fn bullets(text: &str, is_line_start: bool) -> usize {
    let text = words::beginning(text);
    let after = text.trim_start_matches(|char| is_blank(char) || BULLETS.contains(&char));
    let numbered = number(after, is_line_start);
    let after = after.get(numbered..).unwrap_or_default();
    text.len() - after.len() + blanks(after)
}

/// `1.` `（２）` `③` at the start: its bytes. Within a line only those that cannot be a quantity.
fn number(text: &str, is_line_start: bool) -> usize {
    let is_circled = |char: char| matches!(char, '①'..='⑳' | '❶'..='❿' | 'Ⅰ'..='ⅿ');
    if let Some(first) = text.chars().next().filter(|first| is_circled(*first)) {
        return first.len_utf8();
    }
    if !is_line_start {
        return 0;
    }
    let inner = text.strip_prefix(['(', '（']).unwrap_or(text);
    let digits = inner.trim_start_matches(|char: char| matches!(char, '0'..='9' | '０'..='９'));
    if digits.len() == inner.len() {
        return 0;
    }
    match digits.chars().next() {
        Some(close) if matches!(close, '.' | '．' | ')' | '）' | '、') || is_blank(close) => {
            text.len() - digits.len() + close.len_utf8()
        }
        _ => 0,
    }
}

/// What begins at `start`, where a heading may begin.
pub(super) fn find(text: &str, start: usize, is_line_start: bool) -> Option<Found> {
    let whole = text.get(start..)?;
    let bullets = bullets(whole, is_line_start);
    let from = start + bullets;
    let rest = text.get(from..)?;
    // The bullets belong to the label, the indent does not.
    let label = start + blanks(whole);
    let heading =
        |who, end, is_bracketed| Some(Found::Heading(Heading { who, range: label..end, is_bracketed }));
    if let Some(found) = bracketed(rest, from, is_line_start, &heading) {
        return Some(found);
    }
    let this_line = line(rest);
    if let Some((who, end)) = with_colon(this_line) {
        return heading(who, from + end, false);
    }
    if is_line_start && words::dated(this_line) {
        return Some(Found::Doubt);
    }
    if is_line_start && let Some(length) = words::list(this_line) {
        return heading(Who::Other { findings: true }, from + length, false);
    }
    let is_whole_line =
        rest.get(this_line.len()..).is_none_or(|it| it.is_empty() || it.starts_with(is_line_end));
    if is_line_start
        && is_whole_line
        && let Some(who) = words::alone(this_line)
    {
        if bullets == blanks(whole) && goes_on(text.get(..start)?) {
            return Some(Found::Doubt);
        }
        return heading(who, from + this_line.trim_end().len(), false);
    }
    doubt(rest).or_else(|| words::sums_up(rest).then_some(Found::SumsUp))
}

/// Whether the line before goes on in the next one: a sentence that is broken at a particle.
fn goes_on(before: &str) -> bool {
    let before = before.trim_end_matches(is_blank);
    let before = before.strip_suffix('\n').unwrap_or(before);
    let before = before.strip_suffix('\r').unwrap_or(before);
    before.ends_with(['は', 'が', 'を', 'に', 'の', 'と', 'も', 'へ', 'で', 'や', '、', '，'])
}

/// A heading in brackets.
fn bracketed(
    rest: &str,
    from: usize,
    is_line_start: bool,
    heading: &dyn Fn(Who, usize, bool) -> Option<Found>,
) -> Option<Found> {
    let open = rest.chars().next()?;
    let known =
        |brackets: &[(char, char)]| brackets.iter().find(|(it, _)| *it == open).map(|(_, close)| *close);
    let of_heading = known(HEADING_BRACKETS);
    let close = of_heading.or_else(|| known(OTHER_BRACKETS))?;
    let this_line = line(rest);
    let (inside, _) = this_line.get(open.len_utf8()..)?.split_once(close)?;
    if inside.chars().count() > LONGEST {
        return None;
    }
    let who = words::heading(inside);
    let mut end = open.len_utf8() + inside.len() + close.len_utf8();
    end += words::topic_after_bracket(rest.get(end..)?);
    if of_heading.is_some() {
        // 【本人】・【家族】 and 【本人】【家族】 are one label for both.
        let mut who = who;
        let next = rest.get(end..)?.trim_start_matches(is_blank);
        let next = next.get(words::connector(next)..)?;
        let next_who = next.strip_prefix(open).and_then(|next| line(next).split_once(close));
        if let Some(next) = next_who.map(|(inside, _)| words::heading(inside))
            && matches!(who, Who::Person | Who::Family)
            && matches!(next, Who::Person | Who::Family | Who::Both)
            && who != next
        {
            who = Who::Both;
        }
        return heading(who, from + colon_after(rest, end), true);
    }
    if matches!(who, Who::Other { .. }) || !is_name(inside) {
        return None;
    }
    if !is_line_start {
        return Some(Found::Behind);
    }
    // 「本人」の希望 is a sentence.
    let goes_on = ['は', 'が', 'の', 'と', 'も', 'に', 'を', 'へ', 'や', 'で', 'か', 'よ', '、'];
    if rest.get(end..)?.starts_with(goes_on) {
        return Some(Found::Doubt);
    }
    heading(who, from + colon_after(rest, end), false)
}

/// Whether brackets that may be quotes hold a label and not a sentence.
fn is_name(inside: &str) -> bool {
    !inside.contains(SENTENCE_ENDS) && inside.chars().count() <= 20
}

/// The end of a mark at `end` that a colon may still follow.
fn colon_after(rest: &str, end: usize) -> usize {
    let after = rest.get(end..).unwrap_or_default();
    let colon = after.trim_start_matches(is_blank);
    match colon.chars().next() {
        Some(mark @ ('：' | ':')) => end + (after.len() - colon.len()) + mark.len_utf8(),
        _ => end,
    }
}

/// A heading with a colon in a line: who, and the bytes up to behind the colon.
fn with_colon(this_line: &str) -> Option<(Who, usize)> {
    let (place, mark) =
        this_line.char_indices().take(LONGEST).find(|(_, char)| matches!(char, '：' | ':'))?;
    let end = place + mark.len_utf8();
    let words = this_line.get(..place)?;
    let is_digit = |char: Option<char>| char.is_some_and(|char| matches!(char, '0'..='9' | '０'..='９'));
    let is_time = is_digit(words.chars().next_back()) && is_digit(this_line.get(end..)?.chars().next());
    if words.trim().is_empty()
        || is_time
        || words.contains(SENTENCE_ENDS)
        || words.contains(['「', '『', '【', '】', '」'])
    {
        return None;
    }
    match words::heading(words) {
        // With a comma it is a sentence, unless it names speakers only; behind a blank a label may stand.
        Who::Other { .. } if words.contains(['、', ',', '，', '　']) || words.chars().count() > 20 => None,
        who => Some((who, end)),
    }
}

/// A speaker without a mark that counts.
fn doubt(rest: &str) -> Option<Found> {
    let (who, length) = words::speakers(rest)?;
    let after = rest.get(length..)?;
    let about =
        ["は", "も", "としては", "としても", "より", "から", "いわく", "曰く", "の意向", "の希望", "の思い"];
    if about.iter().any(|word| after.starts_with(word)) {
        return Some(Found::About(who));
    }
    let marks = [
        '、', '，', ',', '「', '『', '"', '“', '→', '⇒', '…', '―', '‥', '～', '〜', '=', '＝', '（', '(',
        '◆', '■', '●', '|', '｜', '／', '/', ';', '；', '-', '－',
    ];
    let has_mark = after.is_empty() || after.starts_with(marks) || after.starts_with(char::is_whitespace);
    has_mark.then_some(Found::Doubt)
}

/// Whether a label of another than `who` hides in the middle of a sentence, so that nobody knows whose it is. What
/// somebody quotes hides nothing.
pub(super) fn hides_label(sentence: &str, who: Who, is_quoted: &dyn Fn(usize) -> bool) -> bool {
    sentence.char_indices().filter(|(place, _)| !is_quoted(*place)).any(|(place, _)| {
        let Some(rest) = sentence.get(place..) else { return false };
        let Some((other, length)) = words::speakers(rest) else { return false };
        if other == who {
            return false;
        }
        let after = rest.get(length..).unwrap_or_default();
        // A remark in brackets is part of the label: 家族（長女）：
        let inside = after.strip_prefix(['（', '(']).map(words::beginning);
        let after = match inside.and_then(|inside| inside.split_once(['）', ')'])) {
            Some((_, behind)) if behind.starts_with(['：', ':']) => behind,
            _ => after,
        };
        let after = after.trim_start_matches(is_blank);
        if after.starts_with([
            '：', ':', '】', '〕', '］', ']', '〉', '》', '＞', '>', '≫', '｝', '〗', '「', '『',
        ]) {
            return true;
        }
        // A signature: …したい（本人）。
        let Some(behind) = after.strip_prefix(['）', ')', '」', '』']) else { return false };
        let is_opened = sentence.get(..place).is_some_and(|before| before.ends_with(['（', '(', '「', '『']));
        is_opened && (behind.trim().is_empty() || behind.starts_with(SENTENCE_ENDS))
    })
}
