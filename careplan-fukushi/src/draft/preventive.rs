//! What 支援計画書, its 別表 and 利用者基本情報 give for 要支援.

use super::care_plan::{CarePlanSet, Sourced};
use super::fill::{filled, put_together, service_type};
use super::value::{Carry, DraftRecord, DraftValue, Items, Pieces};
use super::{DraftOptions, DraftProblem, EquipmentPlanDraft};
use crate::plan::RecordKind;
use crate::split::split_each;
use careplan_model::views::PreventiveTree;
use careplan_model::{CareLevel, PreventivePlan, PreventiveSupport, SupportLevel, kind};
use std::collections::{BTreeMap, BTreeSet};

/// 支援計画書: (to, from).
const PLAN: &[(&str, &str)] = &[
    ("insurer", "insurer"),
    ("insured", "insured"),
    ("care_plan_date", "plan_date"),
    ("user_name", "user_name"),
    ("care_office_name", "planner_office_name"),
    ("certification_status", "certification_status"),
    ("certified_on", "certified_on"),
    ("valid_from", "valid_from"),
    ("valid_until", "valid_until"),
];

/// 利用者基本情報 on the person.
const BASIC_INFO: &[(&str, &str)] = &[
    ("user_name_kana", "user_name_kana"),
    ("user_sex", "user_sex"),
    ("user_birth_date", "user_birth_date"),
    ("user_address_1", "user_address"),
    ("user_phone", "user_phone"),
];

/// 利用者基本情報 on body, family and home.
const BODY_AND_HOME: &[(&str, &str)] = &[
    ("independence_with_disability", "independence_with_disability"),
    ("independence_with_dementia", "independence_with_dementia"),
    ("housing_type", "housing_type"),
    ("room_floor", "room_floor"),
    ("family_situation", "family_situation"),
];

/// The wishes: the life aimed at, and the will in the four domains.
const WISHES: &[&str] = &[
    "one_day_life_goal",
    "one_year_life_goal",
    "mobility_wishes",
    "daily_life_wishes",
    "social_wishes",
    "health_wishes",
];

pub(super) fn fill(
    draft: &mut EquipmentPlanDraft,
    set: &CarePlanSet<'_>,
    plan: Sourced<'_, PreventivePlan>,
    options: &DraftOptions,
) -> Result<(), DraftProblem> {
    service_type(draft, options, true);
    let items = Items::of(&kind::PREVENTIVE_PLAN, plan.record, plan.form);
    let header = &mut draft.header;
    items.carry_all(header, PLAN, Carry::Copy);
    // Who plans: the care manager, or the support centre itself.
    let planner = items
        .carry("care_manager_name", Carry::Copy)
        .or_else(|| items.carry("support_center_planner_name", Carry::Copy));
    header.set("planner_name", planner);
    let level = match plan.form.support_level {
        Some(SupportLevel::Support1) => Some(CareLevel::Support1),
        Some(SupportLevel::Support2) => Some(CareLevel::Support2),
        _ => None,
    };
    if let (Some(level), Some(source)) = (level, items.provenance("support_level")) {
        let value = DraftValue { text: level.to_string(), carry: Carry::Copy, sources: vec![source] };
        header.set("care_level", Some(value));
    }
    if let Some(value) = items.carry("support_policy", Carry::Seed) {
        header.set("support_policy", Some(value));
    }
    if let Some(info) = set.basic_info {
        let info = Items::of(&kind::BASIC_INFO, info.record, info.form);
        info.carry_all(header, BASIC_INFO, Carry::Join);
        info.carry_all(header, BODY_AND_HOME, Carry::Copy);
        housing_note(header, &info, set);
    }
    let mut illness = Pieces::default();
    for history in &set.histories {
        let form = history.form;
        let items = Items::of(&kind::BASIC_INFO_HISTORY, history.record, form);
        let mut line = Pieces::default();
        put_together(&mut line, &items, &["illness_date", "illness_name", "clinic_or_doctor_name"]);
        // The course is a code, and stands by its name.
        if let (Some(status), Some(source)) = (
            form.treatment_status.and_then(|it| it.label().map(str::to_owned)),
            items.provenance("treatment_status"),
        ) {
            line.push(status, [source]);
        }
        if let Some((detail, source)) = items.get("treatment_detail") {
            line.push(detail, [source]);
        }
        if !line.texts.is_empty() {
            illness.push(line.texts.join("　"), line.sources);
        }
    }
    header.seed("illness", &illness);
    needs(draft, set)?;
    wishes(draft, &items, set);
    Ok(())
}

/// 住宅改修の有無 has no item of its own in the plan.
fn housing_note(header: &mut DraftRecord, info: &Items<'_>, set: &CarePlanSet<'_>) {
    let modified = set.basic_info.and_then(|info| info.form.home_modified);
    let label = modified.and_then(|it| it.label().map(str::to_owned).or(Some(it.to_string())));
    if let (Some(label), Some(source)) = (label, info.provenance("home_modified")) {
        let mut pieces = Pieces::default();
        pieces.push(format!("{}：{label}", source.item.name), [source]);
        header.seed("housing_note", &pieces);
    }
}

/// Needs and goals, from the needs of 支援計画 that equipment answers; other services.
fn needs(draft: &mut EquipmentPlanDraft, set: &CarePlanSet<'_>) -> Result<(), DraftProblem> {
    if set.preventive_supports.is_empty() {
        return Ok(());
    }
    let records: Vec<_> = set.preventive_supports.iter().map(|it| it.form.clone()).collect();
    if let Err(errors) = PreventiveTree::from_records(&records) {
        return Err(DraftProblem::NoTree { kind: &kind::PREVENTIVE_SUPPORT, errors });
    }
    for lines in our_needs(draft, set) {
        let mut record = DraftRecord::new(RecordKind::Need);
        record.give("need_no", &(draft.needs.len() + 1).to_string());
        let (mut reason, mut goal) = (Pieces::default(), Pieces::default());
        for line in lines {
            let items = Items::of(&kind::PREVENTIVE_SUPPORT, line.record, line.form);
            // 課題ＮＯ is a text there: only a number is one here.
            let number = items.carry("need_no", Carry::Copy).filter(|it| is_number(&it.text));
            if record.get("care_plan_need_no").is_none() {
                record.set("care_plan_need_no", number);
            }
            once(&mut reason, &items, "overall_need");
            once(&mut goal, &items, "goal");
        }
        record.seed("reason", &reason);
        record.seed("goal", &goal);
        draft.needs.push(record);
    }
    let mut others = Pieces::default();
    let ours = CarePlanSet::ours(&draft.services, &kind::PREVENTIVE_SUPPORT);
    for line in &set.preventive_supports {
        if !ours.contains(&line.record) {
            let items = Items::of(&kind::PREVENTIVE_SUPPORT, line.record, line.form);
            put_together(&mut others, &items, &["service_kind", "provider_name", "service_period"]);
        }
    }
    draft.header.seed("other_services", &others);
    Ok(())
}

/// A text that repeats on the lines of its number, once.
fn once(pieces: &mut Pieces, items: &Items<'_>, field: &str) {
    if let Some((text, source)) = items.get(field).filter(|(text, _)| !pieces.has(text)) {
        pieces.push(text, [source]);
    }
}

/// Whether a text is a number from 1 to 99, as the file has numbers.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number| matches!(number, 1..=99))
}

/// The lines of the needs under which our equipment stands: a list for each number, in the order of our lines.
fn our_needs<'s>(
    draft: &EquipmentPlanDraft,
    set: &CarePlanSet<'s>,
) -> Vec<Vec<Sourced<'s, PreventiveSupport>>> {
    let mut of_number = BTreeMap::<Option<&str>, Vec<Sourced<'s, PreventiveSupport>>>::new();
    for line in &set.preventive_supports {
        of_number.entry(line.form.need_no.as_deref()).or_default().push(*line);
    }
    let ours = CarePlanSet::ours(&draft.services, &kind::PREVENTIVE_SUPPORT);
    let our_lines = set.preventive_supports.iter().filter(|line| ours.contains(&line.record));
    our_lines.filter_map(|line| of_number.remove(&line.form.need_no.as_deref())).collect()
}

/// The wishes, each verbatim on lines of its own.
fn wishes(draft: &mut EquipmentPlanDraft, plan: &Items<'_>, set: &CarePlanSet<'_>) {
    let mut pieces = Pieces::default();
    for (text, source) in WISHES.iter().filter_map(|field| plan.get(field)) {
        pieces.push(text, [source]);
    }
    let lines = our_needs(draft, set).into_iter().flatten();
    let ours: BTreeSet<&str> = lines.map(|line| line.form.need_no.as_deref().unwrap_or_default()).collect();
    let is_ours = |line: &&Sourced<'_, PreventiveSupport>| {
        ours.contains(line.form.need_no.as_deref().unwrap_or_default())
    };
    for line in set.preventive_supports.iter().filter(is_ours) {
        if filled(line.form.wishes_on_measures.as_ref()).is_some() {
            let items = Items::of(&kind::PREVENTIVE_SUPPORT, line.record, line.form);
            once(&mut pieces, &items, "wishes_on_measures");
        }
    }
    draft.header.seed("wishes_source", &pieces);
    draft.proposed = split_each(&pieces.texts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use careplan_model::Form;

    #[test]
    fn fields_of_the_tables_are_there() {
        let plan = <PreventivePlan as Form>::LAYOUT;
        let info = <careplan_model::BasicInfo as Form>::LAYOUT;
        let header = <crate::EquipmentPlanHeader as Form>::LAYOUT;
        assert!(PLAN.iter().all(|(to, from)| header.field(to).is_some() && plan.field(from).is_some()));
        for (to, from) in BASIC_INFO.iter().chain(BODY_AND_HOME) {
            assert!(header.field(to).is_some() && info.field(from).is_some());
        }
        assert!(WISHES.iter().all(|field| plan.field(field).is_some()));
    }
}
