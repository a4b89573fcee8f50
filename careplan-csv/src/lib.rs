//! Zero-copy Shift_JIS (MS932) CSV codec for the forms of ケアプランデータ連携標準仕様.

mod error;
mod fast;
mod inbox;
mod lexer;
pub mod ms932;
mod problem;
mod reader;
mod record;
mod slice;
mod sniff;
mod text;
mod writer;

pub use error::Error;
pub use inbox::{Inbox, InboxFile, InboxOptions, Naming, StrayForm, Unreadable};
pub use lexer::{Broken, DEFAULT_RECORD_LIMIT, Entry, Field, FieldState, Fields, LineEnd};
pub use problem::{Place, PlaceItem, Problem, ProblemKind, RecordError};
pub use reader::{Chunk, ChunkForms, OwnedForms, Reader, from_reader};
pub use record::{ItemState, Record, RecordItem, RecordPlace, VersionFit};
pub use slice::{Entries, Forms, Typed, entries, forms, from_slice, records};
pub use sniff::{Encoding, recognise};
pub use text::{FromText, Text};
pub use writer::{TextRefusal, WriteOptions, WriteText, Writer, to_vec, to_writer};
