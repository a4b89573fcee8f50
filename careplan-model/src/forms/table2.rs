//! 居宅サービス計画書 第2表 (UP2KYO): needs, goals, and the services that serve them.

use crate::codes::InsuranceCoverage;
use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, OfficeNumber};

form! {
    /// 居宅サービス計画書 第2表 (UP2KYO), one record for each line of the printed form.
    ///
    /// Key: insurer, insured person, 居宅サービス計画作成（変更）日, and the three numbers 課題ＮＯ, 援助目標ＮＯ,
    /// 援助内容ＮＯ. It depends on the 第1表 of the same first three.
    ///
    /// The lines are a tree flattened: need, goal, support. Every line carries all three numbers, and
    /// sorting by them gives the printed order. The text of an upper level may stand on the first line of
    /// its number only, so that readers fill texts down. The short-term goal may change inside one
    /// 援助目標ＮＯ, which groups by the long-term goal.
    pub struct Table2<T> = "居宅サービス計画書 第2表" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "居宅計画書作成年月日" created_on: Date, required (fixed 8) "When this form was made.";
        5 "居宅サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "When the plan was made or changed; the same as in its 第1表.";
        6 "課題ＮＯ" need_no: Option<i32>, optional (max 2) "Number of the need, 1 to 99.";
        7 "課題" need: Option<T>, optional (free) "What the person needs; blank on further lines of the same need." { personal };
        8 "援助目標ＮＯ" goal_no: Option<i32>, optional (max 2) "Number of the goal within the need, 1 to 99.";
        9 "長期目標" long_term_goal: Option<T>, optional (free) "What is to be reached in the long term; blank on further lines of the same goal." { personal };
        10 "短期目標" short_term_goal: Option<T>, optional (free) "What is to be reached next; blank on further lines until it changes." { personal };
        11 "長期期間" long_term_period: Option<T>, optional (free) "Period of the long-term goal, in words.";
        12 "短期期間" short_term_period: Option<T>, optional (free) "Period of the short-term goal, in words.";
        13 "援助内容ＮＯ" support_no: Option<i32>, optional (max 2) "Number of the support within the goal, 1 to 99.";
        14 "サービス内容" service_content: Option<T>, optional (free) "What is done for the person." { personal };
        15 "保険対象区分" covered_by_insurance: Option<InsuranceCoverage>, optional (fixed 1) "Whether the insurance covers the service; outside it N, or blank as in the standard's own example.";
        16 "サービス種別" service_kind: Option<T>, optional (free) "Kind of service in the words of the form, not a code.";
        17 "サービス事業者コード" provider: Option<OfficeNumber>, optional (fixed 10) "Number of the office that delivers the service; blank for helpers outside the insurance.";
        18 "サービス事業所名" provider_name: Option<T>, optional (free) "Who delivers the service.";
        19 "頻度" frequency: Option<T>, optional (free) "How often, in words.";
        20 "実施期間" service_period: Option<T>, optional (free) "Over which period the service is delivered, in words.";
        21 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record.";
        22 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
    }
}
