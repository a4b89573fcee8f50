//! What a person must add to a unit that was upgraded.

use super::place::UnitPlace;
use crate::file_name::Side;
use crate::form::Form;
use crate::form_file::FormFile;
use crate::forms::{Table1, Table6, Table7};
use crate::kind;
use crate::layout::{Item, Layout};
use crate::service::ServiceTypeCode;
use crate::transmission::Transmission;
use crate::value::{Edition, NotifiedCode, TaisCode, YearMonth};
use std::collections::HashMap;

/// Something that edition 4.1 wants and the unit does not have, or that a person has to know. It never holds a
/// personal value: who it is about tells the record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ToAdd {
    /// What it is.
    pub what: AddKind,
    /// Where; items by their No. in edition 4.1.
    pub place: UnitPlace,
}

/// What a person must add, or know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "id", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum AddKind {
    /// 第3表 of the person of this 第1表: a plan set of 4.1 is incomplete without the file.
    Table3,
    /// TAISコード or 福祉用具届出コード, on a line that rents a product.
    ProductCode,
    /// 用具名称（機種名）, on a line that rents a product.
    EquipmentName,
    /// 明細判別コード: several rental lines share service code and units, and 4.1 tells products apart.
    Discriminator {
        /// How many lines share them, this one included.
        lines: usize,
    },
    /// The name of the family picture does not follow the old name of its file, and was kept.
    ImageName,
    /// The service type of a side was taken from the unit's own forms (as the options allow): to be confirmed.
    ProposedServiceType {
        /// Which side.
        side: Side,
        /// What was taken.
        service_type: ServiceTypeCode,
    },
    /// A note: the service month lies before the first one that 4.1 applies to.
    ServiceMonth {
        /// The month of the unit.
        month: YearMonth,
    },
}

impl AddKind {
    /// A stable id, such as `product-code`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Table3 => "table3",
            Self::ProductCode => "product-code",
            Self::EquipmentName => "equipment-name",
            Self::Discriminator { .. } => "discriminator",
            Self::ImageName => "image-name",
            Self::ProposedServiceType { .. } => "proposed-service-type",
            Self::ServiceMonth { .. } => "service-month",
        }
    }

    /// What is to be done, in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Table3 => "この計画の第3表（UP3KYO）がありません。4.1版の計画一式には必要です".into(),
            Self::ProductCode => {
                "用具を特定するTAISコードか福祉用具届出コードのどちらかを記入してください".into()
            }
            Self::EquipmentName => "用具名称（機種名）を記入してください".into(),
            Self::Discriminator { lines } => format!(
                "サービスコードと単位数が同じ行が{lines}行あります。別の用具であれば1、2、3…を記入してください"
            ),
            Self::ImageName => {
                "画像ファイル名が元のファイル名と対応していないため、そのままにしました。確かめてください"
                    .into()
            }
            Self::ProposedServiceType { side, service_type } => format!(
                "{}のサービス種類コードは、内容から{}としました。確かめてください",
                side.label(),
                service_type.as_str()
            ),
            Self::ServiceMonth { month } => {
                format!("{}は、4.1版の対象（{}以降）より前の月です", month.wareki(), first_month_ja())
            }
        }
    }
}

/// What is to be done, in English.
impl core::fmt::Display for AddKind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Table3 => {
                f.write_str("the 第3表 (UP3KYO) of this plan is missing; a plan set of edition 4.1 needs it")
            }
            Self::ProductCode => {
                f.write_str("fill in TAISコード or 福祉用具届出コード, one of the two, to name the product")
            }
            Self::EquipmentName => f.write_str("fill in the name of the product, the concrete model"),
            Self::Discriminator { lines } => write!(
                f,
                "{lines} lines share service code and units; if they are different products, number them 1, 2, 3 …"
            ),
            Self::ImageName => f.write_str(
                "the name of the picture does not follow its file's old name and was kept; check it",
            ),
            Self::ProposedServiceType { side, service_type } => write!(
                f,
                "the service type of the {side} was taken from the forms: {}; confirm it",
                service_type.as_str()
            ),
            Self::ServiceMonth { month } => {
                write!(f, "service month {month} lies before the first of edition 4.1")?;
                first_month().map_or(Ok(()), |first| write!(f, ", {first}"))
            }
        }
    }
}

/// The first service month of 4.1.
pub(super) fn first_month() -> Option<YearMonth> {
    Edition::V4_1.service_months_from()
}

pub(super) fn first_month_ja() -> String {
    first_month().map(|month| month.wareki().to_string()).unwrap_or_default()
}

impl ToAdd {
    /// Whether it only has to be known or confirmed, and nothing has to be filled in.
    pub const fn is_note(&self) -> bool {
        matches!(
            self.what,
            AddKind::ProposedServiceType { .. } | AddKind::ServiceMonth { .. } | AddKind::ImageName
        )
    }

    /// Where and what, in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}：{}", self.place.japanese(), self.what.japanese())
    }
}

/// Where and what, in English.
impl core::fmt::Display for ToAdd {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What the forms of a unit lack in edition 4.1.
pub(super) fn lacking(unit: &Transmission<FormFile>) -> Vec<ToAdd> {
    let mut list = Vec::new();
    if let (Some(month), Some(first), Some(file)) = (unit.month, first_month(), unit.files.first())
        && month < first
    {
        list.push(ToAdd { what: AddKind::ServiceMonth { month }, place: UnitPlace::file(file.kind()) });
    }
    let has_table3 = unit.has(&kind::TABLE3);
    for file in &unit.files {
        if !has_table3 {
            for number in 1..=file.forms::<Table1>().len() {
                list.push(ToAdd { what: AddKind::Table3, place: UnitPlace::record(file.kind(), number) });
            }
        }
        rentals(file, file.forms::<Table6>(), &mut list);
        rentals(file, file.forms::<Table7>(), &mut list);
        discriminators(file, &mut list);
    }
    list
}

/// A form with lines that can rent a product; its items by the names of their fields.
trait Rental: Form {
    /// The product codes and the name, if the line is one of those that have to name a product.
    fn product(&self) -> Option<(Option<TaisCode>, Option<NotifiedCode>, Option<&str>)>;
}

macro_rules! rental {
    ($form:ident) => {
        impl Rental for $form {
            fn product(&self) -> Option<(Option<TaisCode>, Option<NotifiedCode>, Option<&str>)> {
                self.service_code.equipment_category()?;
                Some((self.tais_code, self.notified_code, self.equipment_name.as_deref()))
            }
        }
    };
}
rental!(Table6);
rental!(Table7);

fn rentals<F: Rental>(file: &FormFile, lines: &[F], list: &mut Vec<ToAdd>) {
    let mut add = |number, what, field| {
        list.extend(
            item(F::LAYOUT, field)
                .map(|item| ToAdd { what, place: UnitPlace::item(file.kind(), number, item) }),
        );
    };
    for (number, line) in (1..).zip(lines) {
        let Some((tais_code, notified_code, name)) = line.product() else { continue };
        if tais_code.is_none() && notified_code.is_none() {
            add(number, AddKind::ProductCode, "tais_code");
        }
        if name.is_none_or(str::is_empty) {
            add(number, AddKind::EquipmentName, "equipment_name");
        }
    }
}

fn item(layout: &'static Layout, field: &str) -> Option<&'static Item> {
    layout.field(field)
}

/// Lines of 福祉用具貸与 that share person, month, office, service code and units, and have no number.
fn discriminators(file: &FormFile, list: &mut Vec<ToAdd>) {
    let lines = file.forms::<Table6>();
    let key = |line: &Table6| {
        let is_product = line.service_code.equipment_category().is_some();
        let has_number = line.service_code.as_str().starts_with("17");
        (is_product && has_number).then_some((
            (line.insurer, line.insured, line.service_month),
            (line.provider, line.satellite),
            (line.service_code, line.units),
        ))
    };
    let mut counts = HashMap::new();
    for line in lines {
        if let Some(key) = key(line) {
            *counts.entry(key).or_insert(0_usize) += 1;
        }
    }
    for (number, line) in (1..).zip(lines) {
        let count = key(line).and_then(|key| counts.get(&key).copied()).unwrap_or(0);
        let is_blank = line.discriminator.is_none_or(|number| number == 0);
        if count > 1
            && is_blank
            && let Some(item) = item(<Table6 as Form>::LAYOUT, "discriminator")
        {
            let what = AddKind::Discriminator { lines: count };
            list.push(ToAdd { what, place: UnitPlace::item(file.kind(), number, item) });
        }
    }
}
