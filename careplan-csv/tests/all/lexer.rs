//! The strict lexer against the `csv` crate on well-formed input, and on everything else by hand.

use careplan_csv::{
    Broken, Entries, Entry, FieldState, LineEnd, ProblemKind, Reader, Record, entries, records,
};
use proptest::prelude::*;

/// Fields as they are meant: content with quotes undoubled.
fn contents(record: &Record<'_>) -> Vec<Vec<u8>> {
    record
        .fields()
        .map(|field| match field.state() {
            FieldState::Quoted => String::from_utf8_lossy(field.content()).replace("\"\"", "\"").into_bytes(),
            _ => field.content().to_vec(),
        })
        .collect()
}

proptest! {
    #[test]
    fn agrees_with_the_csv_crate_on_well_formed_input(
        rows in proptest::collection::vec(proptest::collection::vec(("[a-z\",\r\n ]{0,5}", any::<bool>()), 1..6), 0..6),
    ) {
        let mut file = Vec::new();
        let mut expected = Vec::new();
        for row in &rows {
            let mut line = Vec::new();
            for (text, quoted) in row {
                let must = text.contains(['"', ',', '\r', '\n']) || row.len() == 1;
                if *quoted || must {
                    line.push(format!("\"{}\"", text.replace('"', "\"\"")));
                } else {
                    line.push(text.clone());
                }
            }
            file.extend_from_slice(line.join(",").as_bytes());
            file.extend_from_slice(b"\r\n");
            expected.push(row.iter().map(|(text, _)| text.clone().into_bytes()).collect::<Vec<_>>());
        }
        let mut oracle = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&file[..]);
        let theirs: Vec<Vec<Vec<u8>>> =
            oracle.byte_records().map(|r| r.unwrap().iter().map(<[u8]>::to_vec).collect()).collect();
        // Rows that look like a header are records to the csv crate, which is told there is none.
        let ours: Vec<Vec<Vec<u8>>> = entries(&file)
            .filter_map(|entry| match entry {
                Entry::Record(record) | Entry::Header(record) => Some(contents(&record)),
                Entry::Blank(_) => None,
            })
            .collect();
        prop_assert_eq!(&ours, &expected);
        prop_assert_eq!(&ours, &theirs);
    }

    #[test]
    fn every_byte_belongs_to_one_entry_in_order(file in odd_bytes(), limit in 16..64usize) {
        let mut at = 0u64;
        let mut line = 1;
        let mut number = 0;
        let mut in_skip = false;
        for entry in Entries::new(&file, limit) {
            let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
            let place = record.at();
            prop_assert!(place.offset == at || (in_skip && place.offset > at) || (at == 0 && place.offset == 3));
            prop_assert_eq!(record.as_bytes(), &file[usize::try_from(place.offset).unwrap()..][..place.length]);
            prop_assert!(place.length > 0 && place.length <= limit);
            prop_assert!(place.line >= line);
            line = place.line;
            if matches!(entry, Entry::Record(_)) {
                number += 1;
                prop_assert_eq!(place.record, number);
            }
            in_skip = record.broken() == Some(Broken::TooLong);
            at = place.offset + place.length as u64;
        }
        prop_assert!(at == file.len() as u64 || in_skip || file.starts_with(b"\xEF\xBB\xBF"));
    }

    #[test]
    fn reading_in_chunks_gives_the_same_entries(file in odd_bytes(), limit in 16..64usize, step in 1..9usize) {
        let describe = |entry: &Entry<'_>| {
            let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
            (matches!(entry, Entry::Record(_)), record.at(), record.broken(), record.as_bytes().to_vec())
        };
        let whole: Vec<_> = Entries::new(&file, limit).map(|entry| describe(&entry)).collect();
        let mut reader = Reader::with_record_limit(Trickle { file: &file, step }, limit);
        let mut chunked = Vec::new();
        while let Some(entry) = reader.next_entry().unwrap() {
            chunked.push(describe(&entry));
        }
        prop_assert_eq!(whole, chunked);
    }
}

/// Bytes of which most matter to the lexer.
fn odd_bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        6 => proptest::sample::select(&b",\"\r\n0A\x83"[..]).prop_map(|byte| vec![byte]),
        2 => Just(b"202407,".to_vec()),
        1 => Just(b"\"202407\",".to_vec()),
        1 => Just(b"\xEF\xBB\xBF".to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

/// Gives a few bytes at a time.
struct Trickle<'a> {
    file: &'a [u8],
    step: usize,
}

impl std::io::Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.step.min(self.file.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.file[..count]);
        self.file = &self.file[count..];
        Ok(count)
    }
}

fn kinds(file: &[u8]) -> Vec<ProblemKind> {
    records(file)
        .flat_map(|record| record.oddities().map(|problem| problem.kind).collect::<Vec<_>>())
        .collect()
}

#[test]
fn line_ends_are_noticed_with_their_place() {
    let file = b"202407,a\n202407,b\r202407,c\r\n202407,d";
    let ends: Vec<_> = records(file).map(|record| (record.at().line, record.line_end())).collect();
    assert_eq!(ends, [(1, LineEnd::Lf), (2, LineEnd::Cr), (3, LineEnd::CrLf), (4, LineEnd::None)]);
    let first = records(file).next().unwrap().oddities().next().unwrap();
    assert_eq!((first.place.bytes, first.kind), (8..9, ProblemKind::LineEnding(LineEnd::Lf)));
}

#[test]
fn lines_count_the_breaks_inside_texts() {
    let file = b"202407,\"a\r\nb\nc\"\r\n\r\n202407,d\r\n";
    let places: Vec<_> = records(file).map(|record| (record.at().record, record.at().line)).collect();
    assert_eq!(places, [(1, 1), (2, 5)]);
}

#[test]
fn stray_quotes_are_problems_of_their_field_only() {
    let file = b"202407,a\"b,\"c\"d,e\r\n202407,f\r\n";
    assert_eq!(kinds(file), [ProblemKind::StrayQuote, ProblemKind::TextAfterQuote]);
    let fields: Vec<_> = records(file).next().unwrap().fields().map(|field| field.raw().to_vec()).collect();
    assert_eq!(fields, [&b"202407"[..], b"a\"b", b"\"c\"d", b"e"]);
    assert_eq!(records(file).count(), 2);
}

#[test]
fn an_unclosed_quote_costs_its_own_record_only() {
    let file = b"202407,a\r\n202407,\"b,c\r\nmore\r\n202407,d\r\n";
    let all: Vec<_> =
        records(file).map(|record| (record.at().record, record.at().line, record.broken())).collect();
    assert_eq!(all, [(1, 1, None), (2, 2, Some(Broken::UnclosedQuote)), (3, 4, None)]);
    let second = records(file).nth(1).unwrap();
    assert_eq!(second.as_bytes(), b"202407,\"b,c\r\nmore\r\n");
    let problem = second.oddities().next().unwrap();
    assert_eq!((problem.kind, problem.place.bytes.start), (ProblemKind::UnclosedQuote, 17));
}

#[test]
fn a_missing_closing_quote_does_not_cost_the_next_record() {
    // The quote is closed by the first quote of the next line, and text follows it.
    let file = b"202407,\"b,c\r\n202407,\"d\",e\r\n202407,f\r\n";
    let all: Vec<_> = records(file).map(|record| (record.at().line, record.broken())).collect();
    assert_eq!(all, [(1, Some(Broken::UnclosedQuote)), (2, None), (3, None)]);
    assert_eq!(kinds(file), [ProblemKind::UnclosedQuote]);
    // The same where everything is quoted.
    let file = b"\"202407\",\"b,\"c\"\r\n\"202407\",\"d\r\n\"202407\",\"e\"\r\n";
    let all: Vec<_> = records(file).map(|record| (record.at().line, record.broken())).collect();
    assert_eq!(all, [(1, None), (2, Some(Broken::UnclosedQuote)), (3, None)]);
    assert_eq!(kinds(file), [ProblemKind::TextAfterQuote, ProblemKind::UnclosedQuote]);
}

#[test]
fn without_a_next_record_the_rest_belongs_to_the_broken_one() {
    let file = b"202407,\"b,c\r\nmore\r\n";
    let all: Vec<_> = records(file).map(|record| record.as_bytes().len()).collect();
    assert_eq!(all, [file.len()]);
}

#[test]
fn a_record_over_the_limit_is_skipped_and_the_next_one_read() {
    let mut file = b"202407,".to_vec();
    file.extend_from_slice(&[b'x'; 100]);
    file.extend_from_slice(b"\r\n202407,a\r\n");
    let all: Vec<_> = Entries::new(&file, 32)
        .filter_map(Entry::record)
        .map(|record| (record.at().record, record.at().line, record.broken()))
        .collect();
    assert_eq!(all, [(1, 1, Some(Broken::TooLong)), (2, 2, None)]);
}

#[test]
fn a_header_row_is_no_record_and_a_broken_record_is_no_header() {
    let header = "CSVバージョン,保険者番号,被保険者番号\r\n";
    let (mut file, _, _) = encoding_rs::SHIFT_JIS.encode(header);
    file.to_mut().extend_from_slice(b"202407,435073,0000000001\r\n");
    let all: Vec<_> = entries(&file).collect();
    assert!(matches!(all[..], [Entry::Header(_), Entry::Record(_)]));
    assert_eq!(records(&file).next().unwrap().at().line, 2);
    // The version is missing or misspelt, but the rest are data: nothing is passed over.
    for file in [&b",435073,0000000001\r\n"[..], b"x,435073,0000000001\r\n", b"2024,435073,0000000001\r\n"] {
        assert_eq!(records(file).count(), 1);
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_record() {
    let file = b"\xEF\xBB\xBF202407,a\r\n";
    let record = records(file).next().unwrap();
    assert_eq!((record.at().offset, record.at().line, record.version().is_some()), (3, 1, true));
}

#[test]
fn all_short_inputs_are_split_like_strings_of_their_bytes() {
    // Every input of up to three bytes: broken characters never swallow a separator.
    let mut count = 0u32;
    for a in 0..=255u8 {
        for b in 0..=255u8 {
            let file = [a, b, b',', b'x'];
            let fields = entries(&file).next().map_or(0, |entry| {
                let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
                record.fields().count()
            });
            let commas = file.split(|byte| *byte == b',').count() - 1;
            if !file.contains(&b'"') && !file.contains(&b'\r') && !file.contains(&b'\n') {
                assert_eq!(fields, commas + 1, "{file:02X?}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 253 * 253);
}
