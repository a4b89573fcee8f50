//! Plans to files.

use crate::plan::{EquipmentPlan, GroupError};
use crate::provisional::{EquipmentPlanDeletion, kinds};
use careplan_csv::{Error, WriteOptions, WriteText, Writer};
use careplan_model::{
    BuildNameError, Endpoint, FileContent, FileName, Form, FormFile, FormKind, FormOf, Timestamp,
    Transmission,
};

/// Why plans cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WritePlansError {
    /// The parts make no file name.
    #[error(transparent)]
    Name(#[from] BuildNameError),
    /// The records would not make the same plans again when they are read.
    #[error(transparent)]
    Records(#[from] GroupError),
    /// Texts that MS932 cannot hold, and required texts that are blank; the first of each file.
    #[error("{} file(s) cannot be written; the first: {first}", .0.len(), first = .0.first().map(|(name, error)| format!("{name}: {error}")).unwrap_or_default())]
    Text(Vec<(FileName, Error)>),
}

impl WritePlansError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Name(error) => error.japanese(),
            Self::Records(error) => error.japanese(),
            Self::Text(files) => {
                let line = |(name, error): &(FileName, Error)| format!("{name}：{}", error.japanese());
                files.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// The files of plans, as [`careplan_csv::write_unit`] writes them into a folder: UPFYOGU, UPFYOGU_NEED,
/// UPFYOGU_ITEM and UPFYOGU_OFFER with one name behind the prefix. A file that would hold no record is left
/// out; without a plan there is no file at all.
///
/// # Errors
///
/// See [`WritePlansError`]; nothing is lost silently.
///
/// ```
/// use careplan_csv::WriteOptions;
/// use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, provisional};
/// use careplan_model::{Edition, Endpoint};
/// let header = EquipmentPlanHeader::new(
///     Edition::CURRENT.version(), "991018".parse()?, "9000000001".parse()?, "20260401".parse()?,
///     "9970100062".parse()?, "17".parse()?, "見本　太郎".to_owned(),
/// );
/// let plans = [EquipmentPlan::new(header)];
/// let sender = Endpoint { office: "9970100062".parse()?, service: Some("17".parse()?) };
/// let receiver = Endpoint { office: "9970100013".parse()?, service: Some("43".parse()?) };
/// let unit = provisional::plans_to_unit(&plans, sender, receiver, "20260401090000".parse()?, &WriteOptions::new())?;
/// assert_eq!(unit.files[0].name.to_string(), "UPFYOGU_9970100062_17_9970100013_43_20260401090000.CSV");
/// assert_eq!(provisional::unit_to_plans(&unit)?.plans, plans);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plans_to_unit<T: WriteText>(
    plans: &[EquipmentPlan<T>],
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    options: &WriteOptions,
) -> Result<Transmission<FormFile>, WritePlansError> {
    crate::plan::check(plans)?;
    let header = FileName::build(&kinds::HEADER, None, sender, receiver, timestamp)?;
    let mut files = Files { header, options, ready: Vec::new(), failed: Vec::new() };
    files.add(&kinds::HEADER, plans.iter().map(|plan| &plan.header))?;
    files.add(&kinds::NEED, plans.iter().flat_map(|plan| &plan.needs))?;
    files.add(&kinds::LINE, plans.iter().flat_map(|plan| &plan.lines))?;
    files.add(&kinds::OFFER, plans.iter().flat_map(|plan| &plan.offers))?;
    files.finish()
}

/// The file of deletions, DLTFYOGU; without a deletion there is none.
///
/// # Errors
///
/// The parts make no file name.
pub fn deletions_to_unit(
    deletions: &[EquipmentPlanDeletion],
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    options: &WriteOptions,
) -> Result<Transmission<FormFile>, WritePlansError> {
    let header = FileName::build(&kinds::DELETION, None, sender, receiver, timestamp)?;
    let mut files = Files { header, options, ready: Vec::new(), failed: Vec::new() };
    files.add(&kinds::DELETION, deletions)?;
    files.finish()
}

/// The files of a unit while they are written.
struct Files<'o> {
    header: FileName,
    options: &'o WriteOptions,
    ready: Vec<FormFile>,
    failed: Vec<(FileName, Error)>,
}

impl Files<'_> {
    fn add<'f, F>(
        &mut self,
        kind: &'static FormKind,
        forms: impl IntoIterator<Item = &'f F>,
    ) -> Result<(), BuildNameError>
    where
        F: FormOf<<F as Form>::Text> + 'f,
        <F as Form>::Text: WriteText,
    {
        let name = self.header.with_kind(kind)?;
        let mut writer = Writer::new(Vec::new(), self.options.clone());
        for form in forms {
            if let Err(error) = writer.write(form) {
                self.failed.push((name, error));
                return Ok(());
            }
        }
        let bytes = writer.into_inner();
        if !bytes.is_empty() {
            self.ready.push(FormFile { name, content: FileContent::Bytes(bytes) });
        }
        Ok(())
    }

    fn finish(self) -> Result<Transmission<FormFile>, WritePlansError> {
        if !self.failed.is_empty() {
            return Err(WritePlansError::Text(self.failed));
        }
        Ok(Transmission {
            sender: self.header.sender(),
            receiver: self.header.receiver(),
            timestamp: self.header.timestamp(),
            month: None,
            files: self.ready,
        })
    }
}
