//! The parts that are known, in the order they were met.

use hearken_core::parts::Part;
use maud::Markup;

use super::pages::{PartCard, PartsPage};
use crate::{
    components::PartChip,
    layout::{Page, Place},
    session::Unlocked,
    words,
};

pub(super) async fn page(Unlocked(session): Unlocked) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let parts =
        notebook.listed_parts().map(|(id, part)| PartCard { chip: PartChip::of(id, part), line: line(part) });
    PartsPage { page, parts: parts.collect() }.render()
}

/// What is most worth knowing of it, in a line.
fn line(part: &Part) -> String {
    let texts = [&part.purpose, &part.manner, &part.look];
    let text = texts.into_iter().find(|text| !text.trim().is_empty());
    text.map(|text| words::beginning(text, 140)).unwrap_or_default()
}
