//! The code tables: constant data, nothing to fill or to lock when the program starts.
//!
//! Both files are written by `scripts/ms932_tables.py` from the list that `tests/ms932.rs` compares
//! cell by cell with what this module does, so neither is trusted because it was generated.

/// Rows of the decoding file: the lead bytes 81–9F, then E0–FC.
const ROWS: usize = 60;
/// Columns of the decoding file: the trail bytes 40–FF (no character has FD–FF).
const COLUMNS: usize = 192;
/// Pages of the encoding file, with page 0, which is empty.
const PAGES: usize = 99;
/// The first two-byte number that can be a pair: lead bytes lie above 80.
const FIRST_PAIR: u16 = 0x8000;

const DECODE_FILE: &[u8; ROWS * COLUMNS * 2] = include_bytes!("decode.bin");
const ENCODE_FILE: &[u8; 256 + PAGES * 512] = include_bytes!("encode.bin");

/// Character of each pair from 8000 on, U+0000 where there is none. 外字 have none: see [`gaiji`].
///
/// The rows are spread out so that the pair itself is the index, and the cells are `char`s so that
/// nothing is left to check before one is pushed: that is worth a third of the decoding time. What
/// is touched in practice is not larger than the file.
static DECODE: [char; 0x8000] = spread_decode();
/// The same as UTF-8, for those who write it at once: the bytes, the first of them lowest. On top, how many of three
/// bytes are missing: 0 nearly always, 3 where there is no character.
static UTF8: [u32; 0x8000] = spread_utf8();
const NO_UTF8: u32 = 3 << 24;
/// Whether a pair has a character, for those who only ask that: one load with the pair as it stands,
/// where a bit for each would have to be shifted out.
static LEGAL: [bool; 0x1_0000] = spread_legal();
/// Whether a pair is the code in which Windows writes its character.
static CANONICAL: [bool; 0x1_0000] = spread_canonical();
/// Code for each code point, 0 where there is none, below 0x100 for a single byte. Spread out as
/// [`DECODE`] is, so that the code point itself is the index.
static ENCODE: [u16; 0x1_0000] = spread_encode();

/// The pair that a cell of the decoding file stands for.
const fn pair_of_cell(cell: usize) -> usize {
    let row = cell / COLUMNS;
    let lead = if row < 0x1F { 0x81 + row } else { 0xE0 + row - 0x1F };
    lead << 8 | (0x40 + cell % COLUMNS)
}

const fn point_of_cell(cell: usize) -> u16 {
    u16::from_le_bytes([DECODE_FILE[2 * cell], DECODE_FILE[2 * cell + 1]])
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs this")]
const fn spread_decode() -> [char; 0x8000] {
    let mut table = ['\0'; 0x8000];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        if let Some(character) = char::from_u32(point_of_cell(cell) as u32) {
            table[pair_of_cell(cell) - FIRST_PAIR as usize] = character;
        }
        cell += 1;
    }
    table
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs this")]
const fn spread_utf8() -> [u32; 0x8000] {
    let mut table = [NO_UTF8; 0x8000];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        if let Some(character @ '\u{80}'..) = char::from_u32(point_of_cell(cell) as u32) {
            let mut bytes = [0; 4];
            let is_short = character.encode_utf8(&mut bytes).len() == 2;
            bytes[3] = is_short as u8;
            table[pair_of_cell(cell) - FIRST_PAIR as usize] = u32::from_le_bytes(bytes);
        }
        cell += 1;
    }
    table
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs this")]
const fn spread_legal() -> [bool; 0x1_0000] {
    let mut legal = [false; 0x1_0000];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        legal[pair_of_cell(cell)] = point_of_cell(cell) != 0;
        cell += 1;
    }
    legal
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs this")]
const fn spread_canonical() -> [bool; 0x1_0000] {
    let encode = spread_encode();
    let mut canonical = [false; 0x1_0000];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        let (pair, point) = (pair_of_cell(cell), point_of_cell(cell));
        canonical[pair] = point != 0 && encode[point as usize] as usize == pair;
        cell += 1;
    }
    canonical
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs this")]
const fn spread_encode() -> [u16; 0x1_0000] {
    let mut table = [0; 0x1_0000];
    let mut point = 0;
    while point < table.len() {
        // Which page the upper byte has, if any; the page has a code for each lower byte.
        let page = ENCODE_FILE[point >> 8] as usize;
        if page < PAGES {
            let at = 256 + 512 * page + 2 * (point & 0xFF);
            table[point] = u16::from_le_bytes([ENCODE_FILE[at], ENCODE_FILE[at + 1]]);
        }
        point += 1;
    }
    table
}

/// Whether a byte begins a pair: 81–9F, E0–FC.
pub(super) const fn is_lead(byte: u8) -> bool {
    matches!(byte, 0x81..=0x9F | 0xE0..=0xFC)
}

/// Whether a byte can end a pair: 40–7E, 80–FC.
pub(super) const fn is_trail(byte: u8) -> bool {
    matches!(byte, 0x40..=0x7E | 0x80..=0xFC)
}

/// Character of a single byte from 80 on: the half-width kana A1–DF.
pub(super) fn half_kana(byte: u8) -> Option<char> {
    // A1–DF lie in the same order as U+FF61–FF9F.
    if matches!(byte, 0xA1..=0xDF) { char::from_u32(0xFEC0 + u32::from(byte)) } else { None }
}

/// Character of a pair, or U+0000: no lead byte, no trail byte, no character, or 外字.
#[inline]
pub(super) fn pair(lead: u8, trail: u8) -> char {
    let pair = u16::from_be_bytes([lead, trail]);
    if pair < FIRST_PAIR { '\0' } else { DECODE[usize::from(pair - FIRST_PAIR)] }
}

/// The UTF-8 of a pair's character: its bytes, the first of them lowest, and on top how many of three are missing.
#[inline]
pub(super) fn utf8(lead: u8, trail: u8) -> u32 {
    if lead < 0x80 { NO_UTF8 } else { utf8_of(u16::from_be_bytes([lead, trail]).into()) }
}

/// The same of a pair that is known to begin with a byte from 80 on, in the lowest bits of a word.
#[inline]
pub(super) fn utf8_of(pair: u64) -> u32 {
    UTF8[(pair & 0x7FFF) as usize]
}

/// Whether [`pair`] has a character.
#[inline]
pub(super) fn is_pair(lead: u8, trail: u8) -> bool {
    LEGAL[usize::from(u16::from_be_bytes([lead, trail]))]
}

/// Whether two bytes are a character in the code in which Windows writes it.
#[inline]
pub(super) fn is_canonical_pair(lead: u8, trail: u8) -> bool {
    CANONICAL[usize::from(u16::from_be_bytes([lead, trail]))]
}

/// Private-use character of a 外字 (F040–F9FC → U+E000–E757), as Windows assigns it.
pub(super) fn gaiji(lead: u8, trail: u8) -> Option<char> {
    if !matches!(lead, 0xF0..=0xF9) || !is_trail(trail) {
        return None;
    }
    // 188 trail bytes a row: 40–7E, then, 7F being none, 80–FC.
    let column = u32::from(trail) - if trail < 0x7F { 0x40 } else { 0x41 };
    char::from_u32(0xE000 + u32::from(lead - 0xF0) * 188 + column)
}

/// Canonical code of a character above ASCII; 0 where there is none, below 0x100 for a single byte.
#[inline]
pub(super) fn code(character: char) -> u16 {
    u16::try_from(u32::from(character)).map_or(0, |point| ENCODE[usize::from(point)])
}

/// [`code`] of the code point in the lowest 16 bits of a word.
#[inline]
pub(super) fn code_of_point(point: u64) -> u16 {
    ENCODE[(point & 0xFFFF) as usize]
}

/// [`code`] of the character that three bytes of UTF-8 write; 0 if they are not one character.
#[inline]
pub(super) fn code_of_three(bytes: [u8; 3]) -> u16 {
    let [first, second, third] = bytes.map(u16::from);
    // 1110pppp 10pppppp 10pppppp; the upper bits of the first byte fall off.
    let point = first << 12 | (second & 0x3F) << 6 | (third & 0x3F);
    if first >> 4 == 0xE { ENCODE[usize::from(point)] } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_pairs_in_order() {
        assert_eq!(pair_of_cell(0), 0x8140);
        assert_eq!(pair_of_cell(31 * COLUMNS - 1), 0x9FFF);
        assert_eq!(pair_of_cell(31 * COLUMNS), 0xE040);
        assert_eq!(pair_of_cell(ROWS * COLUMNS - 1), 0xFCFF);
    }

    #[test]
    fn legal_pairs_and_decoding_table_agree() {
        for lead in 0..=255 {
            for trail in 0..=255 {
                assert_eq!(is_pair(lead, trail), pair(lead, trail) != '\0', "{lead:02X}{trail:02X}");
                assert!(!is_pair(lead, trail) || (is_lead(lead) && is_trail(trail)));
                assert!(!is_pair(lead, trail) || gaiji(lead, trail).is_none());
            }
        }
    }

    #[test]
    fn utf8_of_every_pair_is_that_of_its_character() {
        for lead in 0..=255 {
            for trail in 0..=255 {
                let [bytes @ .., missing] = utf8(lead, trail).to_le_bytes();
                let character = pair(lead, trail);
                let expected = if character == '\0' { String::new() } else { character.to_string() };
                assert_eq!(&bytes[..3 - usize::from(missing)], expected.as_bytes(), "{lead:02X}{trail:02X}");
            }
        }
    }

    #[test]
    fn gaiji_fill_their_range() {
        assert_eq!(gaiji(0xF0, 0x40), Some('\u{E000}'));
        assert_eq!(gaiji(0xF0, 0x7F), None);
        assert_eq!(gaiji(0xF0, 0x80), Some('\u{E03F}'));
        assert_eq!(gaiji(0xF9, 0xFC), Some('\u{E757}'));
        assert_eq!(gaiji(0xFA, 0x40), None);
    }
}
