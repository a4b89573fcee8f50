//! One row of the text (照合結果の一行): days, times, codes, what differs, where it stands.

use super::super::ReportOptions;
use super::super::visits::Row;
use crate::Language;
use crate::reconcile::compare::slot;
use crate::reconcile::difference::{CountOf, Difference, Slot};
use crate::reconcile::line::{EquipmentCode, Line};
use crate::reconcile::result::{CodeTotal, Entry};
use careplan_model::{Date, ServiceTime, YearMonth};

/// More places, days or codes than this are not listed.
const LISTED: usize = 12;

/// Writes rows in a language.
pub(super) struct Phrase<'a> {
    pub(super) options: &'a ReportOptions,
    /// The month of the person: other months are said.
    pub(super) month: YearMonth,
}

impl Phrase<'_> {
    fn word(&self, japanese: &'static str, english: &'static str) -> &'static str {
        match self.options.language {
            Language::Japanese => japanese,
            Language::English => english,
        }
    }

    fn is_japanese(&self) -> bool {
        self.options.language == Language::Japanese
    }

    /// One row: what is the matter, when, which services, where they stand.
    pub(super) fn row(&self, row: &Row<'_>) -> String {
        let Some(entry) = row.entries.first() else { return String::new() };
        let colon = self.word("：", ": ");
        let mut parts = Vec::new();
        if row.days.len() > 1 {
            parts.push(self.days_and_time(row));
        } else {
            parts.extend(self.when(entry));
        }
        parts.push(self.codes(row));
        parts.extend(self.equipment(entry));
        parts.extend(self.lines(entry));
        parts.extend(entry.differences.iter().filter_map(|difference| self.numbers(difference)));
        if entry.taken_once {
            let once = self.word("繰り返しは1回として扱いました", "repeated, taken in once");
            parts.push(once.to_owned());
        }
        let gap = self.word("　", "  ");
        format!("{}{colon}{}{}{}", self.labels(entry), parts.join(gap), self.places(row), self.ids(entry))
    }

    fn labels(&self, entry: &Entry) -> String {
        if entry.differences.is_empty() {
            return self.word("一致", "match").to_owned();
        }
        let labels: Vec<&str> = entry
            .differences
            .iter()
            .map(|difference| difference.kind().label(self.options.language))
            .collect();
        labels.join(self.word("・", ", "))
    }

    fn ids(&self, entry: &Entry) -> String {
        if entry.differences.is_empty() {
            return String::new();
        }
        let ids: Vec<&str> = entry.differences.iter().map(Difference::rule_id).collect();
        let ids = ids.join(", ");
        if self.is_japanese() { format!("［{ids}］") } else { format!(" [{ids}]") }
    }

    fn day(&self, day: Date) -> String {
        match (self.is_japanese(), self.month.contains(day)) {
            (true, true) => format!("{}日", day.day()),
            (true, false) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            (false, _) => day.iso().to_string(),
        }
    }

    fn time(&self, start: ServiceTime, end: ServiceTime) -> Option<String> {
        if start.is_none() && end.is_none() {
            return None;
        }
        Some(format!("{}{}{}", clock(start), self.word("～", "-"), clock(end)))
    }

    fn slot(&self, slot: Slot) -> String {
        match self.time(slot.start, slot.end) {
            Some(time) => format!("{} {time}", self.day(slot.day)),
            None => self.day(slot.day),
        }
    }

    /// The day and time of one entry; of several lines without a common day, from the first to the last.
    fn when(&self, entry: &Entry) -> Option<String> {
        let time = entry.differences.iter().find_map(|difference| match difference {
            Difference::Time { planned, actual } => Some((*planned, *actual)),
            _ => None,
        });
        if let Some((planned, actual)) = time {
            let after = if planned.day == actual.day {
                // Only one side without a time is no difference of time.
                self.time(actual.start, actual.end).unwrap_or_default()
            } else {
                self.slot(actual)
            };
            return Some(format!("{} → {after}", self.slot(planned)));
        }
        let lines = if entry.planned.is_empty() { &entry.actual } else { &entry.planned };
        let (first, last) = (lines.iter().map(|l| l.day).min()?, lines.iter().map(|l| l.day).max()?);
        if first == last {
            return Some(self.slot(slot(lines)?));
        }
        Some(format!("{}{}{}", self.day(first), self.word("～", " to "), self.day(last)))
    }

    fn days_and_time(&self, row: &Row<'_>) -> String {
        let in_month = row.days.iter().all(|day| self.month.contains(*day));
        let days: Vec<String> = if self.is_japanese() && in_month {
            row.days.iter().take(31).map(|day| day.day().to_string()).collect()
        } else {
            row.days.iter().take(31).map(|day| self.day(*day)).collect()
        };
        let mut text = days.join(self.word("・", ", "));
        if row.days.len() > days.len() {
            text.push_str(self.word("・…", ", …"));
        }
        if self.is_japanese() && in_month {
            text.push('日');
        }
        let line = row.entries.first().and_then(|entry| entry.first());
        if let Some(time) = line.and_then(|line| self.time(line.start, line.end)) {
            text = format!("{text} {time}");
        }
        text
    }

    fn codes(&self, row: &Row<'_>) -> String {
        let list = |planned: bool| {
            let codes = row.codes(planned);
            let listed: Vec<String> = codes.iter().take(LISTED).map(ToString::to_string).collect();
            let more = if codes.len() > LISTED { self.word("、…", ", …") } else { "" };
            format!("{}{more}", listed.join(self.word("、", ", ")))
        };
        let (planned, actual) = (list(true), list(false));
        let codes = if planned.is_empty() || planned == actual {
            actual
        } else if actual.is_empty() {
            planned
        } else {
            format!("{planned} → {actual}")
        };
        format!("{}{codes}", self.word("コード", "code "))
    }

    fn equipment(&self, entry: &Entry) -> Option<String> {
        let label = self.word("用具", "product ");
        let difference = entry.differences.iter().find_map(|difference| match difference {
            Difference::Equipment { planned, actual } => Some((*planned, *actual)),
            _ => None,
        });
        if let Some((planned, actual)) = difference {
            let (planned, actual) =
                (self.product(planned, &entry.planned), self.product(actual, &entry.actual));
            return Some(format!("{label}{planned} → {actual}"));
        }
        match (&entry.planned[..], &entry.actual[..]) {
            ([line], []) | ([], [line]) => line.equipment.map(|code| format!("{label}{code}")),
            _ => None,
        }
    }

    fn product(&self, code: Option<EquipmentCode>, lines: &[Line]) -> String {
        match code {
            Some(code) => code.to_string(),
            None if lines.len() > 1 => {
                let codes: Vec<String> = lines
                    .iter()
                    .filter_map(|line| line.equipment)
                    .take(LISTED)
                    .map(|code| code.to_string())
                    .collect();
                if codes.is_empty() {
                    format!("{}{}", lines.len(), self.word("品目", " products"))
                } else {
                    codes.join(self.word("、", ", "))
                }
            }
            None => self.word("（コードなし）", "(no code)").to_owned(),
        }
    }

    /// How many lines there are, where they are not one and one.
    fn lines(&self, entry: &Entry) -> Option<String> {
        let (planned, actual) = (entry.planned.len(), entry.actual.len());
        if planned.max(actual) <= 1 || (planned > 0 && planned == actual) {
            return None;
        }
        let (p, a) = (self.word("予定", "planned "), self.word("実績", "actual "));
        let line = self.word("行", " lines");
        Some(match (planned, actual) {
            (0, actual) => format!("{a}{actual}{line}"),
            (planned, 0) => format!("{p}{planned}{line}"),
            (planned, actual) => format!("{p}{planned}{line} → {a}{actual}{line}"),
        })
    }

    fn numbers(&self, difference: &Difference) -> Option<String> {
        match difference {
            Difference::Count { of, planned, actual } => {
                let (label, unit) = match of {
                    CountOf::Times => (self.word("回数 ", "count "), self.word("回", "")),
                    CountOf::BilledDays => (self.word("日割 ", "billed days "), self.word("日", "")),
                };
                Some(format!("{label}{planned}{unit} → {actual}{unit}"))
            }
            Difference::Units { planned, actual } => {
                Some(format!("{}{} → {}", self.word("単位数 ", "units "), signed(*planned), signed(*actual)))
            }
            _ => None,
        }
    }

    fn places(&self, row: &Row<'_>) -> String {
        let list = |planned: bool| {
            let files = if planned { &self.options.plan_files } else { &self.options.actual_files };
            // The file is said where it changes.
            let mut last = (files.len() <= 1).then_some(0);
            let place = |line: &Line| {
                if last == Some(line.at.file) {
                    return line.at.line.to_string();
                }
                last = Some(line.at.file);
                format!("[{}]{}", u64::from(line.at.file) + 1, line.at.line)
            };
            let count = row.lines(planned).count();
            let mut places: Vec<String> = row.lines(planned).take(LISTED).map(place).collect();
            if count > LISTED {
                places.push("…".to_owned());
            }
            (!places.is_empty()).then(|| {
                let label = if planned {
                    self.word("予定", "plan line ")
                } else {
                    self.word("実績", "actual line ")
                };
                format!("{label}{}{}", places.join(","), self.word("行目", ""))
            })
        };
        let places: Vec<String> = [list(true), list(false)].into_iter().flatten().collect();
        let places = places.join(self.word("、", "; "));
        if self.is_japanese() { format!("（{places}）") } else { format!(" ({places})") }
    }

    /// The totals of a code.
    pub(super) fn total(&self, total: &CodeTotal) -> String {
        let (planned, actual) = (signed(total.planned_times), signed(total.actual_times));
        let times = with_sign(total.times_difference());
        let units = total.units_difference().map(|difference| {
            (signed(total.planned_units), signed(total.actual_units), with_sign(difference))
        });
        let code = total.code;
        match (self.is_japanese(), units) {
            (true, Some((p, a, units))) => format!(
                "計 {code}：回数 予定{planned}・実績{actual}（{times}）、単位 予定{p}・実績{a}（{units}）"
            ),
            (true, None) => {
                format!("計 {code}：回数 予定{planned}・実績{actual}（{times}）、単位は比較の対象外")
            }
            (false, Some((p, a, units))) => format!(
                "total {code}: times {planned} planned, {actual} done ({times}); units {p} planned, {a} done ({units})"
            ),
            (false, None) => {
                format!(
                    "total {code}: times {planned} planned, {actual} done ({times}); units are not compared"
                )
            }
        }
    }
}

fn clock(time: ServiceTime) -> String {
    match time.minutes() {
        Some(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        None => "--:--".to_owned(),
    }
}

/// A number with its thousands apart: `1,722`.
pub(super) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn signed(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", number(value.unsigned_abs()))
}

fn with_sign(value: i64) -> String {
    match value {
        0 => "±0".to_owned(),
        1.. => format!("+{}", signed(value)),
        _ => signed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_easily() {
        assert_eq!(
            [number(0), number(999), number(1722), number(1_234_567)],
            ["0", "999", "1,722", "1,234,567"]
        );
        assert_eq!([signed(-1722), with_sign(5), with_sign(0), with_sign(-5)], ["-1,722", "+5", "±0", "-5"]);
    }
}
