//! 週間サービス計画表 第3表 (UP3KYO): a week of services and of the person's own day.

use crate::codes::Weekday;
use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, ServiceTime};

form! {
    /// 週間サービス計画表 第3表 (UP3KYO), one record for each entry of the week; new in edition 4.0.
    ///
    /// Key: insurer, insured person, 居宅サービス計画作成（変更）日. It depends on the 第1表 of the same key.
    ///
    /// Each record is one of three kinds of line: a weekly service (No.6–9), a daily activity (No.10–12),
    /// or services outside the weekly rhythm (No.13). The items of the other two kinds are blank.
    pub struct Table3<T> = "週間サービス計画表 第3表", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "週間サービス計画表作成年月日" created_on: Date, required_and_needed (fixed 8) "When this form was made.";
        5 "居宅サービス計画作成（変更）日" plan_date: Date, required_and_needed (fixed 8) "When the plan was made or changed; the same as in its 第1表.";
        6 "介護サービス内容" service_content: Option<T>, optional (free) "The service of a weekly line." { personal };
        7 "曜日" weekday: Option<Weekday>, optional (fixed 1) "The weekday of a weekly line; one record for each day.";
        8 "開始時間" service_start_time: Option<ServiceTime>, optional (fixed 4) "When the service of a weekly line begins.";
        9 "終了時間" service_end_time: Option<ServiceTime>, optional (fixed 4) "When the service of a weekly line ends; 2400 is midnight." { end };
        10 "主な日常生活上の活動" activity: Option<T>, optional (free) "What the person does at that time of any day, such as rising or meals." { personal };
        11 "開始時間" activity_start_time: Option<ServiceTime>, optional (fixed 4) "When the activity begins.";
        12 "終了時間" activity_end_time: Option<ServiceTime>, optional (fixed 4) "When the activity ends, the same as the start for a moment; 2400 is midnight." { end };
        13 "週単位以外のサービス" other_services: Option<T>, optional (free) "Services that do not recur by the week, such as rentals or visits to the doctor." { personal };
    }
}
