//! After a session: the window that the moment is in, with its few questions and guides; the moments looked back on; and
//! guards before and after, side by side.

mod guards;
mod moment_pages;
mod moments;
mod pages;
mod windows;

use hearken_content::{Asked, Stage};
use hearken_core::{
    Notebook, RecordId,
    journey::{self, TreatmentSession},
};
use maud::Markup;

pub(super) use self::{
    guards::{Guard, guard_table, guards},
    moment_pages::{Line, moment_list},
    moments::lines,
    pages::{Sheet, after_card},
    windows::{anchor, asks, waits},
};
use self::{pages::AfterPage, windows::Stands};
use super::{facts::asked_id, readiness::looked, sessions};
use crate::{
    components::Nearest,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/after", page)
        .get("/journey/moments/{id}/part", moments::page)
        .post("/journey/moments/{id}/part", moments::keep)
}

/// What a session's page says of the time after it; `None` until it is over.
pub(super) fn sheet(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Option<Sheet> {
    anchor(session)?;
    let windows = windows::of(notebook, id, session, clock);
    let open = windows.iter().rev().find(|window| window.stands == Stands::Open);
    Some(Sheet { address: format!("/journey/sessions/{id}"), open: open.map(|window| window.words) })
}

async fn page(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let mut around = windows::of(&notebook, id, treatment, &clock);
    let open = around.iter().rposition(|window| window.stands == Stands::Open).map(|at| around.remove(at));
    let newest = journey::newest_screening(&notebook, id, asked_id(Asked::After));
    Ok(AfterPage {
        page,
        address: format!("/journey/sessions/{id}"),
        number: sessions::number(&notebook, id, treatment),
        is_over: anchor(treatment).is_some(),
        open,
        around,
        came: looked(&notebook, id, treatment, &clock, &[Stage::After]),
        nearest,
        answered: newest.map(|(_, screening)| words::moment(&screening.when, clock.today())),
        moments: lines(&notebook, id, &clock),
        guards: guards(&notebook, treatment, None, &clock),
    }
    .render())
}
