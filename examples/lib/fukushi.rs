//! `fukushi`: 福祉用具サービス計画書, one program with several commands.

mod bundled;
mod codes;
mod draft;
mod story;
mod transfer;

use crate::cli::Outcome;
use std::io::{self, Write};

const USAGE: &str = "usage: fukushi COMMAND ...
  codes PRICE_LIST QUERY...             finds products in a price list
  draft CARE_PLAN_DIR --office NUMBER   begins plans from care plans
  transfer PLAN_DIR SLIP_DIR OUT_DIR    carries product codes from plans to slips
  story [OUT_DIR]                       does all of it for one invented person, from 第1表 to 実績
fukushi COMMAND --help tells more. Each command without arguments works on bundled data; without a command: story.
The layout of the plans (福祉用具サービス計画書) is this project's own proposal: the official one is not public.";

/// Works with 福祉用具サービス計画書: `fukushi codes|draft|transfer|story …`; without arguments the story, on bundled
/// data in `target/fukushi-story`.
///
/// # Errors
///
/// Writing the output failed.
pub fn fukushi(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    let Some((command, rest)) = arguments.split_first() else {
        return story::story(&[], out, errors);
    };
    match command.as_str() {
        "codes" => codes::codes(rest, out, errors),
        "draft" => draft::draft(rest, out, errors),
        "transfer" => transfer::transfer(rest, out, errors),
        "story" => story::story(rest, out, errors),
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
