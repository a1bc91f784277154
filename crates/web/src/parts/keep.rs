//! Describing a part: the empty form, the form of one that is known, and keeping what it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId,
    parts::{self, Role},
};
use hearken_vault::{Draft, Session};
use maud::Markup;

use super::{
    forms::{self, PartForm},
    pages::PartFormPage,
};
use crate::{
    AppState,
    components::{Nearest, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/parts/new", &query);
    let typing = Typing::new(&state, "/parts/new", state.keeper.new_record_id(), 0, draft.as_ref());
    form_page(&session, nearest, filled(typing, draft.as_ref(), parts::Part::default()), None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/parts/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let form = {
        let notebook = session.vault().read();
        let (_, rev, part) = notebook.part_with_rev(id).ok_or(Problem::NotHere)?;
        filled(Typing::new(&state, &place, id, rev, draft.as_ref()), draft.as_ref(), part.clone())
    };
    Ok(form_page(&session, nearest, form, None).render())
}

fn filled(typing: Typing, draft: Option<&Draft>, part: parts::Part) -> PartForm {
    match draft {
        Some(draft) => PartForm::filled(typing, &Fields::from_draft(&draft.fields), part),
        None => PartForm::of(typing, part),
    }
}

fn form_page(session: &Session, nearest: Nearest, form: PartForm, trouble: Option<&Problem>) -> PartFormPage {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let stands = |holds: fn(&Notebook, RecordId) -> bool| {
        form.typing.record.parse().is_ok_and(|record| holds(&notebook, record))
    };
    let urge = form.part.urge_to_harm || stands(parts::carries_urge);
    let exile = form.part.role == Role::Exile || stands(parts::is_exile);
    PartFormPage { page, nearest, urge, exile, form, trouble: trouble.map(Problem::said) }
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    nearest: Nearest,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let base = form.number("base");
        let before = forms::before(notebook, record, base);
        let mut part = forms::part(&form, before.clone());
        parts::leave_what_is_strict(notebook, record, &before, &mut part);
        parts::keep(notebook, record, base, part).map(|revision| vec![revision])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let before = forms::before(&session.vault().read(), record, fields.number("base"));
        let form = PartForm::filled(Typing::again(&fields), &fields, before);
        let page = form_page(&session, nearest, form, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/parts/{record}")))
}
