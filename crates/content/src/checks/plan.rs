//! Checks on the safety plan.

use super::Finding;
use crate::folder::{Filed, Folder};

/// The steps, in their order, and whether their entries can be called.
const STEPS: [(&str, bool); 7] = [
    ("signs", false),
    ("alone", false),
    ("distraction", true),
    ("ask", true),
    ("services", true),
    ("surroundings", false),
    ("alive", false),
];

/// What only the card for whoever sits with the person holds (K5).
const CARD: [&str; 3] = ["address", "allergies", "medicines"];

/// The longest time, in days, until a plan is looked at again.
const REVIEW_DAYS: u32 = 90;

/// The plan has every step in its order, people can be called, the last step asks for nothing, it is looked at again after
/// 90 days or earlier, and the card has address, allergies and medicines (K5).
pub(super) fn the_safety_plan_is_whole(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: plan } in &folder.plans {
        let steps: Vec<_> = plan.steps.iter().map(|step| (step.id.as_str(), step.phone)).collect();
        if steps != STEPS {
            found.push(Finding::new(file, "step", format!("keep these steps, with `phone` so: {STEPS:?}")));
        }
        if plan.step("alive").is_some_and(|step| step.least > 0) {
            found.push(Finding::new(file, "step alive", "it is the person's to leave empty; least = 0"));
        }
        if !(1..=REVIEW_DAYS).contains(&plan.review_days) {
            found.push(Finding::new(file, "review_days", "look at it again after 90 days or earlier"));
        }
        if !plan.card.fields.iter().map(|field| field.id.as_str()).eq(CARD) {
            found.push(Finding::new(file, "card", format!("keep these fields: {CARD:?} (K5)")));
        }
        let missing = plan.steps.iter().flat_map(|step| &step.grounding);
        for id in missing.filter(|id| !folder.has("grounding", id)) {
            found.push(Finding::new(file, "step", format!("there is no grounding exercise \"{id}\"")));
        }
    }
    found
}
