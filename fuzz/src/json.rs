//! JSON as a form, and back.

use super::files::kind_and_rest;
use careplan_csv::{WriteOptions, Writer};
use careplan_model::AnyForm;

/// The first byte says the kind.
pub(super) fn target(data: &[u8]) {
    let Some((kind, json)) = kind_and_rest(data) else { return };
    let Some(layout) = kind.layout else { return };
    let read = |json: &[u8]| {
        let mut reader = serde_json::Deserializer::from_slice(json);
        AnyForm::<String>::deserialize(layout, &mut reader).and_then(|form| reader.end().map(|()| form))
    };
    let form = match read(json) {
        Ok(form) => form,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let text = serde_json::to_vec(&form).expect("what was read can be written");
    let again = read(&text).expect("what was written can be read");
    assert!(again == form, "JSON gives the form back");
    // It is written as CSV or refused with a reason.
    let mut writer = Writer::new(Vec::new(), WriteOptions::new());
    if let Err(error) = writer.write_any(&form) {
        assert!(!error.to_string().is_empty() && !error.japanese().is_empty());
        assert!(writer.into_inner().is_empty(), "nothing of it is written");
    }
}
