//! Reports: text for people, JSON for programs, SARIF for tools that show findings of any kind.
//!
//! | | for whom | what it is |
//! |---|---|---|
//! | [`write_text`] | support staff | findings by file, hints and counts by rule, a line of totals |
//! | [`write_json`] | programs | all that a [`Report`] holds, described by [`SCHEMA`] |
//! | [`write_sarif`] | editors, code hosts | SARIF 2.1.0 |
//!
//! All three are in Japanese or English, and are written finding by finding, so that they need no memory. They
//! hold no value of a file unless the findings do ([`Profile::showing_values`](crate::Profile::showing_values)).
//! Names of files that are not Unicode are written as far as they are.
//!
//! ```
//! use careplan_rules::{Checker, Document, Language, Profile, output};
//! let file = b"202407,991018,9000000001,202613\r\n";
//! let name = "DLTPLAN_202603_9970100013_43_9970100062_17_20260225100000.CSV";
//! let report = Checker::new(Profile::send()).check([Document::new(name, file)]);
//! let mut text = Vec::new();
//! output::write_text(&report, Language::English, &mut text)?;
//! let text = String::from_utf8(text).unwrap();
//! assert!(text.contains("record 1, line 1, No.4 削除対象年月"));
//! assert!(text.contains("Total: 1 error, 0 warnings, 0 infos; 1 file with 1 record checked"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod json;
mod sarif;
mod text;

pub use json::{SCHEMA, write_json};
pub use sarif::write_sarif;
pub use text::write_text;

use crate::finding::{Finding, Location};
use crate::fix::Edit;
use crate::report::CheckedFile;
use crate::rule::Language;
use core::fmt::{self, Write as _};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

#[cfg(doc)]
use crate::report::Report;

/// The code of a language, as JSON and SARIF have it.
const fn code(language: Language) -> &'static str {
    match language {
        Language::Japanese => "ja",
        Language::English => "en",
    }
}

/// A place in words; the file is told by whoever groups the findings.
fn place(location: &Location, language: Language) -> String {
    let mut words = match (language, location.record, location.line) {
        (Language::Japanese, None, None) => "ファイル全体".to_owned(),
        (Language::Japanese, None, Some(line)) => format!("{line}行目"),
        (Language::Japanese, Some(record), None) => format!("{record}件目"),
        (Language::Japanese, Some(record), Some(line)) => format!("{record}件目（{line}行目）"),
        (Language::English, None, None) => "whole file".to_owned(),
        (Language::English, None, Some(line)) => format!("line {line}"),
        (Language::English, Some(record), None) => format!("record {record}"),
        (Language::English, Some(record), Some(line)) => format!("record {record}, line {line}"),
    };
    if let Some(item) = &location.item {
        // Writing to a string cannot fail.
        let _ = match (language, item.name()) {
            (Language::Japanese, Some(name)) => write!(words, "、項目No.{}「{name}」", item.number),
            (Language::Japanese, None) => write!(words, "、項目No.{}", item.number),
            (Language::English, Some(name)) => write!(words, ", No.{} {name}", item.number),
            (Language::English, None) => write!(words, ", No.{}", item.number),
        };
    }
    words
}

/// Where a file is, as far as that is Unicode.
fn path(file: &CheckedFile) -> Option<String> {
    file.path().map(|path| path.to_string_lossy().into_owned())
}

/// Whether a report may show what an edit puts into the file: not in personal items, unless the report shows
/// values anyway. Quotes, commas, blanks and line ends tell nothing.
fn may_show(edit: &Edit, finding: &Finding) -> bool {
    let tells_nothing = |byte: &u8| matches!(byte, b'"' | b',' | b' ' | b'\r' | b'\n');
    finding.value.is_some()
        || finding.location.item.is_some_and(|item| !item.is_personal())
        || edit.replacement.iter().all(tells_nothing)
}

/// A text on one line that does nothing to a terminal: control characters are written as numbers. Names of
/// files and values come from others.
///
/// ```
/// use careplan_rules::output::Plain;
/// assert_eq!(Plain("a\u{1B}[31m\nb").to_string(), "a\\u{1b}[31m\\nb");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Plain<'t>(pub &'t str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(place) = rest.find(acts) {
            let (before, behind) = rest.split_at(place);
            f.write_str(before)?;
            let mut chars = behind.chars();
            match chars.next() {
                Some('\r') => f.write_str("\\r")?,
                Some('\n') => f.write_str("\\n")?,
                Some('\t') => f.write_str("\\t")?,
                Some(other) => write!(f, "{}", other.escape_unicode())?,
                None => {}
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// Control characters, and those that turn the direction of a line around.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A sentence with `…` for each parameter, where there is no finding to fill them.
fn without_parameters(sentence: &str) -> Cow<'_, str> {
    if !sentence.contains('{') {
        return Cow::Borrowed(sentence);
    }
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        out.push('…');
        rest = behind.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A JSON array that is made while it is written.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
