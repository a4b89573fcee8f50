//! No file makes the reader panic, and what it answers hangs together.

#[cfg(feature = "xlsx")]
use super::sample;
use super::{list, month};
use careplan_fukushi::Catalogue;
use careplan_fukushi::catalogue::{CatalogueWarning, SearchOptions, read_code};
use proptest::prelude::*;

/// Reads bytes as a file, and asks the catalogue about all it holds.
fn read(bytes: &[u8]) {
    let mut builder = Catalogue::builder();
    let told = Some(month("202604"));
    let Ok(builder) = builder.add_bytes("any", bytes, told).map(std::mem::take) else { return };
    let catalogue = builder.build();
    for problem in catalogue.problems() {
        assert!(!problem.to_string().is_empty() && !problem.japanese().is_empty());
    }
    for list in catalogue.lists() {
        assert_eq!(catalogue.list_for(list.month), Some(list.month));
    }
    for hit in catalogue.search("見本", SearchOptions::default()).hits {
        assert!(catalogue.entries(&hit.entry.code).contains(hit.entry));
        let warnings = catalogue.check(&hit.entry.code, hit.entry.month, Some(u32::MAX));
        assert!(!warnings.iter().any(|it| matches!(it, CatalogueWarning::UnknownCode { .. })));
    }
}

/// Cells that can stand in a list, right and odd ones.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{5}-[0-9]{6}",
        "[0-9,]{0,7}円?",
        "(見本|例示|ﾍﾞｯﾄﾞ|-|ー|ａ|\"\"|\n|　| ){0,4}",
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
        read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        read(&[list("").as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_cells_are_read(rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..8), 0..12)) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        read(&[list("").as_bytes(), &writer.into_inner().unwrap()].concat());
    }

    #[test]
    fn a_code_that_is_read_is_normal_and_reads_as_itself(typed in "[ 　]{0,2}[0-9０-９A-Za-zＡ-Ｚａ-ｚ]{5}[-－ー‐−][0-9０-９]{6} ?") {
        let code = read_code(&typed).code.unwrap();
        let again = read_code(&code.to_string());
        prop_assert_eq!((again.code, again.changes), (Some(code), vec![]));
        prop_assert_eq!(code.tais().to_string(), code.notified().to_string());
    }

    #[test]
    fn any_text_is_read_as_a_code_and_searched(text in any::<String>()) {
        prop_assert_eq!(&read_code(&text).typed, &text);
        let mut builder = Catalogue::builder();
        builder.add_bytes("list", list("99999-000010,見本,見本一,M-1,1,2\n").as_bytes(), None).unwrap();
        let catalogue = builder.build();
        prop_assert!(catalogue.search(&text, SearchOptions::default()).hits.len() <= 1);
        catalogue.check(&text, month("202604"), Some(1));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn truncated_and_damaged_workbooks_are_read() {
    let whole = std::fs::read(sample("price-list.xlsx")).unwrap();
    for length in 0..whole.len() {
        read(&whole[..length]);
    }
    for place in 0..whole.len() {
        for bit in [0x01, 0x10, 0x80] {
            let mut damaged = whole.clone();
            damaged[place] ^= bit;
            read(&damaged);
        }
    }
}

/// A small workbook that can be read.
#[cfg(feature = "xlsx")]
const PARTS: [(&str, &str); 6] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst count="9" uniqueCount="9"><si><t>コード</t></si><si><t>法人名</t></si><si><r><t>商品</t></r><r><t>名</t></r></si><si><t>型番</t></si><si><t>全国平均貸与価格</t></si><si><t>貸与価格の上限</t></si><si><t>見本</t></si></sst>"#,
    ),
    ("xl/styles.xml", r#"<styleSheet><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><dimension ref="A1:F2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>99999-000010</t></is></c><c r="C2" t="s"><v>6</v></c><c r="D2" s="0"><v>1</v></c><c r="F2"><f>1+1</f><v>1000</v></c></row></sheetData></worksheet>"#,
    ),
];

/// A sheet whose XML is right as a file and wrong as a sheet gets past the check sums of the archive.
#[cfg(feature = "xlsx")]
#[test]
fn damaged_sheets_inside_a_sound_archive_are_read() {
    let parts = PARTS.map(|(name, text)| (name, text.as_bytes().to_vec()));
    let mut builder = Catalogue::builder();
    builder.add_bytes("list", &archive(&parts), Some(month("202604"))).unwrap();
    assert_eq!(builder.build().limit("99999-000010", month("202604")), Some(1000));
    for part in 0..parts.len() {
        for place in 0..parts[part].1.len() {
            for new in [b'<', b'"', b'9', b'Z', b'-', 0xFF] {
                let mut damaged = parts.clone();
                damaged[part].1[place] = new;
                read(&archive(&damaged));
            }
            let mut cut = parts.clone();
            cut[part].1.truncate(place);
            read(&archive(&cut));
        }
    }
    for cell in ["A0", "XFD1048576", "ZZZZZZ1", "A99999999999", "1A", "", "A4294967295", "A4294967296"] {
        let mut odd = parts.clone();
        odd[5].1 = PARTS[5].1.replace("\"F2\"", &format!("\"{cell}\"")).into_bytes();
        read(&archive(&odd));
        odd[5].1 = PARTS[5].1.replace("A1:F2", &format!("A1:{cell}")).into_bytes();
        read(&archive(&odd));
    }
}

/// Workbooks that are small, and made to cost time or memory.
#[cfg(feature = "xlsx")]
#[test]
fn workbooks_that_are_made_to_cost_are_refused_or_read_at_once() {
    use careplan_fukushi::CatalogueError;
    let with = |part: usize, old: &str, new: &str| {
        let mut parts = PARTS.map(|(name, text)| (name, text.as_bytes().to_vec()));
        let text = PARTS[part].1.replace(old, new);
        assert_ne!(text, PARTS[part].1);
        parts[part].1 = text.into_bytes();
        let mut builder = Catalogue::builder();
        let limit = builder.add_bytes("list", &archive(&parts), Some(month("202604"))).map(std::mem::take);
        limit.map(|builder| builder.build().limit("99999-000010", month("202604")))
    };
    let refused = |part: usize, old: &str, new: &str| match with(part, old, new) {
        Err(CatalogueError::Workbook(why)) => why,
        other => unreachable!("{other:?}"),
    };
    // Attributes without end: whether one is there twice is not asked.
    let attributes = (0..200_000).map(|number| format!(" a{number}=\"\"")).collect::<Vec<_>>().concat();
    let row = format!("<row{attributes} r=\"2\">");
    assert_eq!(with(5, "<row r=\"2\">", &row).unwrap(), Some(1000));
    // Its name stands in all that is said of a sheet.
    let name = |length: usize| format!("name=\"{}\"", "a".repeat(length));
    assert_eq!(with(1, "name=\"a\"", &name(255)).unwrap(), Some(1000));
    assert_eq!(refused(1, "name=\"a\"", &name(256)), "a sheet with a name that is none");
    let sheet = r#"<sheet name="a" sheetId="1" r:id="rId1"/>"#;
    assert_eq!(with(1, sheet, &sheet.repeat(1000)).unwrap(), Some(1000));
    assert_eq!(refused(1, sheet, &sheet.repeat(1001)), "more sheets than any price list has");
    // A relation for each of them, and all of them nowhere.
    let relation = r#"<Relationship Id="rId9" Type="x/worksheet" Target="nowhere.xml"/>"#;
    let styles = r#"<Relationship Id="rId2""#;
    let many = format!("{}{styles}", relation.repeat(100_000));
    assert_eq!(with(2, styles, &many).unwrap(), Some(1000));
}

/// A ZIP archive without compression.
#[cfg(feature = "xlsx")]
fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    fn number(value: usize) -> [u8; 4] {
        u32::try_from(value).unwrap().to_le_bytes()
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
        header.extend([u8::try_from(name.len()).unwrap(), 0, 0, 0]);
        out.extend([b"PK\x03\x04".as_slice(), &header, name.as_bytes(), data].concat());
        directory
            .extend([b"PK\x01\x02\x14\0".as_slice(), &header, &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (count, size, offset) =
        (u8::try_from(parts.len()).unwrap(), number(directory.len()), number(out.len()));
    out.extend(directory);
    out.extend(
        [b"PK\x05\x06".as_slice(), &[0, 0, 0, 0, count, 0, count, 0], &size, &offset, &[0, 0]].concat(),
    );
    out
}
