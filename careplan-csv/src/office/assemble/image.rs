//! No. 62 of 利用者基本情報, which names the picture: whoever renames the file rewrites it.

use super::objection::ObjectionKind;
use crate::slice::records;
use careplan_model::{FileName, kind};
use core::fmt;
use core::ops::Range;
use std::path::PathBuf;

/// A part of a file that is written otherwise than it was.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The bytes of the file.
    pub(super) bytes: Range<usize>,
    /// What is written instead.
    pub(super) text: String,
}

/// The name of a picture is personal for whoever wants it to be: `Debug` shows the place.
impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edit({:?})", self.bytes)
    }
}

/// A picture of the set: its name on the disk and by the standard, and the name that it gets.
pub(super) struct Picture {
    pub(super) path: PathBuf,
    pub(super) old: FileName,
    pub(super) new: FileName,
}

/// What has to be written otherwise, and what keeps the set from being put together, with the files that it
/// is about (none: the file itself).
pub(super) fn edits(file: &[u8], pictures: &[Picture]) -> (Vec<Edit>, Vec<(ObjectionKind, Option<PathBuf>)>) {
    let (mut edits, mut objections) = (Vec::new(), Vec::new());
    let mut named = vec![false; pictures.len()];
    let item = kind::BASIC_INFO.layout.and_then(|layout| layout.field("family_image_file_name"));
    for record in records(file) {
        let number = record.at().record;
        let Some(layout) = kind::BASIC_INFO.layout else { break };
        let Some(entry) = record.items(layout).find(|entry| entry.item == item) else { continue };
        let field = entry.field;
        if field.is_well_formed() && field.is_blank() {
            continue;
        }
        let Some(text) = str::from_utf8(field.content()).ok().filter(|_| field.is_well_formed()) else {
            objections.push((ObjectionKind::ImageName { record: number }, None));
            continue;
        };
        let Some(place) = position(text, pictures) else {
            objections.push((ObjectionKind::ImageMissing { record: number }, None));
            continue;
        };
        if let Some(named) = named.get_mut(place) {
            *named = true;
        }
        let Some(new) = pictures.get(place).map(|picture| picture.new.to_string()) else { continue };
        if new != text {
            // Between the quotes, where there are any.
            let before = usize::from(field.raw().len() > field.content().len());
            let Ok(start) = usize::try_from(record.at().offset) else { continue };
            let start = start + field.start() + before;
            edits.push(Edit { bytes: start..start + field.content().len(), text: new });
        }
    }
    for (picture, named) in pictures.iter().zip(named) {
        if !named {
            objections.push((ObjectionKind::ImageOfNobody, Some(picture.path.clone())));
        }
    }
    (edits, objections)
}

/// The picture that the item means: by its name, else by its 枝番 where the item says the same sender and
/// receiver under another timestamp.
fn position(text: &str, pictures: &[Picture]) -> Option<usize> {
    let is_named = |picture: &Picture| {
        picture.old.to_string().eq_ignore_ascii_case(text)
            || picture.path.file_name().is_some_and(|name| name == text)
    };
    if let Some(place) = pictures.iter().position(is_named) {
        return Some(place);
    }
    let name = FileName::parse(text).ok().filter(|name| *name.kind() == kind::BASIC_INFO_IMAGE)?;
    let is_meant = |picture: &Picture| {
        (picture.old.sender(), picture.old.receiver(), picture.old.branch())
            == (name.sender(), name.receiver(), name.branch())
    };
    pictures.iter().position(is_meant)
}
