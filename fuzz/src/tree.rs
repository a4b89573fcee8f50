//! Several files in one input: `NAME NUL CONTENT NUL NAME NUL CONTENT …`.

use std::fs;
use tempfile::TempDir;

/// No input needs more files, and each costs the disk something.
const MOST: usize = 12;

/// Names and contents. In a content the byte 01 stands for NUL.
pub(super) fn parts(data: &[u8]) -> Vec<(&[u8], Vec<u8>)> {
    let mut pieces = data.split(|byte| *byte == 0);
    let mut parts = Vec::new();
    while let (Some(name), true) = (pieces.next(), parts.len() < MOST) {
        let content = pieces.next().unwrap_or_default();
        parts.push((name, content.iter().map(|byte| if *byte == 1 { 0 } else { *byte }).collect()));
    }
    parts
}

/// The same with names that are text.
pub(super) fn named(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    parts(data)
        .into_iter()
        .map(|(name, content)| (String::from_utf8_lossy(name).into_owned(), content))
        .collect()
}

/// A folder with these files. A name may begin with one folder; names that the disk does not take are left out.
pub(super) fn folder(data: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in parts(data) {
        let mut names = name.splitn(2, |byte| *byte == b'/');
        let (first, second) = (names.next().unwrap_or_default(), names.next());
        let is_safe =
            |name: &[u8]| !name.is_empty() && name != b"." && name != b".." && !name.contains(&b'/');
        if !is_safe(first) || second.is_some_and(|name| !is_safe(name)) {
            continue;
        }
        let mut path = folder.path().join(os_name(first));
        if let Some(second) = second {
            let _ = fs::create_dir(&path);
            path.push(os_name(second));
        }
        let _ = fs::write(path, content);
    }
    folder
}

#[cfg(unix)]
fn os_name(name: &[u8]) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(name.to_vec())
}

#[cfg(not(unix))]
fn os_name(name: &[u8]) -> std::ffi::OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
