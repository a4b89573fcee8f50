//! MS932 against glibc's iconv (its charset MS932, also called CP932): all single bytes, all pairs, all characters.
//!
//! `data/glibc_cp932.tsv` is what iconv says (`scripts/glibc_table.py` writes it). Every difference belongs to a
//! named class with an exact count: a difference that nobody explained fails the test.
#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::ms932::{decode, decode_keeping_gaiji, encode};
use std::collections::BTreeMap;

/// A character that iconv decodes, and what it writes for it.
struct Row {
    bytes: Vec<u8>,
    character: char,
    encoded: Vec<u8>,
}

fn hex(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn table() -> Vec<Row> {
    let lines = include_str!("../data/glibc_cp932.tsv").lines().skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let character = char::from_u32(u32::from_str_radix(cells[1], 16).unwrap()).unwrap();
        Row { bytes: hex(cells[0]), character, encoded: hex(cells[2]) }
    };
    lines.map(row).collect()
}

fn counts(found: &BTreeMap<&'static str, Vec<String>>) -> Vec<(&'static str, usize)> {
    for (class, all) in found {
        assert!(!class.starts_with("unexplained"), "{class}: {:?}", &all[..all.len().min(10)]);
    }
    found.iter().map(|(class, all)| (*class, all.len())).collect()
}

#[test]
fn iconv_decodes_the_same_but_for_named_differences() {
    let iconv: BTreeMap<Vec<u8>, char> = table()
        .into_iter()
        .filter(|row| !row.bytes.is_empty())
        .map(|row| (row.bytes, row.character))
        .collect();
    let singles = (0..=255u8).map(|byte| vec![byte]);
    let mut differences = BTreeMap::<_, Vec<String>>::new();
    let mut equal = 0;
    for bytes in singles.chain((0..=u16::MAX).map(|pair| pair.to_be_bytes().to_vec())) {
        let one = |text: &str| text.chars().next().filter(|_| text.chars().count() == 1);
        let ours = decode(&bytes).ok().and_then(|text| one(&text));
        let gaiji = decode_keeping_gaiji(&bytes).ok().and_then(|text| one(&text));
        let class = match (iconv.get(&bytes).copied(), ours) {
            (None, None) => continue,
            (Some(theirs), Some(ours)) if theirs == ours => {
                equal += 1;
                continue;
            }
            (theirs @ Some(_), None) if theirs == gaiji => "外字, which we decode only when asked to",
            _ => "unexplained",
        };
        differences.entry(class).or_default().push(format!("{bytes:02X?}"));
    }
    assert_eq!(counts(&differences), [("外字, which we decode only when asked to", 1_880)]);
    assert_eq!(equal, 7_915);
}

#[test]
fn iconv_encodes_the_same_but_for_named_differences() {
    let iconv: BTreeMap<char, Vec<u8>> =
        table().into_iter().map(|row| (row.character, row.encoded)).collect();
    let mut differences = BTreeMap::<_, Vec<String>>::new();
    let mut equal = 0;
    for character in '\0'..=char::MAX {
        let ours = encode(&character.to_string()).ok();
        let class = match (iconv.get(&character).map(Vec::as_slice), ours.as_deref()) {
            (None, None) => continue,
            (Some(theirs), Some(ours)) if theirs == ours => {
                equal += 1;
                continue;
            }
            (Some([]), None) if ('\u{E0000}'..='\u{E007F}').contains(&character) => {
                "drops a tag without a word"
            }
            (Some(_), None) if ('\u{E000}'..='\u{E757}').contains(&character) => "writes 外字",
            (Some(_), None) if "¢£¬‖−〜—¥‾".contains(character) => {
                "folds a symbol without a word"
            }
            _ => "unexplained",
        };
        differences
            .entry(class)
            .or_default()
            .push(format!("{character:?} {:02X?} {ours:02X?}", iconv.get(&character)));
    }
    let expected =
        [("drops a tag without a word", 128), ("folds a symbol without a word", 9), ("writes 外字", 1_880)];
    assert_eq!(counts(&differences), expected);
    assert_eq!(equal, 7_517);
}
