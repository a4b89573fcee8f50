//! Forms of many lines that no view puts together: a table with a line for each record, or the items of each
//! record one under the other.

use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::{Item, Layout};

/// The columns of the forms that are drawn so: the names of the fields that share one.
fn columns(layout: &Layout) -> &'static [&'static [&'static str]] {
    match layout.form {
        "BasicInfoSchedule" => &[&["time_of_day"], &["user_routine"], &["caregiver_routine"]],
        "BasicInfoHistory" => &[
            &["illness_date"],
            &["illness_name"],
            &["clinic_or_doctor_name"],
            &["is_attending_doctor"],
            &["clinic_or_doctor_phone"],
            &["treatment_status"],
            &["treatment_detail"],
        ],
        "Table1Deletion" | "PreventivePlanDeletion" => &[&["plan_date"]],
        "PlanDeletion" => &[&["service_month"]],
        "ActualDeletion" => &[&["service_month"], &["provider"], &["service_type"]],
        "BasicInfoDeletion" => &[&["consulted_on"]],
        "EquipmentPlanNeed" => &[&["need_no"], &["reason"], &["goal"], &["care_plan_need_no"]],
        "EquipmentPlanLine" => &[
            &["line_no"],
            &["supply"],
            &["category", "category_name", "service_code"],
            &["equipment_name", "model_number", "tais_code", "notified_code"],
            &["units"],
            &["price"],
            &["need_nos"],
            &["selection_reason"],
        ],
        "EquipmentOffer" => &[
            &["offer_no"],
            &["category"],
            &["equipment_name", "model_number", "tais_code", "notified_code"],
            &["need_nos"],
            &["price"],
            &["average_price"],
            &["price_limit", "price_limit_month"],
            &["proposal_reason"],
            &["taken"],
            &["line_no"],
        ],
        "EquipmentPlanDeletion" => &[&["plan_date"], &["provider"], &["service_type"]],
        _ => &[],
    }
}

/// A table of the records; their items one by one if no columns are known.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) {
    let columns = columns(layout);
    if columns.is_empty() {
        return items(page, sheet);
    }
    let others = Others::of(layout, &sheet.rows, &columns.concat());
    others.head(page, sheet.book, &sheet.rows, None);
    let name = |fields: &&[&str]| {
        let names: Vec<&str> =
            fields.iter().filter_map(|field| layout.field(field)).map(|item| item.name).collect();
        names.join("\n")
    };
    let mut names: Vec<String> = columns.iter().map(name).collect();
    names.push(draw::say(sheet.book.language, "備考", "notes").to_owned());
    page.element("table", &[("class", "lines")], |page| {
        draw::columns(page, &names.iter().map(String::as_str).collect::<Vec<_>>());
        page.element("tbody", &[], |page| {
            for row in &sheet.rows {
                page.element("tr", &[], |page| {
                    for fields in columns {
                        draw::cell(page, sheet.book, &[row], fields, &[]);
                    }
                    others.notes(page, sheet.book, &[row]);
                });
                page.new_line();
            }
        });
    });
}

/// All items of all records, with what is wrong with each.
pub(super) fn items(page: &mut Markup, sheet: &Sheet<'_>) {
    let book = sheet.book;
    for row in sheet.all_rows() {
        let record = row.at.record;
        let name = match book.language {
            careplan_rules::Language::Japanese => format!("{record}件目（{}行目）", row.at.line),
            careplan_rules::Language::English => format!("record {record} (line {})", row.at.line),
        };
        page.element("table", &[("class", "items")], |page| {
            page.element("caption", &[], |page| {
                page.text(&name);
                draw::marks(page, book, &book.findings.of_wholes(&[row]));
            });
            page.element("tbody", &[], |page| {
                for entry in &row.items {
                    let found = entry.item.map(|item| book.findings.of_items(&[row], item.field));
                    let found = found.unwrap_or_default();
                    if entry.content.is_empty() && found.is_empty() {
                        continue;
                    }
                    page.element("tr", &[], |page| {
                        page.leaf("td", &[("class", "no")], &entry.number.to_string());
                        let name = draw::say(book.language, "（余分な項目）", "(no item)");
                        page.leaf(
                            "th",
                            &[("scope", "row")],
                            entry.item.map_or(name, |item: &Item| item.name),
                        );
                        page.element("td", &[], |page| {
                            draw::content(page, book.language, entry);
                            draw::marks(page, book, &found);
                            if let Some(fault) = entry.fault {
                                let text = match book.language {
                                    careplan_rules::Language::Japanese => fault.japanese(),
                                    careplan_rules::Language::English => fault.to_string(),
                                };
                                page.leaf("span", &[("class", "fault")], &text);
                            }
                        });
                    });
                }
            });
        });
        page.new_line();
    }
}
