//! What is prepared before a session: groups of things to tick, and what helps to find an intention.

use serde::Deserialize;

use super::{Only, PlaceLink};
use crate::kinds::source::Source;

/// The words of the preparation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparationWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What the list is.
    pub lead: String,
    /// Names what *ready* waits for.
    pub needed: String,
    /// Names what is only suggested.
    pub advised: String,
    /// Stands above what is still open.
    pub missing: String,
    /// That a full list clears nobody.
    pub nobody: String,
    /// What helps to find an intention.
    pub intention: IntentionWords,
    /// The groups, in their order.
    #[serde(rename = "group")]
    pub groups: Vec<PreparationGroup>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// What helps to find an intention.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentionWords {
    /// Its heading.
    pub title: String,
    /// How long, and how it may begin.
    pub lead: String,
    /// Questions to look at, in their order.
    #[serde(rename = "prompt")]
    pub prompts: Vec<IntentionPrompt>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A question that helps to find an intention.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentionPrompt {
    /// Stable name, unique among them.
    pub id: String,
    /// The question.
    pub words: String,
}

/// Some things that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparationGroup {
    /// Stable name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What is in it, in its order.
    #[serde(rename = "item")]
    pub items: Vec<PreparationItem>,
}

/// One thing to tick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreparationItem {
    /// Stable name: what a session keeps when it is ticked. Unique in the whole journey.
    pub id: String,
    /// What is so once it is done.
    pub words: String,
    /// A line or two below it.
    pub help: String,
    /// Why *ready* waits for it; every needed item has one.
    pub why: Option<String>,
    /// How many days before the session it is best done; 0 is the day itself.
    pub days_before: Option<u16>,
    /// When it applies; always, if left out.
    pub only: Option<Only>,
    /// Whether *ready* waits for it. Otherwise it is only suggested.
    pub needed: bool,
    /// A place of the program where it is done.
    pub link: Option<PlaceLink>,
    /// The safety rules it serves.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

impl PreparationWords {
    /// Every item, in order.
    pub fn items(&self) -> impl Iterator<Item = &PreparationItem> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&PreparationItem> {
        self.items().find(|item| item.id == id)
    }
}

impl PreparationItem {
    /// Whether it applies to a session in that setting and by that route.
    #[must_use]
    pub fn fits(&self, at_home: bool, esketamine: bool) -> bool {
        self.only.is_none_or(|only| only.fits(at_home, esketamine))
    }
}
