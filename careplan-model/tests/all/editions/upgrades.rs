//! From 3.x and 4.0 to 4.1.

use crate::editions::data::{
    PERSON, added, basic_info, deletion, file, line, plan_set, row, table1, types, unit, v,
};
use careplan_model::Side;
use careplan_model::editions::{AddKind, EditionProblem, UpgradeOptions, proposed_types, upgrade};
use careplan_model::{
    BasicInfo, CsvVersion, Edition, FileContent, FormFile, PlanDeletion, ServiceTypeCode, Table1, Table6,
    Transmission,
};

const V3: Edition = Edition::V3;

fn names(unit: &Transmission<FormFile>) -> Vec<String> {
    unit.files.iter().map(|file| file.name.to_string()).collect()
}

#[test]
fn a_plan_set_gets_names_values_and_a_list_with_table_3_of_each_person() {
    let mut old = plan_set(V3);
    let FileContent::Forms(list) = &mut old.files[0].content else { panic!() };
    list.of_mut::<Table1>().unwrap().push(table1(V3.version()));
    let new = upgrade(old.clone(), &types("43", "17")).unwrap();
    assert_eq!(
        names(&new.unit),
        [
            "UP1KYO_9970100013_43_9970100062_17_20241125100000.CSV",
            "UP2KYO_9970100013_43_9970100062_17_20241125100000.CSV",
            "UPHOSOKU_000000_9970100013_43_9970100062_17_20241125100000.CSV",
        ]
    );
    assert_eq!(
        (new.unit.sender.to_string(), new.unit.receiver.to_string()),
        ("9970100013_43".into(), "9970100062_17".into())
    );
    assert_eq!((new.unchanged, &new.from[..]), (false, &[V3][..]));
    assert_eq!(
        added(&new.to_add),
        [("table3", "UP1KYO record 1".into()), ("table3", "UP1KYO record 2".into())]
    );
    assert!(!new.to_add[0].is_note());
    // Nothing but the value is another.
    let mut expected = table1(V3.version());
    expected.csv_version = v("202407");
    assert_eq!(new.unit.files[0].forms::<Table1>(), [expected.clone(), expected]);
}

#[test]
fn editions_1_and_2_are_upgraded_as_3() {
    for edition in [Edition::V1, Edition::V2] {
        let new = upgrade(plan_set(edition), &types("43", "17")).unwrap();
        assert_eq!(new.from, [edition]);
        assert_eq!(new.unit, upgrade(plan_set(V3), &types("43", "17")).unwrap().unit);
    }
}

#[test]
fn what_is_of_4_1_comes_back_unchanged() {
    let unit = plan_set(Edition::V4_1);
    let new = upgrade(unit.clone(), &types("46", "11")).unwrap();
    assert_eq!(
        (new.unit, new.unchanged, &new.from[..], &new.to_add[..]),
        (unit, true, &[Edition::V4_1][..], &[][..])
    );
}

#[test]
fn products_names_and_numbers_are_asked_for_line_by_line() {
    let v3 = V3.version();
    let rental = |code: &str, units| line(v3, "202504", "9970100062", code, units);
    let mut numbered = rental("171004", 200);
    numbered.discriminator = Some(1);
    let mut other_person = rental("171004", 200);
    other_person.insured = v("0000000102");
    let lines = vec![
        rental("171003", 1000),
        line(v3, "202504", "9970100021", "111211", 387),
        rental("171004", 200),
        numbered,
        other_person,
        // An addition names no product, preventive rental has no number.
        rental("17D001", 50),
        rental("671004", 200),
        rental("671004", 200),
    ];
    let rows =
        vec![row(v3, "202504", "9970100062", "171003", 1), row(v3, "202504", "9970100062", "17AAAA", 1)];
    let old = unit([
        file("UPPLAN_202504_9970100013_9970100062_20250325103000.CSV", lines),
        file("UPSIKYU_202504_9970100013_9970100062_20250325103000.CSV", rows),
    ]);
    let new = upgrade(old, &types("43", "17")).unwrap();
    let item = |id: &'static str, record: usize, item: &str| (id, format!("UPPLAN record {record}, {item}"));
    let mut expected = Vec::new();
    for record in [1, 3, 4, 5, 7, 8] {
        expected.push(item("product-code", record, "No.16 TAISコード"));
        expected.push(item("equipment-name", record, "No.18 用具名称（機種名）"));
    }
    expected.push(item("discriminator", 3, "No.19 明細判別コード"));
    expected.push(("product-code", "UPSIKYU record 1, No.10 TAISコード".into()));
    expected.push(("equipment-name", "UPSIKYU record 1, No.12 用具名称（機種名）".into()));
    assert_eq!(added(&new.to_add), expected);
    assert!(new.to_add.iter().any(|entry| entry.what == AddKind::Discriminator { lines: 2 }));
    // Said in both languages, without the person.
    for entry in &new.to_add {
        let said = format!("{entry} {} {entry:?}", entry.japanese());
        assert!(!said.contains(PERSON) && !said.contains("0000000102"), "{said}");
    }
    assert_eq!(
        new.to_add[0].japanese(),
        "UPPLAN 1件目 項目No.16「TAISコード」：用具を特定するTAISコードか福祉用具届出コードのどちらかを記入してください"
    );
}

#[test]
fn what_is_filled_in_is_not_asked_for() {
    // Three-digit codes and all items: the withdrawn 4.0.
    let version = Edition::V4_0.version();
    let mut with_tais = line(version, "202504", "9970100062", "171003", 1000);
    with_tais.tais_code = Some(v("00001-000010"));
    let mut with_notified = line(version, "202504", "9970100062", "171004", 200);
    with_notified.notified_code = Some(v("00001-000010"));
    with_notified.equipment_name = Some("見本手すり１型".into());
    let old = unit([file(
        "UPPLAN_202504_9970100013_143_9970100062_117_20250325103000.CSV",
        vec![with_tais.clone(), with_notified],
    )]);
    assert_eq!(upgrade(old.clone(), &UpgradeOptions::new()).unwrap_err().problems.len(), 2);
    let new = upgrade(old, &types("43", "17")).unwrap();
    assert_eq!(new.from, [Edition::V4_0]);
    assert_eq!(added(&new.to_add), [("equipment-name", "UPPLAN record 1, No.18 用具名称（機種名）".into())]);
    let moved = &new.unit.files[0].forms::<Table6>()[0];
    with_tais.csv_version = v("202407");
    assert_eq!(moved, &with_tais);
    assert_eq!(names(&new.unit), ["UPPLAN_202504_9970100013_43_9970100062_17_20250325103000.CSV"]);
}

#[test]
fn the_name_of_a_picture_follows_its_file() {
    let version = Edition::V4_0.version();
    let parent = "UPKIHON_9900100083_246_9970100013_143_20250828110000.CSV";
    let picture =
        |branch: u8| format!("UPKIHON_IMAGE_9900100083_246_9970100013_143_20250828110000_000{branch}.JPG");
    let image = FormFile { name: v(&picture(2)), content: FileContent::Bytes(vec![0xFF, 0xD8]) };
    let old = unit([
        file(parent, vec![basic_info(version, &picture(2)), basic_info(version, "family.jpg")]),
        image,
    ]);
    let new = upgrade(old, &types("46", "43")).unwrap();
    let expected = "UPKIHON_IMAGE_9900100083_46_9970100013_43_20250828110000_0002.JPG";
    let pictures: Vec<_> = new.unit.files[0]
        .forms::<BasicInfo>()
        .iter()
        .map(|form| form.family_image_file_name.as_deref().unwrap())
        .collect();
    assert_eq!(pictures, [expected, "family.jpg"]);
    assert_eq!(names(&new.unit)[1], expected);
    assert_eq!(
        added(&new.to_add),
        [("image-name", "UPKIHON record 2, No.62 家族構成 画像ファイル名".into())]
    );
}

#[test]
fn months_before_april_2025_are_noted() {
    for (month, notes) in [("202503", 1), ("202504", 0)] {
        let name = format!("DLTPLAN_{month}_9970100013_9970100062_20250325103000.CSV");
        let old = unit([file(&name, vec![deletion(V3.version(), v(month))])]);
        let new = upgrade(old, &types("43", "17")).unwrap();
        assert_eq!(new.to_add.len(), notes, "{month}");
        for note in new.to_add {
            assert!(note.is_note());
            assert_eq!(
                note.to_string(),
                "DLTPLAN: service month 202503 lies before the first of edition 4.1, 202504"
            );
            assert_eq!(note.japanese(), "DLTPLAN：令和7年3月は、4.1版の対象（令和7年4月以降）より前の月です");
        }
    }
}

#[test]
fn a_service_type_is_proposed_and_not_guessed() {
    let v3 = V3.version();
    let slip = |codes: &[&str]| {
        let lines: Vec<Table6> =
            codes.iter().map(|code| line(v3, "202504", "9970100021", code, 200)).collect();
        unit([file("UPPLAN_202504_9970100013_9970100021_20250325103000.CSV", lines)])
    };
    let types_of = |unit: &Transmission<FormFile>, side| -> Vec<String> {
        proposed_types(unit, side).iter().map(ToString::to_string).collect()
    };
    // Of the receiver's lines; out of scope (41) is none.
    let mut one = slip(&["111211", "117211", "411001"]);
    let FileContent::Forms(list) = &mut one.files[0].content else { panic!() };
    list.of_mut::<Table6>().unwrap().push(line(v3, "202504", "9970100039", "151343", 780));
    let two = slip(&["A21111", "111211"]);
    assert_eq!(types_of(&one, Side::Receiver), ["11"]);
    assert_eq!(types_of(&two, Side::Receiver), ["11", "A2"]);
    assert_eq!(types_of(&one, Side::Sender), [""; 0]);

    let sender = UpgradeOptions::new().sender_type(v("43"));
    let problems = |unit: &Transmission<FormFile>, options: &UpgradeOptions| {
        upgrade(unit.clone(), options).unwrap_err().problems
    };
    let proposals = |codes: &[&str]| -> Vec<ServiceTypeCode> { codes.iter().map(|code| v(code)).collect() };
    let missing = |codes: &[&str]| EditionProblem::ServiceType {
        side: Side::Receiver,
        office: v("9970100021"),
        proposals: proposals(codes),
    };
    assert_eq!(problems(&one, &sender), [missing(&["11"])]);
    let takes = sender.take_single_proposal(true);
    assert_eq!(problems(&two, &takes), [missing(&["11", "A2"])]);
    let new = upgrade(one.clone(), &takes).unwrap();
    assert_eq!(new.unit.receiver.to_string(), "9970100021_11");
    assert_eq!(
        new.to_add[0].to_string(),
        "UPPLAN: the service type of the receiver was taken from the forms: 11; confirm it"
    );
    // What is given wins.
    let given = upgrade(one, &takes.receiver_type(v("15"))).unwrap();
    assert_eq!((given.unit.receiver.to_string(), given.to_add.len()), ("9970100021_15".into(), 0));
}

#[test]
fn all_reasons_are_given_at_once() {
    let old = unit([file(
        "UP1KYO_9970100013_9970100062_20241125100000.CSV",
        vec![table1(V3.version()), table1(v("202410")), table1(v("202410"))],
    )]);
    let error = upgrade(old, &UpgradeOptions::new().sender_type(v("4a"))).unwrap_err();
    let ids: Vec<_> = error.problems.iter().map(EditionProblem::id).collect();
    assert_eq!(ids, ["version-unknown", "service-type-unfit", "service-type-unknown"]);
    assert_eq!(
        error.to_string(),
        "UP1KYO record 2: the version value is that of no edition (2 record(s) of the file)\n\
         the service type given for the sender is not two digits or capitals\n\
         the service type of the receiver 9970100062 is not known"
    );
    assert_eq!(
        error.japanese(),
        "UP1KYO 2件目：CSVバージョンがどの版の値でもありません（このファイルに2件）\n\
         送信元に指定されたサービス種類コードが半角英大文字・数字2桁ではありません\n\
         送信先9970100062のサービス種類コードがわかりません"
    );
}

#[test]
fn names_of_4_1_with_older_records_keep_their_types_and_records_of_two_editions_become_one() {
    let records =
        |version: &str| -> PlanDeletion { deletion(version.parse::<CsvVersion>().unwrap(), v("202504")) };
    let mixed = unit([file(
        "DLTPLAN_202504_9970100013_43_9970100062_17_20250325103000.csv",
        vec![records("202407"), records("202208")],
    )]);
    let new = upgrade(mixed, &types("46", "67")).unwrap();
    assert_eq!(new.from, [V3, Edition::V4_1]);
    assert_eq!(names(&new.unit), ["DLTPLAN_202504_9970100013_43_9970100062_17_20250325103000.csv"]);
    assert_eq!(new.unit.files[0].forms::<PlanDeletion>(), [records("202407"), records("202407")]);
}
