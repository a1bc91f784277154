//! Conditions on answers, as data: which answers make a screen positive, which bring up help.

use hearken_core::responses::{Answer, Given};
use serde::Deserialize;

use crate::Scale;

/// Something that holds of answers, or does not. Exactly one key is said.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    /// Every one of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// So many items reach a value.
    Count(Count),
    /// One of these items was asked and left open on purpose.
    Skipped(Vec<String>),
    /// None of these items was answered or left open on purpose.
    Unasked(Vec<String>),
    /// A total reaches a value.
    Total {
        /// The scale.
        scale: String,
        /// From this value on.
        from: i64,
    },
}

/// How many of some items reach a value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Count {
    /// The items, by their `linkId`.
    pub items: Vec<String>,
    /// An item counts from this value on.
    pub value: i64,
    /// Items that count from another value on.
    #[serde(default)]
    pub but: Vec<(String, i64)>,
    /// So many have to, at least.
    pub least: usize,
    /// So many at most; no bound, if nothing is said.
    pub most: Option<usize>,
}

impl Condition {
    /// Whether it holds of what was given.
    #[must_use]
    pub fn holds(&self, given: &[Given], scales: &[Scale]) -> bool {
        let said = |item: &String| given.iter().any(|one| one.item == *item);
        match self {
            Self::All(conditions) => conditions.iter().all(|one| one.holds(given, scales)),
            Self::Any(conditions) => conditions.iter().any(|one| one.holds(given, scales)),
            Self::Count(count) => count.holds(given),
            Self::Skipped(items) => {
                given.iter().any(|one| one.answer == Answer::Skipped && items.contains(&one.item))
            }
            Self::Unasked(items) => !items.iter().any(said),
            Self::Total { scale, from } => {
                // By what was given alone: nothing is made up for safety, and more answers can only add to it.
                let of = scales.iter().find(|known| known.id == *scale);
                of.is_some_and(|scale| scale.given(given) >= *from)
            }
        }
    }

    /// Every item that it looks at.
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::items).collect()
            }
            Self::Count(count) => {
                count.items.iter().chain(count.but.iter().map(|(item, _)| item)).map(String::as_str).collect()
            }
            Self::Skipped(items) | Self::Unasked(items) => items.iter().map(String::as_str).collect(),
            Self::Total { .. } => Vec::new(),
        }
    }

    /// Every scale that it looks at.
    pub fn scales(&self) -> Vec<&str> {
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::scales).collect()
            }
            Self::Total { scale, .. } => vec![scale],
            _ => Vec::new(),
        }
    }
}

impl Count {
    fn holds(&self, given: &[Given]) -> bool {
        let from = |item: &String| {
            self.but.iter().find(|(but, _)| but == item).map_or(self.value, |(_, value)| *value)
        };
        let reached = self.items.iter().filter(|item| {
            given
                .iter()
                .any(|one| one.item == **item && matches!(one.answer, Answer::Number(it) if it >= from(item)))
        });
        let reached = reached.count();
        reached >= self.least && self.most.is_none_or(|most| reached <= most)
    }
}
