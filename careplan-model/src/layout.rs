//! Layouts as data: every item of every form, as the tables of the standard print it.
//!
//! A [`Layout`] comes out of the same declaration as the form's struct (`forms/*.rs`), so the two
//! cannot differ. Reading, writing, mechanical rules and displays are driven by it.

use crate::value::{Fault, LayoutFamily, Value};

/// A closed list of codes (コード一覧).
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CodeList {
    /// What the standard calls the list.
    pub name: &'static str,
    /// Code and Japanese label, in the order of the standard.
    pub entries: &'static [(&'static str, &'static str)],
}

impl CodeList {
    /// The label of a code.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        self.entries.iter().find(|(known, _)| *known == code).map(|(_, label)| *label)
    }
}

/// What an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ItemType {
    /// フリーテキスト; quoted in files.
    FreeText,
    /// NNN-NNNN, read as text.
    PostalCode,
    /// A phone or fax number, read as text.
    Phone,
    /// The name of a picture beside the file; quoted like free text.
    ImageName,
    /// A number that the standard calls free text (別表 支援計画 No.5, 10, 14); quoted.
    NumberText,
    /// 識別子 and the like: not used, to be left empty.
    Unused,
    /// Digits only.
    Digits,
    /// ASCII letters and digits.
    Alphanumeric,
    /// YYYYMMDD.
    Date,
    /// YYYYMM (CSVバージョン too).
    Month,
    /// HHMM.
    Time,
    /// A whole number.
    Integer,
    /// 99.99.
    Decimal,
    /// 31 characters of 0 and 1.
    DayFlags,
    /// One of a closed list.
    Code(&'static CodeList),
}

/// What a code identifies, where its form says more than "letters and digits".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Identifier {
    /// 保険者番号: six digits, the last a check digit.
    Insurer,
    /// 被保険者番号: ten digits, or `H` and nine.
    Insured,
    /// 事業所番号: ten digits or capitals, the last a check digit.
    Office,
    /// TAISコード or 福祉用具届出コード, typed by people: any characters.
    Product,
    /// A code whose characters the standard leaves open: a floor, an operator.
    Open,
    /// CSVバージョン.
    Version,
}

impl ItemType {
    /// Whether the canonical writer quotes a value of this type.
    pub const fn is_quoted(self) -> bool {
        matches!(self, Self::FreeText | Self::ImageName | Self::NumberText)
    }

    /// Whether the item is held as text (and not as a typed value).
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::FreeText
                | Self::PostalCode
                | Self::Phone
                | Self::ImageName
                | Self::NumberText
                | Self::Unused
        )
    }
}

/// How 項目長 is meant. The standard prints lengths only; fixed or not is this project's reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Width {
    /// Exactly so many characters.
    Fixed(u16),
    /// At most so many characters.
    Max(u16),
    /// Free text without a limit (―).
    Free,
}

impl Width {
    /// The number that the standard prints as 項目長.
    pub const fn length(self) -> Option<u16> {
        match self {
            Self::Fixed(length) | Self::Max(length) => Some(length),
            Self::Free => None,
        }
    }
}

/// One item of a layout, as one row of the standard's table.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
// Each is a column of the table, and independent of the others.
#[allow(clippy::struct_excessive_bools)]
pub struct Item {
    /// No. in edition 4.1, from 1. In other editions see [`Layout::number_in`].
    pub number: u8,
    /// 項目名, the Japanese item name.
    pub name: &'static str,
    /// The field of the form, which is the JSON key too.
    pub field: &'static str,
    /// What the item means, in English.
    pub meaning: &'static str,
    /// 必須 ○: must hold a value.
    pub required: bool,
    /// Whether a form cannot be without it. All 必須 items but those that the printed table leaves in
    /// doubt (第6表 No.6 and 8).
    pub enforced: bool,
    /// 必要 ○ (the standard does not define it).
    pub needed: bool,
    /// 項目長 in edition 4.1.
    pub width: Width,
    /// 項目長 in editions 3.x where it differs.
    pub width_v3: Option<Width>,
    /// A greater length that is to be accepted because the standard's own texts disagree.
    pub tolerated: Option<u16>,
    /// What the item holds.
    pub item_type: ItemType,
    /// What its code identifies, if it is such a code.
    pub identifier: Option<Identifier>,
    /// Whether it identifies or describes a person; hidden in `Debug`, errors and findings.
    pub personal: bool,
    /// The first editions that have the item.
    pub since: LayoutFamily,
    /// Whether the item is a フリガナ, which some receivers want in half-width kana.
    pub is_kana: bool,
    /// Whether a time may be 2400 (an end).
    pub allows_2400: bool,
    /// Whether a time may be 9999 (a service without a time).
    pub allows_9999: bool,
    /// The one value that the item may hold.
    pub constant: Option<&'static str>,
    #[cfg_attr(feature = "serde", serde(skip))]
    check: Option<Check>,
}

#[derive(Debug)]
struct Check {
    bytes: fn(&[u8]) -> Result<(), Fault>,
    chars: fn(&str) -> Result<(), Fault>,
}

fn check_bytes<V: Value>(item: &[u8]) -> Result<(), Fault> {
    V::parse(item).map(drop)
}

fn check_chars<V: Value>(item: &str) -> Result<(), Fault> {
    V::parse_chars(item).map(drop)
}

impl Item {
    /// Whether the characters of an item (not blank) are a value of its type. Text always is.
    pub fn check(&self, item: &str) -> Result<(), Fault> {
        self.check.as_ref().map_or(Ok(()), |check| (check.chars)(item))
    }

    /// The same for bytes that are ASCII; anything else is a fault unless the item is text.
    pub fn check_ascii(&self, item: &[u8]) -> Result<(), Fault> {
        self.check.as_ref().map_or(Ok(()), |check| (check.bytes)(item))
    }

    /// The list of codes, for an item that has one.
    pub fn codes(&self) -> Option<&'static CodeList> {
        match self.item_type {
            ItemType::Code(list) => Some(list),
            _ => None,
        }
    }

    /// Whether files of these editions have the item.
    pub fn is_in(&self, family: LayoutFamily) -> bool {
        self.since <= family
    }

    /// 項目長 in files of these editions.
    pub fn width_in(&self, family: LayoutFamily) -> Width {
        match (family, self.width_v3) {
            (LayoutFamily::V3, Some(width)) => width,
            _ => self.width,
        }
    }
}

/// The steps by which a declaration describes an item; each is one word of a row. Public for
/// [`form!`](crate::form!) only.
#[doc(hidden)]
#[allow(clippy::return_self_not_must_use)] // steps of a declaration
impl Item {
    pub const fn text(number: u8, name: &'static str, field: &'static str, meaning: &'static str) -> Self {
        Self {
            number,
            name,
            field,
            meaning,
            required: false,
            enforced: false,
            needed: false,
            width: Width::Free,
            width_v3: None,
            tolerated: None,
            item_type: ItemType::FreeText,
            identifier: None,
            personal: false,
            since: LayoutFamily::V3,
            is_kana: false,
            allows_2400: false,
            allows_9999: false,
            constant: None,
            check: None,
        }
    }

    pub const fn value<V: Value>(
        number: u8,
        name: &'static str,
        field: &'static str,
        meaning: &'static str,
    ) -> Self {
        let mut item = Self::text(number, name, field, meaning);
        item.item_type = V::TYPE;
        item.identifier = V::IDENTIFIER;
        item.check = Some(Check { bytes: check_bytes::<V>, chars: check_chars::<V> });
        item
    }

    pub const fn required_value(mut self) -> Self {
        self.enforced = true;
        self
    }

    pub const fn required_text(self) -> Self {
        self.required_value()
    }

    pub const fn optional_value(self) -> Self {
        self
    }

    pub const fn optional_text(self) -> Self {
        self
    }

    pub const fn optional(self) -> Self {
        self
    }

    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    pub const fn required_and_needed(self) -> Self {
        self.required().needed()
    }

    pub const fn free(self) -> Self {
        self
    }

    pub const fn fixed(mut self, length: u16) -> Self {
        self.width = Width::Fixed(length);
        self
    }

    pub const fn max(mut self, length: u16) -> Self {
        self.width = Width::Max(length);
        self
    }

    pub const fn max_in_v3(mut self, length: u16) -> Self {
        self.width_v3 = Some(Width::Max(length));
        self
    }

    pub const fn tolerated(mut self, length: u16) -> Self {
        self.tolerated = Some(length);
        self
    }

    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    pub const fn since_v4(mut self) -> Self {
        self.since = LayoutFamily::V4;
        self
    }

    pub const fn kana(mut self) -> Self {
        self.is_kana = true;
        self
    }

    pub const fn end(mut self) -> Self {
        self.allows_2400 = true;
        self
    }

    pub const fn untimed(mut self) -> Self {
        self.allows_9999 = true;
        self
    }

    pub const fn constant(mut self, value: &'static str) -> Self {
        self.constant = Some(value);
        self
    }

    pub const fn postal_code(self) -> Self {
        self.of_type(ItemType::PostalCode)
    }

    pub const fn phone(self) -> Self {
        self.of_type(ItemType::Phone)
    }

    pub const fn image_name(self) -> Self {
        self.of_type(ItemType::ImageName)
    }

    pub const fn number_text(self) -> Self {
        self.of_type(ItemType::NumberText)
    }

    pub const fn unused(self) -> Self {
        self.of_type(ItemType::Unused)
    }

    const fn of_type(mut self, item_type: ItemType) -> Self {
        self.item_type = item_type;
        self
    }
}

/// The layout of one form: all its items in order.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Layout {
    /// The name of the form's struct.
    pub form: &'static str,
    /// What the standard calls the form.
    pub name: &'static str,
    /// The first editions that have the form.
    pub since: LayoutFamily,
    /// The items of edition 4.1; those of 3.x are the ones with [`Item::is_in`].
    pub items: &'static [Item],
}

/// The steps by which a declaration describes a form; public for [`form!`](crate::form!) only.
#[doc(hidden)]
#[allow(clippy::return_self_not_must_use)] // steps of a declaration
impl Layout {
    pub const fn new(form: &'static str, name: &'static str, items: &'static [Item]) -> Self {
        Self { form, name, since: LayoutFamily::V3, items }
    }

    pub const fn since_v4(mut self) -> Self {
        self.since = LayoutFamily::V4;
        self
    }
}

impl Layout {
    /// Whether these editions have the form.
    pub fn is_in(&self, family: LayoutFamily) -> bool {
        self.since <= family
    }

    /// The items that files of these editions have, in order.
    pub fn items_in(&self, family: LayoutFamily) -> impl Iterator<Item = &'static Item> + use<> {
        self.items.iter().filter(move |item| item.is_in(family))
    }

    /// How many items a record has in these editions.
    pub fn count_in(&self, family: LayoutFamily) -> usize {
        self.items_in(family).count()
    }

    /// The No. that an item has in these editions; `None` if they lack it.
    pub fn number_in(&self, item: &Item, family: LayoutFamily) -> Option<usize> {
        self.items_in(family).position(|other| other.number == item.number).map(|place| place + 1)
    }

    /// The item of a field name.
    pub fn field(&self, field: &str) -> Option<&'static Item> {
        self.items.iter().find(|item| item.field == field)
    }

    /// Whether the editions differ in the items of this form.
    pub fn differs_by_edition(&self) -> bool {
        self.items.iter().any(|item| item.since != LayoutFamily::V3)
    }
}

/// A form has one name and one layout, however its text is held.
impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
    }
}

impl Eq for Layout {}
