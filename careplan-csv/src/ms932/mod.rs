//! MS932 (Windows-31J), the Shift_JIS that the care-plan files are written in.
//!
//! The standard says "Shift_JIS"; what the software of both sides reads and writes is Windows code page 932:
//! JIS X 0208 with the NEC and IBM extensions (髙 﨑 ① ㈱). The three ways through this module:
//!
//! | | strict | for the rest |
//! |---|---|---|
//! | bytes → text | [`decode`], [`decode_into`] | [`decode_lossy`] to show, [`decode_keeping_gaiji`] to look up |
//! | asking about bytes | [`check`] (legal? how long?), [`faults`] (where not?) | [`alternates`], [`recode_canonical`] |
//! | text → bytes | [`encode`], [`encode_into`], [`can_encode`] | [`fold`], [`to_half_width_kana`] before it |
//!
//! - **Nothing is replaced silently.** Bytes that are no text and characters that have no code are errors that
//!   name their place. What changes a text has a name of its own, and [`fold`] lists what it did.
//! - **外字** (F040–F9FC, shown as U+E000–E757) are characters that each computer defines for itself: they can be
//!   found and shown, but not read strictly and never written.
//! - **Canonical codes.** 398 characters' codes have a second one. Reading takes both; writing uses the one that
//!   Windows writes; [`alternates`] finds the others.
//! - **Splitting is safe.** The second byte of a pair is 40–7E or 80–FC: never a comma, a quote or a line end (but
//!   it may be `\` or `|`, as in 表 and ポ). A lead byte before a comma is one bad byte and the comma still separates.
//!
//! Control characters are text here; whether an item may hold them is a rule's question.
//!
//! Checked exhaustively: each of the 65,792 one- and two-byte sequences and each Unicode character, against the
//! list of codes, against Python's cp932, and against encoding_rs (`tests/ms932.rs`).
//!
//! ```
//! use careplan_csv::ms932;
//!
//! let bytes = ms932::encode("髙橋　花子")?;
//! assert_eq!(ms932::check(&bytes), Ok(5));
//! assert_eq!(ms932::decode(&bytes), Ok("髙橋　花子".into()));
//!
//! // 〜 U+301C is what a Mac writes; Windows' table has ～ U+FF5E in its place.
//! assert_eq!(ms932::encode("9〜10時").unwrap_err().character, '〜');
//! assert_eq!(ms932::encode(&ms932::fold("9〜10時").text)?, b"9\x81\x6010\x8E\x9E");
//! # Ok::<(), ms932::EncodeError>(())
//! ```

mod check;
mod decode;
mod encode;
mod error;
mod fold;
mod kana;
mod recode;
mod tables;
mod utf8;

pub use check::{check, faults, plain};
pub use decode::{decode, decode_into, decode_keeping_gaiji, decode_lossy};
pub use encode::{can_encode, encode, encode_into};
pub use error::{DecodeError, DecodeFault, EncodeError, EncodeFault};
pub use fold::{Change, ChangeKind, Folded, fold};
pub use kana::to_half_width_kana;
pub use recode::{alternates, recode_canonical};
pub(crate) use utf8::{SLACK, decode_content};
