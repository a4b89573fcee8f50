//! What nobody sends on purpose: numbers out of range, keys that do not fit, texts and lists without end, bytes that
//! are nothing. Each is told, nothing of one person reaches another, and nothing takes the square of its length.
#![allow(clippy::unwrap_used)]

use crate::common::{CARE_OFFICE, OFFICE, sourced, supplement, table1, table2, value};
use crate::transfer::sample::{A, B, codes, piece, plan, row_of, slip_of, slips};
use careplan_csv::WriteOptions;
use careplan_fukushi::draft::{
    CarePlanSet, CarePlanSets, Concern, DraftOptions, DraftProblem, Sourced, Why, draft,
};
use careplan_fukushi::provisional::{self, unit_to_plans};
use careplan_fukushi::transfer::{
    DifferenceKind, LineKind, LineOutcome, NoCounterpart, RentalMonth, RentalProblem, differences,
    rental_lines, transfer,
};
use careplan_fukushi::{EquipmentPlan, RecordKind, kinds};
use careplan_model::{
    Endpoint, FileContent, FileName, FormFile, PreventivePlan, PreventiveSupport, Table2, Transmission, kind,
};
use proptest::prelude::*;

fn options() -> DraftOptions {
    DraftOptions::new(value(OFFICE)).plan_date(value("20251001"))
}

fn ends() -> (Endpoint, Endpoint) {
    let end = |office, service| Endpoint { office: value(office), service: Some(value(service)) };
    (end(OFFICE, "17"), end(CARE_OFFICE, "43"))
}

/// A draft from lines of 第2表, and what it still lacks.
fn left(lines: &[Table2], options: &DraftOptions) -> Vec<(RecordKind, usize, Option<&'static str>, Why)> {
    let (table1, supplement) = (table1(), supplement());
    let set = CarePlanSet {
        table1: Some(Sourced { record: 1, form: &table1 }),
        table2: sourced(lines),
        supplement: Some(Sourced { record: 1, form: &supplement }),
        ..CarePlanSet::default()
    };
    let draft = draft(&set, options).unwrap();
    let missing = draft.to_plan().map_or_else(|error| error.missing, |_| Vec::new());
    missing.into_iter().map(|it| (it.record, it.index, it.item.map(|item| item.field), it.why)).collect()
}

fn needs(count: i32) -> Vec<Table2> {
    let need = |number| {
        let mut line = table2((number, 1, 1), Some(OFFICE), "福祉用具貸与");
        line.need = Some(format!("見本{number}"));
        line.service_content = Some("特殊寝台、特殊寝台付属品、手すり".to_owned());
        line
    };
    (1..=count).map(need).collect()
}

#[test]
fn numbers_that_a_plan_does_not_have() {
    assert_eq!(left(&needs(99), &options()), []);
    // Two digits are all that a need, or the need that it came from, can have.
    let wanted: Vec<_> =
        [(99, "need_no"), (99, "care_plan_need_no"), (100, "need_no"), (100, "care_plan_need_no")]
            .map(|(index, field)| (RecordKind::Need, index, Some(field), Why::Invalid))
            .into();
    assert_eq!(left(&needs(101), &options()), wanted);
    // 34 needs with three lines each.
    let lines = left(&needs(34), &options().categories(true));
    let wanted = [99, 100, 101].map(|index| (RecordKind::Line, index, Some("line_no"), Why::Invalid));
    assert_eq!(lines, wanted);
    // What the care plan calls 0 is called so here.
    let mut zero = needs(1);
    zero[0].need_no = Some(0);
    assert_eq!(left(&zero, &options()), []);
    zero[0].need_no = Some(-1);
    let wanted = [(RecordKind::Need, 0, Some("care_plan_need_no"), Why::Invalid)];
    assert_eq!(left(&zero, &options()), wanted);
    assert_eq!(Why::Invalid.japanese(), "この項目に入れられない値です");
}

/// A form of the person of the other tables, of these items.
fn form<F: careplan_model::FormOf<String>>(own: &[(&str, &str)]) -> F {
    let of = table1();
    let key = [of.insurer.to_string(), of.insured.to_string(), of.plan_date.to_string()];
    let shared = [
        ("csv_version", "202407"),
        ("insurer", &key[0]),
        ("insured", &key[1]),
        ("plan_date", &key[2]),
        ("created_on", &key[2]),
    ];
    let text = |field: &str| {
        own.iter().chain(&shared).find(|(known, _)| *known == field).map_or("", |(_, text)| *text)
    };
    let items: Vec<&str> = F::LAYOUT.items.iter().map(|item| text(item.field)).collect();
    careplan_model::ItemSource::read_form(&items, careplan_model::LayoutFamily::V4).unwrap()
}

fn preventive_plan() -> PreventivePlan {
    form(&[("preventive_plan_type", "1"), ("user_name", "見本　太郎")])
}

fn support(number: &str) -> PreventiveSupport {
    form(&[
        ("need_no", number),
        ("support_plan_no", "1"),
        ("service_no", "1"),
        ("overall_need", "歩きたい。"),
        ("service_kind", "介護予防福祉用具貸与"),
    ])
}

/// 課題ＮＯ of 支援計画 is a text.
#[test]
fn texts_that_only_look_like_numbers_are_no_numbers() {
    let plan = preventive_plan();
    for (number, wanted) in
        [("1", Some("1")), ("99", Some("99")), ("+5", None), ("-1", None), ("0", None), ("ア", None)]
    {
        let lines = [support(number)];
        let set = CarePlanSet {
            preventive_plan: Some(Sourced { record: 1, form: &plan }),
            preventive_supports: sourced(&lines),
            ..CarePlanSet::default()
        };
        let draft = draft(&set, &options()).unwrap();
        assert_eq!(draft.needs().len(), 1, "{number}");
        assert_eq!(draft.needs()[0].text("care_plan_need_no"), wanted, "{number}");
        assert!(draft.to_plan().is_ok(), "{number}");
    }
}

/// Records that nothing would be carried over from are refused, and none is taken for one of the other sort that has
/// the same number.
#[test]
fn records_of_the_other_sort_of_plan_are_refused() {
    let (table1, plan, supplement) = (table1(), preventive_plan(), supplement());
    let (lines, supports) = ([table2((1, 1, 1), None, "通所介護")], [support("1")]);
    let mut set = CarePlanSet {
        table1: Some(Sourced { record: 1, form: &table1 }),
        table2: sourced(&lines),
        preventive_supports: sourced(&supports),
        ..CarePlanSet::default()
    };
    let problems = |set: &CarePlanSet<'_>| draft(set, &options()).unwrap_err().problems;
    assert_eq!(problems(&set), [DraftProblem::Other { kind: &kind::PREVENTIVE_SUPPORT, record: 1 }]);
    set.preventive_plan = Some(Sourced { record: 1, form: &plan });
    set.table1 = None;
    set.supplement = Some(Sourced { record: 2, form: &supplement });
    assert_eq!(
        problems(&set),
        [
            DraftProblem::Other { kind: &kind::TABLE2, record: 1 },
            DraftProblem::Other { kind: &kind::USER_SUPPLEMENT, record: 2 }
        ]
    );
}

fn unit_of(
    files: Vec<(&'static careplan_model::FormKind, careplan_model::FormList<String>)>,
) -> Transmission<FormFile> {
    let (receiver, sender) = ends();
    let timestamp = value("20251001090000");
    let files = files.into_iter().map(|(kind, forms)| {
        let month = None;
        FormFile {
            name: FileName::build(kind, month, sender, receiver, timestamp).unwrap(),
            content: FileContent::Forms(forms),
        }
    });
    Transmission::group(files).remove(0)
}

/// A person with both sorts of plan of one day: each gets its own records.
#[test]
fn both_sorts_of_plan_of_one_day() {
    use careplan_model::FormList;
    let unit = unit_of(vec![
        (&kind::TABLE1, FormList::Table1(vec![table1()])),
        (&kind::TABLE2, FormList::Table2(vec![table2((1, 1, 1), Some(OFFICE), "福祉用具貸与")])),
        (&kind::PREVENTIVE_PLAN, FormList::PreventivePlan(vec![preventive_plan()])),
        (&kind::PREVENTIVE_SUPPORT, FormList::PreventiveSupport(vec![support("1")])),
    ]);
    let sets = CarePlanSets::of_unit(&unit);
    assert_eq!(sets.loose, []);
    let counts: Vec<_> =
        sets.sets.iter().map(|set| (set.table2.len(), set.preventive_supports.len())).collect();
    assert_eq!(counts, [(1, 0), (0, 1)]);
}

/// A line that has the key of another person than its plan: its product never reaches that person's slip.
#[test]
fn a_line_of_another_person_is_carried_nowhere() {
    let mut broken = plan(&[piece("171003", 1000).tais(A)]);
    broken.header.insured = value("9000000099");
    for person in [1, 99] {
        let slip = slip_of(person, &piece("171003", 1000));
        let row = row_of(person, &piece("171003", 1000));
        let done = transfer(std::slice::from_ref(&broken), vec![slip.clone()], vec![row.clone()]);
        assert_eq!(codes(&done), [None]);
        assert_eq!(done.table7.first(), Some(&row));
        let of_plan: Vec<_> = done.lines.iter().filter(|it| it.place.kind == LineKind::Plan).collect();
        assert_eq!(of_plan.len(), 2);
        for line in of_plan {
            assert_eq!(line.outcome, LineOutcome::WithoutCounterpart(NoCounterpart::OtherKey));
            assert!(!line.outcome.is_settled());
        }
        let told = differences(std::slice::from_ref(&broken), &[slip], &[row]);
        assert!(told.iter().all(|it| it.kind == DifferenceKind::WithoutCounterpart), "{told:?}");
        assert_eq!(told.len(), 4);
    }
    let month = RentalMonth::new(value("202604"), value("20260325"), value(CARE_OFFICE));
    let error = rental_lines(&broken, &month, |_| value("20260401")).unwrap_err();
    assert_eq!(error.problems, [RentalProblem::OtherKey { line_no: 1 }]);
    assert_eq!(error.japanese(), "明細1：キーがその計画書のものではありません");
}

/// Two plans that count in the month, of 17 and 67, name two products for one line.
#[test]
fn two_plans_that_fight_about_one_line_fill_nothing() {
    let mut other = plan(&[piece("171003", 1000).tais(B)]);
    let mut key = other.key();
    key.service_type = value("67");
    other.set_key(key);
    let done = transfer(
        &[plan(&[piece("171003", 1000).tais(A)]), other],
        slips(&[piece("171003", 1000)]),
        Vec::new(),
    );
    assert_eq!(codes(&done), [None]);
    assert!(done.lines.iter().all(|line| line.outcome == LineOutcome::Ambiguous), "{:?}", done.lines);
}

/// Texts that are long, and lists that are long: linear work is done at once, square work would take hours.
#[test]
fn long_texts_and_lists_take_no_long_time() {
    // Wishes of a million characters.
    for part in ["　・", "妻（", "　妻：あ", "本人：あ。\n", "妻の墓。\n妻：あ\n", "亡妻", "　妻の希望：あ"]
    {
        let text = format!("本人：{}", part.repeat(1_000_000 / part.chars().count()));
        let spans = careplan_fukushi::split::spans(&text);
        assert_eq!(spans.last().map(|span| span.range.end), Some(text.len()), "{part}");
    }
    // 100,000 lines of 第2表, in which each line is a node of its own.
    let lines: Vec<_> = (0..100_000)
        .map(|number| {
            let mut line = table2((number / 1000 + 1, number / 10 + 1, number), Some(OFFICE), "福祉用具貸与");
            line.short_term_goal = Some(format!("見本{number}"));
            line.provider_name = Some(format!("見本{number}"));
            line
        })
        .collect();
    let table1 = table1();
    let set = CarePlanSet {
        table1: Some(Sourced { record: 1, form: &table1 }),
        table2: sourced(&lines),
        ..CarePlanSet::default()
    };
    assert_eq!(set.services(value(OFFICE)).iter().filter(|it| it.concern == Concern::Ours).count(), 100_000);
    assert_eq!(draft(&set, &options()).unwrap().needs().len(), 100);
    let others = draft(&set, &DraftOptions::new(value("9970100099"))).unwrap();
    assert_eq!(others.header().text("other_services").unwrap().lines().count(), 100_000);
}

/// 100,000 lines of one person, office, month and service code, beside a plan of 99 lines.
#[test]
fn many_lines_of_one_group_take_no_long_time() {
    let many = 100_000;
    let of_plan: Vec<_> =
        (0..99).map(|number| piece("171003", 900).tais(A).name(&format!("見本{number}"))).collect();
    let plans = [plan(&of_plan)];
    let named = |number: i32| piece("171003", 1000).name(&format!("例示{number}"));
    let alike = |_: i32| piece("171003", 900);
    let numbered = |number: i32| piece("171003", 1000 + number).number(1);
    for make in [&named as &dyn Fn(i32) -> _, &alike, &numbered] {
        let slips: Vec<_> = (0..many).map(|number| slip_of(1, &make(number))).collect();
        let done = transfer(&plans, slips, Vec::new());
        assert_eq!(done.lines.len(), 100_000 + 99);
        assert!(done.lines.iter().all(|line| line.counterparts.len() <= 100));
    }
    // 第6表 and 第7表 of 100,000 lines each, with different products.
    let code = |number: i32| format!("99999-{number:06}");
    let slips: Vec<_> = (0..many).map(|it| slip_of(1, &piece("171003", 1000).tais(&code(it)))).collect();
    let rows: Vec<_> = (0..many).map(|it| row_of(1, &piece("171003", 1000).tais(&code(it + many)))).collect();
    let told = differences(&[], &slips, &rows);
    let between = told.iter().filter(|it| it.kind == DifferenceKind::NotInOtherTable);
    assert_eq!(between.clone().count(), 200_000);
    assert!(between.clone().all(|it| it.others.len() == 100));
}

/// 20,000 care plans in one unit with 100,000 lines.
#[test]
fn many_care_plans_take_no_long_time() {
    use careplan_model::FormList;
    let (mut plans, mut lines) = (Vec::new(), Vec::new());
    for person in 0..20_000 {
        let mut plan = table1();
        plan.insured = value(&format!("90000{person:05}"));
        for number in 1..=5 {
            let mut line = table2((number, 1, 1), Some(OFFICE), "福祉用具貸与");
            line.insured = plan.insured;
            lines.push(line);
        }
        plans.push(plan);
    }
    let unit =
        unit_of(vec![(&kind::TABLE1, FormList::Table1(plans)), (&kind::TABLE2, FormList::Table2(lines))]);
    let sets = CarePlanSets::of_unit(&unit);
    assert_eq!((sets.sets.len(), sets.loose.len()), (20_000, 0));
    assert!(sets.sets.iter().all(|set| set.table2.len() == 5));
}

/// A unit whose files hold these bytes.
fn unit(files: &[(&'static careplan_model::FormKind, Vec<u8>)]) -> Transmission<FormFile> {
    let (sender, receiver) = ends();
    let files = files.iter().map(|(kind, bytes)| FormFile {
        name: FileName::build(kind, None, sender, receiver, value("20260401090000")).unwrap(),
        content: FileContent::Bytes(bytes.clone()),
    });
    Transmission::group(files).remove(0)
}

fn written() -> Vec<(&'static careplan_model::FormKind, Vec<u8>)> {
    let (sender, receiver) = ends();
    let mut plan = plan(&[piece("171003", 1000).tais(A), piece("171007", 300)]);
    plan.header.user_phone = Some("000-0000-1000".to_owned());
    let plans = [plan];
    let unit =
        provisional::plans_to_unit(&plans, sender, receiver, value("20260401090000"), &WriteOptions::new());
    let bytes = |file: FormFile| match file.content {
        FileContent::Bytes(bytes) => (file.name.kind(), bytes),
        FileContent::Forms(_) => unreachable!("plans are written as bytes"),
    };
    unit.unwrap().files.into_iter().map(bytes).collect()
}

/// What is said of a unit shows nothing of the person.
fn is_discreet(said: &str) -> bool {
    !["9000000001", "見本　太郎", "000-0000-1000"].iter().any(|text| said.contains(text))
}

proptest! {
    #[test]
    fn any_bytes_are_read(kind in 0..5_usize, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let kind = kinds::ALL[kind];
        // Whatever comes out of it is written and read again as it is, or refused.
        if let Ok(read) = unit_to_plans(&unit(&[(kind, bytes)])) {
            prop_assert!(read.plans.iter().all(EquipmentPlan::has_one_key));
        }
    }

    #[test]
    fn damaged_files_are_read(at in 0..400_usize, byte in any::<u8>(), cut in any::<bool>(), which in 0..2_usize) {
        let mut files = written();
        let bytes = &mut files[which].1;
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        match unit_to_plans(&unit(&files)) {
            Ok(read) => {
                prop_assert!(read.plans.iter().all(|it| it.has_one_key() && it.has_single_numbers()));
                let said = format!("{read:?}");
                prop_assert!(is_discreet(&said), "{}", said);
            }
            Err(error) => {
                prop_assert!(!error.problems.is_empty());
                let said = format!("{error:?} {error} {}", error.japanese());
                prop_assert!(is_discreet(&said), "{}", said);
            }
        }
    }
}
