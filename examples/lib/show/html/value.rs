//! One item as people read it: codes with their labels, dates with Japanese years, numbers in groups.

use careplan_model::YearMonth;
use careplan_model::{CsvVersion, Date, DayFlags, Identifier, Item, ItemType, ServiceCode, ServiceTypeCode};
use careplan_rules::{Bilingual, Language};

/// What is shown of an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// What people read.
    pub(super) text: String,
    /// What stands smaller beside it: the code of a label, the name of a code.
    pub(super) aside: Option<String>,
}

impl Reading {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), aside: None }
    }

    fn with(text: impl Into<String>, aside: impl Into<String>) -> Self {
        Self { text: text.into(), aside: Some(aside.into()) }
    }
}

/// An item that is not blank; what is no value of its type as it stands in the file.
pub(super) fn reading(item: Option<&Item>, content: &str, language: Language) -> Reading {
    let read = item.and_then(|item| match item.item_type {
        ItemType::Code(list) => Some(Reading::with(list.label(content)?, content)),
        ItemType::Date => Some(Reading::plain(content.parse::<Date>().ok()?.wareki().to_string())),
        ItemType::Month if item.identifier == Some(Identifier::Version) => version(content, language),
        ItemType::Month => Some(Reading::plain(content.parse::<YearMonth>().ok()?.wareki().to_string())),
        ItemType::Time => time(content, language),
        ItemType::Integer => Some(Reading::plain(grouped(content)?)),
        ItemType::DayFlags => Some(Reading::plain(days(content.parse().ok()?))),
        _ if item.field == "service_code" => service(content),
        _ if item.field.ends_with("service_type") => {
            Some(Reading::with(content.parse::<ServiceTypeCode>().ok()?.name()?, content))
        }
        _ => None,
    });
    read.unwrap_or_else(|| Reading::plain(content))
}

fn version(content: &str, language: Language) -> Option<Reading> {
    let edition = content.parse::<CsvVersion>().ok()?.edition()?;
    Some(match language {
        Language::Japanese => Reading::with(content, format!("{edition}版")),
        Language::English => Reading::with(content, format!("edition {edition}")),
    })
}

/// 0900 as 09:00; 9999 says that the service has no time.
fn time(content: &str, language: Language) -> Option<Reading> {
    if content == "9999" {
        return Some(Reading::with(Bilingual { ja: "時刻なし", en: "no time" }.get(language), content));
    }
    let (hour, minute) = content.split_at_checked(2).filter(|(_, minute)| minute.len() == 2)?;
    Some(Reading::plain(format!("{hour}:{minute}")))
}

/// 16563 as 16,563. What is written otherwise (000250) stays as it is.
fn grouped(content: &str) -> Option<String> {
    let number: i64 = content.parse().ok()?;
    if number.to_string() != content {
        return None;
    }
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    Some(out)
}

/// 1111100100… as 1～5・8日.
fn days(flags: DayFlags) -> String {
    let mut stretches: Vec<(u8, u8)> = Vec::new();
    for day in flags.days() {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => stretches.push((day, day)),
        }
    }
    let stretch = |(first, last): &(u8, u8)| {
        if first == last { first.to_string() } else { format!("{first}～{last}") }
    };
    let stretches: Vec<String> = stretches.iter().map(stretch).collect();
    if stretches.is_empty() { "0日".into() } else { format!("{}日", stretches.join("・")) }
}

fn service(content: &str) -> Option<Reading> {
    let code: ServiceCode = content.parse().ok()?;
    Some(Reading::with(content, code.service_type().and_then(ServiceTypeCode::name)?))
}

#[cfg(test)]
mod tests {
    use super::{Reading, reading};
    use careplan_model::{Form, Table1, Table6, Table7};
    use careplan_rules::Language;

    fn shown(item: Option<&careplan_model::Item>, content: &str) -> (String, Option<String>) {
        let Reading { text, aside } = reading(item, content, Language::Japanese);
        (text, aside)
    }

    #[test]
    fn items_are_read_by_their_type() {
        let table1 = |field| <Table1<String> as Form>::LAYOUT.field(field);
        let table6 = |field| <Table6<String> as Form>::LAYOUT.field(field);
        let table7 = |field| <Table7<String> as Form>::LAYOUT.field(field);
        for (item, content, text, aside) in [
            (table1("care_level"), "23", "要介護３", Some("23")),
            (table1("care_level"), "99", "99", None),
            (table1("plan_date"), "20260401", "令和8年4月1日", None),
            (table1("plan_date"), "20260431", "20260431", None),
            (table1("csv_version"), "202407", "202407", Some("4.1版")),
            (table1("csv_version"), "202410", "202410", None),
            (table6("service_month"), "202510", "令和7年10月", None),
            (table6("service_start_time"), "0900", "09:00", None),
            (table6("service_end_time"), "9999", "時刻なし", Some("9999")),
            (table6("prorated_days"), "1111100100000000000000000000000", "1～5・8日", None),
            (table6("service_code"), "111211", "111211", Some("訪問介護")),
            (table7("service_code"), "11AAAA", "11AAAA", Some("訪問介護")),
            (table7("service_code"), "999999", "999999", None),
            (table7("total_cost"), "16563", "16,563", None),
            (table7("total_cost"), "-1234567", "-1,234,567", None),
            (table7("total_cost"), "999", "999", None),
            (table7("total_cost"), "000250", "000250", None),
            (None, "<余分>", "<余分>", None),
        ] {
            assert_eq!(shown(item, content), (text.to_owned(), aside.map(str::to_owned)), "{content}");
        }
    }
}
