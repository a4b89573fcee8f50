//! CSVバージョン inside a file.

use super::{EDITION_KIND, MIXED_VERSIONS, OBSOLETE_VERSION, UNKNOWN_VERSION, VERSION_LAYOUT, VERSION_MONTH};
use crate::check::{Check, FileContext};
use crate::columns;
use crate::families::key;
use crate::finding::{Found, Parameter};
use crate::findings::Findings;
use crate::row::{NotRun, Row};
use crate::rule::{Bilingual, Rule};
use careplan_csv::{VersionFit, ms932};
use careplan_model::{CsvVersion, Edition, FormKind, LayoutFamily, Table1, YearMonth};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

// Every form begins with it.
columns! { Table1: VERSION: CsvVersion = "csv_version"; }

/// The known mistake: the month of the notice of edition 4.1 for its value.
const MONTH_OF_THE_NOTICE: &str = "202410";

/// A value of the first item.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Version {
    Digits(CsvVersion),
    /// A hash of anything else.
    Other(u64),
}

/// What was seen in the file at hand: 24 bytes for each value that differs and each rule that spoke of it.
#[derive(Default)]
pub(super) struct Versions {
    first: Option<Version>,
    said: HashSet<(&'static str, Version)>,
    /// The value and month of the record before: most records repeat them.
    before: Option<(Version, Option<YearMonth>)>,
}

impl Check for Versions {
    fn start_file(&mut self, _: &FileContext, _: &mut Findings<'_>) {
        *self = Self::default();
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let Ok(Some(version)) = Version::of(row) else {
            // Blank or broken, and told by another rule.
            for rule in [&MIXED_VERSIONS, &UNKNOWN_VERSION, &OBSOLETE_VERSION, &VERSION_MONTH, &EDITION_KIND]
            {
                findings.ran(rule, Err(NotRun));
            }
            return;
        };
        // A value that no edition has is one fault, and not as many as there are other records.
        let known = version.edition().is_some();
        let first = if known { *self.first.get_or_insert(version) } else { version };
        if version != first {
            let found = Found::new(&MIXED_VERSIONS, row.at(VERSION));
            findings.add(found.with("found", version.shown()).with("first", first.shown()));
        }
        let is_other_layout = matches!(row.fit, VersionFit::CountDecided(_));
        if is_other_layout && self.is_new(&VERSION_LAYOUT, version) {
            let layout = match row.family {
                LayoutFamily::V3 => Bilingual { ja: "3.x版", en: "editions 3.x" },
                LayoutFamily::V4 => Bilingual { ja: "4.x版", en: "editions 4.x" },
            };
            let found = Found::new(&VERSION_LAYOUT, row.at(VERSION));
            findings.add(found.with("version", version.shown()).with("layout", layout));
        }
        let month = key::month(row);
        findings.ran(&VERSION_MONTH, month.map(|_| ()));
        let now = (version, month.unwrap_or_default());
        if self.before == Some(now) {
            return;
        }
        self.before = Some(now);
        let Some(edition) = version.edition() else {
            if self.is_new(&UNKNOWN_VERSION, version) {
                let found = Found::new(&UNKNOWN_VERSION, row.at(VERSION));
                findings.add(found.with("found", version.shown()).with("advice", version.advice()));
            }
            return;
        };
        if edition == Edition::V4_0 {
            if self.is_new(&OBSOLETE_VERSION, version) {
                findings.add(Found::new(&OBSOLETE_VERSION, row.at(VERSION)));
            }
            return;
        }
        let kind = row.file.kind;
        if kind.is_some_and(|kind| !kind.is_in(edition.family())) {
            if self.is_new(&EDITION_KIND, version) {
                let name = kind.map_or("", |kind: &FormKind| kind.prefix);
                let found = Found::new(&EDITION_KIND, row.at(VERSION)).with("kind", name);
                findings.add(found.with("version", version.shown()));
            }
        // A value that belongs to another layout is wrong whatever the month.
        } else if let Some(month) = now.1
            && !is_other_layout
            && !fits(edition, month)
            && self.is_new(&VERSION_MONTH, version)
        {
            let found = Found::new(&VERSION_MONTH, row.at(VERSION));
            findings.add(found.with("version", version.shown()).with("month", month));
        }
    }
}

impl Versions {
    fn is_new(&mut self, rule: &'static Rule, version: Version) -> bool {
        self.said.insert((rule.id, version))
    }
}

/// Edition 4.1 is for service months from April 2025 on, those before 4.0 are for the months before it.
fn fits(edition: Edition, month: YearMonth) -> bool {
    let from = Edition::V4_1.service_months_from();
    let is_new_month = from.is_none_or(|from| month >= from);
    is_new_month == (edition.family() == LayoutFamily::V4)
}

impl Version {
    /// The value of a record; `None` if it is blank.
    fn of(row: &Row<'_>) -> Result<Option<Self>, NotRun> {
        if let Ok(value) = row.value(VERSION) {
            return Ok(value.map(Self::Digits));
        }
        let field = row.field(VERSION).filter(careplan_csv::Field::is_well_formed).ok_or(NotRun)?;
        // Blanks around the value are a matter of another rule.
        let text = ms932::decode_lossy(field.content());
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(text.parse().map_or_else(
            |_| {
                let mut hasher = DefaultHasher::new();
                text.hash(&mut hasher);
                Self::Other(hasher.finish())
            },
            Self::Digits,
        )))
    }

    fn edition(self) -> Option<Edition> {
        match self {
            Self::Digits(version) => version.edition(),
            Self::Other(_) => None,
        }
    }

    /// The six digits. Anything else may be a text that came there by mistake, and is not shown.
    fn shown(self) -> Parameter {
        match self {
            Self::Digits(version) => version.to_string().into(),
            Self::Other(_) => {
                Bilingual { ja: "6桁の数字でない値", en: "something else than six digits" }.into()
            }
        }
    }

    fn advice(self) -> Bilingual {
        match self {
            Self::Digits(version) if version.to_string() == MONTH_OF_THE_NOTICE => Bilingual {
                ja: "202410は4.1版の通知の年月で、4.1版の値は202407です。",
                en: " 202410 is the month in which edition 4.1 was announced; its value is 202407.",
            },
            _ => {
                Bilingual { ja: "4.1版の値は202407です。", en: " The value of edition 4.1 is 202407." }
            }
        }
    }
}
