//! What applying a unit did, entry by entry.

use super::key::EntryKey;
use super::note::Note;
use crate::file_name::FileName;
use crate::kind::FormKind;
use crate::transmission::Transmission;
use core::fmt;
use core::fmt::Write as _;

/// What came of applying a unit. Nothing of it tells a person, but for the keys when they are serialized.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Applied {
    /// The unit, its files by their names.
    pub unit: Transmission<FileName>,
    /// What happened to each entry that the unit is about: first its deletions, then the rest by keys.
    pub changes: Vec<Change>,
    /// What a person should know: what was not as the standard has it, and what was done then.
    pub notes: Vec<Note>,
}

impl Applied {
    /// Whether the unit changed what is held. (That a newer unit brought the same again is no change.)
    pub fn is_change(&self) -> bool {
        self.changes.iter().any(|change| change.effect.is_change())
    }
}

/// What happened to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Change {
    /// The entry.
    pub key: EntryKey,
    /// What happened to it as a whole.
    pub effect: Effect,
    /// What happened to the parts that the unit is about, the leading one first; none if the entry was not
    /// held and not added.
    pub parts: Vec<PartChange>,
}

/// What happened to an entry as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Effect {
    /// It was not held before.
    Added,
    /// It was held, and something of it is different now.
    Replaced,
    /// A deletion removed it, or all of it that was not newer.
    Removed,
    /// The unit brought what was held already.
    Unchanged,
    /// A deletion names it, and it is not held: deleted before, or never received. Both are allowed.
    NotHeld,
    /// What is held came from a newer unit and stays.
    Outdated,
}

/// What happened to the records of one kind in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PartChange {
    /// The kind.
    pub kind: &'static FormKind,
    /// How many records were held before.
    pub before: usize,
    /// How many are held now.
    pub after: usize,
    /// What happened.
    pub effect: PartEffect,
}

/// What happened to the records of one kind in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum PartEffect {
    /// None were held before.
    Added,
    /// Others are held now.
    Replaced,
    /// The same are held.
    Unchanged,
    /// Those held came from a newer unit and stay.
    Outdated,
    /// Removed, as a newer unit replaced the entry and has none of the kind.
    LeftOut,
    /// Removed, as a deletion names them.
    Deleted,
    /// Removed together with those that they depend on.
    Cascaded,
}

impl Effect {
    /// Whether what is held is different now.
    pub const fn is_change(self) -> bool {
        matches!(self, Self::Added | Self::Replaced | Self::Removed)
    }

    /// The Japanese word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "追加",
            Self::Replaced => "更新",
            Self::Removed => "削除",
            Self::Unchanged => "変更なし",
            Self::NotHeld => "該当なし",
            Self::Outdated => "より新しいものがあるため反映せず",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
            Self::Unchanged => "unchanged",
            Self::NotHeld => "not held",
            Self::Outdated => "older than what is held",
        }
    }
}

impl PartEffect {
    /// Whether what is held is different now.
    pub const fn is_change(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Outdated)
    }

    /// The Japanese word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "追加",
            Self::Replaced => "更新",
            Self::Unchanged => "変更なし",
            Self::Outdated => "より新しいものがあるため反映せず",
            Self::LeftOut => "新しい送信に含まれないため削除",
            Self::Deleted => "削除",
            Self::Cascaded => "あわせて削除",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Unchanged => "unchanged",
            Self::Outdated => "older than what is held",
            Self::LeftOut => "removed, not in the newer set",
            Self::Deleted => "deleted",
            Self::Cascaded => "removed with what it depends on",
        }
    }
}

impl Change {
    /// The same in Japanese, without the person.
    pub fn japanese(&self) -> String {
        let mut text = format!("{}：{}", self.key.japanese(), self.effect.label());
        for part in &self.parts {
            let PartChange { kind, before, after, effect } = part;
            // Writing to a `String` cannot fail.
            let _ = write!(text, "／{} {before}→{after}件（{}）", kind.name, effect.label());
        }
        text
    }
}

/// In English, without the person.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.key, self.effect.english())?;
        for part in &self.parts {
            let PartChange { kind, before, after, effect } = part;
            write!(f, "; {} {before} → {after} ({})", kind.prefix, effect.english())?;
        }
        Ok(())
    }
}
