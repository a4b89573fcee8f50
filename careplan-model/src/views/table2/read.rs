//! Records of 第2表 to a tree.

use super::{LongTermGoal, Need, ShortTermGoal, Support, Table2Tree, UpperText, key};
use crate::form::Form as _;
use crate::forms::Table2;
use crate::views::printing::{Line, by_number, filled_down, find_repeated, habit, views_of};
use crate::views::problem::{Problems, ViewFault};
use crate::views::{Printing, ViewErrors};
use std::collections::BTreeSet;

pub(super) fn tree<T: Clone + PartialEq>(records: &[Table2<T>]) -> Result<Table2Tree<T>, ViewErrors> {
    let mut problems = Problems::of(Table2::<T>::LAYOUT);
    match one(0, records, &mut problems) {
        Some(tree) => problems.or(tree),
        None => problems.no_records(),
    }
}

pub(super) fn trees<T: Clone + PartialEq>(records: &[Table2<T>]) -> Result<Vec<Table2Tree<T>>, ViewErrors> {
    views_of(records, key, "insured", Problems::of(Table2::<T>::LAYOUT), one)
}

fn one<T: Clone + PartialEq>(
    start: usize,
    records: &[Table2<T>],
    problems: &mut Problems,
) -> Option<Table2Tree<T>> {
    let first = records.first()?;
    for (index, record) in (start..).zip(records) {
        let mut compare = |field, is_same: bool| {
            if !is_same {
                problems.record(index, field, ViewFault::Differs);
            }
        };
        compare("csv_version", record.csv_version == first.csv_version);
        compare("insurer", record.insurer == first.insurer);
        compare("insured", record.insured == first.insured);
        compare("created_on", record.created_on == first.created_on);
        compare("plan_date", record.plan_date == first.plan_date);
        compare("updated_by", record.updated_by == first.updated_by);
        compare("reserved", record.reserved == first.reserved);
        for (field, number) in
            [("need_no", record.need_no), ("goal_no", record.goal_no), ("support_no", record.support_no)]
        {
            if number.is_none() {
                problems.record(index, field, ViewFault::NumberMissing);
            }
        }
    }
    // Lines that lack a number cannot be placed, and would make others look wrong.
    let is_numbered = |record: &Table2<T>| {
        record.need_no.is_some() && record.goal_no.is_some() && record.support_no.is_some()
    };
    let lines: Vec<Line<'_, Table2<T>>> =
        (start..).zip(records).filter(|(_, record)| is_numbered(record)).collect();
    let needs = by_number(&lines, |record| record.need_no, "need_no", problems);
    let mut tree = Table2Tree {
        csv_version: first.csv_version,
        insurer: first.insurer,
        insured: first.insured,
        created_on: first.created_on,
        plan_date: first.plan_date,
        updated_by: first.updated_by,
        reserved: first.reserved.clone(),
        printing: Printing::FirstLine,
        needs: needs.iter().map(|lines| need(lines, problems)).collect(),
    };
    settle_printing(&mut tree);
    Some(tree)
}

fn need<T: Clone + PartialEq>(lines: &[Line<'_, Table2<T>>], problems: &mut Problems) -> Need<T> {
    let text = filled_down(lines, |record| &record.need, "need", problems);
    let goals = by_number(lines, |record| record.goal_no, "goal_no", problems);
    let number = lines.first().and_then(|(_, record)| record.need_no).unwrap_or_default();
    Need { number, text, goals: goals.iter().map(|lines| goal(lines, problems)).collect() }
}

fn goal<T: Clone + PartialEq>(lines: &[Line<'_, Table2<T>>], problems: &mut Problems) -> LongTermGoal<T> {
    find_repeated(lines, |record| record.support_no, "support_no", problems);
    LongTermGoal {
        number: lines.first().and_then(|(_, record)| record.goal_no).unwrap_or_default(),
        text: filled_down(lines, |record| &record.long_term_goal, "long_term_goal", problems),
        period: filled_down(lines, |record| &record.long_term_period, "long_term_period", problems),
        short_term_goals: short_term_goals(lines),
    }
}

fn short_term_goals<T: Clone + PartialEq>(lines: &[Line<'_, Table2<T>>]) -> Vec<ShortTermGoal<T>> {
    let mut goals: Vec<ShortTermGoal<T>> = Vec::new();
    for (_, record) in lines {
        let (text, period) = (&record.short_term_goal, &record.short_term_period);
        match goals.last_mut() {
            Some(goal) if goal.goes_on_with(text.as_ref(), period.as_ref()) => {
                goal.supports.push(support(record));
            }
            last => {
                // Another period without a goal: the goal is the one above.
                let above = last.and_then(|goal| goal.text.clone());
                goals.push(ShortTermGoal {
                    text: text.clone().or(above),
                    period: period.clone(),
                    supports: vec![support(record)],
                });
            }
        }
    }
    goals
}

impl<T: PartialEq> ShortTermGoal<T> {
    /// Whether a line with these texts belongs to this goal, if it follows.
    pub(super) fn goes_on_with(&self, text: Option<&T>, period: Option<&T>) -> bool {
        let is_as_above = |said: Option<&T>, known: &Option<T>| said.is_none() || said == known.as_ref();
        is_as_above(text, &self.text) && is_as_above(period, &self.period)
    }
}

fn support<T: Clone>(record: &Table2<T>) -> Support<T> {
    let texts = [
        (UpperText::Need, record.need.is_some()),
        (UpperText::LongTermGoal, record.long_term_goal.is_some()),
        (UpperText::ShortTermGoal, record.short_term_goal.is_some()),
        (UpperText::LongTermPeriod, record.long_term_period.is_some()),
        (UpperText::ShortTermPeriod, record.short_term_period.is_some()),
    ];
    let printed: BTreeSet<UpperText> =
        texts.into_iter().filter(|(_, is_there)| *is_there).map(|(text, _)| text).collect();
    Support {
        number: record.support_no.unwrap_or_default(),
        content: record.service_content.clone(),
        covered_by_insurance: record.covered_by_insurance,
        service_kind: record.service_kind.clone(),
        provider: record.provider,
        provider_name: record.provider_name.clone(),
        frequency: record.frequency.clone(),
        service_period: record.service_period.clone(),
        printed: Some(printed),
    }
}

/// Finds the habit of the lines, and keeps only what single ones do otherwise.
fn settle_printing<T>(tree: &mut Table2Tree<T>) {
    let habits: Vec<_> = tree.lines().map(|line| line.habits()).collect();
    let printed = tree.lines().filter_map(|line| line.support.printed.as_ref());
    let printing = habit(printed.zip(&habits));
    tree.printing = printing;
    for (support, habits) in tree.supports_mut().zip(&habits) {
        if support.printed.as_ref() == Some(habits.of(printing)) {
            support.printed = None;
        }
    }
}
