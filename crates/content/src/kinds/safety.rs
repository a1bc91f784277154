//! The stop test (U4), the check at the end of a grounding exercise, what is said after a strong trigger (K3), and what
//! stands first where there is an urge to harm (K2, K4).

use serde::Deserialize;

use super::source::Source;

/// The test that is at hand on every step of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopTest {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The rule it serves.
    pub rule: String,
    /// What the button that opens it says.
    pub button: String,
    /// Its heading.
    pub title: String,
    /// A line or two below it.
    pub intro: String,
    /// What to say when nothing was ticked.
    pub nothing: String,
    /// The signs that can be ticked.
    #[serde(rename = "sign")]
    pub signs: Vec<Sign>,
    /// How strong the distress is.
    pub distress: Distress,
    /// What is said before grounding.
    pub to_grounding: Landing,
    /// What is said before help.
    pub to_help: Landing,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// One sign that it may be too much.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Stable name, unique within the test.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// The rule it serves.
    pub rule: String,
    /// Whether it hints at danger to somebody's life or body.
    pub danger: bool,
    /// Where it leads first.
    pub leads_to: Destination,
}

/// Where a stop leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// A grounding exercise; help stays one tap away.
    Grounding,
    /// The page with the help lines.
    Help,
}

/// The question how strong the distress is, from 0 to 10.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distress {
    /// The question.
    pub question: String,
    /// What 0 means.
    pub least: String,
    /// What 10 means.
    pub most: String,
    /// From this number on, the exercise stops.
    pub stop_at: u8,
    /// The rule it serves.
    pub rule: String,
    /// Where it leads first.
    pub leads_to: Destination,
}

/// What is said on the way to grounding or help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Landing {
    /// Its heading.
    pub title: String,
    /// A line or two below it.
    pub text: String,
    /// What the button says.
    pub button: String,
    /// Ids of the grounding exercises to offer, the first one first.
    #[serde(default)]
    pub grounding: Vec<String>,
    /// Where to go when that was not enough.
    pub then: Option<Destination>,
}

impl StopTest {
    /// Where these answers lead: help as soon as one of them leads there, else grounding, else nowhere.
    ///
    /// `ticked` holds ids of signs; `distress` is 0 to 10.
    #[must_use]
    pub fn leads_to<S: AsRef<str>>(&self, ticked: &[S], distress: Option<u8>) -> Option<Destination> {
        let too_much = distress.is_some_and(|value| value >= self.distress.stop_at);
        let mut all: Vec<Destination> = self
            .signs
            .iter()
            .filter(|sign| ticked.iter().any(|id| id.as_ref() == sign.id))
            .map(|sign| sign.leads_to)
            .collect();
        all.extend(too_much.then_some(self.distress.leads_to));
        if all.contains(&Destination::Help) { Some(Destination::Help) } else { all.first().copied() }
    }

    /// What is said on the way there.
    #[must_use]
    pub fn landing(&self, destination: Destination) -> &Landing {
        match destination {
            Destination::Grounding => &self.to_grounding,
            Destination::Help => &self.to_help,
        }
    }
}

/// The check around a grounding exercise: distress before and after.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndCheck {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The question before the exercise.
    pub before: String,
    /// The question after it.
    pub after: String,
    /// What 0 means.
    pub least: String,
    /// What 10 means.
    pub most: String,
    /// From this number on, help is shown.
    pub help_at: u8,
    /// What is said when it eased or stayed low.
    pub eased: String,
    /// What is said when it is still high or has risen; the help lines follow.
    pub help: String,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

impl EndCheck {
    /// Whether help is shown: the distress is high, or has risen. Both numbers are 0 to 10. Where nothing was said
    /// afterwards, what was said before still holds.
    #[must_use]
    pub fn leads_to_help(&self, before: Option<u8>, after: Option<u8>) -> bool {
        let is_high = after.or(before).is_some_and(|level| level >= self.help_at);
        is_high || matches!((before, after), (Some(before), Some(after)) if after > before)
    }
}

/// What is said when a trigger was strong: grounding is offered first, and nothing is blocked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrongTrigger {
    /// Stable name; also the name of its file.
    pub id: String,
    /// From this distress on it counts as strong.
    pub at: u8,
    /// After so many in a row, more is said.
    pub times: usize,
    /// The rule it serves.
    pub rule: String,
    /// Its heading.
    pub title: String,
    /// What is said after one.
    pub once: String,
    /// What is said after several in a row.
    pub again: String,
    /// What the button that leads to grounding says.
    pub button: String,
    /// What the link that leads to help says.
    pub help: String,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

impl StrongTrigger {
    /// Whether a distress counts as strong.
    #[must_use]
    pub fn is_strong(&self, distress: u8) -> bool {
        distress >= self.at
    }

    /// Whether so many of the last times were strong, one after the other. The newest comes first.
    #[must_use]
    pub fn again_and_again(&self, newest_first: impl Iterator<Item = u8>) -> bool {
        newest_first.take(self.times).filter(|&distress| self.is_strong(distress)).count() == self.times
    }
}

/// What stands first wherever a part is opened that carries an urge to harm the person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgeToHarm {
    /// Stable name; also the name of its file.
    pub id: String,
    /// The rules it serves.
    pub rules: Vec<String>,
    /// Its heading.
    pub title: String,
    /// A few sentences below it.
    pub text: String,
    /// What stands before the number of the first help line.
    pub numbers: String,
    /// Where there is danger now.
    pub danger: Danger,
    /// Somebody to talk with.
    pub person: Titled,
    /// The way back to the room.
    pub ground: Ground,
    /// Ids of the grounding exercises to offer, the first one first.
    pub grounding: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// Where there is danger now.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Danger {
    /// A sentence.
    pub text: String,
    /// What the button says.
    pub button: String,
    /// Where it leads.
    pub leads_to: Destination,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titled {
    /// The heading.
    pub title: String,
    /// A few sentences.
    pub text: String,
}

/// The way back to the room.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// A sentence.
    pub text: String,
    /// What the button says.
    pub button: String,
}
