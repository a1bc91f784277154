//! The journal: reading it, searching it, writing in it, taking an entry out.

mod erase;
mod forms;
mod keep;
mod list;
mod pages;
mod search;
mod show;

pub(crate) use forms::EntryForm;
pub(crate) use pages::entry_fields;

use hearken_core::journal::JournalEntry;

use crate::{components, routes::Routes};

/// Whether the words of an entry ask for the gentle card (K6).
pub(crate) fn asks_for_help(entry: &JournalEntry) -> bool {
    components::asks_for_help(entry.title.as_deref().into_iter().chain([&*entry.body]))
}

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/journal", list::page)
        .post("/journal", keep::keep)
        .post("/journal/search", search::search)
        .get("/journal/new", keep::new)
        .get("/journal/{id}", show::page)
        .get("/journal/{id}/edit", keep::edit)
        .get("/journal/{id}/history", show::history)
        .post("/journal/{id}/text", show::text)
        .get("/journal/{id}/erase", erase::page)
        .post("/journal/{id}/erase", erase::erase)
}
