//! The ministry's price list: any bytes, CSV with a right head, and workbooks of arbitrary parts.

use super::tree::named;
use careplan_fukushi::catalogue::SearchOptions;
use careplan_fukushi::{Catalogue, read_code};

/// The first byte says how the rest is meant.
pub(super) fn target(data: &[u8]) {
    let Some((how, rest)) = data.split_first() else { return };
    let bytes = match how % 4 {
        0 => rest.to_vec(),
        1 => [HEAD.as_bytes(), rest].concat(),
        _ => archive(&named(rest)),
    };
    let mut builder = Catalogue::builder();
    let month = (how & 8 != 0).then(|| "202604".parse().expect("a month"));
    if let Err(error) = builder.add_bytes("list", &bytes, month) {
        assert!(!error.to_string().is_empty() && !error.japanese().is_empty());
    }
    let _ = builder.add_bytes("list", HEAD.as_bytes(), None);
    let catalogue = builder.build();
    for problem in catalogue.problems().iter().take(200) {
        assert!(!problem.to_string().is_empty() && !problem.japanese().is_empty());
    }
    for list in catalogue.lists() {
        assert_eq!(catalogue.list_for(list.month), Some(list.month));
    }
    let text = String::from_utf8_lossy(rest.get(..40).unwrap_or(rest)).into_owned();
    assert_eq!(read_code(&text).typed, text);
    for hit in catalogue.search(&text, SearchOptions::default()).hits {
        assert!(catalogue.entries(&hit.entry.code).contains(hit.entry));
    }
}

const HEAD: &str =
    "見本一覧（令和8年4月）\n商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n";

/// A ZIP archive without compression, so that the fuzzer's bytes are those that the reader of the sheets sees.
fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    fn number(value: usize) -> [u8; 4] {
        u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes()
    }
    fn short(value: usize) -> [u8; 2] {
        u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes()
    }
    fn check_sum(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
        })
    }
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in parts {
        let offset = number(out.len());
        // Version 2.0, no flags, no compression, a date; check sum, both sizes, length of the name, no extra field.
        let mut header = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x54];
        header.extend(check_sum(data).to_le_bytes());
        header.extend([number(data.len()), number(data.len())].concat());
        header.extend(short(name.len()));
        header.extend([0, 0]);
        out.extend([b"PK\x03\x04".as_slice(), &header, name.as_bytes(), data].concat());
        directory
            .extend([b"PK\x01\x02\x14\0".as_slice(), &header, &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (count, size, offset) = (short(parts.len()), number(directory.len()), number(out.len()));
    out.extend(directory);
    out.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &offset, &[0, 0]].concat());
    out
}
