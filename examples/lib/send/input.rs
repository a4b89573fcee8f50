//! PERSONS.json: who sends, when, and the forms of each person. Problems name the place, never a value.

use super::unique::Unique;
use careplan_model::{Edition, Endpoint, PersonForms, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What is to be sent.
pub(super) struct Input {
    pub(super) sender: Endpoint,
    pub(super) timestamp: Timestamp,
    pub(super) edition: Option<Edition>,
    pub(super) persons: Vec<PersonForms>,
}

impl Input {
    /// Reads the file, or lists all that is wrong with it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Vec<String>> {
        let syntax = |error: serde_json::Error| vec![error.to_string()];
        // Windows' editors put it there, and it says nothing.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        serde_json::from_slice::<Unique>(bytes).map_err(syntax)?;
        let Value::Object(mut object) = serde_json::from_slice(bytes).map_err(syntax)? else {
            return Err(vec!["the file is not a JSON object".into()]);
        };
        let mut problems = Vec::new();
        let sender = take(&mut object, "sender", &mut problems);
        let timestamp = take(&mut object, "timestamp", &mut problems);
        // Told here once; each unit would tell it again.
        if timestamp.is_some_and(|timestamp: Timestamp| !timestamp.is_valid()) {
            problems.push("timestamp: no day of the calendar and time of the clock (YYYYMMDDHHMMSS)".into());
        }
        let edition = match object.remove("edition") {
            None | Some(Value::Null) => None,
            Some(value) => read("edition", value, &mut problems),
        };
        let mut persons = Vec::new();
        match object.remove("persons") {
            Some(Value::Array(values)) => {
                for (number, value) in (1..).zip(values) {
                    persons.push(person(number, value, &mut problems));
                }
            }
            Some(_) => problems.push("persons: not an array".into()),
            None => problems.push("persons: missing".into()),
        }
        if !object.is_empty() {
            problems
                .push(format!("{} unknown key(s) beside sender, timestamp, edition, persons", object.len()));
        }
        match (sender, timestamp) {
            (Some(sender), Some(timestamp)) if problems.is_empty() => {
                Ok(Self { sender, timestamp, edition, persons })
            }
            _ => Err(problems),
        }
    }
}

fn take<V: DeserializeOwned>(
    object: &mut Map<String, Value>,
    key: &str,
    problems: &mut Vec<String>,
) -> Option<V> {
    let Some(value) = object.remove(key) else {
        problems.push(format!("{key}: missing"));
        return None;
    };
    read(key, value, problems)
}

fn read<V: DeserializeOwned>(place: &str, value: Value, problems: &mut Vec<String>) -> Option<V> {
    match serde_json::from_value(value) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(format!("{place}: {error}"));
            None
        }
    }
}

fn person(number: usize, value: Value, problems: &mut Vec<String>) -> PersonForms {
    let Value::Object(mut object) = value else {
        problems.push(format!("person {number}: not an object"));
        return PersonForms::default();
    };
    let mut at = Person { number, object: &mut object, problems };
    let person = PersonForms {
        table1: at.forms("UP1KYO"),
        table2: at.forms("UP2KYO"),
        table3: at.forms("UP3KYO"),
        supplements: at.forms("UPHOSOKU"),
        plan: at.forms("UPPLAN"),
        table7: at.forms("UPSIKYU"),
        receivers: at.forms("receivers"),
    };
    if !object.is_empty() {
        problems.push(format!(
            "person {number}: {} unknown key(s) beside UP1KYO, UP2KYO, UP3KYO, UPHOSOKU, UPPLAN, UPSIKYU, receivers",
            object.len()
        ));
    }
    person
}

struct Person<'a> {
    number: usize,
    object: &'a mut Map<String, Value>,
    problems: &'a mut Vec<String>,
}

impl Person<'_> {
    /// The records under a key: an array, or one by itself.
    fn forms<F: DeserializeOwned>(&mut self, key: &str) -> Vec<F> {
        let values = match self.object.remove(key) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(one) => vec![one],
        };
        let mut forms = Vec::new();
        for (record, value) in (1..).zip(values) {
            // Forms name the item, and repeat nothing of what stands there.
            let place = format!("person {}, {key}, record {record}", self.number);
            forms.extend(read::<F>(&place, value, self.problems));
        }
        forms
    }
}
