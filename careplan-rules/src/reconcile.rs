//! Plan against actual (予定と実績の照合): for each person, office and service what was done as planned, what was
//! not done, what was not planned, and what differs in time, count, code, units or product.
//!
//! Who reads the result should see why a claim would come back (返戻): 給付管理票 is made from the plan, the
//! claim from the actuals.
//!
//! ```
//! use careplan_csv::{Text, forms};
//! use careplan_model::Table6;
//! use careplan_rules::reconcile::{ReportOptions, SlipLine, reconcile};
//!
//! let plan = b"202407,991018,9000000001,20251016,202510,9970100013,,387,,20251015,,0900,1000,1,111211,,,,,9970100021,,,0,,\r\n";
//! let actual = b"202407,991018,9000000001,20251104,202510,9970100013,,387,,20251015,,0910,1010,1,111211,,,,,9970100021,,,0,,\r\n";
//! // Records that cannot be read are errors with their places; here there are none.
//! let lines = |file: &'static [u8]| forms::<Table6<Text<'_>>>(file).flatten().map(|record| SlipLine::new(0, &record));
//!
//! let result = reconcile(lines(plan), lines(actual));
//! let found = result.differences().next().unwrap();
//! assert_eq!(found.difference.rule_id(), "actual-time");
//! assert_eq!((found.entry.planned[0].at.record, found.entry.actual[0].at.record), (1, 1));
//!
//! let text = result.text(&ReportOptions::new()).to_string();
//! assert!(text.contains("15日 09:00～10:00 → 09:10～10:10"));
//! assert!(!text.contains("9000000001")); // who it is stays hidden unless asked for
//! ```
//!
//! # What goes with what
//!
//! A **person** is the insured number; where the plan has the number under another insurer only, the actuals
//! still belong to it (住所地特例: the provider corrects the insurer's number by hand). Then the **office**
//! (事業所番号; satellites are one office and only decide between equals), the **service type**, the **month**;
//! then day, code and time with the smallest total difference:
//!
//! 1. lines that say the same;
//! 2. the same day and code, by time (`actual-time`, `actual-count`, `actual-units`);
//! 3. a visit that was split, visits that were merged, サービス回数 that stand on several lines: one entry;
//! 4. the same day, about the same time, another code (`actual-code`);
//! 5. the same code on another day (`actual-time`).
//!
//! What is left is `actual-not-done` or `actual-not-planned`. Rentals, monthly fees and monthly additions
//! are of the month: their day is not compared, rentals go by product (`actual-equipment`), and where one side
//! has a category (種目) in one line and the other its products with the same units, that is one entry.
//!
//! # What is not compared
//!
//! - Days of rentals, monthly fees and monthly additions; times that are `9999` on one side.
//! - Units of services computed as a rate; 0 or blank where they cannot be computed. Single service codes are
//!   no part of the standard, so a rate is guessed: an addition or deduction by its code, without a time, at
//!   most once in the month on one side. Who has a table of service codes gives it:
//!   [`Options::rate_codes`].
//! - Products where one side names none (in an emergency; editions before 4.0).
//! - A monthly addition that one side repeats on several lines is taken in once.
//! - Satellites, texts, ３０日超区分, 作成年月日.
//!
//! # Offices that sent no actuals
//!
//! A plan holds all offices, a file of actuals one. An office and service type that occurs in no actual of the
//! month is [`ServiceStatus::NoActuals`], listed by itself and no difference. As soon as there are
//! actuals of it for anybody, what is planned for others and not there is `actual-not-done`. An actual of an
//! office that the person's plan does not have is one difference with all its lines, as is a person without
//! any plan.
//!
//! # Replacement
//!
//! Lines carry the number of their file. Of a person and month the plan in the file with the highest number
//! counts (a newer unit replaces the older one), of a person, month, office and service type the actuals;
//! how many lines that left out is in the result. Give files numbers in the order of ファイル連番, or all the same
//! number where nothing is to be replaced. Deletions (DLTPLAN, DLTJSK) are the caller's.
//!
//! # Cost
//!
//! A line is kept in 72 bytes. While lines are compared each takes at most some 190 bytes, and in the result
//! some 100. Time is that of sorting; the search for the smallest difference is exact for up to some 30 lines
//! against 30 and greedy beyond, so that thousands of equal lines cost no more than others.

mod assign;
mod codes;
mod compare;
mod difference;
mod gather;
mod line;
mod pairing;
mod report;
mod result;

pub use difference::{CountOf, Difference, DifferenceKind, Slot};
pub use line::{EquipmentCode, Line, LinePlace, Lines, SlipLine};
pub use report::{JsonReport, ReportOptions, TextReport};
pub use result::{
    CodeTotal, Counts, Entry, Found, OfficeTotal, PersonMonth, Reconciliation, Service, ServiceStatus,
};

use careplan_model::ServiceCode;

/// Compares planned lines (予定) with actual ones (実績), with the default [`Options`]. See the
/// [module](self).
///
/// The order of the lines does not matter.
pub fn reconcile(
    plan: impl IntoIterator<Item = SlipLine>,
    actuals: impl IntoIterator<Item = SlipLine>,
) -> Reconciliation {
    Options::new().reconcile(plan, actuals)
}

/// How lines are compared.
///
/// ```
/// use careplan_rules::reconcile::Options;
/// let options = Options::new().rate_codes(|code| matches!(code.as_str(), "116275" | "118000"));
/// assert!(options.reconcile([], []).is_clean());
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    rate_codes: Option<fn(ServiceCode) -> bool>,
}

impl Options {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells which service codes are computed as a rate, instead of guessing. Their units are not compared;
    /// those of all others are, 0 included.
    #[must_use]
    pub fn rate_codes(mut self, is_rate: fn(ServiceCode) -> bool) -> Self {
        self.rate_codes = Some(is_rate);
        self
    }

    /// Compares planned lines with actual ones.
    pub fn reconcile(
        &self,
        plan: impl IntoIterator<Item = SlipLine>,
        actuals: impl IntoIterator<Item = SlipLine>,
    ) -> Reconciliation {
        gather::run(*self, plan, actuals)
    }
}
