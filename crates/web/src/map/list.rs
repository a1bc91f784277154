//! The list: the map's twin, with everything that stands on it in words.

use hearken_core::map::{Map, Spot};
use maud::Markup;

use super::{
    asked::Asked,
    pages::{BondLine, ListPage, Row},
    seen,
};
use crate::{
    bonds,
    components::PartChip,
    form::Query,
    layout::{Page, Place},
    over_time::Span,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let asked = Asked::of(&query, &notebook);
    let span = Span::of(&notebook, &clock);
    let (at, view) = seen(&notebook, &clock, span.as_ref(), &query);
    let map = Map::of(&view, asked.shown);
    let rows = (0..map.spots.len()).map(|number| row(&map, number)).collect();
    ListPage { page, asked, at, rows, known: notebook.parts().next().is_some() }.render()
}

fn row(map: &Map<'_>, number: usize) -> Row {
    let Spot { id, part, guard, .. } = map.spots[number];
    let bond = |(tie, other): (&hearken_core::map::Tie<'_>, usize)| BondLine {
        id: tie.id,
        words: if tie.from == number {
            bonds::forward(&tie.bond.kind).to_owned()
        } else {
            bonds::inverse(&tie.bond.kind).to_owned()
        },
        other: PartChip::of(map.spots[other].id, map.spots[other].part),
        over: tie.bond.over.clone(),
    };
    let inside = map.circles.iter().filter(|circle| circle.spots.contains(&number));
    let texts = [&part.purpose, &part.manner, &part.look];
    let text = texts.into_iter().find(|text| !text.trim().is_empty());
    Row {
        chip: PartChip::of(id, part),
        guard,
        blend: part.blend,
        hidden: part.hidden,
        archived: part.archived,
        bonds: map.ties_of(number).map(bond).collect(),
        groups: inside.map(|circle| (circle.id, circle.group.name.clone())).collect(),
        line: text.map(|text| words::beginning(text, 140)).unwrap_or_default(),
    }
}
