//! Reads and writes the CSV files of ケアプランデータ連携標準仕様: Shift_JIS in the meaning of MS932, zero-copy,
//! every problem with its place, and nothing lost.
//!
//! ```
//! use careplan_csv::{Text, forms, to_vec};
//! use careplan_model::Table2;
//!
//! let file = b"202407,435073,0000000001,20260325,20260325,1,\"\x93\x5D\x82\xCE\x82\xC8\x82\xA2\",\
//!     1,,,,,1,,Y,,,,,,2794900205,\r\n";
//! for record in forms::<Table2<Text<'_>>>(file) {
//!     let record = record?; // or all that is wrong with this record; the next one follows
//!     assert_eq!((record.at.record, record.form.need_no), (1, Some(1)));
//!     let owned: Table2 = record.form.try_map_text(|_, text| text.decode().map(Into::into))?;
//!     assert_eq!(owned.need.as_deref(), Some("転ばない"));
//!     assert_eq!(to_vec([&owned])?, file); // canonical bytes
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which function
//!
//! | you have | you want | use |
//! |---|---|---|
//! | a file in memory | all forms, or the reasons why not | [`from_slice`] |
//! | a file in memory | forms that borrow it, record by record, going on after errors | [`forms`] |
//! | the name and bytes of a file | its forms, whatever their kind | [`file_from_slice`], and back [`file_to_vec`] |
//! | borrowed forms | their texts as `&str`, in one buffer that is used again | [`TextBuffer`] |
//! | a file in memory | forms whose texts are checked and counted, not decoded | [`CheckedText`] |
//! | a file in memory | items one by one: blank, valid, invalid with their bytes | [`records`], [`Record::items`] |
//! | a large file in memory | parts of it, each to be read on a core of its own | [`split`] |
//! | anything that reads | owned forms, in constant memory | [`from_reader`] |
//! | anything that reads | records or borrowed forms, in constant memory | [`Reader`] |
//! | anything that reads | the same in parts, each to be read on a core of its own | [`Reader::parts`] |
//! | a folder of received files | units of sending, renamed files, what cannot be read | [`Inbox`] |
//! | a unit of sending of a folder | all its forms, or why not | [`Inbox::read_unit`] |
//! | forms | the bytes of a file | [`to_vec`], [`to_writer`], [`Writer`] with [`WriteOptions`] |
//! | a unit of sending | its files in a folder | [`write_unit`] |
//! | files that some software wrote form by form | a unit of sending with the right names | [`office::AssembleOptions`] |
//! | file names | which offices they mean, before upload | [`office::NamedOffices`] |
//! | files that were handled | them moved and written down as evidence | [`office::ArchiveOptions`], [`office::Receipts`] |
//! | bytes or texts | MS932 exactly as Windows has it | [`ms932`] |
//! | a file, its kind known | all that is wrong or odd in it, with places | [`problems`], [`Entry::problems`] |
//! | a file of unknown kind | which form it holds | [`recognise`], [`Encoding`] |
//!
//! # What to know
//!
//! - **Reading never stops at bad data.** Stray and unclosed quotes, blank lines, other line ends, a
//!   header row, short and long rows are noticed with record, line, item and byte range ([`Problem`]);
//!   the records around them are read. [`problems`] says it all.
//! - **Other encodings.** [`from_slice`], [`from_reader`] and [`problems`] refuse UTF-8 and UTF-16;
//!   [`forms`], [`records`] and [`Reader`] read what they are given: ask [`Encoding::other_than_ms932`]
//!   or [`Reader::encoding`] first.
//! - **Texts are decoded when asked for** ([`Text::decode`]), strictly: a byte that is no character is an
//!   error with its place, 外字 are recognised as such, and 髙 﨑 神 come out as what they are.
//!   One 外字 refuses the whole file in [`from_slice`]; a type of your own that implements [`FromText`] by
//!   [`Text::decode_keeping_gaiji`] or [`Text::decode_lossy`] takes it ([`Record::form_of`]).
//! - **Lengths are data** (項目長, [`careplan_model::Item::width`]): neither reading nor writing judges them, nor the
//!   meaning of values.
//! - **Editions.** CSVバージョン and the number of items decide the layout ([`Record::family`], [`Typed::fit`]).
//!   Item numbers in problems are those of the file's own edition. A record whose value and layout disagree
//!   keeps its layout with [`Writer::write_typed`].
//! - **Canonical writing.** CRLF, free text in quotes, the rest bare; a canonical file that is read and
//!   written again has the same bytes. [`Writer::write_verbatim`] writes any record as it was.
//! - **Memory and speed.** Reading borrowed forms allocates nothing for a record; streaming needs one
//!   buffer, and [`Reader::chunk`] is its fastest way (several times [`Reader::next`]). A record longer
//!   than [`DEFAULT_RECORD_LIMIT`] (settable) is reported and passed over.
//! - **Personal data.** `Debug` and errors show places, not contents; but an error about a character
//!   names that one character.
//! - Features: `serde` (on by default) for the forms; `csv` for forms from `csv::ByteRecord`.

#[cfg(feature = "csv")]
mod bridge;
mod error;
mod fast;
mod inbox;
mod lexer;
pub mod ms932;
mod new_file;
pub mod office;
mod problem;
mod quoted;
mod reader;
mod record;
mod slice;
mod sniff;
mod split;
mod text;
mod unit;
mod writer;

#[cfg(feature = "csv")]
pub use bridge::from_byte_record;
pub use error::Error;
pub use inbox::{Identity, Inbox, InboxFile, InboxOptions, Listing, Naming, StrayForm, Unreadable};
pub use lexer::{Broken, DEFAULT_RECORD_LIMIT, Entry, Field, FieldSpan, FieldState, Fields, LineEnd};
pub use problem::{Place, PlaceItem, Problem, ProblemKind, RecordError};
pub use reader::{Chunk, ChunkForms, OwnedForms, Reader, from_reader};
pub use record::{ItemState, Record, RecordItem, RecordPlace, VersionFit};
pub use slice::{Entries, Forms, Typed, entries, forms, from_slice, problems, records};
pub use sniff::{Encoding, recognise};
pub use split::{Part, PartEntries, PartForms, split, split_with_limit};
pub use text::{CheckedText, FromText, Text, TextBuffer, TextError};
pub use unit::{UnitError, file_from_slice, file_to_vec, read_unit, write_unit};
pub use writer::{TextRefusal, WriteOptions, WriteText, Writer, to_vec, to_writer};
