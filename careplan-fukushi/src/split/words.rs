//! The words of labels: who speaks, and what headings are about.

use super::index::Words;
use super::lists::{self, ANALYSIS, CARERS, COUPLES, OTHERS};
use std::collections::BTreeSet;

static PERSON: Words = Words::of(&[lists::PERSON]);
static FAMILY: Words = Words::of(&[lists::FAMILY]);
static IN_LAW: Words = Words::of(&[lists::IN_LAW]);
static BEFORE_FAMILY: Words = Words::of(&[lists::BEFORE_FAMILY]);
static HONORIFICS: Words = Words::of(&[lists::HONORIFICS]);
static CONNECTORS: Words = Words::of(&[lists::CONNECTORS]);
static TOPICS: Words = Words::of(&[lists::TOPICS]);
static FINDINGS: Words = Words::of(&[lists::FINDINGS]);
static LISTS: Words = Words::of(&[lists::LISTS]);
static DEAD_BEFORE: Words = Words::of(&[lists::DEAD_BEFORE]);
static DEAD_BEHIND: Words = Words::of(&[lists::DEAD_BEHIND]);
/// Of both: most texts call nobody dead.
static DEAD: Words = Words::of(&[lists::DEAD_BEFORE, lists::DEAD_BEHIND]);
static SUMMING_UP: Words = Words::of(&[lists::SUMMING_UP]);
/// What speakers begin with. At most places of a text nobody speaks, and this says so at once.
static SPEAKERS: Words = Words::of(&[lists::PERSON, lists::BEFORE_FAMILY, lists::FAMILY, COUPLES]);

/// What a heading stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The person.
    Person,
    /// The family, or one of it.
    Family,
    /// The person and the family together, or words that could mean that.
    Both,
    /// The care manager's analysis.
    Analysis,
    /// Something else; `findings` where labels below it tell of states and findings, not of wishes.
    Other {
        /// Whether it is a heading of findings.
        findings: bool,
    },
}

/// Who speaks, and how many bytes say so.
type Speaker = (Who, usize);

fn after(text: &str, bytes: usize) -> &str {
    text.get(bytes..).unwrap_or_default()
}

/// Whether somebody of the family is named somewhere. Single letters are parts of other words (様子, 工夫).
fn names_family(text: &str) -> bool {
    lists::FAMILY.contains(&text.trim())
        || FAMILY.within(text).any(|(_, word)| word.chars().count() > 1)
        || text.contains(['妻', '娘'])
}

/// One speaker at the start: 本人, ご家族様, 長男の妻, 本人の長女, 娘夫婦.
fn unit(text: &str) -> Option<Speaker> {
    if let Some(length) = PERSON.longest(text) {
        let length = length + HONORIFICS.longest(after(text, length)).unwrap_or(0);
        let rest = after(text, length);
        // 本人の妻 is the family; 本人家族 may be both.
        if let Some(of) = rest.strip_prefix('の') {
            if let Some(relative) = family(of) {
                return Some((Who::Family, length + 'の'.len_utf8() + relative));
            }
        } else if let Some(relative) = family(rest) {
            return Some((Who::Both, length + relative));
        }
        return Some((Who::Person, length));
    }
    let length = family(text)?;
    // 夫婦 alone is the person with the spouse.
    if COUPLES.iter().any(|couple| text.starts_with(couple)) {
        return Some((Who::Both, length));
    }
    Some((Who::Family, length))
}

/// A word for the family, composed ones too: its bytes.
fn family(text: &str) -> Option<usize> {
    if let Some(couple) = COUPLES.iter().find(|couple| text.starts_with(**couple)) {
        return Some(couple.len());
    }
    let mut length = BEFORE_FAMILY.longest(text).unwrap_or(0);
    length += FAMILY.longest(after(text, length))?;
    loop {
        let rest = after(text, length);
        let joint = if rest.starts_with('の') { 'の'.len_utf8() } else { 0 };
        let rest = after(rest, joint);
        if joint == 0 && rest.starts_with("夫婦") {
            length += "夫婦".len();
        } else if let Some(more) = (if joint > 0 { &FAMILY } else { &IN_LAW }).longest(rest) {
            length += joint + more;
        } else {
            return Some(length + HONORIFICS.longest(after(text, length)).unwrap_or(0));
        }
    }
}

/// As much of a text as a label can have: more is never looked at, however long a line is.
pub(super) fn beginning(text: &str) -> &str {
    const LONGEST: usize = 80;
    text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Speakers at the start of a text: one, or several that are joined.
pub(super) fn speakers(text: &str) -> Option<Speaker> {
    if !SPEAKERS.begin(text) {
        return None;
    }
    let text = beginning(text);
    let (mut who, mut length) = unit(text)?;
    loop {
        let rest = after(text, length);
        let Some(joint) = CONNECTORS.longest(rest) else { break };
        let Some((more, bytes)) = unit(after(rest, joint)) else { break };
        length += joint + bytes;
        if more != who {
            who = Who::Both;
        }
    }
    Some((who, length))
}

fn blank(char: char) -> bool {
    char.is_whitespace()
}

/// A qualifier at the end, in brackets: what stands before it, and what it says.
fn qualified(heading: &str) -> (&str, &str) {
    for (open, close) in [('（', '）'), ('(', ')'), ('〔', '〕'), ('［', '］')] {
        if let Some((before, inside)) =
            heading.strip_suffix(close).and_then(|heading| heading.split_once(open))
        {
            return (before.trim_end_matches(blank), inside);
        }
    }
    (heading, "")
}

/// A word that is spread by blanks to line up with others: 本　人 is 本人.
fn unspread(heading: &str) -> Option<String> {
    let is_spread = heading.contains(blank)
        && heading.split(blank).filter(|part| !part.is_empty()).all(|part| part.chars().count() == 1);
    is_spread.then(|| heading.chars().filter(|char| !blank(*char)).collect())
}

/// What speakers, and nothing else, a heading names: 本人, ご家族の意向, 長男（県外在住）, 本人・家族.
fn named(heading: &str) -> Option<Who> {
    let (heading, qualifier) = qualified(heading);
    if CARERS.contains(&heading) {
        let (who, length) = speakers(qualifier)?;
        return (who == Who::Family && length == qualifier.len()).then_some(Who::Family);
    }
    let (who, length) = speakers(heading)?;
    let mut rest = after(heading, length).trim_start_matches(blank);
    // 本人（妻）の意向 and the like: nobody knows who speaks.
    for joint in ["からの", "よりの", "側の", "の", "より", "から", "側"] {
        if let Some(topic) = rest.strip_prefix(joint) {
            rest = topic;
            break;
        }
    }
    if let Some(topic) = TOPICS.longest(rest) {
        rest = after(rest, topic);
    }
    if !rest.is_empty() {
        return None;
    }
    let other = match who {
        Who::Person => names_family(qualifier),
        Who::Family => PERSON.are_in(qualifier),
        _ => false,
    };
    Some(if other { Who::Both } else { who })
}

/// What a heading stands for.
pub(super) fn heading(heading: &str) -> Who {
    let heading = heading.trim_end_matches(['：', ':']).trim_matches(blank);
    if let Some(who) = named(&unspread(heading).unwrap_or_else(|| heading.to_owned())) {
        return who;
    }
    if ANALYSIS.contains(&qualified(heading).0) {
        return Who::Analysis;
    }
    if PERSON.are_in(heading) && names_family(heading) {
        return Who::Both;
    }
    Who::Other { findings: FINDINGS.are_in(heading) }
}

/// What a line stands for that has nothing but a heading; `None` for a line of text.
pub(super) fn alone(line: &str) -> Option<Who> {
    let line = line.trim_matches(blank);
    if let Some(who) = named(&unspread(line).unwrap_or_else(|| line.to_owned())) {
        return Some(who);
    }
    if ANALYSIS.contains(&line) {
        return Some(Who::Analysis);
    }
    // Words without any kana of a sentence: a heading that we do not know, such as 嘱託医 or サービス担当者会議.
    let bare = |char: char| matches!(char, '\u{4E00}'..='\u{9FFF}' | '\u{30A0}'..='\u{30FA}' | 'ー' | '々');
    let unknown = !line.is_empty() && line.chars().count() <= 12 && line.chars().all(bare);
    (unknown || OTHERS.contains(&line)).then(|| Who::Other { findings: FINDINGS.are_in(line) })
}

/// The heading of a list at the start of a line, with a blank behind it: its bytes.
pub(super) fn list(line: &str) -> Option<usize> {
    LISTS.longest(line).filter(|length| after(line, *length).starts_with(blank))
}

/// Whether a line begins with a date that a full-width blank parts from what follows: of a note, not of a wish.
pub(super) fn dated(line: &str) -> bool {
    let Some((date, _)) = line.trim_start_matches(blank).split_once('　') else { return false };
    let is_part = |char: char| {
        char.is_ascii_digit()
            || matches!(char, '０'..='９')
            || "令和平成年月日曜火水木金土/／.．-－()（）RHＲＨ元".contains(char)
    };
    date.chars().all(is_part) && date.chars().any(|char| char.is_ascii_digit() || matches!(char, '０'..='９'))
}

/// Whether a heading numbers a part of an analysis: 課題１.
pub(super) fn numbers_finding(heading: &str) -> bool {
    heading.trim_matches(blank).starts_with("課題")
}

/// What follows a bracket with a speaker and still belongs to the label: 【本人】の意向： — its bytes.
pub(super) fn topic_after_bracket(text: &str) -> usize {
    let Some(topic) = text.strip_prefix('の') else { return 0 };
    let Some(length) = TOPICS.longest(topic) else { return 0 };
    let rest = after(topic, length);
    let ends = rest.is_empty() || rest.starts_with(['：', ':', '\n', '\r']);
    if ends { 'の'.len_utf8() + length } else { 0 }
}

/// Whether a text begins with something that joins speakers.
pub(super) fn connector(text: &str) -> usize {
    CONNECTORS.longest(text).unwrap_or(0)
}

/// Whether a sentence begins as those do that sum up.
pub(super) fn sums_up(text: &str) -> bool {
    SUMMING_UP.begin(text)
}

/// Whether a text is nothing but the names of speakers.
pub(super) fn names_only(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '｡']);
    speakers(text).is_some_and(|(_, length)| length == text.len())
}

/// The word for the speaker of a label, without bullets, brackets and what the label says besides; all words for the
/// person are one.
pub(super) fn speaker_word(label: &str) -> String {
    label
        .char_indices()
        .find_map(|(place, _)| {
            let rest = after(label, place);
            let (who, length) = speakers(rest)?;
            Some(if who == Who::Person { "本人" } else { rest.get(..length)? }.to_owned())
        })
        .unwrap_or_default()
}

/// Whether a label says what its words are about: 本人の希望：
pub(super) fn has_topic(label: &str) -> bool {
    TOPICS.are_in(label)
}

/// The words for those of the family whom a text calls dead: 亡き妻, 妻の墓, 妻が他界.
pub(super) fn called_dead(text: &str) -> BTreeSet<&'static str> {
    let mut dead = BTreeSet::new();
    if !DEAD.are_in(text) {
        return dead;
    }
    for (place, mark) in DEAD_BEFORE.within(text) {
        let behind = after(text, place + mark.len());
        let behind = behind.strip_prefix('の').unwrap_or(behind);
        dead.extend(FAMILY.beginning(behind));
    }
    for (place, _) in DEAD_BEHIND.within(text) {
        let before = text.get(..place).unwrap_or_default();
        dead.extend(lists::FAMILY.iter().filter(|word| before.ends_with(**word)));
    }
    dead
}

/// Whether a label names one of the family, and not the family.
pub(super) fn names_one(label: &str) -> bool {
    let label: String = label.chars().filter(|char| !blank(*char)).collect();
    !label.is_empty() && !["家族", "親族"].iter().any(|word| label.contains(word))
}
