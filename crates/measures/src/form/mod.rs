//! A questionnaire as it is asked: its items in their order, never reordered and never reworded (G1).

mod asked;
mod layout;
mod limits;
mod options;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

pub(crate) use asked::Names;
pub use asked::{Compare, Enable, EnableAll, EnableWhen};
pub use limits::{MOST_DEPTH, MOST_EXPRESSION, MOST_ITEMS, MOST_NAME, MOST_NOTES, MOST_OPTIONS};

/// What a FHIR `Questionnaire` says, as far as Hearken asks it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its canonical address, which names it everywhere.
    pub url: String,
    /// The version of its text.
    pub version: String,
    /// Its name for programs.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// The language of its text, as in BCP 47.
    pub language: String,
    /// Who wrote it and under which terms.
    pub copyright: String,
    /// Its codes, such as that of a LOINC panel.
    pub codes: Vec<Coding>,
    /// What is asked, in order.
    pub items: Vec<Item>,
    /// What it says and is not followed here, item by item. It is asked all the same.
    pub notes: Vec<Fault>,
}

/// One question, a group of them, or words between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name within the form.
    pub link_id: String,
    /// What stands before its text, such as a number.
    pub prefix: String,
    /// The words, letter for letter.
    pub text: String,
    /// How it is answered.
    pub kind: ItemKind,
    /// Whether the form asks for an answer while it is enabled.
    pub required: bool,
    /// Whether more than one answer may be given.
    pub repeats: bool,
    /// Whether only a program fills it in: a total, or something hidden.
    pub computed: bool,
    /// When it is asked; always, if nothing is said.
    pub enable: Option<Enable>,
    /// What can be chosen, in order.
    pub options: Vec<Choice>,
    /// Its codes.
    pub codes: Vec<Coding>,
    /// What stands below it.
    pub items: Vec<Item>,
}

/// How an item is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// Holds others.
    Group,
    /// Words only.
    Display,
    /// Yes or no.
    Boolean,
    /// A number with a point.
    Decimal,
    /// A whole number.
    Integer,
    /// A day, a month or a year.
    Date,
    /// A line of words.
    String,
    /// Some lines of words.
    Text,
    /// One of the options.
    Choice,
    /// One of the options, or words of one's own.
    OpenChoice,
}

/// A code in a system.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Coding {
    /// Whose code it is, as an address.
    pub system: String,
    /// The code.
    pub code: String,
    /// What it means, in the form's own words.
    pub display: String,
}

/// One answer that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its code; empty where the option is a word or a number.
    pub coding: Coding,
    /// What is read.
    pub label: String,
    /// What it counts, if the form says so (`ordinalValue`, `itemWeight`).
    pub value: Option<f64>,
}

/// What is wrong with a form, and where; or what it uses that is not supported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// The item's `linkId`, or a name of the place in the file.
    pub place: String,
    /// What is wrong, said to whoever wrote the form.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Form {
    /// Every item with those around it left out, in the order of the form.
    pub fn all_items(&self) -> impl Iterator<Item = &Item> {
        let mut waiting: Vec<&Item> = self.items.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.items.iter().rev());
            Some(next)
        })
    }

    /// An item by its name.
    #[must_use]
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.all_items().find(|item| item.link_id == link_id)
    }
}

impl ItemKind {
    /// Whether it is answered at all.
    #[must_use]
    pub const fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }
}
