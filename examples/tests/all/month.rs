//! A month of one office: two hundred persons, built from grids and facts, addressed to each provider, written,
//! checked by the rules for sending, read again, and taken over by each receiver.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{InboxOptions, WriteOptions, read_unit, write_unit};
use careplan_model::ledger::{EntryKey, Person};
use careplan_model::views::table7::{Bearer, Facts, UnitPriceFact, compute};
use careplan_model::views::{GridLine, LongTermGoal, MonthGrid, Need, ShortTermGoal, Support, Table2Tree};
use careplan_model::{
    Applies, CareLevel, CertificationStatus, DateOrZeros, Edition, Endpoint, InsuranceCoverage, Ledger,
    MonthOrZeros, PersonForms, PlannerUnits, Sex, Table1, Table2, Table3, Table6, Table7, UserSupplement,
    Weekday, ZerosOr,
};
use careplan_rules::{Checker, Profile};
use std::collections::BTreeMap;
use std::fs;
use std::str::FromStr;

const PERSONS: usize = 200;
const CARE: &str = "9970100013";
const MONTH: &str = "202510";
const PLAN_DATE: &str = "20250920";

/// A service of somebody's month: number and name of the office, code, units, days and times, product.
struct Service {
    office: (&'static str, &'static str),
    code: &'static str,
    units: i32,
    days: Vec<u8>,
    times: (&'static str, &'static str),
    product: Option<(&'static str, &'static str)>,
}

fn value<V: FromStr>(text: &str) -> V {
    text.parse().unwrap_or_else(|_| unreachable!("a value of the test is none: {text}"))
}

/// The numbers of a person, counted from 0.
fn insured(person: usize) -> String {
    format!("90000{:05}", 30_000 + person)
}

fn month_of(person: usize) -> Vec<Service> {
    const HELP: (&str, &str) = ("9970100021", "例示ヘルパーステーション");
    const DAY: (&str, &str) = ("9970100039", "見本デイサービス\"そよかぜ\",本館");
    const NURSE: (&str, &str) = ("9960100056", "例示訪問看護ステーション");
    const RENT: (&str, &str) = ("9970100062", "見本福祉用具レンタル");
    let weekly = |first: usize| (0..4).map(|week| u8::try_from(first + 7 * week).unwrap()).collect();
    let service =
        |office, code, units, days, times| Service { office, code, units, days, times, product: None };
    let rental = |code, units, product| Service {
        office: RENT,
        code,
        units,
        days: vec![1],
        times: ("9999", "9999"),
        product: Some(product),
    };
    let mut services = Vec::new();
    if person % 5 != 4 {
        services.push(service(HELP, "111211", 387, weekly(1 + person % 7), ("0900", "1000")));
    }
    if person.is_multiple_of(3) {
        services.push(service(HELP, "117211", 179, weekly(1 + (person + 2) % 7), ("1300", "1345")));
    }
    if person.is_multiple_of(2) {
        // Some go every day, and beyond what the insurance covers.
        let days = if person.is_multiple_of(20) { (1..=30).collect() } else { weekly(1 + (person + 3) % 7) };
        services.push(service(DAY, "151343", 900, days, ("0930", "1640")));
    }
    if person % 7 == 1 {
        services.push(service(NURSE, "131511", 294, weekly(2), ("1400", "1440")));
    }
    if person % 4 != 2 || services.is_empty() {
        services.push(rental("171003", 1000, ("99999-000011", "見本ベッド　ＡＢ－１０００（３モーター）")));
        services.push(rental("171007", 250, ("99999-000051", "見本手すり　髙さ調節式")));
    }
    services
}

fn grid_of(person: usize) -> MonthGrid {
    let mut grid =
        MonthGrid::new(Edition::CURRENT.version(), value("991018"), value(&insured(person)), value(MONTH));
    for service in month_of(person) {
        let (start, end) = service.times;
        let (number, name) = service.office;
        let mut line = GridLine::new(
            value("20250922"),
            value(start),
            value(end),
            value(service.code),
            value(number),
            Applies::No,
        );
        line.care_office = Some(value(CARE));
        line.planner_name = Some("例示　能子".into());
        line.units = Some(service.units);
        line.provider_name = Some(name.into());
        line.updated_by = Some(value(CARE));
        if let Some((code, name)) = service.product {
            line.tais_code = Some(value(code));
            line.equipment_name = Some(name.into());
        }
        grid.lines.push(line.on(service.days).unwrap());
    }
    grid
}

fn facts_of(person: usize) -> Facts {
    let mut facts = Facts::new(Edition::CURRENT, value("20250922"));
    facts.updated_by = Some(value(CARE));
    facts.unit_prices = [("11", "10.70"), ("13", "10.70"), ("15", "10.45"), ("17", "10.00")]
        .map(|(service_type, price)| UnitPriceFact::of_type(value(service_type), value(price)))
        .into();
    facts.benefit_rate = Some([90, 80, 70][person % 3]);
    facts.benefit_limit = Some(16_765);
    // The day service bears what goes beyond.
    facts.bearers.push(Bearer::rest(value("9970100039"), value("15")));
    facts
}

fn table1_of(person: usize) -> Table1 {
    let mut form = Table1::new(
        Edition::CURRENT.version(),
        value("991018"),
        value(&insured(person)),
        value("20250922"),
        "例示　能子".to_owned(),
        "見本居宅介護支援センター".to_owned(),
        value(CARE),
        value(PLAN_DATE),
        value("20230401"),
    );
    form.care_level = Some(CareLevel::Care1);
    form.certification_status = Some(CertificationStatus::Certified);
    form.certified_on = Some(value("20250320"));
    form.valid_from = Some(value("20250401"));
    form.valid_until = Some(value("20280331"));
    form.user_postal_code = Some("000-0001".into());
    form.user_address_1 = Some("見本県例示市見本町１－２－３".into());
    form.wishes_and_needs_analysis =
        Some("本人：家で暮らしたい。\r\n家族：\"無理\"をしないでほしい, と思う。".into());
    form.support_policy = Some("できることを続けられるように支援します。".into());
    form.updated_by = Some(value(CARE));
    form
}

fn table2_of(person: usize) -> Vec<Table2> {
    let mut supports = Vec::new();
    for (number, service) in (1..).zip(month_of(person)) {
        let mut support = Support::new(number);
        support.content = Some(format!("見本の支援{number}"));
        support.covered_by_insurance = Some(InsuranceCoverage::Covered);
        support.service_kind = Some("見本".into());
        support.provider = Some(value(service.office.0));
        support.provider_name = Some(service.office.1.into());
        support.frequency = Some("週１回".into());
        supports.push(support);
    }
    let short =
        ShortTermGoal {
            text: Some("一人で立ち上がる。".into()), period: Some("６か月".into()), supports
        };
    let long = LongTermGoal {
        number: 1,
        text: Some("庭まで歩く。".into()),
        period: Some("１年".into()),
        short_term_goals: vec![short],
    };
    let need = Need { number: 1, text: Some("転ばずに暮らしたい。".into()), goals: vec![long] };
    let mut tree = Table2Tree::new(
        Edition::CURRENT.version(),
        value("991018"),
        value(&insured(person)),
        value("20250922"),
        value(PLAN_DATE),
    );
    tree.updated_by = Some(value(CARE));
    tree.needs.push(need);
    tree.to_records().unwrap()
}

fn table3_of(person: usize) -> Table3 {
    let mut form = Table3::new(
        Edition::CURRENT.version(),
        value("991018"),
        value(&insured(person)),
        value("20250922"),
        value(PLAN_DATE),
    );
    form.service_content = Some("見本の支援".into());
    form.weekday = Some(Weekday::Monday);
    form.service_start_time = Some(value("0900"));
    form.service_end_time = Some(value("1000"));
    form
}

fn supplement_of(person: usize, plan_date: DateOrZeros, month: MonthOrZeros, excess: i32) -> UserSupplement {
    let mut form = UserSupplement::new(
        Edition::CURRENT.version(),
        value("991018"),
        value(&insured(person)),
        plan_date,
        "ミホン　タロウ".to_owned(),
        format!("見本　太郎{person}"),
        if person.is_multiple_of(2) { Sex::Female } else { Sex::Male },
        value("19400401"),
        month,
    );
    form.user_postal_code = Some("000-0001".into());
    form.user_address_1 = Some("見本県例示市見本町１－２－３".into());
    form.certified_on = Some(value("20250320"));
    form.benefit_limit_from = Some(value("20250401"));
    form.benefit_limit_until = Some(value("20280331"));
    form.certification_status = Some(CertificationStatus::Certified);
    form.care_level = Some(CareLevel::Care1);
    form.benefit_limit = Some(16_765);
    form.total_limit_excess_units = Some(excess);
    form.updated_by = Some(value(CARE));
    form
}

fn person_of(person: usize) -> PersonForms {
    let plan: Vec<Table6> = grid_of(person).to_records().unwrap();
    let computed = compute(&plan, &facts_of(person)).unwrap();
    assert!(computed.missing.is_empty(), "person {person}: {:?}", computed.missing);
    let excess = computed.month.total.as_ref().unwrap().limit_excess_units.unwrap_or_default();
    let table7 = computed.month.into_records();
    PersonForms {
        table1: vec![table1_of(person)],
        table2: table2_of(person),
        table3: vec![table3_of(person)],
        supplements: vec![
            supplement_of(person, ZerosOr::Value(value(PLAN_DATE)), ZerosOr::Zeros, 0),
            supplement_of(person, ZerosOr::Zeros, ZerosOr::Value(value(MONTH)), excess),
        ],
        plan,
        table7,
        receivers: Vec::new(),
    }
}

/// The keys of what is sent of a person: the plan, and the month.
fn keys_of(person: usize) -> [EntryKey; 2] {
    let person = Person { insurer: value("991018"), insured: value(&insured(person)) };
    [
        EntryKey::Plan { person, plan_date: value(PLAN_DATE) },
        EntryKey::Month { person, service_month: value(MONTH) },
    ]
}

#[test]
fn a_month_of_two_hundred_persons_arrives_as_it_was() {
    let persons: Vec<PersonForms> = (0..PERSONS).map(person_of).collect();
    let beyond = persons
        .iter()
        .filter(|person| person.table7.iter().any(|row| row.full_copay.is_some_and(|yen| yen > 0)));
    assert_eq!(beyond.count(), 10, "some are beyond their limit");

    // Built.
    let sender = Endpoint { office: value(CARE), service: Some(value("43")) };
    let outgoing = PlannerUnits::new(sender, value("20250925100000")).divide(&persons).unwrap();
    assert_eq!(outgoing.notes, []);
    let receivers: BTreeMap<String, Vec<usize>> =
        outgoing.units.iter().map(|unit| (unit.unit.receiver.to_string(), unit.persons.clone())).collect();
    assert_eq!(
        receivers.keys().collect::<Vec<_>>(),
        ["9960100056_13", "9970100021_11", "9970100039_15", "9970100062_17"]
    );
    assert_eq!(outgoing.units.len(), 8, "a plan set and a slip set for each receiver");

    // Written, each receiver's into a folder of its own.
    let folder = tempfile::tempdir().unwrap();
    for unit in &outgoing.units {
        let inbox = folder.path().join(unit.unit.receiver.to_string());
        fs::create_dir_all(&inbox).unwrap();
        write_unit(&unit.unit, &inbox, &WriteOptions::new()).unwrap();
    }

    // Checked: nothing to report, not even by the way.
    let profile = Profile::send().on(value("20250925"));
    let report = Checker::new(profile).check_paths([folder.path()]);
    let ids: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!((report.files.len(), ids), (28, Vec::new()));

    // Read and taken over by each receiver; what it holds are the forms that were meant for it.
    for (receiver, theirs) in &receivers {
        let inbox = InboxOptions::new().open([folder.path().join(receiver)]);
        let units: Vec<_> = inbox.transmissions.iter().map(|unit| read_unit(unit).unwrap()).collect();
        let mut ledger = Ledger::new();
        ledger.apply_all(&units);
        assert_eq!(ledger.len(), 2 * theirs.len());
        for number in theirs {
            let person = &persons[number - 1];
            let [plan, month] = keys_of(number - 1).map(|key| ledger.get(&key).unwrap());
            assert_eq!(plan.forms::<Table1>(), person.table1);
            assert_eq!(plan.forms::<Table2>(), person.table2);
            assert_eq!(plan.forms::<Table3>(), person.table3);
            assert_eq!(plan.forms::<UserSupplement>(), &person.supplements[..1]);
            assert_eq!(month.forms::<Table6>(), person.plan);
            assert_eq!(month.forms::<Table7>(), person.table7);
            assert_eq!(month.forms::<UserSupplement>(), &person.supplements[1..]);
        }
    }
}
