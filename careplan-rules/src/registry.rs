//! All rules, sorted by id, and the families that they come from.

use crate::check::Family;
use crate::families;
use crate::profile::id_begins_with;
use crate::rule::Rule;
use careplan_model::{FormKind, kind};

/// The rules that a [`Checker`](crate::Checker) runs. Another crate can add its own.
///
/// ```
/// use careplan_rules::Registry;
/// let registry = Registry::standard();
/// let rule = registry.find("item-not-a-date").unwrap();
/// assert_eq!(rule.family(), "item");
/// ```
#[derive(Debug, Clone)]
pub struct Registry {
    families: Vec<&'static Family>,
    rules: Vec<&'static Rule>,
    kinds: Vec<&'static FormKind>,
}

/// Two rules with one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is a rule {id} already")]
pub struct DuplicateRule {
    /// The id.
    pub id: &'static str,
}

impl Default for Registry {
    fn default() -> Self {
        Self::standard()
    }
}

impl Registry {
    /// The rules and kinds of the standard.
    pub fn standard() -> Self {
        let families = families::STANDARD.to_vec();
        let mut rules: Vec<_> = families.iter().flat_map(|family| family.rules.iter().copied()).collect();
        rules.sort_by_key(|rule| rule.id);
        Self { families, rules, kinds: kind::STANDARD.to_vec() }
    }

    /// With another family too.
    ///
    /// # Errors
    ///
    /// One of its rules has an id that is taken.
    pub fn with(mut self, family: &'static Family) -> Result<Self, DuplicateRule> {
        for rule in family.rules {
            match self.rules.binary_search_by_key(&rule.id, |known| known.id) {
                Ok(_) => return Err(DuplicateRule { id: rule.id }),
                Err(place) => self.rules.insert(place, rule),
            }
        }
        self.families.push(family);
        Ok(self)
    }

    /// Knows other kinds of file too.
    #[must_use]
    pub fn with_kinds(mut self, kinds: impl IntoIterator<Item = &'static FormKind>) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// The families, in the order in which they check.
    pub fn families(&self) -> &[&'static Family] {
        &self.families
    }

    /// The rules, by id.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// The kinds of file.
    pub fn kinds(&self) -> &[&'static FormKind] {
        &self.kinds
    }

    /// The rule of an id.
    pub fn find(&self, id: &str) -> Option<&'static Rule> {
        let place = self.rules.binary_search_by_key(&id, |rule| rule.id).ok()?;
        self.rules.get(place).copied()
    }

    /// Whether a rule has this id, or one that begins so; for checking what users type.
    pub fn knows(&self, id_or_prefix: &str) -> bool {
        self.rules.iter().any(|rule| id_begins_with(rule.id, id_or_prefix))
    }
}
