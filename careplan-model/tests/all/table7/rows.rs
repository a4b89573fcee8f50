//! Which lines make a row, how often it counts, and in which order rows stand.

use crate::table7::data::{
    DAY, HELP, RENT, STAY, code, codes, day, facts, line, lines, office, service_type, whole,
};
use careplan_model::views::table7::{Discount, Note, OfficeService, RowOrder, compute};
use careplan_model::{Applies, DayFlags, Edition, Table6, Table7};

fn counts(records: &[Table7]) -> Vec<(&str, i32, i32, Option<i32>)> {
    let row = |row: &Table7| (row.units, row.quantity, row.service_units);
    records
        .iter()
        .map(|record| {
            let (units, quantity, service_units) = row(record);
            (record.service_code.as_str(), units, quantity, service_units)
        })
        .collect()
}

#[test]
fn times_of_a_day_are_added() {
    let mut plan = lines(HELP, "131511", 294, &[1, 8]);
    plan[0].service_count = 2;
    plan.push(line(HELP, "131511", 294, 8));
    let mut facts = facts();
    facts.unit_prices[0].service_type = service_type("13");
    assert_eq!(counts(&whole(&plan, &facts))[0], ("131511", 294, 4, Some(1176)));
}

#[test]
fn units_satellites_and_30_days_make_rows_of_their_own() {
    let mut plan = lines(HELP, "111211", 387, &[1, 2, 3]);
    plan[1].satellite = Some("1".parse().unwrap());
    plan[1].provider_name = Some("見本サテライト".into());
    plan.push(line(HELP, "117211", 179, 3));
    plan.push(line(HELP, "111211", 400, 4));
    let records = whole(&plan, &facts());
    let expected = [
        ("111211", 387, 2, Some(774)),
        ("111211", 387, 1, Some(387)),
        ("111211", 400, 1, Some(400)),
        ("117211", 179, 1, Some(179)),
        ("11AAAA", 0, 5, Some(1740)),
        ("999999", 0, 5, Some(1740)),
    ];
    assert_eq!(counts(&records), expected);
    assert_eq!(records[1].satellite.unwrap().as_str(), "1");
    let names: Vec<_> = records.iter().map(|record| record.provider_name.as_deref()).collect();
    let own = Some("見本事業所9970100021");
    assert_eq!(names, [own, Some("見本サテライト"), own, own, own, None]);
}

#[test]
fn flagged_days_count_once_each() {
    let mut line = line(HELP, "761112", 320, 15);
    line.prorated_days = DayFlags::from_days(15..=31);
    assert_eq!(counts(&whole(&[line.clone()], &facts()))[0], ("761112", 320, 17, Some(5440)));
    // The same flags on each day.
    let again = Table6 { service_date: day(16), service_count: 3, ..line.clone() };
    assert_eq!(counts(&whole(&[line.clone(), again], &facts()))[0], ("761112", 320, 17, Some(5440)));
    let others = Table6 { prorated_days: DayFlags::from_days([1, 15]), ..line.clone() };
    assert_eq!(counts(&whole(&[line, others], &facts()))[0], ("761112", 320, 18, Some(5760)));
}

#[test]
fn a_monthly_addition_is_taken_in_once() {
    let mut facts = facts();
    let plan = lines(HELP, "114001", 200, &[3, 10, 17]);
    assert_eq!(counts(&whole(&plan, &facts))[0], ("114001", 200, 3, Some(600)));
    facts.once_a_month.insert(code("114001"));
    assert_eq!(counts(&whole(&plan, &facts))[0], ("114001", 200, 1, Some(200)));
}

#[test]
fn products_are_rows_of_their_own_from_edition_4_on() {
    let mut plan = lines(RENT, "171004", 200, &[1, 1, 1]);
    for (line, tais) in plan.iter_mut().zip(["99999-000021", "99999-000022", "99999-000021"]) {
        line.tais_code = Some(tais.parse().unwrap());
        line.equipment_name = Some(format!("見本用具{tais}"));
    }
    plan[2].discriminator = Some(2);
    plan.push(line(RENT, "171007", 250, 1));
    plan[3].notified_code = Some("99998-000001".parse().unwrap());
    let mut facts = facts();
    let records = whole(&plan, &facts);
    let expected = [
        ("171004", 200, 2, Some(400)),
        ("171004", 200, 1, Some(200)),
        ("171007", 250, 1, Some(250)),
        ("17AAAA", 0, 4, Some(850)),
        ("999999", 0, 4, Some(850)),
    ];
    assert_eq!(counts(&records), expected);
    assert_eq!(records[1].tais_code, plan[1].tais_code);
    assert_eq!(records[1].equipment_name.as_deref(), Some("見本用具99999-000022"));
    assert_eq!(records[2].notified_code, plan[3].notified_code);

    facts.edition = Edition::V3;
    let records = whole(&plan, &facts);
    let expected = [
        ("171004", 200, 3, Some(600)),
        ("171007", 250, 1, Some(250)),
        ("17AAAA", 0, 4, Some(850)),
        ("999999", 0, 4, Some(850)),
    ];
    assert_eq!(counts(&records), expected);
    for record in &records {
        assert_eq!((record.tais_code, record.notified_code, &record.equipment_name), (None, None, &None));
        assert_eq!(record.csv_version, Edition::V3.version());
    }
}

#[test]
fn a_discount_stands_before_and_after() {
    let mut facts = facts();
    facts.discounts = [(900, 90), (800, 95)]
        .map(|(units, discounted_rate)| Discount {
            provider: office(DAY),
            service_code: code("151343"),
            units,
            discounted_rate,
        })
        .into();
    // Another office gives none.
    let mut plan = lines(DAY, "151343", 760, &[1, 2]);
    plan.push(line(HELP, "151343", 760, 3));
    let records = whole(&plan, &facts);
    let discount = |row: &Table7| (row.units, row.discounted_rate, row.discounted_units, row.service_units);
    assert_eq!(discount(&records[0]), (800, Some(95), Some(760), Some(1520)));
    assert_eq!(discount(&records[1]), (760, None, None, Some(760)));
    // 387 × 0.95 = 367.65: cut or rounded.
    facts.discounts[1].units = 387;
    for units in [367, 368] {
        let records = whole(&lines(DAY, "151343", units, &[1]), &facts);
        assert_eq!(discount(&records[0]), (387, Some(95), Some(units), Some(units)));
    }
}

#[test]
fn rows_and_offices_stand_as_they_were_mentioned_or_told() {
    let mut facts = facts();
    facts.outside_codes.insert(code("116275"));
    let plan = [
        line(HELP, "116275", 10, 1),
        line(HELP, "111211", 387, 1),
        line(RENT, "171003", 1000, 1),
        line(HELP, "117211", 179, 1),
        line(HELP, "111211", 380, 2),
        line(DAY, "151343", 900, 3),
    ];
    let grouped = ["111211", "111211", "117211", "116275", "11AAAA", "11EEEE", "171003", "151343", "999999"];
    assert_eq!(codes(&whole(&plan, &facts)), grouped);
    facts.row_order = RowOrder::FirstMention;
    facts.group_order = vec![
        OfficeService { provider: office(DAY), service_type: service_type("15") },
        OfficeService { provider: office(HELP), service_type: service_type("11") },
    ];
    let told = ["151343", "116275", "111211", "117211", "111211", "11AAAA", "11EEEE", "171003", "999999"];
    assert_eq!(codes(&whole(&plan, &facts)), told);
}

#[test]
fn days_of_short_stay_are_counted_once_each() {
    let mut facts = facts();
    facts.short_stay_codes.insert(code("212113"));
    let mut plan = lines(STAY, "212113", 787, &[1, 2, 3, 3]);
    plan[2].over_30_days = Applies::Yes;
    plan[3].provider = office(DAY);
    plan.push(line(STAY, "216117", 4, 4)); // does not count days
    for line in &mut plan {
        line.short_stay_prior_day_count = Some(27);
    }
    let days = |row: &Table7| {
        (
            row.short_stay_prior_day_count,
            row.short_stay_planned_day_count,
            row.short_stay_cumulative_day_count,
        )
    };
    let records = whole(&plan, &facts);
    let stay = (Some(27), Some(3), Some(30));
    let rows: Vec<_> = records.iter().map(|row| (row.service_code.as_str(), days(row))).collect();
    let none = (None, None, None);
    let expected = [
        ("212113", stay),
        ("216117", none),
        ("212113", stay),
        ("21AAAA", none),
        ("21ZZZZ", none),
        ("212113", stay),
        ("999999", none),
    ];
    assert_eq!(rows, expected);
    // What is told counts, and that 第6表 says otherwise is noted.
    facts.short_stay_days_before = Some(5);
    let computed = compute(&plan, &facts).unwrap();
    assert_eq!(computed.notes, [Note::ShortStayDaysDiffer]);
    assert_eq!(days(&computed.month.into_records()[0]), (Some(5), Some(3), Some(8)));
}

#[test]
fn what_looks_odd_is_noted_and_counted() {
    let mut facts = facts();
    facts.once_a_month.insert(code("114001"));
    let mut plan = lines(HELP, "111211", 387, &[1, 2, 3]);
    plan[0].service_date = "20251101".parse().unwrap();
    plan[1].prorated_days = Some("0".repeat(31).parse().unwrap());
    plan[2].provider_name = Some("見本ほか".into());
    plan.extend(lines(HELP, "114001", 200, &[3, 4, 5]));
    plan[4].service_count = 2;
    plan[5].units = Some(100);
    let mut short = line(HELP, "761112", 320, 1);
    short.service_month = "202510".parse().unwrap();
    short.prorated_days = DayFlags::from_days([30, 31]);
    plan.push(short);
    let computed = compute(&plan, &facts).unwrap();
    let provider = office(HELP);
    let expected = [
        Note::DayOutsideMonth { line: 1 },
        Note::NoFlags { line: 2 },
        Note::NamesDiffer { provider },
        Note::MonthlyCountsDiffer { provider, service_code: code("114001") },
        Note::MonthlyRowsDiffer { provider, service_code: code("114001") },
    ];
    assert_eq!(computed.notes, expected);
    let records = computed.month.into_records();
    let rows: Vec<_> = counts(&records).into_iter().take(3).collect();
    let expected =
        [("111211", 387, 2, Some(774)), ("114001", 200, 2, Some(400)), ("114001", 100, 1, Some(100))];
    assert_eq!(rows, expected);
    for note in &computed.notes {
        assert!(!note.to_string().is_empty() && note.japanese().contains(['の', '行']));
    }

    // A month of 30 days.
    for line in &mut plan {
        line.service_month = "202511".parse().unwrap();
        line.service_date = "20251101".parse().unwrap();
    }
    let computed = compute(&plan, &facts).unwrap();
    assert!(computed.notes.contains(&Note::FlagsOutsideMonth { line: 7 }));
    let records = computed.month.into_records();
    assert_eq!(counts(&records)[4], ("761112", 320, 1, Some(320)));
}

#[test]
fn the_head_of_each_record_is_as_told() {
    let mut facts = facts();
    facts.entered_by = Some("TANTO01".parse().unwrap());
    facts.updated_by = Some(office("9970100013"));
    facts.created_on = day(16);
    for record in whole(&[line(HELP, "111211", 387, 1), line(HELP, "117211", 179, 1)], &facts) {
        assert_eq!(record.csv_version, Edition::V4_1.version());
        assert_eq!((record.insurer.to_string(), record.insured.as_str()), ("991018".into(), "9000000001"));
        assert_eq!((record.created_on, record.service_month), (day(16), "202510".parse().unwrap()));
        assert_eq!((record.entered_by, record.updated_by), (facts.entered_by, facts.updated_by));
        assert_eq!(record.placeholder_office.unwrap().as_str(), "9999999999");
        let is_total = record.service_code.as_str() == "999999";
        assert_eq!(record.provider.as_str(), if is_total { "9999999999" } else { HELP });
        assert_eq!(record.reserved, None);
    }
}
