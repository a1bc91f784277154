//! Showing something to somebody: which fields, for how long, whether later changes too; and keeping what is shown as the
//! person wants it.

mod begin;
pub(super) mod copies;
mod followed;
mod keep_up;
mod pages;

use hearken_core::{RecordId, sharing::Grant};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{AppState, layout::Page, routes::Routes, zone::Clock};
pub(crate) use followed::{Follower, followers, who_follows};
pub(crate) use keep_up::{KeptUp, keep_up};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/sharing/show", begin::page).post("/sharing/show", begin::show)
}

/// What is shown or paused, by the names that it would be shown under; nothing of what is here no more.
pub(super) fn titles(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    grants: &[(RecordId, Grant)],
) -> Vec<(RecordId, String)> {
    let notebook = session.vault().read();
    let title = |(record, grant): &(RecordId, Grant)| {
        Some((*record, copies::of(state.library, &notebook, &grant.subject, clock)?.called))
    };
    grants.iter().filter_map(title).collect()
}

/// The way to show a record to somebody, beside the other ways on of its page; not while somebody else has the device.
pub(crate) fn share_link(page: &Page, record: &str) -> Markup {
    link(page, &format!("record/{record}"))
}

/// The same for the map.
pub(crate) fn share_map_link(page: &Page) -> Markup {
    link(page, "map")
}

/// The same for the scores of a questionnaire.
pub(crate) fn share_measure_link(page: &Page, measure: &str) -> Markup {
    link(page, &format!("measure/{measure}"))
}

fn link(page: &Page, subject: &str) -> Markup {
    let shares = page.open.as_ref().is_some_and(|open| open.sitter.is_none());
    html! { @if shares { a .button .second href={ "/sharing/show?what=" (subject) } { "Share with…" } } }
}
