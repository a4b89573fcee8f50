//! From 4.1 to 3.x.

use crate::editions::data::{PERSON, basic_info, deletion, file, line, lost, plan_set, row, types, unit, v};
use careplan_model::editions::{EditionProblem, LostKind, downgrade, same_names, upgrade};
use careplan_model::{Edition, FileContent, FormFile, Table6, Table7};

const V4: Edition = Edition::V4_1;

#[test]
fn a_plan_set_loses_table_3_and_the_service_types() {
    let old = downgrade(plan_set(V4), Edition::V3).unwrap();
    assert_eq!(
        lost(&old.lost),
        [("service-type", "UP1KYO".into()), ("service-type", "UP1KYO".into()), ("file", "UP3KYO".into()),]
    );
    assert_eq!(old.lost[2].what, LostKind::File { records: 2 });
    assert_eq!(old.from, [V4]);
    assert_eq!(old.unit, plan_set(Edition::V3));
    assert_eq!(
        old.lost[2].to_string(),
        "UP3KYO: edition 3.x has no such file; it was left out (2 record(s))"
    );
    assert_eq!(old.lost[2].japanese(), "UP3KYO：3.x版にないファイルのため、除きました（2件）");
    assert_eq!(old.lost.iter().filter(|lost| lost.is_note()).count(), 2);
    // And back: all but 第3表.
    let mut without = plan_set(V4);
    without.files.retain(|file| file.kind().prefix != "UP3KYO");
    assert_eq!(upgrade(old.unit, &types("43", "17")).unwrap().unit, without);
}

#[test]
fn filled_equipment_items_are_dropped_and_listed_one_by_one() {
    let version = V4.version();
    let mut first = line(version, "202510", "9970100062", "171003", 1000);
    first.tais_code = Some(v("00009-000099"));
    first.equipment_name = Some("見本ベッド".into());
    first.discriminator = Some(1);
    let second = line(version, "202510", "9970100021", "111211", 387);
    let mut total = row(version, "202510", "9970100062", "171003", 100);
    total.notified_code = Some(v("00009-000099"));
    total.short_stay_prior_day_count = Some(123);
    let name = |prefix: &str| format!("{prefix}_202510_9970100013_43_9970100062_17_20251016101500.CSV");
    let set = unit([
        file(&name("UPPLAN"), vec![first.clone(), second]),
        file(&name("UPSIKYU"), vec![total.clone(), row(version, "202510", "9970100062", "17AAAA", 99)]),
    ]);
    let old = downgrade(set.clone(), Edition::V3).unwrap();
    assert_eq!(
        lost(&old.lost),
        [
            ("service-type", "UPPLAN".into()),
            ("service-type", "UPPLAN".into()),
            ("service-month", "UPPLAN".into()),
            ("item", "UPPLAN record 1, No.16 TAISコード".into()),
            ("item", "UPPLAN record 1, No.18 用具名称（機種名）".into()),
            ("item", "UPSIKYU record 1, No.11 福祉用具届出コード".into()),
            ("too-long", "UPSIKYU record 1, No.16 回数／日数".into()),
            ("too-long", "UPSIKYU record 1, No.30 前月までの利用日数".into()),
        ]
    );
    assert_eq!(old.lost[6].what, LostKind::TooLong { max: 2 });
    // What fits stays, and too long values too.
    let kept = &old.unit.files[0].forms::<Table6>()[0];
    (first.tais_code, first.equipment_name, first.csv_version) = (None, None, v("202208"));
    assert_eq!(kept, &first);
    let kept = &old.unit.files[1].forms::<Table7>()[0];
    assert_eq!((kept.quantity, kept.short_stay_prior_day_count), (100, Some(123)));
    for entry in &old.lost {
        let said = format!("{entry} {} {entry:?}", entry.japanese());
        assert!(!said.contains(PERSON) && !said.contains("00009-"), "{said}");
    }
    // The way back leaves the dropped items blank and asks for them.
    let new = upgrade(old.unit, &types("43", "17")).unwrap();
    let ids: Vec<_> = new.to_add.iter().map(|entry| entry.what.id()).collect();
    assert_eq!(ids, ["product-code", "equipment-name", "product-code", "equipment-name"]);
    assert_ne!(new.unit, set);
}

#[test]
fn preventive_files_are_left_out_and_nothing_left_is_an_error() {
    let name = |prefix: &str| format!("{prefix}_9900100083_46_9970100013_43_20250828110000.CSV");
    let parent = file(&name("UPKIHON"), vec![basic_info(V4.version(), "a.jpg")]);
    let image = FormFile {
        name: v("UPKIHON_IMAGE_9900100083_46_9970100013_43_20250828110000_0001.jpg"),
        content: FileContent::Bytes(vec![0xFF, 0xD8]),
    };
    let error = downgrade(unit([parent.clone(), image]), Edition::V3).unwrap_err();
    assert_eq!(error.to_string(), "edition 3.x has none of the files of the unit");
    assert_eq!(error.japanese(), "3.x版には、この送信単位のファイルがひとつもありません");
    let [EditionProblem::NothingLeft { files, .. }] = &error.problems[..] else { panic!("{error:?}") };
    assert_eq!(files.iter().map(ToString::to_string).collect::<Vec<_>>(), ["UPKIHON", "UPKIHON_IMAGE"]);

    let plan = file(&name("UP1KYO"), vec![crate::editions::data::table1(V4.version())]);
    let old = downgrade(unit([parent, plan]), Edition::V3).unwrap();
    assert_eq!(old.unit.files.len(), 1);
    let ids: Vec<_> = old.lost.iter().map(|entry| entry.what.id()).collect();
    assert_eq!(ids, ["service-type", "preventive", "service-type", "file"]);
}

#[test]
fn only_to_older_editions_and_only_known_values() {
    for to in [Edition::V4_0, Edition::V4_1] {
        let error = downgrade(plan_set(V4), to).unwrap_err();
        assert_eq!(error.problems, [EditionProblem::NotOlder { to }]);
    }
    for to in [Edition::V1, Edition::V2, Edition::V3] {
        let old = downgrade(plan_set(V4), to).unwrap();
        assert_eq!(old.unit, plan_set(to));
    }
    let name = "DLTPLAN_202504_9970100013_43_9970100062_17_20250325103000.CSV";
    let odd = unit([file(name, vec![deletion(v("202410"), v("202504"))])]);
    let error = downgrade(odd, Edition::V3).unwrap_err();
    assert_eq!(error.problems[0].id(), "version-unknown");
}

#[test]
fn months_that_4_1_applies_to_are_noted() {
    for (month, notes) in [("202503", 0), ("202504", 1)] {
        let name = format!("DLTPLAN_{month}_9970100013_43_9970100062_17_20250325103000.CSV");
        let new = unit([file(&name, vec![deletion(V4.version(), v(month))])]);
        let old = downgrade(new, Edition::V3).unwrap();
        let said: Vec<_> = old.lost.iter().filter(|entry| entry.what.id() == "service-month").collect();
        assert_eq!(said.len(), notes, "{month}");
        for note in said {
            assert_eq!(
                note.to_string(),
                "DLTPLAN: edition 4.1 applies to service month 202504 (from 202504 on)"
            );
            assert!(note.is_note());
        }
    }
}

#[test]
fn units_for_two_types_of_one_office_collide() {
    let of_type = |service_type: &str, time: &str| {
        let name = format!("DLTPLAN_202504_9970100013_43_9970100021_{service_type}_20250325{time}.CSV");
        unit([file(&name, vec![deletion(V4.version(), v("202504"))])])
    };
    let new = [of_type("11", "103000"), of_type("A2", "103000"), of_type("11", "103001")];
    assert_eq!(same_names(&new), []);
    let old: Vec<_> = new.into_iter().map(|unit| downgrade(unit, Edition::V3).unwrap().unit).collect();
    let same = same_names(&old);
    assert_eq!((same.len(), &same[0].units[..]), (1, &[0, 1][..]));
    assert_eq!(
        same[0].to_string(),
        "2 units of sending have a file of the same name: \
         DLTPLAN_202504_9970100013_9970100021_20250325103000.CSV"
    );
}
