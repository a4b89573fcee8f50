//! Runs of ASCII digits, eight bytes at a time.

use super::Put;

const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);

/// The first eight bytes as a word, the first of them lowest. Fewer bytes, but at least `N`, are filled
/// up with zeros: that happens at the end of a file only.
#[inline]
pub(super) fn word<const N: usize>(input: &[u8]) -> Option<u64> {
    if let Some(eight) = input.first_chunk::<8>() {
        return Some(u64::from_le_bytes(*eight));
    }
    if input.len() < N { None } else { Some(short_word(input)) }
}

#[cold]
fn short_word(input: &[u8]) -> u64 {
    input.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// The value of each digit; and the top bit of the first byte that is none. Behind that byte, both may
/// be wrong.
#[inline]
const fn values(word: u64) -> (u64, u64) {
    // No digit carries over into the next byte or borrows from it. Of the other bytes, 3A–AF have the top
    // bit in the sum, 00–2F and B0–FF in the difference.
    let (sum, values) = (word.wrapping_add(0x4646_4646_4646_4646), word.wrapping_sub(ZEROS));
    (values, (sum | values) & 0x8080_8080_8080_8080)
}

/// The top bit of the first byte that is no digit; behind it, the bits may be wrong.
#[inline]
pub(super) const fn other_than_digits(word: u64) -> u64 {
    values(word).1
}

/// Four numbers of two digits, the first of them lowest, each in 16 bits.
#[inline]
const fn pairs(values: u64) -> u64 {
    (values * 10 + (values >> 8)) & 0x00FF_00FF_00FF_00FF
}

#[inline]
const fn joined(pairs: u64) -> u32 {
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    ((fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF) as u32
}

/// The numbers that every two of `N` (at most 8) digits write, the last of them in the last place.
#[inline]
pub(crate) fn digit_pairs<const N: usize>(input: &[u8]) -> Option<[u8; 4]> {
    let [a, _, b, _, c, _, d, _] = packed_pairs::<N>(input)?.to_le_bytes();
    Some([a, b, c, d])
}

#[inline]
fn packed_pairs<const N: usize>(input: &[u8]) -> Option<u64> {
    let (values, others) = values(word::<N>(input)?);
    // The digits move to the upper end, so that leading zeros stand before them.
    let shift = 64 - 8 * N;
    (others << shift == 0).then(|| pairs(values << shift))
}

/// The number that `N` (at most 8) bytes write, if all are ASCII digits.
#[inline]
pub(crate) fn digits<const N: usize>(input: &[u8]) -> Option<u32> {
    packed_pairs::<N>(input).map(joined)
}

/// The number that the digits at the start of `input` write, and how many there are, if there are one
/// to seven and the input goes on behind them.
#[inline]
pub(super) fn few_digits(input: &[u8]) -> Option<(u32, usize)> {
    let (values, others) = values(u64::from_le_bytes(*input.first_chunk()?));
    // All eight bytes are digits: more may follow.
    let bits = others.trailing_zeros() & !7;
    if bits == 0 || bits == 64 {
        return None;
    }
    Some((joined(pairs(values << (64 - bits))), bits as usize / 8))
}

/// Writes a number with exactly `N` digits.
#[inline]
pub(crate) fn put_digits<const N: usize>(mut number: u32, out: &mut impl Put) {
    let mut buffer = [b'0'; N];
    // Every number of fixed width has an even number of digits.
    for pair in buffer.as_chunks_mut::<2>().0.iter_mut().rev() {
        let two = (number % 100) as u8;
        *pair = [b'0' + two / 10, b'0' + two % 10];
        number /= 100;
    }
    out.ascii(&buffer);
}

#[cfg(test)]
mod tests {
    use super::{digit_pairs, digits, few_digits};

    #[test]
    fn reads_digits_and_nothing_else() {
        assert_eq!(digits::<8>(b"20260401"), Some(20_260_401));
        assert_eq!(digits::<6>(b"202604,x"), Some(202_604));
        assert_eq!(digits::<4>(b"9999"), Some(9999));
        assert_eq!(digits::<8>(b"99999999"), Some(99_999_999));
        assert_eq!(digits::<4>(b"123"), None);
        for bad in 0..=255u8 {
            if bad.is_ascii_digit() {
                continue;
            }
            for place in 0..8 {
                let mut bytes = *b"12345678";
                bytes[place] = bad;
                assert_eq!(digits::<8>(&bytes), None, "byte {bad:02X} at {place}");
            }
        }
    }

    #[test]
    fn pairs_stand_at_the_end() {
        assert_eq!(digit_pairs::<8>(b"20260401"), Some([20, 26, 4, 1]));
        assert_eq!(digit_pairs::<6>(b"202604,x"), Some([0, 20, 26, 4]));
        assert_eq!(digit_pairs::<4>(b"0930"), Some([0, 0, 9, 30]));
    }

    #[test]
    fn few_digits_are_counted() {
        for length in 1..=7usize {
            let number: String = "1234567".chars().take(length).collect();
            for end in
                [",x3\r\n......", "\r\n123456", "/.......", ":.......", "\u{7F}.......", "\u{80}........"]
            {
                let read = few_digits(format!("{number}{end}").as_bytes());
                assert_eq!(read, Some((number.parse().unwrap(), length)));
            }
        }
        assert_eq!(few_digits(b"12345678,"), None);
        assert_eq!(few_digits(b",1234567"), None);
        assert_eq!(few_digits(b"1,"), None);
    }
}
