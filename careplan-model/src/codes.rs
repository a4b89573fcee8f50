//! Closed code lists (コード一覧): each an enum with the standard's code and Japanese label, which
//! keeps codes that it does not know.

/// Declares an enum for a list of codes: the standard's code and Japanese label of each, both ways.
///
/// ```
/// careplan_model::code_list! {
///     /// 供給区分: whether something is rented or sold.
///     pub enum Supply(1) = "供給区分" {
///         Rental = "1" "貸与",
///         Sale = "2" "販売",
///     }
/// }
/// assert_eq!("2".parse::<Supply>()?, Supply::Sale);
/// assert_eq!("7".parse::<Supply>()?.code(), "7");
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[macro_export]
macro_rules! code_list {
    ($(#[$meta:meta])* pub enum $name:ident($length:literal) = $title:literal {
        $($variant:ident = $code:literal $label:literal),* $(,)?
    }) => {
        $(#[$meta])*
        ///
        /// Codes outside the list are kept as `Other`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $code, "` ", $label)]
                $variant,
            )*
            /// A code that the list does not have.
            Other($crate::Code<$length>),
        }

        impl $name {
            /// The list as data.
            pub const LIST: &'static $crate::CodeList =
                &$crate::CodeList { name: $title, entries: &[$(($code, $label)),*] };

            /// The standard's code.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code.as_str(),
                }
            }

            /// The Japanese label; `None` for a code that the list does not have.
            pub const fn label(&self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($label),)*
                    Self::Other(_) => None,
                }
            }
        }

        impl $crate::Value for $name {
            const TYPE: $crate::ItemType = $crate::ItemType::Code(Self::LIST);

            #[allow(clippy::inline_always)] // as Code::scan
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn scan(input: &[u8]) -> Option<(Self, usize)> {
                const LENGTH: usize = $length;
                let (code, length) = $crate::Code::<LENGTH>::scan(input)?;
                Some(($crate::__known!(code, $(($code, $variant))*), length))
            }

            fn explain(item: &[u8]) -> $crate::Fault {
                $crate::Code::<$length>::explain(item)
            }

            #[inline]
            fn put(&self, out: &mut impl $crate::Put) {
                out.ascii(self.code().as_bytes());
            }
        }

        $crate::__value_text!($name);
    };
}

/// The variant of a code. Arrays of one length are compared, which is one comparison of numbers each.
#[doc(hidden)]
#[macro_export]
macro_rules! __known {
    ($code:ident, $(($text:literal, $variant:ident))*) => {{
        let padded = $code.padded();
        $(if *padded == const { $crate::__private::padded($text) } { Self::$variant } else)* { Self::Other($code) }
    }};
}

/// A code with zeros behind it, as [`Code::padded`](crate::value::Code) has it. A constant that is too
/// long does not compile.
pub const fn padded<const N: usize>(code: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let mut place = 0;
    while place < code.len() {
        bytes[place] = code.as_bytes()[place];
        place += 1;
    }
    bytes
}

mod plan;
mod preventive;

pub use plan::{
    Applies, CareLevel, CertificationStatus, HousekeepingReason, InsuranceCoverage, PlanKind, Sex, Weekday,
};
pub use preventive::{
    AssessedCareLevel, ChecklistResult, Commission, ConsultationMethod, ConsultationRound,
    DementiaIndependence, DisabilityIndependence, DoctorRole, HousingType, Necessity, Presence,
    PreventivePlanType, SupportLevel, TreatmentStatus, UserSituation,
};
