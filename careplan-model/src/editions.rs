//! Editions: units of sending moved from 3.x to 4.1 ([`upgrade`]) and back ([`downgrade`]), each with the list
//! of what a person must add, or of what is lost (sections 3, 4 and 7 of the project's page on the standard;
//! 改定履歴 of the standard itself).
//!
//! | | 3.x | 4.1 |
//! |---|---|---|
//! | CSVバージョン | `202208` (`202003`, `201910`) | `202407` |
//! | file names | office numbers | office numbers with サービス種類コード |
//! | plan set | 第1表, 第2表, 利用者補足情報 | the same with 第3表 |
//! | 第6表, 第7表 | 22 and 34 items | 25 and 37: TAISコード, 福祉用具届出コード, 用具名称（機種名） |
//! | preventive files | none | 利用者基本情報, 支援計画書 and what belongs to them |
//!
//! What is dropped follows from the layouts ([`Item::since`](field@crate::Item::since),
//! [`FormKind::since`](field@crate::FormKind::since)), what is too long from [`Item::width_in`](crate::Item::width_in).
//! Nothing is made up: a unit that nothing is known about the service types of is refused, with what its own
//! forms propose.
//!
//! ```
//! use careplan_model::editions::{UpgradeOptions, downgrade, upgrade};
//! use careplan_model::{Edition, FileContent, FormFile, PlanDeletion, Transmission};
//! let form = PlanDeletion::new("202208".parse()?, "991018".parse()?, "9000000001".parse()?, "202504".parse()?);
//! let file: FormFile = FormFile {
//!     name: "DLTPLAN_202504_9970100013_9970100062_20250325093000.CSV".parse()?,
//!     content: FileContent::Forms(vec![form].into()),
//! };
//! let old = Transmission::group([file]).remove(0);
//!
//! // 3.x does not know the service types that names of 4.1 need.
//! let error = upgrade(old.clone(), &UpgradeOptions::new()).unwrap_err();
//! assert_eq!(error.problems.len(), 2);
//! let options = UpgradeOptions::new().sender_type("43".parse()?).receiver_type("17".parse()?);
//! let new = upgrade(old.clone(), &options)?;
//! assert_eq!(
//!     new.unit.files[0].name.to_string(),
//!     "DLTPLAN_202504_9970100013_43_9970100062_17_20250325093000.CSV"
//! );
//! assert_eq!(new.unit.files[0].forms::<PlanDeletion>()[0].csv_version, Edition::V4_1.version());
//! assert!(new.to_add.is_empty());
//!
//! let back = downgrade(new.unit, Edition::V3)?;
//! assert_eq!(back.unit, old);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod downgrade;
mod look;
mod place;
mod problem;
mod rewrite;
mod to_add;
mod upgrade;

pub use downgrade::{Downgraded, Lost, LostKind, SameName, downgrade, same_names};
pub use place::UnitPlace;
pub use problem::{EditionError, EditionProblem};
pub use to_add::{AddKind, ToAdd};
pub use upgrade::{UpgradeOptions, Upgraded, proposed_types, upgrade};

use crate::file_name::BuildNameError;
use crate::form_file::{FileContent, FormFile};
use crate::layout::Item;
use crate::transmission::Transmission;
use crate::value::Edition;
use rewrite::{Change, Rewriting};

/// The service types of the two sides of a unit; none for names of 3.x.
type Services = [Option<crate::file_name::NameService>; 2];

/// Moves all that a file holds to an edition, and its name; the closure hears, record by record (from 1), what
/// changed beyond CSVバージョン.
fn move_file(
    file: &mut FormFile,
    edition: Edition,
    [sender, receiver]: Services,
    mut note: impl FnMut(usize, &'static Item, Change),
) -> Result<(), BuildNameError> {
    let (mut from, mut to) = (file.name.sender(), file.name.receiver());
    (from.service, to.service) = (sender, receiver);
    let old = file.name;
    file.name = old.with_sides(from, to)?;
    if let FileContent::Forms(list) = &mut file.content {
        Rewriting { edition, old, new: file.name }.apply(list, &mut note);
    }
    Ok(())
}

/// The unit's own sides follow its names.
fn move_sides(unit: &mut Transmission<FormFile>, [sender, receiver]: Services) {
    unit.sender.service = sender;
    unit.receiver.service = receiver;
}
