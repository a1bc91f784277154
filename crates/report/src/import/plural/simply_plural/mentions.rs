//! `<###@id###>` inside a text: the name of the one who is meant.

use std::collections::{HashMap, HashSet};

const BEGIN: &str = "<###@";
const END: &str = "###>";

/// Names by id.
#[derive(Default)]
pub(super) struct Mentions {
    names: HashMap<String, String>,
    states: HashSet<String>,
}

impl Mentions {
    /// Somebody who may be mentioned.
    pub(super) fn add(&mut self, id: &str, name: &str) {
        self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// A state that may be in front, and is no part.
    pub(super) fn add_state(&mut self, id: &str, name: &str) {
        self.states.insert(id.to_owned());
        self.add(id, name);
    }

    /// Whether that is the id of a state.
    pub(super) fn is_state(&self, id: &str) -> bool {
        self.states.contains(id)
    }

    /// Every name by its id.
    pub(super) fn names(&self) -> &HashMap<String, String> {
        &self.names
    }

    /// The text with names where somebody is mentioned. Whoever is not known stays as written.
    pub(super) fn named(&self, text: String) -> String {
        if !text.contains(BEGIN) {
            return text;
        }
        let mut named = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(BEGIN) {
            named.push_str(before);
            let known = after.split_once(END).and_then(|(id, after)| Some((self.names.get(id)?, after)));
            match known {
                Some((name, after)) => {
                    named.push_str(name);
                    rest = after;
                }
                None => {
                    named.push_str(BEGIN);
                    rest = after;
                }
            }
        }
        named.push_str(rest);
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_known_is_named_and_who_is_not_stays_as_written() {
        let mut mentions = Mentions::default();
        mentions.add("a1", "Watcher");
        let named = |text: &str| mentions.named(text.to_owned());
        assert_eq!(named("to <###@a1###> and <###@zz###>."), "to Watcher and <###@zz###>.");
        assert_eq!(named("<###@<###@a1###>"), "<###@Watcher");
        assert_eq!(named("<###@a1"), "<###@a1");
    }
}
