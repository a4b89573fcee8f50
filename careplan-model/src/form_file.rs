//! A file of the exchange without its bytes: its name and its forms.

use crate::file_name::FileName;
use crate::form_list::{FormList, ListedForm};
use crate::kind::FormKind;

/// A file as it is sent or was received: its name, and the forms that it holds.
///
/// A [`Transmission`](crate::Transmission) of these is a unit of sending that can be built, written (by
/// `careplan-csv`), and applied to what a receiver holds.
///
/// ```
/// use careplan_model::{FileContent, FormFile, PlanDeletion};
/// let form = PlanDeletion::new("202407".parse()?, "435073".parse()?, "0000000001".parse()?, "202604".parse()?);
/// let file: FormFile = FormFile {
///     name: "DLTPLAN_202604_2794900205_43_01B1400014_11_20260325093000.CSV".parse()?,
///     content: FileContent::Forms(vec![form].into()),
/// };
/// assert_eq!(file.forms::<PlanDeletion>().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile<T = String> {
    /// Its name.
    pub name: FileName,
    /// What it holds.
    pub content: FileContent<T>,
}

/// What a file holds.
#[derive(Clone, PartialEq, Eq)]
pub enum FileContent<T = String> {
    /// The records of a CSV file.
    Forms(FormList<T>),
    /// The bytes of a file that is no CSV: the picture of 利用者基本情報.
    Bytes(Vec<u8>),
}

impl<T> FormFile<T> {
    /// The kind that the name says.
    pub fn kind(&self) -> &'static FormKind {
        self.name.kind()
    }

    /// Its forms of a type; none if it holds others.
    pub fn forms<F: ListedForm<T>>(&self) -> &[F] {
        match &self.content {
            FileContent::Forms(list) => list.of().unwrap_or_default(),
            FileContent::Bytes(_) => &[],
        }
    }

    /// The number of its records; 0 for a picture.
    pub fn record_count(&self) -> usize {
        match &self.content {
            FileContent::Forms(list) => list.len(),
            FileContent::Bytes(_) => 0,
        }
    }
}

/// So that files group into units of sending.
impl<T> AsRef<FileName> for FormFile<T> {
    fn as_ref(&self) -> &FileName {
        &self.name
    }
}

/// A picture of a family is personal: `Debug` shows its size only.
impl<T: core::fmt::Debug> core::fmt::Debug for FileContent<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Forms(list) => list.fmt(f),
            Self::Bytes(bytes) => write!(f, "«{} bytes»", bytes.len()),
        }
    }
}
