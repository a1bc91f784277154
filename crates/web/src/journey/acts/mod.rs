//! Small acts after a session: what, when, where, with which part, what may get in the way, and how it went.

mod pages;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known, Notebook, RecordId, Refusal,
    agreements::{Kept, Look},
    journey::{self, SmallAct, TreatmentSession},
};
use hearken_vault::Session;
use maud::Markup;

use self::pages::{FormPage, LookPage};
pub(super) use self::pages::{Shown, acts_card, word};
use crate::{
    AppState,
    components::{ErasePage, PartChip, Typing, take_out},
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
        .get("/journey/sessions/{id}/acts/new", new)
        .post("/journey/acts", keep)
        .get("/journey/acts/{id}", look_page)
        .post("/journey/acts/{id}/look", look)
        .get("/journey/acts/{id}/edit", edit)
        .get("/journey/acts/{id}/erase", erase_page)
        .post("/journey/acts/{id}/erase", erase)
}

/// The small acts of a session, as its page shows them.
pub(super) fn shown(notebook: &Notebook, session: RecordId, clock: &Clock) -> Vec<Shown> {
    journey::acts_of(notebook, session).map(|(id, act)| one(notebook, id, act, clock)).collect()
}

fn one(notebook: &Notebook, id: RecordId, act: &SmallAct, clock: &Clock) -> Shown {
    let went = |look: &Look| (words::moment(&look.when, clock.today()), look.kept, look.words.clone());
    Shown {
        address: format!("/journey/acts/{id}"),
        part: PartChip::these(notebook, act.part.as_slice()),
        day: act.day.map(|day| words::day(day, clock.today())),
        went: act.looks.iter().map(went).collect(),
        act: act.clone(),
    }
}

/// The act whose day came first and which nobody has looked at since, for Today.
pub(super) fn due(notebook: &Notebook, clock: &Clock) -> Option<(String, String)> {
    let due = notebook.all::<SmallAct>().filter(|(_, act)| act.is_due(clock.today()));
    let (id, act) = due.min_by_key(|(_, act)| act.day)?;
    Some((format!("/journey/acts/{id}"), words::beginning(&act.what, 140)))
}

/// The act that the form describes. What the form does not show stays as it was `before`.
fn filled(fields: &Fields, before: SmallAct, notebook: &Notebook) -> SmallAct {
    let text = |name: &str| fields.text(name).trim().to_owned();
    SmallAct {
        what: text("what"),
        day: fields.day("day"),
        place: text("where"),
        part: fields.record("part").filter(|part| notebook.part(*part).is_some()),
        obstacle: text("obstacle"),
        ..before
    }
}

async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(treatment): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/sessions/{treatment}/acts/new");
    let draft = drafts::at(session.vault(), &place, &query);
    session.vault().read().get::<TreatmentSession>(treatment).ok_or(Problem::NotHere)?;
    let typing = Typing::new(&state, &place, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields));
    Ok(form_page(&session, typing, SmallAct::new(treatment), fields.as_ref(), None))
}

async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/acts/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, act) = {
        let notebook = session.vault().read();
        let (rev, act) = notebook.get_with_rev::<SmallAct>(id).ok_or(Problem::NotHere)?;
        (rev, act.clone())
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields));
    Ok(form_page(&session, typing, act, fields.as_ref(), None))
}

fn form_page(
    session: &Session,
    typing: Typing,
    before: SmallAct,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Markup {
    let page = Page::open(Place::Journey, session);
    let notebook = session.vault().read();
    let act = match typed {
        Some(fields) => filled(fields, before, &notebook),
        None => before,
    };
    let parts = PartChip::to_choose(&notebook, act.part.as_slice(), false);
    FormPage { page, typing, act, parts, trouble: trouble.map(Problem::said) }.render()
}

async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let treatment = fields.record("session").ok_or(Problem::Refused(Refusal::NotHere))?;
    let base = fields.number("base");
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let before = notebook.revision(record, base).and_then(|revision| SmallAct::of(&revision.what));
        let before = before.cloned().unwrap_or_else(|| SmallAct::new(treatment));
        let act = filled(&form, before, notebook);
        journey::keep_act(notebook, record, base, act).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let blank = SmallAct::new(treatment);
        let page = form_page(&session, Typing::again(&fields), blank, Some(&fields), Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/journey/sessions/{treatment}")))
}

/// Looking at an act: what it was, and how it went.
async fn look_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/journey/acts/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let (rev, act) = notebook.get_with_rev::<SmallAct>(id).ok_or(Problem::NotHere)?;
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map_or_else(Fields::default, |draft| Fields::from_draft(&draft.fields));
    let shown = one(&notebook, id, act, &clock);
    Ok(LookPage { page, typing, session: format!("/journey/sessions/{}", act.session), shown, fields }
        .render())
}

async fn look(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let kept_it = Kept::from_id(fields.text("kept")).ok_or(Problem::Refused(Refusal::Empty))?;
    let look = Look { when: clock.now(), kept: kept_it, words: fields.text("words").trim().to_owned() };
    let (seen, next) = (fields.number("seen_looks"), fields.day("next"));
    let change = move |notebook: &Notebook| {
        let seen = usize::try_from(seen).unwrap_or(usize::MAX);
        journey::look_at_act(notebook, id, seen, look.clone(), next)
    };
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &format!("/journey/acts/{id}")))
}

async fn erase_page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let act = notebook.get::<SmallAct>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "this small act".to_owned(),
        words: act.texts().collect::<Vec<_>>().join("\n\n").trim().to_owned(),
        stays: "The session and the parts stay.".to_owned(),
        address: format!("/journey/acts/{id}"),
    }
    .render())
}

async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let treatment = session.vault().read().get::<SmallAct>(id).ok_or(Problem::NotHere)?.session;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{treatment}")))
}
