//! What 第1表, 第2表, 第3表 and 利用者補足情報 give: one row of the mapping table after the other.

use super::care_plan::CarePlanSet;
use super::table2::from_table2;
use super::value::{Carry, DraftRecord, DraftValue, Items, Pieces};
use super::{Difference, DraftOptions, DraftProblem, EquipmentPlanDraft};
use crate::category::Category;
use crate::plan::RecordKind;
use crate::split::split;
use careplan_model::{CareLevel, ServiceTypeCode, kind};

/// 第1表: (to, from).
const TABLE1: &[(&str, &str)] = &[
    ("insurer", "insurer"),
    ("insured", "insured"),
    ("care_plan_date", "plan_date"),
    ("care_office", "care_office"),
    ("care_office_name", "care_office_name"),
    ("planner_name", "planner_name"),
    ("certification_status", "certification_status"),
    ("certified_on", "certified_on"),
    ("valid_from", "valid_from"),
    ("valid_until", "valid_until"),
    ("care_level", "care_level"),
    ("wishes_source", "wishes_and_needs_analysis"),
    ("support_policy", "support_policy"),
];

/// 利用者補足情報, but for the address.
const SUPPLEMENT: &[(&str, &str)] = &[
    ("user_name_kana", "user_name_kana"),
    ("user_name", "user_name"),
    ("user_sex", "user_sex"),
    ("user_birth_date", "user_birth_date"),
    ("user_phone", "user_phone"),
];

/// The address, which 第1表 has too.
const ADDRESS: &[(&str, &str)] = &[
    ("user_postal_code", "user_postal_code"),
    ("user_address_1", "user_address_1"),
    ("user_address_2", "user_address_2"),
];

/// What 第1表 and 補足 both say, by the same fields.
const IN_BOTH: &[&str] = &[
    "user_postal_code",
    "user_address_1",
    "user_address_2",
    "certification_status",
    "certified_on",
    "care_level",
];

pub(super) fn fill(
    draft: &mut EquipmentPlanDraft,
    set: &CarePlanSet<'_>,
    options: &DraftOptions,
) -> Result<(), DraftProblem> {
    let Some(table1) = set.table1 else { return Ok(()) };
    let is_preventive = matches!(
        table1.form.care_level,
        Some(CareLevel::Support1 | CareLevel::Support2 | CareLevel::ProgramTarget)
    );
    let service_type = service_type(draft, options, is_preventive);
    let items = Items::of(&kind::TABLE1, table1.record, table1.form);
    items.carry_all(&mut draft.header, TABLE1, Carry::Copy);
    let supplement = set.supplement.map(|it| Items::of(&kind::USER_SUPPLEMENT, it.record, it.form));
    if let Some(supplement) = &supplement {
        supplement.carry_all(&mut draft.header, SUPPLEMENT, Carry::Join);
        draft.differences = IN_BOTH
            .iter()
            .filter(|field| text(&items, field) != text(supplement, field))
            .filter_map(|field| {
                Some(Difference {
                    table1: items.provenance(field)?,
                    supplement: supplement.provenance(field)?,
                })
            })
            .collect();
    }
    // An address is one thing: it comes from one record.
    let address = supplement.filter(|it| ADDRESS.iter().any(|(_, field)| it.get(field).is_some()));
    match &address {
        Some(supplement) => supplement.carry_all(&mut draft.header, ADDRESS, Carry::Join),
        None => items.carry_all(&mut draft.header, ADDRESS, Carry::Copy),
    }
    draft.proposed = table1.form.wishes_and_needs_analysis.as_deref().and_then(split);
    from_table2(draft, set, options, service_type)?;
    other_services(draft, set);
    Ok(())
}

fn text(items: &Items<'_>, field: &str) -> Option<String> {
    items.get(field).map(|(text, _)| text)
}

/// The service type of the plan, written down in its header.
pub(super) fn service_type(
    draft: &mut EquipmentPlanDraft,
    options: &DraftOptions,
    is_preventive: bool,
) -> Option<ServiceTypeCode> {
    let usual = ServiceTypeCode::new(if is_preventive { "67" } else { "17" });
    let service_type = options.service_type.or(usual)?;
    draft.header.give("service_type", &service_type.to_string());
    Some(service_type)
}

pub(super) fn filled(text: Option<&String>) -> Option<&String> {
    text.filter(|text| !text.is_empty())
}

/// A line for each 種目 whose name stands in サービス内容 of what is rented.
pub(super) fn categories(
    items: &Items<'_>,
    need_no: usize,
    service_type: Option<ServiceTypeCode>,
) -> Vec<DraftRecord> {
    let is_sold = items.get("service_kind").is_some_and(|(kind, _)| kind.contains("販売"));
    let Some((content, source)) = items.get("service_content").filter(|_| !is_sold) else {
        return Vec::new();
    };
    let seed = |text: String| Some(DraftValue { text, carry: Carry::Seed, sources: vec![source] });
    named_categories(&content)
        .into_iter()
        .map(|category| {
            let mut line = DraftRecord::new(RecordKind::Line);
            line.set("supply", seed("1".to_owned()));
            line.set("category", seed(category.to_string()));
            let code = service_type.and_then(|service_type| category.service_code(service_type));
            line.set("service_code", code.and_then(|code| seed(code.to_string())));
            line.give("need_nos", &need_no.to_string());
            line
        })
        .collect()
}

/// The 種目 that a text names, in the order of their numbers. 車いす付属品 does not name 車いす.
fn named_categories(text: &str) -> Vec<Category> {
    let mut names: Vec<(&str, Category)> = Category::ALL
        .into_iter()
        .filter_map(|category| {
            // 移動用リフト（つり具の部分を除く） is spoken of without the brackets.
            let label = category.label()?;
            Some((label.split('（').next().unwrap_or(label), category))
        })
        .collect();
    names.sort_by_key(|(name, _)| core::cmp::Reverse(name.len()));
    let mut rest = text.to_owned();
    let mut found = Vec::new();
    for (name, category) in names {
        if rest.contains(name) {
            rest = rest.replace(name, "\n");
            found.push(category);
        }
    }
    found.sort_by_key(|category| category.number());
    found
}

/// Other services: those of 第2表 that are not ours, then 第3表 in the order of its records.
fn other_services(draft: &mut EquipmentPlanDraft, set: &CarePlanSet<'_>) {
    let mut pieces = Pieces::default();
    let ours = CarePlanSet::ours(&draft.services, &kind::TABLE2);
    for line in set.table2.iter().filter(|line| !ours.contains(&line.record)) {
        let items = Items::of(&kind::TABLE2, line.record, line.form);
        put_together(&mut pieces, &items, &["service_kind", "provider_name", "frequency"]);
    }
    for entry in &set.table3 {
        let form = entry.form;
        let items = Items::of(&kind::TABLE3, entry.record, form);
        if let Some((content, source)) = items.get("service_content") {
            let day = form.weekday.and_then(|day| day.label().map(str::to_owned).or(Some(day.to_string())));
            let time = |field| items.get(field).map(|(time, _)| clock(&time));
            let times = [time("service_start_time"), time("service_end_time")];
            let span = match times {
                [Some(start), Some(end)] => Some(format!("{start}～{end}")),
                [Some(start), None] => Some(format!("{start}～")),
                [None, Some(end)] => Some(format!("～{end}")),
                [None, None] => None,
            };
            let text: Vec<String> = [day, span, Some(content)].into_iter().flatten().collect();
            let others = ["weekday", "service_start_time", "service_end_time"];
            let others = others.iter().filter_map(|field| items.get(field).map(|(_, source)| source));
            pieces.push(text.join("　"), core::iter::once(source).chain(others));
        }
        if let Some((text, source)) = items.get("other_services") {
            pieces.push(text, [source]);
        }
    }
    draft.header.seed("other_services", &pieces);
}

fn clock(time: &str) -> String {
    match (time.get(..2), time.get(2..)) {
        (Some(hours), Some(minutes)) => format!("{hours}:{minutes}"),
        _ => time.to_owned(),
    }
}

/// Puts the texts of some items on one line. A line that is there already is not written twice, but both records are
/// its sources.
pub(super) fn put_together(pieces: &mut Pieces, items: &Items<'_>, fields: &[&str]) {
    let (mut texts, mut sources) = (Vec::new(), Vec::new());
    for (text, source) in fields.iter().filter_map(|field| items.get(field)) {
        texts.push(text);
        sources.push(source);
    }
    let text = texts.join("　");
    if texts.is_empty() || pieces.has(&text) {
        pieces.sources.extend(sources);
    } else {
        pieces.push(text, sources);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts() {
        let named =
            |text| named_categories(text).into_iter().filter_map(Category::number).collect::<Vec<_>>();
        assert_eq!(named("特殊寝台と特殊寝台付属品、手すりの貸与"), [3, 4, 7]);
        assert_eq!(named("車いす付属品"), [2]);
        assert_eq!(named("移動用リフト"), [12]);
        assert_eq!(named("歩行の練習"), [0; 0]);
    }

    #[test]
    fn fields_of_the_tables_are_there() {
        let table1 = <careplan_model::Table1 as careplan_model::Form>::LAYOUT;
        let supplement = <careplan_model::UserSupplement as careplan_model::Form>::LAYOUT;
        let header = <crate::EquipmentPlanHeader as careplan_model::Form>::LAYOUT;
        assert!(TABLE1.iter().all(|(to, from)| header.field(to).is_some() && table1.field(from).is_some()));
        for (to, from) in SUPPLEMENT.iter().chain(ADDRESS) {
            assert!(header.field(to).is_some() && supplement.field(from).is_some());
        }
        assert!(IN_BOTH.iter().all(|it| table1.field(it).is_some() && supplement.field(it).is_some()));
    }
}
