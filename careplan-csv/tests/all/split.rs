//! Parts of a file, one after the other, are the whole file: numbers, lines, places, and what is wrong with it.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{Entries, Entry, Forms, Part, Reader, Text, entries, forms, split, split_with_limit};
use careplan_model::{PlanDeletion, Table2};
use proptest::prelude::*;
use proptest::sample::select;

/// All that can be asked of an entry.
fn told(entry: &Entry<'_>) -> String {
    let (what, record) = match entry {
        Entry::Record(record) => ("record", record),
        Entry::Header(record) => ("header", record),
        Entry::Blank(record) => ("blank", record),
    };
    format!("{what} {:?} {:?} {:?} {:?}", record.at(), record.broken(), record.line_end(), record.as_bytes())
}

fn starts(parts: &[Part<'_>]) -> Vec<(u64, u64, u64)> {
    parts.iter().map(|part| (part.first_record(), part.first_line(), part.offset())).collect()
}

/// The parts cover the file, and say of it what the whole says.
fn parts_are_the_whole(file: &[u8], count: usize, limit: usize) {
    let parts = split_with_limit(file, count, limit);
    assert!(!parts.is_empty() && parts.len() <= count.max(1));
    let mut end = 0;
    for part in &parts {
        assert_eq!(part.offset(), end);
        end += part.bytes().len() as u64;
    }
    assert_eq!(end, file.len() as u64);
    let whole: Vec<String> = Entries::new(file, limit).map(|entry| told(&entry)).collect();
    let divided: Vec<String> = parts.iter().flat_map(Part::entries).map(|entry| told(&entry)).collect();
    assert_eq!(divided, whole);
    let whole: Vec<_> = Forms::<Table2<Text<'_>>>::new(Entries::new(file, limit)).collect();
    let divided: Vec<_> = parts.iter().flat_map(Part::forms::<Table2<Text<'_>>>).collect();
    assert_eq!(format!("{divided:?}"), format!("{whole:?}"));
    assert_eq!(divided.len(), whole.len());
}

/// The same of the parts of each chunk that a reader gives.
fn parts_of_chunks_are_the_whole(file: &[u8], count: usize, limit: usize) {
    let mut reader = Reader::with_record_limit(file, limit);
    let (mut divided, mut end) = (Vec::new(), 0);
    while let Some(parts) = reader.parts(count).unwrap() {
        assert!(parts.len() <= count.max(1));
        for part in &parts {
            assert_eq!(part.offset(), end);
            end += part.bytes().len() as u64;
            divided.extend(part.entries().map(|entry| told(&entry)));
        }
    }
    assert_eq!(end, file.len() as u64);
    let whole: Vec<String> = Entries::new(file, limit).map(|entry| told(&entry)).collect();
    assert_eq!(divided.len(), whole.len());
    assert!(divided == whole);
}

#[test]
fn parts_begin_at_records_with_their_numbers_lines_and_places() {
    let file = b"version,insurer,person,month\r\n\
        202407,435073,0000000001,202604\r\n\
        \r\n\
        202407,435073,\"a\r\n202407,\",202604\r\n\
        202407,435073,0000000003,202604\r\n";
    let parts = split(file, file.len());
    // What is no record stands before the next one; the line in quotes begins nothing.
    assert_eq!(starts(&parts), [(1, 1, 0), (2, 3, 63), (3, 6, 100)]);
    assert_eq!(parts[2].bytes(), b"202407,435073,0000000003,202604\r\n");
    let numbers: Vec<u64> = parts
        .iter()
        .flat_map(Part::forms::<PlanDeletion>)
        .filter_map(Result::ok)
        .map(|it| it.at.record)
        .collect();
    assert_eq!(numbers, [1, 3]);
}

#[test]
fn parts_are_of_about_the_same_size_and_no_more_than_asked_for() {
    let file = b"202407,435073,0000000001,202604\r\n".repeat(1000);
    for count in [1, 2, 3, 7, 8, 100] {
        let parts = split(&file, count);
        assert_eq!(parts.len(), count);
        let share = file.len() / count;
        assert!(parts.iter().all(|part| part.bytes().len().abs_diff(share) <= 66), "{count}");
        let records: usize = parts.iter().map(|part| part.forms::<PlanDeletion>().count()).sum();
        assert_eq!(records, 1000);
    }
    assert_eq!(split(&file, 0).len(), 1);
    assert_eq!(starts(&split(b"", 4)), [(1, 1, 0)]);
    assert_eq!(split(b"\xEF\xBB\xBF", 4).len(), 1);
}

#[test]
fn a_record_that_is_cut_off_reads_on_into_the_next_part_as_in_the_whole() {
    let line = "202407,435073,0000000001,20260401,20260401,1,\"a\",1,,,,,1,,Y,,,,,,2794900205,\r\n";
    for broken in [
        "202407,435073,\"open\r\n",
        "202407,4\"5073,\"x\"y,\r\n",
        "\"202407\",\r",
        "\n\n\r",
        "x,y,z\n",
        "202407,\"\"\"",
    ] {
        for before in 0..4 {
            let file = [&line.repeat(before), broken, &line.repeat(3)].concat();
            for count in [1, 2, 3, 5, 100] {
                for limit in [16, 60, 100, 1000] {
                    parts_are_the_whole(file.as_bytes(), count, limit);
                }
            }
        }
    }
}

/// Files of records, and of what breaks them.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let piece = select(vec![
        &b"202407,991018,9000000001,20260320,20260320,1,\"\x89\xDB\",1,,,,,1,,Y,,,,,,9970100013,\r\n"[..],
        b"202407,991018,9000000001,20260320,20260320,1,\"a\"\"b,\r\n202407,\",1,,,,,1,,Y,,,,,,9970100013,\r\n",
        b"202407,1,2\n",
        b"\"202407\",1\r\n",
        b"\"",
        b"\"\"",
        b",",
        b"\r",
        b"\n",
        b"\r\n",
        b"a,b,c",
        b"202407,",
        b"\xEF\xBB\xBF",
        b"0",
        b"\x81\x7C",
    ]);
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parts_one_after_the_other_are_the_whole(file in file(), count in 0..12_usize, limit in 16..400_usize) {
        parts_are_the_whole(&file, count, limit);
        parts_are_the_whole(&file, count, 1 << 20);
    }

    #[test]
    fn right_files_are_split_where_asked(records in 1..60_usize, count in 1..12_usize) {
        let line = b"202407,991018,9000000001,20260320,20260320,1,\"x\r\ny\",1,,,,,1,,Y,,,,,,9970100013,\r\n";
        let file = line.repeat(records);
        let parts = split(&file, count);
        prop_assert!(parts.len() <= count && parts.len() >= count.min(records) / 2);
        let whole = forms::<Table2<Text<'_>>>(&file).map(|it| it.unwrap().at).collect::<Vec<_>>();
        let divided = parts.iter().flat_map(Part::forms::<Table2<Text<'_>>>).map(|it| it.unwrap().at).collect::<Vec<_>>();
        prop_assert_eq!(divided, whole);
        prop_assert_eq!(entries(&file).count(), records);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Long enough for several chunks, each of which ends in another place of the pieces.
    #[test]
    fn chunks_in_parts_are_the_whole(
        (pieces, rest) in (file(), file()),
        length in 0..120_000_usize,
        count in 0..7_usize,
        limit in 16..400_usize,
    ) {
        let file = [pieces.repeat(length / (pieces.len() + 1)), rest].concat();
        parts_of_chunks_are_the_whole(&file, count, limit);
        parts_of_chunks_are_the_whole(&file, count, 1 << 20);
    }
}
