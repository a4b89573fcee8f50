//! Files of 第6表, read as lines for reconciling: texts are left in the file, but for the names of offices.

use careplan_csv::{Error, Inbox, InboxOptions, Reader, Text};
use careplan_model::{FileName, OfficeNumber, Table6};
use careplan_rules::reconcile::SlipLine;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Which files of a folder are taken.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    /// UPPLAN.
    Plan,
    /// UPJSK.
    Actual,
}

impl Side {
    fn prefix(self) -> &'static str {
        match self {
            Self::Plan => "UPPLAN",
            Self::Actual => "UPJSK",
        }
    }
}

impl Side {
    /// Whether a name says that a file is something else.
    fn refuse_the_other(self, path: &Path) -> io::Result<()> {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(FileName::find_in);
        match name.map(|name| name.kind().prefix) {
            Some(prefix) if prefix != self.prefix() => {
                Err(io::Error::other(format!("the name says {prefix}, not {}", self.prefix())))
            }
            _ => Ok(()),
        }
    }
}

/// All that was read of one side.
#[derive(Default)]
pub(super) struct Slips {
    pub(super) lines: Vec<SlipLine>,
    /// The files, in the order of processing: their places are their numbers.
    pub(super) files: Vec<String>,
    pub(super) offices: BTreeMap<OfficeNumber, String>,
    /// What could not be read, and where.
    pub(super) problems: Vec<String>,
}

impl Slips {
    /// Reads a file, whatever its name, or the files of a folder.
    ///
    /// # Errors
    ///
    /// The path cannot be read, or the folder holds no file of the side.
    pub(super) fn read(path: &Path, side: Side) -> Result<Self, (PathBuf, io::Error)> {
        let at = |error| (path.to_owned(), error);
        let mut slips = Self::default();
        let metadata = std::fs::metadata(path).map_err(at)?;
        if metadata.is_file() {
            side.refuse_the_other(path).map_err(at)?;
            slips.file(path).map_err(at)?;
            return Ok(slips);
        }
        // Opening a pipe waits for somebody to write into it.
        if !metadata.is_dir() {
            return Err(at(io::Error::other("not a regular file")));
        }
        let inbox: Inbox = InboxOptions::new().subfolders(true).open([path]);
        for file in inbox.files().filter(|file| file.kind().prefix == side.prefix()) {
            slips.file(&file.path).map_err(|error| (file.path.clone(), error))?;
        }
        for file in inbox.files().filter(|file| file.kind().deletes.contains(&side.prefix())) {
            let name = file.path.display();
            slips.problems.push(format!("{name}：削除ファイルです。照合には反映していません"));
        }
        for stray in &inbox.strays {
            if stray.content.iter().any(|kind| kind.prefix == side.prefix()) {
                let name = stray.path.display();
                slips
                    .problems
                    .push(format!("{name}：ファイル名から予定か実績か分からないため、読みませんでした"));
            }
        }
        slips.problems.extend(inbox.unreadable.iter().map(careplan_csv::Unreadable::japanese));
        if slips.files.is_empty() {
            let message = format!("no {} file in this folder", side.prefix());
            return Err(at(io::Error::new(io::ErrorKind::NotFound, message)));
        }
        Ok(slips)
    }

    /// Reads one file. What is wrong with its data is a problem, and the rest goes on.
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(name.clone());
        let mut reader = Reader::from_reader(File::open(path)?);
        if let Some(encoding) = reader.encoding().map_err(io_error)? {
            self.problems.push(format!("{name}：{}", Error::NotShiftJis(encoding).japanese()));
            return Ok(());
        }
        let before = (self.lines.len(), self.problems.len());
        while let Some(mut chunk) = reader.chunk().map_err(io_error)? {
            for record in chunk.forms::<Table6<Text<'_>>>() {
                match record {
                    Ok(record) => {
                        let form = &record.form;
                        if let Some(office) = form.provider_name {
                            self.offices
                                .entry(form.provider)
                                .or_insert_with(|| office.decode_lossy().into_owned());
                        }
                        self.lines.push(SlipLine::new(number, &record));
                    }
                    Err(error) => {
                        self.problems
                            .extend(error.problems.iter().map(|p| format!("{name}：{}", p.japanese())));
                    }
                }
            }
        }
        if before == (self.lines.len(), self.problems.len()) {
            self.problems.push(format!("{name}：レコードがありません"));
        }
        Ok(())
    }
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
