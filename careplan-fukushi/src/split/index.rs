//! Word lists that are asked at each place of a text: words lie by their first characters, so that of hundreds only
//! the few are compared that begin as the text does.

use std::sync::OnceLock;

/// The words of some lists. They are put on their shelves when they are first asked for.
pub(super) struct Words {
    lists: &'static [&'static [&'static str]],
    shelves: OnceLock<Vec<Vec<&'static str>>>,
}

/// So many shelves: the last byte of a character's number says which one is its own.
const SHELVES: usize = 256;

fn shelf_of(first: char) -> usize {
    let [last_byte, ..] = u32::from(first).to_le_bytes();
    usize::from(last_byte)
}

impl Words {
    pub(super) const fn of(lists: &'static [&'static [&'static str]]) -> Self {
        Self { lists, shelves: OnceLock::new() }
    }

    /// The words that may begin with a character.
    fn shelf(&self, first: char) -> &[&'static str] {
        let shelves = self.shelves.get_or_init(|| {
            let mut shelves = vec![Vec::new(); SHELVES];
            for word in self.lists.iter().copied().flatten() {
                if let Some(shelf) = word.chars().next().and_then(|first| shelves.get_mut(shelf_of(first))) {
                    shelf.push(*word);
                }
            }
            shelves
        });
        shelves.get(shelf_of(first)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The words that a text begins with.
    pub(super) fn beginning(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let shelf = text.chars().next().map(|first| self.shelf(first)).unwrap_or_default();
        shelf.iter().copied().filter(move |word| text.starts_with(word))
    }

    /// Whether a text begins with one of them.
    pub(super) fn begin(&self, text: &str) -> bool {
        self.beginning(text).next().is_some()
    }

    /// The bytes of the longest word that a text begins with.
    pub(super) fn longest(&self, text: &str) -> Option<usize> {
        self.beginning(text).map(str::len).max()
    }

    /// Each word at each place where it stands in a text.
    pub(super) fn within(&self, text: &str) -> impl Iterator<Item = (usize, &'static str)> {
        text.char_indices().flat_map(move |(place, first)| {
            let behind = text.get(place..).unwrap_or_default();
            let shelf = self.shelf(first).iter().copied();
            shelf.filter(move |word| behind.starts_with(word)).map(move |word| (place, word))
        })
    }

    /// Whether one of them stands anywhere in a text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        text.char_indices().any(|(place, first)| {
            let behind = text.get(place..).unwrap_or_default();
            self.shelf(first).iter().any(|word| behind.starts_with(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::{
        ANALYSIS, BEFORE_FAMILY, CARERS, CONNECTORS, DEAD_BEFORE, DEAD_BEHIND, FAMILY, FINDINGS, HONORIFICS,
        IN_LAW, LISTS, OTHERS, PERSON, SUMMING_UP, TOPICS,
    };
    use super::*;
    use proptest::prelude::*;

    const ALL: [&[&str]; 15] = [
        ANALYSIS,
        BEFORE_FAMILY,
        CARERS,
        CONNECTORS,
        DEAD_BEFORE,
        DEAD_BEHIND,
        FAMILY,
        FINDINGS,
        HONORIFICS,
        IN_LAW,
        LISTS,
        OTHERS,
        PERSON,
        SUMMING_UP,
        TOPICS,
    ];

    static EACH: [Words; 15] = [
        Words::of(&[ANALYSIS]),
        Words::of(&[BEFORE_FAMILY]),
        Words::of(&[CARERS]),
        Words::of(&[CONNECTORS]),
        Words::of(&[DEAD_BEFORE]),
        Words::of(&[DEAD_BEHIND]),
        Words::of(&[FAMILY]),
        Words::of(&[FINDINGS]),
        Words::of(&[HONORIFICS]),
        Words::of(&[IN_LAW]),
        Words::of(&[LISTS]),
        Words::of(&[OTHERS]),
        Words::of(&[PERSON]),
        Words::of(&[SUMMING_UP]),
        Words::of(&[TOPICS]),
    ];

    static TOGETHER: Words = Words::of(&ALL);

    /// The same answers as going through the list itself gives.
    fn ask(words: &Words, list: &[&str], text: &str) {
        let of_list = || list.iter().copied().filter(|word| text.starts_with(word));
        assert_eq!(words.longest(text), of_list().map(str::len).max(), "{text}");
        assert_eq!(words.begin(text), of_list().next().is_some(), "{text}");
        assert_eq!(words.beginning(text).collect::<Vec<_>>(), of_list().collect::<Vec<_>>(), "{text}");
        assert_eq!(words.are_in(text), list.iter().any(|word| text.contains(word)), "{text}");
        let mut found: Vec<_> = words.within(text).collect();
        let mut places: Vec<_> = list
            .iter()
            .flat_map(|word| text.match_indices(word).map(move |(place, _)| (place, *word)))
            .collect();
        found.sort_unstable();
        places.sort_unstable();
        assert_eq!(found, places, "{text}");
    }

    fn ask_all(text: &str) {
        for (words, list) in EACH.iter().zip(ALL) {
            ask(words, list, text);
        }
        ask(&TOGETHER, &ALL.concat(), text);
    }

    #[test]
    fn every_word_is_found_by_itself_and_in_a_text() {
        ask_all("");
        for word in ALL.concat() {
            ask_all(word);
            ask_all(&format!("{word}の意向："));
            ask_all(&format!("同居の{word}と本人{word}"));
            // Without its first character, and without its last.
            let mut characters = word.chars();
            characters.next();
            ask_all(characters.as_str());
            characters.next_back();
            ask_all(&format!("{}。", characters.as_str()));
        }
    }

    #[test]
    fn characters_that_share_a_shelf_are_told_apart() {
        for word in ALL.concat() {
            let mut rest = word.chars();
            let Some(first) = rest.next() else { continue };
            for away in [0x100, 0x200, 0x1_0000] {
                let other = char::from_u32(u32::from(first) + away).unwrap_or(first);
                ask_all(&format!("{other}{}", rest.as_str()));
            }
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            8 => prop::sample::select(ALL.concat()).prop_map(str::to_owned),
            2 => "[のはとも：、。「」【】\\n　 0-9]{1,3}",
            1 => "\\PC{0,4}",
        ];
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_answered_as_by_the_lists(text in texts()) {
            ask_all(&text);
        }
    }
}
