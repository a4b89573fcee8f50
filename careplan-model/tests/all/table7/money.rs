//! Each formula of the amounts, with numbers that were worked out by hand.

use crate::table7::data::{
    DAY, HELP, STAY, code, codes, facts, limits, line, lines, money, of, office, service_type, whole,
};
use careplan_model::Applies;
use careplan_model::views::table7::{Bearer, FixedCopay, RateFact, Subtotals, UnitPriceFact};

#[test]
fn fractions_of_a_yen_are_cut_from_cost_and_claim() {
    let records = whole(&lines(HELP, "111211", 387, &[1, 8, 15]), &facts());
    assert_eq!(codes(&records), ["111211", "999999"]);
    let row = &records[0];
    assert_eq!((row.units, row.quantity, row.service_units), (387, 3, Some(1161)));
    assert_eq!(limits(row), [Some(1161), None, None, Some(0), Some(1161)]);
    // 1161 × 10.70 = 12,422.7; 12,422 × 0.9 = 11,179.8; the rest is the person's.
    assert_eq!(money(row), [Some(12_422), Some(11_179), Some(1243), Some(0)]);
    assert_eq!(row.unit_price.unwrap().to_string(), "10.70");
    assert_eq!(row.benefit_rate, Some(90));

    let mut facts = facts();
    facts.benefit_rate = Some(70);
    // 12,422 × 0.7 = 8,695.4.
    let records = whole(&lines(HELP, "111211", 387, &[1, 8, 15]), &facts);
    assert_eq!(money(&records[0]), [Some(12_422), Some(8695), Some(3727), Some(0)]);
}

#[test]
fn amounts_are_computed_once_on_the_subtotal() {
    let mut plan = lines(DAY, "151343", 901, &[2, 9, 16]);
    plan.extend(lines(DAY, "155301", 41, &[2, 9, 16]));
    let records = whole(&plan, &facts());
    assert_eq!(codes(&records), ["151343", "155301", "15AAAA", "999999"]);
    for row in &records[..2] {
        assert_eq!((money(row), row.unit_price, row.benefit_rate), ([None; 4], None, None));
    }
    let subtotal = &records[2];
    assert_eq!((subtotal.units, subtotal.quantity, subtotal.service_units), (0, 6, Some(2826)));
    // 2826 × 10.45 = 29,531.7. By rows it would be 28,246.35 + 1,285.35, a yen less.
    assert_eq!(money(subtotal), [Some(29_531), Some(26_577), Some(2954), Some(0)]);
    assert_eq!(subtotal.provider_name.as_deref(), Some("見本事業所9970100039"));
    let total = &records[3];
    assert_eq!((total.units, total.quantity, total.service_units), (0, 6, Some(2826)));
    assert_eq!(limits(total), [Some(2826), None, None, Some(0), Some(2826)]);
    assert_eq!(money(total), [Some(29_531), Some(26_577), Some(2954), Some(0)]);
    assert_eq!((total.unit_price, total.benefit_rate, &total.provider_name), (None, None, &None));
}

#[test]
fn what_is_beyond_the_limit_is_paid_in_full() {
    let mut facts = facts();
    facts.benefit_limit = Some(7999);
    facts.bearers.push(Bearer::rest(office(DAY), service_type("15")));
    let records = whole(&lines(DAY, "151343", 900, &[1, 2, 3, 4, 5, 6, 7, 8, 9]), &facts);
    assert_eq!(limits(&records[0]), [Some(8100), None, None, Some(101), Some(7999)]);
    // 7999 × 10.45 = 83,589.55; × 0.9 = 75,230.1; 101 × 10.45 = 1,055.45.
    assert_eq!(money(&records[0]), [Some(83_589), Some(75_230), Some(8359), Some(1055)]);
    assert_eq!(money(&records[1]), [Some(83_589), Some(75_230), Some(8359), Some(1055)]);
}

#[test]
fn public_assistance_pays_everything() {
    let mut facts = facts();
    facts.benefit_rate = Some(100);
    let records = whole(&lines(HELP, "117311", 220, &[3, 7, 10]), &facts);
    // 660 × 10.70 = 7,062.
    assert_eq!(money(&records[0]), [Some(7062), Some(7062), Some(0), Some(0)]);
}

#[test]
fn a_rate_or_price_of_its_own_comes_first() {
    let mut facts = facts();
    facts.benefit_rates.push(RateFact { service_type: service_type("15"), benefit_rate: 80 });
    let own = UnitPriceFact {
        service_type: service_type("11"),
        provider: Some(office(HELP)),
        unit_price: "11.40".parse().unwrap(),
    };
    facts.unit_prices.push(own);
    let plan = [line(HELP, "111211", 387, 1), line(DAY, "151343", 900, 2), line(DAY, "111211", 387, 3)];
    let records = whole(&plan, &facts);
    // 387 × 11.40 = 4,411.8; 900 × 10.45 = 9,405; 387 × 10.70 = 4,140.9.
    assert_eq!(money(&records[0]), [Some(4411), Some(3969), Some(442), Some(0)]);
    assert_eq!(money(&records[1]), [Some(9405), Some(7524), Some(1881), Some(0)]);
    assert_eq!(money(&records[2]), [Some(4140), Some(3726), Some(414), Some(0)]);
    assert_eq!(money(&records[3]), [Some(17_956), Some(15_219), Some(2737), Some(0)]);
}

#[test]
fn deductions_are_negative() {
    let mut plan = lines(HELP, "761112", 5446, &[1]);
    plan.extend(lines(HELP, "766104", -91, &[2, 4, 7]));
    let records = whole(&plan, &facts());
    assert_eq!((records[1].units, records[1].service_units), (-91, Some(-273)));
    assert_eq!(limits(&records[1]), [Some(-273), None, None, Some(0), Some(-273)]);
    // 5173 × 10.70 = 55,351.1; × 0.9 = 49,815.9.
    assert_eq!(money(of(&records, "76AAAA")), [Some(55_351), Some(49_815), Some(5536), Some(0)]);

    // Alone, -91 × 10.70 = -973.7, cut downwards as by the formula: ⌊-973.7⌋ = -974, ⌊-876.6⌋ = -877.
    let records = whole(&lines(HELP, "766104", -91, &[2]), &facts());
    assert_eq!(money(&records[0]), [Some(-974), Some(-877), Some(-97), Some(0)]);
}

#[test]
fn outside_the_limit_all_is_covered_and_nothing_managed() {
    let mut facts = facts();
    facts.outside_codes.insert(code("116275"));
    // Only what is within counts: one unit less and it would be over.
    facts.benefit_limit = Some(1161);
    let mut plan = lines(HELP, "111211", 387, &[1, 8, 15]);
    plan.push(line(HELP, "116275", 284, 31));
    let records = whole(&plan, &facts);
    assert_eq!(codes(&records), ["111211", "116275", "11AAAA", "11EEEE", "999999"]);
    assert_eq!((limits(&records[1]), money(&records[1])), ([None; 5], [None; 4]));
    assert_eq!(money(&records[2]), [Some(12_422), Some(11_179), Some(1243), Some(0)]);
    let outside = &records[3];
    assert_eq!((limits(outside), outside.over_30_days), ([None; 5], Applies::No));
    // 284 × 10.70 = 3,038.8; × 0.9 = 2,734.2.
    assert_eq!(money(outside), [Some(3038), Some(2734), Some(304), Some(0)]);
    let total = &records[4];
    assert_eq!((total.quantity, total.service_units, total.managed_units), (4, Some(1445), Some(1161)));
    assert_eq!(money(total), [Some(15_460), Some(13_913), Some(1547), Some(0)]);
}

#[test]
fn over_30_days_the_person_pays_all() {
    let mut facts = facts();
    facts.benefit_limit = Some(1574);
    let mut plan = lines(STAY, "212113", 787, &[1, 2, 3]);
    plan[2].over_30_days = Applies::Yes;
    let records = whole(&plan, &facts);
    assert_eq!(codes(&records), ["212113", "212113", "21AAAA", "21ZZZZ", "999999"]);
    assert_eq!((records[1].over_30_days, limits(&records[1])), (Applies::Yes, [None; 5]));
    let over = &records[3];
    assert_eq!((over.over_30_days, over.quantity, over.service_units), (Applies::Yes, 1, Some(787)));
    // 787 × 10.55 = 8,302.85.
    assert_eq!(money(over), [None, None, None, Some(8302)]);
    assert_eq!((over.unit_price.unwrap().hundredths(), over.benefit_rate), (1055, None));
    // 1574 × 10.55 = 16,605.7; × 0.9 = 14,944.5.
    assert_eq!(money(&records[4]), [Some(16_605), Some(14_944), Some(1661), Some(8302)]);
}

#[test]
fn a_fixed_amount_takes_the_place_of_the_rate() {
    let mut facts = facts();
    facts.benefit_rate = None;
    facts.fixed_copay_types.insert(service_type("A4"));
    facts.fixed_copays.push(FixedCopay { service_code: code("A41001"), yen: 300 });
    let plan = lines(HELP, "A41001", 200, &[1, 8, 15, 22]);
    let records = whole(&plan, &facts);
    // 800 × 10.00 = 8,000; 4 × 300 = 1,200.
    assert_eq!(money(&records[0]), [Some(8000), Some(6800), Some(1200), Some(0)]);
    assert_eq!((records[0].fixed_copay_unit_price, records[0].benefit_rate), (Some(300), None));
    assert_eq!(money(&records[1]), [Some(8000), Some(6800), Some(1200), Some(0)]);
    assert_eq!(records[1].fixed_copay_unit_price, None);

    // Two services with different amounts: their sum stands on the subtotal, and no single amount.
    facts.fixed_copays.push(FixedCopay { service_code: code("A41002"), yen: 450 });
    let mut two = plan.clone();
    two.extend(lines(HELP, "A41002", 310, &[2, 9]));
    let subtotal = whole(&two, &facts)[2].clone();
    // 1420 × 10.00; 4 × 300 + 2 × 450.
    assert_eq!(money(&subtotal), [Some(14_200), Some(12_100), Some(2100), Some(0)]);
    assert_eq!(subtotal.fixed_copay_unit_price, None);
    // With the same amount it stands there.
    facts.fixed_copays[1].yen = 300;
    let subtotal = whole(&two, &facts)[2].clone();
    assert_eq!((subtotal.fixed_copay_unit_price, subtotal.copay), (Some(300), Some(1800)));
}

#[test]
fn subtotals_only_where_several_rows_are() {
    let mut facts = facts();
    facts.subtotals = Subtotals::Several;
    facts.outside_codes.insert(code("116275"));
    let mut plan = lines(HELP, "111211", 387, &[1, 8, 15]);
    plan.push(line(HELP, "116275", 284, 31));
    plan.extend(lines(STAY, "212113", 787, &[1, 2]));
    plan[5].over_30_days = Applies::Yes;
    let records = whole(&plan, &facts);
    assert_eq!(codes(&records), ["111211", "116275", "212113", "212113", "999999"]);
    assert_eq!(money(&records[0]), [Some(12_422), Some(11_179), Some(1243), Some(0)]);
    assert_eq!(money(&records[1]), [Some(3038), Some(2734), Some(304), Some(0)]);
    assert_eq!(limits(&records[1]), [None; 5]);
    // 787 × 10.55 = 8,302.85; 8302 × 0.9 = 7,471.8.
    assert_eq!(money(&records[2]), [Some(8302), Some(7471), Some(831), Some(0)]);
    assert_eq!(money(&records[3]), [None, None, None, Some(8302)]);
    assert_eq!(money(&records[4]), [Some(23_762), Some(21_384), Some(2378), Some(8302)]);
}
