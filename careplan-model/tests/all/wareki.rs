//! 和暦: each boundary between eras, and the law that eras cover every day once.
#![allow(clippy::unwrap_used)]

use careplan_model::{Date, Era, YearMonth};
use proptest::prelude::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn days_around_the_boundaries() {
    for (day, long, short) in [
        ("18670101", "1867年1月1日", "1867.1.1"),
        ("18680124", "1868年1月24日", "1868.1.24"),
        ("18680125", "明治元年1月25日", "M1.1.25"),
        ("18681231", "明治元年12月31日", "M1.12.31"),
        ("18690101", "明治2年1月1日", "M2.1.1"),
        ("19120729", "明治45年7月29日", "M45.7.29"),
        ("19120730", "大正元年7月30日", "T1.7.30"),
        ("19130101", "大正2年1月1日", "T2.1.1"),
        ("19261224", "大正15年12月24日", "T15.12.24"),
        ("19261225", "昭和元年12月25日", "S1.12.25"),
        ("19270101", "昭和2年1月1日", "S2.1.1"),
        ("19890107", "昭和64年1月7日", "S64.1.7"),
        ("19890108", "平成元年1月8日", "H1.1.8"),
        ("19900101", "平成2年1月1日", "H2.1.1"),
        ("20190430", "平成31年4月30日", "H31.4.30"),
        ("20190501", "令和元年5月1日", "R1.5.1"),
        ("20191231", "令和元年12月31日", "R1.12.31"),
        ("20200101", "令和2年1月1日", "R2.1.1"),
        ("20260401", "令和8年4月1日", "R8.4.1"),
        ("00010101", "1年1月1日", "1.1.1"),
        ("99991231", "令和7981年12月31日", "R7981.12.31"),
    ] {
        assert_eq!(date(day).wareki().to_string(), long);
        assert_eq!(date(day).wareki_short().to_string(), short);
    }
}

#[test]
fn months_go_by_their_first_day() {
    for (month, long, short) in [
        ("186801", "1868年1月", "1868.1"),
        ("186802", "明治元年2月", "M1.2"),
        ("191207", "明治45年7月", "M45.7"),
        ("191208", "大正元年8月", "T1.8"),
        ("192612", "大正15年12月", "T15.12"),
        ("192701", "昭和2年1月", "S2.1"),
        ("198901", "昭和64年1月", "S64.1"),
        ("198902", "平成元年2月", "H1.2"),
        ("201904", "平成31年4月", "H31.4"),
        ("201905", "令和元年5月", "R1.5"),
        ("202604", "令和8年4月", "R8.4"),
    ] {
        let month: YearMonth = month.parse().unwrap();
        assert_eq!(month.wareki().to_string(), long);
        assert_eq!(month.wareki_short().to_string(), short);
    }
}

#[test]
fn names_and_letters() {
    let names: Vec<String> = Era::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["明治", "大正", "昭和", "平成", "令和"]);
    let letters: String = Era::ALL.iter().map(|era| era.letter()).collect();
    assert_eq!(letters, "MTSHR");
    assert!(Era::ALL.is_sorted() && Era::ALL.is_sorted_by_key(|era| era.first_day()));
}

proptest! {
    #[test]
    fn every_day_has_the_era_that_has_begun_and_not_ended(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=31) {
        let Some(date) = Date::new(year, month, day) else { return Ok(()) };
        match date.era() {
            None => prop_assert!(date < Era::Meiji.first_day()),
            Some((era, number)) => {
                prop_assert!(era.first_day() <= date);
                prop_assert!(Era::ALL.into_iter().filter(|later| *later > era).all(|later| date < later.first_day()));
                prop_assert_eq!(era.first_day().year() + number - 1, year);
            }
        }
    }
}
