//! `upgrade`: units of 3.x moved to 4.1, with the list of what a person must add.

mod options;
mod report;

use crate::cli::{Outcome, bundled_data};
use careplan_csv::{Inbox, InboxFile, InboxOptions, UnitError, WriteOptions, read_unit, write_unit};
use careplan_model::Transmission;
use careplan_model::editions;
use careplan_rules::output::Plain;
use options::Options;
use report::{Done, Reason, Status};
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
        Ok((folders, inbox)) => folders.upgrade(&inbox, &options),
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
}

type Failure = (PathBuf, io::Error);

fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |error| (path, error)
}

impl Folders {
    /// Reads the input and makes the output folder, which must not lie in the input.
    fn open(from: &Path, to: &Path, sources: &[PathBuf]) -> Result<(Self, Inbox), Failure> {
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
        if fs::canonicalize(existing).map_err(at(existing))?.starts_with(&from) {
            return Err(at(to)(io::Error::other("the output folder lies in the input folder")));
        }
        fs::create_dir_all(to).map_err(at(to))?;
        let inbox = InboxOptions::new().subfolders(true).open(&sources);
        Ok((Self { from, to: fs::canonicalize(to).map_err(at(to))? }, inbox))
    }

    fn upgrade(&self, inbox: &Inbox, options: &Options) -> Vec<Done> {
        let mut done: Vec<Done> = inbox.transmissions.iter().map(|unit| self.unit(unit, options)).collect();
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
        for path in &inbox.attachments {
            done.push(self.copy(None, &[path]));
        }
        done
    }

    fn unit(&self, unit: &Transmission<InboxFile>, options: &Options) -> Done {
        let sides = Some((unit.sender.to_string(), unit.receiver.to_string()));
        let paths: Vec<&Path> = unit.files.iter().map(|file| &*file.path).collect();
        let not = |reasons| Done {
            sides: sides.clone(),
            files: paths.iter().map(|path| self.below(path)).collect(),
            status: Status::NotUpgraded(reasons),
        };
        let forms = match read_unit(unit) {
            Ok(forms) => forms,
            Err(error) => return not(self.unread(&error)),
        };
        let upgraded = match editions::upgrade(forms, &options.of_unit(unit.sender, unit.receiver)) {
            Ok(upgraded) if upgraded.unchanged => return self.copy(sides, &paths),
            Ok(upgraded) => upgraded,
            Err(error) => return not(error.problems.iter().map(Reason::of).collect()),
        };
        let folder = match paths.first().and_then(|path| path.parent()) {
            Some(folder) => self.to.join(self.relative(folder)),
            None => self.to.clone(),
        };
        let written = fs::create_dir_all(&folder)
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
    fn copy(&self, sides: Option<(String, String)>, paths: &[impl AsRef<Path>]) -> Done {
        let mut written = Vec::new();
        let mut result = Ok(());
        for path in paths {
            let target = self.to.join(self.relative(path.as_ref()));
            result = copy_new(path.as_ref(), &target, &mut written).map_err(at(&target));
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

/// Copies to a file that is not there yet, and notes it as soon as it is.
fn copy_new(from: &Path, to: &Path, written: &mut Vec<PathBuf>) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut source = fs::File::open(from)?;
    let mut file = fs::File::create_new(to)?;
    written.push(to.to_owned());
    io::copy(&mut source, &mut file)?;
    file.sync_all()
}
