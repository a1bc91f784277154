//! One answer on its way: from the form into the run, and on to the next screen or to what comes before it.

use axum::{extract::State, response::Response};
use hearken_content::{Guide, Input, Screen};
use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Refusal, When,
    exercises::{self, AnswerValue, Answering, Run},
    parts::{self, Part, Role},
};
use hearken_vault::Session;

use crate::{
    AppState,
    agreements::agreement_with,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept},
    zone::Clock,
};

use super::{
    At, ScreenPath, address, conflict, ending,
    forms::{self, PartSaid, Who},
    gates, left, said,
    tell::{tell, tell_situation},
};

/// Which button was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Go {
    /// On, with or without an answer. What was typed is kept even when the button says “Skip”.
    On,
    Back,
    /// Stay here: another pair of fields is wanted.
    Stay,
    AnotherPart,
    TooMuch,
    Pause,
    TakeAway,
    Agreement,
}

impl Go {
    fn read(fields: &Fields) -> Self {
        match fields.text("go") {
            "back" => Self::Back,
            "more" => Self::Stay,
            "another-part" => Self::AnotherPart,
            "too-much" => Self::TooMuch,
            "pause" => Self::Pause,
            "take-away" => Self::TakeAway,
            "agreement" => Self::Agreement,
            _ => Self::On,
        }
    }
}

/// Keeps what one screen's form says, then goes where its button leads.
pub(super) async fn answer(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    path: ScreenPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let at = At::find(state.library, &session, id)?;
    let screen = at.screen(&path.screen)?;
    let go = Go::read(&fields);
    let plan = Plan::read(&state, &clock, &at, screen, &fields, go).map_err(Problem::Refused)?;
    let next = goes_on_to(&at, screen, &plan, go);
    if plan.is_said_again(&at) {
        return Ok(kept(&state, &session, &ending::after(&session, &at)));
    }
    let moves_to = next.unwrap_or(screen);
    session.vault().write(move |notebook| plan.revisions(notebook, moves_to), fields.done()).await?;
    if let Some(gate) = opened_now(&session, &at, screen).filter(|_| go == Go::On) {
        return Ok(kept(&state, &session, &stay_at(&session, id, screen, &gate).await?));
    }
    if go == Go::On && next.is_none() {
        return ending::finish_run(&state, &session, &clock, id, &fields).await;
    }
    Ok(kept(&state, &session, &leads_to(&at, screen, next, go)))
}

/// The screen after this one by what was just answered, or the one before it; `None` at either end and when the person
/// stays.
fn goes_on_to(at: &At, screen: &Screen, plan: &Plan, go: Go) -> Option<&'static Screen> {
    match (go, &plan.said) {
        (Go::On, ScreenSaid::Answer(AnswerValue::Chosen { options, .. })) => at.guide.after(screen, options),
        (Go::On, _) => at.guide.after(screen, &[]),
        (Go::Back, _) => at.guide.before(screen, |screen| at.run.picked(&screen.id)),
        _ => None,
    }
}

fn leads_to(at: &At, screen: &Screen, next: Option<&Screen>, go: Go) -> String {
    match go {
        Go::On | Go::Back | Go::Stay => address(at.id, &[&next.unwrap_or(screen).id]),
        Go::AnotherPart => address(at.id, &[&screen.id, &at.guide.another_part]),
        Go::TooMuch => address(at.id, &["too-much"]),
        Go::TakeAway => address(at.id, &["take-away"]),
        Go::Agreement => agreement_with(at.run.parts()),
        Go::Pause => "/".to_owned(),
    }
}

/// The gate that the answer as it is now kept opens.
fn opened_now(session: &Session, at: &At, screen: &Screen) -> Option<String> {
    let notebook = session.vault().read();
    let answer = notebook.run(at.id)?.answer(&screen.id)?;
    gates::opened(at.guide, screen, &answer.value, &notebook).map(|gate| gate.id.clone())
}

/// Keeps the run at a screen whose gate has opened.
async fn stay_at(
    session: &Session,
    id: RecordId,
    screen: &'static Screen,
    gate: &str,
) -> Result<String, Problem> {
    session.vault().write(move |notebook| exercises::go_to(notebook, id, &screen.id), Vec::new()).await?;
    Ok(address(id, &[&screen.id, gate]))
}

/// What is about to be kept of one screen.
struct Plan {
    run: RecordId,
    screen: &'static Screen,
    /// The revision of the run that the form showed.
    seen: u32,
    said: ScreenSaid,
    now: When,
    goes_on: bool,
    guide: &'static Guide,
    /// The id of the conflict between the two parts, should it be named now.
    bond: RecordId,
}

enum ScreenSaid {
    /// An answer in words or choices.
    Answer(AnswerValue),
    /// Who is here; the id is the part's, if it is new.
    Part(PartSaid, RecordId),
    /// Who else is here: parts that are known, and one that gets its name now.
    Parts(Vec<RecordId>, Option<(RecordId, Box<Part>)>),
}

impl Plan {
    fn read(
        state: &AppState,
        clock: &Clock,
        at: &At,
        screen: &'static Screen,
        fields: &Fields,
        go: Go,
    ) -> Result<Self, Refusal> {
        let new = || fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
        let said = match &screen.input {
            Input::Part(input) => PartSaid::read(input, fields).map(|said| ScreenSaid::Part(said, new())),
            Input::Parts(input) if !fields.text("name").trim().is_empty() => {
                let role = input.role.as_deref().and_then(Role::from_id).unwrap_or(Role::NotYetKnown);
                let part = Part { role, ..Part::named(fields.text("name"))? };
                Some(ScreenSaid::Parts(fields.records("part"), Some((new(), Box::new(part)))))
            }
            input => Some(ScreenSaid::Answer(forms::read(input, fields)?)),
        };
        Ok(Self {
            run: at.id,
            screen,
            seen: fields.number("base"),
            said: said.unwrap_or(ScreenSaid::Answer(AnswerValue::Skipped)),
            now: clock.now(),
            goes_on: go == Go::On,
            guide: at.guide,
            bond: state.keeper.new_record_id(),
        })
    }

    /// Whether this came a second time: the run has ended, and just this answer stands in it.
    fn is_said_again(&self, at: &At) -> bool {
        let ScreenSaid::Answer(value) = &self.said else { return false };
        let stands = at.run.answer(&self.screen.id).map(|answer| &answer.value);
        at.waits_at().is_none() && stands == Some(value)
    }

    /// The revisions to append; the run then waits at `moves_to`.
    fn revisions(self, notebook: &Notebook, moves_to: &Screen) -> Result<Vec<NewRevision>, Refusal> {
        let Self { run, screen, seen, said, now, goes_on, guide, bond } = self;
        let answering = |value| Answering {
            run,
            seen,
            screen: screen.id.clone(),
            side: said::side(screen),
            value,
            next: Some(moves_to.id.clone()),
            now: now.at,
        };
        match said {
            ScreenSaid::Parts(mut parts, new) => {
                let mut plan = Vec::new();
                if let Some((id, part)) = new {
                    // Sent a second time, the part is there already and only named again.
                    if notebook.part(id).is_none() {
                        plan.push(parts::keep(notebook, id, 0, *part)?);
                    }
                    parts.push(id);
                }
                plan.extend(exercises::answer(notebook, answering(AnswerValue::Parts(parts)), |_| {})?);
                Ok(plan)
            }
            ScreenSaid::Part(said, new) => meet(notebook, guide, answering(AnswerValue::Done), said, new),
            ScreenSaid::Answer(value) => match worth_keeping(notebook, run, seen, screen, value, goes_on) {
                Some(value) => {
                    let mut plan = exercises::answer(notebook, answering(value.clone()), |part| {
                        tell(part, &screen.leaves, &value);
                    })?;
                    plan.extend(conflict::tell(notebook, guide, screen, &plan, bond)?);
                    if let Some(planned) = planned_run(&plan) {
                        plan.extend(left::leave(notebook, guide, screen, (run, &planned), &now)?);
                    }
                    Ok(plan)
                }
                None => exercises::go_to(notebook, run, &moves_to.id),
            },
        }
    }
}

/// What of an answer is new: nothing when the form was sent as it had been shown, so that a window left open over
/// an older answer does not write over a newer one.
fn worth_keeping(
    notebook: &Notebook,
    run: RecordId,
    seen: u32,
    screen: &Screen,
    value: AnswerValue,
    goes_on: bool,
) -> Option<AnswerValue> {
    let shown = match notebook.revision(run, seen).map(|revision| &revision.what) {
        Some(Record::Exercise(shown)) => shown.answer(&screen.id).map(|answer| &answer.value),
        _ => None,
    };
    let untouched = shown.map_or(value.is_empty(), |shown| *shown == value);
    let answered = notebook.run(run).is_some_and(|run| run.answer(&screen.id).is_some());
    match (untouched, answered || !goes_on) {
        (false, _) => Some(value),
        (true, true) => None,
        (true, false) if matches!(screen.input, Input::None | Input::Breath(_) | Input::Wait(_)) => {
            Some(AnswerValue::Done)
        }
        (true, false) => Some(AnswerValue::Skipped),
    }
}

/// The run as it is about to be kept.
pub(super) fn planned_run(planned: &[NewRevision]) -> Option<Run> {
    planned.iter().find_map(|revision| match &revision.what {
        Record::Exercise(run) => Some(Run::clone(run)),
        _ => None,
    })
}

/// Ties the part that was named to the run, and keeps how it shows itself.
fn meet(
    notebook: &Notebook,
    guide: &Guide,
    answering: Answering,
    said: PartSaid,
    new: RecordId,
) -> Result<Vec<NewRevision>, Refusal> {
    let young = said.gate.is_some();
    let run = notebook.run(answering.run).ok_or(Refusal::NotHere)?;
    match said.who {
        Who::New(name) => {
            let mut part = Part { manner: said.manner, ..Part::named(&name)? };
            tell_situation(&mut part, guide, run);
            if young {
                part.role = Role::Exile;
            }
            exercises::meet(notebook, answering, new, Some(part))
        }
        Who::Known(id) => {
            // Of a form that is older than that it turned out to be another.
            let id = notebook.view().resolve(id);
            let (_, rev, known) = notebook.part_with_rev(id).ok_or(Refusal::NotHere)?;
            let mut part = known.clone();
            tell_situation(&mut part, guide, run);
            if !said.manner.is_empty() {
                part.manner = said.manner;
            }
            if young && part.role == Role::NotYetKnown {
                part.role = Role::Exile;
            }
            let changed = (part != *known).then(|| parts::keep(notebook, id, rev, part)).transpose()?;
            Ok(changed.into_iter().chain(exercises::meet(notebook, answering, id, None)?).collect())
        }
    }
}
