//! 利用者補足情報 (UPHOSOKU): who the person is, and the limits of the benefit.

use crate::codes::{CareLevel, CertificationStatus, Sex};
use crate::form;
use crate::service::ServiceTypeCode;
use crate::value::{CsvVersion, Date, DateOrZeros, InsuredNumber, InsurerNumber, MonthOrZeros, OfficeNumber};

form! {
    /// 利用者補足情報 (UPHOSOKU), one record a person; it accompanies either 第1–3表 or 第6–7表.
    ///
    /// Key beside 第1–3表: insurer, insured person, 居宅サービス計画作成（変更）日; it depends on the 第1表 of
    /// that key, and its 対象年月 (No.63) is `000000`. Key beside 第6–7表: insurer, insured person, 対象年月;
    /// it depends on the 第6表 of that key, and its 居宅サービス計画作成（変更）日 (No.4) is `00000000`.
    ///
    /// No.20–55 are nine slots of four items for limits that are managed by service type. They are used
    /// only where such a limit exists, from the first slot on.
    pub struct UserSupplement<T> = "利用者補足情報" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "居宅サービス計画作成（変更）日" plan_date: DateOrZeros, required (fixed 8) "When the plan was made or changed, as in its 第1表; 00000000 beside 第6–7表.";
        5 "利用者氏名フリガナ" user_name_kana: T, required (free) "The person's name in kana." { kana, personal };
        6 "利用者氏名" user_name: T, required (free) "The person's name." { personal };
        7 "利用者性別" user_sex: Sex, required (fixed 1) "The person's sex." { personal };
        8 "利用者生年月日" user_birth_date: Date, required (fixed 8) "The person's date of birth." { personal };
        9 "利用者郵便番号" user_postal_code: Option<T>, optional (fixed 8) "The person's postal code, NNN-NNNN." { postal_code, personal };
        10 "利用者住所１" user_address_1: Option<T>, optional (free) "The person's address, first part." { personal };
        11 "利用者住所２" user_address_2: Option<T>, optional (free) "The person's address, second part." { personal };
        12 "利用者電話番号" user_phone: Option<T>, optional (max 15) "The person's phone number." { phone, personal };
        13 "認定日" certified_on: Option<Date>, optional (fixed 8) "When the level of care was certified.";
        14 "限度額適用開始年月日" benefit_limit_from: Option<Date>, optional (fixed 8) "First day on which the limit of the benefit applies.";
        15 "限度額適用終了年月日" benefit_limit_until: Option<Date>, optional (fixed 8) "Last day on which the limit of the benefit applies.";
        16 "認定状況区分" certification_status: Option<CertificationStatus>, optional (fixed 1) "Certified or applied for.";
        17 "要介護状態変更日" care_level_changed_on: Option<Date>, optional (fixed 8) "When the level of care changed inside the month; No.18 is the new level then, No.59 the old one.";
        18 "要介護状態区分" care_level: Option<CareLevel>, optional (fixed 2) "Level of care; the new one after a change." { personal };
        19 "区分支給限度基準額" benefit_limit: Option<i32>, optional (max 7) "Limit of the level of care, in units a month.";
        20 "１サービス種類コード" slot_1_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 1: service type with a limit of its own; blank when there is none. Short stay with medical care is always 22.";
        21 "１支給限度基準額" slot_1_benefit_limit: Option<i32>, optional (max 7) "Slot 1: limit of the type, in units a month.";
        22 "１合計単位数" slot_1_total_units: Option<i32>, optional (max 7) "Slot 1: units of the type in the month.";
        23 "１限度超単位数" slot_1_limit_excess_units: Option<i32>, optional (max 7) "Slot 1: units beyond the limit of the type.";
        24 "２サービス種類コード" slot_2_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 2: service type with a limit of its own; blank when unused.";
        25 "２支給限度基準額" slot_2_benefit_limit: Option<i32>, optional (max 7) "Slot 2: limit of the type, in units a month.";
        26 "２合計単位数" slot_2_total_units: Option<i32>, optional (max 7) "Slot 2: units of the type in the month.";
        27 "２限度超単位数" slot_2_limit_excess_units: Option<i32>, optional (max 7) "Slot 2: units beyond the limit of the type.";
        28 "３サービス種類コード" slot_3_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 3: service type with a limit of its own; blank when unused.";
        29 "３支給限度基準額" slot_3_benefit_limit: Option<i32>, optional (max 7) "Slot 3: limit of the type, in units a month.";
        30 "３合計単位数" slot_3_total_units: Option<i32>, optional (max 7) "Slot 3: units of the type in the month.";
        31 "３限度超単位数" slot_3_limit_excess_units: Option<i32>, optional (max 7) "Slot 3: units beyond the limit of the type.";
        32 "４サービス種類コード" slot_4_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 4: service type with a limit of its own; blank when unused.";
        33 "４支給限度基準額" slot_4_benefit_limit: Option<i32>, optional (max 7) "Slot 4: limit of the type, in units a month.";
        34 "４合計単位数" slot_4_total_units: Option<i32>, optional (max 7) "Slot 4: units of the type in the month.";
        35 "４限度超単位数" slot_4_limit_excess_units: Option<i32>, optional (max 7) "Slot 4: units beyond the limit of the type.";
        36 "５サービス種類コード" slot_5_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 5: service type with a limit of its own; blank when unused.";
        37 "５支給限度基準額" slot_5_benefit_limit: Option<i32>, optional (max 7) "Slot 5: limit of the type, in units a month.";
        38 "５合計単位数" slot_5_total_units: Option<i32>, optional (max 7) "Slot 5: units of the type in the month.";
        39 "５限度超単位数" slot_5_limit_excess_units: Option<i32>, optional (max 7) "Slot 5: units beyond the limit of the type.";
        40 "６サービス種類コード" slot_6_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 6: service type with a limit of its own; blank when unused.";
        41 "６支給限度基準額" slot_6_benefit_limit: Option<i32>, optional (max 7) "Slot 6: limit of the type, in units a month.";
        42 "６合計単位数" slot_6_total_units: Option<i32>, optional (max 7) "Slot 6: units of the type in the month.";
        43 "６限度超単位数" slot_6_limit_excess_units: Option<i32>, optional (max 7) "Slot 6: units beyond the limit of the type.";
        44 "７サービス種類コード" slot_7_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 7: service type with a limit of its own; blank when unused.";
        45 "７支給限度基準額" slot_7_benefit_limit: Option<i32>, optional (max 7) "Slot 7: limit of the type, in units a month.";
        46 "７合計単位数" slot_7_total_units: Option<i32>, optional (max 7) "Slot 7: units of the type in the month.";
        47 "７限度超単位数" slot_7_limit_excess_units: Option<i32>, optional (max 7) "Slot 7: units beyond the limit of the type.";
        48 "８サービス種類コード" slot_8_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 8: service type with a limit of its own; blank when unused.";
        49 "８支給限度基準額" slot_8_benefit_limit: Option<i32>, optional (max 7) "Slot 8: limit of the type, in units a month.";
        50 "８合計単位数" slot_8_total_units: Option<i32>, optional (max 7) "Slot 8: units of the type in the month.";
        51 "８限度超単位数" slot_8_limit_excess_units: Option<i32>, optional (max 7) "Slot 8: units beyond the limit of the type.";
        52 "９サービス種類コード" slot_9_service_type: Option<ServiceTypeCode>, optional (fixed 2) "Slot 9: service type with a limit of its own; blank when unused.";
        53 "９支給限度基準額" slot_9_benefit_limit: Option<i32>, optional (max 7) "Slot 9: limit of the type, in units a month.";
        54 "９合計単位数" slot_9_total_units: Option<i32>, optional (max 7) "Slot 9: units of the type in the month.";
        55 "９限度超単位数" slot_9_limit_excess_units: Option<i32>, optional (max 7) "Slot 9: units beyond the limit of the type.";
        56 "合計限度超単位数" total_limit_excess_units: Option<i32>, optional (max 7) "Units beyond the limits of the service types, all slots together.";
        57 "入所前月迄利用日数" short_stay_prior_day_count: Option<i32>, optional (max 5) "Days of short stay used up to the end of the month before.";
        58 "入所累積利用日数" short_stay_cumulative_day_count: Option<i32>, optional (max 5) "Days of short stay used in all.";
        59 "前回要介護状態区分" previous_care_level: Option<CareLevel>, optional (fixed 2) "Level of care before the change of No.17." { personal };
        60 "同意書受付業者" consent_received_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that received the written consent.";
        61 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record.";
        62 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
        63 "対象年月" service_month: MonthOrZeros, required (fixed 6) "The month of service, as in its 第6表; 000000 beside 第1–3表.";
    }
}
