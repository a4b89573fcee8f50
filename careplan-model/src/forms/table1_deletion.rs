//! 居宅サービス計画書 第1表 削除 (DLT1KYO): withdraws a plan that was sent.

use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 居宅サービス計画書 第1表 削除 (DLT1KYO), one record for each plan to delete.
    ///
    /// Key: insurer, insured person, 居宅サービス計画作成（変更）日. It removes the 第1表 of that key and
    /// with it its 第2表 and 第3表. A newer plan of the same key replaces the older one without it, and
    /// it may name a plan that the receiver never saw.
    pub struct Table1Deletion = "居宅サービス計画書 第1表 削除" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "居宅サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "When the plan to delete was made or changed.";
    }
}
