//! Views in JSON, for the screens of a vendor.

use crate::views::{supplement, support, table2, table3, table6};
use careplan_model::views::table7::{Facts, Table7Month};
use careplan_model::views::{LimitSlots, MonthGrid, PreventiveTree, Printing, Table2Tree, Week};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn there_and_back<V: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(view: &V) -> Value {
    let text = serde_json::to_string(view).unwrap();
    assert_eq!(&serde_json::from_str::<V>(&text).unwrap(), view);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(&serde_json::from_value::<V>(value.clone()).unwrap(), view);
    value
}

fn tree() -> Table2Tree<String> {
    let records = [
        table2::line([1, 1, 1], ["課題", "長期", "短期", "", "春"]),
        table2::line([1, 1, 2], ["課題", "", "", "", ""]),
    ];
    Table2Tree::from_records(&records).unwrap()
}

#[test]
fn table2() {
    let support = json!({ "number": 2, "printed": ["need"] });
    assert_eq!(
        there_and_back(&tree()),
        json!({
            "csv_version": "202407", "insurer": "991018", "insured": "9000000001", "created_on": "2024-04-01",
            "plan_date": "2024-04-02", "updated_by": "9970100013", "printing": "first_line",
            "needs": [{ "number": 1, "text": "課題", "goals": [{ "number": 1, "text": "長期", "short_term_goals": [
                { "text": "短期", "period": "春", "supports": [{ "number": 1 }, support] },
            ] }] }],
        })
    );
}

#[test]
fn the_other_views() {
    let mut records = vec![table3::blank(); 2];
    records[0].service_content = Some("訪問".to_owned());
    records[1].other_services = Some("通院".to_owned());
    let week = there_and_back(&Week::from_records(&records).unwrap());
    assert_eq!(week["entries"], json!([{ "service": { "content": "訪問" } }, { "other": "通院" }]));

    let records = [table6::visit(3, "0900", "1000", "111211"), table6::visit(1, "0900", "1000", "111211")];
    let grid = there_and_back(&MonthGrid::from_records(&records).unwrap());
    assert_eq!(
        grid["lines"][0]["days"],
        json!([{ "day": 1, "count": 1, "order": 1 }, { "day": 3, "count": 1, "order": 0 }])
    );
    assert_eq!(grid["lines"][0]["service_start_time"], "0900");
    assert_eq!(grid["service_month"], "2025-10");

    let records = [support::line(["01", "1", ""], ["課題", "", "", ""], [""; 3], [""; 3])];
    let mut tree = PreventiveTree::from_records(&records).unwrap();
    tree.printing = Printing::EveryLine;
    let tree = there_and_back(&tree);
    assert_eq!((&tree["needs"][0]["number"], &tree["printing"]), (&json!("01"), &json!("every_line")));

    let slots = there_and_back(&LimitSlots::from_list([supplement::slot("11", 500)]).unwrap());
    let first =
        json!({ "service_type": "11", "benefit_limit": 500, "total_units": 501, "limit_excess_units": 1 });
    assert_eq!((&slots[0], &slots[8]), (&first, &json!({})));
    assert_eq!(slots.as_array().unwrap().len(), 9);
}

/// Reads `view` after a change, and gives the error.
fn error_of<V: Serialize + DeserializeOwned + std::fmt::Debug>(
    view: &V,
    change: impl FnOnce(&mut Value),
) -> String {
    let mut value = serde_json::to_value(view).unwrap();
    change(&mut value);
    serde_json::from_str::<V>(&value.to_string()).unwrap_err().to_string()
}

#[test]
fn errors_tell_where_and_repeat_nothing() {
    let secret = || json!("見本　太郎");
    let errors = [
        error_of(&tree(), |view| view["insurer"] = secret()),
        error_of(&tree(), |view| view["needs"][0]["number"] = secret()),
        error_of(&tree(), |view| view["needs"] = secret()),
        error_of(&tree(), |view| view["needs"][0] = secret()),
        error_of(&tree(), |view| view["printing"] = secret()),
        error_of(&tree(), |view| view["見本　太郎"] = json!(1)),
        error_of(&tree(), |view| view["needs"][0]["text"] = json!(9_000_000_001u64)),
        error_of(&tree(), |view| view["needs"][0]["text"] = json!([secret()])),
        error_of(&tree(), |view| *view = secret()),
    ];
    for error in &errors {
        assert!(!error.contains("見本") && !error.contains("9000000001"), "{error}");
    }
    assert!(errors[1].starts_with("needs: number: "), "{}", errors[1]);
    assert!(errors[6].starts_with("needs: text: "), "{}", errors[6]);

    let facts = json!({ "edition": "202407", "created_on": "2025-10-01", "bearers": [
        { "provider": "9970100021", "service_type": "11" },
    ] });
    let facts: Facts = serde_json::from_value(facts).unwrap();
    let month = json!({ "groups": [{ "provider": "9970100021", "service_type": "11", "rows": [] }] });
    let month: Table7Month = serde_json::from_value(month).unwrap();
    for error in [
        error_of(&facts, |facts| facts["見本　太郎"] = json!(1)),
        error_of(&facts, |facts| facts["edition"] = secret()),
        error_of(&facts, |facts| facts["benefit_rate"] = secret()),
        error_of(&facts, |facts| facts["bearers"][0]["見本　太郎"] = json!(1)),
        error_of(&facts, |facts| facts["bearers"][0] = secret()),
        error_of(&facts, |facts| facts["subtotals"] = secret()),
        error_of(&facts, |facts| *facts = secret()),
        error_of(&month, |month| month["見本　太郎"] = json!(1)),
        error_of(&month, |month| month["groups"][0]["見本　太郎"] = json!(1)),
        error_of(&month, |month| month["groups"][0]["provider"] = secret()),
        error_of(&month, |month| month["groups"][0]["rows"] = secret()),
        error_of(&month, |month| month["groups"] = secret()),
        error_of(&month.groups[0], |group| group["見本　太郎"] = json!(1)),
        error_of(&month, |month| *month = json!(9_000_000_001u64)),
    ] {
        assert!(!error.contains("見本") && !error.contains("9000000001"), "{error}");
    }

    let grid = MonthGrid::from_records(&[table6::visit(3, "0900", "1000", "111211")]).unwrap();
    for (days, expected) in [
        (json!([{ "day": 32, "count": 1 }]), "not 1 to 31"),
        (json!([{ "day": 0, "count": 1 }]), "not 1 to 31"),
        (json!([{ "day": 3, "count": 1 }, { "day": 3, "count": 1 }]), "twice"),
        (json!([{ "day": 3, "count": 1, "more": 1 }]), "unknown field"),
        (json!([{ "day": 3 }]), "count"),
    ] {
        let error = error_of(&grid, |view| view["lines"][0]["days"] = days);
        assert!(error.contains(expected), "{error}");
    }
    let slots = LimitSlots::from_list([]).unwrap();
    error_of(&slots, |view| {
        view.as_array_mut().unwrap().pop();
    });
    error_of(&slots, |view| view.as_array_mut().unwrap().push(json!({})));
}
