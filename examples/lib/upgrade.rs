//! `upgrade`: units of 3.x moved to 4.1, with the list of what a person must add.

mod options;
mod report;

use crate::cli::{Outcome, bundled_data};
use crate::new_file::NewFile;
use crate::new_folders::NewFolders;
use careplan_csv::{
    Inbox, InboxFile, InboxOptions, Naming, UnitError, Unreadable, WriteOptions, read_unit, write_unit,
};
use careplan_model::Transmission;
use careplan_model::editions;
use careplan_rules::output::Plain;
use options::Options;
use report::{Done, Reason, Status};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folders of sample data that are of 3.2.
const SAMPLES: [&str; 4] = ["plan-3.2", "slip-3.2", "actual-3.2", "deletions-3.2"];

/// Moves units to edition 4.1: `upgrade IN_DIR OUT_DIR [--type OFFICE=TYPE]...`.
///
/// # Errors
///
/// Writing the report failed.
pub fn upgrade(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{}", options::USAGE)?;
        return Ok(Outcome::Fine);
    }
    let mut options = match Options::parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let (from, to, sources) = if let Some((from, to)) = options.folders.take() {
        (from.clone(), to, vec![from])
    } else {
        options.know_sample_offices();
        let to = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/upgrade");
        // Our own output of the last time.
        let _ = fs::remove_dir_all(&to);
        let from = bundled_data();
        let sources = SAMPLES.iter().map(|folder| from.join(folder)).collect();
        (from, to, sources)
    };
    let done = match Folders::open(&from, &to, &sources) {
        Ok((mut folders, inboxes)) => {
            let done = inboxes.iter().flat_map(|inbox| folders.upgrade(inbox, &options)).collect::<Vec<_>>();
            // Nothing was written into those that are empty.
            folders.made.take_back();
            done
        }
        Err((path, error)) => {
            writeln!(errors, "{}", Plain(&format!("{}: {error}", path.display())))?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    report::print(&done, options.format, options.language, out)?;
    let outcome = done.iter().map(|done| match done.status {
        Status::Upgraded { .. } | Status::Copied => Outcome::Fine,
        Status::NotUpgraded(_) => Outcome::DataHasErrors,
        Status::Failed(_) => Outcome::CouldNotRun,
    });
    Ok(outcome.fold(Outcome::Fine, Outcome::and))
}

/// Where units come from and go to.
struct Folders {
    from: PathBuf,
    to: PathBuf,
    /// What was made of the output.
    made: NewFolders,
}

type Failure = (PathBuf, io::Error);

fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |error| (path, error)
}

impl Folders {
    /// Reads the input, folder by folder, and makes the output folder. Neither must lie in the other.
    fn open(from: &Path, to: &Path, sources: &[PathBuf]) -> Result<(Self, Vec<Inbox>), Failure> {
        let from = fs::canonicalize(from).map_err(at(from))?;
        if !from.is_dir() {
            return Err(at(&from)(io::Error::other("the input is not a folder")));
        }
        let sources: Vec<PathBuf> = sources
            .iter()
            .map(|source| fs::canonicalize(source).map_err(at(source)))
            .collect::<Result<_, _>>()?;
        // Asked of the part of the path that exists, so that a refusal leaves no folder behind.
        let existing = to.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
        let target = fs::canonicalize(existing).map_err(at(existing))?;
        if target.starts_with(&from) {
            return Err(at(to)(io::Error::other("the output folder lies in the input folder")));
        }
        // Subfolders keep their names, so that one of them could be the input.
        let contains_input = |to: &Path| from.starts_with(to);
        let refused = || at(to)(io::Error::other("the input folder lies in the output folder"));
        if existing == to && contains_input(&target) {
            return Err(refused());
        }
        let mut made = NewFolders::default();
        made.create(to).map_err(at(to))?;
        // A path that was not there may lead back (`new/..`).
        let target = fs::canonicalize(to).map_err(at(to))?;
        if contains_input(&target) || target.starts_with(&from) {
            made.take_back();
            return Err(refused());
        }
        Ok((Self { from, to: target, made }, inboxes(&sources)))
    }

    fn upgrade(&mut self, inbox: &Inbox, options: &Options) -> Vec<Done> {
        let mut done = Vec::new();
        for unit in &inbox.transmissions {
            let unreadable: Vec<&Unreadable> = inbox.unreadable_of(unit).collect();
            done.push(self.unit(unit, &unreadable, options));
        }
        for stray in &inbox.strays {
            let reason = Reason {
                id: "name",
                ja: "標準仕様のファイル名でないため、送信元と送信先がわかりません".into(),
                en: "no file name of the standard: who sends to whom is not known".into(),
            };
            done.push(self.left(&stray.path, Status::NotUpgraded(vec![reason])));
        }
        for unreadable in &inbox.unreadable {
            let reason = Reason {
                id: "unreadable",
                ja: unreadable.japanese(),
                en: format!("{}: {}", unreadable.path.display(), unreadable.error),
            };
            done.push(self.left(&unreadable.path, Status::Failed(reason)));
        }
        for path in &inbox.folders {
            let reason = Reason {
                id: "link",
                ja: "フォルダーへのリンクのため、中を読んでいません".into(),
                en: "a link to a folder; not looked into".into(),
            };
            done.push(self.left(path, Status::NotUpgraded(vec![reason])));
        }
        for path in &inbox.attachments {
            done.push(self.copy(None, &[path]));
        }
        done
    }

    fn unit(
        &mut self,
        unit: &Transmission<InboxFile>,
        unreadable: &[&Unreadable],
        options: &Options,
    ) -> Done {
        let sides = Some((unit.sender.to_string(), unit.receiver.to_string()));
        let paths: Vec<&Path> = unit.files.iter().map(|file| &*file.path).collect();
        let not = |reasons| Done {
            sides: sides.clone(),
            files: paths.iter().map(|path| self.below(path)).collect(),
            status: Status::NotUpgraded(reasons),
        };
        // The rest of a unit would be taken for the whole of it.
        let mut reasons: Vec<Reason> = unreadable.iter().map(|file| self.incomplete(file)).collect();
        // Renamed files are told with all else that is wrong.
        let named = unit.files.iter().cloned().map(|file| InboxFile { naming: Naming::Standard, ..file });
        let forms = match read_unit(&Transmission { files: named.collect(), ..unit.clone() }) {
            Ok(forms) => forms,
            Err(error) => {
                reasons.extend(self.unread(&error));
                return not(reasons);
            }
        };
        // A name that was found in another one is a guess: a person has to look.
        let renamed = unit.files.iter().filter(|file| file.is_renamed()).map(|file| self.renamed(file));
        let upgraded = match editions::upgrade(forms, &options.of_unit(unit.sender, unit.receiver)) {
            Ok(upgraded) if upgraded.unchanged => {
                reasons.extend(renamed);
                return if reasons.is_empty() { self.copy(sides, &paths) } else { not(reasons) };
            }
            Ok(upgraded) => Some(upgraded),
            Err(error) => {
                reasons.extend(error.problems.iter().map(Reason::of));
                None
            }
        };
        reasons.extend(renamed);
        let Some(upgraded) = upgraded.filter(|_| reasons.is_empty()) else { return not(reasons) };
        let folder = match paths.first().and_then(|path| path.parent()) {
            Some(folder) => self.to.join(self.relative(folder)),
            None => self.to.clone(),
        };
        let made = self.made.create(&folder);
        let written = made
            .map_err(|error| UnitError { files: vec![(folder.clone(), error.into())] })
            .and_then(|()| write_unit(&upgraded.unit, &folder, &WriteOptions::new()));
        match written {
            Ok(written) => Done {
                sides: Some((upgraded.unit.sender.to_string(), upgraded.unit.receiver.to_string())),
                files: written.iter().map(|path| self.below(path)).collect(),
                status: Status::Upgraded { from: upgraded.from, to_add: upgraded.to_add },
            },
            Err(error) => {
                let reason = Reason { id: "not-written", ja: error.japanese(), en: error.to_string() };
                Done {
                    sides,
                    files: paths.iter().map(|path| self.below(path)).collect(),
                    status: Status::Failed(reason),
                }
            }
        }
    }

    fn incomplete(&self, file: &Unreadable) -> Reason {
        let path = self.below(&file.path);
        Reason {
            id: "incomplete",
            ja: format!("{path}：読めないため、この送信単位がそろいません"),
            en: format!("{path}: cannot be read, so that the unit is not whole"),
        }
    }

    fn renamed(&self, file: &InboxFile) -> Reason {
        let (path, name) = (self.below(&file.path), file.name);
        Reason {
            id: "renamed",
            ja: format!("{path}：ファイル名が変えられています。{name}に戻すか、取り除いてください"),
            en: format!("{path}: was renamed; give its name {name} back to it, or take it away"),
        }
    }

    /// The problems of the files of a unit that cannot be read whole.
    fn unread(&self, error: &UnitError) -> Vec<Reason> {
        let reason = |(path, error): &(PathBuf, careplan_csv::Error)| {
            let path = self.below(path);
            let lines = |say: &dyn Fn(&careplan_csv::Problem) -> String| match error {
                careplan_csv::Error::Data(problems) => {
                    Some(problems.iter().map(say).collect::<Vec<_>>().join("\n"))
                }
                _ => None,
            };
            let ja = lines(&careplan_csv::Problem::japanese).unwrap_or_else(|| error.japanese());
            let en = lines(&ToString::to_string).unwrap_or_else(|| error.to_string());
            Reason { id: "unreadable", ja: format!("{path}：{ja}"), en: format!("{path}: {en}") }
        };
        error.files.iter().map(reason).collect()
    }

    /// Copies files byte for byte to where they were below the input; all or none of them.
    fn copy(&mut self, sides: Option<(String, String)>, paths: &[impl AsRef<Path>]) -> Done {
        let mut written = Vec::new();
        let mut result = Ok(());
        for path in paths {
            let target = self.to.join(self.relative(path.as_ref()));
            let folder = target.parent().map_or(Ok(()), |folder| self.made.create(folder));
            result =
                folder.and_then(|()| copy_new(path.as_ref(), &target, &mut written)).map_err(at(&target));
            if result.is_err() {
                // Half a unit would be taken for a whole one.
                for path in written.drain(..) {
                    let _ = fs::remove_file(path);
                }
                break;
            }
        }
        let files = paths.iter().map(|path| self.below(path.as_ref())).collect();
        let status = match result {
            Ok(()) => Status::Copied,
            Err((path, error)) => {
                let said = format!("{}: {error}", path.display());
                Status::Failed(Reason { id: "not-written", ja: said.clone(), en: said })
            }
        };
        Done { sides, files, status }
    }

    fn left(&self, path: &Path, status: Status) -> Done {
        Done { sides: None, files: vec![self.below(path)], status }
    }

    /// A path below the input or the output folder.
    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.from).or_else(|_| path.strip_prefix(&self.to)).unwrap_or(path)
    }

    fn below(&self, path: &Path) -> String {
        self.relative(path).display().to_string()
    }
}

/// An inbox for each folder, subfolders included: units of two folders that have the same names stay two, and each goes
/// where it was.
fn inboxes(sources: &[PathBuf]) -> Vec<Inbox> {
    let listing = InboxOptions::new().subfolders(true).list(sources);
    let mut folders = BTreeMap::<_, Vec<&PathBuf>>::new();
    for file in &listing.files {
        folders.entry(file.parent()).or_default().push(file);
    }
    let mut inboxes: Vec<Inbox> =
        folders.into_values().map(|files| InboxOptions::new().open(files)).collect();
    // What lies in none of them.
    inboxes.push(Inbox { folders: listing.folders, unreadable: listing.unreadable, ..Inbox::default() });
    inboxes
}

/// Copies to a file that is not there yet, and notes it as soon as it is.
fn copy_new(from: &Path, to: &Path, written: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut source = fs::File::open(from)?;
    let (mut file, new) = NewFile::create(to)?;
    io::copy(&mut source, &mut file)?;
    file.sync_all()?;
    new.publish()?;
    written.push(to.to_owned());
    Ok(())
}
