//! What can be answered on a screen, by the kind of question.

use crate::{RecordId, Refusal, Timestamp, limits};

/// What was answered on one screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The screen's id.
    pub screen: String,
    /// The answer that stands.
    pub value: AnswerValue,
    /// When it was last said.
    pub said: Timestamp,
    /// What another window had said for the same screen at the same time; kept beside it.
    pub others: Vec<AnswerValue>,
}

/// An answer, by the kind of question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerValue {
    /// Read, done, breathed: nothing to write down.
    Done,
    /// Left out on purpose.
    Skipped,
    /// Words.
    Words(String),
    /// Options by id, and words of one's own.
    Chosen {
        /// The chosen options' ids.
        options: Vec<String>,
        /// Words of one's own; may be empty.
        other: String,
    },
    /// A part, known or new.
    Part(RecordId),
    /// How a part looks.
    Picture {
        /// In words.
        words: String,
        /// `#rrggbb`, or none.
        colour: Option<String>,
        /// A shape's id, or none.
        shape: Option<String>,
        /// The age it feels, in words.
        age: String,
    },
    /// Where in the body.
    Body {
        /// Places by id.
        places: Vec<String>,
        /// In one's own words.
        words: String,
    },
    /// Questions of one's own, each with its answer.
    OwnQuestions(Vec<(String, String)>),
    /// Levels from 0 to 10, each with the id of its scale. What was not rated is not here; it is never 0.
    Levels(Vec<(String, u8)>),
    /// Parts that are here.
    Parts(Vec<RecordId>),
    /// What was drawn.
    Drawing {
        /// The picture, unless it is said in words alone.
        picture: Option<RecordId>,
        /// In words; may be empty.
        words: String,
    },
}

impl AnswerValue {
    /// Every text a person typed into it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Done | Self::Skipped | Self::Part(_) | Self::Levels(_) | Self::Parts(_) => Vec::new(),
            Self::Words(words) | Self::Drawing { words, .. } => vec![words],
            Self::Chosen { other, .. } => vec![other],
            Self::Picture { words, age, .. } => vec![words, age],
            Self::Body { words, .. } => vec![words],
            Self::OwnQuestions(pairs) => pairs.iter().flat_map(|(q, a)| [q.as_str(), a.as_str()]).collect(),
        }
    }

    /// Whether there is nothing in it that somebody would miss.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Done | Self::Skipped => true,
            Self::Part(_) => false,
            Self::Levels(levels) => levels.is_empty(),
            Self::Parts(parts) => parts.is_empty(),
            Self::Drawing { picture, words } => picture.is_none() && words.trim().is_empty(),
            Self::Chosen { options, other } => options.is_empty() && other.trim().is_empty(),
            Self::Picture { colour, shape, .. } => {
                colour.is_none() && shape.is_none() && self.texts().iter().all(|text| text.trim().is_empty())
            }
            Self::Body { places, words } => places.is_empty() && words.trim().is_empty(),
            Self::Words(_) | Self::OwnQuestions(_) => self.texts().iter().all(|text| text.trim().is_empty()),
        }
    }

    /// Whether nothing of the other would be missed beside this one: it is the same, or the same drawing without words.
    pub(super) fn says_all_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Drawing { picture: mine, words }, Self::Drawing { picture, words: others }) => {
                mine == picture && (words == others || others.trim().is_empty())
            }
            _ => self == other,
        }
    }

    pub(super) fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::OwnQuestions(pairs) if pairs.len() > limits::OWN_QUESTIONS => {
                return Err(Refusal::TooMany { limit: limits::OWN_QUESTIONS });
            }
            Self::Chosen { options: many, .. } | Self::Body { places: many, .. }
                if many.len() > limits::TIES =>
            {
                return Err(Refusal::TooMany { limit: limits::TIES });
            }
            Self::Parts(parts) if parts.len() > limits::TIES => {
                return Err(Refusal::TooMany { limit: limits::TIES });
            }
            Self::Levels(levels) => levels.iter().try_for_each(|&(_, level)| limits::check_level(level))?,
            _ => {}
        }
        self.texts().into_iter().try_for_each(limits::check_text)
    }
}
