//! The 13 種目 of rented equipment, their service codes, and for whom they are as a rule not covered.

use careplan_model::{CareLevel, ServiceCode, ServiceTypeCode, code_list};

code_list! {
    /// 種目 of rented equipment, 01 to 13.
    ///
    /// ```
    /// use careplan_fukushi::Category;
    /// let bed = Category::of_service_code("171003".parse()?);
    /// assert_eq!(bed, Some(Category::SpecialBed));
    /// assert_eq!(Category::SpecialBed.label(), Some("特殊寝台"));
    /// let preventive = Category::SpecialBed.service_code("67".parse()?);
    /// assert_eq!(preventive, Some("671003".parse()?));
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub enum Category(2) = "福祉用具貸与の種目" {
        Wheelchair = "01" "車いす",
        WheelchairAccessory = "02" "車いす付属品",
        SpecialBed = "03" "特殊寝台",
        SpecialBedAccessory = "04" "特殊寝台付属品",
        PressureUlcerPrevention = "05" "床ずれ防止用具",
        PositionChanger = "06" "体位変換器",
        Handrail = "07" "手すり",
        Slope = "08" "スロープ",
        Walker = "09" "歩行器",
        WalkingStick = "10" "歩行補助つえ",
        WanderingDetector = "11" "認知症老人徘徊感知機器",
        MobilityLift = "12" "移動用リフト（つり具の部分を除く）",
        AutomaticExcretionDevice = "13" "自動排泄処理装置",
    }
}

impl Category {
    /// All 13, by number.
    pub const ALL: [Self; 13] = [
        Self::Wheelchair,
        Self::WheelchairAccessory,
        Self::SpecialBed,
        Self::SpecialBedAccessory,
        Self::PressureUlcerPrevention,
        Self::PositionChanger,
        Self::Handrail,
        Self::Slope,
        Self::Walker,
        Self::WalkingStick,
        Self::WanderingDetector,
        Self::MobilityLift,
        Self::AutomaticExcretionDevice,
    ];

    /// The 種目 with this number, 1 to 13.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// The number, 1 to 13; `None` for a code that the list does not have.
    pub fn number(self) -> Option<u8> {
        let place = Self::ALL.iter().position(|known| *known == self)?;
        u8::try_from(place + 1).ok()
    }

    /// The 種目 that a service code names: `171001`–`171013` and `671001`–`671013`. Additions and all other
    /// codes have none.
    pub fn of_service_code(code: ServiceCode) -> Option<Self> {
        Self::of_number(code.equipment_category()?)
    }

    /// The 種目 with exactly this name, as the list has it.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.label() == Some(name))
    }

    /// The service code of a rental of this 種目 in service type 17 or 67; `None` for other types and for a
    /// code that the list does not have.
    ///
    /// That `671013` names 種目 13 is by analogy: no source lists it.
    pub fn service_code(self, service_type: ServiceTypeCode) -> Option<ServiceCode> {
        let number = self.number()?;
        if !matches!(service_type.as_str(), "17" | "67") {
            return None;
        }
        ServiceCode::new(&format!("{}10{number:02}", service_type.as_str()))
    }

    /// The lowest level of care at which the insurance covers the 種目 as a rule; `None` where any level
    /// will do. Exceptions are possible below it, so that it is never more than a question.
    pub fn covered_from(self) -> Option<CareLevel> {
        match self {
            Self::Wheelchair
            | Self::WheelchairAccessory
            | Self::SpecialBed
            | Self::SpecialBedAccessory
            | Self::PressureUlcerPrevention
            | Self::PositionChanger
            | Self::WanderingDetector
            | Self::MobilityLift => Some(CareLevel::Care2),
            Self::AutomaticExcretionDevice => Some(CareLevel::Care4),
            Self::Handrail | Self::Slope | Self::Walker | Self::WalkingStick | Self::Other(_) => None,
        }
    }

    /// Whether the 種目 is as a rule covered at a level of care; `None` for levels or 種目 that the lists
    /// do not have.
    pub fn is_covered_at(self, level: CareLevel) -> Option<bool> {
        self.number()?;
        let rank = rank(level)?;
        Some(self.covered_from().and_then(self::rank).is_none_or(|from| from <= rank))
    }

    /// Whether the person may choose between renting and buying for some products of the 種目 (選択制): 08, 09
    /// and 10.
    pub fn may_be_chosen(self) -> bool {
        matches!(self, Self::Slope | Self::Walker | Self::WalkingStick)
    }
}

/// Levels of care in order.
fn rank(level: CareLevel) -> Option<u8> {
    let order = [
        CareLevel::ProgramTarget,
        CareLevel::Support1,
        CareLevel::Support2,
        CareLevel::Care1,
        CareLevel::Care2,
        CareLevel::Care3,
        CareLevel::Care4,
        CareLevel::Care5,
    ];
    u8::try_from(order.iter().position(|known| *known == level)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_to_their_category_and_back() {
        for (place, category) in Category::ALL.into_iter().enumerate() {
            assert_eq!(category.code(), format!("{:02}", place + 1));
            for service_type in ["17", "67"] {
                let code = category.service_code(ServiceTypeCode::new(service_type).unwrap()).unwrap();
                assert_eq!(code.as_str(), format!("{service_type}10{:02}", place + 1));
                assert_eq!(Category::of_service_code(code), Some(category));
            }
            assert_eq!(category.service_code(ServiceTypeCode::new("41").unwrap()), None);
            assert_eq!(Category::of_name(category.label().unwrap()), Some(category));
        }
        for other in ["178001", "17D201", "171014", "171000", "111211", "17AAAA"] {
            assert_eq!(Category::of_service_code(ServiceCode::new(other).unwrap()), None, "{other}");
        }
        assert_eq!(Category::of_number(0), None);
        assert_eq!(Category::of_number(14), None);
        assert_eq!("14".parse::<Category>().unwrap().number(), None);
    }

    #[test]
    fn levels_of_care() {
        let at = |category: Category, level: &str| category.is_covered_at(level.parse().unwrap());
        assert_eq!(at(Category::SpecialBed, "21"), Some(false));
        assert_eq!(at(Category::SpecialBed, "22"), Some(true));
        assert_eq!(at(Category::SpecialBed, "13"), Some(false));
        assert_eq!(at(Category::AutomaticExcretionDevice, "23"), Some(false));
        assert_eq!(at(Category::AutomaticExcretionDevice, "24"), Some(true));
        assert_eq!(at(Category::Handrail, "06"), Some(true));
        assert_eq!(at(Category::SpecialBed, "99"), None);
        let strict: Vec<_> =
            Category::ALL.iter().filter_map(|it| it.covered_from().and(it.number())).collect();
        assert_eq!(strict, [1, 2, 3, 4, 5, 6, 11, 12, 13]);
    }
}
