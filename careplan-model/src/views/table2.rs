//! 第2表 as a tree: need, long-term goal, short-term goal, support (standard, 第2表 No.6–20).
//!
//! The file flattens the tree into lines that all carry three numbers, and writes the text of an upper
//! level on the first of its lines, or on all of them. Here each text stands once, at its number.

mod read;
mod write;

use super::ViewErrors;
use super::declare::view;
use super::printing::{Habits, Printing, stretches};
use crate::codes::InsuranceCoverage;
use crate::forms::Table2;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, OfficeNumber};
use std::collections::BTreeSet;

view! {
    /// 第2表 of one person: the needs, with goals and supports.
    ///
    /// ```
    /// use careplan_model::Table2;
    /// use careplan_model::views::Table2Tree;
    /// let mut line = Table2::new(
    ///     "202407".parse()?, "991018".parse()?, "9000000001".parse()?, "20240401".parse()?, "20240401".parse()?,
    /// );
    /// (line.need_no, line.goal_no, line.support_no) = (Some(1), Some(1), Some(1));
    /// line.need = Some("家の中を安全に歩きたい。".to_owned());
    /// let mut second = line.clone();
    /// (second.support_no, second.need) = (Some(2), None);
    ///
    /// let records = [line, second];
    /// let tree = Table2Tree::from_records(&records)?;
    /// assert_eq!(tree.needs.len(), 1);
    /// let filled: Vec<_> = tree.lines().map(|line| (line.need.text.as_deref(), line.support.number)).collect();
    /// assert_eq!(filled, [(Some("家の中を安全に歩きたい。"), 1), (Some("家の中を安全に歩きたい。"), 2)]);
    /// assert_eq!(tree.to_records()?, records);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # What comes back
    ///
    /// Records that make a tree come back from it exactly, with the habit of their texts
    /// ([`printing`](Self::printing)); where single lines have another, [`Support::printed`] keeps it. That
    /// holds for texts that are missing on the first line of their number, too.
    ///
    /// These records make none, and all reasons are listed: a number is missing; lines of one number do not
    /// stand together ([`sort`](Self::sort) mends that); two lines of one goal have the same 援助内容ＮＯ; a need,
    /// a long-term goal or its period is repeated with another text; CSVバージョン, 居宅計画書作成年月日,
    /// 更新業者コード or 識別子 are not the same on all lines. Whether numbers lie in 1 to 99 and ascend is not
    /// judged.
    ///
    /// A tree that was made by hand comes back equal from its records if it is valid
    /// ([`to_records`](Self::to_records) refuses others), with two exceptions: a habit that no line shows is
    /// [`Printing::FirstLine`], and `printed` is `None` where it says what the habit says.
    pub struct Table2Tree<T> {
        /// CSVバージョン (No.1).
        pub csv_version: CsvVersion, shown;
        /// 保険者番号 (No.2).
        pub insurer: InsurerNumber, shown;
        /// 被保険者番号 (No.3).
        pub insured: InsuredNumber, shown;
        /// 居宅計画書作成年月日 (No.4).
        pub created_on: Date, shown;
        /// 居宅サービス計画作成（変更）日 (No.5).
        pub plan_date: Date, shown;
        /// 更新業者コード (No.21).
        pub updated_by: Option<OfficeNumber>, blank;
        /// 識別子 (No.22), not used.
        pub reserved: Option<T>, hidden;
        /// Where texts of upper levels are written. Change it with
        /// [`set_printing`](Self::set_printing), which also forgets what single lines do otherwise.
        pub printing: Printing, shown;
        /// The needs, in the order of their lines.
        pub needs: Vec<Need<T>>, shown;
    }
}

view! {
    /// 課題: what the person needs.
    pub struct Need<T> {
        /// 課題ＮＯ (No.6).
        pub number: i32, shown;
        /// 課題 (No.7).
        pub text: Option<T>, hidden;
        /// The long-term goals of the need.
        pub goals: Vec<LongTermGoal<T>>, shown;
    }
}

view! {
    /// 長期目標: what is to be reached in the long term; 援助目標ＮＯ numbers these.
    pub struct LongTermGoal<T> {
        /// 援助目標ＮＯ (No.8).
        pub number: i32, shown;
        /// 長期目標 (No.9).
        pub text: Option<T>, hidden;
        /// 長期期間 (No.11).
        pub period: Option<T>, hidden;
        /// The short-term goals, which have no number of their own.
        pub short_term_goals: Vec<ShortTermGoal<T>>, shown;
    }
}

view! {
    /// 短期目標: what is to be reached next.
    ///
    /// A new one begins with the first line of a 援助目標ＮＯ, with another 短期目標, and with another 短期期間
    /// (then the goal is the one above, if it is not written). A new 短期目標 whose 短期期間 is blank has none.
    pub struct ShortTermGoal<T> {
        /// 短期目標 (No.10).
        pub text: Option<T>, hidden;
        /// 短期期間 (No.12).
        pub period: Option<T>, hidden;
        /// What is done for the goal.
        pub supports: Vec<Support<T>>, shown;
    }
}

view! {
    /// 援助内容: one line of the form, with what is done, by whom, how often and how long.
    pub struct Support<T> {
        /// 援助内容ＮＯ (No.13), counted within the 援助目標ＮＯ.
        pub number: i32, shown;
        /// サービス内容 (No.14).
        pub content: Option<T>, hidden;
        /// 保険対象区分 (No.15).
        pub covered_by_insurance: Option<InsuranceCoverage>, blank;
        /// サービス種別 (No.16).
        pub service_kind: Option<T>, hidden;
        /// サービス事業者コード (No.17).
        pub provider: Option<OfficeNumber>, blank;
        /// サービス事業所名 (No.18).
        pub provider_name: Option<T>, hidden;
        /// 頻度 (No.19).
        pub frequency: Option<T>, hidden;
        /// 実施期間 (No.20).
        pub service_period: Option<T>, hidden;
        /// Which texts of upper levels this line writes, if not as [`Table2Tree::printing`] says. A text
        /// that would be lost by it is written nevertheless.
        pub printed: Option<BTreeSet<UpperText>>, blank;
    }
}

impl<T> Table2Tree<T> {
    /// A plan without needs, that prints texts on the first of their lines.
    pub fn new(
        csv_version: CsvVersion,
        insurer: InsurerNumber,
        insured: InsuredNumber,
        created_on: Date,
        plan_date: Date,
    ) -> Self {
        Self {
            csv_version,
            insurer,
            insured,
            created_on,
            plan_date,
            updated_by: None,
            reserved: None,
            printing: Printing::FirstLine,
            needs: Vec::new(),
        }
    }
}

impl<T> Support<T> {
    /// A support with its number; all else is blank.
    pub fn new(number: i32) -> Self {
        Self {
            number,
            content: None,
            covered_by_insurance: None,
            service_kind: None,
            provider: None,
            provider_name: None,
            frequency: None,
            service_period: None,
            printed: None,
        }
    }
}

/// A text of 第2表 that belongs to several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum UpperText {
    /// 課題 (No.7).
    Need,
    /// 長期目標 (No.9).
    LongTermGoal,
    /// 短期目標 (No.10).
    ShortTermGoal,
    /// 長期期間 (No.11).
    LongTermPeriod,
    /// 短期期間 (No.12).
    ShortTermPeriod,
}

/// A line of 第2表 with all that stands above it, filled down.
#[derive(Debug)]
pub struct Table2Line<'a, T> {
    /// Its need.
    pub need: &'a Need<T>,
    /// Its long-term goal.
    pub goal: &'a LongTermGoal<T>,
    /// Its short-term goal.
    pub short_term_goal: &'a ShortTermGoal<T>,
    /// The line itself.
    pub support: &'a Support<T>,
    /// Whether it is the first line of its need, its long-term goal and its short-term goal.
    pub is_first_of: FirstOf,
}

/// Of which upper parts a line is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstOf {
    /// Of its need.
    pub need: bool,
    /// Of its long-term goal.
    pub goal: bool,
    /// Of its short-term goal.
    pub short_term_goal: bool,
}

impl<T> Table2Tree<T> {
    /// All lines in order, with what stands above them: what a printer of the form needs.
    pub fn lines(&self) -> impl Iterator<Item = Table2Line<'_, T>> {
        self.needs.iter().flat_map(|need| {
            let goals = need.goals.iter().enumerate();
            goals.flat_map(move |(goal_place, goal)| {
                let short_term_goals = goal.short_term_goals.iter().enumerate();
                short_term_goals.flat_map(move |(short_place, short_term_goal)| {
                    let supports = short_term_goal.supports.iter().enumerate();
                    supports.map(move |(place, support)| {
                        let of_short = place == 0;
                        let of_goal = of_short && short_place == 0;
                        let is_first_of = FirstOf {
                            need: of_goal && goal_place == 0,
                            goal: of_goal,
                            short_term_goal: of_short,
                        };
                        Table2Line { need, goal, short_term_goal, support, is_first_of }
                    })
                })
            })
        })
    }

    /// Writes upper texts this way from now on, on all lines.
    pub fn set_printing(&mut self, printing: Printing) {
        self.printing = printing;
        for support in self.supports_mut() {
            support.printed = None;
        }
    }

    fn supports_mut(&mut self) -> impl Iterator<Item = &mut Support<T>> {
        let goals = self.needs.iter_mut().flat_map(|need| &mut need.goals);
        goals.flat_map(|goal| &mut goal.short_term_goals).flat_map(|goal| &mut goal.supports)
    }

    /// The records of a file plan by plan, in order: those that stand together and agree in insurer,
    /// insured person and 居宅サービス計画作成（変更）日.
    pub fn plans(records: &[Table2<T>]) -> impl Iterator<Item = &[Table2<T>]> {
        stretches(records, key)
    }

    /// Sorts the records of a file: plan by plan in the order in which they first come, then by the three
    /// numbers, which gives the printed order. A blank number goes first.
    pub fn sort(records: &mut [Table2<T>]) {
        let mut plans = std::collections::HashMap::new();
        for record in records.iter() {
            let next = plans.len();
            plans.entry(key(record)).or_insert(next);
        }
        records.sort_by_key(|record| {
            (plans.get(&key(record)).copied(), record.need_no, record.goal_no, record.support_no)
        });
    }
}

impl<T: Clone + PartialEq> Table2Tree<T> {
    /// The tree of the records of one plan.
    ///
    /// # Errors
    ///
    /// All reasons why the records make no tree (see [above](Self#what-comes-back)).
    pub fn from_records(records: &[Table2<T>]) -> Result<Self, ViewErrors> {
        read::tree(records)
    }

    /// The trees of all plans of a file, in order.
    ///
    /// # Errors
    ///
    /// All reasons of all plans, with the indexes of the file; and plans whose records do not stand together.
    /// To get the trees that there are, go through [`plans`](Self::plans).
    pub fn group(records: &[Table2<T>]) -> Result<Vec<Self>, ViewErrors> {
        read::trees(records)
    }

    /// The records of the tree.
    ///
    /// # Errors
    ///
    /// All parts that the records could not hold: two with one number side by side; parts with nothing below
    /// them; a short-term goal that would be read as more of the one before it, because it is the same or
    /// blank.
    pub fn to_records(&self) -> Result<Vec<Table2<T>>, ViewErrors> {
        write::records(self)
    }
}

impl<T> Table2Line<'_, T> {
    /// What the line writes of the texts above it, by each habit.
    fn habits(&self) -> Habits<UpperText> {
        let first = self.is_first_of;
        let texts = [
            (UpperText::Need, self.need.text.is_some(), first.need),
            (UpperText::LongTermGoal, self.goal.text.is_some(), first.goal),
            (UpperText::LongTermPeriod, self.goal.period.is_some(), first.goal),
            (UpperText::ShortTermGoal, self.short_term_goal.text.is_some(), first.short_term_goal),
            (UpperText::ShortTermPeriod, self.short_term_goal.period.is_some(), first.short_term_goal),
        ];
        let there = || texts.iter().filter(|(_, is_there, _)| *is_there);
        Habits {
            first_line: there().filter(|(.., is_first)| *is_first).map(|(text, ..)| *text).collect(),
            every_line: there().map(|(text, ..)| *text).collect(),
        }
    }
}

fn key<T>(record: &Table2<T>) -> (InsurerNumber, InsuredNumber, Date) {
    (record.insurer, record.insured, record.plan_date)
}
