//! The picture of a family, inside the page.

use super::book::{Source, name_of};
use super::markup::Markup;
use std::fs::File;
use std::io::Read as _;

/// A larger picture is named only.
const MOST: u64 = 4 << 20;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Draws the picture of a file, if it is a JPEG that is not too large; its name in any case.
pub(super) fn draw(page: &mut Markup, source: &Source) {
    let name = name_of(&source.path);
    page.element("figure", &[], |page| {
        if let Some(bytes) = jpeg(source) {
            let data = format!("data:image/jpeg;base64,{}", base64(&bytes));
            page.void("img", &[("src", &data), ("alt", &name)]);
        }
        page.leaf("figcaption", &[], &name);
    });
}

fn jpeg(source: &Source) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(&source.path).ok()?.take(MOST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && bytes.len() as u64 <= MOST).then_some(bytes)
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = usize::try_from(group >> (18 - 6 * place) & 63).unwrap_or_default();
            let digit = DIGITS.get(digit).copied().map_or('=', char::from);
            out.push(if place <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_that_of_rfc_4648() {
        let long: Vec<u8> = (0..=255).collect();
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xFB, 0xFF, 0xBF], "+/+/"),
        ] {
            assert_eq!(super::base64(bytes), text);
        }
        assert!(super::base64(&long).starts_with("AAECAwQFBgcICQoLDA0ODw=="[..20].trim_end_matches('=')));
    }
}
