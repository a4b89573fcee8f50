//! The header of a plan (UPFYOGU): 基本情報 and what 利用計画 says of the plan as a whole.

use crate::codes::{
    AssistanceNeeded, EquipmentPlanKind, SittingAbility, StandingAbility, WishesSplit, YesNo,
};
use careplan_model::{
    CareLevel, CertificationStatus, CsvVersion, Date, DementiaIndependence, DisabilityIndependence, Floor,
    HousingType, InsuredNumber, InsurerNumber, OfficeNumber, Presence, ServiceTypeCode, Sex, YearMonth, form,
};

form! {
    /// 福祉用具サービス計画書 (UPFYOGU), one record a plan. **Provisional**: the official layout is not public.
    ///
    /// Key: insurer, insured person, 福祉用具サービス計画作成（変更）日, provider, service type. Needs, lines and
    /// candidates carry the same key and depend on it; a plan received again replaces the one of the same
    /// key as a whole.
    ///
    /// No.64 holds the wishes as the care plan words them, in one text with the care manager's analysis;
    /// No.65 and 66 hold what was told apart from it, and No.67 says how. Nobody writes the whole of No.64
    /// into No.65.
    ///
    /// Wanted, and asked for by rules of their own, are No.11 and one of No.70 and 71.
    pub struct EquipmentPlanHeader<T> = "福祉用具サービス計画書", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard that the habits of this file follow.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "福祉用具サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "When the plan was made or changed: the key that its needs, lines and candidates share.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office that provides the equipment.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "17 福祉用具貸与 or 67 介護予防福祉用具貸与.";
        7 "サービス事業所名" provider_name: Option<T>, needed (free) "Name of that office.";
        8 "福祉用具専門相談員氏名" specialist_name: Option<T>, needed (free) "Name of the specialist who made the plan." { personal };
        9 "管理番号" control_number: Option<T>, optional (max 20) "Number under which the office keeps the person or the plan." { personal };
        10 "計画区分" plan_kind: Option<EquipmentPlanKind>, optional (fixed 1) "Rental, sale or both.";
        11 "居宅サービス計画作成（変更）日" care_plan_date: Option<Date>, optional (fixed 8) "Date of the care plan on which this plan rests, the key of its 第1表.";
        12 "介護支援事業者コード" care_office: Option<OfficeNumber>, needed (fixed 10) "Number of the care-management office.";
        13 "介護支援事業者名" care_office_name: Option<T>, optional (free) "Name of the care-management office.";
        14 "居宅サービス計画作成者氏名" planner_name: Option<T>, optional (free) "Name of the care manager." { personal };
        15 "利用者氏名フリガナ" user_name_kana: Option<T>, needed (free) "The person's name in kana." { kana, personal };
        16 "利用者氏名" user_name: T, required (free) "The person's name." { personal };
        17 "利用者性別" user_sex: Option<Sex>, needed (fixed 1) "The person's sex." { personal };
        18 "利用者生年月日" user_birth_date: Option<Date>, needed (fixed 8) "The person's date of birth." { personal };
        19 "利用者郵便番号" user_postal_code: Option<T>, optional (fixed 8) "The person's postal code, NNN-NNNN." { postal_code, personal };
        20 "利用者住所１" user_address_1: Option<T>, optional (free) "The person's address, first part." { personal };
        21 "利用者住所２" user_address_2: Option<T>, optional (free) "The person's address, second part." { personal };
        22 "利用者電話番号" user_phone: Option<T>, optional (max 15) "The person's phone number." { phone, personal };
        23 "認定状況区分" certification_status: Option<CertificationStatus>, optional (fixed 1) "Certified or applied for.";
        24 "認定日" certified_on: Option<Date>, optional (fixed 8) "When the level of care was certified.";
        25 "認定有効期間開始日" valid_from: Option<Date>, optional (fixed 8) "First day of the certification.";
        26 "認定有効期間終了日" valid_until: Option<Date>, optional (fixed 8) "Last day of the certification.";
        27 "要介護状態区分" care_level: Option<CareLevel>, needed (fixed 2) "Level of care." { personal };
        28 "相談者氏名" consulter_name: Option<T>, optional (free) "Who came to consult." { personal };
        29 "相談者続柄" consulter_relation: Option<T>, optional (free) "How who came to consult is related to the person." { personal };
        30 "相談日" consulted_on: Option<Date>, optional (fixed 8) "When the consultation took place.";
        31 "相談内容" consultation: Option<T>, optional (free) "What the consultation was about." { personal };
        32 "介護支援専門員との相談日" planner_consulted_on: Option<Date>, optional (fixed 8) "When it was talked over with the care manager.";
        33 "介護支援専門員との相談内容" planner_consultation: Option<T>, optional (free) "What was talked over with the care manager." { personal };
        34 "身体状況確認日" body_checked_on: Option<Date>, optional (fixed 8) "When No.35–55 were looked at.";
        35 "身長" height: Option<T>, optional (max 5) "The person's height in cm, such as 152.5." { personal };
        36 "体重" weight: Option<T>, optional (max 5) "The person's weight in kg, such as 45.5." { personal };
        37 "ADL 寝返り" adl_turning_over: Option<StandingAbility>, optional (fixed 1) "How far the person turns over in bed." { personal };
        38 "ADL 起き上がり" adl_sitting_up: Option<StandingAbility>, optional (fixed 1) "How far the person sits up from lying." { personal };
        39 "ADL 立ち上がり" adl_standing_up: Option<StandingAbility>, optional (fixed 1) "How far the person stands up from sitting." { personal };
        40 "ADL 移乗" adl_transferring: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs in changing seats." { personal };
        41 "ADL 座位" adl_sitting: Option<SittingAbility>, optional (fixed 1) "How far the person keeps sitting." { personal };
        42 "ADL 屋内歩行" adl_walking_indoors: Option<StandingAbility>, optional (fixed 1) "How far the person walks indoors." { personal };
        43 "ADL 屋外歩行" adl_walking_outdoors: Option<StandingAbility>, optional (fixed 1) "How far the person walks outdoors." { personal };
        44 "ADL 移動" adl_moving: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs in moving about." { personal };
        45 "ADL 排泄" adl_toileting: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs with the toilet." { personal };
        46 "ADL 入浴" adl_bathing: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs in bathing." { personal };
        47 "ADL 食事" adl_eating: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs in eating." { personal };
        48 "ADL 更衣" adl_dressing: Option<AssistanceNeeded>, optional (fixed 1) "How much help the person needs in dressing." { personal };
        49 "意思の伝達" communication: Option<T>, optional (free) "How the person makes the own will known." { personal };
        50 "視覚・聴覚" senses: Option<T>, optional (free) "How the person sees and hears." { personal };
        51 "疾病" illness: Option<T>, optional (free) "Illnesses." { personal };
        52 "麻痺・筋力低下" paralysis: Option<T>, optional (free) "Paralysis and weakness of muscles." { personal };
        53 "障害高齢者の日常生活自立度" independence_with_disability: Option<DisabilityIndependence>, optional (fixed 2) "How far the person manages daily life with a disability, from independent to C2 (bedridden)." { personal };
        54 "認知症高齢者の日常生活自立度" independence_with_dementia: Option<DementiaIndependence>, optional (fixed 2) "How far the person manages daily life with dementia, from independent to M (needs medical care)." { personal };
        55 "身体状況 特記事項" body_note: Option<T>, optional (free) "What else is to be said of the body." { personal };
        56 "家族構成・主介護者" family_situation: Option<T>, optional (free) "The family, and who cares for the person." { personal };
        57 "他のサービスの利用状況" other_services: Option<T>, optional (free) "Other services that the person uses." { personal };
        58 "利用している福祉用具" equipment_in_use: Option<T>, optional (free) "Equipment that the person uses already." { personal };
        59 "介護環境 特記事項" environment_note: Option<T>, optional (free) "What else is to be said of those who care and of the services." { personal };
        60 "居住形態" housing_type: Option<HousingType>, optional (fixed 2) "Owned or rented, a house or a flat." { personal };
        61 "自室の階数" room_floor: Option<Floor>, optional (max 2) "On which floor the person's room lies; a number, but B1 occurs.";
        62 "エレベーターの有無" has_lift: Option<Presence>, optional (fixed 1) "Whether the house has a lift.";
        63 "住環境 特記事項" housing_note: Option<T>, optional (free) "What else is to be said of the home: steps, widths, stairs." { personal };
        64 "利用者及び家族の生活に対する意向（居宅サービス計画の原文）" wishes_source: Option<T>, optional (free) "The wishes as the care plan words them (第1表 No.22), verbatim and whole." { personal };
        65 "生活に対する意向 利用者" user_wishes: Option<T>, optional (free) "What the person wishes." { personal };
        66 "生活に対する意向 家族" family_wishes: Option<T>, optional (free) "What the family wishes." { personal };
        67 "意向の区分方法" wishes_split: Option<WishesSplit>, optional (fixed 1) "How No.65 and 66 were told apart.";
        68 "総合的な援助の方針" support_policy: Option<T>, optional (free) "Policy of support as a whole, as the care plan words it (第1表 No.24)." { personal };
        69 "留意事項" precautions: Option<T>, optional (free) "What is to be minded: safety, hygiene, others who are to know." { personal };
        70 "モニタリング予定年月" monitoring_month: Option<YearMonth>, optional (fixed 6) "The month of the next monitoring; this or No.71.";
        71 "モニタリングの時期" monitoring_timing: Option<T>, optional (free) "When monitoring takes place, in words; this or No.70.";
        72 "貸与価格の説明" price_explained: Option<YesNo>, optional (fixed 1) "Whether the price and the national average were explained.";
        73 "複数商品の提示" several_products_shown: Option<YesNo>, optional (fixed 1) "Whether several products differing in function or price were shown.";
        74 "計画書の説明・交付" plan_explained: Option<YesNo>, optional (fixed 1) "Whether the plan was explained and handed over.";
        75 "同意日" consented_on: Option<Date>, optional (fixed 8) "When consent to the plan was given.";
        76 "同意者氏名" consenter_name: Option<T>, optional (free) "Name of who consented." { personal };
        77 "同意者続柄" consenter_relation: Option<T>, optional (free) "How who consented is related to the person." { personal };
        78 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record.";
        79 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
    }
}
