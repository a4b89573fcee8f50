//! What a person should know of a unit that was applied.

use super::entry::Origin;
use super::key::EntryKey;
use crate::file_name::{Endpoint, FileName};
use crate::kind::FormKind;
use crate::transmission::UnitKind;
use core::fmt;

/// What was not as the standard has it in a unit, and what was done then. The texts do not tell a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Note {
    /// A file was left out altogether.
    FileRefused {
        /// The file.
        file: FileName,
        /// Why.
        refusal: Refusal,
    },
    /// The unit has several files of a kind. All of them were taken, as if they were one.
    SeveralFiles {
        /// The kind.
        kind: &'static FormKind,
        /// How many.
        files: usize,
    },
    /// The unit has the form that leads and lacks others that must go with it. It was taken as if it were
    /// whole: what is held of the missing kinds was removed.
    Incomplete {
        /// What the unit is meant to be.
        unit: &'static UnitKind,
        /// The kinds of files that are missing, or were refused.
        missing: Vec<&'static FormKind>,
    },
    /// A file without a record. It was taken as such.
    EmptyFile {
        /// The file.
        file: FileName,
    },
    /// The unit deletes beside other files, which must not go together. Its deletions were carried out first.
    DeletionBesideOthers,
    /// Records without the one that they depend on in the unit, as when files are sent form by form. They
    /// replaced their part of what is held, or are held alone.
    WithoutLeading {
        /// The entry.
        key: EntryKey,
        /// Whether the one that they depend on is held.
        leading_is_held: bool,
    },
    /// The unit has several records with the key of a form that can be there once. All of them are held.
    RepeatedKey {
        /// The entry.
        key: EntryKey,
        /// The kind.
        kind: &'static FormKind,
        /// How many.
        records: usize,
    },
    /// A 利用者補足情報 with both a plan and a month. It went to the one that the name of its file speaks for.
    SupplementOfBoth {
        /// Where it went.
        key: EntryKey,
    },
    /// A 利用者補足情報 with neither a plan nor a month. It was not taken.
    SupplementOfNeither {
        /// The file.
        file: FileName,
        /// Its record, from 1.
        record: usize,
    },
    /// An actual whose service code has no service type. It was not taken.
    ActualWithoutType {
        /// The file.
        file: FileName,
        /// Its record, from 1.
        record: usize,
    },
    /// A picture that no 利用者基本情報 of the unit, and none that is held, names. It was not taken.
    ImageWithoutOwner {
        /// The file.
        file: FileName,
    },
    /// Something is held of another unit with the same ファイル連番: which of them is newer was decided by
    /// the names of their files.
    SameTimestamp {
        /// The entry.
        key: EntryKey,
        /// The other unit.
        other: Origin,
    },
    /// What was replaced or deleted had been sent to another receiver: a ledger is meant to be that of one.
    OtherReceiver {
        /// The entry.
        key: EntryKey,
        /// The unit from which it was held.
        other: Origin,
    },
    /// What was replaced or deleted had come from another sender. That can be right, as when the planner of a
    /// person changes.
    OtherSender {
        /// The entry.
        key: EntryKey,
        /// The unit from which it was held.
        other: Origin,
    },
    /// Actuals, or their deletion, from a sender that is neither the office that they are of nor a planner
    /// (居宅介護支援 `43`, 介護予防支援 `46`, 介護予防ケアマネジメント `AF`).
    ActualOfOtherOffice {
        /// The entry.
        key: EntryKey,
        /// Who sent it.
        sender: Endpoint,
    },
}

/// Why a file was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Refusal {
    /// The very same file, name and content, is in the unit already.
    Twice,
    /// The unit has several files of this name, with different contents: which of them is meant cannot be told.
    Conflict,
    /// It holds forms of another kind than its name says.
    OtherContent,
    /// A kind that the standard does not have.
    UnknownKind,
    /// Sender, receiver or timestamp of its name are not those of the unit.
    OtherUnit,
}

impl Refusal {
    const fn english(self) -> &'static str {
        match self {
            Self::Twice => "the very same file is in the unit already",
            Self::Conflict => "another file of this name has another content",
            Self::OtherContent => "it holds other forms than its name says",
            Self::UnknownKind => "its kind is none of the standard's",
            Self::OtherUnit => "sender, receiver or timestamp are not those of the unit",
        }
    }

    /// The same in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Twice => "同じファイルがすでにあります",
            Self::Conflict => "同じ名前で内容の違うファイルがあります",
            Self::OtherContent => "内容がファイル名の示す様式ではありません",
            Self::UnknownKind => "標準仕様にない種類のファイルです",
            Self::OtherUnit => "送信元、送信先またはファイル連番が他のファイルと違います",
        }
    }
}

impl Note {
    /// The entry that it is about, if it is about one.
    pub fn key(&self) -> Option<&EntryKey> {
        match self {
            Self::WithoutLeading { key, .. }
            | Self::RepeatedKey { key, .. }
            | Self::SupplementOfBoth { key }
            | Self::SameTimestamp { key, .. }
            | Self::OtherReceiver { key, .. }
            | Self::OtherSender { key, .. }
            | Self::ActualOfOtherOffice { key, .. } => Some(key),
            _ => None,
        }
    }

    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::FileRefused { file, refusal } => {
                format!("{file}：取り込みませんでした（{}）", refusal.japanese())
            }
            Self::SeveralFiles { kind, files } => {
                format!("「{}」のファイルが{files}個あります。すべて取り込みました", kind.name)
            }
            Self::Incomplete { unit, missing } => {
                let missing = missing.iter().map(|kind| kind.name).collect::<Vec<_>>().join("」「");
                format!("「{}」に必要な「{missing}」がありません。ないものとして入れ替えました", unit.name)
            }
            Self::EmptyFile { file } => format!("{file}：レコードがありません"),
            Self::DeletionBesideOthers => {
                "削除が他のファイルと一緒に送られています。削除を先に処理しました".into()
            }
            Self::WithoutLeading { key, leading_is_held: true } => {
                format!(
                    "{}：元になる様式が送信に含まれません。届いた様式だけを入れ替えました",
                    key.japanese()
                )
            }
            Self::WithoutLeading { key, leading_is_held: false } => {
                format!("{}：元になる様式がありません。届いた様式だけを保持しました", key.japanese())
            }
            Self::RepeatedKey { key, kind, records } => format!(
                "{}：「{}」が同じキーで{records}件あります。すべて保持しました",
                key.japanese(),
                kind.name
            ),
            Self::SupplementOfBoth { key } => format!(
                "{}：利用者補足情報に計画作成日と対象年月の両方があります。ファイル名に従ってここに保持しました",
                key.japanese()
            ),
            Self::SupplementOfNeither { file, record } => format!(
                "{file}：{record}件目の利用者補足情報に計画作成日も対象年月もないため、取り込みませんでした"
            ),
            Self::ActualWithoutType { file, record } => format!(
                "{file}：{record}件目のサービスコードからサービス種類が分からないため、取り込みませんでした"
            ),
            Self::ImageWithoutOwner { file } => {
                format!("{file}：この画像を指す利用者基本情報がないため、取り込みませんでした")
            }
            Self::SameTimestamp { key, other } => format!(
                "{}：ファイル連番が同じ別の送信（{other}）があります。ファイル名の順に処理しました",
                key.japanese()
            ),
            Self::OtherReceiver { key, other } => {
                format!("{}：別の送信先に送られたもの（{other}）を書き換えました", key.japanese())
            }
            Self::OtherSender { key, other } => {
                format!("{}：別の送信元から届いたもの（{other}）を書き換えました", key.japanese())
            }
            Self::ActualOfOtherOffice { key, sender } => format!(
                "{}：送信元（{sender}）は実績の事業所でも、計画を作成する事業所でもありません",
                key.japanese()
            ),
        }
    }
}

/// In English.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileRefused { file, refusal } => write!(f, "{file}: not taken: {}", refusal.english()),
            Self::SeveralFiles { kind, files } => {
                write!(f, "{files} files of {} in one unit: all were taken", kind.prefix)
            }
            Self::Incomplete { unit, missing } => {
                let missing: Vec<&str> = missing.iter().map(|kind| kind.prefix).collect();
                let (name, missing) = (unit.name_en, missing.join(", "));
                write!(f, "the {name} lacks {missing}: it was taken as a whole without")
            }
            Self::EmptyFile { file } => write!(f, "{file}: there is no record in it"),
            Self::DeletionBesideOthers => {
                f.write_str("a deletion beside other files: deletions were carried out first")
            }
            Self::WithoutLeading { key, leading_is_held: true } => {
                write!(f, "{key}: without the form that leads: only the parts that came were replaced")
            }
            Self::WithoutLeading { key, leading_is_held: false } => {
                write!(f, "{key}: the form that leads is missing: the parts that came are held alone")
            }
            Self::RepeatedKey { key, kind, records } => {
                write!(f, "{key}: {records} records of {} with the same key: all are held", kind.prefix)
            }
            Self::SupplementOfBoth { key } => write!(
                f,
                "{key}: a UPHOSOKU with both a plan and a month is held here, as the name of its file says"
            ),
            Self::SupplementOfNeither { file, record } => {
                write!(f, "{file}: record {record} has neither a plan nor a month: not taken")
            }
            Self::ActualWithoutType { file, record } => {
                write!(f, "{file}: the service code of record {record} has no service type: not taken")
            }
            Self::ImageWithoutOwner { file } => {
                write!(f, "{file}: no basic information names this picture: not taken")
            }
            Self::SameTimestamp { key, other } => {
                write!(f, "{key}: another unit ({other}) has the same timestamp: file names gave the order")
            }
            Self::OtherReceiver { key, other } => {
                write!(f, "{key}: what was changed had been sent to another receiver ({other})")
            }
            Self::OtherSender { key, other } => {
                write!(f, "{key}: what was changed had come from another sender ({other})")
            }
            Self::ActualOfOtherOffice { key, sender } => {
                write!(f, "{key}: the sender {sender} is neither that office nor a planner")
            }
        }
    }
}
