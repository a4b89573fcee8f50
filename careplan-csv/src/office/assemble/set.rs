//! Sets of files: which kinds make a unit of sending (送信単位).

use careplan_model::{Endpoint, FileName, FormKind, LayoutFamily, YearMonth, kind};
use core::fmt;

/// A unit of sending by what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetKind {
    /// 第1表, 第2表, 第3表 (since 4.0) and 利用者補足情報 with month `000000`.
    Plan,
    /// 第6表 予定, 第7表 and 利用者補足情報 of a month.
    Slip,
    /// 第6表 実績 of a month.
    Actual,
    /// 利用者基本情報 with 別表1, 別表2 and images.
    Basic,
    /// 介護予防サービス・支援計画書 with its 別表.
    Preventive,
    /// A deletion, or a kind of another crate: alone.
    Alone(&'static str),
}

impl SetKind {
    /// The set that a file of this name belongs to.
    pub fn of(name: &FileName) -> Self {
        let kind = name.kind();
        match kind.prefix {
            "UPHOSOKU" if name.service_month().is_some() => Self::Slip,
            "UP1KYO" | "UP2KYO" | "UP3KYO" | "UPHOSOKU" => Self::Plan,
            "UPPLAN" | "UPSIKYU" => Self::Slip,
            "UPJSK" => Self::Actual,
            "UPKIHON" | "UPKIHON_SUB1" | "UPKIHON_SUB2" | "UPKIHON_IMAGE" => Self::Basic,
            "UPYOBO" | "UPYOBO_SUB" => Self::Preventive,
            prefix => Self::Alone(prefix),
        }
    }

    /// The Japanese name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "居宅サービス計画書（第1～3表）一式",
            Self::Slip => "サービス利用票・別表（第6・7表）一式",
            Self::Actual => "サービス利用票 第6表 実績",
            Self::Basic => "利用者基本情報 一式",
            Self::Preventive => "介護予防サービス・支援計画書 一式",
            Self::Alone(prefix) => kind::by_prefix(prefix).map_or(prefix, |kind| kind.name),
        }
    }

    /// The kinds that must be there.
    pub fn required(self, family: LayoutFamily) -> Vec<&'static FormKind> {
        match (self, family) {
            (Self::Plan, LayoutFamily::V3) => vec![&kind::TABLE1, &kind::TABLE2, &kind::USER_SUPPLEMENT],
            (Self::Plan, LayoutFamily::V4) => {
                vec![&kind::TABLE1, &kind::TABLE2, &kind::TABLE3, &kind::USER_SUPPLEMENT]
            }
            (Self::Slip, _) => vec![&kind::PLAN, &kind::TABLE7, &kind::USER_SUPPLEMENT],
            (Self::Actual, _) => vec![&kind::ACTUAL],
            (Self::Basic, _) => vec![&kind::BASIC_INFO],
            (Self::Preventive, _) => vec![&kind::PREVENTIVE_PLAN],
            (Self::Alone(_), _) => Vec::new(),
        }
    }

    /// The kinds that are usually there, and may be absent.
    pub fn usual(self) -> Vec<&'static FormKind> {
        match self {
            Self::Basic => vec![&kind::BASIC_INFO_SCHEDULE, &kind::BASIC_INFO_HISTORY],
            Self::Preventive => vec![&kind::PREVENTIVE_SUPPORT],
            _ => Vec::new(),
        }
    }

    /// Whether two sets of one sender and receiver may have one timestamp: the preventive forms together, the
    /// plans and the actuals of several months, and, in a report to a centre, plan and actuals of a month.
    pub(super) fn goes_with(self, other: Self, to_centre: bool) -> bool {
        match (self, other) {
            (Self::Basic | Self::Preventive, Self::Basic | Self::Preventive)
            | (Self::Slip, Self::Slip)
            | (Self::Actual, Self::Actual) => true,
            (Self::Slip, Self::Actual) | (Self::Actual, Self::Slip) => to_centre,
            // The same deletion for several months.
            (Self::Alone(one), Self::Alone(two)) => one == two,
            _ => false,
        }
    }
}

/// In English.
impl fmt::Display for SetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Plan => "care plan (tables 1 to 3) with its supplement",
            Self::Slip => "service slip (tables 6 and 7) with its supplement",
            Self::Actual => "service slip, table 6, actual",
            Self::Basic => "basic information with its annexes",
            Self::Preventive => "preventive plan with its annex",
            Self::Alone(prefix) => kind::by_prefix(prefix).map_or(*prefix, |kind| kind.name_en),
        })
    }
}

/// Which unit of sending files are for: whose, for whom, about what, which month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId {
    /// 送信元.
    pub sender: Endpoint,
    /// 送信先.
    pub receiver: Endpoint,
    /// What it is about.
    pub kind: SetKind,
    /// 対象年月, if the set has one.
    pub month: Option<YearMonth>,
}

impl SetId {
    /// That of a file of this name.
    pub fn of(name: &FileName) -> Self {
        Self {
            sender: name.sender(),
            receiver: name.receiver(),
            kind: SetKind::of(name),
            month: name.service_month(),
        }
    }

    /// In Japanese: what, from whom, for whom.
    pub fn japanese(&self) -> String {
        let month = self.month.map(|month| format!("（{month}）")).unwrap_or_default();
        format!("{}{month} {} → {}", self.kind.label(), self.sender, self.receiver)
    }
}

impl fmt::Display for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        self.month.map_or(Ok(()), |month| write!(f, " of {month}"))?;
        write!(f, ", {} -> {}", self.sender, self.receiver)
    }
}
