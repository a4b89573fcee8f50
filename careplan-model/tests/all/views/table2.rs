//! 第2表 as a tree.

use crate::views::{owned, part, problems, record};
use careplan_model::views::{
    LongTermGoal, Need, Printing, ShortTermGoal, Support, Table2Tree, UpperText, ViewFault, ViewPlace,
};
use careplan_model::{InsuranceCoverage, Table2};
use std::collections::BTreeSet;

pub(crate) fn blank() -> Table2 {
    let mut line = Table2::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20240401".parse().unwrap(),
        "20240402".parse().unwrap(),
    );
    line.updated_by = Some("9970100013".parse().unwrap());
    line
}

/// Numbers, then need, long-term goal, short-term goal, long-term period, short-term period.
pub(crate) fn line(numbers: [i32; 3], [need, long, short, long_period, short_period]: [&str; 5]) -> Table2 {
    let [need_no, goal_no, support_no] = numbers.map(Some);
    Table2 {
        need_no,
        need: owned(need),
        goal_no,
        long_term_goal: owned(long),
        short_term_goal: owned(short),
        long_term_period: owned(long_period),
        short_term_period: owned(short_period),
        support_no,
        ..blank()
    }
}

/// The standard's own five records, without their supports.
fn example() -> Vec<Table2> {
    let mut records = vec![
        line([1, 1, 1], ["課題１", "長期１", "短期１", "aaaa", "bbbb"]),
        line([1, 1, 2], ["", "", "", "", ""]),
        line([1, 1, 3], ["", "", "短期２", "", "eeee"]),
        line([1, 2, 1], ["", "長期２", "短期３", "gggg", "hhhh"]),
        line([2, 1, 1], ["課題２", "長期３", "短期４", "jjjj", "kkkk"]),
    ];
    let supports = [
        ("サービス１", true, "訪問介護", "1234567890", "ＸＸＸ事業所", "隔日"),
        ("サービス２", false, "家政婦", "", "YYY家政婦協会", "毎日"),
        ("サービス３", true, "福祉用具", "1234567891", "ZZZZ事業所", ""),
        ("サービス４", false, "医療", "", "xxx病院", "1ヶ月に１回"),
        ("サービス５", true, "訪問看護", "1234567892", "yyy看護ステーション", "隔週"),
    ];
    for (record, (content, is_covered, kind, provider, name, frequency)) in records.iter_mut().zip(supports) {
        record.service_content = owned(content);
        record.covered_by_insurance = is_covered.then_some(InsuranceCoverage::Covered);
        record.service_kind = owned(kind);
        record.provider = owned(provider).map(|provider| provider.parse().unwrap());
        record.provider_name = owned(name);
        record.frequency = owned(frequency);
    }
    records
}

fn texts(pair: (&Option<String>, &Option<String>)) -> (String, String) {
    (pair.0.clone().unwrap_or_default(), pair.1.clone().unwrap_or_default())
}

#[test]
fn the_example_of_the_standard() {
    let records = example();
    let tree = Table2Tree::from_records(&records).unwrap();
    assert_eq!(tree.printing, Printing::FirstLine);
    let needs: Vec<_> = tree.needs.iter().map(|need| (need.number, need.text.as_deref())).collect();
    assert_eq!(needs, [(1, Some("課題１")), (2, Some("課題２"))]);
    let goals: Vec<_> =
        tree.needs[0].goals.iter().map(|goal| (goal.number, texts((&goal.text, &goal.period)))).collect();
    assert_eq!(goals, [(1, ("長期１".into(), "aaaa".into())), (2, ("長期２".into(), "gggg".into()))]);
    let short = &tree.needs[0].goals[0].short_term_goals;
    let short: Vec<_> =
        short.iter().map(|goal| (texts((&goal.text, &goal.period)), goal.supports.len())).collect();
    assert_eq!(short, [(("短期１".into(), "bbbb".into()), 2), (("短期２".into(), "eeee".into()), 1)]);
    assert!(tree.lines().all(|line| line.support.printed.is_none()));
    // Filled down, the second line has all that stands above it.
    let second = tree.lines().nth(1).unwrap();
    assert_eq!(second.need.text.as_deref(), Some("課題１"));
    assert_eq!(second.short_term_goal.period.as_deref(), Some("bbbb"));
    assert_eq!(second.support.provider_name.as_deref(), Some("YYY家政婦協会"));
    assert!(!second.is_first_of.short_term_goal);
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn the_other_habit_is_kept_and_can_be_chosen() {
    let mut tree = Table2Tree::from_records(&example()).unwrap();
    tree.set_printing(Printing::EveryLine);
    let repeated = tree.to_records().unwrap();
    let needs: Vec<_> = repeated.iter().map(|record| record.need.as_deref().unwrap()).collect();
    assert_eq!(needs, ["課題１", "課題１", "課題１", "課題１", "課題２"]);
    assert_eq!(repeated[1].short_term_period.as_deref(), Some("bbbb"));
    assert_eq!(repeated[2].short_term_goal.as_deref(), Some("短期２"));
    assert_eq!(repeated[2].long_term_period.as_deref(), Some("aaaa"));

    let mut again = Table2Tree::from_records(&repeated).unwrap();
    assert_eq!(again, tree);
    assert_eq!(again.to_records().unwrap(), repeated);
    again.set_printing(Printing::FirstLine);
    assert_eq!(again.to_records().unwrap(), example());
}

#[test]
fn a_line_with_another_habit_keeps_it() {
    let mut records = example();
    records[1].need = owned("課題１");
    let tree = Table2Tree::from_records(&records).unwrap();
    assert_eq!(tree.printing, Printing::FirstLine);
    let printed: Vec<_> = tree.lines().map(|line| line.support.printed.clone()).collect();
    assert_eq!(printed, [None, Some(BTreeSet::from([UpperText::Need])), None, None, None]);
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn a_text_may_come_late_under_its_number() {
    let mut records = example();
    (records[0].need, records[1].need) = (None, owned("課題１"));
    let tree = Table2Tree::from_records(&records).unwrap();
    assert_eq!(tree.lines().next().unwrap().need.text.as_deref(), Some("課題１"));
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn short_term_goals_begin_with_another_text_or_period() {
    let records = [
        line([1, 1, 1], ["", "", "", "", ""]),
        line([1, 1, 2], ["", "", "甲", "", "春"]),
        line([1, 1, 3], ["", "", "乙", "", ""]),
        line([1, 1, 4], ["", "", "", "", "夏"]),
        line([1, 1, 5], ["", "", "乙", "", "夏"]),
        line([1, 1, 6], ["", "", "甲", "", "春"]),
        line([1, 2, 7], ["", "", "", "", ""]),
    ];
    let tree = Table2Tree::from_records(&records).unwrap();
    let short: Vec<_> = tree
        .lines()
        .map(|line| {
            let goal = line.short_term_goal;
            (texts((&goal.text, &goal.period)), line.is_first_of.short_term_goal)
        })
        .collect();
    let expected = [
        ("", "", true),
        ("甲", "春", true),
        ("乙", "", true),
        ("乙", "夏", true),
        ("乙", "夏", false),
        ("甲", "春", true),
        ("", "", true),
    ];
    assert_eq!(short, expected.map(|(text, period, first)| ((text.to_owned(), period.to_owned()), first)));
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn all_reasons_are_listed() {
    let mut records = example();
    records[1].need_no = None;
    records[1].support_no = None;
    records[2].long_term_goal = owned("長期９");
    records[3].created_on = "20240403".parse().unwrap();
    records[4].need_no = Some(1);
    records[4].goal_no = Some(1);
    assert_eq!(
        problems(Table2Tree::from_records(&records)),
        [
            record(1, 6, ViewFault::NumberMissing),
            record(1, 13, ViewFault::NumberMissing),
            record(2, 9, ViewFault::TextConflict { first: 0 }),
            record(3, 4, ViewFault::Differs),
            record(4, 7, ViewFault::TextConflict { first: 0 }),
            record(4, 8, ViewFault::NumberReturns { first: 0 }),
            record(4, 9, ViewFault::TextConflict { first: 0 }),
            record(4, 11, ViewFault::TextConflict { first: 0 }),
            record(4, 13, ViewFault::NumberRepeated { first: 0 }),
        ]
    );
    let errors = Table2Tree::from_records(&records).unwrap_err();
    assert_eq!(errors.to_string(), "9 problem(s); the first: record 2, No.6 課題ＮＯ: the number is missing");
    assert_eq!(
        errors.problems[5].to_string(),
        "record 5, No.8 援助目標ＮＯ: the number is that of record 1, and other numbers stand between them"
    );
    assert_eq!(
        errors.problems[2].japanese(),
        "3件目　項目No.9「長期目標」：同じ番号の1件目と文章が異なります"
    );
    assert_eq!(errors.japanese().lines().count(), 9);

    assert_eq!(
        problems(Table2Tree::<String>::from_records(&[])),
        [(ViewPlace::Whole, 0, ViewFault::NoRecords)]
    );
}

#[test]
fn sorting_puts_numbers_together() {
    let sorted = example();
    let mut records =
        vec![sorted[4].clone(), sorted[0].clone(), sorted[3].clone(), sorted[1].clone(), sorted[2].clone()];
    assert_eq!(
        problems(Table2Tree::from_records(&records)),
        [record(3, 8, ViewFault::NumberReturns { first: 1 })]
    );
    Table2Tree::sort(&mut records);
    assert_eq!(records, sorted);
}

#[test]
fn a_file_has_many_plans() {
    let one = example();
    let mut other = example();
    for record in &mut other {
        record.insured = "9000000002".parse().unwrap();
    }
    let mut file = [other.clone(), one.clone()].concat();
    let trees = Table2Tree::group(&file).unwrap();
    assert_eq!(trees.len(), 2);
    assert_eq!(trees[0].to_records().unwrap(), other);
    assert_eq!(trees[1].to_records().unwrap(), one);
    assert_eq!(Table2Tree::plans(&file).map(<[_]>::len).collect::<Vec<_>>(), [5, 5]);

    // Places are those of the file, and a plan that comes back is one reason of many.
    file[6].goal_no = None;
    file.push(other[4].clone());
    assert_eq!(
        problems(Table2Tree::group(&file)),
        [record(6, 8, ViewFault::NumberMissing), record(10, 3, ViewFault::StandsApart { first: 0 })]
    );
    file.remove(6);
    Table2Tree::sort(&mut file);
    assert_eq!(Table2Tree::plans(&file).map(<[_]>::len).collect::<Vec<_>>(), [6, 4]);
    assert_eq!(problems(Table2Tree::group(&file)), [record(5, 13, ViewFault::NumberRepeated { first: 4 })]);
}

fn short(text: &str, period: &str, numbers: &[i32]) -> ShortTermGoal<String> {
    let supports = numbers.iter().map(|number| Support::new(*number)).collect();
    ShortTermGoal { text: owned(text), period: owned(period), supports }
}

fn goal(number: i32, short_term_goals: Vec<ShortTermGoal<String>>) -> LongTermGoal<String> {
    LongTermGoal { number, text: owned("長期"), period: None, short_term_goals }
}

pub(crate) fn tree(needs: Vec<Need<String>>) -> Table2Tree<String> {
    Table2Tree { needs, ..Table2Tree::from_records(&[line([1, 1, 1], [""; 5])]).unwrap() }
}

#[test]
fn what_records_cannot_hold_is_refused() {
    let need = |number, goals| Need { number, text: owned("課題"), goals };
    let bad = tree(vec![
        need(1, vec![goal(1, vec![short("甲", "", &[1]), short("甲", "", &[2]), short("", "春", &[1])])]),
        need(1, vec![goal(2, vec![]), goal(2, vec![short("甲", "", &[])])]),
        need(3, vec![]),
    ]);
    assert_eq!(
        problems(bad.to_records()),
        [
            part(&[0, 0, 1], 10, ViewFault::ReadsAsSame),
            part(&[0, 0, 2], 10, ViewFault::ReadsAsSame),
            part(&[0, 0, 2, 0], 13, ViewFault::NumberRepeated { first: 0 }),
            part(&[1], 6, ViewFault::NumberRepeated { first: 0 }),
            part(&[1, 0], 0, ViewFault::Empty),
            part(&[1, 1], 8, ViewFault::NumberRepeated { first: 0 }),
            part(&[1, 1, 0], 0, ViewFault::Empty),
            part(&[2], 0, ViewFault::Empty),
        ]
    );
    assert_eq!(
        bad.to_records().unwrap_err().problems[0].to_string(),
        "part 1-1-2, No.10 短期目標: it would be read as more of the part before it"
    );
    assert_eq!(problems(tree(vec![]).to_records()), [(ViewPlace::Whole, 0, ViewFault::Empty)]);
}

#[test]
fn no_text_is_lost_by_what_lines_are_said_to_print() {
    let mut made = tree(vec![Need {
        number: 1,
        text: owned("課題"),
        goals: vec![goal(1, vec![short("甲", "春", &[1, 2]), short("甲", "夏", &[3])])],
    }]);
    for support in made.needs[0].goals[0].short_term_goals.iter_mut().flat_map(|goal| &mut goal.supports) {
        support.printed = Some(BTreeSet::new());
    }
    let records = made.to_records().unwrap();
    assert_eq!(
        records,
        [
            line([1, 1, 1], ["課題", "長期", "甲", "", "春"]),
            line([1, 1, 2], [""; 5]),
            line([1, 1, 3], ["", "", "", "", "夏"]),
        ]
    );
    let read = Table2Tree::from_records(&records).unwrap();
    made.set_printing(Printing::FirstLine);
    let mut canonical = read.clone();
    canonical.set_printing(Printing::FirstLine);
    assert_eq!(canonical, made);
}
