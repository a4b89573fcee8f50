//! 利用者基本情報 削除 (DLTKIHON): withdraws the basic information of a consultation.

use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 利用者基本情報 削除 (DLTKIHON), one record for each consultation to delete.
    ///
    /// Key: insurer, insured person, 相談日. It removes the 利用者基本情報 of that key with its 別表1, its 別表2
    /// and its picture of the family. It may name a record that the receiver never saw.
    pub struct BasicInfoDeletion = "利用者基本情報 削除", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "相談日" consulted_on: Date, required_and_needed (fixed 8) "When the consultation took place whose record is deleted.";
    }
}
