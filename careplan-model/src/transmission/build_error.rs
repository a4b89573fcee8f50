//! Why a unit of sending is not built.

use super::fault::{UnitFault, joined};
use crate::file_name::Side;
use crate::file_name::{BuildNameError, NameForm};
use crate::kind::FormKind;
use crate::layout::{Item, Layout};
use crate::value::Edition;
use core::fmt;

/// One reason why a unit is not built. Records are told by their number in their file, from 1; where many
/// records of a file have the same fault, the first one is (of persons, each person's first).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildUnitFault {
    /// What goes together, and what must not.
    Unit(UnitFault),
    /// The forms are not of the layout that the kind of file has.
    WrongForms {
        /// The kind of file.
        file: &'static FormKind,
        /// The layout of the forms.
        forms: &'static Layout,
    },
    /// A file without a record.
    Empty {
        /// The kind of file.
        file: &'static FormKind,
    },
    /// The edition does not have the kind of file.
    NotInEdition {
        /// The kind of file.
        file: &'static FormKind,
        /// The edition.
        edition: Edition,
    },
    /// No edition has the CSVバージョン of the record.
    UnknownVersion {
        /// The kind of file.
        file: &'static FormKind,
        /// The record.
        record: usize,
    },
    /// The CSVバージョン of the record is not that of the unit.
    OtherVersion {
        /// The kind of file.
        file: &'static FormKind,
        /// The record.
        record: usize,
        /// The edition of the unit: the one that was set, or else that of the first record.
        edition: Edition,
    },
    /// Edition 4.0 was withdrawn before use: nothing is sent by it.
    Withdrawn,
    /// The edition writes names with service types of two characters and there is none, or it writes them
    /// without and there is one.
    ServiceType {
        /// The side of the name.
        side: Side,
        /// The form of names that the edition has.
        expected: NameForm,
    },
    /// The number of an office is not ten digits or capitals.
    Office {
        /// The side of the name.
        side: Side,
    },
    /// Sender and receiver are the same office with the same service type. (One office with two service types
    /// may send to itself; names of 3.x do not tell them apart.)
    SameOffice,
    /// The timestamp is no day of the calendar and time of the clock.
    Timestamp,
    /// The 対象年月 of the record is not that of the first record of the unit.
    OtherMonth {
        /// The kind of file.
        file: &'static FormKind,
        /// The record.
        record: usize,
    },
    /// A 利用者補足情報 of the wrong variant: beside 第1–3表 it has a 計画作成（変更）日 and the month `000000`,
    /// beside 第6・7表 a month and the date `00000000`.
    SupplementVariant {
        /// The record.
        record: usize,
        /// Whether it has to be the variant with a month.
        with_month: bool,
    },
    /// A person of the leading file has no record in another file that needs one for each.
    PersonMissing {
        /// The leading kind of file.
        file: &'static FormKind,
        /// The first record of the person there.
        record: usize,
        /// The kind of file that has none.
        missing: &'static FormKind,
    },
    /// A record depends on one that the leading file does not have.
    Orphan {
        /// The kind of file.
        file: &'static FormKind,
        /// The first record of the person there.
        record: usize,
        /// The kind of file that it depends on.
        leading: &'static FormKind,
    },
    /// The office of a record is another than the sender or receiver that it should be.
    OtherOffice {
        /// The kind of file.
        file: &'static FormKind,
        /// The record.
        record: usize,
        /// The item with the office.
        item: &'static Item,
        /// Which side of the name it should be.
        side: Side,
    },
    /// A picture for a record of 利用者基本情報 that there is not.
    ImageWithoutRecord {
        /// The record.
        record: usize,
    },
    /// Two pictures for one record of 利用者基本情報.
    ImageTwice {
        /// The record.
        record: usize,
    },
    /// A picture without a byte.
    ImageEmpty {
        /// The record.
        record: usize,
    },
    /// A record of 利用者基本情報 names a picture (No.62), and none was given.
    ImageMissing {
        /// The record.
        record: usize,
    },
    /// More pictures than 枝番 can number.
    TooManyImages,
    /// The parts make no file name, for another reason than those above.
    Name {
        /// The kind of file.
        file: &'static FormKind,
        /// The part that does not fit.
        error: BuildNameError,
    },
}

impl BuildUnitFault {
    /// The kind of file that it is about; `None` if it is about the unit as a whole.
    pub fn file(&self) -> Option<&'static FormKind> {
        match self {
            Self::Unit(fault) => fault.file(),
            Self::WrongForms { file, .. }
            | Self::Empty { file }
            | Self::NotInEdition { file, .. }
            | Self::UnknownVersion { file, .. }
            | Self::OtherVersion { file, .. }
            | Self::OtherMonth { file, .. }
            | Self::PersonMissing { file, .. }
            | Self::Orphan { file, .. }
            | Self::OtherOffice { file, .. }
            | Self::Name { file, .. } => Some(file),
            Self::SupplementVariant { .. } => Some(&crate::kind::USER_SUPPLEMENT),
            Self::ImageWithoutRecord { .. }
            | Self::ImageTwice { .. }
            | Self::ImageEmpty { .. }
            | Self::ImageMissing { .. } => Some(&crate::kind::BASIC_INFO),
            Self::Withdrawn
            | Self::ServiceType { .. }
            | Self::Office { .. }
            | Self::SameOffice
            | Self::Timestamp
            | Self::TooManyImages => None,
        }
    }

    /// The number of the record that it is about, from 1.
    pub fn record(&self) -> Option<usize> {
        match self {
            Self::UnknownVersion { record, .. }
            | Self::OtherVersion { record, .. }
            | Self::OtherMonth { record, .. }
            | Self::SupplementVariant { record, .. }
            | Self::PersonMissing { record, .. }
            | Self::Orphan { record, .. }
            | Self::OtherOffice { record, .. }
            | Self::ImageWithoutRecord { record }
            | Self::ImageTwice { record }
            | Self::ImageEmpty { record }
            | Self::ImageMissing { record } => Some(*record),
            _ => None,
        }
    }

    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        let what = match self {
            Self::Unit(fault) => return fault.japanese(),
            Self::WrongForms { forms, .. } => format!("様式「{}」はこのファイルに入りません", forms.name),
            Self::Empty { .. } => "レコードがありません".into(),
            Self::NotInEdition { edition, .. } => format!("{edition}版にないファイルです"),
            Self::UnknownVersion { .. } => "CSVバージョンがどの版のものでもありません".into(),
            Self::OtherVersion { edition, .. } => {
                format!("CSVバージョンが送信単位の版（{edition}）と異なります")
            }
            Self::Withdrawn => "4.0版は撤回されたため、送信に使えません".into(),
            Self::ServiceType { side, expected: NameForm::V3 } => {
                format!("3.x版のファイル名に{}サービス種類コードは付きません", side.label())
            }
            Self::ServiceType { side, .. } => {
                format!("{}サービス種類コード（2桁）がありません", side.label())
            }
            Self::Office { side } => format!("{}事業所番号が英数字10桁ではありません", side.label()),
            Self::SameOffice => "送信元と送信先が同じです".into(),
            Self::Timestamp => "ファイル連番が日時として正しくありません".into(),
            Self::OtherMonth { .. } => "対象年月がほかのレコードと異なります".into(),
            Self::SupplementVariant { with_month: true, .. } => {
                "利用票と一緒に送る補足情報は、作成（変更）日を00000000、対象年月を年月とします".into()
            }
            Self::SupplementVariant { with_month: false, .. } => {
                "計画書と一緒に送る補足情報は、作成（変更）日を日付、対象年月を000000とします".into()
            }
            Self::PersonMissing { missing, .. } => format!("この利用者の「{}」がありません", missing.name),
            Self::Orphan { leading, .. } => format!("「{}」に同じキーのレコードがありません", leading.name),
            Self::OtherOffice { item, side, .. } => {
                format!("項目No.{}「{}」が{}事業所と異なります", item.number, item.name, side.label())
            }
            Self::ImageWithoutRecord { .. } => "画像に対応するレコードがありません".into(),
            Self::ImageTwice { .. } => "画像が二つあります".into(),
            Self::ImageEmpty { .. } => "画像が空です".into(),
            Self::ImageMissing { .. } => "画像ファイル名（No.62）がありますが、画像がありません".into(),
            Self::TooManyImages => "画像が多すぎます（枝番は4桁です）".into(),
            Self::Name { error, .. } => error.japanese(),
        };
        match (self.file(), self.record()) {
            (Some(file), Some(record)) => format!("「{}」{record}件目：{what}", file.name),
            (Some(file), None) => format!("「{}」：{what}", file.name),
            (None, _) => what,
        }
    }
}

impl From<UnitFault> for BuildUnitFault {
    fn from(fault: UnitFault) -> Self {
        Self::Unit(fault)
    }
}

impl fmt::Display for BuildUnitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !matches!(self, Self::Unit(_)) {
            match (self.file(), self.record()) {
                (Some(file), Some(record)) => write!(f, "{}, record {record}: ", file.prefix)?,
                (Some(file), None) => write!(f, "{}: ", file.prefix)?,
                (None, _) => {}
            }
        }
        match self {
            Self::Unit(fault) => fault.fmt(f),
            Self::WrongForms { forms, .. } => write!(f, "the file does not hold forms {}", forms.form),
            Self::Empty { .. } => f.write_str("there is no record"),
            Self::NotInEdition { edition, .. } => write!(f, "edition {edition} has no such file"),
            Self::UnknownVersion { .. } => f.write_str("no edition has this version value"),
            Self::OtherVersion { edition, .. } => {
                write!(f, "the version value is not that of the unit (edition {edition})")
            }
            Self::Withdrawn => f.write_str("edition 4.0 was withdrawn: nothing is sent by it"),
            Self::ServiceType { side, expected: NameForm::V3 } => {
                write!(f, "names of editions 3.x have no service type of the {side}")
            }
            Self::ServiceType { side, .. } => {
                write!(f, "the service type of the {side} (two characters) is missing")
            }
            Self::Office { side } => write!(f, "the office number of the {side} is not ten characters"),
            Self::SameOffice => f.write_str("sender and receiver are the same"),
            Self::Timestamp => f.write_str("the timestamp is no date and time"),
            Self::OtherMonth { .. } => f.write_str("the month is not that of the other records"),
            Self::SupplementVariant { with_month: true, .. } => {
                f.write_str("beside the slips a supplement has a month, and zeros for the date of the plan")
            }
            Self::SupplementVariant { with_month: false, .. } => f.write_str(
                "beside the care plan a supplement has the date of the plan, and zeros for the month",
            ),
            Self::PersonMissing { missing, .. } => {
                write!(f, "there is no record of this person in {}", missing.prefix)
            }
            Self::Orphan { leading, .. } => write!(f, "{} has no record of this key", leading.prefix),
            Self::OtherOffice { item, side, .. } => {
                write!(f, "No.{} {} is not the office of the {side}", item.number, item.name)
            }
            Self::ImageWithoutRecord { .. } => f.write_str("there is no such record for the picture"),
            Self::ImageTwice { .. } => f.write_str("there are two pictures"),
            Self::ImageEmpty { .. } => f.write_str("the picture is empty"),
            Self::ImageMissing { .. } => f.write_str("No.62 names a picture, and there is none"),
            Self::TooManyImages => f.write_str("there are more pictures than 枝番 can number"),
            Self::Name { error, .. } => error.fmt(f),
        }
    }
}

/// All reasons why a unit is not built; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the unit cannot be built: {}", joined(faults))]
pub struct BuildUnitError {
    /// About the unit first, then file by file.
    pub faults: Vec<BuildUnitFault>,
}

impl BuildUnitError {
    /// The same in Japanese, a line for each reason.
    pub fn japanese(&self) -> String {
        self.faults.iter().map(BuildUnitFault::japanese).collect::<Vec<_>>().join("\n")
    }
}
