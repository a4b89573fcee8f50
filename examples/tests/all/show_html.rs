//! `show --format html`: the forms as people know them, findings beside their cells, nothing left out, nothing
//! of a file taken for markup.

#![allow(clippy::unwrap_used, clippy::panic)]

mod dom;
mod everything;
mod forms;

use careplan_examples::{Outcome, show};
use dom::Element;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = show(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

pub(crate) fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

/// The page of folders of the bundled data, and how the program ended.
pub(crate) fn page(folders: &[&str], language: &str) -> (Outcome, String) {
    let paths: Vec<PathBuf> = folders.iter().map(|folder| data(folder)).collect();
    let mut arguments: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    arguments.extend(["--format", "html", "--lang", language]);
    let (outcome, page, errors) = run(&arguments);
    assert_eq!(errors, "");
    assert!(!page.to_lowercase().contains("<script"));
    (outcome, page)
}

/// The sheets of a page with a title and an insured number.
pub(crate) fn sheets<'p>(page: &'p Element, title: &str, insured: &str) -> Vec<&'p Element> {
    page.all(&|element| {
        element.has_class("sheet")
            && element.named("h3")[0].text() == title
            && element.all(&|it| it.has_class("who")).iter().any(|who| who.text().contains(insured))
    })
}

#[test]
fn the_head_says_what_the_page_is() {
    let (outcome, text) = page(&["valid/slip-4.1"], "ja");
    assert_eq!(outcome, Outcome::Fine);
    assert!(text.starts_with("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"ja\">"));
    let page = Element::of(&text);
    assert_eq!(
        page.all(&|it| it.name == "p" && it.has_class("warning"))[0].text(),
        "このページには個人情報が含まれています。ファイルと印刷物の取扱いに注意してください。"
    );
    let unit = page.only("unit");
    assert_eq!(unit.named("h2")[0].text(), "サービス利用票（第6・7表）一式");
    let facts: Vec<String> =
        unit.all(&|it| it.has_class("row"))[0].named("dd").iter().map(|it| it.text()).collect();
    assert_eq!(
        facts,
        ["9970100013 43 居宅介護支援", "9970100062 17 福祉用具貸与", "20251016101500", "令和7年10月"]
    );
    let files: Vec<Vec<String>> = page
        .only("files")
        .cells()
        .into_iter()
        .map(|line| line.into_iter().map(|it| it.1).collect())
        .collect();
    assert_eq!(
        files[1],
        [
            "UPSIKYU_202510_9970100013_43_9970100062_17_20251016101500.CSV",
            "サービス利用票別表 第7表",
            "202407（4.1）",
            "48"
        ]
    );
    // Nothing is asked for from outside, and it prints across.
    assert!(text.contains("default-src &#39;none&#39;"));
    assert!(text.contains("@page { size: A4 landscape;"));
    for outside in ["http://", "https://", "url(", "@import", "<link"] {
        let expected = usize::from(outside == "http://"); // the namespace
        assert_eq!(text.matches(outside).count(), expected, "{outside}");
    }
    // In English what stands around the forms.
    let english = self::page(&["valid/slip-4.1"], "en").1;
    assert!(english.contains("This page holds personal data."));
    assert!(english.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">"));
}

#[test]
fn a_finding_stands_in_its_cell_and_at_the_foot() {
    let (outcome, text) = page(&["odd/lost-zeros"], "ja");
    assert_eq!(outcome, Outcome::DataHasErrors);
    let page = Element::of(&text);
    // The first finding: 被保険者番号 of the first record.
    let sheet = page
        .all(&|it| it.has_class("sheet") && !it.all(&|it| it.attribute("id") == Some("f1")).is_empty())[0];
    let foot = sheet.all(&|it| it.attribute("id") == Some("f1"))[0].text();
    assert!(foot.starts_with("1エラー1件目、1行目、No.3 被保険者番号"), "{foot}");
    assert!(foot.contains("item-insured-shape"), "{foot}");
    let marks = sheet.all(&|it| it.attribute("href") == Some("#f1"));
    assert!(!marks.is_empty());
    assert!(marks.iter().all(|mark| mark.has_class("error") && mark.text() == "1"));
    let english = self::page(&["odd/lost-zeros"], "en").1;
    let foot = Element::of(&english).all(&|it| it.attribute("id") == Some("f1"))[0].text();
    assert!(foot.starts_with("1errorrecord 1, line 1, No.3 被保険者番号not an insured number"), "{foot}");
}

#[test]
fn findings_of_files_stand_at_the_top() {
    let (outcome, text) = page(&["odd/utf8"], "ja");
    assert_eq!(outcome, Outcome::DataHasErrors);
    let page = Element::of(&text);
    let lists = page.all(&|it| it.has_class("findings"));
    assert!(lists[0].text().contains("UPJSK_") && lists[0].text().contains("text-utf8"));
    assert!(text.find("text-utf8").unwrap() < text.find("class=\"unit\"").unwrap());
    assert_eq!(page.all(&|it| it.has_class("sheet")).len(), 0);
}

#[test]
fn a_record_that_cannot_be_read_is_shown_as_it_is() {
    let (outcome, text) = page(&["odd/unclosed-quote"], "ja");
    assert_eq!(outcome, Outcome::DataHasErrors);
    let page = Element::of(&text);
    let items = page.only("items");
    assert_eq!(items.named("caption")[0].text(), "2件目（2行目）");
    let lines: Vec<String> =
        items.cells().iter().map(|line| line.iter().map(|it| it.1.as_str()).collect()).collect();
    assert_eq!(lines[0], "1CSVバージョン2024074.1版");
    assert_eq!(
        lines.last().unwrap(),
        "21サービス事業所名\"例示ヘルパーステーション,,0,9970100021,\n1引用符が閉じられていません"
    );
    // The records around it are forms.
    assert_eq!(page.all(&|it| it.has_class("month")).len(), 2);
}

#[test]
fn every_folder_makes_a_page_that_has_each_finding_once() {
    let mut pages = 0;
    for group in ["odd", "faulty", "valid"] {
        for folder in fs::read_dir(data(group)).unwrap() {
            let folder = folder.unwrap().path();
            if !folder.is_dir() {
                continue;
            }
            let (_, text, errors) = run(&[folder.to_str().unwrap(), "--format", "html"]);
            assert_eq!(errors, "", "{}", folder.display());
            let page = Element::of(&text);
            let mut ids: Vec<&str> = page
                .all(&|it| it.attribute("id").is_some())
                .iter()
                .map(|it| it.attribute("id").unwrap())
                .collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{}: an id stands twice", folder.display());
            // Every link leads somewhere, and every finding of a record that is drawn has a mark.
            for link in page.named("a") {
                let target = link.attribute("href").unwrap().strip_prefix('#').unwrap();
                assert!(ids.binary_search(&target).is_ok(), "{}: {target}", folder.display());
            }
            let at_foot = page.all(&|it| it.name == "li" && it.attribute("id").is_some());
            let sheets = page.all(&|it| it.has_class("sheet"));
            let in_sheets: Vec<&Element> = sheets
                .iter()
                .flat_map(|sheet| sheet.all(&|it| it.name == "li" && it.attribute("id").is_some()))
                .collect();
            for finding in &in_sheets {
                let link = format!("#{}", finding.attribute("id").unwrap());
                let marks = page.all(&|it| it.attribute("href") == Some(&link));
                let hidden = page.all(&|it| it.has_class("more"));
                assert!(!marks.is_empty() || !hidden.is_empty(), "{}: {}", folder.display(), finding.text());
            }
            // As many as the checker finds.
            let registry = careplan_fukushi::rules::registry().unwrap();
            let checker =
                careplan_rules::Checker::with_registry(registry, careplan_rules::Profile::receive());
            let report = checker.check_paths([&folder]);
            assert_eq!(at_foot.len(), report.findings.len(), "{}", folder.display());
            pages += 1;
        }
    }
    assert!(pages > 200, "{pages}");
}

#[test]
fn a_page_goes_into_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let input = data("valid/actual-4.1");
    let arguments = [input.to_str().unwrap(), "--format", "html", "--out", file.to_str().unwrap()];
    let (outcome, out, errors) = run(&arguments);
    assert_eq!((outcome, out.as_str(), errors.as_str()), (Outcome::Fine, "", ""));
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(written, run(&arguments[..3]).1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Nothing is overwritten, and nothing is left of what could not be written.
    fs::write(&file, "mine").unwrap();
    let (outcome, _, errors) = run(&arguments);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(errors.contains("page.html"), "{errors}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Other formats too.
    let text = folder.path().join("text.txt");
    assert_eq!(run(&[input.to_str().unwrap(), "--out", text.to_str().unwrap()]).0, Outcome::Fine);
    assert_eq!(fs::read_to_string(&text).unwrap(), run(&[input.to_str().unwrap()]).1);
}

#[test]
fn wrong_options_are_said() {
    for arguments in [
        &["--format", "html", "--lang", "fr"][..],
        &["--lang", "en"],
        &["--out"],
        &["--out", "--format", "html"],
        &["--format", "html", "--out", "no/such/folder/page.html"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!(
            (outcome, out.is_empty(), errors.is_empty()),
            (Outcome::CouldNotRun, true, false),
            "{arguments:?}"
        );
    }
}
