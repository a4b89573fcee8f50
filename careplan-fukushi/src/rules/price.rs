//! Prices against the published limits, which lie outside the plan.

use crate::plan::EquipmentPlan;
use careplan_model::YearMonth;

/// A rental line whose price is above the limit of a month: it is not insured then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct PriceOverLimit {
    /// 明細ＮＯ.
    pub line_no: i32,
    /// The month.
    pub month: YearMonth,
    /// The price of the line in yen.
    pub price: i32,
    /// The limit of that month in yen.
    pub limit: u32,
}

impl core::fmt::Display for PriceOverLimit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { line_no, month, price, limit } = self;
        write!(f, "line {line_no}: {price} yen is above the limit of {}, {limit} yen", month.iso())
    }
}

impl PriceOverLimit {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let Self { line_no, month, price, limit } = self;
        format!("明細{line_no}：価格{price}円が{}の貸与価格の上限{limit}円を超えています", month.wareki())
    }
}

/// The rental lines of a plan that cost more than the limit of a month, for the months asked in which they
/// run. `limit_of` tells the limit of a product code in a month, `None` for what no list has.
///
/// The code is given as the lists have it, with a plain hyphen, if it has their shape; else as it stands. A
/// line without code or price is passed over, for nothing can be said of it. A line with both codes is asked
/// by TAISコード first.
///
/// ```
/// # use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind};
/// # let version = careplan_model::Edition::CURRENT.version();
/// # let (insurer, insured) = ("991018".parse()?, "9000000001".parse()?);
/// # let (date, office, service) = ("20260401".parse()?, "9970100062".parse()?, "17".parse()?);
/// # let header = EquipmentPlanHeader::new(version, insurer, insured, date, office, service, "見本　太郎".to_owned());
/// # let line = EquipmentPlanLine::new(version, insurer, insured, date, office, service, 1, SupplyKind::Rental);
/// # let mut plan = EquipmentPlan::new(header);
/// # plan.lines.push(line);
/// plan.lines[0].tais_code = Some("99999－000011".parse()?);
/// plan.lines[0].price = Some(10_000);
/// let limit_of = |code: &str, _| (code == "99999-000011").then_some(9_500);
/// let over = careplan_fukushi::rules::prices_over_limit(&plan, ["202604".parse()?], limit_of);
/// assert_eq!(over[0].to_string(), "line 1: 10000 yen is above the limit of 2026-04, 9500 yen");
/// # Ok::<(), careplan_model::Fault>(())
/// ```
pub fn prices_over_limit<T>(
    plan: &EquipmentPlan<T>,
    months: impl IntoIterator<Item = YearMonth>,
    mut limit_of: impl FnMut(&str, YearMonth) -> Option<u32>,
) -> Vec<PriceOverLimit> {
    let mut over = Vec::new();
    for month in months {
        for line in plan.lines.iter().filter(|line| line.is_rental()) {
            let runs = line.starts_on.is_none_or(|start| start.year_month() <= month)
                && line.ends_on.is_none_or(|end| month <= end.year_month());
            let Some(price) = line.price.filter(|_| runs) else { continue };
            let tais = line.tais_code.map(|code| code.normalized().unwrap_or(code).to_string());
            let notified = line.notified_code.map(|code| code.normalized().unwrap_or(code).to_string());
            let limit = [tais, notified].into_iter().flatten().find_map(|code| limit_of(&code, month));
            if let Some(limit) = limit.filter(|limit| i64::from(price) > i64::from(*limit)) {
                over.push(PriceOverLimit { line_no: line.line_no, month, price, limit });
            }
        }
    }
    over
}
