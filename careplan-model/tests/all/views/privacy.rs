//! No text and no insured number in `Debug`, nor in errors.

use crate::views::{support, table2, table3, table6};
use careplan_model::views::{MonthGrid, PreventiveTree, Table2Tree, Week};
use careplan_model::{Form, FormOf, ItemSource, ItemType, Layout, LayoutFamily};
use std::fmt::Debug;

/// A form whose texts are all secrets.
fn secret<F: FormOf<String>>(plain: impl Fn(&'static str) -> &'static str) -> F {
    let layout: &Layout = F::LAYOUT;
    let items: Vec<String> = layout
        .items
        .iter()
        .map(|item| match item.item_type {
            ItemType::FreeText | ItemType::NumberText | ItemType::Unused => format!("秘密{}", item.number),
            _ => plain(item.field).to_owned(),
        })
        .collect();
    ItemSource::read_form(&items, LayoutFamily::V4).unwrap()
}

fn plain(field: &'static str) -> &'static str {
    match field {
        "csv_version" => "202407",
        "insurer" => "991018",
        "insured" => "9000000001",
        "created_on" | "plan_date" | "service_date" => "20251003",
        "service_month" => "202510",
        "need_no" | "goal_no" | "support_no" | "service_count" | "over_30_days" => "1",
        "service_start_time" | "service_end_time" => "0900",
        "service_code" => "111211",
        "provider" => "9970100021",
        _ => "",
    }
}

fn check(view: &impl Debug, shown: &str) {
    for text in [format!("{view:?}"), format!("{view:#?}")] {
        assert!(!text.contains("秘密") && !text.contains("9000000001"), "{text}");
        assert!(text.contains("«redacted»") && text.contains(shown), "{text}");
    }
}

#[test]
fn debug_hides_texts() {
    let tree = Table2Tree::from_records(&[secret::<careplan_model::Table2>(plain)]).unwrap();
    check(&tree, "9970100021");
    check(&tree.lines().next().unwrap(), "is_first_of");
    check(&Week::from_records(&[secret::<careplan_model::Table3>(plain)]).unwrap(), "202407");
    check(&MonthGrid::from_records(&[secret::<careplan_model::Table6>(plain)]).unwrap(), "111211");
    check(
        &PreventiveTree::from_records(&[secret::<careplan_model::PreventiveSupport>(plain)]).unwrap(),
        "991018",
    );
}

#[test]
fn errors_hide_texts() {
    let mut plans = vec![secret::<careplan_model::Table2>(plain), table2::line([1, 1, 1], ["乙秘密"; 5])];
    plans[1].insured = "9000000009".parse().unwrap();
    let mut supports = vec![
        secret::<careplan_model::PreventiveSupport>(plain),
        support::line(["秘密5", "秘密10", "秘密14"], ["乙秘密"; 4], ["乙秘密"; 3], ["乙秘密"; 3]),
    ];
    supports[1].insured = "9000000009".parse().unwrap();
    let mut week = vec![secret::<careplan_model::Table3>(plain), table3::blank()];
    week[1].insured = "9000000009".parse().unwrap();
    let mut month = vec![secret::<careplan_model::Table6>(plain), table6::visit(1, "0900", "1000", "111211")];
    month[1].insured = "9000000009".parse().unwrap();
    for errors in [
        Table2Tree::from_records(&plans).unwrap_err(),
        PreventiveTree::from_records(&supports).unwrap_err(),
        Week::from_records(&week).unwrap_err(),
        MonthGrid::from_records(&month).unwrap_err(),
    ] {
        for text in [format!("{errors:?}"), errors.to_string(), errors.japanese()] {
            assert!(!text.contains("秘密") && !text.contains("900000000"), "{text}");
        }
    }
    assert_eq!(<careplan_model::Table2 as Form>::LAYOUT.items[2].field, "insured");
}
