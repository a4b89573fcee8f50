//! How the dates of the standard go through serde.

// serde hands fields by reference.
#![allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option)]

use serde::Serializer;

/// `YYYYMMDD`.
pub(super) mod date {
    use chrono::NaiveDate;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&date.format("%Y%m%d"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        NaiveDate::parse_from_str(text, "%Y%m%d").map_err(D::Error::custom)
    }
}

/// `YYYYMM`, as the first day of the month.
pub(super) mod month {
    use chrono::NaiveDate;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&date.format("%Y%m"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let numbers = text
            .split_at_checked(4)
            .and_then(|(year, month)| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1));
        numbers.ok_or_else(|| D::Error::custom("not a month"))
    }
}

/// `0900`.
pub(super) fn four_digits<S: Serializer>(number: &u16, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{number:04}"))
}

/// `YYYYMMDD` or blank.
pub(super) mod optional_date {
    use chrono::NaiveDate;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::date::serialize(date, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let text = Option::<&str>::deserialize(deserializer)?;
        text.map(|text| NaiveDate::parse_from_str(text, "%Y%m%d").map_err(D::Error::custom)).transpose()
    }
}

/// `YYYYMMDD`, or `00000000` for none.
pub(super) mod date_or_zeros {
    use chrono::NaiveDate;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::date::serialize(date, serializer),
            None => serializer.serialize_str("00000000"),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        match <&str>::deserialize(deserializer)? {
            "00000000" => Ok(None),
            text => NaiveDate::parse_from_str(text, "%Y%m%d").map(Some).map_err(D::Error::custom),
        }
    }
}
