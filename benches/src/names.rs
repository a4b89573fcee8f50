//! File names: parsed by the crate, and as one would write it.

use crate::data::Random;
use careplan_model::FileName;
use chrono::NaiveDateTime;
use core::hint::black_box;

/// What one takes from a name.
#[derive(Debug)]
pub struct Parts {
    /// The beginning: which form it is.
    pub prefix: String,
    /// 対象年月, where the name has one.
    pub month: Option<String>,
    /// 送信元 with its service type.
    pub sender: (String, String),
    /// 送信先 with its service type.
    pub receiver: (String, String),
    /// ファイル連番.
    pub timestamp: NaiveDateTime,
}

/// So many names of slips, plans and actuals.
pub fn some(random: &mut Random, count: usize) -> Vec<String> {
    (0..count)
        .map(|_| {
            let (sender, receiver) = (random.below(10_000), random.below(10_000));
            let (day, second) = (1 + random.below(28), random.below(60));
            let ends = format!("997{sender:07}_43_997{receiver:07}_11_202604{day:02}0900{second:02}.CSV");
            match random.below(4) {
                0 => format!("UPPLAN_202604_{ends}"),
                1 => format!("UPSIKYU_202604_{ends}"),
                2 => format!("UP2KYO_{ends}"),
                _ => format!("UPHOSOKU_202604_{ends}"),
            }
        })
        .collect()
}

/// By the crate.
///
/// # Errors
///
/// The first name that is none.
pub fn parsed(names: &[String]) -> Result<usize, careplan_model::FileNameError> {
    for name in names {
        black_box(name.parse::<FileName>()?);
    }
    Ok(names.len())
}

/// Split at `_`, lengths and digits looked at, the time by chrono.
///
/// # Errors
///
/// The first name that is none.
pub fn obvious(names: &[String]) -> Result<usize, String> {
    for name in names {
        black_box(parts(name).ok_or_else(|| name.clone())?);
    }
    Ok(names.len())
}

/// The parts of a name, split and looked at.
pub fn parts(name: &str) -> Option<Parts> {
    let stem = name.strip_suffix(".CSV").or_else(|| name.strip_suffix(".csv"))?;
    let parts: Vec<&str> = stem.split('_').collect();
    let (prefix, month, rest) = match parts.as_slice() {
        [prefix @ ("UPPLAN" | "UPSIKYU" | "UPJSK" | "UPHOSOKU"), month, rest @ ..] => {
            (prefix, Some(*month), rest)
        }
        [prefix, rest @ ..] => (prefix, None, rest),
        [] => return None,
    };
    let [sender, sender_type, receiver, receiver_type, timestamp] = rest else { return None };
    let is_number =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if month.is_some_and(|month| !is_number(month, 6)) || !is_number(sender, 10) || !is_number(receiver, 10) {
        return None;
    }
    Some(Parts {
        prefix: (*prefix).to_owned(),
        month: month.map(ToOwned::to_owned),
        sender: ((*sender).to_owned(), (*sender_type).to_owned()),
        receiver: ((*receiver).to_owned(), (*receiver_type).to_owned()),
        timestamp: NaiveDateTime::parse_from_str(timestamp, "%Y%m%d%H%M%S").ok()?,
    })
}
