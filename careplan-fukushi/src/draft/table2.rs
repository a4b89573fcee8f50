//! What 第2表 gives: needs and goals, and lines on request.

use super::care_plan::{CarePlanSet, Sourced};
use super::fill::{categories, filled};
use super::value::{Carry, DraftRecord, Items, Pieces, Provenance};
use super::{DraftOptions, DraftProblem, EquipmentPlanDraft};
use crate::plan::RecordKind;
use careplan_model::views::{LongTermGoal, Need, ShortTermGoal, Table2Line, Table2Tree};
use careplan_model::{ServiceTypeCode, Table2, kind};
use core::ptr;
use std::collections::{BTreeMap, BTreeSet};

/// Needs, goals and lines from 第2表.
pub(super) fn from_table2(
    draft: &mut EquipmentPlanDraft,
    set: &CarePlanSet<'_>,
    options: &DraftOptions,
    service_type: Option<ServiceTypeCode>,
) -> Result<(), DraftProblem> {
    if set.table2.is_empty() {
        return Ok(());
    }
    let (records, tree) = tree(&set.table2)?;
    let lines: Vec<Line<'_>> = records.iter().copied().zip(tree.lines()).collect();
    let our_records = CarePlanSet::ours(&draft.services, &kind::TABLE2);
    // Nodes of the tree are told apart by where they are in memory.
    let mut ours = BTreeMap::<*const Need<&str>, Vec<Items<'_>>>::new();
    let mut our_goals = BTreeSet::<*const LongTermGoal<&str>>::new();
    let mut our_short_goals = BTreeSet::<*const ShortTermGoal<&str>>::new();
    for (it, line) in &lines {
        if our_records.contains(&it.record) {
            let items = Items::of(&kind::TABLE2, it.record, it.form);
            ours.entry(line.need).or_default().push(items);
            our_goals.insert(line.goal);
            our_short_goals.insert(line.short_term_goal);
        }
    }
    let of_need = sources(&lines, |line| line.need, |it| [("need", &it.need), ("need", &it.need)]);
    let of_goal = sources(
        &lines,
        |line| line.goal,
        |it| [("long_term_goal", &it.long_term_goal), ("long_term_period", &it.long_term_period)],
    );
    let of_short = sources(
        &lines,
        |line| line.short_term_goal,
        |it| [("short_term_goal", &it.short_term_goal), ("short_term_period", &it.short_term_period)],
    );
    let (mut needs, mut seeded) = (Vec::new(), Vec::new());
    for need in &tree.needs {
        let Some(here) = ours.get(&ptr::from_ref(need)) else { continue };
        let Some(first) = here.first() else { continue };
        let mut record = DraftRecord::new(RecordKind::Need);
        let need_no = needs.len() + 1;
        record.give("need_no", &need_no.to_string());
        record.set("care_plan_need_no", first.carry("need_no", Carry::Copy));
        let mut reason = Pieces::default();
        if let Some(text) = need.text.filter(|text| !text.is_empty()) {
            reason.push(text.to_owned(), source(&of_need, need)[0]);
        }
        record.seed("reason", &reason);
        let mut goals = Pieces::default();
        for goal in need.goals.iter().filter(|goal| our_goals.contains(&ptr::from_ref(*goal))) {
            let sources = source(&of_goal, goal);
            goal_text(&mut goals, "長期目標：", goal.text, goal.period, sources);
            let is_ours = |short: &&ShortTermGoal<&str>| our_short_goals.contains(&ptr::from_ref(*short));
            for short in goal.short_term_goals.iter().filter(is_ours) {
                let sources = source(&of_short, short);
                goal_text(&mut goals, "短期目標：", short.text, short.period, sources);
            }
        }
        record.seed("goal", &goals);
        needs.push(record);
        if options.categories {
            seeded.extend(here.iter().flat_map(|items| categories(items, need_no, service_type)));
        }
    }
    for (place, line) in seeded.iter_mut().enumerate() {
        line.give("line_no", &(place + 1).to_string());
    }
    (draft.needs, draft.lines) = (needs, seeded);
    Ok(())
}

/// A record of 第2表 with its line of the tree.
type Line<'a> = (Sourced<'a, Table2>, Table2Line<'a, &'a str>);

/// Where two texts of a node stand that are filled down: in the first of its records that has them.
type Sources<N> = BTreeMap<*const N, [Option<Provenance>; 2]>;

/// The sources of nodes; `fields` gives the two texts of a record with their names.
fn sources<'a, N>(
    lines: &[Line<'a>],
    node: impl Fn(&Table2Line<'a, &'a str>) -> *const N,
    fields: impl Fn(&Table2) -> [(&'static str, &Option<String>); 2],
) -> Sources<N> {
    let mut sources = Sources::new();
    for (it, line) in lines {
        let of_node: &mut [Option<Provenance>; 2] = sources.entry(node(line)).or_default();
        for (place, (field, text)) in of_node.iter_mut().zip(fields(it.form)) {
            if place.is_none() && filled(text.as_ref()).is_some() {
                *place = Items::of(&kind::TABLE2, it.record, it.form).provenance(field);
            }
        }
    }
    sources
}

fn source<N>(sources: &Sources<N>, node: &N) -> [Option<Provenance>; 2] {
    sources.get(&ptr::from_ref(node)).copied().unwrap_or_default()
}

/// 第2表 as a tree, with its records in the order of the tree's lines: as they stand, or sorted if only that
/// keeps them from being one.
fn tree<'a>(
    lines: &[Sourced<'a, Table2>],
) -> Result<(Vec<Sourced<'a, Table2>>, Table2Tree<&'a str>), DraftProblem> {
    let read = |lines: &[Sourced<'a, Table2>]| {
        Table2Tree::from_records(&lines.iter().map(|line| borrowed(line.form)).collect::<Vec<_>>())
    };
    let mut records = lines.to_vec();
    let errors = match read(&records) {
        Ok(tree) => return Ok((records, tree)),
        Err(errors) => errors,
    };
    records.sort_by_key(|it| (it.form.need_no, it.form.goal_no, it.form.support_no));
    match read(&records) {
        Ok(tree) => Ok((records, tree)),
        Err(_) => Err(DraftProblem::NoTree { kind: &kind::TABLE2, errors }),
    }
}

/// The same record, its texts not copied.
fn borrowed(form: &Table2) -> Table2<&str> {
    Table2 {
        csv_version: form.csv_version,
        insurer: form.insurer,
        insured: form.insured,
        created_on: form.created_on,
        plan_date: form.plan_date,
        need_no: form.need_no,
        need: form.need.as_deref(),
        goal_no: form.goal_no,
        long_term_goal: form.long_term_goal.as_deref(),
        short_term_goal: form.short_term_goal.as_deref(),
        long_term_period: form.long_term_period.as_deref(),
        short_term_period: form.short_term_period.as_deref(),
        support_no: form.support_no,
        service_content: form.service_content.as_deref(),
        covered_by_insurance: form.covered_by_insurance,
        service_kind: form.service_kind.as_deref(),
        provider: form.provider,
        provider_name: form.provider_name.as_deref(),
        frequency: form.frequency.as_deref(),
        service_period: form.service_period.as_deref(),
        updated_by: form.updated_by,
        reserved: form.reserved.as_deref(),
    }
}

fn goal_text(
    goals: &mut Pieces,
    label: &str,
    text: Option<&str>,
    period: Option<&str>,
    sources: [Option<Provenance>; 2],
) {
    let is_filled = |text: &&str| !text.is_empty();
    let (text, period) = (text.filter(is_filled), period.filter(is_filled));
    if text.is_none() && period.is_none() {
        return;
    }
    let (open, close) = if period.is_some() { ("（", "）") } else { ("", "") };
    let goal = [label, text.unwrap_or_default(), open, period.unwrap_or_default(), close].concat();
    goals.push(goal, sources.into_iter().flatten());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_borrowed_record_says_the_same() {
        let date = "20240401".parse().unwrap();
        let (insurer, insured) = ("991018".parse().unwrap(), "9000000001".parse().unwrap());
        let mut form: Table2 = Table2::new("202407".parse().unwrap(), insurer, insured, date, date);
        let texts = [
            &mut form.need,
            &mut form.long_term_goal,
            &mut form.short_term_goal,
            &mut form.long_term_period,
            &mut form.short_term_period,
            &mut form.service_content,
            &mut form.service_kind,
            &mut form.provider_name,
            &mut form.frequency,
            &mut form.service_period,
            &mut form.reserved,
        ];
        for (number, text) in texts.into_iter().enumerate() {
            *text = Some(number.to_string());
        }
        let owned = borrowed(&form).try_map_text(|_, text| Ok::<_, ()>(text.to_owned()));
        assert_eq!(owned, Ok(form));
    }
}
