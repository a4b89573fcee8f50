//! Why files make no unit of sending, in words of the standard.

use super::set::SetId;
use crate::sniff::Encoding;
use careplan_model::{FileName, FileNameError, FormKind};
use core::fmt;
use std::path::PathBuf;

/// Something that a person has to decide or mend before files can be sent.
#[derive(Debug)]
pub struct Objection {
    /// The set that it keeps from being put together; `None` if the files are for nobody knows which.
    pub set: Option<SetId>,
    /// What it is.
    pub kind: ObjectionKind,
    /// The files that it is about.
    pub files: Vec<PathBuf>,
}

/// What keeps files from being put together.
#[derive(Debug)]
#[non_exhaustive]
pub enum ObjectionKind {
    /// The file was renamed. The name that stands in its own is used only when the caller
    /// [says so](super::AssembleOptions::take_renamed).
    Renamed {
        /// The name that was found.
        found: FileName,
        /// Why its own is none.
        fault: FileNameError,
    },
    /// A form of the standard under a name that does not say from whom, for whom or which month.
    Unnamed {
        /// The kinds that its content fits.
        content: Vec<&'static FormKind>,
    },
    /// The content is that of other kinds than the name says.
    Content {
        /// The kinds that its content fits.
        content: Vec<&'static FormKind>,
    },
    /// The content is no form of the kind that the name says.
    NoForm,
    /// The file holds no record.
    Empty,
    /// The file is not Shift_JIS.
    Encoding(Encoding),
    /// Records have another month than the name, or in 利用者補足情報 none where the name has one or the reverse.
    Month {
        /// The first such record, from 1.
        record: u64,
        /// How many there are.
        count: u64,
    },
    /// Several files of one kind: which one is meant?
    Several {
        /// The kind.
        kind: &'static FormKind,
        /// Whether all have the same bytes.
        same_bytes: bool,
    },
    /// Files that belong to the set are not there.
    Missing {
        /// The kinds that are missing.
        kinds: Vec<&'static FormKind>,
        /// Files of these kinds that are for another sender, receiver or month, and belong to no set themselves.
        elsewhere: Vec<PathBuf>,
    },
    /// The edition that the name is of does not have the kind.
    NotInEdition {
        /// The kind.
        kind: &'static FormKind,
    },
    /// The ファイル連番 is no day of the calendar and time of the clock.
    Timestamp,
    /// No. 62 of 利用者基本情報 names a picture that is not there.
    ImageMissing {
        /// The record, from 1.
        record: u64,
    },
    /// No record of 利用者基本情報 names the picture.
    ImageOfNobody,
    /// No. 62 cannot be read, so that the picture that it names cannot be renamed.
    ImageName {
        /// The record, from 1.
        record: u64,
    },
    /// Another set from this sender to this receiver would have the same ファイル連番, and must not go
    /// together with this one.
    NotTogether {
        /// The other set.
        other: SetId,
    },
    /// A file or folder cannot be read.
    Unreadable(std::io::Error),
}

fn names(kinds: &[&'static FormKind], japanese: bool) -> String {
    let name = |kind: &&'static FormKind| if japanese { kind.name } else { kind.name_en };
    kinds.iter().map(name).collect::<Vec<_>>().join(if japanese { "、" } else { "; " })
}

fn paths(files: &[PathBuf]) -> String {
    files.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for ObjectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Renamed { found, fault } => write!(f, "renamed ({fault}); the name was {found}"),
            Self::Unnamed { content } if content.is_empty() => {
                f.write_str("named like a file of the standard, but not after it")
            }
            Self::Unnamed { content } => {
                write!(f, "holds {}, but its name does not say for whom", names(content, false))
            }
            Self::Content { content } => {
                write!(f, "its name says something else than it holds: {}", names(content, false))
            }
            Self::NoForm => f.write_str("the content is not what the name says"),
            Self::Empty => f.write_str("holds no record"),
            Self::Encoding(encoding) => write!(f, "is {encoding}, not Shift_JIS"),
            Self::Month { record, count } => {
                write!(f, "{count} record(s) have another month than the name, the first is record {record}")
            }
            Self::Several { kind, same_bytes } => {
                write!(f, "several files of {}: which one is meant?", kind.name_en)?;
                f.write_str(if *same_bytes { " (they have the same bytes)" } else { "" })
            }
            Self::Missing { kinds, elsewhere } => {
                write!(f, "missing: {}", names(kinds, false))?;
                if elsewhere.is_empty() {
                    Ok(())
                } else {
                    write!(f, "; for somebody else there is {}", paths(elsewhere))
                }
            }
            Self::NotInEdition { kind } => write!(f, "the edition of the name has no {}", kind.name_en),
            Self::Timestamp => f.write_str("the timestamp is no date and time"),
            Self::ImageMissing { record } => {
                write!(f, "record {record}, No.62 names a picture that is not there")
            }
            Self::ImageOfNobody => {
                f.write_str("no record of the basic information names this picture (No.62)")
            }
            Self::ImageName { record } => write!(f, "record {record}, No.62 cannot be read"),
            Self::NotTogether { other } => {
                write!(f, "would have the same timestamp as what it must not be sent with: {other}")
            }
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
        }
    }
}

impl ObjectionKind {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Renamed { found, fault } => {
                format!("ファイル名が変更されています（{}）。元の名前：{found}", fault.japanese())
            }
            Self::Unnamed { content } if content.is_empty() => "標準仕様のファイル名になっていません".into(),
            Self::Unnamed { content } => {
                format!("内容は{}ですが、ファイル名から送信元・送信先がわかりません", names(content, true))
            }
            Self::Content { content } => {
                format!("ファイル名と内容が違います。内容：{}", names(content, true))
            }
            Self::NoForm => "内容がファイル名の示す様式ではありません".into(),
            Self::Empty => "データが1件もありません".into(),
            Self::Encoding(encoding) => format!("Shift_JISではなく{}です", encoding.japanese()),
            Self::Month { record, count } => {
                format!("対象年月がファイル名と違うデータが{count}件あります（最初は{record}件目）")
            }
            Self::Several { kind, same_bytes } => {
                let same = if *same_bytes { "（内容は同じです）" } else { "" };
                format!("{}が複数あります。どれを送るか選んでください{same}", kind.name)
            }
            Self::Missing { kinds, elsewhere } => {
                let elsewhere = if elsewhere.is_empty() {
                    String::new()
                } else {
                    format!("（送信元・送信先・年月の違うものがあります：{}）", paths(elsewhere))
                };
                format!("一緒に送るファイルがありません：{}{elsewhere}", names(kinds, true))
            }
            Self::NotInEdition { kind } => format!("ファイル名の版に{}はありません", kind.name),
            Self::Timestamp => "ファイル連番が実在の日時ではありません".into(),
            Self::ImageMissing { record } => {
                format!("{record}件目「家族構成 画像ファイル名」（No.62）の画像がありません")
            }
            Self::ImageOfNobody => "どの利用者基本情報のNo.62にも書かれていない画像です".into(),
            Self::ImageName { record } => {
                format!("{record}件目「家族構成 画像ファイル名」（No.62）が読めません")
            }
            Self::NotTogether { other } => {
                format!("一緒に送れないものとファイル連番が同じになります：{}", other.japanese())
            }
            Self::Unreadable(error) => format!("読めません（{error}）"),
        }
    }
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.set.map_or(Ok(()), |set| write!(f, "{set}: "))?;
        f.write_str(&self.kind.to_string())?;
        if self.files.is_empty() { Ok(()) } else { write!(f, " [{}]", paths(&self.files)) }
    }
}

impl Objection {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let set = self.set.map(|set| format!("{}：", set.japanese())).unwrap_or_default();
        let files =
            if self.files.is_empty() { String::new() } else { format!("［{}］", paths(&self.files)) };
        format!("{set}{}{files}", self.kind.japanese())
    }
}
