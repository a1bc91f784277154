//! Programmes: the list, one with its sessions, its form, its end.

mod forms;
mod pages;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use hearken_core::{
    Kind, Known, Notebook, RecordId, Refusal,
    journey::{self, Programme},
    settling,
};
use hearken_vault::Session;
use maud::Markup;

use self::pages::{FormPage, ListPage, ProgrammePage, Row};
use super::{beside::beside, sessions, words as said};
use crate::{
    AppState,
    components::{ErasePage, Typing, take_out},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// The programme that is on; the list, where there is none or more than one.
pub(super) async fn list(Unlocked(session): Unlocked, Query(query): Query) -> Response {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let mut all: Vec<_> = notebook.all::<Programme>().collect();
    if let ([(only, _)], false) = (&all[..], query.has("all")) {
        return Redirect::to(&format!("/journey/{only}")).into_response();
    }
    all.reverse();
    let row = |&(id, programme): &(RecordId, &Programme)| Row {
        address: format!("/journey/{id}"),
        name: said::name(programme).to_owned(),
        about: said::route(programme.route),
        over: programme.ended.is_some(),
    };
    ListPage { page, programmes: all.iter().map(row).collect() }.render().into_response()
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let programme = notebook.get::<Programme>(id).ok_or(Problem::NotHere)?;
    let of = journey::sessions_of(&notebook, id);
    let sessions = of.iter().enumerate().map(|(nth, &(id, it))| sessions::row(&clock, nth, id, it)).collect();
    let day = |day: Option<jiff::civil::Date>| day.map(words::long_day);
    Ok(ProgrammePage {
        page,
        address: format!("/journey/{id}"),
        begins: day(programme.begins),
        ends: day(programme.ends),
        beside: beside(&notebook, id, pages::said),
        programme: programme.clone(),
        sessions,
        many: notebook.of_kind(Kind::Programme).len() > 1,
    }
    .render())
}

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/journey/new", &query);
    let typing = Typing::new(&state, "/journey/new", state.keeper.new_record_id(), 0, draft.as_ref());
    let programme = draft.map_or_else(Programme::default, |draft| {
        forms::programme(&Fields::from_draft(&draft.fields), Programme::default())
    });
    form_page(&session, typing, programme, None)
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, programme) = {
        let notebook = session.vault().read();
        let (rev, _) = notebook.get_with_rev::<Programme>(id).ok_or(Problem::NotHere)?;
        (rev, journey::programme_at_hand(&notebook, id).ok_or(Problem::NotHere)?)
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let programme = match draft {
        Some(draft) => forms::programme(&Fields::from_draft(&draft.fields), programme),
        None => programme,
    };
    Ok(form_page(&session, typing, programme, None))
}

fn form_page(session: &Session, typing: Typing, programme: Programme, trouble: Option<&Problem>) -> Markup {
    let page = Page::open(Place::Journey, session);
    let record = typing.record.parse().ok();
    let notebook = session.vault().read();
    let beside = record.map(|record| beside(&notebook, record, pages::said)).unwrap_or_default();
    FormPage { page, typing, programme, beside, trouble: trouble.map(Problem::said) }.render()
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let base = fields.number("base");
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let before = notebook.revision(record, base).and_then(|revision| Programme::of(&revision.what));
        let programme = forms::programme(&form, before.cloned().unwrap_or_default());
        journey::keep_programme(notebook, record, base, programme)
            .map(|planned| vec![settling::with_seen(notebook, planned, &form.settles())])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let programme = forms::programme(&fields, Programme::default());
        let page = form_page(&session, Typing::again(&fields), programme, Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/{record}")))
}

/// Says that a programme is over, or that it goes on.
pub(super) async fn end(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let ended = (!fields.has("back")).then(|| clock.now());
    let change = move |notebook: &Notebook| {
        let (rev, programme) = notebook.get_with_rev::<Programme>(id).ok_or(Refusal::NotHere)?;
        if programme.ended.is_some() == ended.is_some() {
            return Ok(Vec::new());
        }
        let changed = Programme { ended: ended.clone(), ..programme.clone() };
        journey::keep_programme(notebook, id, rev, changed).map(|revision| vec![revision])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/{id}")))
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let programme = notebook.get::<Programme>(id).ok_or(Problem::NotHere)?;
    let sessions = journey::sessions_of(&notebook, id).len();
    let sessions = match sessions {
        0 => String::new(),
        _ => format!(
            "What was planned, said and noted in its {} goes with it. ",
            words::count(sessions, "session", "sessions")
        ),
    };
    Ok(ErasePage {
        page,
        what: format!("“{}”", said::name(programme)),
        words: programme.notes.clone(),
        stays: format!("{sessions}Your parts, exercises and journal stay."),
        address: format!("/journey/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Programme>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/journey?all=1"))
}
