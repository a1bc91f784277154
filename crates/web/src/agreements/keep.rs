//! Making an agreement, and making it anew: the forms, and keeping what they hold.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId, Refusal,
    agreements::{self, Agreement},
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    forms::{self, AgreementForm},
    pages::AgreementFormPage,
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// `?part=…` says with whom, again and again.
pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let place = "/agreements/new";
    let draft = drafts::at(session.vault(), place, &query);
    let typing = Typing::new(&state, place, state.keeper.new_record_id(), 0, draft.as_ref());
    let form = {
        let notebook = session.vault().read();
        match &draft {
            // Asked for from a part's page, the draft of another agreement would be in the way of this one.
            Some(draft) if !query.has("part") || query.has("draft") => {
                AgreementForm::filled(typing, &notebook, &Fields::from_draft(&draft.fields))
            }
            Some(_) => {
                let typing = Typing::new(&state, place, state.keeper.new_record_id(), 0, None);
                AgreementForm::filled(typing, &notebook, &query)
            }
            None => AgreementForm::filled(typing, &notebook, &query),
        }
    };
    form_page(&session, form, None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/agreements/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let form = {
        let notebook = session.vault().read();
        let (rev, agreement) = notebook.get_with_rev::<Agreement>(id).ok_or(Problem::NotHere)?;
        let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
        match &draft {
            Some(draft) => AgreementForm::filled(typing, &notebook, &Fields::from_draft(&draft.fields)),
            None => AgreementForm::of(typing, &notebook, agreement),
        }
    };
    Ok(form_page(&session, form, None).render())
}

fn form_page(session: &Session, form: AgreementForm, trouble: Option<&Problem>) -> AgreementFormPage {
    AgreementFormPage { page: Page::open(Place::Parts, session), form, trouble: trouble.map(Problem::said) }
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| plan(notebook, record, &form, &clock);
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let form = AgreementForm::filled(Typing::again(&fields), &session.vault().read(), &fields);
        let page = form_page(&session, form, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/agreements/{record}")))
}

fn plan(
    notebook: &Notebook,
    record: RecordId,
    form: &Fields,
    clock: &Clock,
) -> Result<Vec<hearken_core::NewRevision>, Refusal> {
    if notebook.get::<Agreement>(record).is_some() {
        // Made anew, it holds again.
        return agreements::renegotiate(notebook, record, form.number("base"), |agreement| {
            forms::put_terms(notebook, form, agreement);
            if form.number("base") > 0 {
                agreement.ended = None;
            }
        });
    }
    let mut agreement = Agreement { made: clock.now(), ..Agreement::default() };
    forms::put_terms(notebook, form, &mut agreement);
    agreements::keep(notebook, record, form.number("base"), agreement).map(|revision| vec![revision])
}
