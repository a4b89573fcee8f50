//! Whether a schema says just what a report is. Documents are spoiled, and the schema has to refuse each; the schema is
//! spoiled, and it has to refuse a document. So neither says more than the other.

use super::{assert_valid, closed, schema};
use careplan_model::CsvVersion;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a schema leaves open, and what no document of a test has. Places are JSON pointers: `*` stands for any step of a
/// pointer, `**` at its end for any steps or none.
#[derive(Default)]
pub(super) struct Exact<'a> {
    /// The file of the schema.
    pub(super) schema: &'a str,
    /// Keys of documents that may be missing.
    pub(super) optional: &'a [&'a str],
    /// Parts of documents that have schemas and tests of their own: of them only the types are tried.
    pub(super) parts: &'a [&'a str],
    /// Texts of documents that may be any, but for the empty one.
    pub(super) texts: &'a [&'a str],
    /// Texts of documents that may be empty too.
    pub(super) empty_texts: &'a [&'a str],
    /// What the schema says and no program can be brought to print.
    pub(super) unseen: &'a [&'a str],
    /// What the schema says of those parts.
    pub(super) elsewhere: &'a [&'a str],
}

impl Exact<'_> {
    /// Tries the schema on documents, which together have all that it describes.
    pub(super) fn check(&self, documents: &[Value]) {
        let schema = schema(self.schema);
        let validator = compiled(&schema);
        let mut strict = schema.clone();
        closed(&mut strict);
        let strict = compiled(&strict);
        for document in documents {
            assert_valid(&validator, document);
            // Where more keys are allowed, there are none all the same that nobody describes.
            assert_valid(&strict, document);
        }
        let documents = distinct(documents);
        self.keys_are_optional(&documents);
        self.no_slip_is_valid(&validator, &documents);
        self.no_word_is_idle(&schema, &documents);
    }

    /// Keys that may be missing are there, and are missing.
    fn keys_are_optional(&self, documents: &[Value]) {
        for optional in self.optional.iter().filter(|optional| !optional.ends_with('*')) {
            let (parent, key) = optional.rsplit_once('/').unwrap();
            let all = documents.iter().flat_map(|document| {
                let places = places(document).into_iter().filter(|place| is_among(&place.pattern, &[parent]));
                places.map(|place| document.pointer(&place.pointer).unwrap().get(key).is_some())
            });
            let all: BTreeSet<bool> = all.collect();
            assert_eq!(all.len(), 2, "{}: {optional} {all:?}", self.schema);
        }
    }

    fn no_slip_is_valid(&self, validator: &Validator, documents: &[Value]) {
        let (mut seen, mut missed) = (BTreeSet::new(), Vec::new());
        for document in documents {
            assert_valid(validator, document);
            for place in places(document) {
                let value = document.pointer(&place.pointer).unwrap();
                if !seen.insert((place.pattern.clone(), place.parent, shape(value))) {
                    continue;
                }
                for (slip, spoiled) in self.spoiled(&place.pattern, value) {
                    let mut document = document.clone();
                    *document.pointer_mut(&place.pointer).unwrap() = spoiled;
                    if validator.is_valid(&document) {
                        missed.push(format!("{}: {slip}", place.pattern));
                    }
                }
            }
        }
        assert!(missed.is_empty(), "{} takes\n{}", self.schema, missed.join("\n"));
    }

    /// A value with a slip in it, in every way.
    fn spoiled(&self, place: &str, value: &Value) -> Vec<(String, Value)> {
        // No report has a number with decimals, and none has any of these where another type is meant.
        let types = [json!([]), json!({}), json!(1.5), json!(true)];
        let is_other = |wrong: &&Value| match value {
            Value::Object(_) => !wrong.is_object(),
            Value::Array(_) => !wrong.is_array(),
            Value::Bool(_) => !wrong.is_boolean(),
            _ => true,
        };
        let mut wrong: Vec<Value> = types.iter().filter(is_other).cloned().collect();
        let mut all = Vec::new();
        if !is_among(place, self.parts) {
            match value {
                Value::Object(object) => {
                    let needed = |key: &&String| !is_among(&format!("{place}/{key}"), self.optional);
                    for key in object.keys().filter(needed) {
                        let mut less = object.clone();
                        less.remove(key);
                        all.push((format!("without {key}"), less.into()));
                    }
                    let mut more = object.clone();
                    more.insert("colour".into(), json!("red"));
                    all.push(("one key more".into(), more.into()));
                }
                Value::Number(_) => wrong.extend([json!(-1), json!("1")]),
                Value::String(_) if is_among(place, self.empty_texts) => {}
                Value::String(_) if is_among(place, self.texts) => wrong.push(json!("")),
                Value::String(_) => wrong.extend([json!(""), json!("no such word")]),
                _ => {}
            }
        }
        all.extend(wrong.into_iter().map(|wrong| (wrong.to_string(), wrong)));
        all
    }

    /// Whatever is taken out of the schema, a document is refused for it; but for what is unseen, which is so in truth.
    fn no_word_is_idle(&self, schema: &Value, documents: &[Value]) {
        let mut missed = Vec::new();
        for word in words(schema, "") {
            if is_among(&word, self.elsewhere) {
                continue;
            }
            let validator = compiled(&without(schema, &word));
            let is_needed = documents.iter().any(|document| !validator.is_valid(document));
            if is_needed == is_among(&word, self.unseen) {
                missed.push(format!("{word}: {}", if is_needed { "seen" } else { "not seen" }));
            }
        }
        assert!(missed.is_empty(), "{}\n{}", self.schema, missed.join("\n"));
    }
}

fn compiled(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// Whether a place is one of those that are meant.
fn is_among(place: &str, meant: &[&str]) -> bool {
    meant.iter().any(|meant| {
        let (mut place, mut meant) = (place.split('/'), meant.split('/'));
        loop {
            match (place.next(), meant.next()) {
                (_, Some("**")) | (None, None) => return true,
                (Some(_), Some("*")) => {}
                (Some(step), Some(expected)) if step == expected => {}
                _ => return false,
            }
        }
    })
}

/// A place in a document.
struct Place {
    pointer: String,
    /// The pointer with `*` for places in arrays.
    pattern: String,
    /// The shape of the object or array that it stands in: objects of one place may be of several kinds.
    parent: String,
}

fn places(document: &Value) -> Vec<Place> {
    let mut all = vec![Place { pointer: String::new(), pattern: String::new(), parent: String::new() }];
    let mut next = 0;
    while let Some(Place { pointer, pattern, .. }) = all.get(next) {
        let (pointer, pattern) = (pointer.clone(), pattern.clone());
        let value = document.pointer(&pointer).unwrap();
        let parent = shape(value);
        let steps: Vec<(String, String)> = match value {
            Value::Object(object) => object.keys().map(|key| (key.clone(), key.clone())).collect(),
            Value::Array(array) => (0..array.len()).map(|at| (at.to_string(), "*".into())).collect(),
            _ => Vec::new(),
        };
        for (step, general) in steps {
            let (pointer, pattern) = (format!("{pointer}/{step}"), format!("{pattern}/{general}"));
            all.push(Place { pointer, pattern, parent: parent.clone() });
        }
        next += 1;
    }
    all
}

/// What a value is made of. Words of closed lists are part of it, as they say which keys there are.
fn shape(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let keys: Vec<_> = object.iter().map(|(key, value)| format!("{key}:{}", shape(value))).collect();
            format!("{{{}}}", keys.join(","))
        }
        Value::Array(array) => {
            let shapes: BTreeSet<_> = array.iter().map(shape).collect();
            format!("[{}]", shapes.into_iter().collect::<Vec<_>>().join(","))
        }
        Value::String(text) if is_word(text) => text.clone(),
        Value::String(_) => "text".into(),
        Value::Bool(is_so) => is_so.to_string(),
        Value::Number(_) => "number".into(),
        Value::Null => "null".into(),
    }
}

/// A word that a program writes, such as `not-upgraded`, or the value of an edition.
fn is_word(text: &str) -> bool {
    let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.len() < 30
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    is_word || text.parse().is_ok_and(|version: CsvVersion| version.edition().is_some())
}

/// Documents of different shapes, without what repeats in their arrays.
fn distinct(documents: &[Value]) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let shortened = documents.iter().map(shortened);
    shortened.filter(|document| seen.insert(shape(document))).collect()
}

fn shortened(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            Value::Object(object.iter().map(|(key, value)| (key.clone(), shortened(value))).collect())
        }
        // Of pairs of numbers both are wanted.
        Value::Array(array) if array.iter().any(|it| it.is_object() || it.is_array()) => {
            let mut seen = BTreeSet::new();
            array.iter().map(shortened).filter(|element| seen.insert(shape(element))).collect()
        }
        other => other.clone(),
    }
}

/// The places of a schema at which it says what may be: a key, a word of a list, a type of several, a branch, a pattern.
fn words(schema: &Value, at: &str) -> Vec<String> {
    let mut all = Vec::new();
    let Value::Object(keywords) = schema else { return all };
    for (keyword, value) in keywords {
        let here = format!("{at}/{keyword}");
        let many = |count: usize| (0..count).map(|place| format!("{here}/{place}"));
        match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(members)) => {
                for (name, member) in members {
                    let place = format!("{here}/{name}");
                    if keyword == "properties" {
                        all.push(place.clone());
                    }
                    all.extend(words(member, &place));
                }
            }
            ("enum" | "type", Value::Array(words)) => all.extend(many(words.len())),
            ("const" | "pattern", _) => all.push(here),
            ("oneOf" | "anyOf" | "prefixItems", Value::Array(branches)) => {
                // A list of steps is no list of branches, and one without a branch is no schema.
                if keyword != "prefixItems" && branches.len() > 1 {
                    all.extend(many(branches.len()));
                }
                for (place, branch) in branches.iter().enumerate() {
                    all.extend(words(branch, &format!("{here}/{place}")));
                }
            }
            ("items" | "additionalProperties", value) => all.extend(words(value, &here)),
            _ => {}
        }
    }
    all
}

/// The schema without what stands at a place.
fn without(schema: &Value, place: &str) -> Value {
    let mut schema = schema.clone();
    let (parent, last) = place.rsplit_once('/').unwrap();
    match (schema.pointer_mut(parent).unwrap(), last) {
        (Value::Object(keywords), "const") => keywords.insert(last.into(), json!("no such word")),
        (Value::Object(keywords), "pattern") => keywords.insert(last.into(), json!("^no such word$")),
        (Value::Object(members), name) => members.remove(name),
        (Value::Array(words), place) => Some(words.remove(place.parse().unwrap())),
        (other, _) => unreachable!("{other}"),
    };
    schema
}
