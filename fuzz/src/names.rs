//! File names: what is parsed prints as it was, and no name of the standard leads out of its folder.

use careplan_model::FileName;

pub(super) fn target(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match FileName::parse(&text) {
        Ok(name) => {
            assert_eq!(name.to_string(), text);
            assert!(!text.contains(['/', '\\', ':', '\0']) && !text.starts_with('.'));
            assert_eq!(FileName::find_in(&text), Some(name));
            assert!(name.is_companion_of(&name) || !name.is_companion_of(&name));
            assert_eq!(name.processing_order(&name), core::cmp::Ordering::Equal);
            let canonical = name.with_canonical_extension();
            assert_eq!(FileName::parse(&canonical.to_string()), Ok(canonical));
        }
        Err(error) => assert!(!error.to_string().is_empty() && !error.japanese().is_empty()),
    }
    if let Some(found) = FileName::find_in(&text) {
        assert_eq!(FileName::parse(&found.to_string()), Ok(found));
    }
}
