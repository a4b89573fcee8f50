//! Mends in SARIF: replacements of bytes. Another name or another encoding of a file it cannot say.

use super::object::{ArtifactLocation, Message};
use crate::finding::Finding;
use crate::fix::{Edit, Fix};
use crate::output::may_show;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixSarif {
    description: Message,
    artifact_changes: [ChangeSarif; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeSarif {
    artifact_location: ArtifactLocation,
    replacements: Vec<ReplacementSarif>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplacementSarif {
    deleted_region: RegionSarif,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<ContentSarif>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RegionSarif {
    byte_offset: u64,
    byte_length: u64,
}

#[derive(Serialize)]
struct ContentSarif {
    binary: String,
}

impl FixSarif {
    /// `None` if it is no replacement, or not to be shown.
    pub(super) fn new(finding: &Finding, description: Message, place: ArtifactLocation) -> Option<Self> {
        let Some(Fix::Replace(edits)) = &finding.fix else { return None };
        if edits.is_empty() || !edits.iter().all(|edit| may_show(edit, finding)) {
            return None;
        }
        let replacements = edits.iter().map(replacement).collect();
        Some(Self { description, artifact_changes: [ChangeSarif { artifact_location: place, replacements }] })
    }
}

fn replacement(edit: &Edit) -> ReplacementSarif {
    let content = || ContentSarif { binary: base64(&edit.replacement) };
    ReplacementSarif {
        deleted_region: RegionSarif {
            byte_offset: edit.bytes.start,
            byte_length: edit.bytes.end.saturating_sub(edit.bytes.start),
        },
        inserted_content: (!edit.replacement.is_empty()).then(content),
    }
}

/// Base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            out.push(if place <= group.len() { digit(bits >> (18 - 6 * place) & 63) } else { '=' });
        }
    }
    out
}

/// The digit of six bits.
fn digit(bits: u32) -> char {
    let from = |first: u8, offset: u32| char::from_u32(u32::from(first) + bits - offset).unwrap_or_default();
    match bits {
        0..=25 => from(b'A', 0),
        26..=51 => from(b'a', 26),
        52..=61 => from(b'0', 52),
        62 => '+',
        _ => '/',
    }
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(b"\xFB\xFF\xBF"), "+/+/");
    }
}
