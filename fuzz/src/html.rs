//! The page of `show`: whatever the files hold, it is one page of text without a script.

use super::tree::folder;
use careplan_examples::{Outcome, show};

pub(super) fn target(data: &[u8]) {
    let folder = folder(data);
    let path = folder.path().display().to_string();
    for format in ["html", "text", "json"] {
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let arguments = [path.clone(), "--format".into(), format.into()];
        let outcome = show(&arguments, &mut out, &mut errors).expect("memory can be written");
        assert!(outcome != Outcome::CouldNotRun, "{}", String::from_utf8_lossy(&errors));
        let text = String::from_utf8(out).expect("it is UTF-8");
        match format {
            "html" => assert_page(&text),
            "json" => assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok()),
            _ => {}
        }
    }
}

/// Every tag is closed in its turn, none is one that the page does not use, and nothing is asked for elsewhere.
fn assert_page(page: &str) {
    let mut open = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start + 1..];
        let end = tag.find('>').expect("a tag ends");
        let (inner, after) = tag.split_at(end);
        rest = &after[1..];
        assert!(!inner.contains('<'), "a tag inside a tag");
        if inner.starts_with(['!', '?']) {
            continue;
        }
        let name = inner.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        assert!(!["script", "iframe", "object", "embed", "link", "base", "form"].contains(&name), "<{name}>");
        if inner.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed in its turn");
        } else {
            for attribute in inner.split(' ').skip(1) {
                assert!(!attribute.starts_with("on") && !attribute.contains("javascript:"));
            }
            if !inner.ends_with('/') {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty());
    assert!(!page.chars().any(|c| c < ' ' && c != '\n' && c != '\t' && c != '\r'), "a control character");
}
