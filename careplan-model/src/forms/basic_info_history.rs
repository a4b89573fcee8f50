//! 利用者基本情報 別表2 現病歴・既往歴 (UPKIHON_SUB2): the person's illnesses, present and past.

use crate::codes::{DoctorRole, TreatmentStatus};
use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 利用者基本情報 別表2 現病歴・既往歴 (UPKIHON_SUB2), one record for each illness.
    ///
    /// It depends on the 利用者基本情報 of the same insurer, insured person and 相談日, which may have several
    /// such lines; the lines have no number of their own.
    pub struct BasicInfoHistory<T> = "利用者基本情報 別表2 現病歴・既往歴", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "相談日" consulted_on: Date, required_and_needed (fixed 8) "When the consultation took place; the same as in its 利用者基本情報.";
        5 "年月日" illness_date: Option<T>, optional (free) "When the person fell ill, in words: a part of a date or an era year occurs (2023/6)." { personal };
        6 "病名" illness_name: Option<T>, optional (free) "What the illness is called." { personal };
        7 "医療機関・医師名" clinic_or_doctor_name: Option<T>, optional (free) "The clinic or the doctor that treats it." { personal };
        8 "主治医・意見作成者フラグ" is_attending_doctor: Option<DoctorRole>, optional (fixed 1) "Whether that is the attending doctor, who writes the opinion for the certification.";
        9 "医療機関・医師電話番号" clinic_or_doctor_phone: Option<T>, optional (max 15) "Phone number of the clinic or the doctor." { phone, personal };
        10 "経過" treatment_status: Option<TreatmentStatus>, optional (fixed 2) "In treatment, under observation, or another course." { personal };
        11 "治療中の内容" treatment_detail: Option<T>, optional (free) "What the treatment consists of." { personal };
    }
}
