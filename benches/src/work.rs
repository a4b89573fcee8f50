//! Works beyond reading and writing, each beside the same done the obvious way: taking over what is received, beginning
//! equipment plans from care plans, carrying product codes to slips.
//!
//! The obvious way has the structs of [`obvious`](crate::obvious), hash maps, and the few dozen lines that one writes
//! around them. What it does not do that the crates do is told where each work is.

pub mod draft;
pub mod ledger;
pub mod received;
pub mod transfer;

use crate::check::Unit;
use crate::data::{Random, Rentals, rentals};
use crate::ways::{Failure, OBVIOUS, Way, make};
use careplan_model::{FormFile, Transmission};

/// So many persons are measured with.
pub const PERSONS: u32 = 2_000;

/// The short names of the works.
pub const KEYS: [&str; 5] = ["ledger6", "ledger12", "draft-files", "draft-forms", "transfer"];

/// One work, done both ways.
#[derive(Debug)]
pub struct Work<'a> {
    /// Its short name.
    pub key: &'static str,
    /// What it is.
    pub name: &'static str,
    /// By hand.
    pub obvious: Way<'a>,
    /// By the crates.
    pub ours: Way<'a>,
}

/// What the works are done with.
#[derive(Debug)]
pub struct Data {
    /// How many persons each of them is about.
    pub persons: u32,
    /// 第6表 and a later one.
    pub slips: [Unit; 2],
    /// 第1表 and 第2表, and later ones.
    pub plans: [Unit; 2],
    /// 第1表, 第2表 and 利用者補足情報.
    pub care_plans: Unit,
    /// The same as forms.
    pub forms: Transmission<FormFile>,
    /// The same as structs of the obvious way.
    pub tables: draft::Tables,
    /// Whose drafts are made of them.
    pub asked: draft::Asked,
    /// Plans of rental offices, and slips.
    pub rentals: Rentals,
}

impl Data {
    /// Of so many persons.
    ///
    /// # Errors
    ///
    /// None for generated data.
    pub fn new(persons: u32) -> Result<Self, Failure> {
        let care_plans = received::care_plans(persons);
        Ok(Self {
            persons,
            slips: received::slips(persons),
            plans: received::plans(persons),
            forms: received::unit(&care_plans)?,
            tables: draft::Tables::read(&care_plans, &mut String::new())?,
            care_plans,
            asked: draft::Asked::new()?,
            rentals: rentals(&mut Random::new(17), persons).ok_or("no data")?,
        })
    }
}

/// All works, in the order of [`KEYS`].
///
/// # Errors
///
/// None for generated data.
pub fn works(data: &Data) -> Result<Vec<Work<'_>>, Failure> {
    let bytes = |units: &[Unit]| units.iter().map(Unit::bytes).sum();
    let (slips, plans, care_plans) = (bytes(&data.slips), bytes(&data.plans), data.care_plans.bytes());
    let (mut first, mut second, mut third) = (String::new(), String::new(), String::new());
    let by_hand = transfer::Tables::of(&data.rentals)?;
    Ok(vec![
        Work {
            key: "ledger6",
            name: "第6表 read and held, then replaced (`Ledger`)",
            obvious: make((OBVIOUS, slips), move || ledger::obvious_slips(&data.slips, &mut first)),
            ours: make(("`Ledger`", slips), || ledger::ours(&data.slips)),
        },
        Work {
            key: "ledger12",
            name: "第1表 and 第2表 read and held, then replaced (`Ledger`)",
            obvious: make((OBVIOUS, plans), move || ledger::obvious_plans(&data.plans, &mut second)),
            ours: make(("`Ledger`", plans), || ledger::ours(&data.plans)),
        },
        Work {
            key: "draft-files",
            name: "equipment plans begun, from files (`draft`)",
            obvious: make((OBVIOUS, care_plans), move || {
                draft::obvious_from_files(&data.care_plans, &data.asked, &mut third)
            }),
            ours: make(("`draft`", care_plans), || draft::ours_from_files(&data.care_plans, &data.asked)),
        },
        Work {
            key: "draft-forms",
            name: "equipment plans begun, from forms in memory (`draft`)",
            obvious: make((OBVIOUS, 0), || Ok::<_, Failure>(draft::obvious(&data.tables, &data.asked))),
            ours: make(("`draft`", 0), || draft::ours(&data.forms, &data.asked)),
        },
        Work {
            key: "transfer",
            name: "product codes carried to 第6表 and 第7表 (`transfer`)",
            obvious: Way::undone(OBVIOUS, by_hand, transfer::obvious, transfer::undo_obvious),
            ours: Way::undone("`transfer`", data.rentals.clone(), transfer::ours, transfer::undo_ours),
        },
    ])
}
