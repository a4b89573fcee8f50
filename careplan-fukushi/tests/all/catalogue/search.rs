//! Searching: what is found, in which order.

use super::{catalogue, list, month, sample_csv};
use careplan_fukushi::Catalogue;
use careplan_fukushi::catalogue::{Rank, SearchOptions};

/// The ranks and codes of the hits.
fn found(catalogue: &Catalogue, query: &str, of: Option<&str>) -> Vec<(Rank, String)> {
    let options = SearchOptions { month: of.map(month), limit: 100 };
    let found = catalogue.search(query, options);
    assert_eq!(found.total, found.hits.len());
    assert!(found.hits.iter().all(|hit| hit.likeness == 1000 || hit.rank == Rank::Similar));
    found.hits.iter().map(|hit| (hit.rank, hit.entry.code.clone())).collect()
}

#[test]
fn searches_are_ranked() {
    let catalogue = sample_csv();
    let best = |query: &str, count: usize| {
        let mut hits = found(&catalogue, query, None);
        hits.truncate(count);
        hits
    };
    let of = |hits: &[(Rank, &str)]| -> Vec<(Rank, String)> {
        hits.iter().map(|(rank, code)| (*rank, (*code).to_owned())).collect()
    };
    // The code, as it is typed.
    for code in ["99999-000011", "９９９９９－００００１１", "99999000011"] {
        assert_eq!(best(code, 1), of(&[(Rank::Code, "99999-000011")]), "{code}");
    }
    // The very name comes before names that begin with it; of those the shorter first, then by name.
    for name in ["見本ベッド", "見本ﾍﾞｯﾄﾞ", "見本べっど", "見本 ベッド", "見本べッド－"]
    {
        assert_eq!(
            best(name, 3),
            of(&[
                (Rank::Name, "99999-000013"),
                (Rank::Prefix, "99999-000012"),
                (Rank::Prefix, "99999-000011"),
            ]),
            "{name}"
        );
    }
    // The model is as good as the name, however it is typed.
    for model in ["AB-1000-2M", "ab10002m", "ＡＢ‐１０００ー２Ｍ"] {
        assert_eq!(best(model, 1), of(&[(Rank::Name, "99999-000012")]), "{model}");
    }
    assert_eq!(best("AB-500 見本ベッド", 1), of(&[(Rank::Name, "99999-000013")]));
    // Long vowel marks, half-width kana, voice marks.
    assert_eq!(best("例示歩行器シルバカタイプ", 1), of(&[(Rank::Name, "99999-000042")]));
    assert_eq!(best("例示センサII", 1), of(&[(Rank::Name, "9999A-000061")]));
    // All words, in any order, from name, model, maker and code.
    assert_eq!(best("スーパーカー 歩行器", 2), of(&[(Rank::Words, "99999-000043")]));
    assert_eq!(best("メディカル 例示 エアマット", 1), of(&[(Rank::Words, "99998-000002")]));
    // A slip in a name still finds it.
    assert_eq!(best("見本ベット", 1), of(&[(Rank::Similar, "99999-000013")]));
    // The beginning of a code.
    assert_eq!(
        best("99998-", 9),
        of(
            &[(Rank::Prefix, "99998-000003"), (Rank::Prefix, "99998-000002"), (Rank::Prefix, "99998-000001"),]
        )
    );
    for nothing in ["", " ", "ー", "-", "存在しない"] {
        assert_eq!(found(&catalogue, nothing, None), [], "{nothing:?}");
    }
}

#[test]
fn searches_of_a_month_stay_in_its_list() {
    let catalogue = sample_csv();
    let codes = |query: &str, of: Option<&str>| -> Vec<String> {
        found(&catalogue, query, of).into_iter().map(|(_, code)| code).collect()
    };
    assert_eq!(codes("例示歩行器　四輪", Some("202604"))[0], "99999-000041");
    assert!(!codes("例示歩行器　四輪", Some("202604")).contains(&"99999-000043".to_owned()));
    assert!(codes("例示歩行器　四輪", Some("202612")).contains(&"99999-000043".to_owned()));
    let options = |of: &str| SearchOptions { month: Some(month(of)), limit: 10 };
    let may = catalogue.search("例示スロープ", options("202606"));
    assert_eq!(
        (may.list, may.hits.iter().filter(|hit| hit.rank < Rank::Similar).count(), may.elsewhere),
        (Some(month("202605")), 0, 1)
    );
    let before = catalogue.search("例示スロープ", options("202603"));
    assert_eq!((before.list, before.hits.len(), before.elsewhere), (None, 0, 1));
    // Without a month, each product as the latest list shows it.
    let any = catalogue.search("99999-000051", SearchOptions::default());
    assert_eq!((any.list, any.hits[0].entry.month, any.elsewhere), (None, month("202604"), 0));
    let any = catalogue.search("99999-000041", SearchOptions::default());
    assert_eq!(any.hits[0].entry.month, month("202605"));
}

#[test]
fn searches_are_limited_and_stable() {
    use std::fmt::Write as _;
    let mut rows = String::new();
    for number in 0..3000 {
        let _ = writeln!(
            rows,
            "{:05}-{:06},見本{},見本品{},M-{},1,2",
            99999 - number % 7,
            number,
            number % 13,
            number % 50,
            number % 11
        );
    }
    let catalogue = catalogue(&list(&rows));
    assert_eq!(catalogue.product_count(), 3000);
    let all = catalogue.search("見本品", SearchOptions { month: None, limit: 5000 });
    assert_eq!(all.total, 3000);
    let few = catalogue.search("見本品", SearchOptions { month: None, limit: 7 });
    assert_eq!((few.total, few.hits.as_slice()), (3000, &all.hits[..7]));
    // Shorter names first, then by name, model and code.
    let order: Vec<_> = all
        .hits
        .iter()
        .map(|hit| {
            (
                hit.rank,
                hit.entry.name.chars().count(),
                &hit.entry.name,
                hit.entry.model.replace('-', ""),
                &hit.entry.code,
            )
        })
        .collect();
    assert!(order.is_sorted());
    assert_eq!(catalogue.search("見本品", SearchOptions { month: None, limit: 0 }).hits, []);
}
