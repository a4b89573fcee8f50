//! Where files are, as URIs (RFC 3986).

use crate::report::CheckedFile;
use std::fmt::Write as _;
use std::path::{Component, Path, Prefix};

/// The URI of a file: absolute if its path is, else relative to where the check was run.
pub(super) fn uri_of(file: &CheckedFile) -> String {
    file.path().map_or_else(|| uri_of_name(&file.name), |path| uri_of_path(&path))
}

/// The URI of a name or path that is text.
pub(super) fn uri_of_name(name: &str) -> String {
    uri_of_path(Path::new(name))
}

fn uri_of_path(path: &Path) -> String {
    let mut uri = String::new();
    for component in path.components() {
        match component {
            Component::Prefix(prefix) => match prefix.kind() {
                Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
                    uri.push_str("file:///");
                    uri.push(char::from(letter));
                    uri.push(':');
                }
                Prefix::UNC(server, share) | Prefix::VerbatimUNC(server, share) => {
                    uri.push_str("file://");
                    encode(server.as_encoded_bytes(), &mut uri);
                    uri.push('/');
                    encode(share.as_encoded_bytes(), &mut uri);
                }
                Prefix::Verbatim(name) | Prefix::DeviceNS(name) => {
                    uri.push_str("file:///");
                    encode(name.as_encoded_bytes(), &mut uri);
                }
            },
            Component::RootDir if uri.is_empty() => uri.push_str("file:///"),
            Component::RootDir | Component::CurDir => {}
            Component::ParentDir => segment(b"..", &mut uri),
            Component::Normal(name) => segment(name.as_encoded_bytes(), &mut uri),
        }
    }
    uri
}

fn segment(name: &[u8], uri: &mut String) {
    if !uri.is_empty() && !uri.ends_with('/') {
        uri.push('/');
    }
    encode(name, uri);
}

/// Writes bytes that are not plain in a path as `%E3`.
fn encode(name: &[u8], uri: &mut String) {
    for &byte in name {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::uri_of_name;

    #[test]
    fn paths_become_uris() {
        for (path, uri) in [
            ("/data/a b/予定.CSV", "file:///data/a%20b/%E4%BA%88%E5%AE%9A.CSV"),
            ("./inbox/../x:1#2.CSV", "inbox/../x%3A1%232.CSV"),
            ("UPPLAN_202604.CSV", "UPPLAN_202604.CSV"),
        ] {
            assert_eq!(uri_of_name(path), uri);
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_unicode_keep_their_bytes() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = std::path::Path::new(std::ffi::OsStr::from_bytes(b"/in/\x97\x5C.CSV"));
        assert_eq!(super::uri_of_path(path), "file:///in/%97%5C.CSV");
    }
}
