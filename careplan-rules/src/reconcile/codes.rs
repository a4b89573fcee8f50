//! What is known of the service codes of one person, office and type, without a table of service codes.
//!
//! The single service codes (some thousand, revised every few years) are no part of the standard, so this is
//! told from the lines themselves: from times (`9999`), and from the first character of サービス項目コード, by
//! which the official tables keep additions and deductions (4, 5, 6, 8) apart from basic services.

use super::Options;
use super::line::Line;
use careplan_model::ServiceCode;

/// What is known of a code.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // facts that do not depend on each other
pub(super) struct CodeFacts {
    code: ServiceCode,
    /// How many lines there are, on each side.
    planned: usize,
    actual: usize,
    timed: bool,
    /// It belongs to a day: lines of different days are different services. Otherwise it is of the month:
    /// rentals, monthly fees and monthly additions, whose day says nothing.
    pub(super) daily: bool,
    /// An addition or deduction, as far as its code tells.
    pub(super) addition: bool,
    /// It may be computed as a rate: its units are not compared.
    pub(super) rate: bool,
    /// An addition of the month that stands once on one side and more often on the other.
    pub(super) repeated: bool,
    /// A 0 in 単位数 means "not computed".
    pub(super) zero_is_unknown: bool,
}

/// The facts of all codes of one person, office and type.
#[derive(Debug)]
pub(super) struct Codes(Vec<CodeFacts>);

impl Codes {
    pub(super) fn of(planned: &[Line], actual: &[Line], options: Options) -> Self {
        let sides = planned.iter().map(|line| (line, true)).chain(actual.iter().map(|line| (line, false)));
        let mut seen: Vec<(ServiceCode, bool, bool)> =
            sides.map(|(line, is_planned)| (line.code, is_planned, !line.is_untimed())).collect();
        seen.sort_unstable();
        let mut codes: Vec<CodeFacts> = Vec::new();
        for (code, is_planned, timed) in seen {
            if codes.last().is_none_or(|last| last.code != code) {
                codes.push(CodeFacts::new(code));
            }
            if let Some(facts) = codes.last_mut() {
                facts.planned += usize::from(is_planned);
                facts.actual += usize::from(!is_planned);
                facts.timed |= timed;
            }
        }
        for facts in &mut codes {
            facts.conclude(options);
        }
        Self(codes)
    }

    /// Whether one side repeats an addition of the month.
    pub(super) fn any_repeated(&self) -> bool {
        self.0.iter().any(|facts| facts.repeated)
    }

    /// The codes in order.
    pub(super) fn all(&self) -> impl Iterator<Item = ServiceCode> {
        self.0.iter().map(|facts| facts.code)
    }

    pub(super) fn facts(&self, code: ServiceCode) -> CodeFacts {
        let place = self.0.binary_search_by_key(&code, |facts| facts.code);
        place.ok().and_then(|place| self.0.get(place)).copied().unwrap_or(CodeFacts::new(code))
    }
}

impl CodeFacts {
    fn new(code: ServiceCode) -> Self {
        let addition = is_addition(code);
        Self {
            code,
            planned: 0,
            actual: 0,
            timed: false,
            daily: true,
            addition,
            rate: false,
            repeated: false,
            zero_is_unknown: false,
        }
    }

    fn conclude(&mut self, options: Options) {
        let (fewer, more) = (self.planned.min(self.actual), self.planned.max(self.actual));
        let by_day = self.timed || (is_short_stay(self.code) && !(self.addition && more <= 1));
        self.daily = by_day && !self.code.is_equipment_rental();
        self.repeated = self.addition && !self.daily && fewer == 1 && more > 1;
        if let Some(is_rate) = options.rate_codes {
            self.rate = is_rate(self.code);
        } else {
            // A rate is computed for the month, so one side has it once.
            self.rate = self.addition && !self.daily && fewer <= 1;
            self.zero_is_unknown = self.addition;
        }
    }
}

/// Additions and deductions of the official tables; of a rental what names no product.
fn is_addition(code: ServiceCode) -> bool {
    if code.is_equipment_rental() {
        return code.equipment_category().is_none();
    }
    matches!(class(code), Some(b'4' | b'5' | b'6' | b'8'))
}

/// The first character of サービス項目コード.
pub(super) fn class(code: ServiceCode) -> Option<u8> {
    code.item().bytes().next()
}

/// Services with a price for each day, and without a time: 短期入所 and 短期利用.
fn is_short_stay(code: ServiceCode) -> bool {
    matches!(
        code.as_str().get(..2),
        Some(
            "21" | "22"
                | "23"
                | "2A"
                | "24"
                | "25"
                | "26"
                | "2B"
                | "27"
                | "28"
                | "38"
                | "39"
                | "68"
                | "69"
                | "79"
        )
    )
}

/// Whether one code can stand for the other: both of the same class, or both basic services.
pub(super) fn are_alike(one: ServiceCode, other: ServiceCode) -> bool {
    class(one) == class(other) || !(is_addition(one) || is_addition(other))
}

/// How far apart two codes are: the characters behind those that they have in common at the front.
pub(super) fn distance(one: ServiceCode, other: ServiceCode) -> i64 {
    let (one, other) = (one.as_str(), other.as_str());
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    i64::try_from(one.len().max(other.len()) - common).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> ServiceCode {
        ServiceCode::new(text).unwrap()
    }

    #[test]
    fn additions_by_their_codes() {
        for addition in ["116275", "155301", "766104", "178000", "17D001", "216117"] {
            assert!(is_addition(code(addition)), "{addition}");
        }
        for basic in ["111211", "117211", "171003", "212113", "761112", "A61111", "1"] {
            assert!(!is_addition(code(basic)), "{basic}");
        }
    }

    #[test]
    fn codes_are_near_by_what_they_begin_with() {
        assert_eq!(distance(code("111211"), code("111211")), 0);
        assert_eq!(distance(code("111211"), code("111212")), 1);
        assert_eq!(distance(code("111211"), code("117211")), 4);
        assert!(are_alike(code("111211"), code("117211")));
        assert!(!are_alike(code("151343"), code("155301")));
        assert!(are_alike(code("155301"), code("155302")));
    }
}
