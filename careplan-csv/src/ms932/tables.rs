//! The code tables: constant data, nothing to fill or to lock when the program starts.
//!
//! Both files are written by `scripts/ms932_tables.py` from the list that `tests/ms932.rs` compares
//! cell by cell with what this module does, so neither is trusted because it was generated.

/// Rows of the decoding table: the lead bytes 81–9F and E0–FC.
const ROWS: usize = 60;
/// Columns of the decoding table: the trail bytes 40–FC, and three more that are always empty, so
/// that a row is three whole words of [`LEGAL`].
const COLUMNS: usize = 192;
/// Pages of the encoding table, with page 0, which is empty.
const PAGES: usize = 99;

const DECODE_BYTES: &[u8; ROWS * COLUMNS * 2] = include_bytes!("decode.bin");
const ENCODE_BYTES: &[u8; 256 + PAGES * 512] = include_bytes!("encode.bin");

/// Code point for each pair, 0 where there is none. 外字 are 0 too: see [`gaiji`].
static DECODE: [[u16; COLUMNS]; ROWS] = read_decode();
/// One bit for each pair that [`DECODE`] has: 1.4 KB instead of 23 KB for those who only ask whether.
static LEGAL: [[u64; COLUMNS / 64]; ROWS] = read_legal();
/// Page of [`ENCODE`] for the upper byte of a code point.
static PAGE_OF: [u8; 256] = read_page_of();
/// Code for each code point, by pages; 0 where there is none, below 0x100 for a single byte.
static ENCODE: [[u16; 256]; PAGES] = read_encode();

const fn read_decode() -> [[u16; COLUMNS]; ROWS] {
    let mut table = [[0; COLUMNS]; ROWS];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        table[cell / COLUMNS][cell % COLUMNS] =
            u16::from_le_bytes([DECODE_BYTES[2 * cell], DECODE_BYTES[2 * cell + 1]]);
        cell += 1;
    }
    table
}

const fn read_legal() -> [[u64; COLUMNS / 64]; ROWS] {
    let decode = read_decode();
    let mut bits = [[0; COLUMNS / 64]; ROWS];
    let mut cell = 0;
    while cell < ROWS * COLUMNS {
        let (row, column) = (cell / COLUMNS, cell % COLUMNS);
        if decode[row][column] != 0 {
            bits[row][column / 64] |= 1 << (column % 64);
        }
        cell += 1;
    }
    bits
}

const fn read_page_of() -> [u8; 256] {
    let mut index = [0; 256];
    let mut upper = 0;
    while upper < 256 {
        index[upper] = ENCODE_BYTES[upper];
        upper += 1;
    }
    index
}

const fn read_encode() -> [[u16; 256]; PAGES] {
    let mut table = [[0; 256]; PAGES];
    let mut cell = 0;
    while cell < PAGES * 256 {
        let at = 256 + 2 * cell;
        table[cell / 256][cell % 256] = u16::from_le_bytes([ENCODE_BYTES[at], ENCODE_BYTES[at + 1]]);
        cell += 1;
    }
    table
}

/// Row of a lead byte; [`ROWS`] or more for any other byte.
///
/// Flipping two bits puts 81–9F and E0–FC side by side (21–5C) and every other byte outside.
const fn row(lead: u8) -> usize {
    (lead ^ 0xA0).wrapping_sub(0x21) as usize
}

/// Whether a byte begins a pair: 81–9F, E0–FC.
pub(super) const fn is_lead(byte: u8) -> bool {
    row(byte) < ROWS
}

/// Whether a byte can end a pair: 40–7E, 80–FC.
pub(super) const fn is_trail(byte: u8) -> bool {
    matches!(byte, 0x40..=0x7E | 0x80..=0xFC)
}

/// Whether a byte is a half-width kana by itself: A1–DF.
pub(super) const fn is_half_kana(byte: u8) -> bool {
    matches!(byte, 0xA1..=0xDF)
}

/// Code point of a half-width kana byte. The caller has asked [`is_half_kana`].
pub(super) const fn half_kana(byte: u8) -> u16 {
    // A1–DF lie in the same order as U+FF61–FF9F.
    0xFEC0 + byte as u16
}

/// Code point of a pair, or 0: no lead byte, no trail byte, no character, or 外字.
#[inline]
pub(super) fn pair(lead: u8, trail: u8) -> u16 {
    // Trail bytes below 40 wrap round to 192 and more, which no row has.
    let column = usize::from(trail.wrapping_sub(0x40));
    match DECODE.get(row(lead)).and_then(|columns| columns.get(column)) {
        Some(&point) => point,
        None => 0,
    }
}

/// Whether [`pair`] is not 0.
#[inline]
pub(super) fn is_pair(lead: u8, trail: u8) -> bool {
    let column = trail.wrapping_sub(0x40);
    match LEGAL.get(row(lead)).and_then(|words| words.get(usize::from(column >> 6))) {
        Some(&word) => word >> (column & 63) & 1 == 1,
        None => false,
    }
}

/// Private-use code point of a 外字 (F040–F9FC → U+E000–E757), as Windows assigns it.
pub(super) fn gaiji(lead: u8, trail: u8) -> Option<u16> {
    if !matches!(lead, 0xF0..=0xF9) || !is_trail(trail) {
        return None;
    }
    // 188 trail bytes a row: 40–7E, then, 7F being none, 80–FC.
    let column = u16::from(trail) - if trail < 0x7F { 0x40 } else { 0x41 };
    Some(0xE000 + u16::from(lead - 0xF0) * 188 + column)
}

/// Canonical code of a code point above U+0000; 0 where there is none, below 0x100 for a single byte.
#[inline]
pub(super) fn code(point: u16) -> u16 {
    let [upper, lower] = point.to_be_bytes();
    match ENCODE.get(usize::from(PAGE_OF[usize::from(upper)])) {
        Some(page) => page[usize::from(lower)],
        None => 0,
    }
}
