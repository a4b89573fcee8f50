//! The layouts as compiled against a table written by hand from the proposal.
#![allow(clippy::unwrap_used)]

use careplan_fukushi::kinds;
use careplan_model::{Item, ItemType, Width};

/// A row of the table, in its own words.
fn row(prefix: &str, item: &Item) -> String {
    let mark = match (item.required, item.needed) {
        (true, _) => "必須",
        (false, true) => "必要",
        (false, false) => "",
    };
    let length = match item.width {
        Width::Fixed(length) => length.to_string(),
        Width::Max(length) => format!("≤{length}"),
        Width::Free => "―".to_owned(),
    };
    let kind = match item.item_type {
        ItemType::FreeText => "text".to_owned(),
        ItemType::PostalCode => "postal".to_owned(),
        ItemType::Phone => "phone".to_owned(),
        ItemType::Unused => "unused".to_owned(),
        ItemType::Digits => "digits".to_owned(),
        ItemType::Alphanumeric => "alphanumeric".to_owned(),
        ItemType::Date => "date".to_owned(),
        ItemType::Month => "month".to_owned(),
        ItemType::Integer => "integer".to_owned(),
        // The labels of ADL are written in the proposal, those of other lists are the standard's or our own.
        ItemType::Code(list) if item.name.starts_with("ADL") => {
            let words: Vec<String> =
                list.entries.iter().map(|(code, label)| format!("{code} {label}")).collect();
            format!("code {}", words.join(" "))
        }
        ItemType::Code(list) => {
            let codes: Vec<&str> = list.entries.iter().map(|(code, _)| *code).collect();
            format!("code {}", codes.join(" "))
        }
        other => format!("{other:?}"),
    };
    let personal = if item.personal { "○" } else { "" };
    format!("{prefix}\t{}\t{}\t{mark}\t{length}\t{kind}\t{personal}", item.number, item.name)
}

#[test]
fn every_item_is_as_the_table_says() {
    let table: Vec<&str> = include_str!("../data/layout.tsv").lines().skip(1).collect();
    let compiled: Vec<String> = kinds::ALL
        .iter()
        .flat_map(|kind| kind.layout.unwrap().items.iter().map(|item| row(kind.prefix, item)))
        .collect();
    assert_eq!(compiled.len(), 79 + 10 + 25 + 26 + 6);
    for (compiled, written) in compiled.iter().zip(&table) {
        assert_eq!(compiled, written);
    }
    assert_eq!(compiled.len(), table.len());
}

#[test]
fn what_must_be_there_is_no_option_and_the_rest_is() {
    for item in kinds::ALL.iter().flat_map(|kind| kind.layout.unwrap().items) {
        assert_eq!(item.required, item.enforced, "{}", item.name);
    }
}

#[test]
fn kinds_have_their_place() {
    let orders: Vec<u8> = kinds::ALL.iter().map(|kind| kind.order).collect();
    assert_eq!(orders, [70, 71, 72, 73, 6]);
    let last =
        careplan_model::kind::STANDARD.iter().filter(|kind| !kind.is_deletion()).map(|kind| kind.order).max();
    assert!(last.unwrap() < 70);
    assert!(kinds::DELETION.is_deletion());
    assert!(kinds::HEADER.leads(&kinds::OFFER));
    assert_eq!(kinds::with_standard().len(), 23);
}

#[test]
fn debug_shows_nothing_personal() {
    let mut header = careplan_fukushi::EquipmentPlanHeader::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20260401".parse().unwrap(),
        "9970100062".parse().unwrap(),
        "17".parse().unwrap(),
        "見本　太郎".to_owned(),
    );
    header.wishes_source = Some("家で暮らしたい。".to_owned());
    header.care_level = Some("23".parse().unwrap());
    let plan = careplan_fukushi::EquipmentPlan::new(header);
    let mut held = careplan_fukushi::EquipmentPlans::new();
    let change = held.put(plan.clone()).unwrap();
    for text in [format!("{plan:?}"), format!("{held:?}"), format!("{change:?}"), format!("{:?}", plan.key())]
    {
        for personal in ["見本", "9000000001", "暮らし", "Care3"] {
            assert!(!text.contains(personal), "{text}");
        }
        assert!(text.contains("9970100062"), "{text}");
    }
}
