//! What became of each line: its place, its outcome, what was filled in, and what to look at.

use crate::plan::EquipmentPlan;
use crate::provisional::{EquipmentPlanLine, kinds};
use careplan_model::{FormKind, NotifiedCode, TaisCode, YearMonth, kind};
use core::fmt;

/// The list that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum LineKind {
    /// The lines of the plans, over all plans in their order, as UPFYOGU_ITEM holds them.
    Plan,
    /// 第6表 予定 (UPPLAN).
    Table6,
    /// 第7表 (UPSIKYU).
    Table7,
}

impl LineKind {
    /// The kind of file that holds such lines.
    pub fn file_kind(self) -> &'static FormKind {
        match self {
            Self::Plan => &kinds::LINE,
            Self::Table6 => &kind::PLAN,
            Self::Table7 => &kind::TABLE7,
        }
    }
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct LinePlace {
    /// In which list.
    pub kind: LineKind,
    /// Its record in that list, from 1.
    pub record: usize,
}

impl LinePlace {
    /// The line of the plans that stands here, with its plan; `None` for a place in a table.
    pub fn plan_line(self, plans: &[EquipmentPlan]) -> Option<(&EquipmentPlan, &EquipmentPlanLine)> {
        if self.kind != LineKind::Plan {
            return None;
        }
        let lines = plans.iter().flat_map(|plan| plan.lines.iter().map(move |line| (plan, line)));
        lines.into_iter().nth(self.record.checked_sub(1)?)
    }

    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("「{}」{}件目", self.kind.file_kind().name, self.record)
    }
}

impl fmt::Display for LinePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} record {}", self.kind.file_kind().prefix, self.record)
    }
}

/// An item that was blank and is filled in. Codes and models name products and no person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum FilledItem {
    /// TAISコード.
    TaisCode(TaisCode),
    /// 福祉用具届出コード.
    NotifiedCode(NotifiedCode),
    /// 用具名称（機種名）.
    EquipmentName(String),
    /// 明細判別コード, of 第6表 only.
    Discriminator(i32),
}

impl FilledItem {
    /// The number of the item in 第6表 or 第7表 (editions 4.0 and later); `None` where there is none: 第7表 has no
    /// 明細判別コード, and nothing is ever filled into a plan.
    pub fn number(&self, kind: LineKind) -> Option<u8> {
        let place = match self {
            Self::TaisCode(_) => 0,
            Self::NotifiedCode(_) => 1,
            Self::EquipmentName(_) => 2,
            Self::Discriminator(_) => 3,
        };
        match kind {
            LineKind::Table6 => Some(16 + place),
            LineKind::Table7 if place < 3 => Some(10 + place),
            _ => None,
        }
    }

    /// The name of the item in the standard.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TaisCode(_) => "TAISコード",
            Self::NotifiedCode(_) => "福祉用具届出コード",
            Self::EquipmentName(_) => "用具名称（機種名）",
            Self::Discriminator(_) => "明細判別コード",
        }
    }
}

impl fmt::Display for FilledItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TaisCode(code) => code.fmt(f),
            Self::NotifiedCode(code) => code.fmt(f),
            Self::EquipmentName(name) => f.write_str(name),
            Self::Discriminator(number) => number.fmt(f),
        }
    }
}

/// Why a line has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum NoCounterpart {
    /// The other side has nothing of this person and office in the month.
    NoOther,
    /// The other side has no line of this service code.
    OtherService,
    /// It has some of this service code, with other units; they are named as candidates.
    OtherUnits,
    /// It has fewer lines of this service code and units.
    Surplus,
    /// The plan's line has neither a service code nor a 種目 that would tell it.
    NoServiceCode,
    /// The plan's line has another key than the header of its plan: it may be of another person, and is carried
    /// nowhere.
    OtherKey,
}

/// Why a line has no part in the transfer, and rightly so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum NotConcerned {
    /// What the plan's line is about is not rented: the slip has no line for it.
    NotRented,
    /// The plan's line ended before the month or begins after it.
    OutsideMonth,
    /// Another plan of the person and office counts in the month.
    OtherPlan,
    /// The record of the slip is of an edition before 4.0, which has no items for it.
    OldEdition,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", tag = "outcome", content = "reason")
)]
pub enum LineOutcome {
    /// It has a counterpart, and blank items were filled in from it.
    Filled,
    /// It has a counterpart, and both say the same of the product.
    Equal,
    /// It has a counterpart, and the plan names no product (an emergency: the code follows).
    NoCode,
    /// Several lines may be the counterpart and name different products, or there are too few of them; nothing
    /// was filled in.
    Ambiguous,
    /// The slip has another product code than the plan, or a name that is none of the plan's product; nothing
    /// was filled in.
    Conflicting,
    /// It has no counterpart.
    WithoutCounterpart(NoCounterpart),
    /// It has no part in the transfer.
    NotConcerned(NotConcerned),
}

impl LineOutcome {
    /// Whether both sides agree now, or need not.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Filled | Self::Equal | Self::NotConcerned(_))
    }

    /// The same in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Filled => "転記しました",
            Self::Equal => "一致しています",
            Self::NoCode => "計画書に用具コードがありません",
            Self::Ambiguous => "対応する明細が一つに定まりません（転記していません）",
            Self::Conflicting => "利用票と計画書の用具が異なります（転記していません）",
            Self::WithoutCounterpart(NoCounterpart::NoOther) => {
                "対応する明細がありません（その利用者・事業所・月のものが相手側にありません）"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherService) => {
                "対応する明細がありません（同じサービスコードのものがありません）"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherUnits) => {
                "対応する明細がありません（単位数が異なります）"
            }
            Self::WithoutCounterpart(NoCounterpart::Surplus) => {
                "対応する明細がありません（相手側の行数が足りません）"
            }
            Self::WithoutCounterpart(NoCounterpart::NoServiceCode) => {
                "対応する明細がありません（計画書の明細にサービスコードも種目もありません）"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherKey) => {
                "対応する明細がありません（計画書の明細のキーがその計画書のものではありません）"
            }
            Self::NotConcerned(NotConcerned::NotRented) => "対象外（貸与ではありません）",
            Self::NotConcerned(NotConcerned::OutsideMonth) => "対象外（利用期間が対象年月の外です）",
            Self::NotConcerned(NotConcerned::OtherPlan) => "対象外（その月は別の計画書によります）",
            Self::NotConcerned(NotConcerned::OldEdition) => {
                "対象外（4.0より前の版には用具の項目がありません）"
            }
        }
    }
}

impl fmt::Display for LineOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Filled => "filled",
            Self::Equal => "already equal",
            Self::NoCode => "the plan has no product code",
            Self::Ambiguous => "ambiguous, nothing filled",
            Self::Conflicting => "conflicting products, nothing filled",
            Self::WithoutCounterpart(NoCounterpart::NoOther) => {
                "without counterpart: the other side has nothing of this person, office and month"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherService) => {
                "without counterpart: the other side does not have the service code"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherUnits) => "without counterpart: other units",
            Self::WithoutCounterpart(NoCounterpart::Surplus) => {
                "without counterpart: the other side has fewer lines of it"
            }
            Self::WithoutCounterpart(NoCounterpart::NoServiceCode) => {
                "without counterpart: the line of the plan has neither service code nor 種目"
            }
            Self::WithoutCounterpart(NoCounterpart::OtherKey) => {
                "without counterpart: the line has another key than its plan"
            }
            Self::NotConcerned(NotConcerned::NotRented) => "not concerned: not rented",
            Self::NotConcerned(NotConcerned::OutsideMonth) => "not concerned: not used in the month",
            Self::NotConcerned(NotConcerned::OtherPlan) => "not concerned: another plan counts in the month",
            Self::NotConcerned(NotConcerned::OldEdition) => {
                "not concerned: editions before 4.0 do not have the items"
            }
        })
    }
}

/// What to look at in a line of the slip that has a counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum LineNote {
    /// The name of the product is there and differs; it stays.
    NameDiffers,
    /// The product is the same and the units differ.
    UnitsDiffer,
    /// Both have a 明細判別コード, and not the same; that of the slip stays.
    DiscriminatorDiffers,
    /// The product codes are the same, written with different hyphens; that of the slip stays.
    CodeWrittenDifferently,
    /// The plan has a TAISコード and a 福祉用具届出コード; the slip takes the TAISコード, as it wants one of the two.
    BothCodes,
}

impl LineNote {
    /// The same in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::NameDiffers => "用具名称が計画書と異なります（利用票の名称のままです）",
            Self::UnitsDiffer => "単位数が計画書と異なります",
            Self::DiscriminatorDiffers => "明細判別コードが計画書と異なります（利用票のままです）",
            Self::CodeWrittenDifferently => {
                "用具コードのハイフンの書き方が計画書と異なります（利用票のままです）"
            }
            Self::BothCodes => {
                "計画書にTAISコードと福祉用具届出コードの両方があります（TAISコードで扱います）"
            }
        }
    }
}

impl fmt::Display for LineNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NameDiffers => "the name of the product differs from the plan's; it stays",
            Self::UnitsDiffer => "the units differ from the plan's",
            Self::DiscriminatorDiffers => "the 明細判別コード differs from the plan's; it stays",
            Self::CodeWrittenDifferently => "the product code has another hyphen than the plan's; it stays",
            Self::BothCodes => "the plan has both product codes; the TAISコード counts",
        })
    }
}

/// A line and what became of it. It says nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LineResult {
    /// Where the line stands.
    pub place: LinePlace,
    /// What it was compared with: of a line of a table the plans, of a line of a plan one of the tables.
    pub against: LineKind,
    /// The month of service.
    pub month: YearMonth,
    /// What became of it.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub outcome: LineOutcome,
    /// Its counterpart on the other side; several for a line that stands for several pieces, and the candidates
    /// of an ambiguous or conflicting one, or one whose units differ (the first hundred, if there are more).
    pub counterparts: Vec<LinePlace>,
    /// What was filled in, of a line of a table. 明細判別コード may be filled in where all else is equal or no plan
    /// is there.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub filled: Vec<FilledItem>,
    /// What to look at, of a line of a table.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<LineNote>,
}
