//! The wishes told apart: only by a person's word.

use super::EquipmentPlanDraft;
use super::value::{Carry, DraftValue};
use crate::codes::WishesSplit;

/// What a person decided on the wishes.
#[derive(Clone, PartialEq, Eq)]
pub enum WishesDecision {
    /// They are not told apart (意向の区分方法 0).
    NotSplit,
    /// The person tells them apart in these words (1).
    ByPerson {
        /// 利用者の意向.
        person: Option<String>,
        /// 家族の意向.
        family: Option<String>,
    },
    /// As [proposed](EquipmentPlanDraft::proposed_split), after somebody read it (2).
    AsProposed,
}

/// Texts are hidden.
impl core::fmt::Debug for WishesDecision {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::NotSplit => "NotSplit",
            Self::ByPerson { .. } => "ByPerson «redacted»",
            Self::AsProposed => "AsProposed",
        })
    }
}

/// Why the wishes cannot be told apart so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfirmSplitError {
    /// The care plan has no wishes.
    #[error("the care plan has no wishes")]
    NoWishes,
    /// The text carries no labels, so that nothing was proposed.
    #[error("nothing was proposed: the text carries no labels")]
    NothingProposed,
    /// Told apart, but nothing was said of either.
    #[error("neither the wishes of the person nor those of the family are given")]
    NothingSaid,
}

impl ConfirmSplitError {
    /// The same in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::NoWishes => "居宅サービス計画に意向の記載がありません",
            Self::NothingProposed => "見出しがないため、区分の提案はありません",
            Self::NothingSaid => "利用者の意向も家族の意向も入力されていません",
        }
    }
}

impl EquipmentPlanDraft {
    /// Tells the wishes apart as a person decided; can be said again. The source text stays as it is.
    ///
    /// # Errors
    ///
    /// There are no wishes; nothing was proposed; nothing was said. Then nothing changes.
    pub fn confirm_split(&mut self, decision: WishesDecision) -> Result<(), ConfirmSplitError> {
        let Some(source) = self.header.get("wishes_source") else { return Err(ConfirmSplitError::NoWishes) };
        let sources = source.sources.clone();
        let (how, person, family) = match decision {
            WishesDecision::NotSplit => (WishesSplit::NotSplit, None, None),
            WishesDecision::ByPerson { person, family } => (WishesSplit::ByPerson, person, family),
            WishesDecision::AsProposed => {
                // A proposal for a text that was rewritten since says nothing of the new one.
                let proposed = self.proposed.as_ref().filter(|it| it.source() == source.text);
                let Some(proposed) = proposed else { return Err(ConfirmSplitError::NothingProposed) };
                (WishesSplit::ProposedAndConfirmed, proposed.person(), proposed.family())
            }
        };
        let (person, family) =
            (person.filter(|text| !text.trim().is_empty()), family.filter(|text| !text.trim().is_empty()));
        if how != WishesSplit::NotSplit && person.is_none() && family.is_none() {
            return Err(ConfirmSplitError::NothingSaid);
        }
        let value = |text: String, sources| DraftValue { text, carry: Carry::Split, sources };
        self.header.set("user_wishes", person.map(|text| value(text, sources.clone())));
        self.header.set("family_wishes", family.map(|text| value(text, sources.clone())));
        self.header.set("wishes_split", Some(value(how.to_string(), Vec::new())));
        Ok(())
    }
}
