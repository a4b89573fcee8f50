//! Units of sending as files: read whole from where they lie, and written to a folder.

use crate::error::Error;
use crate::inbox::{Inbox, InboxFile};
use crate::new_file;
use crate::slice::from_slice;
use crate::writer::{WriteOptions, WriteText, Writer};
use careplan_model::{
    FileContent, FileName, FormFile, FormList, LayoutVisitor, ListVisitor, ListedForm, Transmission,
};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

impl InboxFile {
    /// Reads the whole file into forms; a picture into its bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] with the problems of all records, if there is one that is no form of the kind that
    /// the name says; [`Error::NotShiftJis`]; [`Error::Io`].
    pub fn forms(&self) -> Result<FormFile, Error> {
        file_of(self.name, Cow::Owned(self.read()?))
    }
}

/// A file that was received in memory: its bytes as forms of the kind that the name says; of a picture the bytes.
/// [`file_to_vec`] goes the other way.
///
/// # Errors
///
/// As [`InboxFile::forms`], without [`Error::Io`].
///
/// ```
/// use careplan_csv::{WriteOptions, file_from_slice, file_to_vec};
/// use careplan_model::Transmission;
/// let name = "DLTPLAN_202604_9970100013_43_9970100062_17_20260401090000.CSV".parse()?;
/// let file = file_from_slice(name, b"202407,435073,0000000001,202604\r\n")?;
/// assert_eq!(file_to_vec(&file, &WriteOptions::new())?, b"202407,435073,0000000001,202604\r\n");
/// let units = Transmission::group([file]);
/// assert_eq!(units[0].sender.office.as_str(), "9970100013");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn file_from_slice(name: FileName, bytes: &[u8]) -> Result<FormFile, Error> {
    file_of(name, Cow::Borrowed(bytes))
}

fn file_of(name: FileName, bytes: Cow<'_, [u8]>) -> Result<FormFile, Error> {
    struct FromSlice<'a>(&'a [u8]);
    impl LayoutVisitor<String> for FromSlice<'_> {
        type Output = Result<FormList, Error>;
        fn visit<F: ListedForm<String>>(self) -> Self::Output {
            from_slice(self.0).map(F::into_list)
        }
    }
    // A kind of another crate has forms that are none of the standard's.
    let forms = name.kind().layout.and_then(|layout| FormList::with_layout(layout, FromSlice(&bytes)));
    let content = match forms {
        Some(forms) => FileContent::Forms(forms?),
        None => FileContent::Bytes(bytes.into_owned()),
    };
    Ok(FormFile { name, content })
}

/// What keeps a unit of sending from being read or written, file by file; never empty.
#[derive(Debug, thiserror::Error)]
#[error("{} of the unit's files failed; the first: {first}", files.len(), first = files.first().map(|(path, error)| format!("{}: {error}", path.display())).unwrap_or_default())]
pub struct UnitError {
    /// The files that failed, each with the reason: all that could not be read; the one at which writing
    /// stopped, or all that cannot be written in MS932 or in the edition.
    pub files: Vec<(PathBuf, Error)>,
}

impl UnitError {
    /// The same in Japanese, a line for each file.
    pub fn japanese(&self) -> String {
        let line = |(path, error): &(PathBuf, Error)| format!("{}：{}", path.display(), error.japanese());
        self.files.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl Inbox {
    /// Reads all files of one of the [`transmissions`](Self::transmissions) into forms, as [`read_unit`], and makes
    /// sure that it is whole: a file that could not be opened is in no unit, and a receiver that took the
    /// others over would remove what it holds of the kind.
    ///
    /// # Errors
    ///
    /// As [`read_unit`]; and the files that could not be opened.
    ///
    /// ```no_run
    /// use careplan_csv::Inbox;
    /// let inbox = Inbox::open("examples/data/valid/plan-4.1");
    /// for unit in &inbox.transmissions {
    ///     match inbox.read_unit(unit) {
    ///         Ok(unit) => println!("{} files from {}", unit.files.len(), unit.sender),
    ///         Err(error) => println!("{}", error.japanese()),
    ///     }
    /// }
    /// ```
    pub fn read_unit(&self, unit: &Transmission<InboxFile>) -> Result<Transmission<FormFile>, UnitError> {
        let again = |error: &io::Error| io::Error::new(error.kind(), error.to_string());
        let lost = self.unreadable_of(unit).map(|file| (file.path.clone(), again(&file.error).into()));
        let mut lost: Vec<(PathBuf, Error)> = lost.collect();
        match read_unit(unit) {
            Ok(unit) if lost.is_empty() => Ok(unit),
            Ok(_) => Err(UnitError { files: lost }),
            Err(UnitError { mut files }) => {
                files.append(&mut lost);
                Err(UnitError { files })
            }
        }
    }
}

/// Reads these files into forms. For units of an [`Inbox`] use [`Inbox::read_unit`], which knows whether there
/// are more.
///
/// # Errors
///
/// All files that cannot be read whole, each with all its problems: whoever takes a unit over should
/// take all of it. [`Error::Renamed`] for a file whose name was found in another one: nobody knows whether it
/// is what was sent.
pub fn read_unit(unit: &Transmission<InboxFile>) -> Result<Transmission<FormFile>, UnitError> {
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    for file in &unit.files {
        let forms = if file.is_renamed() { Err(Error::Renamed { found: file.name }) } else { file.forms() };
        match forms {
            Ok(forms) => files.push(forms),
            Err(error) => failed.push((file.path.clone(), error)),
        }
    }
    if !failed.is_empty() {
        return Err(UnitError { files: failed });
    }
    Ok(Transmission {
        sender: unit.sender,
        receiver: unit.receiver,
        timestamp: unit.timestamp,
        month: unit.month,
        files,
    })
}

/// The bytes of a file: its forms as CSV, or its picture.
///
/// # Errors
///
/// As [`Writer::write`].
pub fn file_to_vec<T: WriteText>(file: &FormFile<T>, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    struct ToVec<'a>(&'a WriteOptions);
    impl<T: WriteText> ListVisitor<T> for ToVec<'_> {
        type Output = Result<Vec<u8>, Error>;
        fn visit<F: ListedForm<T>>(self, forms: &[F]) -> Self::Output {
            let mut writer = Writer::new(Vec::new(), self.0.clone());
            for form in forms {
                writer.write_form(form)?;
            }
            Ok(writer.into_inner())
        }
    }
    match &file.content {
        FileContent::Forms(forms) => forms.visit(ToVec(options)),
        FileContent::Bytes(bytes) => Ok(bytes.clone()),
    }
}

/// Writes a unit of sending into a folder, which must exist. Nothing is overwritten, and either all files
/// are there afterwards or none. Each is written beside its place first (`NAME.1.part`), so that a crash never leaves
/// half a file under its name.
///
/// # Errors
///
/// All files that cannot be written in MS932 or in the edition of the options; else the first file that
/// the folder does not take, because one of its name is there ([`io::ErrorKind::AlreadyExists`]) or for
/// another reason.
pub fn write_unit<T: WriteText>(
    unit: &Transmission<FormFile<T>>,
    folder: impl AsRef<Path>,
    options: &WriteOptions,
) -> Result<Vec<PathBuf>, UnitError> {
    let folder = folder.as_ref();
    let (mut ready, mut failed) = (Vec::new(), Vec::new());
    for file in &unit.files {
        let path = path_of(folder, &file.name);
        match file_to_vec(file, options) {
            Ok(bytes) => ready.push((path, bytes)),
            Err(error) => failed.push((path, error)),
        }
    }
    if !failed.is_empty() {
        return Err(UnitError { files: failed });
    }
    // Half a unit would be taken for a whole one.
    new_file::write_all(ready).map_err(|(path, error)| UnitError { files: vec![(path, error.into())] })
}

fn path_of(folder: &Path, name: &FileName) -> PathBuf {
    folder.join(name.to_string())
}
