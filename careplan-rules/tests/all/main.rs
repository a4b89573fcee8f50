//! The tests of careplan-rules, in one program: linking each file of tests by itself takes minutes.

mod catalogue;
mod docs;
mod faulty;
mod file;
mod mend;
mod output;
mod plans;
mod practice;
mod privacy;
mod reconcile;
mod set;
mod table6;
mod table7;
mod units;
