//! 第7表 (サービス利用票別表) as a person's month: lines with subtotals and the grand total, read from
//! records or computed from 第6表.
//!
//! [`Table7Month`] puts the records of one person and month into groups, one for each office and service
//! type, with their rows and sums (standard, 第7表 No.9), and gives the records back. [`compute`] makes
//! such a month from the lines of the planned 第6表 and the [`Facts`] that 第6表 does not tell: prices,
//! rates, limits, discounts, what lies outside the limit, who bears what is beyond it. Nothing is guessed:
//! what a missing fact leaves blank is listed.
//!
//! ```
//! use careplan_model::views::table7::{Bearer, Facts, UnitPriceFact, compute};
//! use careplan_model::{Applies, Edition, Table6};
//!
//! // Four visits of 387 units to an invented person:
//! let visit = |day| -> Result<Table6, careplan_model::Fault> {
//!     let mut line = Table6::new(
//!         Edition::V4_1.version(), "991018".parse()?, "9000000001".parse()?, "20251016".parse()?,
//!         "202510".parse()?, day, "0900".parse()?, "1000".parse()?, 1,
//!         "111211".parse()?, "9970100021".parse()?, Applies::No,
//!     );
//!     line.units = Some(387);
//!     Ok(line)
//! };
//! let plan = ["20251001", "20251008", "20251015", "20251022"]
//!     .into_iter()
//!     .map(|day| visit(day.parse()?))
//!     .collect::<Result<Vec<_>, _>>()?;
//!
//! let mut facts = Facts::new(Edition::V4_1, "20251016".parse()?);
//! facts.unit_prices.push(UnitPriceFact::of_type("11".parse()?, "10.70".parse()?));
//! facts.benefit_limit = Some(16_765);
//! let computed = compute(&plan, &facts)?;
//!
//! // The rate was not told, so that what follows from it is blank, and listed:
//! let records = computed.month.into_records();
//! assert_eq!((records[0].service_units, records[0].total_cost), (Some(1548), Some(16_563)));
//! assert_eq!(records[0].insurance_claim, None);
//! assert_eq!(computed.missing[0].to_string(), "給付率 of service type 11 is not given: 5 item(s) stay blank");
//!
//! facts.benefit_rate = Some(90);
//! let computed = compute(&plan, &facts)?;
//! assert!(computed.missing.is_empty());
//! let records = computed.month.into_records();
//! assert_eq!((records[0].insurance_claim, records[0].copay), (Some(14_906), Some(1657)));
//! assert_eq!(records[1].total_cost, Some(16_563)); // 合計
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cell;
mod compute;
mod facts;
mod gather;
mod limits;
mod missing;
mod money;
mod problem;
mod sheet;
mod split;
mod view;

pub use compute::{Computed, compute};
pub use facts::{
    Bearer, Discount, Facts, FixedCopay, OfficeService, RateFact, RowOrder, Subtotals, TypeLimit,
    UnitPriceFact,
};
pub use missing::{Blank, Cause, MissingFact, Note};
pub use problem::{ComputeErrors, ComputeProblem};
pub use split::{plan_months, table7_months};
pub use view::{Group, Read, ReadErrors, ReadProblem, Table7Month};
