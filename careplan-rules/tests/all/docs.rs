//! `docs/rules.md` and `docs/rules.ja.md` are what the registry prints.
//!
//! To renew them: `UPDATE_DOCS=1 cargo test -p careplan-rules --test all docs`.

#![allow(clippy::unwrap_used)]

use careplan_rules::{Language, Registry, doc};
use std::path::{Path, PathBuf};

const PAGES: [(&str, Language); 2] = [("rules.md", Language::English), ("rules.ja.md", Language::Japanese)];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

#[test]
fn the_documents_are_those_of_the_registry() {
    let registry = Registry::standard();
    for (name, language) in PAGES {
        let path = docs().join(name);
        let printed = doc::markdown(&registry, language);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(docs()).unwrap();
            std::fs::write(&path, &printed).unwrap();
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let differs = kept.lines().zip(printed.lines()).position(|(kept, printed)| kept != printed);
        let line = differs.unwrap_or_else(|| kept.lines().count().min(printed.lines().count())) + 1;
        assert!(
            kept == printed,
            "docs/{name} differs from the registry from line {line} on. To renew it:\n\
             UPDATE_DOCS=1 cargo test -p careplan-rules --test all docs"
        );
    }
}

#[test]
fn every_rule_stands_in_both_documents_once() {
    let registry = Registry::standard();
    for (_, language) in PAGES {
        let page = doc::markdown(&registry, language);
        for rule in registry.rules() {
            let heading = format!("\n### {}\n", rule.id);
            assert_eq!(page.matches(&heading).count(), 1, "{}", rule.id);
            let row = format!("\n| [{0}](#{0}) | ", rule.id);
            assert_eq!(page.matches(&row).count(), 1, "{}", rule.id);
        }
    }
}

#[test]
fn rows_have_as_many_cells_as_their_table() {
    for (_, language) in PAGES {
        let mut cells = None;
        for line in doc::markdown(&Registry::standard(), language).lines() {
            if !line.starts_with('|') {
                cells = None;
                continue;
            }
            let count = line.replace("\\|", "").matches('|').count();
            assert_eq!(*cells.get_or_insert(count), count, "{line}");
        }
    }
}

#[test]
fn links_lead_to_headings() {
    for (_, language) in PAGES {
        let page = doc::markdown(&Registry::standard(), language);
        let headings: Vec<String> = page
            .lines()
            .filter_map(|line| line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")))
            .map(|heading| heading.to_lowercase().replace(' ', "-"))
            .map(|heading| heading.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect())
            .collect();
        for target in page.split("](#").skip(1).map(|rest| rest.split_once(')').unwrap().0) {
            assert!(headings.iter().any(|heading| heading == target), "{target}");
        }
    }
}

#[test]
fn samples_are_told_in_words() {
    let registry = Registry::standard();
    let english = doc::markdown(&registry, Language::English);
    let item = "No.20 認定有効期間終了日";
    assert!(
        english.contains(&format!("  - `PLAN`: {item} of record 1 of UP1KYO is `20250331`\n")),
        "{english}"
    );
    let japanese = doc::markdown(&registry, Language::Japanese);
    assert!(japanese.contains("  - `PLAN`：UP1KYOの1件目No.18「認定日」を空にする\n"));
    // The bases have names: no sample falls back to the names of its files.
    for (page, mark) in [(english, ".CSV`: "), (japanese, ".CSV`：")] {
        assert!(!page.lines().any(|line| line.starts_with("  - ") && line.contains(mark)));
    }
}
