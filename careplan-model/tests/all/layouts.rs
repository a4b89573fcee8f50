//! The compiled layouts against the standard's tables, which `tests/data` holds as a second reading:
//! every cell of every table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use careplan_model::codes;
use careplan_model::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, CodeList, Form, Item,
    ItemType, Layout, LayoutFamily, PlanDeletion, PreventivePlan, PreventivePlanDeletion, PreventiveSupport,
    Table1, Table1Deletion, Table2, Table3, Table6, Table7, UserSupplement, Width,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Every table with the form that it describes. UPJSK has the table of UPPLAN.
const TABLES: [(&str, &Layout); 16] = [
    ("DLT1KYO", Table1Deletion::LAYOUT),
    ("DLTJSK", ActualDeletion::LAYOUT),
    ("DLTKIHON", BasicInfoDeletion::LAYOUT),
    ("DLTPLAN", PlanDeletion::LAYOUT),
    ("DLTYOBO", PreventivePlanDeletion::LAYOUT),
    ("UP1KYO", <Table1>::LAYOUT),
    ("UP2KYO", <Table2>::LAYOUT),
    ("UP3KYO", <Table3>::LAYOUT),
    ("UPHOSOKU", <UserSupplement>::LAYOUT),
    ("UPKIHON", <BasicInfo>::LAYOUT),
    ("UPKIHON_SUB1", <BasicInfoSchedule>::LAYOUT),
    ("UPKIHON_SUB2", <BasicInfoHistory>::LAYOUT),
    ("UPPLAN", <Table6>::LAYOUT),
    ("UPSIKYU", <Table7>::LAYOUT),
    ("UPYOBO", <PreventivePlan>::LAYOUT),
    ("UPYOBO_SUB", <PreventiveSupport>::LAYOUT),
];

/// Items that are held as another type than the table's format says: table, No., format, type, why.
const HELD_OTHERWISE: [(&str, u8, &str, ItemType, &str); 5] = [
    ("UPKIHON", 35, "integer", ItemType::Alphanumeric, "floors such as B1 occur"),
    ("UPSIKYU", 34, "digits", ItemType::Alphanumeric, "an office number, which may hold letters elsewhere"),
    ("UPYOBO_SUB", 5, "free_text", ItemType::NumberText, "a number that the standard calls free text"),
    ("UPYOBO_SUB", 10, "free_text", ItemType::NumberText, "a number that the standard calls free text"),
    ("UPYOBO_SUB", 14, "free_text", ItemType::NumberText, "a number that the standard calls free text"),
];

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The rows of a table below its header, cell by cell.
fn rows(name: &str, header: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(data(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(header), "{name}: header");
    let columns = header.split('\t').count();
    lines
        .enumerate()
        .map(|(place, line)| {
            let cells: Vec<_> = line.split('\t').map(str::to_owned).collect();
            assert_eq!(cells.len(), columns, "{name}: row {}: number of cells", place + 1);
            cells
        })
        .collect()
}

fn layout_rows(table: &str) -> Vec<Vec<String>> {
    rows(
        &format!("layout/{table}.tsv"),
        "no\tname_ja\tlength\twidth\trequired\tneeded\tformat\tchoices\tnote",
    )
}

/// The word that the tables have for a type; `None` for a type that they do not tell apart.
fn format_of(item_type: ItemType) -> Option<&'static str> {
    Some(match item_type {
        ItemType::FreeText => "free_text",
        ItemType::PostalCode => "postal",
        ItemType::Phone => "phone",
        ItemType::ImageName => "filename",
        ItemType::Unused => "unused",
        ItemType::Digits => "digits",
        ItemType::Alphanumeric => "alnum",
        ItemType::Date => "date",
        ItemType::Month => "year_month",
        ItemType::Time => "time_hhmm",
        ItemType::Integer => "integer",
        ItemType::Decimal => "decimal",
        ItemType::DayFlags => "day_flags",
        ItemType::Code(_) => "code",
        _ => return None,
    })
}

fn mark(is_marked: bool) -> &'static str {
    if is_marked { "○" } else { "" }
}

fn choices(item: &Item) -> String {
    let entries = item.codes().map_or(&[][..], |list| list.entries);
    entries.iter().map(|(code, label)| format!("{code}={label}")).collect::<Vec<_>>().join(";")
}

/// Every item of every table: table, item.
fn items() -> impl Iterator<Item = (&'static str, &'static Item)> {
    TABLES.into_iter().flat_map(|(table, layout)| layout.items.iter().map(move |item| (table, item)))
}

/// The items for which something holds: table, No.
fn items_where(holds: impl Fn(&Item) -> bool) -> Vec<(&'static str, u8)> {
    items().filter(|(_, item)| holds(item)).map(|(table, item)| (table, item.number)).collect()
}

#[test]
fn every_table_has_a_form() {
    let files: BTreeSet<_> = std::fs::read_dir(data("layout"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected: BTreeSet<_> = TABLES.iter().map(|(table, _)| format!("{table}.tsv")).collect();
    assert_eq!(files, expected);
    let forms: BTreeSet<_> = TABLES.iter().map(|(_, layout)| layout.form).collect();
    let names: BTreeSet<_> = TABLES.iter().map(|(_, layout)| layout.name).collect();
    assert_eq!((forms.len(), names.len()), (TABLES.len(), TABLES.len()), "two forms have one name");
}

#[test]
fn every_cell_of_every_table_is_in_its_layout() {
    let mut compared = 0;
    let mut held_otherwise = Vec::new();
    for (table, layout) in TABLES {
        let rows = layout_rows(table);
        assert_eq!(rows.len(), layout.items.len(), "layout/{table}.tsv: number of items");
        for (row, item) in rows.iter().zip(layout.items) {
            let [number, name, length, width, required, needed, format, list, _note] = &row[..] else {
                unreachable!("rows() counts the cells")
            };
            let cell = |column: &str, compiled: &str, printed: &str| {
                assert_eq!(
                    compiled, printed,
                    "layout/{table}.tsv No.{number} {column} (left: compiled, right: table)"
                );
            };
            cell("no", &item.number.to_string(), number);
            cell("name_ja", item.name, name);
            let (kind, digits) = match item.width {
                Width::Fixed(length) => ("fixed", length.to_string()),
                Width::Max(length) => ("max", length.to_string()),
                Width::Free => ("", "free".to_owned()),
            };
            cell("length", &digits, length);
            cell("width", kind, width);
            cell("required", mark(item.required), required);
            cell("needed", mark(item.needed), needed);
            cell("choices", &choices(item), list);
            match HELD_OTHERWISE.iter().find(|(kind, no, ..)| (*kind, *no) == (table, item.number)) {
                Some((_, no, printed, item_type, _why)) => {
                    assert_eq!(item.item_type, *item_type, "layout/{table}.tsv No.{no} type");
                    cell("format", printed, format);
                    held_otherwise.push((table, *no));
                }
                None => cell("format", format_of(item.item_type).unwrap_or("(no word)"), format),
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 373, "items compared");
    assert_eq!(
        held_otherwise,
        HELD_OTHERWISE.map(|(table, no, ..)| (table, no)),
        "an exception that no item needs"
    );
}

#[test]
fn every_field_name_and_personal_mark_is_in_its_layout() {
    let mut names = BTreeMap::new();
    for row in rows("names.tsv", "kind\tno\tfield\tpersonal") {
        let [table, number, field, personal] = &row[..] else { unreachable!("rows() counts the cells") };
        let number: u8 = number.parse().unwrap_or_else(|_| panic!("names.tsv {table} No.{number}"));
        assert!(
            matches!(personal.as_str(), "yes" | ""),
            "names.tsv {table} No.{number} personal: {personal}"
        );
        let twice = names.insert((table.clone(), number), (field.clone(), personal == "yes"));
        assert_eq!(twice, None, "names.tsv {table} No.{number} stands there twice");
    }
    let mut compared = 0;
    for (table, item) in items() {
        let number = item.number;
        let (field, personal) = names
            .remove(&(table.to_owned(), number))
            .unwrap_or_else(|| panic!("names.tsv has no {table} No.{number}"));
        assert_eq!(item.field, field, "names.tsv {table} No.{number} field (left: compiled, right: table)");
        assert_eq!(
            item.personal, personal,
            "names.tsv {table} No.{number} personal (left: compiled, right: table)"
        );
        compared += 1;
    }
    assert_eq!(compared, 373, "items compared");
    assert!(names.is_empty(), "names.tsv rows that no layout has: {:?}", names.keys());
}

#[test]
fn field_names_are_unique_and_findable() {
    for (table, layout) in TABLES {
        for item in layout.items {
            let found = layout.field(item.field).map(|found| found.number);
            assert_eq!(found, Some(item.number), "{table} No.{}: field {}", item.number, item.field);
        }
    }
}

#[test]
fn every_meaning_is_a_sentence_of_its_own() {
    for (table, layout) in TABLES {
        let mut meanings = BTreeMap::new();
        for item in layout.items {
            let (number, meaning) = (item.number, item.meaning);
            assert!(
                meaning.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit()),
                "{table} No.{number} meaning: {meaning}"
            );
            assert!(meaning.ends_with('.'), "{table} No.{number} meaning: {meaning}");
            let other = meanings.insert(meaning, number);
            assert_eq!(other, None, "{table} No.{number} meaning: the same as another item's: {meaning}");
        }
    }
}

/// What the notes of the tables and the list of doubtful cells say, item by item.
#[test]
fn only_the_items_with_a_special_note_have_one() {
    assert_eq!(items_where(|item| item.allows_2400), [("UP3KYO", 9), ("UP3KYO", 12), ("UPPLAN", 13)]);
    assert_eq!(items_where(|item| item.allows_9999), [("UPPLAN", 12), ("UPPLAN", 13)]);
    assert_eq!(items_where(|item| item.is_kana), [("UPHOSOKU", 5), ("UPKIHON", 14)]);
    assert_eq!(items_where(|item| item.constant.is_some()), [("UPSIKYU", 34)]);
    assert_eq!(items_where(|item| item.constant == Some("9999999999")), [("UPSIKYU", 34)]);
    assert_eq!(items_where(|item| item.tolerated.is_some()), [("UPSIKYU", 30)]);
    assert_eq!(items_where(|item| item.tolerated == Some(5)), [("UPSIKYU", 30)]);
    assert_eq!(items_where(|item| item.width_v3.is_some()), [("UPSIKYU", 16)]);
    assert_eq!(items_where(|item| item.width_v3 == Some(Width::Max(2))), [("UPSIKYU", 16)]);
    let equipment =
        [("UPPLAN", 16), ("UPPLAN", 17), ("UPPLAN", 18), ("UPSIKYU", 10), ("UPSIKYU", 11), ("UPSIKYU", 12)];
    assert_eq!(items_where(|item| item.since == LayoutFamily::V4), equipment);
}

#[test]
fn layouts_by_edition() {
    let (v3, v4) = (LayoutFamily::V3, LayoutFamily::V4);
    let (table6, table7) = (<Table6>::LAYOUT, <Table7>::LAYOUT);
    assert_eq!((table6.count_in(v3), table6.count_in(v4)), (22, 25));
    assert_eq!((table7.count_in(v3), table7.count_in(v4)), (34, 37));
    for (table, layout, lacking) in [("UPPLAN", table6, 16..=18u8), ("UPSIKYU", table7, 10..=12)] {
        for item in layout.items {
            let number = item.number;
            let expected = match number {
                before if before < *lacking.start() => Some(usize::from(before)),
                lacked if lacking.contains(&lacked) => None,
                after => Some(usize::from(after) - 3),
            };
            assert_eq!(layout.number_in(item, v3), expected, "{table} No.{number} in 3.x");
            assert_eq!(layout.number_in(item, v4), Some(usize::from(number)), "{table} No.{number} in 4.x");
            assert_eq!(item.is_in(v3), expected.is_some(), "{table} No.{number} in 3.x");
        }
    }
    for (table, layout) in TABLES {
        let differs = matches!(table, "UPPLAN" | "UPSIKYU");
        assert_eq!(layout.differs_by_edition(), differs, "{table}");
        if !differs {
            assert_eq!(layout.count_in(v3), layout.items.len(), "{table} in 3.x");
        }
        assert_eq!(layout.count_in(v4), layout.items.len(), "{table} in 4.x");
    }
    let quantity = table7.field("quantity").unwrap();
    assert_eq!((quantity.width_in(v3), quantity.width_in(v4)), (Width::Max(2), Width::Max(3)));
    for (table, item) in items().filter(|(_, item)| item.field != "quantity") {
        assert_eq!(item.width_in(v3), item.width, "{table} No.{} width in 3.x", item.number);
    }
}

/// What an item of each type accepts and refuses, so that the type behind it is the right one.
#[test]
fn items_hold_what_their_width_and_type_say() {
    for (table, item) in items() {
        let at = format!("{table} No.{}", item.number);
        let accepts = |text: &str| item.check(text).is_ok() && item.check_ascii(text.as_bytes()).is_ok();
        let refuses = |text: &str| item.check(text).is_err() && item.check_ascii(text.as_bytes()).is_err();
        let is_version = item.field == "csv_version";
        let may_be_zeros = matches!((table, item.number), ("UPHOSOKU", 4 | 63));
        match item.item_type {
            ItemType::Digits | ItemType::Alphanumeric | ItemType::Code(_) => {
                let length = usize::from(item.width.length().unwrap_or_else(|| panic!("{at}: no length")));
                assert!(accepts(&"1".repeat(length)), "{at}: refuses {length} characters");
                assert!(refuses(&"1".repeat(length + 1)), "{at}: accepts {} characters", length + 1);
                assert!(refuses("1 "), "{at}: accepts a blank");
            }
            ItemType::Date => {
                assert_eq!(item.width, Width::Fixed(8), "{at}: width");
                assert!(accepts("20240229") && refuses("20230229") && refuses("2024022"), "{at}");
                assert_eq!(accepts("00000000"), may_be_zeros, "{at}: zeros");
            }
            ItemType::Month => {
                assert_eq!(item.width, Width::Fixed(6), "{at}: width");
                assert!(accepts("202412") && refuses("20241"), "{at}");
                // CSVバージョン looks like a month and is an opaque key.
                assert_eq!(accepts("202413"), is_version, "{at}: month 13");
                assert_eq!(accepts("000000"), may_be_zeros || is_version, "{at}: zeros");
            }
            ItemType::Time => {
                assert_eq!(item.width, Width::Fixed(4), "{at}: width");
                assert!(accepts("2359") && refuses("2360") && refuses("930"), "{at}");
            }
            ItemType::Integer => {
                let length = usize::from(item.width.length().unwrap_or_else(|| panic!("{at}: no length")));
                assert!(accepts(&"9".repeat(length)) && refuses("1.0") && refuses("１"), "{at}");
            }
            ItemType::Decimal => {
                assert!(accepts("10.70") && accepts("99.99") && refuses("10,70"), "{at}");
            }
            ItemType::DayFlags => {
                assert_eq!(item.width, Width::Fixed(31), "{at}: width");
                assert!(accepts(&"01".repeat(16)[..31]) && refuses(&"0".repeat(30)), "{at}");
            }
            _ => {
                assert!(item.item_type.is_text(), "{at}");
                assert!(item.check("どんな文字でも\r\n").is_ok(), "{at}: refuses a text");
            }
        }
        assert_eq!(is_version, item.number == 1, "{at}: CSVバージョン is the first item and no other");
        assert!(item.constant.is_none_or(accepts), "{at}: refuses its own constant");
    }
}

/// Known variants of a list, by the enum itself: each code with its label.
macro_rules! enums {
    ($($name:ident),* $(,)?) => {
        [$((codes::$name::LIST, {
            fn check(code: &str, label: Option<&str>, at: &str) {
                let value: codes::$name = code.parse().unwrap_or_else(|fault| panic!("{at}: {fault}"));
                assert_eq!(value.label(), label, "{at}: label");
                assert_eq!(matches!(value, codes::$name::Other(_)), label.is_none(), "{at}: variant");
                assert_eq!((value.code(), value.to_string().as_str()), (code, code), "{at}: code");
                #[cfg(feature = "serde")]
                {
                    let json = serde_json::to_value(value).unwrap_or_else(|error| panic!("{at}: {error}"));
                    assert_eq!(json, serde_json::Value::from(code), "{at}: JSON");
                    let read = serde_json::from_value::<codes::$name>(json);
                    assert_eq!(read.unwrap_or_else(|error| panic!("{at}: {error}")), value, "{at}: JSON");
                }
            }
            check as fn(&str, Option<&str>, &str)
        })),*]
    };
}

#[test]
fn every_code_of_every_list_is_a_known_variant() {
    let enums = enums![
        Applies,
        AssessedCareLevel,
        CareLevel,
        CertificationStatus,
        ChecklistResult,
        Commission,
        ConsultationMethod,
        ConsultationRound,
        DementiaIndependence,
        DisabilityIndependence,
        DoctorRole,
        HousekeepingReason,
        HousingType,
        InsuranceCoverage,
        Necessity,
        PlanKind,
        Presence,
        PreventivePlanType,
        Sex,
        SupportLevel,
        TreatmentStatus,
        UserSituation,
        Weekday,
    ];
    for (list, check) in &enums {
        for (code, label) in list.entries {
            check(code, Some(label), &format!("{} {code}", list.name));
        }
        // No list has a 9.
        check("9", None, &format!("{} 9", list.name));
    }
    let mut used = BTreeSet::new();
    for (table, item) in items() {
        let Some(list) = item.codes() else { continue };
        let at = format!("{table} No.{}", item.number);
        assert!(
            enums.iter().any(|(other, _)| *other == list),
            "{at}: a list that this test has not: {}",
            list.name
        );
        for (code, label) in list.entries {
            assert_eq!(item.check(code), Ok(()), "{at} code {code}");
            assert_eq!(item.check_ascii(code.as_bytes()), Ok(()), "{at} code {code}");
            assert_eq!(list.label(code), Some(*label), "{at} code {code}");
            assert_eq!(item.width.length().map(usize::from), Some(code.len()), "{at} code {code}: length");
        }
        used.insert(list.name);
    }
    let all: BTreeSet<_> = enums.iter().map(|(list, _)| list.name).collect();
    assert_eq!(used, all, "lists used by items, and all lists");
}

#[test]
fn the_published_tables_of_codes_are_in_their_lists() {
    let lists: [&CodeList; 5] = [
        codes::PlanKind::LIST,
        codes::CertificationStatus::LIST,
        codes::CareLevel::LIST,
        codes::HousekeepingReason::LIST,
        codes::InsuranceCoverage::LIST,
    ];
    let mut expected: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for row in rows("codes.tsv", "table\tcode\tlabel") {
        let [table, code, label] = &row[..] else { unreachable!("rows() counts the cells") };
        if expected.last().is_none_or(|(last, _)| last != table) {
            expected.push((table.clone(), Vec::new()));
        }
        expected.last_mut().unwrap().1.push((code.clone(), label.clone()));
    }
    assert_eq!(expected.len(), lists.len(), "codes.tsv: number of tables");
    for ((table, entries), list) in expected.iter().zip(lists) {
        assert_eq!(list.name, table, "codes.tsv: name (left: compiled, right: table)");
        let compiled: Vec<_> =
            list.entries.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect();
        assert_eq!(&compiled, entries, "codes.tsv {table} (left: compiled, right: table)");
    }
}
