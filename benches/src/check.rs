//! Checking by all rules, beside bare typed reading of the same files.

use crate::read::structure as structure_of;
use careplan_csv::{Error, Reader, Text};
use careplan_model::{FormOf, Table1, Table2, Table3, Table6, Table7, UserSupplement};
use careplan_rules::sample::{PLAN, SLIP, Sample};
use careplan_rules::{Checker, Document, Profile, Report};
use core::hint::black_box;

/// The files of a unit of sending in memory, each with its name.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many persons it tells of.
    pub persons: u32,
}

impl Unit {
    /// A slip set (第6表, 第7表, 利用者補足情報) of so many persons, all with the same services.
    pub fn slips(persons: u32) -> Self {
        Self::of(&SLIP.with(&[]), persons)
    }

    /// A plan set (第1表, 第2表, 第3表, 利用者補足情報) of so many persons, all with the same plan.
    pub fn plans(persons: u32) -> Self {
        Self::of(&PLAN.with(&[]), persons)
    }

    /// The person of the sample once for each number.
    pub fn of(sample: &Sample, persons: u32) -> Self {
        const PERSON: &[u8] = b"9000000001";
        let repeated = |bytes: &[u8]| {
            let parts: Vec<&[u8]> = split(bytes, PERSON);
            let person = |number: u32| parts.join(format!("9{number:09}").as_bytes());
            (0..persons).flat_map(person).collect::<Vec<u8>>()
        };
        let files = sample.files();
        let files = files.into_iter().map(|file| (file.name, repeated(&file.bytes))).collect();
        Self { files, persons }
    }

    /// The same with no other files than those of these kinds.
    #[must_use]
    pub fn only(mut self, prefixes: &[&str]) -> Self {
        self.files
            .retain(|(name, _)| name.split('_').next().is_some_and(|prefix| prefixes.contains(&prefix)));
        self
    }

    /// The file whose form the obvious way has a struct for: 第6表 of slips, 第2表 of plans.
    pub fn twinned(&self) -> &[u8] {
        let file =
            self.files.iter().find(|(name, _)| name.starts_with("UPPLAN") || name.starts_with("UP2KYO"));
        file.map_or(b"", |(_, bytes)| bytes)
    }

    /// The number of bytes of all files.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

fn split<'b>(bytes: &'b [u8], by: &[u8]) -> Vec<&'b [u8]> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = bytes.get(at..) {
        if rest.starts_with(by) {
            parts.push(bytes.get(start..at).unwrap_or_default());
            at += by.len();
            start = at;
        } else if rest.is_empty() {
            break;
        } else {
            at += 1;
        }
    }
    parts.push(bytes.get(start..).unwrap_or_default());
    parts
}

/// All rules, on so many threads; 0 for all cores.
pub fn check(unit: &Unit, threads: usize) -> Report {
    let documents = unit.files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Checker::new(Profile::send()).on_threads(threads).check(documents)
}

/// The separators of all files, counted.
pub fn structure(unit: &Unit) -> u64 {
    unit.files.iter().map(|(_, bytes)| structure_of(bytes)).sum()
}

/// Bare typed reading of the same files, in chunks as the checker reads them. How many records there are.
///
/// # Errors
///
/// A record that cannot be read.
pub fn read(unit: &Unit) -> Result<u64, Error> {
    let mut records = 0;
    for (name, bytes) in &unit.files {
        records += match name.split('_').next() {
            Some("UP1KYO") => typed::<Kind1>(bytes),
            Some("UP2KYO") => typed::<Kind2>(bytes),
            Some("UP3KYO") => typed::<Kind3>(bytes),
            Some("UPPLAN") => typed::<Kind6>(bytes),
            Some("UPSIKYU") => typed::<Kind7>(bytes),
            _ => typed::<KindSupplement>(bytes),
        }?;
    }
    Ok(records)
}

/// A form however long its texts are borrowed.
trait Kind {
    type Form<'a>: FormOf<Text<'a>>;
}

macro_rules! kinds {
    ($($kind:ident = $form:ident;)*) => {$(
        enum $kind {}

        impl Kind for $kind {
            type Form<'a> = $form<Text<'a>>;
        }
    )*};
}

kinds! {
    Kind1 = Table1;
    Kind2 = Table2;
    Kind3 = Table3;
    Kind6 = Table6;
    Kind7 = Table7;
    KindSupplement = UserSupplement;
}

fn typed<K: Kind>(bytes: &[u8]) -> Result<u64, Error> {
    let mut reader = Reader::from_reader(bytes);
    let mut records = 0;
    while let Some(mut chunk) = reader.chunk()? {
        for record in chunk.forms_of::<K::Form<'_>, Text<'_>>() {
            black_box(&record.map_err(|error| Error::Data(error.problems))?);
            records += 1;
        }
    }
    Ok(records)
}
