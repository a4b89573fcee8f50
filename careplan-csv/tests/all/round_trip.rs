//! Laws of reading and writing, for every form: what is read is what was written, byte for byte.

use crate::common::{canonical, made};
use careplan_csv::{Entries, Forms, Text, WriteOptions, Writer, from_slice, records, to_vec};
use careplan_model::{Form, ItemSource};
use proptest::prelude::*;

/// The borrowed and the owned type of a form: forms without text are the same both ways.
macro_rules! laws {
    ($($name:ident $form:ident,)*) => {$(
        mod $name {
            use super::*;
            use careplan_model::$form;

            proptest! {
                #![proptest_config(ProptestConfig::with_cases(48))]

                #[test]
                fn canonical_bytes_are_read_and_written_back(
                    all in proptest::collection::vec(made(<$form as Form>::LAYOUT), 1..4),
                ) {
                    let layout = <$form as Form>::LAYOUT;
                    let file: Vec<u8> = all.iter().flat_map(|made| canonical(layout, made)).collect();
                    let expected: Vec<$form> = all
                        .iter()
                        .map(|made| ItemSource::read_form(&made.items, made.edition.family()).unwrap())
                        .collect();

                    let owned: Vec<$form> = from_slice(&file).unwrap();
                    prop_assert_eq!(&owned, &expected);
                    prop_assert!(to_vec(&owned).unwrap() == file, "written otherwise than read");

                    let mut borrowed = Writer::new(Vec::new(), WriteOptions::new());
                    let mut verbatim = Writer::new(Vec::new(), WriteOptions::new());
                    for record in records(&file) {
                        let form = record.any_form::<Text<'_>>(layout).unwrap();
                        borrowed.write_any(&form).unwrap();
                        verbatim.write_verbatim(&record).unwrap();
                    }
                    prop_assert!(borrowed.into_inner() == file, "borrowed texts written otherwise");
                    prop_assert!(verbatim.into_inner() == file, "verbatim writing changed bytes");
                }

                #[test]
                fn every_style_of_writing_is_read_back_equal(
                    made in made(<$form as Form>::LAYOUT),
                    quote_all: bool,
                    quote_blanks: bool,
                ) {
                    let form: $form = ItemSource::read_form(&made.items, made.edition.family()).unwrap();
                    let options = WriteOptions::new().quote_all(quote_all).quote_blanks(quote_blanks);
                    let mut writer = Writer::new(Vec::new(), options);
                    writer.write(&form).unwrap();
                    let file = writer.into_inner();
                    let fast: Vec<_> = Forms::<$form, String>::new(Entries::new(&file, 1 << 20)).collect();
                    let strict: Vec<_> = Forms::<$form, String>::new(Entries::new(&file, 1 << 20)).strictly().collect();
                    prop_assert_eq!(&fast, &strict);
                    prop_assert_eq!(fast.len(), 1);
                    prop_assert_eq!(&fast[0].as_ref().unwrap().form, &form);
                    if quote_all && quote_blanks {
                        let record = records(&file).next().unwrap();
                        prop_assert!(record.fields().all(|field| field.raw().starts_with(b"\"")));
                    }
                }

                #[test]
                fn json_gives_the_form_back(made in made(<$form as Form>::LAYOUT)) {
                    let form: $form = ItemSource::read_form(&made.items, made.edition.family()).unwrap();
                    let json = serde_json::to_string(&form).unwrap();
                    prop_assert_eq!(&serde_json::from_str::<$form>(&json).unwrap(), &form);
                }
            }
        }
    )*};
}

for_each_form!(laws);
