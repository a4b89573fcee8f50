//! The bridge from the `csv` crate: the same forms as our own reading, on every canonical file.

#[path = "all/common.rs"]
mod common;

use careplan_csv::{from_byte_record, from_slice};
use careplan_model::Form;
use common::{canonical, made};
use proptest::prelude::*;

fn byte_records(file: &[u8]) -> Vec<csv::ByteRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    reader.byte_records().map(Result::unwrap).collect()
}

macro_rules! laws {
    ($($name:ident $form:ident,)*) => {$(
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(32))]

            #[test]
            fn $name(all in proptest::collection::vec(made(<careplan_model::$form as Form>::LAYOUT), 1..4)) {
                use careplan_model::$form;
                let file: Vec<u8> = all.iter().flat_map(|made| canonical(<$form as Form>::LAYOUT, made)).collect();
                let ours: Vec<$form> = from_slice(&file).unwrap();
                let theirs: Vec<$form> =
                    byte_records(&file).iter().map(|record| from_byte_record(record).unwrap()).collect();
                prop_assert_eq!(ours, theirs);
            }
        }
    )*};
}

for_each_form!(laws);

#[test]
fn problems_have_the_places_of_the_csv_crate() {
    let file = b"202407,435073,0000000001,202604\r\n202407,43507,0000000001,202613\r\n";
    let records = byte_records(file);
    let error = from_byte_record::<careplan_model::PlanDeletion>(&records[1]).unwrap_err();
    let places: Vec<_> = error
        .problems
        .iter()
        .map(|problem| (problem.place.record, problem.place.item.unwrap().number))
        .collect();
    assert_eq!(places, [(2, 2), (2, 4)]);
    let position = records[1].position().unwrap();
    for problem in &error.problems {
        assert_eq!((problem.place.line, problem.place.bytes.start), (position.line(), position.byte()));
        assert!(problem.place.bytes.is_empty());
    }
}
