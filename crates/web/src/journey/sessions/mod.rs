//! Sessions of a programme: one with everything that belongs to it, its plan, and the ways from state to state.

mod forms;
mod pages;

use axum::{
    extract::State as Shared,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known, Notebook, RecordId, Refusal,
    journey::{self, Programme, State, TreatmentSession},
};
use hearken_vault::Session;
use maud::Markup;

pub(super) use self::pages::SessionRow;
use self::pages::{FormPage, SessionPage, Typed};
use super::{
    acts, after, during, intentions, office,
    readiness::{Sheet, readiness},
    words as said,
};
use crate::{
    AppState,
    components::{ErasePage, Typing, take_out},
    drafts,
    error::{Problem, Said},
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// A session in its programme's list; `nth` from 0.
pub(super) fn row(clock: &Clock, nth: usize, id: RecordId, session: &TreatmentSession) -> SessionRow {
    SessionRow {
        address: format!("/journey/sessions/{id}"),
        name: format!("Session {}", nth + 1),
        when: words::moment(session.when(), clock.today()),
        state: said::state(session.state),
    }
}

/// The place of a session among those of its programme, from 1.
pub(super) fn number(notebook: &Notebook, id: RecordId, session: &TreatmentSession) -> usize {
    let of = journey::sessions_of(notebook, session.programme);
    of.iter().position(|(other, _)| *other == id).map_or(1, |nth| nth + 1)
}

pub(super) async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let typed = typed_while_it_lasted(&state, &session, id, &query);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme);
    let moment = |when: &Option<hearken_core::When>| when.as_ref().map(|it| words::moment(it, clock.today()));
    Ok(SessionPage {
        page,
        address: format!("/journey/sessions/{id}"),
        number: number(&notebook, id, treatment),
        programme: programme
            .map(|programme| (format!("/journey/{}", treatment.programme), said::name(programme).to_owned())),
        planned: words::moment(&treatment.planned, clock.today()),
        typed: typed.filter(|_| treatment.state != State::InSession),
        stands: query.has("already").then(|| already(treatment, &clock)).flatten(),
        began: moment(&treatment.began),
        ended: moment(&treatment.ended),
        before: treatment.state.is_before().then(|| Sheet {
            address: format!("/journey/sessions/{id}"),
            waits: readiness(&notebook, id, treatment, &clock).waits(),
        }),
        noted: during::noted(&notebook, id, treatment, &clock),
        after: after::sheet(&notebook, id, treatment, &clock),
        intentions: intentions::shown(&notebook, id),
        acts: acts::shown(&notebook, id, &clock),
        office: office::card(&notebook, id, &clock),
        session: treatment.clone(),
    }
    .render())
}

/// What was typed on the page of that session and not kept: once the session is over, that page is gone.
fn typed_while_it_lasted(state: &AppState, session: &Session, id: RecordId, query: &Fields) -> Option<Typed> {
    let place = format!("/journey/sessions/{id}/during");
    let draft = drafts::at(session.vault(), &place, query)?;
    let words = Fields::from_draft(&draft.fields).text("words").to_owned();
    Some(Typed { typing: Typing::new(state, &place, state.keeper.new_record_id(), 0, Some(&draft)), words })
}

pub(super) async fn new(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(programme): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/{programme}/sessions/new");
    let draft = drafts::at(session.vault(), &place, &query);
    let suggested = {
        let notebook = session.vault().read();
        notebook.get::<Programme>(programme).ok_or(Problem::NotHere)?;
        forms::suggested(&notebook, programme, &clock)
    };
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let treatment = match draft {
        Some(draft) => forms::session(&Fields::from_draft(&draft.fields), suggested, &clock),
        None => suggested,
    };
    Ok(form_page(&session, typing, treatment, None))
}

pub(super) async fn edit(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/sessions/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, treatment) = {
        let notebook = session.vault().read();
        let (rev, treatment) = notebook.get_with_rev::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
        (rev, treatment.clone())
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let treatment = match draft {
        Some(draft) => forms::session(&Fields::from_draft(&draft.fields), treatment, &clock),
        None => treatment,
    };
    Ok(form_page(&session, typing, treatment, None))
}

fn form_page(
    session: &Session,
    typing: Typing,
    treatment: TreatmentSession,
    trouble: Option<&Problem>,
) -> Markup {
    let page = Page::open(Place::Journey, session);
    FormPage { page, typing, session: treatment, trouble: trouble.map(Problem::said) }.render()
}

pub(super) async fn keep(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let programme = fields.record("programme").ok_or(Problem::NotHere)?;
    let base = fields.number("base");
    let (form, wall) = (fields.clone(), clock.clone());
    let change = move |notebook: &Notebook| {
        let before =
            notebook.revision(record, base).and_then(|revision| TreatmentSession::of(&revision.what));
        let before = before.cloned().unwrap_or_else(|| TreatmentSession::new(programme));
        let treatment = forms::session(&form, before, &wall);
        journey::keep_session(notebook, record, base, treatment).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let treatment = forms::session(&fields, TreatmentSession::new(programme), &clock);
        let page = form_page(&session, Typing::again(&fields), treatment, Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{record}")))
}

/// Takes a session on to another state.
pub(super) async fn go(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let next = State::from_id(fields.text("to")).ok_or(Problem::Refused(Refusal::NotNow))?;
    // The way out of a session is its page at the end.
    if next == State::Recovering {
        return Ok(kept(&state, &session, &format!("/journey/sessions/{id}/end")));
    }
    let stands = session.vault().read().get::<TreatmentSession>(id).is_some_and(|it| it.state == next);
    if !stands && matches!(next, State::Ready | State::InSession) && is_held(&session, id, &clock)? {
        return Ok(kept(&state, &session, &format!("/journey/sessions/{id}/ready")));
    }
    let now = clock.now();
    let saved =
        session.vault().write(move |notebook| journey::go(notebook, id, next, &now), Vec::new()).await?;
    // Begun on two devices it has begun once, when the first of them did; the other is told.
    let already = if saved.revisions.is_empty() && next == State::InSession { "?already=1" } else { "" };
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}{already}")))
}

/// What somebody is told who begins a session that has begun.
fn already(treatment: &TreatmentSession, clock: &Clock) -> Option<Said> {
    let began = words::moment(treatment.began.as_ref()?, clock.today());
    Some(Said {
        what: format!("It began before: {began}."),
        then: "That time stands, whichever device it was tapped on. Nothing was changed.".to_owned(),
    })
}

/// Whether something has to be there first, before a session is called ready or begins.
fn is_held(session: &Session, id: RecordId, clock: &Clock) -> Result<bool, Problem> {
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    Ok(readiness(&notebook, id, treatment, clock).waits())
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: format!("the session of {}", words::moment(treatment.when(), clock.today())),
        words: treatment.notes.clone(),
        stays: "What was said before it, noted in it, answered about it and made of it goes with it. The programme, your parts, exercises \
                and journal stay."
            .to_owned(),
        address: format!("/journey/sessions/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let programme = session.vault().read().get::<TreatmentSession>(id).ok_or(Problem::NotHere)?.programme;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &format!("/journey/{programme}")))
}
