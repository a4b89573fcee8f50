//! The reports: text, JSON by its schema, SARIF; none tells what is personal.

#![allow(clippy::unwrap_used)]

mod json;
mod people;
mod sarif;
mod text;

use careplan_model::{Item, kind};
use careplan_rules::families::table1;
use careplan_rules::sample::{self, Edit as Change, Sample};
use careplan_rules::{
    Bilingual, CheckedFile, Checker, Document, Edit, FileId, Finding, Fix, Language, Level, LocatedItem,
    Location, Parameter, Profile, Registry, Report, Tally, UnreadableFile, Value, output,
};
use jsonschema::Validator;
use serde_json::{Value as Json, json};
use std::path::Path;

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

fn text(report: &Report, language: Language) -> String {
    let mut out = Vec::new();
    output::write_text(report, language, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(report: &Report, language: Language) -> Json {
    let mut out = Vec::new();
    output::write_json(report, language, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn sarif_by(report: &Report, profile: &Profile, language: Language) -> Json {
    let mut out = Vec::new();
    output::write_sarif(report, &Registry::standard(), profile, language, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn sarif(report: &Report, language: Language) -> Json {
    sarif_by(report, &Profile::send(), language)
}

/// All three reports in both languages, as they are written.
fn all(report: &Report) -> String {
    let reports = LANGUAGES.map(|language| {
        let (json, sarif) = (json(report, language), sarif(report, language));
        [text(report, language), json.to_string(), sarif.to_string()].concat()
    });
    reports.concat()
}

/// The schema as it is published.
fn schema() -> Json {
    serde_json::from_str(output::SCHEMA).unwrap()
}

/// The schema, and the same without keys that it does not describe.
fn validators() -> [Validator; 2] {
    let mut strict = schema();
    close(&mut strict);
    [schema(), strict].map(|schema| jsonschema::draft202012::new(&schema).unwrap())
}

fn close(schema: &mut Json) {
    match schema {
        Json::Object(object) => {
            if object.contains_key("properties") && object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".into(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Json::Array(array) => array.iter_mut().for_each(close),
        _ => {}
    }
}

fn assert_valid(validators: &[Validator], report: &Report) {
    for language in LANGUAGES {
        let document = json(report, language);
        for validator in validators {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }
}

fn table1_item(number: usize) -> LocatedItem {
    let items = kind::TABLE1.layout.unwrap().items;
    LocatedItem { number, item: Some(&items[number - 1]) }
}

fn finding(level: Level, location: Location) -> Finding {
    let parameters = vec![("later", "A".into()), ("earlier", "B".into())];
    Finding { rule: &table1::PERIOD, level, location, parameters, fix: None, value: None }
}

fn at(record: u64, item: Option<LocatedItem>) -> Location {
    Location {
        file: FileId(0),
        record: Some(record),
        line: Some(record + 1),
        item,
        bytes: Some(10 * record..10 * record + 4),
    }
}

fn checked(name: &str, path: Option<&str>) -> CheckedFile {
    CheckedFile::new(name, path.map(Path::new), Some(&kind::TABLE1), 1234)
}

/// A report that holds one of everything.
fn one_of_everything() -> Report {
    let field_past_the_end = Some(LocatedItem { number: 28, item: None });
    let fixed = |location, fix| Finding { fix: Some(fix), ..finding(Level::Warning, location) };
    let findings = vec![
        finding(Level::Error, Location::file(FileId(0))),
        finding(Level::Info, Location { line: Some(1), bytes: Some(0..4), ..Location::file(FileId(0)) }),
        finding(Level::Warning, at(1, None)),
        finding(Level::Warning, at(1, field_past_the_end)),
        fixed(at(2, Some(table1_item(20))), Fix::replace(30..38, "20250401")),
        fixed(Location::file(FileId(0)), Fix::Rename("UP1KYO.CSV".into())),
        fixed(Location::file(FileId(0)), Fix::Recode),
        Finding {
            parameters: vec![
                ("later", Parameter::Number(-3)),
                ("earlier", Parameter::Words(Bilingual { ja: "前", en: "before" })),
                ("later", Parameter::Word("a parameter that never holds".into())),
            ],
            value: Some(Value("\"a\r\nb\"".into())),
            ..finding(Level::Warning, at(3, Some(table1_item(20))))
        },
    ];
    let rule = &table1::PERIOD;
    let tally = Tally { rule, errors: 1, warnings: 2000, infos: 1, kept: findings.len(), not_run: 7 };
    Report {
        files: vec![
            checked("UP1KYO_a.CSV", Some("in box/UP1KYO_a.CSV")),
            CheckedFile::new("b.CSV", None, None, 1234),
        ],
        findings,
        tallies: vec![tally],
        attachments: vec!["写真.jpg".into()],
        unreadable: vec![UnreadableFile { name: "c.CSV".into(), error: std::io::Error::other("no access") }],
        ..Report::default()
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_unicode_are_written_as_far_as_they_are() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join(std::ffi::OsStr::from_bytes(b"\x97\x5C"));
    std::fs::create_dir(&inner).unwrap();
    let name = b"DLT1KYO_9970100013_43_9970100062_17_20260420100001\xFF.CSV";
    let file = inner.join(std::ffi::OsStr::from_bytes(name));
    std::fs::write(file, "202407,991018,9000000001,20261320\r\n").unwrap();
    std::fs::write(inner.join(std::ffi::OsStr::from_bytes(b"\x8E.txt")), "memo").unwrap();
    let report = Checker::new(Profile::send()).check_paths([folder.path()]);
    assert_eq!((report.files.len(), report.attachments.len()), (1, 1));
    assert!(!report.findings.is_empty());
    assert_valid(&validators(), &report);
    assert!(text(&report, Language::English).contains("20260420100001\u{FFFD}.CSV"));
    let log = sarif(&report, Language::English);
    let uri = log["runs"][0]["artifacts"][0]["location"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///"), "{uri}");
    assert!(uri.ends_with("/%97%5C/DLT1KYO_9970100013_43_9970100062_17_20260420100001%FF.CSV"), "{uri}");
}

#[test]
fn errors_of_the_output_are_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let report = one_of_everything();
    let (registry, profile) = (Registry::standard(), Profile::send());
    let errors = [
        output::write_text(&report, Language::Japanese, Full),
        output::write_json(&report, Language::Japanese, Full),
        output::write_sarif(&report, &registry, &profile, Language::Japanese, Full),
    ];
    for error in errors {
        assert_eq!(error.unwrap_err().kind(), std::io::ErrorKind::BrokenPipe);
    }
}
