//! The fast path and the strict lexer are two parsers; they give equal results on every input.

use crate::common::{canonical, made};
use careplan_csv::{Entries, Forms, Reader, Text, records};
use careplan_model::Form;
use proptest::prelude::*;

/// Bytes of a file, with some of them changed.
#[derive(Debug, Clone)]
struct Damage {
    at: prop::sample::Index,
    byte: u8,
    how: u8,
}

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let byte = prop_oneof![
        3 => prop::sample::select(&b",\"\r\n 0129A-.\x83\xF0"[..]),
        1 => any::<u8>(),
    ];
    let one =
        (any::<prop::sample::Index>(), byte, 0..3u8).prop_map(|(at, byte, how)| Damage { at, byte, how });
    prop::collection::vec(one, 0..4)
}

fn damaged(mut file: Vec<u8>, damage: &[Damage]) -> Vec<u8> {
    for Damage { at, byte, how } in damage {
        if file.is_empty() {
            break;
        }
        let at = at.index(file.len());
        match how {
            0 => file[at] = *byte,
            1 => file.insert(at, *byte),
            _ => {
                file.remove(at);
            }
        }
    }
    file
}

macro_rules! laws {
    ($($name:ident $form:ident,)*) => {$(
        mod $name {
            use super::*;
            use careplan_model::$form;

            fn check(file: &[u8], limit: usize) -> Result<(), TestCaseError> {
                let fast: Vec<_> = Forms::<$form, String>::new(Entries::new(file, limit)).collect();
                let strict: Vec<_> = Forms::<$form, String>::new(Entries::new(file, limit)).strictly().collect();
                prop_assert_eq!(&fast, &strict);
                // Borrowed forms: compared as their debug text plus what they were read from.
                let layout = <$form as Form>::LAYOUT;
                let borrowed: Vec<_> = Entries::new(file, limit)
                    .filter_map(careplan_csv::Entry::record)
                    .map(|record| (record.at(), record.any_form::<Text<'_>>(layout)))
                    .collect();
                prop_assert_eq!(borrowed.len(), fast.len());
                let mut reader = Reader::with_record_limit(file, limit);
                let mut chunked = Vec::new();
                while let Some(mut chunk) = reader.chunk().unwrap() {
                    chunked.extend(chunk.forms_of::<$form, String>().take(2));
                }
                prop_assert_eq!(&fast, &chunked);
                Ok(())
            }

            proptest! {
                #![proptest_config(ProptestConfig::with_cases(96))]

                #[test]
                fn agree_on_damaged_files(
                    all in prop::collection::vec(made(<$form as Form>::LAYOUT), 1..4),
                    damage in damage(),
                    limit in prop_oneof![Just(1 << 20), 16..400usize],
                ) {
                    let file: Vec<u8> =
                        all.iter().flat_map(|made| canonical(<$form as Form>::LAYOUT, made)).collect();
                    check(&damaged(file, &damage), limit)?;
                }

                #[test]
                fn agree_on_arbitrary_bytes(file in prop::collection::vec(
                    prop_oneof![4 => prop::sample::select(&b",\"\r\n0124679-"[..]), 1 => any::<u8>()], 0..200,
                )) {
                    check(&file, 1 << 20)?;
                    let mut started = b"202407,".to_vec();
                    started.extend_from_slice(&file);
                    check(&started, 1 << 20)?;
                }
            }
        }
    )*};
}

for_each_form!(laws);

#[test]
fn the_fast_path_reads_quoted_items_and_lf_too() {
    // Not a law but a look: such files are common and must not be slow. A record that the strict
    // lexer had to read would be counted by its oddities.
    let file = b"\"202407\",\"435073\",\"0000000001\",\"202604\"\n";
    assert_eq!(records(file).count(), 1);
    let read: Vec<_> = careplan_csv::forms::<careplan_model::PlanDeletion>(file).collect();
    assert!(read[0].is_ok());
}
