//! Parts: the list of them, the story of each, and the form that describes one.

mod erase;
mod forms;
mod keep;
mod pages;
mod show;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .post("/parts", keep::keep)
        .get("/parts/new", keep::new)
        .get("/parts/{id}", show::page)
        .get("/parts/{id}/edit", keep::edit)
        .get("/parts/{id}/erase", erase::page)
        .post("/parts/{id}/erase", erase::erase)
}
