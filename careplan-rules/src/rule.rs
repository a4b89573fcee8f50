//! What a rule is: documented data.

use crate::level::{Level, Situation};
use crate::sample::Sample;

/// A sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Bilingual {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Bilingual {
    /// The sentence in a language.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }
}

/// The language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Japanese.
    #[default]
    Japanese,
    /// English.
    English,
}

/// A rule. Its id never changes, and never follows from a Rust name.
pub struct Rule {
    /// The id, such as `item-not-a-date`.
    pub id: &'static str,
    /// The level in files that are about to be sent.
    pub send: Level,
    /// The level in files that were received.
    pub receive: Level,
    /// The level when sending in an emergency, where it differs from [`send`](Self::send).
    pub emergency: Option<Level>,
    /// The prefixes of the kinds of file that it is about; empty for all.
    pub forms: &'static [&'static str],
    /// The editions that it is about, in words; empty for all.
    pub editions: &'static str,
    /// Where the standard says so, by the Japanese names of its parts.
    pub section: &'static str,
    /// What is wrong, in one sentence.
    pub summary: Bilingual,
    /// The sentence of a finding, with `{names}` of its parameters; the summary where there is nothing more to say.
    pub message: Bilingual,
    /// Why it is wrong, and what happens otherwise.
    pub explanation: Bilingual,
    /// How to mend it.
    pub hint: Bilingual,
    /// Files that raise exactly this rule.
    pub rejected: &'static [Sample],
    /// Files close to the edge that raise nothing.
    pub accepted: &'static [Sample],
}

impl Rule {
    /// The level that the rule has by itself in a situation.
    pub const fn level_in(&self, situation: Situation) -> Level {
        match (situation, self.emergency) {
            (Situation::Receive, _) => self.receive,
            (Situation::Emergency, Some(level)) => level,
            (Situation::Send | Situation::Emergency, _) => self.send,
        }
    }

    /// The part of the id before its first hyphen: `item`.
    pub fn family(&self) -> &'static str {
        self.id.split_once('-').map_or(self.id, |(family, _)| family)
    }
}

/// The id alone: a finding in a log is not to be a page long.
impl core::fmt::Debug for Rule {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

/// Rules are the same if their ids are.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// Declares rules beside the code that finds what they are about.
///
/// Each is written
///
/// ```text
/// NAME = "id" (Send, Receive [, emergency Level]) [["PREFIX", …]] [in "editions 4.0 and later"]
///     section "where the standard says so",
///     ja "what is wrong", en "what is wrong",
///     [says ja "the sentence of a finding, {parameter}", en "…",]
///     why ja "…", en "…",
///     mend ja "…", en "…",
///     rejected [BASE.with(&[EDIT, …]), …], accepted [BASE.with(&[EDIT, …]), …];
/// ```
///
/// and becomes a static `NAME`; `ALL` names them all. Another crate declares its rules in the same way and
/// puts them into a [`Family`](crate::Family).
#[macro_export]
macro_rules! rules {
    ($(
        $name:ident = $id:literal ($send:ident, $receive:ident $(, emergency $emergency:ident)?)
        $([$($form:literal),*])? $(in $editions:literal)?
        section $section:literal,
        ja $ja:literal, en $en:literal,
        $(says ja $says_ja:literal, en $says_en:literal,)?
        why ja $why_ja:literal, en $why_en:literal,
        mend ja $mend_ja:literal, en $mend_en:literal,
        rejected [$($rejected:expr),* $(,)?], accepted [$($accepted:expr),* $(,)?];
    )*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $en)]
            pub static $name: $crate::Rule = $crate::Rule {
                id: $id,
                send: $crate::Level::$send,
                receive: $crate::Level::$receive,
                emergency: $crate::rules!(@option $($emergency)?),
                forms: &[$($($form),*)?],
                editions: concat!($($editions)?),
                section: $section,
                summary: $crate::Bilingual { ja: $ja, en: $en },
                message: $crate::rules!(@message $ja, $en $(, $says_ja, $says_en)?),
                explanation: $crate::Bilingual { ja: $why_ja, en: $why_en },
                hint: $crate::Bilingual { ja: $mend_ja, en: $mend_en },
                rejected: &[$($rejected),*],
                accepted: &[$($accepted),*],
            };
        )*

        /// The rules of this family.
        pub static ALL: &[&$crate::Rule] = &[$(&$name),*];
    };
    (@option) => { None };
    (@option $level:ident) => { Some($crate::Level::$level) };
    (@message $ja:literal, $en:literal) => { $crate::Bilingual { ja: $ja, en: $en } };
    (@message $ja:literal, $en:literal, $says_ja:literal, $says_en:literal) => {
        $crate::Bilingual { ja: $says_ja, en: $says_en }
    };
}
