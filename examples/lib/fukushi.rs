//! `fukushi`: 福祉用具サービス計画書, one program with several commands.

mod codes;
mod draft;
mod transfer;

use crate::cli::Outcome;
use std::io::{self, Write};

const USAGE: &str = "usage: fukushi COMMAND ...
  codes PRICE_LIST QUERY                finds products in a price list
  draft CARE_PLAN_DIR --office NUMBER   begins plans from care plans
  transfer PLAN_DIR SLIP_DIR OUT_DIR    carries product codes from plans to slips
fukushi COMMAND --help tells more.";

/// Works with 福祉用具サービス計画書: `fukushi codes PRICE_LIST QUERY …`.
///
/// # Errors
///
/// Writing the output failed.
pub fn fukushi(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    let Some((command, rest)) = arguments.split_first() else {
        writeln!(errors, "{USAGE}")?;
        return Ok(Outcome::CouldNotRun);
    };
    match command.as_str() {
        "codes" => codes::codes(rest, out, errors),
        "draft" => draft::draft(rest, out, errors),
        "transfer" => transfer::transfer(rest, out, errors),
        "--help" | "-h" => {
            writeln!(out, "{USAGE}")?;
            Ok(Outcome::Fine)
        }
        other => {
            writeln!(errors, "unknown command {other}\n{USAGE}")?;
            Ok(Outcome::CouldNotRun)
        }
    }
}
