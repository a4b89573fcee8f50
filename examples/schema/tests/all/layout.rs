//! The schema of a form, from its layout: a line for each item, as the tables of the standard have it.

use careplan_model::{Identifier, Item, ItemType, Layout, Width, kind};

/// Which values a schema of forms takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// Those that the standard has room for.
    Right,
    /// All that forms can hold: what a file has, right or wrong.
    Any,
}

/// The schemas of forms as members of `$defs`.
pub(super) fn definitions(layouts: &[&Layout], values: Values) -> String {
    let of_form = |layout: &&Layout| {
        let required: Vec<&str> =
            layout.items.iter().filter(|item| item.enforced).map(|item| item.field).collect();
        definition(layout, &about(layout), &required, |item| match values {
            Values::Right => shape(item),
            Values::Any => type_of(item),
        })
    };
    layouts.iter().map(of_form).collect::<Vec<_>>().join(",\n")
}

fn about(layout: &Layout) -> String {
    let prefixes: Vec<&str> =
        kind::STANDARD.iter().filter(|kind| kind.layout == Some(layout)).map(|kind| kind.prefix).collect();
    // Forms of other crates have no file of the standard.
    if prefixes.is_empty() { "A record.".to_owned() } else { format!("A record of {}.", prefixes.join(", ")) }
}

/// An object with a key for each item, as a member of `$defs`.
pub(super) fn definition(
    layout: &Layout,
    about: &str,
    required: &[&str],
    shape: impl Fn(&Item) -> String,
) -> String {
    let items: Vec<String> = layout
        .items
        .iter()
        .map(|item| format!("        {}: {}", quoted(item.field), of_item(item, &shape(item))))
        .collect();
    let required: Vec<String> = required.iter().map(|field| quoted(field)).collect();
    format!(
        "    {}: {{\n      \"title\": {},\n      \"description\": {},\n      \"type\": \"object\",\n      \
         \"properties\": {{\n{}\n      }},\n      \"required\": [{}],\n      \"additionalProperties\": false\n    }}",
        quoted(layout.form),
        quoted(layout.name),
        quoted(about),
        items.join(",\n"),
        required.join(", "),
    )
}

fn of_item(item: &Item, shape: &str) -> String {
    let mark = match (item.required, item.needed) {
        (true, _) => ", 必須",
        (false, true) => ", 必要",
        (false, false) => "",
    };
    let codes = item.codes().map_or_else(String::new, |list| {
        let codes: Vec<String> = list.entries.iter().map(|(code, label)| format!("{code} {label}")).collect();
        format!(" {}: {}. Other codes are kept.", list.name, codes.join(", "))
    });
    let about = format!("No.{}{mark}. {}{codes}", item.number, item.meaning);
    let personal = if item.personal { ", \"x-personal\": true" } else { "" };
    format!("{{ \"title\": {}, \"description\": {}{personal}, {shape} }}", quoted(item.name), quoted(&about))
}

/// What characters the item has. Which codes, dates and numbers are right is asked by the rules.
fn shape(item: &Item) -> String {
    if let Some(constant) = item.constant {
        return format!("\"const\": {}", quoted(constant));
    }
    match (item.identifier, item.item_type) {
        (Some(Identifier::Insurer | Identifier::Version), _)
        | (_, ItemType::Date | ItemType::Month | ItemType::Decimal | ItemType::DayFlags) => type_of(item),
        (Some(Identifier::Insured), _) => pattern("[0-9]{10}|H[0-9]{9}"),
        (Some(Identifier::Office), _) => pattern("[0-9A-Z]{10}"),
        (_, ItemType::Time) => {
            let end = if item.allows_2400 { "|2400" } else { "" };
            let untimed = if item.allows_9999 { "|9999" } else { "" };
            pattern(&format!("([01][0-9]|2[0-3])[0-5][0-9]{end}{untimed}"))
        }
        (_, ItemType::Integer) => integer(item),
        (_, ItemType::Digits) => pattern(&format!("[0-9]{}", times(item.width))),
        // What people type, and lists of numbers, hold other characters too.
        (None, ItemType::Alphanumeric) if matches!(item.width, Width::Fixed(_)) => {
            pattern(&format!("[0-9A-Z]{}", times(item.width)))
        }
        _ => text(item),
    }
}

/// What characters the type of the item has, whatever the standard says of the item.
fn type_of(item: &Item) -> String {
    let zeros = |zeros: &str| if item.check(zeros).is_ok() { format!("|{zeros}") } else { String::new() };
    match (item.identifier, item.item_type) {
        (Some(Identifier::Insurer | Identifier::Version), _) => pattern("[0-9]{6}"),
        (_, ItemType::Date) => pattern(&format!("[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{}", zeros("00000000"))),
        (_, ItemType::Month) => pattern(&format!("[0-9]{{4}}-[0-9]{{2}}{}", zeros("000000"))),
        (_, ItemType::Time) => pattern("([01][0-9]|2[0-3])[0-5][0-9]|2400|9999"),
        (_, ItemType::Integer) => "\"type\": \"integer\"".to_owned(),
        (_, ItemType::Decimal) => pattern("[0-9]{1,3}(\\.[0-9]{1,2})?"),
        (_, ItemType::DayFlags) => pattern("[01]{31}"),
        _ => "\"type\": \"string\"".to_owned(),
    }
}

/// `{n}` or `{1,n}`.
fn times(width: Width) -> String {
    match width {
        Width::Fixed(length) => format!("{{{length}}}"),
        Width::Max(length) => format!("{{1,{length}}}"),
        Width::Free => "+".to_owned(),
    }
}

fn pattern(of_all: &str) -> String {
    let of_all = if of_all.contains('|') { format!("({of_all})") } else { of_all.to_owned() };
    format!("\"type\": \"string\", \"pattern\": {}", quoted(&format!("^{of_all}$")))
}

/// As many digits as the item has room for; a minus takes the room of one.
fn integer(item: &Item) -> String {
    let most = item.tolerated.max(item.width.length()).unwrap_or(9).min(9);
    let (least, most) = (10_i64.pow(u32::from(most) - 1) - 1, 10_i64.pow(u32::from(most)) - 1);
    format!("\"type\": \"integer\", \"minimum\": {}, \"maximum\": {most}", -least)
}

fn text(item: &Item) -> String {
    let least = match item.width {
        Width::Fixed(length) => format!(", \"minLength\": {length}"),
        _ => String::new(),
    };
    let most = item.tolerated.max(item.width.length());
    let most = most.map_or_else(String::new, |most| format!(", \"maxLength\": {most}"));
    format!("\"type\": \"string\"{least}{most}")
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
