//! Records of 支援計画 to a tree.

use super::{PreventiveNeed, PreventiveTree, SupportPlan, SupportService, SupportText, key};
use crate::form::Form as _;
use crate::forms::PreventiveSupport;
use crate::views::printing::{Line, by_number, filled_down, find_repeated, habit, views_of};
use crate::views::problem::{Problems, ViewFault};
use crate::views::{Printing, ViewErrors};
use std::hash::Hash;

pub(super) fn tree<T: Clone + Eq + Hash>(
    records: &[PreventiveSupport<T>],
) -> Result<PreventiveTree<T>, ViewErrors> {
    let mut problems = Problems::of(PreventiveSupport::<T>::LAYOUT);
    match one(0, records, &mut problems) {
        Some(tree) => problems.or(tree),
        None => problems.no_records(),
    }
}

pub(super) fn trees<T: Clone + Eq + Hash>(
    records: &[PreventiveSupport<T>],
) -> Result<Vec<PreventiveTree<T>>, ViewErrors> {
    views_of(records, key, "insured", Problems::of(PreventiveSupport::<T>::LAYOUT), one)
}

fn one<T: Clone + Eq + Hash>(
    start: usize,
    records: &[PreventiveSupport<T>],
    problems: &mut Problems,
) -> Option<PreventiveTree<T>> {
    let first = records.first()?;
    let mut lines: Vec<Line<'_, PreventiveSupport<T>>> = Vec::new();
    for (index, record) in (start..).zip(records) {
        let mut compare = |field, is_same: bool| {
            if !is_same {
                problems.record(index, field, ViewFault::Differs);
            }
        };
        compare("csv_version", record.csv_version == first.csv_version);
        compare("insurer", record.insurer == first.insurer);
        compare("insured", record.insured == first.insured);
        compare("plan_date", record.plan_date == first.plan_date);
        let missing = missing_numbers(record);
        for field in missing.into_iter().flatten() {
            problems.record(index, field, ViewFault::NumberMissing);
        }
        // Lines that lack a number cannot be placed, and would make others look wrong.
        if missing.iter().all(Option::is_none) {
            lines.push((index, record));
        }
    }
    let needs = by_number(&lines, |record| record.need_no.clone(), "need_no", problems);
    let mut tree = PreventiveTree {
        csv_version: first.csv_version,
        insurer: first.insurer,
        insured: first.insured,
        plan_date: first.plan_date,
        printing: Printing::FirstLine,
        needs: needs.iter().map(|lines| need(lines, problems)).collect(),
    };
    settle_printing(&mut tree);
    drop_blank_parts(&mut tree);
    Some(tree)
}

/// The numbers that the line lacks: where nothing is to be numbered, none is missing.
fn missing_numbers<T>(record: &PreventiveSupport<T>) -> [Option<&'static str>; 3] {
    let has_service_text =
        record.service_kind.is_some() || record.provider_name.is_some() || record.service_period.is_some();
    let has_service = has_service_text || record.service_no.is_some();
    let has_plan = has_service
        || record.support_points.is_some()
        || record.self_care_and_informal_support.is_some()
        || record.insured_or_community_services.is_some();
    [
        record.need_no.is_none().then_some("need_no"),
        (record.support_plan_no.is_none() && has_plan).then_some("support_plan_no"),
        (record.service_no.is_none() && has_service_text).then_some("service_no"),
    ]
}

fn need<T: Clone + Eq + Hash>(
    lines: &[Line<'_, PreventiveSupport<T>>],
    problems: &mut Problems,
) -> PreventiveNeed<T> {
    let mut text = |text: fn(&PreventiveSupport<T>) -> &Option<T>, field: &str| {
        filled_down(lines, text, field, problems)
    };
    let overall_need = text(|record| &record.overall_need, "overall_need");
    let proposed_goal_and_measures =
        text(|record| &record.proposed_goal_and_measures, "proposed_goal_and_measures");
    let wishes_on_measures = text(|record| &record.wishes_on_measures, "wishes_on_measures");
    let goal = text(|record| &record.goal, "goal");
    let plans = by_number(lines, |record| record.support_plan_no.clone(), "support_plan_no", problems);
    PreventiveNeed {
        number: lines.first().and_then(|(_, record)| record.need_no.clone()),
        overall_need,
        proposed_goal_and_measures,
        wishes_on_measures,
        goal,
        support_plans: plans.iter().map(|lines| plan(lines, problems)).collect(),
    }
}

fn plan<T: Clone + Eq + Hash>(
    lines: &[Line<'_, PreventiveSupport<T>>],
    problems: &mut Problems,
) -> SupportPlan<T> {
    find_repeated(lines, |record| record.service_no.clone(), "service_no", problems);
    let mut text = |text: fn(&PreventiveSupport<T>) -> &Option<T>, field: &str| {
        filled_down(lines, text, field, problems)
    };
    SupportPlan {
        number: lines.first().and_then(|(_, record)| record.support_plan_no.clone()),
        support_points: text(|record| &record.support_points, "support_points"),
        self_care_and_informal_support: text(
            |record| &record.self_care_and_informal_support,
            "self_care_and_informal_support",
        ),
        insured_or_community_services: text(
            |record| &record.insured_or_community_services,
            "insured_or_community_services",
        ),
        services: lines.iter().map(|(_, record)| service(record)).collect(),
    }
}

fn service<T: Clone>(record: &PreventiveSupport<T>) -> SupportService<T> {
    let texts = [
        (SupportText::OverallNeed, &record.overall_need),
        (SupportText::ProposedGoalAndMeasures, &record.proposed_goal_and_measures),
        (SupportText::WishesOnMeasures, &record.wishes_on_measures),
        (SupportText::Goal, &record.goal),
        (SupportText::SupportPoints, &record.support_points),
        (SupportText::SelfCareAndInformalSupport, &record.self_care_and_informal_support),
        (SupportText::InsuredOrCommunityServices, &record.insured_or_community_services),
    ];
    SupportService {
        number: record.service_no.clone(),
        service_kind: record.service_kind.clone(),
        provider_name: record.provider_name.clone(),
        service_period: record.service_period.clone(),
        printed: Some(texts.into_iter().filter(|(_, said)| said.is_some()).map(|(text, _)| text).collect()),
    }
}

/// Finds the habit of the lines, and keeps only what single ones do otherwise.
fn settle_printing<T>(tree: &mut PreventiveTree<T>) {
    let lines = tree.lines();
    let habits: Vec<_> = lines.iter().map(super::SupportLine::habits).collect();
    let printed = lines.iter().filter_map(|line| line.service?.printed.as_ref());
    let printing = habit(printed.zip(&habits));
    tree.printing = printing;
    for (service, habits) in tree.services_mut().zip(&habits) {
        if service.printed.as_ref() == Some(habits.of(printing)) {
            service.printed = None;
        }
    }
}

/// A line that is there for its support plan only is no service, and one for its need only no support plan.
fn drop_blank_parts<T>(tree: &mut PreventiveTree<T>) {
    for need in &mut tree.needs {
        for plan in &mut need.support_plans {
            if let [service] = plan.services.as_slice()
                && service.number.is_none()
                && service.has_no_text()
                && service.printed.is_none()
            {
                plan.services.clear();
            }
        }
        if let [plan] = need.support_plans.as_slice()
            && plan.is_blank()
        {
            need.support_plans.clear();
        }
    }
}
