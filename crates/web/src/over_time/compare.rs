//! Comparing two days.

use hearken_core::{View, compare::compare};
use jiff::civil::Date;
use maud::Markup;

use super::{
    Span,
    pages::{self, ComparePage, Compared, Row, Side},
    sentences,
};
use crate::{
    components::{PartChip, role_word},
    form::Query,
    layout::{Page, Place},
    map::picture_of,
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let hidden = query.has("hidden");
    let Some(span) = Span::of(&notebook, &clock) else {
        return ComparePage { page, compared: None }.render();
    };
    let (one, other) = span.default_days();
    let one = span.day(query.text("one")).unwrap_or(one);
    let other = span.day(query.text("other")).unwrap_or(other);
    let (then, now) = (notebook.as_of(clock.end_of(one)), notebook.as_of(clock.end_of(other)));
    let compared = Compared {
        one: side(one, &clock),
        other: side(other, &clock),
        sentences: sentences(&notebook, &compare(&then, &now, hidden)),
        maps: [picture_of(&then, hidden), picture_of(&now, hidden)],
        rows: rows(&then, &now, hidden),
        around: span.marks.iter().map(|mark| (mark.clone(), span.around(mark))).collect(),
        first: span.first,
        today: span.today,
        hidden,
    };
    ComparePage { page, compared: Some(compared) }.render()
}

fn side(day: Date, clock: &Clock) -> Side {
    Side { day, shown: words::day(day, clock.today()) }
}

/// Two views of one notebook, small and side by side: the map in each, and the same in words.
pub(crate) fn side_by_side(then: &View<'_>, now: &View<'_>, shown: [&str; 2]) -> Markup {
    let maps = [picture_of(then, false), picture_of(now, false)];
    pages::both(shown, &maps, &rows(then, now, false))
}

/// Every part that was met on one of the days, with how it stood on each.
fn rows(then: &View<'_>, now: &View<'_>, hidden: bool) -> Vec<Row> {
    let notebook = then.notebook();
    let ids = notebook.parts().map(|(id, _)| id);
    let row = |id| {
        let (before, after) = (stood(then, id, hidden), stood(now, id, hidden));
        (before.is_some() || after.is_some()).then_some(())?;
        Some(Row { chip: PartChip::of(id, notebook.part(id)?), before, after })
    };
    ids.filter_map(row).collect()
}

/// How a part stood, in a line; `None` if it was not on the map.
fn stood(view: &View<'_>, id: hearken_core::RecordId, hidden: bool) -> Option<String> {
    use hearken_core::{parts::Part, readings::Scale};
    let part = view.get::<Part>(id).filter(|part| part.is_met() && (hidden || view.shows(id, part)))?;
    let levels = [Scale::Guard, Scale::Trust, Scale::Closeness, Scale::Blended].into_iter();
    let levels = levels
        .filter_map(|scale| view.level(Some(id), &scale).map(|(_, level)| format!("{} {level}", scale.id())));
    let role = if part.new_role.trim().is_empty() {
        role_word(part.role).to_owned()
    } else {
        format!("{}, new role: {}", role_word(part.role), part.new_role.trim())
    };
    Some(std::iter::once(role).chain(levels).collect::<Vec<_>>().join(" · "))
}
