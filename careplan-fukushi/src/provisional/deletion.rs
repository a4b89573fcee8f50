//! Deletion of plans (DLTFYOGU).

use careplan_model::{CsvVersion, Date, InsuredNumber, InsurerNumber, OfficeNumber, ServiceTypeCode, form};

form! {
    /// 福祉用具サービス計画書 削除 (DLTFYOGU), one record for each plan to delete. **Provisional.**
    ///
    /// It removes the plan of that key with its needs, lines and candidates. It may name a plan that the
    /// receiver never saw. A changed plan needs no deletion before it.
    pub struct EquipmentPlanDeletion = "福祉用具サービス計画書 削除", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard that the habits of this file follow.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "福祉用具サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "Date of the plan that is deleted.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office whose plan is deleted.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "17 福祉用具貸与 or 67 介護予防福祉用具貸与.";
    }
}
