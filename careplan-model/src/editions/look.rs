//! What editions the records of a unit say that they are of.

use super::place::UnitPlace;
use super::problem::EditionProblem;
use crate::form_file::{FileContent, FormFile};
use crate::form_list::{ListVisitor, ListedForm};
use crate::layout::Item;
use crate::transmission::Transmission;
use crate::value::{CsvVersion, Edition, Value};
use core::any::Any;

/// What was found in the records of a unit.
#[derive(Default)]
pub(super) struct Look {
    /// The editions of the records, oldest first, each once.
    pub(super) editions: Vec<Edition>,
    /// The first record of each file whose value no edition has.
    pub(super) problems: Vec<EditionProblem>,
}

impl Look {
    pub(super) fn at(unit: &Transmission<FormFile>) -> Self {
        let mut found = [false; Edition::ALL.len()];
        let mut problems = Vec::new();
        for file in &unit.files {
            let FileContent::Forms(list) = &file.content else { continue };
            let mut unknown = Vec::new();
            for (number, version) in (1..).zip(list.visit(Versions)) {
                let Some(edition) = version.and_then(CsvVersion::edition) else {
                    unknown.push(number);
                    continue;
                };
                for (known, was_found) in Edition::ALL.into_iter().zip(&mut found) {
                    *was_found |= known == edition;
                }
            }
            if let Some(first) = unknown.first() {
                let place = UnitPlace::record(file.kind(), *first);
                problems.push(EditionProblem::UnknownVersion { place, records: unknown.len() });
            }
        }
        let editions =
            Edition::ALL.into_iter().zip(found).filter_map(|(edition, found)| found.then_some(edition));
        Self { editions: editions.collect(), problems }
    }
}

/// CSVバージョン of every record.
struct Versions;

impl ListVisitor<String> for Versions {
    type Output = Vec<Option<CsvVersion>>;

    fn visit<F: ListedForm<String>>(self, forms: &[F]) -> Self::Output {
        forms.iter().map(|form| form.write(&mut FirstItem).err().flatten()).collect()
    }
}

/// Takes the first item of a record, and stops.
struct FirstItem;

impl crate::form::Sink<String> for FirstItem {
    type Error = Option<CsvVersion>;

    fn value<V: Value>(&mut self, _: &'static Item, value: Option<&V>) -> Result<(), Self::Error> {
        Err(value.and_then(|value| (value as &dyn Any).downcast_ref().copied()))
    }

    fn text(&mut self, _: &'static Item, _: Option<&String>) -> Result<(), Self::Error> {
        Err(None)
    }
}
