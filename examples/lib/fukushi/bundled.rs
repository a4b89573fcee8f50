//! The story and the price list that come with the project, which the commands take when nothing else is said.

use std::fs;
use std::io;
use std::path::PathBuf;

/// The rental office of the story.
pub(super) const OFFICE: &str = "9970100062";
/// The day of its plan.
pub(super) const PLAN_DATE: &str = "20260428";
/// When the slips with the codes are sent.
pub(super) const SENT_AGAIN: &str = "20260507100000";

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of the story.
pub(super) fn story(name: &str) -> PathBuf {
    project().join("data").join("fukushi-story").join(name)
}

/// The invented price list of two months.
pub(super) fn price_list() -> PathBuf {
    project().join("data").join("price-list").join("price-list.xlsx")
}

/// A folder in `target` for what a command writes when nothing else is said, without what it wrote the last time.
pub(super) fn fresh_folder(name: &str) -> io::Result<PathBuf> {
    let folder = project().join("../target").join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(folder),
    }
}
