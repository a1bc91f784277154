//! The map page.

use hearken_core::map::Map;
use maud::Markup;

use super::{
    asked::Asked,
    drawing::{self, Purpose},
    pages::{Done, MapPage},
};
use crate::{
    form::Query,
    layout::{Page, Place},
    session::Unlocked,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let asked = Asked::of(&query, &notebook);
    let map = Map::of(&notebook.view(), asked.shown);
    let done = match (query.text("arranged").parse(), query.text("undone")) {
        (Ok(at), _) => Some(Done::Arranged(at)),
        (_, "1") => Some(Done::Undone),
        _ => None,
    };
    MapPage {
        page,
        picture: drawing::picture(&map, Purpose::Page),
        parts: map.spots.len(),
        left_out: map.spots.len().saturating_sub(drawing::MOST),
        ties: map.ties.len(),
        known: notebook.parts().next().is_some(),
        day: clock.today(),
        asked,
        done,
    }
    .render()
}
