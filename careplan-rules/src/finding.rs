//! What a rule found: where, how grave, with which parameters, and how to mend it.

use crate::fix::Fix;
use crate::level::Level;
use crate::rule::{Bilingual, Language, Rule};
use careplan_csv::{Field, Place, Record, RecordPlace};
use careplan_model::{Date, Item, YearMonth};
use core::fmt;
use core::ops::Range;

/// The number of a file in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where a finding stands: a file, and as far as it applies a record, a line, an item and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The data record, from 1; `None` for the file as a whole, a header row, a blank line.
    pub record: Option<u64>,
    /// The physical line on which the record begins, from 1; `None` for the file as a whole.
    pub line: Option<u64>,
    /// The item.
    pub item: Option<LocatedItem>,
    /// The bytes of the file.
    pub bytes: Option<Range<u64>>,
}

/// An item as a location.
#[derive(Debug, Clone, Copy)]
pub struct LocatedItem {
    /// No. in the file's own edition, from 1.
    pub number: usize,
    /// The item; `None` for a field past the last one.
    pub item: Option<&'static Item>,
}

impl PartialEq for LocatedItem {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for LocatedItem {}

impl LocatedItem {
    /// 項目名.
    pub fn name(&self) -> Option<&'static str> {
        self.item.map(|item| item.name)
    }

    /// Whether its value identifies or describes a person. Of a field past the last item nobody knows.
    pub fn is_personal(&self) -> bool {
        self.item.is_none_or(|item| item.personal)
    }
}

impl Location {
    /// The file as a whole.
    pub const fn file(file: FileId) -> Self {
        Self { file, record: None, line: None, item: None, bytes: None }
    }

    /// A whole record.
    pub fn record(file: FileId, record: &Record<'_>) -> Self {
        let at = record.at();
        Self { record: Some(at.record), ..Self::line(file, &at) }
    }

    /// A line that is no record.
    pub fn line(file: FileId, at: &RecordPlace) -> Self {
        let Place { line, bytes, .. } = at.place();
        Self { file, record: None, line: Some(line), item: None, bytes: Some(bytes) }
    }

    /// A field of a record.
    pub fn field(file: FileId, record: &Record<'_>, field: &Field<'_>, item: LocatedItem) -> Self {
        let location = Self { item: Some(item), ..Self::record(file, record) };
        location.with_bytes(record, field.start()..field.start() + field.raw().len())
    }

    /// The same place with other bytes, which count from the start of the record.
    #[must_use]
    pub fn with_bytes(mut self, record: &Record<'_>, bytes: Range<usize>) -> Self {
        let offset = record.at().offset;
        self.bytes = Some(offset + bytes.start as u64..offset + bytes.end as u64);
        self
    }

    /// The order of the source: files, then the file as a whole, then its bytes.
    pub(crate) fn order(&self) -> (FileId, Option<u64>, usize) {
        let start = self.bytes.as_ref().map(|bytes| bytes.start);
        (self.file, start, self.item.map_or(0, |item| item.number))
    }
}

/// A parameter of a finding. It never holds the value of a personal item.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// A number: a length, a sum.
    Number(i64),
    /// A word that is the same in both languages: a code, a prefix, a name of an item.
    Word(String),
    /// A word in both languages.
    Words(Bilingual),
}

impl From<i32> for Parameter {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Parameter {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u16> for Parameter {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Parameter {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Parameter {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<String> for Parameter {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<Date> for Parameter {
    fn from(date: Date) -> Self {
        Self::Word(date.to_string())
    }
}

impl From<YearMonth> for Parameter {
    fn from(month: YearMonth) -> Self {
        Self::Word(month.to_string())
    }
}

impl From<Bilingual> for Parameter {
    fn from(words: Bilingual) -> Self {
        Self::Words(words)
    }
}

impl Parameter {
    fn write(&self, language: Language, out: &mut String) {
        match self {
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::Word(word) => out.push_str(word),
            Self::Words(words) => out.push_str(words.get(language)),
        }
    }
}

/// Something that a rule found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is, by the profile.
    pub level: Level,
    /// Where it stands.
    pub location: Location,
    /// What the message tells beside the rule.
    pub parameters: Vec<(&'static str, Parameter)>,
    /// How to mend it, where that is certain.
    pub fix: Option<Fix>,
    /// The characters at the place, if the profile asked for values. They may be personal.
    pub value: Option<Value>,
}

/// The characters at a place. `Debug` hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct Value(pub String);

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("«redacted»")
    }
}

impl Finding {
    /// The sentence for people.
    pub fn message(&self, language: Language) -> String {
        fill(self.rule.message.get(language), &self.parameters, language)
    }

    /// How to mend it, for people.
    pub fn hint(&self, language: Language) -> String {
        fill(self.rule.hint.get(language), &self.parameters, language)
    }
}

/// Puts the parameters into a sentence.
fn fill(sentence: &str, parameters: &[(&'static str, Parameter)], language: Language) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}') else {
            out.push('{');
            rest = behind;
            continue;
        };
        if let Some((_, parameter)) = parameters.iter().find(|(known, _)| *known == name) {
            parameter.write(language, &mut out);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A finding that a rule is about to report; see [`Findings::add`](crate::Findings::add).
#[derive(Debug)]
#[must_use]
pub struct Found {
    pub(crate) rule: &'static Rule,
    pub(crate) location: Location,
    pub(crate) parameters: Vec<(&'static str, Parameter)>,
    pub(crate) at_most: Level,
    pub(crate) at_least: Level,
    pub(crate) fix: Option<Fix>,
}

impl Found {
    /// A rule and a place.
    pub fn new(rule: &'static Rule, location: Location) -> Self {
        let (at_most, at_least) = (Level::Error, Level::Off);
        Self { rule, location, parameters: Vec::new(), at_most, at_least, fix: None }
    }

    /// A parameter of the message. Never the value of a personal item.
    pub fn with(mut self, name: &'static str, parameter: impl Into<Parameter>) -> Self {
        self.parameters.push((name, parameter.into()));
        self
    }

    /// No graver than this, whatever the rule's own level is. What the profile sets by id still holds.
    pub fn at_most(mut self, level: Level) -> Self {
        self.at_most = level;
        self
    }

    /// No less grave than this, unless the rule is off.
    pub fn at_least(mut self, level: Level) -> Self {
        self.at_least = level;
        self
    }

    /// A mend that is certain.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }
}
