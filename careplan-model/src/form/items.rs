//! A source of items that are already split into texts.

use super::Source;
use crate::layout::Item;
use crate::value::{Fault, LayoutFamily, Value};

/// What is wrong with one item of a record. It names the item and never holds its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("No.{number} {name}: {fault}", name = item.name)]
#[non_exhaustive]
pub struct ItemError {
    /// No. in the edition of the record.
    pub number: usize,
    /// The item.
    pub item: &'static Item,
    /// What is wrong.
    pub fault: Fault,
}

impl ItemError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("項目No.{}「{}」：{}", self.number, self.item.name, self.fault.japanese())
    }
}

/// All that is wrong with the items of one record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} item(s) cannot be read; the first: {first}", errors.len(), first = errors.first().map(ToString::to_string).unwrap_or_default())]
pub struct ItemErrors {
    /// In the order of the items; never empty.
    pub errors: Vec<ItemError>,
}

/// Items given as text, one for each item of the layout; `""` is a blank item.
///
/// For tests, for tools, and for users who split records by other means.
///
/// ```
/// use careplan_model::{ItemSource, LayoutFamily, PlanDeletion};
/// let items = ["202407", "435073", "0000000001", "202604"];
/// let form: PlanDeletion = ItemSource::read_form(&items, LayoutFamily::V4)?;
/// assert_eq!(form.service_month.month(), 4);
/// # Ok::<(), careplan_model::ItemErrors>(())
/// ```
#[derive(Debug)]
pub struct ItemSource<'a, I> {
    items: &'a [I],
    family: LayoutFamily,
    next: usize,
    errors: Vec<ItemError>,
}

impl<'a, I: AsRef<str>> ItemSource<'a, I> {
    /// Reads a form from its items.
    ///
    /// # Errors
    ///
    /// All items that cannot be read. Items past the end of the slice are blank; too many items are
    /// not noticed here.
    pub fn read_form<F: super::FormOf<String>>(
        items: &'a [I],
        family: LayoutFamily,
    ) -> Result<F, ItemErrors> {
        let mut source = Self { items, family, next: 0, errors: Vec::new() };
        F::read(&mut source).ok_or(ItemErrors { errors: source.errors })
    }

    fn take(&mut self) -> Option<&'a str> {
        let item = self.items.get(self.next).map(AsRef::as_ref);
        self.next += 1;
        item.filter(|text| !text.is_empty())
    }

    fn note(&mut self, item: &'static Item, fault: Fault) {
        self.errors.push(ItemError { number: self.next, item, fault });
    }
}

impl<I: AsRef<str>> Source for ItemSource<'_, I> {
    type Text = String;
    const STOPS_AT_FIRST: bool = false;

    fn has(&self, item: &'static Item) -> bool {
        item.is_in(self.family)
    }

    fn value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>> {
        let Some(text) = self.take() else { return Some(None) };
        match V::parse_chars(text) {
            Ok(value) => Some(Some(value)),
            Err(fault) => {
                self.note(item, fault);
                None
            }
        }
    }

    fn text(&mut self, _: &'static Item) -> Option<Option<String>> {
        Some(self.take().map(str::to_owned))
    }

    fn missing(&mut self, item: &'static Item) {
        self.note(item, Fault::Missing);
    }
}

/// Two items are the same if they stand at the same place of the same table.
impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        (self.number, self.name, self.field) == (other.number, other.name, other.field)
    }
}

impl Eq for Item {}
