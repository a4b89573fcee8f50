//! Memory: what a check keeps for each person and line is small, and records of one person, or findings without
//! end, do not make it grow.
//!
//! A program of its own: the counter is one for the whole process, and the threads of the usual test harness
//! allocate too.

#![allow(clippy::unwrap_used)] // tests may panic

use careplan_rules::sample::{ACTUAL, Base, PLAN, SLIP};
use careplan_rules::{
    Bilingual, Check, Checker, Document, Family, FileContext, Findings, Profile, Registry, Report, Row,
    UnitContext, rules,
};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    each_person_costs_little();
    records_of_one_person_cost_nothing();
    lines_that_differ_cost_their_hashes();
    findings_without_end_keep_the_cap();
    each_file_costs_little();
    println!("test memory ... ok");
}

/// Bytes that are allocated just now.
fn allocated() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated - stats.bytes_deallocated
}

rules! {
    NONE = "meter-none" (Info, Info)
        section "-",
        ja "なし", en "none",
        why ja "なし", en "none",
        mend ja "なし", en "none",
        rejected [], accepted [];
}

/// Notes how much is allocated while the other families check.
static FAMILY: Family = Family {
    name: "meter",
    title: Bilingual { ja: "なし", en: "none" },
    rules: ALL,
    check: Some(|| Box::new(Meter)),
};

struct Meter;

static MOST: AtomicUsize = AtomicUsize::new(0);

fn note() {
    MOST.fetch_max(allocated(), Ordering::Relaxed);
}

impl Check for Meter {
    fn record(&mut self, _: &Row<'_>, _: &mut Findings<'_>) {
        note();
    }

    fn end_file(&mut self, _: &FileContext, _: &mut Findings<'_>) {
        note();
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, _: &mut Findings<'_>) {
        note();
    }
}

/// Checks, and tells the most that was allocated at the end of a record, file or unit beyond what was before.
fn most<'a>(profile: Profile, documents: impl IntoIterator<Item = Document<'a>>) -> (usize, Report) {
    let checker = Checker::with_registry(Registry::standard().with(&FAMILY).unwrap(), profile);
    let before = allocated();
    MOST.store(before, Ordering::Relaxed);
    let report = checker.check(documents);
    (MOST.load(Ordering::Relaxed) - before, report)
}

/// A unit with the person of a sample once for each number.
fn persons(base: Base, count: usize) -> Vec<(String, Vec<u8>)> {
    let of = |file: careplan_rules::sample::SampleFile| {
        const PERSON: &[u8] = b"9000000001";
        let places: Vec<usize> = file
            .bytes
            .windows(PERSON.len())
            .enumerate()
            .filter_map(|(at, window)| (window == PERSON).then_some(at))
            .collect();
        let mut bytes = Vec::with_capacity(file.bytes.len() * count);
        for number in 0..count {
            let start = bytes.len();
            bytes.extend_from_slice(&file.bytes);
            for at in &places {
                bytes[start + at..start + at + PERSON.len()]
                    .copy_from_slice(format!("9{number:09}").as_bytes());
            }
        }
        (file.name, bytes)
    };
    base.with(&[]).files().into_iter().map(of).collect()
}

/// What the file and set rules keep for a person. Tables grow by doubling, so that bytes per person swing between
/// one and two times the least; the numbers here are those of a table that is between the two.
fn each_person_costs_little() {
    const PERSONS: usize = 10_000;
    for (what, base, bound) in [
        ("slip set (4 + 5 + 1 records a person)", SLIP, SLIP_BOUND),
        ("plan set (1 + 3 + 3 + 1 records a person)", PLAN, PLAN_BOUND),
        ("actuals (3 records a person)", ACTUAL, ACTUAL_BOUND),
    ] {
        let grown = |count| {
            let unit = persons(base, count);
            let documents = unit.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
            let (most, report) = most(Profile::send(), documents);
            assert!(report.findings.is_empty(), "{:?}", report.tallies);
            most
        };
        let (once, twice) = (grown(PERSONS), grown(2 * PERSONS));
        let each = (twice - once) / PERSONS;
        println!("{what}: {each} bytes a person ({once} for {PERSONS}, {twice} for twice as many)");
        assert!(each <= bound, "{what}: {each} bytes a person");
    }
}

const SLIP_BOUND: usize = 3000;
const PLAN_BOUND: usize = 800;
const ACTUAL_BOUND: usize = 80;

/// A file of home-help visits of one person on a disk. Which day and time a line has is told by its number.
fn visits(folder: &Path, count: usize, differ: bool) -> std::path::PathBuf {
    let file = ACTUAL.with(&[]).files().remove(0);
    let line = file.bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap();
    let at = |text: &[u8]| line.windows(text.len()).position(|window| window == text).unwrap();
    let (day, time) = (at(b"20260401"), at(b"0900,1000"));
    let path = folder.join(file.name);
    let mut out = BufWriter::new(File::create(&path).unwrap());
    let mut line = line.to_vec();
    for number in 0..count {
        if differ {
            let (day_of, rest) = (number % 30 + 1, number / 30);
            let (start, length) = (rest % 1200, rest / 1200 + 1);
            let clock = |minutes: usize| format!("{:02}{:02}", minutes / 60, minutes % 60);
            line[day..day + 8].copy_from_slice(format!("202604{day_of:02}").as_bytes());
            let times = format!("{},{}", clock(start), clock(start + length));
            line[time..time + 9].copy_from_slice(times.as_bytes());
        }
        out.write_all(&line).unwrap();
    }
    out.flush().unwrap();
    path
}

/// The most that was allocated for so many visits.
fn for_visits(count: usize, differ: bool) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = visits(folder.path(), count, differ);
    let (most, report) = most(Profile::send(), [Document::open(path)]);
    assert_eq!(report.files[0].records, count as u64);
    assert_eq!(report.count(careplan_rules::Level::Error), 0, "{:?}", report.tallies);
    most
}

/// A million lines that say the same stream through.
fn records_of_one_person_cost_nothing() {
    let (few, many) = (for_visits(10_000, false), for_visits(1_000_000, false));
    println!("1,000,000 equal lines: {many} bytes; 10,000: {few}");
    assert!(many < few + 4096, "{few} bytes for 10,000, {many} for 1,000,000");
}

/// Lines of one person that differ: only table6-duplicate-line keeps something for each, a hash in a table that
/// doubles.
fn lines_that_differ_cost_their_hashes() {
    let (few, many) = (for_visits(10_000, true), for_visits(100_000, true));
    let each = (many - few) / 90_000;
    println!("lines that differ: {each} bytes a line ({few} for 10,000, {many} for 100,000)");
    assert!(each <= 16, "{each} bytes a line");
}

/// A hundred thousand findings of one rule: exact count, as many kept as the cap says.
fn findings_without_end_keep_the_cap() {
    const RECORDS: usize = 100_000;
    let bytes = b"202407,991018,9000000001,202613\r\n".repeat(RECORDS);
    let name = "DLTPLAN_202604_9970100013_43_9970100062_17_20260420100002.CSV";
    let run = |count: usize| {
        let document = Document::new(name, &bytes[..bytes.len() / RECORDS * count]);
        most(Profile::send(), [document])
    };
    // Both fill the reader's buffer, which is smaller for small files.
    let (few, _) = run(10_000);
    let (many, report) = run(RECORDS);
    let tally = report.tallies.iter().find(|tally| tally.rule.id == "item-not-a-month").unwrap();
    assert_eq!((tally.found(), tally.kept), (RECORDS as u64, Profile::DEFAULT_CAP));
    let kept = report.findings.iter().filter(|finding| finding.rule.id == "item-not-a-month").count();
    assert_eq!(kept, Profile::DEFAULT_CAP);
    println!("100,000 findings of one rule: {many} bytes; 10,000: {few}");
    assert!(many < few + 4096, "{few} bytes for 10,000, {many} for 100,000");
}

/// What is kept of each file of a folder while files are checked: its name, and what its first records tell. Each is a
/// unit of its own. Lists grow by doubling; the numbers here are between two such steps.
fn each_file_costs_little() {
    const FILES: usize = 6_000;
    let most_for = |count: usize| {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..count {
            let name = format!("DLTPLAN_202604_9970100013_43_9970100062_17_202604201{number:05}.CSV");
            std::fs::write(folder.path().join(name), "202407,991018,9000000001,202604\r\n").unwrap();
        }
        let checker = Checker::with_registry(Registry::standard().with(&FAMILY).unwrap(), Profile::send());
        let before = allocated();
        MOST.store(before, Ordering::Relaxed);
        let report = checker.check_paths([folder.path()]);
        assert_eq!((report.files.len(), report.unreadable.len()), (count, 0));
        MOST.load(Ordering::Relaxed) - before
    };
    let (once, twice) = (most_for(FILES), most_for(2 * FILES));
    let each = (twice - once) / FILES;
    println!("{each} bytes a file ({once} for {FILES}, {twice} for twice as many)");
    assert!(each <= FILE_BOUND, "{each} bytes a file");
}

const FILE_BOUND: usize = 320;
