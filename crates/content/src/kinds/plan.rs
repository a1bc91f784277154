//! What the safety plan asks and says: its steps, and when it is looked at again.

use serde::Deserialize;

use super::source::Source;

/// The words of the safety plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// What it is not, and who reads it.
    pub promise: String,
    /// What is known of whether such a plan helps.
    pub evidence: String,
    /// After so many days it is looked at again.
    pub review_days: u32,
    /// What is said then.
    pub due: String,
    /// What the button says when it still holds.
    pub looked: String,
    /// What a copy in a file says about itself.
    pub file: String,
    /// The steps, in their order.
    #[serde(rename = "step")]
    pub steps: Vec<PlanStepWords>,
    /// The card for whoever sits with the person (K5).
    pub card: PlanCardWords,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// One step of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanStepWords {
    /// Stable name, unique within the plan.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// A line or two below it.
    pub help: String,
    /// How many entries make it useful. Fewer are fine.
    pub least: u8,
    /// How many empty lines the form offers.
    pub suggested: u8,
    /// Whether its entries may have a number to call.
    pub phone: bool,
    /// Ids of grounding exercises that are offered with it.
    #[serde(default)]
    pub grounding: Vec<String>,
}

/// The card for whoever sits with the person (K5).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanCardWords {
    /// Its heading.
    pub title: String,
    /// A line below it.
    pub lead: String,
    /// What the link to it says.
    pub open: String,
    /// Where it goes, and where not.
    pub nobody: String,
    /// What only this card holds, in its order.
    #[serde(rename = "field")]
    pub fields: Vec<PlanStepWords>,
}

impl PlanWords {
    /// A step, or a field of the card, by its id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&PlanStepWords> {
        self.steps.iter().chain(&self.card.fields).find(|step| step.id == id)
    }
}
