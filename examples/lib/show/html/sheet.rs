//! Sheets: the records of a file that make one form of one person, in the order of the page.

use super::book::{Book, Row, Source};
use careplan_model::kind;
use std::collections::HashMap;

/// A form of a person.
pub(super) struct Sheet<'b> {
    pub(super) book: &'b Book,
    pub(super) source: &'b Source,
    /// Its records, in the order of the file.
    pub(super) rows: Vec<&'b Row>,
    /// 実績 of the person and month, drawn under the plan; of any unit on the page.
    pub(super) actual: Vec<&'b Row>,
    /// The number of the sheet where it is drawn, if that is another one.
    pub(super) drawn_in: Option<usize>,
    /// The person's name, if some record of the unit tells it.
    pub(super) person: Option<&'b str>,
    /// Whether the records are none of the form's.
    pub(super) is_unreadable: bool,
}

impl<'b> Sheet<'b> {
    /// All records that are drawn here.
    pub(super) fn all_rows(&self) -> impl Iterator<Item = &'b Row> {
        self.rows.iter().chain(&self.actual).copied()
    }

    /// What an item of the first record holds.
    pub(super) fn content(&self, field: &str) -> &'b str {
        self.rows.first().map_or("", |row| row.content(field))
    }
}

/// The sheets of a page, and those of each unit (the last for what belongs to none).
pub(super) struct Plan<'b> {
    pub(super) sheets: Vec<Sheet<'b>>,
    pub(super) units: Vec<Vec<usize>>,
}

impl<'b> Plan<'b> {
    pub(super) fn of(book: &'b Book) -> Self {
        let mut plan = Self { sheets: Vec::new(), units: Vec::new() };
        for (_, files) in &book.units {
            plan.unit(book, files);
        }
        plan.unit(book, &book.strays);
        plan.put_actuals_under_plans();
        plan
    }

    /// The sheets of a unit: person by person, each with the forms in the order of the files.
    fn unit(&mut self, book: &'b Book, files: &[usize]) {
        let sources: Vec<&Source> = files.iter().filter_map(|number| book.sources.get(*number)).collect();
        let names = names(&sources);
        let mut persons: Vec<Person<'b>> = Vec::new();
        let mut known = HashMap::new();
        let mut unreadable = Vec::new();
        for source in &sources {
            let mut sheets: HashMap<_, usize> = HashMap::new();
            for row in source.records.iter().filter(|row| row.is_readable) {
                let id = person(row);
                let place = *known.entry(id).or_insert(persons.len());
                if place == persons.len() {
                    persons.push(Person { name: names.get(&id).copied(), sheets: Vec::new() });
                }
                let Some(person) = persons.get_mut(place) else { continue };
                if let Some(key) = key(row, source) {
                    if let Some(sheet) = sheets.get(&(id, key)) {
                        if let Some((_, rows)) = person.sheets.get_mut(*sheet) {
                            rows.push(row);
                        }
                        continue;
                    }
                    sheets.insert((id, key), person.sheets.len());
                }
                person.sheets.push((source, vec![row]));
            }
            let rows: Vec<&Row> = source.records.iter().filter(|row| !row.is_readable).collect();
            if !rows.is_empty() {
                unreadable.push((*source, rows));
            }
        }
        let mut numbers = Vec::new();
        let readable = persons
            .into_iter()
            .flat_map(|it| it.sheets.into_iter().map(move |(source, rows)| (source, rows, it.name, false)));
        let unreadable = unreadable.into_iter().map(|(source, rows)| (source, rows, None, true));
        for (source, rows, person, is_unreadable) in readable.chain(unreadable) {
            numbers.push(self.sheets.len());
            let (actual, drawn_in) = (Vec::new(), None);
            self.sheets.push(Sheet { book, source, rows, actual, drawn_in, person, is_unreadable });
        }
        self.units.push(numbers);
    }

    /// 実績 go under the last plan of the person and month: a newer one replaces those before it.
    fn put_actuals_under_plans(&mut self) {
        let key =
            |sheet: &Sheet<'b>| ["insurer", "insured", "service_month"].map(|field| sheet.content(field));
        let is_of = |sheet: &Sheet<'_>, kind| !sheet.is_unreadable && sheet.source.is(kind);
        let plans: HashMap<_, usize> = self
            .sheets
            .iter()
            .enumerate()
            .filter(|(_, sheet)| is_of(sheet, &kind::PLAN))
            .map(|(number, sheet)| (key(sheet), number))
            .collect();
        let mut moved = Vec::new();
        for sheet in self.sheets.iter_mut().filter(|sheet| is_of(sheet, &kind::ACTUAL)) {
            if let Some(plan) = plans.get(&key(sheet)) {
                sheet.drawn_in = Some(*plan);
                moved.push((*plan, std::mem::take(&mut sheet.rows)));
            }
        }
        for (plan, rows) in moved {
            if let Some(plan) = self.sheets.get_mut(plan) {
                plan.actual.extend(rows);
            }
        }
    }
}

/// A person of a unit.
struct Person<'b> {
    name: Option<&'b str>,
    sheets: Vec<(&'b Source, Vec<&'b Row>)>,
}

/// Whom a record is about: 保険者番号 and 被保険者番号.
fn person(row: &Row) -> (&str, &str) {
    (row.content("insurer"), row.content("insured"))
}

fn names<'b>(sources: &[&'b Source]) -> HashMap<(&'b str, &'b str), &'b str> {
    let mut names = HashMap::new();
    for row in sources.iter().flat_map(|source| &source.records) {
        let name = row.content("user_name");
        if !name.is_empty() {
            names.entry(person(row)).or_insert(name);
        }
    }
    names
}

/// What the records of one sheet share beside the person; `None` for forms of one record.
fn key<'b>(row: &'b Row, source: &Source) -> Option<[&'b str; 3]> {
    let fields = match source.layout?.form {
        "Table1" | "UserSupplement" | "BasicInfo" | "PreventivePlan" | "EquipmentPlanHeader" => return None,
        "Table2" | "Table3" | "PreventiveSupport" => ["plan_date", "", ""],
        "Table6" | "Table7" => ["service_month", "", ""],
        "BasicInfoSchedule" | "BasicInfoHistory" => ["consulted_on", "", ""],
        "EquipmentPlanNeed" | "EquipmentPlanLine" | "EquipmentOffer" => {
            ["plan_date", "provider", "service_type"]
        }
        // Deletions: a table of all.
        _ => ["", "", ""],
    };
    Some(fields.map(|field| row.content(field)))
}
