//! What the hours, weeks and months after a session ask: windows, each with its few prompts, guides and measures.

use serde::Deserialize;

use crate::kinds::source::Source;

/// What comes after a session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How it is meant.
    pub lead: String,
    /// What is said of a window that has passed. No blame.
    pub missed: String,
    /// Sentences that windows name.
    #[serde(rename = "note")]
    pub notes: Vec<WindowNote>,
    /// Measures that windows name.
    #[serde(rename = "measure")]
    pub measures: Vec<MeasureName>,
    /// The windows, those after a session first, in order of time.
    #[serde(rename = "window")]
    pub windows: Vec<WindowWords>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// A sentence that windows show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowNote {
    /// Stable name.
    pub id: String,
    /// The sentence.
    pub words: String,
    /// The safety rules it serves.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A measure by name. It is shown only where the program has a measure of that id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureName {
    /// The id of the measure.
    pub id: String,
    /// What it is called here.
    pub name: String,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// A time after a session or a course.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowWords {
    /// Stable name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its time is counted from.
    pub anchor: Anchor,
    /// From and to, in hours; the end is not counted.
    pub hours: Option<[u32; 2]>,
    /// From and to, in days; the end is not counted. A window has hours or days.
    pub days: Option<[u32; 2]>,
    /// What it is about, in a line.
    pub focus: String,
    /// Ids of sentences that are shown with it.
    #[serde(default)]
    pub shows: Vec<String>,
    /// A few questions.
    #[serde(rename = "prompt")]
    pub prompts: Vec<WindowPrompt>,
    /// Ids of questions of the screening that are asked in it, such as feed a safety rule.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Ids of guides that are offered.
    pub guides: Vec<String>,
    /// Ids of measures that are offered, where the program has them.
    pub measures: Vec<String>,
    /// Numbers of the file's sources, counted from 1.
    pub sources: Vec<usize>,
}

/// What the time of a window is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The end of a session.
    Session,
    /// The end of a course: its last session, or the day the programme was over.
    Course,
}

/// A question of a window.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowPrompt {
    /// Stable name, unique within its window.
    pub id: String,
    /// The question.
    pub words: String,
    /// A line below it.
    pub help: Option<String>,
}

impl WindowWords {
    /// From and to, in hours after its anchor; the end is not counted.
    #[must_use]
    pub fn span_hours(&self) -> [u32; 2] {
        let days = || self.days.map(|ends| ends.map(|day| day.saturating_mul(24)));
        self.hours.or_else(days).unwrap_or_default()
    }
}

impl AfterWords {
    /// A window by its id.
    #[must_use]
    pub fn window(&self, id: &str) -> Option<&WindowWords> {
        self.windows.iter().find(|window| window.id == id)
    }

    /// The window that is open so many hours after an anchor.
    #[must_use]
    pub fn window_at(&self, anchor: Anchor, hours: u32) -> Option<&WindowWords> {
        let open = |window: &&WindowWords| {
            let [from, to] = window.span_hours();
            window.anchor == anchor && (from..to).contains(&hours)
        };
        self.windows.iter().find(open)
    }

    /// The sentences of a window, in its order.
    pub fn notes_of<'a>(&'a self, window: &'a WindowWords) -> impl Iterator<Item = &'a WindowNote> {
        window.shows.iter().filter_map(|id| self.notes.iter().find(|note| note.id == *id))
    }

    /// The measures of a window, in its order. Whether the program has them is not known here.
    pub fn measures_of<'a>(&'a self, window: &'a WindowWords) -> impl Iterator<Item = &'a MeasureName> {
        window.measures.iter().filter_map(|id| self.measures.iter().find(|measure| measure.id == *id))
    }
}
