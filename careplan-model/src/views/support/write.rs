//! A tree of 支援計画 to records.

use super::{PreventiveTree, SupportLine, SupportService, SupportText};
use crate::form::Form as _;
use crate::forms::PreventiveSupport;
use crate::views::ViewErrors;
use crate::views::printing::find_repeated_parts;
use crate::views::problem::{Problems, ViewFault};
use std::collections::BTreeSet;
use std::hash::Hash;

pub(super) fn records<T: Clone + Eq + Hash>(
    tree: &PreventiveTree<T>,
) -> Result<Vec<PreventiveSupport<T>>, ViewErrors> {
    let mut problems = Problems::of(PreventiveSupport::<T>::LAYOUT);
    check(tree, &mut problems);
    let lines = tree.lines();
    let printed = printed(tree, &lines);
    let records = lines.iter().zip(&printed).map(|(line, printed)| record(tree, line, printed)).collect();
    problems.or(records)
}

/// Lists what the records could not hold.
fn check<T: Clone + Eq + Hash>(tree: &PreventiveTree<T>, problems: &mut Problems) {
    if tree.needs.is_empty() {
        problems.part(&[], None, ViewFault::Empty);
    }
    let numbers = tree.needs.iter().enumerate().map(|(n, need)| (vec![n], need.number.as_ref()));
    find_repeated_parts(numbers, "need_no", problems);
    for (n, need) in tree.needs.iter().enumerate() {
        if need.number.is_none() {
            problems.part(&[n], Some("need_no"), ViewFault::NumberMissing);
        }
        let numbers =
            need.support_plans.iter().enumerate().map(|(p, plan)| (vec![n, p], plan.number.as_ref()));
        find_repeated_parts(numbers, "support_plan_no", problems);
        for (p, pair) in need.support_plans.windows(2).enumerate() {
            if pair.iter().all(|plan| plan.number.is_none()) {
                problems.part(&[n, p + 1], Some("support_plan_no"), ViewFault::ReadsAsSame);
            }
        }
        for (p, plan) in need.support_plans.iter().enumerate() {
            let is_filled = |service: &SupportService<T>| service.number.is_some() || !service.has_no_text();
            if plan.number.is_none() && (!plan.has_no_text() || plan.services.iter().any(is_filled)) {
                problems.part(&[n, p], Some("support_plan_no"), ViewFault::NumberMissing);
            }
            let numbers =
                plan.services.iter().enumerate().map(|(s, service)| (vec![n, p, s], service.number.as_ref()));
            find_repeated_parts(numbers, "service_no", problems);
            for (s, service) in plan.services.iter().enumerate() {
                if service.number.is_none() && !service.has_no_text() {
                    problems.part(&[n, p, s], Some("service_no"), ViewFault::NumberMissing);
                }
            }
        }
    }
}

/// What each line writes of the texts above it. A text that no line of its number would write stands on the
/// first one.
fn printed<T>(tree: &PreventiveTree<T>, lines: &[SupportLine<'_, T>]) -> Vec<BTreeSet<SupportText>> {
    let mut all: Vec<BTreeSet<SupportText>> = Vec::new();
    // Where the need and the support plan of the line begin, and what they have to write.
    let mut need = (0, BTreeSet::new());
    let mut plan = (0, BTreeSet::new());
    for (place, line) in lines.iter().enumerate() {
        let habits = line.habits();
        if line.is_first_of_plan {
            ensure(&mut all, &plan);
            let texts = line.plan.map(super::SupportPlan::texts).into_iter().flatten();
            plan = (place, texts.filter(|(_, said)| said.is_some()).map(|(text, _)| text).collect());
        }
        if line.is_first_of_need {
            ensure(&mut all, &need);
            let texts = line.need.texts().into_iter();
            need = (place, texts.filter(|(_, said)| said.is_some()).map(|(text, _)| text).collect());
        }
        all.push(match line.service.and_then(|service| service.printed.as_ref()) {
            Some(printed) => printed.intersection(&habits.every_line).copied().collect(),
            None => habits.of(tree.printing).clone(),
        });
    }
    ensure(&mut all, &plan);
    ensure(&mut all, &need);
    all
}

/// Makes sure that each of these texts is written on some line from `start` on, which go to the end.
fn ensure(all: &mut [BTreeSet<SupportText>], (start, texts): &(usize, BTreeSet<SupportText>)) {
    let lines = all.get_mut(*start..).unwrap_or_default();
    for text in texts {
        if !lines.iter().any(|printed| printed.contains(text))
            && let Some(first) = lines.first_mut()
        {
            first.insert(*text);
        }
    }
}

fn record<T: Clone>(
    tree: &PreventiveTree<T>,
    line: &SupportLine<'_, T>,
    printed: &BTreeSet<SupportText>,
) -> PreventiveSupport<T> {
    let text = |upper: SupportText, text: &Option<T>| text.clone().filter(|_| printed.contains(&upper));
    let mut record = PreventiveSupport::new(tree.csv_version, tree.insurer, tree.insured, tree.plan_date);
    let need = line.need;
    record.need_no.clone_from(&need.number);
    record.overall_need = text(SupportText::OverallNeed, &need.overall_need);
    record.proposed_goal_and_measures =
        text(SupportText::ProposedGoalAndMeasures, &need.proposed_goal_and_measures);
    record.wishes_on_measures = text(SupportText::WishesOnMeasures, &need.wishes_on_measures);
    record.goal = text(SupportText::Goal, &need.goal);
    if let Some(plan) = line.plan {
        record.support_plan_no.clone_from(&plan.number);
        record.support_points = text(SupportText::SupportPoints, &plan.support_points);
        record.self_care_and_informal_support =
            text(SupportText::SelfCareAndInformalSupport, &plan.self_care_and_informal_support);
        record.insured_or_community_services =
            text(SupportText::InsuredOrCommunityServices, &plan.insured_or_community_services);
    }
    if let Some(service) = line.service {
        record.service_no.clone_from(&service.number);
        record.service_kind.clone_from(&service.service_kind);
        record.provider_name.clone_from(&service.provider_name);
        record.service_period.clone_from(&service.service_period);
    }
    record
}
