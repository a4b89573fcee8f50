//! The pages of the project lead to what is there: every link to a file, and every link to a heading.
#![allow(clippy::unwrap_used)] // tests may panic

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// All pages: those at the top, of the crates, and below docs and the sample data.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![(project(), 1), (project().join("docs"), 9), (project().join("examples/data"), 9)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap_or_default();
            if path.is_dir() && depth > 0 && name != "target" && !name.starts_with('.') {
                folders.push((path, depth - 1));
            } else if is_page(&path) {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages.dedup();
    pages
}

/// The page without its code, in which brackets are no links.
fn prose(page: &str) -> String {
    let mut is_code = false;
    let lines = page.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join("") + "\n").collect()
}

/// Where its links lead to; not those to other sites.
fn links(page: &str) -> Vec<String> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    targets.filter(|target| !target.contains("://")).map(str::to_owned).collect()
}

/// The anchors of its headings.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let headings = page.lines().filter(|line| {
        is_code ^= line.starts_with("```");
        !is_code && line.starts_with('#')
    });
    let anchor = |heading: &str| -> String {
        let text = heading.trim_start_matches('#').trim();
        let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn links_lead_to_files_and_headings() {
    let (mut broken, mut count) = (Vec::new(), 0);
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        for link in links(&prose(&page)) {
            count += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let is_there = if anchor.is_empty() {
                target.exists()
            } else {
                fs::read_to_string(&target).is_ok_and(|page| anchors(&page).contains(anchor))
            };
            if !is_there {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(count > 100, "{count}");
}

#[test]
fn every_page_of_the_guide_is_there_in_both_languages_and_listed() {
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(project().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| is_page(Path::new(name))).collect()
    };
    let (english, japanese) = (names("docs/guide"), names("docs/guide/ja"));
    assert_eq!(english, japanese);
    for folder in ["docs/guide", "docs/guide/ja"] {
        let index = fs::read_to_string(project().join(folder).join("README.md")).unwrap();
        for name in english.iter().filter(|name| *name != "README.md") {
            assert!(index.contains(&format!("]({name})")), "{folder} {name}");
        }
    }
}
