//! What is read of a list, and what is found wrong in it.

use super::{catalogue, list, month, problems};
use careplan_fukushi::catalogue::Severity::{Note, Problem};
use careplan_fukushi::catalogue::{Column, ListProblem, ListProblemKind as Kind, Price, Source};
use careplan_fukushi::{Catalogue, CatalogueError};

#[test]
fn what_is_wrong_in_rows_is_listed_with_the_row() {
    let catalogue = catalogue(&list(
        "99999-000010,見本,見本一,M-1,900,1000\n\
         \n\
         ,見本,見本二,M-2,900,1000\n\
         ９９９９９－０００0３0,見本,見本三,M-3,900,1000\n\
         例示,見本,見本四,M-4,900,1000\n\
         99999-000010,見本,見本一,M-1,900,1000\n\
         99999-000010,見本,見本壱,M-1,900,1100\n\
         ,,,,,\n\
         99999-000050,見本,\"見本\n五\",M-5,1.5,-\n\
         99999-000060,見本\n\
         ※ 注記\n",
    ));
    assert_eq!(
        problems(&catalogue),
        [
            (Some(5), &Kind::NoCode),
            (
                Some(6),
                &Kind::CodeRewritten {
                    from: "９９９９９－０００0３0".to_owned(),
                    to: "99999-000030".to_owned()
                }
            ),
            (Some(7), &Kind::OtherShape { code: "例示".to_owned() }),
            (Some(11), &Kind::PriceUnreadable { column: Column::Average, text: "1.5".to_owned() }),
            (Some(14), &Kind::Remark { text: "※ 注記".to_owned() }),
            (
                Some(9),
                &Kind::Conflict {
                    code: "99999-000010".to_owned(),
                    columns: vec![Column::Name, Column::Limit],
                    earlier: Source { file: "list.csv".to_owned(), sheet: None },
                    earlier_row: 3,
                }
            ),
            (None, &Kind::Repeated { rows: 1 }),
        ]
    );
    let severities: Vec<_> = catalogue.problems().iter().map(ListProblem::severity).collect();
    assert_eq!(severities, [Problem, Note, Problem, Problem, Note, Problem, Note]);
    assert_eq!(
        catalogue.problems()[5].to_string(),
        "list.csv, row 9: product code 99999-000010 was listed before for this month (list.csv, row 3) and differs: \
         商品名, 貸与価格の上限（円）"
    );
    assert_eq!(
        catalogue.problems()[0].japanese(),
        "list.csv 5行: 商品コードのない行です（読み込んでいません）"
    );
    assert_eq!(catalogue.product_count(), 5);
    // Kept as they stand: line breaks, unreadable prices, short rows, codes of other shapes.
    let april = month("202604");
    let entry = catalogue.price("99999-000050", april).unwrap();
    assert_eq!(entry.name, "見本\n五");
    assert_eq!((&entry.average, &entry.limit), (&Price::Unreadable("1.5".to_owned()), &Price::Blank));
    let short = catalogue.price("99999-000060", april).unwrap();
    assert_eq!((short.maker.as_str(), short.name.as_str(), &short.limit), ("見本", "", &Price::Blank));
    assert_eq!(catalogue.price("例示", april).unwrap().product, None);
    assert!(catalogue.price("99999-000010", april).unwrap().disputed);
}

#[test]
fn sheets_that_cannot_be_taken_over() {
    let header = "商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n";
    let row = "99999-000010,見本,見本一,M-1,900,1000\n";
    let read = |csv: &str, told: Option<&str>| {
        let mut builder = Catalogue::builder();
        builder.add_bytes("list.csv", csv.as_bytes(), told.map(month)).unwrap();
        let catalogue = builder.build();
        let kinds: Vec<Kind> = catalogue.problems().iter().map(|problem| problem.kind.clone()).collect();
        (catalogue.lists().iter().map(|list| list.month.to_string()).collect::<Vec<_>>(), kinds)
    };
    let none = Vec::<String>::new;
    let of = |month: &str| vec![month.to_owned()];
    for text in ["", "\n\n", "見本", "商品コード,法人名\n1,2\n"] {
        assert_eq!(read(text, Some("202604")), (none(), vec![Kind::NoHeader]), "{text:?}");
    }
    // The month: the title's, or the one told; they must not contradict each other.
    assert_eq!(read(&format!("{header}{row}"), None), (none(), vec![Kind::NoMonth]));
    assert_eq!(read(&format!("{header}{row}"), Some("202604")), (of("202604"), vec![]));
    assert_eq!(read(&format!("2026年5月\n{header}{row}"), Some("202605")), (of("202605"), vec![]));
    assert_eq!(
        read(&format!("2026年5月\n{header}{row}"), Some("202604")),
        (none(), vec![Kind::OtherMonth { title: month("202605"), told: month("202604") }])
    );
    let two = format!("2026年5月（2026年4月公表）\n{header}{row}");
    assert_eq!(
        read(&two, None),
        (none(), vec![Kind::SeveralMonths { months: vec![month("202605"), month("202604")] }])
    );
    assert_eq!(read(&two, Some("202605")), (of("202605"), vec![]));
    assert_eq!(read(&two, Some("202606")).0, none());
    // The first row with a month is the title; notes below it may name others.
    assert_eq!(read(&format!("2026年5月\n2025年10月の調査\n{header}{row}"), None).0, of("202605"));
    // The header is within the first twelve rows.
    let above = |rows: usize| format!("2026年5月\n{}{header}{row}", "注,\n".repeat(rows - 1));
    assert_eq!(read(&above(11), None).0, of("202605"));
    assert_eq!(read(&above(12), None), (none(), vec![Kind::NoHeader]));
    // Columns may stand in any order, beside others; none may be missing or there twice.
    let other = "2026年5月\n備考,型番,コード,商品名,法人名,貸与価格の上限,全国平均貸与価格\nx,M-1,99999-000010,a,b,2,1\n";
    assert_eq!(read(other, None), (of("202605"), vec![Kind::OtherColumn { name: "備考".to_owned() }]));
    assert_eq!(
        read("2026年5月\n商品コード,商品名,型番,貸与価格の上限\n", None),
        (none(), vec![Kind::ColumnsMissing { columns: vec![Column::Maker, Column::Average] }])
    );
    assert_eq!(
        read(&format!("2026年5月\nコード,{header}{row}"), None),
        (none(), vec![Kind::ColumnsTwice { columns: vec![Column::Code] }])
    );
    assert_eq!(read(&format!("2026年5月\n{header},,,\n"), None), (none(), vec![Kind::NoRows]));
}

#[test]
fn encodings_of_csv() {
    let utf8 = list("99999-000010,髙見本,見本一,M-1,900,1000\n");
    let sjis = careplan_csv::ms932::encode(&utf8).unwrap();
    let read = |bytes: &[u8]| {
        let mut builder = Catalogue::builder();
        builder.add_bytes("list.csv", bytes, None).map(|builder| std::mem::take(builder).build())
    };
    for bytes in [utf8.as_bytes(), &[b"\xEF\xBB\xBF", utf8.as_bytes()].concat(), &sjis] {
        let catalogue = read(bytes).unwrap();
        assert_eq!(catalogue.problems(), []);
        assert_eq!(catalogue.price("99999-000010", month("202604")).unwrap().maker, "髙見本");
    }
    assert!(matches!(read(b"\xFF\xFEa\0"), Err(CatalogueError::Encoding(_))));
    assert!(matches!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Err(CatalogueError::OldWorkbook)));
    // 外字 in a maker, a lone byte in a name, both in a code.
    let mut broken = sjis.clone();
    broken.extend_from_slice(b"99999-000020,\xF0\x40,\x80,M-2,900,1000\n\x80,a,b,c,1,2\n");
    let catalogue = read(&broken).unwrap();
    assert_eq!(
        problems(&catalogue),
        [
            (Some(4), &Kind::TextUnreadable { column: Column::Maker }),
            (Some(4), &Kind::TextUnreadable { column: Column::Name }),
            (Some(5), &Kind::CodeUnreadable),
        ]
    );
    assert_eq!(catalogue.price("99999-000020", month("202604")).unwrap().name, "\u{FFFD}");
}

#[test]
fn lists_merge_in_any_order() {
    let april = list("99999-000010,見本,見本一,M-1,900,1000\n");
    let more = list("99999-000020,見本,見本二,M-2,900,1000\n99999-000010,見本,見本一,M-1,900,1000\n");
    let may = april.replace("8年4月", "8年5月").replace("1000", "950");
    let build = |files: &[&str]| {
        let mut builder = Catalogue::builder();
        for (number, file) in files.iter().enumerate() {
            builder.add_bytes(&format!("{number}.csv"), file.as_bytes(), None).unwrap();
        }
        builder.build()
    };
    for files in [[&april, &more, &may], [&may, &more, &april], [&more, &may, &april]] {
        let catalogue = build(&files.map(String::as_str));
        let lists: Vec<_> = catalogue.lists().iter().map(|list| (list.month, list.products)).collect();
        assert_eq!(lists, [(month("202604"), 2), (month("202605"), 1)]);
        assert_eq!(problems(&catalogue), [(None, &Kind::Repeated { rows: 1 })]);
        assert_eq!(catalogue.limit("99999-000010", month("202604")), Some(1000));
        assert_eq!(catalogue.limit("99999-000010", month("202605")), Some(950));
    }
}
