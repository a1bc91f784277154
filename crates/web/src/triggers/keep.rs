//! Describing a trigger: the empty form, the form of one that is known, keeping what it holds, putting it away.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    NewRevision, Notebook, Refusal,
    triggers::{self, Trigger},
};
use hearken_vault::{Draft, Session};
use maud::Markup;

use super::{
    forms::{self, TriggerForm},
    pages::TriggerFormPage,
};
use crate::{
    AppState,
    components::{Beside, PartChip, Typing},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/triggers/new", &query);
    let typing = Typing::new(&state, "/triggers/new", state.keeper.new_record_id(), 0, draft.as_ref());
    let form = filled(typing, draft.as_ref(), Trigger::default(), &session.vault().read());
    form_page(&session, form, None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/triggers/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let form = {
        let notebook = session.vault().read();
        let (rev, trigger) = notebook.get_with_rev::<Trigger>(id).ok_or(Problem::NotHere)?;
        let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
        filled(typing, draft.as_ref(), trigger.clone(), &notebook)
    };
    Ok(form_page(&session, form, None).render())
}

fn filled(typing: Typing, draft: Option<&Draft>, trigger: Trigger, notebook: &Notebook) -> TriggerForm {
    match draft {
        Some(draft) => TriggerForm::filled(typing, &Fields::from_draft(&draft.fields), notebook),
        None => TriggerForm::of(typing, trigger, notebook, false),
    }
}

fn form_page(session: &Session, form: TriggerForm, trouble: Option<&Problem>) -> TriggerFormPage {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let record = form.typing.record.parse();
    let beside = record.map(|record| Beside::of(&notebook, record, |trigger| in_words(&notebook, trigger)));
    TriggerFormPage { page, beside: beside.unwrap_or_default(), form, trouble: trouble.map(Problem::said) }
}

fn in_words(notebook: &Notebook, trigger: &Trigger) -> Vec<String> {
    let called = PartChip::these(notebook, &trigger.parts).into_iter().map(|part| part.name);
    let called = called.collect::<Vec<_>>().join(", ");
    vec![trigger.name.clone(), trigger.signs.clone(), called, trigger.helps.clone()]
}

/// Keeps a trigger; or shows the form with its parts in another order, when a button beside one was pressed.
pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let again = |trouble: Option<&Problem>| {
        let form = TriggerForm::filled(Typing::again(&fields), &fields, &session.vault().read());
        form_page(&session, form, trouble).render()
    };
    if fields.has("go") {
        return Ok(again(None).into_response());
    }
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let base = form.number("base");
        let trigger = forms::trigger(&form, forms::before(notebook, record, base), notebook);
        let revision = triggers::keep(notebook, record, base, trigger)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        return Ok((problem.status(), again(Some(&problem))).into_response());
    }
    // Where another window kept it too, the form shows both.
    let to_settle = !session.vault().read().also_standing(record).is_empty();
    let form = if to_settle { "/edit" } else { "" };
    Ok(kept(&state, &session, &format!("/triggers/{record}{form}")))
}

/// Puts a trigger away, or takes it up again.
pub(super) async fn archive(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let archived = !fields.has("back");
    let change = move |notebook: &Notebook| {
        let (rev, trigger) = notebook.get_with_rev::<Trigger>(id).ok_or(Refusal::NotHere)?;
        triggers::keep(notebook, id, rev, Trigger { archived, ..trigger.clone() })
            .map(|revision| vec![revision])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/triggers/{id}")))
}
