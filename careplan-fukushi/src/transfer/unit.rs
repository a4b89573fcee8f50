//! The way for an emergency: a slip was sent without product codes, the plan arrives, and the slip is sent again.

use super::result::LineResult;
use super::{Transferred, transfer};
use crate::plan::EquipmentPlan;
use careplan_model::{
    BuildUnitError, FileContent, FormFile, Table6, Table7, Timestamp, Transmission, UnitBuilder, kind,
};

/// A slip set to send again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferredUnit {
    /// The new unit: the files of the old one, with the new timestamp in their names and the codes filled in. It
    /// replaces the old one at the receiver.
    pub unit: Transmission<FormFile>,
    /// What became of every line; [`filled`](LineResult::filled) is all that differs from the old unit.
    pub lines: Vec<LineResult>,
}

impl TransferredUnit {
    /// The lines in which something was filled in: what differs from the old unit.
    pub fn changes(&self) -> impl Iterator<Item = &LineResult> {
        self.lines.iter().filter(|line| !line.filled.is_empty())
    }
}

/// Why a unit is not made new.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransferUnitError {
    /// The unit has no 第6表 予定.
    #[error("the unit has no UPPLAN file")]
    NoPlan,
    /// The unit has a kind of file twice, so that nobody knows which one counts.
    #[error("the unit has a kind of file twice: {0}")]
    Twice(&'static str),
    /// The new timestamp is not later than the old one: a receiver would take the old unit for the newer.
    #[error("the new timestamp {new} is not later than that of the unit, {old}")]
    NotLater {
        /// Of the unit.
        old: Timestamp,
        /// The one that was given.
        new: Timestamp,
    },
    /// The files make no unit that can be sent.
    #[error(transparent)]
    Build(#[from] BuildUnitError),
}

impl TransferUnitError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoPlan => "この送信単位には第6表 予定（UPPLAN）がありません".into(),
            Self::Twice(prefix) => format!("この送信単位には同じ種類のファイルが2つあります（{prefix}）"),
            Self::NotLater { old, new } => {
                format!("新しいファイル連番{new}が、元の送信単位のファイル連番{old}より後ではありません")
            }
            Self::Build(error) => error.japanese(),
        }
    }
}

/// Fills product codes and names into a slip set (第6表 予定, 第7表 and 利用者補足情報) that was sent before, and
/// builds the unit to send again, with a newer timestamp. Sender, receiver and all else stay as they were; a
/// receiver replaces the older slips by it.
///
/// Look at [`changes`](TransferredUnit::changes) first: if there are none, there is nothing to send.
///
/// # Errors
///
/// See [`TransferUnitError`].
pub fn transfer_unit(
    plans: &[EquipmentPlan],
    unit: &Transmission<FormFile>,
    timestamp: Timestamp,
) -> Result<TransferredUnit, TransferUnitError> {
    if timestamp <= unit.timestamp {
        return Err(TransferUnitError::NotLater { old: unit.timestamp, new: timestamp });
    }
    if !unit.has(&kind::PLAN) {
        return Err(TransferUnitError::NoPlan);
    }
    let mut kinds: Vec<_> = unit.files.iter().map(FormFile::kind).collect();
    while let Some(kind) = kinds.pop() {
        if kinds.contains(&kind) {
            return Err(TransferUnitError::Twice(kind.prefix));
        }
    }
    let (mut table6, mut table7) = (Vec::<Table6>::new(), Vec::<Table7>::new());
    table6.extend(unit.files_of(&kind::PLAN).flat_map(|file| file.forms().iter().cloned()));
    table7.extend(unit.files_of(&kind::TABLE7).flat_map(|file| file.forms().iter().cloned()));
    let Transferred { table6, table7, lines } = transfer(plans, table6, table7);
    let (mut table6, mut table7) = (Some(table6), Some(table7));
    // Which office planned is the old unit's business: it may be passed on for a centre.
    let mut builder = UnitBuilder::new(unit.sender, unit.receiver, timestamp).passed_on(true);
    for file in &unit.files {
        let FileContent::Forms(forms) = &file.content else { continue };
        builder = if file.kind() == &kind::PLAN {
            builder.file(&kind::PLAN, table6.take().unwrap_or_default())
        } else if file.kind() == &kind::TABLE7 {
            builder.file(&kind::TABLE7, table7.take().unwrap_or_default())
        } else {
            builder.file(file.kind(), forms.clone())
        };
    }
    Ok(TransferredUnit { unit: builder.build()?, lines })
}
