//! Naming a group: the empty form, the form of one that is known, and keeping what it holds.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Known as _, NewRevision, Notebook,
    groups::{self, Group},
    sharing::is_out_of_sight,
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    forms::{self, GroupForm},
    pages::{GroupPage, Known, Other},
};
use crate::{
    AppState,
    components::{PartChip, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

const NEW: &str = "/groups/new";

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), NEW, &query);
    let typing = Typing::new(&state, NEW, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map_or(query, |draft| Fields::from_draft(&draft.fields));
    let form = GroupForm::filled(typing, &fields, &session.vault().read());
    page(&session, form, None, None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/groups/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let (form, known) = {
        let notebook = session.vault().read();
        let (rev, group) = notebook.get_with_rev::<Group>(id).ok_or(Problem::NotHere)?;
        let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
        let form = match draft {
            Some(draft) => GroupForm::filled(typing, &Fields::from_draft(&draft.fields), &notebook),
            None => GroupForm::of(typing, id, group, &notebook),
        };
        let others = notebook.also_standing(id).into_iter().filter_map(|other| Group::of(&other.what));
        let others = others.map(|other| self::other(&notebook, other)).collect();
        (form, Known { archived: group.archived, others })
    };
    Ok(page(&session, form, Some(known), None).render())
}

fn other(notebook: &Notebook, group: &Group) -> Other {
    let colours = &hearken_content::library().words.colours;
    let called = |hex: &String| {
        colours.iter().find(|colour| colour.hex == *hex).map_or(hex, |colour| &colour.label).clone()
    };
    let within = group.within.and_then(|outer| notebook.get::<Group>(outer));
    let seen = group.parts.iter().copied().filter(|&part| !is_out_of_sight(notebook, part));
    let seen: Vec<_> = seen.collect();
    Other {
        name: group.name.clone(),
        about: group.about.clone(),
        colour: group.colour.as_ref().map(called),
        within: within.map(|outer| outer.name.clone()),
        archived: group.archived,
        parts: PartChip::these(notebook, &seen),
    }
}

fn page(session: &Session, form: GroupForm, known: Option<Known>, trouble: Option<&Problem>) -> GroupPage {
    GroupPage { page: Page::open(Place::Parts, session), form, known, trouble: trouble.map(Problem::said) }
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let again = |trouble: Option<&Problem>| {
        let form = GroupForm::filled(Typing::again(&fields), &fields, &session.vault().read());
        page(&session, form, None, trouble).render()
    };
    if fields.has("go") {
        return Ok(again(None).into_response());
    }
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let group = forms::group(&form, notebook);
        let revision = groups::keep(notebook, record, form.number("base"), group)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        return Ok((problem.status(), again(Some(&problem))).into_response());
    }
    let to_choose = !session.vault().read().also_standing(record).is_empty();
    let back = if to_choose { format!("/groups/{record}") } else { "/groups".to_owned() };
    Ok(kept(&state, &session, &back))
}
