//! How grave a finding is, and in which situation a file is checked.

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing; nothing has to be done.
    Info,
    /// May break an import.
    Warning,
    /// Will break an import, or says something wrong.
    Error,
}

impl Level {
    /// How it is written in options and reports: `error`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The Japanese word in reports.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Off => "報告しない",
            Self::Info => "情報",
            Self::Warning => "警告",
            Self::Error => "エラー",
        }
    }
}

impl core::str::FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        [Self::Off, Self::Info, Self::Warning, Self::Error]
            .into_iter()
            .find(|level| level.label() == text)
            .ok_or(UnknownLevel)
    }
}

/// A text that is no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a level is off, info, warning or error")]
pub struct UnknownLevel;

/// In which situation files are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Situation {
    /// Files that this software is about to send: strict.
    #[default]
    Send,
    /// Files that somebody else made: says what will break an import, refuses no more than needed.
    Receive,
    /// As [`Send`](Self::Send), in an emergency: welfare equipment may go without codes and names.
    Emergency,
}
