//! Input that is made to hurt: no panic, work that grows with the input and no faster, memory that is
//! bounded, errors of the system in the middle. Work is counted, not timed.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::{
    Broken, DEFAULT_RECORD_LIMIT, Encoding, Entries, Entry, Error, Forms, Reader, Text, WriteOptions, Writer,
    entries, forms, from_reader, from_slice, ms932, recognise, records,
};
use careplan_model::{FileName, Form, PlanDeletion, Table1, Table2, Table6, Table7, UserSupplement, kind};
use std::cell::RefCell;
use std::io::{self, Read};
use std::rc::Rc;

const MIB: usize = 1 << 20;
const TABLE6: &[u8] = b"202407,991018,9000000001,20260325,202604,9970100013,\"\x8C\xA9\x96\x7B\",396,,20260401,,0900,0930,1,111111,,,,,9970100021,\"\x83\x5C\",,0,9970100013,\r\n";

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
}

/// Every public function that takes bytes.
fn poke(bytes: &[u8]) {
    for entry in entries(bytes).take(50) {
        let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
        let _ = (record.at().place(), record.line_end(), record.version(), record.broken(), record.body());
        let _ = record
            .oddities()
            .map(|problem| problem.to_string().len() + problem.japanese().len())
            .sum::<usize>();
        for layout in kind::STANDARD.iter().filter_map(|kind| kind.layout) {
            for item in record.items(layout) {
                let _ = (item.check(), item.text(), item.value::<i32>(), item.field.content());
            }
            let _ = record.any_form::<Text<'_>>(layout).map_err(|error| error.to_string());
            let _ = record.any_form::<String>(layout);
        }
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        writer.write_verbatim(&record).unwrap();
        assert!(writer.into_inner().starts_with(record.as_bytes()));
    }
    let _ = forms::<Table6<Text<'_>>>(bytes).count();
    let _ = Forms::<Table1, String>::new(Entries::new(bytes, 20)).count();
    let _ = from_slice::<Table2>(bytes).map_err(|error| (error.to_string(), error.japanese()));
    let _ = from_reader::<Table7, _>(bytes).count();
    let _ = (recognise(bytes, kind::STANDARD), Encoding::other_than_ms932(bytes));
    let _ = (ms932::check(bytes), ms932::faults(bytes).count(), ms932::alternates(bytes).count());
    let lossy = ms932::decode_lossy(bytes);
    let _ = (ms932::decode(bytes), ms932::decode_keeping_gaiji(bytes), ms932::recode_canonical(bytes));
    for text in [&lossy, &String::from_utf8_lossy(bytes)] {
        let _ = (ms932::encode(text), ms932::fold(text), ms932::to_half_width_kana(text));
        let _ = (FileName::parse(text), FileName::find_in(text));
    }
}

#[test]
fn no_bytes_make_anything_panic() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let parts: [&[u8]; 14] = [
        b"202407,",
        b"\"202208\",",
        b",",
        b"\"",
        b"\"\"",
        b"\r",
        b"\n",
        b"\r\n",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"9999999999",
        b"\x83\x5C",
        b"UPJSK_202604_0300000100_43_0300000005_11_20260325093000.CSV",
        TABLE6,
    ];
    for _ in 0..1_500 {
        let mut bytes = Vec::new();
        for _ in 0..dice.roll(12) {
            match dice.roll(3) {
                0 => bytes.push(u8::try_from(dice.roll(256)).unwrap()),
                _ => bytes.extend_from_slice(parts[dice.roll(parts.len())]),
            }
        }
        if dice.roll(4) == 0 {
            bytes.truncate(dice.roll(bytes.len() + 1));
        }
        poke(&bytes);
    }
    for first in 0..=255u8 {
        for second in [0, b'"', b',', b'\r', b'\n', 0x40, 0x80, 0xFF] {
            poke(&[first, second]);
            poke(&[b'"', first, second, b'"']);
        }
    }
}

/// What was asked of a [`Counting`] reader.
#[derive(Default)]
struct Asked {
    bytes: usize,
    calls: usize,
    largest: usize,
}

/// Counts what is asked of it; gives at most `step` bytes at a time.
struct Counting<'a> {
    file: &'a [u8],
    step: usize,
    asked: Rc<RefCell<Asked>>,
}

impl Read for Counting<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.file.len().min(room.len()).min(self.step);
        let mut asked = self.asked.borrow_mut();
        asked.bytes += count;
        asked.calls += 1;
        asked.largest = asked.largest.max(room.len());
        drop(asked);
        let (head, rest) = self.file.split_at(count);
        room[..count].copy_from_slice(head);
        self.file = rest;
        Ok(count)
    }
}

/// Reads a file in all ways; they agree on the number of records and of broken ones, and it ends.
fn read_all(file: &[u8]) -> (usize, usize) {
    let limit = file.len() + 2;
    let mut count = (0, 0);
    let mut at = 0;
    for entry in entries(file) {
        let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
        assert!(record.at().offset >= at && record.at().length > 0);
        at = record.at().offset + record.at().length as u64;
        count.0 += usize::from(matches!(entry, Entry::Record(_)));
        count.1 += usize::from(record.broken().is_some());
        assert!(count.0 <= limit);
    }
    let asked = Rc::new(RefCell::new(Asked::default()));
    let mut reader = Reader::from_reader(Counting { file, step: usize::MAX, asked: Rc::clone(&asked) });
    let mut streamed = 0;
    while let Some(mut chunk) = reader.chunk().unwrap() {
        streamed += chunk.forms::<Table6<Text<'_>>>().count();
    }
    assert_eq!(streamed, count.0);
    let asked = asked.borrow();
    assert_eq!(asked.bytes, file.len());
    assert!(asked.calls <= file.len() / 65_536 + 8, "{} calls", asked.calls);
    assert!(asked.largest <= 4 * DEFAULT_RECORD_LIMIT, "{} bytes of buffer", asked.largest);
    count
}

#[test]
fn long_fields_records_and_files_without_structure_end() {
    let field = |quoted: bool| {
        let quote: &[u8] = if quoted { b"\"" } else { b"" };
        [b"202407,", quote, &vec![b'x'; 8 * MIB], quote, b"\r\n", TABLE6].concat()
    };
    // Longer than the limit: skipped, and the next record found.
    assert_eq!(read_all(&field(true)), (2, 1));
    assert_eq!(read_all(&field(false)), (2, 1));
    assert_eq!(read_all(&vec![b'x'; 8 * MIB]), (1, 1));
    assert_eq!(read_all(&[b"202407", &b","[..].repeat(MIB)[..], b"\r\n"].concat()), (1, 0));
    assert_eq!(read_all(&b",".repeat(8 * MIB)), (1, 1));
    assert_eq!(read_all(&b"\"".repeat(MIB)), (1, 0));
    assert_eq!(read_all(&b"\"".repeat(MIB + 1)), (1, 1));
    assert_eq!(read_all(&[b"202407,\"", &b"\"\"".repeat(MIB)[..], b"\"\r\n"].concat()), (1, 0));
    assert_eq!(read_all(&b"\r".repeat(MIB)), (0, 0));
    assert_eq!(read_all(&b"\n".repeat(MIB)), (0, 0));
    assert_eq!(read_all(&b"\0".repeat(MIB)), (1, 0));
    assert_eq!(read_all(&[b"202407,", &b"\",".repeat(MIB)[..]].concat()), (1, 0));
}

#[test]
fn quotes_that_are_left_open_cost_their_record_only() {
    const LINES: usize = 100_000;
    // Each line is closed by the quote of the next one, behind which text follows.
    assert_eq!(read_all(&b"202407,\"x\r\n".repeat(LINES)), (LINES, LINES));
    // Two lines make a well-formed record.
    assert_eq!(read_all(&b"202407,\"\r\n".repeat(LINES)), (LINES / 2, 0));
    // In the first line only.
    assert_eq!(read_all(&[&b"202407,\"x\r\n"[..], &b"202407,a\r\n".repeat(LINES)].concat()), (LINES + 1, 1));
    assert_eq!(read_all(&[&b"202407,\"x\r\n"[..], &b"more text\r\n".repeat(LINES)].concat()), (1, 1));
    // Then only doubled or stray ones follow, none of which closes it.
    for line in [&b"202407,a\"\"b\r\n"[..], b"202407,\"\"\r\n", b"202407,\"\"\"\"\r\n"] {
        let (all, broken) = read_all(&[b"202407,\"x\r\n", &line.repeat(LINES)[..]].concat());
        assert!(all <= LINES + 1 && broken <= 1, "{all} {broken}");
    }
    // Odd and even runs of quotes, in all orders.
    let mut dice = Dice(42);
    let lines: Vec<u8> =
        (0..LINES).flat_map(|_| [b"202407,", &b"\"".repeat(dice.roll(5))[..], b"x\r\n"].concat()).collect();
    let (all, _) = read_all(&lines);
    assert!(all > LINES / 2 && all <= LINES);
}

#[test]
fn with_a_small_limit_the_entries_are_those_of_the_limit() {
    let file = [&b"202407,\""[..], &b"x".repeat(5 * MIB), b"\r\n", &TABLE6.repeat(10)].concat();
    for limit in [0, 1, 16, 1_000, MIB, MIB + 1] {
        let asked = Rc::new(RefCell::new(Asked::default()));
        let inner = Counting { file: &file, step: 10_000, asked: Rc::clone(&asked) };
        let mut reader = Reader::with_record_limit(inner, limit);
        let mut seen = Vec::new();
        while let Some(record) = reader.next().unwrap() {
            assert!(record.at().length <= limit.max(16));
            seen.push((record.at(), record.broken()));
        }
        let whole: Vec<_> = Entries::new(&file, limit)
            .filter_map(Entry::record)
            .map(|record| (record.at(), record.broken()))
            .collect();
        assert_eq!(seen, whole);
        assert_eq!(seen[0].1, Some(Broken::TooLong));
        assert_eq!(seen.len(), 11);
        assert!(asked.borrow().largest <= (4 * limit).max(256 * 1024), "{}", asked.borrow().largest);
    }
    for limit in [usize::MAX, usize::MAX - 1] {
        assert_eq!(Entries::new(&file, limit).count(), 11);
    }
}

/// Gives one byte at a time, is interrupted before each, and fails at some places.
struct Shaky<'a> {
    file: &'a [u8],
    at: usize,
    interrupted: bool,
    fails_at: Vec<usize>,
}

impl<'a> Shaky<'a> {
    fn new(file: &'a [u8], fails_at: &[usize]) -> Self {
        Self { file, at: 0, interrupted: false, fails_at: fails_at.to_vec() }
    }
}

impl Read for Shaky<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        if self.fails_at.first() == Some(&self.at) {
            self.fails_at.remove(0);
            return Err(io::Error::from(io::ErrorKind::TimedOut));
        }
        let Some(byte) = self.file.get(self.at) else { return Ok(0) };
        room[0] = *byte;
        self.at += 1;
        Ok(1)
    }
}

#[test]
fn a_reader_that_fails_loses_nothing_when_asked_again() {
    let file = TABLE6.repeat(20);
    let whole: Vec<_> = records(&file).map(|record| record.at()).collect();
    let fails_at = [0, 1, 100, 100, 500, file.len() - 1, file.len()];
    let mut reader = Reader::from_reader(Shaky::new(&file, &fails_at));
    let (mut seen, mut failures) = (Vec::new(), 0);
    loop {
        match reader.next() {
            Ok(Some(record)) => seen.push(record.at()),
            Ok(None) => break,
            Err(Error::Io(error)) => {
                assert_eq!(error.kind(), io::ErrorKind::TimedOut);
                failures += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((seen, failures), (whole, fails_at.len()));
    assert!(reader.next().unwrap().is_none(), "the end stays the end");
}

#[test]
fn the_owned_forms_end_with_the_failure() {
    let file = TABLE6.repeat(20);
    let read: Vec<_> = from_reader::<Table6, _>(Shaky::new(&file, &[1_000])).collect();
    let (last, before) = read.split_last().unwrap();
    assert!(matches!(last, Err(Error::Io(_))) && before.iter().all(|form| matches!(form, Ok(Ok(_)))));
    let mut forms = from_reader::<Table6, _>(Shaky::new(&file, &[0, 0]));
    assert!(forms.next().unwrap().is_err() && forms.next().is_none() && forms.next().is_none());
    assert_eq!(
        from_reader::<Table6, _>(Shaky::new(&file, &[])).filter(|form| matches!(form, Ok(Ok(_)))).count(),
        20
    );
}

// The first call that reads may fail; the encoding is looked at when one succeeds.
#[test]
fn the_encoding_is_known_also_after_a_failure() {
    let file = "202407,991018,9000000001,202604,\"見本\"\r\n".as_bytes();
    let mut reader = Reader::from_reader(Shaky::new(file, &[0]));
    assert!(reader.next().is_err());
    assert!(reader.next().unwrap().is_some());
    assert_eq!(reader.encoding().unwrap(), Some(Encoding::Utf8));
}

// A lone CR is a line end behind a record whose quote stays open, too.
#[test]
fn lines_are_counted_alike_behind_a_broken_record() {
    let lines = |file: &[u8]| records(file).map(|record| record.at().line).collect::<Vec<_>>();
    for file in
        ["202407,a|202407,b|202407,c|", "202407,\"a|202407,b|202407,c|", "202407,a|202407,\"b|202407,\"c\"|"]
    {
        for end in ["\r\n", "\n", "\r"] {
            assert_eq!(lines(file.replace('|', end).as_bytes()), [1, 2, 3], "{file} {end:?}");
        }
    }
}

#[test]
fn records_and_chunks_of_one_reader_can_be_mixed() {
    let file = [TABLE6.repeat(3), b"\r\n202407,\"x\r\n".to_vec(), TABLE6.repeat(4_000)].concat();
    let whole: Vec<_> = records(&file).map(|record| record.at()).collect();
    let mut reader = Reader::from_reader(&file[..]);
    let mut seen = Vec::new();
    while let Some(record) = reader.next().unwrap() {
        seen.push(record.at());
        let Some(mut chunk) = reader.chunk().unwrap() else { break };
        for count in [0, 1, 5] {
            seen.extend(chunk.forms::<Table6<Text<'_>>>().take(count).flatten().map(|typed| typed.at));
        }
        if let Some(mut chunk) = reader.chunk().unwrap() {
            seen.extend(chunk.forms_of::<Table6, String>().take(2).flatten().map(|typed| typed.at));
        }
    }
    // The broken record is no form, and is lent by `next` only if its turn comes there.
    let broken = whole.iter().position(|at| at.record == 4).unwrap();
    let without: Vec<_> =
        whole.iter().enumerate().filter(|(place, _)| *place != broken).map(|(_, at)| *at).collect();
    seen.retain(|at| at.record != 4);
    assert_eq!(seen, without);
}

#[test]
fn recognising_looks_at_the_first_records_only() {
    let good = [TABLE6.repeat(9), b"202407,x\r\n".repeat(7)].concat();
    assert_eq!(recognise(&good, kind::STANDARD), [&kind::PLAN, &kind::ACTUAL]);
    let half = [TABLE6.repeat(8), b"202407,x\r\n".repeat(8), TABLE6.repeat(100)].concat();
    assert!(recognise(&half, kind::STANDARD).is_empty());
    assert!(recognise(b"", kind::STANDARD).is_empty() && recognise(&good, &[]).is_empty());
    assert!(recognise(&b",".repeat(MIB), kind::STANDARD).is_empty());
}

#[test]
fn all_problems_of_a_hopeless_record_are_told_once_each() {
    let layout = <UserSupplement as Form>::LAYOUT;
    let row = [b"2\xFF".to_vec(), b",\xFF".repeat(layout.items.len() - 1), b"\r\n".to_vec()].concat();
    let error = records(&row).next().unwrap().form_of::<UserSupplement, String>().unwrap_err();
    let numbers: Vec<_> = error.problems.iter().map(|problem| problem.place.item.unwrap().number).collect();
    assert_eq!(numbers, (1..=layout.items.len()).collect::<Vec<_>>());
    assert!(
        matches!(from_slice::<PlanDeletion>(&row), Err(Error::Data(problems)) if problems.len() == 1 + 4)
    );
}
