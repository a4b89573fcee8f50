//! Reading names: one walk over the parts between the underscores, which names the first part at fault.

use super::error::{FileNameError, FileNameFault, NamePart};
use super::parts::{Endpoint, NameService, Timestamp};
use super::{EXTENSION_LENGTH, FileName};
use crate::kind::FormKind;
use crate::value::{Code, MonthOrZeros, OfficeNumber, Value as _, ZerosOr};
use core::ops::Range;

/// The most bytes that the parts of a name have, from the month to the 枝番, with the underscores
/// between them.
const PARTS_LENGTH: usize = 6 + 1 + 2 * (10 + 1 + 3 + 1) + 14 + 1 + 4;

/// Which parts a kind's names have.
#[derive(Clone, Copy)]
struct Shape {
    month: bool,
    zero_month: bool,
    branch: bool,
}

impl Shape {
    fn of(kind: &FormKind) -> Self {
        Self { month: kind.has_month, zero_month: kind.zero_month, branch: kind.has_branch }
    }

    /// All there are, for names of unknown kinds.
    const ALL: [Self; 4] = [
        Self { month: true, zero_month: true, branch: false },
        Self { month: false, zero_month: false, branch: false },
        Self { month: true, zero_month: true, branch: true },
        Self { month: false, zero_month: false, branch: true },
    ];
}

/// What stands between prefix and extension.
#[derive(Clone, Copy)]
struct Parts {
    month: Option<MonthOrZeros>,
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    branch: Option<u16>,
}

/// A part at fault, with its place.
type Wrong = (NamePart, Range<usize>);

pub(super) fn parse(text: &str, kinds: &[&'static FormKind]) -> Result<FileName, FileNameError> {
    let Some(kind) = known_prefix(text, kinds) else { return Err(explain_unknown(text, kinds)) };
    read(text, kind).map_err(|(part, range)| FileNameError { kind: FileNameFault::Malformed, part, range })
}

/// The kind with the longest prefix that the text begins with.
fn known_prefix(text: &str, kinds: &[&'static FormKind]) -> Option<&'static FormKind> {
    let begins = |kind: &&&FormKind| text.strip_prefix(kind.prefix).is_some_and(|rest| rest.starts_with('_'));
    kinds.iter().filter(begins).max_by_key(|kind| kind.prefix.len()).copied()
}

/// Reads a text that begins with as many bytes as the prefix of the kind has, and an underscore.
fn read(text: &str, kind: &'static FormKind) -> Result<FileName, Wrong> {
    let start = kind.prefix.len() + 1;
    let end = text.get(start..).and_then(|rest| rest.find('.')).map_or(text.len(), |dot| start + dot);
    let parts = read_parts(text, start..end, Shape::of(kind))?;
    let extension_range = (end + 1).min(text.len())..text.len();
    match extension(text.get(extension_range.clone()).unwrap_or_default(), kind) {
        Some(extension) => Ok(file_name(kind, parts, extension)),
        None => Err((NamePart::Extension, extension_range)),
    }
}

fn file_name(kind: &'static FormKind, parts: Parts, extension: Code<EXTENSION_LENGTH>) -> FileName {
    let Parts { month, sender, receiver, timestamp, branch } = parts;
    FileName { kind, month, sender, receiver, timestamp, branch, extension }
}

/// The extension as it is written, if it is that of the kind but for the case of its letters.
fn extension(text: &str, kind: &FormKind) -> Option<Code<EXTENSION_LENGTH>> {
    if text.eq_ignore_ascii_case(kind.extension) { Code::parse(text.as_bytes()).ok() } else { None }
}

/// The pieces between underscores, with their places.
struct Pieces<'a> {
    text: &'a str,
    /// Where the next piece begins; past `end` when there is none.
    next: usize,
    end: usize,
}

impl<'a> Pieces<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.next..self.end).unwrap_or_default()
    }

    fn count(&self) -> usize {
        if self.next > self.end { 0 } else { self.rest().split('_').count() }
    }

    /// What the piece after `skipped` others is; `""` when there is none.
    fn peek(&self, skipped: usize) -> &'a str {
        self.rest().split('_').nth(skipped).unwrap_or_default()
    }

    /// Takes the next piece for `part`, which `parse` reads.
    fn take<V>(&mut self, part: NamePart, parse: impl FnOnce(&[u8]) -> Option<V>) -> Result<V, Wrong> {
        if self.next > self.end {
            return Err((part, self.end..self.end));
        }
        let piece = self.peek(0);
        let range = self.next..self.next + piece.len();
        self.next = range.end + 1;
        parse(piece.as_bytes()).ok_or((part, range))
    }
}

fn read_parts(text: &str, range: Range<usize>, shape: Shape) -> Result<Parts, Wrong> {
    let mut pieces = Pieces { text, next: range.start, end: range.end };
    // Sender, receiver, timestamp; with the service types two more.
    let least = 3 + usize::from(shape.branch);
    let month = if shape.month {
        let zeros_fit = |month: &MonthOrZeros| shape.zero_month || *month != ZerosOr::Zeros;
        let parse = |piece: &[u8]| MonthOrZeros::parse(piece).ok().filter(zeros_fit);
        Some(pieces.take(NamePart::Month, parse)?)
    } else {
        // A month in the name of a kind that has none is a known slip; say so, and not "wrong office".
        let surplus = matches!(pieces.count().checked_sub(least), Some(1 | 3));
        if surplus && is_digits(pieces.peek(0), 6) {
            pieces.take(NamePart::Month, |_| None::<()>)?;
        }
        None
    };

    let sender_office = pieces.take(NamePart::SenderOffice, office)?;
    let rest = pieces.count() + 1;
    let no_services = rest <= least || (is_office(pieces.peek(0)) && is_digits(pieces.peek(1), 14));
    let (sender_service, receiver_office, receiver_service) = if no_services {
        (None, pieces.take(NamePart::ReceiverOffice, office)?, None)
    } else {
        let sender_service = pieces.take(NamePart::SenderService, service)?;
        let receiver_office = pieces.take(NamePart::ReceiverOffice, office)?;
        let form = NameService::form(sender_service);
        let same_form = |piece: &[u8]| service(piece).filter(|other| NameService::form(*other) == form);
        let receiver_service = pieces.take(NamePart::ReceiverService, same_form)?;
        (Some(sender_service), receiver_office, Some(receiver_service))
    };
    let timestamp = pieces.take(NamePart::Timestamp, |piece| Timestamp::parse(piece).ok())?;
    let branch = if shape.branch { Some(pieces.take(NamePart::Branch, branch)?) } else { None };
    if pieces.next <= pieces.end {
        return Err((NamePart::Count, pieces.next..pieces.end));
    }
    Ok(Parts {
        month,
        sender: Endpoint { office: sender_office, service: sender_service },
        receiver: Endpoint { office: receiver_office, service: receiver_service },
        timestamp,
        branch,
    })
}

fn office(piece: &[u8]) -> Option<OfficeNumber> {
    OfficeNumber::parse(piece).ok().filter(OfficeNumber::is_complete)
}

fn service(piece: &[u8]) -> Option<NameService> {
    NameService::parse(piece).ok()
}

/// Exactly four digits.
fn branch(piece: &[u8]) -> Option<u16> {
    if piece.len() == 4 && piece.iter().all(u8::is_ascii_digit) {
        str::from_utf8(piece).ok()?.parse().ok()
    } else {
        None
    }
}

fn is_office(piece: &str) -> bool {
    office(piece.as_bytes()).is_some()
}

fn is_digits(piece: &str, length: usize) -> bool {
    piece.len() == length && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a text is that begins with no known prefix.
fn explain_unknown(text: &str, kinds: &[&'static FormKind]) -> FileNameError {
    let (kind, end) = if let Some(length) = prefix_in_other_case(text, kinds) {
        (FileNameFault::Malformed, length)
    } else if let Some((start, _)) = find(text, kinds) {
        (FileNameFault::Malformed, start)
    } else if let Some(length) = unknown_prefix(text, kinds) {
        (FileNameFault::UnknownPrefix, length)
    } else {
        (FileNameFault::NotAStandardName, text.len())
    };
    FileNameError { kind, part: NamePart::Prefix, range: 0..end }
}

/// The length of a prefix that is a known one but for the case of its letters, if all the rest is right.
fn prefix_in_other_case(text: &str, kinds: &[&'static FormKind]) -> Option<usize> {
    kinds.iter().find_map(|kind| {
        let (prefix, rest) = text.split_at_checked(kind.prefix.len())?;
        let fits =
            prefix.eq_ignore_ascii_case(kind.prefix) && rest.starts_with('_') && read(text, kind).is_ok();
        fits.then_some(kind.prefix.len())
    })
}

/// The length of the prefix of a text that is built like the names of the standard in everything else.
fn unknown_prefix(text: &str, kinds: &[&'static FormKind]) -> Option<usize> {
    let (stem, extension) = text.split_once('.')?;
    if !kinds.iter().any(|kind| kind.extension.eq_ignore_ascii_case(extension)) {
        return None;
    }
    let is_prefix = |prefix: &str| {
        prefix.starts_with(|first: char| first.is_ascii_uppercase())
            && prefix.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'_')
    };
    // The parts are short, so that a long text is not read again from each of its underscores.
    let far_enough = |place: &usize| stem.len() - place <= PARTS_LENGTH + 1;
    stem.match_indices('_').map(|(place, _)| place).filter(far_enough).find(|place| {
        stem.get(..*place).is_some_and(is_prefix)
            && Shape::ALL.into_iter().any(|shape| read_parts(stem, place + 1..stem.len(), shape).is_ok())
    })
}

/// The name that stands in a renamed one, with the place where it begins.
///
/// The longest one; of equally long ones the first.
pub(super) fn find(text: &str, kinds: &[&'static FormKind]) -> Option<(usize, FileName)> {
    let (before, extension_text) = text.rsplit_once('.')?;
    let mut found: Option<(usize, usize, FileName)> = None;
    for kind in kinds {
        let Some(extension) = extension(extension_text, kind) else { continue };
        for (start, _) in before.match_indices(kind.prefix) {
            // "DLTUPJSK_" is no UPJSK.
            let inside_a_word = before
                .get(..start)
                .is_some_and(|head| head.ends_with(|last: char| last.is_ascii_alphanumeric()));
            if inside_a_word {
                continue;
            }
            let Some((end, parts)) = find_parts(before, start + kind.prefix.len(), Shape::of(kind)) else {
                continue;
            };
            let length = end - start;
            let better =
                found.as_ref().is_none_or(|(place, longest, _)| (length, *place) > (*longest, start));
            if better {
                found = Some((start, length, file_name(kind, parts, extension)));
            }
        }
    }
    found.map(|(start, _, name)| (start, name))
}

/// The parts that begin with the underscore at `underscore`, whatever follows them; with their end.
fn find_parts(text: &str, underscore: usize, shape: Shape) -> Option<(usize, Parts)> {
    let rest = text.as_bytes().get(underscore..)?.strip_prefix(b"_")?;
    let start = underscore + 1;
    // They end with 14 digits, or with four after them: try each run of digits of just that length.
    let last_run = if shape.branch { 4 } else { 14 };
    let mut run = 0;
    for place in 0..=rest.len().min(PARTS_LENGTH + 1) {
        if rest.get(place).is_some_and(u8::is_ascii_digit) {
            run += 1;
            continue;
        }
        if run == last_run
            && let Ok(parts) = read_parts(text, start..start + place, shape)
        {
            return Some((start + place, parts));
        }
        run = 0;
    }
    None
}
