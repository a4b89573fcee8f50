//! What the programs say without being asked for persons, on all bundled data: no insured number, no name, no text about
//! anybody. `show` is the program that shows; it is not among them.
#![allow(clippy::unwrap_used)]

use careplan_csv::{Identity, ms932, records};
use careplan_examples::{Outcome, check, folders, fukushi, ledger, reconcile, roundtrip, send, upgrade};
use careplan_model::{FileName, kind};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

type Program = fn(&[String], &mut dyn std::io::Write, &mut dyn std::io::Write) -> std::io::Result<Outcome>;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The folders right below one.
fn below(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> =
        fs::read_dir(data().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

/// The personal items of all bundled files, but for values that are also something else.
fn secrets() -> BTreeSet<String> {
    let mut paths = Vec::new();
    files(&data(), &mut paths);
    let (mut personal, mut others) = (BTreeSet::new(), String::new());
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = fs::read(&path).unwrap();
        // The name of a picture stands in an item, too.
        writeln!(others, "{name}").unwrap();
        let identity = Identity::of(name, &*bytes, kind::STANDARD).unwrap();
        let named = FileName::parse(name).ok().map(|name| name.kind());
        let Some(layout) = identity.content.first().copied().or(named).and_then(|kind| kind.layout) else {
            continue;
        };
        if identity.encoding.is_some() {
            continue;
        }
        for item in records(&bytes).flat_map(|record| record.items(layout)) {
            let Some(row) = item.item else { continue };
            let text = ms932::decode_lossy(item.field.content()).replace("\"\"", "\"");
            if row.personal {
                personal.extend(text.split(['"', '\r', '\n', '\t']).map(|part| part.trim().to_owned()));
            } else {
                writeln!(others, "{text}").unwrap();
            }
        }
    }
    for kind in kind::STANDARD {
        for item in kind.layout.iter().flat_map(|layout| layout.items) {
            writeln!(others, "{}", item.name).unwrap();
            for (code, label) in item.codes().iter().flat_map(|list| list.entries) {
                writeln!(others, "{code} {label}").unwrap();
            }
        }
    }
    personal.retain(|value| {
        value.chars().count() >= 4
            && value.len() >= 6
            && !value.chars().all(|sign| value.starts_with(sign))
            && !others.contains(value.as_str())
    });
    personal
}

/// All that a program says.
fn told(program: Program, arguments: &[&str]) -> String {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = program(&arguments, &mut out, &mut errors).unwrap();
    format!("{outcome:?}\n{}\n{}", String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

struct Search {
    secrets: BTreeSet<String>,
    wrong: Vec<String>,
    runs: usize,
}

impl Search {
    fn run(&mut self, name: &str, program: Program, arguments: &[&str]) {
        let text = told(program, arguments);
        self.runs += 1;
        let found: Vec<_> = self.secrets.iter().filter(|value| text.contains(value.as_str())).collect();
        if !found.is_empty() {
            self.wrong.push(format!("{name} {arguments:?}: {found:?}"));
        }
    }
}

#[test]
fn no_program_names_anybody_unless_asked_for() {
    let secrets = secrets();
    for value in ["9000000001", "見本　太郎", "髙見　見本"] {
        assert!(secrets.contains(value), "{value}");
    }
    let mut search = Search { secrets, wrong: Vec::new(), runs: 0 };
    for group in ["valid", "odd", "faulty"] {
        for folder in below(group) {
            let path = folder.to_str().unwrap();
            for format in ["text", "json", "sarif"] {
                search.run("check", check, &[path, "--format", format]);
            }
            search.run("check", check, &[path, "--profile", "receive", "--lang", "en"]);
            search.run("roundtrip", roundtrip, &[path]);
            for format in ["text", "json"] {
                search.run("ledger", ledger, &[path, "--format", format]);
            }
            let out = tempfile::tempdir().unwrap();
            let made = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
            search.run("upgrade", upgrade, &[path, &made("upgraded")]);
            search.run("check", check, &[path, "--fix", &made("mended")]);
            search.run("fukushi", fukushi, &[path]);
            let to_archive = out.path().join("in");
            copy(&folder, &to_archive);
            search.run("folders", folders, &["assemble", path, &made("sets")]);
            search.run("folders", folders, &["offices", path]);
            search.run("folders", folders, &["archive", to_archive.to_str().unwrap()]);
        }
    }
    let valid = |unit: &str| data().join("valid").join(unit).to_str().unwrap().to_owned();
    for actual in ["actual-4.1", "actual-rental-4.1", "actual-short-stay-4.1", "preventive-actual-4.1"] {
        for format in ["text", "json"] {
            search.run(
                "reconcile",
                reconcile,
                &[&valid("slip-4.1"), &valid(actual), "--all", "--format", format],
            );
        }
    }
    let out = tempfile::tempdir().unwrap();
    let persons = data().join("persons.json").to_str().unwrap().to_owned();
    search.run("send", send, &[&persons, out.path().join("sent").to_str().unwrap()]);
    // Without arguments each runs on the data that come with it.
    let bare: [(&str, Program); 7] = [
        ("check", check),
        ("reconcile", reconcile),
        ("roundtrip", roundtrip),
        ("ledger", ledger),
        ("send", send),
        ("folders", folders),
        ("upgrade", upgrade),
    ];
    for (name, program) in bare {
        search.run(name, program, &[]);
    }
    assert!(search.runs > 600, "{}", search.runs);
    assert!(search.wrong.is_empty(), "{}", search.wrong.join("\n"));
}
