//! Runs of ASCII digits, several at once.

use super::Put;

/// The number that `N` (at most 8) bytes write, if all are ASCII digits.
#[inline]
pub(crate) fn digits<const N: usize>(input: &[u8]) -> Option<u32> {
    let head = input.first_chunk::<N>()?;
    let mut padded = [b'0'; 8];
    // The digits stand at the right, so that the leading zeros change nothing.
    padded.get_mut(8 - N..)?.copy_from_slice(head);
    let word = u64::from_le_bytes(padded);
    // Eight digits at once: every byte must be 0x30..=0x39.
    let low = word & 0x0F0F_0F0F_0F0F_0F0F;
    let is_digit = (word & 0xF0F0_F0F0_F0F0_F0F0) == 0x3030_3030_3030_3030
        && ((low + 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) == 0;
    if !is_digit {
        return None;
    }
    // Neighbours are joined into pairs, fours, eights.
    let pairs = (low * 10 + (low >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let eight = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF;
    u32::try_from(eight).ok()
}

/// Writes a number with exactly `N` digits.
#[inline]
pub(crate) fn put_digits<const N: usize>(mut number: u32, out: &mut impl Put) {
    let mut buffer = [b'0'; N];
    for byte in buffer.iter_mut().rev() {
        *byte = b'0' + (number % 10) as u8;
        number /= 10;
    }
    out.ascii(&buffer);
}

#[cfg(test)]
mod tests {
    use super::digits;

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
}
