//! 福祉用具サービス計画書 begun from the care plan: what 第1表, 第2表, 第3表 and 利用者補足情報 (of 要支援: 支援計画書 and
//! 利用者基本情報) already say is carried over, and every value knows where it came from.
//!
//! | carry | what it means |
//! |---|---|
//! | [`Carry::Copy`] | the same meaning; names, numbers, the policy and the wishes verbatim |
//! | [`Carry::Join`] | the same, from the 補足 (要支援: 基本情報) that belongs to the plan |
//! | [`Carry::Seed`] | a text to begin with, which the specialist rewrites; what stands in it is verbatim |
//! | [`Carry::Split`] | wishes told apart, after a person said so ([`EquipmentPlanDraft::confirm_split`]) |
//! | [`Carry::Given`] | said by the caller, or following from what the caller said |
//!
//! Nothing is shortened, and what has no source stays blank: [`EquipmentPlanDraft::to_do`] lists it. Seeds put
//! texts of several items together, one on a line; only the words 長期目標： and 短期目標： are added, because nobody
//! could tell the goals apart without them.
//!
//! # 要支援
//!
//! There is no 第1表. What the mapping has no row for and what has one meaning only is taken all the same: name and
//! address from 利用者基本情報, certification and level from 支援計画書 (地域支援事業 is no level of care and stays
//! blank). The wishes are those of 支援計画書 put together, each verbatim, so that they are a seed.

mod care_plan;
mod compare;
mod decision;
mod fill;
mod preventive;
mod table2;
mod to_do;
mod value;

pub use care_plan::{CarePlanSet, CarePlanSets, Concern, LooseRecord, PlannedService, Sourced};
pub use compare::{Changed, ChangedHow};
pub use decision::{ConfirmSplitError, WishesDecision};
pub use to_do::{DraftIncomplete, ToDo, Why};
pub use value::{Carry, DraftRecord, DraftValue, Provenance, WriteError};

use crate::plan::RecordKind;
use crate::split::ProposedSplit;
use careplan_model::views::ViewErrors;
use careplan_model::{Date, Edition, FormKind, OfficeNumber, ServiceTypeCode};

/// What the care plan does not say: whose draft it is, and what is asked for.
#[derive(Debug, Clone)]
pub struct DraftOptions {
    office: OfficeNumber,
    service_type: Option<ServiceTypeCode>,
    plan_date: Option<Date>,
    office_name: Option<String>,
    specialist_name: Option<String>,
    categories: bool,
}

impl DraftOptions {
    /// A draft of this office.
    pub fn new(office: OfficeNumber) -> Self {
        Self {
            office,
            service_type: None,
            plan_date: None,
            office_name: None,
            specialist_name: None,
            categories: false,
        }
    }

    /// 17 or 67. Without it: 67 for 要支援 and 事業対象者, else 17.
    #[must_use]
    pub fn service_type(mut self, service_type: ServiceTypeCode) -> Self {
        self.service_type = Some(service_type);
        self
    }

    /// 福祉用具サービス計画作成（変更）日, which no care plan tells.
    #[must_use]
    pub fn plan_date(mut self, date: Date) -> Self {
        self.plan_date = Some(date);
        self
    }

    /// The name of the office.
    #[must_use]
    pub fn office_name(mut self, name: impl Into<String>) -> Self {
        self.office_name = Some(name.into());
        self
    }

    /// The specialist who makes the plan.
    #[must_use]
    pub fn specialist_name(mut self, name: impl Into<String>) -> Self {
        self.specialist_name = Some(name.into());
        self
    }

    /// Begins a line for each 種目 whose name stands in サービス内容 of our services. That 特殊寝台 is spoken of
    /// does not mean that one is rented: only on request.
    #[must_use]
    pub fn categories(mut self, yes: bool) -> Self {
        self.categories = yes;
        self
    }
}

/// Why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DraftProblem {
    /// There is neither 第1表 nor 支援計画書.
    #[error("there is neither 第1表 nor 介護予防サービス・支援計画書")]
    NoCarePlan,
    /// There is both, and nobody knows which one to follow.
    #[error("there is 第1表 and 介護予防サービス・支援計画書 too")]
    TwoCarePlans,
    /// A record of another person or plan.
    #[error("record {record} of {} is of another person or plan", kind.prefix)]
    Other {
        /// The kind of its file.
        kind: &'static FormKind,
        /// The record, from 1.
        record: usize,
    },
    /// 第2表 or 支援計画 is no tree, so that texts cannot be filled down. Records count within the plan there.
    #[error("{}: {errors}", kind.prefix)]
    NoTree {
        /// The kind of its file.
        kind: &'static FormKind,
        /// All reasons.
        errors: ViewErrors,
    },
}

impl DraftProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoCarePlan => "第1表も介護予防サービス・支援計画書もありません".to_owned(),
            Self::TwoCarePlans => "第1表と介護予防サービス・支援計画書の両方があります".to_owned(),
            Self::Other { kind, record } => {
                format!("{}の{record}件目は、別の利用者または別の計画のものです", kind.name)
            }
            Self::NoTree { kind, errors } => format!("{}：{}", kind.name, errors.japanese()),
        }
    }
}

/// All reasons why there is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s); the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct DraftError {
    /// Never empty.
    pub problems: Vec<DraftProblem>,
}

impl DraftError {
    /// The same in Japanese, a line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(DraftProblem::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// Two records of the care plan that say different things about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Difference {
    /// What 第1表 says.
    pub table1: Provenance,
    /// What 利用者補足情報 says.
    pub supplement: Provenance,
}

/// A plan that is begun: what could be carried over, with where it came from. `Debug` shows no texts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct EquipmentPlanDraft {
    header: DraftRecord,
    needs: Vec<DraftRecord>,
    lines: Vec<DraftRecord>,
    services: Vec<PlannedService>,
    proposed: Option<ProposedSplit>,
    differences: Vec<Difference>,
}

/// Begins a plan from the care plan of one person.
///
/// A care plan that says nothing of equipment gives a draft without needs; [`CarePlanSet::concerns`] tells
/// before.
///
/// # Errors
///
/// All reasons why the records are not those of one care plan, or 第2表 no tree.
///
/// ```
/// use careplan_fukushi::draft::{CarePlanSet, DraftOptions, Sourced, WishesDecision, draft};
/// use careplan_model::Table1;
/// let mut table1: Table1 = Table1::new(
///     "202407".parse()?, "991018".parse()?, "9000000001".parse()?, "20250922".parse()?, "例示　能子".to_owned(),
///     "見本居宅介護支援センター".to_owned(), "9970100013".parse()?, "20250920".parse()?, "20230401".parse()?,
/// );
/// table1.wishes_and_needs_analysis = Some("本人：歩きたい。\n家族：助けたい。".to_owned());
/// let set = CarePlanSet { table1: Some(Sourced { record: 1, form: &table1 }), ..CarePlanSet::default() };
///
/// let mut draft = draft(&set, &DraftOptions::new("9970100062".parse()?))?;
/// let date = draft.header().get("care_plan_date").ok_or("carried")?;
/// assert_eq!((date.text.as_str(), date.sources[0].to_string()), ("20250920", "UP1KYO No.14, record 1".to_owned()));
///
/// // The wishes are told apart only when a person says so.
/// assert_eq!(draft.header().get("user_wishes"), None);
/// draft.confirm_split(WishesDecision::AsProposed)?;
/// assert_eq!(draft.header().get("user_wishes").map(|it| it.text.as_str()), Some("歩きたい。"));
///
/// // 補足 with the name is not there, nor is the day of the plan.
/// let missing = draft.to_plan().unwrap_err().missing;
/// let names: Vec<_> = missing.iter().filter_map(|it| it.item).map(|item| item.field).collect();
/// assert_eq!(names, ["plan_date", "user_name"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn draft(set: &CarePlanSet<'_>, options: &DraftOptions) -> Result<EquipmentPlanDraft, DraftError> {
    let mut problems = set.problems();
    if !problems.is_empty() {
        return Err(DraftError { problems });
    }
    let mut header = DraftRecord::new(RecordKind::Header);
    header.give("csv_version", &Edition::CURRENT.version().to_string());
    header.give("provider", &options.office.to_string());
    for (field, text) in [
        ("plan_date", options.plan_date.map(|date| date.to_string())),
        ("provider_name", options.office_name.clone()),
        ("specialist_name", options.specialist_name.clone()),
    ] {
        if let Some(text) = text {
            header.give(field, &text);
        }
    }
    let mut draft = EquipmentPlanDraft {
        header,
        needs: Vec::new(),
        lines: Vec::new(),
        services: set.services(options.office),
        proposed: None,
        differences: Vec::new(),
    };
    let filled = match set.preventive_plan {
        Some(plan) => preventive::fill(&mut draft, set, plan, options),
        None => fill::fill(&mut draft, set, options),
    };
    if let Err(problem) = filled {
        problems.push(problem);
        return Err(DraftError { problems });
    }
    Ok(draft)
}

impl EquipmentPlanDraft {
    /// The header as far as it is known.
    pub fn header(&self) -> &DraftRecord {
        &self.header
    }

    /// The header for writing what no source tells.
    pub fn header_mut(&mut self) -> &mut DraftRecord {
        &mut self.header
    }

    /// Needs and goals: one for each 課題 under which our equipment stands.
    pub fn needs(&self) -> &[DraftRecord] {
        &self.needs
    }

    /// The needs for writing.
    pub fn needs_mut(&mut self) -> &mut [DraftRecord] {
        &mut self.needs
    }

    /// Lines, if [they were asked for](DraftOptions::categories).
    pub fn lines(&self) -> &[DraftRecord] {
        &self.lines
    }

    /// The lines for writing.
    pub fn lines_mut(&mut self) -> &mut [DraftRecord] {
        &mut self.lines
    }

    /// Which lines of the care plan are equipment, ours or of somebody else.
    pub fn services(&self) -> &[PlannedService] {
        &self.services
    }

    /// How the wishes could be told apart; `None` where they carry no labels.
    pub fn proposed_split(&self) -> Option<&ProposedSplit> {
        self.proposed.as_ref()
    }

    /// Where 第1表 and 利用者補足情報 differ. The draft follows 補足 in names and addresses, 第1表 in certification.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// All records, each with its place among those of its kind, from 0.
    pub fn records(&self) -> impl Iterator<Item = (usize, &DraftRecord)> {
        let numbered = |records: &'_ [DraftRecord]| 0..records.len();
        core::iter::once((0, &self.header))
            .chain(numbered(&self.needs).zip(&self.needs))
            .chain(numbered(&self.lines).zip(&self.lines))
    }
}
