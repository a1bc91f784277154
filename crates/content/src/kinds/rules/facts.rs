//! What is known when rules are looked at. What is not in here was not said.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::placeholder::fill;

/// What is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Answers, by the id of the question.
    pub answers: BTreeMap<String, Answer>,
    /// Numbers, by their id. One that is not a number counts as not given.
    pub numbers: BTreeMap<String, f64>,
    /// What happened or was noticed.
    pub events: BTreeSet<String>,
    /// How the medicine is given.
    pub route: Option<Route>,
    /// Where.
    pub setting: Option<Setting>,
    /// The answers behind a question, a number or an event, by its id. What stands here by itself sets nothing off.
    pub behind: BTreeMap<String, Vec<Behind>>,
}

/// One answer behind what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// The record it stands in.
    pub answer: String,
    /// The number that was given; 1 where it is none.
    pub value: f64,
    /// Since when it says so, in milliseconds since 1970.
    pub since: i64,
    /// How many hours ago that was: 0 for what was said in the session itself, however long it is over.
    pub hours: f64,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure.
    Unsure,
}

/// How the medicine is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Under the tongue.
    Sublingual,
    /// Into a vein.
    Iv,
    /// Into a muscle.
    Im,
    /// Esketamine, into the nose.
    Esketamine,
    /// Another way, as prescribed.
    Other,
}

/// Where a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// At home.
    Home,
    /// In the practice.
    Office,
}

impl Facts {
    /// Adds an answer.
    pub fn answer(&mut self, question: &str, answer: Answer) -> &mut Self {
        self.answers.insert(question.to_owned(), answer);
        self
    }

    /// Adds a number.
    pub fn number(&mut self, id: &str, value: f64) -> &mut Self {
        self.numbers.insert(id.to_owned(), value);
        self
    }

    /// Adds a number of which the highest counts.
    pub fn at_least(&mut self, id: &str, value: f64) -> &mut Self {
        let highest = self.known(id).map_or(value, |known| known.max(value));
        self.number(id, highest)
    }

    /// Says that what a number counts the time since never happened: no nasal spray, for example.
    pub fn never(&mut self, id: &str) -> &mut Self {
        self.number(id, f64::INFINITY)
    }

    /// Adds the time since the start in the three units that rules ask for.
    pub fn since_start(&mut self, minutes: f64) -> &mut Self {
        self.number("minutes-since-start", minutes);
        self.number("hours-since-start", minutes / 60.0);
        self.number("days-since-start", minutes / 1440.0)
    }

    /// Adds something that happened.
    pub fn event(&mut self, id: &str) -> &mut Self {
        self.events.insert(id.to_owned());
        self
    }

    /// Adds an answer behind a question, a number or an event.
    pub fn came_from(&mut self, id: &str, behind: Behind) -> &mut Self {
        self.behind.entry(id.to_owned()).or_default().push(behind);
        self
    }

    pub(super) fn known(&self, number: &str) -> Option<f64> {
        self.numbers.get(number).copied().filter(|value| !value.is_nan())
    }
}

/// The limits in use, by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits(pub(super) BTreeMap<String, i32>);

impl Limits {
    /// A limit.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<i32> {
        self.0.get(id).copied()
    }

    /// Puts the limits that a text names in braces into it.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let values: Vec<(&str, String)> = self.0.iter().map(|(id, n)| (id.as_str(), n.to_string())).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(id, n)| (*id, n.as_str())).collect();
        fill(text, &values)
    }
}
