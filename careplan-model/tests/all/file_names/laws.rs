//! The laws of reading, printing, ordering and grouping names.

use careplan_model::{Endpoint, FileName, Transmission, YearMonth, ZerosOr, kind};
use proptest::prelude::*;
use std::cmp::Ordering;

/// Names made of valid parts: all kinds and forms, extensions in any case.
fn valid_name() -> impl Strategy<Value = String> {
    let service = |form: usize| match form {
        0 => "",
        1 => "_[0-9A-Z]{2}",
        _ => "_[0-9]{3}",
    };
    (0..kind::STANDARD.len(), 0usize..3).prop_flat_map(move |(kind, form)| {
        let kind = kind::STANDARD[kind];
        let month = match (kind.has_month, kind.zero_month) {
            (true, true) => "(_000000|_2[0-9]{3}(0[1-9]|1[0-2]))",
            (true, false) => "_2[0-9]{3}(0[1-9]|1[0-2])",
            _ => "",
        };
        let branch = if kind.has_branch { "_[0-9]{4}" } else { "" };
        // The letters in any case.
        let extension = format!("(?i-u:{})", kind.extension);
        let side = format!("_[0-9A-Z]{{10}}{}", service(form));
        let pattern = format!("{}{month}{side}{side}_[0-9]{{14}}{branch}\\.{extension}", kind.prefix);
        proptest::string::string_regex(&pattern).unwrap()
    })
}

/// Few senders, receivers, times and months, so that files meet in units.
fn names_of_few_units() -> impl Strategy<Value = Vec<(usize, FileName)>> {
    let one = (0..kind::STANDARD.len(), 0u8..3, "[01]", "(43|46)", "[01]", "[0-2]").prop_map(
        |(kind, month, sender, service, receiver, second)| {
            let kind = kind::STANDARD[kind];
            let month = match (kind.zero_month, month) {
                (true, 0) => Some(ZerosOr::Zeros),
                _ if !kind.has_month => None,
                _ => Some(ZerosOr::Value(YearMonth::new(2026, month + 1).unwrap())),
            };
            let endpoint = |office: &str, service: &str| Endpoint {
                office: format!("000000000{office}").parse().unwrap(),
                service: Some(service.parse().unwrap()),
            };
            let timestamp = format!("2026010100000{second}").parse().unwrap();
            FileName::build(kind, month, endpoint(&sender, &service), endpoint(&receiver, "11"), timestamp)
                .unwrap()
        },
    );
    prop::collection::vec(one, 0..40).prop_map(|names| {
        let mut names = names;
        names.sort();
        names.dedup();
        names.into_iter().enumerate().collect()
    })
}

/// A file of a caller: a name and something else.
#[derive(Debug, Clone, PartialEq)]
struct File(usize, FileName);

impl AsRef<FileName> for File {
    fn as_ref(&self) -> &FileName {
        &self.1
    }
}

proptest! {
    #[test]
    fn printing_gives_back_what_was_read(text in valid_name()) {
        let parsed = FileName::parse(&text).unwrap();
        prop_assert_eq!(parsed.to_string(), &*text);
        prop_assert_eq!(FileName::find_in(&text), Some(parsed));
        prop_assert!(text.starts_with(parsed.kind().prefix));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_gives_the_name_back(text in valid_name()) {
        let parsed = FileName::parse(&text).unwrap();
        let json = serde_json::to_string(&parsed).unwrap();
        prop_assert_eq!(serde_json::from_str::<FileName>(&json).unwrap(), parsed);
    }

    #[test]
    fn nothing_panics(text in "\\PC*", file in ".*") {
        for text in [text, file] {
            if let Ok(parsed) = FileName::parse(&text) {
                prop_assert_eq!(parsed.to_string(), text);
            } else {
                FileName::find_in(&text);
            }
        }
    }

    #[test]
    fn mutated_names_are_read_exactly_or_refused_at_a_place(
        text in valid_name(),
        place in 0usize..90,
        cut in 0usize..12,
        insert in "[0-9A-Za-z_. \u{3042}\u{FF11}()-]{0,3}",
    ) {
        let mut mutated = text.clone();
        let start = place.min(text.len());
        mutated.replace_range(start..(start + cut).min(text.len()), &insert);
        match FileName::parse(&mutated) {
            Ok(parsed) => prop_assert_eq!(parsed.to_string(), &*mutated),
            Err(error) => {
                prop_assert!(mutated.get(error.range.clone()).is_some(), "{:?} of {}", error.range, mutated);
                prop_assert!(!error.japanese().is_empty() && !error.to_string().is_empty());
            }
        }
        if let Some(found) = FileName::find_in(&mutated) {
            prop_assert!(FileName::parse(&found.to_string()).is_ok());
        }
    }

    #[test]
    fn a_copy_is_found(
        text in valid_name(),
        before in "(コピー ～ |新しい |BACKUP_|\\()?",
        after in "( \\([0-9]\\)| - コピー|_x)?",
    ) {
        let (stem, extension) = text.rsplit_once('.').unwrap();
        let renamed = format!("{before}{stem}{after}.{extension}");
        prop_assert_eq!(FileName::find_in(&renamed).map(|name| name.to_string()), Some(text));
    }

    #[test]
    fn orders_are_those_of_the_texts(one in valid_name(), other in valid_name()) {
        let (a, b) = (FileName::parse(&one).unwrap(), FileName::parse(&other).unwrap());
        prop_assert_eq!(a.cmp(&b), one.cmp(&other));
        prop_assert_eq!(a.processing_order(&b), b.processing_order(&a).reverse());
        prop_assert_eq!(a.processing_order(&a), Ordering::Equal);
    }

    #[test]
    fn grouping_loses_nothing_and_forgets_the_order_of_the_input(
        (sorted, shuffled) in names_of_few_units()
            .prop_flat_map(|names| (Just(names.clone()), Just(names).prop_shuffle()))
    ) {
        let file = |(number, name): (usize, FileName)| File(number, name);
        let units = Transmission::group(shuffled.into_iter().map(file));
        prop_assert_eq!(&units, &Transmission::group(sorted.iter().copied().map(file)));

        let mut numbers: Vec<usize> = units.iter().flat_map(|unit| &unit.files).map(|file| file.0).collect();
        numbers.sort_unstable();
        prop_assert_eq!(numbers, (0..sorted.len()).collect::<Vec<_>>());

        prop_assert!(units.is_sorted_by_key(|unit| unit.timestamp));
        for (place, unit) in units.iter().enumerate() {
            prop_assert!(!unit.files.is_empty());
            let key = |unit: &Transmission<File>| (unit.sender, unit.receiver, unit.timestamp, unit.month);
            prop_assert!(units.iter().skip(place + 1).all(|other| key(other) != key(unit)));
            prop_assert!(unit.files.is_sorted_by_key(|file| file.1.kind().order));
            for File(_, name) in &unit.files {
                let parts = (name.sender(), name.receiver(), name.timestamp(), name.service_month());
                prop_assert_eq!(parts, key(unit));
                prop_assert!(unit.has(name.kind()));
            }
        }
    }
}
