//! A guide: an exercise as steps, each of one or more screens, one question a screen.

use serde::Deserialize;

use super::input::Input;
use super::part_field::PartField;
use super::source::Source;

/// An exercise. Runs name its id and version, so an old run opens with the words it was begun in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Stable name; also the name of its file.
    pub id: String,
    /// Counts up when a change would make old answers mean something else.
    pub version: u32,
    /// What the person reads in lists and above the steps.
    pub title: String,
    /// One or two sentences about what it is.
    pub summary: String,
    /// About how many minutes it takes.
    pub minutes: u32,
    /// When it fits. Never while the medicine works.
    pub when: Vec<When>,
    /// Who may use it.
    pub who: Vec<Who>,
    /// What it is and is not; shown before the first screen.
    pub disclaimer: String,
    /// When not to begin, or to stop (rule U5); shown before the first screen.
    pub not_now: String,
    /// Who should do this only together with their therapist (rule U6).
    pub cautions: Cautions,
    /// The id of the stop test that is offered at each step (rule U4).
    pub stop_test: String,
    /// The gate behind the button "another part is here".
    pub another_part: String,
    /// The guide with which a part is met that has come along; this one where there is none.
    pub meet_with: Option<String>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// What opens when an answer asks for it.
    #[serde(rename = "gate", default)]
    pub gates: Vec<Gate>,
    /// The steps, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// When a guide fits. "During" is not among them, so it cannot be written down (rule U5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before a session.
    Before,
    /// After a session.
    After,
    /// On any day that is not a session day.
    AnyDay,
}

/// Who may use a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// A person by themselves.
    Alone,
    /// A person together with their therapist.
    WithTherapist,
}

/// Conditions under which a guide is for a therapist's room.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cautions {
    /// The sentence above the list.
    pub intro: String,
    /// The conditions, in plain words.
    pub items: Vec<String>,
}

/// A page that an answer opens: what the guide says then, and the ways on from there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable name, unique within its guide.
    pub id: String,
    /// The rule it serves, for example `U1`.
    pub rule: String,
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Ids of the grounding exercises it offers.
    #[serde(default)]
    pub grounding: Vec<String>,
    /// The ways on, in order.
    pub ways: Vec<Way>,
}

/// One way on from a gate.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// What the button says.
    pub label: String,
    /// What it does.
    pub does: WayDoes,
}

/// What a way on from a gate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayDoes {
    /// Opens a run of the same guide with the other part; the present run waits and is come back to.
    MeetOther,
    /// Back to the screen that opened the gate.
    Back,
    /// On with the exercise: to the next screen if an answer opened the gate, back to the same one if the
    /// button "another part is here" did.
    GoOn,
    /// Ends the run here, kindly; everything that was said stays.
    Stop,
    /// Leaves the run open and puts it away for now.
    Pause,
}

/// One of the steps of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable name, unique within its guide.
    pub id: String,
    /// Its name in the list of steps.
    pub title: String,
    /// Its screens, in order.
    #[serde(rename = "screen")]
    pub screens: Vec<Screen>,
}

/// One question, large, with room for one answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// Stable name, unique within its guide; answers are kept under it.
    pub id: String,
    /// Which part it is about, in a guide that hears two.
    #[serde(default)]
    pub about: Side,
    /// The question or invitation, shown large.
    pub prompt: String,
    /// One or two lines below it.
    pub help: String,
    /// A word or two that name the answer in lists, in print and on the part's page.
    pub short: String,
    /// Why this is asked and who can read the answer.
    pub why: Option<String>,
    /// How it is answered.
    pub input: Input,
    /// The fields of the part that the answer also becomes.
    #[serde(default)]
    pub leaves: Vec<PartField>,
    /// What the answer also becomes of the conflict between the two parts.
    pub bond: Option<BondField>,
    /// Whether the screen says that it may be passed. Every screen may be.
    #[serde(default)]
    pub optional: bool,
    /// Faint words in an empty field.
    pub placeholder: Option<String>,
}

/// Which of its parts a screen is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The part that is met; in a guide that hears two, the first.
    #[default]
    One,
    /// The part on the other side.
    Other,
}

/// What of a conflict an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BondField {
    /// What it is over.
    Over,
    /// What the part says that the screen is about. Several such screens are one saying.
    Says,
}

impl Guide {
    /// The screen that asks for the part on one side.
    #[must_use]
    pub fn asks_for(&self, side: Side) -> Option<&Screen> {
        let mut screens = self.screens().map(|(_, screen)| screen);
        screens.find(|screen| screen.about == side && matches!(screen.input, Input::Part(_)))
    }

    /// Whether it hears two parts.
    #[must_use]
    pub fn has_two_sides(&self) -> bool {
        self.asks_for(Side::Other).is_some()
    }

    /// Every screen with its step, in order.
    pub fn screens(&self) -> impl Iterator<Item = (&Step, &Screen)> {
        self.steps.iter().flat_map(|step| step.screens.iter().map(move |screen| (step, screen)))
    }

    /// A screen by id, with its step and that step's index counted from 0.
    #[must_use]
    pub fn screen(&self, id: &str) -> Option<(usize, &Step, &Screen)> {
        self.steps.iter().enumerate().find_map(|(index, step)| {
            let screen = step.screens.iter().find(|screen| screen.id == id)?;
            Some((index, step, screen))
        })
    }

    /// The screen after the one with this id; `None` at the end and for an unknown id.
    #[must_use]
    pub fn next_screen(&self, id: &str) -> Option<&Screen> {
        let mut rest = self.screens().map(|(_, screen)| screen).skip_while(|screen| screen.id != id);
        rest.next()?;
        rest.next()
    }

    /// The screen before the one with this id; `None` at the beginning and for an unknown id.
    #[must_use]
    pub fn previous_screen(&self, id: &str) -> Option<&Screen> {
        let mut before = None;
        for (_, screen) in self.screens() {
            if screen.id == id {
                return before;
            }
            before = Some(screen);
        }
        None
    }

    /// The screen a new run begins with; `None` only for a guide that [`crate::check`] would refuse.
    #[must_use]
    pub fn first_screen(&self) -> Option<&Screen> {
        self.screens().next().map(|(_, screen)| screen)
    }

    /// A gate by id.
    #[must_use]
    pub fn gate(&self, id: &str) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == id)
    }
}
