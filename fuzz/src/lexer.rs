//! Two parsers, whole files and streams: they read the same records and find the same wrong.

use super::files::{kind_and_rest, written};
use careplan_csv::{Entries, Entry, Forms, Part, Reader, Text, problems};
use careplan_model::{FormList, LayoutVisitor, ListedForm};
use core::fmt::Debug;

/// The first byte says the kind, the second the limit of a record.
pub(super) fn target(data: &[u8]) {
    let Some((kind, rest)) = kind_and_rest(data) else { return };
    let Some((limit, file)) = rest.split_first() else { return };
    let limit = if *limit < 128 { 1 << 20 } else { usize::from(*limit - 128) * 4 };
    let Some(layout) = kind.layout else { return };

    // Entries stand one behind the other and leave out nothing but what is longer than the limit.
    let mut end = 0;
    for entry in Entries::new(file, limit) {
        let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
        assert!(record.at().offset >= end && record.at().length > 0);
        end = record.at().offset + record.at().length as u64;
        assert!(end <= file.len() as u64);
    }
    FormList::<String>::with_layout(layout, Agree { file, limit });

    for problem in problems(file, layout).take(200) {
        let bytes = &problem.place.bytes;
        assert!(bytes.start <= bytes.end && bytes.end <= file.len() as u64);
        assert!(!problem.to_string().is_empty() && !problem.japanese().is_empty());
    }
}

struct Agree<'a> {
    file: &'a [u8],
    limit: usize,
}

impl LayoutVisitor<String> for Agree<'_> {
    type Output = ();

    fn visit<F: ListedForm<String>>(self) {
        let entries = || Entries::new(self.file, self.limit);
        let fast: Vec<_> = Forms::<F, String>::new(entries()).map(told).collect();
        let strict: Vec<_> = Forms::<F, String>::new(entries()).strictly().map(told).collect();
        assert!(fast == strict, "fast and strict reading differ");

        let mut reader = Reader::with_record_limit(self.file, self.limit);
        let mut streamed = Vec::new();
        while let Some(mut chunk) = reader.chunk().expect("memory can be read") {
            streamed.extend(chunk.forms_of::<F, String>().take(3).map(told));
        }
        assert!(fast == streamed, "whole and streamed reading differ");

        let mut reader = Reader::with_record_limit(self.file, self.limit);
        let mut divided = Vec::new();
        while let Some(parts) = reader.parts(3).expect("memory can be read") {
            divided.extend(parts.iter().flat_map(Part::forms_of::<F, String>).map(told));
        }
        assert!(fast == divided, "the whole and its parts differ");

        // Borrowed texts are decoded later: what is read borrowed lacks nothing that is read owned.
        let borrowed =
            entries().filter_map(Entry::record).map(|record| record.any_form::<Text<'_>>(F::LAYOUT).is_ok());
        for (owned, borrowed) in fast.iter().zip(borrowed) {
            assert!(owned.is_err() || borrowed);
        }
    }
}

/// Something that can be compared of a form that may hide its texts in `Debug`.
fn told<F: ListedForm<String>, E: Debug>(
    read: Result<careplan_csv::Typed<F>, E>,
) -> Result<(String, Option<Vec<u8>>), String> {
    match read {
        Ok(typed) => Ok((format!("{:?} {:?} {:?}", typed.at, typed.family, typed.fit), written(typed))),
        Err(error) => Err(format!("{error:?}")),
    }
}
