//! Who is there for a programme.

use serde::Deserialize;

use super::Only;
use crate::kinds::source::Source;

/// Who is there for a programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The heading above them.
    pub title: String,
    /// Who sees what, in a line.
    pub lead: String,
    /// The people, in the order in which a form asks for them.
    #[serde(rename = "person")]
    pub people: Vec<PersonWords>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// What somebody is to a programme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonWords {
    /// Stable name: what a programme stores.
    pub id: String,
    /// What they are called.
    pub label: String,
    /// What they do, and what not.
    pub help: String,
    /// When they are asked for; always, if left out.
    pub only: Option<Only>,
    /// The safety rules that ask for them.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

impl PeopleWords {
    /// Somebody by their id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&PersonWords> {
        self.people.iter().find(|person| person.id == id)
    }
}
