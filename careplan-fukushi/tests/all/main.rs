//! The tests of careplan-fukushi, in one program: linking each file of tests by itself takes minutes.

mod catalogue;
mod common;
mod draft;
mod draft_unit;
mod files;
mod hostile;
mod layout;
mod merge;
mod round_trip;
mod rules;
mod split;
mod split_wishes;
mod transfer;
