//! Whether a unit is whole, whose it is, and how long it takes.

use crate::ledger::MADE;
use crate::ledger::made::{Made, MadeUnit, table1, table6};
use crate::ledger::odd::{UP1KYO, file, group, person, plan, unit};
use careplan_model::ledger::{Effect, EntryKey, Ledger, Note, PartEffect, Refusal};
use careplan_model::{
    BasicInfo, FileContent, FormFile, FormKind, PreventivePlanType, Sex, Table1, Table2, Transmission, kind,
    unit_kind,
};
use std::time::{Duration, Instant};

#[test]
fn files_of_one_name_with_other_contents_are_refused_all_of_them() {
    let other = Made { value: 2, ..MADE };
    let copy = UP1KYO.replace(".CSV", ".csv");
    let files = [
        file(UP1KYO, vec![table1(MADE)]),
        file(&copy, vec![table1(other)]),
        file(UP1KYO, vec![table1(MADE)]),
    ];
    let refused = |name: &str| Note::FileRefused { file: name.parse().unwrap(), refusal: Refusal::Conflict };
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1]] {
        let mut ledger = Ledger::new();
        let applied = ledger.apply(&group(order.map(|at| files[at].clone())));
        assert!(ledger.is_empty() && applied.changes.is_empty());
        // Notes come in the order of the files, which is that of names.
        let mut expected = vec![refused(UP1KYO), refused(&copy), refused(UP1KYO)];
        expected.sort_by_key(ToString::to_string);
        let mut notes = applied.notes;
        notes.sort_by_key(ToString::to_string);
        assert_eq!(notes, expected);
    }
    assert_eq!(
        refused(UP1KYO).to_string(),
        format!("{UP1KYO}: not taken: another file of this name has another content")
    );
    assert_eq!(
        refused(UP1KYO).japanese(),
        format!("{UP1KYO}：取り込みませんでした（同じ名前で内容の違うファイルがあります）")
    );
}

/// A refused file counts as missing, which is told.
#[test]
fn what_is_refused_is_missing_from_the_unit() {
    let mut both = unit(1, &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"], 1);
    both.files.push(("UP2KYO", vec![Made { value: 2, ..MADE }]));
    let mut ledger = Ledger::new();
    let notes = ledger.apply(&both.unit()).notes;
    assert!(matches!(
        &notes[..],
        [
            Note::FileRefused { refusal: Refusal::Conflict, .. },
            Note::FileRefused { refusal: Refusal::Conflict, .. },
            Note::Incomplete { missing, .. },
        ] if *missing == [&kind::TABLE2]
    ));
    assert_eq!(ledger.get(&plan()).unwrap().forms::<Table2>(), []);
    assert_eq!(ledger.get(&plan()).unwrap().forms::<Table1>(), [table1(MADE)]);
}

#[test]
fn the_very_same_file_twice_is_one() {
    let twice = group([file(UP1KYO, vec![table1(MADE)]), file(UP1KYO, vec![table1(MADE)])]);
    let mut ledger = Ledger::new();
    let notes = ledger.apply(&twice).notes;
    assert!(matches!(notes[0], Note::FileRefused { refusal: Refusal::Twice, .. }));
    assert_eq!(ledger.get(&plan()).unwrap().forms::<Table1>(), [table1(MADE)]);
}

#[test]
fn a_set_without_files_that_go_with_it_is_taken_as_a_whole_and_noted() {
    let mut ledger = Ledger::new();
    let whole = unit(1, &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"], 1).unit();
    assert_eq!(ledger.apply(&whole).notes, []);
    let part = unit(2, &["UP1KYO", "UP3KYO"], 2).unit();
    let applied = ledger.apply(&part);
    let missing: Vec<&'static FormKind> = vec![&kind::TABLE2, &kind::USER_SUPPLEMENT];
    let note = Note::Incomplete { unit: &unit_kind::PLAN_SET, missing };
    assert_eq!(applied.notes, std::slice::from_ref(&note));
    assert_eq!(
        note.to_string(),
        "the plan set (tables 1 to 3) lacks UP2KYO, UPHOSOKU: it was taken as a whole without"
    );
    assert_eq!(
        note.japanese(),
        "「居宅サービス計画書（第1～3表）一式」に必要な「居宅サービス計画書 第2表」「利用者補足情報」がありません。\
         ないものとして入れ替えました"
    );
    assert_eq!(note.key(), None);
    let effects: Vec<_> =
        applied.changes[0].parts.iter().map(|part| (part.kind.prefix, part.effect)).collect();
    assert_eq!(
        effects,
        [
            ("UP1KYO", PartEffect::Replaced),
            ("UP2KYO", PartEffect::LeftOut),
            ("UP3KYO", PartEffect::Replaced),
            ("UPHOSOKU", PartEffect::LeftOut),
        ]
    );
}

/// A unit of one month with one record in each file.
fn in_month(prefixes: &[&'static str]) -> MadeUnit {
    MadeUnit { month: Some(0), ..unit(1, prefixes, 1) }
}

#[test]
fn which_files_a_unit_lacks_is_told_by_what_leads_it() {
    let lacks = |unit: &Transmission<FormFile>| {
        let notes = Ledger::new().apply(unit).notes;
        let missing = |note: &Note| match note {
            Note::Incomplete { missing, .. } => {
                Some(missing.iter().map(|kind| kind.prefix).collect::<Vec<_>>())
            }
            _ => None,
        };
        notes.iter().filter_map(missing).collect::<Vec<_>>()
    };
    assert_eq!(lacks(&in_month(&["UPPLAN", "UPSIKYU", "UPHOSOKU"]).unit()), [[""; 0]; 0]);
    assert_eq!(lacks(&in_month(&["UPPLAN", "UPHOSOKU"]).unit()), [["UPSIKYU"]]);
    assert_eq!(lacks(&in_month(&["UPPLAN"]).unit()), [["UPSIKYU", "UPHOSOKU"]]);
    assert_eq!(lacks(&in_month(&["UPJSK"]).unit()), [[""; 0]; 0]);
    // Without the form that leads, nothing is replaced as a whole.
    assert_eq!(lacks(&in_month(&["UPSIKYU", "UPHOSOKU"]).unit()), [[""; 0]; 0]);
    assert_eq!(lacks(&unit(1, &["UP2KYO", "UP3KYO"], 1).unit()), [[""; 0]; 0]);
    // 別表 may be absent, and each of the two preventive forms.
    assert_eq!(lacks(&unit(1, &["UPKIHON"], 1).unit()), [[""; 0]; 0]);
    assert_eq!(lacks(&unit(1, &["UPYOBO"], 1).unit()), [[""; 0]; 0]);
    assert_eq!(lacks(&unit(1, &["UPYOBO", "UPKIHON"], 1).unit()), [[""; 0]; 0]);
    // Beside what does not belong there.
    assert_eq!(lacks(&unit(1, &["UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2", "UP1KYO"], 1).unit()).len(), 1);
    assert_eq!(lacks(&unit(1, &["DLT1KYO"], 1).unit()), [[""; 0]; 0]);

    // In 3.x there is no 第3表.
    let set = unit(1, &["UP1KYO", "UP2KYO", "UPHOSOKU"], 1).unit();
    assert_eq!(lacks(&set), [["UP3KYO"]]);
    let older = set.files.into_iter().map(|file| {
        let name = file.name.to_string().replace("_43_", "_").replace("_17_", "_");
        FormFile { name: name.parse().unwrap(), content: file.content }
    });
    assert_eq!(lacks(&group(older)), [[""; 0]; 0]);
}

#[test]
fn files_without_records_are_noted() {
    let empty = |prefix: &str| {
        let mut unit = unit(1, &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"], 1);
        for (_, records) in unit.files.iter_mut().filter(|(known, _)| *known == prefix) {
            records.clear();
        }
        let note = Note::EmptyFile { file: unit.name(prefix).parse().unwrap() };
        (unit.unit(), note)
    };
    let (unit, note) = empty("UP3KYO");
    assert_eq!(Ledger::new().apply(&unit).notes, std::slice::from_ref(&note));
    assert!(note.to_string().ends_with(".CSV: there is no record in it"));
    assert!(note.japanese().ends_with(".CSV：レコードがありません"));
    // Without the record that leads, all others come by themselves.
    let (unit, note) = empty("UP1KYO");
    let alone = Note::WithoutLeading { key: plan(), leading_is_held: false };
    assert_eq!(Ledger::new().apply(&unit).notes, [note, alone]);
}

#[test]
fn what_another_sender_replaces_or_deletes_is_noted() {
    let whole = ["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"];
    let mut ledger = Ledger::new();
    ledger.apply(&unit(1, &whole, 1).unit());
    let other = *ledger.get(&plan()).unwrap().parts()[0].origin();
    let note = Note::OtherSender { key: plan(), other };
    // The same again changes nothing.
    let again = MadeUnit { sender: 1, ..unit(2, &whole, 1) }.unit();
    assert_eq!(ledger.clone().apply(&again).notes, []);
    let new = MadeUnit { sender: 1, ..unit(2, &whole, 2) }.unit();
    assert_eq!(ledger.clone().apply(&new).notes, std::slice::from_ref(&note));
    let deletion = MadeUnit { sender: 1, ..unit(2, &["DLT1KYO"], 1) }.unit();
    assert_eq!(ledger.clone().apply(&deletion).notes, std::slice::from_ref(&note));
    assert_eq!(
        note.to_string(),
        format!("care plan of 2025-09-25: what was changed had come from another sender ({other})")
    );
    assert_eq!(
        note.japanese(),
        format!("居宅サービス計画（令和7年9月25日）：別の送信元から届いたもの（{other}）を書き換えました")
    );
    // A name without service types is of the same sender, if the office is.
    let older = "UP1KYO_9970100013_9970100062_20251103120000.CSV";
    let notes = ledger.apply(&group([file(older, vec![table1(Made { value: 2, ..MADE })])])).notes;
    assert!(!notes.iter().any(|note| matches!(note, Note::OtherSender { .. })), "{notes:?}");
}

#[test]
fn actuals_of_another_office_are_noted_unless_a_planner_sends_them() {
    let actuals = |sender: &str| {
        let name = format!("UPJSK_202509_{sender}_9970100062_43_20251101120000.CSV");
        let notes = Ledger::new().apply(&group([file(&name, vec![table6(MADE)])])).notes;
        notes.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // MADE is of the office 9970100021.
    for sender in ["9970100021_11", "9970100021_17", "9970100013_43", "9970100013_46", "9970100013_AF"] {
        assert_eq!(actuals(sender), [""; 0], "{sender}");
    }
    assert_eq!(
        actuals("9970100039_11"),
        [
            "actuals of 2025-09, office 9970100021, type 11: the sender 9970100039_11 is neither that office nor a planner"
        ]
    );
    let older = "UPJSK_202509_9970100039_9970100062_20251101120000.CSV";
    assert_eq!(Ledger::new().apply(&group([file(older, vec![table6(MADE)])])).notes, []);

    // The deletion of others' actuals too.
    let deletion = MadeUnit { month: Some(0), ..unit(1, &["DLTJSK"], 1) }.unit();
    let rename = |file: FormFile| {
        let name = file.name.to_string().replace("9970100013_43", "9970100039_15");
        FormFile { name: name.parse().unwrap(), content: file.content }
    };
    let applied = Ledger::new().apply(&group(deletion.files.into_iter().map(rename)));
    assert_eq!(applied.changes[0].effect, Effect::NotHeld);
    assert_eq!(
        applied.notes,
        [Note::ActualOfOtherOffice { key: applied.changes[0].key, sender: applied.unit.sender }]
    );
    assert!(applied.notes[0].japanese().contains("送信元（9970100039_15）は実績の事業所でも"));
}

/// As many pictures as there are 枝番, in the unit and after it; looking through all records for each of them
/// took minutes.
#[test]
fn many_pictures_take_no_longer_than_their_records() {
    let tail = "9970100013_46_9970100062_43_20251101120000";
    let image = |number: u32| format!("UPKIHON_IMAGE_{tail}_{number:04}.jpg");
    let form = |number: u32| {
        let mut form = BasicInfo::new(
            "202407".parse().unwrap(),
            "991018".parse().unwrap(),
            format!("{number:010}").parse().unwrap(),
            "20250925".parse().unwrap(),
            PreventivePlanType::PreventiveSupport,
            "ミホン".into(),
            "見本".into(),
            Sex::Female,
            "19400101".parse().unwrap(),
        );
        form.family_image_file_name = Some(image(number));
        form
    };
    let numbers = || 1..=9999;
    let start = Instant::now();
    let forms = file(&format!("UPKIHON_{tail}.CSV"), numbers().map(form).collect::<Vec<_>>());
    let pictures = numbers().map(|number| FormFile {
        name: image(number).parse().unwrap(),
        content: FileContent::Bytes(b"picture".to_vec()),
    });
    let whole = group([forms].into_iter().chain(pictures));
    let mut ledger = Ledger::new();
    assert_eq!(ledger.apply(&whole).notes, []);
    assert_eq!(ledger.len(), 9999);
    assert!(ledger.entries().all(|(_, entry)| entry.images().len() == 1));

    let only_forms = Transmission { files: whole.files[..1].to_vec(), ..whole.clone() };
    let only_pictures = Transmission { files: whole.files[1..].to_vec(), ..whole };
    let mut later = Ledger::new();
    later.apply(&only_forms);
    later.apply(&only_pictures);
    let key = EntryKey::Consultation { person: person(), consulted_on: "20250925".parse().unwrap() };
    assert_eq!(ledger.get(&key), None);
    for ((_, one), (_, other)) in ledger.entries().zip(later.entries()) {
        assert_eq!(one.images(), other.images());
    }
    // Far more than it takes.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
