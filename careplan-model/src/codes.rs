//! Closed code lists (コード一覧): each an enum with the standard's code and Japanese label, which
//! keeps codes that it does not know.

/// Declares an enum for a list of codes.
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
            Other($crate::value::Code<$length>),
        }

        impl $name {
            /// The list as data.
            pub const LIST: &'static $crate::layout::CodeList =
                &$crate::layout::CodeList { name: $title, entries: &[$(($code, $label)),*] };

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

        impl $crate::value::Value for $name {
            const TYPE: $crate::layout::ItemType = $crate::layout::ItemType::Code(Self::LIST);

            #[allow(clippy::inline_always)] // as Code::scan
            #[inline(always)]
            fn scan(input: &[u8]) -> Option<(Self, usize)> {
                const LENGTH: usize = $length;
                let (code, length) = $crate::value::Code::<LENGTH>::scan(input)?;
                Some(($crate::codes::known!(code, $(($code, $variant))*), length))
            }

            fn explain(item: &[u8]) -> $crate::value::Fault {
                $crate::value::Code::<$length>::explain(item)
            }

            #[inline]
            fn put(&self, out: &mut impl $crate::value::Put) {
                out.ascii(self.code().as_bytes());
            }
        }

        $crate::value::value_text!($name);
    };
}

/// The variant of a code. Arrays of one length are compared, which is one comparison of numbers each.
macro_rules! known {
    ($code:ident, $(($text:literal, $variant:ident))*) => {{
        let padded = $code.padded();
        $(if *padded == const { $crate::codes::padded($text) } { Self::$variant } else)* { Self::Other($code) }
    }};
}
pub(crate) use known;

/// A code with zeros behind it, as [`Code::padded`](crate::value::Code) has it. A constant that is too
/// long does not compile.
const fn padded<const N: usize>(code: &str) -> [u8; N] {
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
