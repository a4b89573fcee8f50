//! Units built from the forms of the sample files: the same names and the same bytes as the samples, which no crate
//! of the project wrote.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

use careplan_csv::{InboxOptions, WriteOptions, read_unit, write_unit};
use careplan_model::{
    BasicInfo, BuildUnitFault, Edition, FileContent, FileName, FormFile, Transmission, UnitBuilder, kind,
    unit_kind,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Names and bytes.
type Files = BTreeMap<String, Vec<u8>>;

fn valid() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid")
}

/// The units of a folder of samples, with the bytes of their files.
fn samples(folder: &str) -> Vec<(Transmission<FormFile>, Files)> {
    let inbox = InboxOptions::new().subfolders(true).open([valid().join(folder)]);
    let with_bytes = |unit: &Transmission<careplan_csv::InboxFile>| {
        let bytes = unit.files.iter().map(|file| (file.name.to_string(), fs::read(&file.path).unwrap()));
        (read_unit(unit).unwrap(), bytes.collect())
    };
    inbox.transmissions.iter().map(with_bytes).collect()
}

/// The forms of a unit in a builder, with nothing of its names but both offices and the timestamp.
fn taken_apart(unit: &Transmission<FormFile>) -> UnitBuilder {
    let mut builder = UnitBuilder::new(unit.sender, unit.receiver, unit.timestamp);
    let mut pictures = BTreeMap::new();
    // The other way round: the builder has an order of its own.
    for file in unit.files.iter().rev() {
        match &file.content {
            FileContent::Bytes(bytes) => {
                pictures.insert(file.name.to_string(), bytes.clone());
            }
            FileContent::Forms(forms) => builder = builder.file(file.kind(), forms.clone()),
        }
    }
    for file in unit.files_of(&kind::BASIC_INFO) {
        for (record, form) in (1..).zip(file.forms::<BasicInfo>()) {
            if let Some(name) = &form.family_image_file_name {
                builder = builder.image(record, pictures.remove(name).unwrap());
            }
        }
    }
    assert!(pictures.is_empty());
    builder
}

/// The files of a unit as they are written.
fn written(unit: &Transmission<FormFile>) -> Files {
    let out = tempfile::tempdir().unwrap();
    let paths = write_unit(unit, out.path(), &WriteOptions::new()).unwrap();
    let named =
        |path: &PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap());
    paths.iter().map(named).collect()
}

#[test]
fn every_sample_unit_is_built_as_it_is() {
    let mut folders: Vec<_> =
        fs::read_dir(valid()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    assert_eq!(folders.len(), 18);
    let (mut units, mut files) = (0, 0);
    for folder in &folders {
        for (unit, bytes) in samples(folder) {
            let built = taken_apart(&unit).build().unwrap_or_else(|error| panic!("{folder}: {error}"));
            assert_eq!(built, unit, "{folder}");
            assert_eq!(built.kind(), unit.kind());
            assert!(built.kind().is_ok(), "{folder}");
            assert!(written(&built) == bytes, "{folder}: not the same bytes");
            // What `group` makes of the files is the unit that was built.
            assert_eq!(Transmission::group(built.files.clone()), [built]);
            files += bytes.len();
            units += 1;
        }
    }
    assert_eq!((units, files), (24, 50));
}

#[test]
fn every_sample_unit_has_its_kind() {
    for (folder, expected) in [
        ("plan-4.1", &unit_kind::PLAN_SET),
        ("plan-3.2", &unit_kind::PLAN_SET),
        ("slip-4.1", &unit_kind::SLIP_SET),
        ("slip-3.2", &unit_kind::SLIP_SET),
        ("actual-4.1", &unit_kind::ACTUAL),
        ("preventive-4.1", &unit_kind::PREVENTIVE_PLAN_AND_BASIC_INFO),
        ("preventive-plan-4.1", &unit_kind::PREVENTIVE_PLAN),
        ("preventive-report-4.1", &unit_kind::COMMISSION_REPORT),
    ] {
        assert_eq!(samples(folder)[0].0.kind(), Ok(expected), "{folder}");
    }
    let deletions: Vec<_> =
        samples("deletions-4.1").iter().map(|(unit, _)| unit.kind().unwrap().id).collect();
    assert_eq!(
        deletions,
        [
            "table1_deletion",
            "plan_deletion",
            "actual_deletion",
            "basic_info_deletion",
            "preventive_plan_deletion"
        ]
    );
}

#[test]
fn the_edition_of_the_records_is_held_against_the_one_that_is_asked_for() {
    for (folder, edition) in [("plan-3.2", Edition::V3), ("plan-4.1", Edition::V4_1)] {
        let unit = &samples(folder)[0].0;
        assert_eq!(taken_apart(unit).edition(edition).build().as_ref(), Ok(unit));
    }
    let unit = &samples("plan-3.2")[0].0;
    let faults = taken_apart(unit).edition(Edition::V4_1).build().unwrap_err().faults;
    let versions =
        faults.iter().filter(|fault| matches!(fault, BuildUnitFault::OtherVersion { record: 1, .. }));
    assert_eq!(versions.count(), 3);
    assert_eq!(faults.len(), 3 + 2 + 1); // and two offices without service types, and 第3表
}

#[test]
fn a_unit_that_is_passed_on_gets_new_names_and_keeps_all_else() {
    let (unit, before) = samples("preventive-4.1").remove(0);
    let provider: FileName = "UPYOBO_9970100013_43_9970100021_A2_20250829090000.CSV".parse().unwrap();
    let passed_on =
        unit.clone().readdressed(provider.sender(), provider.receiver(), provider.timestamp()).unwrap();
    let after = written(&passed_on);
    assert_eq!(after.len(), before.len());
    for ((old, old_bytes), (new, new_bytes)) in before.iter().zip(&after) {
        let renamed = |text: &str| {
            text.replace(
                "_9900100083_46_9970100013_43_20250828110000",
                "_9970100013_43_9970100021_A2_20250829090000",
            )
        };
        assert_eq!(&renamed(old), new);
        if new.starts_with("UPKIHON_IMAGE") {
            assert_eq!(old_bytes, new_bytes);
        } else {
            let decode = |bytes: &[u8]| careplan_csv::ms932::decode(bytes).unwrap().into_owned();
            assert_eq!(renamed(&decode(old_bytes)), decode(new_bytes), "{new}");
        }
    }
    // There and back.
    let back = passed_on.readdressed(unit.sender, unit.receiver, unit.timestamp).unwrap();
    assert_eq!(back, unit);
}
