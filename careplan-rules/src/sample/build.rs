//! The bytes of a sample.

// A sample that cannot be built is a mistake of whoever wrote it, and is to be seen at once.
#![allow(clippy::expect_used, clippy::panic)]

use super::{Edit, Sample, SampleFile};
use careplan_csv::{ms932, records};
use careplan_model::{FileName, FormKind, LayoutFamily};

/// A file while it is being changed.
struct Draft {
    prefix: String,
    kind: Option<&'static FormKind>,
    name: String,
    records: Vec<Line>,
    /// The whole content, where it is no longer made of records.
    content: Option<Vec<u8>>,
}

struct Line {
    before: Vec<u8>,
    fields: Vec<Vec<u8>>,
    end: Vec<u8>,
}

pub(super) fn build(sample: &Sample, kinds: &[&'static FormKind]) -> Vec<SampleFile> {
    let mut drafts: Vec<Draft> =
        sample.base.files.iter().map(|(name, text)| Draft::new(name, text, kinds)).collect();
    for edit in sample.edits {
        apply(edit, &mut drafts, kinds);
    }
    drafts.into_iter().map(|draft| SampleFile { bytes: draft.bytes(), name: draft.name }).collect()
}

impl Draft {
    fn new(name: &str, text: &str, kinds: &[&'static FormKind]) -> Self {
        let kind = FileName::parse_with(name, kinds).ok().map(|name| name.kind());
        let prefix = kind.map_or(name, |kind| kind.prefix).to_owned();
        Self { prefix, kind, name: name.to_owned(), records: lines(text), content: None }
    }

    fn line(&mut self, record: usize) -> &mut Line {
        let place = record.checked_sub(1).expect("records count from 1");
        self.records.get_mut(place).expect("the sample has the record")
    }

    /// A value as the canonical writer writes it.
    fn written(&self, record: usize, item: usize, value: &str) -> Vec<u8> {
        let is_v3 = self
            .records
            .get(record - 1)
            .is_some_and(|line| line.fields.first().is_some_and(|v| v == b"202208"));
        let family = if is_v3 { LayoutFamily::V3 } else { LayoutFamily::V4 };
        let layout = self.kind.and_then(|kind| kind.layout);
        let row = layout.and_then(|layout| layout.items_in(family).nth(item - 1));
        let is_quoted = !value.is_empty() && row.is_some_and(|item| item.item_type.is_quoted());
        let text = if is_quoted { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() };
        encoded(&text)
    }

    fn set(&mut self, record: usize, item: usize, field: Vec<u8>) {
        let place = item.checked_sub(1).expect("items count from 1");
        *self.line(record).fields.get_mut(place).expect("the sample has the item") = field;
    }

    fn bytes(&self) -> Vec<u8> {
        if let Some(content) = &self.content {
            return content.clone();
        }
        let mut bytes = Vec::new();
        for line in &self.records {
            bytes.extend_from_slice(&line.before);
            bytes.extend_from_slice(&line.fields.join(&b','));
            bytes.extend_from_slice(&line.end);
        }
        bytes
    }

    fn text(&self) -> String {
        ms932::decode(&self.bytes()).expect("a sample is text before it is recoded").into_owned()
    }
}

fn encoded(text: &str) -> Vec<u8> {
    ms932::encode(text).expect("a sample is written in characters of MS932")
}

fn lines(text: &str) -> Vec<Line> {
    let bytes = encoded(text);
    let line = |record: careplan_csv::Record<'_>| Line {
        before: Vec::new(),
        fields: record.fields().map(|field| field.raw().to_vec()).collect(),
        end: b"\r\n".to_vec(),
    };
    records(&bytes).map(line).collect()
}

fn apply(edit: &Edit, drafts: &mut Vec<Draft>, kinds: &[&'static FormKind]) {
    let (Edit::Set(prefix, ..)
    | Edit::SetAll(prefix, ..)
    | Edit::Raw(prefix, ..)
    | Edit::Bytes(prefix, ..)
    | Edit::Repeat(prefix, ..)
    | Edit::Append(prefix, ..)
    | Edit::Remove(prefix, ..)
    | Edit::Cut(prefix, ..)
    | Edit::Line(prefix, ..)
    | Edit::End(prefix, ..)
    | Edit::Name(prefix, ..)
    | Edit::Without(prefix)
    | Edit::Content(prefix, ..)
    | Edit::Utf8(prefix)
    | Edit::Utf16(prefix)) = edit
    else {
        if let Edit::File(name, text) = edit {
            drafts.push(Draft::new(name, text, kinds));
        }
        return;
    };
    let place = drafts.iter().position(|draft| draft.prefix == *prefix);
    let place = place.unwrap_or_else(|| panic!("the sample has no {prefix}"));
    if matches!(edit, Edit::Without(_)) {
        drafts.remove(place);
    } else if let Some(draft) = drafts.get_mut(place) {
        change(edit, draft);
    }
}

fn change(edit: &Edit, draft: &mut Draft) {
    match *edit {
        Edit::Set(_, record, item, value) => {
            let field = draft.written(record, item, value);
            draft.set(record, item, field);
        }
        Edit::SetAll(_, item, value) => {
            for record in 1..=draft.records.len() {
                let field = draft.written(record, item, value);
                draft.set(record, item, field);
            }
        }
        Edit::Raw(_, record, item, raw) => draft.set(record, item, encoded(raw)),
        Edit::Bytes(_, record, item, bytes) => draft.set(record, item, bytes.to_vec()),
        Edit::Repeat(_, record) => {
            let fields = draft.line(record).fields.clone();
            draft.records.push(Line { before: Vec::new(), fields, end: b"\r\n".to_vec() });
        }
        Edit::Append(_, text) => draft.records.extend(lines(text)),
        Edit::Remove(_, record) => {
            draft.line(record);
            draft.records.remove(record - 1);
        }
        Edit::Cut(_, record, count) => draft.line(record).fields.truncate(count),
        Edit::Line(_, record, text) => draft.line(record).before = encoded(text),
        Edit::End(_, record, end) => draft.line(record).end = encoded(end),
        Edit::Name(_, name) => name.clone_into(&mut draft.name),
        Edit::Content(_, bytes) => draft.content = Some(bytes.to_vec()),
        Edit::Utf8(_) => draft.content = Some(draft.text().into_bytes()),
        Edit::Utf16(_) => {
            let units = draft.text().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
            draft.content = Some([b"\xFF\xFE".to_vec(), units].concat());
        }
        Edit::Without(_) | Edit::File(..) | Edit::Today(_) | Edit::Limit(_) | Edit::Off(_) => {}
    }
}
