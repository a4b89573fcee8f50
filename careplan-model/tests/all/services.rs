//! Service types against the official list, cell by cell; service codes and what they tell.
#![allow(clippy::unwrap_used)]

use careplan_model::{SERVICE_TYPES, Scope, ServiceCode, ServiceTypeCode, SpecialRow};

fn code(text: &str) -> ServiceCode {
    text.parse().unwrap()
}

fn service_type(text: &str) -> ServiceTypeCode {
    text.parse().unwrap()
}

#[test]
fn the_list_is_the_official_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/services.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("code\tname\tbenefit\tlinked"));
    let official: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let ours: Vec<Vec<&str>> = SERVICE_TYPES
        .iter()
        .map(|entry| {
            let scope = match entry.scope {
                Scope::InScope => "yes",
                Scope::OutOfScope => "no",
                Scope::PlanningRole => "role",
            };
            vec![entry.code.as_str(), entry.name, entry.benefit.label(), scope]
        })
        .collect();
    assert_eq!(ours.len(), official.len());
    for (ours, official) in ours.iter().zip(&official) {
        assert_eq!(ours, official);
    }
}

#[test]
fn every_code_has_one_name_and_one_scope() {
    for entry in SERVICE_TYPES {
        assert_eq!(entry.code.name(), Some(entry.name));
        assert_eq!(entry.code.is_in_scope(), entry.scope == Scope::InScope);
        assert_eq!(entry.code.is_planning(), entry.scope == Scope::PlanningRole);
        let twice = matches!(entry.code.as_str(), "59" | "81");
        assert_eq!(entry.code.entries().count(), if twice { 2 } else { 1 });
    }
    for planner in [
        ServiceTypeCode::CARE_MANAGEMENT,
        ServiceTypeCode::PREVENTIVE_SUPPORT,
        ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT,
    ] {
        assert!(planner.is_planning() && !planner.is_in_scope());
    }
    let unknown = service_type("ZZ");
    assert!(unknown.name().is_none() && !unknown.is_planning() && !unknown.is_in_scope());
}

#[test]
fn parts_of_a_code() {
    assert_eq!(code("111111").service_type(), Some(service_type("11")));
    assert_eq!(code("111111").item(), "1111");
    assert_eq!(code("A21111").service_type(), Some(service_type("A2")));
    assert_eq!(code("999999").service_type(), None);
    assert_eq!(code("1").service_type(), None);
    assert_eq!(code("1").item(), "");
    assert_eq!(code("171").item(), "1");
    assert_eq!(code("999999"), ServiceCode::GRAND_TOTAL);
    assert!("1111111".parse::<ServiceCode>().is_err());
    assert!("１１".parse::<ServiceTypeCode>().is_err());
}

#[test]
fn sums_of_table_7() {
    assert_eq!(code("11AAAA").special(), Some(SpecialRow::Subtotal));
    assert_eq!(code("2AEEEE").special(), Some(SpecialRow::OutsideLimit));
    assert_eq!(code("21ZZZZ").special(), Some(SpecialRow::Over30Days));
    assert_eq!(code("999999").special(), Some(SpecialRow::GrandTotal));
    for service in ["111111", "119999", "11AAA", "AAAA11", "AAAA", "99999"] {
        assert_eq!(code(service).special(), None, "{service}");
    }
}

#[test]
fn equipment_is_told_by_the_thirteen_categories() {
    for category in 1..=13u8 {
        assert_eq!(code(&format!("1710{category:02}")).equipment_category(), Some(category));
        assert_eq!(code(&format!("6710{category:02}")).equipment_category(), Some(category));
    }
    for other in
        ["171000", "171014", "171020", "17D001", "178001", "17AAAA", "111001", "271001", "17100", "999999"]
    {
        assert_eq!(code(other).equipment_category(), None, "{other}");
    }
    assert!(code("17D001").is_equipment_rental() && code("678001").is_equipment_rental());
    assert!(!code("111111").is_equipment_rental() && !code("717171").is_equipment_rental());
}
