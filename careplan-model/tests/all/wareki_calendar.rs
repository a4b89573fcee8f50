//! 和暦 against another calendar (`icu_calendar`), every day from 1868 to 2100.
//!
//! One difference, and it is meant: until the end of 明治5年 Japan had another calendar (the Gregorian one came on
//! 1873-01-01), so that `icu_calendar` names no era of a Gregorian date before. We do, from the first day of 明治 on, which is
//! 1868-01-25 in the Gregorian calendar: birth dates are exchanged as Gregorian ones.
#![allow(clippy::unwrap_used)]

use careplan_model::{Date, Era};
use icu_calendar::Date as Other;
use icu_calendar::cal::Japanese;

#[test]
fn every_day_from_1868_to_2100_has_the_same_era_and_year() {
    let (mut equal, mut before_meiji) = (0, 0);
    for year in 1868..=2100u16 {
        for month in 1..=12u8 {
            for day in 1..=31u8 {
                let other = Other::try_new_iso(i32::from(year), month, day);
                let Some(date) = Date::new(year, month, day) else {
                    assert!(other.is_err(), "{year}-{month}-{day} is a day there");
                    continue;
                };
                let other = other.unwrap().to_calendar(Japanese::new());
                let theirs = other.year().era().unwrap();
                let ours = date.era();
                let name = match ours.map(|(era, _)| era) {
                    Some(Era::Meiji) => "meiji",
                    Some(Era::Taisho) => "taisho",
                    Some(Era::Showa) => "showa",
                    Some(Era::Heisei) => "heisei",
                    Some(Era::Reiwa) => "reiwa",
                    _ => "ce",
                };
                if theirs.era.as_str() == "ce" && name == "meiji" {
                    assert!((1868, 1, 25) <= (year, month, day) && (year, month, day) < (1873, 1, 1));
                    before_meiji += 1;
                    continue;
                }
                assert_eq!(theirs.era.as_str(), name, "{year}-{month}-{day}");
                let number = ours.map_or(year, |(_, number)| number);
                assert_eq!(theirs.year, i32::from(number), "{year}-{month}-{day}");
                equal += 1;
            }
        }
    }
    // 233 years of 365 days and 57 leap days (1900 and 2100 have none).
    assert_eq!((equal + before_meiji, before_meiji), (233 * 365 + 57, 1803));
}
