//! Why a 第7表 cannot be computed at all.

use crate::service::{ServiceCode, ServiceTypeCode};
use crate::value::OfficeNumber;

/// One reason why no 第7表 can be computed. Lines of 第6表 are numbered from 1, as they were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "problem", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ComputeProblem {
    /// There is no line.
    #[error("第6表 has no line")]
    NoLine,
    /// A line of another person, insurer or month than the first line.
    #[error("line {line} of 第6表 is of another person or month than the first line")]
    OtherMonth {
        /// The line.
        line: usize,
    },
    /// A service code without service type, or one of the codes that mean sums in 第7表.
    #[error("line {line} of 第6表: service code {service_code} is no service")]
    NoService {
        /// The line.
        line: usize,
        /// Its code.
        service_code: ServiceCode,
    },
    /// ３０日超区分 is neither 0 nor 1.
    #[error("line {line} of 第6表: ３０日超区分 is neither 0 nor 1")]
    UnknownOver30Days {
        /// The line.
        line: usize,
    },
    /// 給付率 is no percentage.
    #[error("給付率 {benefit_rate} is not a percentage from 0 to 100")]
    BenefitRate {
        /// What was given.
        benefit_rate: i32,
    },
    /// A limit, a number of days, a fixed amount, or units that somebody bears, below 0.
    #[error("a limit, a number of days, a fixed amount or units to bear are below 0")]
    Negative,
    /// Two prices of one service type and office.
    #[error("two prices are given for service type {service_type}, of one office or of all")]
    TwoUnitPrices {
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// Two rates of one service type.
    #[error("two rates are given for service type {service_type}")]
    TwoBenefitRates {
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// Two limits of one service type.
    #[error("two limits are given for service type {service_type}")]
    TwoTypeLimits {
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// Two discounts that leave the same units of one service.
    #[error("two discounts leave the same units of service code {service_code} of office {provider}")]
    TwoDiscounts {
        /// The office.
        provider: OfficeNumber,
        /// The service.
        service_code: ServiceCode,
    },
    /// Two fixed amounts of one service.
    #[error("two fixed amounts are given for service code {service_code}")]
    TwoFixedCopays {
        /// The service.
        service_code: ServiceCode,
    },
}

impl ComputeProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoLine => "第6表の行がありません".into(),
            Self::OtherMonth { line } => {
                format!("第6表の{line}行目は、1行目と利用者（保険者）または対象年月が違います")
            }
            Self::NoService { line, service_code } => {
                format!("第6表の{line}行目：サービスコード{service_code}はサービスのコードではありません")
            }
            Self::UnknownOver30Days { line } => {
                format!("第6表の{line}行目：３０日超区分が0でも1でもありません")
            }
            Self::BenefitRate { benefit_rate } => {
                format!("給付率{benefit_rate}は0から100までの百分率ではありません")
            }
            Self::Negative => "限度基準額・利用日数・定額・負担する単位数のいずれかが負の数です".into(),
            Self::TwoUnitPrices { service_type } => {
                format!("サービス種類{service_type}の単位数単価が重複して指定されています")
            }
            Self::TwoBenefitRates { service_type } => {
                format!("サービス種類{service_type}の給付率が重複して指定されています")
            }
            Self::TwoTypeLimits { service_type } => {
                format!("サービス種類{service_type}の種類支給限度基準額が重複して指定されています")
            }
            Self::TwoDiscounts { provider, service_code } => {
                format!("事業所{provider}のサービスコード{service_code}の割引が重複して指定されています")
            }
            Self::TwoFixedCopays { service_code } => {
                format!("サービスコード{service_code}の定額利用者負担単価金額が重複して指定されています")
            }
        }
    }
}

/// All reasons why no 第7表 can be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第7表 cannot be computed, {} problem(s); the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct ComputeErrors {
    /// Those of the lines in their order, then those of the facts; never empty.
    pub problems: Vec<ComputeProblem>,
}

impl ComputeErrors {
    /// The same as the message, in Japanese.
    pub fn japanese(&self) -> String {
        let first = self.problems.first().map(ComputeProblem::japanese).unwrap_or_default();
        format!("第7表を計算できません（{}件）。最初の1件：{first}", self.problems.len())
    }
}
