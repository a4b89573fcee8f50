//! Where rules report what they find: levels by the profile, exact counts, a cap per rule.

use crate::finding::{FileId, Finding, Found};
use crate::fix::{Fix, Mend};
use crate::level::Level;
use crate::profile::Profile;
use crate::row::{Ran, Row};
use crate::rule::Rule;
use std::collections::{BTreeMap, HashMap};

/// Takes the findings of one run.
#[derive(Debug)]
pub struct Findings<'p> {
    profile: &'p Profile,
    kept: Vec<Finding>,
    tallies: HashMap<&'static str, Tally>,
    mends: BTreeMap<FileId, Mend>,
}

/// How often a rule spoke.
#[derive(Debug, Clone, Copy)]
pub struct Tally {
    /// The rule.
    pub rule: &'static Rule,
    /// Findings of level error.
    pub errors: u64,
    /// Findings of level warning.
    pub warnings: u64,
    /// Findings of level info.
    pub infos: u64,
    /// Findings that the report holds; the rest are over the cap.
    pub kept: usize,
    /// How often the rule could not be run, because something that it needs was invalid or missing.
    pub not_run: u64,
}

impl Tally {
    const fn new(rule: &'static Rule) -> Self {
        Self { rule, errors: 0, warnings: 0, infos: 0, kept: 0, not_run: 0 }
    }

    /// All findings, kept or not.
    pub const fn found(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}

impl<'p> Findings<'p> {
    pub(crate) fn new(profile: &'p Profile) -> Self {
        Self { profile, kept: Vec::new(), tallies: HashMap::new(), mends: BTreeMap::new() }
    }

    /// How files are checked.
    pub fn profile(&self) -> &'p Profile {
        self.profile
    }

    /// Whether a rule is on. Only for rules whose check costs something: `add` asks itself.
    pub fn is_on(&self, rule: &'static Rule) -> bool {
        self.profile.level(rule) != Level::Off
    }

    /// Reports a finding.
    pub fn add(&mut self, found: Found) {
        let level = self.level(&found);
        if level == Level::Off {
            return;
        }
        if self.profile.collects_edits
            && let Some(fix) = &found.fix
        {
            let mend = self.mends.entry(found.location.file).or_default();
            match fix {
                Fix::Replace(edits) => mend.edits.extend(edits.iter().cloned()),
                Fix::Rename(name) => mend.name = Some(name.clone()),
                Fix::Recode => mend.recode = true,
            }
        }
        let tally = self.tallies.entry(found.rule.id).or_insert(Tally::new(found.rule));
        match level {
            Level::Error => tally.errors += 1,
            Level::Warning => tally.warnings += 1,
            Level::Info | Level::Off => tally.infos += 1,
        }
        if tally.kept < self.profile.cap {
            tally.kept += 1;
            let Found { rule, location, parameters, fix, .. } = found;
            self.kept.push(Finding { rule, level, location, parameters, fix, value: None });
        }
    }

    /// What the profile sets by hand holds; else the rule's own level, as the finding bounds it.
    fn level(&self, found: &Found) -> Level {
        if let Some(level) = self.profile.level_set_for(found.rule.id) {
            return level;
        }
        match found.rule.level_in(self.profile.situation()) {
            Level::Off => Level::Off,
            level => level.max(found.at_least).min(found.at_most),
        }
    }

    /// Runs a rule on a record, and counts it as not run if it says so.
    pub fn run(&mut self, rule: &'static Rule, row: &Row<'_>, check: fn(&Row<'_>, &mut Self) -> Ran) {
        let ran = check(row, self);
        self.ran(rule, ran);
    }

    /// Counts a rule as not run, if it was not.
    pub fn ran(&mut self, rule: &'static Rule, ran: Ran) {
        if ran.is_err() && self.is_on(rule) {
            self.tallies.entry(rule.id).or_insert(Tally::new(rule)).not_run += 1;
        }
    }

    /// Takes what was found later, as if it had been added here one by one.
    pub(crate) fn absorb(&mut self, later: Self) {
        for (id, other) in later.tallies {
            let tally = self.tallies.entry(id).or_insert(Tally::new(other.rule));
            tally.errors += other.errors;
            tally.warnings += other.warnings;
            tally.infos += other.infos;
            tally.not_run += other.not_run;
        }
        for finding in later.kept {
            // What was kept was counted too.
            if let Some(tally) = self.tallies.get_mut(finding.rule.id)
                && tally.kept < self.profile.cap
            {
                tally.kept += 1;
                self.kept.push(finding);
            }
        }
        for (file, mend) in later.mends {
            let own = self.mends.entry(file).or_default();
            own.edits.extend(mend.edits);
            own.name = mend.name.or(own.name.take());
            own.recode |= mend.recode;
        }
    }

    /// The findings in source order, the counts by id, the mends by file.
    pub(crate) fn finish(mut self) -> (Vec<Finding>, Vec<Tally>, BTreeMap<FileId, Mend>) {
        // Whichever thread found them: edits at one place of a record are in the order of the families.
        for mend in self.mends.values_mut() {
            mend.edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        }
        let mut kept = self.kept;
        kept.sort_by(|a, b| {
            a.location.order().cmp(&b.location.order()).then_with(|| a.rule.id.cmp(b.rule.id))
        });
        let mut tallies: Vec<Tally> = self.tallies.into_values().collect();
        tallies.sort_by_key(|tally| tally.rule.id);
        (kept, tallies, self.mends)
    }
}
