//! 介護予防サービス・支援計画書 削除 (DLTYOBO): withdraws a preventive plan that was sent.

use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 介護予防サービス・支援計画書 削除 (DLTYOBO), one record for each plan to delete.
    ///
    /// Key: insurer, insured person, 計画作成(変更)日. It removes the 介護予防サービス・支援計画書 of that key
    /// with its 別表. It may name a plan that the receiver never saw.
    pub struct PreventivePlanDeletion = "介護予防サービス・支援計画書 削除", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "計画作成(変更)日" plan_date: Date, required_and_needed (fixed 8) "When the plan to delete was made or changed.";
    }
}
