//! The map of parts and the list beside it: Self in the middle, parts where the person put them, bonds between them.

mod arrange;
mod asked;
mod download;
mod drawing;
mod list;
mod pages;
mod place;
mod show;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/parts", show::page)
        .get("/parts/list", list::page)
        .get("/parts/map.svg", download::svg)
        .get("/parts/{id}/place", place::page)
        .post("/parts/place", place::put)
        .post("/parts/arrange", arrange::arrange)
        .post("/parts/arrange/undo", arrange::undo)
}
