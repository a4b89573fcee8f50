//! 介護予防サービス・支援計画書 (UPYOBO): the preventive plan, its assessment by four domains.

use crate::codes::{
    CertificationStatus, Commission, Necessity, PlanKind, Presence, PreventivePlanType, SupportLevel,
};
use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 介護予防サービス・支援計画書 (UPYOBO), one record a plan; new in edition 4.0.
    ///
    /// Key: insurer, insured person, 計画作成(変更)日. Its 別表 (支援計画) depends on it.
    ///
    /// No.24–39 are four domains of four items: exercise and mobility, daily life at home, taking part and
    /// communication, health. No.43–54 are the results of the basic checklist and the programmes that
    /// they call for, in the same order.
    pub struct PreventivePlan<T> = "介護予防サービス・支援計画書", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "計画作成(変更)日" plan_date: Date, required_and_needed (fixed 8) "When the plan was made or changed: the key that the 別表 shares.";
        5 "計画種類" preventive_plan_type: PreventivePlanType, required_and_needed (fixed 1) "Which of the two kinds of preventive planning.";
        6 "委託の有無" planning_commissioned: Option<Commission>, needed (fixed 1) "Whether the support centre plans itself or commissions a care-management office.";
        7 "整理番号" reference_no: Option<T>, optional (free) "Number under which the office files the plan.";
        8 "利用者名" user_name: T, required_and_needed (free) "The person's name." { personal };
        9 "認定年月日" certified_on: Option<Date>, optional (fixed 8) "When the level of support was certified.";
        10 "認定有効期間開始日" valid_from: Option<Date>, optional (fixed 8) "First day of the certification.";
        11 "認定有効期間終了日" valid_until: Option<Date>, optional (fixed 8) "Last day of the certification.";
        12 "計画書区分" plan_kind: Option<PlanKind>, optional (fixed 2) "First plan, by referral, continued.";
        13 "認定状況区分" certification_status: Option<CertificationStatus>, optional (fixed 1) "Certified or applied for.";
        14 "要支援状態区分" support_level: Option<SupportLevel>, optional (fixed 1) "Level of support, or the community programme." { personal };
        15 "計画作成者氏名（地域包括支援センター担当者名）" support_center_planner_name: Option<T>, optional (free) "Who made the plan, at the support centre." { personal };
        16 "計画作成者氏名（担当介護支援専門員名）" care_manager_name: Option<T>, optional (free) "Who made the plan, as care manager." { personal };
        17 "計画作成者事業者・事業所名" planner_office_name: Option<T>, optional (free) "Office of who made the plan; some software writes more than the name." { personal };
        18 "計画作成者事業者・事業所住所" planner_office_address: Option<T>, optional (free) "Address of that office.";
        19 "計画作成者事業者・事業所電話番号" planner_office_phone: Option<T>, optional (max 15) "Phone number of that office." { phone };
        20 "初回作成日" first_plan_date: Option<Date>, optional (fixed 8) "When the person's first plan was made.";
        21 "担当地域包括支援センター" support_center_name: Option<T>, optional (free) "The support centre in charge of the person.";
        22 "目標とする生活(1日)" one_day_life_goal: Option<T>, optional (free) "The life that the person aims at, day by day." { personal };
        23 "目標とする生活(1年)" one_year_life_goal: Option<T>, optional (free) "The life that the person aims at within a year." { personal };
        24 "【運動・移動】現在の状況" mobility_current_state: Option<T>, optional (free) "Exercise and mobility: how things are." { personal };
        25 "【運動・移動】本人・家族の意欲・意向" mobility_wishes: Option<T>, optional (free) "Exercise and mobility: what the person and the family want." { personal };
        26 "【運動・移動】領域における課題の有無" mobility_has_need: Option<Presence>, optional (fixed 1) "Exercise and mobility: whether there is a need." { personal };
        27 "【運動・移動】領域における課題（背景・原因）" mobility_need: Option<T>, optional (free) "Exercise and mobility: the need, its background and cause." { personal };
        28 "【日常生活(家庭生活)】現在の状況" daily_life_current_state: Option<T>, optional (free) "Daily life at home: how things are." { personal };
        29 "【日常生活(家庭生活)】本人・家族の意欲・意向" daily_life_wishes: Option<T>, optional (free) "Daily life at home: what the person and the family want." { personal };
        30 "【日常生活(家庭生活)】領域における課題の有無" daily_life_has_need: Option<Presence>, optional (fixed 1) "Daily life at home: whether there is a need." { personal };
        31 "【日常生活(家庭生活)】領域における課題（背景・原因）" daily_life_need: Option<T>, optional (free) "Daily life at home: the need, its background and cause." { personal };
        32 "【社会参加、対人関係・コミュニケーション】現在の状況" social_current_state: Option<T>, optional (free) "Taking part, relations and communication: how things are." { personal };
        33 "【社会参加、対人関係・コミュニケーション】本人・家族の意欲・意向" social_wishes: Option<T>, optional (free) "Taking part, relations and communication: what the person and the family want." { personal };
        34 "【社会参加、対人関係・コミュニケーション】領域における課題の有無" social_has_need: Option<Presence>, optional (fixed 1) "Taking part, relations and communication: whether there is a need." { personal };
        35 "【社会参加、対人関係・コミュニケーション】領域における課題（背景・原因）" social_need: Option<T>, optional (free) "Taking part, relations and communication: the need, its background and cause." { personal };
        36 "【健康管理】現在の状況" health_current_state: Option<T>, optional (free) "Health: how things are." { personal };
        37 "【健康管理】本人・家族の意欲・意向" health_wishes: Option<T>, optional (free) "Health: what the person and the family want." { personal };
        38 "【健康管理】領域における課題の有無" health_has_need: Option<Presence>, optional (fixed 1) "Health: whether there is a need." { personal };
        39 "【健康管理】領域における課題（背景・原因）" health_need: Option<T>, optional (free) "Health: the need, its background and cause." { personal };
        40 "健康状態の留意点" medical_precautions: Option<T>, optional (free) "What to heed about the person's health." { personal };
        41 "妥当な支援の実施に向けた方針" implementation_policy: Option<T>, optional (free) "How the support that is right for the person is to be brought about." { personal };
        42 "総合的な方針" support_policy: Option<T>, optional (free) "Policy of support as a whole." { personal };
        43 "基本チェックリストの該当数(運動不足)" checklist_exercise_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: lack of exercise." { personal };
        44 "基本チェックリストの該当数(栄養改善)" checklist_nutrition_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: nutrition." { personal };
        45 "基本チェックリストの該当数(口腔内ケア)" checklist_oral_care_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: care of the mouth." { personal };
        46 "基本チェックリストの該当数(閉じこもり予防)" checklist_homebound_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: staying indoors." { personal };
        47 "基本チェックリストの該当数(物忘れ予防)" checklist_memory_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: memory." { personal };
        48 "基本チェックリストの該当数(うつ予防)" checklist_depression_count: Option<i32>, optional (max 1) "How many questions of the basic checklist apply: depression." { personal };
        49 "事業プログラムの要否(運動不足)" exercise_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme of exercise is needed." { personal };
        50 "事業プログラムの要否(栄養改善)" nutrition_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme of nutrition is needed." { personal };
        51 "事業プログラムの要否(口腔内ケア)" oral_care_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme of mouth care is needed." { personal };
        52 "事業プログラムの要否(閉じこもり予防)" homebound_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme against staying indoors is needed." { personal };
        53 "事業プログラムの要否(物忘れ予防)" memory_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme for the memory is needed." { personal };
        54 "事業プログラムの要否(うつ予防)" depression_program_needed: Option<Necessity>, optional (fixed 1) "Whether a programme against depression is needed." { personal };
        55 "地域包括支援センター意見" support_center_opinion: Option<T>, optional (free) "Opinion of the support centre on the plan." { personal };
        56 "同意日" consented_on: Option<Date>, optional (fixed 8) "When consent to the plan was given.";
        57 "同意者氏名" consenter_name: Option<T>, optional (free) "Name of who consented." { personal };
    }
}
