//! Units moved between editions: laws on arbitrary units, and the sample units as files.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

use crate::common::{Made, made};
use careplan_csv::{Inbox, InboxOptions, WriteOptions, file_from_slice, file_to_vec, read_unit, write_unit};
use careplan_model::Side;
use careplan_model::editions::{LostKind, UpgradeOptions, downgrade, upgrade};
use careplan_model::{
    Edition, FileContent, FileName, FormFile, FormKind, FormList, ItemSource, Layout, LayoutFamily,
    LayoutVisitor, ListedForm, Table6, Table7, Transmission, kind,
};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// The units of the standard that 3.x has, each as 4.1 has it; the last one has preventive files beside it.
static UNITS: [&[&FormKind]; 7] = [
    &[&kind::TABLE1, &kind::TABLE2, &kind::TABLE3, &kind::USER_SUPPLEMENT],
    &[&kind::PLAN, &kind::TABLE7, &kind::USER_SUPPLEMENT],
    &[&kind::ACTUAL],
    &[&kind::TABLE1_DELETION],
    &[&kind::PLAN_DELETION],
    &[&kind::ACTUAL_DELETION],
    &[&kind::TABLE1, &kind::BASIC_INFO, &kind::BASIC_INFO_SCHEDULE],
];

/// Reads made items as forms.
struct Forms<'a>(&'a [Made], Edition);

impl LayoutVisitor<String> for Forms<'_> {
    type Output = FormList;

    fn visit<F: ListedForm<String>>(self) -> FormList {
        let forms = self.0.iter().map(|made| {
            let mut items = made.items.clone();
            items[0] = self.1.version().to_string();
            ItemSource::read_form::<F>(&items, self.1.family()).unwrap()
        });
        F::into_list(forms.collect())
    }
}

fn records(layout: &'static Layout, edition: Edition) -> impl Strategy<Value = FormList> {
    let of_family =
        made(layout).prop_filter("of the family", move |made| made.edition.family() == edition.family());
    proptest::collection::vec(of_family, 1..4)
        .prop_map(move |made| FormList::with_layout(layout, Forms(&made, edition)).unwrap())
}

fn name(kind: &FormKind, edition: Edition) -> FileName {
    let sides = match edition.family() {
        LayoutFamily::V3 => "9970100013_9970100062",
        LayoutFamily::V4 => "9970100013_43_9970100062_17",
    };
    let month = if kind.has_month { "_202504" } else { "" };
    format!("{}{month}_{sides}_20250325093000.{}", kind.prefix, kind.extension).parse().unwrap()
}

fn unit(edition: Edition) -> impl Strategy<Value = Transmission<FormFile>> {
    proptest::sample::select(&UNITS[..]).prop_flat_map(move |kinds| {
        let kinds = kinds.iter().filter(|kind| kind.is_in(edition.family()));
        let files: Vec<_> = kinds
            .map(|kind| {
                let name = name(kind, edition);
                records(kind.layout.unwrap(), edition)
                    .prop_map(move |forms| FormFile { name, content: FileContent::Forms(forms) })
            })
            .collect();
        // Put together by hand: 利用者補足情報 has a month in its name here, also beside 第1表.
        files.prop_map(|files| {
            let first = files[0].name;
            Transmission {
                sender: first.sender(),
                receiver: first.receiver(),
                timestamp: first.timestamp(),
                month: first.service_month(),
                files,
            }
        })
    })
}

fn types() -> UpgradeOptions {
    UpgradeOptions::new().sender_type("43".parse().unwrap()).receiver_type("17".parse().unwrap())
}

/// The unit without what a list says is lost.
fn without(
    mut unit: Transmission<FormFile>,
    lost: &[careplan_model::editions::Lost],
) -> Transmission<FormFile> {
    for entry in lost {
        let (place, record) = (entry.place, entry.place.record.unwrap_or(1) - 1);
        match entry.what {
            LostKind::File { .. } => unit.files.retain(|file| file.kind() != place.file),
            LostKind::Item => {
                let file = unit.files.iter_mut().find(|file| file.kind() == place.file).unwrap();
                let FileContent::Forms(list) = &mut file.content else { panic!("{place}") };
                let field = place.item.unwrap().field;
                macro_rules! clear {
                    ($form:ident) => {
                        if let Some(forms) = list.of_mut::<$form>() {
                            match field {
                                "tais_code" => assert!(forms[record].tais_code.take().is_some()),
                                "notified_code" => assert!(forms[record].notified_code.take().is_some()),
                                "equipment_name" => assert!(forms[record].equipment_name.take().is_some()),
                                other => panic!("{other}"),
                            }
                        }
                    };
                }
                clear!(Table6);
                clear!(Table7);
            }
            _ => {}
        }
    }
    unit
}

/// Which records of 第7表 hold what two characters have no room for, by the form.
fn too_long(unit: &Transmission<FormFile>) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for file in &unit.files {
        for (number, row) in (1..).zip(file.forms::<Table7>()) {
            let days = row.short_stay_prior_day_count.map_or(0, |days| days.to_string().len());
            if row.quantity.to_string().len() > 2 {
                found.push((number, "quantity"));
            }
            if days > 2 {
                found.push((number, "short_stay_prior_day_count"));
            }
        }
    }
    found
}

/// Reads written bytes of a list's kind.
/// Every file of a unit can be written, and read again as it is.
fn assert_writable(unit: &Transmission<FormFile>, family: LayoutFamily) {
    for file in &unit.files {
        assert_eq!(file.name.family(), family);
        let bytes = file_to_vec(file, &WriteOptions::new()).unwrap();
        assert_eq!(file_from_slice(file.name, &bytes).unwrap(), *file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_unit_of_3x_comes_back_from_4_1_as_it_was(
        (edition, old) in proptest::sample::select(vec![Edition::V1, Edition::V2, Edition::V3])
            .prop_flat_map(|edition| (Just(edition), unit(edition)))
    ) {
        let new = upgrade(old.clone(), &types()).unwrap();
        prop_assert_eq!(&new.from, &[edition]);
        assert_writable(&new.unit, LayoutFamily::V4);
        let back = downgrade(new.unit, edition).unwrap();
        prop_assert_eq!(back.unit, old);
        prop_assert!(back.lost.iter().all(careplan_model::editions::Lost::is_note));
    }

    #[test]
    fn a_unit_of_4_1_comes_back_from_3x_without_exactly_what_is_listed(new in unit(Edition::V4_1)) {
        let old = downgrade(new.clone(), Edition::V3).unwrap();
        assert_writable(&old.unit, LayoutFamily::V3);
        let expected = without(new.clone(), &old.lost);
        let back = upgrade(old.unit, &types()).unwrap();
        prop_assert_eq!(&back.unit, &expected);
        let is_loss = old.lost.iter().any(|lost| !lost.is_note());
        prop_assert_eq!(is_loss, expected != new);
        let listed: Vec<_> = old.lost.iter().filter(|lost| matches!(lost.what, LostKind::TooLong { .. }))
            .map(|lost| (lost.place.record.unwrap(), lost.place.item.unwrap().field)).collect();
        prop_assert_eq!(listed, too_long(&new));
    }

    #[test]
    fn a_unit_of_4_1_is_not_touched(new in unit(Edition::V4_1)) {
        let same = upgrade(new.clone(), &UpgradeOptions::new()).unwrap();
        prop_assert!(same.unchanged && same.to_add.is_empty());
        prop_assert_eq!(same.unit, new);
    }
}

fn valid() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid")
}

fn samples() -> Vec<(Transmission<careplan_csv::InboxFile>, Transmission<FormFile>)> {
    let inbox = InboxOptions::new().subfolders(true).open([valid()]);
    inbox.transmissions.into_iter().map(|unit| (unit.clone(), read_unit(&unit).unwrap())).collect()
}

#[test]
fn the_samples_of_3x_go_to_4_1_and_back_byte_for_byte() {
    let mut counts = std::collections::BTreeMap::new();
    let mut units = 0;
    for (files, old) in samples() {
        if old.files[0].name.family() != LayoutFamily::V3 {
            continue;
        }
        units += 1;
        // Actuals and their deletions go from the provider to the office.
        let is_actual = old.has(&kind::ACTUAL) || old.has(&kind::ACTUAL_DELETION);
        let options = if is_actual {
            UpgradeOptions::new().receiver_type("43".parse().unwrap()).take_single_proposal(true)
        } else {
            types()
        };
        let new = upgrade(old.clone(), &options).unwrap();
        for entry in &new.to_add {
            *counts.entry((entry.place.file.prefix, entry.what.id())).or_insert(0) += 1;
        }
        let folder = tempfile::tempdir().unwrap();
        write_unit(&new.unit, folder.path(), &WriteOptions::new()).unwrap();
        let read = Inbox::open(folder.path()).transmissions.remove(0);
        assert_eq!(read_unit(&read).unwrap(), new.unit);

        let back = downgrade(new.unit, Edition::V3).unwrap();
        assert_eq!(back.unit, old);
        for (file, original) in back.unit.files.iter().zip(&files.files) {
            let bytes = file_to_vec(file, &WriteOptions::new()).unwrap();
            assert_eq!(bytes, fs::read(&original.path).unwrap(), "{}", original.path.display());
        }
    }
    assert_eq!(units, 6);
    let counts: Vec<_> = counts.into_iter().collect();
    assert_eq!(
        counts,
        [
            (("DLTJSK", "proposed-service-type"), 1),
            (("DLTJSK", "service-month"), 1),
            (("DLTPLAN", "service-month"), 1),
            (("UP1KYO", "table3"), 3),
            (("UPJSK", "proposed-service-type"), 1),
            (("UPJSK", "service-month"), 1),
            (("UPPLAN", "equipment-name"), 7),
            (("UPPLAN", "product-code"), 7),
            (("UPPLAN", "service-month"), 1),
            (("UPSIKYU", "equipment-name"), 6),
            (("UPSIKYU", "product-code"), 6),
        ]
    );
}

#[test]
fn the_samples_of_4_1_go_to_3x_unless_nothing_is_left() {
    let (mut written, mut refused) = (0, Vec::new());
    for (_, new) in samples() {
        if new.files[0].name.family() != LayoutFamily::V4 {
            continue;
        }
        let old = match downgrade(new.clone(), Edition::V3) {
            Ok(old) => old,
            Err(error) => {
                assert_eq!(error.problems[0].id(), "nothing-left");
                assert!(new.files.iter().all(|file| !file.kind().is_in(LayoutFamily::V3)));
                refused.push(new.files[0].kind().prefix);
                continue;
            }
        };
        let folder = tempfile::tempdir().unwrap();
        write_unit(&old.unit, folder.path(), &WriteOptions::new()).unwrap();
        let read = Inbox::open(folder.path()).transmissions.remove(0);
        assert_eq!(read_unit(&read).unwrap(), old.unit);
        let sides = old.lost.iter().filter_map(|lost| match lost.what {
            LostKind::ServiceType { side } => Some(side),
            _ => None,
        });
        assert_eq!(sides.collect::<Vec<_>>(), [Side::Sender, Side::Receiver]);
        let options = UpgradeOptions::new()
            .sender_type(new.sender.service_type().unwrap())
            .receiver_type(new.receiver.service_type().unwrap());
        assert_eq!(upgrade(old.unit, &options).unwrap().unit, without(new, &old.lost));
        written += 1;
    }
    assert_eq!((written, &refused[..]), (13, &["UPYOBO", "UPYOBO", "UPKIHON", "DLTKIHON", "DLTYOBO"][..]));
}
