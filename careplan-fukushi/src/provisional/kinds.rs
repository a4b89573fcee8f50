//! The kinds of files of a plan. **Provisional**, prefixes included.
//!
//! Names are those of edition 4.1 with these prefixes; all files of one sending share what follows the
//! prefix:
//!
//! ```
//! use careplan_fukushi::kinds;
//! use careplan_model::FileName;
//! let text = "UPFYOGU_9970100062_17_9970100013_43_20260401090000.CSV";
//! let name = FileName::parse_with(text, kinds::ALL)?;
//! assert_eq!(name.kind(), &kinds::HEADER);
//! assert_eq!(
//!     name.with_kind(&kinds::NEED)?.to_string(),
//!     "UPFYOGU_NEED_9970100062_17_9970100013_43_20260401090000.CSV",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::{
    EquipmentOffer, EquipmentPlanDeletion, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed,
};
use careplan_model::kind::{Key, Role};
use careplan_model::{Form, FormKind, kind};

/// Prefix of the headers.
pub const HEADER_PREFIX: &str = "UPFYOGU";
/// Prefix of needs and goals.
pub const NEED_PREFIX: &str = "UPFYOGU_NEED";
/// Prefix of lines.
pub const LINE_PREFIX: &str = "UPFYOGU_ITEM";
/// Prefix of candidates.
pub const OFFER_PREFIX: &str = "UPFYOGU_OFFER";
/// Prefix of deletions.
pub const DELETION_PREFIX: &str = "DLTFYOGU";

/// The five kinds, in the order in which they are processed but for the deletion, which comes last here.
pub static ALL: &[&FormKind] = &[&HEADER, &NEED, &LINE, &OFFER, &DELETION];

/// Providers of equipment write.
const WRITERS: &[Role] = &[Role::Provider];
/// Those who plan read.
const READERS: &[Role] = &[Role::CareOffice, Role::Centre];

/// What all five share. A plan is replaced by its date, its office and its service type: as far as
/// [`Key`] can say so, by the date of a plan.
const fn kind_of(prefix: &'static str, name: &'static str, name_en: &'static str, order: u8) -> FormKind {
    FormKind { writers: WRITERS, readers: READERS, order, ..FormKind::new(prefix, name, name_en, Key::Plan) }
}

/// 福祉用具サービス計画書.
pub static HEADER: FormKind = FormKind {
    layout: Some(<EquipmentPlanHeader as Form>::LAYOUT),
    ..kind_of(HEADER_PREFIX, "福祉用具サービス計画書", "Equipment plan", 70)
};

/// 福祉用具サービス計画書 利用目標.
pub static NEED: FormKind = FormKind {
    layout: Some(<EquipmentPlanNeed as Form>::LAYOUT),
    depends_on: &[HEADER_PREFIX],
    ..kind_of(NEED_PREFIX, "福祉用具サービス計画書 利用目標", "Equipment plan, needs and goals", 71)
};

/// 福祉用具サービス計画書 明細.
pub static LINE: FormKind = FormKind {
    layout: Some(<EquipmentPlanLine as Form>::LAYOUT),
    depends_on: &[HEADER_PREFIX],
    ..kind_of(LINE_PREFIX, "福祉用具サービス計画書 明細", "Equipment plan, lines", 72)
};

/// 福祉用具サービス計画書 選定提案.
pub static OFFER: FormKind = FormKind {
    layout: Some(<EquipmentOffer as Form>::LAYOUT),
    depends_on: &[HEADER_PREFIX],
    ..kind_of(OFFER_PREFIX, "福祉用具サービス計画書 選定提案", "Equipment plan, candidates", 73)
};

/// 福祉用具サービス計画書 削除.
pub static DELETION: FormKind = FormKind {
    layout: Some(<EquipmentPlanDeletion as Form>::LAYOUT),
    deletes: &[HEADER_PREFIX, NEED_PREFIX, LINE_PREFIX, OFFER_PREFIX],
    // Deletions of the standard have 1 to 5.
    ..kind_of(DELETION_PREFIX, "福祉用具サービス計画書 削除", "Deletion of an equipment plan", 6)
};

/// The kinds of the standard and these: for [`InboxOptions::kinds`](careplan_csv::InboxOptions::kinds) and
/// [`FileName::parse_with`](careplan_model::FileName::parse_with), where one folder holds both.
pub fn with_standard() -> Vec<&'static FormKind> {
    kind::STANDARD.iter().chain(ALL).copied().collect()
}
