//! What is said of a whole file, and what the writer refuses.

use careplan_csv::{
    Broken, Entries, Entry, Error, ProblemKind, Typed, VersionFit, WriteOptions, Writer, forms, from_slice,
    problems, recognise, records, to_vec,
};
use careplan_model::{
    Edition, Endpoint, FileName, Form, LayoutFamily, NamePart, PlanDeletion, Table1, Table3, Table6, kind,
};

fn ms932(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

fn said(file: &[u8], layout: &'static careplan_model::Layout) -> Vec<String> {
    problems(file, layout).map(|problem| problem.japanese()).collect()
}

const DELETION: &str = "202407,991018,9000000001,202604\r\n";

#[test]
fn every_oddity_of_a_file_is_said_in_its_order() {
    let file = ms932(&format!(
        "CSVバージョン,保険者番号,被保険者番号,削除対象年月\r\n{DELETION}\r\n202410,99101,\"9000000001\"x,202604,\n"
    ));
    assert_eq!(
        said(&file, PlanDeletion::LAYOUT),
        [
            "0件目（1行目）、バイト位置0～52：見出し行（項目名の行）があります。標準仕様では不要です",
            "1件目（3行目）、バイト位置85～87：空行があります",
            "2件目（4行目）、バイト位置87～122：どの版にもないCSVバージョンです",
            "2件目（4行目）、バイト位置87～122：項目数が5です（標準仕様のレイアウトでは4項目）",
            "2件目（4行目）、項目No.2「保険者番号」、バイト位置94～99：6桁ではありません",
            "2件目（4行目）、項目No.3「被保険者番号」、バイト位置100～113：閉じ引用符の後に余分な文字があります",
            "2件目（4行目）、バイト位置121～122：行がCRLFではなくLFで終わっています",
        ]
    );
}

#[test]
fn files_that_are_no_shift_jis_and_files_without_records_are_said() {
    let with_mark: Vec<u8> = [b"\xEF\xBB\xBF", DELETION.as_bytes()].concat();
    let first = problems(&with_mark, PlanDeletion::LAYOUT).next().unwrap();
    assert_eq!(
        (first.place.bytes.start, first.kind.japanese().as_str()),
        (0, "ファイルがShift_JISではなくUTF-8（BOM付き）です")
    );
    let utf8 = format!("202407,991018,\"見本\"\r\n{DELETION}");
    let all: Vec<_> = problems(utf8.as_bytes(), PlanDeletion::LAYOUT).collect();
    assert_eq!((all.len(), all[0].place.bytes.clone()), (1, 15..16));
    for file in [&b""[..], b"\r\n"] {
        let first = problems(file, PlanDeletion::LAYOUT).next().unwrap();
        assert_eq!(first.kind, ProblemKind::NoRecord);
    }
    assert_eq!(problems(DELETION.as_bytes(), PlanDeletion::LAYOUT).count(), 0);
}

#[test]
fn an_edition_that_lacks_the_form_is_refused() {
    let form = Table3::<String>::new(
        Edition::V4_1.version(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20260325".parse().unwrap(),
        "20260325".parse().unwrap(),
    );
    let mut writer = Writer::new(Vec::new(), WriteOptions::new().edition(Edition::V3));
    let error = writer.write(&form).unwrap_err();
    assert_eq!(error.japanese(), "1件目：「週間サービス計画表 第3表」は3.x版にない様式です");
    assert!(writer.into_inner().is_empty());
    let older = Table3 { csv_version: Edition::V3.version(), ..form.clone() };
    assert!(matches!(to_vec([&older]), Err(Error::FormNotInEdition { family: LayoutFamily::V3, .. })));
    assert!(to_vec([&form]).is_ok());

    let name = |text: &str| text.parse::<FileName>().unwrap();
    let older = name("UP1KYO_9970100013_9970100062_20241125100000.CSV");
    let Endpoint { .. } = older.sender();
    assert_eq!(older.with_kind(&kind::TABLE3).unwrap_err().part, NamePart::Prefix);
    let built =
        FileName::build(&kind::TABLE2, None, older.sender(), older.receiver(), older.timestamp()).unwrap();
    assert_eq!(built.to_string(), "UP2KYO_9970100013_9970100062_20241125100000.CSV");
    let impossible = "20260230250000".parse().unwrap();
    let refused =
        FileName::build(&kind::TABLE2, None, older.sender(), older.receiver(), impossible).unwrap_err();
    assert_eq!(refused.part, NamePart::Timestamp);
}

#[test]
fn a_required_text_that_is_blank_is_refused() {
    let form = Table1::<String>::new(
        Edition::V4_1.version(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20260325".parse().unwrap(),
        String::new(),
        "見本居宅介護支援センター".into(),
        "9970100013".parse().unwrap(),
        "20260325".parse().unwrap(),
        "20260325".parse().unwrap(),
    );
    let error = to_vec([&form]).unwrap_err();
    assert!(matches!(error, Error::Missing { record: 1, item } if item.field == "planner_name"));
    assert_eq!(error.to_string(), "record 1: the required item No.8 居宅サービス計画作成者氏名 is blank");
}

/// A 第6表 of 3.x, with another version value.
fn older_slip(version: &str) -> Vec<u8> {
    ms932(&format!(
        "{version},991018,9000000001,20260325,202604,9970100013,\"例示　能子\",396,,20260401,,0900,0930,1,111111,,\
         9970100021,\"見本\",,0,9970100013,\r\n"
    ))
}

#[test]
fn records_whose_version_and_layout_disagree_are_written_by_their_layout() {
    for (version, fit) in [
        ("202208", VersionFit::Agrees(Edition::V3)),
        ("202407", VersionFit::CountDecided(Edition::V4_1)),
        ("202212", VersionFit::Unknown),
    ] {
        let file = older_slip(version);
        let typed: Typed<Table6<_>> = forms(&file).next().unwrap().unwrap();
        assert_eq!((typed.family, typed.fit), (LayoutFamily::V3, fit), "{version}");
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        writer.write_typed(&typed).unwrap();
        assert!(writer.into_inner() == file, "{version}");
    }
    // `from_slice` keeps no edition: the value decides, and for one that no edition has 4.1.
    let forms: Vec<Table6> = from_slice(&older_slip("202212")).unwrap();
    assert_eq!(records(&to_vec(&forms).unwrap()).next().unwrap().fields().count(), 25);
}

#[test]
fn spoilt_columns_do_not_hide_what_a_file_is() {
    let row = |insured: &str, start: &str, tail: &str| {
        format!(
            "202407,991018,{insured},20260325,202604,9970100013,\"A\",396,,20260401,,{start},{start},1,111111,,,,,\
             9970100021,\"B\",,0{tail}\r\n"
        )
    };
    let slips = [&kind::PLAN, &kind::ACTUAL];
    // Leading zeros lost in every row; the empty end of every row cut off; both.
    for (insured, start, tail) in [("102", "830", ",,"), ("9000000001", "0830", ""), ("102", "830", "")] {
        let file = row(insured, start, tail).repeat(5);
        assert_eq!(recognise(file.as_bytes(), kind::STANDARD), slips, "{insured} {start} {tail:?}");
    }
    // Other files are no forms, whatever their number of columns.
    for other in ["a,b,c,d\r\n", "1,2,3,4\r\n5,6,7,8\r\n", "%PDF-1.4\r\n%\r\n", ",,,\r\n", "2026,4,1,x\r\n"] {
        assert!(recognise(other.as_bytes(), kind::STANDARD).is_empty(), "{other}");
    }
}

#[test]
fn a_quote_left_open_is_that_also_when_much_follows() {
    let mut file = b"202407,\"a\r\n".to_vec();
    file.extend_from_slice(&b"202407,b\r\n".repeat(20));
    let all: Vec<_> =
        Entries::new(&file, 64).filter_map(Entry::record).map(|record| record.broken()).collect();
    assert_eq!((all[0], all.len()), (Some(Broken::UnclosedQuote), 21));
    assert!(all[1..].iter().all(Option::is_none));
}
