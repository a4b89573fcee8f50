//! Layout.

use super::*;

#[test]
fn hand_made_columns_are_counted() {
    let more = |base: Base, prefix: &'static str, count: usize| {
        let text = ms932::decode(&file(base, &[], prefix)).unwrap().into_owned();
        let row = text.split("\r\n").next().unwrap().to_owned();
        let fields = row.split(',').count();
        let row = if fields < count {
            row + &",".repeat(count - fields)
        } else {
            row.split(',').take(count).collect::<Vec<_>>().join(",")
        };
        Content(prefix, ms932::encode(&format!("{row}\r\n")).unwrap().leak())
    };
    // 第1表 and 第2表 as many columns as some programs have, 第6表 with one for each day.
    let case = PLANS.with(&[more(PLAN, "UP1KYO", 23)]);
    assert_eq!(case.files[0].1.split(|byte| *byte == b',').count(), 23);
    case.says(&["E csv-field-count UP1KYO 1 -"]);
    let report = check(&PLANS.with(&[more(PLAN, "UP2KYO", 18)]).files, Profile::receive());
    assert!(told(&report).contains(&"E csv-field-count UP2KYO 1 -".to_owned()), "{:?}", told(&report));
    let report = check(&ACTUALS.with(&[more(ACTUAL, "UPJSK", 49)]).files, Profile::receive());
    assert!(told(&report).contains(&"E csv-field-count UPJSK 1 -".to_owned()), "{:?}", told(&report));
    assert_eq!(report.files[0].records, 1);
}

#[test]
fn version_202410_is_told_once() {
    ACTUALS
        .with(&[SetAll("UPJSK", 1, "202410")])
        .sends(&["E file-unknown-version UPJSK 1 1"])
        .receives(&["W file-unknown-version UPJSK 1 1"])
        .keeps_all_but(&[("UPJSK", 1, 1), ("UPJSK", 2, 1), ("UPJSK", 3, 1)])
        .keeps_all_records();
}

#[test]
fn actuals_under_the_name_of_their_deletion_are_an_error_and_read_as_actuals() {
    let name = "DLTJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV";
    let case = Ground { told: "E item-not-a-date DLTJSK 3 10", ..ACTUALS }
        .with(&[Name("UPJSK", name)])
        .says(&["E name-kind-content DLTJSK - -"])
        .keeps_all_records();
    let report = check(&case.files, Profile::receive());
    assert_eq!(report.files[0].kind.unwrap().prefix, "UPJSK");
}

#[test]
fn odd_names_are_told_and_the_records_are_checked() {
    for (name, send, receive) in [
        ("UPJSK_202604_9970100021_11___20260501090000.CSV", "E name-malformed", "W name-malformed"),
        ("UPJSK_202604_9970100021_11_20260501090000.CSV", "E name-malformed", "W name-malformed"),
        (
            "UPJSQ_202604_9970100021_11_9970100013_43_20260501090000.CSV",
            "W name-unknown-prefix",
            "I name-unknown-prefix",
        ),
        (
            "DLTBET_202604_9970100021_11_9970100013_43_20260501090000.CSV",
            "W name-unknown-prefix",
            "I name-unknown-prefix",
        ),
        ("jisseki.CSV", "E name-malformed", "W name-malformed"),
    ] {
        let canary: &'static str = format!("E item-not-a-date {name} 3 10").leak();
        let [send, receive] = [send, receive].map(|it| format!("{it} {name} - -"));
        Ground { told: canary, ..ACTUALS }
            .with(&[Name("UPJSK", name)])
            .sends(&[&send])
            .receives(&[&receive])
            .keeps_all_records();
    }
    ACTUALS
        .with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501090000.csv")])
        .sends(&["W name-extension-case UPJSK - -"])
        .receives(&["I name-extension-case UPJSK - -"])
        .keeps_all_but(&[])
        .can_be_mended();
    // UPKHON: the files that depend on it lack it then.
    let name = "UPKHON_9900100083_46_9970100013_43_20260325130000.CSV";
    let case = BASICS.with(&[Name("UPKIHON", name)]).keeps_all_records();
    let told = told(&check(&case.files, Profile::receive()));
    assert!(told.contains(&format!("I name-unknown-prefix {name} - -")), "{told:?}");
    assert!(told.contains(&BASICS.told.to_owned()), "{told:?}");
}

#[test]
fn kinds_are_told_neither_by_a_part_of_the_name_nor_by_the_number_of_columns() {
    // 第2表 of 4.1 and 第6表 of 3.x both have 22 items.
    let bytes = file(SLIP_V3, &[], "UPPLAN");
    let report = check(&vec![("april.csv".to_owned(), bytes)], Profile::receive());
    let kind = report.files[0].kind.unwrap().prefix;
    assert!(matches!(kind, "UPPLAN" | "UPJSK"), "{kind}");
    let bytes = file(PLAN, &[], "UP2KYO");
    let report = check(&vec![("plan.csv".to_owned(), bytes)], Profile::receive());
    assert_eq!(report.files[0].kind.unwrap().prefix, "UP2KYO");
    // A name that begins or ends like another's.
    for (base, prefix) in [(BASIC, "UPKIHON_SUB1"), (BASIC, "UPKIHON_SUB2"), (SUPPORT, "UPYOBO_SUB")] {
        let files: Files = base.with(&[]).files().into_iter().map(|file| (file.name, file.bytes)).collect();
        let report = check(&files, Profile::receive());
        let file = report.files.iter().find(|file| file.name().starts_with(prefix)).unwrap();
        assert_eq!(file.kind.unwrap().prefix, prefix);
    }
    // Other files of an office are no forms, whatever their names hold.
    let other = ("UPPLANの控え.CSV".to_owned(), b"date,memo\r\n1,2\r\n".to_vec());
    let memo = ("memo.csv".to_owned(), b"UPPLAN,UPJSK\r\n".to_vec());
    let report = check(&vec![other, memo], Profile::send());
    assert_eq!(report.attachments.len() + report.files.len(), 2);
    assert!(report.attachments.contains(&"memo.csv".to_owned()));
}
