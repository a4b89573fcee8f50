//! The arguments of `upgrade`.

use careplan_model::Side;
use careplan_model::editions::UpgradeOptions;
use careplan_model::{Endpoint, NameService, OfficeNumber, ServiceTypeCode};
use careplan_rules::Language;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(super) const USAGE: &str = "usage: upgrade IN_DIR OUT_DIR [--type OFFICE=TYPE]... [--sender-type TYPE] [--receiver-type TYPE]
    [--format text|json] [--lang ja|en]
Moves the units of sending below IN_DIR to edition 4.1 and writes them into OUT_DIR, each into the subfolder that
it had, and prints what a person must add. Units of 4.1 and other files are copied byte for byte. Nothing is
overwritten.
File names of 4.1 hold the service types of both sides: --type says that of an office (9970100062=17); --sender-type and
--receiver-type hold for all offices that no --type names.
Without arguments: sample data of the project, into target/upgrade.
Exit code 0: all is in OUT_DIR; 1: something could not be upgraded, which is printed; 2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
}

pub(super) struct Options {
    /// Nothing: the sample data. Else IN_DIR and OUT_DIR.
    pub(super) folders: Option<(PathBuf, PathBuf)>,
    pub(super) format: Format,
    pub(super) language: Language,
    types: BTreeMap<OfficeNumber, ServiceTypeCode>,
    sender: Option<ServiceTypeCode>,
    receiver: Option<ServiceTypeCode>,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let wrong = |message: &str| format!("{message}\n{USAGE}");
        let mut options = Self {
            folders: None,
            format: Format::Text,
            language: Language::Japanese,
            types: BTreeMap::new(),
            sender: None,
            receiver: None,
        };
        let mut paths = Vec::new();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().map(String::as_str);
            match argument.as_str() {
                "--type" => {
                    let (office, service_type) = value()
                        .and_then(|pair| pair.split_once('='))
                        .and_then(|(office, service_type)| {
                            let office = office.parse().ok().filter(OfficeNumber::is_complete)?;
                            Some((office, self::service_type(service_type)?))
                        })
                        .ok_or_else(|| wrong("--type is OFFICE=TYPE, such as 9970100062=17"))?;
                    if options.types.insert(office, service_type).is_some_and(|other| other != service_type) {
                        return Err(wrong(&format!("--type gives two types for {office}")));
                    }
                }
                side @ ("--sender-type" | "--receiver-type") => {
                    let given = value()
                        .and_then(service_type)
                        .ok_or_else(|| wrong(&format!("{side} is two digits or capitals, such as 43")))?;
                    let place =
                        if side == "--sender-type" { &mut options.sender } else { &mut options.receiver };
                    *place = Some(given);
                }
                "--format" => {
                    options.format = match value() {
                        Some("text") => Format::Text,
                        Some("json") => Format::Json,
                        _ => return Err(wrong("--format is text or json")),
                    }
                }
                "--lang" => {
                    options.language = match value() {
                        Some("ja") => Language::Japanese,
                        Some("en") => Language::English,
                        _ => return Err(wrong("--lang is ja or en")),
                    }
                }
                option if option.starts_with("--") => {
                    return Err(wrong(&format!("unknown option {option}")));
                }
                path => paths.push(PathBuf::from(path)),
            }
        }
        options.folders = match &paths[..] {
            [] => None,
            [from, to] => Some((from.clone(), to.clone())),
            _ => return Err(wrong("IN_DIR and OUT_DIR are to be given")),
        };
        Ok(options)
    }

    /// What the offices of the sample data are.
    pub(super) fn know_sample_offices(&mut self) {
        for (office, service_type) in [("9970100013", "43"), ("9970100062", "17"), ("9970100021", "11")] {
            if let (Ok(office), Some(service_type)) = (office.parse(), self::service_type(service_type)) {
                self.types.entry(office).or_insert(service_type);
            }
        }
    }

    /// What is known of the sides of a unit.
    pub(super) fn of_unit(&self, sender: Endpoint, receiver: Endpoint) -> UpgradeOptions {
        let known = |side: Side| match side {
            Side::Sender => self.types.get(&sender.office).copied().or(self.sender),
            Side::Receiver => self.types.get(&receiver.office).copied().or(self.receiver),
        };
        let mut options = UpgradeOptions::new();
        if let Some(service_type) = known(Side::Sender) {
            options = options.sender_type(service_type);
        }
        if let Some(service_type) = known(Side::Receiver) {
            options = options.receiver_type(service_type);
        }
        options
    }
}

/// A type that can stand in a name.
fn service_type(text: &str) -> Option<ServiceTypeCode> {
    let service_type = ServiceTypeCode::new(text)?;
    NameService::try_from(service_type).is_ok().then_some(service_type)
}
