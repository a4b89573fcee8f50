//! Pictures of 利用者基本情報: 枝番, names, and item 62 of their records.

use super::{BuildUnitFault, UnitBuilder};
use crate::form_file::{FileContent, FormFile};
use crate::forms::BasicInfo;
use crate::kind;
use std::collections::BTreeSet;

/// The greatest 枝番.
const MOST: usize = 9999;

impl UnitBuilder {
    /// Whether every picture has a record, and every record that names a picture has one.
    pub(super) fn check_images(&self, faults: &mut Vec<BuildUnitFault>) {
        let mut records: Vec<&BasicInfo> = Vec::new();
        for (_, forms) in self.files.iter().filter(|(kind, _)| *kind == &kind::BASIC_INFO) {
            records.extend(forms.of::<BasicInfo>().unwrap_or_default());
        }
        let mut seen = BTreeSet::new();
        for (record, picture) in &self.images {
            let record = *record;
            if record == 0 || record > records.len() {
                faults.push(BuildUnitFault::ImageWithoutRecord { record });
            } else if !seen.insert(record) {
                faults.push(BuildUnitFault::ImageTwice { record });
            }
            if picture.is_empty() {
                faults.push(BuildUnitFault::ImageEmpty { record });
            }
        }
        for (record, form) in (1..).zip(&records) {
            if form.family_image_file_name.is_some() && !seen.contains(&record) {
                faults.push(BuildUnitFault::ImageMissing { record });
            }
        }
        if seen.len() > MOST {
            faults.push(BuildUnitFault::TooManyImages);
        }
    }
}

/// Adds the pictures to the files, numbered in the order of their records, and writes their names into item 62.
pub(super) fn attach(
    files: &mut Vec<FormFile>,
    mut images: Vec<(usize, Vec<u8>)>,
) -> Result<(), BuildUnitFault> {
    images.sort_by_key(|(record, _)| *record);
    let Some(parent) = files.iter_mut().find(|file| file.kind() == &kind::BASIC_INFO) else { return Ok(()) };
    let wrong = |error| BuildUnitFault::Name { file: &kind::BASIC_INFO_IMAGE, error };
    let first = parent.name.with_kind(&kind::BASIC_INFO_IMAGE).map_err(wrong)?;
    let mut pictures = Vec::new();
    for (branch, (record, bytes)) in (1..).zip(images) {
        let name = first.with_branch(branch).map_err(wrong)?;
        if let FileContent::Forms(forms) = &mut parent.content {
            let form = forms.of_mut::<BasicInfo>().and_then(|forms| forms.get_mut(record.checked_sub(1)?));
            if let Some(form) = form {
                form.family_image_file_name = Some(name.to_string());
            }
        }
        pictures.push(FormFile { name, content: FileContent::Bytes(bytes) });
    }
    files.extend(pictures);
    Ok(())
}
