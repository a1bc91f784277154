//! Mending what was noted in an office: its time, or that it was noted at all.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Moment},
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{
    Visit,
    effects::{said, typed},
};
use crate::{
    AppState,
    components::{ErasePage, Tone, Typing, field, keep_row, notice, take_out},
    error::{Problem, Said},
    form::{Fields, Form, RecordPath},
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    words::{input_value, moment as day_and_time},
    zone::Clock,
};

/// Its page as it is kept, or as it was sent where that cannot be.
fn mend_page(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    sent: Option<(&Fields, &Said)>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, session);
    let notebook = session.vault().read();
    let (rev, moment) = notebook.get_with_rev::<Moment>(id).ok_or(Problem::NotHere)?;
    let what = said(moment).ok_or(Problem::NotHere)?;
    let visit = Visit::of(&notebook, moment.session, clock).ok_or(Problem::NotHere)?;
    let value =
        sent.map_or_else(|| input_value(moment.when.local()), |(fields, _)| fields.text("when").to_owned());
    let base = sent.map_or(rev, |(fields, _)| Typing::again(fields).base);
    Ok(shell(
        &page,
        &html! {
            p .over { a href={ (visit.address()) "/office" } { "Back" } }
            h1 { (what) }
            p .lead { "Noted for " (day_and_time(&moment.when, clock.today())) "." }
            @if let Some((_, said)) = sent { (notice(Tone::Problem, said)) }
            form .card method="post" action={ "/journey/moments/" (id) "/seen" } {
                input type="hidden" name="base" value=(base);
                (field("when", "When was it?", None, &html! {
                    input type="datetime-local" id="when" name="when" value=(value) autocomplete="off";
                }))
                (keep_row("Keep the time"))
            }
            div .row .ways-on { a .button .second href={ "/journey/moments/" (id) "/seen/erase" } { "It was not so: erase it" } }
        },
    ))
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    mend_page(&session, &clock, id, None)
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let base = fields.number("base");
    let (before, when) = {
        let notebook = session.vault().read();
        let before =
            notebook.get::<Moment>(id).filter(|moment| said(moment).is_some()).ok_or(Problem::NotHere)?;
        let visit = Visit::of(&notebook, before.session, &clock).ok_or(Problem::NotHere)?;
        // A field that was emptied changes nothing.
        let is_empty = fields.text("when").trim().is_empty();
        let when = if is_empty { Ok(before.when.clone()) } else { typed(&visit, &fields, &clock) };
        (before.clone(), when)
    };
    let when = match when {
        Ok(when) => when,
        Err(said) => {
            let page = mend_page(&session, &clock, id, Some((&fields, &said)))?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let back = format!("/journey/sessions/{}/office?noted=1", before.session);
    // A time that somebody typed stands above what the device counted.
    let moment = Moment { when, elapsed_ms: None, ..before };
    let change = move |notebook: &Notebook| {
        journey::keep_moment(notebook, id, base, moment.clone()).map(|revision| vec![revision])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &back))
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let moment = notebook.get::<Moment>(id).ok_or(Problem::NotHere)?;
    let what = said(moment).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "what was noted".to_owned(),
        words: format!("{what}, {}", day_and_time(&moment.when, clock.today())),
        stays: "The session and everything else noted in it stay.".to_owned(),
        address: format!("/journey/moments/{id}/seen"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let of = {
        let notebook = session.vault().read();
        let moment = notebook.get::<Moment>(id).filter(|moment| said(moment).is_some());
        moment.ok_or(Problem::NotHere)?.session
    };
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{of}/office")))
}
