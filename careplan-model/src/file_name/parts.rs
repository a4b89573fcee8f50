//! The parts of a file name: who sends, who receives, and when.

use crate::form::quiet;
use crate::layout::ItemType;
use crate::service::ServiceTypeCode;
use crate::value::{
    Code, Date, Fault, LayoutFamily, OfficeNumber, Put, Value, digits, put_digits, value_text,
};
use core::fmt;

/// Which editions write names of a form; they differ in the service types beside the office numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum NameForm {
    /// Editions 1 to 3.2: no service types.
    V3,
    /// Edition 4.0, withdrawn before use: three digits.
    V4_0,
    /// Edition 4.1: two characters.
    V4_1,
}

impl NameForm {
    /// Which layouts files with such names have.
    pub const fn family(self) -> LayoutFamily {
        match self {
            Self::V3 => LayoutFamily::V3,
            Self::V4_0 | Self::V4_1 => LayoutFamily::V4,
        }
    }
}

/// サービス種類コード in a file name: two digits or capitals (4.1), or three digits (4.0, withdrawn).
///
/// ```
/// use careplan_model::NameService;
/// let service: NameService = "43".parse()?;
/// assert!(service.service_type().is_some_and(|known| known.is_planning()));
/// assert!("4a".parse::<NameService>().is_err());
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameService(Code<3>);

impl NameService {
    /// The characters.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// サービス種類コード; `None` for the three digits of 4.0, which are codes of their own.
    pub fn service_type(self) -> Option<ServiceTypeCode> {
        ServiceTypeCode::new(self.as_str())
    }

    pub(super) fn form(self) -> NameForm {
        if self.0.len() == 3 { NameForm::V4_0 } else { NameForm::V4_1 }
    }
}

impl Value for NameService {
    const TYPE: ItemType = ItemType::Alphanumeric;

    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let (code, length) = Code::scan(input)?;
        let fits = match code.as_bytes() {
            two @ [_, _] => two.iter().copied().all(is_name_byte),
            three @ [_, _, _] => three.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        fits.then_some((Self(code), length))
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().copied().all(is_name_byte) {
            Fault::WrongLength { expected: 2 }
        } else {
            Fault::BadCharacters
        }
    }

    fn put(&self, out: &mut impl Put) {
        self.0.put(out);
    }
}

value_text!(NameService);

/// Fails for codes that no name can hold: other than two digits or capitals.
impl TryFrom<ServiceTypeCode> for NameService {
    type Error = Fault;
    fn try_from(code: ServiceTypeCode) -> Result<Self, Fault> {
        code.as_str().parse()
    }
}

/// What stands in office numbers and service types of names.
pub(super) fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

quiet! {
    /// One side of an exchange, as a file name gives it: 事業所番号 with サービス種類コード.
    ///
    /// ```
    /// use careplan_model::Endpoint;
    /// let office = Endpoint { office: "0300000100".parse()?, service: Some("43".parse()?) };
    /// assert_eq!(office.to_string(), "0300000100_43");
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Endpoint {
        /// 事業所番号.
        pub office: OfficeNumber,
        /// サービス種類コード; none in names of editions before 4.0.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub service: Option<NameService>,
    }
}

impl Endpoint {
    /// The form of names that it stands in.
    pub fn form(&self) -> NameForm {
        self.service.map_or(NameForm::V3, NameService::form)
    }

    /// サービス種類コード, where the name gives one that is two characters long.
    pub fn service_type(&self) -> Option<ServiceTypeCode> {
        self.service.and_then(NameService::service_type)
    }

    /// Whether it is a planner of preventive care by its service type: 介護予防支援 `46` or
    /// 介護予防ケアマネジメント `AF`. Names of 3.x do not tell, and never reach a centre on commission.
    pub fn is_centre(&self) -> bool {
        let centres = [ServiceTypeCode::PREVENTIVE_SUPPORT, ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT];
        self.service_type().is_some_and(|code| centres.contains(&code))
    }

    pub(super) fn put(&self, out: &mut impl Put) {
        self.office.put(out);
        if let Some(service) = self.service {
            out.ascii(b"_");
            service.put(out);
        }
    }
}

/// As in a name: `0300000100_43`.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.office)?;
        self.service.map_or(Ok(()), |service| write!(f, "_{service}"))
    }
}

/// One of the two sides of an exchange, as file names give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Side {
    /// 送信元: who sends.
    Sender,
    /// 送信先: who receives.
    Receiver,
}

impl Side {
    /// The Japanese name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sender => "送信元",
            Self::Receiver => "送信先",
        }
    }
}

/// The name in English.
impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sender => "sender",
            Self::Receiver => "receiver",
        })
    }
}

/// ファイル連番 `YYYYMMDDHHMMSS`: what files that are sent together share, and the order in which they
/// are processed.
///
/// Any fourteen digits are kept, and ordered by their number; [`is_valid`](Self::is_valid) asks the
/// calendar and the clock.
///
/// ```
/// use careplan_model::Timestamp;
/// let timestamp: Timestamp = "20260401093000".parse()?;
/// assert_eq!(timestamp.date(), Some("20260401".parse()?));
/// assert!(timestamp.is_valid());
/// assert!(!"20260230250000".parse::<Timestamp>()?.is_valid());
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    // The first eight digits and the last six; ordered together like the whole.
    date: u32,
    time: u32,
}

impl Timestamp {
    /// The timestamp of a day and a time of day; `None` if the clock has no such time.
    pub fn new(date: Date, hour: u8, minute: u8, second: u8) -> Option<Self> {
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        Some(Self {
            date: u32::from(date.year()) * 10_000 + u32::from(date.month()) * 100 + u32::from(date.day()),
            time: u32::from(hour) * 10_000 + u32::from(minute) * 100 + u32::from(second),
        })
    }

    /// Whether it is a day of the calendar and a time of the clock.
    pub fn is_valid(self) -> bool {
        self.date().is_some() && self.time().is_some()
    }

    /// The day, if the first eight digits are one.
    pub fn date(self) -> Option<Date> {
        let year = u16::try_from(self.date / 10_000).ok()?;
        Date::new(year, (self.date / 100 % 100) as u8, (self.date % 100) as u8)
    }

    /// Hour, minute and second, if the last six digits are a time of the clock.
    pub fn time(self) -> Option<(u8, u8, u8)> {
        let hour = (self.time / 10_000 % 100) as u8;
        let (minute, second) = ((self.time / 100 % 100) as u8, (self.time % 100) as u8);
        (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
    }

    /// The timestamp one second later, for the next unit to the same receiver; `None` if this one is no day
    /// and time ([`is_valid`](Self::is_valid)), or the last of the year 9999.
    ///
    /// ```
    /// use careplan_model::Timestamp;
    /// let last: Timestamp = "20261231235959".parse()?;
    /// assert_eq!(last.next_second(), Some("20270101000000".parse()?));
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub fn next_second(self) -> Option<Self> {
        let (date, time) = (self.date()?, self.time()?);
        match time {
            (23, 59, 59) => {
                Self::new(Date::try_from(chrono::NaiveDate::from(date).succ_opt()?).ok()?, 0, 0, 0)
            }
            (hour, 59, 59) => Self::new(date, hour + 1, 0, 0),
            (hour, minute, 59) => Self::new(date, hour, minute + 1, 0),
            (hour, minute, second) => Self::new(date, hour, minute, second + 1),
        }
    }
}

impl Value for Timestamp {
    const TYPE: ItemType = ItemType::Digits;

    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let (date, rest) = input.split_at_checked(8)?;
        Some((Self { date: digits::<8>(date)?, time: digits::<6>(rest)? }, 14))
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().all(u8::is_ascii_digit) {
            Fault::WrongLength { expected: 14 }
        } else {
            Fault::BadCharacters
        }
    }

    fn put(&self, out: &mut impl Put) {
        put_digits::<8>(self.date, out);
        put_digits::<6>(self.time, out);
    }
}

value_text!(Timestamp);

/// Fails for years before 1 and after 9999; fractions of a second, and a leap second, are cut.
impl TryFrom<chrono::NaiveDateTime> for Timestamp {
    type Error = Fault;
    fn try_from(at: chrono::NaiveDateTime) -> Result<Self, Fault> {
        use chrono::Timelike as _;
        let part = |number: u32| u8::try_from(number).map_err(|_| Fault::NotATime);
        let date = Date::try_from(at.date())?;
        Self::new(date, part(at.hour())?, part(at.minute())?, part(at.second())?).ok_or(Fault::NotATime)
    }
}
