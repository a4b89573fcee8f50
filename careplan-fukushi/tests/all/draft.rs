//! The carry-over, row by row of the mapping table: 要介護, from 第1表, 第2表, 第3表 and 補足.
#![allow(clippy::unwrap_used)]

use crate::common::{CARE_OFFICE, OFFICE, sourced, supplement, table1, table2, value};
use careplan_fukushi::draft::{
    CarePlanSet, Carry, Concern, ConfirmSplitError, DraftOptions, DraftProblem, EquipmentPlanDraft, Sourced,
    Why, WishesDecision, draft,
};
use careplan_fukushi::{RecordKind, WishesSplit};
use careplan_model::{Table1, Table2, Table3, UserSupplement};

const WISHES: &str = "本人：家で暮らしたい。\r\n妻：転ばないか心配だ。\n課題分析：立ち上がりに支えが要る。 ";
const POLICY: &str = "自立を支えます。\r\n　緊急時：主治医、\"長女\" ";

struct Plan {
    table1: Table1,
    table2: Vec<Table2>,
    table3: Vec<Table3>,
    supplement: Option<UserSupplement>,
}

impl Plan {
    fn new() -> Self {
        let mut table1 = table1();
        table1.wishes_and_needs_analysis = Some(WISHES.to_owned());
        table1.support_policy = Some(POLICY.to_owned());
        let mut bed = table2((1, 1, 1), Some(OFFICE), "福祉用具貸与");
        bed.need = Some("夜も自分でトイレに行きたい。".to_owned());
        bed.long_term_goal = Some("夜も安心して行ける。".to_owned());
        bed.long_term_period = Some("令和７年１０月～令和８年９月".to_owned());
        bed.short_term_goal = Some("安全に起き上がれる。".to_owned());
        bed.short_term_period = Some("令和７年１０月～令和８年３月".to_owned());
        bed.service_content = Some("特殊寝台と特殊寝台付属品の貸与".to_owned());
        let mut rail = table2((1, 1, 2), Some(OFFICE), "福祉用具貸与");
        rail.service_content = Some("手すりの貸与".to_owned());
        let mut walk = table2((1, 1, 3), Some("9970100039"), "通所介護");
        walk.short_term_goal = Some("５０ｍ歩ける。".to_owned());
        walk.provider_name = Some("見本デイサービス".to_owned());
        walk.frequency = Some("週２回".to_owned());
        let mut bath = table2((2, 1, 1), Some("9970100039"), "通所介護");
        bath.need = Some("入浴したい。".to_owned());
        bath.provider_name = Some("見本デイサービス".to_owned());
        bath.frequency = Some("週２回".to_owned());
        let mut week = Table3::new(
            table1.csv_version,
            table1.insurer,
            table1.insured,
            table1.created_on,
            table1.plan_date,
        );
        let mut apart = week.clone();
        week.service_content = Some("訪問介護（身体）".to_owned());
        week.weekday = Some(value("1"));
        (week.service_start_time, week.service_end_time) = (Some(value("0900")), Some(value("1000")));
        apart.other_services = Some("見本内科クリニック通院（月１回）".to_owned());
        Self {
            table1,
            table2: vec![bed, rail, walk, bath],
            table3: vec![week, apart],
            supplement: Some(supplement()),
        }
    }

    fn set(&self) -> CarePlanSet<'_> {
        CarePlanSet {
            table1: Some(Sourced { record: 3, form: &self.table1 }),
            table2: sourced(&self.table2),
            table3: sourced(&self.table3),
            supplement: self.supplement.as_ref().map(|form| Sourced { record: 4, form }),
            ..CarePlanSet::default()
        }
    }

    fn draft(&self) -> EquipmentPlanDraft {
        draft(&self.set(), &options()).unwrap()
    }
}

fn options() -> DraftOptions {
    DraftOptions::new(value(OFFICE)).plan_date(value("20251001"))
}

/// The text of an item of the header, how it was carried, and where it came from.
fn header(draft: &EquipmentPlanDraft, field: &str) -> (String, Carry, Vec<String>) {
    let value = draft.header().get(field).unwrap_or_else(|| unreachable!("{field} is blank"));
    (value.text.clone(), value.carry, value.sources.iter().map(ToString::to_string).collect())
}

fn expect(draft: &EquipmentPlanDraft, carry: Carry, rows: &[(&str, &str, &str)]) {
    for (field, text, source) in rows {
        assert_eq!(header(draft, field), ((*text).to_owned(), carry, vec![(*source).to_owned()]), "{field}");
    }
}

#[test]
fn row_insurer_insured_and_date_of_the_care_plan() {
    let rows = [
        ("insurer", "991018", "UP1KYO No.2, record 3"),
        ("insured", "9000000001", "UP1KYO No.3, record 3"),
        ("care_plan_date", "20250920", "UP1KYO No.14, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_name_address_and_phone() {
    let mut plan = Plan::new();
    let rows = [
        ("user_name_kana", "ミホン　タロウ", "UPHOSOKU No.5, record 4"),
        ("user_name", "見本　太郎", "UPHOSOKU No.6, record 4"),
        ("user_sex", "1", "UPHOSOKU No.7, record 4"),
        ("user_birth_date", "19400401", "UPHOSOKU No.8, record 4"),
        ("user_postal_code", "000-0001", "UPHOSOKU No.9, record 4"),
        ("user_address_1", "見本県例示市１", "UPHOSOKU No.10, record 4"),
        ("user_address_2", "見本荘", "UPHOSOKU No.11, record 4"),
        ("user_phone", "000-0000-1000", "UPHOSOKU No.12, record 4"),
    ];
    expect(&plan.draft(), Carry::Join, &rows);
    // 第1表 has another address: reported, and one address is not made of two.
    plan.table1.user_address_1 = Some("見本県試験市９".to_owned());
    let draft = plan.draft();
    expect(&draft, Carry::Join, &rows);
    let differences: Vec<_> =
        draft.differences().iter().map(|it| format!("{} / {}", it.table1, it.supplement)).collect();
    assert!(
        differences.contains(&"UP1KYO No.6, record 3 / UPHOSOKU No.10, record 4".to_owned()),
        "{differences:?}"
    );
    // Without 補足: the address of 第1表, and no name.
    plan.supplement = None;
    let draft = plan.draft();
    expect(&draft, Carry::Copy, &[("user_address_1", "見本県試験市９", "UP1KYO No.6, record 3")]);
    assert_eq!(draft.header().get("user_address_2"), None);
    assert_eq!(draft.header().get("user_name"), None);
    assert_eq!(draft.differences(), []);
}

#[test]
fn row_care_level_and_certification() {
    // 補足 14–15 are the period of the limit, and differ here.
    let rows = [
        ("care_level", "23", "UP1KYO No.21, record 3"),
        ("certification_status", "2", "UP1KYO No.17, record 3"),
        ("certified_on", "20250320", "UP1KYO No.18, record 3"),
        ("valid_from", "20250401", "UP1KYO No.19, record 3"),
        ("valid_until", "20280331", "UP1KYO No.20, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_care_office_and_care_manager() {
    let rows = [
        ("care_office", CARE_OFFICE, "UP1KYO No.13, record 3"),
        ("care_office_name", "見本居宅介護支援センター", "UP1KYO No.9, record 3"),
        ("planner_name", "例示　能子", "UP1KYO No.8, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_source_text_of_the_wishes() {
    expect(&Plan::new().draft(), Carry::Copy, &[("wishes_source", WISHES, "UP1KYO No.22, record 3")]);
}

#[test]
fn row_wishes_of_person_and_family() {
    let mut plan = Plan::new();
    let mut draft = plan.draft();
    // Proposed, and not applied.
    let proposed = draft.proposed_split().unwrap();
    assert_eq!(proposed.person().as_deref(), Some("家で暮らしたい。"));
    assert_eq!((draft.header().get("user_wishes"), draft.header().get("wishes_split")), (None, None));
    assert!(draft.to_do().iter().any(|it| it.why == Why::ConfirmSplit));

    draft.confirm_split(WishesDecision::AsProposed).unwrap();
    expect(&draft, Carry::Split, &[("user_wishes", "家で暮らしたい。", "UP1KYO No.22, record 3")]);
    expect(&draft, Carry::Split, &[("family_wishes", "妻：転ばないか心配だ。", "UP1KYO No.22, record 3")]);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::ProposedAndConfirmed.to_string());
    assert_eq!(header(&draft, "wishes_source").0, WISHES);
    assert!(draft.to_do().iter().all(|it| it.why != Why::ConfirmSplit));

    let by_person = WishesDecision::ByPerson { person: Some("家がよい。".to_owned()), family: None };
    assert_eq!(format!("{by_person:?}"), "ByPerson «redacted»");
    draft.confirm_split(by_person).unwrap();
    assert_eq!(header(&draft, "user_wishes").0, "家がよい。");
    assert_eq!(draft.header().get("family_wishes"), None);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::ByPerson.to_string());
    draft.confirm_split(WishesDecision::NotSplit).unwrap();
    assert_eq!(draft.header().get("user_wishes"), None);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::NotSplit.to_string());
    let nothing = WishesDecision::ByPerson { person: None, family: Some(" ".to_owned()) };
    assert_eq!(draft.confirm_split(nothing), Err(ConfirmSplitError::NothingSaid));

    plan.table1.wishes_and_needs_analysis = Some("家で暮らしたい。".to_owned());
    let mut draft = plan.draft();
    assert_eq!(draft.proposed_split(), None);
    assert_eq!(draft.confirm_split(WishesDecision::AsProposed), Err(ConfirmSplitError::NothingProposed));
    plan.table1.wishes_and_needs_analysis = None;
    assert_eq!(plan.draft().confirm_split(WishesDecision::NotSplit), Err(ConfirmSplitError::NoWishes));
}

#[test]
fn row_policy() {
    expect(&Plan::new().draft(), Carry::Copy, &[("support_policy", POLICY, "UP1KYO No.24, record 3")]);
}

#[test]
fn row_reason() {
    let mut plan = Plan::new();
    // The text stands in a record that is not ours.
    plan.table2[0].provider = Some(value("9970100039"));
    plan.table2[0].service_kind = Some("訪問介護".to_owned());
    let draft = plan.draft();
    assert_eq!(draft.needs().len(), 1);
    let need = &draft.needs()[0];
    let reason = need.get("reason").unwrap();
    assert_eq!((reason.text.as_str(), reason.carry), ("夜も自分でトイレに行きたい。", Carry::Seed));
    assert_eq!(format!("{:?}", reason.sources), "[UP2KYO No.7, record 1]");
    assert_eq!((need.text("need_no"), need.text("care_plan_need_no")), (Some("1"), Some("1")));
}

#[test]
fn row_goal() {
    let draft = Plan::new().draft();
    let goal = draft.needs()[0].get("goal").unwrap();
    assert_eq!(
        (goal.text.as_str(), goal.carry),
        (
            "長期目標：夜も安心して行ける。（令和７年１０月～令和８年９月）\n\
             短期目標：安全に起き上がれる。（令和７年１０月～令和８年３月）",
            Carry::Seed
        )
    );
    let sources: Vec<_> = goal.sources.iter().map(|source| source.item.number).collect();
    assert_eq!(sources, [9, 11, 10, 12]);
}

#[test]
fn row_which_services_are_equipment() {
    let mut plan = Plan::new();
    plan.table2[1].provider = None;
    plan.table2[3].service_kind = Some("特定福祉用具販売".to_owned());
    let services = |plan: &Plan| -> Vec<_> {
        let set = plan.set();
        set.services(value(OFFICE)).into_iter().map(|it| (it.record, it.concern)).collect()
    };
    assert_eq!(services(&plan), [(1, Concern::Ours), (2, Concern::Unassigned), (4, Concern::OfOthers)]);
    // By number, whatever the kind is called.
    plan.table2[0].service_kind = None;
    assert_eq!(services(&plan)[0], (1, Concern::Ours));
    assert!(plan.set().concerns(value(OFFICE)));
    let draft = plan.draft();
    assert_eq!(draft.needs().len(), 1);
    assert_eq!(draft.needs()[0].text("care_plan_need_no"), Some("1"));
    plan.table2.drain(..2);
    assert!(!plan.set().concerns(value(OFFICE)));
    let to_do = plan.draft().to_do();
    assert!(to_do.iter().any(|it| it.why == Why::NothingPlanned && it.record == RecordKind::Need));
}

#[test]
fn row_category_only_on_request() {
    let plan = Plan::new();
    assert_eq!(plan.draft().lines(), []);
    let mut draft = draft(&plan.set(), &options().categories(true)).unwrap();
    let lines: Vec<_> = draft
        .lines()
        .iter()
        .map(|line| {
            ["line_no", "category", "service_code", "need_nos"].map(|field| line.text(field).unwrap())
        })
        .collect();
    assert_eq!(lines, [["1", "03", "171003", "1"], ["2", "04", "171004", "1"], ["3", "07", "171007", "1"]]);
    let category = draft.lines()[2].get("category").unwrap();
    assert_eq!(
        (category.carry, format!("{:?}", category.sources)),
        (Carry::Seed, "[UP2KYO No.14, record 2]".into())
    );
    draft.lines_mut()[0].write("tais_code", "00001-000010").unwrap();
    assert_eq!(draft.to_plan().unwrap().lines[0].tais_code, Some(value("00001-000010")));
}

#[test]
fn row_other_services() {
    let draft = Plan::new().draft();
    let (text, carry, sources) = header(&draft, "other_services");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "通所介護　見本デイサービス　週２回");
    assert!(lines[1].ends_with("　09:00～10:00　訪問介護（身体）"), "{}", lines[1]);
    assert_eq!(lines[2..], ["見本内科クリニック通院（月１回）"]);
    assert_eq!(carry, Carry::Seed);
    for source in [
        "UP2KYO No.16, record 3",
        "UP2KYO No.16, record 4",
        "UP3KYO No.6, record 1",
        "UP3KYO No.13, record 2",
    ] {
        assert!(sources.contains(&source.to_owned()), "{source}");
    }
}

#[test]
fn row_body_illness_family_home_have_no_source() {
    let draft = Plan::new().draft();
    let to_do = draft.to_do();
    for number in (28..=56).chain(58..=63) {
        let item = &draft.header().layout().items[number - 1];
        assert_eq!(draft.header().get(item.field), None, "{}", item.field);
        assert!(to_do.iter().any(|it| it.item == Some(item) && it.why == Why::NoSource), "{}", item.field);
    }
}

#[test]
fn row_selection_prices_monitoring_consent_have_no_source() {
    let plan = Plan::new();
    let draft = draft(&plan.set(), &options().categories(true)).unwrap();
    let to_do = draft.to_do();
    for field in ["precautions", "monitoring_month", "price_explained", "consented_on", "consenter_name"] {
        assert_eq!(draft.header().get(field), None);
        let item = draft.header().layout().field(field);
        assert!(to_do.iter().any(|it| it.item == item && it.why == Why::NoSource), "{field}");
    }
    for field in ["selection_reason", "tais_code", "equipment_name"] {
        let item = draft.lines()[0].layout().field(field);
        let count = to_do.iter().filter(|it| it.record == RecordKind::Line && it.item == item).count();
        assert_eq!(count, 3, "{field}");
    }
    assert!(to_do.iter().any(|it| it.record == RecordKind::Offer && it.item.is_none()));
}

#[test]
fn a_plan_when_required_items_are_there() {
    let mut plan = Plan::new();
    let made = plan.draft().to_plan().unwrap();
    assert_eq!(made.header.service_type, value("17"));
    assert_eq!(made.header.wishes_source.as_deref(), Some(WISHES));
    assert!(made.has_one_key() && made.needs.len() == 1);
    assert_eq!(made.needs[0].care_plan_need_no, Some(1));

    plan.supplement = None;
    let set = plan.set();
    let mut incomplete = draft(&set, &DraftOptions::new(value(OFFICE))).unwrap();
    let error = incomplete.to_plan().unwrap_err();
    let fields: Vec<_> = error.missing.iter().map(|it| it.item.unwrap().field).collect();
    assert_eq!(fields, ["plan_date", "user_name"]);
    assert!(error.japanese().contains("利用者氏名"));
    incomplete.header_mut().write("plan_date", "20251001").unwrap();
    incomplete.header_mut().write("user_name", "見本　太郎").unwrap();
    assert!(incomplete.header_mut().write("plan_date", "2025").is_err());
    assert!(incomplete.header_mut().write("no_such", "1").is_err());
    assert_eq!(incomplete.to_plan().unwrap().header.user_name, "見本　太郎");
}

#[test]
fn another_care_plan_is_refused() {
    let mut plan = Plan::new();
    plan.table2[1].plan_date = value("20240101");
    plan.table2[2].insured = value("9000000002");
    let error = draft(&plan.set(), &options()).unwrap_err();
    assert_eq!(error.problems.len(), 2);
    assert!(error.to_string().contains("record 2 of UP2KYO"), "{error}");
    let error = draft(&CarePlanSet::default(), &options()).unwrap_err();
    assert_eq!(error.problems, [DraftProblem::NoCarePlan]);
    let mut plan = Plan::new();
    plan.table2[1].need_no = None;
    assert!(matches!(
        draft(&plan.set(), &options()).unwrap_err().problems[..],
        [DraftProblem::NoTree { .. }]
    ));
}

#[test]
fn nothing_personal_in_debug() {
    let mut draft = Plan::new().draft();
    draft.confirm_split(WishesDecision::AsProposed).unwrap();
    let debug = format!("{draft:?}");
    for text in ["見本", "暮らし", "9000000001", "トイレ", "例示"] {
        assert!(!debug.contains(text), "{text}");
    }
}
