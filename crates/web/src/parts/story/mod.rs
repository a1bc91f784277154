//! The story of a part: one timeline of what it said and of whatever names it, newest first, a page at a time.

mod changes;

use hearken_core::{
    Known, Notebook, Record, RecordId, Revision, Timestamp, bonds::Bond, decisions::Decision, parts::Part,
    readings::Reading, triggers::Trigger,
};

use super::{
    pages::{Change, Story, StoryItem},
    ties,
};
use crate::{journey, words, zone::Clock};

/// Moments on one page.
const MOMENTS: usize = 30;

/// A moment's place in the timeline: its time, its record, and for what the part itself said the revision (else 0).
pub(super) type Moment = (Timestamp, RecordId, u32);

/// Reads the place after which a page begins.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let mut pieces = text.splitn(3, '_');
    let millis = pieces.next()?.parse().ok()?;
    Some((Timestamp::from_millis(millis), pieces.next()?.parse().ok()?, pieces.next()?.parse().ok()?))
}

/// One page of the story of a part and of those that turned out to be it. However long somebody writes, a page looks at
/// as many moments as it shows.
pub(super) fn page(notebook: &Notebook, clock: &Clock, family: &[RecordId], before: Option<Moment>) -> Story {
    let mut moments: Vec<Moment> = Vec::new();
    for &part in family {
        let named = notebook.mentions_of(part, before.map(|(at, id, _)| (at, id)));
        moments.extend(named.take(MOMENTS + 1).map(|(at, id)| (at, id, 0)));
        let said = notebook.history(part).iter().map(|said| (said.saved, said.record, said.rev));
        moments.extend(said.filter(|moment| before.is_none_or(|before| *moment < before)));
    }
    moments.sort_unstable_by(|one, other| other.cmp(one));
    moments.dedup();
    let more = moments.len() > MOMENTS;
    moments.truncate(MOMENTS);
    let last = moments.last().filter(|_| more);
    let older = last.map(|(at, id, rev)| format!("?before={}_{id}_{rev}", at.as_millis()));
    let items = moments.iter().filter_map(|moment| item(notebook, clock, family, *moment));
    Story { items: items.collect(), older, later: before.is_some() }
}

fn item(notebook: &Notebook, clock: &Clock, family: &[RecordId], (_, id, rev): Moment) -> Option<StoryItem> {
    if rev > 0 { said(notebook, clock, family, id, rev) } else { named(notebook, clock, family, id) }
}

/// What the part said in one save. `None` when nothing that is shown changed.
fn said(
    notebook: &Notebook,
    clock: &Clock,
    family: &[RecordId],
    id: RecordId,
    rev: u32,
) -> Option<StoryItem> {
    let history = notebook.history(id);
    let revision = numbered(history, rev)?;
    let part = Part::of(&revision.what)?;
    let before = numbered(history, revision.base).and_then(|before| Part::of(&before.what));
    let lines = changes::changes(notebook, before, part);
    let first = revision.base == 0;
    let newest = history.last().map_or(0, |newest| newest.rev);
    let its_own = family.first() == Some(&id);
    // What says that it is another part, or is one with another, is undone where the two are taken apart.
    let again = its_own && rev != newest && part.merged_into.is_none();
    Some(StoryItem {
        when: words::moment(&clock.when(revision.saved), clock.today()),
        kind: if first { "First named" } else { "What it says" },
        title: (first || !its_own).then(|| part.name.clone()),
        address: None,
        changes: lines,
        take_up: again.then_some((newest, rev)),
    })
    .filter(|item| first || !item.changes.is_empty())
}

/// Revisions are numbered from 1 without gaps, so the place is the number.
fn numbered(history: &[Revision], rev: u32) -> Option<&Revision> {
    history.get(usize::try_from(rev).ok()?.checked_sub(1)?).filter(|revision| revision.rev == rev)
}

/// What names the part: an entry, an exercise, a decision, and so on.
fn named(notebook: &Notebook, clock: &Clock, family: &[RecordId], id: RecordId) -> Option<StoryItem> {
    // Where two windows wrote it, the text that names the part tells of it.
    let names_it = |revision: &&Revision| revision.what.names_one_of(family);
    let revision = notebook.standing(id).find(names_it)?;
    let today = clock.today();
    let first = || words::moment(&clock.when(notebook.history(id)[0].saved), today);
    let tell = |kind, title: String, address: String, when: String| StoryItem {
        when,
        kind,
        title: Some(title).filter(|title| !title.trim().is_empty()),
        address: Some(address),
        changes: Vec::new(),
        take_up: None,
    };
    Some(match &revision.what {
        Record::Journal(entry) => {
            let title = entry.title.clone().unwrap_or_else(|| words::beginning(&entry.body, 80));
            tell("Journal", title, format!("/journal/{id}"), words::moment(&entry.when, today))
        }
        Record::Exercise(run) => {
            let guide = hearken_content::library().guide(&run.guide, run.guide_version);
            let title = guide.map_or("An exercise", |guide| &guide.title).to_owned();
            tell("Exercise", title, format!("/exercises/{id}"), words::moment(&run.begun, today))
        }
        Record::Bond(bond) => {
            if [bond.from, bond.to].into_iter().any(|end| ties::is_out_of_sight(notebook, family, end)) {
                return None;
            }
            tell("Bond", bond_line(notebook, family, bond), format!("/bonds/{id}"), first())
        }
        Record::Reading(reading) => checked_in(reading, words::moment(&reading.when, today)),
        Record::Agreement(agreement) => tell(
            "Agreement",
            words::beginning(&agreement.what, 80),
            format!("/agreements/{id}"),
            words::moment(&agreement.made, today),
        ),
        Record::Decision(decision) => StoryItem {
            changes: seat(decision, family),
            ..tell(
                "Decision",
                words::beginning(&decision.question, 80),
                format!("/decisions/{id}"),
                words::moment(&decision.asked, today),
            )
        },
        Record::Trigger(trigger) => tell("Trigger", trigger.name.clone(), format!("/triggers/{id}"), first()),
        Record::Occurrence(time) => {
            let title = notebook.get::<Trigger>(time.trigger).map(|trigger| trigger.name.clone());
            let address = format!("/triggers/{}", time.trigger);
            tell("It came", title.unwrap_or_default(), address, words::moment(&time.when, today))
        }
        what => {
            let it = journey::named(notebook, id, what)?;
            tell(it.kind, it.title, it.address, it.when.map_or_else(first, |when| words::moment(when, today)))
        }
    })
}

fn bond_line(notebook: &Notebook, family: &[RecordId], bond: &Bond) -> String {
    let goes_out = family.contains(&bond.from);
    let other = if goes_out { bond.to } else { bond.from };
    let name = notebook.part(other).map_or("another part", |part| &part.name);
    let over = if bond.ended.is_some() { ", until it was over" } else { "" };
    format!("{} {name}{over}", ties::verb(&bond.kind, goes_out))
}

fn checked_in(reading: &Reading, when: String) -> StoryItem {
    let levels = reading.levels.iter().map(|(scale, level)| format!("{} {level}", scale.id()));
    let line = levels.collect::<Vec<_>>().join(", ");
    let note = Some(words::beginning(&reading.note, 160)).filter(|note| !note.is_empty());
    let changes = vec![Change { line, words: note }];
    StoryItem { when, kind: "Check-in", title: None, address: None, changes, take_up: None }
}

fn seat(decision: &Decision, family: &[RecordId]) -> Vec<Change> {
    let seats = decision.seats.iter().filter(|seat| family.contains(&seat.part));
    let words = seats.map(|seat| {
        let said = seat.voices.iter().flat_map(|voice| [&voice.wants, &voice.fears, &voice.needs]);
        let said = said.filter(|text| !text.trim().is_empty()).map(|text| words::beginning(text, 120));
        let words = Some(said.collect::<Vec<_>>().join("\n")).filter(|words| !words.is_empty());
        Change { line: seat.seat.id().replace('-', " "), words }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;
    use hearken_core::{When, journal::JournalEntry, notebook::Prepared};

    /// A part with so many entries about it, a minute apart.
    fn long_written_about(entries: u32) -> (Notebook, RecordId) {
        let mut notebook = Notebook::default();
        let part = RecordId::from_bytes([1; 16]);
        let mut save = |record, minute: u32, what| {
            let saved = Timestamp::from_millis(i64::from(minute) * 60_000);
            let revision = Revision { record, rev: 1, base: 0, settles: Vec::new(), saved, what };
            notebook.apply(Prepared::of(revision));
        };
        save(part, 0, Part::named("The Planner").unwrap().into());
        for n in 1..=entries {
            let mut id = [2; 16];
            id[..4].copy_from_slice(&n.to_be_bytes());
            let when = When::new(Timestamp::from_millis(i64::from(n) * 60_000), 0);
            let entry = JournalEntry {
                body: format!("Moment {n}.").into(),
                when,
                parts: vec![part],
                ..JournalEntry::default()
            };
            save(RecordId::from_bytes(id), n, Record::Journal(entry));
        }
        (notebook, part)
    }

    #[test]
    fn however_long_somebody_writes_a_page_holds_as_many_moments() {
        let (notebook, part) = long_written_about(10_000);
        let clock = Clock::of(&HeaderMap::new(), Timestamp::from_millis(0), 0);
        let first = page(&notebook, &clock, &[part], None);
        assert_eq!((first.items.len(), first.later), (MOMENTS, false));
        assert_eq!(first.items[0].title.as_deref(), Some("Moment 10000."));
        let next = moment(first.older.unwrap().strip_prefix("?before=").unwrap());
        let second = page(&notebook, &clock, &[part], next);
        assert_eq!(second.items[0].title.as_deref(), Some("Moment 9970."));
        assert!(second.later);
    }

    #[test]
    fn a_place_in_the_story_is_read_and_nothing_else_is() {
        let id: RecordId = "0197a5e0-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(moment(&format!("-5_{id}_3")), Some((Timestamp::from_millis(-5), id, 3)));
        for other in ["", "5", "5_x_1", &format!("5_{id}"), &format!("x_{id}_1")] {
            assert_eq!(moment(other), None, "{other}");
        }
    }
}
