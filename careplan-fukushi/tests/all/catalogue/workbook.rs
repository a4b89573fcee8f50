//! Workbooks: the list as it is published.

use super::{month, problems, sample, sample_csv};
use careplan_fukushi::catalogue::{Column, ListProblemKind as Kind, Price, Source};
use careplan_fukushi::{Catalogue, CatalogueError};
use std::path::Path;

fn odd(name: &str) -> Catalogue {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/price-list").join(name);
    let mut builder = Catalogue::builder();
    builder.add_file(path, None).unwrap();
    builder.build()
}

#[test]
fn the_workbook_says_what_the_csv_files_say() {
    let mut builder = Catalogue::builder();
    builder.add_file(sample("price-list.xlsx"), None).unwrap();
    let (workbook, csv) = (builder.build(), sample_csv());
    assert_eq!(problems(&workbook), [(None, &Kind::OtherSheet)]);
    assert_eq!(
        workbook.problems()[0].to_string(),
        "price-list.xlsx [説明]: a sheet without a header row was not read"
    );
    assert_eq!(workbook.product_count(), csv.product_count());
    let mut rows = 0;
    for list in csv.lists() {
        assert!(
            workbook.lists().iter().any(|other| (other.month, other.products) == (list.month, list.products))
        );
    }
    for code in
        ["99999-000011", "99999-000041", "99999-000042", "99999-000051", "9999A-000061", "99998-000001"]
    {
        for (ours, theirs) in workbook.entries(code).iter().zip(csv.entries(code)) {
            assert_eq!(
                (
                    ours.month,
                    &ours.code,
                    &ours.maker,
                    &ours.name,
                    &ours.model,
                    &ours.average,
                    &ours.limit,
                    ours.row
                ),
                (
                    theirs.month,
                    &theirs.code,
                    &theirs.maker,
                    &theirs.name,
                    &theirs.model,
                    &theirs.average,
                    &theirs.limit,
                    theirs.row
                )
            );
            rows += 1;
        }
        assert_eq!(workbook.entries(code).len(), csv.entries(code).len());
    }
    assert_eq!(rows, 11);
    let entry = workbook.price("99999-000011", month("202605")).unwrap();
    let source = Source { file: "price-list.xlsx".to_owned(), sheet: Some("202605".to_owned()) };
    assert_eq!(workbook.source_of(entry), Some(&source));
}

#[test]
fn each_odd_row_and_sheet_is_told() {
    let catalogue = odd("odd.xlsx");
    let of = |sheet: &str| -> Vec<(Option<u32>, Kind)> {
        catalogue
            .problems()
            .iter()
            .filter(|problem| problem.source.sheet.as_deref() == Some(sheet))
            .map(|problem| (problem.row, problem.kind.clone()))
            .collect()
    };
    let unreadable = |column, text: &str| Kind::PriceUnreadable { column, text: text.to_owned() };
    assert_eq!(
        of("4月"),
        [
            (Some(4), Kind::OtherColumn { name: "備考".to_owned() }),
            (
                Some(7),
                Kind::CodeRewritten {
                    from: " ９９９９ａ－０００００1".to_owned(),
                    to: "9999A-000001".to_owned()
                }
            ),
            (Some(8), Kind::NoCode),
            (Some(9), Kind::CodeUnreadable),
            (Some(10), unreadable(Column::Limit, "未定")),
            (Some(11), Kind::TextUnreadable { column: Column::Model }),
            (Some(14), Kind::OtherShape { code: "例示コード".to_owned() }),
            (Some(15), unreadable(Column::Average, "1000.5")),
            (Some(17), Kind::Remark { text: "※ 注記です。".to_owned() }),
            (
                Some(13),
                Kind::Conflict {
                    code: "99999-000010".to_owned(),
                    columns: vec![Column::Average, Column::Limit],
                    earlier: Source { file: "odd.xlsx".to_owned(), sheet: Some("4月".to_owned()) },
                    earlier_row: 5,
                }
            ),
            (None, Kind::Repeated { rows: 1 }),
        ]
    );
    assert_eq!(of("説明"), [(None, Kind::OtherSheet)]);
    assert_eq!(of("5月"), []);
    assert_eq!(of("控え"), [(None, Kind::HiddenSheet)]);
    assert_eq!(of("月なし"), [(None, Kind::NoMonth)]);
    let two = vec![month("202607"), month("202606")];
    assert_eq!(of("二か月"), [(Some(1), Kind::SeveralMonths { months: two })]);
    assert_eq!(of("列なし"), [(Some(2), Kind::ColumnsMissing { columns: vec![Column::Limit] })]);
    assert_eq!(of("二重"), [(Some(2), Kind::ColumnsTwice { columns: vec![Column::Model] })]);
    assert_eq!(of("空"), [(Some(2), Kind::NoRows)]);
    let lists: Vec<_> = catalogue.lists().iter().map(|list| (list.month, list.products)).collect();
    assert_eq!(lists, [(month("202604"), 7), (month("202605"), 1)]);
}

#[test]
fn cells_are_kept_as_they_stand() {
    let catalogue = odd("odd.xlsx");
    let april = |code: &str| catalogue.price(code, month("202604")).unwrap();
    // The reading beside a Japanese word is no part of it.
    assert_eq!((april("99999-000010").name.as_str(), april("99999-000010").disputed), ("見本一", true));
    assert_eq!(
        (april("99999-000020").model.as_str(), &april("99999-000020").average),
        ("100", &Price::Blank)
    );
    assert_eq!(april("99999-000020").limit, Price::Yen(12_340));
    assert_eq!(
        (april("9999A-000001").name.as_str(), &april("9999A-000001").average),
        ("見本三", &Price::Blank)
    );
    assert_eq!(april("99999-000060").limit, Price::Unreadable("未定".to_owned()));
    assert_eq!(april("99999-000070").model, "46113");
    assert_eq!(april("例示コード").product, None);
    assert_eq!(catalogue.limit("99999-000010", month("202605")), Some(1100));
}

#[test]
fn workbooks_without_a_list_and_files_that_are_none() {
    let catalogue = odd("no-list.xlsx");
    assert_eq!(problems(&catalogue), [(None, &Kind::NoHeader)]);
    assert_eq!(catalogue.lists(), []);
    let mut builder = Catalogue::builder();
    let error = builder.add_bytes("list.xlsx", b"PK\x03\x04 and nothing more", None).unwrap_err();
    assert!(matches!(error, CatalogueError::Workbook(_)));
    assert!(error.japanese().starts_with("ブック（.xlsx）として読めません: "));
    assert!(matches!(builder.add_file(sample("none.xlsx"), None), Err(CatalogueError::Io(_))));
    assert_eq!(builder.problems(), []);
}
