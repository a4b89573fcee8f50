//! Product codes as people type them: TAISコード and 福祉用具届出コード.

use careplan_model::{Fault, NotifiedCode, TaisCode, Value as _};
use core::fmt;
use std::collections::BTreeSet;

/// How many characters a product code has.
const LENGTH: usize = 12;
/// The place of its hyphen, from 0.
const HYPHEN: usize = 5;

/// A product code in its normal form: five digits or capital letters, `-`, six digits (`00001-000010`).
///
/// It says nothing of which of the two codes it is: TAISコード and 福祉用具届出コード look alike.
///
/// ```
/// use careplan_fukushi::ProductCode;
/// let code: ProductCode = "99999-000010".parse()?;
/// assert_eq!(code.tais(), "99999-000010".parse()?);
/// assert!("99999－000010".parse::<ProductCode>().is_err()); // `read_code` forgives that
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductCode {
    tais: TaisCode,
    notified: NotifiedCode,
}

impl ProductCode {
    /// The code as a TAISコード.
    pub const fn tais(self) -> TaisCode {
        self.tais
    }

    /// The code as a 福祉用具届出コード.
    pub const fn notified(self) -> NotifiedCode {
        self.notified
    }
}

impl core::str::FromStr for ProductCode {
    type Err = Fault;

    /// Reads the normal form and nothing else; [`read_code`] forgives how people type.
    fn from_str(text: &str) -> Result<Self, Fault> {
        if !is_normal(text) {
            return Err(if text.is_empty() { Fault::Missing } else { Fault::BadCharacters });
        }
        Ok(Self { tais: TaisCode::parse_chars(text)?, notified: NotifiedCode::parse_chars(text)? })
    }
}

impl fmt::Display for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tais.fmt(f)
    }
}

impl fmt::Debug for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProductCode({self})")
    }
}

impl From<ProductCode> for TaisCode {
    fn from(code: ProductCode) -> Self {
        code.tais
    }
}

impl From<ProductCode> for NotifiedCode {
    fn from(code: ProductCode) -> Self {
        code.notified
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ProductCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `[0-9A-Z]{5}-[0-9]{6}`.
fn is_normal(text: &str) -> bool {
    text.len() == LENGTH
        && text.bytes().enumerate().all(|(place, byte)| match place {
            HYPHEN => byte == b'-',
            _ if place < HYPHEN => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        })
}

/// What was changed in a typed code to give the normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum CodeChange {
    /// Blanks before or after the code were left out.
    OuterBlanks,
    /// A full-width or other hyphen was turned into `-`.
    Hyphen,
    /// Full-width digits or letters were turned into ASCII.
    Width,
    /// Small letters were turned into capitals.
    LowerCase,
}

impl CodeChange {
    /// The change in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::OuterBlanks => "前後の空白を除きました",
            Self::Hyphen => "ハイフンを半角「-」に直しました",
            Self::Width => "全角の英数字を半角に直しました",
            Self::LowerCase => "英小文字を大文字に直しました",
        }
    }
}

impl fmt::Display for CodeChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OuterBlanks => "blanks around it were left out",
            Self::Hyphen => "a full-width or other hyphen became -",
            Self::Width => "full-width digits or letters became ASCII",
            Self::LowerCase => "small letters became capitals",
        })
    }
}

/// A product code as it was typed, and what it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TypedCode {
    /// What was typed, every character of it.
    pub typed: String,
    /// The code; `None` for another shape, which is a reason to warn and never one to refuse.
    pub code: Option<ProductCode>,
    /// What had to be changed for it, each kind of change once; empty when the code was typed in its
    /// normal form, and for other shapes.
    pub changes: Vec<CodeChange>,
}

/// Reads a typed TAISコード or 福祉用具届出コード: hyphens of any kind, full-width digits and letters, small
/// letters and blanks around it are forgiven, and told.
///
/// ```
/// use careplan_fukushi::catalogue::{CodeChange, read_code};
/// let read = read_code("９９９９ａ－000010 ");
/// assert_eq!(read.code.map(|code| code.to_string()).as_deref(), Some("9999A-000010"));
/// assert_eq!(
///     read.changes,
///     [CodeChange::OuterBlanks, CodeChange::Hyphen, CodeChange::Width, CodeChange::LowerCase]
/// );
///
/// let other = read_code("99999000010");
/// assert_eq!((other.typed.as_str(), other.code), ("99999000010", None));
/// ```
pub fn read_code(typed: &str) -> TypedCode {
    let (folded, changes) = fold(typed);
    let code: Option<ProductCode> = folded.parse().ok();
    let changes = if code.is_some() { changes.into_iter().collect() } else { Vec::new() };
    TypedCode { typed: typed.to_owned(), code, changes }
}

/// The text by which codes are compared, for codes of other shapes too.
pub(super) fn code_key(typed: &str) -> String {
    fold(typed).0
}

/// The text without outer blanks, in ASCII and capitals as far as it has them, and what was changed for that.
fn fold(typed: &str) -> (String, BTreeSet<CodeChange>) {
    let inner = typed.trim();
    let mut changes = BTreeSet::new();
    if inner.len() != typed.len() {
        changes.insert(CodeChange::OuterBlanks);
    }
    let folded = inner
        .chars()
        .map(|character| {
            if is_other_hyphen(character) {
                changes.insert(CodeChange::Hyphen);
                return '-';
            }
            let narrow = super::normal::narrow(character);
            if narrow != character {
                changes.insert(CodeChange::Width);
            }
            if narrow.is_ascii_lowercase() {
                changes.insert(CodeChange::LowerCase);
            }
            narrow.to_ascii_uppercase()
        })
        .collect();
    (folded, changes)
}

/// Whether a character is typed for the hyphen `-`: other hyphens and dashes, the minus sign, the long vowel marks of
/// kana and the lines of tables (‐ ‑ ‒ – — ― − ﹣ － ー ｰ ─ ━).
pub(super) const fn is_other_hyphen(character: char) -> bool {
    matches!(
        character,
        '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{30FC}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{FF70}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> (Option<String>, Vec<CodeChange>) {
        let read = read_code(typed);
        assert_eq!(read.typed, typed);
        (read.code.map(|code| code.to_string()), read.changes)
    }

    #[test]
    fn each_change_alone() {
        let normal = || Some("9999A-000010".to_owned());
        assert_eq!(read("9999A-000010"), (normal(), vec![]));
        for blank in [" ", "\u{3000}", "\t", "\r\n", "\u{A0}"] {
            let around = format!("{blank}9999A-000010{blank}");
            assert_eq!(read(&around), (normal(), vec![CodeChange::OuterBlanks]), "{blank:?}");
        }
        for hyphen in "‐‑‒–—―−﹣－ーｰ─━".chars() {
            assert_eq!(
                read(&format!("9999A{hyphen}000010")),
                (normal(), vec![CodeChange::Hyphen]),
                "{hyphen}"
            );
        }
        assert_eq!(read("９999Ａ-00001０"), (normal(), vec![CodeChange::Width]));
        assert_eq!(read("9999a-000010"), (normal(), vec![CodeChange::LowerCase]));
        assert_eq!(read("9999ａ-000010"), (normal(), vec![CodeChange::Width, CodeChange::LowerCase]));
    }

    #[test]
    fn other_shapes_are_kept() {
        for other in [
            "",
            " ",
            "99999000010",
            "9999-000010",
            "99999-00001",
            "99999-0000100",
            "99999-00001A",
            "99999 -000010",
            "99999--00010",
            "99999_000010",
            "例示見本-000010",
            "é9999-000010",
        ] {
            assert_eq!(read(other), (None, vec![]), "{other:?}");
        }
    }

    #[test]
    fn what_the_model_calls_right_and_what_this_does_agree_but_for_letters_at_the_end() {
        use careplan_model::EquipmentCodeShape;
        let shape = |text: &str| text.parse::<TaisCode>().unwrap().shape();
        assert_eq!(shape("99999-00001A"), EquipmentCodeShape::Ok);
        assert_eq!(read("99999-00001A").0, None);
        for text in ["99999-000010", "9999A-000010", "99999－000010"] {
            assert_ne!(shape(text), EquipmentCodeShape::Other);
            let code = read_code(text).code.unwrap();
            assert_eq!(Some(code.tais()), text.parse::<TaisCode>().unwrap().normalized());
            assert_eq!(Some(code.notified()), text.parse::<NotifiedCode>().unwrap().normalized());
        }
    }
}
