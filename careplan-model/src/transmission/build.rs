//! Building a unit of sending from forms: all files with the right names, or all reasons why not.

mod images;
mod relations;

use super::build_error::{BuildUnitError, BuildUnitFault};
use super::record::{Moment, Record, heads};
use super::{Transmission, unit_kind};
use crate::file_name::Side;
use crate::file_name::{Endpoint, FileName, NameForm, Timestamp};
use crate::form_file::{FileContent, FormFile};
use crate::form_list::FormList;
use crate::forms::{Table1, Table2, Table3, Table6, Table7, UserSupplement};
use crate::kind::{self, FormKind};
use crate::value::{Edition, LayoutFamily, YearMonth, ZerosOr};
use core::fmt;

/// Builds one unit of sending: one timestamp, one sender and receiver, right month parts, 利用者補足情報 in the
/// variant of the unit, pictures with their 枝番. What must not go together is refused, with all reasons.
///
/// Only files and keys are judged, by what a receiver needs to take the unit at all. What the items mean is a
/// matter of rules.
///
/// ```
/// use careplan_model::{Endpoint, PlanDeletion, UnitBuilder, kind, unit_kind};
/// let office = Endpoint { office: "2794900205".parse()?, service: Some("43".parse()?) };
/// let provider = Endpoint { office: "01B1400014".parse()?, service: Some("11".parse()?) };
/// let form = PlanDeletion::new("202407".parse()?, "435073".parse()?, "0000000001".parse()?, "202604".parse()?);
/// let unit = UnitBuilder::new(office, provider, "20260325093000".parse()?)
///     .file(&kind::PLAN_DELETION, vec![form])
///     .build()?;
/// assert_eq!(unit.kind(), Ok(&unit_kind::PLAN_DELETION));
/// let name = unit.files[0].name.to_string();
/// assert_eq!(name, "DLTPLAN_202604_2794900205_43_01B1400014_11_20260325093000.CSV");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct UnitBuilder {
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    edition: Option<Edition>,
    passed_on: bool,
    files: Vec<(&'static FormKind, FormList)>,
    /// Pictures by the record of 利用者基本情報, from 1.
    images: Vec<(usize, Vec<u8>)>,
}

/// A picture and a form are personal: `Debug` shows what there is only.
impl fmt::Debug for UnitBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: Vec<_> = self.files.iter().map(|(kind, forms)| (kind, forms.len())).collect();
        f.debug_struct("UnitBuilder")
            .field("sender", &self.sender)
            .field("receiver", &self.receiver)
            .field("timestamp", &self.timestamp)
            .field("edition", &self.edition)
            .field("files", &files)
            .field("images", &self.images.len())
            .finish_non_exhaustive()
    }
}

impl UnitBuilder {
    /// A unit from one office to another. Its edition is that of the records' CSVバージョン; editions before 4.0
    /// name the offices without service types.
    pub fn new(sender: Endpoint, receiver: Endpoint, timestamp: Timestamp) -> Self {
        Self {
            sender,
            receiver,
            timestamp,
            edition: None,
            passed_on: false,
            files: Vec::new(),
            images: Vec::new(),
        }
    }

    /// The edition that the unit has to be of; records of another one are refused. (Changing the edition of
    /// records is another matter.)
    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// The forms are passed on as they are (委託あり): the offices of plans and actuals are not compared with
    /// sender and receiver. To and from a centre they never are.
    pub fn passed_on(mut self, yes: bool) -> Self {
        self.passed_on = yes;
        self
    }

    /// Adds a file. Each kind is there once.
    pub fn file(mut self, kind: &'static FormKind, forms: impl Into<FormList>) -> Self {
        self.files.push((kind, forms.into()));
        self
    }

    /// Adds the picture of the family (JPEG) of a record of 利用者基本情報, by the number of the record, from 1. Its
    /// 枝番 is given by the order of records, and item 62 of the record is written when the unit is built,
    /// whatever stood there.
    pub fn image(mut self, record: usize, picture: Vec<u8>) -> Self {
        self.images.push((record, picture));
        self
    }

    /// 第1表, 第2表, 第3表 and their 利用者補足情報. Without a record of 第3表 there is no such file, as in 3.x.
    pub fn plan_set(
        self,
        table1: Vec<Table1>,
        table2: Vec<Table2>,
        table3: Vec<Table3>,
        supplements: Vec<UserSupplement>,
    ) -> Self {
        let has_table3 = !table3.is_empty();
        let plan = self.file(&kind::TABLE1, table1).file(&kind::TABLE2, table2);
        let plan = if has_table3 { plan.file(&kind::TABLE3, table3) } else { plan };
        plan.file(&kind::USER_SUPPLEMENT, supplements)
    }

    /// 第6表 予定, 第7表 and their 利用者補足情報.
    pub fn slip_set(self, plan: Vec<Table6>, table7: Vec<Table7>, supplements: Vec<UserSupplement>) -> Self {
        let slips = self.file(&kind::PLAN, plan).file(&kind::TABLE7, table7);
        slips.file(&kind::USER_SUPPLEMENT, supplements)
    }

    /// Puts the files together.
    ///
    /// # Errors
    ///
    /// All reasons why they are no unit that can be sent: see [`BuildUnitFault`].
    pub fn build(mut self) -> Result<Transmission<FormFile>, BuildUnitError> {
        self.files.sort_by_key(|(kind, _)| kind.order);
        let mut faults = Vec::new();
        let files = self.records(&mut faults);
        let (form, family) = self.edition_of(&files, &mut faults);
        self.endpoints(form, &mut faults);
        self.versions(&files, &mut faults);
        let months = |file: &Records| file.kind.has_month && !file.kind.zero_month;
        let by_kinds = self.files.iter().any(|(kind, _)| kind.has_month && !kind.zero_month);
        let first_month = |file: &Records| file.records.iter().find_map(|record| record.moment.month());
        let month = files
            .iter()
            .filter(|file| months(file))
            .find_map(first_month)
            .or_else(|| if by_kinds { None } else { files.iter().find_map(first_month) });
        // A lone 利用者補足情報 belongs where its month says.
        let only_supplements = self.files.iter().all(|(kind, _)| kind.zero_month);
        let has_month = by_kinds || (only_supplements && month.is_some());
        self.unit_kind(family, has_month, &mut faults);
        relations::check(&files, month.filter(|_| has_month), has_month, &mut faults);
        self.offices(&mut faults);
        self.check_images(&mut faults);
        if !faults.is_empty() {
            return Err(BuildUnitError { faults });
        }
        self.assemble(month.filter(|_| has_month))
    }

    /// The heads of the records of each file whose forms are those of its kind.
    fn records(&self, faults: &mut Vec<BuildUnitFault>) -> Vec<Records> {
        let mut files = Vec::new();
        for (kind, forms) in &self.files {
            if kind.layout != Some(forms.layout()) {
                faults.push(BuildUnitFault::WrongForms { file: kind, forms: forms.layout() });
                continue;
            }
            if forms.is_empty() {
                faults.push(BuildUnitFault::Empty { file: kind });
            }
            files.push(Records { kind, records: heads(forms) });
        }
        files
    }

    /// The form of names that the edition of the records has; if nothing tells the edition, that of the sender.
    fn edition_of(&self, files: &[Records], faults: &mut Vec<BuildUnitFault>) -> (NameForm, LayoutFamily) {
        let edition = self.edition.or_else(|| {
            let mut records = files.iter().flat_map(|file| &file.records);
            records.find_map(|record| record.version.edition())
        });
        if edition == Some(Edition::V4_0) {
            faults.push(BuildUnitFault::Withdrawn);
        }
        let form = match edition {
            Some(Edition::V1 | Edition::V2 | Edition::V3) => NameForm::V3,
            Some(Edition::V4_0 | Edition::V4_1) => NameForm::V4_1,
            None => self.sender.form(),
        };
        for (file, _) in &self.files {
            if let Some(edition) = edition.filter(|edition| !file.is_in(edition.family())) {
                faults.push(BuildUnitFault::NotInEdition { file, edition });
            }
        }
        (form, form.family())
    }

    fn endpoints(&self, form: NameForm, faults: &mut Vec<BuildUnitFault>) {
        for (endpoint, side) in [(self.sender, Side::Sender), (self.receiver, Side::Receiver)] {
            if !endpoint.office.is_complete() {
                faults.push(BuildUnitFault::Office { side });
            }
            if endpoint.form() != form {
                faults.push(BuildUnitFault::ServiceType { side, expected: form });
            }
        }
        if self.sender == self.receiver && self.sender.service.is_some() {
            faults.push(BuildUnitFault::SameOffice);
        }
        if !self.timestamp.is_valid() {
            faults.push(BuildUnitFault::Timestamp);
        }
    }

    fn versions(&self, files: &[Records], faults: &mut Vec<BuildUnitFault>) {
        let mut edition = self.edition;
        for Records { kind: file, records } in files {
            let (mut unknown, mut other) = (false, false);
            for (at, record) in records.iter().enumerate() {
                let record_number = at + 1;
                match (record.version.edition(), edition) {
                    (None, _) if !unknown => {
                        unknown = true;
                        faults.push(BuildUnitFault::UnknownVersion { file, record: record_number });
                    }
                    (Some(found), None) => edition = Some(found),
                    (Some(found), Some(edition)) if found != edition && !other => {
                        other = true;
                        faults.push(BuildUnitFault::OtherVersion { file, record: record_number, edition });
                    }
                    _ => {}
                }
            }
        }
    }

    fn unit_kind(&self, family: LayoutFamily, has_month: bool, faults: &mut Vec<BuildUnitFault>) {
        let mut kinds: Vec<_> = self.files.iter().map(|(kind, _)| *kind).collect();
        // That a picture has no record to belong to is told of the picture.
        if !self.images.is_empty() && kinds.contains(&&kind::BASIC_INFO) {
            kinds.push(&kind::BASIC_INFO_IMAGE);
        }
        let unit = unit_kind::Described { files: &kinds, family, receiver: self.receiver, has_month };
        if let Err(found) = unit_kind::find(&unit, unit_kind::ALL) {
            faults.extend(found.faults.into_iter().map(BuildUnitFault::Unit));
        }
    }

    /// Whether the offices of the records are those of the name, as far as they have to be.
    fn offices(&self, faults: &mut Vec<BuildUnitFault>) {
        if self.passed_on || self.sender.is_centre() || self.receiver.is_centre() {
            return;
        }
        let (sender, receiver) = (self.sender.office, self.receiver.office);
        for (kind, forms) in &self.files {
            relations::offices(kind, forms, sender, receiver, faults);
        }
    }

    /// Names the files, pictures included.
    fn assemble(self, month: Option<YearMonth>) -> Result<Transmission<FormFile>, BuildUnitError> {
        let Self { sender, receiver, timestamp, files: kinds, images, .. } = self;
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for (kind, forms) in kinds {
            let part = match month {
                _ if !kind.has_month => None,
                Some(month) => Some(ZerosOr::Value(month)),
                None => Some(ZerosOr::Zeros),
            };
            match FileName::build(kind, part, sender, receiver, timestamp) {
                Ok(name) => files.push(FormFile { name, content: FileContent::Forms(forms) }),
                Err(error) => faults.push(BuildUnitFault::Name { file: kind, error }),
            }
        }
        if let Err(fault) = images::attach(&mut files, images) {
            faults.push(fault);
        }
        if !faults.is_empty() {
            return Err(BuildUnitError { faults });
        }
        files.sort_by(|a, b| a.name.processing_order(&b.name));
        Ok(Transmission { sender, receiver, timestamp, month, files })
    }
}

/// The heads of the records of a file.
struct Records {
    kind: &'static FormKind,
    records: Vec<Record>,
}

impl Records {
    fn is(&self, kind: &FormKind) -> bool {
        self.kind == kind
    }
}

/// The part of a key that ties the files of one unit together: its month is one, and another one is told by
/// itself.
fn tie(record: &Record) -> (crate::InsurerNumber, crate::InsuredNumber, Option<Moment>) {
    let moment = Some(record.moment).filter(|moment| moment.date().is_some());
    (record.insurer, record.insured, moment)
}
