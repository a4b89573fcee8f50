//! 補足's nine slots as a list (standard, 利用者補足情報 No.20–55).
//!
//! The form repeats four items nine times. Here they are a list, and a list becomes slots again.

use super::ViewErrors;
use super::declare::view;
use super::problem::{Problems, ViewFault};
use crate::form::Form as _;
use crate::forms::UserSupplement;
use crate::service::ServiceTypeCode;

view! {
    /// One slot: a limit that is managed by service type (種類支給限度).
    pub struct LimitSlot {
        /// サービス種類コード.
        pub service_type: Option<ServiceTypeCode>, blank;
        /// 支給限度基準額, in units a month.
        pub benefit_limit: Option<i32>, blank;
        /// 合計単位数: units of the type in the month.
        pub total_units: Option<i32>, blank;
        /// 限度超単位数: units beyond the limit of the type.
        pub limit_excess_units: Option<i32>, blank;
    }
}

impl LimitSlot {
    /// A slot with nothing in it.
    pub const BLANK: Self =
        Self { service_type: None, benefit_limit: None, total_units: None, limit_excess_units: None };

    /// Whether nothing is in it.
    pub fn is_blank(&self) -> bool {
        *self == Self::BLANK
    }
}

/// The nine slots of a 利用者補足情報, each in its place.
///
/// ```
/// use careplan_model::views::{LimitSlot, LimitSlots};
/// let slot = LimitSlot { service_type: Some("11".parse()?), benefit_limit: Some(5000), ..LimitSlot::BLANK };
/// let slots = LimitSlots::from_list([slot.clone()])?;
/// assert_eq!(slots.filled().collect::<Vec<_>>(), [(1, &slot)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`UserSupplement::limit_slots`] reads them and [`UserSupplement::set_limit_slots`] writes them, which
/// together changes nothing in any record: slots left blank between others stay so. To fill from the first
/// slot on, as the standard has it, make them with [`from_list`](Self::from_list) or close the gaps with
/// [`compact`](Self::compact).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LimitSlots([LimitSlot; 9]);

impl LimitSlots {
    /// How many places there are.
    pub const PLACES: usize = 9;

    /// The slots filled from the first on, the rest blank. A blank slot in the list takes a place too.
    ///
    /// # Errors
    ///
    /// More than nine.
    pub fn from_list(list: impl IntoIterator<Item = LimitSlot>) -> Result<Self, ViewErrors> {
        let mut slots = [LimitSlot::BLANK; Self::PLACES];
        let mut list = list.into_iter();
        for (place, slot) in slots.iter_mut().zip(list.by_ref()) {
            *place = slot;
        }
        let mut problems = Problems::of(UserSupplement::<String>::LAYOUT);
        let more = list.count();
        if more > 0 {
            let fault = ViewFault::TooMany { count: Self::PLACES + more, most: Self::PLACES };
            problems.part(&[], None, fault);
        }
        problems.or(Self(slots))
    }

    /// All nine, from the first on.
    pub fn all(&self) -> &[LimitSlot; 9] {
        &self.0
    }

    /// All nine, to be changed in their places.
    pub fn all_mut(&mut self) -> &mut [LimitSlot; 9] {
        &mut self.0
    }

    /// Those with something in them, with their places from 1 to 9.
    pub fn filled(&self) -> impl Iterator<Item = (u8, &LimitSlot)> {
        (1..).zip(&self.0).filter(|(_, slot)| !slot.is_blank())
    }

    /// Moves the filled ones to the front, in their order.
    pub fn compact(&mut self) {
        self.0.sort_by_key(LimitSlot::is_blank);
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for LimitSlots {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::form::json::quietly(deserializer).map(Self)
    }
}

/// Reads and writes all slots by their fields.
macro_rules! slots {
    ($([$service_type:ident, $benefit_limit:ident, $total_units:ident, $limit_excess_units:ident],)*) => {
        impl<T> UserSupplement<T> {
            /// The slots of service types with a limit of their own (No.20–55), as a list with places.
            pub fn limit_slots(&self) -> LimitSlots {
                LimitSlots([$(LimitSlot {
                    service_type: self.$service_type,
                    benefit_limit: self.$benefit_limit,
                    total_units: self.$total_units,
                    limit_excess_units: self.$limit_excess_units,
                },)*])
            }

            /// Writes all nine slots, the blank ones too.
            pub fn set_limit_slots(&mut self, slots: LimitSlots) {
                let mut slots = slots.0.into_iter();
                $(
                    let slot = slots.next().unwrap_or(LimitSlot::BLANK);
                    self.$service_type = slot.service_type;
                    self.$benefit_limit = slot.benefit_limit;
                    self.$total_units = slot.total_units;
                    self.$limit_excess_units = slot.limit_excess_units;
                )*
            }
        }
    };
}

slots! {
    [slot_1_service_type, slot_1_benefit_limit, slot_1_total_units, slot_1_limit_excess_units],
    [slot_2_service_type, slot_2_benefit_limit, slot_2_total_units, slot_2_limit_excess_units],
    [slot_3_service_type, slot_3_benefit_limit, slot_3_total_units, slot_3_limit_excess_units],
    [slot_4_service_type, slot_4_benefit_limit, slot_4_total_units, slot_4_limit_excess_units],
    [slot_5_service_type, slot_5_benefit_limit, slot_5_total_units, slot_5_limit_excess_units],
    [slot_6_service_type, slot_6_benefit_limit, slot_6_total_units, slot_6_limit_excess_units],
    [slot_7_service_type, slot_7_benefit_limit, slot_7_total_units, slot_7_limit_excess_units],
    [slot_8_service_type, slot_8_benefit_limit, slot_8_total_units, slot_8_limit_excess_units],
    [slot_9_service_type, slot_9_benefit_limit, slot_9_total_units, slot_9_limit_excess_units],
}
