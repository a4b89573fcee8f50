//! The price lists: what is read, what is found wrong, what is answered.
#![allow(clippy::unwrap_used)] // tests may panic

mod any_bytes;
mod lists;
mod look_up;
mod search;
#[cfg(feature = "xlsx")]
mod workbook;

use careplan_fukushi::Catalogue;
use careplan_fukushi::catalogue::ListProblemKind as Kind;
use careplan_model::YearMonth;
use std::path::{Path, PathBuf};

pub(crate) fn month(text: &str) -> YearMonth {
    text.parse().unwrap()
}

pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/price-list").join(name)
}

/// The sample as CSV: April in UTF-8, May in Shift_JIS.
pub(crate) fn sample_csv() -> Catalogue {
    let mut builder = Catalogue::builder();
    builder.add_file(sample("csv/202605.csv"), None).unwrap();
    builder.add_file(sample("csv/202604.csv"), None).unwrap();
    builder.build()
}

/// A list of April 2026 with these rows.
pub(crate) fn list(rows: &str) -> String {
    format!(
        "見本一覧（令和8年4月）\n商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n{rows}"
    )
}

pub(crate) fn catalogue(csv: &str) -> Catalogue {
    let mut builder = Catalogue::builder();
    builder.add_bytes("list.csv", csv.as_bytes(), None).unwrap();
    builder.build()
}

/// The row and the kind of each problem.
pub(crate) fn problems(catalogue: &Catalogue) -> Vec<(Option<u32>, &Kind)> {
    catalogue.problems().iter().map(|problem| (problem.row, &problem.kind)).collect()
}
