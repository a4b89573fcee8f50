//! 利用者基本情報 別表1 タイムスケジュール (UPKIHON_SUB1): the hours of the person's day.

use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 利用者基本情報 別表1 タイムスケジュール (UPKIHON_SUB1), one record for each time of the day.
    ///
    /// It depends on the 利用者基本情報 of the same insurer, insured person and 相談日, which may have several
    /// such lines; the lines have no number of their own.
    pub struct BasicInfoSchedule<T> = "利用者基本情報 別表1 タイムスケジュール", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "相談日" consulted_on: Date, required_and_needed (fixed 8) "When the consultation took place; the same as in its 利用者基本情報.";
        5 "時間" time_of_day: Option<T>, optional (free) "The time of the day, in words such as 6:00." { personal };
        6 "本人の生活状況" user_routine: Option<T>, optional (free) "What the person does at that time." { personal };
        7 "介護者・家族の生活状況" caregiver_routine: Option<T>, optional (free) "What the caregiver and the family do at that time." { personal };
    }
}
