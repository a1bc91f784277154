//! One part and its story: what it said, what was written about it, when it was met.

use hearken_content::PartField;
use hearken_core::{
    Notebook, Record, RecordId,
    parts::{Part, Role},
};
use maud::Markup;

use super::pages::{Mention, PartPage, Trait};
use crate::{
    components::PartChip,
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// Entries about it that are shown; the journal shows all of them.
const ENTRIES: usize = 5;
/// Journal entries that are looked through for these: a page must not take longer the longer somebody writes.
const LOOKED_THROUGH: usize = 2_000;

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    Ok(PartPage {
        page,
        chip: PartChip::of(id, part),
        known_since: notebook
            .history(id)
            .first()
            .map(|first| words::day(clock.when(first.saved).date(), clock.today())),
        traits: traits(part),
        others: others(&notebook, id),
        entries: entries(&notebook, &clock, id),
        runs: runs(&notebook, &clock, id),
        exile: part.role == Role::Exile,
    }
    .render())
}

/// What is known of it, in the words of the content and in the order in which they are shown.
fn traits(part: &Part) -> Vec<Trait> {
    let words = &hearken_content::library().words;
    let shape = part
        .shape
        .as_deref()
        .map(|shape| words.shapes.iter().find(|word| word.id == shape).map_or(shape, |word| &word.label));
    let colour = part.colour.as_deref().map(|colour| {
        words
            .colours
            .iter()
            .find(|known| known.hex.eq_ignore_ascii_case(colour))
            .map_or(colour, |known| &known.label)
    });
    let places = part.body.iter().map(|place| {
        words.body_places.iter().find(|word| word.id == *place).map_or(place.as_str(), |word| &word.label)
    });
    let body = places.collect::<Vec<_>>().join(", ");
    let all = [
        (PartField::Manner, part.manner.as_str()),
        (PartField::Look, &part.look),
        (PartField::Colour, colour.unwrap_or_default()),
        (PartField::Shape, shape.unwrap_or_default()),
        (PartField::Age, &part.felt_age),
        (PartField::Body, &body),
        (PartField::Purpose, &part.purpose),
        (PartField::Feels, &part.feels),
        (PartField::Fears, &part.fears),
        (PartField::Gifts, &part.gifts),
        (PartField::Needs, &part.needs),
        (PartField::Reflection, &part.relates),
    ];
    let said =
        all.map(|(field, text)| Trait { label: words.field_label(field).to_owned(), text: text.to_owned() });
    let notes = Trait { label: "Anything else".to_owned(), text: part.notes.clone() };
    said.into_iter().chain([notes]).filter(|said| !said.text.trim().is_empty()).collect()
}

/// What another window kept at the same time.
fn others(notebook: &Notebook, id: RecordId) -> Vec<Vec<Trait>> {
    let standing = notebook.also_standing(id).into_iter();
    standing
        .filter_map(
            |revision| if let Record::Part(part) = &revision.what { Some(traits(part)) } else { None },
        )
        .collect()
}

fn entries(notebook: &Notebook, clock: &Clock, id: RecordId) -> Vec<Mention> {
    let about = notebook.journal().take(LOOKED_THROUGH).filter(|(_, entry)| entry.parts.contains(&id));
    about
        .take(ENTRIES)
        .map(|(entry_id, entry)| Mention {
            address: format!("/journal/{entry_id}"),
            title: entry.title.clone().unwrap_or_else(|| words::beginning(&entry.body, 60)),
            when: words::moment(&entry.when, clock.today()),
        })
        .collect()
}

fn runs(notebook: &Notebook, clock: &Clock, id: RecordId) -> Vec<Mention> {
    let with = notebook.runs().rev().filter(|(_, run)| run.part == Some(id));
    with.map(|(run_id, run)| {
        let guide = hearken_content::library().guide(&run.guide, run.guide_version);
        Mention {
            address: format!("/exercises/{run_id}"),
            title: guide.map_or("An exercise", |guide| &guide.title).to_owned(),
            when: words::moment(&run.begun, clock.today()),
        }
    })
    .collect()
}
