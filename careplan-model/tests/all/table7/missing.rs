//! What is missing is listed, with every item that stays blank for it; nothing is invented.

use crate::table7::data::{
    DAY, HELP, STAY, blanks, code, codes, facts, lacking, limits, line, lines, money, office, service_type,
};
use careplan_model::views::table7::{
    Bearer, Cause, ComputeProblem, Discount, Facts, FixedCopay, RateFact, TypeLimit, UnitPriceFact, compute,
};
use careplan_model::{Applies, Table6};

/// Two services of home help (records 1 to 3), one of day service (4), and the total (5).
fn month() -> Vec<Table6> {
    let mut plan = lines(HELP, "111211", 387, &[1, 8]);
    plan.extend(lines(HELP, "117211", 179, &[1]));
    plan.extend(lines(DAY, "151343", 900, &[2, 9]));
    plan
}

#[test]
fn the_unit_price() {
    let mut facts = facts();
    facts.unit_prices.retain(|price| price.service_type != service_type("11"));
    let (records, missing) = lacking(&month(), &facts);
    assert_eq!(missing.len(), 1);
    let cause = Cause::UnitPrice { provider: office(HELP), service_type: service_type("11") };
    assert_eq!(missing[0].cause, cause);
    let items = [(3, 24), (3, 26), (3, 28), (3, 23), (5, 24), (5, 26), (5, 28)];
    assert_eq!(blanks(&missing[0]), items);
    assert_eq!(limits(&records[2]), [Some(953), None, None, Some(0), Some(953)]);
    // Nothing is beyond the limit, which costs nothing at any price.
    assert_eq!(money(&records[2]), [None, None, None, Some(0)]);
    assert_eq!(money(&records[3]), [Some(18_810), Some(16_929), Some(1881), Some(0)]);
    assert_eq!(money(&records[4]), [None, None, None, Some(0)]);
    assert_eq!(
        missing[0].to_string(),
        "単位数単価 of service type 11 at office 9970100021 is not given: 7 item(s) stay blank"
    );
    assert_eq!(
        missing[0].japanese(),
        "事業所9970100021のサービス種類11の単位数単価が指定されていません（7項目が空欄）"
    );
}

#[test]
fn the_rate() {
    let mut facts = facts();
    facts.benefit_rate = None;
    facts.benefit_rates.push(RateFact { service_type: service_type("15"), benefit_rate: 90 });
    let (records, missing) = lacking(&month(), &facts);
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cause, Cause::BenefitRate { service_type: service_type("11") });
    assert_eq!(blanks(&missing[0]), [(3, 25), (3, 26), (3, 28), (5, 26), (5, 28)]);
    assert_eq!(money(&records[4]), [Some(29_007), None, None, Some(0)]);
}

#[test]
fn the_limit() {
    let (records, missing) = lacking(&month(), &Facts { benefit_limit: None, ..facts() });
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cause, Cause::BenefitLimit);
    let billed = |record| [21, 22, 24, 26, 28, 29].map(|item| (record, item));
    let mut items = vec![(1, 21), (1, 22), (2, 21), (2, 22)];
    items.extend(billed(3));
    items.extend(billed(4));
    items.extend(billed(5));
    assert_eq!(blanks(&missing[0]), items);
    assert_eq!(limits(&records[4]), [Some(2753), None, None, None, None]);
    assert_eq!(records[2].unit_price.unwrap().hundredths(), 1070);

    // Without anything within the limit it is not needed.
    let mut facts = Facts { benefit_limit: None, ..facts() };
    facts.outside_types.insert(service_type("15"));
    assert_eq!(lacking(&lines(DAY, "151343", 900, &[1]), &facts).1, []);
}

#[test]
fn who_bears_the_excess() {
    let bearer =
        |provider, of_type, units| Bearer { units, ..Bearer::rest(office(provider), service_type(of_type)) };
    let cases = [
        (vec![], 0),
        (vec![bearer(DAY, "15", Some(700))], 700),
        (vec![bearer(DAY, "15", Some(700)), bearer(HELP, "11", Some(54))], 754),
        // It has no such service, or not in the plan.
        (vec![bearer(DAY, "11", None)], 0),
        (vec![bearer(STAY, "21", Some(753))], 0),
        (vec![bearer(STAY, "21", Some(500)), bearer(DAY, "15", None)], 253),
        (vec![Bearer { service_code: Some(code("159999")), ..bearer(DAY, "15", None) }], 0),
        // It reaches only so far.
        (vec![Bearer { service_code: Some(code("117211")), ..bearer(HELP, "11", None) }], 179),
    ];
    for (bearers, borne) in cases {
        let (records, missing) = lacking(&month(), &Facts { benefit_limit: Some(2000), bearers, ..facts() });
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].cause, Cause::Bearer { units: 753, borne });
        // As without a limit: nobody knows who is within.
        assert_eq!(missing[0].blanks.len(), 22);
        assert!(records.iter().all(|record| record.limit_units.is_none() && record.total_cost.is_none()));
    }
    // Units to bear, and nothing is beyond the limit.
    let bearers = vec![bearer(DAY, "15", Some(1))];
    let (_, missing) = lacking(&month(), &Facts { bearers, ..facts() });
    assert_eq!(missing[0].cause, Cause::Bearer { units: 0, borne: 1 });
}

#[test]
fn who_bears_the_excess_of_a_type() {
    let mut facts = facts();
    facts.type_limits.push(TypeLimit { service_type: service_type("15"), units: 1000 });
    let (records, missing) = lacking(&month(), &facts);
    let cause = Cause::TypeBearer { service_type: service_type("15"), units: 800, borne: 0 };
    assert_eq!(missing[0].cause, cause);
    assert_eq!(missing.len(), 1);
    // Of the other type the level of care cannot be told either.
    assert_eq!(limits(&records[3]), [Some(1800), None, None, None, None]);
    assert_eq!(limits(&records[0]), [Some(774), None, None, None, None]);
    assert!(blanks(&missing[0]).contains(&(4, 19)) && blanks(&missing[0]).contains(&(4, 20)));
    assert!(!blanks(&missing[0]).contains(&(1, 19)));
}

#[test]
fn a_share_larger_than_what_is_there() {
    let mut bearer = Bearer::rest(office(HELP), service_type("11"));
    bearer.units = Some(1753);
    let mut facts = Facts { benefit_limit: Some(1000), bearers: vec![bearer], ..facts() };
    let (records, missing) = lacking(&month(), &facts);
    assert_eq!(missing.len(), 1);
    let cause = Cause::Share { provider: office(HELP), service_type: service_type("11") };
    assert_eq!(missing[0].cause, cause);
    assert_eq!(limits(&records[3]), [Some(1800), None, None, Some(0), Some(1800)]);
    assert_eq!(limits(&records[2]), [Some(953), None, None, None, None]);
    // The office has enough, the service has not.
    facts.benefit_limit = Some(2453);
    facts.bearers[0].units = Some(300);
    facts.bearers[0].service_code = Some(code("117211"));
    let (records, missing) = lacking(&month(), &facts);
    assert_eq!((missing[0].cause, blanks(&missing[0])), (cause, vec![(2, 21), (2, 22)]));
    assert_eq!(limits(&records[2]), [Some(953), None, None, Some(300), Some(653)]);
}

#[test]
fn a_fixed_amount() {
    let mut facts = facts();
    facts.fixed_copay_types.insert(service_type("A4"));
    let plan = lines(HELP, "A41001", 200, &[1, 8]);
    let (records, missing) = lacking(&plan, &facts);
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cause, Cause::FixedCopay { service_code: code("A41001") });
    assert_eq!(blanks(&missing[0]), [(1, 27), (1, 26), (1, 28), (2, 26), (2, 28)]);
    assert_eq!(money(&records[0]), [Some(4000), None, None, Some(0)]);
    // Beyond the limit nobody knows what the amount covers.
    facts.fixed_copays.push(FixedCopay { service_code: code("A41001"), yen: 300 });
    facts.benefit_limit = Some(300);
    facts.bearers.push(Bearer::rest(office(HELP), service_type("A4")));
    let (records, missing) = lacking(&plan, &facts);
    assert_eq!(missing.len(), 1);
    let cause = Cause::FixedCopayBeyondLimit { provider: office(HELP), service_type: service_type("A4") };
    assert_eq!((missing[0].cause, blanks(&missing[0])), (cause, vec![(1, 26), (1, 28), (2, 26), (2, 28)]));
    assert_eq!(money(&records[0]), [Some(3000), None, None, Some(1000)]);
    assert_eq!(records[0].fixed_copay_unit_price, Some(300));
}

#[test]
fn units_of_a_line() {
    let mut plan = month();
    plan[2].units = None;
    let (records, missing) = lacking(&plan, &facts());
    assert_eq!(missing.len(), 1);
    let cause = Cause::LineUnits { provider: office(HELP), service_code: code("117211") };
    assert_eq!(missing[0].cause, cause);
    // What must hold a value is 0, and listed.
    assert_eq!((records[1].units, records[1].quantity, records[1].service_units), (0, 1, None));
    assert!(blanks(&missing[0]).starts_with(&[(1, 21), (1, 22), (2, 13), (2, 17), (2, 18)]));
    // No sum holds what a part of it lacks; what it does not touch is there.
    assert_eq!((records[2].quantity, records[2].service_units, records[2].managed_units), (3, None, None));
    assert_eq!((records[3].service_units, records[3].limit_units), (Some(1800), None));
    assert_eq!((records[4].quantity, records[4].service_units), (5, None));
}

#[test]
fn a_discount_that_does_not_fit() {
    let mut facts = facts();
    facts.discounts.push(Discount {
        provider: office(DAY),
        service_code: code("151343"),
        units: 1000,
        discounted_rate: 95,
    });
    let (records, missing) = lacking(&month(), &facts);
    assert_eq!(missing.len(), 1);
    let cause = Cause::Discount { provider: office(DAY), service_code: code("151343") };
    assert_eq!((missing[0].cause, blanks(&missing[0])), (cause, vec![(4, 13), (4, 14), (4, 15)]));
    // The units after discount are those of 第6表 all the same.
    assert_eq!((records[3].units, records[3].service_units), (0, Some(1800)));
    assert_eq!(money(&records[3]), [Some(18_810), Some(16_929), Some(1881), Some(0)]);
}

#[test]
fn days_of_short_stay_before() {
    let mut facts = facts();
    facts.short_stay_codes.insert(code("212113"));
    let mut plan = lines(STAY, "212113", 787, &[1, 2]);
    for told in [[None, None], [Some(3), Some(4)]] {
        plan[0].short_stay_prior_day_count = told[0];
        plan[1].short_stay_prior_day_count = told[1];
        let (records, missing) = lacking(&plan, &facts);
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].cause, Cause::ShortStayDaysBefore);
        assert_eq!(blanks(&missing[0]), [(1, 30), (1, 32)]);
        assert_eq!(records[0].short_stay_planned_day_count, Some(2));
    }
    // Not needed without short stay.
    assert_eq!(lacking(&month(), &facts).1, []);
}

#[test]
fn the_name_of_the_office_itself() {
    let mut plan = month();
    for line in &mut plan[..3] {
        line.satellite = Some("1".parse().unwrap());
    }
    let (records, missing) = lacking(&plan, &facts());
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cause, Cause::OfficeName { provider: office(HELP) });
    assert_eq!(blanks(&missing[0]), [(3, 6)]);
    assert_eq!(records[2].provider_name, None);
    // Without any names there is nothing to miss.
    for line in &mut plan {
        line.provider_name = None;
    }
    assert_eq!(lacking(&plan, &facts()).1, []);
}

#[test]
fn numbers_too_large() {
    let mut facts = facts();
    facts.benefit_limit = Some(i32::MAX);
    let mut plan = lines(DAY, "151343", i32::MAX, &[1]);
    let (records, missing) = lacking(&plan, &facts);
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cause, Cause::TooLarge);
    // The units still fit, the yen do not.
    assert_eq!(records[0].service_units, Some(i32::MAX));
    assert_eq!(blanks(&missing[0]), [(1, 24), (1, 26), (1, 28), (2, 24), (2, 26), (2, 28)]);
    // Nor do the counts.
    plan[0].service_count = i32::MAX;
    plan.extend(plan.clone());
    let (records, missing) = lacking(&plan, &facts);
    assert_eq!(missing.last().unwrap().cause, Cause::TooLarge);
    assert_eq!((records[0].quantity, records[0].service_units), (0, None));
    assert!(blanks(missing.last().unwrap()).starts_with(&[(1, 16), (1, 17), (1, 18)]));
}

#[test]
fn an_item_that_lacks_two_facts_is_named_by_both() {
    let facts = Facts { unit_prices: vec![], benefit_rate: None, ..facts() };
    let (_, missing) = lacking(&lines(DAY, "151343", 900, &[1]), &facts);
    let price = Cause::UnitPrice { provider: office(DAY), service_type: service_type("15") };
    let causes: Vec<Cause> = missing.iter().map(|missing| missing.cause).collect();
    assert_eq!(causes, [price, Cause::BenefitRate { service_type: service_type("15") }]);
    assert!(missing.iter().all(|missing| blanks(missing).contains(&(1, 26))));
}

#[test]
fn every_cause_is_said_in_both_languages() {
    let (provider, service_type, service_code) = (office(HELP), service_type("11"), code("111211"));
    let causes = [
        Cause::LineUnits { provider, service_code },
        Cause::Discount { provider, service_code },
        Cause::UnitPrice { provider, service_type },
        Cause::BenefitRate { service_type },
        Cause::BenefitLimit,
        Cause::Bearer { units: 753, borne: 7 },
        Cause::TypeBearer { service_type, units: 753, borne: 7 },
        Cause::Share { provider, service_type },
        Cause::FixedCopay { service_code },
        Cause::FixedCopayBeyondLimit { provider, service_type },
        Cause::ShortStayDaysBefore,
        Cause::OfficeName { provider },
        Cause::TooLarge,
    ];
    for cause in causes {
        let (english, japanese) = (cause.to_string(), cause.japanese());
        assert!(japanese.contains(['が', 'は']), "{japanese}");
        for part in [HELP, "111211", "753"] {
            assert_eq!(english.contains(part), japanese.contains(part), "{english}");
        }
    }
}

#[test]
fn a_plan_and_facts_that_make_no_sense_are_refused_with_all_reasons() {
    let mut plan = month();
    plan[1].insured = "9000000002".parse().unwrap();
    plan[2].service_month = "202511".parse().unwrap();
    plan[3].service_code = code("11AAAA");
    plan[4].over_30_days = "2".parse().unwrap();
    plan.push(line(HELP, "1", 1, 1));
    let mut facts = facts();
    facts.benefit_rate = Some(900);
    facts.benefit_limit = Some(-1);
    facts.unit_prices.push(UnitPriceFact::of_type(service_type("17"), "11.00".parse().unwrap()));
    facts.type_limits = vec![TypeLimit { service_type: service_type("15"), units: 1 }; 2];
    facts.benefit_rates = vec![RateFact { service_type: service_type("15"), benefit_rate: 80 }; 2];
    facts.fixed_copays = vec![FixedCopay { service_code: code("A41001"), yen: 1 }; 2];
    let discount =
        Discount { provider: office(DAY), service_code: code("151343"), units: 800, discounted_rate: 95 };
    facts.discounts = vec![discount; 2];
    let errors = compute(&plan, &facts).unwrap_err();
    let fifteen = service_type("15");
    let expected = [
        ComputeProblem::OtherMonth { line: 2 },
        ComputeProblem::OtherMonth { line: 3 },
        ComputeProblem::NoService { line: 4, service_code: code("11AAAA") },
        ComputeProblem::UnknownOver30Days { line: 5 },
        ComputeProblem::NoService { line: 6, service_code: code("1") },
        ComputeProblem::BenefitRate { benefit_rate: 900 },
        ComputeProblem::Negative,
        ComputeProblem::TwoUnitPrices { service_type: service_type("17") },
        ComputeProblem::TwoBenefitRates { service_type: fifteen },
        ComputeProblem::TwoTypeLimits { service_type: fifteen },
        ComputeProblem::TwoFixedCopays { service_code: code("A41001") },
        ComputeProblem::TwoDiscounts { provider: office(DAY), service_code: code("151343") },
    ];
    assert_eq!(errors.problems, expected);
    assert!(errors.to_string().starts_with("第7表 cannot be computed, 12 problem(s); the first: line 2 of"));
    assert!(errors.japanese().starts_with("第7表を計算できません（12件）"));
    for problem in expected {
        assert!(!problem.to_string().is_empty() && problem.japanese().ends_with(['す', 'ん']));
    }
    let errors = compute::<String>([], &Facts::new(facts.edition, facts.created_on)).unwrap_err();
    assert_eq!(errors.problems, [ComputeProblem::NoLine]);
}

#[test]
fn over_30_days_needs_the_price_only() {
    let mut plan = lines(STAY, "212113", 787, &[1]);
    plan[0].over_30_days = Applies::Yes;
    let bare = Facts::new(facts().edition, facts().created_on);
    let (records, missing) = lacking(&plan, &bare);
    assert_eq!(codes(&records), ["212113", "21ZZZZ", "999999"]);
    assert_eq!(missing.len(), 1);
    assert_eq!(blanks(&missing[0]), [(2, 29), (2, 23), (3, 29)]);
}

#[cfg(feature = "serde")]
#[test]
fn facts_and_results_are_json() {
    let mut facts = facts();
    facts.benefit_rate = None;
    facts.bearers.push(Bearer::rest(office(DAY), service_type("15")));
    let json = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
    let least = r#"{"edition": "202407", "created_on": "2025-10-01"}"#;
    assert_eq!(serde_json::from_str::<Facts>(least).unwrap(), Facts::new(facts.edition, facts.created_on));
    let unknown = r#"{"edition": "202407", "created_on": "2025-10-01", "price": 10}"#;
    assert!(serde_json::from_str::<Facts>(unknown).is_err());

    let computed = compute(&lines(DAY, "151343", 900, &[1]), &facts).unwrap();
    let json = serde_json::to_value(&computed).unwrap();
    assert_eq!(
        json["missing"][0],
        serde_json::json!({
            "cause": "benefit_rate",
            "service_type": "15",
            "blanks": [
                {"record": 1, "item": "benefit_rate"},
                {"record": 1, "item": "insurance_claim"},
                {"record": 1, "item": "copay"},
                {"record": 2, "item": "insurance_claim"},
                {"record": 2, "item": "copay"},
            ],
        })
    );
    let month = serde_json::from_value(json["month"].clone()).unwrap();
    assert_eq!(computed.month, month);
}
