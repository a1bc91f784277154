//! The end of a session: by the whole of its list and by no clock; and what there is where it did not end by its list, because
//! help came or because it was begun by mistake.

use axum::{extract::State as Shared, response::Response};
use hearken_content::{Point, library};
use hearken_core::{
    Notebook, RecordId, Refusal,
    journey::{self, Programme, Route, Setting, State, TreatmentSession},
};
use hearken_vault::Session;
use maud::Markup;

use super::sheets::EndPage;
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    journey::office,
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// What the list at the end is called, and what stands above it.
pub(super) fn heading(home: bool) -> (&'static str, &'static str) {
    let words = &library().journey.sitter;
    if home {
        (&words.recovery.title, &words.recovery.lead)
    } else {
        (&words.office.title, &words.office.lead)
    }
}

/// Whether all of the list is done.
pub(super) fn is_whole(notebook: &Notebook, treatment: &TreatmentSession) -> bool {
    let programme = notebook.get::<Programme>(treatment.programme).cloned().unwrap_or_default();
    end_items(&programme).iter().all(|item| treatment.is_done(&item.id))
}

/// The items of the list at the end, for home or for the office.
pub(super) fn end_items(programme: &Programme) -> Vec<&'static Point> {
    let words = &library().journey.sitter;
    let (home, esketamine) = (programme.setting == Setting::Home, programme.route == Route::Esketamine);
    let items = if home { &words.recovery.items } else { &words.office.items };
    items.iter().filter(|item| item.fits(home, esketamine)).collect()
}

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let (seen, treatment) = notebook.get_with_rev::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme).cloned().unwrap_or_default();
    let items = end_items(&programme).into_iter().map(|item| (item, treatment.is_done(&item.id))).collect();
    let home = programme.setting == Setting::Home;
    let office = office::still_open(&notebook, id, &clock);
    let another = AnotherWay {
        help_came: treatment.state == State::InSession,
        // Whether it was a mistake is for the person to say.
        by_mistake: session.narrow().is_none() && journey::is_untouched(&notebook, id, treatment),
    };
    Ok(EndPage { page, address: format!("/journey/sessions/{id}"), seen, home, items, office, another }
        .render())
}

/// Which other ways there are out of a session.
pub(super) struct AnotherWay {
    pub(super) help_came: bool,
    pub(super) by_mistake: bool,
}

/// Ends a session that did not end by its list: nothing of the list is ticked by that.
async fn end_another_way(
    state: &AppState,
    session: &Session,
    id: RecordId,
    clock: &Clock,
    way: &str,
) -> Result<Response, Problem> {
    let (by_mistake, now) = (way == "by-mistake", clock.now());
    if by_mistake && session.narrow().is_some() {
        return Err(Problem::Refused(Refusal::NotNow));
    }
    let change = move |notebook: &Notebook| {
        if by_mistake {
            journey::take_back_beginning(notebook, id)
        } else {
            journey::end_another_way(notebook, id, &now)
        }
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(state, session, &format!("/journey/sessions/{id}")))
}

/// Ticks what is so; the session ends when all of the list is, and never by a timer.
pub(super) async fn end(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    if let way @ ("help-came" | "by-mistake") = fields.text("another") {
        return end_another_way(&state, &session, id, &clock, way).await;
    }
    let (seen, now) = (fields.number("seen"), clock.now());
    let all = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (shown, done) = (all("shown"), all("done"));
    let again = now.clone();
    let tick = move |notebook: &Notebook| journey::tick(notebook, id, seen, &shown, &done, &again);
    session.vault().write(tick, Vec::new()).await?;
    let is_over = {
        let notebook = session.vault().read();
        let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
        is_whole(&notebook, treatment)
    };
    if !is_over {
        return Ok(kept(&state, &session, &format!("/journey/sessions/{id}/end")));
    }
    session
        .vault()
        .write(move |notebook| journey::go(notebook, id, State::Recovering, &now), Vec::new())
        .await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}")))
}
