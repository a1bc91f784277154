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

use crate::routes::Routes;

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
