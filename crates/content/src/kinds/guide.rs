//! A guide: an exercise as steps, each of one or more screens, one question a screen.
//!
//! What most guides say in the same words (who should not do them alone, the usual gates, the words for how one feels)
//! stands in files of its own; a guide that leaves it out gets it from there ([`super::shared`]).

use serde::Deserialize;

use super::input::{ChoiceInput, Input};
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
    /// What a run is called once its part is known, with `{part}` (and `{other}`); the title and the name if left out.
    pub title_with: Option<String>,
    /// Where it stands among the others in lists: lower comes first.
    #[serde(default = "last")]
    pub order: u32,
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
    /// Who should do this only together with their therapist (rule U6); the usual ones if left out.
    #[serde(default)]
    pub cautions: Cautions,
    /// The id of the stop test that is offered at each step (rule U4).
    #[serde(default = "usual_stop_test")]
    pub stop_test: String,
    /// The gate behind the button "another part is here".
    #[serde(default = "usual_another_part")]
    pub another_part: String,
    /// The guide with which a part is met that has come along; this one where there is none.
    pub meet_with: Option<String>,
    /// Whether it only records what was done in the therapist's room (rule U1).
    #[serde(default)]
    pub record_only: bool,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// What opens when an answer asks for it; usual gates that it names are added when the folder is read.
    #[serde(rename = "gate", default)]
    pub gates: Vec<Gate>,
    /// The steps, in order.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

fn last() -> u32 {
    u32::MAX
}

fn usual_stop_test() -> String {
    "stop-test".to_owned()
}

fn usual_another_part() -> String {
    "another-part".to_owned()
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
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
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
    /// To the pages that record what is done together with a therapist who is present (rule U1).
    WithTherapist,
    /// To the numbers of those who help now; the run waits.
    Help,
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
    /// What the answer also becomes of an agreement with the parts of the run.
    pub agreement: Option<AgreementField>,
    /// The screen that comes after this one, where it is not the next: an id, or `end`.
    pub then: Option<String>,
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

/// What of an agreement an answer says. The screens of a run that say something of one make one agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementField {
    /// What is agreed; without it there is none.
    What,
    /// Who does it.
    ByWhom,
    /// How both will know.
    HowToCheck,
}

/// In place of a screen's id: the exercise ends here.
pub(crate) const END: &str = "end";

impl Guide {
    /// Whether it opens only while a therapist is present.
    #[must_use]
    pub fn needs_therapist(&self) -> bool {
        self.who == [Who::WithTherapist]
    }

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

    /// The screen after this one, given what was picked on it; `None` at the end.
    #[must_use]
    pub fn after(&self, screen: &Screen, picked: &[String]) -> Option<&Screen> {
        match screen.leads_to(picked) {
            Some(END) => None,
            Some(id) => self.screen(id).map(|(_, _, screen)| screen),
            None => self.screens().map(|(_, screen)| screen).skip_while(|it| it.id != screen.id).nth(1),
        }
    }

    /// The screens a run passes, from the first to the end, given what was picked on each. A guide that was checked leads
    /// only forward, so this ends; one that was not is cut off after as many screens as it has.
    pub fn way<'p>(&self, picked: impl Fn(&Screen) -> &'p [String]) -> Vec<&Screen> {
        let onward = |screen: &&Screen| self.after(screen, picked(screen));
        std::iter::successors(self.first_screen(), onward).take(self.screens().count()).collect()
    }

    /// The screen before this one on the way that a run has taken; off that way, the one that is written before it. `None`
    /// at the beginning.
    pub fn before<'p>(&self, screen: &Screen, picked: impl Fn(&Screen) -> &'p [String]) -> Option<&Screen> {
        let way = self.way(picked);
        let written: Vec<&Screen> = self.screens().map(|(_, screen)| screen).collect();
        let place = |screens: &[&Screen]| screens.iter().position(|it| it.id == screen.id);
        let on = if place(&way).is_some() { way } else { written };
        place(&on)?.checked_sub(1).and_then(|before| on.get(before).copied())
    }

    /// The screen a new run begins with; `None` only for a guide that [`crate::check`] would refuse.
    #[must_use]
    pub fn first_screen(&self) -> Option<&Screen> {
        self.screens().next().map(|(_, screen)| screen)
    }

    /// Every gate that something in this guide opens, with the place that names it.
    pub(crate) fn named_gates(&self) -> impl Iterator<Item = (String, &str)> {
        let button = ("another_part".to_owned(), self.another_part.as_str());
        let screens = self.screens().flat_map(|(_, screen)| {
            screen.input.gates().into_iter().map(|id| (format!("screen {}", screen.id), id))
        });
        std::iter::once(button).chain(screens)
    }

    /// A gate by id.
    #[must_use]
    pub fn gate(&self, id: &str) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == id)
    }
}

impl Screen {
    /// The screen that a picked option names, or else the one that this screen names.
    fn leads_to(&self, picked: &[String]) -> Option<&str> {
        let options = match &self.input {
            Input::Choice(ChoiceInput { options, .. }) => options.as_slice(),
            _ => &[],
        };
        let chosen = options.iter().filter(|option| picked.contains(&option.id));
        chosen.filter_map(|option| option.then.as_deref()).next().or(self.then.as_deref())
    }

    /// Every screen (or [`END`]) to which it can lead beside the next one.
    pub(crate) fn named_ways(&self) -> impl Iterator<Item = &str> {
        let options = match &self.input {
            Input::Choice(ChoiceInput { options, .. }) => options.as_slice(),
            _ => &[],
        };
        options.iter().filter_map(|option| option.then.as_deref()).chain(self.then.as_deref())
    }
}
