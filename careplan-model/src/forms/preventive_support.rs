//! 介護予防サービス・支援計画書 別表 支援計画 (UPYOBO_SUB): needs, goals and services of a preventive plan.

use crate::form;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};

form! {
    /// 介護予防サービス・支援計画書 別表 支援計画 (UPYOBO_SUB), one record for each line of the printed form.
    ///
    /// Key: insurer, insured person, 計画作成(変更)日, and the three numbers 課題ＮＯ, 支援計画ＮＯ,
    /// 利用サービスＮＯ. It depends on the 介護予防サービス・支援計画書 of the same first three.
    ///
    /// The lines are a tree flattened: need, support plan, service. The texts of a number stand on its
    /// first line only. The standard calls the three numbers free text, so they are held as text; its
    /// example has 1, 2 ….
    pub struct PreventiveSupport<T> = "介護予防サービス・支援計画書 別表 支援計画", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required_and_needed (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required_and_needed (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required_and_needed (fixed 10) "Number of the insured person." { personal };
        4 "計画作成(変更)日" plan_date: Date, required_and_needed (fixed 8) "When the plan was made or changed; the same as in its 介護予防サービス・支援計画書.";
        5 "課題ＮＯ" need_no: Option<T>, optional (max 2) "Number of the need, repeated on all its lines." { number_text };
        6 "総合的課題" overall_need: Option<T>, optional (free) "What the person needs, all domains together; on the first line of the need only." { personal };
        7 "課題に対する目標と具体策の提案" proposed_goal_and_measures: Option<T>, optional (free) "Goal and measures that the planner proposes; on the first line of the need only." { personal };
        8 "具体策についての意向本人・家族" wishes_on_measures: Option<T>, optional (free) "What the person and the family think of the measures; on the first line of the need only." { personal };
        9 "目標" goal: Option<T>, optional (free) "The goal that was agreed on; on the first line of the need only." { personal };
        10 "支援計画ＮＯ" support_plan_no: Option<T>, optional (max 2) "Number of the support plan within the need, repeated on all its lines." { number_text };
        11 "【支援計画】目標についての支援のポイント" support_points: Option<T>, optional (free) "What to attend to when supporting; on the first line of the support plan only." { personal };
        12 "【支援計画】本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス）" self_care_and_informal_support: Option<T>, optional (free) "What the person, the family and private services do; on the first line of the support plan only." { personal };
        13 "【支援計画】介護保険サービス又は地域支援事業（総合事業のサービス）" insured_or_community_services: Option<T>, optional (free) "What the insurance or the community programme does; on the first line of the support plan only." { personal };
        14 "利用サービスＮＯ" service_no: Option<T>, optional (max 2) "Number of the service within the support plan." { number_text };
        15 "【利用サービス】サービス種別" service_kind: Option<T>, optional (free) "Kind of service, in words and not a code.";
        16 "【利用サービス】事業所(利用先)" provider_name: Option<T>, optional (free) "Who delivers the service.";
        17 "【利用サービス】期間" service_period: Option<T>, optional (free) "Over which period the service is used, in words.";
    }
}
