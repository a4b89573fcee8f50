//! Arbitrary valid records of every form, made from the layouts alone.
//!
//! What is made here is written by a small writer of its own (`encoding_rs` for the characters), so
//! that it can judge the one of the crate.
#![allow(dead_code, clippy::unwrap_used)] // each test file uses a part of it; tests may panic

use careplan_model::{Edition, Item, ItemType, Layout, Width};
use proptest::prelude::*;
use proptest::sample::select;

/// A record as its items; `""` is a blank one.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) edition: Edition,
    pub(crate) items: Vec<String>,
}

pub(crate) fn made(layout: &'static Layout) -> impl Strategy<Value = Made> {
    let editions: Vec<Edition> =
        Edition::ALL.into_iter().filter(|edition| layout.is_in(edition.family())).collect();
    select(editions).prop_flat_map(move |edition| {
        let items: Vec<BoxedStrategy<String>> =
            layout.items_in(edition.family()).map(|item| item_text(item, edition)).collect();
        items.prop_map(move |items| Made { edition, items })
    })
}

fn item_text(item: &'static Item, edition: Edition) -> BoxedStrategy<String> {
    if item.number == 1 {
        return Just(edition.version().to_string()).boxed();
    }
    let value = valid(item);
    // 必須 items that are `Option` in the form may be blank too, but need not be tested so.
    if item.required { value } else { prop_oneof![1 => Just(String::new()), 2 => value].boxed() }
}

fn valid(item: &'static Item) -> BoxedStrategy<String> {
    let length = usize::from(item.width.length().unwrap_or(0));
    if let Some(constant) = item.constant {
        return Just(constant.to_owned()).boxed();
    }
    let takes_zeros = item.check(&"0".repeat(length)).is_ok();
    match item.item_type {
        ItemType::FreeText | ItemType::ImageName | ItemType::NumberText => text().boxed(),
        ItemType::PostalCode | ItemType::Phone | ItemType::Unused => {
            prop_oneof![4 => "[0-9]{3}-[0-9]{4}", 1 => text()].boxed()
        }
        ItemType::Date => {
            let date =
                (1900..2100u32, 1..=12u32, 1..=28u32).prop_map(|(y, m, d)| format!("{y:04}{m:02}{d:02}"));
            if takes_zeros { prop_oneof![Just("00000000".to_owned()), date].boxed() } else { date.boxed() }
        }
        ItemType::Month => {
            let month = (1900..2100u32, 1..=12u32).prop_map(|(y, m)| format!("{y:04}{m:02}"));
            if takes_zeros { prop_oneof![Just("000000".to_owned()), month].boxed() } else { month.boxed() }
        }
        ItemType::Time => prop_oneof![
            8 => (0..24u32, 0..60u32).prop_map(|(h, m)| format!("{h:02}{m:02}")),
            1 => Just("2400".to_owned()),
            1 => Just("9999".to_owned()),
        ]
        .boxed(),
        ItemType::Integer => (0..10i32.pow(u32::from(item.width.length().unwrap()).min(9)))
            .prop_flat_map(|n| prop_oneof![4 => Just(n), 1 => Just(-n)])
            .prop_map(|n| n.to_string())
            .boxed(),
        ItemType::Decimal => (0..10_000u32).prop_map(|n| format!("{}.{:02}", n / 100, n % 100)).boxed(),
        ItemType::DayFlags => "[01]{31}".boxed(),
        ItemType::Code(list) => {
            let known: Vec<String> = list.entries.iter().map(|(code, _)| (*code).to_owned()).collect();
            prop_oneof![4 => select(known), 1 => codes("[0-9A-Z]", length, Width::Fixed(0))].boxed()
        }
        ItemType::Digits => codes("[0-9]", length, item.width),
        _ => codes("[0-9A-Z]", length, item.width),
    }
}

fn codes(class: &str, length: usize, width: Width) -> BoxedStrategy<String> {
    let least = if matches!(width, Width::Fixed(_)) { length } else { 1 };
    proptest::string::string_regex(&format!("{class}{{{least},{length}}}")).unwrap().boxed()
}

/// Texts with all that is difficult: separators, quotes, line breaks, trail bytes 5C and 7C, IBM
/// extensions, half-width kana, blanks at the ends.
pub(crate) fn text() -> impl Strategy<Value = String> {
    const DIFFICULT: &[&str] = &[
        ",", "\"", "\"\"", "\r\n", "\n", "\r", " ", "　", "ソ", "表", "ポ", "髙", "﨑", "濵", "栁", "德",
        "神", "ｱ", "ﾞ", "～", "―", "①", "℡", "A", "0", "202407,", "\t",
    ];
    let kanji = prop_oneof![
        4 => select(DIFFICULT).prop_map(str::to_owned),
        2 => (0x4E00..0x9FA0u32).prop_filter_map("a kanji of MS932", |code| {
            // A kana keeps the bytes from being valid UTF-8 by chance.
            let text = format!("{}あ", char::from_u32(code)?);
            let (_, _, failed) = encoding_rs::SHIFT_JIS.encode(&text);
            (!failed).then_some(text)
        }),
    ];
    proptest::collection::vec(kanji, 1..12).prop_map(|parts| parts.concat())
}

/// The canonical bytes of a record, by the rules of the standard's practice and nothing of the crate.
pub(crate) fn canonical(layout: &Layout, made: &Made) -> Vec<u8> {
    let fields: Vec<String> = layout
        .items_in(made.edition.family())
        .zip(&made.items)
        .map(|(item, text)| {
            let free =
                matches!(item.item_type, ItemType::FreeText | ItemType::ImageName | ItemType::NumberText);
            if !text.is_empty() && (free || text.contains(['"', ',', '\r', '\n'])) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        })
        .collect();
    let line = fields.join(",") + "\r\n";
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(&line);
    assert!(!failed);
    bytes.into_owned()
}

/// Runs a macro for every form.
#[macro_export]
macro_rules! for_each_form {
    ($macro:ident) => {
        $macro! {
            user_supplement UserSupplement, table1 Table1, table2 Table2, table3 Table3, table6 Table6,
            table7 Table7, basic_info BasicInfo, basic_info_schedule BasicInfoSchedule,
            basic_info_history BasicInfoHistory, preventive_plan PreventivePlan,
            preventive_support PreventiveSupport, table1_deletion Table1Deletion, plan_deletion PlanDeletion,
            actual_deletion ActualDeletion, basic_info_deletion BasicInfoDeletion,
            preventive_plan_deletion PreventivePlanDeletion,
        }
    };
}
