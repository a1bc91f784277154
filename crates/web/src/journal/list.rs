//! The journal, newest first, a page at a time, by part and by time.

use hearken_core::{
    Known, Notebook, RecordId, Timestamp, When, journal::JournalEntry, sharing::is_out_of_sight,
};
use jiff::civil::Date;
use maud::Markup;

use super::pages::{JournalPage, Row};
use crate::{
    components::PartChip,
    form::{Fields, Query},
    layout::{Page, Place},
    session::Unlocked,
    words::{self, DayAndTime},
    zone::Clock,
};

/// Entries on one page.
const ROWS: usize = 50;

/// Letters of an entry in the list.
const BEGINNING: usize = 280;

/// Which entries are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Filter {
    pub(super) part: Option<RecordId>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Filter {
    pub(super) fn of(fields: &Fields) -> Self {
        let day = |name: &str| fields.text(name).parse().ok();
        Self { part: fields.record("part"), from: day("from"), to: day("to") }
    }

    /// What is about a part that turned out to be another is about that one too.
    pub(super) fn takes(&self, notebook: &Notebook, parts: &[RecordId], when: &When) -> bool {
        let view = notebook.view();
        let is_about = |part| parts.iter().any(|&one| one == part || view.resolve(one) == part);
        self.part.is_none_or(is_about)
            && self.from.is_none_or(|from| when.date() >= from)
            && self.to.is_none_or(|to| when.date() <= to)
    }

    /// As it stands in an address: ids and days, never words.
    pub(super) fn query(&self) -> String {
        let part = self.part.map(|part| format!("part={part}"));
        let from = self.from.map(|from| format!("from={from}"));
        let to = self.to.map(|to| format!("to={to}"));
        [part, from, to].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Journal, &session);
    list(page, &session.vault().read(), &clock, Filter::of(&query), cursor(query.text("before"))).render()
}

/// The place in the journal after which a page begins.
type Cursor = (Timestamp, RecordId);

fn cursor(text: &str) -> Option<Cursor> {
    let (millis, id) = text.split_once('_')?;
    Some((Timestamp::from_millis(millis.parse().ok()?), id.parse().ok()?))
}

fn list<'a>(
    page: Page,
    notebook: &'a Notebook,
    clock: &Clock,
    filter: Filter,
    before: Option<Cursor>,
) -> JournalPage<'a> {
    let today = clock.today();
    // Where two windows wrote an entry, it is wanted for either text.
    let takes = |id| {
        let mut texts = notebook.standing(id).filter_map(|revision| JournalEntry::of(&revision.what));
        texts.any(|entry| filter.takes(notebook, &entry.parts, &entry.when))
    };
    let mut wanted = notebook.journal_before(before).filter(|&(id, _)| takes(id));
    let rows: Vec<_> = wanted.by_ref().take(ROWS).collect();
    let more = wanted.next().is_some();
    JournalPage {
        page,
        older: rows.last().filter(|_| more).map(|(id, entry)| older(&filter, entry, *id)),
        rows: rows.into_iter().map(|(id, entry)| row(notebook, id, entry, &filter, today)).collect(),
        parts: PartChip::all(notebook),
        filter,
        later: before.is_some(),
        entries: notebook.journal_len(),
        found: None,
    }
}

fn older(filter: &Filter, entry: &JournalEntry, id: RecordId) -> String {
    let query = filter.query();
    let and = if query.is_empty() { "" } else { "&" };
    format!("/journal?{query}{and}before={}_{id}", entry.when.at.as_millis())
}

fn row<'a>(
    notebook: &Notebook,
    id: RecordId,
    entry: &'a JournalEntry,
    filter: &Filter,
    today: Date,
) -> Row<'a> {
    // A part that is kept out of sight is named where it was asked for.
    let mut named = entry.parts.clone();
    named.retain(|&part| filter.part == Some(part) || !is_out_of_sight(notebook, part));
    let (beginning, goes_on) = words::split_beginning(&entry.body, BEGINNING);
    Row {
        id,
        title: entry.title.as_deref(),
        when: DayAndTime { when: &entry.when, today },
        beginning,
        goes_on,
        parts: PartChip::these(notebook, &named),
        two_texts: !notebook.also_standing(id).is_empty(),
    }
}
