//! Checks of arbitrary files: every finding lies inside its file, all reports can be written, and what is mended
//! can be checked again.

use super::tree::named;
use careplan_rules::{Checker, Document, Language, Profile, Registry, Report, output};

pub(super) fn target(data: &[u8]) {
    let files = named(data);
    let registries = [Registry::standard(), careplan_fukushi::rules::registry().expect("it is fixed")];
    let profiles = [Profile::send(), Profile::receive()];
    for (registry, profile) in registries.iter().zip(profiles) {
        let profile = profile.collecting_edits(true).on("20260601".parse().expect("a date"));
        let check = |files: &[(String, Vec<u8>)]| -> Report {
            let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
            Checker::with_registry(registry.clone(), profile.clone()).check(documents)
        };
        let report = check(&files);
        for finding in &report.findings {
            let file = report.file_name(finding);
            let Some((_, bytes)) = files.iter().find(|(name, _)| name == file) else { continue };
            if let (Some(range), 1) =
                (&finding.location.bytes, files.iter().filter(|(name, _)| name == file).count())
            {
                assert!(range.start <= range.end && range.end <= bytes.len() as u64, "{}", finding.rule.id);
            }
        }
        let mut out = Vec::new();
        for language in [Language::English, Language::Japanese] {
            output::write_text(&report, language, &mut out).expect("memory can be written");
            output::write_json(&report, language, &mut out).expect("memory can be written");
            output::write_sarif(&report, registry, &profile, language, &mut out)
                .expect("memory can be written");
        }
        assert!(core::str::from_utf8(&out).is_ok());
        // Mends are certain: a copy with all of them done can be checked, too.
        let mut mended = Vec::new();
        for (id, mend) in &report.mends {
            let Some(file) = report.file(*id) else { continue };
            let Some((name, bytes)) = files.iter().find(|(name, _)| name == file.name()) else { continue };
            let mut copy = Vec::new();
            if mend.write(&bytes[..], &mut copy).is_ok() {
                mended.push((mend.name.clone().unwrap_or_else(|| name.clone()), copy));
            }
        }
        if !mended.is_empty() {
            check(&mended);
        }
    }
}
