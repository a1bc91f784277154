//! The map page: as the map lies now, or as it lay on a day.

use hearken_core::{Notebook, View, compare::compare, map::Map, marks::MarkKind};
use jiff::civil::Date;
use maud::Markup;

use super::{
    asked::Asked,
    drawing::{self, Purpose},
    pages::{Done, MapPage, Since},
    seen,
};
use crate::{
    form::Query,
    layout::{Page, Place},
    over_time::{Span, sentences},
    session::Unlocked,
    words,
    zone::Clock,
};

/// Differences that are said below the map; the comparison says all of them.
const SAID: usize = 3;

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let asked = Asked::of(&query, &notebook);
    let span = Span::of(&notebook, &clock);
    let (at, view) = seen(&notebook, &clock, span.as_ref(), &query);
    let map = Map::of(&view, asked.shown);
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
        since: since(&notebook, &clock, span.as_ref(), at, asked.shown.hidden),
        span,
        at,
        asked,
        done,
    }
    .render()
}

/// What differs since the day that is shown or, today, since the last session; `None` when nothing does.
fn since(
    notebook: &Notebook,
    clock: &Clock,
    span: Option<&Span>,
    at: Option<Date>,
    hidden: bool,
) -> Option<Since> {
    let session = || span?.marks.iter().rev().find(|mark| mark.kind == MarkKind::Session);
    let (name, day) = match at {
        Some(day) => (words::day(day, clock.today()), day),
        None => session().map(|mark| (mark.called(), mark.day.yesterday().unwrap_or(mark.day)))?,
    };
    let then: View<'_> = notebook.as_of(clock.end_of(day));
    let mut said = sentences(notebook, &compare(&then, &notebook.view(), hidden));
    let more = said.len().saturating_sub(SAID);
    said.truncate(SAID);
    (!said.is_empty()).then_some(Since { name, day, said, more })
}
