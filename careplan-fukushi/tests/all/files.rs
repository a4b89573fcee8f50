//! Plans as files in folders and back; every way in which a folder can be wrong is told with its place.
#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Error, InboxOptions, WriteOptions, read_unit, write_unit};
use careplan_fukushi::provisional::{
    ReadProblem, Received, WritePlansError, deletions_to_unit, plans_to_unit, read_plans, unit_to_plans,
};
use careplan_fukushi::{
    EquipmentPlan, EquipmentPlanDeletion, EquipmentRecords, GroupProblem, RecordKind, kinds, rules,
};
use careplan_model::{Endpoint, FormFile, Timestamp, Transmission};
use std::fs;
use std::path::Path;

const TAIL: &str = "9970100062_17_9970100013_43_20260401090000.CSV";

/// The sample of the rules as a folder.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in rules::EQUIPMENT_PLAN.with(&[]).files_with(kinds::ALL) {
        fs::write(folder.path().join(file.name), file.bytes).unwrap();
    }
    folder
}

fn plan() -> EquipmentPlan {
    let received = read_plans([folder().path()]);
    assert!(received.problems.is_empty(), "{:?}", received.problems);
    received.units[0].plans[0].clone()
}

fn sides() -> (Endpoint, Endpoint, Timestamp) {
    let end = |office: &str, service: &str| Endpoint {
        office: office.parse().unwrap(),
        service: Some(service.parse().unwrap()),
    };
    (end("9970100062", "17"), end("9970100013", "43"), "20260401090000".parse().unwrap())
}

fn to_unit(plans: &[EquipmentPlan]) -> Result<Transmission<FormFile>, WritePlansError> {
    let (sender, receiver, timestamp) = sides();
    plans_to_unit(plans, sender, receiver, timestamp, &WriteOptions::new())
}

/// The same person's plan of another day.
fn on_another_day(mut plan: EquipmentPlan) -> EquipmentPlan {
    let mut key = plan.key();
    key.plan_date = "20260501".parse().unwrap();
    plan.set_key(key);
    plan
}

#[test]
fn a_folder_is_read_and_written_as_it_was() {
    let folder = folder();
    let received = read_plans([folder.path()]);
    let unit = &received.units[0];
    assert_eq!((unit.plans.len(), unit.deletions.len()), (1, 0));
    let plan = &unit.plans[0];
    assert_eq!((plan.needs.len(), plan.lines.len(), plan.offers.len()), (2, 2, 4));
    assert_eq!(plan.line(2).unwrap().need_nos.unwrap().numbers().collect::<Vec<_>>(), [1, 2]);
    assert_eq!(plan.need(2).unwrap().goal.as_deref(), Some("食堂まで歩く。"));
    assert_eq!(unit.sender.to_string(), "9970100062_17");

    let out = tempfile::tempdir().unwrap();
    let written = write_unit(&to_unit(&unit.plans).unwrap(), out.path(), &WriteOptions::new()).unwrap();
    let names: Vec<_> = written.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    let expected =
        ["UPFYOGU", "UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"].map(|it| format!("{it}_{TAIL}"));
    assert_eq!(names, expected);
    for name in names {
        assert_eq!(
            fs::read(out.path().join(name)).unwrap(),
            fs::read(folder.path().join(name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn several_plans_share_files_and_come_back_apart() {
    let mut other = on_another_day(plan());
    other.offers.clear();
    other.lines.clear();
    let plans = [plan(), other];
    let unit = to_unit(&plans).unwrap();
    assert_eq!(unit_to_plans(&unit).unwrap().plans, plans);
    // The same by way of the inbox of careplan-csv.
    let out = tempfile::tempdir().unwrap();
    write_unit(&unit, out.path(), &WriteOptions::new()).unwrap();
    let inbox = InboxOptions::new().kinds(kinds::with_standard()).open([out.path()]);
    assert_eq!(unit_to_plans(&read_unit(&inbox.transmissions[0]).unwrap()).unwrap().plans, plans);
}

#[test]
fn files_without_records_are_left_out() {
    let mut bare = plan();
    bare.needs.clear();
    bare.lines.clear();
    bare.offers.clear();
    let unit = to_unit(&[bare]).unwrap();
    assert_eq!(unit.files.iter().map(|file| file.kind().prefix).collect::<Vec<_>>(), ["UPFYOGU"]);
    assert!(to_unit(&[]).unwrap().files.is_empty());
}

#[test]
fn deletions_have_a_file_of_their_own() {
    let (sender, receiver, timestamp) = sides();
    let it = plan().header;
    let deletion = EquipmentPlanDeletion::new(
        it.csv_version,
        it.insurer,
        it.insured,
        it.plan_date,
        it.provider,
        it.service_type,
    );
    let deletions = [deletion];
    let unit = deletions_to_unit(&deletions, sender, receiver, timestamp, &WriteOptions::new()).unwrap();
    assert_eq!(unit.files[0].name.to_string(), format!("DLTFYOGU_{TAIL}"));
    let read = unit_to_plans(&unit).unwrap();
    assert_eq!((read.plans.len(), &read.deletions[..]), (0, &deletions[..]));
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let mut mixed = plan();
    mixed.needs[1].plan_date = "20260402".parse().unwrap();
    let mut moved = plan();
    moved.lines[0].set_key(on_another_day(plan()).key());
    let mut twice = plan();
    twice.offers[1].offer_no = 1;
    let problems = |plans: &[EquipmentPlan]| match to_unit(plans) {
        Err(WritePlansError::Records(error)) => error.problems,
        other => panic!("{other:?}"),
    };
    assert_eq!(problems(&[mixed]), [GroupProblem::NoHeader { kind: RecordKind::Need, record: 2 }]);
    assert_eq!(
        problems(&[moved, on_another_day(plan())]),
        [
            GroupProblem::OtherPlan { kind: RecordKind::Line, record: 1 },
            GroupProblem::DoubleNumber { kind: RecordKind::Line, record: 3 },
        ]
    );
    assert_eq!(problems(&[twice]), [GroupProblem::DoubleNumber { kind: RecordKind::Offer, record: 2 }]);
    assert_eq!(problems(&[plan(), plan()])[0], GroupProblem::DoubleHeader { record: 2, first: 1 });

    let mut foreign = plan();
    foreign.header.user_wishes = Some("🙂".into());
    foreign.lines[1].selection_reason = Some("🙂".into());
    let Err(error) = to_unit(&[foreign]) else { panic!() };
    assert_eq!(error.japanese().lines().count(), 2);
    assert!(error.to_string().starts_with("2 file(s) cannot be written"), "{error}");

    let (sender, mut receiver, timestamp) = sides();
    receiver.service = None;
    let error = plans_to_unit(&[plan()], sender, receiver, timestamp, &WriteOptions::new()).unwrap_err();
    assert!(matches!(error, WritePlansError::Name(_)));
}

#[test]
fn records_find_their_plans_in_any_order() {
    let plans = vec![plan(), on_another_day(plan())];
    let mut records = EquipmentRecords::from_plans(plans.clone());
    records.headers.reverse();
    records.lines.rotate_left(2);
    let mut back = EquipmentPlan::from_records(records).unwrap();
    back.reverse();
    assert_eq!(back, plans);
}

#[test]
fn all_problems_of_records_are_listed() {
    let mut records = EquipmentRecords::from_plans([plan()]);
    records.headers.push(records.headers[0].clone());
    records.needs[0].provider = "9970100021".parse().unwrap();
    records.offers[3].offer_no = 3;
    let error = EquipmentPlan::from_records(records).unwrap_err();
    assert_eq!(
        error.problems,
        [
            GroupProblem::DoubleHeader { record: 2, first: 1 },
            GroupProblem::NoHeader { kind: RecordKind::Need, record: 1 },
            GroupProblem::DoubleNumber { kind: RecordKind::Offer, record: 4 },
        ]
    );
    assert_eq!(
        error.japanese(),
        "「福祉用具サービス計画書」の2件目は1件目とキーが同じです\n\
         「福祉用具サービス計画書 利用目標」の1件目に対応する「福祉用具サービス計画書」がありません\n\
         「福祉用具サービス計画書 選定提案」の4件目の番号は同じ計画の中で重複しています"
    );
    assert!(error.to_string().starts_with("3 problem(s) in the records; the first: record 2 of UPFYOGU"));
}

/// Changes one file of the folder, and reads it.
fn read_with(prefix: &str, change: impl FnOnce(&Path)) -> Received {
    let folder = folder();
    change(&folder.path().join(format!("{prefix}_{TAIL}")));
    read_plans([folder.path()])
}

#[test]
fn a_wrong_item_keeps_the_unit_out_and_is_told_with_its_place() {
    let received = read_with("UPFYOGU_ITEM", |path| {
        let file = fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&file).contains("20260401");
        assert!(text);
        let broken: Vec<u8> = file.iter().map(|byte| if *byte == b';' { b'x' } else { *byte }).collect();
        fs::write(path, broken).unwrap();
    });
    assert!(received.units.is_empty());
    let [ReadProblem::Data { path, error: Error::Data(problems) }] = &received.problems[..] else { panic!() };
    assert!(path.ends_with(format!("UPFYOGU_ITEM_{TAIL}")));
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].place.record, problems[0].place.item.unwrap().number), (2, 20));
    assert!(!format!("{:?} {}", received.problems, received.problems[0]).contains("9000000001"));
}

#[test]
fn records_without_their_header_are_told() {
    let received = read_with("UPFYOGU", |path| fs::remove_file(path).unwrap());
    let [ReadProblem::Records { unit, error }] = &received.problems[..] else { panic!() };
    assert_eq!(unit, "UPFYOGU_9970100062_17_9970100013_43_20260401090000");
    assert_eq!(error.problems.len(), 8);
}

#[test]
fn renamed_and_contradicting_files_are_not_taken_over() {
    let received = read_with("UPFYOGU_NEED", |path| {
        fs::rename(path, path.with_file_name(format!("コピー ～ UPFYOGU_NEED_{TAIL}"))).unwrap();
    });
    assert!(received.units.is_empty());
    assert!(
        matches!(&received.problems[..], [ReadProblem::Renamed { found, .. }] if found.to_string() == format!("UPFYOGU_NEED_{TAIL}"))
    );

    let received = read_with("UPFYOGU_NEED", |path| {
        fs::rename(path, path.with_file_name(format!("DLTFYOGU_{TAIL}"))).unwrap();
    });
    assert!(received.units.is_empty());
    let said: Vec<String> = received.problems.iter().map(ReadProblem::japanese).collect();
    assert!(
        matches!(&received.problems[..], [ReadProblem::Contradiction { content, .. }] if content == &["UPFYOGU_NEED"]),
        "{said:?}"
    );
}

#[test]
fn strays_others_and_missing_folders_are_told() {
    let folder = folder();
    let header = fs::read(folder.path().join(format!("UPFYOGU_{TAIL}"))).unwrap();
    fs::write(folder.path().join("plan.csv"), header).unwrap();
    fs::write(folder.path().join("見積.pdf"), b"%PDF-1.7").unwrap();
    fs::create_dir(folder.path().join("done")).unwrap();
    let received = read_plans([folder.path(), &folder.path().join("nowhere")]);
    assert_eq!(received.units.len(), 1);
    assert_eq!(received.others.len(), 1);
    assert_eq!(received.folders.len(), 1);
    assert_eq!(received.problems.len(), 2);
    for problem in &received.problems {
        assert!(matches!(problem, ReadProblem::Stray(_) | ReadProblem::Unreadable(_)));
        assert!(!problem.to_string().is_empty() && !problem.japanese().is_ascii());
    }
}

#[test]
fn prices_are_compared_with_the_list_of_each_month() {
    let mut plan = plan();
    plan.lines[0].ends_on = Some("20260531".parse().unwrap());
    let months = ["202603", "202604", "202605", "202606"].map(|month| month.parse().unwrap());
    let over = rules::prices_over_limit(&plan, months, |code, month| match (code, month.month()) {
        // Before the start and after the end nothing is asked.
        ("99999-000011", 3 | 6) => Some(1),
        ("99999-000011", 5) => Some(9_999),
        ("99999-000011", _) => Some(10_000),
        ("99999-000021", 6) => Some(2_000),
        _ => None,
    });
    let found: Vec<_> =
        over.iter().map(|it| (it.line_no, it.month.to_string(), it.price, it.limit)).collect();
    assert_eq!(found, [(1, "202605".to_owned(), 10_000, 9_999), (2, "202606".to_owned(), 3_000, 2_000)]);
    assert_eq!(over[0].japanese(), "明細1：価格10000円が令和8年5月の貸与価格の上限9999円を超えています");
}

/// An unknown supply kind is no reason to lose the record; it is kept as it is.
#[test]
fn unknown_codes_are_kept() {
    let received = read_with("UPFYOGU_ITEM", |path| {
        let mut text = fs::read(path).unwrap();
        let at = text.windows(6).position(|part| part == b",17,1,").unwrap() + 6;
        text[at] = b'9';
        fs::write(path, text).unwrap();
    });
    assert_eq!(received.units[0].plans[0].lines[0].supply.code(), "9");
    assert!(!received.units[0].plans[0].lines[0].is_rental());
}
