//! 補足's nine slots as a list.

use crate::views::problems;
use careplan_model::views::{LimitSlot, LimitSlots, ViewFault, ViewPlace};
use careplan_model::{
    CareLevel, DateOrZeros, Form, ItemSource, LayoutFamily, MonthOrZeros, Sex, UserSupplement,
};
use proptest::prelude::*;

pub(crate) fn blank() -> UserSupplement {
    UserSupplement {
        care_level: Some(CareLevel::Care2),
        ..UserSupplement::new(
            "202407".parse().unwrap(),
            "991018".parse().unwrap(),
            "9000000001".parse().unwrap(),
            DateOrZeros::Zeros,
            "ミホン　タロウ".to_owned(),
            "見本　太郎".to_owned(),
            Sex::Male,
            "19400101".parse().unwrap(),
            MonthOrZeros::Zeros,
        )
    }
}

pub(crate) fn slot(service_type: &str, limit: i32) -> LimitSlot {
    LimitSlot {
        service_type: Some(service_type.parse().unwrap()),
        benefit_limit: Some(limit),
        total_units: Some(limit + 1),
        limit_excess_units: Some(1),
    }
}

/// Every item of the slots has its own value, so that no two are mixed up.
#[test]
fn each_slot_has_its_four_items() {
    let mut items = vec![String::new(); 63];
    let head =
        ["202407", "991018", "9000000001", "00000000", "ミホン　タロウ", "見本　太郎", "1", "19400101"];
    for (item, value) in items.iter_mut().zip(head) {
        value.clone_into(item);
    }
    items[62] = "202510".to_owned();
    for (place, item) in items[19..55].iter_mut().enumerate() {
        *item = if place % 4 == 0 { format!("{}", 11 + place) } else { format!("{}", 100 + place) };
    }
    let form: UserSupplement = ItemSource::read_form(&items, LayoutFamily::V4).unwrap();
    let slots = form.limit_slots();
    for (place, slot) in (0..).zip(slots.all()) {
        let at = place * 4;
        assert_eq!(slot.service_type.unwrap().to_string(), format!("{}", 11 + at));
        let numbers = [slot.benefit_limit, slot.total_units, slot.limit_excess_units];
        assert_eq!(numbers, [101 + at, 102 + at, 103 + at].map(Some));
    }
    assert_eq!(slots.filled().map(|(place, _)| place).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let mut written = blank();
    (written.service_month, written.care_level) = (form.service_month, None);
    written.set_limit_slots(slots);
    assert_eq!(written, form);
    assert_eq!(<UserSupplement as Form>::LAYOUT.items[19].field, "slot_1_service_type");
}

#[test]
fn a_list_fills_from_the_first_slot_and_clears_the_rest() {
    let mut form = blank();
    form.set_limit_slots(LimitSlots::from_list((1..=9).map(|n| slot("11", n))).unwrap());
    assert_eq!(form.slot_9_benefit_limit, Some(9));
    form.set_limit_slots(LimitSlots::from_list([slot("11", 500), slot("22", 600)]).unwrap());
    assert_eq!((form.slot_2_benefit_limit, form.slot_2_total_units), (Some(600), Some(601)));
    let mut expected = blank();
    expected.slot_1_service_type = Some("11".parse().unwrap());
    (expected.slot_1_benefit_limit, expected.slot_1_total_units) = (Some(500), Some(501));
    expected.slot_1_limit_excess_units = Some(1);
    expected.slot_2_service_type = Some("22".parse().unwrap());
    (expected.slot_2_benefit_limit, expected.slot_2_total_units) = (Some(600), Some(601));
    expected.slot_2_limit_excess_units = Some(1);
    assert_eq!(form, expected);

    form.set_limit_slots(LimitSlots::from_list([]).unwrap());
    assert_eq!(form, blank());
}

#[test]
fn ten_do_not_fit() {
    let eleven = (1..=11).map(|n| slot("11", n));
    assert_eq!(
        problems(LimitSlots::from_list(eleven)),
        [(ViewPlace::Whole, 0, ViewFault::TooMany { count: 11, most: 9 })]
    );
}

#[test]
fn gaps_stay_unless_they_are_closed() {
    let mut form = blank();
    form.slot_3_service_type = Some("11".parse().unwrap());
    form.slot_7_limit_excess_units = Some(0);
    let mut slots = form.limit_slots();
    assert_eq!(slots.filled().map(|(place, _)| place).collect::<Vec<_>>(), [3, 7]);
    slots.compact();
    assert_eq!(slots.filled().map(|(place, _)| place).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(slots.all()[1].limit_excess_units, Some(0));
}

fn slots() -> impl Strategy<Value = Vec<LimitSlot>> {
    let number = || proptest::option::of(-3..3i32);
    let kind = proptest::option::of(prop_oneof![Just("11"), Just("22")].prop_map(|it| it.parse().unwrap()));
    let slot = (kind, number(), number(), number()).prop_map(
        |(service_type, benefit_limit, total_units, limit_excess_units)| LimitSlot {
            service_type,
            benefit_limit,
            total_units,
            limit_excess_units,
        },
    );
    proptest::collection::vec(slot, 0..=9)
}

proptest! {
    #[test]
    fn reading_and_writing_changes_nothing(list in slots()) {
        let slots = LimitSlots::from_list(list.clone()).unwrap();
        prop_assert_eq!(&slots.all()[..list.len()], &list[..]);
        let mut form = blank();
        form.set_limit_slots(slots.clone());
        prop_assert_eq!(&form.limit_slots(), &slots);
        let mut again = form.clone();
        again.set_limit_slots(form.limit_slots());
        prop_assert_eq!(again, form);
    }
}
