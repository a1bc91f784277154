//! The map of parts and the list beside it: Self in the middle, parts where the person put them, bonds between them.

mod arrange;
mod asked;
mod download;
mod drawing;
mod list;
mod pages;
mod place;
mod show;

use hearken_core::{
    View,
    map::{Map, Shown},
};
use maud::Markup;

use crate::routes::Routes;

/// The map as it is seen, for looking at beside another: its parts lead to their pages, nothing moves.
pub(crate) fn picture_of(view: &View<'_>, hidden: bool) -> Markup {
    let map = Map::of(view, Shown { hidden, ..Shown::default() });
    drawing::picture(&map, drawing::Purpose::Page)
}

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
