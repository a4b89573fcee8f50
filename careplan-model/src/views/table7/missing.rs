//! What a computed 第7表 lacks, and what its reader should know.

use crate::layout::Item;
use crate::service::{ServiceCode, ServiceTypeCode};
use crate::value::OfficeNumber;

/// Why an item of a computed 第7表 stays blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "cause", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Cause {
    /// 第6表 has no 単位数 for a service.
    #[error("単位数 of service code {service_code} of office {provider} is not in 第6表")]
    LineUnits {
        /// The office.
        provider: OfficeNumber,
        /// The service.
        service_code: ServiceCode,
    },
    /// A discount is said to be given on a service, but its units are not what the discount leaves.
    #[error(
        "no discount given for service code {service_code} of office {provider} leaves the units of 第6表"
    )]
    Discount {
        /// The office.
        provider: OfficeNumber,
        /// The service.
        service_code: ServiceCode,
    },
    /// 単位数単価 is not given.
    #[error("単位数単価 of service type {service_type} at office {provider} is not given")]
    UnitPrice {
        /// The office.
        provider: OfficeNumber,
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// 給付率 is not given.
    #[error("給付率 of service type {service_type} is not given")]
    BenefitRate {
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// 区分支給限度基準額 is not given.
    #[error("区分支給限度基準額 is not given")]
    BenefitLimit,
    /// Units go beyond 区分支給限度, and those who are said to bear them do not bear just as many.
    #[error("{units} unit(s) are beyond 区分支給限度, and those named bear {borne} of them")]
    Bearer {
        /// Units beyond the limit.
        units: i64,
        /// Units that somebody was said to bear, or can bear.
        borne: i64,
    },
    /// The same with 種類支給限度 of a service type.
    #[error(
        "{units} unit(s) of service type {service_type} are beyond 種類支給限度, and those named bear {borne} of them"
    )]
    TypeBearer {
        /// The service type.
        service_type: ServiceTypeCode,
        /// Units beyond the limit.
        units: i64,
        /// Units that somebody was said to bear, or can bear.
        borne: i64,
    },
    /// An office was said to bear more units than it has within the limits.
    #[error(
        "office {provider} is to bear more units beyond a limit than it has of service type {service_type}, or of the service named"
    )]
    Share {
        /// The office.
        provider: OfficeNumber,
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// 定額利用者負担単価金額 is not given for a service of a type with fixed amounts.
    #[error("定額利用者負担単価金額 of service code {service_code} is not given")]
    FixedCopay {
        /// The service.
        service_code: ServiceCode,
    },
    /// A type with fixed amounts goes beyond a limit: what the person pays for the part within is not
    /// defined.
    #[error(
        "service type {service_type} of office {provider} has a fixed amount and units beyond a limit: what is paid within it is not defined"
    )]
    FixedCopayBeyondLimit {
        /// The office.
        provider: OfficeNumber,
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// 前月までの利用日数 is neither given nor the same on all lines of 第6表 that tell it.
    #[error("前月までの利用日数 of short stay is neither given nor told by 第6表")]
    ShortStayDaysBefore,
    /// 第6表 names the satellites of an office, but not the office that its subtotal is about.
    #[error("the name of office {provider} itself is not in 第6表, only those of its satellites")]
    OfficeName {
        /// The office.
        provider: OfficeNumber,
    },
    /// A number is larger than an item can hold.
    #[error("a number is too large")]
    TooLarge,
}

impl Cause {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::LineUnits { provider, service_code } => {
                format!("事業所{provider}のサービスコード{service_code}の単位数が第6表にありません")
            }
            Self::Discount { provider, service_code } => format!(
                "事業所{provider}のサービスコード{service_code}の割引の指定が、第6表の単位数と合いません"
            ),
            Self::UnitPrice { provider, service_type } => {
                format!("事業所{provider}のサービス種類{service_type}の単位数単価が指定されていません")
            }
            Self::BenefitRate { service_type } => {
                format!("サービス種類{service_type}の給付率が指定されていません")
            }
            Self::BenefitLimit => "区分支給限度基準額が指定されていません".into(),
            Self::Bearer { units, borne } => {
                format!("区分支給限度基準を超える{units}単位のうち、負担する事業所の指定が{borne}単位分です")
            }
            Self::TypeBearer { service_type, units, borne } => format!(
                "サービス種類{service_type}の種類支給限度基準を超える{units}単位のうち、負担する事業所の指定が{borne}単位分です"
            ),
            Self::Share { provider, service_type } => format!(
                "事業所{provider}のサービス種類{service_type}に指定された超過単位数が、その単位数を超えています"
            ),
            Self::FixedCopay { service_code } => {
                format!("サービスコード{service_code}の定額利用者負担単価金額が指定されていません")
            }
            Self::FixedCopayBeyondLimit { provider, service_type } => format!(
                "事業所{provider}のサービス種類{service_type}は定額で、限度基準を超えるため、基準内の利用者負担が決まりません"
            ),
            Self::ShortStayDaysBefore => {
                "短期入所の前月までの利用日数が指定されておらず、第6表からも分かりません".into()
            }
            Self::OfficeName { provider } => {
                format!("事業所{provider}の名称が第6表にありません（サテライトの名称だけがあります）")
            }
            Self::TooLarge => "数値が大きすぎます".into(),
        }
    }
}

/// An item of a computed record that stays blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Blank {
    /// The number of the record in the computed 第7表, from 1.
    pub record: usize,
    /// The item. 単位数 (No.13) and 回数／日数 (No.16) cannot be blank and are 0 there.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_field"))]
    pub item: &'static Item,
}

#[cfg(feature = "serde")]
#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn as_field<S: serde::Serializer>(item: &&'static Item, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(item.field)
}

/// Something that is missing for a computed 第7表, with all items that stay blank for it. An item that
/// lacks several things is named by each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MissingFact {
    /// What is missing, and of which office, service type or code.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub cause: Cause,
    /// What stays blank, by record and item; never empty.
    pub blanks: Vec<Blank>,
}

impl MissingFact {
    /// The same as [`Display`](core::fmt::Display), in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}（{}項目が空欄）", self.cause.japanese(), self.blanks.len())
    }
}

impl core::fmt::Display for MissingFact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}: {} item(s) stay blank", self.cause, self.blanks.len())
    }
}

/// What was computed all the same, and a person should look at. Lines are numbered from 1, as they were
/// given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "note", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Note {
    /// The day of a line lies outside the month; it was counted.
    #[error("line {line} of 第6表: the day lies outside the month")]
    DayOutsideMonth {
        /// The line.
        line: usize,
    },
    /// 日割対象日 flags days that the month does not have; they were not counted.
    #[error("line {line} of 第6表: 日割対象日 has days that the month does not have")]
    FlagsOutsideMonth {
        /// The line.
        line: usize,
    },
    /// 日割対象日 has no day of the month; the line counts nothing.
    #[error("line {line} of 第6表: 日割対象日 has no day")]
    NoFlags {
        /// The line.
        line: usize,
    },
    /// An office (or its satellite) has several names in 第6表; each row has the first of its lines.
    #[error("office {provider} has several names in 第6表")]
    NamesDiffer {
        /// The office.
        provider: OfficeNumber,
    },
    /// A monthly addition is repeated with different 回数; the largest was taken.
    #[error("the lines of the monthly addition {service_code} of office {provider} differ in サービス回数")]
    MonthlyCountsDiffer {
        /// The office.
        provider: OfficeNumber,
        /// The addition.
        service_code: ServiceCode,
    },
    /// A monthly addition stands in 第6表 with different units or satellites; each was taken in once.
    #[error("the monthly addition {service_code} of office {provider} makes several rows")]
    MonthlyRowsDiffer {
        /// The office.
        provider: OfficeNumber,
        /// The addition.
        service_code: ServiceCode,
    },
    /// 前月までの利用日数 was given, and a line of 第6表 says otherwise; what was given was taken.
    #[error("前月までの利用日数 differs from what was given on line(s) of 第6表")]
    ShortStayDaysDiffer,
    /// An office goes beyond 種類支給限度 and 区分支給限度. What lies beyond the first was not counted against
    /// the second, so that No.21 and No.22 make up No.20; other software may have them make up No.18.
    #[error("service type {service_type} of office {provider} is beyond both 種類支給限度 and 区分支給限度")]
    BeyondBothLimits {
        /// The office.
        provider: OfficeNumber,
        /// The service type.
        service_type: ServiceTypeCode,
    },
}

impl Note {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::DayOutsideMonth { line } => format!("第6表の{line}行目：サービス利用日が対象年月の外です"),
            Self::FlagsOutsideMonth { line } => {
                format!("第6表の{line}行目：日割対象日に、その月にない日があります")
            }
            Self::NoFlags { line } => format!("第6表の{line}行目：日割対象日に対象の日がありません"),
            Self::NamesDiffer { provider } => format!("事業所{provider}の名称が第6表で一致しません"),
            Self::MonthlyCountsDiffer { provider, service_code } => {
                format!("事業所{provider}の月1回の加算{service_code}の回数が、行によって違います")
            }
            Self::MonthlyRowsDiffer { provider, service_code } => {
                format!("事業所{provider}の月1回の加算{service_code}が、複数の行になりました")
            }
            Self::ShortStayDaysDiffer => {
                "短期入所の前月までの利用日数が、指定と第6表とで違います（指定を採りました）".into()
            }
            Self::BeyondBothLimits { provider, service_type } => format!(
                "事業所{provider}のサービス種類{service_type}は、種類支給限度基準と区分支給限度基準の両方を超えています"
            ),
        }
    }
}
