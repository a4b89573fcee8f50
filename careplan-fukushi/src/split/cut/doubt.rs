//! Labels that look like labels, and whose text makes one doubt it.

use super::super::heading::Found;
use super::super::words::{self, Who};
use super::{Mark, heading};
use std::collections::BTreeSet;

/// Labels within a line are less sure than those that begin one. They count where that is the habit of the text, and
/// leave a doubt
///
/// - where nothing before them is labelled, and no wide blank parts them from it: 妻と暮らす。長男：東京に在住。
/// - where the same speaker has a label at the start of a line too: that is the habit, and this is a sentence.
/// - where they tell what they are about, and the label before does not: 家族：頑固で困る。本人の希望：聞いてやりたい。
pub(super) fn within_lines(text: &str, marks: &mut [Mark]) {
    let label = |mark: &Mark| {
        let heading = heading(&mark.found).filter(|it| matches!(it.who, Who::Person | Who::Family))?;
        text.get(heading.range.clone())
    };
    let at_line_starts: BTreeSet<String> = marks
        .iter()
        .filter(|mark| mark.is_line_start)
        .filter_map(|mark| label(mark).map(words::speaker_word))
        .collect();
    let mut before: Option<bool> = None;
    for mark in marks {
        let is_apart = text.get(..mark.start).is_some_and(|before| before.ends_with('　'));
        let Some(text) = label(mark) else {
            if heading(&mark.found).is_some() {
                before = Some(false);
            }
            continue;
        };
        let has_topic = words::has_topic(text);
        let is_sure = mark.is_line_start
            || before.map_or(is_apart, |before_has_topic| before_has_topic || !has_topic)
                && !at_line_starts.contains(&words::speaker_word(text));
        if is_sure {
            before = Some(has_topic);
        } else {
            mark.found = Found::Doubt;
        }
    }
}

/// Where person and family have headings in brackets, a label without them under that of the person belongs to a list:
/// 【本人】歩きたい。 ・妻：既往あり 【家族】支えたい。
pub(super) fn below_brackets(marks: &mut [Mark]) {
    let bracketed = |mark: &Mark, who: Who| {
        heading(&mark.found).is_some_and(|heading| heading.is_bracketed && heading.who == who)
    };
    if !marks.iter().any(|mark| bracketed(mark, Who::Family)) {
        return;
    }
    let mut is_below = false;
    for mark in marks {
        let Some(heading) = heading(&mark.found) else { continue };
        if heading.is_bracketed {
            is_below = heading.who == Who::Person;
        } else if is_below && heading.who == Who::Family {
            mark.found = Found::Doubt;
        }
    }
}

/// One of the family whom the text calls dead says nothing: 妻の墓に参りたい。…妻：花子の命日には行く。
pub(super) fn of_the_dead(text: &str, marks: &mut [Mark]) {
    let dead = words::called_dead(text);
    if dead.is_empty() {
        return;
    }
    for mark in marks {
        let is_dead = heading(&mark.found).filter(|it| it.who == Who::Family).is_some_and(|heading| {
            let speaker = words::speaker_word(text.get(heading.range.clone()).unwrap_or_default());
            dead.iter().any(|word| speaker.ends_with(word))
        });
        if is_dead {
            mark.found = Found::Doubt;
        }
    }
}
