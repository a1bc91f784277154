//! Marks: days worth finding again on every plot and on the map.

mod erase;
mod keep;
mod list;
mod pages;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/marks", list::page)
        .post("/marks", keep::keep)
        .get("/marks/new", keep::new)
        .get("/marks/{id}", list::one)
        .get("/marks/{id}/edit", keep::edit)
        .post("/marks/{id}/archive", keep::archive)
        .get("/marks/{id}/erase", erase::page)
        .post("/marks/{id}/erase", erase::erase)
}
