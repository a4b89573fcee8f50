//! The report as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS).
//!
//! - `region` is the line on which the record begins: lines are what viewers know. The exact bytes stand in
//!   `annotations`, because one region must not tell different places in lines and in bytes.
//! - `{` and `}` are doubled in messages, as the format wants it.

mod fix;
mod object;
mod uri;

use super::{Each, code, without_parameters};
use crate::finding::Finding;
use crate::findings::Tally;
use crate::level::{Level, Situation};
use crate::profile::Profile;
use crate::registry::Registry;
use crate::report::{CheckedFile, Report, UnreadableFile};
use crate::rule::{Language, Rule};
use fix::FixSarif;
use object::{
    ArtifactLocation, ArtifactProperties, ArtifactSarif, BytesSarif, ConfigurationSarif, DescriptorSarif,
    DriverSarif, InvocationSarif, LineSarif, LocationSarif, LogSarif, LogicalLocation, Message,
    NotificationSarif, OverrideSarif, PhysicalLocation, ResultProperties, ResultSarif, RuleProperties,
    RuleSarif, RunSarif, Snippet, ToolSarif,
};
use std::io::{self, BufWriter, Write};
use uri::{uri_of, uri_of_name};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes a report as SARIF 2.1.0. The registry and the profile are those of the
/// [`Checker`](crate::Checker) that made it.
///
/// # Errors
///
/// Writing failed.
pub fn write_sarif(
    report: &Report,
    registry: &Registry,
    profile: &Profile,
    language: Language,
    out: impl Write,
) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let run = Run { report, registry, profile, language };
    let log = LogSarif {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [RunSarif {
            tool: ToolSarif {
                driver: DriverSarif {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: "https://docs.rs/careplan-rules",
                    language: code(language),
                    rules: Each(|| registry.rules().iter().map(|rule| run.rule(rule))),
                },
            },
            language: code(language),
            column_kind: "unicodeCodePoints",
            default_encoding: "Windows-31J",
            invocations: [run.invocation()],
            artifacts: Each(|| report.files.iter().enumerate().map(|(index, file)| artifact(index, file))),
            results: Each(|| report.findings.iter().map(|finding| run.result(finding))),
        }],
    };
    serde_json::to_writer_pretty(&mut out, &log)?;
    out.write_all(b"\n")?;
    out.flush()
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Off => "none",
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn configuration(level: Level) -> ConfigurationSarif {
    ConfigurationSarif { enabled: level != Level::Off, level: level_name(level) }
}

fn artifact(index: usize, file: &CheckedFile) -> ArtifactSarif {
    let kind = file.kind;
    ArtifactSarif {
        location: ArtifactLocation { uri: uri_of(file), index: Some(index) },
        mime_type: kind.and_then(|kind| kind.layout).map(|_| "text/csv"),
        roles: ["analysisTarget"],
        properties: ArtifactProperties { kind: kind.map(|kind| kind.prefix), records: file.records },
    }
}

/// What is told of, and how.
struct Run<'r> {
    report: &'r Report,
    registry: &'r Registry,
    profile: &'r Profile,
    language: Language,
}

impl<'r> Run<'r> {
    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Japanese => ja,
            Language::English => en,
        }
    }

    fn descriptor(&self, rule: &Rule) -> DescriptorSarif {
        let place = self.registry.rules().binary_search_by_key(&rule.id, |known| known.id);
        DescriptorSarif { id: rule.id, index: place.ok() }
    }

    fn rule(&self, rule: &'static Rule) -> RuleSarif {
        RuleSarif {
            id: rule.id,
            short_description: Message::new(rule.summary.get(self.language)),
            full_description: Message::new(rule.explanation.get(self.language)),
            help: Message::new(&without_parameters(rule.hint.get(self.language))),
            default_configuration: configuration(rule.level_in(self.profile.situation())),
            properties: RuleProperties {
                tags: [rule.family()],
                section: rule.section,
                editions: rule.editions,
                forms: rule.forms,
                send: rule.level_in(Situation::Send),
                receive: rule.level_in(Situation::Receive),
                emergency: rule.level_in(Situation::Emergency),
            },
        }
    }

    fn invocation(&self) -> InvocationSarif {
        let own = |rule: &Rule| rule.level_in(self.profile.situation());
        let set = self.registry.rules().iter().filter(|rule| self.profile.level(rule) != own(rule));
        let set = set.map(|rule| OverrideSarif {
            descriptor: self.descriptor(rule),
            configuration: configuration(self.profile.level(rule)),
        });
        let unreadable = self.report.unreadable.iter().map(|file| self.unreadable(file));
        let incomplete = self.report.tallies.iter().filter_map(|tally| self.incomplete(tally));
        InvocationSarif {
            execution_successful: self.report.unreadable.is_empty(),
            rule_configuration_overrides: set.collect(),
            tool_execution_notifications: unreadable.chain(incomplete).collect(),
        }
    }

    fn unreadable(&self, file: &UnreadableFile) -> NotificationSarif {
        let words = self.say("ファイルを読めませんでした", "the file could not be read");
        let location = LocationSarif {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri_of_name(&file.name), index: None },
                region: None,
            },
            logical_locations: Vec::new(),
            annotations: Vec::new(),
        };
        NotificationSarif {
            locations: vec![location],
            message: Message::new(&format!("{words}: {}", file.error)),
            level: "error",
            associated_rule: None,
        }
    }

    /// A rule that has more to say than the report holds, or that could not be run.
    fn incomplete(&self, tally: &Tally) -> Option<NotificationSarif> {
        let (found, kept, not_run) = (tally.found(), tally.kept, tally.not_run);
        let is_cut = found > kept as u64;
        let words = match (self.language, is_cut, not_run) {
            (_, false, 0) => return None,
            (Language::Japanese, false, _) => format!("{not_run}回は実行しませんでした"),
            (Language::Japanese, true, 0) => format!("{found}件のうち{kept}件を出力しました"),
            (Language::Japanese, true, _) => {
                format!("{found}件のうち{kept}件を出力しました。{not_run}回は実行しませんでした")
            }
            (Language::English, false, _) => format!("not run, times: {not_run}"),
            (Language::English, true, 0) => format!("{kept} of {found} findings are shown"),
            (Language::English, true, _) => {
                format!("{kept} of {found} findings are shown; not run, times: {not_run}")
            }
        };
        Some(NotificationSarif {
            locations: Vec::new(),
            message: Message::new(&words),
            level: "note",
            associated_rule: Some(self.descriptor(tally.rule)),
        })
    }

    fn result(&self, finding: &'r Finding) -> ResultSarif<'r> {
        let DescriptorSarif { id, index } = self.descriptor(finding.rule);
        let location = &finding.location;
        let hint = finding.hint(self.language);
        let artifact = self.artifact_of(finding);
        let fixes = artifact.as_ref().and_then(|(uri, index)| {
            let location = ArtifactLocation { uri: uri.clone(), index: Some(*index) };
            Some([FixSarif::new(finding, Message::new(&hint), location)?])
        });
        ResultSarif {
            rule_id: id,
            rule_index: index,
            level: level_name(finding.level),
            message: Message::new(&finding.message(self.language)),
            locations: artifact.map(|artifact| self.location(finding, artifact)).into_iter().collect(),
            fixes,
            properties: ResultProperties {
                record: location.record,
                item: location.item.map(|item| item.number),
                item_name: location.item.and_then(|item| item.name()),
                hint,
            },
        }
    }

    fn artifact_of(&self, finding: &Finding) -> Option<(String, usize)> {
        let id = finding.location.file;
        Some((uri_of(self.report.file(id)?), usize::try_from(id.0).ok()?))
    }

    fn location(&self, finding: &'r Finding, (uri, index): (String, usize)) -> LocationSarif<'r> {
        let place = &finding.location;
        let logical = place.record.map(|record| match place.item {
            None => LogicalLocation {
                name: record.to_string(),
                fully_qualified_name: record.to_string(),
                kind: "record",
            },
            Some(item) => LogicalLocation {
                name: item.name().map_or_else(|| format!("No.{}", item.number), str::to_owned),
                fully_qualified_name: format!("{record}/No.{}", item.number),
                kind: "item",
            },
        });
        let bytes = place.bytes.as_ref().map(|bytes| BytesSarif {
            byte_offset: bytes.start,
            byte_length: bytes.end.saturating_sub(bytes.start),
            snippet: finding.value.as_ref().map(|value| Snippet { text: &value.0 }),
            message: Message { text: super::place(place, self.language) },
        });
        LocationSarif {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri, index: Some(index) },
                region: place.line.map(|start_line| LineSarif { start_line }),
            },
            logical_locations: logical.into_iter().collect(),
            annotations: bytes.into_iter().collect(),
        }
    }
}
