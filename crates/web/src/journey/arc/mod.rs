//! The arc: the whole loop of a session, or of a programme, on one page to print: what was wanted, what was noted, which
//! part stood how before and after, what was done, what came of it, and the next intention.
//!
//! It puts side by side what was written down. It never says that one came from the other.

mod pages;
mod parts;

use hearken_core::{
    Notebook, RecordId,
    journey::{self, Programme, TreatmentSession},
};
use maud::Markup;

use self::{
    pages::{ArcPage, Round},
    parts::Stretch,
};
use super::{acts, after, intentions, sessions, words as said};
use crate::{
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default().get("/journey/sessions/{id}/arc", of_session).get("/journey/{id}/arc", of_programme)
}

async fn of_session(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let stretch = Stretch::of(&notebook, id, treatment, &clock);
    Ok(ArcPage {
        page,
        back: (format!("/journey/sessions/{id}"), "The session".to_owned()),
        title: format!("The arc of session {}", sessions::number(&notebook, id, treatment)),
        session: Some(id.to_string()),
        rounds: vec![round(&notebook, id, treatment, &clock)],
        maps: stretch.map(|stretch| stretch.maps(&notebook, &clock)),
    }
    .render())
}

async fn of_programme(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let programme = notebook.get::<Programme>(id).ok_or(Problem::NotHere)?;
    let of = journey::sessions_of(&notebook, id);
    let rounds = of.iter().map(|&(id, treatment)| round(&notebook, id, treatment, &clock)).collect();
    let stretches = of.iter().filter_map(|&(id, treatment)| Stretch::of(&notebook, id, treatment, &clock));
    let whole = stretches.reduce(|first, last| Stretch { until: last.until, ..first });
    Ok(ArcPage {
        page,
        back: (format!("/journey/{id}"), said::name(programme).to_owned()),
        title: "The arc of the programme".to_owned(),
        session: None,
        rounds,
        maps: whole.map(|stretch| stretch.maps(&notebook, &clock)),
    }
    .render())
}

/// The session that comes after this one in its programme.
fn next<'a>(
    notebook: &'a Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
) -> Option<(RecordId, &'a TreatmentSession)> {
    let of = journey::sessions_of(notebook, treatment.programme).into_iter();
    let mut since = of.skip_while(|(other, _)| *other != id).skip(1);
    since.find(|(_, session)| session.state != journey::State::Cancelled)
}

fn round(notebook: &Notebook, id: RecordId, treatment: &TreatmentSession, clock: &Clock) -> Round {
    let stretch = Stretch::of(notebook, id, treatment, clock);
    let until = stretch.as_ref().map(|stretch| stretch.until);
    let next = next(notebook, id, treatment);
    Round {
        address: format!("/journey/sessions/{id}"),
        name: format!("Session {}", sessions::number(notebook, id, treatment)),
        when: words::moment(treatment.when(), clock.today()),
        is_over: after::anchor(treatment).is_some(),
        intentions: intentions::shown(notebook, id),
        moments: after::lines(notebook, id, clock),
        guards: after::guards(notebook, treatment, until, clock),
        changed: stretch.map(|stretch| stretch.changed(notebook)).unwrap_or_default(),
        acts: acts::shown(notebook, id, clock),
        next: next.map(|(id, _)| (format!("/journey/sessions/{id}"), intentions::shown(notebook, id))),
    }
}
