//! File names: what the name of a file says of it, in every edition.
//!
//! In edition 4.1, on one line:
//!
//! ```text
//! PREFIX[_対象年月]_送信元事業所番号_送信元サービス種類コード_送信先事業所番号_送信先サービス種類コード
//!     _YYYYMMDDHHMMSS[_枝番].CSV
//! ```
//!
//! Editions before 4.0 have no service types, the withdrawn 4.0 wrote them with three digits ([`NameForm`]).

mod error;
mod parse;
mod parts;

pub use error::{BuildNameError, FileNameError, FileNameFault, NamePart};
pub use parts::{Endpoint, NameForm, NameService, Side, Timestamp};

use crate::kind::{self, FormKind};
use crate::value::{Code, LayoutFamily, MonthOrZeros, Put, Value as _, YearMonth, ZerosOr, put_digits};
use core::cmp::Ordering;
use core::fmt;

/// The longest extension that a kind can have.
const EXTENSION_LENGTH: usize = 8;

/// A file name of the standard, taken apart.
///
/// Every text that [`parse`](Self::parse) accepts is printed again as it was. Names order like their
/// texts; see [`processing_order`](Self::processing_order) for the order in which files are to be
/// imported.
///
/// ```
/// use careplan_model::{FileName, NameForm, kind};
/// let name: FileName = "UPPLAN_201912_0300000100_43_0300000005_11_20191025200201.CSV".parse()?;
/// assert_eq!(name.kind(), &kind::PLAN);
/// assert_eq!(name.month().map(|month| month.to_string()), Some("201912".into()));
/// assert_eq!(name.sender().to_string(), "0300000100_43");
/// assert_eq!(name.form(), NameForm::V4_1);
/// let table7 = name.with_kind(&kind::TABLE7)?;
/// assert_eq!(table7.to_string(), "UPSIKYU_201912_0300000100_43_0300000005_11_20191025200201.CSV");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileName {
    kind: &'static FormKind,
    month: Option<MonthOrZeros>,
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    branch: Option<u16>,
    extension: Code<EXTENSION_LENGTH>,
}

impl FileName {
    /// Reads the name of a file of the standard's kinds, without its folder.
    ///
    /// The letters of the extension may have any case (`.csv`), which is kept; all else must be as the
    /// standard has it. 対象年月 must be a month, ファイル連番 only fourteen digits
    /// ([`Timestamp::is_valid`]); check digits and service types are not judged.
    ///
    /// # Errors
    ///
    /// The first part at fault, with its place. A name that somebody renamed is `Malformed`;
    /// [`find_in`](Self::find_in) finds what it was.
    pub fn parse(name: &str) -> Result<Self, FileNameError> {
        Self::parse_with(name, kind::STANDARD)
    }

    /// The same for other kinds; where two prefixes fit, the longer one is meant.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(name: &str, kinds: &[&'static FormKind]) -> Result<Self, FileNameError> {
        parse::parse(name, kinds)
    }

    /// The name of the standard that is hidden in a renamed one, such as `コピー ～ UP1KYO_….CSV`,
    /// `UP1KYO_… (1).CSV`, `UP1KYO_… - コピー.CSV`.
    ///
    /// What stands before the prefix is dropped, unless it is a letter or digit directly before it
    /// (`XUP1KYO_` is another word), and so is what stands between ファイル連番 or 枝番 and the
    /// extension. The rest must be a name as [`parse`](Self::parse) reads it; of several the longest is
    /// taken, of equally long ones the first. It is a guess about a mistake: good for a message, not
    /// for an import without asking.
    ///
    /// ```
    /// use careplan_model::FileName;
    /// let renamed = "コピー ～ UP1KYO_0300000100_43_0300000005_11_20191025200201 (1).CSV";
    /// let name = FileName::find_in(renamed).map(|name| name.to_string());
    /// assert_eq!(name.as_deref(), Some("UP1KYO_0300000100_43_0300000005_11_20191025200201.CSV"));
    /// ```
    pub fn find_in(text: &str) -> Option<Self> {
        Self::find_in_with(text, kind::STANDARD)
    }

    /// The same for other kinds.
    pub fn find_in_with(text: &str, kinds: &[&'static FormKind]) -> Option<Self> {
        parse::find(text, kinds).map(|(_, name)| name)
    }

    /// The name that these parts make, with the extension as the standard writes it. The name of an
    /// image gets the 枝番 0001; see [`with_branch`](Self::with_branch).
    ///
    /// # Errors
    ///
    /// The part that does not fit: a month where the kind has none, or none where it has one; `000000`
    /// in another kind than 利用者補足情報; an office number that is not ten digits or capitals;
    /// service types of two forms; a kind that the edition of this form of names does not have
    /// (第3表 without service types); a timestamp that is no date and time.
    pub fn build(
        kind: &'static FormKind,
        month: Option<MonthOrZeros>,
        sender: Endpoint,
        receiver: Endpoint,
        timestamp: Timestamp,
    ) -> Result<Self, BuildNameError> {
        if !timestamp.is_valid() {
            return Err(BuildNameError { part: NamePart::Timestamp });
        }
        Self::assemble(kind, month, sender, receiver, timestamp)
    }

    /// As [`build`](Self::build), whatever the timestamp is: that of a received name is kept.
    fn assemble(
        kind: &'static FormKind,
        month: Option<MonthOrZeros>,
        sender: Endpoint,
        receiver: Endpoint,
        timestamp: Timestamp,
    ) -> Result<Self, BuildNameError> {
        let wrong = |part| Err(BuildNameError { part });
        let month_fits = match month {
            None => !kind.has_month,
            Some(ZerosOr::Zeros) => kind.has_month && kind.zero_month,
            Some(ZerosOr::Value(_)) => kind.has_month,
        };
        if !month_fits {
            return wrong(NamePart::Month);
        }
        if !sender.office.is_complete() {
            return wrong(NamePart::SenderOffice);
        }
        if !receiver.office.is_complete() {
            return wrong(NamePart::ReceiverOffice);
        }
        if sender.form() != receiver.form() {
            return wrong(NamePart::ReceiverService);
        }
        if !kind.is_in(sender.form().family()) {
            return wrong(NamePart::Prefix);
        }
        let Some(extension) = Code::new(kind.extension) else { return wrong(NamePart::Extension) };
        let branch = kind.has_branch.then_some(1);
        Ok(Self { kind, month, sender, receiver, timestamp, branch, extension })
    }

    /// The name of the file of another kind that belongs to this one: the same sender, receiver and
    /// timestamp, the same month where both have one.
    ///
    /// A 利用者補足情報 beside a kind without a month gets `000000`, an image the 枝番 of this name, or
    /// else 0001.
    ///
    /// # Errors
    ///
    /// [`NamePart::Month`], if the other kind has a month and this name none; [`NamePart::Prefix`], if
    /// the edition of this name does not have the other kind.
    pub fn with_kind(&self, kind: &'static FormKind) -> Result<Self, BuildNameError> {
        let month = match self.month {
            _ if !kind.has_month => None,
            None if kind.zero_month => Some(ZerosOr::Zeros),
            month => month,
        };
        let mut name = Self::assemble(kind, month, self.sender, self.receiver, self.timestamp)?;
        if name.branch.is_some() && self.branch.is_some() {
            name.branch = self.branch;
        }
        Ok(name)
    }

    /// The same name with another 枝番, 0 to 9999.
    ///
    /// # Errors
    ///
    /// [`NamePart::Branch`], if the kind has none or the number more than four digits.
    pub fn with_branch(mut self, branch: u16) -> Result<Self, BuildNameError> {
        if self.branch.is_none() || branch > 9999 {
            return Err(BuildNameError { part: NamePart::Branch });
        }
        self.branch = Some(branch);
        Ok(self)
    }

    /// The same name with other sides: for another edition, whose names have service types or lack them, or for
    /// other offices. Month, timestamp, 枝番 and extension stay as they are.
    ///
    /// # Errors
    ///
    /// The part that does not fit: an office number that is not ten digits or capitals; service types of two
    /// forms; [`NamePart::Prefix`], if the edition of such names does not have the kind.
    ///
    /// ```
    /// use careplan_model::{FileName, NamePart};
    /// let new: FileName = "UPKIHON_IMAGE_0300000100_43_0300000005_11_20191025200201_0002.JPG".parse()?;
    /// let old: FileName = "UP1KYO_0300000100_0300000005_20230000000000.csv".parse()?;
    /// let moved = old.with_sides(new.sender(), new.receiver())?;
    /// assert_eq!(moved.to_string(), "UP1KYO_0300000100_43_0300000005_11_20230000000000.csv");
    /// // Names without service types have no pictures.
    /// let error = new.with_sides(old.sender(), old.receiver()).unwrap_err();
    /// assert_eq!(error.part, NamePart::Prefix);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_sides(mut self, sender: Endpoint, receiver: Endpoint) -> Result<Self, BuildNameError> {
        let name = Self::assemble(self.kind, self.month, sender, receiver, self.timestamp)?;
        (self.sender, self.receiver) = (name.sender, name.receiver);
        Ok(self)
    }

    /// The same name with another timestamp.
    #[must_use]
    pub fn with_timestamp(mut self, timestamp: Timestamp) -> Self {
        self.timestamp = timestamp;
        self
    }

    /// The same name with the extension as the standard writes it.
    #[must_use]
    pub fn with_canonical_extension(mut self) -> Self {
        self.extension = Code::new(self.kind.extension).unwrap_or(self.extension);
        self
    }

    /// The kind of file, from the prefix.
    pub fn kind(&self) -> &'static FormKind {
        self.kind
    }

    /// 対象年月 as the name holds it, for kinds that have it.
    pub fn month(&self) -> Option<MonthOrZeros> {
        self.month
    }

    /// The month of 対象年月; `None` also for `000000`.
    pub fn service_month(&self) -> Option<YearMonth> {
        self.month.and_then(ZerosOr::value)
    }

    /// 送信元: who sends.
    pub fn sender(&self) -> Endpoint {
        self.sender
    }

    /// 送信先: who receives.
    pub fn receiver(&self) -> Endpoint {
        self.receiver
    }

    /// ファイル連番.
    pub fn timestamp(&self) -> Timestamp {
        self.timestamp
    }

    /// 枝番 of an image.
    pub fn branch(&self) -> Option<u16> {
        self.branch
    }

    /// The extension as it is written, without the dot.
    pub fn extension(&self) -> &str {
        self.extension.as_str()
    }

    /// Whether the extension is written as the standard writes it: `CSV`, `jpg`.
    pub fn has_canonical_extension(&self) -> bool {
        self.extension() == self.kind.extension
    }

    /// Which editions write such names.
    pub fn form(&self) -> NameForm {
        self.sender.form()
    }

    /// Which layouts files with such names have.
    pub fn family(&self) -> LayoutFamily {
        self.form().family()
    }

    /// Whether sender, receiver and timestamp are those of another name, as for a 別表 or an image and
    /// its parent.
    pub fn is_companion_of(&self, other: &Self) -> bool {
        (self.timestamp, self.sender, self.receiver) == (other.timestamp, other.sender, other.receiver)
    }

    /// The order in which files are imported: by timestamp, then by the order of kinds
    /// ([`FormKind::order`](crate::kind::FormKind::order)), then by the text of the name.
    pub fn processing_order(&self, other: &Self) -> Ordering {
        self.timestamp
            .cmp(&other.timestamp)
            .then_with(|| self.kind.order.cmp(&other.kind.order))
            .then_with(|| self.cmp(other))
    }

    /// All that stands after the prefix.
    fn tail(&self) -> Tail {
        let mut tail = Tail { bytes: [0; TAIL_LENGTH], length: 0 };
        if let Some(month) = self.month {
            tail.ascii(b"_");
            month.put(&mut tail);
        }
        for side in [self.sender, self.receiver] {
            tail.ascii(b"_");
            side.put(&mut tail);
        }
        tail.ascii(b"_");
        self.timestamp.put(&mut tail);
        if let Some(branch) = self.branch {
            tail.ascii(b"_");
            put_digits::<4>(u32::from(branch), &mut tail);
        }
        tail.ascii(b".");
        self.extension.put(&mut tail);
        tail
    }
}

/// Month, two sides, timestamp, 枝番 and extension, each with the character before it.
const TAIL_LENGTH: usize = 7 + 2 * 15 + 15 + 5 + 1 + EXTENSION_LENGTH;

struct Tail {
    bytes: [u8; TAIL_LENGTH],
    length: usize,
}

impl Tail {
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl Put for Tail {
    fn ascii(&mut self, characters: &[u8]) {
        let end = self.length + characters.len();
        if let Some(place) = self.bytes.get_mut(self.length..end) {
            place.copy_from_slice(characters);
            self.length = end;
        }
    }

    /// No part of a name puts other characters than ASCII.
    fn character(&mut self, _: char) {}
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.prefix)?;
        f.write_str(str::from_utf8(self.tail().as_bytes()).unwrap_or_default())
    }
}

impl fmt::Debug for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileName({self})")
    }
}

impl Ord for FileName {
    fn cmp(&self, other: &Self) -> Ordering {
        let (tail, other_tail) = (self.tail(), other.tail());
        let text = self.kind.prefix.as_bytes().iter().chain(tail.as_bytes());
        text.cmp(other.kind.prefix.as_bytes().iter().chain(other_tail.as_bytes()))
    }
}

impl PartialOrd for FileName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Reads names of the standard's kinds, as [`FileName::parse`].
impl core::str::FromStr for FileName {
    type Err = FileNameError;
    fn from_str(name: &str) -> Result<Self, FileNameError> {
        Self::parse(name)
    }
}

/// So that what goes with names ([`Transmission::group`](crate::Transmission::group)) takes bare names too.
impl AsRef<FileName> for FileName {
    fn as_ref(&self) -> &FileName {
        self
    }
}

/// As text; only names of the standard's kinds are read back.
#[cfg(feature = "serde")]
mod json {
    use super::FileName;
    use core::fmt;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    impl Serialize for FileName {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    struct Name;

    impl de::Visitor<'_> for Name {
        type Value = FileName;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a file name of the standard")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<FileName, E> {
            FileName::parse(text).map_err(E::custom)
        }
    }

    impl<'de> Deserialize<'de> for FileName {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(Name)
        }
    }
}
