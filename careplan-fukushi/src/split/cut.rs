//! Cuts a text at its labels.

mod doubt;

use super::heading::{Found, Heading, SENTENCE_ENDS, find, hides_label, is_line_end};
use super::words::{self, Who};
use super::{Span, SpanKind};
use core::ops::Range;

/// Where something begins, in the order of the text.
struct Mark {
    start: usize,
    is_line_start: bool,
    found: Found,
}

/// The spans of a text; `None` where none is to be proposed.
pub(super) fn cut(text: &str) -> Option<Vec<Span>> {
    let mut marks = marks(text)?;
    doubt::within_lines(text, &mut marks);
    doubt::below_brackets(&mut marks);
    doubt::of_the_dead(text, &mut marks);
    let headings = || marks.iter().filter_map(|mark| heading(&mark.found));
    if headings().any(|heading| heading.who == Who::Both) {
        return None;
    }
    if !headings().any(|heading| matches!(heading.who, Who::Person | Who::Family | Who::Analysis)) {
        return None;
    }
    let mut cutter = Cutter { text, spans: Vec::new(), at: 0 };
    let mut now = Now { who: None, is_open: false, bracketed: None };
    for (place, mark) in marks.iter().enumerate() {
        let end = marks.get(place + 1).map_or(text.len(), |next| next.start);
        match &mark.found {
            // 課題１：… within an analysis is more of it.
            Found::Heading(heading)
                if now.who == Some(Who::Analysis)
                    && matches!(heading.who, Who::Other { .. })
                    && text.get(heading.range.clone()).is_some_and(words::numbers_finding) => {}
            Found::Heading(heading) => {
                let is_followed_by_text =
                    text.get(heading.range.end..end).is_some_and(|under| !under.trim().is_empty());
                now.under(heading, is_followed_by_text);
                cutter.rest_to(heading.range.start);
                // What a label under findings says is no label of ours.
                let is_label = now.who.is_some();
                cutter.push(if is_label { SpanKind::Label } else { SpanKind::Rest }, heading.range.end);
            }
            Found::About(who) if now.who == Some(*who) => {}
            Found::Doubt | Found::About(_) | Found::SumsUp | Found::Behind => {
                // In an analysis the care manager speaks of everybody.
                if now.who != Some(Who::Analysis) || mark.found == Found::Doubt {
                    now.who = None;
                }
            }
        }
        if !cutter.content(now.who, end) {
            now.who = None;
        }
    }
    cutter.rest_to(text.len());
    let spans = cutter.finish();
    (!is_signed(text, &spans)).then_some(spans)
}

fn heading(found: &Found) -> Option<&Heading> {
    match found {
        Found::Heading(heading) => Some(heading),
        _ => None,
    }
}

/// Who rules the text now.
struct Now {
    who: Option<Who>,
    /// Whether a heading of findings stands above, so that labels below it may tell of findings; and whether it
    /// is in brackets.
    bracketed: Option<bool>,
    /// Whether that heading had no text of its own.
    is_open: bool,
}

impl Now {
    fn under(&mut self, heading: &Heading, is_followed_by_text: bool) {
        let is_finding = matches!(heading.who, Who::Analysis | Who::Other { findings: true });
        let is_speaker = matches!(heading.who, Who::Person | Who::Family);
        if is_speaker && self.rules(heading) {
            // 【課題分析】 本人：… : what is found of the person, not what the person wishes.
            self.who = None;
            return;
        }
        self.is_open = is_finding && !is_followed_by_text;
        self.bracketed = is_finding.then_some(heading.is_bracketed);
        self.who = match heading.who {
            who @ (Who::Person | Who::Family | Who::Analysis) => Some(who),
            _ => None,
        };
    }

    /// Whether the heading of findings stands above this one: by its brackets, or because it had no text.
    fn rules(&self, heading: &Heading) -> bool {
        (self.bracketed == Some(true) && !heading.is_bracketed)
            || (self.is_open && self.bracketed == Some(heading.is_bracketed))
    }
}

/// All that begins anywhere; `None` if a bracket leaves the whole in doubt.
fn marks(text: &str) -> Option<Vec<Mark>> {
    let mut marks: Vec<Mark> = Vec::new();
    // Nothing is looked for inside a heading.
    let mut covered = 0;
    let quotes = Quotes::of(text);
    for Place { start, is_line_start } in places(text) {
        if start < covered {
            continue;
        }
        match quotes.around(start) {
            Some(quote) if !quote.has_lines => continue,
            Some(_) => {
                // A label on a line of its own within a quote: whether the quote or the label holds is not known.
                if matches!(find(text, start, is_line_start), Some(Found::Heading(_))) {
                    marks.push(Mark { start, is_line_start, found: Found::Doubt });
                }
                continue;
            }
            None => {}
        }
        let Some(found) = find(text, start, is_line_start) else { continue };
        match &found {
            Found::Behind => return None,
            Found::Heading(heading) => covered = heading.range.end,
            Found::Doubt | Found::About(_) | Found::SumsUp => {}
        }
        marks.push(Mark { start, is_line_start, found });
    }
    Some(marks)
}

/// What stands in 「」 and 『』, without the brackets, in order; of quotes within quotes the outer one. Quotes that nobody
/// closes are none.
struct Quotes(Vec<Quote>);

struct Quote {
    range: Range<usize>,
    /// Whether it goes over the end of a line.
    has_lines: bool,
}

impl Quotes {
    fn of(text: &str) -> Self {
        let mut open = Vec::new();
        let mut quotes: Vec<Quote> = Vec::new();
        let mut line_end = None;
        for (place, char) in text.char_indices() {
            match char {
                '「' | '『' | '｢' => open.push(place + char.len_utf8()),
                '」' | '』' | '｣' => {
                    let Some(start) = open.pop() else { continue };
                    while quotes.last().is_some_and(|inner| inner.range.start > start) {
                        quotes.pop();
                    }
                    let has_lines = line_end.is_some_and(|end| end >= start);
                    quotes.push(Quote { range: start..place, has_lines });
                }
                char if is_line_end(char) => line_end = Some(place),
                _ => {}
            }
        }
        Self(quotes)
    }

    /// The quote that a place stands in.
    fn around(&self, place: usize) -> Option<&Quote> {
        let after = self.0.partition_point(|quote| quote.range.start <= place);
        self.0.get(after.checked_sub(1)?).filter(|quote| quote.range.contains(&place))
    }
}

/// A place where a heading may begin.
struct Place {
    start: usize,
    is_line_start: bool,
}

/// The start of the text and of each line, and what follows the end of a sentence or a full-width blank.
fn places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut is_line_start = true;
    let mut is_after_end = false;
    for (start, char) in text.char_indices() {
        if is_line_end(char) {
            (is_line_start, is_after_end) = (true, false);
            continue;
        }
        let is_blank = char.is_whitespace();
        if !is_blank && (is_line_start || is_after_end) {
            places.push(Place { start, is_line_start });
        }
        if is_blank {
            is_after_end |= char == '　' && !is_line_start;
            continue;
        }
        // A closing quote belongs to the sentence that it ends.
        let closes = is_after_end && matches!(char, '」' | '』' | '｣' | '）' | ')' | '”' | '"');
        is_after_end = SENTENCE_ENDS.contains(&char) || closes;
        is_line_start = false;
    }
    places
}

/// Spans while they are made: each ends where the next one begins.
struct Cutter<'a> {
    text: &'a str,
    spans: Vec<Span>,
    at: usize,
}

impl Cutter<'_> {
    /// A span from here to `end`; nothing if that is no way.
    fn push(&mut self, kind: SpanKind, end: usize) {
        if end > self.at {
            self.spans.push(Span { kind, range: self.at..end });
            self.at = end;
        }
    }

    fn rest_to(&mut self, end: usize) {
        self.push(SpanKind::Rest, end);
    }

    /// What stands from here to `end` under `who`: up to a blank line, or to a sentence that hides a label, it is
    /// theirs. `false` if it was cut short, so that what follows is not theirs either.
    fn content(&mut self, who: Option<Who>, end: usize) -> bool {
        let kind = match who {
            Some(Who::Person) => SpanKind::Person,
            Some(Who::Family) => SpanKind::Family,
            Some(Who::Analysis) => SpanKind::Analysis,
            _ => {
                self.rest_to(end);
                return true;
            }
        };
        let under = self.text.get(self.at..end).unwrap_or_default();
        let from = self.at + (under.len() - under.trim_start().len());
        let under = under.trim_start();
        let mut until = blank_line(under).unwrap_or(under.len());
        if let Some(who) = who.filter(|who| *who != Who::Analysis) {
            let quotes = Quotes::of(under);
            let hidden = sentences(under).find(|sentence| {
                under.get(sentence.clone()).is_some_and(|it| {
                    hides_label(it, who, &|place| quotes.around(sentence.start + place).is_some())
                })
            });
            until = until.min(hidden.map_or(until, |sentence| sentence.start));
        }
        let theirs = under.get(..until).unwrap_or_default().trim_end();
        // 同居家族：妻、長男 says who they are, and nothing of what they wish.
        let kind = if words::names_only(theirs) { SpanKind::Rest } else { kind };
        self.rest_to(from);
        self.push(kind, from + theirs.len());
        self.rest_to(end);
        until == under.len()
    }

    /// The spans, with neighbours of one kind put together.
    fn finish(self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for span in self.spans {
            match spans.last_mut() {
                Some(last) if last.kind == span.kind && span.kind != SpanKind::Label => {
                    last.range.end = span.range.end;
                }
                _ => spans.push(span),
            }
        }
        spans
    }
}

/// Where a blank line begins.
fn blank_line(text: &str) -> Option<usize> {
    let mut ended: Option<(usize, char)> = None;
    for (place, char) in text.char_indices() {
        match (char, ended) {
            // CR LF is one end of a line.
            ('\n', Some((at, '\r'))) if at + 1 == place => ended = Some((place, '\n')),
            ('\n' | '\r', Some((at, _))) => return Some(at),
            ('\n' | '\r', None) => ended = Some((place, char)),
            (char, _) if char.is_whitespace() => {}
            _ => ended = None,
        }
    }
    None
}

/// The sentences of a text, and its lines: the bytes of each.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(|char| is_line_end(char) || SENTENCE_ENDS.contains(&char)).map(move |sentence| {
        let range = start..start + sentence.len();
        start = range.end;
        range
    })
}

/// Whether the labels may stand behind what was said: the text begins without one, and the last has nothing under it.
fn is_signed(text: &str, spans: &[Span]) -> bool {
    let blank = |span: &&Span| text.get(span.range.clone()).is_none_or(|text| text.trim().is_empty());
    let mut filled = spans.iter().filter(|span| !blank(span));
    let begins_without = filled.next().is_some_and(|first| first.kind == SpanKind::Rest);
    let ends_with_label =
        spans.iter().rfind(|span| !blank(span)).is_some_and(|last| last.kind == SpanKind::Label);
    begins_without && ends_with_label
}
