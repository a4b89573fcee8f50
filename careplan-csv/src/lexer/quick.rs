//! The end of a record in which nothing is odd, found in one pass over its bytes.
//!
//! Only commas, quotes and line ends mean something, and of the bytes up to the comma in ASCII a record has little
//! else, so that eight bytes are looked at together. Whatever is odd (a stray quote, text after a quote, a lone CR,
//! the end of the input) is left to the strict scan, which reads the record again and says what it is.

use super::field::{Field, FieldState};

/// A record in which nothing is odd.
pub(super) struct Quick {
    /// The length of the record without its line end.
    pub(super) body: usize,
    /// The length of its line end.
    pub(super) line_end: usize,
    /// The LFs in it, that of its line end too.
    pub(super) lines: u64,
}

/// Reads the record at the start of `input`; `see` is shown its fields, also of a record that is then left to the
/// strict scan.
#[inline]
pub(super) fn scan(input: &[u8], see: &mut impl FnMut(Field<'_>)) -> Option<Quick> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const AFTER: u64 = u64::from_le_bytes([b',' + 1; 8]);
    let (mut start, mut state) = (0, FieldState::Bare);
    let (mut is_inside, mut looked_at, mut lines) = (false, 0, 1);
    for (place, word) in input.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // No byte with its top bit set borrows from the next, so that each bit is exact.
        let mut signs = !((word | HIGH) - AFTER) & !word & HIGH;
        while signs != 0 {
            let at = place * 8 + signs.trailing_zeros() as usize / 8;
            signs &= signs - 1;
            match *input.get(at)? {
                // The second of two quotes.
                _ if at < looked_at => {}
                b'"' if is_inside => match input.get(at + 1)? {
                    b'"' => looked_at = at + 2,
                    b',' | b'\r' | b'\n' => is_inside = false,
                    _ => return None,
                },
                b'"' if at == start => (is_inside, state) = (true, FieldState::Quoted),
                b'"' => return None,
                b'\n' if is_inside => lines += 1,
                _ if is_inside => {}
                b',' => {
                    see(Field::found(input.get(start..at)?, start, state));
                    (start, state) = (at + 1, FieldState::Bare);
                }
                sign @ (b'\r' | b'\n') => {
                    let line_end = if sign == b'\n' { 1 } else { 2 };
                    if line_end == 2 && input.get(at + 1) != Some(&b'\n') {
                        return None;
                    }
                    see(Field::found(input.get(start..at)?, start, state));
                    return Some(Quick { body: at, line_end, lines });
                }
                _ => {}
            }
        }
    }
    None
}
