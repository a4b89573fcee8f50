//! Lines of 第6表 from a plan: each rental of a month.

use super::codes::name_key;
use super::gather::{Client, GroupKey, Slip, is_used_in, service_code, units};
use super::number::missing_numbers;
use super::result::{LineKind, LinePlace};
use crate::plan::EquipmentPlan;
use crate::provisional::EquipmentPlanLine;
use careplan_model::{
    Applies, CsvVersion, Date, Edition, OfficeNumber, ServiceCode, ServiceTime, Table6, YearMonth,
};
use core::fmt;

/// What lines of 第6表 need that no plan says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RentalMonth {
    /// 対象年月.
    pub month: YearMonth,
    /// 作成年月日.
    pub created_on: Date,
    /// プラン担当業者コード; 更新業者コード is the same.
    pub care_office: OfficeNumber,
    /// プラン担当者名; if it is blank, that of the plan (居宅サービス計画作成者氏名).
    pub planner_name: Option<String>,
    /// CSVバージョン; that of the edition in force, if nothing else is said.
    pub csv_version: CsvVersion,
}

impl RentalMonth {
    /// A month of an office's planning.
    pub const fn new(month: YearMonth, created_on: Date, care_office: OfficeNumber) -> Self {
        let csv_version = Edition::CURRENT.version();
        Self { month, created_on, care_office, planner_name: None, csv_version }
    }
}

/// Why a line of a plan makes no line of 第6表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RentalProblem {
    /// It has another key than the header of its plan: it may be of another person.
    #[error("line {line_no}: another key than that of its plan")]
    OtherKey {
        /// 明細ＮＯ.
        line_no: i32,
    },
    /// It has neither a service code nor a 種目 that would tell it.
    #[error("line {line_no}: neither a service code nor a 種目 that tells it")]
    NoServiceCode {
        /// 明細ＮＯ.
        line_no: i32,
    },
    /// It has neither units nor a price that is a multiple of 10 yen.
    #[error("line {line_no}: neither units nor a price of whole units")]
    NoUnits {
        /// 明細ＮＯ.
        line_no: i32,
    },
    /// The day of use does not lie in the month.
    #[error("line {line_no}: the day of use {day} is not in the month")]
    DayOutsideMonth {
        /// 明細ＮＯ.
        line_no: i32,
        /// The day that was given.
        day: Date,
    },
    /// The rental has not begun on the day of use, or has ended.
    #[error("line {line_no}: it is not rented on the day of use {day}")]
    NotRentedOnDay {
        /// 明細ＮＯ.
        line_no: i32,
        /// The day that was given.
        day: Date,
    },
    /// The edition has no items for equipment.
    #[error("the edition has no items for product codes")]
    OldEdition,
}

impl RentalProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::OtherKey { line_no } => format!("明細{line_no}：キーがその計画書のものではありません"),
            Self::NoServiceCode { line_no } => format!("明細{line_no}：サービスコードも種目もありません"),
            Self::NoUnits { line_no } => {
                format!("明細{line_no}：単位数がなく、価格からも求められません（10円の倍数ではありません）")
            }
            Self::DayOutsideMonth { line_no, day } => {
                format!("明細{line_no}：サービス利用日{day}が対象年月の日ではありません")
            }
            Self::NotRentedOnDay { line_no, day } => {
                format!("明細{line_no}：サービス利用日{day}は利用期間の外です")
            }
            Self::OldEdition => "この版の第6表には用具コードの項目がありません".into(),
        }
    }
}

/// All that keeps a plan from making lines of 第6表; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", Joined(problems))]
pub struct RentalError {
    /// The problems, in the order of the lines.
    pub problems: Vec<RentalProblem>,
}

struct Joined<'a>(&'a [RentalProblem]);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if at == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl RentalError {
    /// The same in Japanese, a line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(RentalProblem::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// The lines of 第6表 予定 for the rentals of a plan in a month: one for each, 回数 1, without a time (9999), with
/// the units, product code and name of the plan, and 明細判別コード where it is needed and the plan tells the lines
/// apart by code, name or a number of its own.
///
/// `day` gives the day of use of each line, the real one that is planned. What is bought, and what is not rented
/// in the month, makes no line. Half months and discounts are the caller's: change the units afterwards. A blank
/// product code stays blank (an emergency: [`transfer`](super::transfer()) fills it in later). Where the plan has
/// both a TAISコード and a 福祉用具届出コード, the line has the TAISコード, as it wants one of the two.
///
/// # Errors
///
/// All problems of all lines; see [`RentalProblem`].
pub fn rental_lines(
    plan: &EquipmentPlan,
    month: &RentalMonth,
    mut day: impl FnMut(&EquipmentPlanLine) -> Date,
) -> Result<Vec<Table6>, RentalError> {
    let (mut forms, mut slips, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut planned = Vec::new();
    if month.csv_version.edition().is_some_and(|it| it.family() == careplan_model::LayoutFamily::V3) {
        problems.push(RentalProblem::OldEdition);
    }
    for line in &plan.lines {
        if !line.is_rental() || !is_used_in(line.starts_on, line.ends_on, month.month) {
            continue;
        }
        let day = day(line);
        if let Some((form, code)) = form(plan, line, month, day, &mut problems) {
            let client: Client = (line.insurer, line.insured, line.provider);
            slips.push(Slip {
                place: LinePlace { kind: LineKind::Table6, record: slips.len() + 1 },
                key: GroupKey { client, month: month.month, code },
                satellite: None,
                units: form.units,
                pieces: 1,
                codes: super::codes::Codes::default(),
                name: None,
                discriminator: None,
                has_items: true,
                filled: Vec::new(),
            });
            let is_known = line.has_code() || name_key(line.equipment_name.as_deref()).is_some();
            planned.push((is_known || line.discriminator.is_some(), line.discriminator));
            forms.push(form);
        }
    }
    if !problems.is_empty() {
        return Err(RentalError { problems });
    }
    let is_known = |at: usize| planned.get(at).is_some_and(|(is_known, _)| *is_known);
    for (at, number) in missing_numbers(&slips, 0..slips.len(), is_known, |at| planned.get(at)?.1) {
        if let Some(form) = forms.get_mut(at) {
            form.discriminator = Some(number);
        }
    }
    Ok(forms)
}

fn form(
    plan: &EquipmentPlan,
    line: &EquipmentPlanLine,
    month: &RentalMonth,
    day: Date,
    problems: &mut Vec<RentalProblem>,
) -> Option<(Table6, ServiceCode)> {
    let (line_no, before) = (line.line_no, problems.len());
    let (code, units) = (service_code(line), units(line));
    if line.key() != plan.key() {
        problems.push(RentalProblem::OtherKey { line_no });
    }
    if code.is_none() {
        problems.push(RentalProblem::NoServiceCode { line_no });
    }
    if units.is_none() {
        problems.push(RentalProblem::NoUnits { line_no });
    }
    if !month.month.contains(day) {
        problems.push(RentalProblem::DayOutsideMonth { line_no, day });
    } else if line.starts_on.is_some_and(|start| day < start) || line.ends_on.is_some_and(|end| day > end) {
        problems.push(RentalProblem::NotRentedOnDay { line_no, day });
    }
    let code = code.filter(|_| problems.len() == before)?;
    let none = ServiceTime::NONE;
    let mut form = Table6::new(
        month.csv_version,
        line.insurer,
        line.insured,
        month.created_on,
        month.month,
        day,
        none,
        none,
        1,
        code,
        line.provider,
        Applies::No,
    );
    form.care_office = Some(month.care_office);
    form.planner_name = month.planner_name.clone().or_else(|| plan.header.planner_name.clone());
    form.units = units;
    form.tais_code = line.tais_code;
    form.notified_code = line.notified_code.filter(|_| line.tais_code.is_none());
    form.equipment_name.clone_from(&line.equipment_name);
    form.provider_name.clone_from(&plan.header.provider_name);
    form.updated_by = Some(month.care_office);
    Some((form, code))
}
