//! What a catalogue answers of a code and a month, and what it warns of.

use super::{catalogue, list, month, sample_csv};
use careplan_fukushi::catalogue::{LookUp, Price, Source};
use careplan_fukushi::{Catalogue, CatalogueWarning as Warning};

#[test]
fn the_sample_has_two_months() {
    let catalogue = sample_csv();
    assert_eq!(catalogue.problems(), []);
    let lists: Vec<_> = catalogue
        .lists()
        .iter()
        .map(|list| (list.month.to_string(), list.products, list.sources[0].file.as_str()))
        .collect();
    assert_eq!(lists, [("202604".to_owned(), 15, "202604.csv"), ("202605".to_owned(), 15, "202605.csv")]);
    assert_eq!(catalogue.product_count(), 16);
    let entry = catalogue.price("99999-000011", month("202604")).unwrap();
    assert_eq!(
        (entry.maker.as_str(), entry.name.as_str(), entry.model.as_str(), entry.row),
        ("株式会社見本製作所", "見本ベッド　ＡＢ－１０００（３モーター）", "AB-1000-3M", 5)
    );
    assert_eq!((&entry.average, &entry.limit), (&Price::Yen(9800), &Price::Yen(11_500)));
    assert_eq!(entry.product, Some("99999-000011".parse().unwrap()));
    let quoted = catalogue.price("99998-000001", month("202605")).unwrap();
    assert_eq!(quoted.name, "見本手すり\"置き型\"　ポール");
    assert_eq!(catalogue.source_of(quoted), Some(&Source { file: "202605.csv".to_owned(), sheet: None }));
}

#[test]
fn the_latest_list_that_is_not_after_a_month_counts() {
    let catalogue = sample_csv();
    let walker = "99999-000041";
    for (asked, list, average, limit) in [
        ("202604", "202604", 2700, 3100),
        ("202605", "202605", 2600, 2900),
        ("202606", "202605", 2600, 2900),
        ("203001", "202605", 2600, 2900),
    ] {
        let asked = month(asked);
        assert_eq!(catalogue.list_for(asked), Some(month(list)));
        assert_eq!(catalogue.price(walker, asked).unwrap().month, month(list));
        assert_eq!(catalogue.average(walker, asked), Some(average));
        assert_eq!(catalogue.limit(walker, asked), Some(limit));
    }
    assert_eq!(catalogue.list_for(month("202603")), None);
    assert_eq!(catalogue.price(walker, month("202603")), None);
    let months: Vec<_> = catalogue.entries(walker).iter().map(|entry| entry.month.to_string()).collect();
    assert_eq!(months, ["202604", "202605"]);
}

#[test]
fn another_month_is_never_taken_silently() {
    let catalogue = sample_csv();
    let (april, may) = (month("202604"), month("202605"));
    // Listed in April only: in May it is not, and not by the row of April.
    assert_eq!(catalogue.price("99999-000051", may), None);
    assert_eq!(
        catalogue.look_up("99999-000051", may),
        LookUp::NotListed { list: may, listed_in: vec![april] }
    );
    // Listed from May on.
    assert_eq!(
        catalogue.look_up("99999-000043", april),
        LookUp::NotListed { list: april, listed_in: vec![may] }
    );
    assert!(matches!(catalogue.look_up("99999-000043", may), LookUp::Listed(entry) if entry.month == may));
    assert_eq!(catalogue.look_up("99999-000099", may), LookUp::Unknown { list: may });
    assert_eq!(
        catalogue.look_up("99999-000041", month("202603")),
        LookUp::NoList { first: Some(april), listed_in: vec![april, may] }
    );
    assert_eq!(
        Catalogue::default().look_up("99999-000041", may),
        LookUp::NoList { first: None, listed_in: vec![] }
    );
}

#[test]
fn codes_are_looked_up_as_people_type_them() {
    let catalogue = sample_csv();
    let april = month("202604");
    for typed in ["9999A-000061", "９９９９Ａ－００００６１", " 9999a‐000061\t", "9999aー000061"]
    {
        assert_eq!(catalogue.price(typed, april).unwrap().code, "9999A-000061", "{typed}");
        assert_eq!(catalogue.check(typed, april, Some(6900)), [], "{typed}");
    }
    assert_eq!(catalogue.price("9999A000061", april), None);
}

#[test]
fn warnings() {
    let catalogue = sample_csv();
    let (april, may) = (month("202604"), month("202605"));
    let walker = "99999-000041";
    assert_eq!(catalogue.check(walker, april, Some(3000)), []);
    assert_eq!(catalogue.check(walker, april, Some(3100)), []);
    assert_eq!(
        catalogue.check(walker, may, Some(3000)),
        [Warning::OverLimit { price: 3000, limit: 2900, list: may }]
    );
    assert_eq!(catalogue.check(walker, may, None), []);
    assert_eq!(
        catalogue.check("99999-000099", may, Some(1)),
        [Warning::UnknownCode { code: "99999-000099".to_owned() }]
    );
    assert_eq!(
        catalogue.check("99999-000051", may, Some(1)),
        [Warning::NotListed { code: "99999-000051".to_owned(), list: may, listed_in: vec![april] }]
    );
    assert_eq!(
        catalogue.check("見本", may, Some(1)),
        [Warning::OtherShape { code: "見本".to_owned() }, Warning::UnknownCode { code: "見本".to_owned() }]
    );
    assert_eq!(
        catalogue.check(walker, month("202603"), Some(1)),
        [Warning::NoList { month: month("202603"), first: Some(april) }]
    );
    assert_eq!(Catalogue::default().check(walker, may, None), [Warning::NoList { month: may, first: None }]);
}

#[test]
fn warnings_of_rows_that_do_not_say_enough() {
    let april = month("202604");
    let catalogue = catalogue(&list(
        "99999-000010,見本,見本一,M-1,900,\n\
         99999-000020,見本,見本二,M-2,900,未定\n\
         99999-000030,見本,見本三,M-3,900,1000\n\
         99999-000030,見本,見本三,M-3,900,1100\n",
    ));
    let check = |code: &str, price| catalogue.check(code, april, price);
    assert_eq!(check("99999-000010", Some(1)), [Warning::NoLimit { list: april }]);
    assert_eq!(check("99999-000010", None), []);
    assert_eq!(check("99999-000020", Some(1)), [Warning::LimitUnreadable { list: april }]);
    assert_eq!(
        check("99999-000030", Some(1050)),
        [Warning::Disputed { list: april }, Warning::OverLimit { price: 1050, limit: 1000, list: april }]
    );
    assert_eq!(catalogue.limit("99999-000020", april), None);
}

#[test]
fn warnings_in_words() {
    let over = Warning::OverLimit { price: 3000, limit: 2900, list: month("202605") };
    assert_eq!(
        over.to_string(),
        "3000 yen is above the limit of 2900 yen (price list of 2026-05): such a rental is not insured"
    );
    assert_eq!(
        over.japanese(),
        "価格3000円が貸与価格の上限2900円（令和8年5月の価格一覧）を超えています。上限を超えると保険給付の対象になりません"
    );
    let not_listed = Warning::NotListed {
        code: "99999-000051".to_owned(),
        list: month("202605"),
        listed_in: vec![month("202604"), month("202603")],
    };
    assert_eq!(
        not_listed.to_string(),
        "product code \"99999-000051\" is not in the price list of 2026-05, but in 2026-04, 2026-03"
    );
}
