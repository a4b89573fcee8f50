//! Lists of forms of one kind, reached by their layout.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_model::{
    AnyForm, FileContent, FormFile, FormList, LayoutVisitor, ListedForm, PlanDeletion, Table1,
    Table1Deletion, kind,
};

fn deletion() -> PlanDeletion {
    let [version, insurer, insured, month] = ["202407", "991018", "9000000001", "202510"];
    PlanDeletion::new(
        version.parse().unwrap(),
        insurer.parse().unwrap(),
        insured.parse().unwrap(),
        month.parse().unwrap(),
    )
}

#[test]
fn every_layout_of_the_standard_has_its_list() {
    struct Name;
    impl LayoutVisitor<String> for Name {
        type Output = &'static str;
        fn visit<F: ListedForm<String>>(self) -> &'static str {
            assert!(F::of_list(&F::into_list(Vec::new())).is_some_and(<[F]>::is_empty));
            F::LAYOUT.form
        }
    }
    for kind in kind::STANDARD {
        let Some(layout) = kind.layout else { continue };
        assert_eq!(FormList::with_layout(layout, Name), Some(layout.form));
        let empty = FormList::<String>::empty(layout).unwrap();
        assert!(empty.is_empty());
        assert_eq!(empty.layout(), layout);
    }
    assert_eq!(AnyForm::<String>::LAYOUTS.len(), 16);
}

#[test]
fn a_list_gives_its_forms_as_what_they_are_only() {
    let mut list: FormList = vec![deletion(), deletion()].into();
    assert_eq!(list.of::<PlanDeletion>().unwrap().len(), 2);
    assert!(list.of::<Table1Deletion>().is_none());
    assert!(list.of_mut::<Table1>().is_none());
    list.of_mut::<PlanDeletion>().unwrap().pop();
    assert_eq!(list.len(), 1);
    let file = FormFile {
        name: "DLTPLAN_202510_9970100013_43_9970100062_17_20251120100002.CSV".parse().unwrap(),
        content: FileContent::Forms(list),
    };
    assert_eq!((file.forms::<PlanDeletion>().len(), file.forms::<Table1>().len()), (1, 0));
    assert_eq!((file.record_count(), file.kind()), (1, &kind::PLAN_DELETION));
    let picture: FormFile = FormFile { content: FileContent::Bytes(vec![7; 9]), ..file };
    assert_eq!(picture.record_count(), 0);
    assert!(format!("{picture:?}").contains("«9 bytes»"));
}

#[cfg(feature = "serde")]
#[test]
fn a_list_is_a_list_in_json_and_read_back_by_its_layout() {
    use careplan_model::Form as _;
    let list: FormList = vec![deletion()].into();
    let json = serde_json::to_string(&list).unwrap();
    assert_eq!(
        json,
        r#"[{"csv_version":"202407","insurer":"991018","insured":"9000000001","service_month":"2025-10"}]"#
    );
    let read = |layout| FormList::deserialize(layout, &mut serde_json::Deserializer::from_str(&json));
    assert_eq!(read(PlanDeletion::LAYOUT).unwrap(), list);
    let error = read(Table1Deletion::LAYOUT).unwrap_err().to_string();
    assert!(!error.contains("9000000001"), "{error}");
}
