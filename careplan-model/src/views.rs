//! Views: the forms as people see them, from records and back (standard, chapters on 第2表, 第3表, 第6表,
//! 第7表, 利用者補足情報 and 支援計画).
//!
//! Files flatten what the printed forms show. A view puts it together again, for a screen or a printer, and
//! writes it back as records:
//!
//! | view | records | shows |
//! |---|---|---|
//! | [`Table2Tree`] | [`Table2`](crate::Table2), a plan of a person | 課題 → 長期目標 → 短期目標 → 援助内容 |
//! | [`Week`] | [`Table3`](crate::Table3), a plan of a person | the services of a week, the day, the rest |
//! | [`MonthGrid`] | [`Table6`](crate::Table6), a month of a person, 予定 or 実績 | a line for each service, with its days |
//! | [`PreventiveTree`] | [`PreventiveSupport`](crate::PreventiveSupport), a plan of a person | 総合的課題 → 支援計画 → 利用サービス |
//! | [`table7::Table7Month`] | [`Table7`](crate::Table7), a month of a person | services, subtotals and the total; [`table7::compute`] makes it from 第6表 and facts |
//! | [`LimitSlots`] | [`UserSupplement`](crate::UserSupplement), one record | the nine slots of 種類支給限度 |
//!
//! The law of all of them: records that make a view come back from it exactly, in their order. Records that
//! make none are refused with **all** reasons ([`ViewErrors`]), each with the record and the item; nothing is
//! dropped, added up or guessed, and the caller still has the records. Each view says in its documentation
//! which records it takes, and which views come back equal.
//!
//! `from_records` takes the records of one view, `group` those of a whole file with many persons. Views are
//! generic over how texts are held, as the forms are. `Debug` hides texts; JSON (feature `serde`) writes them,
//! and reads a view back from an object with the field names as keys.

mod declare;
mod printing;
mod problem;
mod supplement;
mod support;
mod table2;
mod table3;
mod table6;
pub mod table7;

pub use printing::Printing;
pub use problem::{ViewErrors, ViewFault, ViewPlace, ViewProblem};
pub use supplement::{LimitSlot, LimitSlots};
pub use support::{PreventiveNeed, PreventiveTree, SupportPlan, SupportService, SupportText};
pub use table2::{FirstOf, LongTermGoal, Need, ShortTermGoal, Support, Table2Line, Table2Tree, UpperText};
pub use table3::{DailyActivity, Week, WeekEntry, WeeklyService};
pub use table6::{DayCount, Days, GridLine, MonthGrid};
