//! Numbers of needs in one item.

use careplan_model::{Fault, Identifier, ItemType, Put, Value};

/// 対応する利用目標ＮＯ: the needs that a line or a candidate answers, as a set of numbers from 1 to 99.
///
/// In files and in JSON the numbers stand in ascending order with `;` between: `1;3`. Another order, a
/// number twice and leading zeros are refused, so that what is read is what is written.
///
/// ```
/// use careplan_fukushi::NeedNumbers;
/// let needs: NeedNumbers = "1;3".parse()?;
/// assert!(needs.contains(3) && !needs.contains(2));
/// assert_eq!(needs.numbers().collect::<Vec<_>>(), [1, 3]);
/// assert_eq!(NeedNumbers::from_numbers([3, 1]).unwrap().to_string(), "1;3");
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// Bit n stands for number n; never empty, because a blank item is no value.
pub struct NeedNumbers(u128);

impl NeedNumbers {
    /// The set of these numbers, whatever their order; `None` if there is none, or one outside 1 to 99.
    pub fn from_numbers(numbers: impl IntoIterator<Item = u8>) -> Option<Self> {
        let mut set = 0;
        for number in numbers {
            if !(1..=99).contains(&number) {
                return None;
            }
            set |= 1 << number;
        }
        (set != 0).then_some(Self(set))
    }

    /// Whether a number is in the set.
    pub fn contains(self, number: i32) -> bool {
        (1..=99).contains(&number) && self.0 >> number & 1 == 1
    }

    /// The numbers, ascending.
    pub fn numbers(self) -> impl Iterator<Item = i32> {
        (1..=99).filter(move |number| self.contains(*number))
    }
}

/// A number of one or two digits without leading zero at the start of `input`, with its length.
fn number(input: &[u8]) -> Option<(u8, usize)> {
    let digit = |place: usize| input.get(place).map(|byte| byte.wrapping_sub(b'0')).filter(|it| *it < 10);
    let first = digit(0).filter(|first| *first > 0)?;
    match digit(1) {
        None => Some((first, 1)),
        Some(second) if digit(2).is_none() => Some((first * 10 + second, 2)),
        Some(_) => None,
    }
}

impl Value for NeedNumbers {
    const TYPE: ItemType = ItemType::Alphanumeric;
    // It has a character that is no letter and no digit.
    const IDENTIFIER: Option<Identifier> = Some(Identifier::Open);

    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let (mut last, mut place) = number(input)?;
        let mut set = 1u128 << last;
        while input.get(place) == Some(&b';') {
            let (next, length) = number(input.get(place + 1..)?)?;
            if next <= last {
                return None;
            }
            set |= 1 << next;
            last = next;
            place += 1 + length;
        }
        Some((Self(set), place))
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().all(|byte| byte.is_ascii_digit() || *byte == b';') {
            Fault::NotANumber
        } else {
            Fault::BadCharacters
        }
    }

    fn put(&self, out: &mut impl Put) {
        for (place, number) in self.numbers().enumerate() {
            if place > 0 {
                out.ascii(b";");
            }
            number.put(out);
        }
    }
}

careplan_model::__value_text!(NeedNumbers);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascending_numbers_and_nothing_else() {
        for text in ["1", "99", "1;3", "9;10;11", "1;99"] {
            assert_eq!(text.parse::<NeedNumbers>().unwrap().to_string(), text);
        }
        for text in ["0", "01", "1;", ";1", "3;1", "1;1", "100", "1;100", "1,3", "1 3", "1；3", "-1", "1;;3"]
        {
            assert!(text.parse::<NeedNumbers>().is_err(), "{text}");
        }
        let all = NeedNumbers::from_numbers(1..=99).unwrap();
        assert_eq!(all.to_string().len(), 287);
        assert_eq!(NeedNumbers::from_numbers([]), None);
        assert_eq!(NeedNumbers::from_numbers([0]), None);
        assert_eq!(NeedNumbers::from_numbers([100]), None);
        assert!(!all.contains(0) && !all.contains(-1) && !all.contains(100));
    }
}
