//! `fukushi draft`: plans begun from the care plans that were received. It prints what they say of persons.

use super::bundled;
use crate::cli::Outcome;
use careplan_csv::InboxOptions;
use careplan_fukushi::draft::{CarePlanSets, DraftOptions, DraftRecord, EquipmentPlanDraft, draft as begin};
use careplan_model::{Date, FormFile, OfficeNumber, ServiceTypeCode, Transmission};
use careplan_rules::output::Plain;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

const USAGE: &str = "usage: fukushi draft CARE_PLAN_DIR --office NUMBER [--service-type 17|67] [--date YYYYMMDD]
       [--categories] [--format text|json]
Begins 福祉用具サービス計画書 for each person whose care plan has equipment of the office: what can be carried over, with
the file, record and item that it came from; how the wishes could be told apart; and what is left for the specialist.
The layout of the plan is provisional. The output tells names and texts of persons.
--service-type  without it, 67 for 要支援 and else 17
--date          the day of the plan, which no care plan tells
--categories    begins a line for each 種目 that サービス内容 names
Without CARE_PLAN_DIR and --office: the care plan of the bundled story, and its rental office.
Exit code 0: drafts were made; 1: some care plans could not be used, with the reasons; 2: could not run.";

struct Options {
    folder: PathBuf,
    draft: DraftOptions,
    office: OfficeNumber,
    is_json: bool,
}

/// Begins plans from care plans: `fukushi draft CARE_PLAN_DIR --office NUMBER`.
pub(super) fn draft(
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
            writeln!(errors, "{}", Plain(&message))?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    if let Err(error) = std::fs::metadata(&options.folder) {
        writeln!(errors, "{}: {error}", options.folder.display())?;
        return Ok(Outcome::CouldNotRun);
    }
    let inbox = InboxOptions::new().open([&options.folder]);
    let (mut outcome, mut list) = (Outcome::Fine, Vec::new());
    for unreadable in &inbox.unreadable {
        writeln!(errors, "{}: {}", unreadable.path.display(), unreadable.error)?;
        outcome = Outcome::DataHasErrors;
    }
    for unit in &inbox.transmissions {
        match inbox.read_unit(unit) {
            Ok(unit) => outcome = outcome.and(of_unit(&unit, &options, &mut list, out, errors)?),
            Err(error) => {
                writeln!(errors, "{}", Plain(&error.japanese()))?;
                outcome = Outcome::DataHasErrors;
            }
        }
    }
    if options.is_json {
        serde_json::to_writer_pretty(&mut *out, &list)?;
        writeln!(out)?;
    } else if list.is_empty() {
        writeln!(out, "no care plan has equipment of {}", options.office)?;
    }
    Ok(outcome)
}

/// The drafts of one unit.
fn of_unit(
    unit: &Transmission<FormFile>,
    options: &Options,
    list: &mut Vec<Value>,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<Outcome> {
    let sets = CarePlanSets::of_unit(unit);
    let mut outcome = Outcome::Fine;
    for loose in &sets.loose {
        writeln!(errors, "{}", loose.japanese())?;
        outcome = Outcome::DataHasErrors;
    }
    for set in sets.sets.iter().filter(|set| set.concerns(options.office)) {
        match begin(set, &options.draft) {
            Ok(draft) => {
                if !options.is_json {
                    text(&draft, out)?;
                }
                list.push(json!({
                    "unit": unit.timestamp.to_string(),
                    "draft": draft,
                    "proposed": draft.proposed_split().map(|it| json!({
                        "person": it.person(), "family": it.family(), "analysis": it.analysis(), "rest": it.rest(),
                    })),
                    "to_do": draft.to_do(),
                }));
            }
            Err(error) => {
                writeln!(errors, "{}", Plain(&error.japanese()))?;
                outcome = Outcome::DataHasErrors;
            }
        }
    }
    Ok(outcome)
}

fn text(draft: &EquipmentPlanDraft, out: &mut dyn Write) -> io::Result<()> {
    let name = draft.header().text("user_name").unwrap_or("（氏名なし）");
    writeln!(out, "■ {} {}", draft.header().text("insured").unwrap_or_default(), Plain(name))?;
    for (_, record) in draft.records() {
        print_record(record, out)?;
    }
    if let Some(proposed) = draft.proposed_split() {
        writeln!(out, "  意向の区分（プログラムの提案、確認が必要）")?;
        for (kind, part) in proposed.parts().filter(|(_, part)| !part.trim().is_empty()) {
            writeln!(out, "    [{}] {}", kind.japanese(), Plain(&one_line(part)))?;
        }
    }
    for difference in draft.differences() {
        writeln!(out, "  相違：{} ／ {}", difference.table1.japanese(), difference.supplement.japanese())?;
    }
    writeln!(out, "  残りの作業")?;
    for to_do in draft.to_do() {
        writeln!(out, "    {}", to_do.japanese())?;
    }
    writeln!(out)
}

fn print_record(record: &DraftRecord, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", record.layout().name)?;
    for (item, value) in record.values() {
        let sources: Vec<_> = value.sources.iter().map(ToString::to_string).collect();
        let from = if sources.is_empty() { String::new() } else { format!(" ← {}", sources.join("; ")) };
        let text = one_line(&value.text);
        writeln!(
            out,
            "    {} {}：{} [{}]{from}",
            item.number,
            item.name,
            Plain(&text),
            value.carry.japanese()
        )?;
    }
    Ok(())
}

/// A text on one line, with its line breaks shown.
fn one_line(text: &str) -> String {
    text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎")
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let usage = |message: &str| format!("{message}\n{USAGE}");
    let (mut folder, mut office, mut service_type, mut date) = (None, None, None, None);
    let (mut categories, mut is_json) = (false, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--office" => {
                let number = rest.next().filter(|it| it.len() == 10);
                let number = number.and_then(|it| it.parse::<OfficeNumber>().ok());
                office =
                    Some(number.ok_or_else(|| usage("--office needs an office number of ten characters"))?);
            }
            "--service-type" => {
                let code = rest.next().filter(|it| matches!(it.as_str(), "17" | "67"));
                let code = code.and_then(|it| it.parse::<ServiceTypeCode>().ok());
                service_type = Some(code.ok_or_else(|| usage("--service-type is 17 or 67"))?);
            }
            "--date" => {
                let day = rest.next().and_then(|it| it.parse::<Date>().ok());
                date = Some(day.ok_or_else(|| usage("--date is YYYYMMDD"))?);
            }
            "--categories" => categories = true,
            "--format" => match rest.next().map(String::as_str) {
                Some("text") => is_json = false,
                Some("json") => is_json = true,
                _ => return Err(usage("--format is text or json")),
            },
            option if option.starts_with("--") => return Err(usage(&format!("unknown option {option}"))),
            path if folder.is_none() => folder = Some(PathBuf::from(path)),
            _ => return Err(usage("one CARE_PLAN_DIR")),
        }
    }
    let (folder, office) = match (folder, office) {
        (None, None) => {
            let office = bundled::OFFICE.parse().map_err(|error| format!("{error}"))?;
            let of_the_story = bundled::PLAN_DATE.parse().map_err(|error| format!("{error}"))?;
            date = date.or(Some(of_the_story));
            (bundled::story("1-care-plan"), office)
        }
        (Some(folder), Some(office)) => (folder, office),
        (None, Some(_)) => return Err(usage("CARE_PLAN_DIR is missing")),
        (Some(_), None) => return Err(usage("--office is missing")),
    };
    let mut draft = DraftOptions::new(office).categories(categories);
    if let Some(service_type) = service_type {
        draft = draft.service_type(service_type);
    }
    if let Some(date) = date {
        draft = draft.plan_date(date);
    }
    Ok(Options { folder, draft, office, is_json })
}
