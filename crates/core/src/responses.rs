//! Responses: questionnaires as somebody answered them, whole or on their way.
//!
//! What was not answered is not here, and is never 0. A number that was given once stays given: a later 0 clears nothing,
//! so whoever looks for what is dangerous looks at every revision. Items, scores and what they mean are content.

mod here;
mod keep;

use std::collections::BTreeSet;

use crate::{Extra, Notebook, RecordId, View, When};

pub use here::Here;
pub use keep::{ANSWERS, keep_response};

/// One answered questionnaire, or one on its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response {
    /// The questionnaire, by its id in the content.
    pub measure: String,
    /// The version of its text that was answered.
    pub version: String,
    /// The language it was answered in.
    pub language: String,
    /// The date it counts for: when it was begun, and from its first finish on that day, unless another one was chosen.
    pub when: When,
    /// The session of treatment, or the trigger, it belongs to; it is erased with it.
    pub about: Option<RecordId>,
    /// What was given, in the order of the items as they were answered.
    pub answers: Vec<Given>,
    /// Where it stands.
    pub state: ResponseState,
    /// A word about it.
    pub note: String,
    /// It was brought in from a file: answered elsewhere, at its own time, and not since.
    pub imported: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Where a response stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ResponseState {
    /// On its way.
    Open,
    /// Finished, whether or not every item was answered.
    Finished,
    /// Left for good before its end.
    Stopped,
}

impl ResponseState {
    /// Every state there is.
    pub const ALL: [Self; 3] = [Self::Open, Self::Finished, Self::Stopped];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Finished => "finished",
            Self::Stopped => "stopped",
        }
    }

    /// The state with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// One answer to one item. An item that takes several has several of these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The item, by its `linkId`.
    pub item: String,
    /// The answer.
    pub answer: Answer,
}

/// An answer, by the kind of item.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// A whole number; also the value of what was chosen on a scale that is scored.
    Number(i64),
    /// A number with its digits as they were typed.
    Decimal(String),
    /// Yes, or no.
    Yes(bool),
    /// A choice that has no number.
    Code {
        /// Whose code it is; may be empty.
        system: String,
        /// The code.
        code: String,
    },
    /// Words.
    Text(String),
    /// A day, a month or a year: `2026-11-27`, `2026-11`, `2026`.
    Date(String),
    /// Asked, and not said on purpose. Never 0.
    Skipped,
}

impl Answer {
    /// Whether words are a day, a month of a year or a year, as [`Answer::Date`] holds them: one that there is.
    #[must_use]
    pub fn is_date(words: &str) -> bool {
        let day = match words.len() {
            4 => format!("{words}-01-01"),
            7 => format!("{words}-01"),
            10 => words.to_owned(),
            _ => return false,
        };
        !words.starts_with('-') && day.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == day)
    }

    /// The answer as one text, each kind apart from the others; a decimal without the zeros at its end.
    fn as_said(&self) -> String {
        match self {
            Self::Decimal(digits) => digits
                .parse::<f64>()
                .map_or_else(|_| format!("{self:?}"), |number| format!("decimal {number}")),
            Self::Text(words) => {
                let plain = words.chars().filter(|it| !it.is_control() || "\t\r\n".contains(*it));
                format!("text {}", plain.collect::<String>())
            }
            _ => format!("{self:?}"),
        }
    }
}

/// What was said to each item.
type Said<'r> = BTreeSet<(&'r str, String)>;

impl Response {
    /// A response that was begun, with nothing answered.
    pub fn begun(
        measure: impl Into<String>,
        version: impl Into<String>,
        language: impl Into<String>,
        when: When,
    ) -> Self {
        Self {
            measure: measure.into(),
            version: version.into(),
            language: language.into(),
            when,
            about: None,
            answers: Vec::new(),
            state: ResponseState::Open,
            note: String::new(),
            imported: false,
            extra: Extra::default(),
        }
    }

    /// What was given for an item; the first, where there are several.
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        self.all(item).next()
    }

    /// The number that was given for an item. `None` is not 0: it was not answered, or not with a number.
    pub fn number(&self, item: &str) -> Option<i64> {
        match self.answer(item)? {
            Answer::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Everything that was given for an item, in its order.
    pub fn all<'a>(&'a self, item: &str) -> impl Iterator<Item = &'a Answer> {
        self.answers.iter().filter(move |given| given.item == item).map(|given| &given.answer)
    }

    /// Gives these answers for an item instead of what was given for it, in the place where that stood; none take it out.
    pub fn give(&mut self, item: &str, answers: Vec<Answer>) {
        let at = self.answers.iter().position(|given| given.item == item).unwrap_or(self.answers.len());
        self.answers.retain(|given| given.item != item);
        let given = answers.into_iter().map(|answer| Given { item: item.to_owned(), answer });
        self.answers.splice(at..at, given);
    }

    /// The texts that a person typed.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let words = self.answers.iter().filter_map(|given| match &given.answer {
            Answer::Text(words) => Some(words.as_str()),
            _ => None,
        });
        std::iter::once(self.note.as_str()).chain(words)
    }

    /// What was said to each item, so that the same answer reads the same wherever it was written down.
    fn said(&self) -> Said<'_> {
        let said = self.answers.iter().filter(|given| given.answer != Answer::Skipped);
        said.map(|given| (given.item.as_str(), given.answer.as_said())).collect()
    }

    /// The questionnaire that was answered: of one response it never changes.
    fn answered(&self) -> [&str; 3] {
        [&self.measure, &self.version, &self.language]
    }
}

/// The responses that belong to a session or a trigger.
pub(crate) fn all_of(notebook: &Notebook, about: RecordId) -> impl Iterator<Item = RecordId> {
    let of = notebook.all::<Response>().filter(move |(_, response)| response.about == Some(about));
    of.map(|(id, _)| id)
}

impl Notebook {
    /// The responses, oldest first by their own time; those on their way and those left too.
    pub fn responses(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Response)> {
        self.view().responses()
    }

    /// The responses to one questionnaire, in any of its versions, oldest first by their own time.
    pub fn responses_of(&self, measure: &str) -> impl DoubleEndedIterator<Item = (RecordId, &Response)> {
        self.responses().filter(move |(_, response)| response.measure == measure)
    }
}

impl<'a> View<'a> {
    /// The responses as they stood then, oldest first by their own time.
    pub fn responses(&self) -> impl DoubleEndedIterator<Item = (RecordId, &'a Response)> + use<'a> {
        let mut all: Vec<_> = self.all::<Response>().collect();
        all.sort_by_key(|(id, response)| (response.when.at, *id));
        all.into_iter()
    }
}
