//! Sets put together from files that were written form by form: what fits, what is refused and why, and the bytes.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::InboxOptions;
use careplan_csv::office::{
    AssembleOptions, Assembly, Objection, ObjectionKind, ProposedFile, SetFault, SetKind,
};
use careplan_model::{FileName, Timestamp, kind};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn valid() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid")
}

fn stamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A folder's files by name.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Copies of files, each with a timestamp of its own.
fn split(files: &BTreeMap<String, Vec<u8>>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (place, (name, bytes)) in files.iter().enumerate() {
        let name: FileName = name.parse().unwrap();
        let name = name.with_timestamp(stamp(&format!("202401010000{:02}", place + 10)));
        fs::write(folder.path().join(name.to_string()), bytes).unwrap();
    }
    folder
}

/// The files of a sample folder, each with a timestamp of its own.
fn split_sample(name: &str) -> TempDir {
    split(&files_of(&valid().join(name)))
}

fn rename(folder: &Path, prefix: &str, new_name: impl Fn(&str) -> String) -> PathBuf {
    let name = files_of(folder).into_keys().find(|name| name.starts_with(prefix)).unwrap();
    let new = folder.join(new_name(&name));
    fs::rename(folder.join(name), &new).unwrap();
    new
}

fn propose(folder: &Path) -> Assembly {
    AssembleOptions::new().propose([folder])
}

/// The only objection.
fn only(assembly: &Assembly) -> &Objection {
    assert!(assembly.sets.is_empty());
    match &assembly.objections[..] {
        [one] => one,
        all => panic!("{:#?}", all.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

#[test]
fn every_sample_unit_is_put_together_again() {
    let mut written = 0;
    for unit in &InboxOptions::new().subfolders(true).open([valid()]).transmissions {
        let originals: BTreeMap<String, Vec<u8>> =
            unit.files.iter().map(|file| (file.name.to_string(), fs::read(&file.path).unwrap())).collect();
        let apart = split(&originals);
        let before = files_of(apart.path());
        let out = tempfile::tempdir().unwrap();
        let assembly = AssembleOptions::new().timestamp(unit.timestamp).propose([apart.path()]);
        assert!(assembly.objections.is_empty(), "{:?}", assembly.objections);
        for set in &assembly.sets {
            assert_eq!(set.timestamp, unit.timestamp);
            written += set.write(out.path()).unwrap().len();
        }
        assert_eq!(files_of(out.path()), originals);
        assert_eq!(files_of(apart.path()), before, "the originals stay");
    }
    assert_eq!(written, 50);
}

#[test]
fn without_a_timestamp_the_latest_is_taken() {
    let apart = split_sample("plan-4.1");
    let assembly = propose(apart.path());
    assert!(assembly.objections.is_empty());
    let [set] = &assembly.sets[..] else { panic!() };
    assert_eq!((set.id.kind, set.timestamp), (SetKind::Plan, stamp("20240101000013")));
    assert_eq!(set.id.japanese(), "居宅サービス計画書（第1～3表）一式 9970100013_43 → 9970100062_17");
    let kinds: Vec<&str> = set.files.iter().map(|file| file.name.kind().prefix).collect();
    assert_eq!(kinds, ["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"]);
    assert_eq!(set.files[3].name.month().map(|month| month.to_string()), Some("000000".into()));
}

#[test]
fn files_may_lie_in_several_folders() {
    let (one, two) = (split_sample("slip-4.1"), tempfile::tempdir().unwrap());
    let name = files_of(one.path()).into_keys().next().unwrap();
    fs::rename(one.path().join(&name), two.path().join(&name)).unwrap();
    let assembly = AssembleOptions::new().propose([one.path(), two.path()]);
    assert!(assembly.objections.is_empty());
    assert_eq!(assembly.sets[0].files.len(), 3);
    assert_eq!(assembly.sets[0].id.month.map(|month| month.to_string()), Some("202510".into()));
}

#[test]
fn a_new_timestamp_reaches_the_name_of_the_picture_and_nothing_else() {
    let originals = files_of(&valid().join("preventive-4.1"));
    let (old, new) = ("20250828110000", "20251231235959");
    for apart in [split(&originals), {
        // All under the old timestamp, and the pictures as some software ends them.
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in &originals {
            fs::write(folder.path().join(name.replace(".jpg", ".JPG")), bytes).unwrap();
        }
        folder
    }] {
        let out = tempfile::tempdir().unwrap();
        let assembly = AssembleOptions::new().timestamp(stamp(new)).propose([apart.path()]);
        assert!(assembly.objections.is_empty(), "{:?}", assembly.objections);
        let rewritten: Vec<usize> =
            assembly.sets.iter().flat_map(|set| &set.files).map(ProposedFile::rewritten).collect();
        assert_eq!(rewritten, [2, 0, 0, 0, 0, 0, 0]);
        for set in &assembly.sets {
            set.write(out.path()).unwrap();
        }
        let made = files_of(out.path());
        assert_eq!(made.len(), originals.len());
        for (name, bytes) in &originals {
            let expected = if name.starts_with("UPKIHON_9") {
                let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
                let image = "UPKIHON_IMAGE_9900100083_46_9970100013_43_";
                assert_eq!(text.matches(image).count(), 2);
                let text = text.replace(&format!("{image}{old}"), &format!("{image}{new}"));
                text.chars().map(|character| character as u8).collect()
            } else {
                bytes.clone()
            };
            assert_eq!(made.get(&name.replace(old, new)), Some(&expected), "{name}");
        }
    }
}

#[test]
fn pictures_that_nobody_names_and_names_without_picture_are_told() {
    let apart = split_sample("preventive-4.1");
    let renamed = rename(apart.path(), "UPKIHON_IMAGE", |name| name.replace("_0001", "_0007"));
    let assembly = propose(apart.path());
    // 支援計画書 is a set of its own, and can go.
    assert_eq!(assembly.sets.iter().map(|set| set.id.kind).collect::<Vec<_>>(), [SetKind::Preventive]);
    let kinds: Vec<&ObjectionKind> = assembly.objections.iter().map(|it| &it.kind).collect();
    assert!(
        matches!(&kinds[..], [ObjectionKind::ImageMissing { record: 1 }, ObjectionKind::ImageOfNobody]),
        "{kinds:?}"
    );
    assert_eq!(assembly.objections[1].files, [renamed]);
    // Without 別表 it may go, and that is said.
    let apart = split_sample("preventive-4.1");
    rename(apart.path(), "UPKIHON_SUB1", |_| "memo.txt".into());
    fs::write(apart.path().join("memo.txt"), "a memo").unwrap();
    let assembly = propose(apart.path());
    assert_eq!(assembly.sets[0].absent, [&kind::BASIC_INFO_SCHEDULE]);
    assert_eq!(assembly.attachments, [apart.path().join("memo.txt")]);
}

#[test]
fn two_files_of_a_kind_are_a_question() {
    for (other, same) in [(false, true), (true, false)] {
        let apart = split_sample("plan-4.1");
        let name = files_of(apart.path()).into_keys().find(|name| name.starts_with("UP1KYO")).unwrap();
        let mut bytes = fs::read(apart.path().join(&name)).unwrap();
        if other {
            let first = bytes.iter().position(|byte| *byte == b'\n').unwrap();
            bytes.truncate(first + 1);
        }
        let twice = apart.path().join(name.replace("20240101", "20240102"));
        fs::write(&twice, bytes).unwrap();
        let assembly = propose(apart.path());
        let objection = only(&assembly);
        assert!(
            matches!(&objection.kind, ObjectionKind::Several { kind, same_bytes } if kind.prefix == "UP1KYO" && *same_bytes == same)
        );
        assert_eq!(objection.files, [apart.path().join(&name), twice]);
        assert!(
            objection
                .japanese()
                .contains("居宅サービス計画書 第1表が複数あります。どれを送るか選んでください")
        );
    }
}

#[test]
fn complete_sets_of_two_timestamps_are_two_sets() {
    let folder = tempfile::tempdir().unwrap();
    for sample in ["slip-4.1", "slip-update-4.1"] {
        for (name, bytes) in files_of(&valid().join(sample)) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
    }
    let assembly = propose(folder.path());
    let stamps: Vec<String> = assembly.sets.iter().map(|set| set.timestamp.to_string()).collect();
    assert_eq!(stamps, ["20251016101500", "20251028090000"]);
    // Under one timestamp they would have the same names.
    let assembly = AssembleOptions::new().timestamp(stamp("20251101000000")).propose([folder.path()]);
    assert!(assembly.sets.is_empty());
    let not_together = |it: &Objection| matches!(it.kind, ObjectionKind::NotTogether { .. });
    assert_eq!(assembly.objections.iter().filter(|it| not_together(it)).count(), 2);
}

#[test]
fn plans_and_slips_do_not_go_together_under_one_timestamp() {
    let folder = tempfile::tempdir().unwrap();
    for sample in ["slip-4.1", "plan-4.1"] {
        for (name, bytes) in files_of(&valid().join(sample)) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
    }
    assert_eq!(propose(folder.path()).sets.len(), 2);
    let assembly = AssembleOptions::new().timestamp(stamp("20251101000000")).propose([folder.path()]);
    let others: Vec<SetKind> = assembly
        .objections
        .iter()
        .map(|it| match &it.kind {
            ObjectionKind::NotTogether { other } => other.kind,
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(others, [SetKind::Slip, SetKind::Plan]);
    assert!(assembly.sets.is_empty());
}

#[test]
fn a_renamed_file_counts_when_the_caller_says_so() {
    for new_name in [
        |name: &str| format!("コピー ～ {name}"),
        |name: &str| name.replace(".CSV", " (1).CSV"),
        |name: &str| name.replace(".CSV", " - コピー.CSV"),
    ] {
        let originals = files_of(&valid().join("plan-4.1"));
        let apart = split(&originals);
        let renamed = rename(apart.path(), "UP2KYO", new_name);
        let assembly = propose(apart.path());
        let objection = only(&assembly);
        assert!(
            matches!(&objection.kind, ObjectionKind::Renamed { found, .. } if *found.kind() == kind::TABLE2)
        );
        assert_eq!(objection.files, [renamed]);
        assert!(
            objection.japanese().contains("元の名前：UP2KYO_9970100013_43_9970100062_17_20240101000011.CSV")
        );

        let options = AssembleOptions::new().take_renamed(true).timestamp(stamp("20250925100000"));
        let assembly = options.propose([apart.path()]);
        let renamed: Vec<bool> = assembly.sets[0].files.iter().map(ProposedFile::is_renamed).collect();
        assert_eq!(renamed, [false, true, false, false]);
        let out = tempfile::tempdir().unwrap();
        assembly.sets[0].write(out.path()).unwrap();
        assert_eq!(files_of(out.path()), originals);
    }
}

#[test]
fn missing_files_are_named_and_those_for_somebody_else_are_shown() {
    let apart = split_sample("plan-4.1");
    // A mistyped receiver.
    let mistyped = rename(apart.path(), "UP3KYO", |name| name.replace("9970100062", "9970100026"));
    let assembly = propose(apart.path());
    assert!(assembly.sets.is_empty());
    let [right, wrong] = &assembly.objections[..] else { panic!() };
    let (right, wrong) = if right.files.len() == 3 { (right, wrong) } else { (wrong, right) };
    match &right.kind {
        ObjectionKind::Missing { kinds, elsewhere } => {
            assert_eq!(kinds[..], [&kind::TABLE3]);
            assert_eq!(elsewhere[..], *std::slice::from_ref(&mistyped));
        }
        other => panic!("{other}"),
    }
    assert_eq!(wrong.files, [mistyped]);
    assert!(right.japanese().contains("一緒に送るファイルがありません：週間サービス計画表 第3表"));
    // In edition 3.x there is none.
    let apart = split_sample("plan-3.2");
    assert_eq!(propose(apart.path()).sets[0].files.len(), 3);
    fs::write(apart.path().join("UP3KYO_9970100013_9970100062_20241125100000.CSV"), b"").unwrap();
    let assembly = propose(apart.path());
    assert!(
        assembly
            .objections
            .iter()
            .any(|it| matches!(&it.kind, ObjectionKind::NotInEdition { kind } if *kind == &kind::TABLE3))
    );
}

#[test]
fn contents_that_contradict_the_name_are_refused() {
    // 実績 under the name that deletes them.
    let folder = tempfile::tempdir().unwrap();
    let actual = files_of(&valid().join("actual-4.1")).into_iter().next().unwrap();
    fs::write(folder.path().join(actual.0.replace("UPJSK", "DLTJSK")), &actual.1).unwrap();
    let assembly = propose(folder.path());
    let objection = only(&assembly);
    assert!(
        matches!(&objection.kind, ObjectionKind::Content { content } if content.contains(&&kind::ACTUAL))
    );

    // Another month.
    let apart = split_sample("slip-4.1");
    for (name, bytes) in files_of(apart.path()) {
        fs::remove_file(apart.path().join(&name)).unwrap();
        fs::write(apart.path().join(name.replace("_202510_", "_202511_")), bytes).unwrap();
    }
    let assembly = propose(apart.path());
    let counts: Vec<(u64, u64)> = assembly
        .objections
        .iter()
        .map(|it| match it.kind {
            ObjectionKind::Month { record, count } => (record, count),
            ref other => panic!("{other}"),
        })
        .collect();
    assert_eq!(counts, [(1, 131), (1, 48), (1, 4)]);

    // A supplement of the other set: it has a month and its name has none.
    let apart = split_sample("plan-4.1");
    let supplement = files_of(&valid().join("slip-4.1")).into_iter().next().unwrap();
    assert!(supplement.0.starts_with("UPHOSOKU"));
    let place = rename(apart.path(), "UPHOSOKU", str::to_owned);
    fs::write(place, supplement.1).unwrap();
    assert!(matches!(only(&propose(apart.path())).kind, ObjectionKind::Month { record: 1, count: 4 }));

    let apart = split_sample("plan-4.1");
    let place = rename(apart.path(), "UP1KYO", str::to_owned);
    for (bytes, is_it) in [
        (&b""[..], (|kind| matches!(kind, ObjectionKind::Empty)) as fn(&ObjectionKind) -> bool),
        ("\u{feff}202407,".as_bytes(), |kind| matches!(kind, ObjectionKind::Encoding(_))),
        (b"202407,x,y,z,x,y,z,x\r\n", |kind| matches!(kind, ObjectionKind::NoForm)),
    ] {
        fs::write(&place, bytes).unwrap();
        let assembly = propose(apart.path());
        let objection = only(&assembly);
        assert!(is_it(&objection.kind), "{objection}");
        assert!(!objection.japanese().is_empty());
    }
}

#[test]
fn what_has_no_name_or_no_time_is_told() {
    let apart = split_sample("plan-4.1");
    rename(apart.path(), "UP1KYO", |_| "計画書.CSV".into());
    let assembly = propose(apart.path());
    let kinds: Vec<&ObjectionKind> = assembly.objections.iter().map(|it| &it.kind).collect();
    assert!(
        matches!(&kinds[..], [ObjectionKind::Unnamed { content }, ObjectionKind::Missing { .. }] if content.contains(&&kind::TABLE1)),
        "{kinds:?}"
    );
    let apart = split_sample("plan-4.1");
    rename(apart.path(), "UP1KYO", |name| name.replace("20240101", "20240231"));
    assert!(matches!(only(&propose(apart.path())).kind, ObjectionKind::Timestamp));
    let options = AssembleOptions::new().timestamp(stamp("20240301000000"));
    assert_eq!(options.propose([apart.path()]).sets.len(), 1);
    let nowhere = propose(&apart.path().join("nowhere"));
    assert!(matches!(only(&nowhere).kind, ObjectionKind::Unreadable(_)));
}

#[test]
fn nothing_is_overwritten_and_no_half_set_is_written() {
    let apart = split_sample("plan-4.1");
    let assembly = propose(apart.path());
    let [set] = &assembly.sets[..] else { panic!() };
    let out = tempfile::tempdir().unwrap();
    let third = out.path().join(set.files[2].name.to_string());
    fs::write(&third, b"what was there").unwrap();
    let error = set.write(out.path()).unwrap_err();
    assert!(matches!(&error.files[..], [(path, SetFault::AlreadyThere)] if *path == third));
    assert_eq!(files_of(out.path()).into_values().collect::<Vec<_>>(), [b"what was there"]);
    fs::remove_file(&third).unwrap();
    // An original that was changed, and one that is gone, since the set was looked at.
    fs::write(set.files[0].path(), b"202407,\r\n").unwrap();
    fs::remove_file(set.files[1].path()).unwrap();
    let error = set.write(out.path()).unwrap_err();
    assert!(matches!(&error.files[..], [(_, SetFault::Changed), (_, SetFault::Io(_))]), "{error:?}");
    assert_eq!(error.japanese().lines().count(), 2);
    assert!(files_of(out.path()).is_empty());
}
