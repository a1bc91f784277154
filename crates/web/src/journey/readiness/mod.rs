//! Whether a session is ready: exactly what is missing and why, what to talk over with the prescriber, and what they
//! released. Nothing here says that anybody may go ahead.

mod pages;
mod release;
mod released;

use hearken_content::{Action, Asked, Fired, Looked, Missing, Role, Stage, library};
use hearken_core::{
    Notebook, RecordId, Timestamp,
    journey::{self, Programme, Release, Screening, State, TreatmentSession},
};
use maud::Markup;

use self::pages::{PrescriberPage, ReadyPage};
pub(super) use self::pages::{Sheet, came_card, help_card, ready_card};
use super::{facts, preparation, questions, words::told};
use crate::{
    components::Nearest,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/ready", page)
        .get("/journey/sessions/{id}/prescriber", prescriber)
        .get("/journey/sessions/{id}/releases/{rule}", release::page)
        .post("/journey/sessions/{id}/releases/{rule}", release::keep)
        .get("/journey/releases/{id}", released::page)
        .get("/journey/releases/{id}/erase", released::erase_page)
        .post("/journey/releases/{id}/erase", released::erase)
}

/// A rule that fired, as the person reads it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Came {
    pub(super) rule: &'static str,
    pub(super) action: Action,
    pub(super) title: &'static str,
    pub(super) words: String,
    /// What the prescriber said, once they did: where it is read, and a sentence.
    pub(super) released: Option<(String, String)>,
    /// Whether what a prescriber says to it can be kept now.
    pub(super) can_be_released: bool,
    /// The answers that it would be kept for, each with since when it says so; none where it is for the session.
    pub(super) answers: Vec<(RecordId, Timestamp)>,
}

/// What stands between a session and its next state.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Readiness {
    /// Everything that fired, the strongest first.
    pub(super) came: Vec<Came>,
    /// Questions that are open, each with the sort it belongs to.
    pub(super) open: Vec<(&'static str, Asked)>,
    /// What the preparation needs and nobody ticked: its words and why it counts.
    pub(super) unticked: Vec<(&'static str, &'static str)>,
    /// The help that stands first, where a rule asks for it.
    pub(super) help: Option<Help>,
    /// A rule that asks for grounding and the plan (K3).
    pub(super) ground: bool,
    /// The session that was over last, with questions of its own.
    pub(super) last: Option<RecordId>,
}

/// Help that a rule asks for, the weaker first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Help {
    /// Somebody to talk with (K2).
    Talk,
    /// The emergency number before all else (K1).
    Now,
}

impl Help {
    /// What that rule asks for. What a clinician has released is no emergency any more.
    fn of(fired: &Fired<'_>) -> Option<Self> {
        let is_now = fired.action == Action::Emergency || fired.response == Some("S0");
        match fired.response {
            _ if is_now && fired.released.is_none() => Some(Self::Now),
            None if !is_now => None,
            Some("S3") => None,
            _ => Some(Self::Talk),
        }
    }
}

impl Readiness {
    /// Whether something has to be there or be answered first.
    pub(super) fn waits(&self) -> bool {
        let holds = |came: &Came| came.released.is_none() && came.action >= Action::Ask;
        self.came.iter().any(holds) || !self.open.is_empty() || !self.unticked.is_empty()
    }
}

/// What stands before a session can be called ready, or (once it is) before it can begin.
pub(super) fn readiness(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Readiness {
    let stages: &[Stage] = match treatment.state {
        State::Ready => &[Stage::Planning, Stage::Before, Stage::Start],
        _ => &[Stage::Planning, Stage::Before],
    };
    let programme = notebook.get::<Programme>(treatment.programme);
    let mut readiness = looked(notebook, id, treatment, clock, stages);
    let items = library().journey.preparation.items();
    let needed = items.filter(|item| item.needed && preparation::fits(item, programme));
    let unticked = needed.filter(|item| !treatment.is_done(&item.id));
    readiness.unticked =
        unticked.map(|item| (item.words.as_str(), item.why.as_deref().unwrap_or(&item.help))).collect();
    readiness
}

/// What fires at those stages, and what is open there. What nobody ticked is not looked at.
pub(super) fn looked(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
    stages: &[Stage],
) -> Readiness {
    let last = facts::last_over(notebook, id, treatment).map(|(last, _)| last);
    let mut readiness = Readiness { last, ..Readiness::default() };
    for stage in stages {
        add(&mut readiness, facts::look(notebook, id, treatment, clock, *stage), notebook, clock);
    }
    readiness.came.sort_by_key(|came| std::cmp::Reverse(came.action));
    readiness
}

fn add(readiness: &mut Readiness, looked: Looked<'static>, notebook: &Notebook, clock: &Clock) {
    for fired in looked.fired {
        if readiness.came.iter().any(|came| came.rule == fired.rule.id) {
            continue;
        }
        readiness.help = readiness.help.max(Help::of(&fired));
        readiness.ground |= fired.response == Some("S3");
        readiness.came.extend(came(&fired, notebook, clock));
    }
    for missing in looked.unanswered {
        let open = open(&missing).filter(|(_, asked)| *asked != Asked::After || readiness.last.is_some());
        if let Some(open) = open.filter(|open| !readiness.open.contains(open)) {
            readiness.open.push(open);
        }
    }
}

/// A rule as the person reads it; `None` where it is not for them.
fn came(fired: &Fired<'static>, notebook: &Notebook, clock: &Clock) -> Option<Came> {
    let words = fired.words_for(Role::Client)?.to_owned();
    let released = fired.released.as_ref().and_then(|lifted| {
        let release = notebook.get::<Release>(lifted.record.parse().ok()?)?;
        Some((format!("/journey/releases/{}", lifted.record), told(release, clock)))
    });
    let answer = |(id, since): (&String, &i64)| Some((id.parse().ok()?, Timestamp::from_millis(*since)));
    Some(Came {
        rule: &fired.rule.id,
        action: fired.action,
        title: &fired.rule.title,
        words,
        released,
        can_be_released: fired.can_be_released,
        answers: fired.answers.iter().filter_map(answer).collect(),
    })
}

/// What a person is asked before a session: of what comes after one, that of the session before it (R43). What is asked
/// during a session cannot be open yet.
const ASKED_BEFORE: [Asked; 4] = [Asked::Once, Asked::EachSession, Asked::OnTheDay, Asked::After];

/// The question that would answer what is missing.
fn open(missing: &Missing) -> Option<(&'static str, Asked)> {
    let screening = &library().safety.screening;
    let question = match missing {
        Missing::Question(id) => screening.question(id),
        Missing::Number(number) => {
            screening.questions.iter().find(|question| question.number.as_deref() == Some(number))
        }
        Missing::Route | Missing::Setting => None,
    }?;
    let asked = screening.group_of(question)?.asked;
    ASKED_BEFORE.contains(&asked).then_some((question.ask.as_str(), asked))
}

async fn page(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    Ok(ReadyPage {
        page,
        address: format!("/journey/sessions/{id}"),
        state: treatment.state,
        readiness: readiness(&notebook, id, treatment, &clock),
        nearest,
    }
    .render())
}

/// The sheet for the visit: what came up, and every answer that stands behind it.
async fn prescriber(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme);
    let mut answers = Vec::new();
    let sorts = facts::sorts(&notebook, id, treatment);
    for (asked, about) in sorts.filter(|(asked, _)| ASKED_BEFORE.contains(asked)) {
        let newest = journey::newest_screening(&notebook, about, facts::asked_id(asked));
        let holds = |(_, kept): &(RecordId, &Screening)| facts::holds(asked, kept, treatment, &clock);
        let Some((_, kept)) = newest.filter(holds) else { continue };
        for question in questions::asked_of(asked, programme) {
            let answered = kept.answers.iter().find(|answered| answered.question == question.id);
            answers.extend(answered.map(|answered| (question, answered.said, answered.words.clone())));
        }
    }
    Ok(PrescriberPage {
        page,
        address: format!("/journey/sessions/{id}"),
        day: words::long_day(clock.today()),
        readiness: readiness(&notebook, id, treatment, &clock),
        answers,
        medicines: journey::programme_at_hand(&notebook, treatment.programme)
            .map(|programme| programme.medicines)
            .unwrap_or_default(),
    }
    .render())
}
