//! Units of sending: which files make which kind, and what the builder makes or refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic

use crate::unit_forms::{
    HANAKO, MONTH, TARO, endpoint, form, line, plan_supplement, row, slip_supplement, table1, table2, table3,
    total,
};
#[allow(dead_code)] // shared with other tests
use careplan_model::kind::{
    self, ACTUAL, ACTUAL_DELETION, BASIC_INFO, BASIC_INFO_IMAGE, PLAN, PLAN_DELETION, PREVENTIVE_PLAN,
    TABLE1, TABLE2, TABLE3, TABLE7, USER_SUPPLEMENT,
};
use careplan_model::{
    ActualDeletion, BasicInfo, BuildUnitFault, Edition, FileName, Form, FormKind, NameForm, ReaddressFault,
    Side, Table6, Timestamp, Transmission, UnitBuilder, UnitFault, UnitKind, unit_kind,
};

const CARE: &str = "9970100013";
const HELP: &str = "9970100021";
const CENTRE: &str = "9900100083";

fn stamp() -> Timestamp {
    "20260325093000".parse().unwrap()
}

/// From the care-management office to the home-help office.
fn to_provider() -> UnitBuilder {
    UnitBuilder::new(endpoint(CARE, "43"), endpoint(HELP, "11"), stamp())
}

fn plan_set() -> UnitBuilder {
    let supplements = vec![plan_supplement(TARO)];
    to_provider().plan_set(vec![table1(TARO)], vec![table2(TARO, HELP)], vec![table3(TARO)], supplements)
}

fn slip_set() -> UnitBuilder {
    let lines = vec![line(TARO, MONTH, HELP, "111211")];
    to_provider().slip_set(lines, vec![total(TARO, MONTH, "1")], vec![slip_supplement(TARO, MONTH)])
}

fn names(unit: &Transmission<careplan_model::FormFile>) -> Vec<String> {
    unit.files.iter().map(|file| file.name.to_string()).collect()
}

fn faults(builder: UnitBuilder) -> Vec<BuildUnitFault> {
    let error = builder.build().unwrap_err();
    // Every reason is told in both languages, and of no person.
    assert_eq!(error.japanese().lines().count(), error.faults.len());
    for fault in &error.faults {
        let text = format!("{fault}{}{fault:?}", fault.japanese());
        assert!(!text.contains(TARO) && !text.contains(HANAKO), "{text}");
    }
    error.faults
}

fn missing(file: &'static FormKind, unit: &'static UnitKind) -> BuildUnitFault {
    BuildUnitFault::Unit(UnitFault::Missing { file, unit })
}

fn not_together(file: &'static FormKind, unit: &'static UnitKind) -> BuildUnitFault {
    BuildUnitFault::Unit(UnitFault::NotTogether { file, unit })
}

/// A unit of files with these names, as they are.
fn named(names: &[&str]) -> Transmission<FileName> {
    let mut units = Transmission::group(names.iter().map(|name| name.parse::<FileName>().unwrap()));
    assert_eq!(units.len(), 1);
    units.remove(0)
}

#[test]
fn the_names_of_a_plan_set() {
    let unit = plan_set().build().unwrap();
    assert_eq!(
        names(&unit),
        [
            "UP1KYO_9970100013_43_9970100021_11_20260325093000.CSV",
            "UP2KYO_9970100013_43_9970100021_11_20260325093000.CSV",
            "UP3KYO_9970100013_43_9970100021_11_20260325093000.CSV",
            "UPHOSOKU_000000_9970100013_43_9970100021_11_20260325093000.CSV",
        ]
    );
    assert_eq!((unit.kind(), unit.month), (Ok(&unit_kind::PLAN_SET), None));
}

#[test]
fn the_names_of_a_slip_set() {
    let unit = slip_set().build().unwrap();
    assert_eq!(
        names(&unit),
        [
            "UPPLAN_202604_9970100013_43_9970100021_11_20260325093000.CSV",
            "UPSIKYU_202604_9970100013_43_9970100021_11_20260325093000.CSV",
            "UPHOSOKU_202604_9970100013_43_9970100021_11_20260325093000.CSV",
        ]
    );
    assert_eq!((unit.kind(), unit.month), (Ok(&unit_kind::SLIP_SET), Some("202604".parse().unwrap())));
}

#[test]
fn several_plan_dates_of_one_person_are_one_unit() {
    let later = [("plan_date", "20260401")];
    let unit = to_provider()
        .plan_set(
            vec![table1(TARO), form(&later)],
            vec![table2(TARO, HELP), form(&later)],
            vec![table3(TARO)],
            vec![plan_supplement(TARO), form(&[later[0], ("service_month", "000000")])],
        )
        .build()
        .unwrap();
    assert_eq!(unit.files[0].record_count(), 2);
}

#[test]
fn files_that_are_missing() {
    let unit = &unit_kind::PLAN_SET;
    assert_eq!(
        faults(to_provider().file(&TABLE2, vec![table2(TARO, HELP)])),
        [missing(&TABLE1, unit), missing(&TABLE3, unit), missing(&USER_SUPPLEMENT, unit)]
    );
    let unit = &unit_kind::SLIP_SET;
    assert_eq!(
        faults(to_provider().file(&USER_SUPPLEMENT, vec![slip_supplement(TARO, MONTH)])),
        [missing(&PLAN, unit), missing(&TABLE7, unit)]
    );
    assert_eq!(faults(to_provider()), [BuildUnitFault::Unit(UnitFault::NoFiles)]);
}

#[test]
fn files_that_must_not_go_together() {
    let deletion = form::<careplan_model::PlanDeletion>(&[]);
    assert_eq!(
        faults(slip_set().file(&PLAN_DELETION, vec![deletion])),
        [not_together(&PLAN_DELETION, &unit_kind::SLIP_SET)]
    );
    // Plan set and slip set.
    let both = plan_set()
        .file(&PLAN, vec![line(TARO, MONTH, HELP, "111211")])
        .file(&TABLE7, vec![total(TARO, MONTH, "1")]);
    let found = faults(both);
    assert!(found.contains(&not_together(&PLAN, &unit_kind::PLAN_SET)), "{found:?}");
    assert!(found.contains(&not_together(&TABLE7, &unit_kind::PLAN_SET)), "{found:?}");
    // Actuals beside a slip set go to a centre only.
    let actual = vec![form::<Table6>(&[("provider", CARE)])];
    assert_eq!(
        faults(slip_set().passed_on(true).file(&ACTUAL, actual)),
        [not_together(&ACTUAL, &unit_kind::SLIP_SET)]
    );
}

#[test]
fn a_kind_twice() {
    let twice = slip_set().file(&TABLE7, vec![total(TARO, MONTH, "1")]);
    assert_eq!(faults(twice), [BuildUnitFault::Unit(UnitFault::Duplicate { file: &TABLE7 })]);
}

#[test]
fn the_report_to_the_centre() {
    let report = UnitBuilder::new(endpoint(CARE, "43"), endpoint(CENTRE, "46"), stamp())
        .slip_set(
            vec![line(TARO, MONTH, HELP, "111211")],
            vec![total(TARO, MONTH, "1")],
            vec![slip_supplement(TARO, MONTH)],
        )
        .file(&ACTUAL, vec![line(TARO, MONTH, HELP, "111211")]);
    assert_eq!(report.build().unwrap().kind(), Ok(&unit_kind::COMMISSION_REPORT));
}

#[test]
fn several_months() {
    let months = to_provider().slip_set(
        vec![line(TARO, MONTH, HELP, "111211"), line(TARO, "202605", HELP, "111211")],
        vec![total(TARO, "202605", "1")],
        vec![slip_supplement(TARO, "202605")],
    );
    assert_eq!(
        faults(months),
        [(&PLAN, 2), (&TABLE7, 1), (&USER_SUPPLEMENT, 1)]
            .map(|(file, record)| BuildUnitFault::OtherMonth { file, record })
    );
}

#[test]
fn versions() {
    let mixed = to_provider().slip_set(
        vec![line(TARO, MONTH, HELP, "111211")],
        vec![total(TARO, MONTH, "1"), form(&[("csv_version", "202208")])],
        vec![form(&[("csv_version", "202410"), ("plan_date", "00000000")])],
    );
    assert_eq!(
        faults(mixed),
        [
            BuildUnitFault::OtherVersion { file: &TABLE7, record: 2, edition: Edition::V4_1 },
            BuildUnitFault::UnknownVersion { file: &USER_SUPPLEMENT, record: 1 },
        ]
    );
    let withdrawn = form::<careplan_model::PlanDeletion>(&[("csv_version", "202504")]);
    assert_eq!(faults(to_provider().file(&PLAN_DELETION, vec![withdrawn])), [BuildUnitFault::Withdrawn]);
}

#[test]
fn a_unit_of_3x_has_no_service_types_and_no_table3() {
    let version = ("csv_version", "202208");
    let plan_set = |sender, receiver| {
        UnitBuilder::new(sender, receiver, stamp()).plan_set(
            vec![form(&[version])],
            vec![form(&[version, ("plan_date", "20260320")])],
            vec![],
            vec![form(&[version, ("plan_date", "20260320"), ("service_month", "000000")])],
        )
    };
    let unit = plan_set(endpoint(CARE, ""), endpoint(HELP, "")).build().unwrap();
    assert_eq!(names(&unit)[0], "UP1KYO_9970100013_9970100021_20260325093000.CSV");
    assert_eq!(unit.kind(), Ok(&unit_kind::PLAN_SET));
    let with_types = plan_set(endpoint(CARE, "43"), endpoint(HELP, "11"));
    assert_eq!(
        faults(with_types.clone()),
        [Side::Sender, Side::Receiver]
            .map(|side| BuildUnitFault::ServiceType { side, expected: NameForm::V3 })
    );
    let with_table3 = plan_set(endpoint(CARE, ""), endpoint(HELP, ""))
        .file(&TABLE3, vec![form::<careplan_model::Table3>(&[version])]);
    assert_eq!(faults(with_table3), [BuildUnitFault::NotInEdition { file: &TABLE3, edition: Edition::V3 }]);
}

#[test]
fn service_types_are_missing() {
    let deletion = vec![form::<careplan_model::PlanDeletion>(&[])];
    let without = UnitBuilder::new(endpoint(CARE, ""), endpoint(HELP, ""), stamp());
    assert_eq!(
        faults(without.file(&PLAN_DELETION, deletion)),
        [Side::Sender, Side::Receiver]
            .map(|side| BuildUnitFault::ServiceType { side, expected: NameForm::V4_1 })
    );
}

#[test]
fn sender_and_receiver_and_timestamp() {
    let deletion = || vec![form::<careplan_model::PlanDeletion>(&[])];
    let builder = |sender, receiver, at: &str| {
        UnitBuilder::new(sender, receiver, at.parse().unwrap()).file(&PLAN_DELETION, deletion())
    };
    let at = "20260325093000";
    let same = builder(endpoint(CARE, "43"), endpoint(CARE, "43"), at);
    assert_eq!(faults(same), [BuildUnitFault::SameOffice]);
    // One office with two service types may send to itself.
    assert!(builder(endpoint(CARE, "43"), endpoint(CARE, "11"), at).build().is_ok());
    let short = builder(endpoint(CARE, "43"), endpoint("99701", "11"), "20260230250000");
    assert_eq!(faults(short), [BuildUnitFault::Office { side: Side::Receiver }, BuildUnitFault::Timestamp]);
}

#[test]
fn forms_of_another_kind_and_empty_files() {
    let wrong = to_provider().file(&PLAN_DELETION, vec![table1(TARO)]);
    let forms = <careplan_model::Table1 as Form>::LAYOUT;
    assert_eq!(faults(wrong), [BuildUnitFault::WrongForms { file: &PLAN_DELETION, forms }]);
    let empty = to_provider().slip_set(
        vec![line(TARO, MONTH, HELP, "111211")],
        vec![],
        vec![slip_supplement(TARO, MONTH)],
    );
    assert_eq!(faults(empty), [BuildUnitFault::Empty { file: &TABLE7 }]);
}

#[test]
fn the_supplement_of_the_other_unit() {
    let beside_slips = to_provider().slip_set(
        vec![line(TARO, MONTH, HELP, "111211")],
        vec![total(TARO, MONTH, "1")],
        vec![plan_supplement(TARO)],
    );
    assert_eq!(faults(beside_slips)[0], BuildUnitFault::SupplementVariant { record: 1, with_month: true });
    let beside_plan = to_provider().plan_set(
        vec![table1(TARO)],
        vec![table2(TARO, HELP)],
        vec![table3(TARO)],
        vec![plan_supplement(TARO), form(&[("plan_date", "00000000"), ("service_month", "000000")])],
    );
    assert_eq!(faults(beside_plan), [BuildUnitFault::SupplementVariant { record: 2, with_month: false }]);
}

#[test]
fn persons_that_are_missing_or_depend_on_nobody() {
    let slips = to_provider().slip_set(
        vec![line(TARO, MONTH, HELP, "111211"), line(HANAKO, MONTH, HELP, "111211")],
        vec![total(TARO, MONTH, "1"), total("9000000009", MONTH, "1")],
        vec![slip_supplement(TARO, MONTH), slip_supplement("9000000008", MONTH)],
    );
    assert_eq!(
        faults(slips),
        [
            BuildUnitFault::Orphan { file: &TABLE7, record: 2, leading: &PLAN },
            BuildUnitFault::Orphan { file: &USER_SUPPLEMENT, record: 2, leading: &PLAN },
            BuildUnitFault::PersonMissing { file: &PLAN, record: 2, missing: &TABLE7 },
            BuildUnitFault::PersonMissing { file: &PLAN, record: 2, missing: &USER_SUPPLEMENT },
        ]
    );
    // 第3表 may have nothing to say of a person; a date is part of the key.
    let plans = to_provider().plan_set(
        vec![table1(TARO), table1(HANAKO)],
        vec![table2(TARO, HELP)],
        vec![form(&[("plan_date", "20260319")])],
        vec![plan_supplement(TARO), plan_supplement(HANAKO)],
    );
    assert_eq!(
        faults(plans),
        [
            BuildUnitFault::Orphan { file: &TABLE3, record: 1, leading: &TABLE1 },
            BuildUnitFault::PersonMissing { file: &TABLE1, record: 2, missing: &TABLE2 },
        ]
    );
}

#[test]
fn the_offices_of_plans_and_actuals() {
    let other = |item: &str, file, side| {
        let item = <Table6 as Form>::LAYOUT.field(item).unwrap();
        BuildUnitFault::OtherOffice { file, record: 2, item, side }
    };
    let line_of = |office| form::<Table6>(&[("care_office", office), ("provider", HELP)]);
    let plan = |builder: UnitBuilder| {
        builder.slip_set(
            vec![line_of(CARE), line_of("9970100104")],
            vec![total(TARO, MONTH, "1")],
            vec![slip_supplement(TARO, MONTH)],
        )
    };
    assert_eq!(faults(plan(to_provider())), [other("care_office", &PLAN, Side::Sender)]);
    assert!(plan(to_provider()).passed_on(true).build().is_ok());

    let to_care = || UnitBuilder::new(endpoint(HELP, "11"), endpoint(CARE, "43"), stamp());
    let theirs = form::<Table6>(&[("care_office", "9970100104"), ("provider", "9970100039")]);
    assert_eq!(
        faults(to_care().file(&ACTUAL, vec![line_of(CARE), theirs.clone()])),
        [other("care_office", &ACTUAL, Side::Receiver), other("provider", &ACTUAL, Side::Sender)]
    );
    // To a centre actuals are passed on, and so are those of preventive services.
    let to_centre = UnitBuilder::new(endpoint(CARE, "43"), endpoint(CENTRE, "46"), stamp());
    assert!(to_centre.file(&ACTUAL, vec![theirs]).build().is_ok());
    let preventive = form(&[("care_office", CENTRE), ("provider", "9970100039"), ("service_code", "A21111")]);
    assert!(to_care().file(&ACTUAL, vec![line_of(CARE), preventive]).build().is_ok());

    let deletion: ActualDeletion = form(&[("provider", "9970100039"), ("service_type", "11")]);
    let item = ActualDeletion::LAYOUT.field("provider").unwrap();
    assert_eq!(
        faults(to_care().file(&ACTUAL_DELETION, vec![deletion])),
        [BuildUnitFault::OtherOffice { file: &ACTUAL_DELETION, record: 1, item, side: Side::Sender }]
    );
}

/// 利用者基本情報 of two persons, the second with a picture, from the centre to the office.
fn basic(fields: &[(&str, &str)]) -> UnitBuilder {
    let second: Vec<_> = [&[("insured", HANAKO)], fields].concat();
    UnitBuilder::new(endpoint(CENTRE, "46"), endpoint(CARE, "43"), stamp())
        .file(&BASIC_INFO, vec![form::<BasicInfo>(&[]), form(&second)])
}

#[test]
fn pictures_get_their_numbers_and_item_62_their_names() {
    let unit = basic(&[]).image(2, b"second".to_vec()).image(1, b"first".to_vec()).build().unwrap();
    let image = |branch| format!("UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325093000_000{branch}.jpg");
    assert_eq!(names(&unit)[1..], [image(1), image(2)]);
    let forms = unit.files[0].forms::<BasicInfo>();
    let named: Vec<_> = forms.iter().map(|form| form.family_image_file_name.clone()).collect();
    assert_eq!(named, [Some(image(1)), Some(image(2))]);
    assert!(matches!(&unit.files[1].content, careplan_model::FileContent::Bytes(bytes) if bytes == b"first"));
    assert_eq!(unit.kind(), Ok(&unit_kind::BASIC_INFO));
}

#[test]
fn pictures_that_do_not_fit() {
    let item62 = ("family_image_file_name", "kazoku.jpg");
    assert_eq!(faults(basic(&[item62])), [BuildUnitFault::ImageMissing { record: 2 }]);
    // What stood there is written anew with a picture.
    assert!(basic(&[item62]).image(2, vec![1]).build().is_ok());
    assert_eq!(
        faults(basic(&[]).image(1, vec![]).image(3, vec![1]).image(0, vec![1]).image(1, vec![1])),
        [
            BuildUnitFault::ImageEmpty { record: 1 },
            BuildUnitFault::ImageWithoutRecord { record: 3 },
            BuildUnitFault::ImageWithoutRecord { record: 0 },
            BuildUnitFault::ImageTwice { record: 1 },
        ]
    );
    assert_eq!(faults(slip_set().image(1, vec![1])), [BuildUnitFault::ImageWithoutRecord { record: 1 }]);
}

#[test]
fn a_unit_is_given_another_address_only_in_its_edition() {
    let unit = basic(&[]).image(2, vec![1]).build().unwrap();
    let provider = endpoint(HELP, "A2");
    let error = unit.clone().readdressed(endpoint(CARE, ""), provider, stamp()).unwrap_err();
    assert_eq!(error.faults, [ReaddressFault::Edition { side: Side::Sender }]);
    let mut wrong = unit.clone();
    if let careplan_model::FileContent::Forms(forms) = &mut wrong.files[0].content {
        forms.of_mut::<BasicInfo>().unwrap()[1].family_image_file_name = Some("kazoku.jpg".into());
    }
    let error = wrong.readdressed(unit.receiver, provider, stamp()).unwrap_err();
    assert_eq!(error.faults, [ReaddressFault::ImageName { record: 2 }]);
    let next = stamp().next_second().unwrap();
    let passed_on = unit.clone().readdressed(unit.receiver, provider, next).unwrap();
    assert_eq!((passed_on.sender, passed_on.receiver, passed_on.timestamp), (unit.receiver, provider, next));
    let image = "UPKIHON_IMAGE_9970100013_43_9970100021_A2_20260325093001_0001.jpg";
    assert_eq!(names(&passed_on)[1], image);
    let item62 = &passed_on.files[0].forms::<BasicInfo>()[1].family_image_file_name;
    assert_eq!(item62.as_deref(), Some(image));
}

#[test]
fn the_kind_of_a_received_unit() {
    let rest = "9970100013_43_9970100021_11_20260325093000.CSV";
    let unit = |prefixes: &[&str]| {
        let names: Vec<String> = prefixes.iter().map(|prefix| format!("{prefix}_{rest}")).collect();
        named(&names.iter().map(String::as_str).collect::<Vec<_>>()).kind()
    };
    assert_eq!(unit(&["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU_000000"]), Ok(&unit_kind::PLAN_SET));
    assert_eq!(unit(&["UPJSK_202604"]), Ok(&unit_kind::ACTUAL));
    assert_eq!(unit(&["DLT1KYO"]), Ok(&unit_kind::TABLE1_DELETION));
    assert_eq!(unit(&["UPYOBO"]), Ok(&unit_kind::PREVENTIVE_PLAN));
    assert_eq!(unit(&["UPYOBO", "UPKIHON", "UPKIHON_SUB2"]), Ok(&unit_kind::PREVENTIVE_PLAN_AND_BASIC_INFO));
    let lacking = UnitFault::Missing { file: &PREVENTIVE_PLAN, unit: &unit_kind::PREVENTIVE_PLAN };
    assert_eq!(unit(&["UPYOBO_SUB"]).unwrap_err().faults, [lacking]);
    let lacking = UnitFault::Missing { file: &BASIC_INFO, unit: &unit_kind::BASIC_INFO };
    assert_eq!(unit(&["UPKIHON_SUB1"]).unwrap_err().faults, [lacking]);
    let beside = UnitFault::NotTogether { file: &PLAN_DELETION, unit: &unit_kind::SLIP_SET };
    let found = unit(&["UPPLAN_202604", "UPSIKYU_202604", "UPHOSOKU_202604", "DLTPLAN_202604"]);
    assert_eq!(found.unwrap_err().faults, [beside]);
    // In 3.x a plan set is whole without 第3表.
    let old = "9970100013_9970100021_20240325093000.CSV";
    let old = ["UP1KYO_", "UP2KYO_", "UPHOSOKU_000000_"].map(|prefix| format!("{prefix}{old}"));
    assert_eq!(named(&old.each_ref().map(String::as_str)).kind(), Ok(&unit_kind::PLAN_SET));
}

#[test]
fn a_unit_put_together_by_hand_has_one_month_and_one_name() {
    let mut unit = named(&[
        "UPPLAN_202604_9970100013_43_9970100021_11_20260325093000.CSV",
        "UPSIKYU_202604_9970100013_43_9970100021_11_20260325093000.CSV",
    ]);
    unit.files.push("UPHOSOKU_000000_9970100013_43_9970100021_11_20260325093000.CSV".parse().unwrap());
    assert_eq!(unit.kind().unwrap_err().faults, [UnitFault::WrongMonth { file: &USER_SUPPLEMENT }]);
    unit.files[2] = "UPHOSOKU_202604_9970100013_43_9970100021_11_20260325093001.CSV".parse().unwrap();
    assert_eq!(unit.kind().unwrap_err().faults, [UnitFault::OtherName { file: &USER_SUPPLEMENT }]);
}

#[test]
fn the_table_of_units_knows_every_kind_of_file() {
    for file in kind::STANDARD {
        assert!(unit_kind::ALL.iter().any(|unit| unit.allows(file)), "{file:?}");
    }
    let ids: std::collections::BTreeSet<_> = unit_kind::ALL.iter().map(|unit| unit.id).collect();
    assert_eq!(ids.len(), unit_kind::ALL.len());
    for unit in unit_kind::ALL {
        // What is in a unit has its month or can do without one.
        assert!(unit.files().all(|file| file.has_month == unit.has_month() || file.zero_month), "{unit:?}");
        // Deletions go alone.
        assert!(!unit.files().any(FormKind::is_deletion) || unit.files().count() == 1, "{unit:?}");
    }
    assert!(unit_kind::BASIC_INFO.allows(&BASIC_INFO_IMAGE));
}

#[test]
fn seconds() {
    let next = |at: &str| at.parse::<Timestamp>().unwrap().next_second().map(|at| at.to_string());
    assert_eq!(next("20260325093059").as_deref(), Some("20260325093100"));
    assert_eq!(next("20260325095959").as_deref(), Some("20260325100000"));
    assert_eq!(next("20280228235959").as_deref(), Some("20280229000000"));
    assert_eq!(next("99991231235959"), None);
    assert_eq!(next("20260230000000"), None);
    // A row that is none of the table's.
    assert_eq!(row(TARO, MONTH, HELP, "11AAAA", "1").service_units, Some(1));
}
