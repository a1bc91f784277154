//! The limits that the safety rules compare with: each with its default, its sources and bounds, the number in force here,
//! and where that is set. To be read; a practice changes them in a file.

mod pages;

use hearken_content::{Fault, left_out, library};
use maud::Markup;

use self::pages::LimitsPage;
use crate::{
    layout::{Page, Place},
    routes::Routes,
    session::Unlocked,
};

pub(super) fn routes() -> Routes {
    Routes::default().get("/journey/limits", page)
}

/// What is wrong with files of a practice about the rules.
fn faults() -> Vec<&'static Fault> {
    let rules = ["safety/limits.toml", "safety/rules.toml", "safety/screening.toml"];
    left_out().iter().filter(|fault| rules.contains(&fault.file.as_str())).collect()
}

async fn page(Unlocked(session): Unlocked) -> Markup {
    let page = Page::open(Place::Journey, &session);
    LimitsPage { page, safety: &library().safety, faults: faults() }.render()
}
