//! 第2表 as a tree: the laws as properties.

use crate::views::table2::{blank, line, tree};
use crate::views::text;
use careplan_model::Table2;
use careplan_model::views::{LongTermGoal, Need, Printing, ShortTermGoal, Support, Table2Tree};
use proptest::prelude::*;

/// Records of one plan, mostly good ones: numbers go up, texts of a number agree with what was said.
fn records() -> impl Strategy<Value = Vec<Table2>> {
    let step = (0..10usize, any::<[bool; 3]>(), text(), text(), [text(), text(), text()]);
    proptest::collection::vec(step, 1..9).prop_map(|steps| {
        let mut numbers = [1, 1, 0];
        let (mut need, mut goal) = (0, 0);
        let names = ["甲", "乙"];
        steps
            .into_iter()
            .map(|(step, says, short_term_goal, short_term_period, [service_content, frequency, _])| {
                numbers = match (step, numbers) {
                    (0, [n, ..]) => [n + 1, 1, 1],
                    (1 | 2, [n, g, _]) => [n, g + 1, 1],
                    (_, [n, g, s]) => [n, g, s + 1],
                };
                need = usize::from(numbers[0] % 2 == 0);
                goal = usize::from(numbers[1] % 2 == 0);
                Table2 {
                    need: says[0].then(|| names[need].to_owned()),
                    long_term_goal: says[1].then(|| names[goal].to_owned()),
                    long_term_period: says[2].then(|| names[goal].to_owned()),
                    short_term_goal,
                    short_term_period,
                    service_content,
                    frequency,
                    ..line(numbers, [""; 5])
                }
            })
            .collect()
    })
}

/// Records of any kind.
fn wild() -> impl Strategy<Value = Vec<Table2>> {
    let number = || proptest::option::weighted(0.95, 0..3i32);
    let numbers = (number(), number(), number());
    let record = (numbers, [text(), text(), text(), text(), text(), text()], 0..8u8).prop_map(
        |(
            (need_no, goal_no, support_no),
            [need, long, short, long_period, short_period, reserved],
            person,
        )| Table2 {
            insured: if person == 0 { "9000000009" } else { "9000000001" }.parse().unwrap(),
            need_no,
            need,
            goal_no,
            long_term_goal: long,
            short_term_goal: short,
            long_term_period: long_period,
            short_term_period: short_period,
            support_no,
            reserved: reserved.filter(|_| person == 1),
            ..blank()
        },
    );
    proptest::collection::vec(record, 0..6)
}

/// Valid trees; the numbers need not be in order.
fn trees() -> impl Strategy<Value = Table2Tree<String>> {
    let supports = proptest::collection::vec((text(), text()), 1..4);
    let shorts = proptest::collection::vec((text(), text(), supports), 1..4);
    let goals = proptest::collection::vec((text(), text(), shorts), 1..3);
    let needs = proptest::collection::vec((text(), goals), 1..3);
    (needs, any::<bool>(), any::<bool>()).prop_map(|(needs, is_repeated, is_descending)| {
        let number = |place: usize| {
            let place = i32::try_from(place).unwrap();
            if is_descending { 99 - place } else { place + 1 }
        };
        let needs = needs.into_iter().enumerate().map(|(n, (text, goals))| {
            let goals = goals.into_iter().enumerate().map(|(g, (text, period, shorts))| {
                let mut support = 0;
                let mut short_term_goals: Vec<ShortTermGoal<String>> = Vec::new();
                for (text, period, supports) in shorts {
                    let mut supports: Vec<_> = supports
                        .into_iter()
                        .map(|(content, frequency)| {
                            support += 1;
                            Support { content, frequency, ..Support::new(number(support)) }
                        })
                        .collect();
                    match short_term_goals.last_mut() {
                        // It would be read as more of the one before.
                        Some(last)
                            if text.is_none()
                                || (text == last.text && (period.is_none() || period == last.period)) =>
                        {
                            last.supports.append(&mut supports);
                        }
                        _ => short_term_goals.push(ShortTermGoal { text, period, supports }),
                    }
                }
                LongTermGoal { number: number(g), text, period, short_term_goals }
            });
            Need { number: number(n), text, goals: goals.collect() }
        });
        let printing = if is_repeated { Printing::EveryLine } else { Printing::FirstLine };
        Table2Tree { printing, ..tree(needs.collect()) }
    })
}

proptest! {
    #[test]
    fn records_come_back(records in records()) {
        let tree = Table2Tree::from_records(&records).unwrap();
        prop_assert_eq!(&tree.to_records().unwrap(), &records);
        // In either habit, the same tree.
        for printing in [Printing::FirstLine, Printing::EveryLine] {
            let mut chosen = tree.clone();
            chosen.set_printing(printing);
            let mut again = Table2Tree::from_records(&chosen.to_records().unwrap()).unwrap();
            again.set_printing(printing);
            prop_assert_eq!(&again, &chosen);
        }
    }

    #[test]
    fn trees_come_back(tree in trees()) {
        let records = tree.to_records().unwrap();
        let mut again = Table2Tree::from_records(&records).unwrap();
        // A habit that no line shows is the usual one.
        let shows_habit = {
            let mut other = tree.clone();
            other.set_printing(if tree.printing == Printing::FirstLine { Printing::EveryLine } else { Printing::FirstLine });
            other.to_records().unwrap() != records
        };
        prop_assert_eq!(again.printing, if shows_habit { tree.printing } else { Printing::FirstLine });
        again.printing = tree.printing;
        prop_assert_eq!(again, tree);
    }

    #[test]
    fn nothing_is_lost_and_nothing_panics(records in wild()) {
        match Table2Tree::from_records(&records) {
            Ok(tree) => prop_assert_eq!(tree.to_records().unwrap(), records.clone()),
            Err(errors) => prop_assert!(!errors.problems.is_empty()),
        }
        if let Ok(trees) = Table2Tree::group(&records) {
            let back: Vec<Table2> = trees.iter().flat_map(|tree| tree.to_records().unwrap()).collect();
            prop_assert_eq!(back, records.clone());
        }
        let mut sorted = records;
        Table2Tree::sort(&mut sorted);
        let _ = Table2Tree::group(&sorted);
    }
}
