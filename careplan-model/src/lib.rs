//! Typed models of every form of ケアプランデータ連携標準仕様.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod codes;
mod form;
mod forms;
mod layout;
mod value;

pub use codes::*;
pub use form::{Form, FormOf, ItemError, ItemErrors, ItemSource, Sink, Source};
pub use forms::*;
pub use layout::{CodeList, Item, ItemType, Layout, Width};
pub use value::*;
