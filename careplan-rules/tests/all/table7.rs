//! 第7表: sums of scattered rows, what tells rows within the limit, money, and what is not judged.

#![allow(clippy::unwrap_used)]

use careplan_rules::sample::{Edit, SLIP, SLIP_V3, Sample};
use careplan_rules::{Checker, Document, Profile, Report};
use std::fmt::Write as _;
use std::path::Path;

/// The rows of an annex in edition 4.1, as pairs of No. and value.
struct Row(Vec<String>);

const NAME: &str = "UPSIKYU_202604_9970100013_43_9970100062_17_20260325110000.CSV";
const HELP: &str = "9970100021";
const RENT: &str = "9970100062";
const DAY: &str = "9970100039";
const TARO: &str = "9000000001";
const HANAKO: &str = "9000000002";

impl Row {
    fn new(insured: &str, office: &str, code: &str, items: &[(usize, i64)]) -> Self {
        let fixed = [
            (1, "202407"),
            (2, "991018"),
            (3, insured),
            (4, "20260325"),
            (5, "202604"),
            (7, office),
            (9, code),
            (13, "0"),
            (16, "1"),
            (33, "0"),
            (34, "9999999999"),
        ];
        let mut row = Self(vec![String::new(); 37]);
        for (number, value) in fixed {
            value.clone_into(&mut row.0[number - 1]);
        }
        for (number, value) in items {
            row.0[number - 1] = value.to_string();
        }
        row
    }

    /// A service within the limit, once.
    fn within(insured: &str, office: &str, code: &str, units: i64) -> Self {
        Self::new(insured, office, code, &[(13, units), (17, units), (18, units), (21, 0), (22, units)])
    }

    /// A service that does not tell whether it lies within the limit.
    fn open(insured: &str, office: &str, code: &str, units: i64) -> Self {
        Self::new(insured, office, code, &[(13, units), (17, units)])
    }

    /// A row of sums.
    fn sum(insured: &str, office: &str, code: &str, units: i64) -> Self {
        Self::new(insured, office, code, &[(17, units)])
    }

    fn total(insured: &str, units: i64) -> Self {
        Self::sum(insured, "9999999999", "999999", units)
    }

    fn with(mut self, number: usize, value: &str) -> Self {
        value.clone_into(&mut self.0[number - 1]);
        self
    }
}

fn check_rows(rows: &[Row], profile: Profile) -> Report {
    let text: String = rows.iter().map(|row| row.0.join(",") + "\r\n").collect();
    let bytes = careplan_csv::ms932::encode(&text).unwrap();
    Checker::new(profile).check([Document::new(NAME, &bytes)])
}

/// The findings of this family: level, id, record, item.
fn said(report: &Report) -> Vec<String> {
    let own = report.findings.iter().filter(|finding| finding.rule.family() == "table7");
    own.map(|finding| {
        let mut line = format!("{} {}", finding.level.label(), finding.rule.id.trim_start_matches("table7-"));
        if let Some(record) = finding.location.record {
            write!(line, " {record}").unwrap();
        }
        if let Some(item) = finding.location.item {
            write!(line, " {}", item.number).unwrap();
        }
        line
    })
    .collect()
}

fn rows(rows: &[Row]) -> Vec<String> {
    said(&check_rows(rows, Profile::send()))
}

fn sample(sample: &Sample) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(Profile::send()).check(documents)
}

fn not_run(report: &Report, id: &str) -> u64 {
    report.tallies.iter().filter(|tally| tally.rule.id == id).map(|tally| tally.not_run).sum()
}

const NOTHING: [&str; 0] = [];

#[test]
fn bundled_right_files_raise_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid");
    for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
        let report = Checker::new(profile).check_paths([&folder]);
        assert!(report.files.len() > 20);
        assert_eq!(said(&report), NOTHING);
        let not_run =
            report.tallies.iter().filter(|tally| tally.rule.family() == "table7").map(|it| it.not_run);
        assert_eq!(not_run.sum::<u64>(), 0);
    }
}

#[test]
fn rows_of_a_person_need_not_be_together() {
    let right = [
        Row::total(TARO, 900),
        Row::within(HANAKO, HELP, "111211", 500),
        Row::within(TARO, HELP, "111211", 100),
        Row::sum(HANAKO, HELP, "11AAAA", 700),
        Row::sum(TARO, HELP, "11AAAA", 300),
        Row::within(TARO, RENT, "171003", 600).with(10, "99999-000011").with(12, "\"見本\""),
        Row::total(HANAKO, 700),
        Row::within(TARO, HELP, "117211", 200),
        Row::within(HANAKO, HELP, "117211", 200),
    ];
    assert_eq!(rows(&right), NOTHING);
    let mut wrong = right;
    wrong[3] = Row::sum(HANAKO, HELP, "11AAAA", 710);
    wrong[0] = Row::total(TARO, 901);
    assert_eq!(rows(&wrong), ["warning sum 1 17", "warning sum 4 17"]);
}

#[test]
fn persons_are_told_apart_by_insurer_and_month_too() {
    let person = |insurer: &str, month: &str| {
        [Row::within(TARO, HELP, "111211", 100), Row::total(TARO, 100)]
            .map(|row| row.with(2, insurer).with(5, month))
    };
    let right: Vec<Row> = [("991018", "202604"), ("991026", "202604"), ("991018", "202605")]
        .into_iter()
        .flat_map(|it| person(it.0, it.1))
        .collect();
    assert_eq!(rows(&right), NOTHING);
}

#[test]
fn files_are_told_apart() {
    let row = Row::within(TARO, HELP, "111211", 100).0.join(",") + "\r\n";
    let total = Row::total(TARO, 100).0.join(",") + "\r\n";
    let other = NAME.replace("9970100062_17", "9970100021_11");
    let documents = [(NAME.to_owned(), &row), (other, &total)];
    let report = Checker::new(Profile::send())
        .check(documents.iter().map(|(name, text)| Document::new(name.clone(), text.as_bytes())));
    assert_eq!(said(&report), ["error total-missing 1"]);
}

#[test]
fn a_missing_total_is_told_at_the_first_record_and_a_second_one_at_itself() {
    let report = rows(&[
        Row::within(TARO, HELP, "111211", 100),
        Row::within(HANAKO, HELP, "111211", 100),
        Row::total(HANAKO, 100),
        Row::total(HANAKO, 500),
        Row::total(HANAKO, 100),
    ]);
    assert_eq!(report, ["error total-missing 1", "error total-duplicate 4 9", "error total-duplicate 5 9"]);
}

#[test]
fn which_rows_need_a_subtotal() {
    let two = |first: Row, second: Row, total: i64| rows(&[first, second, Row::total(TARO, total)]);
    let within = |code: &str| Row::within(TARO, HELP, code, 100);
    assert_eq!(two(within("111211"), within("117211"), 200), ["error subtotal-missing 1 9"]);
    assert_eq!(two(within("111211"), within("111211").with(8, "1"), 200), ["error subtotal-missing 1 9"]);
    // Other types, other offices, rows outside the limit, rows without units.
    assert_eq!(two(within("111211"), within("131211"), 200), NOTHING);
    assert_eq!(two(within("111211"), Row::within(TARO, DAY, "111211", 100), 200), NOTHING);
    assert_eq!(two(within("111211"), Row::open(TARO, HELP, "116275", 20), 120), NOTHING);
    assert_eq!(
        two(within("111211"), within("111211").with(33, "1"), 100).join(" "),
        "info managed-units 2 18"
    );
    let zero = Row::new(TARO, HELP, "116275", &[(13, 0), (17, 0), (18, 0), (21, 0), (22, 0)]);
    assert_eq!(two(within("111211"), zero, 100), NOTHING);
    // 居宅療養管理指導 never lies within the limit.
    let doctor = |code: &str| Row::open(TARO, HELP, code, 515);
    assert_eq!(two(doctor("311111"), doctor("311113"), 1030), NOTHING);
    // Of rows that do not tell, only products are within the limit for sure.
    assert_eq!(two(Row::open(TARO, HELP, "111211", 100), Row::open(TARO, HELP, "116275", 20), 120), NOTHING);
    let product = |code: &str| Row::open(TARO, RENT, code, 300).with(10, "99999-000011").with(12, "\"見本\"");
    assert_eq!(two(product("171003"), product("171004"), 600), ["error subtotal-missing 1 9"]);
    assert_eq!(two(product("671007"), Row::open(TARO, RENT, "678001", 45), 345), NOTHING);
}

#[test]
fn subtotals_of_rows_that_do_not_tell_where_they_lie() {
    let group = |subtotal: i64, outside: Option<i64>, total: i64| {
        let mut all = vec![
            Row::open(TARO, HELP, "111211", 1000),
            Row::open(TARO, HELP, "117211", 200),
            Row::open(TARO, HELP, "116275", 300),
            Row::sum(TARO, HELP, "11AAAA", subtotal),
        ];
        all.extend(outside.map(|units| Row::sum(TARO, HELP, "11EEEE", units)));
        all.push(Row::total(TARO, total));
        rows(&all)
    };
    assert_eq!(group(1200, Some(300), 1200), NOTHING);
    assert_eq!(group(1200, Some(300), 1500), NOTHING);
    assert_eq!(group(1500, None, 1500), NOTHING);
    assert_eq!(group(1200, None, 1200), NOTHING);
    assert_eq!(group(1200, None, 1500), NOTHING);
    assert_eq!(group(1210, Some(300), 1510), ["warning sum 4 17"]);
    assert_eq!(group(1600, None, 1600), ["warning sum 4 17"]);
    assert_eq!(group(1200, Some(300), 1400), ["warning sum 6 17"]);
    assert_eq!(group(1200, None, 1600), ["warning sum 5 17"]);
}

#[test]
fn a_wrong_subtotal_is_not_told_again_on_a_right_total() {
    let all = |total: i64| {
        rows(&[
            Row::within(TARO, HELP, "111211", 100),
            Row::within(TARO, HELP, "117211", 200),
            Row::sum(TARO, HELP, "11AAAA", 330),
            Row::within(TARO, DAY, "151211", 1000),
            Row::total(TARO, total),
        ])
    };
    assert_eq!(all(1300), ["warning sum 3 17"]);
    assert_eq!(all(1330), ["warning sum 3 17"]);
    assert_eq!(all(1360), ["warning sum 3 17", "warning sum 5 17"]);
}

#[test]
fn each_office_may_print_what_lies_outside_or_not() {
    let all = |total: i64| {
        rows(&[
            Row::within(TARO, HELP, "111211", 1000),
            Row::open(TARO, HELP, "116275", 245),
            Row::sum(TARO, HELP, "11EEEE", 245),
            Row::within(TARO, DAY, "151343", 700),
            Row::open(TARO, DAY, "156108", 64),
            Row::within(TARO, "9970100047", "212113", 800),
            Row::open(TARO, "9970100047", "212113", 400).with(33, "1"),
            Row::sum(TARO, "9970100047", "21ZZZZ", 400),
            Row::total(TARO, total),
        ])
    };
    for right in [2500, 2745, 2564, 2809, 2900, 3145, 2964, 3209] {
        assert_eq!(all(right), NOTHING, "{right}");
    }
    for wrong in [0, 2499, 2501, 2810, 3210] {
        assert_eq!(all(wrong), ["warning sum 9 17"], "{wrong}");
    }
}

#[test]
fn subtotals_of_satellites_count_together() {
    let all = |second: i64| {
        rows(&[
            Row::within(TARO, HELP, "111211", 100),
            Row::within(TARO, HELP, "117211", 200),
            Row::within(TARO, HELP, "111211", 300).with(8, "1"),
            Row::within(TARO, HELP, "117211", 400).with(8, "1"),
            Row::sum(TARO, HELP, "11AAAA", 300),
            Row::sum(TARO, HELP, "11AAAA", second).with(8, "1"),
            Row::total(TARO, 1000),
        ])
    };
    assert_eq!(all(700), NOTHING);
    assert_eq!(all(710), ["warning sum 6 17"]);
}

#[test]
fn other_columns_are_added_up_where_all_rows_hold_them() {
    let all = |first: &[(usize, i64)], subtotal: &[(usize, i64)], total: &[(usize, i64)]| {
        let with = |mut row: Row, items: &[(usize, i64)]| {
            for (number, value) in items {
                row = row.with(*number, &value.to_string());
            }
            row
        };
        rows(&[
            with(Row::within(TARO, HELP, "111211", 100), first),
            Row::within(TARO, HELP, "117211", 200).with(24, "2140"),
            with(Row::sum(TARO, HELP, "11AAAA", 300), subtotal),
            with(Row::total(TARO, 300), total),
        ])
    };
    assert_eq!(all(&[], &[(18, 300), (21, 0), (22, 300)], &[(18, 300), (21, 0), (22, 300)]), NOTHING);
    assert_eq!(all(&[], &[(18, 310), (22, 290)], &[]), ["warning sum 3 18", "warning sum 3 22"]);
    assert_eq!(
        all(&[], &[(18, 300), (22, 300)], &[(18, 310), (22, 310)]),
        ["warning sum 4 18", "warning sum 4 22"]
    );
    // The excess is told on the subtotal only: what lies within follows.
    assert_eq!(
        all(&[], &[(18, 300), (21, 120), (22, 180), (24, 1926)], &[(21, 120), (22, 180), (24, 1926)]),
        NOTHING
    );
    assert_eq!(
        all(&[], &[(21, 120), (22, 180), (24, 1926)], &[(21, 100), (22, 200), (24, 2140)]),
        ["warning sum 4 21"]
    );
    // One row holds no cost; each row cuts off less than a yen.
    assert_eq!(all(&[], &[(22, 300), (24, 9999)], &[(24, 9999)]), NOTHING);
    assert_eq!(all(&[(24, 1070)], &[(22, 300), (24, 3212)], &[(24, 3212)]), NOTHING);
    assert_eq!(all(&[(24, 1070)], &[(22, 300), (24, 3213)], &[(24, 3213)]), ["warning sum 3 24"]);
    // 回数 is no sum.
    assert_eq!(all(&[], &[(16, 0)], &[(16, 7)]), NOTHING);
}

#[test]
fn an_invalid_cell_stops_the_sums_of_its_person_and_column() {
    let all = |item: usize, value: &str| {
        let report = check_rows(
            &[
                Row::within(TARO, HELP, "111211", 100).with(item, value),
                Row::within(TARO, HELP, "117211", 200),
                Row::sum(TARO, HELP, "11AAAA", 310).with(18, "290").with(22, "280"),
                Row::total(TARO, 310),
                Row::within(HANAKO, HELP, "111211", 100),
                Row::total(HANAKO, 110),
            ],
            Profile::send(),
        );
        let sums: Vec<String> = said(&report).into_iter().filter(|it| !it.contains("managed")).collect();
        (sums, not_run(&report, "table7-sum"), not_run(&report, "table7-subtotal-missing"))
    };
    let of = |found: &[&str], sums: u64, subtotals: u64| {
        (found.iter().map(|it| format!("warning {it}")).collect::<Vec<_>>(), sums, subtotals)
    };
    let (units, managed, within, hanako) = ("sum 3 17", "sum 3 18", "sum 3 22", "sum 6 17");
    assert_eq!(all(35, ""), of(&[units, managed, within, hanako], 0, 0));
    assert_eq!(all(17, "1O0"), of(&[hanako], 1, 0));
    assert_eq!(all(18, "1O0"), of(&[units, within, hanako], 1, 0));
    // What lies within cannot be judged without the excess.
    assert_eq!(all(21, "O"), of(&[units, managed, hanako], 1, 0));
    assert_eq!(all(33, "2"), of(&[hanako], 1, 1));
    assert_eq!(all(7, ""), of(&[hanako], 1, 1));
    assert_eq!(all(9, ""), of(&[hanako], 1, 1));
}

#[test]
fn a_row_without_its_key_is_no_row_of_its_person() {
    let all = [Row::within(TARO, HELP, "111211", 100).with(2, "99"), Row::total(TARO, 100)];
    let report = check_rows(&all, Profile::send());
    assert_eq!(said(&report), NOTHING);
    for id in ["total-missing", "total-duplicate", "subtotal-missing", "sum"] {
        assert_eq!(not_run(&report, &format!("table7-{id}")), 1, "{id}");
    }
}

#[test]
fn a_total_that_may_stand_in_a_broken_row_is_not_missed() {
    let report = check_rows(
        &[Row::within(TARO, HELP, "111211", 100), Row::total(TARO, 100).with(9, "９９９９９９")],
        Profile::send(),
    );
    assert_eq!(said(&report), NOTHING);
    assert_eq!(not_run(&report, "table7-total-missing"), 1);
}

#[test]
fn huge_numbers_do_not_overflow() {
    let huge = |code: &str| Row::within(TARO, HELP, code, 2_147_483_647).with(16, "2147483647");
    let all = [
        huge("111211"),
        huge("117211"),
        Row::sum(TARO, HELP, "11AAAA", 2_147_483_647),
        Row::total(TARO, 2_147_483_647),
    ];
    let found = rows(&all);
    for expected in ["warning product 1 17", "warning sum 3 17"] {
        assert!(found.iter().any(|it| it == expected), "{found:?}");
    }
    let low = Row::within(TARO, HELP, "111211", -2_147_483_648)
        .with(23, "999.99")
        .with(25, "90")
        .with(24, "-2147483648");
    rows(&[low
        .with(26, "2147483647")
        .with(28, "-5")
        .with(29, "-2147483648")
        .with(21, "-2147483648")
        .with(19, "-2147483648")]);
}

#[test]
fn products() {
    let one = |row: Row| {
        let units = row.0[16].clone();
        rows(&[row, Row::total(TARO, units.parse().unwrap_or(0))])
    };
    let visit = |units: i64, quantity: i64, product: i64| {
        Row::new(TARO, HELP, "111211", &[(13, units), (16, quantity), (17, product)])
    };
    assert_eq!(one(visit(387, 4, 1548)), NOTHING);
    assert_eq!(one(visit(387, 4, 1549)), ["warning product 1 17"]);
    assert_eq!(one(visit(-91, 7, -637)), NOTHING);
    assert_eq!(one(visit(0, 7, 637)), NOTHING);
    assert_eq!(one(visit(800, 13, 9880).with(15, "760")), NOTHING);
    assert_eq!(one(visit(800, 13, 10400).with(15, "760")), ["warning product 1 17"]);
    assert_eq!(one(visit(800, 13, 10400).with(15, "0")), NOTHING);
    // Additions that stand there once may be computed as a rate.
    assert_eq!(one(visit(245, 1, 1722).with(9, "116275")), NOTHING);
    assert_eq!(one(visit(245, 1, 1722)), ["warning product 1 17"]);
    assert_eq!(one(visit(6, 9, 53).with(9, "156107")), ["warning product 1 17"]);
    let report = check_rows(&[visit(387, 4, 1549).with(16, "4x"), Row::total(TARO, 1549)], Profile::send());
    assert_eq!((said(&report).len(), not_run(&report, "table7-product")), (0, 1));
}

#[test]
fn limits_of_type_and_level() {
    let one = |items: &[(usize, i64)]| {
        let units = items.iter().find(|(number, _)| *number == 17).unwrap().1;
        rows(&[Row::new(TARO, HELP, "111211", items).with(13, &units.to_string()), Row::total(TARO, units)])
    };
    let all = [(17, 1000), (18, 1000)];
    let with = |items: &[(usize, i64)]| one(&[&all[..], items].concat());
    assert_eq!(with(&[(21, 100), (22, 900)]), NOTHING);
    assert_eq!(with(&[(21, 100), (22, 1000)]), ["warning limit-split 1 22"]);
    assert_eq!(with(&[(19, 300), (20, 700), (21, 0), (22, 700)]), NOTHING);
    assert_eq!(with(&[(19, 300), (20, 700), (21, 100), (22, 600)]), NOTHING);
    assert_eq!(with(&[(19, 300), (20, 700), (21, 0), (22, 1000)]), NOTHING);
    assert_eq!(with(&[(19, 300), (20, 700), (21, 0), (22, 800)]), ["warning limit-split 1 22"]);
    assert_eq!(with(&[(19, 300), (20, 600), (21, 0), (22, 1000)]), ["warning limit-split 1 20"]);
    // Nothing is split, or only half of it is told.
    assert_eq!(with(&[(19, 0), (20, 0), (21, 0), (22, 1000)]), NOTHING);
    assert_eq!(with(&[(19, 0), (20, 0), (21, 0), (22, 0)]), NOTHING);
    assert_eq!(with(&[(22, 900)]), NOTHING);
    assert_eq!(one(&[(17, 1000), (18, 1200), (21, 0), (22, 1000)]), NOTHING);
    let over = Row::new(TARO, HELP, "212113", &[(13, 9), (17, 9), (18, 9), (21, 0), (22, 8)]).with(33, "1");
    assert_eq!(rows(&[over, Row::total(TARO, 0)]), ["info managed-units 1 18"]);
    // A total has the sums, whatever they make together.
    let total = Row::total(TARO, 1000).with(18, "1000").with(21, "0").with(22, "700");
    let single = Row::within(TARO, HELP, "111211", 1000).with(19, "300").with(20, "700").with(22, "700");
    assert_eq!(rows(&[single, total]), NOTHING);
}

#[test]
fn money() {
    let billed = |items: &[(usize, &str)]| {
        let mut row = Row::within(TARO, HELP, "111211", 387);
        let right = [(23, "10.70"), (24, "4140"), (25, "90"), (26, "3726"), (28, "414"), (29, "0")];
        for (number, value) in right.iter().chain(items) {
            row = row.with(*number, value);
        }
        rows(&[row, Row::total(row_insured(items), 387)])
    };
    assert_eq!(billed(&[]), NOTHING);
    assert_eq!(billed(&[(24, "4141"), (28, "415")]), ["info money 1 24"]);
    assert_eq!(billed(&[(24, "4142"), (26, "3727"), (28, "415")]), ["warning money 1 24"]);
    assert_eq!(billed(&[(26, "3727"), (28, "413")]), ["info money 1 26"]);
    assert_eq!(billed(&[(28, "424")]), ["warning money 1 28"]);
    assert_eq!(billed(&[(29, "10")]), ["warning money 1 29"]);
    assert_eq!(billed(&[(25, "80")]), ["warning money 1 26"]);
    assert_eq!(billed(&[(23, "11.40")]), ["warning money 1 24"]);
    // Public assistance and other public funds, fixed amounts, no rate, no amounts yet.
    assert_eq!(billed(&[(25, "100")]), NOTHING);
    assert_eq!(billed(&[(3, "H000000103"), (28, "0")]), NOTHING);
    assert_eq!(billed(&[(28, "0")]), NOTHING);
    assert_eq!(billed(&[(27, "300"), (28, "300")]), NOTHING);
    assert_eq!(billed(&[(9, "A42411"), (28, "300")]), NOTHING);
    assert_eq!(billed(&[(9, "A82411"), (28, "300")]), NOTHING);
    assert_eq!(billed(&[(9, "A22411"), (28, "300")]), ["warning money 1 28"]);
    assert_eq!(billed(&[(25, "")]), NOTHING);
    assert_eq!(billed(&[(24, "0"), (26, "0"), (28, "0")]), NOTHING);
    // Half of it beyond the limit; beyond the limit of the type, too.
    assert_eq!(
        billed(&[(21, "187"), (22, "200"), (24, "2140"), (26, "1926"), (28, "214"), (29, "2000")]),
        NOTHING
    );
    assert_eq!(
        billed(&[(21, "187"), (22, "200"), (24, "2140"), (26, "1926"), (28, "214"), (29, "0")]),
        ["warning money 1 29"]
    );
    let by_type = [(19, "187"), (20, "200"), (21, "0"), (22, "200"), (24, "2140"), (26, "1926"), (28, "214")];
    assert_eq!(billed(&[&by_type[..], &[(29, "2000")]].concat()), NOTHING);
    assert_eq!(billed(&[&by_type[..], &[(29, "0")]].concat()), NOTHING);
    // Managed otherwise than billed: the cost follows from other units.
    assert_eq!(billed(&[(18, "400"), (22, "400")]), NOTHING);
}

fn row_insured<'a>(items: &[(usize, &'a str)]) -> &'a str {
    items.iter().find(|(number, _)| *number == 3).map_or(TARO, |(_, insured)| insured)
}

#[test]
fn sums_outside_the_limit_are_paid_by_their_own_units() {
    let outside = Row::sum(TARO, HELP, "11EEEE", 478).with(23, "10.70").with(25, "80").with(24, "5114");
    let outside = outside.with(26, "4091").with(28, "1023").with(21, "0").with(22, "0");
    let over = Row::sum(TARO, "9970100047", "21ZZZZ", 791)
        .with(23, "10.55")
        .with(25, "80")
        .with(21, "0")
        .with(29, "8345");
    let addition = Row::open(TARO, HELP, "116275", 478);
    let night = Row::open(TARO, "9970100047", "212113", 791).with(33, "1");
    assert_eq!(rows(&[addition, outside, night, over, Row::total(TARO, 1269).with(29, "8345")]), NOTHING);
}

#[test]
fn special_rows_and_managed_units() {
    let of = |special: Row| {
        let found = rows(&[Row::within(TARO, HELP, "111211", 9), special, Row::total(TARO, 9)]);
        found
            .into_iter()
            .filter(|it| !it.contains("sum") && !it.contains("total-duplicate"))
            .collect::<Vec<_>>()
    };
    let sum = |code: &str| Row::sum(TARO, HELP, code, 9);
    assert_eq!(of(sum("11AAAA").with(18, "9")), NOTHING);
    assert_eq!(of(sum("11EEEE").with(18, "9")), ["info managed-units 2 18"]);
    assert_eq!(of(sum("11ZZZZ").with(18, "9")), ["info managed-units 2 18"]);
    assert_eq!(of(sum("311111").with(18, "9").with(13, "9")), ["info managed-units 2 18"]);
    assert_eq!(
        of(sum("11ZZZZ").with(13, "9").with(14, "90").with(15, "8")),
        ["error special-rows 2 13", "error special-rows 2 14", "error special-rows 2 15"]
    );
    assert_eq!(of(sum("999999")), ["error special-rows 2 7"]);
    let report = check_rows(&[sum("11AAAA").with(13, "")], Profile::send());
    assert_eq!(not_run(&report, "table7-special-rows"), 1);
}

#[test]
fn items_are_numbered_by_the_edition_of_the_file() {
    let report = sample(&SLIP_V3.with(&[
        Edit::Set("UPSIKYU", 2, 19, "800"),
        Edit::Set("UPSIKYU", 3, 7, "9970100062"),
        Edit::Set("UPSIKYU", 3, 26, "5"),
    ]));
    assert_eq!(
        said(&report),
        [
            "warning limit-split 2 19",
            "warning money 2 21",
            "error special-rows 3 7",
            "warning sum 3 19",
            "warning sum 3 26",
        ]
    );
    let bytes = report
        .findings
        .iter()
        .filter(|it| it.rule.family() == "table7")
        .map(|it| it.location.bytes.clone().unwrap());
    let files = SLIP_V3
        .with(&[
            Edit::Set("UPSIKYU", 2, 19, "800"),
            Edit::Set("UPSIKYU", 3, 7, "9970100062"),
            Edit::Set("UPSIKYU", 3, 26, "5"),
        ])
        .files();
    let file = files.iter().find(|file| file.name.starts_with("UPSIKYU")).unwrap();
    let texts: Vec<&[u8]> = bytes
        .map(|it| &file.bytes[usize::try_from(it.start).unwrap()..usize::try_from(it.end).unwrap()])
        .collect();
    assert_eq!(texts, [b"800" as &[u8], b"10000", b"9970100062", b"1387", b"5"]);
}

#[test]
fn equipment() {
    let of = |sample: Sample| said(&self::sample(&sample));
    assert_eq!(of(SLIP.with(&[Edit::Set("UPSIKYU", 4, 10, "")])), ["error equipment-code-missing 4 10"]);
    assert_eq!(of(SLIP.with(&[Edit::Set("UPSIKYU", 4, 10, "99999000011")])), ["warning tais-shape 4 10"]);
    assert_eq!(of(SLIP.with(&[Edit::Set("UPSIKYU", 4, 10, "99999－000011")])), ["info tais-shape 4 10"]);
    assert_eq!(
        of(SLIP.with(&[Edit::Set("UPSIKYU", 4, 11, "99998-000001")])),
        ["warning equipment-code-both 4 11"]
    );
    assert_eq!(of(SLIP.with(&[Edit::Set("UPSIKYU", 5, 12, "合計")])), NOTHING);
    let report =
        check_rows(&[Row::within(TARO, RENT, "171003", 10), Row::total(TARO, 10)], Profile::emergency());
    assert_eq!(said(&report), ["info equipment-code-missing 1 10", "info equipment-name-missing 1 12"]);
}

#[test]
fn a_total_alone_and_records_that_are_cut_off_are_not_judged_by_their_sums() {
    assert_eq!(rows(&[Row::total(TARO, 100)]), NOTHING);
    let mut cut = Row::within(TARO, HELP, "111211", 100);
    cut.0.truncate(16);
    let report = check_rows(&[cut, Row::total(TARO, 555)], Profile::send());
    assert_eq!(said(&report), NOTHING);
}
