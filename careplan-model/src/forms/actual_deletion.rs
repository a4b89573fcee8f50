//! サービス利用票 第6表 実績 削除 (DLTJSK): withdraws the actuals of one office and service type.

use crate::form;
use crate::service::ServiceTypeCode;
use crate::value::{CsvVersion, InsuredNumber, InsurerNumber, OfficeNumber, YearMonth};

form! {
    /// サービス利用票 第6表 実績 削除 (DLTJSK), one record for each person, month, office and service type.
    ///
    /// Key: insurer, insured person, 対象年月, office, service type. It removes the actuals of exactly that
    /// office and service type. As long as one satellite of the office still has lines of the type, the
    /// correction is sent as an update and not as a deletion. It may name actuals that the receiver never
    /// saw.
    pub struct ActualDeletion = "サービス利用票 第6表 実績 削除" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "削除対象年月" service_month: YearMonth, required (fixed 6) "The month of service whose actuals are deleted.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office whose actuals are deleted.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "The service type whose actuals are deleted; the office's other types stay.";
    }
}
