//! Needs and goals of a plan (UPFYOGU_NEED).

use careplan_model::{CsvVersion, Date, InsuredNumber, InsurerNumber, OfficeNumber, ServiceTypeCode, form};

form! {
    /// 福祉用具サービス計画書 利用目標 (UPFYOGU_NEED), one record for each need of a plan. **Provisional.**
    ///
    /// Key: that of the plan, and No.7. One of No.8 and 9 at least is filled.
    pub struct EquipmentPlanNeed<T> = "福祉用具サービス計画書 利用目標", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard that the habits of this file follow.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "福祉用具サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "Date of the plan; the same as in its header.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office that provides the equipment.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "17 福祉用具貸与 or 67 介護予防福祉用具貸与.";
        7 "利用目標ＮＯ" need_no: i32, required (max 2) "Number of the need within the plan, 1 to 99.";
        8 "福祉用具が必要な理由" reason: Option<T>, optional (free) "Why equipment is needed; this or No.9, best both." { personal };
        9 "福祉用具利用目標" goal: Option<T>, optional (free) "What the equipment is to reach; this or No.8, best both." { personal };
        10 "課題ＮＯ" care_plan_need_no: Option<i32>, optional (max 2) "課題ＮＯ of 第2表 that the need came from.";
    }
}
