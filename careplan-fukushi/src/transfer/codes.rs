//! Product codes and names of two lines compared.

use crate::catalogue::normal;
use crate::category::Category;
use careplan_model::{NotifiedCode, ServiceCode, TaisCode};

/// The product codes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Codes {
    pub(super) tais: Option<TaisCode>,
    pub(super) notified: Option<NotifiedCode>,
}

impl Codes {
    pub(super) fn is_blank(self) -> bool {
        self.tais.is_none() && self.notified.is_none()
    }

    pub(super) fn are_both(self) -> bool {
        self.tais.is_some() && self.notified.is_some()
    }

    /// The codes with their hyphens written `-`, as far as they have the shape.
    pub(super) fn normalized(self) -> Self {
        Self {
            tais: self.tais.map(|code| code.normalized().unwrap_or(code)),
            notified: self.notified.map(|code| code.normalized().unwrap_or(code)),
        }
    }

    /// Whether both name a product, and the same one: a code that both have is equal, and none differs.
    pub(super) fn name_same(self, other: Self) -> bool {
        if self == other {
            return !self.is_blank();
        }
        let (one, other) = (self.normalized(), other.normalized());
        let tais = one.tais.zip(other.tais).map(|(one, other)| one == other);
        let notified = one.notified.zip(other.notified).map(|(one, other)| one == other);
        match (tais, notified) {
            (Some(tais), Some(notified)) => tais && notified,
            (Some(same), None) | (None, Some(same)) => same,
            (None, None) => false,
        }
    }

    /// Whether codes that [name the same](Self::name_same) are written with different hyphens.
    pub(super) fn are_written_differently(self, other: Self) -> bool {
        self.tais.zip(other.tais).is_some_and(|(one, other)| one != other)
            || self.notified.zip(other.notified).is_some_and(|(one, other)| one != other)
    }
}

/// What a name says of a product, for comparing: width, kana, case, hyphens and blanks do not count. `None` for
/// no name, and for one without a letter.
pub(super) fn name_key(name: Option<&str>) -> Option<String> {
    name.map(normal::key).filter(|key| !key.is_empty())
}

/// The name of a product, and what it says for comparing: that is asked for more than once.
#[derive(Clone)]
pub(super) struct Name {
    pub(super) text: String,
    key: Option<String>,
}

impl Name {
    /// A blank text is none, as in a file.
    pub(super) fn new(text: Option<&String>) -> Option<Self> {
        let text = text.filter(|text| !text.is_empty())?;
        Some(Self { text: text.clone(), key: name_key(Some(text)) })
    }

    /// What [`name_key`] says of it.
    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

/// Whether two names, by their keys, can be of one product: they are equal, one is part of the other, or one is that
/// of the 種目, which people write as long as they do not know the model.
pub(super) fn names_agree(slip: Option<&str>, plan: Option<&str>, code: ServiceCode) -> bool {
    let (Some(slip), Some(plan)) = (slip, plan) else { return true };
    if slip.contains(plan) || plan.contains(slip) {
        return true;
    }
    let category = Category::of_service_code(code).and_then(|category| category.label()).map(normal::key);
    category.is_some_and(|name| name == slip || name == plan)
}
