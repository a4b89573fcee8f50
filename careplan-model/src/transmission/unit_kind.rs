//! Kinds of units of sending (送信単位): which files go together, as one table.
//!
//! The standard's list of what is sent together has a row for each static below. A kind of unit is data, so
//! that another crate can have units of its own kinds of files
//! ([`Transmission::kind_among`](crate::Transmission::kind_among)).

use super::fault::{UnitFault, UnitFaults};
use crate::file_name::Endpoint;
use crate::kind::{self, FormKind};
use crate::value::LayoutFamily;
use core::{fmt, hash};

/// A kind of unit of sending: the files that it must have, usually has, and may have. Two are the same if
/// their ids are.
#[derive(Clone, Copy)]
pub struct UnitKind {
    /// A short name that never changes: `plan_set`.
    pub id: &'static str,
    /// The name in Japanese.
    pub name: &'static str,
    /// The name in English.
    pub name_en: &'static str,
    /// The files that must be there, the leading one first; of them those that the edition has.
    pub required: &'static [&'static FormKind],
    /// The files that may be absent, and usually are there (別表).
    pub usual: &'static [&'static FormKind],
    /// The files that may be there besides (the image, which item 62 of 利用者基本情報 names).
    pub optional: &'static [&'static FormKind],
    /// Whether such units go to a centre only ([`Endpoint::is_centre`]).
    pub to_centre: bool,
}

/// Every kind of unit, in the order of the standard.
pub static ALL: &[&UnitKind] = &[
    &PLAN_SET,
    &SLIP_SET,
    &TABLE1_DELETION,
    &PLAN_DELETION,
    &ACTUAL,
    &ACTUAL_DELETION,
    &BASIC_INFO,
    &PREVENTIVE_PLAN,
    &PREVENTIVE_PLAN_AND_BASIC_INFO,
    &COMMISSION_REPORT,
    &BASIC_INFO_DELETION,
    &PREVENTIVE_PLAN_DELETION,
];

/// 第1表 + 第2表 + 第3表 + 利用者補足情報 with `000000`; in 3.x without 第3表.
pub static PLAN_SET: UnitKind = UnitKind::new(
    "plan_set",
    "居宅サービス計画書（第1～3表）一式",
    "plan set (tables 1 to 3)",
    &[&kind::TABLE1, &kind::TABLE2, &kind::TABLE3, &kind::USER_SUPPLEMENT],
);

/// 第6表 予定 + 第7表 + 利用者補足情報 of the month.
pub static SLIP_SET: UnitKind = UnitKind::new(
    "slip_set",
    "サービス利用票（第6・7表）一式",
    "slip set (tables 6 and 7)",
    &[&kind::PLAN, &kind::TABLE7, &kind::USER_SUPPLEMENT],
);

/// 第6表 実績 alone.
pub static ACTUAL: UnitKind = UnitKind::new("actual", "第6表 実績", "actuals", &[&kind::ACTUAL]);

/// 委託: the slip set and 第6表 実績 of the month, from the commissioned office to the centre.
pub static COMMISSION_REPORT: UnitKind = UnitKind {
    to_centre: true,
    ..UnitKind::new(
        "commission_report",
        "委託の報告（サービス利用票一式と実績）",
        "report to the centre (slip set and actuals)",
        &[&kind::PLAN, &kind::TABLE7, &kind::USER_SUPPLEMENT, &kind::ACTUAL],
    )
};

/// 利用者基本情報 with 別表 and image.
pub static BASIC_INFO: UnitKind = UnitKind {
    usual: &[&kind::BASIC_INFO_SCHEDULE, &kind::BASIC_INFO_HISTORY],
    optional: &[&kind::BASIC_INFO_IMAGE],
    ..UnitKind::new("basic_info", "利用者基本情報", "basic information", &[&kind::BASIC_INFO])
};

/// 介護予防サービス・支援計画書 with 別表.
pub static PREVENTIVE_PLAN: UnitKind = UnitKind {
    usual: &[&kind::PREVENTIVE_SUPPORT],
    ..UnitKind::new(
        "preventive_plan",
        "介護予防サービス・支援計画書",
        "preventive plan",
        &[&kind::PREVENTIVE_PLAN],
    )
};

/// 介護予防サービス・支援計画書 together with 利用者基本情報.
pub static PREVENTIVE_PLAN_AND_BASIC_INFO: UnitKind = UnitKind {
    usual: &[&kind::BASIC_INFO_SCHEDULE, &kind::BASIC_INFO_HISTORY, &kind::PREVENTIVE_SUPPORT],
    optional: &[&kind::BASIC_INFO_IMAGE],
    ..UnitKind::new(
        "preventive_plan_and_basic_info",
        "介護予防サービス・支援計画書と利用者基本情報",
        "preventive plan with basic information",
        &[&kind::PREVENTIVE_PLAN, &kind::BASIC_INFO],
    )
};

/// 第1表 削除 alone.
pub static TABLE1_DELETION: UnitKind =
    UnitKind::new("table1_deletion", "第1表 削除", "deletion of table 1", &[&kind::TABLE1_DELETION]);

/// 第6表 予定 削除 alone.
pub static PLAN_DELETION: UnitKind = UnitKind::new(
    "plan_deletion",
    "第6表 予定 削除",
    "deletion of the plan of a month",
    &[&kind::PLAN_DELETION],
);

/// 第6表 実績 削除 alone.
pub static ACTUAL_DELETION: UnitKind =
    UnitKind::new("actual_deletion", "第6表 実績 削除", "deletion of actuals", &[&kind::ACTUAL_DELETION]);

/// 利用者基本情報 削除 alone.
pub static BASIC_INFO_DELETION: UnitKind = UnitKind::new(
    "basic_info_deletion",
    "利用者基本情報 削除",
    "deletion of basic information",
    &[&kind::BASIC_INFO_DELETION],
);

/// 介護予防サービス・支援計画書 削除 alone.
pub static PREVENTIVE_PLAN_DELETION: UnitKind = UnitKind::new(
    "preventive_plan_deletion",
    "介護予防サービス・支援計画書 削除",
    "deletion of a preventive plan",
    &[&kind::PREVENTIVE_PLAN_DELETION],
);

impl UnitKind {
    /// A kind of unit that has these files and no others, whoever receives it.
    pub const fn new(
        id: &'static str,
        name: &'static str,
        name_en: &'static str,
        required: &'static [&'static FormKind],
    ) -> Self {
        Self { id, name, name_en, required, usual: &[], optional: &[], to_centre: false }
    }

    /// The file that says what the unit is; `None` only for a kind of another crate that requires none.
    pub fn leading(&self) -> Option<&'static FormKind> {
        self.required.first().copied()
    }

    /// Whether its files have a month, and a 利用者補足情報 among them that month and not `000000`.
    pub fn has_month(&self) -> bool {
        self.leading().is_some_and(|kind| kind.has_month)
    }

    /// Whether these editions have such units.
    pub fn is_in(&self, family: LayoutFamily) -> bool {
        self.leading().is_none_or(|kind| kind.is_in(family))
    }

    /// The files that must be there in these editions: in 3.x there is no 第3表. (For an edition that has no
    /// such units, all of them.)
    ///
    /// ```
    /// use careplan_model::{LayoutFamily, kind, unit_kind};
    /// let required: Vec<_> = unit_kind::PLAN_SET.required_in(LayoutFamily::V3).collect();
    /// assert_eq!(required, [&kind::TABLE1, &kind::TABLE2, &kind::USER_SUPPLEMENT]);
    /// ```
    pub fn required_in(&self, family: LayoutFamily) -> impl Iterator<Item = &'static FormKind> + use<> {
        let is_in = self.is_in(family);
        self.required.iter().copied().filter(move |kind| !is_in || kind.is_in(family))
    }

    /// All files that may be there, in whatever edition.
    pub fn files(&self) -> impl Iterator<Item = &'static FormKind> + use<> {
        self.required.iter().chain(self.usual).chain(self.optional).copied()
    }

    /// Whether a file of this kind may be there.
    pub fn allows(&self, file: &FormKind) -> bool {
        self.files().any(|kind| kind == file)
    }
}

impl PartialEq for UnitKind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for UnitKind {}

impl hash::Hash for UnitKind {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl fmt::Debug for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// The Japanese name.
impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// As its id.
#[cfg(feature = "serde")]
impl serde::Serialize for UnitKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

/// What is known of a unit whose kind is looked for.
pub(super) struct Described<'a> {
    /// The kinds of its files, one by one.
    pub(super) files: &'a [&'static FormKind],
    pub(super) family: LayoutFamily,
    pub(super) receiver: Endpoint,
    pub(super) has_month: bool,
}

/// The kind of unit that these files make, or all that is wrong with them.
pub(super) fn find(
    unit: &Described<'_>,
    kinds: &[&'static UnitKind],
) -> Result<&'static UnitKind, UnitFaults> {
    let allowed = |kind: &UnitKind| !kind.to_centre || unit.receiver.is_centre();
    let fitting = |kind: &UnitKind| unit.files.iter().filter(|file| kind.allows(file)).count();
    let lacking = |kind: &UnitKind| {
        kind.required_in(unit.family).filter(|required| !unit.files.contains(required)).count()
    };
    // The kind that has room for most of the files and lacks the fewest; of a lone 利用者補足情報 its month says
    // where it belongs. Of equals the first.
    let best = kinds.iter().copied().filter(|kind| allowed(kind) && fitting(kind) > 0).min_by_key(|kind| {
        let wrong_month = kind.has_month() != unit.has_month;
        (unit.files.len() - fitting(kind), wrong_month, lacking(kind))
    });
    let Some(best) = best else {
        let unknown = |file: &&'static FormKind| UnitFault::OfNoUnit { file };
        let mut faults: Vec<UnitFault> = unit.files.iter().map(unknown).collect();
        if faults.is_empty() {
            faults.push(UnitFault::NoFiles);
        }
        return Err(UnitFaults { faults });
    };
    let mut faults = Vec::new();
    for (at, file) in unit.files.iter().copied().enumerate() {
        if !best.allows(file) {
            faults.push(UnitFault::NotTogether { file, unit: best });
        }
        let before = unit.files.get(..at).unwrap_or_default();
        if !file.has_branch && before.contains(&file) {
            faults.push(UnitFault::Duplicate { file });
        }
    }
    let missing = best.required_in(unit.family).filter(|required| !unit.files.contains(required));
    faults.extend(missing.map(|file| UnitFault::Missing { file, unit: best }));
    if faults.is_empty() { Ok(best) } else { Err(UnitFaults { faults }) }
}
