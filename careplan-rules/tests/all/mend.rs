//! Mends that are certain: the finding is gone, nothing new appears, all other items stay what they are.

#![allow(clippy::unwrap_used)]

use careplan_csv::{Encoding, ms932, records};
use careplan_model::{FileName, Identifier, ItemType};
use careplan_rules::sample::Edit::{self, Bytes, End, Line, Name, Raw, Set};
use careplan_rules::sample::{self, ACTUAL, BASIC, Base, PLAN, RENTAL_ACTUAL, SLIP, SLIP_V3, SUPPORT};
use careplan_rules::{Checker, Document, Fix, Level, Mend, Profile, Registry, Report};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

fn files(base: Base, edits: &[Edit]) -> Files {
    let edits: &'static [Edit] = Box::leak(edits.to_vec().into_boxed_slice());
    base.with(edits).files().into_iter().map(|file| (file.name, file.bytes)).collect()
}

fn check(files: &Files, profile: Profile) -> Report {
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Checker::new(profile.collecting_edits(true)).check(documents)
}

/// The findings without their bytes, which mends move.
fn told(report: &Report) -> Vec<String> {
    let tell = |finding: &careplan_rules::Finding| {
        let (at, name) = (&finding.location, report.file_name(finding));
        let prefix = FileName::parse(name).map_or(name.to_owned(), |name| name.kind().prefix.to_owned());
        let item = at.item.map_or(0, |item| item.number);
        format!("{} {prefix} {} {item}", finding.rule.id, at.record.unwrap_or_default())
    };
    report.findings.iter().map(tell).collect()
}

fn mended(files: &Files, mends: &BTreeMap<String, Mend>) -> Files {
    let write = |(name, bytes): (&String, &Vec<u8>)| {
        let Some(mend) = mends.get(name) else { return (name.clone(), bytes.clone()) };
        let mut out = Vec::new();
        mend.write(&**bytes, &mut out).unwrap();
        (mend.name.clone().unwrap_or(name.clone()), out)
    };
    files.iter().map(write).collect()
}

fn mends(report: &Report) -> BTreeMap<String, Mend> {
    let named = |(id, mend): (_, &Mend)| (report.file(id).unwrap().name().to_owned(), mend.clone());
    report.mends.iter().map(|(id, mend)| named((*id, mend))).collect()
}

/// Mends until nothing is left to mend; how many rounds that took.
fn mended_all(files: &Files, profile: &Profile) -> (Files, usize) {
    let mut files = files.clone();
    for round in 0..6 {
        let report = check(&files, profile.clone());
        if report.mends.is_empty() {
            return (files, round);
        }
        files = mended(&files, &mends(&report));
    }
    (files, usize::MAX)
}

/// The content of every item of every record, by record and item from 1.
fn items(bytes: &[u8]) -> BTreeMap<(u64, usize), Vec<u8>> {
    let bytes = Mend { recode: true, ..Mend::default() }.written(bytes);
    let of = |record: careplan_csv::Record<'_>| {
        let number = record.at().record;
        let fields = record.fields().enumerate();
        fields.map(|(place, field)| ((number, place + 1), field.content().to_vec())).collect::<Vec<_>>()
    };
    records(&bytes).flat_map(of).collect()
}

trait Written {
    fn written(&self, bytes: &[u8]) -> Vec<u8>;
}

impl Written for Mend {
    fn written(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        // A character that Shift_JIS lacks: the file stays what it is.
        if self.write(bytes, &mut out).is_ok() { out } else { bytes.to_vec() }
    }
}

/// All rules whose findings can carry a mend. One that loses it, or gains one, is to be seen here.
const WITH_FIX: &[&str] = &[
    "csv-blank-line",
    "csv-code-quoted",
    "csv-free-text-unquoted",
    "csv-line-ending",
    "csv-outer-blanks",
    "item-bad-characters",
    "item-phone-shape",
    "item-postal-shape",
    "name-extension-case",
    "table6-day-flags",
    "table6-tais-shape",
    "table7-tais-shape",
    "text-alternate-code",
    "text-utf16",
    "text-utf8",
];

/// Beside the samples of the rules, which need not hold a case of each that can be mended.
const MORE: &[(Base, &[Edit])] = &[
    (SLIP, &[Set("UPPLAN", 3, 16, "99999－000011")]),
    (SLIP, &[Set("UPPLAN", 3, 16, "９９９９９-０００011")]),
    (SLIP, &[Set("UPSIKYU", 4, 10, "99999‐000011")]),
    (ACTUAL, &[Set("UPJSK", 1, 11, "０００００００００００００００００００００００００００００１０")]),
    (BASIC, &[Set("UPKIHON", 1, 19, "０００－００００－２００１")]),
    (PLAN, &[Set("UP1KYO", 1, 5, "０００－０００１")]),
    (SUPPORT, &[Set("UPYOBO_SUB", 1, 5, "１")]),
    (SUPPORT, &[Raw("UPYOBO_SUB", 1, 5, "１")]),
];

#[test]
fn each_mend_by_itself_removes_its_finding_and_brings_no_other() {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut cases: Vec<(String, Files)> = Vec::new();
    for rule in Registry::standard().rules() {
        for (number, sample) in rule.rejected.iter().enumerate() {
            let files = sample.files().into_iter().map(|file| (file.name, file.bytes)).collect();
            cases.push((format!("{} rejected[{number}]", rule.id), files));
        }
    }
    for (base, edits) in MORE {
        cases.push((format!("{edits:?}"), files(*base, edits)));
    }
    for (what, files) in cases {
        let profile = Profile::send();
        let report = check(&files, profile.clone());
        let before = told(&report);
        for (place, finding) in report.findings.iter().enumerate() {
            let Some(fix) = &finding.fix else { continue };
            seen.insert(finding.rule.id);
            let mend = match fix {
                Fix::Replace(edits) => Mend { edits: edits.clone(), ..Mend::default() },
                Fix::Rename(name) => Mend { name: Some(name.clone()), ..Mend::default() },
                Fix::Recode => Mend { recode: true, ..Mend::default() },
                other => unreachable!("{other:?}"),
            };
            let name = report.file_name(finding).to_owned();
            let after = mended(&files, &BTreeMap::from([(name.clone(), mend.clone())]));
            let said = told(&check(&after, profile.clone()));
            // What only followed from the fault goes with it.
            let mut left = before.clone();
            left.remove(place);
            let is_gone = said.iter().filter(|it| **it == before[place]).count()
                == left.iter().filter(|it| **it == before[place]).count();
            if !is_gone || !said.iter().all(|it| left.contains(it)) {
                wrong.push(format!("{what}: {} leaves {said:?} of {before:?}", before[place]));
            }
            let at = finding.location.item.map(|item| (finding.location.record.unwrap(), item.number));
            let (old, new) = (items(&files[&name]), items(&after[mend.name.as_ref().unwrap_or(&name)]));
            let differing = |key: &&(u64, usize)| old.get(*key) != new.get(*key) && Some(**key) != at;
            let lost: Vec<_> = old.keys().chain(new.keys()).filter(differing).collect();
            if !lost.is_empty() {
                wrong.push(format!("{what}: {} changes {lost:?}", before[place]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), WITH_FIX);
}

/// The damaged unit becomes the right one, and says nothing any more.
#[track_caller]
fn becomes_right(base: Base, damage: &[Edit], rounds: usize) {
    let damaged = files(base, damage);
    assert!(!check(&damaged, Profile::send()).findings.is_empty(), "{damage:?} is no damage");
    let (after, took) = mended_all(&damaged, &Profile::send());
    let right = files(base, &[]);
    for (name, bytes) in &after {
        let expected = right.get(name).map(|bytes| ms932::decode_lossy(bytes));
        assert_eq!(Some(ms932::decode_lossy(bytes)), expected, "{name} of {damage:?}");
        assert_eq!(Some(bytes), right.get(name), "{name} of {damage:?}");
    }
    assert!(took <= rounds, "{took} rounds for {damage:?}");
}

#[test]
fn several_mends_in_one_record_are_done_in_one_round() {
    let damage = [
        Raw("UPJSK", 1, 2, "\"991018\""),
        Raw("UPJSK", 1, 4, " 20260501"),
        Raw("UPJSK", 1, 7, "例示　能子"),
        Raw("UPJSK", 1, 8, "３８７"),
        Raw("UPJSK", 1, 9, "\"\""),
        Raw("UPJSK", 1, 10, "20260401　"),
        Raw("UPJSK", 1, 12, "０９００"),
        Raw("UPJSK", 1, 21, "例示ヘルパーステーション"),
        End("UPJSK", 1, "\n"),
        Line("UPJSK", 2, "\r\n"),
    ];
    becomes_right(ACTUAL, &damage, 1);
}

#[test]
fn mends_that_meet_in_one_item_work_together() {
    for raw in [
        "\" 20260401 \"",
        "\"２０２６０４０１\"",
        " ２０２６０４０１",
        "２０２６０４０１　",
        "\"　２０２６０４０１ \"",
        "\t２０２60401\t",
        "\"  20260401\"",
    ] {
        becomes_right(ACTUAL, &[Raw("UPJSK", 1, 10, raw)], 2);
    }
    for raw in
        ["\"99999－000011\"", " 99999－000011", "\"　９９９９９－００００１１ \"", "９９９９９－００００１１"]
    {
        becomes_right(RENTAL_ACTUAL, &[Raw("UPJSK", 1, 16, raw)], 2);
        becomes_right(SLIP, &[Raw("UPPLAN", 3, 16, raw)], 2);
        becomes_right(SLIP, &[Raw("UPSIKYU", 4, 10, raw)], 2);
    }
}

#[test]
fn an_item_at_each_edge_of_a_record_is_mended() {
    // Beside the line end, and beside the comma of the next item.
    becomes_right(ACTUAL, &[Raw("UPJSK", 1, 25, " "), End("UPJSK", 1, "\n")], 1);
    becomes_right(ACTUAL, &[Raw("UPJSK", 3, 25, "\"\""), End("UPJSK", 3, "")], 1);
    becomes_right(ACTUAL, &[Raw("UPJSK", 1, 1, " 202407"), Raw("UPJSK", 1, 2, "９９１０１８")], 1);
    becomes_right(ACTUAL, &[Raw("UPJSK", 1, 1, "\"202407\""), Raw("UPJSK", 1, 2, "\"991018\"")], 1);
}

#[test]
fn numbers_that_are_text_are_mended_with_and_without_quotes() {
    for item in [5, 10, 14] {
        becomes_right(SUPPORT, &[Set("UPYOBO_SUB", 1, item, "１")], 1);
        let (after, _) = mended_all(&files(SUPPORT, &[Raw("UPYOBO_SUB", 1, item, "１")]), &Profile::send());
        // Bare is as right as quoted.
        assert_eq!(after, files(SUPPORT, &[Raw("UPYOBO_SUB", 1, item, "1")]));
    }
}

#[test]
fn alternate_codes_are_mended_at_every_place_and_the_characters_stay() {
    // 髙﨑濵栁德 as other software writes them, between characters whose second bytes look like first ones.
    let wrong = b"\"\x83\x5C\xEE\xE0\xED\x95\x94\x5C\xED\xEE,\"\"\xED\xC9\xED\x9E\"";
    let right = b"\"\x83\x5C\xFB\xFC\xFA\xB1\x94\x5C\xFB\x4D,\"\"\xFA\xE5\xFA\xBA\"";
    let text = |bytes: &[u8]| ms932::decode(bytes).unwrap().into_owned();
    assert_eq!(text(wrong), "\"ソ髙﨑能濵,\"\"栁德\"");
    let damaged = files(PLAN, &[Bytes("UP1KYO", 1, 8, wrong)]);
    let (after, rounds) = mended_all(&damaged, &Profile::send());
    assert_eq!(rounds, 1);
    assert_eq!(after, files(PLAN, &[Bytes("UP1KYO", 1, 8, right)]));
}

#[test]
fn another_encoding_is_mended_first_and_the_rest_in_the_next_round() {
    for encode in [Edit::Utf8("UPJSK"), Edit::Utf16("UPJSK")] {
        let damage = [
            Raw("UPJSK", 1, 7, "例示　能子"),
            Raw("UPJSK", 2, 10, "\" ２０２６０４０１\""),
            End("UPJSK", 3, "\n"),
            Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501090000.csv"),
            encode,
        ];
        becomes_right(ACTUAL, &damage, 3);
    }
    // With a mark, and big endian.
    let right = files(ACTUAL, &[]);
    for (name, bytes) in &right {
        let text = format!("\u{FEFF}{}", ms932::decode(bytes).unwrap());
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for other in [text.into_bytes(), big] {
            assert!(Encoding::other_than_ms932(&other).is_some());
            let (after, _) = mended_all(&Files::from([(name.clone(), other)]), &Profile::send());
            assert_eq!(after, right);
        }
    }
}

#[test]
fn a_file_without_findings_is_copied_byte_for_byte() {
    for base in [PLAN, SLIP, ACTUAL, BASIC, SUPPORT, SLIP_V3, sample::PLAN_V3, sample::TABLE1_DELETION] {
        let right = files(base, &[]);
        let report = check(&right, Profile::send());
        assert!(report.mends.is_empty());
        for bytes in right.values() {
            assert_eq!(Mend::default().written(bytes), *bytes);
        }
    }
    // The bundled right files have nothing to mend either.
    let valid = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid");
    for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
        let report = Checker::new(profile.collecting_edits(true)).check_paths([&valid]);
        assert!(report.mends.is_empty(), "{:?}", report.mends);
    }
}

#[test]
fn bundled_odd_and_faulty_files_reach_a_fixed_point_and_lose_no_item() {
    for folder in ["odd", "faulty"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data").join(folder);
        for unit in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if !unit.is_dir() {
                continue;
            }
            let mut files = Files::new();
            for file in std::fs::read_dir(&unit).unwrap().map(|entry| entry.unwrap().path()) {
                let name = file.file_name().unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(&file).unwrap());
            }
            let (after, rounds) = mended_all(&files, &Profile::send());
            assert!(rounds <= 2, "{}: {rounds} rounds", unit.display());
            let (before, left) = (check(&files, Profile::send()), check(&after, Profile::send()));
            for level in [Level::Error, Level::Warning, Level::Info] {
                // Files in another encoding are read for the first time only then.
                let was_read = before.findings.iter().all(|finding| finding.fix != Some(Fix::Recode));
                assert!(!was_read || left.count(level) <= before.count(level), "{}", unit.display());
            }
            for (name, bytes) in &files {
                let mend = mends(&before).remove(name).unwrap_or_default();
                let (old, new) = (items(bytes), items(&after[mend.name.as_ref().unwrap_or(name)]));
                assert!(old.keys().eq(new.keys()), "{}", unit.display());
            }
        }
    }
}

/// What befalls a file on its way.
#[derive(Debug, Clone)]
struct Damage {
    record: prop::sample::Index,
    item: prop::sample::Index,
    wide: bool,
    before: &'static str,
    behind: &'static str,
    quotes: bool,
    end: Option<&'static str>,
    blank_line: bool,
}

fn damage() -> impl Strategy<Value = Damage> {
    let blanks = || prop::sample::select(vec!["", "", "", " ", "　", "\t", " 　"]);
    let end = prop::option::weighted(0.3, prop::sample::select(vec!["\n", "\r\n"]));
    let place = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (place, any::<bool>(), blanks(), blanks(), any::<bool>(), end, prop::bool::weighted(0.2)).prop_map(
        |((record, item), wide, before, behind, quotes, end, blank_line)| Damage {
            record,
            item,
            wide,
            before,
            behind,
            quotes,
            end,
            blank_line,
        },
    )
}

/// Full-width digits, letters and hyphens.
fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// The edits that do the damages to a file of a right unit, at most one for each item and record.
fn edits(base: Base, prefix: &'static str, bytes: &[u8], damages: &[Damage]) -> Vec<Edit> {
    let (mut raws, mut ends) = (BTreeMap::new(), BTreeMap::new());
    let name = base.files.iter().find(|(name, _)| FileName::parse(name).unwrap().kind().prefix == prefix);
    let layout = FileName::parse(name.unwrap().0).unwrap().kind().layout.unwrap();
    let all: Vec<_> = records(bytes).collect();
    for damage in damages {
        let place = damage.record.index(all.len());
        let record = all[place];
        let family = record.family(layout).0;
        let count = layout.count_in(family);
        let number = damage.item.index(count) + 1;
        let item = layout.items_in(family).nth(number - 1).unwrap();
        let field = record.fields().nth(number - 1).unwrap();
        let value = ms932::decode(field.content()).unwrap();
        let raw = match item.item_type {
            // Quotes in a text that needs none of them.
            ItemType::FreeText | ItemType::ImageName
                if damage.quotes && !value.contains([',', '"', '\r', '\n']) =>
            {
                value.into_owned()
            }
            ItemType::NumberText if damage.wide && !value.is_empty() => format!("\"{}\"", wide(&value)),
            ItemType::FreeText | ItemType::ImageName | ItemType::NumberText => continue,
            _ => {
                // Of a version or a constant in full width no rule says that it is another writing of it; an
                // open value (自室の階数) may be written so.
                let is_open = matches!(item.identifier, Some(Identifier::Version | Identifier::Open));
                let is_wide = damage.wide && !is_open && item.constant.is_none();
                let value = if is_wide { wide(&value) } else { value.into_owned() };
                // With full-width blanks the version of an edition is no longer to be known.
                let is_version = item.identifier == Some(Identifier::Version);
                let blanks = |text: &str| if is_version { text.replace('　', "") } else { text.to_owned() };
                let value = format!("{}{value}{}", blanks(damage.before), blanks(damage.behind));
                if damage.quotes { format!("\"{value}\"") } else { value }
            }
        };
        let raw: &'static str = Box::leak(raw.into_boxed_str());
        raws.insert((place, number), Raw(prefix, place + 1, number, raw));
        if let Some(end) = damage.end {
            ends.insert((place, 0), End(prefix, place + 1, end));
        }
        if damage.blank_line {
            ends.insert((place, 1), Line(prefix, place + 1, "\r\n"));
        }
    }
    raws.into_values().chain(ends.into_values()).collect()
}

const GROUNDS: &[(Base, &str)] = &[
    (ACTUAL, "UPJSK"),
    (RENTAL_ACTUAL, "UPJSK"),
    (SLIP, "UPPLAN"),
    (SLIP, "UPSIKYU"),
    (SLIP, "UPHOSOKU"),
    (SLIP_V3, "UPPLAN"),
    (SLIP_V3, "UPSIKYU"),
    (PLAN, "UP1KYO"),
    (PLAN, "UP2KYO"),
    (PLAN, "UP3KYO"),
    (BASIC, "UPKIHON"),
    (BASIC, "UPKIHON_SUB2"),
    (SUPPORT, "UPYOBO"),
    (SUPPORT, "UPYOBO_SUB"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_damage_is_mended_back_to_the_canonical_bytes(
        ground in prop::sample::select(GROUNDS),
        damages in prop::collection::vec(damage(), 1..8),
    ) {
        let (base, prefix) = ground;
        let right = files(base, &[]);
        let of = |files: &Files| {
            let has_prefix = |name: &&String| {
                FileName::parse(name).unwrap().kind().prefix == prefix
            };
            files[files.keys().find(has_prefix).unwrap()].clone()
        };
        let edits = edits(base, prefix, &of(&right), &damages);
        let damaged = files(base, &edits);
        let (after, rounds) = mended_all(&damaged, &Profile::send());
        let (expected, found) = (of(&right), of(&after));
        prop_assert_eq!(ms932::decode_lossy(&found), ms932::decode_lossy(&expected), "{:?}", edits);
        prop_assert_eq!(after, right);
        prop_assert!(rounds <= 2, "{} rounds: {:?}", rounds, edits);
    }
}
