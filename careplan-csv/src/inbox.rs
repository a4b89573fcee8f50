//! Folders of files as they are received: what each file is, and which belong together.

mod file;

pub use file::{Identity, InboxFile, Naming, StrayForm, Unreadable};

use careplan_model::{FormKind, Transmission, kind};
use file::Sorted;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A folder, or a list of files, sorted: units of sending in the order of processing, and all the
/// rest with what is known of it. Nothing is read but the first records of each file.
///
/// ```no_run
/// use careplan_csv::Inbox;
/// let inbox = Inbox::open("examples/data/valid/plan-4.1");
/// for unit in &inbox.transmissions {
///     for file in &unit.files {
///         println!("{} {}", file.kind().name, file.path.display());
///     }
/// }
/// ```
#[derive(Debug, Default)]
pub struct Inbox {
    /// The files with a name of the standard (or one found in theirs), as units of sending in
    /// processing order.
    pub transmissions: Vec<Transmission<InboxFile>>,
    /// Forms of the standard under names that do not tell sender and receiver, so that they belong to
    /// no unit.
    pub strays: Vec<StrayForm>,
    /// Files that are no forms: PDF and the like, which travel along.
    pub attachments: Vec<PathBuf>,
    /// Files and folders that could not be read, with the reason.
    pub unreadable: Vec<Unreadable>,
    /// Subfolders that were not looked into.
    pub folders: Vec<PathBuf>,
}

/// The files that paths lead to.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files, folder by folder in the order of their names; each is there once.
    pub files: Vec<PathBuf>,
    /// Subfolders that were not looked into.
    pub folders: Vec<PathBuf>,
    /// Paths that could not be read, with the reason.
    pub unreadable: Vec<Unreadable>,
}

/// How folders are read.
#[derive(Debug, Clone)]
pub struct InboxOptions {
    kinds: Vec<&'static FormKind>,
    subfolders: bool,
}

impl Default for InboxOptions {
    fn default() -> Self {
        Self { kinds: kind::STANDARD.to_vec(), subfolders: false }
    }
}

impl InboxOptions {
    /// The standard's kinds, without subfolders (offices move what is done with into them).
    pub fn new() -> Self {
        Self::default()
    }

    /// Knows other kinds too, or fewer.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = &'static FormKind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// Looks into subfolders, however deep; folders that are links are not entered.
    #[must_use]
    pub fn subfolders(mut self, yes: bool) -> Self {
        self.subfolders = yes;
        self
    }

    /// Lists the files of these folders, and these files, without looking into them.
    pub fn list<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Listing {
        let mut files = Vec::new();
        let listing = self.list_each(paths, |path| files.push(path));
        Listing { files, ..listing }
    }

    /// The same, but the files are given to `each` and not kept: of one path, only what lies in the folder at hand and in
    /// those above it is in memory. (Of several it is remembered which files were met.)
    pub fn list_each<P: AsRef<Path>>(
        &self,
        paths: impl IntoIterator<Item = P>,
        mut each: impl FnMut(PathBuf),
    ) -> Listing {
        let paths: Vec<P> = paths.into_iter().collect();
        // A file that was named twice, or named beside its folder, is there once. (Of one folder no file comes twice.)
        let (mut seen, mut folders) = (HashSet::new(), HashMap::new());
        let mut add = |path: PathBuf| {
            if paths.len() < 2 || seen.insert(same_place(&path, &mut folders)) {
                each(path);
            }
        };
        let mut listing = Listing::default();
        for path in paths.iter().map(P::as_ref) {
            match std::fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => self.folder(path, &mut listing, &mut add),
                Ok(_) => add(path.to_owned()),
                Err(error) => listing.unreadable.push(self.unreadable(path, error)),
            }
        }
        listing
    }

    /// Reads these folders and files.
    pub fn open<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Inbox {
        let Listing { files, folders, unreadable } = self.list(paths);
        let mut inbox = Inbox { unreadable, folders, ..Inbox::default() };
        let mut placed = Vec::new();
        for path in files {
            match file::sort(path, &self.kinds) {
                Sorted::Placed(file) => placed.push(*file),
                Sorted::Stray(stray) => inbox.strays.push(*stray),
                Sorted::Attachment(path) => inbox.attachments.push(path),
                Sorted::Unreadable(unreadable) => inbox.unreadable.push(unreadable),
            }
        }
        inbox.transmissions = Transmission::group(placed);
        inbox
    }

    fn unreadable(&self, path: &Path, error: std::io::Error) -> Unreadable {
        Unreadable::new(path.to_owned(), error, &self.kinds)
    }

    /// Lists a folder, by name, so that the result does not depend on the file system.
    fn folder(&self, folder: &Path, listing: &mut Listing, add: &mut dyn FnMut(PathBuf)) {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return listing.unreadable.push(self.unreadable(folder, error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                Ok(entry) => found.push(entry),
                Err(error) => listing.unreadable.push(self.unreadable(folder, error)),
            }
        }
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        for (path, file_type) in found {
            // A link is what it leads to, but a folder behind a link is not entered: it may lead back.
            let leads_to_folder = file_type.is_symlink() && path.is_dir();
            if file_type.is_dir() && self.subfolders {
                self.folder(&path, listing, add);
            } else if file_type.is_dir() || leads_to_folder {
                listing.folders.push(path);
            } else {
                add(path);
            }
        }
    }
}

impl Inbox {
    /// Reads one folder or file with the default options.
    pub fn open(path: impl AsRef<Path>) -> Self {
        InboxOptions::new().open([path])
    }

    /// All files of the units, in processing order.
    pub fn files(&self) -> impl Iterator<Item = &InboxFile> {
        self.transmissions.iter().flat_map(|unit| &unit.files)
    }

    /// The files that could not be opened and belong to a unit by their names, so that its other files are
    /// not the whole of it. A renamed one does not count where a file has the name: it may be a copy.
    pub fn unreadable_of<'a>(
        &'a self,
        unit: &'a Transmission<InboxFile>,
    ) -> impl Iterator<Item = &'a Unreadable> {
        self.unreadable.iter().filter(|file| {
            file.name.is_some_and(|name| {
                let is_of_unit = (name.timestamp(), name.sender(), name.receiver(), name.service_month())
                    == (unit.timestamp, unit.sender, unit.receiver, unit.month);
                let has_namesake = || unit.files.iter().any(|file| !file.is_renamed() && file.name == name);
                is_of_unit && !(file.is_renamed() && has_namesake())
            })
        })
    }
}

/// The path with its folder resolved, which is done once for each; a link stays another file than the one it leads to.
fn same_place(path: &Path, folders: &mut HashMap<PathBuf, Option<PathBuf>>) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folders.contains_key(folder) {
        folders.insert(folder.to_owned(), std::fs::canonicalize(folder).ok());
    }
    match (folders.get(folder), path.file_name()) {
        (Some(Some(folder)), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
