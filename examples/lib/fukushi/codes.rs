//! `fukushi codes`: products of a price list by code, name or model.

use super::bundled;
use crate::cli::Outcome;
use careplan_fukushi::catalogue::{Found, Hit, ListProblem, PriceList, SearchOptions, Severity, read_code};
use careplan_fukushi::{Catalogue, CatalogueWarning};
use careplan_model::YearMonth;
use careplan_rules::output::Plain;
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is searched for in the bundled list when nothing is said.
const QUERY: &str = "見本ベッド";

const USAGE: &str = "usage: fukushi codes PRICE_LIST QUERY... [--month YYYYMM] [--limit N] [--format text|json]
Finds products in a price list (全国平均貸与価格・貸与価格の上限), by code, name, model or maker.
PRICE_LIST is the ministry's workbook (.xlsx), the same as CSV, or a folder of such files. Several months may
stand side by side; the month of each list is told by its title.
QUERY is a code, or words; several words are one query. Without both: 見本ベッド in the invented list of the project.
--month  searches the list that counts in that month: the latest that is not after it; without it, each product
         is shown from the latest list that has it.
--limit  how many products at most (20)
Exit code 0: found; 1: nothing found, or the list has problems, which are printed; 2: could not run.";

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

struct Options {
    list: PathBuf,
    query: String,
    month: Option<YearMonth>,
    limit: usize,
    format: Format,
}

/// Finds products in a price list: `fukushi codes PRICE_LIST QUERY …`.
pub(super) fn codes(
    arguments: &[String],
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let options = match parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let catalogue = match load(&options) {
        Ok(catalogue) => catalogue,
        Err(message) => {
            writeln!(errors, "{}", Plain(&message))?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let search = SearchOptions { month: options.month, limit: options.limit };
    let found = catalogue.search(&options.query, search);
    // Who typed a code wants to know what is the matter with it in that month.
    let warnings = match (options.month, read_code(&options.query).code) {
        (Some(month), Some(_)) => catalogue.check(&options.query, month, None),
        _ => Vec::new(),
    };
    match options.format {
        Format::Text => print_text(&catalogue, &found, &warnings, out)?,
        Format::Json => print_json(&catalogue, &found, &warnings, out)?,
    }
    let problems = catalogue.problems().iter().any(|problem| problem.severity() == Severity::Problem);
    Ok(if found.hits.is_empty() || problems { Outcome::DataHasErrors } else { Outcome::Fine })
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut words = Vec::new();
    let (mut month, mut limit, mut format) = (None, SearchOptions::default().limit, Format::Text);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().map(String::as_str).unwrap_or_default();
        match argument.as_str() {
            "--month" => {
                month = Some(value().parse().map_err(|_| format!("--month is a month, YYYYMM\n{USAGE}"))?);
            }
            "--limit" => {
                limit = value().parse().map_err(|_| format!("--limit is a number\n{USAGE}"))?;
            }
            "--format" => {
                format = match value() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    _ => return Err(format!("--format is text or json\n{USAGE}")),
                }
            }
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            word => words.push(word),
        }
    }
    match words.split_first() {
        Some((list, query)) if query.iter().any(|word| !word.trim().is_empty()) => {
            Ok(Options { list: PathBuf::from(list), query: query.join(" "), month, limit, format })
        }
        Some((list, _)) => Err(format!("{list}: what is to be found in it? QUERY is missing\n{USAGE}")),
        None => Ok(Options { list: bundled::price_list(), query: QUERY.to_owned(), month, limit, format }),
    }
}

/// Reads a file, or the workbooks and CSV files of a folder in the order of their names.
fn load(options: &Options) -> Result<Catalogue, String> {
    let said = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut files = vec![options.list.clone()];
    if options.list.is_dir() {
        let entries = std::fs::read_dir(&options.list).map_err(|error| said(&options.list, &error))?;
        files = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .map_err(|error| said(&options.list, &error))?;
        files.retain(|file| is_list(file));
        files.sort();
        if files.is_empty() {
            return Err(said(&options.list, &"there is no .xlsx or .csv file here"));
        }
    }
    let mut builder = Catalogue::builder();
    for file in files {
        builder.add_file(&file, None).map_err(|error| said(&file, &error))?;
    }
    Ok(builder.build())
}

fn is_list(file: &Path) -> bool {
    // `~$` marks the file that Excel keeps beside an open workbook.
    let open = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    file.is_file() && !open && matches!(extension.as_deref(), Some("xlsx" | "csv"))
}

fn print_text(
    catalogue: &Catalogue,
    found: &Found<'_>,
    warnings: &[CatalogueWarning],
    out: &mut dyn Write,
) -> io::Result<()> {
    for Hit { rank, likeness, entry, .. } in &found.hits {
        writeln!(
            out,
            "{}  {}  {}  {}",
            Plain(&entry.code),
            Plain(&entry.maker),
            Plain(&entry.name),
            Plain(&entry.model)
        )?;
        write!(
            out,
            "    {}  全国平均 {}  上限 {}  ({rank}",
            entry.month.wareki(),
            Plain(&entry.average.to_string()),
            Plain(&entry.limit.to_string())
        )?;
        writeln!(out, "{})", if *likeness < 1000 { format!(" {}%", likeness / 10) } else { String::new() })?;
    }
    let months: Vec<String> = catalogue.lists().iter().map(|list| list.month.iso().to_string()).collect();
    writeln!(out, "{} found, {} shown; lists: {}", found.total, found.hits.len(), months.join(", "))?;
    if let Some(list) = found.list {
        writeln!(out, "searched: the list of {}", list.iso())?;
    }
    if found.elsewhere > 0 {
        writeln!(out, "{} more in lists of other months", found.elsewhere)?;
    }
    for warning in warnings {
        writeln!(out, "warning: {}", Plain(&warning.to_string()))?;
    }
    for problem in catalogue.problems() {
        let word = if problem.severity() == Severity::Note { "note" } else { "problem" };
        writeln!(out, "{word}: {}", Plain(&problem.to_string()))?;
    }
    Ok(())
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    lists: &'a [PriceList],
    #[serde(flatten)]
    found: &'a Found<'a>,
    warnings: Vec<Said<&'a CatalogueWarning>>,
    problems: Vec<Said<&'a ListProblem>>,
}

/// Something with its words.
#[derive(Serialize)]
struct Said<T> {
    #[serde(flatten)]
    what: T,
    severity: Severity,
    message: String,
    message_ja: String,
}

fn print_json(
    catalogue: &Catalogue,
    found: &Found<'_>,
    warnings: &[CatalogueWarning],
    out: &mut dyn Write,
) -> io::Result<()> {
    let warnings = warnings
        .iter()
        .map(|warning| Said {
            what: warning,
            severity: Severity::Problem,
            message: warning.to_string(),
            message_ja: warning.japanese(),
        })
        .collect();
    let problems = catalogue
        .problems()
        .iter()
        .map(|problem| Said {
            what: problem,
            severity: problem.severity(),
            message: problem.to_string(),
            message_ja: problem.japanese(),
        })
        .collect();
    let answer = Answer { lists: catalogue.lists(), found, warnings, problems };
    serde_json::to_writer_pretty(&mut *out, &answer)?;
    writeln!(out)
}
