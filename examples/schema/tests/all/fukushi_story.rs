//! What `fukushi story` prints.

use super::exact::Exact;
use super::programs::{report, text};
use super::validator;
use careplan_examples::fukushi;
use serde_json::Value;

fn told(options: &[&str]) -> Value {
    let out = tempfile::tempdir().unwrap();
    report(fukushi, &[&["story", text(out.path())], options].concat())
}

#[test]
fn the_report_of_the_story_is_as_its_schema_says() {
    let exact =
        Exact { schema: "fukushi-story-report.schema.json", texts: &["/*/title"], ..Exact::default() };
    exact.check(&[told(&[]), told(&["--lang", "en"])]);
}

#[test]
fn there_are_ten_steps_in_their_order() {
    let validator = validator("fukushi-story-report.schema.json");
    let Value::Array(steps) = told(&[]) else { panic!("no list of steps") };
    assert_eq!(steps.len(), 10);
    for at in 0..steps.len() {
        let (mut less, mut more, mut turned) = (steps.clone(), steps.clone(), steps.clone());
        less.remove(at);
        more.push(steps[at].clone());
        turned.swap(at, (at + 1) % 10);
        for wrong in [less, more, turned] {
            assert!(!validator.is_valid(&Value::Array(wrong)), "{at}");
        }
    }
}
