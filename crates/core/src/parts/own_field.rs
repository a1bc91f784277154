//! Fields of a person's own on a part: what nobody else thought of asking.

use jiff::civil;

use crate::{Refusal, limits};

/// One field of a person's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnField {
    /// What the person calls it.
    pub name: String,
    /// What stands in it.
    pub value: OwnValue,
}

/// What stands in a field of one's own, by its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnValue {
    /// Words.
    Text(String),
    /// A number, as it was typed: digits, at most one point and a sign. Empty when nobody has said.
    Number(String),
    /// A day; `None` when nobody has said.
    Date(Option<civil::Date>),
    /// One of several.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
        /// What was chosen; empty when nothing was.
        chosen: String,
    },
    /// Yes or no; `None` when nobody has said.
    YesNo(Option<bool>),
}

impl OwnField {
    /// The value in words that need no other.
    pub fn shown(&self) -> String {
        match &self.value {
            OwnValue::Text(text) | OwnValue::Number(text) | OwnValue::Choice { chosen: text, .. } => {
                text.clone()
            }
            OwnValue::Date(date) => date.map(|date| date.to_string()).unwrap_or_default(),
            OwnValue::YesNo(said) => said.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned(),
        }
    }

    pub(super) fn check(&self) -> Result<(), Refusal> {
        limits::check_name(&self.name)?;
        match &self.value {
            OwnValue::Text(text) => limits::check_text(text),
            OwnValue::Number(typed) if !is_number(typed) => Err(Refusal::NotANumber),
            OwnValue::Choice { options, .. } if options.len() > limits::TIES => {
                Err(Refusal::TooMany { limit: limits::TIES })
            }
            OwnValue::Choice { options, chosen } => {
                options.iter().chain(Some(chosen)).try_for_each(|text| limits::check_text(text))
            }
            _ => Ok(()),
        }
    }
}

fn is_number(typed: &str) -> bool {
    typed.is_empty() || (typed.len() <= 40 && typed.parse::<f64>().is_ok_and(f64::is_finite))
}
