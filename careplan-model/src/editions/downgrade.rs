//! From 4.1 back to 3.x, for receivers that still read it.

use super::look::Look;
use super::place::UnitPlace;
use super::problem::{EditionError, EditionProblem};
use super::rewrite::Change;
use super::to_add::{first_month, first_month_ja};
use super::{move_file, move_sides};
use crate::file_name::Side;
use crate::file_name::{Endpoint, FileName};
use crate::form_file::FormFile;
use crate::service::ServiceTypeCode;
use crate::transmission::Transmission;
use crate::value::{Edition, LayoutFamily, YearMonth};
use std::collections::BTreeMap;

/// A unit of an older edition, and what is lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downgraded {
    /// The unit: names and values of the older edition, nothing that it lacks.
    pub unit: Transmission<FormFile>,
    /// The editions that its records were of, oldest first.
    pub from: Vec<Edition>,
    /// What is lost, file by file.
    pub lost: Vec<Lost>,
}

/// Something that the older edition has no place for. It never holds a personal value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Lost {
    /// What it is.
    pub what: LostKind,
    /// Where it was; items by their No. in edition 4.1.
    pub place: UnitPlace,
}

/// What is lost, or has to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "id", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LostKind {
    /// A file of a kind that the edition does not have: 第3表, and the preventive files. It was left out.
    File {
        /// How many records it had; 0 for a picture.
        records: usize,
    },
    /// A filled item that the edition does not have: product code, name of the product. It was dropped.
    Item,
    /// A value that is longer than the edition, or its older issues, have room for. It was kept.
    TooLong {
        /// 項目長.
        max: u16,
    },
    /// The service type of a side, which names of 3.x do not hold: several types of one office share a name then.
    ServiceType {
        /// Which side.
        side: Side,
    },
    /// A note: a side is 介護予防支援 or 介護予防ケアマネジメント, and until 3.x preventive care on commission was outside
    /// the exchange.
    Preventive {
        /// Which side.
        side: Side,
    },
    /// A note: 4.1 applies to the service month.
    ServiceMonth {
        /// The month of the unit.
        month: YearMonth,
    },
}

impl LostKind {
    /// A stable id, such as `item`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::File { .. } => "file",
            Self::Item => "item",
            Self::TooLong { .. } => "too-long",
            Self::ServiceType { .. } => "service-type",
            Self::Preventive { .. } => "preventive",
            Self::ServiceMonth { .. } => "service-month",
        }
    }

    /// What is lost, in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::File { records } => {
                format!("3.x版にないファイルのため、除きました（{records}件）")
            }
            Self::Item => "3.x版にない項目のため、値を除きました".into(),
            Self::TooLong { max } => {
                format!("{max}文字を超えているため、受信側が取り込めないことがあります（値はそのままです）")
            }
            Self::ServiceType { side } => format!(
                "{}のサービス種類コードは3.x版のファイル名に入りません。同じ事業所の別のサービス種類と同じ名前になります",
                side.label()
            ),
            Self::Preventive { side } => {
                format!(
                    "{}が介護予防支援・介護予防ケアマネジメントです。3.x版までは介護予防の委託は連携の対象外でした",
                    side.label()
                )
            }
            Self::ServiceMonth { month } => {
                format!("{}は4.1版の対象（{}以降）の月です", month.wareki(), first_month_ja())
            }
        }
    }
}

/// What is lost, in English.
impl core::fmt::Display for LostKind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::File { records } => {
                write!(f, "edition 3.x has no such file; it was left out ({records} record(s))")
            }
            Self::Item => f.write_str("edition 3.x has no such item; its value was dropped"),
            Self::TooLong { max } => {
                write!(f, "longer than {max} characters: a receiver may not take it in (the value was kept)")
            }
            Self::ServiceType { side } => write!(
                f,
                "names of edition 3.x do not hold the service type of the {side}: \
                 files for several types of one office get the same name"
            ),
            Self::Preventive { side } => write!(
                f,
                "the {side} is there for preventive care, which on commission was outside the exchange until 3.x"
            ),
            Self::ServiceMonth { month } => {
                write!(f, "edition 4.1 applies to service month {month}")?;
                first_month().map_or(Ok(()), |first| write!(f, " (from {first} on)"))
            }
        }
    }
}

impl Lost {
    /// Whether nothing is missing from the files, and it only has to be known.
    pub const fn is_note(&self) -> bool {
        !matches!(self.what, LostKind::File { .. } | LostKind::Item)
    }

    /// Where and what, in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}：{}", self.place.japanese(), self.what.japanese())
    }
}

/// Where and what, in English.
impl core::fmt::Display for Lost {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Moves a unit to an edition before 4.0, usually [`Edition::V3`], for a receiver that reads no newer one.
///
/// CSVバージョン becomes that of the edition, service types leave the names, files and items that the edition
/// does not have are left out, and all of it is listed. Values that are too long are listed and kept. What comes
/// out can be written for the edition.
///
/// # Errors
///
/// The edition is not older than 4.0; CSVバージョン is that of no edition; no file would be left (the preventive
/// files exist since 4.0 only).
///
/// ```
/// use careplan_model::editions::{Lost, LostKind, downgrade};
/// use careplan_model::{Edition, FileContent, FormFile, Table6, Transmission};
/// let mut line: Table6 = Table6::new(
///     "202407".parse()?, "991018".parse()?, "9000000001".parse()?, "20251104".parse()?, "202510".parse()?,
///     "20251001".parse()?, "9999".parse()?, "9999".parse()?, 1, "171003".parse()?, "9970100062".parse()?,
///     "0".parse()?,
/// );
/// line.tais_code = Some("00001-000010".parse()?);
/// let file = FormFile {
///     name: "UPJSK_202510_9970100062_17_9970100013_43_20251104091500.CSV".parse()?,
///     content: FileContent::Forms(vec![line].into()),
/// };
/// let old = downgrade(Transmission::group([file]).remove(0), Edition::V3)?;
/// assert_eq!(old.unit.files[0].forms::<Table6>()[0].tais_code, None);
/// let items: Vec<&Lost> = old.lost.iter().filter(|lost| lost.what == LostKind::Item).collect();
/// assert_eq!(items[0].place.to_string(), "UPJSK record 1, No.16 TAISコード");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn downgrade(mut unit: Transmission<FormFile>, to: Edition) -> Result<Downgraded, EditionError> {
    let Look { editions: from, mut problems } = Look::at(&unit);
    let family = to.family();
    if family != LayoutFamily::V3 {
        problems.push(EditionProblem::NotOlder { to });
        return Err(EditionError { problems });
    }
    let (mut kept, left_out): (Vec<_>, Vec<_>) =
        std::mem::take(&mut unit.files).into_iter().partition(|file| file.kind().is_in(family));
    if kept.is_empty() {
        let files = left_out.iter().map(|file| UnitPlace::file(file.kind())).collect();
        problems.push(EditionProblem::NothingLeft { to, files });
    }
    let mut lost: Vec<Lost> = kept.first().map(|first| sides_and_month(&unit, first)).unwrap_or_default();
    for file in &mut kept {
        let kind = file.kind();
        let moved = move_file(file, to, [None; 2], |record, item, change| {
            let what = match change {
                Change::Dropped => LostKind::Item,
                Change::TooLong { max } => LostKind::TooLong { max },
                // Files with pictures are none of 3.x.
                Change::ImageName => return,
            };
            lost.push(Lost { what, place: UnitPlace::item(kind, record, item) });
        });
        if let Err(error) = moved {
            problems.push(EditionProblem::Name { place: UnitPlace::file(kind), error });
        }
    }
    if !problems.is_empty() {
        return Err(EditionError { problems });
    }
    lost.extend(left_out.iter().map(|file| Lost {
        what: LostKind::File { records: file.record_count() },
        place: UnitPlace::file(file.kind()),
    }));
    unit.files = kept;
    move_sides(&mut unit, [None; 2]);
    Ok(Downgraded { unit, from, lost })
}

/// What the whole unit loses, said at its first file.
fn sides_and_month(unit: &Transmission<FormFile>, first: &FormFile) -> Vec<Lost> {
    let preventive = [ServiceTypeCode::PREVENTIVE_SUPPORT, ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT];
    let mut what = Vec::new();
    for (side, Endpoint { service, .. }) in [(Side::Sender, unit.sender), (Side::Receiver, unit.receiver)] {
        let Some(service) = service else { continue };
        what.push(LostKind::ServiceType { side });
        if service.service_type().is_some_and(|service_type| preventive.contains(&service_type)) {
            what.push(LostKind::Preventive { side });
        }
    }
    if let (Some(month), Some(from)) = (unit.month, first_month())
        && month >= from
    {
        what.push(LostKind::ServiceMonth { month });
    }
    what.into_iter().map(|what| Lost { what, place: UnitPlace::file(first.kind()) }).collect()
}

/// Files of several units that have one name, as happens when units for several service types of one office are
/// downgraded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameName {
    /// The name.
    pub name: FileName,
    /// Which of the units have such a file, counted from 0.
    pub units: Vec<usize>,
}

impl SameName {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}個の送信単位に同じ名前のファイルがあります：{}", self.units.len(), self.name)
    }
}

/// What it is, in English.
impl core::fmt::Display for SameName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} units of sending have a file of the same name: {}", self.units.len(), self.name)
    }
}

/// The names that more than one of the units have; they cannot all be written into one folder, and a receiver
/// would take one for a replacement of the other. Another timestamp for one of them helps.
pub fn same_names<'u>(units: impl IntoIterator<Item = &'u Transmission<FormFile>>) -> Vec<SameName> {
    let mut by_name = BTreeMap::<FileName, Vec<usize>>::new();
    for (number, unit) in units.into_iter().enumerate() {
        for file in &unit.files {
            let units = by_name.entry(file.name).or_default();
            if units.last() != Some(&number) {
                units.push(number);
            }
        }
    }
    let several = by_name.into_iter().filter(|(_, units)| units.len() > 1);
    several.map(|(name, units)| SameName { name, units }).collect()
}
