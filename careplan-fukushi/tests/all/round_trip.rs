//! Laws of the five records: what is read is what was written, byte for byte, and JSON gives it back.
#![allow(clippy::unwrap_used)]

use crate::transfer::sample;
use careplan_csv::{Forms, Text, WriteOptions, Writer, entries, from_slice, ms932, records, to_vec};
use careplan_fukushi::provisional::{plans_to_unit, unit_to_plans};
use careplan_fukushi::{
    EquipmentOffer, EquipmentPlan, EquipmentPlanDeletion, EquipmentPlanHeader, EquipmentPlanLine,
    EquipmentPlanNeed, NeedNumbers, PlanUnit,
};
use careplan_model::{Date, Endpoint, Form, FormOf, Item, ItemSource, ItemType, Layout, LayoutFamily, Width};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Texts with all that is difficult: separators, quotes, line breaks, trail bytes 5C and 7C, blanks at the
/// ends.
fn text() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        ",",
        "\"",
        "\r\n",
        "\n",
        "\r",
        " ",
        "　",
        "ソ",
        "表",
        "ポ",
        "髙",
        "﨑",
        "ｱ",
        "～",
        "①",
        "A",
        "0",
        "\t",
        "家で暮らしたい",
        "本人：",
        "【家族】",
        "202407,991018,",
    ];
    vec(select(PARTS), 1..10).prop_map(|parts| parts.concat())
}

fn codes(class: &str, width: Width) -> BoxedStrategy<String> {
    let (least, most) = match width {
        Width::Fixed(length) => (length, length),
        Width::Max(length) => (1, length),
        Width::Free => (1, 9),
    };
    proptest::string::string_regex(&format!("{class}{{{least},{most}}}")).unwrap().boxed()
}

fn valid(item: &'static Item) -> BoxedStrategy<String> {
    match (item.field, item.item_type) {
        ("csv_version", _) => Just("202407".to_owned()).boxed(),
        ("need_nos", _) => vec(1..=99u8, 1..6)
            .prop_map(|numbers| NeedNumbers::from_numbers(numbers).unwrap().to_string())
            .boxed(),
        (_, ItemType::FreeText) => text().boxed(),
        (_, ItemType::PostalCode | ItemType::Phone | ItemType::Unused) => "[0-9]{3}-[0-9]{4}".boxed(),
        (_, ItemType::Date) => (1900..2100u32, 1..=12u32, 1..=28u32)
            .prop_map(|(year, month, day)| format!("{year:04}{month:02}{day:02}"))
            .boxed(),
        (_, ItemType::Month) => {
            (1900..2100u32, 1..=12u32).prop_map(|(year, month)| format!("{year:04}{month:02}")).boxed()
        }
        (_, ItemType::Integer) => (-99..99_999_999i32).prop_map(|number| number.to_string()).boxed(),
        (_, ItemType::Code(list)) => {
            let known: Vec<String> = list.entries.iter().map(|(code, _)| (*code).to_owned()).collect();
            prop_oneof![4 => select(known), 1 => codes("[0-9A-Z]", Width::Max(item.width.length().unwrap()))]
                .boxed()
        }
        (_, ItemType::Digits) => codes("[0-9]", item.width),
        _ => codes("[0-9A-Z]", item.width),
    }
}

/// A record as its items; `""` is a blank one.
fn made(layout: &'static Layout) -> impl Strategy<Value = Vec<String>> {
    let item = |item: &'static Item| {
        if item.required {
            valid(item)
        } else {
            prop_oneof![1 => Just(String::new()), 2 => valid(item)].boxed()
        }
    };
    layout.items.iter().map(item).collect::<Vec<_>>()
}

/// The canonical bytes of a record, written by hand.
fn canonical(layout: &Layout, items: &[String]) -> Vec<u8> {
    let field = |(item, value): (&Item, &String)| {
        if item.item_type == ItemType::FreeText && !value.is_empty() {
            format!("\"{}\"", value.replace('"', "\"\""))
        } else {
            value.clone()
        }
    };
    let fields: Vec<String> = layout.items.iter().zip(items).map(field).collect();
    ms932::encode(&(fields.join(",") + "\r\n")).unwrap()
}

macro_rules! laws {
    ($($name:ident $form:ident $borrowed:ty,)*) => {$(
        mod $name {
            use super::*;

            proptest! {
                #![proptest_config(ProptestConfig::with_cases(48))]

                #[test]
                fn bytes_forms_and_json_are_one(all in vec(made(<$form as Form>::LAYOUT), 1..4)) {
                    let layout = <$form as Form>::LAYOUT;
                    let file: Vec<u8> = all.iter().flat_map(|made| canonical(layout, made)).collect();
                    let expected: Vec<$form> =
                        all.iter().map(|made| ItemSource::read_form(made, LayoutFamily::V4).unwrap()).collect();

                    let owned: Vec<$form> = from_slice(&file).unwrap();
                    prop_assert_eq!(&owned, &expected);
                    prop_assert!(to_vec(&owned).unwrap() == file, "written otherwise than read");

                    let mut borrowed = Writer::new(Vec::new(), WriteOptions::new());
                    for record in records(&file) {
                        let form: $borrowed = record.form().unwrap();
                        borrowed.write(&form).unwrap();
                    }
                    prop_assert!(borrowed.into_inner() == file, "borrowed texts written otherwise");

                    let strict: Vec<$form> = Forms::<$form, String>::new(entries(&file))
                        .strictly()
                        .map(|typed| typed.unwrap().form)
                        .collect();
                    prop_assert_eq!(&strict, &expected);

                    let json = serde_json::to_string(&owned).unwrap();
                    prop_assert_eq!(serde_json::from_str::<Vec<$form>>(&json).unwrap(), owned);
                }
            }
        }
    )*};
}

laws! {
    header EquipmentPlanHeader EquipmentPlanHeader<Text<'_>>,
    need EquipmentPlanNeed EquipmentPlanNeed<Text<'_>>,
    line EquipmentPlanLine EquipmentPlanLine<Text<'_>>,
    offer EquipmentOffer EquipmentOffer<Text<'_>>,
    deletion EquipmentPlanDeletion EquipmentPlanDeletion,
}

fn form<F: FormOf<String> + std::fmt::Debug>() -> impl Strategy<Value = F> {
    made(F::LAYOUT).prop_map(|items| ItemSource::read_form(&items, LayoutFamily::V4).unwrap())
}

/// A plan of a person and day of its own, with records numbered from 1.
fn plan(day: u8) -> impl Strategy<Value = EquipmentPlan> {
    let parts = (form(), vec(form(), 0..3), vec(form(), 0..3), vec(form(), 0..3));
    parts.prop_map(move |(header, needs, lines, offers)| {
        let mut plan = EquipmentPlan { header, needs, lines, offers };
        let mut key = plan.key();
        key.plan_date = Date::new(2026, 4, day).unwrap();
        plan.set_key(key);
        (1..).zip(&mut plan.needs).for_each(|(number, need)| need.need_no = number);
        (1..).zip(&mut plan.lines).for_each(|(number, line)| line.line_no = number);
        (1..).zip(&mut plan.offers).for_each(|(number, offer)| offer.offer_no = number);
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Plans come back from their files, and from JSON, as they were: no text is changed or cut.
    #[test]
    fn plans_come_back_from_files_and_from_json(plans in (plan(1), plan(2), plan(3))) {
        let plans = [plans.0, plans.1, plans.2];
        let end = |office: &str, service: &str| Endpoint {
            office: office.parse().unwrap(),
            service: Some(service.parse().unwrap()),
        };
        let (sender, receiver) = (end("9970100062", "17"), end("9970100013", "43"));
        let timestamp = "20260401090000".parse().unwrap();
        let unit = plans_to_unit(&plans, sender, receiver, timestamp, &WriteOptions::new()).unwrap();
        let read = unit_to_plans(&unit).unwrap();
        prop_assert_eq!(&read.plans[..], &plans[..]);
        let json = serde_json::to_string(&read).unwrap();
        prop_assert_eq!(serde_json::from_str::<PlanUnit>(&json).unwrap(), read);
    }
}

#[test]
fn json_has_field_names_and_codes() {
    let line = ["202407", "991018", "9000000001", "20260401", "9970100062", "17", "1", "1", "03"];
    let mut items = line.map(str::to_owned).to_vec();
    items.resize(25, String::new());
    items[19] = "1;3".to_owned();
    items[20] = "7".to_owned();
    let line: EquipmentPlanLine = ItemSource::read_form(&items, LayoutFamily::V4).unwrap();
    let json = serde_json::to_value(&line).unwrap();
    let expected = serde_json::json!({
        "csv_version": "202407", "insurer": "991018", "insured": "9000000001", "plan_date": "2026-04-01",
        "provider": "9970100062", "service_type": "17", "line_no": 1, "supply": "1", "category": "03",
        "need_nos": "1;3", "choice_scheme": "7",
    });
    assert_eq!(json, expected);
}

/// JSON that is none of a plan: what is said shows no value, wherever it stands.
#[test]
fn messages_about_json_show_no_value() {
    let sound = serde_json::to_value(sample::plan(&[sample::piece("171003", 1000).tais(sample::A)])).unwrap();
    for (pointer, field) in [
        ("/header", "insured"),
        ("/header", "user_name"),
        ("/header", "user_birth_date"),
        ("/header", "care_level"),
        ("/header", "秘密"),
        ("/lines/0", "insured"),
        ("/lines/0", "starts_on"),
        ("/lines/0", "秘密"),
    ] {
        for secret in [
            serde_json::json!("秘密12345678901"),
            serde_json::json!({ "秘密": 1 }),
            serde_json::json!(["秘密"]),
        ] {
            let mut json = sound.clone();
            json.pointer_mut(pointer).unwrap()[field] = secret.clone();
            for said in [
                serde_json::from_value::<EquipmentPlan>(json.clone()).map_err(|error| error.to_string()),
                serde_json::from_str::<EquipmentPlan>(&json.to_string()).map_err(|error| error.to_string()),
            ] {
                // A name may be any text.
                if field != "user_name" || !secret.is_string() {
                    let said = said.unwrap_err();
                    assert!(!said.contains("秘密"), "{said}");
                }
            }
        }
    }
}
