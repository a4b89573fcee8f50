//! Nothing that is told of a file holds what identifies or describes a person, unless the caller asks for values.

#![allow(clippy::unwrap_used, clippy::format_push_string)]

use careplan_csv::{Identity, Text, forms, ms932, problems, records};
use careplan_model::{FileName, Table6, kind};
use careplan_rules::reconcile::{ReportOptions, SlipLine, reconcile};
use careplan_rules::sample::Edit::Set;
use careplan_rules::sample::{ACTUAL, PLAN};
use careplan_rules::{
    Bilingual, Check, Checker, Document, Family, FileContext, Findings, Language, Profile, Registry, Report,
    Row, UnitContext, output, rules,
};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data")
}

fn folders() -> [PathBuf; 3] {
    ["valid", "odd", "faulty"].map(|folder| data().join(folder))
}

/// All bundled files with their bytes.
fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), found);
        } else {
            found.push((entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()));
        }
    }
}

fn bundled() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    files(&data(), &mut found);
    found
}

/// A personal value and how outputs could write it.
struct Secrets {
    values: BTreeSet<String>,
    /// By their first bytes, so that an output is gone through once.
    by_head: HashMap<[u8; HEAD], Vec<String>>,
}

/// The shortest spelling that is looked for: two kanji, or a date without its last digits.
const HEAD: usize = 6;

impl Secrets {
    /// The personal items of all bundled files, without values that occur elsewhere too: as other items, in
    /// the documents of the rules, in lists of codes and items.
    fn bundled() -> Self {
        let (mut personal, mut others) = (BTreeSet::new(), BTreeSet::new());
        for (name, bytes) in bundled() {
            let identity = Identity::of(&name, &*bytes, kind::STANDARD).unwrap();
            let named = FileName::parse(&name).ok().map(|name| name.kind());
            let Some(layout) = identity.content.first().copied().or(named).and_then(|kind| kind.layout)
            else {
                continue;
            };
            let is_other = identity.encoding.is_some();
            for item in records(&bytes).flat_map(|record| record.items(layout)).filter(|_| !is_other) {
                let Some(row) = item.item else { continue };
                let text = ms932::decode_lossy(item.field.content()).replace("\"\"", "\"");
                let into = if row.personal { &mut personal } else { &mut others };
                into.insert(text.trim().to_owned());
            }
        }
        let public = public();
        let mut values = BTreeSet::new();
        for value in personal {
            // Quotes and line breaks are written in other ways; what stands between them is not.
            for part in value.split(['"', '\r', '\n', '\\', '\u{B}', '\t']).map(str::trim) {
                let is_short = part.chars().count() < 4 || part.len() < HEAD;
                let is_one_sign = part.chars().all(|c| part.starts_with(c));
                let is_public = public.contains(part) || others.iter().any(|other| other.contains(part));
                if !is_short && !is_one_sign && !is_public {
                    values.insert(part.to_owned());
                }
            }
        }
        let mut by_head = HashMap::<_, Vec<String>>::new();
        for value in &values {
            for spelling in spellings(value) {
                let head = spelling.as_bytes().first_chunk().copied().unwrap();
                by_head.entry(head).or_default().push(spelling);
            }
        }
        Self { values, by_head }
    }

    /// The values that a text holds, however they are spelled.
    fn found_in<'s>(&'s self, text: &str) -> BTreeSet<&'s str> {
        let windows = text.as_bytes().windows(HEAD).enumerate();
        let starting = windows.filter_map(|(at, head)| {
            let candidates = self.by_head.get(head)?;
            candidates.iter().find(|value| text.as_bytes()[at..].starts_with(value.as_bytes()))
        });
        starting.map(String::as_str).collect()
    }
}

/// As SARIF writes bytes (RFC 4648), without what depends on the bytes that follow.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8; 3]| {
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        [18, 12, 6, 0].map(|shift| char::from(SIGNS[(bits >> shift) as usize & 63]))
    };
    bytes.as_chunks::<3>().0.iter().flat_map(group).collect()
}

/// How a value may be written: itself, as `Debug` writes texts and bytes, in hexadecimal, in base 64, in half
/// width.
fn spellings(value: &str) -> BTreeSet<String> {
    let debug = |text: &str| format!("{text:?}").trim_matches('"').to_owned();
    let list = |bytes: &[u8]| format!("{bytes:?}").trim_matches(['[', ']']).to_owned();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    let narrow: String = value
        .chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap(),
            other => other,
        })
        .collect();
    let bytes = ms932::encode(value).unwrap_or_else(|_| value.as_bytes().to_vec());
    [
        value.to_owned(),
        debug(value),
        list(value.as_bytes()),
        list(&bytes),
        hex(&bytes),
        base64(&bytes),
        base64(narrow.as_bytes()),
        narrow,
    ]
    .into_iter()
    .filter(|spelling| spelling.len() >= HEAD)
    .collect()
}

/// What reports may say of any file: the documents of the rules, the names of items, lists of codes, and the
/// names of the files.
fn public() -> String {
    let mut public = String::new();
    let registry = Registry::standard();
    for rule in registry.rules() {
        for Bilingual { ja, en } in [rule.summary, rule.message, rule.explanation, rule.hint] {
            public += ja;
            public += en;
        }
        public += rule.section;
    }
    for kind in kind::STANDARD {
        public += kind.name;
        for item in kind.layout.iter().flat_map(|layout| layout.items) {
            public += item.name;
            for (code, label) in item.codes().iter().flat_map(|list| list.entries) {
                public += &format!("{code} {label} ");
            }
        }
    }
    for (name, _) in bundled() {
        public += &name;
    }
    public + &data().display().to_string()
}

rules! {
    ONLOOKER = "onlooker-none" (Info, Info)
        section "-",
        ja "なし", en "none",
        why ja "なし", en "none",
        mend ja "なし", en "none",
        rejected [], accepted [];
}

static FAMILY: Family = Family {
    name: "onlooker",
    title: Bilingual { ja: "なし", en: "none" },
    rules: ALL,
    check: Some(|| Box::new(Onlooker)),
};

/// Everything that a check is shown, as `Debug` writes it.
struct Onlooker;

static SEEN: Mutex<String> = Mutex::new(String::new());

fn see(what: &dyn core::fmt::Debug) {
    SEEN.lock().unwrap().push_str(&format!("{what:?}\n"));
}

impl Check for Onlooker {
    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        see(file);
        see(findings.profile());
    }

    fn odd_line(&mut self, _: &FileContext, entry: &careplan_csv::Entry<'_>, _: &mut Findings<'_>) {
        see(entry);
    }

    fn broken_record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        self.record(row, findings);
    }

    fn record(&mut self, row: &Row<'_>, _: &mut Findings<'_>) {
        see(row);
        for cell in row.cells() {
            see(&cell);
        }
    }

    fn end_unit(&mut self, unit: &UnitContext<'_>, _: &mut Findings<'_>) {
        see(unit);
    }

    fn end(&mut self, findings: &mut Findings<'_>) {
        see(findings);
    }
}

/// Everything that is told of a report, by what tells it.
fn told(report: &Report, profile: &Profile) -> Vec<(String, String)> {
    let mut told = vec![("Debug of the report".to_owned(), format!("{report:?} {report:#?}"))];
    let mut findings = String::new();
    for finding in &report.findings {
        findings += &format!("{finding:?} {:?} {:?}\n", finding.fix, finding.location);
        for language in LANGUAGES {
            findings += &format!("{}\n{}\n", finding.message(language), finding.hint(language));
        }
    }
    for (id, mend) in &report.mends {
        findings += &format!("{mend:?} {:?} {:?}\n", mend.edits, report.file(*id));
    }
    for unreadable in &report.unreadable {
        findings += &format!("{unreadable:?} {}\n", unreadable.error);
    }
    told.push(("findings".to_owned(), findings));
    let registry = Registry::standard();
    for language in LANGUAGES {
        let mut write = |what: &str, print: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
            let mut out = Vec::new();
            print(&mut out).unwrap();
            told.push((format!("{what} {language:?}"), String::from_utf8(out).unwrap()));
        };
        write("text", &|out| output::write_text(report, language, out));
        write("JSON", &|out| output::write_json(report, language, out));
        write("SARIF", &|out| output::write_sarif(report, &registry, profile, language, out));
    }
    told
}

#[test]
fn no_report_of_bundled_files_holds_a_personal_value() {
    let secrets = Secrets::bundled();
    // The search itself can fail: these are there, and some that anybody may see are not.
    for value in ["9000000001", "0000000102", "見本　太郎", "髙見　見本", "19400401"] {
        assert!(secrets.values.contains(value), "{value}");
    }
    assert!(secrets.values.len() > 150, "{:?}", secrets.values);
    assert!(!secrets.values.contains("9970100021"));
    assert_eq!(secrets.found_in("a 9000000001 b").len(), 1);
    assert_eq!(secrets.found_in(&format!("{:?}", "見本　太郎")).len(), 1);
    assert_eq!(secrets.found_in(&format!("{:?}", b"9000000001")).len(), 1);
    assert_eq!(secrets.found_in("OTAwMDAwMDAwMQ==").len(), 1);

    let registry = Registry::standard().with(&FAMILY).unwrap();
    let mut wrong = Vec::new();
    for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
        let profile = profile.collecting_edits(true).with_cap(usize::MAX).on("20260601".parse().unwrap());
        for folder in folders() {
            let checker = Checker::with_registry(registry.clone(), profile.clone());
            let report = checker.check_paths([&folder]);
            assert!(report.files.len() > 20);
            let mut told = told(&report, &profile);
            let seen = core::mem::take(&mut *SEEN.lock().unwrap());
            assert!(seen.contains("FileContext") && seen.contains("Row") && seen.contains("UnitContext"));
            told.push(("what checks see".to_owned(), seen));
            told.push(("checker".to_owned(), format!("{checker:?}")));
            for (what, text) in told {
                let found = secrets.found_in(&text);
                if !found.is_empty() {
                    wrong.push(format!("{what} of {}: {found:?}", folder.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_error_of_the_readers_holds_a_personal_value() {
    let secrets = Secrets::bundled();
    for (name, bytes) in bundled() {
        let identity = Identity::of(&name, &*bytes, kind::STANDARD).unwrap();
        let mut told = format!("{identity:?}");
        for layout in identity.content.iter().filter_map(|kind| kind.layout) {
            for problem in problems(&bytes, layout) {
                told += &format!("{problem:?} {problem} {}\n", problem.japanese());
            }
        }
        told += &format!("{:?}", Document::new(name.clone(), &bytes));
        assert_eq!(secrets.found_in(&told), BTreeSet::new(), "{name}");
    }
}

#[test]
fn values_are_shown_when_asked_for_and_hidden_from_debug_all_the_same() {
    const FAULTY: careplan_rules::sample::Sample = PLAN.with(&[
        Set("UP1KYO", 1, 3, "90000000012345"),
        Set("UP1KYO", 1, 5, "郵便受けの番号"),
        Set("UPHOSOKU", 1, 12, "夜は長女の番号へ"),
    ]);
    let files = FAULTY.files();
    let check = |profile: &Profile| {
        let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
        Checker::new(profile.clone()).check(documents)
    };
    let values = ["90000000012345", "郵便受けの番号", "夜は長女の番号へ"];
    for shows in [false, true] {
        let profile = Profile::send().collecting_edits(true).showing_values(shows);
        for (what, text) in told(&check(&profile), &profile) {
            let is_report = ["text", "JSON", "SARIF"].iter().any(|format| what.starts_with(format));
            for value in values {
                assert_eq!(
                    text.contains(value),
                    shows && is_report,
                    "{value} in {what}, values shown: {shows}"
                );
            }
        }
    }
}

#[test]
fn mends_of_personal_items_are_not_shown_unless_asked_for() {
    // Full-width digits, whose mend is the value itself.
    const WIDE: careplan_rules::sample::Sample =
        ACTUAL.with(&[Set("UPJSK", 1, 3, "９０００００００７７"), Set("UPJSK", 2, 4, "２０２６０５０２")]);
    let files = WIDE.files();
    for shows in [false, true] {
        let profile = Profile::send().collecting_edits(true).showing_values(shows);
        let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
        let report = Checker::new(profile.clone()).check(documents);
        assert_eq!(report.mends.values().map(|mend| mend.edits.len()).sum::<usize>(), 2);
        for (what, text) in told(&report, &profile) {
            let holds = |value: &str| spellings(value).iter().any(|spelling| text.contains(spelling));
            let holds_mends = ["JSON", "SARIF"].iter().any(|format| what.starts_with(format));
            assert_eq!(holds("9000000077"), shows && holds_mends, "{what}, values shown: {shows}");
            // The date of writing is no secret.
            assert_eq!(holds("20260502"), holds_mends, "{what}, values shown: {shows}");
        }
    }
}

fn lines(unit: &str, prefix: &str) -> Vec<SlipLine> {
    let mut found = Vec::new();
    files(&data().join("valid").join(unit), &mut found);
    let (_, bytes) = found.into_iter().find(|(name, _)| name.starts_with(prefix)).unwrap();
    forms::<Table6<Text<'_>>>(&bytes).map(|record| SlipLine::new(0, &record.unwrap())).collect()
}

#[test]
fn plan_against_actual_names_nobody_unless_asked_for() {
    let secrets = Secrets::bundled();
    // The rental's actuals without their plan, too: persons and offices that the plan does not have.
    let mut actuals = lines("actual-4.1", "UPJSK");
    actuals.extend(lines("actual-rental-4.1", "UPJSK"));
    actuals.extend(lines("preventive-actual-4.1", "UPJSK"));
    let result = reconcile(lines("slip-4.1", "UPPLAN"), actuals);
    assert!(result.counts().all_differences() > 0);
    let told = |options: &ReportOptions| {
        let json = serde_json::to_string(&result.json(options)).unwrap();
        let pretty = serde_json::to_string_pretty(&result.json(options)).unwrap();
        format!("{}\n{json}\n{pretty}", result.text(options))
    };
    let debug = format!("{result:?} {result:#?} {:?}", lines("slip-4.1", "UPPLAN"));
    assert_eq!(secrets.found_in(&debug), BTreeSet::new());
    for language in LANGUAGES {
        for matched in [false, true] {
            let options = ReportOptions::new().language(language).show_matched(matched);
            assert_eq!(secrets.found_in(&told(&options)), BTreeSet::new());
            let found = secrets.found_in(&told(&options.show_personal(true))).len();
            assert!(found >= 4, "{found} persons");
        }
    }
}
