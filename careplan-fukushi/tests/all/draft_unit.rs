//! Drafts from whole units of sending, 要支援 included; drafts beside plans at hand; texts that survive the way
//! through files.
#![allow(clippy::unwrap_used)]

use crate::common::{OFFICE, sourced, supplement, table1, table2, value};
use careplan_csv::{Inbox, WriteOptions, from_slice, read_unit, to_vec};
use careplan_fukushi::draft::{
    CarePlanSet, CarePlanSets, Carry, ChangedHow, DraftOptions, EquipmentPlanDraft, Sourced, WishesDecision,
    draft,
};
use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentPlanNeed, provisional};
use careplan_model::{Endpoint, FormFile, Transmission};
use proptest::prelude::*;
use std::path::Path;

fn unit(folder: &str) -> Transmission<FormFile> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(folder);
    read_unit(&Inbox::open(path).transmissions[0]).unwrap()
}

fn options() -> DraftOptions {
    DraftOptions::new(value(OFFICE)).plan_date(value("20251001"))
}

fn text<'a>(draft: &'a EquipmentPlanDraft, field: &str) -> &'a str {
    draft.header().text(field).unwrap_or_default()
}

#[test]
fn a_unit_of_many_persons() {
    let unit = unit("plan-4.1");
    let sets = CarePlanSets::of_unit(&unit);
    assert_eq!((sets.sets.len(), sets.loose.len()), (4, 0));
    let drafts: Vec<_> = sets.sets.iter().map(|set| draft(set, &options()).unwrap()).collect();
    let needs: Vec<_> = drafts.iter().map(|draft| draft.needs().len()).collect();
    assert_eq!(needs, [1, 2, 1, 1]);
    assert!(sets.sets.iter().all(|set| set.concerns(value(OFFICE))));
    assert!(sets.sets.iter().all(|set| !set.concerns(value("9970100013"))));

    let first = &drafts[0];
    assert_eq!(text(first, "user_name"), "見本　太郎");
    assert!(text(first, "support_policy").starts_with("「自分でできることは自分でする」という本人の思い"));
    assert!(text(first, "support_policy").ends_with("000-0000-9001"));
    let proposed = first.proposed_split().unwrap();
    assert!(proposed.person().unwrap().starts_with("できるだけ長く、妻と二人で"));
    assert!(proposed.family().unwrap().starts_with("転ばないか心配で"));
    assert!(proposed.analysis().unwrap().starts_with("右片麻痺があり"));
    let need = &first.needs()[0];
    assert_eq!(need.text("reason"), Some("転ばずに家の中を移動し、夜も自分でトイレに行きたい。"));
    assert_eq!(
        need.text("goal"),
        Some(
            "長期目標：夜も安心して、自分でトイレまで行くことができる。（令和７年１０月１日～令和８年９月３０日）\n\
             短期目標：ベッドから安全に起き上がり、立ち上がることができる。（令和７年１０月１日～令和８年３月３１日）"
        )
    );
    // The second person: the records are those of the file, not of the person.
    let sources = &drafts[1].header().get("support_policy").unwrap().sources;
    assert_eq!(format!("{sources:?}"), "[UP1KYO No.24, record 2]");
    // The third has no labels, so that nothing is proposed.
    assert_eq!(drafts[2].proposed_split(), None);
}

#[test]
fn records_without_a_care_plan_are_named() {
    let mut unit = unit("plan-4.1");
    let table1s = unit.files.iter_mut().find(|file| file.kind().prefix == "UP1KYO").unwrap();
    if let careplan_model::FileContent::Forms(careplan_model::FormList::Table1(forms)) = &mut table1s.content
    {
        forms.remove(0);
    }
    let sets = CarePlanSets::of_unit(&unit);
    assert_eq!(sets.sets.len(), 3);
    assert!(sets.loose.iter().any(|it| it.to_string() == "record 1 of UPHOSOKU belongs to no care plan"));
    assert!(sets.loose.iter().any(|it| it.kind.prefix == "UP2KYO"));
}

#[test]
fn row_preventive_wishes_goals_and_policy() {
    let unit = unit("preventive-4.1");
    let sets = CarePlanSets::of_unit(&unit);
    assert_eq!((sets.sets.len(), sets.loose.len()), (2, 0));
    let draft = draft(&sets.sets[0], &options()).unwrap();
    assert_eq!(text(&draft, "service_type"), "67");
    let wishes = draft.header().get("wishes_source").unwrap();
    assert_eq!(
        wishes.text,
        "朝の家事を自分で済ませ、午後は近くの公園まで歩く。\n電車に乗って、友人と短歌の会に出掛ける。\n本人：もう一度、駅まで歩きたい。\r\n\
         長女：転ばないように歩いてほしい。\n本人：できる家事は続けたい。\n本人：集まりにまた出たい。\n本人：薬を減らしたい。\n\
         本人：やってみたい。\r\n長女：無理のない範囲で。"
    );
    assert_eq!(wishes.carry, Carry::Seed);
    let items: Vec<_> = wishes.sources.iter().map(|it| (it.kind.prefix, it.item.number, it.record)).collect();
    assert_eq!(
        items,
        [
            ("UPYOBO", 22, 1),
            ("UPYOBO", 23, 1),
            ("UPYOBO", 25, 1),
            ("UPYOBO", 29, 1),
            ("UPYOBO", 33, 1),
            ("UPYOBO", 37, 1),
            ("UPYOBO_SUB", 8, 1)
        ]
    );
    // The goals of life carry no label: rest. What one text leaves open does not reach into the next.
    let proposed = draft.proposed_split().unwrap();
    assert_eq!(proposed.source(), wishes.text);
    assert_eq!(
        proposed.family().as_deref(),
        Some("長女：転ばないように歩いてほしい。\n長女：無理のない範囲で。")
    );
    assert!(proposed.rest().unwrap().starts_with("朝の家事を"));
    let policy = draft.header().get("support_policy").unwrap();
    assert!(policy.text.starts_with("ご本人の「もう一度電車に乗りたい」"));
    assert_eq!(format!("{:?} {:?}", policy.carry, policy.sources), "Seed [UPYOBO No.42, record 1]");

    assert_eq!(draft.needs().len(), 1);
    let need = &draft.needs()[0];
    assert_eq!(need.text("care_plan_need_no"), Some("1"));
    let reason = need.get("reason").unwrap();
    assert_eq!(reason.text, "術後の筋力の低下のため、外出が減っている。");
    assert_eq!(format!("{:?} {:?}", reason.carry, reason.sources), "Seed [UPYOBO_SUB No.6, record 1]");
    let goal = need.get("goal").unwrap();
    assert_eq!((goal.text.as_str(), goal.sources[0].item.number), ("杖で駅まで歩く。", 9));
    // The second person has no equipment.
    assert!(!sets.sets[1].concerns(value(OFFICE)));
}

#[test]
fn row_preventive_body_illness_family_home() {
    let unit = unit("preventive-4.1");
    let sets = CarePlanSets::of_unit(&unit);
    let draft = draft(&sets.sets[0], &options()).unwrap();
    for (field, wanted, number) in [
        ("independence_with_disability", "12", 21),
        ("independence_with_dementia", "01", 22),
        ("housing_type", "06", 34),
        ("room_floor", "2", 35),
    ] {
        let value = draft.header().get(field).unwrap();
        assert_eq!(
            (value.text.as_str(), value.carry, value.sources[0].item.number),
            (wanted, Carry::Copy, number)
        );
    }
    let note = draft.header().get("housing_note").unwrap();
    assert!(["住宅改修の有無：有", "住宅改修の有無：無"].contains(&note.text.as_str()), "{}", note.text);
    assert_eq!(format!("{:?} {:?}", note.carry, note.sources), "Seed [UPKIHON No.36, record 1]");
    let family = draft.header().get("family_situation").unwrap();
    assert!(family.text.starts_with("一人暮らし。長女は車で１０分"));
    assert_eq!(format!("{:?} {:?}", family.carry, family.sources), "Copy [UPKIHON No.63, record 1]");
    let illness = draft.header().get("illness").unwrap();
    let lines: Vec<_> = illness.text.lines().collect();
    assert!(lines[0].starts_with("2018/4　高血圧症　見本内科クリニック　見本医師　"), "{}", lines[0]);
    assert!(lines[0].ends_with("　降圧剤を１日１回服用"), "{}", lines[0]);
    assert!(lines[1].starts_with("令和７年７月　変形性膝関節症（右）"));
    assert!(illness.sources.iter().all(|source| source.kind.prefix == "UPKIHON_SUB2"));
    let of_record = |record: usize| -> Vec<u8> {
        illness.sources.iter().filter(|it| it.record == record).map(|it| it.item.number).collect()
    };
    let layout = <careplan_model::BasicInfoHistory as careplan_model::Form>::LAYOUT;
    let wanted =
        ["illness_date", "illness_name", "clinic_or_doctor_name", "treatment_status", "treatment_detail"]
            .map(|field| layout.field(field).unwrap().number);
    assert_eq!((illness.carry, of_record(1)), (Carry::Seed, wanted.to_vec()));
    // What has one meaning only.
    assert_eq!(text(&draft, "user_name"), "例示　花子");
    assert_eq!(text(&draft, "user_name_kana"), "レイジ　ハナコ");
    assert_eq!((text(&draft, "care_level"), text(&draft, "valid_until")), ("13", "20270831"));
    let plan = draft.to_plan().unwrap();
    assert_eq!(plan.header.care_plan_date, Some(value("20250825")));
}

#[test]
fn beside_the_plan_at_hand() {
    let unit = unit("plan-4.1");
    let sets = CarePlanSets::of_unit(&unit);
    let mut older = draft(&sets.sets[0], &options()).unwrap();
    older.confirm_split(WishesDecision::AsProposed).unwrap();
    let mut plan = older.to_plan().unwrap();
    assert_eq!(older.compare(&plan), []);
    // The specialist wrote: the reason anew, precautions, a need of the office's own.
    plan.needs[0].reason = Some("夜間の転倒を防ぐため。".to_owned());
    plan.header.precautions = Some("コードに注意。".to_owned());
    let mut own = plan.needs[0].clone();
    (own.need_no, own.care_plan_need_no) = (2, None);
    plan.needs.push(own);
    let at_hand = plan.clone();

    // A changed care plan arrives.
    let mut form = sets.sets[0].table1.unwrap().form.clone();
    form.support_policy = Some("新しい方針".to_owned());
    form.care_level = None;
    let set = CarePlanSet { table1: Some(Sourced { record: 1, form: &form }), ..sets.sets[0].clone() };
    let newer = draft(&set, &options()).unwrap();
    let shown = |changed: Vec<careplan_fukushi::draft::Changed>| -> Vec<_> {
        changed.into_iter().map(|it| (it.item.map(|item| item.field), it.how)).collect()
    };
    assert_eq!(
        shown(newer.compare(&plan)),
        [
            (Some("care_level"), ChangedHow::Gone),
            (Some("support_policy"), ChangedHow::Differs),
            (Some("reason"), ChangedHow::Rewritten),
        ]
    );
    assert_eq!(plan, at_hand);
    // Against the older draft only the care plan counts.
    assert_eq!(
        shown(newer.since(&older)),
        [(Some("care_level"), ChangedHow::Gone), (Some("support_policy"), ChangedHow::Differs)]
    );

    // A need that is gone, and another that is new.
    let mut lines: Vec<_> = set.table2.iter().map(|it| it.form.clone()).collect();
    for line in &mut lines {
        line.need_no = line.need_no.map(|number| number + 5);
    }
    let set = CarePlanSet { table2: sourced(&lines), ..set };
    let changed = draft(&set, &options()).unwrap().compare(&plan);
    let needs: Vec<_> =
        changed.iter().filter(|it| it.item.is_none()).map(|it| (it.in_draft, it.in_other, it.how)).collect();
    assert_eq!(needs, [(Some(0), None, ChangedHow::Added), (None, Some(0), ChangedHow::Gone)]);
}

#[test]
fn json_tells_where_values_came_from() {
    let unit = unit("plan-4.1");
    let sets = CarePlanSets::of_unit(&unit);
    let json = serde_json::to_value(draft(&sets.sets[0], &options()).unwrap()).unwrap();
    assert_eq!(json["header"]["care_plan_date"]["text"], "20250920");
    assert_eq!(json["header"]["care_plan_date"]["carry"], "copy");
    let source = &json["header"]["care_plan_date"]["sources"][0];
    assert_eq!(source["kind"], "UP1KYO");
    assert_eq!((source["record"].as_u64(), source["item"].as_u64()), (Some(1), Some(14)));
    assert_eq!(json["services"][0]["concern"], "ours");
}

const PARTS: &[&str] = &[
    "本人：",
    "家族：",
    "【課題】",
    "家で暮らしたい。",
    "\r\n",
    "\n",
    "\r",
    "\"",
    ",",
    " ",
    "　",
    "ソ表ポ",
    "髙﨑",
    "ｱ",
    "①",
    "「」",
];

fn written() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PARTS), 1..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn verbatim_texts_survive_draft_and_files(wishes in written(), policy in written(), need in written()) {
        let mut table1 = table1();
        table1.wishes_and_needs_analysis = Some(wishes.clone());
        table1.support_policy = Some(policy.clone());
        let supplement = supplement();
        let mut line = table2((1, 1, 1), Some(OFFICE), "福祉用具貸与");
        line.need = Some(need.clone());
        let lines = [line];
        let set = CarePlanSet {
            table1: Some(Sourced { record: 1, form: &table1 }),
            table2: sourced(&lines),
            supplement: Some(Sourced { record: 1, form: &supplement }),
            ..CarePlanSet::default()
        };
        let mut begun = draft(&set, &options()).unwrap();
        let proposed = begun.proposed_split().map(|it| (it.person(), it.family()));
        let is_confirmed = begun.confirm_split(WishesDecision::AsProposed).is_ok();
        let plan = begun.to_plan().unwrap();
        let headers: Vec<EquipmentPlanHeader> = from_slice(&to_vec([&plan.header]).unwrap()).unwrap();
        let needs: Vec<EquipmentPlanNeed> = from_slice(&to_vec(&plan.needs).unwrap()).unwrap();
        prop_assert_eq!(headers[0].wishes_source.as_ref(), Some(&wishes));
        prop_assert_eq!(headers[0].support_policy.as_ref(), Some(&policy));
        prop_assert_eq!(needs[0].reason.as_ref(), Some(&need));
        if is_confirmed {
            let read = (headers[0].user_wishes.clone(), headers[0].family_wishes.clone());
            prop_assert_eq!(proposed, Some(read));
        }
        // The whole unit, as it is sent.
        let sender = Endpoint { office: value(OFFICE), service: Some(value("17")) };
        let receiver = Endpoint { office: value("9970100013"), service: Some(value("43")) };
        let made = provisional::plans_to_unit(
            std::slice::from_ref(&plan), sender, receiver, value("20251001090000"), &WriteOptions::new(),
        ).unwrap();
        let read: Vec<EquipmentPlan> = provisional::unit_to_plans(&made).unwrap().plans;
        prop_assert_eq!(read, [plan]);
    }
}
