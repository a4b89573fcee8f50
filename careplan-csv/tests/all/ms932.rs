//! MS932 over its whole range: every one- and two-byte sequence and every character, against three sources.
//!
//! - `data/ms932.tsv`: the list of codes that the tables were made from, cell by cell.
//! - `data/python_cp932.tsv`: what Python's cp932 codec says (`scripts/ms932_tables.py` writes it).
//! - encoding_rs' SHIFT_JIS, live.
//!
//! Where the second and the third differ from us, each difference belongs to a named class, and each class has
//! an exact count: a difference that nobody explained fails the test.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail like the test itself")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use careplan_csv::ms932::{
    DecodeFault, EncodeFault, alternates, can_encode, check, decode, decode_into, decode_keeping_gaiji,
    decode_lossy, encode, encode_into, faults, fold, recode_canonical, to_half_width_kana,
};
use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

/// One line of `ms932.tsv`.
struct Row {
    character: char,
    gaiji: bool,
    /// Empty for 外字.
    canonical: Vec<u8>,
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn point(digits: &str) -> char {
    char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap()
}

fn lines(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().skip(1).map(|line| line.split('\t').collect())
}

fn list() -> BTreeMap<Vec<u8>, Row> {
    lines(include_str!("../data/ms932.tsv"))
        .map(|cells| {
            let row =
                Row { character: point(cells[1]), gaiji: cells[2] == "gaiji", canonical: hex(cells[3]) };
            (hex(cells[0]), row)
        })
        .collect()
}

/// The 256 single bytes and the 65,536 pairs.
fn sequences() -> impl Iterator<Item = Vec<u8>> {
    let singles = (0..=255).map(|byte| vec![byte]);
    singles.chain((0..=u16::MAX).map(|pair| pair.to_be_bytes().to_vec()))
}

fn all_characters() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// Counts by class; a class that was not expected, or another count, fails with the first examples.
fn assert_classes(found: &BTreeMap<&str, Vec<String>>, expected: &[(&str, usize)]) {
    let counts: BTreeMap<&str, usize> = found.iter().map(|(class, all)| (*class, all.len())).collect();
    let examples: BTreeMap<_, _> =
        found.iter().map(|(class, all)| (class, &all[..all.len().min(5)])).collect();
    assert_eq!(counts, expected.iter().copied().collect(), "{examples:?}");
}

#[test]
fn the_list_is_whole() {
    let list = list();
    assert_eq!(list.len(), 9_795);
    assert_eq!(list.keys().filter(|bytes| bytes.len() == 1).count(), 191);
    assert_eq!(list.values().filter(|row| row.gaiji).count(), 1_880);
}

#[test]
fn every_sequence_decodes_as_the_list_says() {
    let list = list();
    let single = |byte: u8| list.get(&vec![byte]).map(|row| row.character);
    for bytes in sequences() {
        let decoded = decode(&bytes);
        let kept = decode_keeping_gaiji(&bytes);
        match (list.get(&bytes), bytes.as_slice()) {
            (Some(row), _) if row.gaiji => {
                let error = decoded.clone().unwrap_err();
                assert_eq!((error.kind, error.offset, error.bytes()), (DecodeFault::Gaiji, 0, &*bytes));
                assert_eq!(kept.unwrap(), row.character.to_string());
                assert_eq!(decode_lossy(&bytes), row.character.to_string());
            }
            (Some(row), _) => {
                let expected = row.character.to_string();
                assert_eq!(decoded.clone().unwrap(), expected, "{bytes:02X?}");
                assert_eq!(kept.unwrap(), expected);
                assert_eq!(decode_lossy(&bytes), expected);
            }
            // Two single bytes side by side.
            (None, &[first, second]) if single(first).is_some() => {
                let expected =
                    single(second).map(|second| String::from_iter([single(first).unwrap(), second]));
                assert_eq!(decoded.clone().ok().map(Cow::into_owned), expected, "{bytes:02X?}");
                assert_eq!(kept.is_ok(), expected.is_some());
                let offset = decoded.as_ref().err().map(|error| error.offset);
                assert_eq!(offset, expected.is_none().then_some(1));
            }
            (None, _) => {
                let error = decoded.clone().unwrap_err();
                assert_eq!((error.kind, error.offset), (DecodeFault::Invalid, 0), "{bytes:02X?}");
                assert_eq!(kept.unwrap_err(), error);
                assert!(decode_lossy(&bytes).starts_with('\u{FFFD}'));
            }
        }
        // Asking without decoding says the same.
        assert_eq!(check(&bytes), decoded.clone().map(|text| text.chars().count()), "{bytes:02X?}");
        assert_eq!(faults(&bytes).next(), decoded.err());
    }
}

#[test]
fn every_bad_byte_is_classed() {
    let mut classes = BTreeMap::<_, usize>::new();
    for error in sequences().filter(|bytes| bytes.len() == 2).filter_map(|bytes| decode(&bytes).err()) {
        *classes.entry((error.kind == DecodeFault::Gaiji, error.offset, error.bytes().len())).or_default() +=
            1;
    }
    let expected = [
        // The first byte is bad: 5 × 256 that begin nothing, 60 lead bytes × 68 that end no pair.
        ((false, 0, 1), 5 * 256 + 60 * 68),
        // An unassigned pair: 60 × 188 possible ones less 9,604.
        ((false, 0, 2), 60 * 188 - 9_604),
        // The second byte is bad after a good single one: 191 × (5 + 60 lead bytes without a successor).
        ((false, 1, 1), 191 * 65),
        ((true, 0, 2), 1_880),
    ];
    assert_eq!(classes, expected.into());
}

#[test]
fn every_character_encodes_as_the_list_says() {
    let list = list();
    let canonical: BTreeMap<char, &[u8]> =
        list.values().filter(|row| !row.gaiji).map(|row| (row.character, &*row.canonical)).collect();
    // 191 single bytes and 7,326 pairs come back as they were.
    assert_eq!(canonical.len(), 191 + 7_326);
    for character in all_characters() {
        let encoded = encode(&character.to_string());
        assert_eq!(can_encode(character), encoded.is_ok());
        if let Some(&bytes) = canonical.get(&character) {
            assert_eq!(encoded.unwrap(), bytes, "{character:?}");
        } else {
            let error = encoded.unwrap_err();
            assert_eq!((error.character, error.offset), (character, 0));
            let private = ('\u{E000}'..='\u{E757}').contains(&character);
            assert_eq!(error.kind == EncodeFault::Gaiji, private, "{character:?}");
        }
    }
}

#[test]
fn alternates_are_the_398_that_the_list_says() {
    let mut found = 0;
    for (bytes, row) in list() {
        let expected = (!row.gaiji && bytes != row.canonical).then(|| {
            found += 1;
            (0, [bytes[0], bytes[1]], [row.canonical[0], row.canonical[1]])
        });
        assert_eq!(alternates(&bytes).next(), expected);
        let recoded = recode_canonical(&bytes);
        if row.gaiji {
            assert_eq!(recoded.unwrap_err().kind, DecodeFault::Gaiji);
        } else {
            assert_eq!(*recoded.unwrap(), *row.canonical);
        }
    }
    assert_eq!(found, 398);
}

#[test]
fn python_agrees_but_for_named_differences() {
    let mut python = BTreeMap::new();
    let mut only_encoded = BTreeMap::new();
    let mut encoded = BTreeMap::new();
    for cells in lines(include_str!("../data/python_cp932.tsv")) {
        let character = point(cells[1]);
        encoded.insert(character, hex(cells[2]));
        if cells[0].is_empty() {
            only_encoded.insert(character, hex(cells[2]));
        } else {
            python.insert(hex(cells[0]), character);
        }
    }

    let mut differences = BTreeMap::<&str, Vec<String>>::new();
    for bytes in sequences() {
        // Of two-byte sequences Python's list has those that are one character.
        let ours = decode_keeping_gaiji(&bytes).ok().filter(|text| text.chars().count() == 1);
        let ours = ours.and_then(|text| text.chars().next());
        let class = match (python.get(&bytes).copied(), ours) {
            (theirs, ours) if theirs == ours => {
                if decode(&bytes).is_ok_and(|text| text.chars().count() == 1) || theirs.is_none() {
                    continue;
                }
                "decodes 外字"
            }
            (Some('\u{80}'), None) => "decodes 80 as U+0080",
            (Some('\u{F8F0}'..='\u{F8F3}'), None) => "decodes A0 FD FE FF as U+F8F0–F8F3",
            _ => "unexplained",
        };
        differences.entry(class).or_default().push(format!("{bytes:02X?}"));
    }
    assert_classes(
        &differences,
        &[("decodes 外字", 1_880), ("decodes 80 as U+0080", 1), ("decodes A0 FD FE FF as U+F8F0–F8F3", 4)],
    );

    let mut differences = BTreeMap::<&str, Vec<String>>::new();
    for character in all_characters() {
        let theirs = encoded.get(&character).filter(|bytes| !bytes.is_empty());
        let class = match (theirs.map(Vec::as_slice), encode(&character.to_string()).ok()) {
            (None, None) => continue,
            (Some(theirs), Some(ours)) if theirs == ours => continue,
            (Some([0xED | 0xEE, _]), Some(ours)) if matches!(ours[0], 0xFA..=0xFC) => {
                "prefers the NEC selection to the IBM extension"
            }
            (Some(_), None) if only_encoded.contains_key(&character) => "folds a symbol silently",
            (Some(_), None) => match character {
                '\u{80}' => "encodes U+0080",
                '\u{F8F0}'..='\u{F8F3}' => "encodes U+F8F0–F8F3",
                '\u{E000}'..='\u{E757}' => "encodes 外字",
                _ => "unexplained",
            },
            _ => "unexplained",
        };
        differences.entry(class).or_default().push(format!("{character:?} {theirs:02X?}"));
    }
    assert_classes(
        &differences,
        &[
            ("prefers the NEC selection to the IBM extension", 373),
            ("folds a symbol silently", 6),
            ("encodes U+0080", 1),
            ("encodes U+F8F0–F8F3", 4),
            ("encodes 外字", 1_880),
        ],
    );
    assert_eq!(only_encoded.keys().collect::<String>(), "\u{A2}\u{A3}\u{AC}\u{2016}\u{2212}\u{301C}");
}

#[test]
fn encoding_rs_agrees_but_for_named_differences() {
    let mut differences = BTreeMap::<&str, Vec<String>>::new();
    for bytes in sequences() {
        let theirs = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes);
        let class = match (theirs, decode(&bytes).ok()) {
            (theirs, ours) if theirs == ours => continue,
            (Some(text), None) if text.contains('\u{80}') => "decodes 80 as U+0080",
            (Some(text), None) if decode_keeping_gaiji(&bytes).as_ref() == Ok(&text) => "decodes 外字",
            _ => "unexplained",
        };
        differences.entry(class).or_default().push(format!("{bytes:02X?}"));
    }
    // 80 alone; before and after each of the 191 single bytes; twice.
    assert_classes(&differences, &[("decodes 外字", 1_880), ("decodes 80 as U+0080", 1 + 2 * 191 + 1)]);

    let mut differences = BTreeMap::<&str, Vec<String>>::new();
    for character in all_characters() {
        let text = character.to_string();
        let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
        let class = match ((!unmappable).then_some(bytes), encode(&text).ok()) {
            (None, None) => continue,
            (Some(theirs), Some(ours)) if *theirs == *ours => continue,
            (Some(_), None) => match character {
                '\u{80}' => "encodes U+0080 as 80",
                '¥' | '‾' => "encodes ¥ and ‾ as ASCII",
                '−' => "encodes − as －",
                _ => "unexplained",
            },
            _ => "unexplained",
        };
        differences.entry(class).or_default().push(format!("{character:?}"));
    }
    assert_classes(
        &differences,
        &[("encodes U+0080 as 80", 1), ("encodes ¥ and ‾ as ASCII", 2), ("encodes − as －", 1)],
    );
}

#[test]
fn encoding_rs_shows_bad_bytes_at_the_same_places() {
    // It takes FD FE FF after a lead byte together with that byte; with us each of these is bad by itself.
    let mut differences = BTreeSet::new();
    for pair in (0..=u16::MAX).map(u16::to_be_bytes) {
        let bytes = [&pair[..], b",1"].concat();
        let theirs = SHIFT_JIS.decode_without_bom_handling(&bytes).0;
        if theirs != decode_lossy(&bytes) && !pair.contains(&0x80) {
            differences.insert(pair[1]);
        }
    }
    assert_eq!(differences, BTreeSet::from([0xFD, 0xFE, 0xFF]));
}

#[test]
fn names_that_other_tables_lose() {
    for (text, bytes) in [
        ("髙", [0xFB, 0xFC]),
        ("﨑", [0xFA, 0xB1]),
        ("濵", [0xFB, 0x4D]),
        ("栁", [0xFA, 0xE5]),
        ("德", [0xFA, 0xBA]),
        ("\u{FA19}", [0xFB, 0x7E]),
        ("\u{FA10}", [0xFA, 0x9C]),
        ("邉", [0xE7, 0xB3]),
        ("①", [0x87, 0x40]),
        ("㈱", [0x87, 0x8A]),
        ("～", [0x81, 0x60]),
        ("－", [0x81, 0x7C]),
        ("ソ", [0x83, 0x5C]),
        ("表", [0x95, 0x5C]),
    ] {
        assert_eq!(encode(text).unwrap(), bytes, "{text}");
        assert_eq!(decode(&bytes).unwrap(), text);
        assert!(matches!(fold(text).text, Cow::Borrowed(_)));
    }
    // Not in MS932, and nothing stands in for them: the tsuchiyoshi of 𠮷田, the tatsusaki of 𥔎.
    for text in ["𠮷", "𥔎", "😀"] {
        assert_eq!(encode(&fold(text).text).unwrap_err().kind, EncodeFault::NotInMs932);
    }
}

/// Bytes that are mostly text, with every kind of mistake in between.
fn dirty_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => any::<[u8; 2]>().prop_map(|bytes| bytes.to_vec()),
        4 => ms932_text().prop_map(|text| encode(&text).unwrap()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => (0xED_u8..=0xEE, 0x40_u8..=0xFC).prop_map(|(lead, trail)| vec![lead, trail]),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

/// Text that MS932 has.
fn ms932_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        prop::char::range(' ', '~'),
        prop::char::range('ぁ', 'ん'),
        prop::char::range('ァ', 'ヶ'),
        prop::char::range('｡', 'ﾟ'),
        prop::char::range('一', '龠'),
    ];
    prop::collection::vec(character.prop_filter("in MS932", |c| can_encode(*c)), 0..24)
        .prop_map(String::from_iter)
}

/// Text in which folding finds something to do.
fn foldable_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        prop::sample::select(
            "〜‖—−¢£¬¥‾～\u{3099}\u{309A}\u{FE00}\u{E0100}かハうワゝヽ゛亜A𠮷".chars().collect::<Vec<_>>()
        ),
        any::<char>(),
    ];
    prop::collection::vec(character, 0..24).prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_readers_agree_on_any_bytes(bytes in dirty_bytes()) {
        let decoded = decode(&bytes);
        prop_assert_eq!(check(&bytes), decoded.clone().map(|text| text.chars().count()));
        let all: Vec<_> = faults(&bytes).collect();
        prop_assert_eq!(all.is_empty(), decoded.is_ok());
        prop_assert_eq!(all.first().copied(), decoded.clone().err());
        for fault in &all {
            prop_assert_eq!(&bytes[fault.offset..fault.offset + fault.bytes().len()], fault.bytes());
        }
        prop_assert!(all.windows(2).all(|two| two[0].next_offset() <= two[1].offset));

        let shown = decode_lossy(&bytes);
        let marks = shown.chars().filter(|c| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{E757}')).count();
        prop_assert_eq!(marks, all.len());
        let kept = decode_keeping_gaiji(&bytes);
        prop_assert_eq!(kept.clone().err(), all.iter().copied().find(|f| f.kind == DecodeFault::Invalid));
        if let Ok(kept) = kept {
            prop_assert_eq!(kept, shown);
        }
    }

    #[test]
    fn text_comes_back(text in ms932_text()) {
        let bytes = encode(&text).unwrap();
        prop_assert_eq!(decode(&bytes).unwrap(), &*text);
        prop_assert_eq!(alternates(&bytes).count(), 0);
        prop_assert!(matches!(recode_canonical(&bytes), Ok(Cow::Borrowed(_))));
        let mut again = Vec::from(*b"before");
        encode_into(&text, &mut again).unwrap();
        prop_assert_eq!(&again[6..], &bytes);
    }

    #[test]
    fn bytes_come_back_in_canonical_code(bytes in dirty_bytes()) {
        match (decode(&bytes), recode_canonical(&bytes)) {
            (Ok(text), Ok(recoded)) => {
                prop_assert_eq!(&encode(&text).unwrap(), &*recoded);
                prop_assert_eq!(decode(&recoded).unwrap(), text);
                prop_assert_eq!(&recode_canonical(&recoded).unwrap(), &recoded);
                prop_assert_eq!(alternates(&bytes).count() == 0, *recoded == *bytes);
            }
            (decoded, recoded) => prop_assert_eq!(decoded.err(), recoded.err()),
        }
    }

    #[test]
    fn what_was_there_before_stays(bytes in dirty_bytes(), text in foldable_text()) {
        let mut before = String::from("前");
        let read = decode_into(&bytes, &mut before);
        let expected = format!("前{}", decode(&bytes).unwrap_or_default());
        prop_assert_eq!((read.err(), before), (decode(&bytes).err(), expected));

        let mut before = vec![0xFF];
        let written = encode_into(&text, &mut before);
        prop_assert_eq!(written.err(), encode(&text).err());
        prop_assert_eq!(before[1..].to_vec(), encode(&text).unwrap_or_default());
    }

    #[test]
    fn folding_is_told_in_full(text in foldable_text()) {
        let folded = fold(&text);
        let mut replayed = String::new();
        let mut done = 0;
        for change in &folded.changes {
            replayed += &text[done..change.offset];
            prop_assert!(text[change.offset..].starts_with(&change.from));
            prop_assert_ne!(&change.from, &change.to);
            replayed += &change.to;
            done = change.offset + change.from.len();
        }
        replayed += &text[done..];
        prop_assert_eq!(&*folded.text, replayed);
        prop_assert_eq!(matches!(folded.text, Cow::Borrowed(_)), folded.changes.is_empty());

        let again = fold(&folded.text);
        prop_assert_eq!(&again.text, &folded.text);
        prop_assert!(again.changes.is_empty());
        // What encode still refuses was not folded because nothing stands for it.
        if let Err(error) = encode(&folded.text) {
            let nothing_stands_for_it = !"〜‖—−¢£¬¥‾\u{FE00}".contains(error.character);
            prop_assert!(text.contains(error.character) && nothing_stands_for_it);
        }
    }

    #[test]
    fn legal_text_is_never_folded(text in ms932_text()) {
        prop_assert!(matches!(fold(&text).text, Cow::Borrowed(_)));
    }

    #[test]
    fn half_width_kana_stay_writable(text in ms932_text()) {
        let narrow = to_half_width_kana(&text);
        prop_assert!(encode(&narrow).is_ok());
        prop_assert_eq!(to_half_width_kana(&narrow), &*narrow);
    }

    #[test]
    fn room_that_suffices_is_not_enlarged(text in ms932_text()) {
        let bytes = encode(&text).unwrap();
        let mut decoded = String::with_capacity(text.len());
        let room = decoded.capacity();
        decode_into(&bytes, &mut decoded).unwrap();
        prop_assert_eq!(decoded.capacity(), room);
        let mut encoded = Vec::with_capacity(bytes.len());
        let room = encoded.capacity();
        encode_into(&text, &mut encoded).unwrap();
        prop_assert_eq!(encoded.capacity(), room);
    }
}
