//! The rules as data: ids, documentation, samples.

#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Text, forms};
use careplan_model::Table6;
use careplan_rules::reconcile::{DifferenceKind, SlipLine, reconcile};
use careplan_rules::sample::{self, Base, Sample};
use careplan_rules::{Bilingual, Checker, Document, Level, Profile, Registry, Report, Rule, Situation};
use std::collections::BTreeSet;

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

fn said(report: &Report) -> Vec<String> {
    let tell = |finding: &careplan_rules::Finding| {
        let location = &finding.location;
        let item = location.item.map(|item| item.number);
        format!("{} {} {:?} {:?}", finding.rule.id, report.file_name(finding), location.record, item)
    };
    report.findings.iter().map(tell).collect()
}

/// The situation in which a rule is on.
fn situation_of(rule: &Rule) -> Situation {
    if rule.send == Level::Off { Situation::Receive } else { Situation::Send }
}

/// Families whose rules are reported by something else than a checker.
fn is_checked(rule: &Rule) -> bool {
    rule.family() != "actual"
}

/// The differences between the plan and the actuals of a sample.
fn differences(sample: &Sample) -> BTreeSet<&'static str> {
    let files = sample.files();
    let lines = |prefix: &str| -> Vec<SlipLine> {
        let file = files.iter().find(|file| file.name.starts_with(prefix)).unwrap();
        forms::<Table6<Text<'_>>>(&file.bytes).map(|record| SlipLine::new(0, &record.unwrap())).collect()
    };
    let result = reconcile(lines("UPPLAN"), lines("UPJSK"));
    result.differences().map(|found| found.difference.rule_id()).collect()
}

#[test]
fn plan_and_actual_of_the_samples_differ_as_the_rules_say() {
    for rule in Registry::standard().rules().iter().filter(|rule| !is_checked(rule)) {
        for sample in rule.rejected {
            assert_eq!(differences(sample), BTreeSet::from([rule.id]), "{}", rule.id);
        }
        for sample in rule.accepted {
            assert_eq!(differences(sample), BTreeSet::new(), "{}", rule.id);
        }
    }
}

#[test]
fn every_difference_has_a_rule() {
    for kind in DifferenceKind::ALL {
        assert!(Registry::standard().find(kind.rule_id()).is_some(), "{}", kind.rule_id());
    }
}

#[test]
fn ids_are_unique_sorted_and_of_their_family() {
    let registry = Registry::standard();
    let ids: Vec<&str> = registry.rules().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b));
    for family in registry.families() {
        for rule in family.rules {
            assert_eq!(rule.family(), family.name, "{}", rule.id);
            let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.id.chars().all(is_plain), "{}", rule.id);
        }
    }
}

/// The catalogue that the rules were written from, transcribed apart from them.
#[test]
fn levels_are_those_of_the_catalogue() {
    let registry = Registry::standard();
    let rows: Vec<[&str; 3]> = include_str!("../data/catalogue.tsv")
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap())
        .collect();
    for [id, send, receive] in &rows {
        let rule = registry.find(id).unwrap_or_else(|| panic!("no rule {id}"));
        assert_eq!((rule.send.label(), rule.receive.label()), (*send, *receive), "{id}");
    }
    // What is not in the catalogue: plan against actual, which has no levels there, and what was found since.
    let others = registry.rules().iter().filter(|rule| !rows.iter().any(|[id, ..]| *id == rule.id));
    let others: Vec<&str> = others.filter(|rule| rule.family() != "actual").map(|rule| rule.id).collect();
    assert_eq!(others, ["file-version-layout", "name-timestamp-future"]);
}

/// The names in `{braces}`.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    for rule in Registry::standard().rules() {
        let texts = [rule.summary, rule.message, rule.explanation, rule.hint];
        for Bilingual { ja, en } in texts {
            assert!(!ja.is_empty() && !en.is_empty(), "{}", rule.id);
            assert!(!ja.is_ascii(), "{}: not Japanese: {ja}", rule.id);
            assert_eq!(placeholders(ja), placeholders(en), "{}", rule.id);
        }
        assert!(placeholders(rule.summary.ja).is_empty(), "{}", rule.id);
        assert!(!rule.section.is_empty(), "{}", rule.id);
        assert!(!rule.rejected.is_empty() && !rule.accepted.is_empty(), "{}: no samples", rule.id);
        assert!(rule.send != Level::Off || rule.receive != Level::Off, "{}", rule.id);
    }
}

#[test]
fn the_bases_raise_nothing() {
    let bases: &[(&str, Base)] = &[
        ("PLAN", sample::PLAN),
        ("SLIP", sample::SLIP),
        ("ACTUAL", sample::ACTUAL),
        ("RENTAL_ACTUAL", sample::RENTAL_ACTUAL),
        ("BASIC", sample::BASIC),
        ("SUPPORT", sample::SUPPORT),
        ("PLAN_V3", sample::PLAN_V3),
        ("SLIP_V3", sample::SLIP_V3),
        ("TABLE1_DELETION", sample::TABLE1_DELETION),
        ("PLAN_DELETION", sample::PLAN_DELETION),
        ("ACTUAL_DELETION", sample::ACTUAL_DELETION),
        ("BASIC_DELETION", sample::BASIC_DELETION),
        ("PREVENTIVE_DELETION", sample::PREVENTIVE_DELETION),
    ];
    for (name, base) in bases {
        for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
            let report = check(&base.with(&[]), profile);
            assert_eq!(said(&report), [""; 0], "{name}");
            assert_eq!(report.not_run(), 0, "{name}: {:?}", report.tallies);
        }
    }
}

#[test]
fn rejected_samples_raise_exactly_their_rule() {
    let mut wrong = Vec::new();
    for rule in Registry::standard().rules().iter().filter(|rule| is_checked(rule)) {
        for (number, sample) in rule.rejected.iter().enumerate() {
            let report = check(sample, Profile::new(situation_of(rule)));
            let ids: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
            if ids != BTreeSet::from([rule.id]) {
                wrong.push(format!("{} rejected[{number}]: {:?}", rule.id, said(&report)));
            }
            for finding in &report.findings {
                for language in [careplan_rules::Language::Japanese, careplan_rules::Language::English] {
                    for text in [finding.message(language), finding.hint(language)] {
                        assert!(!text.contains('{'), "{}: {text}", rule.id);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn accepted_samples_raise_nothing() {
    let mut wrong = Vec::new();
    for rule in Registry::standard().rules().iter().filter(|rule| is_checked(rule)) {
        for (number, sample) in rule.accepted.iter().enumerate() {
            let report = check(sample, Profile::new(situation_of(rule)));
            if !report.findings.is_empty() {
                wrong.push(format!("{} accepted[{number}]: {:?}", rule.id, said(&report)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
