//! The tests of the example programs, in one program: linking each file of tests by itself takes minutes.

mod check;
mod folders;
mod fukushi_codes;
mod fukushi_draft;
mod fukushi_story;
mod fukushi_transfer;
mod fuzz;
mod generate;
mod ledger;
mod links;
mod month;
mod privacy;
mod programs;
mod reconcile;
mod send;
mod show_html;
mod threads;
mod upgrade;
