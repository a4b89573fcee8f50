//! What every form does, form by form: reading, writing, `Debug`, JSON, `try_map_text`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use careplan_model::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, Fault, FormOf, Item,
    ItemErrors, ItemSource, ItemType, LayoutFamily, PlanDeletion, PreventivePlan, PreventivePlanDeletion,
    PreventiveSupport, Put, Sink, Table1, Table1Deletion, Table2, Table3, Table6, Table7, UserSupplement,
    Value,
};
use std::convert::Infallible;
use std::fmt::Debug;

#[cfg(feature = "serde")]
trait AnyForm:
    FormOf<String> + Clone + PartialEq + Debug + serde::Serialize + serde::de::DeserializeOwned
{
}
#[cfg(feature = "serde")]
impl<F: FormOf<String> + Clone + PartialEq + Debug + serde::Serialize + serde::de::DeserializeOwned> AnyForm
    for F
{
}
#[cfg(not(feature = "serde"))]
trait AnyForm: FormOf<String> + Clone + PartialEq + Debug {}
#[cfg(not(feature = "serde"))]
impl<F: FormOf<String> + Clone + PartialEq + Debug> AnyForm for F {}

macro_rules! for_every_form {
    ($check:ident) => {
        $check::<Table1>();
        $check::<Table1Deletion>();
        $check::<Table2>();
        $check::<Table3>();
        $check::<Table6>();
        $check::<PlanDeletion>();
        $check::<ActualDeletion>();
        $check::<Table7>();
        $check::<UserSupplement>();
        $check::<BasicInfo>();
        $check::<BasicInfoSchedule>();
        $check::<BasicInfoHistory>();
        $check::<BasicInfoDeletion>();
        $check::<PreventivePlan>();
        $check::<PreventiveSupport>();
        $check::<PreventivePlanDeletion>();
    };
}

/// A plausible value for an item, in the canonical form of files. `other` gives a second value, different from the
/// first; values of at least four characters occur at no other item of the form.
fn sample(item: &Item, other: bool) -> String {
    let number = u32::from(item.number);
    let pick = |first: &str, second: &str| if other { second } else { first }.to_owned();
    if let Some(constant) = item.constant {
        return pick(constant, "2794900205");
    }
    match (item.item_type, item.width.length()) {
        (ItemType::FreeText, _) => format!("{}、\"{}\"\n{number}", pick("髙﨑", "濵田"), item.name),
        (ItemType::PostalCode, _) => format!("{number:03}-{}", pick("0001", "0002")),
        (ItemType::Phone, _) => format!("03-{number:04}-{}", pick("1111", "2222")),
        (ItemType::ImageName, _) => {
            let stem = "UPKIHON_IMAGE_0300000100_43_0300000005_11_20191025200201";
            format!("{stem}_{}.jpg", pick("0001", "0002"))
        }
        (ItemType::NumberText | ItemType::Integer, _) => pick("3", "4"),
        (ItemType::Unused, _) => pick("x", "y"),
        (ItemType::Digits | ItemType::Alphanumeric, Some(2)) => pick("11", "12"),
        (ItemType::Digits, Some(6)) => pick("435073", "294538"),
        (ItemType::Alphanumeric, Some(6)) => pick("111111", "171003"),
        (ItemType::Alphanumeric, Some(10)) => format!("{}{number:09}", pick("1", "2")),
        (ItemType::Alphanumeric, Some(12)) => format!("{}-{number:06}", pick("00001", "0000A")),
        (ItemType::Date, _) => format!("{:04}{}", 1930 + number, pick("0401", "0531")),
        (ItemType::Month, _) => pick("202407", "202208"),
        (ItemType::Time, _) => pick("0930", "1045"),
        (ItemType::Decimal, _) => pick("10.70", "11.40"),
        (ItemType::DayFlags, _) => pick("1111100000000000000000000000000", "0000000000000000000000000000001"),
        (ItemType::Code(list), _) => {
            let entry = if other { list.entries.last() } else { list.entries.first() };
            entry.unwrap().0.to_owned()
        }
        (other_type, length) => panic!("No.{number}: no sample for {other_type:?} of length {length:?}"),
    }
}

fn samples<F: FormOf<String>>() -> Vec<String> {
    F::LAYOUT.items.iter().map(|item| sample(item, false)).collect()
}

fn read<F: FormOf<String>>(items: &[String]) -> F {
    ItemSource::read_form(items, LayoutFamily::V4)
        .unwrap_or_else(|errors| panic!("{}: {errors}", F::LAYOUT.form))
}

/// Whether the form cannot be without the item. No.6 and 8 of 第6表 are marked 必須 and may be blank.
fn must_be_there(form: &str, item: &Item) -> bool {
    item.required && !(form == "Table6" && matches!(item.number, 6 | 8))
}

/// Only what must be there; everything else is blank.
fn least<F: FormOf<String>>() -> Vec<String> {
    let items = F::LAYOUT.items.iter();
    items
        .map(|item| if must_be_there(F::LAYOUT.form, item) { sample(item, false) } else { String::new() })
        .collect()
}

/// A date `YYYYMMDD` as ISO 8601 writes it.
fn dashed(date: &str) -> String {
    format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
}

#[derive(Default)]
struct Written(Vec<String>);

struct Characters(String);

impl Put for Characters {
    fn ascii(&mut self, characters: &[u8]) {
        self.0.push_str(std::str::from_utf8(characters).unwrap());
    }

    fn character(&mut self, character: char) {
        self.0.push(character);
    }
}

impl Sink<String> for Written {
    type Error = Infallible;

    fn value<V: Value>(&mut self, _: &'static Item, value: Option<&V>) -> Result<(), Infallible> {
        let mut characters = Characters(String::new());
        if let Some(value) = value {
            value.put(&mut characters);
        }
        self.0.push(characters.0);
        Ok(())
    }

    fn text(&mut self, _: &'static Item, text: Option<&String>) -> Result<(), Infallible> {
        self.0.push(text.cloned().unwrap_or_default());
        Ok(())
    }
}

#[test]
fn what_is_read_is_written() {
    fn check<F: AnyForm>() {
        for items in [samples::<F>(), least::<F>()] {
            let mut sink = Written::default();
            let Ok(()) = read::<F>(&items).write(&mut sink);
            for (item, (written, given)) in F::LAYOUT.items.iter().zip(sink.0.iter().zip(&items)) {
                assert_eq!(written, given, "{} No.{} {}", F::LAYOUT.form, item.number, item.field);
            }
            assert_eq!(sink.0.len(), items.len(), "{}: items written", F::LAYOUT.form);
        }
    }
    for_every_form!(check);
}

#[test]
fn items_of_older_editions_are_read_without_those_they_lack() {
    fn check<F: AnyForm>() {
        let layout = F::LAYOUT;
        let older: Vec<_> = layout.items_in(LayoutFamily::V3).map(|item| sample(item, false)).collect();
        let form: F = ItemSource::read_form(&older, LayoutFamily::V3)
            .unwrap_or_else(|errors| panic!("{}: {errors}", layout.form));
        let mut items = samples::<F>();
        for (place, item) in layout.items.iter().enumerate() {
            if !item.is_in(LayoutFamily::V3) {
                items[place].clear();
            }
        }
        assert_eq!(form, read::<F>(&items), "{}", layout.form);
    }
    for_every_form!(check);
}

#[test]
fn debug_hides_personal_items_and_shows_all_others() {
    fn check<F: AnyForm>() {
        let layout = F::LAYOUT;
        let items = samples::<F>();
        let shown = format!("{:?}", read::<F>(&items));
        let form = layout.form;
        assert!(shown.starts_with(form), "{form}");
        for (place, item) in layout.items.iter().enumerate() {
            let at = format!("{form} No.{} {}", item.number, item.field);
            let hidden = shown.contains(&format!("{}: «redacted»", item.field));
            assert_eq!(hidden, item.personal, "{at}: hidden");
            // Whatever the item holds makes no difference to what is shown, or it does.
            let mut changed = items.clone();
            changed[place] = sample(item, true);
            assert_eq!(format!("{:?}", read::<F>(&changed)) == shown, item.personal, "{at}: hidden");
            if !item.required {
                changed[place].clear();
                assert_eq!(
                    format!("{:?}", read::<F>(&changed)) == shown,
                    item.personal,
                    "{at}: blank hidden"
                );
            }
            if item.personal && items[place].len() > 3 {
                // As the file writes it, as `Debug` escapes a text, as `Debug` writes a date.
                let value = &items[place];
                let escaped = format!("{value:?}");
                let dashed = match item.item_type {
                    ItemType::Date => dashed(value),
                    _ => escaped.clone(),
                };
                for text in [value, &escaped, &dashed] {
                    assert!(!shown.contains(text), "{at}: shown");
                }
            }
        }
    }
    for_every_form!(check);
}

fn numbers_and_faults(errors: &ItemErrors) -> Vec<(usize, &'static str, Fault)> {
    errors.errors.iter().map(|error| (error.number, error.item.field, error.fault)).collect()
}

#[test]
fn all_items_that_cannot_be_read_are_reported_in_order() {
    fn check<F: AnyForm>() {
        // A blank inside is in no value of any type, and in any text.
        const INVALID: &str = "不 正";
        for family in [LayoutFamily::V3, LayoutFamily::V4] {
            let layout = F::LAYOUT;
            let items = vec![INVALID; layout.count_in(family)];
            let errors = ItemSource::read_form::<F>(&items, family).expect_err(layout.form);
            let expected: Vec<_> = layout
                .items_in(family)
                .enumerate()
                .filter(|(_, item)| !item.item_type.is_text())
                .map(|(place, item)| (place + 1, item.field, Fault::BadCharacters))
                .collect();
            assert_eq!(numbers_and_faults(&errors), expected, "{} in {family:?}", layout.form);
            for error in &errors.errors {
                let number = layout.number_in(error.item, family);
                assert_eq!(Some(error.number), number, "{} {}", layout.form, error.item.field);
                assert!(!error.to_string().contains(INVALID), "{} {}", layout.form, error.item.field);
                assert!(!format!("{error:?}").contains(INVALID), "{} {}", layout.form, error.item.field);
            }
            assert!(!errors.to_string().contains(INVALID), "{}", layout.form);
        }
    }
    for_every_form!(check);
}

#[test]
fn all_required_items_that_are_blank_are_reported_in_order() {
    fn check<F: AnyForm>() {
        let layout = F::LAYOUT;
        let nothing: [&str; 0] = [];
        let errors = ItemSource::read_form::<F>(&nothing, LayoutFamily::V4).expect_err(layout.form);
        let expected: Vec<_> = layout
            .items
            .iter()
            .filter(|item| must_be_there(layout.form, item))
            .map(|item| (usize::from(item.number), item.field, Fault::Missing))
            .collect();
        assert_eq!(numbers_and_faults(&errors), expected, "{}", layout.form);
        // One of them alone is reported alone, and any other item may be blank.
        for (place, item) in layout.items.iter().enumerate() {
            let mut items = samples::<F>();
            items[place].clear();
            let result = ItemSource::read_form::<F>(&items, LayoutFamily::V4);
            let expected = if must_be_there(layout.form, item) {
                vec![(place + 1, item.field, Fault::Missing)]
            } else {
                vec![]
            };
            let errors = result.err().as_ref().map(numbers_and_faults).unwrap_or_default();
            assert_eq!(errors, expected, "{} No.{} {}", layout.form, item.number, item.field);
        }
    }
    for_every_form!(check);
}

#[test]
fn a_slip_without_planning_office_and_units_is_still_a_form() {
    let form = read::<Table6>(&least::<Table6>());
    assert_eq!((form.care_office, form.units), (None, None));
    for field in ["care_office", "units"] {
        let item = <Table6 as careplan_model::Form>::LAYOUT.field(field).unwrap();
        assert!(item.required, "{field} is 必須 in the table");
    }
}

#[test]
fn new_leaves_all_other_items_blank() {
    let least = read::<Table3>(&least::<Table3>());
    let new = Table3::new(least.csv_version, least.insurer, least.insured, least.created_on, least.plan_date);
    assert_eq!(new, least);
    let full = read::<ActualDeletion>(&samples::<ActualDeletion>());
    let new = ActualDeletion::new(
        full.csv_version,
        full.insurer,
        full.insured,
        full.service_month,
        full.provider,
        full.service_type,
    );
    assert_eq!(new, full);
}

#[test]
fn texts_are_mapped_in_order_with_their_items() {
    macro_rules! check {
        ($($form:ident)*) => {$({
            let layout = <$form as careplan_model::Form>::LAYOUT;
            let texts: Vec<_> = layout.items.iter().filter(|item| item.item_type.is_text()).collect();
            let form: $form = read(&samples::<$form>());
            let mut seen = Vec::new();
            let same = form.clone().try_map_text(|item, text| {
                assert_eq!(text, sample(item, false), "{} {}", layout.form, item.field);
                seen.push(item);
                Ok::<_, Infallible>(text)
            });
            assert_eq!(same, Ok(form.clone()), "{}", layout.form);
            assert_eq!(seen, texts, "{}: items seen", layout.form);
            let last = texts.last().unwrap();
            let stopped = form.try_map_text(|item, _| if item == *last { Err(item.number) } else { Ok(()) });
            assert_eq!(stopped, Err(last.number), "{}: error of the closure", layout.form);
        })*};
    }
    check! {
        Table1 Table2 Table3 Table6 Table7 UserSupplement BasicInfo BasicInfoSchedule BasicInfoHistory
        PreventivePlan PreventiveSupport
    }
}

#[cfg(feature = "serde")]
mod json {
    use super::*;
    use serde_json::{Map, Value as Json, from_value, json, to_string, to_value};

    fn object<F: AnyForm>(form: &F) -> Map<String, Json> {
        match to_value(form) {
            Ok(Json::Object(object)) => object,
            other => panic!("{}: {other:?}", F::LAYOUT.form),
        }
    }

    /// The JSON form of a sample: dates and months as ISO 8601, numbers as numbers, the rest as in files.
    fn expected(item: &Item, text: &str) -> Json {
        match item.item_type {
            ItemType::Date => dashed(text).into(),
            ItemType::Month if item.field != "csv_version" => format!("{}-{}", &text[..4], &text[4..]).into(),
            ItemType::Integer => text.parse::<i32>().unwrap().into(),
            _ => text.into(),
        }
    }

    #[test]
    fn every_item_has_its_field_name_as_key_in_order() {
        fn check<F: AnyForm>() {
            let layout = F::LAYOUT;
            let items = samples::<F>();
            let form = read::<F>(&items);
            let object = object(&form);
            assert_eq!(object.len(), layout.items.len(), "{}: keys", layout.form);
            let text = to_string(&form).unwrap();
            let mut place = 0;
            for (item, given) in layout.items.iter().zip(&items) {
                let at = format!("{} No.{} {}", layout.form, item.number, item.field);
                assert_eq!(object.get(item.field), Some(&expected(item, given)), "{at}");
                let found = text[place..].find(&format!("\"{}\":", item.field));
                place += found.unwrap_or_else(|| panic!("{at}: not in order"));
            }
            assert_eq!(from_value::<F>(Json::Object(object)).unwrap(), form, "{}", layout.form);
            assert_eq!(serde_json::from_str::<F>(&text).unwrap(), form, "{}", layout.form);
        }
        for_every_form!(check);
    }

    #[test]
    fn blank_items_are_left_out() {
        fn check<F: AnyForm>() {
            let layout = F::LAYOUT;
            let form = read::<F>(&least::<F>());
            let object = object(&form);
            for item in layout.items {
                assert_eq!(
                    object.contains_key(item.field),
                    must_be_there(layout.form, item),
                    "{} No.{} {}",
                    layout.form,
                    item.number,
                    item.field
                );
            }
            assert_eq!(from_value::<F>(Json::Object(object)).unwrap(), form, "{}", layout.form);
        }
        for_every_form!(check);
    }

    #[test]
    fn unknown_and_missing_keys_are_refused() {
        fn check<F: AnyForm>() {
            let layout = F::LAYOUT;
            let full = object(&read::<F>(&samples::<F>()));
            for key in ["", "no_such_item", "CSVバージョン"] {
                let mut object = full.clone();
                object.insert(key.to_owned(), Json::Null);
                assert!(from_value::<F>(Json::Object(object)).is_err(), "{}: key {key:?}", layout.form);
            }
            for item in layout.items {
                let mut object = full.clone();
                object.remove(item.field);
                assert_eq!(
                    from_value::<F>(Json::Object(object)).is_err(),
                    must_be_there(layout.form, item),
                    "{} No.{} {} left out",
                    layout.form,
                    item.number,
                    item.field
                );
            }
        }
        for_every_form!(check);
    }

    /// What an error says of the type of an item, and what it says if something else than a string is found.
    fn named(item: &Item) -> [&'static str; 2] {
        match item.item_type {
            _ if item.field == "csv_version" => ["CsvVersion", "expected a string that is a "],
            ItemType::Integer => ["i32", "expected "],
            ItemType::Date => ["date", "expected a string that is a "],
            ItemType::Month => ["month", "expected a string that is a "],
            other if other.is_text() => ["string", "expected a"],
            _ => ["", "expected a string that is a "],
        }
    }

    /// The errors of a form with another value for an item: from a `Value`, from text, from a reader.
    fn errors<F: AnyForm>(full: &Map<String, Json>, item: &Item, value: &Json) -> [String; 3] {
        let at = format!("{} No.{} {}: {value}", F::LAYOUT.form, item.number, item.field);
        let mut object = full.clone();
        object.insert(item.field.to_owned(), value.clone());
        let text = to_string(&object).unwrap();
        let errors = [
            from_value::<F>(Json::Object(object)).expect_err(&at),
            serde_json::from_str::<F>(&text).expect_err(&at),
            serde_json::from_reader::<_, F>(text.as_bytes()).expect_err(&at),
        ];
        assert_eq!(errors[0].line(), 0, "{at}");
        // The error stands where the value ends.
        let entry = format!("\"{}\":{value}", item.field);
        let end = text.find(&entry).unwrap() + entry.len();
        for error in &errors[1..] {
            assert_eq!(error.line(), 1, "{at}");
            assert!((end..=end + 1).contains(&error.column()), "{at}: {error}, not {end}");
            assert!(error.to_string().contains(" at line 1 column "), "{at}: {error}");
        }
        let errors = errors.map(|error| error.to_string());
        for error in &errors {
            let start = format!("{} (No.{} {}): ", item.field, item.number, item.name);
            assert!(error.starts_with(&start), "{at}: {error}");
        }
        errors
    }

    #[test]
    fn an_invalid_value_is_refused_and_not_repeated() {
        fn check<F: AnyForm>() {
            // (value, what of it must not be seen)
            let invalid: [(Json, &str); 11] = [
                ("秘 密の値".into(), "秘"),
                ("98765 4321".into(), "98765"),
                ("秘\"\\密".into(), "秘"),
                (98_765_432_109_u64.into(), "98765"),
                ((-98_765_432_109_i64).into(), "98765"),
                (u64::MAX.into(), "18446"),
                (98_765.432_1.into(), "98765"),
                (98_765e60.into(), "98765"),
                (true.into(), "true"),
                (json!(["秘密の値", 98_765, ["秘密"]]), "98765"),
                (json!({ "秘密の値": 98_765, "次": { "秘密": "秘密" } }), "秘密"),
            ];
            let full = object(&read::<F>(&samples::<F>()));
            for item in F::LAYOUT.items {
                for (value, secret) in &invalid {
                    if item.item_type.is_text() && value.is_string() {
                        continue;
                    }
                    for error in errors::<F>(&full, item, value) {
                        let at = format!("{} No.{} {value}: {error}", F::LAYOUT.form, item.number);
                        assert!(!error.contains(secret), "{at}");
                        let [what, kind] = named(item);
                        assert!(error.contains(what), "{at}");
                        assert!(value.is_string() || error.contains(kind), "{at}");
                    }
                }
                if item.item_type != ItemType::Integer {
                    for error in errors::<F>(&full, item, &987_654_321.into()) {
                        assert!(!error.contains("98765"), "{error}");
                        assert!(error.contains("found an integer"), "{error}");
                    }
                }
            }
        }
        for_every_form!(check);
    }

    #[test]
    fn null_is_blank() {
        fn check<F: AnyForm>() {
            let layout = F::LAYOUT;
            let items = samples::<F>();
            let full = object(&read::<F>(&items));
            for (place, item) in layout.items.iter().enumerate() {
                if must_be_there(layout.form, item) {
                    for error in errors::<F>(&full, item, &Json::Null) {
                        assert!(error.contains("a required item is blank"), "{error}");
                    }
                } else {
                    let mut object = full.clone();
                    object.insert(item.field.to_owned(), Json::Null);
                    let mut items = items.clone();
                    items[place].clear();
                    let form: F = from_value(Json::Object(object)).unwrap();
                    assert_eq!(form, read::<F>(&items), "{} No.{}", layout.form, item.number);
                }
            }
        }
        for_every_form!(check);
    }

    #[test]
    fn an_empty_text_stays_one() {
        let mut object = object(&read::<Table1>(&samples::<Table1>()));
        let item = <Table1 as careplan_model::Form>::LAYOUT
            .items
            .iter()
            .find(|item| item.item_type.is_text() && !item.required);
        let field = item.unwrap().field;
        object.insert(field.to_owned(), "".into());
        let form: Table1 = from_value(Json::Object(object)).unwrap();
        assert_eq!(to_value(&form).unwrap()[field], "");
    }

    #[test]
    fn what_is_no_form_is_not_repeated() {
        fn check<F: AnyForm>() {
            let form = F::LAYOUT.form;
            let first = F::LAYOUT.items[0].field;
            for text in [
                "\"秘密987654321\"",
                "987654321",
                "-987654321",
                "987654321.5",
                "true",
                "null",
                "[\"秘密\", 987654321]",
                "{\"秘密\": 987654321}",
                "{\"987654321\": \"秘密\"}",
                &format!("{{\"{first}\": \"202407\",\n \"秘密\": 1}}"),
            ] {
                let value: Json = serde_json::from_str(text).unwrap();
                let errors = [
                    serde_json::from_str::<F>(text).expect_err(text).to_string(),
                    serde_json::from_reader::<_, F>(text.as_bytes()).expect_err(text).to_string(),
                    from_value::<F>(value.clone()).expect_err(text).to_string(),
                    careplan_model::AnyForm::deserialize(F::LAYOUT, value).expect_err(text).to_string(),
                ];
                for error in errors {
                    assert!(error.contains(form), "{form} {text}: {error}");
                    for part in ["秘密", "987654321", "true"] {
                        assert!(!error.contains(part), "{form} {text}: {error}");
                    }
                }
            }
        }
        for_every_form!(check);
    }

    #[test]
    fn errors_say_where_and_what() {
        let cases = [
            (
                "{\n  \"insured\": 1234567890\n}",
                "insured (No.3 被保険者番号): expected a string that is a InsuredNumber, found an integer at line 2 column 23",
            ),
            (
                "{\n  \"service_month\": \"2026-13\",\n",
                "service_month (No.4 削除対象年月): month YYYY-MM: not a month (YYYYMM) at line 2 column 28",
            ),
            (
                "{\n\"csv_version\": \"202407\"\n}",
                "insurer (No.2 保険者番号): a required item is blank at line 3 column 1",
            ),
            (
                "{\"csv_version\": \"202407\",\n\"csv_version\": \"202407\"}",
                "csv_version (No.1 CSVバージョン): the key occurs twice at line 2 column 13",
            ),
            (
                "{\"csv_version\": \"202407\",\n\"month\": \"202407\"}",
                "key 2 of the object is no item of PlanDeletion at line 2 column 7",
            ),
        ];
        for (text, expected) in cases {
            let error = serde_json::from_str::<PlanDeletion>(text).unwrap_err().to_string();
            assert_eq!(error, expected);
        }
    }

    #[test]
    fn any_form_is_read_and_refused_likewise() {
        fn check<F: AnyForm>() {
            let object = object(&read::<F>(&samples::<F>()));
            let any = careplan_model::AnyForm::deserialize(F::LAYOUT, Json::Object(object.clone())).unwrap();
            assert_eq!(any.layout(), F::LAYOUT);
            assert_eq!(to_value(&any).unwrap(), Json::Object(object.clone()));
            for item in F::LAYOUT.items.iter().filter(|item| !item.item_type.is_text()) {
                let mut object = object.clone();
                object.insert(item.field.to_owned(), "秘 密".into());
                let error = careplan_model::AnyForm::deserialize(F::LAYOUT, Json::Object(object));
                let error = error.unwrap_err().to_string();
                assert!(error.starts_with(item.field) && !error.contains('秘'), "{error}");
            }
        }
        for_every_form!(check);
    }

    #[test]
    fn values_by_themselves_are_not_repeated_either() {
        use careplan_model::{CsvVersion, Date, DateOrZeros, DayFlags, InsuredNumber, UnitPrice, YearMonth};
        macro_rules! check {
            ($($type:ty = $named:literal, $good:literal;)*) => {$(
                assert!(serde_json::from_str::<$type>(concat!("\"", $good, "\"")).is_ok(), $named);
                // As the key of an object, too.
                let map: std::collections::BTreeMap<String, $type> =
                    serde_json::from_str(concat!("{\"a\":\"", $good, "\"}")).unwrap();
                assert_eq!(map.len(), 1);
                for text in [
                    "\"秘密98765\"", "\"秘\\n98765\"", "98765", "-98765", "98765.5", "true", "[98765]",
                    "{\"秘密\": 98765}",
                ] {
                    let errors = [
                        serde_json::from_str::<$type>(text).unwrap_err().to_string(),
                        serde_json::from_reader::<_, $type>(text.as_bytes()).unwrap_err().to_string(),
                        from_value::<$type>(serde_json::from_str(text).unwrap()).unwrap_err().to_string(),
                    ];
                    assert!(errors[0].contains(" at line 1 column "), "{}", errors[0]);
                    for error in errors {
                        assert!(error.contains($named), "{text}: {error}");
                        for part in ["98765", "秘", "true"] {
                            assert!(!error.contains(part), "{text}: {error}");
                        }
                    }
                }
            )*};
        }
        check! {
            CsvVersion = "CsvVersion", "202407";
            Date = "date YYYY-MM-DD", "2026-04-01";
            DateOrZeros = "date or month, or zeros", "00000000";
            DayFlags = "DayFlags", "1111100000000000000000000000000";
            InsuredNumber = "InsuredNumber", "1000000003";
            UnitPrice = "UnitPrice", "10.70";
            YearMonth = "month YYYY-MM", "2026-04";
        }
    }

    #[test]
    fn values_are_read_from_formats_that_do_not_say_what_stands_where() {
        use serde::Deserialize as _;

        struct Terse(&'static str);

        impl<'de> serde::Deserializer<'de> for Terse {
            type Error = serde::de::value::Error;

            fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
                Err(serde::de::Error::custom("asked for anything"))
            }

            fn deserialize_str<V: serde::de::Visitor<'de>>(
                self,
                visitor: V,
            ) -> Result<V::Value, Self::Error> {
                visitor.visit_borrowed_str(self.0)
            }

            fn is_human_readable(&self) -> bool {
                false
            }

            serde::forward_to_deserialize_any! {
                bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf option unit
                unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
            }
        }

        let date = careplan_model::Date::deserialize(Terse("2026-04-01")).unwrap();
        assert_eq!(date.to_string(), "20260401");
        let error = careplan_model::InsuredNumber::deserialize(Terse("秘密")).unwrap_err();
        assert!(!error.to_string().contains("秘密"));
    }

    #[test]
    fn numbers_of_arbitrary_precision_are_numbers() {
        // What `serde_json` hands over for a number when any crate turns that feature on.
        let full = object(&read::<Table6>(&samples::<Table6>()));
        for (digits, expected) in [("7", Some(7)), ("-7", Some(-7)), ("7.5", None), ("98765432109", None)] {
            let mut object = full.clone();
            object.insert("units".to_owned(), json!({ "$serde_json::private::Number": digits }));
            let result = from_value::<Table6>(Json::Object(object));
            assert_eq!(result.as_ref().ok().and_then(|form| form.units), expected, "{digits}");
            if let Err(error) = result {
                assert!(error.to_string().contains("expected i32"), "{error}");
                assert!(!error.to_string().contains(digits), "{error}");
            }
        }
    }

    #[test]
    fn zeros_of_the_supplement_are_values() {
        let mut items = samples::<UserSupplement>();
        items[3] = "00000000".to_owned();
        items[62] = "000000".to_owned();
        let form = read::<UserSupplement>(&items);
        assert_eq!((form.plan_date.value(), form.service_month.value()), (None, None));
        let object = object(&form);
        assert_eq!((&object["plan_date"], &object["service_month"]), (&"00000000".into(), &"000000".into()));
        assert_eq!(from_value::<UserSupplement>(Json::Object(object)).unwrap(), form);
    }
}

#[cfg(feature = "serde")]
#[test]
fn layouts_and_small_types_have_a_json_too() {
    use careplan_model::{CheckDigit, Code, Edition, Form, LayoutFamily, Table1};
    let layout = serde_json::to_value(<Table1 as Form>::LAYOUT).unwrap();
    assert_eq!(layout["items"][21]["field"], "wishes_and_needs_analysis");
    assert_eq!(layout["items"][15]["item_type"]["code"]["entries"][0][1], "初回");
    assert_eq!(serde_json::to_string(&Edition::V4_1).unwrap(), "\"202407\"");
    assert_eq!(serde_json::from_str::<Edition>("\"202208\"").unwrap(), Edition::V3);
    assert!(serde_json::from_str::<Edition>("\"202410\"").is_err());
    assert_eq!(serde_json::to_string(&CheckDigit::OkMedical).unwrap(), "\"ok_medical\"");
    assert_eq!(serde_json::to_string(&LayoutFamily::V3).unwrap(), "\"v3\"");
    let code: Code<2> = "2A".parse().unwrap();
    assert_eq!(serde_json::from_str::<Code<2>>(&serde_json::to_string(&code).unwrap()).unwrap(), code);
}
