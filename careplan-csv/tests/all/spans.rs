//! The fields that are taken up while the end of a record is looked for are those of the record.

#![allow(clippy::unwrap_used)]

use careplan_csv::{Entry, FieldSpan, Reader};
use proptest::prelude::*;
use std::io::Read;

/// Gives a few bytes at a time, so that records end behind what is read.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let (length, room) = (self.1.min(self.0.len()), buffer.len());
        self.0.take(length.min(room) as u64).read(buffer).inspect(|count| self.0 = &self.0[*count..])
    }
}

fn compare(file: &[u8], limit: usize) {
    let mut reader = Reader::with_record_limit(Slow(file, 7), limit);
    let mut plain = Reader::with_record_limit(file, limit);
    let mut spans = Vec::new();
    loop {
        let expected = plain.next_entry().unwrap();
        let Some(entry) = reader.next_entry_with(&mut spans).unwrap() else {
            assert!(expected.is_none());
            break;
        };
        let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
        let (Entry::Record(other) | Entry::Header(other) | Entry::Blank(other)) = expected.unwrap();
        assert_eq!((record.at(), record.broken()), (other.at(), other.broken()));
        if matches!(entry, Entry::Record(_)) {
            let fields: Vec<FieldSpan> = record.fields().map(|field| field.span()).collect();
            assert_eq!(spans, fields);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn spans_are_those_of_the_fields(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                &b","[..], b"\"", b"\r\n", b"\n", b"\r", b"202407,", b"\"202407\",", b"0123456789", b" ", b"-", b"\x82\xA0", b"",
                b"+1", b"\"a,b\"", b"\"a\"\"b\"", b"abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
            ]),
            0..60,
        ),
        limit in prop::sample::select(vec![16, 40, 100, 4096]),
    ) {
        compare(&parts.concat(), limit);
    }
}
