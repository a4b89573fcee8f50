//! Why records make no view, or a view no records.

use crate::layout::{Item, Layout};
use core::fmt;

/// Where a problem of a view is. Counted from 0 here, from 1 in messages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViewPlace {
    /// The record at this index, of those that were to be viewed.
    Record(usize),
    /// The part of the view that these indexes lead to, from the top: need 0, its goal 2 ….
    Part(Vec<usize>),
    /// The view as a whole.
    Whole,
}

/// What is wrong with a view, or with the records of one. It never holds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ViewFault {
    /// There are no records, and a view shows at least one.
    #[error("there are no records")]
    NoRecords,
    /// Another person, plan, month, version … than in the first record: it belongs to another view.
    #[error("not as in the first record of the view")]
    Differs,
    /// Records of other plans or persons stand between this one and those of its view.
    #[error("records of others stand between this one and record {}, with which it belongs", .first + 1)]
    StandsApart {
        /// Index of the first record of its view.
        first: usize,
    },
    /// A number is blank, so that nobody knows where the record belongs.
    #[error("the number is missing")]
    NumberMissing,
    /// The number comes back after others. Sorted records do not have that.
    #[error("the number is that of record {}, and other numbers stand between them", .first + 1)]
    NumberReturns {
        /// Index of the first record with the number.
        first: usize,
    },
    /// Two lines of one number.
    #[error("the number is that of the {}. already", .first + 1)]
    NumberRepeated {
        /// Index of the first one: among the records, or among the parts under the same upper part.
        first: usize,
    },
    /// Another text than an earlier record gave for the same number, so that only one could be kept.
    #[error("another text than record {} has under the same number", .first + 1)]
    TextConflict {
        /// Index of the record that has the first text.
        first: usize,
    },
    /// The day does not lie in the month of the view.
    #[error("the day is not one of the month")]
    OutsideMonth,
    /// A part with nothing below it: no record would carry it.
    #[error("nothing stands below it, so no record would carry it")]
    Empty,
    /// The part would be read as the continuation of the one before it.
    #[error("it would be read as more of the part before it")]
    ReadsAsSame,
    /// More parts than the form has places for.
    #[error("there are {count}, and the form has places for {most}")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many the form has places for.
        most: usize,
    },
}

impl ViewFault {
    /// The same in Japanese.
    pub fn japanese(self) -> String {
        match self {
            Self::NoRecords => "レコードがありません".into(),
            Self::Differs => "先頭のレコードと一致しません".into(),
            Self::StandsApart { first } => {
                format!("{}件目と同じ計画のレコードですが、間に別の計画のレコードがあります", first + 1)
            }
            Self::NumberMissing => "番号がありません".into(),
            Self::NumberReturns { first } => {
                format!("{}件目と同じ番号ですが、間に別の番号のレコードがあります", first + 1)
            }
            Self::NumberRepeated { first } => format!("番号が{}件目と重複しています", first + 1),
            Self::TextConflict { first } => {
                format!("同じ番号の{}件目と文章が異なります", first + 1)
            }
            Self::OutsideMonth => "対象年月の日ではありません".into(),
            Self::Empty => "下位の行がないため、レコードとして出力できません".into(),
            Self::ReadsAsSame => "前の項目の続きとして読み取られます".into(),
            Self::TooMany { count, most } => format!("{count}件ありますが、{most}件までです"),
        }
    }
}

/// One reason why records make no view, or a view no records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewProblem {
    /// Where it is.
    pub place: ViewPlace,
    /// The item of the form; `None` where it is about no single item.
    pub item: Option<&'static Item>,
    /// What it is.
    pub fault: ViewFault,
}

impl ViewProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let place = match &self.place {
            ViewPlace::Record(index) => format!("{}件目", index + 1),
            ViewPlace::Part(path) => format!("{}番目", joined(path)),
            ViewPlace::Whole => "全体".to_owned(),
        };
        let item = self.item.map(|item| format!("　項目No.{}「{}」", item.number, item.name));
        format!("{place}{}：{}", item.unwrap_or_default(), self.fault.japanese())
    }
}

impl fmt::Display for ViewProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            ViewPlace::Record(index) => write!(f, "record {}", index + 1)?,
            ViewPlace::Part(path) => write!(f, "part {}", joined(path))?,
            ViewPlace::Whole => f.write_str("the whole")?,
        }
        if let Some(item) = self.item {
            write!(f, ", No.{} {}", item.number, item.name)?;
        }
        write!(f, ": {}", self.fault)
    }
}

fn joined(path: &[usize]) -> String {
    path.iter().map(|index| (index + 1).to_string()).collect::<Vec<_>>().join("-")
}

/// All reasons why records make no view, or a view no records. Nothing is lost: the caller still has what
/// it gave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s); the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct ViewErrors {
    /// In the order of the records, or of the parts of the view; never empty.
    pub problems: Vec<ViewProblem>,
}

impl ViewErrors {
    /// The same in Japanese, one line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(ViewProblem::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// Problems while they are gathered, for one form.
pub(super) struct Problems {
    layout: &'static Layout,
    problems: Vec<ViewProblem>,
}

impl Problems {
    pub(super) fn of(layout: &'static Layout) -> Self {
        Self { layout, problems: Vec::new() }
    }

    /// A problem of a record; `field` is the field of the item.
    pub(super) fn record(&mut self, index: usize, field: &str, fault: ViewFault) {
        let item = self.layout.field(field);
        self.problems.push(ViewProblem { place: ViewPlace::Record(index), item, fault });
    }

    /// A problem of a part of a view.
    pub(super) fn part(&mut self, path: &[usize], field: Option<&str>, fault: ViewFault) {
        let item = field.and_then(|field| self.layout.field(field));
        let place = if path.is_empty() { ViewPlace::Whole } else { ViewPlace::Part(path.to_vec()) };
        self.problems.push(ViewProblem { place, item, fault });
    }

    /// `made`, if there was no problem.
    pub(super) fn or<V>(mut self, made: V) -> Result<V, ViewErrors> {
        if self.problems.is_empty() {
            return Ok(made);
        }
        self.problems.sort_by(|a, b| place_order(a).cmp(&place_order(b)));
        Err(ViewErrors { problems: self.problems })
    }

    /// The problems of a view without records.
    pub(super) fn no_records<V>(mut self) -> Result<V, ViewErrors> {
        self.part(&[], None, ViewFault::NoRecords);
        Err(ViewErrors { problems: self.problems })
    }
}

fn place_order(problem: &ViewProblem) -> (&[usize], u8) {
    let path = match &problem.place {
        ViewPlace::Record(index) => core::slice::from_ref(index),
        ViewPlace::Part(path) => path.as_slice(),
        ViewPlace::Whole => &[],
    };
    (path, problem.item.map_or(0, |item| item.number))
}
