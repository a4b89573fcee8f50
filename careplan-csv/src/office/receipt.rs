//! One line of the receipt log, and how it is written.

use super::digest::Digest;
use careplan_model::Timestamp;
use core::fmt;
use core::str::FromStr;
use std::path::{Component, Path};

/// Whether a file came in or goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 受信.
    In,
    /// 送信.
    Out,
}

impl Direction {
    /// As it stands in the log: `in`, `out`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// The Japanese word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::In => "受信",
            Self::Out => "送信",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A receipt: that a file was there, what it was, and where it was put.
///
/// In the log it is one line of tab-separated fields, in the order of the fields here:
///
/// ```
/// use careplan_csv::office::{Digest, Direction, Receipt};
/// let receipt = Receipt {
///     time: "20260402093000".parse()?,
///     direction: Direction::In,
///     name: "UP1KYO\t.CSV".into(),
///     size: 3,
///     sha256: Digest::of(b"abc"),
///     moved_to: "2026-04-02/UP1KYO\t.CSV".into(),
///     remark: String::new(),
/// };
/// let line = receipt.to_line();
/// assert!(line.starts_with("2026-04-02T09:30:00\tin\tUP1KYO\\t.CSV\t3\tba7816bf"));
/// assert_eq!(Receipt::from_line(&line), Ok(receipt));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When the file was archived, as the caller said; in the log `2026-04-02T09:30:00`. It is a day of the
    /// calendar and a time of the clock.
    pub time: Timestamp,
    /// Whether it came in or went out.
    pub direction: Direction,
    /// The name that it had, without folder.
    pub name: String,
    /// The number of its bytes.
    pub size: u64,
    /// Their SHA-256.
    pub sha256: Digest,
    /// Where it was put: a path below the folder of the log, with `/` between its parts.
    pub moved_to: String,
    /// What the caller wanted to have written down. It is not for personal data.
    pub remark: String,
}

/// The remark is free text: `Debug` does not show it.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("time", &self.time)
            .field("direction", &self.direction)
            .field("name", &self.name)
            .field("size", &self.size)
            .field("sha256", &self.sha256)
            .field("moved_to", &self.moved_to)
            .finish_non_exhaustive()
    }
}

/// Why a line of a log is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptFault {
    /// The bytes are no UTF-8.
    #[error("not UTF-8")]
    Encoding,
    /// It has not seven fields, as a line that was cut off.
    #[error("not {expected} fields", expected = Receipt::FIELDS)]
    FieldCount,
    /// It is the last line, and lacks its line end: writing was interrupted.
    #[error("the line has no end: writing it was interrupted")]
    Unfinished,
    /// The time is none.
    #[error("not a time (YYYY-MM-DDTHH:MM:SS)")]
    Time,
    /// Neither `in` nor `out`.
    #[error("neither in nor out")]
    Direction,
    /// The size is no number.
    #[error("the size is not a number")]
    Size,
    /// The hash is none.
    #[error("the hash is not 64 hexadecimal digits")]
    Hash,
    /// A `\` with something after it that means nothing.
    #[error("an unknown escape")]
    Escape,
    /// The place lies outside the folder of the log.
    #[error("the place lies outside the folder")]
    Outside,
}

impl ReceiptFault {
    /// The same in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Encoding => "UTF-8ではありません",
            Self::FieldCount => "項目の数が7ではありません",
            Self::Unfinished => "行が途中で切れています（書込みの中断）",
            Self::Time => "日時（YYYY-MM-DDTHH:MM:SS）ではありません",
            Self::Direction => "方向が in でも out でもありません",
            Self::Size => "サイズが数字ではありません",
            Self::Hash => "ハッシュ値が16進数64桁ではありません",
            Self::Escape => "意味のない「\\」があります",
            Self::Outside => "移動先がフォルダーの外です",
        }
    }
}

impl Receipt {
    /// The number of its fields.
    const FIELDS: usize = 7;

    /// The line of the log, without its line end. Tabs, line breaks and other control characters of names and
    /// remarks are escaped (`\t`, `\n`, `\r`, `\u{7f}`), and `\` itself as `\\`.
    pub fn to_line(&self) -> String {
        [
            time_text(self.time),
            self.direction.to_string(),
            escape(&self.name),
            self.size.to_string(),
            self.sha256.to_string(),
            escape(&self.moved_to),
            escape(&self.remark),
        ]
        .join("\t")
    }

    /// Reads a line of the log, without its line end.
    ///
    /// # Errors
    ///
    /// The first field that is not as it should be; a place that is not below the folder of the log.
    pub fn from_line(line: &str) -> Result<Self, ReceiptFault> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [time, direction, name, size, sha256, moved_to, remark] = fields[..] else {
            return Err(ReceiptFault::FieldCount);
        };
        let moved_to = unescape(moved_to).ok_or(ReceiptFault::Escape)?;
        let is_name = |part: &str| !matches!(part, "" | "." | "..");
        // `C:` and `\` lead elsewhere on systems where they separate.
        let stays_below = Path::new(&moved_to).components().all(|part| matches!(part, Component::Normal(_)));
        if !stays_below || !moved_to.split('/').all(is_name) {
            return Err(ReceiptFault::Outside);
        }
        let is_number = size.bytes().all(|byte| byte.is_ascii_digit());
        Ok(Self {
            time: time_of(time).ok_or(ReceiptFault::Time)?,
            direction: match direction {
                "in" => Direction::In,
                "out" => Direction::Out,
                _ => return Err(ReceiptFault::Direction),
            },
            name: unescape(name).ok_or(ReceiptFault::Escape)?,
            size: size.parse().ok().filter(|_| is_number).ok_or(ReceiptFault::Size)?,
            sha256: Digest::from_str(sha256).map_err(|_| ReceiptFault::Hash)?,
            moved_to,
            remark: unescape(remark).ok_or(ReceiptFault::Escape)?,
        })
    }
}

/// `2026-04-02T09:30:00` of `20260402093000`.
fn time_text(time: Timestamp) -> String {
    let digits = time.to_string();
    let part = |range: core::ops::Range<usize>| digits.get(range).unwrap_or_default();
    format!("{}T{}:{}:{}", day_text(time), part(8..10), part(10..12), part(12..14))
}

/// `2026-04-02` of `20260402093000`: the name of the folder of the day.
pub(super) fn day_text(time: Timestamp) -> String {
    let digits = time.to_string();
    let part = |range: core::ops::Range<usize>| digits.get(range).unwrap_or_default();
    format!("{}-{}-{}", part(0..4), part(4..6), part(6..8))
}

fn time_of(text: &str) -> Option<Timestamp> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let time: Timestamp = digits.parse().ok()?;
    (time.is_valid() && time_text(time) == text).then_some(time)
}

/// A field of a line: no character of it ends the field or the line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            // Line and paragraph separators end a line for some readers.
            character if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => {
                escaped.extend(character.escape_unicode());
            }
            character => escaped.push(character),
        }
    }
    escaped
}

fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        plain.push(match characters.next()? {
            '\\' => '\\',
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'u' => {
                let (digits, rest) = characters.as_str().strip_prefix('{')?.split_once('}')?;
                characters = rest.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::{Digest, Direction, Receipt, ReceiptFault, escape, unescape};
    use proptest::prelude::*;

    fn receipt(name: &str, remark: &str) -> Receipt {
        Receipt {
            time: "20260402093005".parse().unwrap(),
            direction: Direction::Out,
            name: name.into(),
            size: 12,
            sha256: Digest::of(b"abc"),
            moved_to: "2026-04-02/a.CSV".into(),
            remark: remark.into(),
        }
    }

    proptest! {
        #[test]
        fn every_text_can_stand_in_a_line(name in "\\PC*|[\\t\\r\\n\\\\u{}\u{0}-\u{a0}\u{2028}]*", remark: String) {
            prop_assert_eq!(unescape(&escape(&name)), Some(name.clone()));
            let line = receipt(&name, &remark).to_line();
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(Receipt::from_line(&line), Ok(receipt(&name, &remark)));
        }

        #[test]
        fn no_line_makes_reading_fail(line: String) {
            let _ = Receipt::from_line(&line);
        }
    }

    #[test]
    fn each_field_is_judged() {
        let line = receipt("a.CSV", "").to_line();
        for (from, to, fault) in [
            ("2026-04-02T", "2026-04-31T", ReceiptFault::Time),
            ("2026-04-02T", "2026/04/02T", ReceiptFault::Time),
            ("out", "up", ReceiptFault::Direction),
            ("\t12\t", "\t+12\t", ReceiptFault::Size),
            ("\t12\t", "\t\t", ReceiptFault::Size),
            ("ba7816bf", "ba7816", ReceiptFault::Hash),
            ("\ta.CSV", "\ta.CSV\\", ReceiptFault::Escape),
            ("\ta.CSV", "\ta.CSV\\u{d800}", ReceiptFault::Escape),
            ("2026-04-02/", "../", ReceiptFault::Outside),
            ("2026-04-02/", "/", ReceiptFault::Outside),
            ("2026-04-02/", "./", ReceiptFault::Outside),
            ("\ta.CSV", "", ReceiptFault::FieldCount),
        ] {
            let wrong = line.replacen(from, to, 1);
            assert_ne!(wrong, line);
            assert_eq!(Receipt::from_line(&wrong), Err(fault), "{wrong}");
        }
        let message = format!("{:?}", receipt("a.CSV", "見本　太郎"));
        assert!(!message.contains("見本"), "{message}");
    }
}
