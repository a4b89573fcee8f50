//! What real files and real software do. Each case says what is told of it, and that nothing else is lost: all
//! other items are read as they were, and the faults of other records are still found.

#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Text, forms, from_slice, ms932, records, to_vec};
use careplan_model::{FileName, Table1, Table6, UserSupplement};
use careplan_rules::reconcile::{SlipLine, reconcile};
use careplan_rules::sample::Edit::{
    self, Append, Bytes, Content, Cut, End, Line, Name, Raw, Remove, Repeat, Set, SetAll, Utf8, Utf16,
    Without,
};
use careplan_rules::sample::{self, ACTUAL, BASIC, Base, PLAN, RENTAL_ACTUAL, SLIP, SLIP_V3, SUPPORT};
use careplan_rules::{Checker, Document, Level, Mend, Profile, Report};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A right unit with a fault in one of its records, which is to be found whatever befalls the others.
#[derive(Clone, Copy)]
struct Ground {
    base: Base,
    canary: Edit,
    told: &'static str,
}

const ACTUALS: Ground =
    Ground { base: ACTUAL, canary: Set("UPJSK", 3, 10, "20260431"), told: "E item-not-a-date UPJSK 3 10" };
const PLANS: Ground =
    Ground { base: PLAN, canary: Set("UP2KYO", 3, 15, "X"), told: "E item-unknown-code UP2KYO 3 15" };
const SLIPS: Ground =
    Ground { base: SLIP, canary: Set("UPPLAN", 4, 23, "2"), told: "E item-unknown-code UPPLAN 4 23" };
const BASICS: Ground = Ground {
    base: BASIC,
    canary: Set("UPKIHON_SUB2", 1, 10, "09"),
    told: "E item-unknown-code UPKIHON_SUB2 1 10",
};
const SUPPORTS: Ground =
    Ground { base: SUPPORT, canary: Set("UPYOBO", 1, 26, "3"), told: "E item-unknown-code UPYOBO 1 26" };
const RENTALS: Ground =
    Ground { base: RENTAL_ACTUAL, canary: Set("UPJSK", 1, 23, "2"), told: "E item-unknown-code UPJSK 1 23" };

impl Ground {
    /// The unit with these changes, checked for sending and for receiving.
    fn with(self, edits: &[Edit]) -> Case {
        let files = |edits: &[Edit]| {
            let edits: &'static [Edit] = Box::leak(edits.to_vec().into_boxed_slice());
            let files = self.base.with(edits).files().into_iter();
            files.map(|file| (file.name, file.bytes)).collect::<Vec<_>>()
        };
        // The canary comes first: later edits may rename the file, or make it one in another encoding.
        let changed = files(&[&[self.canary], edits].concat());
        Case { ground: self, before: files(&[self.canary]), files: changed }
    }
}

type Files = Vec<(String, Vec<u8>)>;

struct Case {
    ground: Ground,
    before: Files,
    files: Files,
}

fn check(files: &Files, profile: Profile) -> Report {
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Checker::new(profile.collecting_edits(true)).check(documents)
}

/// Level, rule, prefix of the file, record, item of each finding.
fn told(report: &Report) -> Vec<String> {
    let tell = |finding: &careplan_rules::Finding| {
        let (at, name) = (&finding.location, report.file_name(finding));
        let prefix = FileName::parse(name).map_or(name, |name| name.kind().prefix);
        let level = match finding.level {
            Level::Error => "E",
            Level::Warning => "W",
            _ => "I",
        };
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let item = number(at.item.map(|item| item.number as u64));
        format!("{level} {} {prefix} {} {item}", finding.rule.id, number(at.record))
    };
    report.findings.iter().map(tell).collect()
}

impl Case {
    #[track_caller]
    fn tells(self, profile: Profile, expected: &[&str]) -> Self {
        let report = check(&self.files, profile);
        assert!(report.unreadable.is_empty());
        let mut told = told(&report);
        let canary = told.iter().position(|it| it == self.ground.told);
        let Some(canary) = canary else { panic!("the other record's fault is lost: {told:?}") };
        told.remove(canary);
        assert_eq!(told, expected);
        self
    }

    /// Exactly these are found when sending.
    #[track_caller]
    fn sends(self, expected: &[&str]) -> Self {
        self.tells(Profile::send(), expected)
    }

    /// Exactly these are found when receiving.
    #[track_caller]
    fn receives(self, expected: &[&str]) -> Self {
        self.tells(Profile::receive(), expected)
    }

    #[track_caller]
    fn says(self, expected: &[&str]) -> Self {
        self.sends(expected).receives(expected)
    }

    /// All items but these are read as they were; each is told by its prefix, record and item.
    #[track_caller]
    fn keeps_all_but(self, changed: &[(&str, u64, usize)]) -> Self {
        let (before, after) = (items(&self.before), items(&self.files));
        for (key @ (prefix, record, item), value) in &before {
            if !changed.contains(&(prefix.as_str(), *record, *item)) {
                assert_eq!(after.get(key), Some(value), "{key:?}");
            }
        }
        self
    }

    /// All records are counted.
    #[track_caller]
    fn keeps_all_records(self) -> Self {
        let counts = |files: &Files| {
            let report = check(files, Profile::receive());
            report.files.iter().map(|file| file.records).sum::<u64>()
        };
        assert_eq!(counts(&self.files), counts(&self.before));
        self
    }

    /// Once mended, the unit is the right one with nothing but the canary.
    #[track_caller]
    fn can_be_mended(self) -> Self {
        let mut files = self.files.clone();
        for _ in 0..3 {
            let report = check(&files, Profile::send());
            for (id, mend) in &report.mends {
                let place =
                    files.iter().position(|(name, _)| *name == report.file(*id).unwrap().name).unwrap();
                let (name, bytes) = &files[place];
                let mut out = Vec::new();
                mend.write(&**bytes, &mut out).unwrap();
                files[place] = (mend.name.clone().unwrap_or(name.clone()), out);
            }
        }
        assert_eq!(files, self.before);
        self
    }
}

/// Every item by the prefix of its file, its record and its number.
fn items(files: &Files) -> BTreeMap<(String, u64, usize), Vec<u8>> {
    let mut items = BTreeMap::new();
    for (name, bytes) in files {
        let prefix = FileName::parse(name).map_or(name.clone(), |name| name.kind().prefix.to_owned());
        for record in records(bytes) {
            for (place, field) in record.fields().enumerate() {
                let content = field.content().to_vec();
                items.insert((prefix.clone(), record.at().record, place + 1), content);
            }
        }
    }
    items
}

fn file(base: Base, edits: &[Edit], prefix: &str) -> Vec<u8> {
    let edits: &'static [Edit] = Box::leak(edits.to_vec().into_boxed_slice());
    base.with(edits).files().into_iter().find(|file| file.name.starts_with(prefix)).unwrap().bytes
}

mod bytes_and_csv {
    use super::*;

    #[test]
    fn utf8_and_utf16_are_one_finding_and_no_mojibake() {
        let bom = |prefix: &'static str, base: Base| {
            let text = ms932::decode(&file(base, &[], prefix)).unwrap().into_owned();
            let bytes: &'static [u8] = format!("\u{FEFF}{text}").into_bytes().leak();
            Content(prefix, bytes)
        };
        // The canary stands in another file of the unit: of this one no record is read.
        for edit in [Utf8("UP1KYO"), bom("UP1KYO", PLAN)] {
            PLANS.with(&[edit]).says(&["E text-utf8 UP1KYO - -"]).can_be_mended();
        }
        PLANS.with(&[Utf16("UP1KYO")]).says(&["E text-utf16 UP1KYO - -"]).can_be_mended();
    }

    #[test]
    fn names_in_ibm_extension_characters_are_right() {
        let name = b"\"\xFB\xFC\xFA\xB1\x81\x40\xFB\x4D\xFA\xE5\xFA\xBA\"";
        PLANS.with(&[Bytes("UPHOSOKU", 1, 6, name)]).says(&[]).keeps_all_but(&[("UPHOSOKU", 1, 6)]);
        let file = file(PLAN, &[Bytes("UPHOSOKU", 1, 6, name)], "UPHOSOKU");
        let read: Vec<UserSupplement> = from_slice(&file).unwrap();
        assert_eq!(read[0].user_name, "髙﨑　濵栁德");
        assert_eq!(to_vec(&read).unwrap(), file);
        // What cannot be written is refused by name, and never becomes a question mark.
        let mut other = read[0].clone();
        other.user_name = "𠮷野".into();
        let refused = to_vec([&other]).unwrap_err().to_string();
        assert!(refused.contains('𠮷'), "{refused}");
    }

    #[test]
    fn the_other_codes_of_these_characters_are_information_and_can_be_mended() {
        let edits = [Bytes("UPHOSOKU", 1, 6, b"\"\xEE\xE0\xED\x95\"")];
        PLANS
            .with(&edits)
            .says(&["I text-alternate-code UPHOSOKU 1 6"])
            .keeps_all_but(&[("UPHOSOKU", 1, 6)])
            .keeps_all_records();
        let read: Vec<UserSupplement> = from_slice(&file(PLAN, &edits, "UPHOSOKU")).unwrap();
        assert_eq!(read[0].user_name, "髙﨑");
    }

    #[test]
    fn symbols_of_other_systems_are_folded_or_refused_and_never_change_silently() {
        let utf8 = |text: &str| {
            let plain = ms932::decode(&file(PLAN, &[], "UP1KYO")).unwrap().into_owned();
            plain.replace("特になし", text).into_bytes()
        };
        let recoded = |text: &str| {
            let mut out = Vec::new();
            Mend { recode: true, ..Mend::default() }.write(&*utf8(text), &mut out).map(|()| out)
        };
        let (from, to) = ("〜‖—−¢£¬¥‾", "～∥―－￠￡￢￥￣");
        let table: Vec<Table1> = from_slice(&recoded(from).unwrap()).unwrap();
        assert_eq!(table[0].certification_committee_opinion.as_deref(), Some(to));
        for character in "〜‖—−¢£¬¥‾".chars() {
            assert!(ms932::encode(&character.to_string()).is_err(), "{character}");
        }
        let error = recoded("𠮷野家").unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    }

    #[test]
    fn compatibility_kanji_of_names_stay_what_they_are() {
        // Those of MS932 that NFC would replace by others.
        let kanji = "\u{F929}\u{F9DC}\u{FA10}\u{FA12}\u{FA15}\u{FA16}\u{FA17}\u{FA18}\u{FA19}\u{FA1A}\u{FA1B}\
            \u{FA1C}\u{FA1D}\u{FA1E}\u{FA20}\u{FA22}\u{FA25}\u{FA26}\u{FA2A}\u{FA2B}\u{FA2C}\u{FA2D}\u{212B}";
        assert_eq!(kanji.chars().count(), 23);
        for edit in [Set("UPHOSOKU", 1, 6, kanji), Set("UP1KYO", 1, 8, kanji)] {
            PLANS.with(&[edit]).says(&[]);
        }
        let bytes = file(PLAN, &[Set("UPHOSOKU", 1, 6, kanji)], "UPHOSOKU");
        let read: Vec<UserSupplement> = from_slice(&bytes).unwrap();
        assert_eq!(read[0].user_name, kanji);
        assert_eq!(to_vec(&read).unwrap(), bytes);
        // Nor does mending another encoding change them.
        let mut out = Vec::new();
        let text = ms932::decode(&bytes).unwrap();
        Mend { recode: true, ..Mend::default() }.write(text.as_bytes(), &mut out).unwrap();
        assert_eq!(out, bytes);
    }

    #[test]
    fn line_breaks_in_a_text_do_not_split_the_record() {
        let edits = [Raw("UP2KYO", 1, 7, "\"一\r\n二\n三\r\n\r\n四\"")];
        let case = PLANS.with(&edits).says(&[]).keeps_all_but(&[("UP2KYO", 1, 7)]).keeps_all_records();
        let report = check(&case.files, Profile::send());
        let canary = report.findings.iter().map(|finding| (finding.location.record, finding.location.line));
        // Five lines for the first record, one for the second.
        assert_eq!(canary.collect::<Vec<_>>(), [(Some(3), Some(7))]);
    }

    #[test]
    fn quotes_are_told_and_mended_wherever_a_program_puts_or_leaves_them() {
        // Free text quoted only when needed.
        ACTUALS
            .with(&[Raw("UPJSK", 1, 7, "例示　能子"), Raw("UPJSK", 1, 21, "例示ヘルパーステーション")])
            .sends(&["W csv-free-text-unquoted UPJSK 1 7", "W csv-free-text-unquoted UPJSK 1 21"])
            .receives(&["I csv-free-text-unquoted UPJSK 1 7", "I csv-free-text-unquoted UPJSK 1 21"])
            .keeps_all_but(&[])
            .can_be_mended();
        // Everything quoted, blank fields too.
        ACTUALS
            .with(&[
                Raw("UPJSK", 1, 1, "\"202407\""),
                Raw("UPJSK", 1, 9, "\"\""),
                Raw("UPJSK", 1, 10, "\"20260401\""),
            ])
            .sends(&[
                "W csv-code-quoted UPJSK 1 1",
                "W csv-code-quoted UPJSK 1 9",
                "W csv-code-quoted UPJSK 1 10",
            ])
            .receives(&[
                "I csv-code-quoted UPJSK 1 1",
                "I csv-code-quoted UPJSK 1 9",
                "I csv-code-quoted UPJSK 1 10",
            ])
            .keeps_all_but(&[])
            .can_be_mended();
        // A blank text in quotes is as right as one without.
        ACTUALS.with(&[Raw("UPJSK", 1, 7, "\"\"")]).says(&[]).keeps_all_but(&[("UPJSK", 1, 7)]);
    }

    #[test]
    fn a_header_row_is_told_and_is_no_record() {
        let edits = [Line("UPJSK", 1, "CSVバージョン,保険者番号,被保険者番号\r\n")];
        ACTUALS
            .with(&edits)
            .sends(&["E csv-header-row UPJSK - -"])
            .receives(&["W csv-header-row UPJSK - -"])
            .keeps_all_but(&[])
            .keeps_all_records();
    }

    #[test]
    fn blank_lines_and_other_line_ends_are_told_and_mended() {
        ACTUALS
            .with(&[Line("UPJSK", 2, "\r\n")])
            .sends(&["W csv-blank-line UPJSK - -"])
            .receives(&["I csv-blank-line UPJSK - -"])
            .keeps_all_but(&[])
            .keeps_all_records()
            .can_be_mended();
        ACTUALS
            .with(&[End("UPJSK", 1, "\n"), End("UPJSK", 2, "\n")])
            .sends(&["W csv-line-ending UPJSK 1 -", "W csv-line-ending UPJSK 2 -"])
            .receives(&["I csv-line-ending UPJSK 1 -", "I csv-line-ending UPJSK 2 -"])
            .keeps_all_but(&[])
            .can_be_mended();
        // No line end behind the last record, and the end-of-file sign of old systems.
        ACTUALS
            .with(&[End("UPJSK", 3, "")])
            .sends(&["W csv-line-ending UPJSK 3 -"])
            .receives(&["I csv-line-ending UPJSK 3 -"])
            .keeps_all_but(&[])
            .can_be_mended();
    }

    #[test]
    fn blanks_around_codes_are_told_and_those_around_texts_are_not() {
        ACTUALS
            .with(&[Raw("UPJSK", 1, 2, " 991018"), Raw("UPJSK", 1, 12, "0900　")])
            .sends(&["E csv-outer-blanks UPJSK 1 2", "E csv-outer-blanks UPJSK 1 12"])
            .receives(&["W csv-outer-blanks UPJSK 1 2", "W csv-outer-blanks UPJSK 1 12"])
            .keeps_all_but(&[("UPJSK", 1, 2), ("UPJSK", 1, 12)])
            .keeps_all_records()
            .can_be_mended();
        ACTUALS.with(&[Raw("UPJSK", 1, 7, "\" 例示　能子　\"")]).says(&[]);
    }

    /// The files of a unit with each bare field changed.
    fn with_codes(base: Base, change: impl Fn(&str) -> String) -> Files {
        let spoilt = |bytes: &[u8]| {
            let text = ms932::decode(bytes).unwrap();
            let field = |field: &str| match field {
                text if text.starts_with('"') || text.ends_with('"') || text.is_empty() => text.to_owned(),
                code => change(code),
            };
            let line = |line: &str| line.split(',').map(field).collect::<Vec<_>>().join(",");
            let lines: String = text.lines().map(|text| line(text) + "\r\n").collect();
            ms932::encode(&lines).unwrap()
        };
        base.with(&[]).files().into_iter().map(|file| (file.name, spoilt(&file.bytes))).collect()
    }

    /// Files whose content is taken for another kind than their name says, though it is not.
    fn misread(change: impl Fn(&str) -> String) -> Vec<String> {
        let bases = [
            ACTUAL,
            PLAN,
            SLIP,
            BASIC,
            SUPPORT,
            SLIP_V3,
            sample::PLAN_V3,
            sample::TABLE1_DELETION,
            RENTAL_ACTUAL,
        ];
        let mut wrong = Vec::new();
        for base in bases {
            let report = check(&with_codes(base, &change), Profile::receive());
            for file in &report.files {
                let named = FileName::parse(&file.name).unwrap().kind().prefix;
                if file.kind.map(|kind| kind.prefix) != Some(named) {
                    wrong.push(format!("{named} is read as {:?}", file.kind.map(|kind| kind.prefix)));
                }
            }
        }
        wrong
    }

    #[test]
    fn a_file_keeps_its_kind_whatever_befalls_its_codes() {
        type Which = (&'static str, fn(&str) -> bool);
        // All codes, the dates, the times, what is no number of a person, what is short.
        let which: &[Which] = &[
            ("all", |_| true),
            ("dates", |code| code.len() == 8),
            ("times", |code| code.len() == 4),
            ("all but keys", |code| !matches!(code.len(), 6 | 10)),
            ("short ones and dates", |code| code.len() < 5 || code.len() == 8),
        ];
        let mut wrong = Vec::new();
        for (what, is_spoilt) in which {
            for (before, behind) in [("", " "), (" ", ""), (" ", " "), ("　", "")] {
                let change = |code: &str| {
                    if is_spoilt(code) { format!("{before}{code}{behind}") } else { code.to_owned() }
                };
                wrong.extend(misread(change).iter().map(|it| format!("blanks around {what}: {it}")));
            }
            // As a spreadsheet does.
            let lost = |code: &str| match code.trim_start_matches('0') {
                rest if is_spoilt(code) && rest.is_empty() => "0".to_owned(),
                rest if is_spoilt(code) => rest.to_owned(),
                _ => code.to_owned(),
            };
            wrong.extend(misread(lost).iter().map(|it| format!("zeros of {what}: {it}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn leading_zeros_that_a_spreadsheet_removed_are_told() {
        let case = ACTUALS
            .with(&[Set("UPJSK", 1, 3, "102"), Set("UPJSK", 1, 12, "900"), Set("UPJSK", 2, 2, "1018")])
            .says(&[
                "E item-insured-shape UPJSK 1 3",
                "E item-not-a-time UPJSK 1 12",
                "E item-wrong-length UPJSK 2 2",
            ])
            .keeps_all_but(&[("UPJSK", 1, 3), ("UPJSK", 1, 12), ("UPJSK", 2, 2)])
            .keeps_all_records();
        let report = check(&case.files, Profile::send());
        let message = report.findings[0].message(careplan_rules::Language::Japanese);
        assert!(message.contains("表計算ソフトで先頭の0が失われた"), "{message}");
    }

    #[test]
    fn short_rows_are_told_once_and_their_items_are_read() {
        ACTUALS
            .with(&[Cut("UPJSK", 1, 23), Set("UPJSK", 1, 10, "20260499")])
            .says(&["E csv-field-count UPJSK 1 -", "E item-not-a-date UPJSK 1 10"])
            .keeps_all_but(&[("UPJSK", 1, 10), ("UPJSK", 1, 24), ("UPJSK", 1, 25)])
            .keeps_all_records();
    }
}

mod layout {
    use super::*;

    #[test]
    fn hand_made_columns_are_counted() {
        let more = |base: Base, prefix: &'static str, count: usize| {
            let text = ms932::decode(&file(base, &[], prefix)).unwrap().into_owned();
            let row = text.split("\r\n").next().unwrap().to_owned();
            let fields = row.split(',').count();
            let row = if fields < count {
                row + &",".repeat(count - fields)
            } else {
                row.split(',').take(count).collect::<Vec<_>>().join(",")
            };
            Content(prefix, ms932::encode(&format!("{row}\r\n")).unwrap().leak())
        };
        // 第1表 and 第2表 as many columns as some programs have, 第6表 with one for each day.
        let case = PLANS.with(&[more(PLAN, "UP1KYO", 23)]);
        assert_eq!(case.files[0].1.split(|byte| *byte == b',').count(), 23);
        case.says(&["E csv-field-count UP1KYO 1 -"]);
        let report = check(&PLANS.with(&[more(PLAN, "UP2KYO", 18)]).files, Profile::receive());
        assert!(told(&report).contains(&"E csv-field-count UP2KYO 1 -".to_owned()), "{:?}", told(&report));
        let report = check(&ACTUALS.with(&[more(ACTUAL, "UPJSK", 49)]).files, Profile::receive());
        assert!(told(&report).contains(&"E csv-field-count UPJSK 1 -".to_owned()), "{:?}", told(&report));
        assert_eq!(report.files[0].records, 1);
    }

    #[test]
    fn version_202410_is_told_once() {
        ACTUALS
            .with(&[SetAll("UPJSK", 1, "202410")])
            .sends(&["E file-unknown-version UPJSK 1 1"])
            .receives(&["W file-unknown-version UPJSK 1 1"])
            .keeps_all_but(&[("UPJSK", 1, 1), ("UPJSK", 2, 1), ("UPJSK", 3, 1)])
            .keeps_all_records();
    }

    #[test]
    fn actuals_under_the_name_of_their_deletion_are_an_error_and_read_as_actuals() {
        let name = "DLTJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV";
        let case = Ground { told: "E item-not-a-date DLTJSK 3 10", ..ACTUALS }
            .with(&[Name("UPJSK", name)])
            .says(&["E name-kind-content DLTJSK - -"])
            .keeps_all_records();
        let report = check(&case.files, Profile::receive());
        assert_eq!(report.files[0].kind.unwrap().prefix, "UPJSK");
    }

    #[test]
    fn odd_names_are_told_and_the_records_are_checked() {
        for (name, send, receive) in [
            ("UPJSK_202604_9970100021_11___20260501090000.CSV", "E name-malformed", "W name-malformed"),
            ("UPJSK_202604_9970100021_11_20260501090000.CSV", "E name-malformed", "W name-malformed"),
            (
                "UPJSQ_202604_9970100021_11_9970100013_43_20260501090000.CSV",
                "W name-unknown-prefix",
                "I name-unknown-prefix",
            ),
            (
                "DLTBET_202604_9970100021_11_9970100013_43_20260501090000.CSV",
                "W name-unknown-prefix",
                "I name-unknown-prefix",
            ),
            ("jisseki.CSV", "E name-malformed", "W name-malformed"),
        ] {
            let canary: &'static str = format!("E item-not-a-date {name} 3 10").leak();
            let [send, receive] = [send, receive].map(|it| format!("{it} {name} - -"));
            Ground { told: canary, ..ACTUALS }
                .with(&[Name("UPJSK", name)])
                .sends(&[&send])
                .receives(&[&receive])
                .keeps_all_records();
        }
        ACTUALS
            .with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501090000.csv")])
            .sends(&["W name-extension-case UPJSK - -"])
            .receives(&["I name-extension-case UPJSK - -"])
            .keeps_all_but(&[])
            .can_be_mended();
        // UPKHON: the files that depend on it lack it then.
        let name = "UPKHON_9900100083_46_9970100013_43_20260325130000.CSV";
        let case = BASICS.with(&[Name("UPKIHON", name)]).keeps_all_records();
        let told = told(&check(&case.files, Profile::receive()));
        assert!(told.contains(&format!("I name-unknown-prefix {name} - -")), "{told:?}");
        assert!(told.contains(&BASICS.told.to_owned()), "{told:?}");
    }

    #[test]
    fn kinds_are_told_neither_by_a_part_of_the_name_nor_by_the_number_of_columns() {
        // 第2表 of 4.1 and 第6表 of 3.x both have 22 items.
        let bytes = file(SLIP_V3, &[], "UPPLAN");
        let report = check(&vec![("april.csv".to_owned(), bytes)], Profile::receive());
        let kind = report.files[0].kind.unwrap().prefix;
        assert!(matches!(kind, "UPPLAN" | "UPJSK"), "{kind}");
        let bytes = file(PLAN, &[], "UP2KYO");
        let report = check(&vec![("plan.csv".to_owned(), bytes)], Profile::receive());
        assert_eq!(report.files[0].kind.unwrap().prefix, "UP2KYO");
        // A name that begins or ends like another's.
        for (base, prefix) in [(BASIC, "UPKIHON_SUB1"), (BASIC, "UPKIHON_SUB2"), (SUPPORT, "UPYOBO_SUB")] {
            let files: Files =
                base.with(&[]).files().into_iter().map(|file| (file.name, file.bytes)).collect();
            let report = check(&files, Profile::receive());
            let file = report.files.iter().find(|file| file.name.starts_with(prefix)).unwrap();
            assert_eq!(file.kind.unwrap().prefix, prefix);
        }
        // Other files of an office are no forms, whatever their names hold.
        let other = ("UPPLANの控え.CSV".to_owned(), b"date,memo\r\n1,2\r\n".to_vec());
        let memo = ("memo.csv".to_owned(), b"UPPLAN,UPJSK\r\n".to_vec());
        let report = check(&vec![other, memo], Profile::send());
        assert_eq!(report.attachments.len() + report.files.len(), 2);
        assert!(report.attachments.contains(&"memo.csv".to_owned()));
    }
}

mod meaning {
    use super::*;

    #[test]
    fn codes_of_other_programs_are_told_by_item() {
        // 1/2/3 for 初回/紹介/継続; 介護度 as a label; Y/N as 1/2.
        PLANS
            .with(&[Set("UP1KYO", 1, 16, "3"), Set("UP1KYO", 1, 21, "要介護３"), Set("UP2KYO", 1, 15, "1")])
            .says(&[
                "E item-unknown-code UP1KYO 1 16",
                "E item-unknown-code UP1KYO 1 21",
                "E item-unknown-code UP2KYO 1 15",
            ])
            .keeps_all_but(&[("UP1KYO", 1, 16), ("UP1KYO", 1, 21), ("UP2KYO", 1, 15)])
            .keeps_all_records();
        // The combined kinds of a plan are codes of their own.
        for combined in ["51", "52", "53", "54"] {
            PLANS.with(&[Set("UP1KYO", 1, 16, combined)]).says(&[]);
            let table: Vec<Table1> =
                from_slice(&file(PLAN, &[Set("UP1KYO", 1, 16, combined)], "UP1KYO")).unwrap();
            assert!(
                to_vec(&table).unwrap().windows(4).any(|window| window == format!(",{combined},").as_bytes())
            );
        }
        // 識別子 filled.
        ACTUALS
            .with(&[Set("UPJSK", 1, 25, "1")])
            .sends(&["W item-not-empty UPJSK 1 25"])
            .receives(&["I item-not-empty UPJSK 1 25"])
            .keeps_all_but(&[("UPJSK", 1, 25)]);
    }

    #[test]
    fn several_persons_of_a_file_are_each_read_and_checked() {
        ACTUALS
            .with(&[
                Append("UPJSK", "202407,991018,H000000002,20260501,202604,9970100013,,387,,20260402,,0900,1000,1,111211,,,,,9970100021,,,0,9970100021,\n"),
                Append("UPJSK", "202407,991018,9000000003,20260501,202604,9970100013,,387,,20260402,,0900,2500,1,111211,,,,,9970100021,,,0,9970100021,\n"),
            ])
            .says(&["E item-not-a-time UPJSK 5 13"])
            .keeps_all_but(&[]);
    }

    fn lines(base: Base, edits: &[Edit], prefix: &str) -> Vec<SlipLine> {
        let bytes = file(base, edits, prefix);
        forms::<Table6<Text<'_>>>(&bytes).map(|record| SlipLine::new(0, &record.unwrap())).collect()
    }

    fn differences(base: Base, plan: &[Edit], actual: &[Edit]) -> Vec<&'static str> {
        let result = reconcile(lines(base, plan, "UPPLAN"), lines(base, actual, "UPJSK"));
        result.differences().map(|found| found.difference.rule_id()).collect()
    }

    #[test]
    fn two_visits_of_one_day_are_two_and_one_that_merges_them_is_told_apart() {
        let second = Append(
            "UPPLAN",
            "202407,991018,9000000001,20260325,202604,9970100013,,387,,20260401,,1500,1600,1,111211,,,,,9970100021,,,0,9970100013,\n",
        );
        let both = Append(
            "UPJSK",
            "202407,991018,9000000001,20260501,202604,9970100013,,387,,20260401,,1500,1600,1,111211,,,,,9970100021,,,0,9970100021,\n",
        );
        ACTUALS.with(&[both]).says(&[]).keeps_all_but(&[]);
        let base = sample::SLIP_AND_ACTUAL;
        assert_eq!(differences(base, &[second], &[both]), [""; 0]);
        // From the earliest start to the latest end.
        let merged = [Set("UPJSK", 1, 13, "1600")];
        assert!(!differences(base, &[second], &merged).is_empty());
    }

    #[test]
    fn weekly_plans_have_any_times() {
        for (start, end) in [("0637", "0641"), ("0000", "2400"), ("2359", "2400")] {
            PLANS.with(&[Set("UP3KYO", 1, 8, start), Set("UP3KYO", 1, 9, end)]).says(&[]);
        }
    }

    #[test]
    fn what_is_missing_is_told_and_what_was_invented_for_it_is_not_called_wrong() {
        PLANS
            .with(&[Set("UPHOSOKU", 1, 7, ""), Set("UPHOSOKU", 1, 8, "")])
            .says(&["E item-required-missing UPHOSOKU 1 7", "E item-required-missing UPHOSOKU 1 8"])
            .keeps_all_but(&[("UPHOSOKU", 1, 7), ("UPHOSOKU", 1, 8)]);
        // A sex and a time that may be true: nobody can tell.
        PLANS.with(&[Set("UPHOSOKU", 1, 7, "2"), Set("UPHOSOKU", 1, 8, "19000101")]).says(&[]);
        ACTUALS.with(&[Set("UPJSK", 1, 12, "0000"), Set("UPJSK", 1, 13, "0000")]).says(&[]);
        // A date of nothing but zeros is none.
        PLANS.with(&[Set("UPHOSOKU", 1, 8, "00000000")]).says(&["E item-not-a-date UPHOSOKU 1 8"]);
    }

    #[test]
    fn products_without_codes_are_told_and_lines_without_units_are_kept() {
        RENTALS
            .with(&[Set("UPJSK", 1, 16, "")])
            .sends(&["E table6-equipment-code-missing UPJSK 1 16"])
            .receives(&["W table6-equipment-code-missing UPJSK 1 16"])
            .keeps_all_but(&[("UPJSK", 1, 16)]);
        ACTUALS
            .with(&[Set("UPJSK", 1, 8, "0")])
            .says(&[])
            .keeps_all_but(&[("UPJSK", 1, 8)])
            .keeps_all_records();
    }

    #[test]
    fn the_numbers_of_a_plan_are_told_when_missing_or_repeated() {
        PLANS
            .with(&[Set("UP2KYO", 2, 13, "1")])
            .sends(&["E table2-duplicate-number UP2KYO 2 13"])
            .receives(&["W table2-duplicate-number UP2KYO 2 13"])
            .keeps_all_but(&[("UP2KYO", 2, 13)]);
        PLANS
            .with(&[Set("UP2KYO", 2, 13, ""), Set("UP2KYO", 2, 8, "")])
            .says(&["W table2-number-missing UP2KYO 2 8", "W table2-number-missing UP2KYO 2 13"])
            .keeps_all_but(&[("UP2KYO", 2, 13), ("UP2KYO", 2, 8)]);
    }

    #[test]
    fn units_per_category_and_per_product_are_one_difference_that_says_so() {
        let products = [
            Set("UPJSK", 1, 8, "600"),
            Append(
                "UPJSK",
                "202407,991018,9000000001,20260501,202604,9970100013,,400,,20260401,,9999,9999,1,171003,99999-000012,,\"例示ベッド\",,9970100062,,,0,9970100062,\n",
            ),
        ];
        // 1,000 units for the category in the plan, 600 and 400 for its products in the actuals.
        let category = [
            Remove("UPPLAN", 1),
            Remove("UPPLAN", 1),
            Remove("UPPLAN", 2),
            Set("UPPLAN", 1, 16, ""),
            Set("UPPLAN", 1, 18, ""),
        ];
        let base = sample::SLIP_AND_RENTAL;
        let result = reconcile(lines(base, &category, "UPPLAN"), lines(base, &products, "UPJSK"));
        let found: Vec<_> = result.differences().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].difference.rule_id(), "actual-equipment");
        // All three lines are in one entry, and the units agree.
        assert_eq!((found[0].entry.planned.len(), found[0].entry.actual.len()), (1, 2));
        assert!(result.totals().iter().all(|total| total.total.units_difference() == Some(0)));
    }
}

/// What the standard prints by mistake is no rule.
mod slips_in_the_printed_standard {
    use super::*;

    #[test]
    fn units_of_a_line_are_not_held_against_a_limit() {
        // 第6表 No.8 points to a limit; a line may have more units than the person's limit.
        Ground { base: ACTUAL, ..ACTUALS }.with(&[Set("UPJSK", 1, 8, "99999")]).says(&[]);
    }

    #[test]
    fn products_of_table_7_are_told_by_the_service_code_of_no_9() {
        // No.10 and 11 point to No.19 for the service code.
        SLIPS.with(&[Set("UPSIKYU", 4, 19, ""), Set("UPPLAN", 3, 16, "99999-000011")]).says(&[]);
        SLIPS
            .with(&[Set("UPSIKYU", 4, 10, ""), Set("UPPLAN", 3, 16, "")])
            .sends(&[
                "E table6-equipment-code-missing UPPLAN 3 16",
                "E table7-equipment-code-missing UPSIKYU 4 10",
            ])
            .receives(&[
                "W table6-equipment-code-missing UPPLAN 3 16",
                "W table7-equipment-code-missing UPSIKYU 4 10",
            ]);
    }

    #[test]
    fn a_wide_hyphen_in_a_product_code_is_no_more_than_information() {
        RENTALS
            .with(&[Set("UPJSK", 1, 16, "99999－000011")])
            .says(&["I table6-tais-shape UPJSK 1 16"])
            .keeps_all_but(&[("UPJSK", 1, 16)])
            .can_be_mended();
    }

    #[test]
    fn names_of_basic_information_have_no_month_and_images_either_extension() {
        BASICS.with(&[]).says(&[]);
        let jpg = "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0001.JPG";
        BASICS
            .with(&[Name("UPKIHON_IMAGE", jpg), Set("UPKIHON", 1, 62, jpg)])
            .says(&[])
            .keeps_all_but(&[("UPKIHON", 1, 62)]);
        let name = "UPKIHON_000000_9900100083_46_9970100013_43_20260325130000.CSV";
        let case = BASICS.with(&[Name("UPKIHON", name)]).keeps_all_records();
        let told = told(&check(&case.files, Profile::send()));
        assert!(told.contains(&format!("E name-malformed {name} - -")), "{told:?}");
    }

    #[test]
    fn the_image_stands_in_no_62() {
        // No.57 is the phone number of the third contact.
        BASICS.with(&[Set("UPKIHON", 1, 57, "000-0000-9003")]).says(&[]);
        BASICS.with(&[Set("UPKIHON", 1, 62, ""), Without("UPKIHON_IMAGE")]).says(&[]);
    }

    #[test]
    fn office_numbers_have_ten_digits_and_dates_eight() {
        ACTUALS
            .with(&[Set("UPJSK", 1, 20, "997010002"), Set("UPJSK", 1, 10, "260401")])
            .sends(&["E item-not-a-date UPJSK 1 10", "E item-wrong-length UPJSK 1 20"])
            .receives(&["E item-not-a-date UPJSK 1 10", "W item-wrong-length UPJSK 1 20"]);
        for name in [
            "UPJSK_202604_997010002_11_9970100013_43_20260501090000.CSV",
            "UPJSK_202604_9970100021_11_9970100013_43_202605010900000.CSV",
            "UPJSK_202604_9970100021_11_9970100013_43_260501090000.CSV",
        ] {
            let canary: &'static str = format!("E item-not-a-date {name} 3 10").leak();
            let malformed = format!("E name-malformed {name} - -");
            Ground { told: canary, ..ACTUALS }.with(&[Name("UPJSK", name)]).sends(&[&malformed]);
        }
    }

    #[test]
    fn actuals_go_from_the_provider_with_its_own_service_type() {
        ACTUALS.with(&[]).says(&[]);
        // The printed example swaps the office numbers only.
        let swapped = "UPJSK_202604_9970100021_43_9970100013_11_20260501090000.CSV";
        ACTUALS
            .with(&[Name("UPJSK", swapped)])
            .sends(&["W name-service-type UPJSK - -"])
            .receives(&["I name-service-type UPJSK - -"]);
    }

    #[test]
    fn the_numbers_of_the_support_plan_are_right_quoted_and_bare() {
        let bare = [5, 10, 14].map(|item| Raw("UPYOBO_SUB", 1, item, "1"));
        SUPPORTS.with(&bare).says(&[]).keeps_all_but(&[]);
        SUPPORTS.with(&[]).says(&[]);
    }

    #[test]
    fn a_deletion_of_table_1_stands_alone() {
        let ground = Ground {
            base: sample::TABLE1_DELETION,
            canary: Append("DLT1KYO", "202407,991018,9000000002,20260231\n"),
            told: "E item-not-a-date DLT1KYO 2 4",
        };
        ground.with(&[]).says(&[]);
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data")
}

/// Folder and rules of each line of the table of odd files; no rules where the files are accepted.
fn odd() -> Vec<(String, Vec<String>)> {
    let readme = std::fs::read_to_string(data().join("README.md")).unwrap();
    let table = readme.split_once("\n## odd/").unwrap().1.split("\n## ").next().unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let folder = cells[0].strip_prefix('`')?.trim_end_matches('`').to_owned();
        let rules = cells[3].split(", ").filter(|rule| *rule != "(accepted)");
        Some((folder, rules.map(str::to_owned).collect()))
    };
    table.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect()
}

#[test]
fn odd_files_raise_the_rule_that_their_table_names() {
    let odd = odd();
    let folders = std::fs::read_dir(data().join("odd")).unwrap().count();
    assert_eq!(odd.len(), folders, "folders and lines of the table");
    let mut wrong = Vec::new();
    for (folder, rules) in odd {
        let report = Checker::new(Profile::receive()).check_paths([data().join("odd").join(&folder)]);
        assert!(report.unreadable.is_empty());
        let told = told(&report);
        let raised = |rule: &String| report.findings.iter().any(|finding| finding.rule.id == rule);
        if !rules.iter().all(raised) {
            wrong.push(format!("{folder}: {rules:?} not among {told:?}"));
        }
        if rules.is_empty() && told.iter().any(|it| !it.starts_with('I')) {
            wrong.push(format!("{folder} is accepted, but: {told:?}"));
        }
        // All records are read, but those of another encoding.
        let is_recoded = rules.iter().any(|rule| rule.starts_with("text-utf"));
        if !is_recoded
            && report
                .files
                .iter()
                .any(|file| file.records == 0 && file.kind.is_some_and(|kind| kind.layout.is_some()))
        {
            wrong.push(format!("{folder}: records are lost"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_repeated_record_is_told_and_no_reason_to_drop_it() {
    let case =
        ACTUALS.with(&[Repeat("UPJSK", 1)]).says(&["W table6-duplicate-line UPJSK 4 -"]).keeps_all_but(&[]);
    assert_eq!(check(&case.files, Profile::receive()).files[0].records, 4);
}
