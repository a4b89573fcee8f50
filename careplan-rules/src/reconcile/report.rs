//! The result for people and for machines (照合結果の出力).

mod json;
mod text;
mod visits;

use super::result::Reconciliation;
use crate::Language;
use careplan_model::OfficeNumber;
use std::collections::BTreeMap;

pub use json::JsonReport;
pub use text::TextReport;

/// What reports show. By default: in Japanese, differences only, and nothing that tells who the persons are —
/// they are numbered (利用者1), and places say where their lines stand.
#[derive(Debug, Clone, Default)]
pub struct ReportOptions {
    language: Language,
    show_personal: bool,
    show_matched: bool,
    office_names: BTreeMap<OfficeNumber, String>,
    plan_files: Vec<String>,
    actual_files: Vec<String>,
}

impl ReportOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// The language of the text. JSON has no language.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Shows insured numbers (被保険者番号).
    #[must_use]
    pub fn show_personal(mut self, yes: bool) -> Self {
        self.show_personal = yes;
        self
    }

    /// Shows the lines that match, too.
    #[must_use]
    pub fn show_matched(mut self, yes: bool) -> Self {
        self.show_matched = yes;
        self
    }

    /// Names of offices (サービス事業所名), which are shown beside their numbers.
    #[must_use]
    pub fn office_names(mut self, names: impl IntoIterator<Item = (OfficeNumber, String)>) -> Self {
        self.office_names.extend(names);
        self
    }

    /// Names of the files, in the order of their numbers.
    #[must_use]
    pub fn files(
        mut self,
        plan: impl IntoIterator<Item = String>,
        actual: impl IntoIterator<Item = String>,
    ) -> Self {
        self.plan_files = plan.into_iter().collect();
        self.actual_files = actual.into_iter().collect();
        self
    }
}

impl Reconciliation {
    /// The result as text for people at an office. `Display` writes it.
    pub fn text<'a>(&'a self, options: &'a ReportOptions) -> TextReport<'a> {
        TextReport::new(self, options)
    }

    /// The result for machines; see [`JsonReport`] for its shape.
    ///
    /// ```
    /// use careplan_rules::reconcile::{ReportOptions, reconcile};
    /// let result = reconcile([], []);
    /// let json = serde_json::to_value(result.json(&ReportOptions::new()))?;
    /// assert_eq!(json["counts"]["matched"], 0);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn json<'a>(&'a self, options: &'a ReportOptions) -> JsonReport<'a> {
        JsonReport::new(self, options)
    }
}
