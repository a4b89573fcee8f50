//! From 3.x (and the withdrawn 4.0) to 4.1.

use super::look::Look;
use super::place::UnitPlace;
use super::problem::{EditionError, EditionProblem};
use super::rewrite::Change;
use super::to_add::{AddKind, ToAdd, lacking};
use super::{Services, move_file, move_sides};
use crate::file_name::Side;
use crate::file_name::{Endpoint, NameForm, NameService};
use crate::form_file::FormFile;
use crate::forms::{ActualDeletion, Table6};
use crate::kind;
use crate::service::ServiceTypeCode;
use crate::transmission::Transmission;
use crate::value::{Edition, OfficeNumber};
use std::collections::BTreeSet;

/// What names of 4.1 hold and older ones do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpgradeOptions {
    sender_type: Option<ServiceTypeCode>,
    receiver_type: Option<ServiceTypeCode>,
    takes_proposal: bool,
}

impl UpgradeOptions {
    /// No service type is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// サービス種類コード of the sender: `43` for a care-management office, the type of its services for a
    /// provider. Not used where the names have one of two characters already.
    #[must_use]
    pub fn sender_type(mut self, service_type: ServiceTypeCode) -> Self {
        self.sender_type = Some(service_type);
        self
    }

    /// サービス種類コード of the receiver, likewise.
    #[must_use]
    pub fn receiver_type(mut self, service_type: ServiceTypeCode) -> Self {
        self.receiver_type = Some(service_type);
        self
    }

    /// Takes the type that the unit's own forms propose, where none is given and there is exactly one proposal;
    /// the list of what to add says so, that a person may confirm it. Off by default.
    #[must_use]
    pub fn take_single_proposal(mut self, yes: bool) -> Self {
        self.takes_proposal = yes;
        self
    }
}

/// A unit of edition 4.1, and what a person must add to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgraded {
    /// The unit: names and values of 4.1, the items that older editions lack blank.
    pub unit: Transmission<FormFile>,
    /// Whether it was of 4.1 already, and nothing was done; `to_add` is empty then.
    pub unchanged: bool,
    /// The editions that its records were of, oldest first. More than one should not be (the standard never
    /// mixes two); all records are of one now.
    pub from: Vec<Edition>,
    /// What a person must add or know, file by file.
    pub to_add: Vec<ToAdd>,
}

/// Moves a unit to edition 4.1.
///
/// CSVバージョン becomes `202407`, the names get service types, the items that are new are blank, and what a
/// person must add is listed. Units of the withdrawn 4.0 have all items and the forms; their three-digit codes
/// are codes of their own, so that the service types must be given for them too, and the names of family
/// pictures (利用者基本情報 No.62) follow the new names. A unit that is of 4.1 already comes back unchanged.
///
/// Whether a record's CSVバージョン told the truth about its layout is a question for who read it.
///
/// # Errors
///
/// All of: a side without service type, with what the unit's forms propose for it; a given type that no name can
/// hold; CSVバージョン that no edition has; a name that cannot be one of 4.1.
pub fn upgrade(mut unit: Transmission<FormFile>, options: &UpgradeOptions) -> Result<Upgraded, EditionError> {
    let Look { editions: from, mut problems } = Look::at(&unit);
    let is_current_name = |file: &FormFile| file.name.form() == NameForm::V4_1;
    let is_current_side = |side: Endpoint| side.form() == NameForm::V4_1;
    if problems.is_empty()
        && from.iter().all(|edition| *edition == Edition::CURRENT)
        && unit.files.iter().all(is_current_name)
        && [unit.sender, unit.receiver].into_iter().all(is_current_side)
    {
        return Ok(Upgraded { unit, unchanged: true, from, to_add: Vec::new() });
    }
    let mut to_add = Vec::new();
    let mut services: Services = [None; 2];
    for (side, service) in [Side::Sender, Side::Receiver].into_iter().zip(&mut services) {
        match service_of(&unit, side, options, &mut to_add) {
            Ok(known) => *service = Some(known),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(EditionError { problems });
    }
    let mut pictures = Vec::new();
    for file in &mut unit.files {
        let kind = file.kind();
        let moved = move_file(file, Edition::CURRENT, services, |record, item, change| {
            if change == Change::ImageName {
                let place = UnitPlace::item(kind, record, item);
                pictures.push(ToAdd { what: AddKind::ImageName, place });
            }
        });
        if let Err(error) = moved {
            problems.push(EditionProblem::Name { place: UnitPlace::file(kind), error });
        }
    }
    if !problems.is_empty() {
        return Err(EditionError { problems });
    }
    move_sides(&mut unit, services);
    to_add.extend(lacking(&unit));
    to_add.append(&mut pictures);
    Ok(Upgraded { unit, unchanged: false, from, to_add })
}

fn endpoint(unit: &Transmission<FormFile>, side: Side) -> Endpoint {
    match side {
        Side::Sender => unit.sender,
        Side::Receiver => unit.receiver,
    }
}

/// The service type of a side: that of the names, or the one given, or the only one proposed.
fn service_of(
    unit: &Transmission<FormFile>,
    side: Side,
    options: &UpgradeOptions,
    to_add: &mut Vec<ToAdd>,
) -> Result<NameService, EditionProblem> {
    let Endpoint { office, service } = endpoint(unit, side);
    if let Some(service) = service.filter(|service| service.service_type().is_some()) {
        return Ok(service);
    }
    let given = match side {
        Side::Sender => options.sender_type,
        Side::Receiver => options.receiver_type,
    };
    let service_type = match given {
        Some(service_type) => service_type,
        None => match &proposed_types(unit, side)[..] {
            [service_type] if options.takes_proposal => {
                let what = AddKind::ProposedServiceType { side, service_type: *service_type };
                to_add.extend(
                    unit.files.first().map(|file| ToAdd { what, place: UnitPlace::file(file.kind()) }),
                );
                *service_type
            }
            proposals => {
                return Err(EditionProblem::ServiceType { side, office, proposals: proposals.to_vec() });
            }
        },
    };
    NameService::try_from(service_type).map_err(|_| EditionProblem::UnfitServiceType { side })
}

/// What the forms of a unit say of the service types of a side: those of its lines in 第6表 予定 for a receiver, of
/// its lines in 第6表 実績 and of its deletions of them for a sender; only types that are exchanged.
///
/// None for the planning side, which has no lines: an office is `43`, or a service with care managers of its
/// own, and only people know.
///
/// ```
/// use careplan_model::{Side, editions::proposed_types};
/// use careplan_model::{ActualDeletion, FileContent, FormFile, Transmission};
/// let form = ActualDeletion::new(
///     "202208".parse()?, "991018".parse()?, "9000000001".parse()?, "202412".parse()?,
///     "9970100021".parse()?, "11".parse()?,
/// );
/// let file: FormFile = FormFile {
///     name: "DLTJSK_202412_9970100021_9970100013_20250110100003.CSV".parse()?,
///     content: FileContent::Forms(vec![form].into()),
/// };
/// let unit = Transmission::group([file]).remove(0);
/// assert_eq!(proposed_types(&unit, Side::Sender), ["11".parse()?]);
/// assert_eq!(proposed_types(&unit, Side::Receiver), []);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn proposed_types(unit: &Transmission<FormFile>, side: Side) -> Vec<ServiceTypeCode> {
    let office = endpoint(unit, side).office;
    let lines = |kind| {
        let files = unit.files_of(kind).flat_map(FormFile::forms::<Table6>);
        files.map(|line| (line.provider, line.service_code.service_type()))
    };
    let lines: Vec<(OfficeNumber, Option<ServiceTypeCode>)> = match side {
        Side::Receiver => lines(&kind::PLAN).collect(),
        Side::Sender => {
            let deletions = unit.files_of(&kind::ACTUAL_DELETION).flat_map(FormFile::forms::<ActualDeletion>);
            lines(&kind::ACTUAL)
                .chain(deletions.map(|form| (form.provider, Some(form.service_type))))
                .collect()
        }
    };
    let of_office = lines.into_iter().filter(|(provider, _)| *provider == office);
    let types: BTreeSet<_> = of_office.filter_map(|(_, service_type)| service_type).collect();
    types.into_iter().filter(|service_type| service_type.is_in_scope()).collect()
}
