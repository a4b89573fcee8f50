//! The views of the bundled sample files: what is read comes back from them, record by record and byte by byte.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::{Text, WriteOptions, Writer, forms, from_slice, to_vec};
use careplan_model::views::{
    MonthGrid, PreventiveTree, Printing, Table2Tree, ViewErrors, ViewFault, ViewPlace, Week,
};
use careplan_model::{PreventiveSupport, Table2, Table3, Table6, UserSupplement};
use std::fs;
use std::path::{Path, PathBuf};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data");

/// The files of `valid` whose names begin so; that there are none fails the test.
fn files(prefix: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in fs::read_dir(Path::new(DATA).join("valid")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with(prefix) {
                let bytes = fs::read(&path).unwrap();
                files.push((path, bytes));
            }
        }
    }
    assert!(!files.is_empty(), "no file of {prefix}");
    files
}

/// Views of a file, and all their records; with owned texts and with borrowed ones.
macro_rules! every_file {
    ($prefix:literal, $form:ident, $view:ident) => {
        for (path, file) in files($prefix) {
            let records: Vec<$form> = from_slice(&file).unwrap();
            let views = $view::group(&records).unwrap();
            let back = views.iter().map(|view| view.to_records().unwrap()).collect::<Vec<_>>().concat();
            assert!(back == records, "{}", path.display());
            assert!(to_vec(&back).unwrap() == file, "{}", path.display());
            for view in &views {
                assert_eq!(&$view::from_records(&view.to_records().unwrap()).unwrap(), view);
            }

            let borrowed: Vec<$form<Text<'_>>> = forms(&file).map(|record| record.unwrap().form).collect();
            let mut writer = Writer::new(Vec::new(), WriteOptions::new());
            for view in $view::group(&borrowed).unwrap() {
                for record in view.to_records().unwrap() {
                    writer.write(&record).unwrap();
                }
            }
            assert!(writer.into_inner() == file, "{}", path.display());
        }
    };
}

#[test]
fn table2_as_trees() {
    every_file!("UP2KYO_", Table2, Table2Tree);
}

#[test]
fn table2_in_the_other_habit() {
    let (mut first_line, mut every_line) = (0, 0);
    for (path, file) in files("UP2KYO_") {
        let records: Vec<Table2> = from_slice(&file).unwrap();
        for (plan, mut tree) in Table2Tree::plans(&records).zip(Table2Tree::group(&records).unwrap()) {
            assert!(tree.lines().all(|line| line.support.printed.is_none()));
            let other = match tree.printing {
                Printing::FirstLine => Printing::EveryLine,
                Printing::EveryLine => Printing::FirstLine,
            };
            *(if other == Printing::EveryLine { &mut first_line } else { &mut every_line }) += 1;
            tree.set_printing(other);
            let changed = tree.to_records().unwrap();
            assert!(changed != plan, "{}", path.display());
            let repeats =
                changed.iter().all(|record| record.need.is_some() && record.long_term_goal.is_some());
            assert_eq!(repeats, other == Printing::EveryLine);
            assert!(Table2Tree::from_records(&changed).unwrap() == tree, "{}", path.display());
        }
    }
    // One plan of the samples repeats its texts.
    assert_eq!((first_line, every_line), (6, 1));
}

#[test]
fn table3_as_weeks() {
    every_file!("UP3KYO_", Table3, Week);
}

#[test]
fn plans_and_actuals_as_grids() {
    every_file!("UPPLAN_", Table6, MonthGrid);
    every_file!("UPJSK_", Table6, MonthGrid);
}

#[test]
fn all_samples_of_table6_are_in_the_usual_order() {
    for (path, file) in files("UPPLAN_").into_iter().chain(files("UPJSK_")) {
        let records: Vec<Table6> = from_slice(&file).unwrap();
        for grid in MonthGrid::group(&records).unwrap() {
            let mut usual = grid.clone();
            usual.forget_order();
            assert!(usual == grid, "{}", path.display());
        }
    }
}

#[test]
fn supports_as_trees() {
    every_file!("UPYOBO_SUB_", PreventiveSupport, PreventiveTree);
}

#[test]
fn slots_of_supplements() {
    for (path, file) in files("UPHOSOKU_") {
        let mut records: Vec<UserSupplement> = from_slice(&file).unwrap();
        let before = records.clone();
        for record in &mut records {
            let slots = record.limit_slots();
            record.set_limit_slots(slots);
        }
        assert!(records == before, "{}", path.display());
        assert!(to_vec(&records).unwrap() == file, "{}", path.display());
    }
}

#[test]
fn repeated_numbers_of_practice_are_listed() {
    let folder = Path::new(DATA).join("odd/table2-duplicate-numbers");
    let path = folder.join("UP2KYO_9970100013_43_9970100062_17_20251110093400.CSV");
    let records: Vec<Table2> = from_slice(&fs::read(path).unwrap()).unwrap();
    let ViewErrors { problems } = Table2Tree::group(&records).unwrap_err();
    assert!(problems.iter().all(|problem| matches!(problem.fault, ViewFault::NumberRepeated { .. })));
    let first_need: Vec<_> =
        problems.iter().take(3).map(|problem| (problem.place.clone(), problem.fault)).collect();
    let repeated = ViewFault::NumberRepeated { first: 0 };
    assert_eq!(first_need, [1, 2, 3].map(|index| (ViewPlace::Record(index), repeated)));
    assert_eq!(problems[0].japanese(), "2件目　項目No.13「援助内容ＮＯ」：番号が1件目と重複しています");
}
