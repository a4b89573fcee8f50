//! Which edition's layout a record has, and writing for another edition.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::{Error, ProblemKind, VersionFit, WriteOptions, Writer, from_slice, records};
use careplan_model::{Edition, Fault, Form, Layout, LayoutFamily, PlanDeletion, Table1, Table6, Table7};

use LayoutFamily::{V3, V4};
use VersionFit::{Agrees, CountDecided, Unknown};

/// What stands behind the version, in each edition's layout.
const TABLE6_V3: &str = ",991018,9000000001,20241122,202412,9970100013,\"p\",1000,,20241201,,9999,9999,1,171003,1,9970100062,\"o\",,0,9970100013,";
const TABLE6_V4: &str = ",991018,9000000001,20251122,202512,9970100013,\"p\",1000,,20251201,,9999,9999,1,111111,,,,,9970100062,\"o\",,0,9970100013,";
const TABLE6_RENTAL: &str = ",991018,9000000001,20251122,202512,9970100013,\"p\",1000,,20251201,,9999,9999,1,171003,00001-000010,,\"m\",1,9970100062,\"o\",,0,9970100013,";
const TABLE7_V3: &str = ",991018,9000000001,20241122,202412,\"o\",9970100021,,111211,387,,,9,3483,3483,,,0,3483,,,,,,,,,,,0,9999999999,,9970100013,";
const TABLE7_V4: &str = ",991018,9000000001,20251122,202512,\"o\",9970100021,,111211,,,,387,,,9,3483,3483,,,0,3483,,,,,,,,,,,0,9999999999,,,";
const TABLE7_RENTAL: &str = ",991018,9000000001,20251122,202512,\"o\",9970100021,,171003,00001-000010,,\"m\",387,,,9,3483,3483,,,0,3483,,,,,,,,,,,0,9999999999,,,";

const OLD: [Edition; 3] = [Edition::V1, Edition::V2, Edition::V3];
const NEW: [Edition; 2] = [Edition::V4_0, Edition::V4_1];
const NO_EDITION: [&str; 4] = ["202410", "999999", "", "2024"];

fn row(version: &str, rest: &str) -> Vec<u8> {
    format!("{version}{rest}\r\n").into_bytes()
}

fn family(layout: &'static Layout, version: &str, rest: &str) -> (LayoutFamily, VersionFit) {
    records(&row(version, rest)).next().unwrap().family(layout)
}

/// The row without its last fields.
fn cut(rest: &str, fields: usize) -> &str {
    rest.rsplitn(fields + 1, ',').last().unwrap()
}

fn count(version: &str, rest: &str) -> usize {
    records(&row(version, rest)).next().unwrap().fields().count()
}

#[test]
fn the_samples_have_the_counts_of_their_editions() {
    for (rest, expected) in [
        (TABLE6_V3, 22),
        (TABLE6_V4, 25),
        (TABLE6_RENTAL, 25),
        (TABLE7_V3, 34),
        (TABLE7_V4, 37),
        (TABLE7_RENTAL, 37),
    ] {
        assert_eq!(count("202407", rest), expected);
    }
}

#[test]
fn where_the_content_fits_the_count_decides() {
    let (six, seven) = (<Table6 as Form>::LAYOUT, <Table7 as Form>::LAYOUT);
    for (layout, rest, of) in [
        (six, TABLE6_V3, V3),
        (six, TABLE6_V4, V4),
        (six, TABLE6_RENTAL, V4),
        (seven, TABLE7_V3, V3),
        (seven, TABLE7_V4, V4),
        (seven, TABLE7_RENTAL, V4),
    ] {
        for edition in OLD.into_iter().chain(NEW) {
            let fit = if edition.family() == of { Agrees(edition) } else { CountDecided(edition) };
            let version = edition.version().to_string();
            assert_eq!(family(layout, &version, rest), (of, fit), "{version}{rest}");
            assert_eq!(family(layout, &format!("\"{version}\""), rest), (of, fit), "quoted");
        }
        for version in NO_EDITION {
            assert_eq!(family(layout, version, rest), (of, Unknown), "{version}{rest}");
        }
    }
}

#[test]
fn where_the_content_does_not_fit_the_value_decides() {
    let (six, seven) = (<Table6 as Form>::LAYOUT, <Table7 as Form>::LAYOUT);
    let surplus6 = format!("{TABLE6_V3},,,");
    let surplus7 = format!("{TABLE7_V3},,,");
    // Rows of 4.x whose tail was cut to the count of 3.x.
    for (layout, rest) in [
        (six, cut(TABLE6_V4, 3)),
        (six, cut(TABLE6_RENTAL, 3)),
        (seven, cut(TABLE7_V4, 3)),
        (seven, cut(TABLE7_RENTAL, 3)),
    ] {
        assert_eq!(count("202407", rest), layout.count_in(V3));
        for edition in NEW {
            assert_eq!(family(layout, &edition.version().to_string(), rest), (V4, Agrees(edition)), "{rest}");
        }
    }
    // Rows of 3.x with surplus blank fields.
    for (layout, rest) in [(six, &surplus6), (seven, &surplus7)] {
        assert_eq!(count("202208", rest), layout.count_in(V4));
        for edition in OLD {
            assert_eq!(family(layout, &edition.version().to_string(), rest), (V3, Agrees(edition)), "{rest}");
        }
    }
    // A count that no edition has says nothing.
    for edition in OLD.into_iter().chain(NEW) {
        let version = edition.version().to_string();
        let rest = cut(TABLE6_V4, 1);
        assert_eq!(family(six, &version, rest), (edition.family(), Agrees(edition)));
    }
    assert_eq!(family(six, "202410", cut(TABLE6_V4, 1)), (V4, Unknown));
}

// A 第7表 of 202410 (the known mistake for 202407) whose three empty last items were cut off has the count of
// 3.x, but not its content.
#[test]
fn with_an_unknown_value_too_the_content_has_to_fit() {
    let (six, seven) = (<Table6 as Form>::LAYOUT, <Table7 as Form>::LAYOUT);
    for (layout, rest) in
        [(seven, cut(TABLE7_V4, 3)), (seven, cut(TABLE7_RENTAL, 3)), (six, cut(TABLE6_RENTAL, 3))]
    {
        assert_eq!(family(layout, "202410", rest), (V4, Unknown), "{rest}");
    }
}

#[test]
fn a_cut_row_is_a_wrong_count_and_nothing_else() {
    let file = row("202407", cut(TABLE7_V4, 3));
    let error = records(&file).next().unwrap().form_of::<Table7, String>().unwrap_err();
    let kinds: Vec<_> = error.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::FieldCount { found: 34, expected: 37 }]);
    assert_eq!(error.problems[0].place.bytes, 0..file.len() as u64);
}

#[test]
fn layouts_that_do_not_differ_follow_the_value() {
    let layout = <PlanDeletion as Form>::LAYOUT;
    let rest = ",991018,9000000001,202604";
    assert_eq!(family(layout, "202208", rest), (V3, Agrees(Edition::V3)));
    assert_eq!(family(layout, "202407", rest), (V4, Agrees(Edition::V4_1)));
    assert_eq!(family(layout, "202410", rest), (V4, Unknown));
    assert_eq!(family(<Table1 as Form>::LAYOUT, "202003", rest), (V3, Agrees(Edition::V2)));
}

#[test]
fn item_numbers_are_those_of_the_edition_of_the_file() {
    // サービス事業所名 is No.21 of 4.x and No.18 of 3.x; its text is none.
    for (version, rest, number) in [
        ("202407", TABLE6_V4, 21),
        ("202208", TABLE6_V3, 18),
        // By the count.
        ("202407", TABLE6_V3, 18),
        ("202208", TABLE6_V4, 21),
    ] {
        let mut file = row(version, rest);
        let start = 6 + rest.find("\"o\"").unwrap();
        file[start + 1] = 0x80;
        let error = records(&file).next().unwrap().form_of::<Table6, String>().unwrap_err();
        let [problem] = &error.problems[..] else { panic!("{error}") };
        let item = problem.place.item.unwrap();
        assert_eq!((item.number, item.name), (number, Some("サービス事業所名")), "{version}{rest}");
        assert!(matches!(problem.kind, ProblemKind::Text(_)));
        assert_eq!(problem.place.bytes, start as u64..start as u64 + 3);
        let items: Vec<_> = records(&file).next().unwrap().items(<Table6 as Form>::LAYOUT).collect();
        assert_eq!(items[number - 1].item.unwrap().name, "サービス事業所名");
    }
    // サービス事業者コード, before it, is blank: then the value decides.
    for (version, rest, number) in [("202407", TABLE6_V4, 20), ("202208", TABLE6_V3, 17)] {
        let file = row(version, &rest.replacen("9970100062", "", 1));
        let error = records(&file).next().unwrap().form_of::<Table6, String>().unwrap_err();
        let [problem] = &error.problems[..] else { panic!("{error}") };
        assert_eq!(problem.place.item.unwrap().number, number);
        assert_eq!(problem.kind, ProblemKind::Item(Fault::Missing));
        let start = 6 + rest.find("9970100062").unwrap() as u64;
        assert_eq!(problem.place.bytes, start..start);
    }
    // 単位数 of 第7表 is No.13 and No.10.
    for (version, rest, number) in [("202407", TABLE7_V4, 13), ("202208", TABLE7_V3, 10)] {
        let file = row(version, &rest.replacen(",387,", ",x,", 1));
        let error = records(&file).next().unwrap().form_of::<Table7, String>().unwrap_err();
        let numbers: Vec<_> =
            error.problems.iter().map(|problem| problem.place.item.unwrap().number).collect();
        assert_eq!(numbers, [number]);
    }
}

fn write(form: &Table6, options: WriteOptions) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(Vec::new(), options);
    writer.write(form)?;
    Ok(writer.into_inner())
}

fn table6(version: &str, rest: &str) -> Table6 {
    from_slice(&row(version, rest)).unwrap().remove(0)
}

#[test]
fn writing_for_an_edition_rewrites_the_value_and_the_layout() {
    let form = table6("202407", TABLE6_V4);
    for edition in OLD {
        let written = write(&form, WriteOptions::new().edition(edition)).unwrap();
        let version = edition.version().to_string();
        assert_eq!(written, row(&version, &TABLE6_V4.replacen("111111,,,,,", "111111,,", 1)));
        let back: Vec<Table6> = from_slice(&written).unwrap();
        assert_eq!(back[0], Table6 { csv_version: edition.version(), ..form.clone() });
    }
    let written = write(&table6("202208", TABLE6_V3), WriteOptions::new().edition(Edition::V4_1)).unwrap();
    assert_eq!(written, row("202407", &TABLE6_V3.replacen("171003,", "171003,,,,", 1)));
    // Without an option the value decides, an unknown one stays and gives 4.1.
    for (version, rest) in
        [("202208", TABLE6_V3), ("202003", TABLE6_V3), ("202410", TABLE6_V4), ("202504", TABLE6_RENTAL)]
    {
        assert_eq!(write(&table6(version, rest), WriteOptions::new()).unwrap(), row(version, rest));
    }
}

#[test]
fn filled_equipment_items_are_refused_for_older_editions() {
    let all = table6("202407", TABLE6_RENTAL);
    let without = Table6 { tais_code: None, equipment_name: None, ..all.clone() };
    for (form, number) in [
        (all.clone(), 16),
        (Table6 { notified_code: Some("00001-000010".parse().unwrap()), ..without.clone() }, 17),
        (Table6 { equipment_name: Some("m".into()), ..without.clone() }, 18),
    ] {
        for edition in OLD {
            let mut writer = Writer::new(Vec::new(), WriteOptions::new().edition(edition));
            writer.write(&without).unwrap();
            let length = row("202208", TABLE6_V3).len();
            match writer.write(&form) {
                Err(Error::NotInEdition { record: 2, item, family: V3 }) => assert_eq!(item.number, number),
                other => panic!("{other:?}"),
            }
            writer.write(&without).unwrap();
            assert_eq!(writer.into_inner().len(), 2 * length, "nothing is left of the refused record");
        }
        // A form that says itself that it is 3.x has no place for them either.
        let old = Table6 { csv_version: Edition::V3.version(), ..form.clone() };
        assert!(matches!(write(&old, WriteOptions::new()), Err(Error::NotInEdition { .. })));
        assert!(write(&form, WriteOptions::new().edition(Edition::V4_0)).unwrap().starts_with(b"202504,"));
    }
    // A blank name is nothing.
    let blank = Table6 { equipment_name: Some(String::new()), ..without };
    assert!(write(&blank, WriteOptions::new().edition(Edition::V3)).is_ok());
}

#[test]
fn records_whose_value_and_layout_disagree_are_written_as_they_were() {
    for (version, rest, of) in
        [("202407", TABLE6_V3, V3), ("202208", TABLE6_RENTAL, V4), ("202410", TABLE6_V3, V3)]
    {
        let file = row(version, rest);
        let record = records(&file).next().unwrap();
        assert_eq!(record.family(<Table6 as Form>::LAYOUT).0, of);
        let form: Table6 = record.form_of().unwrap();
        assert_eq!(write(&form, WriteOptions::new().layout(of)).unwrap(), file);
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        writer.set_layout(Some(of));
        writer.write(&form).unwrap();
        assert_eq!(writer.into_inner(), file);
    }
}

#[test]
fn the_constant_of_table_7_stands_where_the_edition_has_it() {
    let seven = <Table7 as Form>::LAYOUT;
    for (version, rest, at) in [("202208", TABLE7_V3, 31), ("202407", TABLE7_V4, 34)] {
        let file = row(version, rest);
        let item = records(&file).next().unwrap().items(seven).nth(at - 1).unwrap();
        assert_eq!(
            (item.item.unwrap().constant, item.field.content()),
            (Some("9999999999"), &b"9999999999"[..])
        );
    }
    // Another number there does not fit, so the value decides against the count.
    let other = TABLE7_V4.replacen("9999999999", "9970100021", 1);
    assert_eq!(family(seven, "202208", &other), (V3, Agrees(Edition::V3)));
    assert_eq!(family(seven, "202407", &other), (V4, Agrees(Edition::V4_1)));
}
