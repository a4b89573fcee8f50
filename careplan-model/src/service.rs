//! Service types and service codes: what a line of a slip is about, and whether it is exchanged.
//!
//! The table is the standard's list of service types, with what it says about the exchange of each.
//! Single service codes (some thousand, revised every few years) are no part of the standard.

use crate::value::code::code_type;
use crate::value::{Code, Value as _};

code_type! {
    /// サービス種類コード: two characters that name a kind of service, such as `11` 訪問介護.
    ///
    /// A type that the list does not have is kept; [`name`](Self::name) is `None` for it.
    ///
    /// ```
    /// use careplan_model::ServiceTypeCode;
    /// let service_type: ServiceTypeCode = "2A".parse()?;
    /// assert_eq!(service_type.name(), Some("短期入所療養介護（介護医療院）"));
    /// assert!(service_type.is_in_scope());
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub struct ServiceTypeCode(2): Alphanumeric;
}

code_type! {
    /// サービスコード: six characters, サービス種類コード (2) and サービス項目コード (4), such as `111111`;
    /// in 第7表 also the codes of its [special rows](SpecialRow).
    ///
    /// A shorter code is kept; it has as much of a type and an item as there is.
    ///
    /// ```
    /// use careplan_model::{ServiceCode, SpecialRow};
    /// let code: ServiceCode = "171003".parse()?;
    /// assert_eq!(code.service_type().and_then(|known| known.name()), Some("福祉用具貸与"));
    /// assert_eq!(code.item(), "1003");
    /// assert_eq!(code.equipment_category(), Some(3));
    /// let subtotal: ServiceCode = "17AAAA".parse()?;
    /// assert_eq!(subtotal.special(), Some(SpecialRow::Subtotal));
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub struct ServiceCode(6): Alphanumeric;
}

/// The rows of 第7表 (サービス利用票別表) that are no service but a sum; their code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SpecialRow {
    /// 種類別小計 `..AAAA`: the subtotal of a service type, within 区分支給限度; must be there where the
    /// type has several lines.
    Subtotal,
    /// `..EEEE`: the subtotal of what lies outside 区分支給限度 (optional).
    OutsideLimit,
    /// `..ZZZZ`: the subtotal of short stay over 30 days (optional).
    Over30Days,
    /// 合計 `999999`: the grand total of the person's month; must be there, once.
    GrandTotal,
}

impl ServiceCode {
    /// `999999`, the code of the grand total of 第7表.
    pub const GRAND_TOTAL: Self = match Self::new("999999") {
        Some(code) => code,
        None => panic!("six ASCII digits"),
    };

    /// サービス種類コード, the first two characters; `None` for a single character and for the grand total,
    /// which is of no type.
    pub fn service_type(&self) -> Option<ServiceTypeCode> {
        if *self == Self::GRAND_TOTAL {
            return None;
        }
        let (code, _) = Code::scan(self.0.as_bytes().get(..2)?)?;
        Some(ServiceTypeCode(code))
    }

    /// サービス項目コード, what follows the type; four characters when the code is complete.
    pub fn item(&self) -> &str {
        self.as_str().get(2..).unwrap_or_default()
    }

    /// Which sum of 第7表 the row is; `None` for a service.
    pub fn special(&self) -> Option<SpecialRow> {
        if *self == Self::GRAND_TOTAL {
            return Some(SpecialRow::GrandTotal);
        }
        match self.0.as_bytes().get(2..)? {
            b"AAAA" => Some(SpecialRow::Subtotal),
            b"EEEE" => Some(SpecialRow::OutsideLimit),
            b"ZZZZ" => Some(SpecialRow::Over30Days),
            _ => None,
        }
    }

    /// Whether the code is of 福祉用具貸与 (type 17) or 介護予防福祉用具貸与 (type 67), a subtotal or
    /// an addition included. See [`equipment_category`](Self::equipment_category) for the lines that
    /// name a product.
    pub fn is_equipment_rental(&self) -> bool {
        matches!(self.0.as_bytes(), [b'1' | b'6', b'7', ..])
    }

    /// 種目 of the rented product, 1 to 13, from `171001`–`171013` and `671001`–`671013`: exactly the
    /// lines that have to name a product. Additions (`17D…`, `178…`) and all other codes have none.
    pub fn equipment_category(&self) -> Option<u8> {
        match self.0.as_bytes() {
            [b'1' | b'6', b'7', b'1', b'0', tens @ (b'0' | b'1'), ones @ b'0'..=b'9'] => {
                let category = (tens - b'0') * 10 + (ones - b'0');
                (1..=13).contains(&category).then_some(category)
            }
            _ => None,
        }
    }
}

/// The part of the insurance that a service type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Benefit {
    /// 介護給付: for persons in need of care (要介護).
    LongTermCare,
    /// 予防給付: for persons in need of support (要支援).
    Preventive,
    /// 総合事業: services of the municipality's own programme.
    Community,
    /// 計画作成: the planning itself, done by the office that the plan comes from.
    Planning,
}

impl Benefit {
    /// The Japanese name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LongTermCare => "介護給付",
            Self::Preventive => "予防給付",
            Self::Community => "総合事業",
            Self::Planning => "計画作成",
        }
    }
}

impl core::fmt::Display for Benefit {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.label())
    }
}

/// Whether services of a type are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Scope {
    /// The exchange covers the type.
    InScope,
    /// It does not: lines of the type are left out of the files.
    OutOfScope,
    /// The type is no service on a slip; it says in file names that an office is there as the planner.
    PlanningRole,
}

/// One row of the list of service types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ServiceType {
    /// サービス種類コード.
    pub code: ServiceTypeCode,
    /// サービス種類名.
    pub name: &'static str,
    /// What the type belongs to.
    pub benefit: Benefit,
    /// Whether it is exchanged.
    pub scope: Scope,
}

/// A code that is written here, in this file.
macro_rules! service_type_code {
    ($code:literal) => {
        match ServiceTypeCode::new($code) {
            Some(code) => code,
            None => panic!("two ASCII characters"),
        }
    };
}
impl ServiceTypeCode {
    /// 居宅介護支援 `43`: stands in names for a care-management office.
    pub const CARE_MANAGEMENT: Self = service_type_code!("43");
    /// 介護予防支援 `46`: stands in names for a centre, or an office designated for it.
    pub const PREVENTIVE_SUPPORT: Self = service_type_code!("46");
    /// 介護予防ケアマネジメント `AF`: stands in names for a centre.
    pub const PREVENTIVE_CARE_MANAGEMENT: Self = service_type_code!("AF");

    /// The rows of the list with this code: none, one, or two (`59` and `81` belong to 介護給付 and
    /// 予防給付).
    pub fn entries(self) -> impl Iterator<Item = &'static ServiceType> {
        SERVICE_TYPES.iter().filter(move |entry| entry.code == self)
    }

    /// サービス種類名; `None` for a type that the list does not have. (Both rows of `59` and of `81` have one
    /// name.)
    pub fn name(self) -> Option<&'static str> {
        self.entries().next().map(|entry| entry.name)
    }

    /// Whether the type is planning (`43`, `46`, `AF`): the office is there as the planner.
    pub fn is_planning(self) -> bool {
        self.entries().any(|entry| entry.scope == Scope::PlanningRole)
    }

    /// Whether services of the type are exchanged. Planning is no service on a slip, and of a type that
    /// the list does not have nobody knows: `false` for both.
    pub fn is_in_scope(self) -> bool {
        self.entries().any(|entry| entry.scope == Scope::InScope)
    }
}

macro_rules! service_types {
    ($($code:literal $name:literal $benefit:ident $scope:ident;)*) => {
        /// サービス種類コード一覧: all service types that the standard lists, in its order; `59` and
        /// `81` stand in it twice, once for each benefit.
        pub static SERVICE_TYPES: &[ServiceType] = &[$(
            ServiceType {
                code: service_type_code!($code),
                name: $name,
                benefit: Benefit::$benefit,
                scope: Scope::$scope,
            },
        )*];
    };
}

service_types! {
    "11" "訪問介護" LongTermCare InScope;
    "12" "訪問入浴介護" LongTermCare InScope;
    "13" "訪問看護" LongTermCare InScope;
    "14" "訪問リハビリテーション" LongTermCare InScope;
    "15" "通所介護" LongTermCare InScope;
    "16" "通所リハビリテーション" LongTermCare InScope;
    "17" "福祉用具貸与" LongTermCare InScope;
    "21" "短期入所生活介護" LongTermCare InScope;
    "22" "短期入所療養介護（介護老人保健施設）" LongTermCare InScope;
    "23" "短期入所療養介護（介護療養型医療施設等）" LongTermCare InScope;
    "2A" "短期入所療養介護（介護医療院）" LongTermCare InScope;
    "31" "居宅療養管理指導" LongTermCare InScope;
    "71" "夜間対応型訪問介護" LongTermCare InScope;
    "76" "定期巡回・随時対応型訪問介護看護" LongTermCare InScope;
    "72" "認知症対応型通所介護" LongTermCare InScope;
    "78" "地域密着型通所介護" LongTermCare InScope;
    "73" "小規模多機能型居宅介護" LongTermCare InScope;
    "68" "小規模多機能型居宅介護（短期利用）" LongTermCare InScope;
    "77" "看護小規模多機能型居宅介護" LongTermCare InScope;
    "79" "看護小規模多機能型居宅介護（短期利用）" LongTermCare InScope;
    "33" "特定施設入居者生活介護" LongTermCare OutOfScope;
    "27" "特定施設入居者生活介護（短期利用）" LongTermCare InScope;
    "36" "地域密着型特定施設入居者生活介護" LongTermCare OutOfScope;
    "28" "地域密着型特定施設入居者生活介護（短期利用）" LongTermCare InScope;
    "32" "認知症対応型共同生活介護（短期利用以外）" LongTermCare OutOfScope;
    "38" "認知症対応型共同生活介護（短期利用）" LongTermCare InScope;
    "41" "特定福祉用具販売" LongTermCare OutOfScope;
    "42" "住宅改修" LongTermCare OutOfScope;
    "51" "介護福祉施設サービス" LongTermCare OutOfScope;
    "52" "介護保健施設サービス" LongTermCare OutOfScope;
    "53" "介護療養施設サービス" LongTermCare OutOfScope;
    "54" "地域密着型介護老人福祉施設入所者生活介護" LongTermCare OutOfScope;
    "59" "特定介護サービス等" LongTermCare OutOfScope;
    "81" "市町村特別給付" LongTermCare OutOfScope;
    "62" "介護予防訪問入浴介護" Preventive InScope;
    "63" "介護予防訪問看護" Preventive InScope;
    "64" "介護予防訪問リハビリテーション" Preventive InScope;
    "66" "介護予防通所リハビリテーション" Preventive InScope;
    "67" "介護予防福祉用具貸与" Preventive InScope;
    "24" "介護予防短期入所生活介護" Preventive InScope;
    "25" "介護予防短期入所療養介護（介護老人保健施設）" Preventive InScope;
    "26" "介護予防短期入所療養介護（介護療養型医療施設等）" Preventive InScope;
    "2B" "介護予防短期入所療養介護（介護医療院）" Preventive InScope;
    "34" "介護予防居宅療養管理指導" Preventive InScope;
    "74" "介護予防認知症対応型通所介護" Preventive InScope;
    "75" "介護予防小規模多機能型居宅介護" Preventive InScope;
    "69" "介護予防小規模多機能型居宅介護（短期利用）" Preventive InScope;
    "35" "介護予防特定施設入居者生活介護" Preventive OutOfScope;
    "37" "介護予防認知症対応型共同生活介護（短期利用以外）" Preventive OutOfScope;
    "39" "介護予防認知症対応型共同生活介護（短期利用）" Preventive InScope;
    "44" "特定介護予防福祉用具販売" Preventive OutOfScope;
    "45" "介護予防住宅改修" Preventive OutOfScope;
    "59" "特定介護サービス等" Preventive OutOfScope;
    "81" "市町村特別給付" Preventive OutOfScope;
    "A1" "訪問型サービス（みなし）" Community InScope;
    "A2" "訪問型サービス（独自）" Community InScope;
    "A3" "訪問型サービス（独自／定率）" Community InScope;
    "A4" "訪問型サービス（独自／定額）" Community InScope;
    "A5" "通所型サービス（みなし）" Community InScope;
    "A6" "通所型サービス（独自）" Community InScope;
    "A7" "通所型サービス（独自／定率）" Community InScope;
    "A8" "通所型サービス（独自／定額）" Community InScope;
    "43" "居宅介護支援" Planning PlanningRole;
    "46" "介護予防支援" Planning PlanningRole;
    "AF" "介護予防ケアマネジメント" Planning PlanningRole;
}
