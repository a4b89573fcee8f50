//! The obvious way reads the same values from generated data, and writes what reads the same.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_benches::check::Unit;
use careplan_benches::data::{Random, rentals, table2, table2_file, table6, table6_file};
use careplan_benches::obvious;
use careplan_csv::{from_slice, to_vec};
use careplan_fukushi::EquipmentPlanLine;
use careplan_model::{
    Applies, Date, InsuranceCoverage, ServiceTime, Table1, Table2, Table6, Table7, UserSupplement,
};
use careplan_rules::sample::{Edit, PLAN, SLIP};
use chrono::NaiveDate;

fn read<F: serde::de::DeserializeOwned>(file: &[u8]) -> Vec<F> {
    let mut all = Vec::new();
    obvious::read(file, &mut String::new(), |form| all.push(form)).unwrap();
    all
}

fn text<V: ToString>(value: Option<V>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn date(date: Date) -> NaiveDate {
    date.into()
}

fn time(time: ServiceTime) -> u16 {
    time.to_string().parse().unwrap()
}

fn twin6(form: &Table6) -> obvious::Table6 {
    obvious::Table6 {
        csv_version: form.csv_version.to_string(),
        insurer: form.insurer.to_string(),
        insured: form.insured.to_string(),
        created_on: date(form.created_on),
        service_month: date(form.service_month.day(1).unwrap()),
        care_office: text(form.care_office),
        planner_name: form.planner_name.clone(),
        units: form.units,
        short_stay_prior_day_count: form.short_stay_prior_day_count,
        service_date: date(form.service_date),
        prorated_days: text(form.prorated_days),
        service_start_time: time(form.service_start_time),
        service_end_time: time(form.service_end_time),
        service_count: form.service_count,
        service_code: form.service_code.to_string(),
        tais_code: text(form.tais_code),
        notified_code: text(form.notified_code),
        equipment_name: form.equipment_name.clone(),
        discriminator: form.discriminator,
        provider: form.provider.to_string(),
        provider_name: form.provider_name.clone(),
        satellite: text(form.satellite),
        over_30_days: match form.over_30_days {
            Applies::Yes => obvious::Applies::Yes,
            Applies::No => obvious::Applies::No,
            Applies::Other(_) => panic!("not generated"),
        },
        updated_by: text(form.updated_by),
        reserved: form.reserved.clone(),
    }
}

fn twin2(form: &Table2) -> obvious::Table2 {
    obvious::Table2 {
        csv_version: form.csv_version.to_string(),
        insurer: form.insurer.to_string(),
        insured: form.insured.to_string(),
        created_on: date(form.created_on),
        plan_date: date(form.plan_date),
        need_no: form.need_no,
        need: form.need.clone(),
        goal_no: form.goal_no,
        long_term_goal: form.long_term_goal.clone(),
        short_term_goal: form.short_term_goal.clone(),
        long_term_period: form.long_term_period.clone(),
        short_term_period: form.short_term_period.clone(),
        support_no: form.support_no,
        service_content: form.service_content.clone(),
        covered_by_insurance: form.covered_by_insurance.map(|covered| match covered {
            InsuranceCoverage::Covered => obvious::Coverage::Covered,
            InsuranceCoverage::NotCovered => obvious::Coverage::NotCovered,
            InsuranceCoverage::Other(_) => panic!("not generated"),
        }),
        service_kind: form.service_kind.clone(),
        provider: text(form.provider),
        provider_name: form.provider_name.clone(),
        frequency: form.frequency.clone(),
        service_period: form.service_period.clone(),
        updated_by: text(form.updated_by),
        reserved: form.reserved.clone(),
    }
}

#[test]
fn table6_the_same_both_ways() {
    let forms = table6(&mut Random::new(1), 400_000).unwrap();
    let file = table6_file(&forms).unwrap();
    assert_eq!(from_slice::<Table6>(&file).unwrap(), forms);
    let twins: Vec<obvious::Table6> = forms.iter().map(twin6).collect();
    assert_eq!(read::<obvious::Table6>(&file), twins);
    // It quotes less, but what it writes says the same.
    let written = obvious::write(&twins).unwrap();
    assert_eq!(from_slice::<Table6>(&written).unwrap(), forms);
}

#[test]
fn table2_the_same_both_ways() {
    let forms = table2(&mut Random::new(1), 800_000).unwrap();
    let file = table2_file(&forms).unwrap();
    assert_eq!(from_slice::<Table2>(&file).unwrap(), forms);
    let twins: Vec<obvious::Table2> = forms.iter().map(twin2).collect();
    assert_eq!(read::<obvious::Table2>(&file), twins);
    let written = obvious::write(&twins).unwrap();
    assert_eq!(from_slice::<Table2>(&written).unwrap(), forms);
}

#[test]
fn records_are_as_long_as_real_ones() {
    let forms = table6(&mut Random::new(1), 1_000_000).unwrap();
    let average = table6_file(&forms).unwrap().len() / forms.len();
    assert!((186..=206).contains(&average), "{average} bytes a record");
    let forms = table2(&mut Random::new(1), 4_000_000).unwrap();
    let average = table2_file(&forms).unwrap().len() / forms.len();
    assert!((740..=820).contains(&average), "{average} bytes a record");
}

#[test]
fn the_same_seed_makes_the_same_file() {
    let file = |seed| table6_file(&table6(&mut Random::new(seed), 50_000).unwrap()).unwrap();
    assert_eq!(file(3), file(3));
    assert_ne!(file(3), file(4));
}

#[test]
fn every_number_has_its_check_digit() {
    for form in table6(&mut Random::new(5), 200_000).unwrap() {
        assert!(form.insurer.check_digit().is_ok());
        assert!(form.provider.check_digit().is_ok());
        assert!(form.insured.is_well_formed());
    }
}

/// What is read, written and read again is the same to the crates, so that nothing of it was lost or changed.
fn survives<O, F>(file: &[u8])
where
    O: serde::de::DeserializeOwned + serde::Serialize,
    F: careplan_model::FormOf<String> + PartialEq,
{
    let forms: Vec<F> = from_slice(file).unwrap();
    let twins: Vec<O> = read(file);
    assert_eq!((twins.len(), forms.is_empty()), (forms.len(), false));
    assert!(from_slice::<F>(&obvious::write(&twins).unwrap()).unwrap() == forms);
}

#[test]
fn the_other_forms_the_same_both_ways() {
    // Items that are blank in the samples, filled in.
    const PLAN_EDITS: &[Edit] = &[
        Edit::Set("UP1KYO", 1, 7, "見本荘１０１"),
        Edit::Set("UP1KYO", 1, 12, "見本ビル２階"),
        Edit::Set("UP1KYO", 1, 25, "3"),
        Edit::Set("UP1KYO", 1, 26, "見本の理由"),
        Edit::Set("UPHOSOKU", 1, 17, "20260315"),
        Edit::Set("UPHOSOKU", 1, 20, "22"),
        Edit::Set("UPHOSOKU", 1, 21, "1000"),
        Edit::Set("UPHOSOKU", 1, 52, "17"),
        Edit::Set("UPHOSOKU", 1, 55, "5"),
        Edit::Set("UPHOSOKU", 1, 56, "6"),
        Edit::Set("UPHOSOKU", 1, 57, "7"),
        Edit::Set("UPHOSOKU", 1, 58, "8"),
        Edit::Set("UPHOSOKU", 1, 59, "13"),
    ];
    const SLIP_EDITS: &[Edit] = &[
        Edit::Set("UPSIKYU", 4, 8, "01"),
        Edit::Set("UPSIKYU", 4, 11, "99998-000001"),
        Edit::Set("UPSIKYU", 4, 14, "90"),
        Edit::Set("UPSIKYU", 4, 15, "900"),
        Edit::Set("UPSIKYU", 4, 19, "19"),
        Edit::Set("UPSIKYU", 4, 20, "20"),
        Edit::Set("UPSIKYU", 4, 27, "27"),
        Edit::Set("UPSIKYU", 4, 30, "3"),
        Edit::Set("UPSIKYU", 4, 31, "4"),
        Edit::Set("UPSIKYU", 4, 32, "7"),
        Edit::Set("UPSIKYU", 4, 33, "1"),
        Edit::Set("UPSIKYU", 4, 35, "MIHON"),
    ];
    for edits in [&[], PLAN_EDITS] {
        for (name, file) in Unit::of(&PLAN.with(edits), 3).files {
            match name.split('_').next() {
                Some("UP1KYO") => survives::<obvious::Table1, Table1>(&file),
                Some("UPHOSOKU") => survives::<obvious::UserSupplement, UserSupplement>(&file),
                _ => {}
            }
        }
    }
    for edits in [&[], SLIP_EDITS] {
        for (name, file) in Unit::of(&SLIP.with(edits), 3).files {
            match name.split('_').next() {
                Some("UPSIKYU") => survives::<obvious::Table7, Table7>(&file),
                Some("UPHOSOKU") => survives::<obvious::UserSupplement, UserSupplement>(&file),
                _ => {}
            }
        }
    }
    let mut rentals = rentals(&mut Random::new(1), 20).unwrap();
    for line in rentals.plans.iter_mut().flat_map(|plan| &mut plan.lines) {
        (line.discriminator, line.ends_on, line.review_on) = (Some(1), line.starts_on, line.starts_on);
    }
    let lines = rentals.plans.iter().flat_map(|plan| &plan.lines);
    survives::<obvious::EquipmentPlanLine, EquipmentPlanLine>(&to_vec(lines).unwrap());
    survives::<obvious::Table7, Table7>(&to_vec(&rentals.table7).unwrap());
}
