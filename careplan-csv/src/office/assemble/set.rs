//! Sets of files: which kinds make a unit of sending (送信単位).

use careplan_model::{Endpoint, FileName, FormKind, LayoutFamily, UnitKind, YearMonth, kind, unit_kind};
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
    const OF_SEVERAL: [Self; 5] = [Self::Plan, Self::Slip, Self::Actual, Self::Basic, Self::Preventive];

    /// The set that a file of this name belongs to.
    pub fn of(name: &FileName) -> Self {
        let has_month = name.service_month().is_some();
        let takes = |set: &Self| {
            set.unit().is_some_and(|unit| unit.allows(name.kind()) && unit.has_month() == has_month)
        };
        Self::OF_SEVERAL.into_iter().find(takes).unwrap_or(Self::Alone(name.kind().prefix))
    }

    /// The unit of sending in the standard's list; `None` for what stands alone.
    fn unit(self) -> Option<&'static UnitKind> {
        match self {
            Self::Plan => Some(&unit_kind::PLAN_SET),
            Self::Slip => Some(&unit_kind::SLIP_SET),
            Self::Actual => Some(&unit_kind::ACTUAL),
            Self::Basic => Some(&unit_kind::BASIC_INFO),
            Self::Preventive => Some(&unit_kind::PREVENTIVE_PLAN),
            Self::Alone(_) => None,
        }
    }

    /// The Japanese name.
    pub fn label(self) -> &'static str {
        self.name(|unit| unit.name, |kind| kind.name)
    }

    fn name(
        self,
        of_unit: fn(&UnitKind) -> &'static str,
        of_kind: fn(&FormKind) -> &'static str,
    ) -> &'static str {
        match (self.unit(), self) {
            (Some(unit), _) => of_unit(unit),
            (None, Self::Alone(prefix)) => kind::by_prefix(prefix).map_or(prefix, of_kind),
            (None, _) => "",
        }
    }

    /// The kinds that must be there.
    pub fn required(self, family: LayoutFamily) -> Vec<&'static FormKind> {
        self.unit().map(|unit| unit.required_in(family).collect()).unwrap_or_default()
    }

    /// The kinds that are usually there, and may be absent.
    pub fn usual(self) -> &'static [&'static FormKind] {
        self.unit().map_or(&[], |unit| unit.usual)
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
        f.pad(self.name(|unit| unit.name_en, |kind| kind.name_en))
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
