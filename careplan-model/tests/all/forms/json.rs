//! JSON of every form and value: keys, values, and errors that never repeat what they read.

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

        fn deserialize_str<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
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
