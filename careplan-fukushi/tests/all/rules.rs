//! The rules as data: each is documented, and its samples raise exactly it, or nothing.
#![allow(clippy::unwrap_used)]

use careplan_fukushi::{kinds, rules};
use careplan_rules::sample::{Edit, Sample};
use careplan_rules::{Bilingual, Checker, Document, Language, Level, Profile, Report, Rule};
use std::collections::BTreeSet;

fn check(sample: &Sample, profile: Profile) -> Report {
    let checker = Checker::with_registry(rules::registry().unwrap(), sample.profile(profile));
    let files = sample.files_with(&kinds::with_standard());
    checker.check(files.iter().map(|file| Document::new(file.name.clone(), &file.bytes)))
}

fn said(report: &Report) -> Vec<String> {
    let line = |finding: &careplan_rules::Finding| {
        format!("{} {} {}", report.file_name(finding), finding.rule.id, finding.message(Language::English))
    };
    report.findings.iter().map(line).collect()
}

#[test]
fn every_rule_is_documented_in_both_languages() {
    let mut ids = BTreeSet::new();
    for rule in rules::ALL {
        assert!(rule.id.starts_with("fukushi-") && ids.insert(rule.id), "{}", rule.id);
        assert!(!rule.forms.is_empty(), "{}", rule.id);
        for Bilingual { ja, en } in [rule.summary, rule.message, rule.explanation, rule.hint] {
            assert!(!en.is_empty() && !ja.is_ascii(), "{}", rule.id);
            assert_eq!(ja.matches('{').count(), en.matches('{').count(), "{}", rule.id);
        }
        assert!(rule.section.contains("暫定"), "{}", rule.id);
        assert!(!rule.rejected.is_empty() && !rule.accepted.is_empty(), "{}", rule.id);
    }
    assert_eq!(ids.len(), 22);
}

#[test]
fn the_bases_raise_nothing() {
    for base in [rules::EQUIPMENT_PLAN, rules::EQUIPMENT_PLAN_DELETION] {
        for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
            let report = check(&base.with(&[]), profile);
            assert_eq!(said(&report), [""; 0]);
            assert_eq!(report.attachments, [""; 0]);
            assert_eq!(report.not_run(), 0, "{:?}", report.tallies);
        }
    }
}

#[test]
fn rejected_samples_raise_exactly_their_rule() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        for (number, sample) in rule.rejected.iter().enumerate() {
            let report = check(sample, Profile::send());
            let ids: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.id).collect();
            if ids != BTreeSet::from([rule.id]) {
                wrong.push(format!("{} rejected[{number}]: {:?}", rule.id, said(&report)));
            }
            for finding in &report.findings {
                for language in [Language::Japanese, Language::English] {
                    let text = finding.message(language) + &finding.hint(language);
                    assert!(!text.contains('{'), "{text}");
                    assert!(!text.contains("9000000001") && !text.contains("太郎"), "{text}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn accepted_samples_raise_nothing() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        for (number, sample) in rule.accepted.iter().enumerate() {
            let report = check(sample, Profile::send());
            if !said(&report).is_empty() {
                wrong.push(format!("{} accepted[{number}]: {:?}", rule.id, said(&report)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn level(rule: &'static Rule, profile: Profile) -> Level {
    let report = check(&rule.rejected[0], profile);
    report.findings[0].level
}

#[test]
fn a_blank_code_is_never_refused() {
    assert_eq!(level(&rules::NO_CODE, Profile::send()), Level::Warning);
    assert_eq!(level(&rules::NO_CODE, Profile::receive()), Level::Warning);
    assert_eq!(level(&rules::NO_CODE, Profile::emergency()), Level::Info);
}

/// What the layout alone says is said by the standard's own rules.
#[test]
fn mechanical_rules_read_these_layouts() {
    for (edit, id, item) in [
        (Edit::Set("UPFYOGU", 1, 16, ""), "item-required-missing", "利用者氏名"),
        (Edit::Set("UPFYOGU", 1, 12, ""), "item-needed-missing", "介護支援事業者コード"),
        (Edit::Set("UPFYOGU_ITEM", 1, 23, "20260431"), "item-not-a-date", "利用開始日"),
        (Edit::Set("UPFYOGU_ITEM", 1, 8, "3"), "item-unknown-code", "供給区分"),
        (Edit::Set("UPFYOGU_ITEM", 1, 9, "14"), "item-unknown-code", "種目コード"),
        (Edit::Set("UPFYOGU", 1, 37, "5"), "item-unknown-code", "ADL 寝返り"),
        (Edit::Bytes("UPFYOGU_NEED", 1, 8, b"\"\xF0\x40\""), "text-gaiji", "福祉用具が必要な理由"),
        (Edit::Set("UPFYOGU_OFFER", 1, 17, "202613"), "item-not-a-month", "貸与価格の上限の適用年月"),
    ] {
        let edits: &'static [Edit] = Box::leak(Box::new([edit]));
        let report = check(&rules::EQUIPMENT_PLAN.with(edits), Profile::send());
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|it| (it.rule.id, it.location.item.and_then(|item| item.name()).unwrap_or_default()))
            .collect();
        assert!(found.contains(&(id, item)), "{id} {item}: {:?}", said(&report));
    }
}

#[test]
fn findings_stand_at_their_items() {
    let place = |rule: &'static Rule| {
        let report = check(&rule.rejected[0], Profile::send());
        let location = &report.findings[0].location;
        let name = report.file_name(&report.findings[0]).to_owned();
        let prefix = name.split("_99").next().unwrap_or_default().to_owned();
        (prefix, location.record.unwrap_or_default(), location.item.map_or(0, |item| item.number))
    };
    let at = |prefix: &str, record, item| (prefix.to_owned(), record, item);
    assert_eq!(place(&rules::NO_HEADER), at("UPFYOGU_NEED", 3, 7));
    assert_eq!(place(&rules::DOUBLE_KEY), at("UPFYOGU", 2, 0));
    assert_eq!(place(&rules::DOUBLE_NUMBER), at("UPFYOGU_ITEM", 3, 7));
    assert_eq!(place(&rules::NO_CODE), at("UPFYOGU_ITEM", 1, 12));
    assert_eq!(place(&rules::PRICE_LIMIT), at("UPFYOGU_OFFER", 1, 14));
    assert_eq!(place(&rules::CARE_LEVEL), at("UPFYOGU_ITEM", 1, 9));
    assert_eq!(place(&rules::CONSENT_EARLY), at("UPFYOGU", 1, 75));
}

/// A record that is cut short hides what it would have held; nothing is concluded from its absence.
#[test]
fn what_cannot_be_read_makes_no_false_alarm() {
    let sample = rules::EQUIPMENT_PLAN.with(&[Edit::Cut("UPFYOGU", 1, 20)]);
    let report = check(&sample, Profile::send());
    assert!(
        report.findings.iter().all(|finding| !finding.rule.id.starts_with("fukushi-")),
        "{:?}",
        said(&report)
    );
    let not_run = |id: &str| report.tallies.iter().any(|tally| tally.rule.id == id && tally.not_run > 0);
    assert!(not_run("fukushi-no-header") && not_run("fukushi-no-monitoring"));
}
