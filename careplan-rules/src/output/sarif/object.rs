//! The objects of a SARIF log, as far as a report needs them, named as the format names them.

use super::fix::FixSarif;
use crate::level::Level;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct LogSarif<R> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunSarif<R, A, F> {
    pub(super) tool: ToolSarif<R>,
    pub(super) language: &'static str,
    pub(super) column_kind: &'static str,
    pub(super) default_encoding: &'static str,
    pub(super) invocations: [InvocationSarif; 1],
    pub(super) artifacts: A,
    pub(super) results: F,
}

#[derive(Serialize)]
pub(super) struct ToolSarif<R> {
    pub(super) driver: DriverSarif<R>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DriverSarif<R> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) information_uri: &'static str,
    pub(super) language: &'static str,
    pub(super) rules: R,
}

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

impl Message {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.replace('{', "{{").replace('}', "}}") }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleSarif {
    pub(super) id: &'static str,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    pub(super) default_configuration: ConfigurationSarif,
    pub(super) properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct ConfigurationSarif {
    pub(super) enabled: bool,
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub(super) tags: [&'static str; 1],
    pub(super) section: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) editions: &'static str,
    pub(super) forms: &'static [&'static str],
    pub(super) send: Level,
    pub(super) receive: Level,
    pub(super) emergency: Level,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InvocationSarif {
    pub(super) execution_successful: bool,
    pub(super) rule_configuration_overrides: Vec<OverrideSarif>,
    pub(super) tool_execution_notifications: Vec<NotificationSarif>,
}

#[derive(Serialize)]
pub(super) struct OverrideSarif {
    pub(super) descriptor: DescriptorSarif,
    pub(super) configuration: ConfigurationSarif,
}

#[derive(Serialize)]
pub(super) struct DescriptorSarif {
    pub(super) id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotificationSarif {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<LocationSarif<'static>>,
    pub(super) message: Message,
    pub(super) level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) associated_rule: Option<DescriptorSarif>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactSarif {
    pub(super) location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mime_type: Option<&'static str>,
    pub(super) roles: [&'static str; 1],
    pub(super) properties: ArtifactProperties,
}

#[derive(Serialize)]
pub(super) struct ArtifactProperties {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    pub(super) records: u64,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultSarif<'r> {
    pub(super) rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<LocationSarif<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fixes: Option<[FixSarif; 1]>,
    pub(super) properties: ResultProperties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultProperties {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item_name: Option<&'static str>,
    pub(super) hint: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LocationSarif<'r> {
    pub(super) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) annotations: Vec<BytesSarif<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<LineSarif>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineSarif {
    pub(super) start_line: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BytesSarif<'r> {
    pub(super) byte_offset: u64,
    pub(super) byte_length: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) snippet: Option<Snippet<'r>>,
    pub(super) message: Message,
}

#[derive(Serialize)]
pub(super) struct Snippet<'r> {
    pub(super) text: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    pub(super) name: String,
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}
