//! The body view: where parts live, on a figure from the front and from the back, and as a list; now, or
//! as it was on a day.

mod figure;
mod pages;

use hearken_core::{RecordId, View, parts::Part};
use maud::Markup;

use crate::{
    components::PartChip,
    form::Query,
    layout::{Page, Place},
    over_time::Span,
    routes::Routes,
    session::Unlocked,
    zone::Clock,
};
use figure::{SPOTS, Spot};
use pages::{BodyPage, Lives, Marker};

pub(crate) fn routes() -> Routes {
    Routes::default().get("/parts/body", page)
}

async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let hidden = query.has("hidden");
    let span = Span::of(&notebook, &clock);
    let at = span.as_ref().and_then(|span| span.day(query.text("at")).filter(|&day| day != span.today));
    let view = at.map_or(notebook.view(), |day| notebook.as_of(clock.end_of(day)));
    let places = places(&view, hidden);
    BodyPage { page, markers: markers(&places), places, span, at, hidden }.render()
}

/// Each place with the parts that live there: places of the figure from the head down, then the others.
fn places(view: &View<'_>, hidden: bool) -> Vec<Lives> {
    let met: Vec<(RecordId, &Part)> =
        view.all::<Part>().filter(|&(id, part)| part.is_met() && (hidden || view.shows(id, part))).collect();
    let known = &hearken_content::library().words.body_places;
    let lives = |place: &str, label: &str| {
        let here = met.iter().filter(|(_, part)| part.body.iter().any(|lives| lives == place));
        let parts: Vec<_> =
            here.map(|&(id, part)| (PartChip::of(id, part), part.sensation.trim().to_owned())).collect();
        (!parts.is_empty()).then(|| Lives { place: place.to_owned(), label: label.to_owned(), parts })
    };
    let mut own: Vec<&str> = met.iter().flat_map(|(_, part)| part.body.iter().map(String::as_str)).collect();
    own.sort_unstable();
    own.dedup();
    own.retain(|place| known.iter().all(|word| word.id != *place));
    let listed = known.iter().filter_map(|word| lives(&word.id, &word.label));
    listed.chain(own.into_iter().filter_map(|place| lives(place, place))).collect()
}

/// A marker for each part at each spot of its places, those at one spot beside each other.
fn markers(places: &[Lives]) -> Vec<Marker> {
    let mut markers = Vec::new();
    for lives in places {
        for &(_, Spot { side, x, y }) in SPOTS.iter().filter(|(place, _)| *place == lives.place) {
            let width = i32::try_from(lives.parts.len()).unwrap_or(i32::MAX).saturating_sub(1);
            for (n, (chip, _)) in (0..).zip(&lives.parts) {
                let aside = (2 * n - width) * figure::BESIDE / 2;
                markers.push(Marker {
                    chip: chip.clone(),
                    place: lives.label.clone(),
                    side,
                    x: x + aside,
                    y,
                });
            }
        }
    }
    markers
}
