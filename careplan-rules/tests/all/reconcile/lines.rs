//! Lines written shortly, for the tests of reconciling.

use careplan_rules::reconcile::{
    Difference, EquipmentCode, Line, LinePlace, Reconciliation, SlipLine, reconcile,
};

pub(crate) const TARO: &str = "9000000001";
pub(crate) const HELPERS: &str = "9970100021";

/// One line: `15 0900-1000 111211 387 x2 @99999-000011 #1 ~5` is day, time (`-` for none), code, units (`-` for blank),
/// count, product (`!` for 届出コード), satellite, days billed by the day.
pub(crate) fn line(text: &str) -> SlipLine {
    let mut words = text.split_whitespace();
    let mut next = || words.next().unwrap();
    let day = format!("202510{}", next()).parse().unwrap();
    let time = next();
    let (start, end) = if time == "-" { ("9999", "9999") } else { time.split_once('-').unwrap() };
    let code = next().parse().unwrap();
    let units = next();
    let mut line = Line {
        day,
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
        code,
        count: 1,
        units: (units != "-").then(|| units.parse().unwrap()),
        billed_days: None,
        equipment: None,
        satellite: None,
        at: LinePlace { file: 0, record: 1, line: 1 },
    };
    for word in words {
        let value = &word[1..];
        match &word[..1] {
            "x" => line.count = value.parse().unwrap(),
            "@" => line.equipment = Some(EquipmentCode::Tais(value.parse().unwrap())),
            "!" => line.equipment = Some(EquipmentCode::Notified(value.parse().unwrap())),
            "#" => line.satellite = Some(value.parse().unwrap()),
            "~" => line.billed_days = Some(value.parse().unwrap()),
            other => panic!("{other}"),
        }
    }
    SlipLine {
        service_month: "202510".parse().unwrap(),
        insurer: "991018".parse().unwrap(),
        insured: TARO.parse().unwrap(),
        provider: HELPERS.parse().unwrap(),
        line,
    }
}

/// Lines with places, one after the other.
pub(crate) fn lines(texts: &[&str]) -> Vec<SlipLine> {
    placed(texts.iter().map(|text| line(text)).collect())
}

/// Gives lines places in their order.
pub(crate) fn placed(mut lines: Vec<SlipLine>) -> Vec<SlipLine> {
    for (number, line) in (1..).zip(&mut lines) {
        (line.line.at.record, line.line.at.line) = (number, number);
    }
    lines
}

pub(crate) fn of_person(mut lines: Vec<SlipLine>, insured: &str) -> Vec<SlipLine> {
    for line in &mut lines {
        line.insured = insured.parse().unwrap();
    }
    lines
}

pub(crate) fn of_insurer(mut lines: Vec<SlipLine>, insurer: &str) -> Vec<SlipLine> {
    for line in &mut lines {
        line.insurer = insurer.parse().unwrap();
    }
    lines
}

pub(crate) fn of_office(mut lines: Vec<SlipLine>, office: &str) -> Vec<SlipLine> {
    for line in &mut lines {
        line.provider = office.parse().unwrap();
    }
    lines
}

pub(crate) fn of_file(mut lines: Vec<SlipLine>, file: u32) -> Vec<SlipLine> {
    for line in &mut lines {
        line.line.at.file = file;
    }
    lines
}

/// Every entry with a difference in short: `P1,P2/A1 actual-time+actual-code`.
pub(crate) fn told(result: &Reconciliation) -> Vec<String> {
    let mut told = Vec::new();
    for service in result.persons.iter().flat_map(|person| &person.services) {
        for entry in service.entries.iter().filter(|entry| !entry.differences.is_empty()) {
            let places = |lines: &[Line]| {
                lines.iter().map(|line| line.at.record.to_string()).collect::<Vec<_>>().join(",")
            };
            let ids: Vec<&str> = entry.differences.iter().map(Difference::rule_id).collect();
            told.push(format!("P{}/A{} {}", places(&entry.planned), places(&entry.actual), ids.join("+")));
        }
    }
    told
}

/// What differs between these lines.
pub(crate) fn differ(plan: &[&str], actual: &[&str]) -> Vec<String> {
    told(&reconcile(lines(plan), lines(actual)))
}
