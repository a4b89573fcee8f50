//! Samples of a rule: a small right unit of files with one thing changed.
//!
//! They are data, so that tests run them and the documents print them. All persons and offices in them are
//! invented.

mod base;
mod build;

pub use base::{
    ACTUAL, ACTUAL_DELETION, BASIC, BASIC_DELETION, PLAN, PLAN_DELETION, PLAN_V3, PREVENTIVE_DELETION,
    RENTAL_ACTUAL, SLIP, SLIP_AND_ACTUAL, SLIP_AND_RENTAL, SLIP_V3, SUPPORT, TABLE1_DELETION,
};

use crate::level::Level;
use crate::profile::Profile;
use careplan_model::{FormKind, kind};

/// A right unit of files, from which samples are made.
#[derive(Debug, Clone, Copy)]
pub struct Base {
    /// The files, each with its name and its records as text.
    pub files: &'static [(&'static str, &'static str)],
}

impl Base {
    /// The unit with these changes.
    pub const fn with(self, edits: &'static [Edit]) -> Sample {
        Sample { base: self, edits }
    }
}

/// A unit of files that a rule rejects or accepts.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// The unit to begin with.
    pub base: Base,
    /// What is changed in it.
    pub edits: &'static [Edit],
}

/// A change of a sample. Files are named by their prefixes, records and items by their numbers from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// An item holds this value, quoted as the standard has it.
    Set(&'static str, usize, usize, &'static str),
    /// An item of every record holds this value.
    SetAll(&'static str, usize, &'static str),
    /// An item stands in the file just so, quotes and all.
    Raw(&'static str, usize, usize, &'static str),
    /// An item is these bytes.
    Bytes(&'static str, usize, usize, &'static [u8]),
    /// A record comes once more, at the end of the file.
    Repeat(&'static str, usize),
    /// A record at the end of the file.
    Append(&'static str, &'static str),
    /// A record is not there. Later edits count without it.
    Remove(&'static str, usize),
    /// The last fields of a record are cut off, so that this many are left.
    Cut(&'static str, usize, usize),
    /// A line before a record that is none.
    Line(&'static str, usize, &'static str),
    /// How a record ends.
    End(&'static str, usize, &'static str),
    /// The file has another name.
    Name(&'static str, &'static str),
    /// The file is not there.
    Without(&'static str),
    /// Another file is there, with these records.
    File(&'static str, &'static str),
    /// The file is these bytes.
    Content(&'static str, &'static [u8]),
    /// The file is UTF-8.
    Utf8(&'static str),
    /// The file is UTF-16 with a byte order mark, little endian.
    Utf16(&'static str),
    /// Today is this date.
    Today(&'static str),
    /// The longest record that is read.
    Limit(usize),
    /// The rule with this id is off, which cannot but follow from the change.
    Off(&'static str),
}

/// A file of a sample.
#[derive(Debug, Clone)]
pub struct SampleFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Sample {
    /// The files.
    ///
    /// # Panics
    ///
    /// When a change names a file or a record that is not there: a sample is wrong then.
    pub fn files(&self) -> Vec<SampleFile> {
        self.files_with(kind::STANDARD)
    }

    /// The files of a sample of another crate, whose kinds are among these.
    ///
    /// # Panics
    ///
    /// As [`files`](Self::files).
    pub fn files_with(&self, kinds: &[&'static FormKind]) -> Vec<SampleFile> {
        build::build(self, kinds)
    }

    /// A profile with what the sample sets of it.
    #[must_use]
    pub fn profile(&self, profile: Profile) -> Profile {
        self.edits.iter().fold(profile, |profile, edit| match edit {
            Edit::Today(date) => match date.parse() {
                Ok(date) => profile.on(date),
                Err(_) => profile,
            },
            Edit::Limit(bytes) => profile.with_record_limit(*bytes),
            Edit::Off(id) => profile.with_level(*id, Level::Off),
            _ => profile,
        })
    }
}
