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
mod json;
