//! What can differ, with the ids that the rules use.

use super::line::EquipmentCode;
use crate::Language;
use careplan_model::{Date, ServiceCode, ServiceTime};
use serde::Serialize;

/// The kinds of differences (予定と実績の相違).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// 実績 of a person without a plan.
    UnknownPerson,
    /// 実績 of an office that the person's plan does not have.
    UnknownOffice,
    /// Done, but not planned.
    NotPlanned,
    /// Planned, but not done.
    NotDone,
    /// Another サービスコード.
    Code,
    /// Another product of a rental.
    Equipment,
    /// Another day or time.
    Time,
    /// Another サービス回数, or another number of days of 日割対象日.
    Count,
    /// Other 単位数.
    Units,
}

impl DifferenceKind {
    /// All kinds, the gravest first.
    pub const ALL: [Self; 9] = [
        Self::UnknownPerson,
        Self::UnknownOffice,
        Self::NotPlanned,
        Self::NotDone,
        Self::Code,
        Self::Equipment,
        Self::Time,
        Self::Count,
        Self::Units,
    ];

    /// The id of the rule that says so, such as `actual-not-done`.
    ///
    /// ```
    /// use careplan_rules::reconcile::DifferenceKind;
    /// let ids: Vec<&str> = DifferenceKind::ALL.into_iter().map(DifferenceKind::rule_id).collect();
    /// assert!(ids.contains(&"actual-not-done") && ids.iter().all(|id| id.starts_with("actual-")));
    /// ```
    pub const fn rule_id(self) -> &'static str {
        match self {
            Self::UnknownPerson => "actual-unknown-person",
            Self::UnknownOffice => "actual-unknown-office",
            Self::NotPlanned => "actual-not-planned",
            Self::NotDone => "actual-not-done",
            Self::Code => "actual-code",
            Self::Equipment => "actual-equipment",
            Self::Time => "actual-time",
            Self::Count => "actual-count",
            Self::Units => "actual-units",
        }
    }

    /// A few words that name it.
    pub const fn label(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Japanese, Self::UnknownPerson) => "予定のない利用者",
            (Language::Japanese, Self::UnknownOffice) => "予定のない事業所",
            (Language::Japanese, Self::NotPlanned) => "予定なし（実績のみ）",
            (Language::Japanese, Self::NotDone) => "実績なし（予定のみ）",
            (Language::Japanese, Self::Code) => "サービスコードの相違",
            (Language::Japanese, Self::Equipment) => "福祉用具の相違",
            (Language::Japanese, Self::Time) => "日時の相違",
            (Language::Japanese, Self::Count) => "回数の相違",
            (Language::Japanese, Self::Units) => "単位数の相違",
            (Language::English, Self::UnknownPerson) => "person without a plan",
            (Language::English, Self::UnknownOffice) => "office not in the plan",
            (Language::English, Self::NotPlanned) => "done, not planned",
            (Language::English, Self::NotDone) => "planned, not done",
            (Language::English, Self::Code) => "other service code",
            (Language::English, Self::Equipment) => "other equipment",
            (Language::English, Self::Time) => "other day or time",
            (Language::English, Self::Count) => "other count",
            (Language::English, Self::Units) => "other units",
        }
    }

    /// What it means for the claim (請求): why 給付管理票 and 請求明細書 would not agree.
    pub const fn explanation(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Japanese, Self::UnknownPerson) => {
                "この利用者の予定がありません。被保険者番号の誤りか、給付管理票のない請求（返戻）になります。"
            }
            (Language::Japanese, Self::UnknownOffice) => {
                "利用票にない事業所の実績です。予定に加えないと、給付管理票にない事業所の請求（返戻）になります。"
            }
            (Language::Japanese, Self::NotPlanned) => {
                "予定にないサービスの実績です。請求が給付管理票の単位数を超えると返戻・査定になります。"
            }
            (Language::Japanese, Self::NotDone) => {
                "予定されたサービスの実績がありません。予定のまま給付管理票を作ると、請求より多くなります。"
            }
            (Language::Japanese, Self::Code) => {
                "同じ訪問・利用が別のサービスコードで実績になっています。単位数が予定と変わることがあります。"
            }
            (Language::Japanese, Self::Equipment) => {
                "貸与された用具が予定と違うか、一方が種目ごと、他方が用具ごとの明細です。"
            }
            (Language::Japanese, Self::Time) => {
                "日または時刻が予定と違います。所要時間や時間帯の区分が変わると、サービスコードも変わります。"
            }
            (Language::Japanese, Self::Count) => {
                "回数または日割の日数が予定と違います。請求の単位数が給付管理票と一致しなくなります。"
            }
            (Language::Japanese, Self::Units) => {
                "同じサービスコードで単位数が違います。どちらかの単位数表・割引・価格が誤っています。"
            }
            (Language::English, Self::UnknownPerson) => {
                "There is no plan for this person: a wrong insured number, or a claim without 給付管理票, which comes back."
            }
            (Language::English, Self::UnknownOffice) => {
                "The person's plan does not have this office: unless it is added, the claim of an office that 給付管理票 does not have comes back."
            }
            (Language::English, Self::NotPlanned) => {
                "A service that was not planned: a claim above the units of 給付管理票 comes back or is cut."
            }
            (Language::English, Self::NotDone) => {
                "A planned service that was not done: 給付管理票 made from the plan would hold more than the claim."
            }
            (Language::English, Self::Code) => {
                "The same visit or day stands in the actuals under another service code; its units may differ."
            }
            (Language::English, Self::Equipment) => {
                "Another product than planned, or one side lists by category (種目) and the other by product."
            }
            (Language::English, Self::Time) => {
                "Another day or time than planned: where the length or the time of day changes, the service code does too."
            }
            (Language::English, Self::Count) => {
                "Another count, or another number of days billed by the day: the units of the claim will not agree with 給付管理票."
            }
            (Language::English, Self::Units) => {
                "The same service code with other units: the unit table, a discount or the price is wrong on one side."
            }
        }
    }
}

/// A kind is its rule id in JSON.
impl Serialize for DifferenceKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.rule_id())
    }
}

/// Day and time of a service. Of several lines: the earliest start and the latest end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Slot {
    /// サービス利用日.
    pub day: Date,
    /// サービス開始時刻.
    pub start: ServiceTime,
    /// サービス終了時刻.
    pub end: ServiceTime,
}

/// What a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountOf {
    /// サービス回数.
    Times,
    /// The days of 日割対象日.
    BilledDays,
}

/// One difference (相違) between planned and actual lines, with what was planned and what was done.
///
/// In JSON the field `rule` holds the [id](DifferenceKind::rule_id), beside `planned` and `actual`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "rule")]
#[non_exhaustive]
pub enum Difference {
    /// 実績 of a person without a plan.
    #[serde(rename = "actual-unknown-person")]
    UnknownPerson,
    /// 実績 of an office that the person's plan does not have.
    #[serde(rename = "actual-unknown-office")]
    UnknownOffice,
    /// Done, but not planned.
    #[serde(rename = "actual-not-planned")]
    NotPlanned,
    /// Planned, but not done.
    #[serde(rename = "actual-not-done")]
    NotDone,
    /// Another サービスコード.
    #[serde(rename = "actual-code")]
    Code {
        /// As planned.
        planned: ServiceCode,
        /// As done.
        actual: ServiceCode,
    },
    /// Another product; `None` where one side has several lines or names no product.
    #[serde(rename = "actual-equipment")]
    Equipment {
        /// As planned.
        planned: Option<EquipmentCode>,
        /// As done.
        actual: Option<EquipmentCode>,
    },
    /// Another day or time.
    #[serde(rename = "actual-time")]
    Time {
        /// As planned.
        planned: Slot,
        /// As done.
        actual: Slot,
    },
    /// Another サービス回数, or another number of days of 日割対象日.
    #[serde(rename = "actual-count")]
    Count {
        /// What is counted.
        of: CountOf,
        /// As planned.
        planned: i64,
        /// As done.
        actual: i64,
    },
    /// Other 単位数, for one time; of several lines the sum.
    #[serde(rename = "actual-units")]
    Units {
        /// As planned.
        planned: i64,
        /// As done.
        actual: i64,
    },
}

impl Difference {
    /// Its kind.
    pub const fn kind(&self) -> DifferenceKind {
        match self {
            Self::UnknownPerson => DifferenceKind::UnknownPerson,
            Self::UnknownOffice => DifferenceKind::UnknownOffice,
            Self::NotPlanned => DifferenceKind::NotPlanned,
            Self::NotDone => DifferenceKind::NotDone,
            Self::Code { .. } => DifferenceKind::Code,
            Self::Equipment { .. } => DifferenceKind::Equipment,
            Self::Time { .. } => DifferenceKind::Time,
            Self::Count { .. } => DifferenceKind::Count,
            Self::Units { .. } => DifferenceKind::Units,
        }
    }

    /// The id of the rule, as [`DifferenceKind::rule_id`].
    pub const fn rule_id(&self) -> &'static str {
        self.kind().rule_id()
    }
}
