//! Showing something to somebody: which fields, for how long, whether later changes too; and keeping what is shown as the
//! person wants it.

mod begin;
mod copies;
mod keep_up;
mod pages;

use hearken_core::{RecordId, sharing::Subject};
use maud::{Markup, html};

use crate::routes::Routes;
pub(crate) use keep_up::{KeptUp, keep_up};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/sharing/show", begin::page).post("/sharing/show", begin::show)
}

/// The way to show a record to somebody, for the foot of its page.
pub(crate) fn share_link(record: RecordId) -> Markup {
    link(&Subject::Record(record))
}

fn link(subject: &Subject) -> Markup {
    html! { a .button .quiet href=(address(subject)) { "Share with…" } }
}

/// Where it is chosen who is shown a subject, and what of it.
fn address(subject: &Subject) -> String {
    format!("/sharing/show?what={}", subject.id())
}
