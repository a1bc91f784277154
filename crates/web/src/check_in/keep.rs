//! The form of a check-in, and keeping it.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId, parts,
    readings::{self, Reading},
};
use maud::Markup;

use super::{
    forms::{self, CheckInForm},
    pages::{CheckInPage, KeptPage},
};
use crate::{
    AppState,
    components::{Nearest, Typing, asks_for_help},
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
    if query.has("hidden") && !fields.has("hidden") {
        fields.push("hidden", "1");
    }
    let hidden = fields.has("hidden");
    let last = if query.has("same") { readings::last_parts(&notebook, hidden) } else { Vec::new() };
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
    let help = if any_harm(&session.vault().read(), &fields) { "&help=1" } else { "" };
    Ok(kept(&state, &session, &format!("/check-in/kept?kept={check_in}{help}")))
}

/// Whether a part is here that carries an urge to harm the person.
fn any_harm(notebook: &Notebook, fields: &Fields) -> bool {
    fields.records("part").into_iter().any(|part| parts::carries_urge(notebook, part))
}

/// What is written in the readings of one check-in: of Self, and of each part.
fn notes(notebook: &Notebook, check_in: RecordId) -> impl Iterator<Item = &str> {
    let about = notebook.parts().map(|(part, _)| Some(part)).chain([None]);
    let readings =
        about.filter_map(move |about| notebook.get::<Reading>(readings::reading_id(check_in, about)));
    readings.map(|reading| reading.note.as_str())
}

pub(super) async fn after(Unlocked(session): Unlocked, nearest: Nearest, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let asks = query.record("kept").is_some_and(|check_in| asks_for_help(notes(&notebook, check_in)));
    KeptPage { page, help: query.has("help"), asks: asks.then_some(nearest) }.render()
}
