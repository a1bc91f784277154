//! Groups: parts that the person sees together. A group may stand within another.

mod archive;
mod erase;
mod forms;
mod keep;
mod list;
mod pages;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/groups", list::page)
        .post("/groups", keep::keep)
        .get("/groups/new", keep::new)
        .get("/groups/{id}", keep::edit)
        .post("/groups/{id}/archive", archive::archive)
        .post("/groups/{id}/bring-back", archive::bring_back)
        .get("/groups/{id}/erase", erase::page)
        .post("/groups/{id}/erase", erase::erase)
}
