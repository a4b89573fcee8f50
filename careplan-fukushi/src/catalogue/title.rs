//! The month that a title tells.

use super::normal::narrow;
use careplan_model::{Date, Era, YearMonth};

/// So many months make no title: what comes behind is not looked at.
pub(super) const MOST: usize = 24;

/// The months that a text names, in its order, each once: `令和8年4月`, `令和元年5月`, `2026年4月`; full-width digits
/// and blanks in between are forgiven. Two digits without an era are no year.
pub(super) fn months(text: &str) -> Vec<YearMonth> {
    let characters: Vec<char> = text.chars().map(narrow).filter(|it| !it.is_whitespace()).collect();
    let mut found = Vec::new();
    for (place, character) in characters.iter().enumerate() {
        if *character != '年' {
            continue;
        }
        let (before, after) = characters.split_at(place);
        if let Some(month) = month_around(before, after.get(1..).unwrap_or_default())
            && !found.contains(&month)
        {
            found.push(month);
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// The month of a 年, from what stands before and after it.
fn month_around(before: &[char], after: &[char]) -> Option<YearMonth> {
    let digits = after.iter().take_while(|it| it.is_ascii_digit()).count();
    if after.get(digits) != Some(&'月') {
        return None;
    }
    let month = u8::try_from(number(after.get(..digits)?)?).ok()?;
    let start = before.iter().rposition(|it| !it.is_ascii_digit()).map_or(0, |last| last + 1);
    let (words, digits) = before.split_at(start);
    match digits.len() {
        0 => {
            let (last, words) = words.split_last()?;
            (*last == '元').then_some(())?;
            era_month(words, 1, month)
        }
        1 | 2 => era_month(words, number(digits)?, month),
        4 => YearMonth::new(number(digits)?, month),
        _ => None,
    }
}

/// The month of a year of an era, if the era has it.
fn era_month(words: &[char], year: u16, month: u8) -> Option<YearMonth> {
    let era = Era::ALL.into_iter().find(|era| {
        let name: Vec<char> = era.name().chars().collect();
        words.ends_with(&name)
    })?;
    let gregorian = era.first_day().year().checked_add(year)?.checked_sub(1)?;
    let month = YearMonth::new(gregorian, month)?;
    // The month in which an era begins belongs to two; its last day tells the newer one.
    let of = |day: u8| month.day(day).and_then(Date::era);
    (of(1) == Some((era, year)) || of(month.days()) == Some((era, year))).then_some(month)
}

fn number(digits: &[char]) -> Option<u16> {
    digits.iter().collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each month is looked for among those found: of a long text that names thousands that would take minutes.
    #[test]
    fn a_text_of_many_months_is_no_title() {
        let text: String =
            (1990..2300).flat_map(|year| (1..=12).map(move |it| format!("{year}年{it}月"))).collect();
        let found = months(&text);
        assert_eq!(found.len(), MOST);
        assert_eq!(found.last().map(ToString::to_string).as_deref(), Some("199112"));
    }

    #[test]
    fn months_of_titles() {
        let named = |text: &str| -> Vec<String> { months(text).iter().map(ToString::to_string).collect() };
        for (title, expected) in [
            (
                "福祉用具の全国平均貸与価格及び貸与価格の上限一覧（令和８年４月貸与分から適用）",
                &["202604"][..],
            ),
            ("見本 2026年4月", &["202604"]),
            ("見本 ２０２６ 年　１２ 月", &["202612"]),
            ("令和元年5月", &["201905"]),
            ("平成31年4月", &["201904"]),
            ("平成元年1月", &["198901"]),
            ("令和8年4月1日、令和8年4月分", &["202604"]),
            ("令和8年4月（令和8年3月1日公表）", &["202604", "202603"]),
            ("平成40年4月", &[]),
            ("令和0年4月", &[]),
            ("令和8年13月", &[]),
            ("令和8年0月", &[]),
            ("26年4月", &[]),
            ("12026年4月", &[]),
            ("年4月", &[]),
            ("令和8年", &[]),
            ("令和8年度4月", &[]),
            ("令和8年99999999999999999999月", &[]),
            ("", &[]),
        ] {
            assert_eq!(named(title), expected, "{title}");
        }
    }
}
