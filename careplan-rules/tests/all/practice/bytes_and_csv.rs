//! Bytes and csv.

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
            let named = FileName::parse(file.name()).unwrap().kind().prefix;
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
