//! How the invented person looks after themselves: times they breathed to a count, questionnaires they answered, and their
//! safety plan.

use hearken_measures::{Form, Item};
use serde::Deserialize;

use super::demo::Moment;

/// One time of breathing to a count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoBreathing {
    /// When it was kept.
    pub when: Moment,
    /// The id of a pattern.
    pub pattern: String,
    /// How long it was meant to be.
    pub minutes: u32,
    /// How long it was, in seconds; to its end if left out.
    pub stopped_after: Option<u32>,
    /// The distress before.
    pub before: Option<u8>,
    /// The distress after.
    pub after: Option<u8>,
    /// A word about it.
    #[serde(default)]
    pub words: String,
}

/// A questionnaire that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAnswered {
    /// When.
    pub when: Moment,
    /// The id of a measure.
    pub measure: String,
    /// A number for each item in the order of the form, with spaces between; `-` where one was left open, and items at the end
    /// can be left out.
    pub values: String,
}

impl DemoAnswered {
    /// Each item that was answered, and its number; `None` where a number is none that the item has.
    #[must_use]
    pub fn given<'f>(&self, form: &'f Form) -> Option<Vec<(&'f Item, i64)>> {
        let mut items = form.all_items().filter(|item| item.kind.is_question() && !item.computed);
        let mut given = Vec::new();
        for value in self.values.split_whitespace() {
            let item = items.next()?;
            if value != "-" {
                let value: i64 = value.parse().ok()?;
                item.options.iter().find(|choice| choice.whole() == Some(value))?;
                given.push((item, value));
            }
        }
        Some(given)
    }
}

/// The safety plan of the invented person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPlan {
    /// When it was last looked at.
    pub looked: Moment,
    /// The steps that hold something.
    #[serde(rename = "step")]
    pub steps: Vec<DemoPlanStep>,
}

/// One step of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPlanStep {
    /// The id of a step of `safety/plan.toml`.
    pub id: String,
    /// What stands in it.
    pub entries: Vec<DemoPlanEntry>,
}

/// One line of a step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPlanEntry {
    /// What it says.
    pub words: String,
    /// A number that is nobody's.
    #[serde(default)]
    pub phone: String,
}
