//! The form of a check-in, and keeping it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{Notebook, parts::Part, readings};
use maud::Markup;

use super::{
    forms::{self, CheckInForm},
    pages::{CheckInPage, KeptPage},
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

const PLACE: &str = "/check-in";

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), PLACE, &query);
    let typing = Typing::new(&state, PLACE, state.keeper.new_record_id(), 0, draft.as_ref());
    let mut fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let last = if query.has("same") { readings::last_parts(&notebook) } else { Vec::new() };
    let ticked = fields.records("part");
    for part in query.records("part").into_iter().chain(last).filter(|part| !ticked.contains(part)) {
        fields.push("part", &part.to_string());
    }
    form_page(page, CheckInForm::filled(typing, fields, &notebook), None).render()
}

fn form_page(page: Page, form: CheckInForm, trouble: Option<&Problem>) -> CheckInPage {
    CheckInPage { page, form, trouble: trouble.map(Problem::said) }
}

/// Keeps a check-in; or shows the form with more parts in it, when that was asked.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(mut fields): Form<Fields>,
) -> Result<Response, Problem> {
    if fields.text("go") == "hidden" {
        fields.push("hidden", "1");
    }
    if fields.has("go") || forms::asks_for_more(&fields) {
        let form = CheckInForm::filled(Typing::again(&fields), fields, &session.vault().read());
        return Ok(form_page(Page::open(Place::Parts, &session), form, None).render().into_response());
    }
    let check_in = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        readings::check_in(notebook, forms::readings(&form, check_in, notebook, &clock)?)
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let form = CheckInForm::filled(Typing::again(&fields), fields, &session.vault().read());
        let page = form_page(Page::open(Place::Parts, &session), form, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    let harm = any_harm(&session.vault().read(), &fields);
    Ok(kept(&state, &session, if harm { "/check-in/kept?help=1" } else { "/check-in/kept" }))
}

/// Whether a part is here that carries an urge to harm the person.
fn any_harm(notebook: &Notebook, fields: &Fields) -> bool {
    let harms = |part| notebook.get::<Part>(part).is_some_and(|part| part.urge_to_harm);
    fields.records("part").into_iter().any(harms)
}

pub(super) async fn after(Unlocked(session): Unlocked, Query(query): Query) -> Markup {
    KeptPage { page: Page::open(Place::Parts, &session), help: query.has("help") }.render()
}
