//! サービス利用票 第6表 予定 削除 (DLTPLAN): withdraws the planned services of a person and month.

use crate::form;
use crate::value::{CsvVersion, InsuredNumber, InsurerNumber, YearMonth};

form! {
    /// サービス利用票 第6表 予定 削除 (DLTPLAN), one record for each person and month to delete.
    ///
    /// Key: insurer, insured person, 対象年月. It removes the planned 第6表 and the 第7表 of that key. It is
    /// meant for the case that no service of the receiver is left in the month; otherwise a newer plan
    /// replaces the older one. It may name a plan that the receiver never saw.
    pub struct PlanDeletion = "サービス利用票 第6表 予定 削除" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "削除対象年月" service_month: YearMonth, required (fixed 6) "The month of service whose plan is deleted.";
    }
}
