//! A tree of 第2表 to records.

use super::{Table2Line, Table2Tree, UpperText};
use crate::form::Form as _;
use crate::forms::Table2;
use crate::views::ViewErrors;
use crate::views::printing::find_repeated_parts;
use crate::views::problem::{Problems, ViewFault};
use std::collections::BTreeSet;

pub(super) fn records<T: Clone + PartialEq>(tree: &Table2Tree<T>) -> Result<Vec<Table2<T>>, ViewErrors> {
    let mut problems = Problems::of(Table2::<T>::LAYOUT);
    check(tree, &mut problems);
    let printed = printed(tree);
    let records = tree.lines().zip(&printed).map(|(line, printed)| record(tree, &line, printed)).collect();
    problems.or(records)
}

/// Lists what the records could not hold.
fn check<T: PartialEq>(tree: &Table2Tree<T>, problems: &mut Problems) {
    let mut demand = |path: &[usize], is_empty: bool| {
        if is_empty {
            problems.part(path, None, ViewFault::Empty);
        }
    };
    demand(&[], tree.needs.is_empty());
    for (n, need) in tree.needs.iter().enumerate() {
        demand(&[n], need.goals.is_empty());
        for (g, goal) in need.goals.iter().enumerate() {
            demand(&[n, g], goal.short_term_goals.is_empty());
            for (s, short_term_goal) in goal.short_term_goals.iter().enumerate() {
                demand(&[n, g, s], short_term_goal.supports.is_empty());
            }
        }
    }

    let numbers = tree.needs.iter().enumerate().map(|(n, need)| (vec![n], Some(need.number)));
    find_repeated_parts(numbers, "need_no", problems);
    for (n, need) in tree.needs.iter().enumerate() {
        let numbers = need.goals.iter().enumerate().map(|(g, goal)| (vec![n, g], Some(goal.number)));
        find_repeated_parts(numbers, "goal_no", problems);
        for (g, goal) in need.goals.iter().enumerate() {
            let supports = goal.short_term_goals.iter().enumerate().flat_map(|(s, short_term_goal)| {
                let supports = short_term_goal.supports.iter().enumerate();
                supports.map(move |(place, support)| (vec![n, g, s, place], Some(support.number)))
            });
            find_repeated_parts(supports, "support_no", problems);
            for (s, pair) in goal.short_term_goals.windows(2).enumerate() {
                let [before, this] = pair else { continue };
                // The goal would be filled down, too.
                let is_hidden = this.text.is_none() && before.text.is_some();
                if is_hidden || before.goes_on_with(this.text.as_ref(), this.period.as_ref()) {
                    problems.part(&[n, g, s + 1], Some("short_term_goal"), ViewFault::ReadsAsSame);
                }
            }
        }
    }
}

/// What each line writes of the texts above it. Nothing is lost by it: a text that no line of its number
/// would write stands on the first one, and the first line of a short-term goal tells that it is a new one.
fn printed<T: PartialEq>(tree: &Table2Tree<T>) -> Vec<BTreeSet<UpperText>> {
    use UpperText::{LongTermGoal, LongTermPeriod, Need, ShortTermGoal, ShortTermPeriod};
    let mut all: Vec<BTreeSet<UpperText>> = Vec::new();
    // Where the need and the long-term goal of the line begin.
    let (mut need_start, mut goal_start) = (0, 0);
    let mut above: Option<&super::ShortTermGoal<T>> = None;
    for (place, line) in tree.lines().enumerate() {
        let habits = line.habits();
        let mut printed = match &line.support.printed {
            Some(printed) => printed.intersection(&habits.every_line).copied().collect(),
            None => habits.of(tree.printing).clone(),
        };
        if line.is_first_of.need {
            need_start = place;
        }
        if line.is_first_of.goal {
            goal_start = place;
            above = None;
        }
        if line.is_first_of.short_term_goal {
            let goal = line.short_term_goal;
            // Only a goal that is the one above may be left to be filled down.
            if above.is_none_or(|above| above.text != goal.text) && goal.text.is_some() {
                printed.insert(ShortTermGoal);
            }
            if goal.period.is_some() {
                printed.insert(ShortTermPeriod);
            }
            above = Some(goal);
        }
        all.push(printed);
        let mut ensure = |start: usize, text: UpperText, is_there: bool| {
            let lines = all.get_mut(start..).unwrap_or_default();
            if is_there
                && !lines.iter().any(|printed| printed.contains(&text))
                && let Some(first) = lines.first_mut()
            {
                first.insert(text);
            }
        };
        if is_last_of_goal(&line) {
            ensure(goal_start, LongTermGoal, line.goal.text.is_some());
            ensure(goal_start, LongTermPeriod, line.goal.period.is_some());
            if line.need.goals.last().is_some_and(|goal| core::ptr::eq(goal, line.goal)) {
                ensure(need_start, Need, line.need.text.is_some());
            }
        }
    }
    all
}

fn is_last_of_goal<T>(line: &Table2Line<'_, T>) -> bool {
    let last = line.goal.short_term_goals.last();
    last.is_some_and(|last| core::ptr::eq(last, line.short_term_goal))
        && line.short_term_goal.supports.last().is_some_and(|last| core::ptr::eq(last, line.support))
}

fn record<T: Clone>(
    tree: &Table2Tree<T>,
    line: &Table2Line<'_, T>,
    printed: &BTreeSet<UpperText>,
) -> Table2<T> {
    let text = |upper: UpperText, text: &Option<T>| text.clone().filter(|_| printed.contains(&upper));
    let Table2Line { need, goal, short_term_goal, support, .. } = *line;
    Table2 {
        csv_version: tree.csv_version,
        insurer: tree.insurer,
        insured: tree.insured,
        created_on: tree.created_on,
        plan_date: tree.plan_date,
        need_no: Some(need.number),
        need: text(UpperText::Need, &need.text),
        goal_no: Some(goal.number),
        long_term_goal: text(UpperText::LongTermGoal, &goal.text),
        short_term_goal: text(UpperText::ShortTermGoal, &short_term_goal.text),
        long_term_period: text(UpperText::LongTermPeriod, &goal.period),
        short_term_period: text(UpperText::ShortTermPeriod, &short_term_goal.period),
        support_no: Some(support.number),
        service_content: support.content.clone(),
        covered_by_insurance: support.covered_by_insurance,
        service_kind: support.service_kind.clone(),
        provider: support.provider,
        provider_name: support.provider_name.clone(),
        frequency: support.frequency.clone(),
        service_period: support.service_period.clone(),
        updated_by: tree.updated_by,
        reserved: tree.reserved.clone(),
    }
}
