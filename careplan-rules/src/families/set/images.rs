//! Whether the pictures that 利用者基本情報 names are there.

use super::IMAGE_MISSING;
use crate::check::{Check, UnitContext};
use crate::columns;
use crate::families::place::Place;
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::row::{Ran, Row};
use careplan_csv::Text;
use careplan_model::{BasicInfo, FileName, kind};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

columns! { BasicInfo: IMAGE: Text<'static> = "family_image_file_name"; }

/// The pictures that are named in the unit at hand: 56 bytes each.
#[derive(Default)]
pub(super) struct Images {
    named: Vec<(u64, Place)>,
}

impl Check for Images {
    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if row.file.is(&kind::BASIC_INFO) {
            let ran = self.name(row);
            findings.ran(&IMAGE_MISSING, ran);
        }
    }

    fn end_unit(&mut self, unit: &UnitContext<'_>, findings: &mut Findings<'_>) {
        let named = std::mem::take(&mut self.named);
        let mut there = HashSet::new();
        for file in &unit.files {
            there.insert(hash(&file.name));
            // A copy with another name is told by the rule about names.
            there.extend(file.file_name().map(|name| hash(&name.to_string())));
        }
        for (_, place) in named.into_iter().filter(|(name, _)| !there.contains(name)) {
            findings.add(Found::new(&IMAGE_MISSING, Location::from(place)));
        }
    }
}

impl Images {
    fn name(&mut self, row: &Row<'_>) -> Ran {
        let Some(text) = row.text(IMAGE)? else { return Ok(()) };
        let text = text.decode_lossy();
        // A name that does not follow its parent's has a rule of its own.
        if follows(&text, row.file.file_name()) {
            self.named.push((hash(&text), row.at(IMAGE).into()));
        }
        Ok(())
    }
}

/// Whether a picture's name follows that of its 利用者基本情報.
pub(in crate::families) fn follows(image: &str, parent: Option<&FileName>) -> bool {
    let (Ok(image), Some(parent)) = (image.parse::<FileName>(), parent) else { return false };
    image.kind() == &kind::BASIC_INFO_IMAGE && image.is_companion_of(parent)
}

/// Of a name, whose extension is printed in capitals and in small letters.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.trim().to_ascii_lowercase().hash(&mut hasher);
    hasher.finish()
}
