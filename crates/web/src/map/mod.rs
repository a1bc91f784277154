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
    Notebook, View,
    map::{Map, Shown},
};
use jiff::civil::Date;
use maud::Markup;

use crate::{form::Fields, over_time::Span, routes::Routes, zone::Clock};

/// The day that is asked for, and the notebook as it stood at its end; `None` and as it stands for today.
fn seen<'a>(
    notebook: &'a Notebook,
    clock: &Clock,
    span: Option<&Span>,
    query: &Fields,
) -> (Option<Date>, View<'a>) {
    let at = span.and_then(|span| span.day(query.text("at")).filter(|&day| day != span.today));
    (at, at.map_or(notebook.view(), |day| notebook.as_of(clock.end_of(day))))
}

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
