//! Places in a unit of sending, and its two sides.

use crate::kind::FormKind;
use crate::layout::Item;
use core::fmt;

/// A place in a unit of sending: a file, a record of it, an item of the record. It never holds a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct UnitPlace {
    /// The kind of the file.
    pub file: &'static FormKind,
    /// The record, counted from 1; `None` for the whole file.
    pub record: Option<usize>,
    /// The item, with its No. in edition 4.1; `None` for the whole record.
    pub item: Option<&'static Item>,
}

impl UnitPlace {
    pub(super) fn file(file: &'static FormKind) -> Self {
        Self { file, record: None, item: None }
    }

    pub(super) fn record(file: &'static FormKind, record: usize) -> Self {
        Self { file, record: Some(record), item: None }
    }

    pub(super) fn item(file: &'static FormKind, record: usize, item: &'static Item) -> Self {
        Self { file, record: Some(record), item: Some(item) }
    }

    /// The same in Japanese: `UPPLAN 3件目 項目No.16「TAISコード」`.
    pub fn japanese(&self) -> String {
        let record = self.record.map(|record| format!(" {record}件目")).unwrap_or_default();
        let item =
            self.item.map(|item| format!(" 項目No.{}「{}」", item.number, item.name)).unwrap_or_default();
        format!("{}{record}{item}", self.file.prefix)
    }
}

/// `UPPLAN record 3, No.16 TAISコード`.
impl fmt::Display for UnitPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.prefix)?;
        if let Some(record) = self.record {
            write!(f, " record {record}")?;
        }
        match self.item {
            Some(item) => write!(f, ", No.{} {}", item.number, item.name),
            None => Ok(()),
        }
    }
}

/// As [`Display`](fmt::Display): a whole row of a layout says no more.
impl fmt::Debug for UnitPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnitPlace({self})")
    }
}

/// `file` is the prefix of the kind; `record` and `item` are null where the place has none.
#[cfg(feature = "serde")]
impl serde::Serialize for UnitPlace {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct ItemName {
            number: u8,
            name: &'static str,
            field: &'static str,
        }
        #[derive(serde::Serialize)]
        struct Place {
            file: &'static str,
            record: Option<usize>,
            item: Option<ItemName>,
        }
        let item = self.item.map(|item| ItemName { number: item.number, name: item.name, field: item.field });
        Place { file: self.file.prefix, record: self.record, item }.serialize(serializer)
    }
}
