//! The report for people.

use super::{Plain, place, without_parameters};
use crate::finding::{FileId, Finding};
use crate::findings::Tally;
use crate::level::Level;
use crate::report::{CheckedFile, Report};
use crate::rule::Language;
use std::collections::{BTreeSet, HashSet};
use std::io::{self, BufWriter, Write};

/// So many characters of a value are shown.
const VALUE_LENGTH: usize = 80;

/// So many rules that were not run stand on a line.
const COUNTS_PER_LINE: usize = 4;

/// Writes a report for people: the findings by file, a line each; files without findings; then for each rule how
/// often it spoke and how to mend it; checks that were not run; a line of totals. Only a hint that names what
/// a finding is about stands below the first finding that it fits.
///
/// # Errors
///
/// Writing failed.
pub fn write_text(report: &Report, language: Language, out: impl Write) -> io::Result<()> {
    let mut text = Text { report, language, out: BufWriter::new(out) };
    text.findings()?;
    text.other_files()?;
    text.rules()?;
    text.not_run()?;
    text.total()?;
    text.out.flush()
}

struct Text<'r, W: Write> {
    report: &'r Report,
    language: Language,
    out: BufWriter<W>,
}

impl<W: Write> Text<'_, W> {
    /// One of two sentences.
    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        self.out.write_all(line.as_bytes())?;
        self.out.write_all(b"\n")
    }

    fn findings(&mut self) -> io::Result<()> {
        let report = self.report;
        // Of rules whose hint has parameters: the hints that were told. Each is told once.
        let mut told: HashSet<(&str, String)> = HashSet::new();
        let by_file = |a: &Finding, b: &Finding| a.location.file == b.location.file;
        for findings in report.findings.chunk_by(by_file) {
            let file = findings.first().and_then(|first| report.file(first.location.file));
            let heading = file.map_or(String::new(), |file| file_in_words(file, self.language));
            self.line(&heading)?;
            for finding in findings {
                self.finding(finding)?;
                if !finding.rule.hint.ja.contains('{') {
                    continue;
                }
                let hint = (finding.rule.id, finding.hint(self.language));
                if !told.contains(&hint) {
                    self.hint(&hint.1)?;
                    told.insert(hint);
                }
            }
            self.line("")?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let level = match (self.language, finding.level) {
            (Language::Japanese, Level::Error) => "エラー",
            (Language::Japanese, Level::Warning) => "警告　",
            (Language::Japanese, Level::Info | Level::Off) => "情報　",
            (Language::English, Level::Error) => "error  ",
            (Language::English, Level::Warning) => "warning",
            (Language::English, Level::Info | Level::Off) => "info   ",
        };
        let place = place(&finding.location, self.language);
        let colon = self.say("：", ": ");
        let message = finding.message(self.language);
        write!(self.out, "  {level} {place}{colon}{} [{}]", Plain(&message), finding.rule.id)?;
        if let Some(value) = finding.value.as_ref().filter(|value| !value.0.is_empty()) {
            let shown: String = value.0.chars().take(VALUE_LENGTH).collect();
            let more = if shown.len() < value.0.len() { "…" } else { "" };
            let label = self.say("値", "value");
            write!(self.out, " {label}「{}{more}」", Plain(&shown))?;
        }
        if finding.fix.is_some() {
            self.out.write_all(self.say("（自動で直せます）", " (can be mended)").as_bytes())?;
        }
        self.line("")
    }

    fn hint(&mut self, hint: &str) -> io::Result<()> {
        let label = self.say("直し方：", "to mend: ");
        writeln!(self.out, "    {label}{}", Plain(hint))
    }

    fn other_files(&mut self) -> io::Result<()> {
        let report = self.report;
        let named: BTreeSet<FileId> = report.findings.iter().map(|finding| finding.location.file).collect();
        let all = (0..).map(FileId).zip(&report.files);
        let quiet = all.filter(|(id, _)| !named.contains(id)).map(|(_, file)| file);
        // A file all of whose findings are over the cap is not to be called clean.
        let is_cut = report.tallies.iter().any(|tally| tally.found() > tally.kept as u64);
        let title = if is_cut {
            self.say(
                "ほかに検査したファイル（表示の上限を超えた指摘が残っていることがあります）",
                "Other files that were checked (findings over the limit may stand in them)",
            )
        } else {
            self.say("指摘のないファイル", "Files without findings")
        };
        let language = self.language;
        self.list(title, quiet.map(|file| file_in_words(file, language)))?;
        let attachments = report.attachments.iter().map(|name| Plain(name).to_string());
        let title = self.say(
            "標準仕様の様式ではないため検査していないファイル",
            "Files that are no forms of the standard, not checked",
        );
        self.list(title, attachments)?;
        let colon = self.say("：", ": ");
        let in_words = |file: &crate::report::UnreadableFile| {
            format!("{}{colon}{}", Plain(&file.name), Plain(&file.error.to_string()))
        };
        let unreadable = report.unreadable.iter().map(in_words);
        self.list(self.say("読めなかったファイル", "Files that could not be read"), unreadable)
    }

    /// There may be millions of lines.
    fn list(&mut self, title: &str, lines: impl Iterator<Item = String>) -> io::Result<()> {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return Ok(());
        }
        self.line(title)?;
        for line in lines {
            writeln!(self.out, "  {line}")?;
        }
        self.line("")
    }

    /// The rules that spoke, the gravest first.
    fn rules(&mut self) -> io::Result<()> {
        let mut spoke: Vec<&Tally> = self.report.tallies.iter().filter(|tally| tally.found() > 0).collect();
        if spoke.is_empty() {
            return Ok(());
        }
        spoke.sort_by_key(|tally| match tally {
            Tally { errors: 1.., .. } => 0,
            Tally { warnings: 1.., .. } => 1,
            _ => 2,
        });
        self.line(self.say("規則ごとの件数と直し方", "Counts and how to mend, by rule"))?;
        for tally in spoke {
            let counts = self.counts_of(tally);
            let rule = tally.rule;
            writeln!(self.out, "  {} {counts}", rule.id)?;
            writeln!(self.out, "    {}", Plain(rule.summary.get(self.language)))?;
            self.hint(&without_parameters(rule.hint.get(self.language)))?;
        }
        self.line("")
    }

    /// `エラー3件、警告1件（うち2件を表示）`.
    fn counts_of(&self, tally: &Tally) -> String {
        let levels = [
            (tally.errors, "エラー", ["error", "errors"]),
            (tally.warnings, "警告", ["warning", "warnings"]),
            (tally.infos, "情報", ["info", "infos"]),
        ];
        let counts = levels.into_iter().filter(|(count, ..)| *count > 0);
        let counts = counts.map(|(count, ja, en)| self.count(count, ja, "件", en)).collect::<Vec<_>>();
        let words = counts.join(self.say("、", ", "));
        let kept = grouped(tally.kept as u64);
        match self.language {
            _ if tally.found() == tally.kept as u64 => words,
            Language::Japanese => format!("{words}（うち{kept}件を表示）"),
            Language::English => format!("{words} ({kept} shown)"),
        }
    }

    fn not_run(&mut self) -> io::Result<()> {
        let not_run = self.report.tallies.iter().filter(|tally| tally.not_run > 0);
        let in_words = |tally: &Tally| {
            format!("{} {}", tally.rule.id, self.count(tally.not_run, "", "回", ["time", "times"]))
        };
        let counts: Vec<String> = not_run.map(in_words).collect();
        let separator = self.say("、", ", ");
        let lines: Vec<String> =
            counts.chunks(COUNTS_PER_LINE).map(|counts| counts.join(separator)).collect();
        let title = self.say(
            "実行しなかった検査（必要な項目が空欄か誤りのため）",
            "Checks that were not run, because an item that they need is blank or wrong",
        );
        self.list(title, lines.into_iter())
    }

    fn total(&mut self) -> io::Result<()> {
        let report = self.report;
        let errors = self.count(report.count(Level::Error), "エラー", "件", ["error", "errors"]);
        let warnings = self.count(report.count(Level::Warning), "警告", "件", ["warning", "warnings"]);
        let infos = self.count(report.count(Level::Info), "情報", "件", ["info", "infos"]);
        let files = self.count(report.files.len() as u64, "ファイル", "件", ["file", "files"]);
        let records = report.files.iter().map(|file| file.records).sum();
        let records = self.count(records, "レコード", "件", ["record", "records"]);
        let mut total = match self.language {
            Language::Japanese => vec![files, format!("{records}を検査")],
            Language::English => vec![format!("{files} with {records} checked")],
        };
        if report.not_run() > 0 {
            let en = ["check not run", "checks not run"];
            total.push(self.count(report.not_run(), "実行しなかった検査", "回", en));
        }
        if !report.unreadable.is_empty() {
            let count = report.unreadable.len() as u64;
            total.push(self.count(
                count,
                "読めなかったファイル",
                "件",
                ["file not readable", "files not readable"],
            ));
        }
        let total = total.join(self.say("、", ", "));
        self.line(&match self.language {
            Language::Japanese => format!("合計：{errors}、{warnings}、{infos}（{total}）"),
            Language::English => format!("Total: {errors}, {warnings}, {infos}; {total}"),
        })
    }

    /// `エラー3件`, `3 errors`.
    fn count(&self, count: u64, ja: &str, unit: &str, en: [&str; 2]) -> String {
        let [one, many] = en;
        let number = grouped(count);
        match self.language {
            Language::Japanese => format!("{ja}{number}{unit}"),
            Language::English => format!("{number} {}", if count == 1 { one } else { many }),
        }
    }
}

/// `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn file_in_words(file: &CheckedFile, language: Language) -> String {
    let name = super::path(file).unwrap_or_else(|| file.name.to_string());
    let name = Plain(&name);
    match (language, file.kind) {
        (Language::Japanese, Some(kind)) => format!("{name}（{}）", kind.name),
        (Language::English, Some(kind)) => format!("{name} ({})", kind.name_en),
        (_, None) => name.to_string(),
    }
}
