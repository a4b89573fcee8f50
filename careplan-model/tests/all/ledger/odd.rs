//! Units that are not as the standard has them: what is noted, and what is held then.

use crate::ledger::MADE;
use crate::ledger::made::{Made, MadeUnit, supplement, table1, table6};
use careplan_model::ledger::{Applied, Effect, EntryKey, Ledger, Note, PartEffect, Person, Refusal};
use careplan_model::{
    DateOrZeros, FileContent, FormFile, FormKind, MonthOrZeros, ServiceCode, Table1, Table6, Transmission,
    UserSupplement, kind,
};

pub(crate) fn person() -> Person {
    Person { insurer: "991018".parse().unwrap(), insured: "9000000001".parse().unwrap() }
}

pub(crate) fn plan() -> EntryKey {
    EntryKey::Plan { person: person(), plan_date: "20250925".parse().unwrap() }
}

pub(crate) fn month() -> EntryKey {
    EntryKey::Month { person: person(), service_month: "202509".parse().unwrap() }
}

/// A unit of plans with one record of the person in each of the files.
pub(crate) fn unit(stamp: u8, prefixes: &[&'static str], value: u8) -> MadeUnit {
    let made = Made { value, ..MADE };
    let files = prefixes.iter().map(|prefix| (*prefix, vec![made])).collect();
    MadeUnit { stamp, sender: 0, month: None, files, images: false }
}

pub(crate) fn file(name: &str, content: impl Into<careplan_model::FormList>) -> FormFile {
    FormFile { name: name.parse().unwrap(), content: FileContent::Forms(content.into()) }
}

pub(crate) fn group(files: impl IntoIterator<Item = FormFile>) -> Transmission<FormFile> {
    let mut units = Transmission::group(files);
    assert_eq!(units.len(), 1);
    units.remove(0)
}

/// What is noted besides that a unit lacks files, as those with one file do.
fn others(applied: &Applied) -> Vec<Note> {
    applied.notes.iter().filter(|note| !matches!(note, Note::Incomplete { .. })).cloned().collect()
}

const UPHOSOKU_OF_PLAN: &str = "UPHOSOKU_000000_9970100013_43_9970100062_17_20251101120000.CSV";
const UPHOSOKU_OF_MONTH: &str = "UPHOSOKU_202509_9970100013_43_9970100062_17_20251101120000.CSV";
pub(crate) const UP1KYO: &str = "UP1KYO_9970100013_43_9970100062_17_20251101120000.CSV";
pub(crate) const UPJSK: &str = "UPJSK_202509_9970100013_43_9970100062_17_20251101120000.CSV";

#[test]
fn files_that_are_not_what_they_say_are_refused() {
    static MEMO: FormKind = FormKind::new("XMEMO", "連絡メモ", "Memo", careplan_model::kind::Key::Plan);
    let mut unit = unit(1, &["UP1KYO"], 1).unit();
    let refused = |unit: &Transmission<FormFile>| {
        let mut ledger = Ledger::new();
        let applied = ledger.apply(unit);
        assert_eq!(ledger.len(), 1);
        let refusal = |note: &Note| match note {
            Note::FileRefused { file, refusal } => Some((file.kind().prefix, *refusal)),
            _ => None,
        };
        applied.notes.iter().filter_map(refusal).collect::<Vec<_>>()
    };
    assert_eq!(refused(&unit), []);
    let good = unit.files[0].clone();
    // Deletions under the name of 第2表.
    let deletion = MadeUnit { files: vec![("DLT1KYO", vec![MADE])], ..crate::ledger::odd::unit(1, &[], 1) }
        .unit()
        .files
        .remove(0);
    unit.files.push(FormFile { name: good.name.with_kind(&kind::TABLE2).unwrap(), ..deletion });
    let copy = good.name.to_string().replace(".CSV", ".csv");
    unit.files.push(FormFile { name: copy.parse().unwrap(), ..good.clone() });
    let kinds: Vec<_> = kind::STANDARD.iter().copied().chain([&MEMO]).collect();
    let memo = "XMEMO_9970100013_43_9970100062_17_20251101120001.CSV";
    let memo = careplan_model::FileName::parse_with(memo, &kinds).unwrap();
    unit.files.push(FormFile { name: memo, content: FileContent::Bytes(Vec::new()) });
    let late = good.name.with_timestamp("20251101120002".parse().unwrap());
    unit.files.push(FormFile { name: late, ..good });
    assert_eq!(
        refused(&unit),
        [
            ("UP2KYO", Refusal::OtherContent),
            ("UP1KYO", Refusal::Twice),
            ("XMEMO", Refusal::UnknownKind),
            ("UP1KYO", Refusal::OtherUnit),
        ]
    );
}

#[test]
fn a_unit_with_nothing_to_take_changes_nothing() {
    let mut unit = unit(1, &["UP1KYO"], 1).unit();
    unit.files[0].content = FileContent::Bytes(Vec::new());
    let mut ledger = Ledger::new();
    let applied = ledger.apply(&unit);
    assert!(ledger.is_empty() && applied.changes.is_empty());
    assert_eq!(applied.notes.len(), 1);
    unit.files.clear();
    assert_eq!(ledger.apply(&unit).notes, []);
}

#[test]
fn a_key_twice_is_held_twice_and_noted() {
    let other = Made { value: 2, ..MADE };
    let mut ledger = Ledger::new();
    // In one file.
    let one = MadeUnit { files: vec![("UP1KYO", vec![MADE, other])], ..unit(0, &[], 1) }.unit();
    let repeated = Note::RepeatedKey { key: plan(), kind: &kind::TABLE1, records: 2 };
    assert_eq!(others(&ledger.apply(&one)), std::slice::from_ref(&repeated));
    assert_eq!(ledger.get(&plan()).unwrap().forms::<Table1>(), [table1(MADE), table1(other)]);
    // In two files of a kind, whose names differ.
    let form = supplement(MADE, true);
    let files = [UPHOSOKU_OF_PLAN, UPHOSOKU_OF_MONTH].map(|name| file(name, vec![form.clone()]));
    let unit = group([files[0].clone()]);
    let two = Transmission { files: files.to_vec(), ..unit };
    let several = Note::SeveralFiles { kind: &kind::USER_SUPPLEMENT, files: 2 };
    let repeated = Note::RepeatedKey { key: plan(), kind: &kind::USER_SUPPLEMENT, records: 2 };
    let mut ledger = Ledger::new();
    assert_eq!(ledger.apply(&two).notes[..2], [several, repeated]);
    assert_eq!(ledger.get(&plan()).unwrap().forms::<UserSupplement>(), [form.clone(), form]);
}

#[test]
fn a_supplement_of_both_goes_where_its_file_says() {
    let mut form = supplement(MADE, true);
    form.service_month = "202509".parse().unwrap();
    for (name, key, other) in [(UPHOSOKU_OF_PLAN, plan(), month()), (UPHOSOKU_OF_MONTH, month(), plan())] {
        let mut ledger = Ledger::new();
        let applied = ledger.apply(&group([file(name, vec![form.clone()])]));
        assert_eq!(
            applied.notes,
            [Note::SupplementOfBoth { key }, Note::WithoutLeading { key, leading_is_held: false }]
        );
        assert_eq!(ledger.get(&key).unwrap().forms::<UserSupplement>(), [form.clone()]);
        assert_eq!(ledger.get(&other), None);
        #[cfg(feature = "serde")]
        {
            let json = serde_json::to_string(&ledger).unwrap();
            assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
        }
    }
}

#[test]
fn a_supplement_of_neither_is_not_taken() {
    let mut form = supplement(MADE, true);
    form.plan_date = DateOrZeros::Zeros;
    form.service_month = MonthOrZeros::Zeros;
    let mut ledger = Ledger::new();
    let applied = ledger.apply(&group([file(UPHOSOKU_OF_PLAN, vec![supplement(MADE, true), form])]));
    let note = Note::SupplementOfNeither { file: UPHOSOKU_OF_PLAN.parse().unwrap(), record: 2 };
    assert!(applied.notes.contains(&note));
    assert!(note.japanese().contains("2件目"));
    assert_eq!(ledger.get(&plan()).unwrap().forms::<UserSupplement>(), [supplement(MADE, true)]);
}

/// The items of a supplement say where it belongs, not the month of its file's name.
#[test]
fn a_supplement_belongs_where_its_items_say() {
    let mut ledger = Ledger::new();
    ledger.apply(&group([file(UPHOSOKU_OF_MONTH, vec![supplement(MADE, true)])]));
    assert_eq!(ledger.entries().map(|(key, _)| *key).collect::<Vec<_>>(), [plan()]);
}

#[test]
fn an_actual_without_a_service_type_is_not_taken() {
    let mut odd = table6(MADE);
    odd.service_code = ServiceCode::GRAND_TOTAL;
    let mut ledger = Ledger::new();
    let applied = ledger.apply(&group([file(UPJSK, vec![odd, table6(MADE)])]));
    assert_eq!(applied.notes, [Note::ActualWithoutType { file: UPJSK.parse().unwrap(), record: 1 }]);
    let (_, entry) = ledger.entries().next().unwrap();
    assert_eq!(entry.forms::<Table6>(), [table6(MADE)]);
}

#[test]
fn a_deletion_beside_an_update_comes_first() {
    let mut ledger = Ledger::new();
    ledger.apply(&unit(1, &["UP1KYO", "UP2KYO"], 1).unit());
    let applied = ledger.apply(&unit(2, &["UP1KYO", "DLT1KYO"], 2).unit());
    assert_eq!(others(&applied), [Note::DeletionBesideOthers]);
    let effects: Vec<_> = applied.changes.iter().map(|change| change.effect).collect();
    assert_eq!(effects, [Effect::Removed, Effect::Added]);
    let entry = ledger.get(&plan()).unwrap();
    assert_eq!(entry.forms::<Table1>(), [table1(Made { value: 2, ..MADE })]);
    assert_eq!(entry.parts().len(), 1);
}

#[test]
fn a_picture_goes_to_the_record_that_names_it() {
    let key = EntryKey::Consultation { person: person(), consulted_on: "20250925".parse().unwrap() };
    let mut unit = MadeUnit { images: true, ..unit(1, &["UPKIHON"], 1) }.unit();
    // As the standard's own example writes it.
    let image = unit.files[1].name.to_string().replace(".jpg", ".JPG");
    unit.files[1].name = image.parse().unwrap();
    let mut stranger = unit.files[1].clone();
    stranger.name = stranger.name.with_branch(99).unwrap();
    unit.files.push(stranger.clone());
    let mut ledger = Ledger::new();
    let applied = ledger.apply(&unit);
    assert_eq!(applied.notes, [Note::ImageWithoutOwner { file: stranger.name }]);
    assert_eq!(ledger.get(&key).unwrap().images(), [image.parse().unwrap()]);

    // A picture that comes after its record.
    let whole = ledger.clone();
    let mut ledger = Ledger::new();
    let image = Transmission { files: vec![unit.files[1].clone()], ..unit.clone() };
    assert!(matches!(ledger.apply(&image).notes[..], [Note::ImageWithoutOwner { .. }]));
    unit.files.truncate(1);
    ledger.apply(&unit);
    // What is of the same timestamp counts as another unit, whose first file is another.
    let applied = ledger.apply(&image);
    assert_eq!(applied.notes[0], Note::WithoutLeading { key, leading_is_held: true });
    assert!(matches!(applied.notes[1..], [Note::SameTimestamp { .. }]));
    assert_eq!(ledger.get(&key).unwrap().images(), whole.get(&key).unwrap().images());
}

#[test]
fn units_with_the_same_timestamp_go_by_the_names_of_their_files() {
    let first = unit(1, &["UP1KYO"], 1);
    let second = MadeUnit { sender: 1, ..unit(1, &["UP1KYO"], 2) };
    for units in [[&first, &second], [&second, &first]] {
        let mut ledger = Ledger::new();
        let applied = ledger.apply_all(&units.map(MadeUnit::unit));
        assert_eq!(others(&applied[0]), []);
        assert!(matches!(
            &others(&applied[1])[..],
            [Note::SameTimestamp { key, .. }, Note::OtherSender { .. }] if *key == plan()
        ));
        assert_eq!(ledger.get(&plan()).unwrap().forms::<Table1>(), [table1(Made { value: 2, ..MADE })]);
    }
}

#[test]
fn what_was_sent_to_another_receiver_is_noted_when_it_is_changed() {
    let mut ledger = Ledger::new();
    ledger.apply(&unit(1, &["UP1KYO"], 1).unit());
    let other = "UP1KYO_9970100013_43_9970100021_11_20251102120000.CSV";
    // The same again: nothing changes.
    assert_eq!(others(&ledger.clone().apply(&group([file(other, vec![table1(MADE)])]))), []);
    let changed = vec![table1(Made { value: 2, ..MADE })];
    let applied = ledger.apply(&group([file(other, changed.clone())]));
    assert!(matches!(&others(&applied)[..], [Note::OtherReceiver { .. }]));
    // A name without service types is of the same receiver, if the office is.
    let older = "UP1KYO_9970100013_9970100021_20251103120000.CSV";
    assert_eq!(others(&ledger.apply(&group([file(older, vec![table1(MADE)])]))), []);
}

#[test]
fn parts_that_came_alone_stay_when_the_rest_comes_late_or_goes() {
    let mut ledger = Ledger::new();
    let alone = unit(5, &["UP2KYO"], 2).unit();
    assert_eq!(ledger.apply(&alone).notes, [Note::WithoutLeading { key: plan(), leading_is_held: false }]);
    let set = unit(3, &["UP1KYO", "UP2KYO", "UP3KYO"], 1).unit();
    let late = ledger.apply(&set);
    let parts: Vec<_> = late.changes[0].parts.iter().map(|part| (part.kind.prefix, part.effect)).collect();
    assert_eq!(
        parts,
        [("UP1KYO", PartEffect::Added), ("UP2KYO", PartEffect::Outdated), ("UP3KYO", PartEffect::Added)]
    );
    let deletion = ledger.apply(&unit(4, &["DLT1KYO"], 1).unit());
    assert_eq!(
        deletion.changes[0].to_string(),
        "care plan of 2025-09-25: removed; UP1KYO 1 → 0 (deleted); UP2KYO 1 → 1 (older than what is held); \
         UP3KYO 1 → 0 (removed with what it depends on)"
    );
    let mut only = Ledger::new();
    only.apply(&alone);
    assert_eq!(ledger, only);
}

#[cfg(feature = "serde")]
#[test]
fn the_json_is_readable_and_nonsense_is_refused() {
    let mut ledger = Ledger::new();
    ledger.apply(&MadeUnit { images: true, ..unit(1, &["UPKIHON"], 1) }.unit());
    let json = serde_json::to_value(&ledger).unwrap();
    let image = "UPKIHON_IMAGE_9970100013_43_9970100062_17_20251101120001_0101.jpg";
    let from = "UPKIHON_9970100013_43_9970100062_17_20251101120001.CSV";
    assert_eq!(json[0]["key"]["consultation"]["consulted_on"], "2025-09-25");
    assert_eq!(json[0]["key"]["consultation"]["person"]["insured"], "9000000001");
    assert_eq!(json[0]["parts"]["UPKIHON"]["from"], from);
    assert_eq!(json[0]["parts"]["UPKIHON"]["records"][0]["family_image_file_name"], image);
    assert_eq!(json[0]["parts"]["UPKIHON_IMAGE"], serde_json::json!({ "from": from, "records": [image] }));

    let text = serde_json::to_string(&ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&text).unwrap(), ledger);
    let entry = &text[1..text.len() - 1];
    for (bad, why) in [
        (format!("[{entry},{entry}]"), "two entries with the same key"),
        (text.replace("\"consulted_on\":\"2025-09-25\"}}", "\"consulted_on\":\"2025-09-26\"}}"), "records of another key"),
        (text.replace("UPKIHON_IMAGE\":", "UPYOBO\":"), ""),
        (text.replace("\"UPKIHON\":", "\"DLTKIHON\":"), "no prefix of the standard"),
        (text.replace("\"parts\":", "\"more\":1,\"parts\":"), "unknown field"),
        (text.replace("\"from\":", "\"form\":"), "unknown field"),
        (text.replace(&format!("[\"{image}\"]"), "[]"), "a part without a record"),
        (r#"[{"key":{"plan":{"person":{"insurer":"991018","insured":"9000000001"},"plan_date":"2025-09-25"}},"parts":{}}]"#.to_owned(), "without a record"),
        ("{}".to_owned(), "a list of entries"),
    ] {
        assert_ne!(bad, text);
        let error = serde_json::from_str::<Ledger>(&bad).unwrap_err().to_string();
        assert!(error.contains(why) && !error.contains("9000000001"), "{error}");
    }
}
