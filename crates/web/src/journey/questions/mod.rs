//! The screening: questions that feed the safety rules, answered yes, no or not sure. Leaving one open is always possible.

mod kept;
mod pages;
mod times;
mod times_pages;

use axum::{
    extract::{RawPathParams, State},
    response::{IntoResponse, Response},
};
use hearken_content::{Answered as How, Asked, Question, library};
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Answered, Programme, Said, Screening, State as Stands, TreatmentSession},
    limits::HIGHEST_LEVEL,
};
use hearken_vault::Session;
use maud::Markup;

use self::pages::QuestionsPage;
use super::{after, facts};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/questions/{asked}", page)
        .post("/journey/sessions/{id}/questions/{asked}", keep)
        .get("/journey/sessions/{id}/questions", kept::list)
        .get("/journey/screenings/{id}", kept::page)
        .get("/journey/screenings/{id}/erase", kept::erase_page)
        .post("/journey/screenings/{id}/erase", kept::erase)
}

/// That something was not so at all on this day, said to a question that asks for a time.
const NOT_TODAY: &str = "Not at all today";

/// Which questions the address names.
fn named(params: &RawPathParams) -> Result<Asked, Problem> {
    let asked = params.iter().find(|(name, _)| *name == "asked").map_or("", |(_, asked)| asked);
    facts::asked_from(asked).ok_or(Problem::NotHere)
}

/// The questions of that sort that this session is asked. What the programme says already is not asked again.
pub(super) fn asked_of(
    asked: Asked,
    programme: Option<&Programme>,
) -> impl Iterator<Item = &'static Question> + use<> {
    let route = programme.map(|programme| facts::route(programme.route));
    let setting = programme.map(|programme| facts::setting(programme.setting));
    let questions = library().safety.screening.asked(asked, route, setting);
    questions.filter(|question| !facts::KNOWN.contains(&question.id.as_str()))
}

/// The questions that the page shows now: of those for the time after a session, what its window asks.
fn shown(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    asked: Asked,
    clock: &Clock,
) -> Vec<&'static Question> {
    let of = asked_of(asked, notebook.get::<Programme>(treatment.programme));
    if asked != Asked::After {
        return of.collect();
    }
    let now = after::asks(notebook, id, treatment, clock);
    of.filter(|question| now.contains(&question.id.as_str())).collect()
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let asked = named(&params)?;
    let place = format!("/journey/sessions/{id}/questions/{}", facts::asked_id(asked));
    let draft = drafts::at(session.vault(), &place, &query);
    let fields = {
        let notebook = session.vault().read();
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
        let about = facts::about(asked, id, treatment);
        let newest = journey::newest_screening(&notebook, about, facts::asked_id(asked));
        let holds = |screening: &&Screening| facts::holds(asked, screening, treatment, &clock);
        let newest = newest.map(|(_, screening)| screening).filter(holds);
        newest.map_or_else(Fields::default, |screening| as_fields(screening, &clock))
    };
    // Each time stands for itself; it begins with what was said the time before, where that still holds.
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    questions_page(&session, &clock, id, asked, typing, fields, None)
}

fn questions_page(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    asked: Asked,
    typing: Typing,
    fields: Fields,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let questions = shown(&notebook, id, treatment, asked, clock);
    let trouble = trouble.map(Problem::said);
    let address = format!("/journey/sessions/{id}");
    Ok(QuestionsPage { page, address, typing, questions, fields, trouble }.render())
}

/// What a form shows of answers that were kept.
fn as_fields(screening: &Screening, clock: &Clock) -> Fields {
    let mut fields = Fields::default();
    for answered in &screening.answers {
        fields.push(&answered.question, answered.said.id());
        fields.push(&format!("{}-words", answered.question), &answered.words);
    }
    for (question, value) in &screening.numbers {
        let how = library().safety.screening.question(question).map(|question| question.answered);
        match how {
            Some(How::TimeOrNever) if *value == facts::NEVER => {
                fields.push(&format!("{question}-never"), "1")
            }
            Some(How::TimeOrNever) => {
                let at = hearken_core::Timestamp::from_millis(i64::from(*value) * 60_000);
                fields.push(question, &words::input_value(clock.when(at).local()));
            }
            _ => fields.push(question, &value.to_string()),
        }
    }
    fields
}

/// The screening that the form describes. A question that was left open is not in it.
fn filled(
    fields: &Fields,
    asked: Asked,
    about: RecordId,
    clock: &Clock,
    questions: &[&Question],
) -> Screening {
    let mut screening =
        Screening { asked: facts::asked_id(asked).to_owned(), when: clock.now(), ..Screening::new(about) };
    for question in questions {
        let typed = fields.text(&question.id);
        match question.answered {
            How::YesNo => screening.answers.extend(Said::from_id(typed).map(|said| Answered {
                question: question.id.clone(),
                said,
                words: fields.text(&format!("{}-words", question.id)).trim().to_owned(),
            })),
            How::Level => {
                let level = typed.parse().ok().filter(|level| (0..=i32::from(HIGHEST_LEVEL)).contains(level));
                screening.numbers.extend(level.map(|level| (question.id.clone(), level)));
            }
            How::Count => {
                screening.numbers.extend(typed.trim().parse().ok().map(|value| (question.id.clone(), value)));
            }
            How::TimeOrNever => {
                let never = fields.has(&format!("{}-never", question.id)).then_some(facts::NEVER);
                let minutes = clock.read(typed).map(|when| when.at.as_millis() / 60_000);
                let value = never.or_else(|| minutes.and_then(|minutes| i32::try_from(minutes).ok()));
                screening.numbers.extend(value.map(|value| (question.id.clone(), value)));
            }
        }
    }
    screening
}

/// What was answered to questions that the page does not show now stays as it was.
fn keep_rest(screening: &mut Screening, before: &Screening, rest: impl Iterator<Item = &'static Question>) {
    for question in rest {
        let answered = before.answers.iter().filter(|answered| answered.question == question.id);
        screening.answers.extend(answered.cloned());
        screening.numbers.extend(before.numbers.iter().filter(|(id, _)| *id == question.id).cloned());
    }
}

async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let asked = named(&params)?;
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let (base, form, wall) = (fields.number("base"), fields.clone(), clock.clone());
    let change = move |notebook: &Notebook| {
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(hearken_core::Refusal::NotHere)?;
        let about = facts::about(asked, id, treatment);
        let questions = shown(notebook, id, treatment, asked, &wall);
        let mut screening = filled(&form, asked, about, &wall, &questions);
        if let Some((_, before)) = journey::newest_screening(notebook, about, facts::asked_id(asked)) {
            let of = asked_of(asked, notebook.get::<Programme>(treatment.programme));
            keep_rest(&mut screening, before, of.filter(|question| !questions.contains(question)));
        }
        journey::keep_screening(notebook, record, base, screening).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let again = Typing::again(&fields);
        let page = questions_page(&session, &clock, id, asked, again, fields, Some(&problem))?;
        return Ok((problem.status(), page).into_response());
    }
    let stands = session.vault().read().get::<TreatmentSession>(id).map(|treatment| treatment.state);
    // What somebody says of coming back (R42) is told where the rules of that time speak.
    let to = match asked {
        Asked::During if stands == Some(Stands::InSession) => "during",
        Asked::During | Asked::After => "after",
        Asked::Once | Asked::EachSession | Asked::OnTheDay => "ready",
    };
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/{to}")))
}
