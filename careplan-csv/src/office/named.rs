//! The offices that file names mean: what the contents say of the numbers, so that a person sees a mistyped one
//! before upload.

use crate::inbox::InboxFile;
use crate::record::ItemState;
use crate::slice::records;
use crate::text::Text;
use careplan_model::{CheckDigit, Endpoint, FormKind, Item, Layout, OfficeNumber, ServiceTypeCode, kind};
use core::fmt;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

/// The offices that the names of some files mean.
///
/// ```no_run
/// use careplan_csv::{Inbox, office::NamedOffices};
/// let inbox = Inbox::open("examples/data/valid/plan-4.1");
/// for office in &NamedOffices::of(inbox.files()).offices {
///     println!("{}", office.japanese()); // 9970100013 43 居宅介護支援 — 見本居宅介護支援センター
/// }
/// ```
#[derive(Debug, Default)]
pub struct NamedOffices {
    /// The offices, by number and service type.
    pub offices: Vec<NamedOffice>,
    /// Files that could not be read, with the reason.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

/// An office that file names mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOffice {
    /// Its number and service type, as in the names.
    pub endpoint: Endpoint,
    /// What the check digit says.
    pub check_digit: CheckDigit,
    /// How many of the files it sends.
    pub sends: usize,
    /// How many of the files it receives.
    pub receives: usize,
    /// What the contents call the number, with how often; the most frequent first. Empty if they do not name it.
    pub names: Vec<(String, u64)>,
    /// In how many places of the contents the number stands, also where no name stands beside it.
    pub occurrences: u64,
    /// Whether the files hold any office number at all. (利用者基本情報 and 支援計画書 have none.)
    pub contents_have_numbers: bool,
    /// Numbers of the contents that look much like it, if it does not stand there itself; first those that stand
    /// in no file name.
    pub near: Vec<NearMiss>,
}

/// A number of the contents that is nearly the one of the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The number.
    pub number: OfficeNumber,
    /// How it differs.
    pub likeness: Likeness,
    /// What the contents call it; the most frequent name, if there is one.
    pub name: Option<String>,
}

/// How two numbers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// In one character.
    OneCharacter,
    /// Two neighbours are swapped.
    Swapped,
}

/// Which items name which offices. (In 第2表 a name without a number may be that of a relative, and UPYOBO has no
/// numbers: those names are not taken.)
static NAMED: [(&FormKind, &str, &str); 5] = [
    (&kind::TABLE1, "care_office", "care_office_name"),
    (&kind::TABLE2, "provider", "provider_name"),
    (&kind::PLAN, "provider", "provider_name"),
    (&kind::ACTUAL, "provider", "provider_name"),
    (&kind::TABLE7, "provider", "provider_name"),
];

/// Items that hold an office number and nothing that calls it.
const UNNAMED: [&str; 3] = ["care_office", "provider", "updated_by"];

/// What is known of a number.
#[derive(Default)]
struct Known {
    occurrences: u64,
    names: BTreeMap<String, u64>,
}

impl Known {
    /// The most frequent first, then by text.
    fn names(&self) -> Vec<(String, u64)> {
        let mut names: Vec<(String, u64)> =
            self.names.iter().map(|(name, count)| (name.clone(), *count)).collect();
        names.sort_by(|(_, a), (_, b)| b.cmp(a));
        names
    }
}

impl NamedOffices {
    /// Reads the files for what they call the offices of their names.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a InboxFile>) -> Self {
        let mut known = BTreeMap::<OfficeNumber, Known>::new();
        let mut endpoints = BTreeMap::<Endpoint, (usize, usize)>::new();
        let mut unreadable = Vec::new();
        for file in files {
            endpoints.entry(file.name.sender()).or_default().0 += 1;
            endpoints.entry(file.name.receiver()).or_default().1 += 1;
            // What is read by the layout of another form says nothing.
            let Some(layout) = file.kind().layout else { continue };
            if file.encoding.is_some() || file.contradicts_its_name() {
                continue;
            }
            match file.read() {
                Ok(bytes) => learn(&bytes, file.kind(), layout, &mut known),
                Err(error) => unreadable.push((file.path.clone(), error)),
            }
        }
        let contents_have_numbers = !known.is_empty();
        let numbers: BTreeSet<OfficeNumber> = endpoints.keys().map(|endpoint| endpoint.office).collect();
        let offices = endpoints.into_iter().map(|(endpoint, (sends, receives))| {
            let number = endpoint.office;
            let own = known.get(&number);
            NamedOffice {
                endpoint,
                check_digit: number.check_digit(),
                sends,
                receives,
                names: own.map(Known::names).unwrap_or_default(),
                occurrences: own.map_or(0, |known| known.occurrences),
                contents_have_numbers,
                near: if own.is_some() { Vec::new() } else { near(number, &known, &numbers) },
            }
        });
        Self { offices: offices.collect(), unreadable }
    }
}

/// Takes the numbers and names out of a file.
fn learn(file: &[u8], kind: &FormKind, layout: &'static Layout, known: &mut BTreeMap<OfficeNumber, Known>) {
    let item = |field: &str| layout.field(field);
    let pair = NAMED.iter().find(|(named, ..)| *named == kind);
    let pair = pair.and_then(|(_, number, name)| Some((item(number)?, item(name)?)));
    let numbers: BTreeSet<u8> =
        UNNAMED.iter().filter_map(|field| item(field)).map(|item| item.number).collect();
    for record in records(file) {
        let (mut named, mut name) = (None, None);
        for entry in record.items(layout) {
            let Some(item) = entry.item else { continue };
            let is = |other: Option<&'static Item>| other == Some(item);
            if numbers.contains(&item.number)
                && let ItemState::Valid(number) = entry.value::<OfficeNumber>()
                && number != OfficeNumber::PLACEHOLDER
            {
                known.entry(number).or_default().occurrences += 1;
                if is(pair.map(|(number, _)| number)) {
                    named = Some(number);
                }
            } else if is(pair.map(|(_, name)| name))
                && let ItemState::Valid(text) = entry.text()
            {
                name = Text::decode(&text).ok().map(String::from);
            }
        }
        if let (Some(number), Some(name)) = (named, name.filter(|name| !name.trim().is_empty())) {
            *known.entry(number).or_default().names.entry(name).or_default() += 1;
        }
    }
}

/// Numbers that differ in one character or by one swap; first those that stand in no name, as the one that is meant
/// does where all names of it are wrong.
fn near(
    number: OfficeNumber,
    known: &BTreeMap<OfficeNumber, Known>,
    in_names: &BTreeSet<OfficeNumber>,
) -> Vec<NearMiss> {
    let near = known.iter().filter_map(|(other, known)| {
        let likeness = likeness(number.as_str().as_bytes(), other.as_str().as_bytes())?;
        let name = known.names().into_iter().next().map(|(name, _)| name);
        Some(NearMiss { number: *other, likeness, name })
    });
    let mut near: Vec<NearMiss> = near.collect();
    near.sort_by_key(|near| in_names.contains(&near.number));
    near
}

fn likeness(a: &[u8], b: &[u8]) -> Option<Likeness> {
    if a.len() != b.len() {
        return None;
    }
    let pairs = a.iter().zip(b).enumerate();
    let different: Vec<(usize, u8, u8)> =
        pairs.filter(|(_, (a, b))| a != b).map(|(place, (a, b))| (place, *a, *b)).collect();
    match different[..] {
        [_] => Some(Likeness::OneCharacter),
        [(first, a, b), (second, c, d)] if second == first + 1 && (a, b) == (d, c) => Some(Likeness::Swapped),
        _ => None,
    }
}

impl NamedOffice {
    /// Whether a person should look at it: a check digit that does not fit, or a number that the contents do not
    /// have though they have others.
    pub fn is_doubtful(&self) -> bool {
        self.check_digit == CheckDigit::Mismatch
            || (self.occurrences == 0 && self.contents_have_numbers)
            || !self.near.is_empty()
    }

    /// Number, service type and its name, as both languages begin.
    fn head(&self) -> String {
        let mut head = self.endpoint.office.to_string();
        if let Some(service) = self.endpoint.service {
            head.push(' ');
            head.push_str(service.as_str());
        }
        if let Some(name) = self.endpoint.service_type().and_then(ServiceTypeCode::name) {
            head.push(' ');
            head.push_str(name);
        }
        head
    }

    fn names_text(&self, separator: &str) -> String {
        self.names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(separator)
    }

    /// One line for a person.
    pub fn japanese(&self) -> String {
        let mut doubts = Vec::new();
        match self.check_digit {
            CheckDigit::Ok | CheckDigit::OkMedical => {}
            CheckDigit::Mismatch => doubts.push("検査数字が合いません".to_owned()),
            CheckDigit::NotApplicable => doubts.push("検査数字を確かめられない番号です".to_owned()),
        }
        if self.occurrences == 0 && self.contents_have_numbers {
            doubts.push("内容に出てこない番号です".to_owned());
        } else if self.occurrences == 0 {
            doubts.push("内容に事業所番号がないため確かめられません".to_owned());
        } else if self.names.is_empty() {
            doubts.push("内容に事業所名がありません".to_owned());
        }
        for near in &self.near {
            let how = match near.likeness {
                Likeness::OneCharacter => "1文字だけ違う",
                Likeness::Swapped => "隣の2文字が入れ替わった",
            };
            let name = near.name.as_ref().map(|name| format!("（{name}）")).unwrap_or_default();
            doubts.push(format!("内容には{how}{}{name}があります", near.number));
        }
        join(&self.head(), &self.names_text("、"), "：", &doubts.join("、"))
    }
}

/// One line for a person, in English.
impl fmt::Display for NamedOffice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut doubts = Vec::new();
        match self.check_digit {
            CheckDigit::Ok | CheckDigit::OkMedical => {}
            CheckDigit::Mismatch => doubts.push("the check digit does not fit".to_owned()),
            CheckDigit::NotApplicable => doubts.push("the number has no check digit to look at".to_owned()),
        }
        if self.occurrences == 0 && self.contents_have_numbers {
            doubts.push("the contents do not have this number".to_owned());
        } else if self.occurrences == 0 {
            doubts.push("the contents have no office numbers to compare".to_owned());
        } else if self.names.is_empty() {
            doubts.push("the contents have no name for it".to_owned());
        }
        for near in &self.near {
            let how = match near.likeness {
                Likeness::OneCharacter => "with one character different",
                Likeness::Swapped => "with two neighbours swapped",
            };
            let name = near.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
            doubts.push(format!("they have {}{name}, {how}", near.number));
        }
        f.write_str(&join(&self.head(), &self.names_text("; "), ": ", &doubts.join("; ")))
    }
}

fn join(head: &str, names: &str, colon: &str, doubts: &str) -> String {
    let names = if names.is_empty() { String::new() } else { format!(" — {names}") };
    let doubts = if doubts.is_empty() { String::new() } else { format!("{colon}{doubts}") };
    format!("{head}{names}{doubts}")
}
