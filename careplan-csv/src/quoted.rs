//! The end of a quoted text, and the lines in it.
//!
//! Between quotes only two bytes mean something, `"` and LF. Both lie at the very beginning of ASCII, where the
//! texts of this field have next to nothing (no byte of a kanji does), so that whole blocks are passed over by one
//! comparison.

/// What was found of a text behind its opening quote. It goes back in two registers, which `Option` would not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// The length up to the closing quote, that included; zero for a text that is not closed.
    pub(crate) length: usize,
    /// The LFs in it.
    pub(crate) lines: u64,
}

/// The signs are the bytes below this one: blanks, control characters, and the quote.
const AFTER: u8 = b'"' + 1;

/// How many bytes are compared at once. The compiler makes this one comparison of a vector.
const BLOCK: usize = 32;

impl Quoted {
    /// Reads the text that begins behind its opening quote.
    pub(crate) fn read(text: &[u8]) -> Self {
        let mut found = Self { length: 0, lines: 0 };
        let mut rest = text;
        while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
            if block.iter().map(|byte| *byte < AFTER).fold(false, |any, is_sign| any | is_sign) {
                for (place, word) in block.as_chunks::<8>().0.iter().enumerate() {
                    if found.signs(text, text.len() - rest.len() + place * 8, *word) {
                        return found;
                    }
                }
            }
            rest = after;
        }
        let place = text.len() - rest.len();
        let (words, last) = rest.as_chunks::<8>();
        for (count, word) in words.iter().enumerate() {
            if found.signs(text, place + count * 8, *word) {
                return found;
            }
        }
        // Filled up with what is no sign.
        let mut word = [0xFF; 8];
        for (byte, filled) in last.iter().zip(&mut word) {
            *filled = *byte;
        }
        if found.signs(text, place + words.len() * 8, word) { found } else { Self { length: 0, ..found } }
    }

    /// Looks at the signs in eight bytes of the text; whether the closing quote is one of them.
    #[inline]
    fn signs(&mut self, text: &[u8], place: usize, word: [u8; 8]) -> bool {
        const HIGH: u64 = 0x8080_8080_8080_8080;
        let word = u64::from_le_bytes(word);
        // No byte with its top bit set borrows from the next, so that each bit is exact.
        let mut signs = !((word | HIGH) - u64::from_le_bytes([AFTER; 8])) & !word & HIGH;
        while signs != 0 {
            let at = place + signs.trailing_zeros() as usize / 8;
            signs &= signs - 1;
            match text.get(at) {
                Some(b'\n') => self.lines += 1,
                // The second of a pair, which was looked at with the first.
                Some(b'"') if at < self.length => {}
                Some(b'"') if text.get(at + 1) == Some(&b'"') => self.length = at + 2,
                Some(b'"') => {
                    self.length = at + 1;
                    return true;
                }
                _ => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Quoted;

    /// One byte after the other, as one would write it.
    fn plainly(text: &[u8]) -> Quoted {
        let mut bytes = text.iter().copied().enumerate().peekable();
        let mut lines = 0;
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\n' => lines += 1,
                b'"' if bytes.next_if(|(_, next)| *next == b'"').is_none() => {
                    return Quoted { length: at + 1, lines };
                }
                _ => {}
            }
        }
        Quoted { length: 0, lines }
    }

    #[test]
    fn finds_the_same_as_byte_after_byte() {
        // Every pattern of eight signs at every place around the blocks.
        let signs = [b'"', b'\n', b'\r', b' ', 0x8E, b'A', b'#', 0xA2];
        let mut state = 1u32;
        for length in 0..200 {
            for _ in 0..200 {
                let mut text = vec![0x93u8; length];
                for _ in 0..6 {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    if let Some(place) = text.get_mut((state >> 8) as usize % length.max(1)) {
                        *place = signs[(state >> 24) as usize % signs.len()];
                    }
                }
                for end in [&b""[..], b"\"", b"\",x", b"\"\"", b"\"\"\"", b"\"\"\"\r\n"] {
                    let text = [&text, end].concat();
                    assert_eq!(Quoted::read(&text), plainly(&text), "{text:02X?}");
                }
            }
        }
    }
}
