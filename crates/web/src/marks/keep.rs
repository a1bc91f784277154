//! The form of a mark, keeping it, putting it away.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Refusal, When,
    marks::{self, Mark, MarkKind},
};
use hearken_vault::Session;
use maud::Markup;

use super::pages::MarkFormPage;
use crate::{
    AppState,
    components::{Beside, Typing, mark_word},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/marks/new", &query);
    let typing = Typing::new(&state, "/marks/new", state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = match draft {
        Some(draft) => Fields::from_draft(&draft.fields),
        None => as_fields(&Mark { when: clock.now(), ..Mark::default() }),
    };
    form_page(&session, typing, fields, None).render()
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/marks/{id}/edit");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, fields) = {
        let notebook = session.vault().read();
        let (rev, mark) = notebook.get_with_rev::<Mark>(id).ok_or(Problem::NotHere)?;
        (rev, as_fields(mark))
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    Ok(form_page(&session, typing, fields, None).render())
}

fn form_page(session: &Session, typing: Typing, fields: Fields, trouble: Option<&Problem>) -> MarkFormPage {
    let page = Page::open(Place::More, session);
    let notebook = session.vault().read();
    let beside = typing.record.parse().map(|record| Beside::of(&notebook, record, in_words));
    let (beside, trouble) = (beside.unwrap_or_default(), trouble.map(Problem::said));
    MarkFormPage { page, typing, beside, fields, trouble }
}

fn in_words(mark: &Mark) -> Vec<String> {
    let title = format!("{}, {}", mark_word(mark.kind), words::long_day(mark.when.date()));
    vec![title, mark.name.clone(), mark.about.clone()]
}

/// What a form shows of a mark.
fn as_fields(mark: &Mark) -> Fields {
    let mut fields = Fields::default();
    fields.push("kind", mark.kind.id());
    fields.push("day", &mark.when.date().to_string());
    fields.push("name", &mark.name);
    fields.push("about", &mark.about);
    fields
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let form = fields.clone();
    let change = move |notebook: &Notebook| {
        let base = form.number("base");
        let mark = as_said(&form, before(notebook, record, base), &clock);
        let revision = marks::keep(notebook, record, base, mark)?;
        Ok(vec![NewRevision { settles: form.settles(), ..revision }])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let page = form_page(&session, Typing::again(&fields), fields, Some(&problem)).render();
        return Ok((problem.status(), page).into_response());
    }
    // Where another window kept it too, the form shows both.
    let to_settle = !session.vault().read().also_standing(record).is_empty();
    let form = if to_settle { "/edit" } else { "" };
    Ok(kept(&state, &session, &format!("/marks/{record}{form}")))
}

/// The mark as the form found it.
fn before(notebook: &Notebook, record: RecordId, base: u32) -> Option<Mark> {
    match &notebook.revision(record, base)?.what {
        Record::Mark(mark) => Some(Mark::clone(mark)),
        _ => None,
    }
}

/// The mark as the form says it. What the form does not show stays as it was.
fn as_said(fields: &Fields, before: Option<Mark>, clock: &Clock) -> Mark {
    let when = when(fields.text("day"), before.as_ref(), clock);
    Mark {
        when,
        kind: MarkKind::from_id(fields.text("kind")).unwrap_or_default(),
        name: fields.text("name").trim().to_owned(),
        about: fields.text("about").trim().to_owned(),
        ..before.unwrap_or_default()
    }
}

/// The day that was typed; a mark that has a time of day keeps it while the day stays.
fn when(typed: &str, before: Option<&Mark>, clock: &Clock) -> When {
    match before {
        Some(mark) if typed.is_empty() || typed == mark.when.date().to_string() => mark.when.clone(),
        _ => clock
            .read(typed)
            .or_else(|| clock.read(&clock.today().to_string()))
            .unwrap_or_else(|| clock.now()),
    }
}

/// Puts a mark away, or takes it up again.
pub(super) async fn archive(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let archived = !fields.has("back");
    let change = move |notebook: &Notebook| {
        let (rev, mark) = notebook.get_with_rev::<Mark>(id).ok_or(Refusal::NotHere)?;
        marks::keep(notebook, id, rev, Mark { archived, ..mark.clone() }).map(|revision| vec![revision])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/marks/{id}")))
}
