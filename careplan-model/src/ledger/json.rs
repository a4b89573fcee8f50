//! The JSON of a ledger: a list of entries, `[{"key": …, "parts": {"UP1KYO": {"from": …, "records": […]}}}]`.

use super::Ledger;
use super::entry::{Entry, Origin, Part, Records};
use super::key::{EntryKey, Person};
use crate::file_name::FileName;
use crate::form::json::{quietly, quietly_if_readable, refuse};
use crate::form_list::FormList;
use crate::kind::{self, FormKind};
use crate::service::ServiceTypeCode;
use crate::value::{Date, OfficeNumber, YearMonth};
use core::fmt;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

impl Serialize for Ledger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Keyed<'a> {
            key: &'a EntryKey,
            parts: &'a Entry,
        }
        serializer.collect_seq(self.entries().map(|(key, parts)| Keyed { key, parts }))
    }
}

/// As a map from the prefixes of its kinds.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.parts().iter().map(|part| (part.kind(), part)))
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("from", self.origin())?;
        match &self.records {
            Records::Forms(list) => map.serialize_entry("records", list)?,
            Records::Images(names) => map.serialize_entry("records", names)?,
        }
        map.end()
    }
}

/// No error repeats anything of the input.
impl<'de> Deserialize<'de> for EntryKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        enum Key {
            Plan {
                person: Person,
                plan_date: Date,
            },
            Month {
                person: Person,
                service_month: YearMonth,
            },
            Actual {
                person: Person,
                service_month: YearMonth,
                provider: OfficeNumber,
                service_type: ServiceTypeCode,
            },
            Consultation {
                person: Person,
                consulted_on: Date,
            },
            PreventivePlan {
                person: Person,
                plan_date: Date,
            },
        }
        Ok(match quietly_if_readable(deserializer)? {
            Key::Plan { person, plan_date } => Self::Plan { person, plan_date },
            Key::Month { person, service_month } => Self::Month { person, service_month },
            Key::Actual { person, service_month, provider, service_type } => {
                Self::Actual { person, service_month, provider, service_type }
            }
            Key::Consultation { person, consulted_on } => Self::Consultation { person, consulted_on },
            Key::PreventivePlan { person, plan_date } => Self::PreventivePlan { person, plan_date },
        })
    }
}

/// Refuses what no ledger writes: an entry twice, entries without records or with those of another key.
/// No error repeats anything of the input. Needs a format that says itself what stands where, such as JSON.
impl<'de> Deserialize<'de> for Ledger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Keyed {
            key: EntryKey,
            parts: Parts,
        }

        /// Entry by entry, so that not all of a ledger is there twice.
        struct Quiet(Keyed);
        impl<'de> Deserialize<'de> for Quiet {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                quietly(deserializer).map(Self)
            }
        }

        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Ledger;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of entries, each with key and parts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Ledger, A::Error> {
                let mut entries = BTreeMap::new();
                while let Some(Quiet(Keyed { key, parts: Parts(entry) })) = list.next_element()? {
                    if let Some(fault) = entry.fault(&key) {
                        return Err(A::Error::custom(fault));
                    }
                    if entries.insert(key, entry).is_some() {
                        return Err(A::Error::custom("two entries with the same key"));
                    }
                }
                Ok(Ledger { entries })
            }

            // All others take no value along.
            refuse!(visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128);
            refuse!(visit_f64: f64, visit_str: &str);
        }
        // Asked for a list, deserializers themselves quote the number that stands there.
        deserializer.deserialize_any(Entries)
    }
}

/// The parts of an entry.
struct Parts(Entry);

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByPrefix;
        impl<'de> Visitor<'de> for ByPrefix {
            type Value = Parts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("parts by the prefixes of their kinds")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
                let mut parts: Vec<Part> = Vec::new();
                while let Some(prefix) = map.next_key::<String>()? {
                    let Some(kind) = kind::by_prefix(&prefix).filter(|kind| !kind.is_deletion()) else {
                        return Err(A::Error::custom("a part whose name is no prefix of the standard"));
                    };
                    if parts.iter().any(|part| part.kind == kind) {
                        return Err(A::Error::custom("a part that is there twice"));
                    }
                    parts.push(map.next_value_seed(OfKind(kind))?);
                }
                parts.sort_by_key(|part| part.kind.order);
                Ok(Parts(Entry { parts }))
            }
        }
        deserializer.deserialize_map(ByPrefix)
    }
}

/// A part of a kind.
struct OfKind(&'static FormKind);

impl<'de> DeserializeSeed<'de> for OfKind {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Part, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OfKind {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with from and records")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Part, A::Error> {
        #[derive(Deserialize)]
        #[serde(field_identifier, rename_all = "snake_case")]
        enum Field {
            From,
            Records,
        }
        let (mut from, mut records) = (None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::From if from.is_some() => return Err(A::Error::duplicate_field("from")),
                Field::Records if records.is_some() => return Err(A::Error::duplicate_field("records")),
                Field::From => from = Some(map.next_value::<Origin>()?),
                Field::Records => records = Some(map.next_value_seed(RecordsOf(self.0))?),
            }
        }
        let origin = from.ok_or_else(|| A::Error::missing_field("from"))?;
        let records = records.ok_or_else(|| A::Error::missing_field("records"))?;
        // A unit is remembered by its first file, which may be of another entry.
        if origin.first_file().kind().order > self.0.order {
            return Err(A::Error::custom("a part from a file that comes after it"));
        }
        let part = Part { kind: self.0, origin, records };
        if part.is_empty() {
            return Err(A::Error::custom("a part without a record"));
        }
        Ok(part)
    }
}

/// The records of a kind.
struct RecordsOf(&'static FormKind);

impl<'de> DeserializeSeed<'de> for RecordsOf {
    type Value = Records;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Records, D::Error> {
        if let Some(layout) = self.0.layout {
            return FormList::deserialize(layout, deserializer).map(Records::Forms);
        }
        let names: Vec<FileName> = Vec::deserialize(deserializer)?;
        if names.iter().any(|name| name.kind() != self.0) {
            return Err(D::Error::custom("a file that is no picture of the entry"));
        }
        Ok(Records::Images(names))
    }
}
