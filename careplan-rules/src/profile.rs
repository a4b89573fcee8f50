//! How files are checked: the situation, levels set by hand, what is shown.

use crate::level::{Level, Situation};
use crate::rule::Rule;
use careplan_csv::DEFAULT_RECORD_LIMIT;
use careplan_model::Date;

/// How files are checked.
///
/// ```
/// use careplan_rules::{Level, Profile};
/// let profile = Profile::receive().with_level("text-half-width-kana", Level::Off).with_level("table7", Level::Info);
/// ```
#[derive(Debug, Clone)]
pub struct Profile {
    pub(crate) situation: Situation,
    pub(crate) levels: Vec<(String, Level)>,
    pub(crate) today: Option<Date>,
    pub(crate) cap: usize,
    pub(crate) shows_values: bool,
    pub(crate) record_limit: usize,
    pub(crate) collects_edits: bool,
}

impl Profile {
    /// So many findings of one rule are kept unless the caller sets another cap; all are counted.
    pub const DEFAULT_CAP: usize = 200;

    /// A situation, and the defaults for the rest.
    pub const fn new(situation: Situation) -> Self {
        Self {
            situation,
            levels: Vec::new(),
            today: None,
            cap: Self::DEFAULT_CAP,
            shows_values: false,
            record_limit: DEFAULT_RECORD_LIMIT,
            collects_edits: false,
        }
    }

    /// Files that this software is about to send: strict.
    pub const fn send() -> Self {
        Self::new(Situation::Send)
    }

    /// Files that somebody else made: what will break an import.
    pub const fn receive() -> Self {
        Self::new(Situation::Receive)
    }

    /// As [`send`](Self::send), with welfare equipment allowed to go without codes and names.
    pub const fn emergency() -> Self {
        Self::new(Situation::Emergency)
    }

    /// Sets the level of a rule by its id, or of all whose ids begin so (`table7`, `item-office`). Of several
    /// that speak of a rule the longest holds, and of equally long ones the last.
    #[must_use]
    pub fn with_level(mut self, id_or_prefix: impl Into<String>, level: Level) -> Self {
        self.levels.push((id_or_prefix.into(), level));
        self
    }

    /// Today's date. Rules that ask for it do not run without it: the clock is never read.
    #[must_use]
    pub const fn on(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// How many findings of one rule are kept.
    #[must_use]
    pub const fn with_cap(mut self, cap: usize) -> Self {
        self.cap = cap;
        self
    }

    /// Whether findings carry the characters at their place. They may be personal.
    #[must_use]
    pub const fn showing_values(mut self, yes: bool) -> Self {
        self.shows_values = yes;
        self
    }

    /// The longest record that is read.
    #[must_use]
    pub const fn with_record_limit(mut self, bytes: usize) -> Self {
        self.record_limit = bytes;
        self
    }

    /// Whether the report holds all edits of each file, beyond the cap, so that files can be mended.
    #[must_use]
    pub const fn collecting_edits(mut self, yes: bool) -> Self {
        self.collects_edits = yes;
        self
    }

    /// The situation.
    pub const fn situation(&self) -> Situation {
        self.situation
    }

    /// Today's date, if the caller told it.
    pub const fn today(&self) -> Option<Date> {
        self.today
    }

    /// The level of a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        self.level_set_for(rule.id).unwrap_or_else(|| rule.level_in(self.situation))
    }

    /// The level that was set by hand.
    pub(crate) fn level_set_for(&self, id: &str) -> Option<Level> {
        let speaking = self.levels.iter().filter(|(prefix, _)| id_begins_with(id, prefix));
        speaking.max_by_key(|(prefix, _)| prefix.len()).map(|(_, level)| *level)
    }
}

/// Whether an id is this one, or begins with it up to a hyphen.
pub(crate) fn id_begins_with(id: &str, prefix: &str) -> bool {
    let prefix = prefix.strip_suffix('-').unwrap_or(prefix);
    id.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
