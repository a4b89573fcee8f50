//! The tests of careplan-model, in one program: linking each file of tests by itself takes minutes.

mod check_digits;
mod editions;
mod file_names;
mod form_list;
mod forms;
mod layouts;
mod ledger;
mod scope;
mod services;
mod table7;
mod transmission;
mod unit_forms;
mod views;
mod wareki;
mod wareki_calendar;
