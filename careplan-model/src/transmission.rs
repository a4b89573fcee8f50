//! Units of sending (送信単位): the files that belong together.

mod build;
mod build_error;
mod fault;
mod readdress;
mod record;
pub mod unit_kind;

pub use build::UnitBuilder;
pub use build_error::{BuildUnitError, BuildUnitFault};
pub use fault::{UnitFault, UnitFaults};
pub use readdress::{ReaddressError, ReaddressFault};
pub(crate) use record::{Moment, supplement_moment};
pub use unit_kind::UnitKind;

use crate::file_name::{Endpoint, FileName, Timestamp};
use crate::form::quiet;
use crate::kind::FormKind;
use crate::value::YearMonth;
use std::collections::BTreeMap;

quiet! {
    /// A unit of sending: files of one sender, one receiver, one ファイル連番 and one month.
    ///
    /// `F` is what the caller holds of a file; it has to know its name. A received unit is kept whatever files
    /// it has; [`kind`](Self::kind) says what it is, or what is missing or must not go together. [`UnitBuilder`]
    /// makes only whole ones.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Transmission<F> {
        /// 送信元事業所番号 with サービス種類コード.
        pub sender: Endpoint,
        /// 送信先事業所番号 with サービス種類コード.
        pub receiver: Endpoint,
        /// ファイル連番, which is the order of processing.
        pub timestamp: Timestamp,
        /// 対象年月; `None` for files without one and for 利用者補足情報 with `000000`.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub month: Option<YearMonth>,
        /// The files, by the order of their kinds, then by name.
        pub files: Vec<F>,
    }
}

impl<F: AsRef<FileName>> Transmission<F> {
    /// Puts files into units, in the order in which the units are to be processed: by ファイル連番,
    /// then by the name of the first file.
    ///
    /// The result does not depend on the order of the input, except that files with the very same name
    /// stay in theirs.
    ///
    /// ```
    /// use careplan_model::{FileName, Transmission};
    /// let names = [
    ///     "UPSIKYU_202604_0300000100_43_0300000005_11_20260325093000.CSV",
    ///     "UPHOSOKU_000000_0300000100_43_0300000005_11_20260325093000.CSV",
    ///     "UPPLAN_202604_0300000100_43_0300000005_11_20260325093000.CSV",
    ///     "UP1KYO_0300000100_43_0300000005_11_20260325093000.CSV",
    /// ];
    /// let files = names.iter().map(|name| name.parse::<FileName>()).collect::<Result<Vec<_>, _>>()?;
    /// let units = Transmission::group(files);
    /// let kinds: Vec<Vec<_>> =
    ///     units.iter().map(|unit| unit.files.iter().map(|file| file.kind().prefix).collect()).collect();
    /// assert_eq!(kinds, [["UP1KYO", "UPHOSOKU"], ["UPPLAN", "UPSIKYU"]]);
    /// # Ok::<(), careplan_model::FileNameError>(())
    /// ```
    pub fn group(files: impl IntoIterator<Item = F>) -> Vec<Self> {
        let mut units = BTreeMap::<_, Vec<F>>::new();
        for file in files {
            let name = file.as_ref();
            let unit = (name.timestamp(), name.sender(), name.receiver(), name.service_month());
            units.entry(unit).or_default().push(file);
        }
        let mut units: Vec<Self> = units
            .into_iter()
            .map(|((timestamp, sender, receiver, month), mut files)| {
                files.sort_by(|a, b| a.as_ref().processing_order(b.as_ref()));
                Self { sender, receiver, timestamp, month, files }
            })
            .collect();
        units.sort_by(|a, b| a.timestamp.cmp(&b.timestamp).then_with(|| a.first_name().cmp(&b.first_name())));
        units
    }

    fn first_name(&self) -> Option<&FileName> {
        self.files.first().map(AsRef::as_ref)
    }

    /// The files of a kind; more than one for images, and where a unit wrongly holds a kind twice.
    pub fn files_of(&self, kind: &'static FormKind) -> impl Iterator<Item = &F> {
        self.files.iter().filter(move |file| file.as_ref().kind() == kind)
    }

    /// Whether there is a file of a kind.
    pub fn has(&self, kind: &'static FormKind) -> bool {
        self.files_of(kind).next().is_some()
    }
    /// What kind of unit it is, by the names of its files. In 3.x a plan set has no 第3表.
    ///
    /// # Errors
    ///
    /// All that is missing, is there twice, or must not go together. What the records say is a matter of rules.
    ///
    /// ```
    /// use careplan_model::{FileName, Transmission, UnitFault, kind, unit_kind};
    /// let names = [
    ///     "UPHOSOKU_202604_0300000100_43_0300000005_11_20260325093000.CSV",
    ///     "UPPLAN_202604_0300000100_43_0300000005_11_20260325093000.CSV",
    /// ];
    /// let files = names.iter().map(|name| name.parse::<FileName>()).collect::<Result<Vec<_>, _>>()?;
    /// let unit = &Transmission::group(files)[0];
    /// let lacking = UnitFault::Missing { file: &kind::TABLE7, unit: &unit_kind::SLIP_SET };
    /// assert_eq!(unit.kind().unwrap_err().faults, [lacking]);
    /// # Ok::<(), careplan_model::FileNameError>(())
    /// ```
    pub fn kind(&self) -> Result<&'static UnitKind, UnitFaults> {
        self.kind_among(unit_kind::ALL)
    }

    /// The same among other kinds of units.
    ///
    /// # Errors
    ///
    /// As [`kind`](Self::kind).
    pub fn kind_among(&self, kinds: &[&'static UnitKind]) -> Result<&'static UnitKind, UnitFaults> {
        let files: Vec<_> = self.files.iter().map(|file| file.as_ref().kind()).collect();
        let found = unit_kind::find(
            &unit_kind::Described {
                files: &files,
                family: self.sender.form().family(),
                receiver: self.receiver,
                has_month: self.month.is_some(),
            },
            kinds,
        );
        let has_month = match &found {
            Ok(kind) => kind.has_month(),
            Err(_) => self.month.is_some(),
        };
        let mut wrong = Vec::new();
        for name in self.files.iter().map(AsRef::as_ref) {
            let file = name.kind();
            if (name.sender(), name.receiver(), name.timestamp())
                != (self.sender, self.receiver, self.timestamp)
            {
                wrong.push(UnitFault::OtherName { file });
            }
            let month = self.month.filter(|_| has_month);
            if file.has_month && (name.service_month() != month || self.month != month) {
                wrong.push(UnitFault::WrongMonth { file });
            }
        }
        match found {
            Ok(kind) if wrong.is_empty() => Ok(kind),
            Ok(_) => Err(UnitFaults { faults: wrong }),
            Err(mut found) => {
                wrong.append(&mut found.faults);
                Err(UnitFaults { faults: wrong })
            }
        }
    }
}
