//! 居宅サービス計画書 第1表 (UP1KYO): who the person is to the plan, the wishes, the policy of support.

use crate::codes::{CareLevel, CertificationStatus, HousekeepingReason, PlanKind};
use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, OfficeNumber};

form! {
    /// 居宅サービス計画書 第1表 (UP1KYO), one record a plan.
    ///
    /// Key: insurer, insured person, 居宅サービス計画作成（変更）日. 第2表, 第3表 and a 利用者補足情報
    /// depend on it.
    pub struct Table1<T> = "居宅サービス計画書 第1表" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "作成年月日" created_on: Date, required (fixed 8) "When this form was made.";
        5 "利用者郵便番号" user_postal_code: Option<T>, optional (fixed 8) "The person's postal code, NNN-NNNN." { postal_code, personal };
        6 "利用者住所１" user_address_1: Option<T>, optional (free) "The person's address, first part." { personal };
        7 "利用者住所２" user_address_2: Option<T>, optional (free) "The person's address, second part." { personal };
        8 "居宅サービス計画作成者氏名" planner_name: T, required (free) "Name of the care manager who made the plan." { personal };
        9 "介護支援事業者名" care_office_name: T, required (free) "Name of the care-management office.";
        10 "介護支援事業者郵便番号" care_office_postal_code: Option<T>, optional (fixed 8) "Postal code of the office, NNN-NNNN." { postal_code };
        11 "介護支援事業者住所１" care_office_address_1: Option<T>, optional (free) "Address of the office, first part.";
        12 "介護支援事業者住所２" care_office_address_2: Option<T>, optional (free) "Address of the office, second part.";
        13 "介護支援事業者コード" care_office: OfficeNumber, required (fixed 10) "Number of the care-management office.";
        14 "居宅サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "When the plan was made or changed: the key that 第2表, 第3表 and 利用者補足情報 share.";
        15 "初回居宅サービス計画作成日" first_plan_date: Date, required (fixed 8) "When the person's first plan was made.";
        16 "計画書区分" plan_kind: Option<PlanKind>, optional (fixed 2) "First plan, by referral, continued.";
        17 "認定状況区分" certification_status: Option<CertificationStatus>, optional (fixed 1) "Certified or applied for.";
        18 "認定日" certified_on: Option<Date>, optional (fixed 8) "When the level of care was certified.";
        19 "認定有効期間開始日" valid_from: Option<Date>, optional (fixed 8) "First day of the certification.";
        20 "認定有効期間終了日" valid_until: Option<Date>, optional (fixed 8) "Last day of the certification.";
        21 "要介護状態区分" care_level: Option<CareLevel>, optional (fixed 2) "Level of care." { personal };
        22 "利用者及び家族の生活に対する意向を踏まえた課題分析の結果" wishes_and_needs_analysis: Option<T>, optional (free) "Wishes of the person and the family, and what the analysis of needs found." { personal };
        23 "介護認定審査会の意見及びサービスの種類の指定" certification_committee_opinion: Option<T>, optional (free) "Opinion of the certification committee, and the services it names." { personal };
        24 "総合的な援助の方針" support_policy: Option<T>, optional (free) "Policy of support as a whole." { personal };
        25 "生活援助中心型の算定理由" housekeeping_reason: Option<HousekeepingReason>, optional (fixed 1) "Why housekeeping-centred home help is planned." { personal };
        26 "その他理由" housekeeping_reason_other: Option<T>, optional (free) "The reason in words, when it is another." { personal };
        27 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record.";
        28 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
    }
}
