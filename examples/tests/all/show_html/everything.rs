//! Nothing is left out, and nothing of a file is markup.

use super::dom::Element;
use super::{data, run};
use careplan_csv::{ItemState, records};
use careplan_model::{BasicInfoSchedule, CsvVersion, Date, FileName, Form, Item, ItemType, YearMonth};
use std::collections::BTreeMap;
use std::fs;

/// What must be on the page for an item, said once more and otherwise than the program says it.
fn expected(item: &Item, content: &str) -> Vec<String> {
    match item.item_type {
        ItemType::Code(list) => {
            vec![content.to_owned(), list.label(content).unwrap_or(content).to_owned()]
        }
        ItemType::Date => {
            vec![content.parse::<Date>().map_or(content.to_owned(), |date| date.wareki().to_string())]
        }
        ItemType::Month if item.field == "csv_version" => {
            let edition = content.parse::<CsvVersion>().unwrap().edition().unwrap();
            vec![content.to_owned(), format!("{edition}版")]
        }
        ItemType::Month => {
            vec![content.parse::<YearMonth>().map_or(content.to_owned(), |month| month.wareki().to_string())]
        }
        ItemType::Time if content == "9999" => vec!["時刻なし9999".to_owned()],
        ItemType::Time => vec![format!("{}:{}", &content[..2], &content[2..])],
        ItemType::Integer if content.len() > 3 => {
            let (thousands, rest) = content.split_at(content.len() - 3);
            assert!(thousands.len() <= 3, "a number of the bundled data: {content}");
            vec![if thousands == "-" { content.to_owned() } else { format!("{thousands},{rest}") }]
        }
        ItemType::DayFlags => {
            // The first and the last of each stretch of days.
            let flags: Vec<bool> = content.chars().map(|it| it == '1').collect();
            let is_on = |day: usize| day >= 1 && flags.get(day - 1) == Some(&true);
            (1..=31)
                .filter(|day| is_on(*day) && !(is_on(day - 1) && is_on(day + 1)))
                .map(|day| day.to_string())
                .collect()
        }
        _ => vec![content.replace("\r\n", "\n")],
    }
}

/// Whether an item stands in a column or a line of a table, whose head names it, so that its own name is not beside it.
fn stands_in_a_table(form: &str, field: &str) -> bool {
    let columns: &[&str] = match form {
        "Table2" => &[
            "need_no",
            "need",
            "goal_no",
            "long_term_goal",
            "long_term_period",
            "short_term_goal",
            "short_term_period",
            "support_no",
            "service_content",
            "covered_by_insurance",
            "service_kind",
            "provider",
            "provider_name",
            "frequency",
            "service_period",
        ],
        "Table3" => &[
            "service_content",
            "weekday",
            "service_start_time",
            "service_end_time",
            "activity",
            "activity_start_time",
            "activity_end_time",
            "other_services",
        ],
        "Table6" => &[
            "service_start_time",
            "service_end_time",
            "service_code",
            "tais_code",
            "notified_code",
            "equipment_name",
            "provider",
            "provider_name",
            "units",
            "service_date",
            "service_count",
        ],
        "Table7" => &[
            "provider",
            "provider_name",
            "service_code",
            "tais_code",
            "notified_code",
            "equipment_name",
            "units",
            "discounted_rate",
            "discounted_units",
            "quantity",
            "service_units",
            "managed_units",
            "type_limit_excess_units",
            "type_limit_units",
            "limit_excess_units",
            "limit_units",
            "unit_price",
            "total_cost",
            "benefit_rate",
            "insurance_claim",
            "fixed_copay_unit_price",
            "copay",
            "full_copay",
        ],
        "PreventiveSupport" => &[
            "need_no",
            "overall_need",
            "proposed_goal_and_measures",
            "wishes_on_measures",
            "goal",
            "support_plan_no",
            "support_points",
            "self_care_and_informal_support",
            "insured_or_community_services",
            "service_no",
            "service_kind",
            "provider_name",
            "service_period",
        ],
        "BasicInfoSchedule" => &["time_of_day", "user_routine", "caregiver_routine"],
        "BasicInfoHistory" => &[
            "illness_date",
            "illness_name",
            "clinic_or_doctor_name",
            "is_attending_doctor",
            "clinic_or_doctor_phone",
            "treatment_status",
            "treatment_detail",
        ],
        "PreventivePlan" => {
            let is_area =
                ["mobility_", "daily_life_", "social_", "health_"].iter().any(|it| field.starts_with(it));
            return is_area || field.ends_with("_count") || field.ends_with("_program_needed");
        }
        "BasicInfo" => return field.starts_with("contact_") || field.starts_with("visitor_"),
        "UserSupplement" => return field.starts_with("slot_"),
        "Table1Deletion" | "PreventivePlanDeletion" => &["plan_date"],
        "PlanDeletion" => &["service_month"],
        "ActualDeletion" => &["service_month", "provider", "service_type"],
        "BasicInfoDeletion" => &["consulted_on"],
        _ => &[],
    };
    columns.contains(&field)
}

/// The texts of the sheets of a page by title and insured number, with the titles of cells: days stand there.
fn texts_of_sheets(page: &Element) -> BTreeMap<(String, String), String> {
    let mut texts = BTreeMap::new();
    for sheet in page.all(&|it| it.has_class("sheet")) {
        let who = sheet.all(&|it| it.has_class("who"));
        let Some(who) = who.first() else { continue };
        let insured = who.text().split_once("被保険者番号").unwrap().1.to_owned();
        let known: &mut String = texts.entry((sheet.named("h3")[0].text(), insured)).or_default();
        known.push_str(&sheet.text());
        for cell in sheet.all(&|it| it.attribute("title").is_some()) {
            known.push_str(cell.attribute("title").unwrap());
        }
    }
    texts
}

#[test]
fn every_item_of_every_bundled_record_is_on_its_sheets() {
    let mut items = 0;
    for folder in fs::read_dir(data("valid")).unwrap() {
        let folder = folder.unwrap().path();
        let (_, text, _) = run(&[folder.to_str().unwrap(), "--format", "html"]);
        let sheets = texts_of_sheets(&Element::of(&text));
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let kind = name.parse::<FileName>().unwrap().kind();
            let Some(layout) = kind.layout else { continue };
            for record in records(&fs::read(&path).unwrap()) {
                let insured = record.items(layout).nth(2).unwrap().field.content().to_vec();
                let insured = String::from_utf8(insured).unwrap();
                let sheet = |title: &str| sheets.get(&(title.to_owned(), insured.clone()));
                // 実績 may stand under the plan.
                let sheet = sheet(kind.name).or_else(|| sheet("サービス利用票 第6表 予定")).unwrap();
                for entry in record.items(layout) {
                    let item = entry.item.unwrap();
                    let ItemState::Valid(text) = entry.text() else { continue };
                    let expected = expected(item, &text.decode().unwrap());
                    let place = format!("{name}, record {}, {}", record.at().record, item.name);
                    for part in &expected {
                        assert!(sheet.contains(part), "{place}: {part}");
                        items += 1;
                    }
                    if !stands_in_a_table(layout.form, item.field) {
                        // Labels stand before codes, and the days before the word.
                        let said =
                            expected.iter().any(|part| sheet.contains(&format!("{}{part}", item.name)));
                        assert!(said, "{place} is not named");
                    }
                }
            }
        }
    }
    assert!(items > 10_000, "{items}");
}

#[test]
fn hostile_texts_are_texts() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        "<script>alert('1')</script>",
        "\"><img src=x onerror=alert(1)>",
        "&amp; & &#60;b&#62;",
        "</td></table></html>",
        "一行目\r\n二行目",
        "]]> <!-- -->",
        "javascript:alert(1) ' \" `",
    ];
    let forms = hostile.map(|text| {
        let mut form: BasicInfoSchedule = BasicInfoSchedule::new(
            "202407".parse().unwrap(),
            "991018".parse().unwrap(),
            "9000000201".parse().unwrap(),
            "20250805".parse().unwrap(),
        );
        form.time_of_day = Some("6:00".to_owned());
        form.user_routine = Some(text.to_owned());
        form
    });
    let name = "UPKIHON_SUB1_9900100083_46_9970100013_43_20250828110000.CSV";
    fs::write(folder.path().join(name), careplan_csv::to_vec(&forms).unwrap()).unwrap();
    // Names of files are no better: this one turns the direction of what follows.
    let turned = "<b>\u{202E}fdp.&amp;.pdf";
    fs::write(folder.path().join(turned), "a picture").unwrap();
    let text = run(&[folder.path().to_str().unwrap(), "--format", "html"]).1;
    let page = Element::of(&text);
    let lines = page.only("lines").cells();
    let shown: Vec<&str> = lines.iter().map(|line| line[1].1.as_str()).collect();
    let texts: Vec<String> = hostile.iter().map(|text| text.replace("\r\n", "\n")).collect();
    assert_eq!(shown, texts);
    assert!(text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    assert!(text.contains("<span class=\"v\">一行目<br/>二行目</span>"));
    for forbidden in ["<script", "<img src=x", "<b>U", "\u{202E}", "<!--"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    assert!(text.contains("&lt;b&gt;<span class=\"unseen\">U+202E</span>fdp.&amp;amp;.pdf"));
    let names: Vec<&str> = <BasicInfoSchedule as Form>::LAYOUT.items.iter().map(|item| item.name).collect();
    assert!(text.contains(names[5]));
}

#[test]
fn gaiji_stand_as_their_numbers() {
    let text = super::page(&["odd/gaiji"], "ja").1;
    let page = Element::of(&text);
    let shown = page.all(&|it| it.has_class("unseen"));
    assert!(!shown.is_empty());
    assert!(shown.iter().all(|it| it.text().starts_with("外字U+E")), "{}", shown[0].text());
}
