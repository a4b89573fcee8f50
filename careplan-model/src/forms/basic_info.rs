//! 利用者基本情報 (UPKIHON): the person, the family and the life behind a preventive plan.

use crate::codes::{
    Applies, AssessedCareLevel, ChecklistResult, Commission, ConsultationMethod, ConsultationRound,
    DementiaIndependence, DisabilityIndependence, HousingType, Presence, PreventivePlanType, Sex,
    UserSituation,
};
use crate::form;
use crate::value::{CsvVersion, Date, Floor, InsuredNumber, InsurerNumber};

form! {
    /// 利用者基本情報 (UPKIHON), one record a consultation; new in edition 4.0.
    ///
    /// Key: insurer, insured person, 相談日. Its 別表1 (タイムスケジュール), 別表2 (現病歴・既往歴) and picture of
    /// the family depend on it.
    pub struct BasicInfo<T> = "利用者基本情報", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "相談日" consulted_on: Date, required_and_needed (fixed 8) "When the consultation took place: the key that 別表1 and 別表2 share.";
        5 "計画種類" preventive_plan_type: PreventivePlanType, required_and_needed (fixed 1) "Which of the two kinds of preventive planning.";
        6 "委託の有無" planning_commissioned: Option<Commission>, needed (fixed 1) "Whether the support centre plans itself or commissions a care-management office.";
        7 "作成担当者" author_name: Option<T>, optional (free) "Who filled in the form." { personal };
        8 "相談方法" consultation_method: Option<ConsultationMethod>, optional (fixed 2) "Visit, phone, or another way (03), which No.9 describes.";
        9 "相談方法(その他の内容)" consultation_method_other: Option<T>, optional (free) "The other way, when No.8 is 03." { personal };
        10 "相談回数" consultation_round: Option<ConsultationRound>, optional (fixed 2) "First consultation or a further one.";
        11 "前回相談日" previously_consulted_on: Option<Date>, optional (fixed 8) "When the consultation before this one took place.";
        12 "利用者の現況" user_situation: Option<UserSituation>, optional (fixed 2) "At home, or in a hospital or home (02), which No.13 describes." { personal };
        13 "利用者の現況(状況補足)" user_situation_detail: Option<T>, optional (free) "Where the person stays, when No.12 is 02." { personal };
        14 "利用者氏名ﾌﾘｶﾞﾅ" user_name_kana: T, required_and_needed (free) "The person's name in kana." { kana, personal };
        15 "利用者氏名" user_name: T, required_and_needed (free) "The person's name." { personal };
        16 "利用者性別" user_sex: Sex, required_and_needed (fixed 1) "The person's sex." { personal };
        17 "利用者生年月日" user_birth_date: Date, required_and_needed (fixed 8) "The person's date of birth." { personal };
        18 "利用者住所" user_address: Option<T>, optional (free) "The person's address." { personal };
        19 "利用者電話番号" user_phone: Option<T>, optional (max 15) "The person's phone number." { phone, personal };
        20 "利用者Fax番号" user_fax: Option<T>, optional (max 15) "The person's fax number." { phone, personal };
        21 "障害高齢者の日常生活自立度" independence_with_disability: Option<DisabilityIndependence>, optional (fixed 2) "How far the person manages daily life with a disability, from independent to C2 (bedridden)." { personal };
        22 "認知症高齢者の日常生活自立度" independence_with_dementia: Option<DementiaIndependence>, optional (fixed 2) "How far the person manages daily life with dementia, from independent to M (needs medical care)." { personal };
        23 "要介護状態区分" care_level: Option<AssessedCareLevel>, optional (fixed 2) "Level of care, or 01 for none." { personal };
        24 "認定有効期限開始日" valid_from: Option<Date>, optional (fixed 8) "First day of the certification.";
        25 "認定有効期間終了日" valid_until: Option<Date>, optional (fixed 8) "Last day of the certification.";
        26 "前回の介護度" previous_care_level: Option<AssessedCareLevel>, optional (fixed 2) "Level of care of the certification before, or 01 for none." { personal };
        27 "基本チェックリスト記入結果" checklist_result: Option<ChecklistResult>, optional (fixed 1) "Whether the basic checklist makes the person eligible for the programmes." { personal };
        28 "基本チェックリスト記入日" checklist_completed_on: Option<Date>, optional (fixed 8) "When the basic checklist was filled in.";
        29 "障害等認定(身障)" has_physical_disability: Option<Applies>, optional (fixed 1) "Whether a physical disability is recognised." { personal };
        30 "障害等認定(療育)" has_intellectual_disability: Option<Applies>, optional (fixed 1) "Whether an intellectual disability is recognised." { personal };
        31 "障害等認定(精神)" has_mental_disability: Option<Applies>, optional (fixed 1) "Whether a mental disability is recognised." { personal };
        32 "障害等認定(難病)" has_intractable_disease: Option<Applies>, optional (fixed 1) "Whether one of the designated intractable diseases is recognised." { personal };
        33 "障害等認定特記事項" disability_notes: Option<T>, optional (free) "Notes on No.29–32." { personal };
        34 "居住形態" housing_type: Option<HousingType>, optional (fixed 2) "Owned or rented, a house or a flat." { personal };
        35 "自室の階数" room_floor: Option<Floor>, optional (max 2) "On which floor the person's room lies; a number, but B1 occurs.";
        36 "住宅改修の有無" home_modified: Option<Presence>, optional (fixed 1) "Whether the home has been adapted.";
        37 "経済状況(国民年金)" receives_national_pension: Option<Applies>, optional (fixed 1) "Whether the person lives on the national pension." { personal };
        38 "経済状況(厚生年金)" receives_employees_pension: Option<Applies>, optional (fixed 1) "Whether the person lives on an employees' pension." { personal };
        39 "経済状況(障害年金)" receives_disability_pension: Option<Applies>, optional (fixed 1) "Whether the person lives on a disability pension." { personal };
        40 "経済状況(生活保護)" receives_public_assistance: Option<Applies>, optional (fixed 1) "Whether the person lives on public assistance." { personal };
        41 "経済状況詳細" economic_situation_detail: Option<T>, optional (free) "The person's means, in words." { personal };
        42 "来所者(相談者)氏名" visitor_name: Option<T>, optional (free) "Name of who came to consult." { personal };
        43 "来所者(相談者)住所" visitor_address: Option<T>, optional (free) "Address of who came to consult; some software writes more than the address." { personal };
        44 "来所者(相談者)電話番号" visitor_phone: Option<T>, optional (max 15) "Phone number of who came to consult." { phone, personal };
        45 "来所者(相談者)続柄" visitor_relation: Option<T>, optional (free) "How who came to consult is related to the person." { personal };
        46 "1 緊急連絡先(氏名)" contact_1_name: Option<T>, optional (free) "First person to call in an emergency: name." { personal };
        47 "1 緊急連絡先(続柄)" contact_1_relation: Option<T>, optional (free) "First person to call in an emergency: relation." { personal };
        48 "1 緊急連絡先(住所)" contact_1_address: Option<T>, optional (free) "First person to call in an emergency: address; some software writes more than the address." { personal };
        49 "1 緊急連絡先(電話番号)" contact_1_phone: Option<T>, optional (max 15) "First person to call in an emergency: phone number." { phone, personal };
        50 "2 緊急連絡先(氏名)" contact_2_name: Option<T>, optional (free) "Second person to call in an emergency: name." { personal };
        51 "2 緊急連絡先(続柄)" contact_2_relation: Option<T>, optional (free) "Second person to call in an emergency: relation." { personal };
        52 "2 緊急連絡先(住所)" contact_2_address: Option<T>, optional (free) "Second person to call in an emergency: address; some software writes more than the address." { personal };
        53 "2 緊急連絡先(電話番号)" contact_2_phone: Option<T>, optional (max 15) "Second person to call in an emergency: phone number." { phone, personal };
        54 "3 緊急連絡先(氏名)" contact_3_name: Option<T>, optional (free) "Third person to call in an emergency: name." { personal };
        55 "3 緊急連絡先(続柄)" contact_3_relation: Option<T>, optional (free) "Third person to call in an emergency: relation." { personal };
        56 "3 緊急連絡先(住所)" contact_3_address: Option<T>, optional (free) "Third person to call in an emergency: address; some software writes more than the address." { personal };
        57 "3 緊急連絡先(電話番号)" contact_3_phone: Option<T>, optional (max 15) "Third person to call in an emergency: phone number." { phone, personal };
        58 "4 緊急連絡先(氏名)" contact_4_name: Option<T>, optional (free) "Fourth person to call in an emergency: name." { personal };
        59 "4 緊急連絡先(続柄)" contact_4_relation: Option<T>, optional (free) "Fourth person to call in an emergency: relation." { personal };
        60 "4 緊急連絡先(住所)" contact_4_address: Option<T>, optional (free) "Fourth person to call in an emergency: address; some software writes more than the address." { personal };
        61 "4 緊急連絡先(電話番号)" contact_4_phone: Option<T>, optional (max 15) "Fourth person to call in an emergency: phone number." { phone, personal };
        62 "家族構成 画像ファイル名" family_image_file_name: Option<T>, optional (free) "Name of the JPEG with the family diagram: UPKIHON_IMAGE_, the parts of this file's name, a four-digit branch number and .jpg." { image_name, personal };
        63 "家族関係等の状況" family_situation: Option<T>, optional (free) "The family and how its members stand to each other." { personal };
        64 "今までの生活" life_history: Option<T>, optional (free) "The person's life so far." { personal };
        65 "１日の生活・すごし方(生活全般)" daily_routine: Option<T>, optional (free) "How the person spends the day, as a whole; 別表1 has the hours." { personal };
        66 "趣味・楽しみ・特技" hobbies_and_skills: Option<T>, optional (free) "What the person likes and is good at." { personal };
        67 "友人・地域との関係" friends_and_community: Option<T>, optional (free) "Friends and neighbours." { personal };
        68 "現在利用している公的サービス" public_services_in_use: Option<T>, optional (free) "Public services that the person uses now." { personal };
        69 "現在利用している非公的サービス" informal_services_in_use: Option<T>, optional (free) "Other help that the person has now." { personal };
        70 "同意日" consented_on: Option<Date>, optional (fixed 8) "When consent to passing on this form was given.";
        71 "同意者氏名" consenter_name: Option<T>, optional (free) "Name of who consented." { personal };
    }
}
