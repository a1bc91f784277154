//! Showing something to somebody: which fields, for how long, whether later changes too; and keeping what is shown as the
//! person wants it.

mod begin;
mod copies;
mod keep_up;
mod pages;

use maud::{Markup, html};

use crate::{layout::Page, routes::Routes};
pub(crate) use keep_up::{KeptUp, keep_up};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/sharing/show", begin::page).post("/sharing/show", begin::show)
}

/// The way to show a record to somebody, beside the other ways on of its page; nothing where there is nobody to share with.
pub(crate) fn share_link(page: &Page, record: &str) -> Markup {
    link(page, &format!("record/{record}"))
}

/// The same for the map.
pub(crate) fn share_map_link(page: &Page) -> Markup {
    link(page, "map")
}

fn link(page: &Page, subject: &str) -> Markup {
    let shares = page.open.as_ref().is_some_and(|open| open.shares);
    html! { @if shares { a .button .second href={ "/sharing/show?what=" (subject) } { "Share with…" } } }
}
