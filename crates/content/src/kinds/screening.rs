//! The questions that feed the safety rules: once, before every session, on the day, during and after it.

use serde::Deserialize;

use super::rules::{Role, Route, Setting};
use super::source::Source;

/// What stands in `safety/screening.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is for, and what it is not.
    pub lead: String,
    /// Who reads the answers.
    pub readers: String,
    /// The answer "yes".
    pub yes: String,
    /// The answer "no".
    pub no: String,
    /// The answer "not sure".
    pub unsure: String,
    /// What is said when all was answered.
    pub result: ScreeningResult,
    /// The headings under which questions stand, in order.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
    /// The questions, in order.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// What a practice looks at before a treatment: a list to tick, without logic.
    pub checklist: Checklist,
    /// Where they come from.
    pub sources: Vec<Source>,
}

/// What is said when the answers are in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreeningResult {
    /// Its heading, where something came up.
    pub title: String,
    /// A line or two below it.
    pub lead: String,
    /// What is said when no rule fired. It clears nobody.
    pub none: String,
    /// What is said above what is still open.
    pub open: String,
    /// What the printed page says about itself.
    pub print: String,
    /// What is said where danger is too near for a release; limits are filled in.
    pub danger_today: String,
    /// A release that was typed from paper or from what was told; `{name}` and `{date}` are filled in.
    pub released: String,
}

/// A heading over questions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable name.
    pub id: String,
    /// The heading.
    pub title: String,
    /// When its questions are asked.
    pub asked: Asked,
    /// Why they are asked.
    pub why: String,
    /// Who may read the answers, where a practice takes part.
    pub sees: Vec<Role>,
}

/// When questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Once in a programme, and again when the answers are old (R50).
    Once,
    /// Before every session.
    EachSession,
    /// On the day, before a start.
    OnTheDay,
    /// While the medicine works, to whoever sits with the person.
    During,
    /// In the days after.
    After,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable name.
    pub id: String,
    /// The id of its group.
    pub group: String,
    /// What it is about in the clinical notes: `C01` to `C20`, `I01` to `I11`.
    #[serde(default)]
    pub topics: Vec<String>,
    /// The question; a limit may stand in it in braces.
    pub ask: String,
    /// A line below it.
    pub help: String,
    /// Why this one is asked, where the group does not say it.
    pub why: Option<String>,
    /// How it is answered.
    #[serde(default)]
    pub answered: Answered,
    /// The number that the answer gives, where it is not yes or no.
    pub number: Option<String>,
    /// The routes for which it is asked; all, if none is named.
    #[serde(default)]
    pub routes: Vec<Route>,
    /// The places at which it is asked; all, if none is named.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// Ids of its sources, which stand with the rules.
    pub sources: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// Yes, no, or not sure.
    #[default]
    YesNo,
    /// The time when it was last so, or never.
    TimeOrNever,
    /// A number.
    Count,
    /// How much, from 0 to 10.
    Level,
}

/// What a practice looks at before a treatment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Its heading.
    pub title: String,
    /// What it is.
    pub lead: String,
    /// What is ticked.
    #[serde(rename = "item")]
    pub items: Vec<ChecklistItem>,
    /// Ids of its sources, which stand with the rules.
    pub sources: Vec<String>,
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// Stable name.
    pub id: String,
    /// What is read.
    pub label: String,
}

impl Screening {
    /// A question by its id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The group of a question.
    #[must_use]
    pub fn group_of(&self, question: &Question) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == question.group)
    }

    /// The questions that are asked at a time, in order. A route or place that is not known leaves none out.
    pub fn asked(
        &self,
        asked: Asked,
        route: Option<Route>,
        setting: Option<Setting>,
    ) -> impl Iterator<Item = &Question> {
        let at = move |question: &&Question| {
            self.group_of(question).is_some_and(|group| group.asked == asked)
                && question.is_asked(route, setting)
        };
        self.questions.iter().filter(at)
    }
}

impl Question {
    /// Whether it is asked for this route at this place, as far as they are known.
    #[must_use]
    pub fn is_asked(&self, route: Option<Route>, setting: Option<Setting>) -> bool {
        let way = self.routes.is_empty() || route.is_none_or(|route| self.routes.contains(&route));
        way && (self.settings.is_empty() || setting.is_none_or(|place| self.settings.contains(&place)))
    }
}
