//! Keys: what an entry of the ledger is about.

use crate::form::quiet;
use crate::kind::{self, FormKind};
use crate::service::ServiceTypeCode;
use crate::value::{Date, InsuredNumber, InsurerNumber, OfficeNumber, YearMonth};
use core::fmt;

quiet! {
    /// A person as the standard names one: 保険者番号 with 被保険者番号. `Debug` hides the latter.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Person {
        /// 保険者番号.
        pub insurer: InsurerNumber,
        /// 被保険者番号.
        pub insured: InsuredNumber,
    }
}

/// What an entry is about, and what a newer unit replaces by. `Debug` and `Display` do not tell the person;
/// serde does.
///
/// ```
/// use careplan_model::ledger::{EntryKey, Person};
/// let person = Person { insurer: "991018".parse()?, insured: "9000000001".parse()? };
/// let key = EntryKey::Plan { person, plan_date: "20250925".parse()? };
/// assert_eq!(key.to_string(), "care plan of 2025-09-25");
/// assert_eq!(key.japanese(), "居宅サービス計画（令和7年9月25日）");
/// assert_eq!(key.kinds().map(|kind| kind.prefix).collect::<Vec<_>>(), ["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"]);
/// assert!(!format!("{key:?}").contains("9000000001"));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum EntryKey {
    /// A care plan: 第1表, 第2表, 第3表, 利用者補足情報.
    Plan {
        /// Whose.
        person: Person,
        /// 居宅サービス計画作成（変更）日.
        plan_date: Date,
    },
    /// What is planned for a month: 第6表 予定, 第7表, 利用者補足情報.
    Month {
        /// Whose.
        person: Person,
        /// 対象年月.
        service_month: YearMonth,
    },
    /// What an office did in a month (第6表 実績), by service type; its satellites are in it.
    Actual {
        /// For whom.
        person: Person,
        /// 対象年月.
        service_month: YearMonth,
        /// サービス事業者コード.
        provider: OfficeNumber,
        /// サービス種類コード: the first two characters of the service code.
        service_type: ServiceTypeCode,
    },
    /// A consultation: 利用者基本情報 with 別表1, 別表2 and pictures.
    Consultation {
        /// Whose.
        person: Person,
        /// 相談日.
        consulted_on: Date,
    },
    /// A 介護予防サービス・支援計画書 with its 別表.
    PreventivePlan {
        /// Whose.
        person: Person,
        /// 計画作成(変更)日.
        plan_date: Date,
    },
}

static PLAN_KINDS: [&FormKind; 4] = [&kind::TABLE1, &kind::TABLE2, &kind::TABLE3, &kind::USER_SUPPLEMENT];
static MONTH_KINDS: [&FormKind; 3] = [&kind::PLAN, &kind::TABLE7, &kind::USER_SUPPLEMENT];
static ACTUAL_KINDS: [&FormKind; 1] = [&kind::ACTUAL];
static CONSULTATION_KINDS: [&FormKind; 4] =
    [&kind::BASIC_INFO, &kind::BASIC_INFO_SCHEDULE, &kind::BASIC_INFO_HISTORY, &kind::BASIC_INFO_IMAGE];
static PREVENTIVE_KINDS: [&FormKind; 2] = [&kind::PREVENTIVE_PLAN, &kind::PREVENTIVE_SUPPORT];

impl EntryKey {
    /// Whose entry it is.
    pub fn person(&self) -> Person {
        match self {
            Self::Plan { person, .. }
            | Self::Month { person, .. }
            | Self::Actual { person, .. }
            | Self::Consultation { person, .. }
            | Self::PreventivePlan { person, .. } => *person,
        }
    }

    /// The kinds of files whose records make such an entry, the leading one first.
    pub fn kinds(&self) -> impl Iterator<Item = &'static FormKind> + use<> {
        let kinds: &'static [&'static FormKind] = match self {
            Self::Plan { .. } => &PLAN_KINDS,
            Self::Month { .. } => &MONTH_KINDS,
            Self::Actual { .. } => &ACTUAL_KINDS,
            Self::Consultation { .. } => &CONSULTATION_KINDS,
            Self::PreventivePlan { .. } => &PREVENTIVE_KINDS,
        };
        kinds.iter().copied()
    }

    /// What it is in Japanese, without the person.
    pub fn japanese(&self) -> String {
        match self {
            Self::Plan { plan_date, .. } => format!("居宅サービス計画（{}）", plan_date.wareki()),
            Self::Month { service_month, .. } => format!("サービス利用票（{}）", service_month.wareki()),
            Self::Actual { service_month, provider, service_type, .. } => {
                let month = service_month.wareki();
                format!("実績（{month}、事業所{provider}、種類{service_type}）")
            }
            Self::Consultation { consulted_on, .. } => {
                format!("利用者基本情報（{}）", consulted_on.wareki())
            }
            Self::PreventivePlan { plan_date, .. } => {
                format!("介護予防サービス・支援計画書（{}）", plan_date.wareki())
            }
        }
    }
}

/// What it is in English, without the person.
impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan { plan_date, .. } => write!(f, "care plan of {}", plan_date.iso()),
            Self::Month { service_month, .. } => write!(f, "service slip of {}", service_month.iso()),
            Self::Actual { service_month, provider, service_type, .. } => {
                write!(f, "actuals of {}, office {provider}, type {service_type}", service_month.iso())
            }
            Self::Consultation { consulted_on, .. } => {
                write!(f, "basic information of {}", consulted_on.iso())
            }
            Self::PreventivePlan { plan_date, .. } => write!(f, "preventive plan of {}", plan_date.iso()),
        }
    }
}
