//! Searching as one types. The words travel in the body of the request and never stand in an address.

use axum::{
    Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, Record, RecordId, Revision,
    parts::Part,
    questionnaires,
    search::{Piece, Query, snippet},
    sharing::Space,
    triggers::Trigger,
};
use serde_json::{Value, json};

use super::{
    list::Filter,
    pages::{Found, Hit, JournalPage},
};
use crate::{
    components::{PartChip, mark_word},
    error::Problem,
    form::{Fields, Form},
    journey,
    layout::{Page, Place},
    measures,
    session::{Unlocked, see_other, wants_json},
    words,
    zone::Clock,
};

/// Hits on a page.
const HITS: usize = 100;
/// Hits while somebody types.
const HITS_TYPING: usize = 30;
/// Letters around a hit.
const WIDTH: usize = 200;
/// What stands in place of words that are found nowhere else.
const IN_THE_CORNER: &str = "In the corner that is just for you.";

pub(super) async fn search(
    Unlocked(session): Unlocked,
    headers: HeaderMap,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let typing = wants_json(&headers);
    let filter = Filter::of(&fields);
    let typed = fields.text("q");
    let Some(query) = Query::parse(typed) else {
        let all = Found { typed: String::new(), count: String::new(), hits: Vec::new() };
        return Ok(if typing {
            Json(as_json(&all)).into_response()
        } else {
            see_other(&format!("/journal?{}", filter.query()))
        });
    };
    let page = Page::open(Place::Journal, &session);
    let notebook = session.vault().read();
    let found = find(&notebook, &query, &filter, &clock, if typing { HITS_TYPING } else { HITS });
    let found = Found { typed: typed.to_owned(), ..found };
    if typing {
        return Ok(Json(as_json(&found)).into_response());
    }
    let page = JournalPage {
        page,
        rows: Vec::new(),
        parts: PartChip::all(&notebook),
        filter,
        older: None,
        later: false,
        entries: notebook.journal_len(),
        found: Some(found),
    };
    Ok(page.render().into_response())
}

fn find(notebook: &Notebook, query: &Query, filter: &Filter, clock: &Clock, most: usize) -> Found {
    let hits = notebook.search(query).into_iter().filter(|&id| takes(notebook, filter, clock, id));
    let hits: Vec<_> = hits.collect();
    let number = hits.len();
    let count = match number {
        0 => "Nothing found. Each word must be the beginning of a word you wrote.".to_owned(),
        _ if number > most => format!("{number} found; the newest {most} are shown."),
        _ => format!("{number} found."),
    };
    let hits = hits.into_iter().take(most).filter_map(|id| hit(notebook, query, clock, id)).collect();
    Found { typed: String::new(), count, hits }
}

fn takes(notebook: &Notebook, filter: &Filter, clock: &Clock, id: RecordId) -> bool {
    notebook.standing(id).any(|revision| match &revision.what {
        Record::Journal(entry) => filter.takes(notebook, &entry.parts, &entry.when),
        what => filter.takes(notebook, &parts_of(id, what), &clock.when(revision.saved)),
    })
}

/// The parts that a record is about.
fn parts_of(id: RecordId, what: &Record) -> Vec<RecordId> {
    match what {
        Record::Part(_) => vec![id],
        Record::Exercise(run) => run.part.into_iter().collect(),
        Record::Bond(bond) => vec![bond.from, bond.to],
        Record::Group(group) => group.parts.clone(),
        Record::Reading(reading) => reading.about.into_iter().collect(),
        Record::Agreement(agreement) => agreement.parts.clone(),
        Record::Decision(decision) => decision.seats.iter().map(|seat| seat.part).collect(),
        Record::Trigger(trigger) => trigger.parts.clone(),
        Record::Occurrence(time) => time.came.clone(),
        what => journey::parts_of(what),
    }
}

fn hit(notebook: &Notebook, query: &Query, clock: &Clock, id: RecordId) -> Option<Hit> {
    let revision = notebook.current(id)?;
    let saved = || words::moment(&clock.when(revision.saved), clock.today());
    let text = shown_text(notebook.standing(id));
    let (address, title, when) = match &revision.what {
        Record::Journal(entry) => {
            let title = entry.title.clone().unwrap_or_else(|| words::beginning(&entry.body, 60));
            (format!("/journal/{id}"), title, words::moment(&entry.when, clock.today()))
        }
        what => {
            let (address, title) = place_of(notebook, id, what)?;
            (address, title, saved())
        }
    };
    let mut pieces = snippet(&text, query, WIDTH);
    let has_private_words = notebook.standing(id).any(|revision| has_private_words(&revision.what));
    if has_private_words && !pieces.iter().any(|piece| piece.found) {
        pieces = vec![Piece { text: IN_THE_CORNER.to_owned(), found: false }];
    }
    Some(Hit { address, title, when, pieces })
}

/// The words that stand of a record, as a list shows them. A part's private corner is searched and stays on the part's own
/// page.
fn shown_text<'a>(standing: impl Iterator<Item = &'a Revision>) -> String {
    let mut text = String::new();
    let mut add = |words: &str| add_line(&mut text, words);
    standing.for_each(|revision| match &revision.what {
        Record::Part(part) => {
            Record::from(Part { private: String::new(), ..Part::clone(part) }).each_text(&mut add);
        }
        what => what.each_text(&mut add),
    });
    text
}

fn has_private_words(what: &Record) -> bool {
    matches!(what, Record::Part(part) if !part.private.trim().is_empty())
}

fn add_line(text: &mut String, words: &str) {
    if !text.is_empty() && !words.is_empty() {
        text.push('\n');
    }
    text.push_str(words);
}

/// Where a record that is no journal entry is read, and what it is called there; `None` if it has no page.
fn place_of(notebook: &Notebook, id: RecordId, what: &Record) -> Option<(String, String)> {
    let part_name = |part: RecordId| notebook.part(part).map(|part| part.name.clone());
    Some(match what {
        Record::Part(part) => (format!("/parts/{id}"), part.name.clone()),
        Record::Exercise(run) => {
            let guide = hearken_content::library().guide(&run.guide, run.guide_version);
            (format!("/exercises/{id}"), guide.map_or("Exercise", |guide| &guide.title).to_owned())
        }
        Record::Bond(bond) => {
            let ends = [bond.from, bond.to].map(|part| part_name(part).unwrap_or_default());
            (format!("/bonds/{id}"), ends.join(" · "))
        }
        Record::Group(group) => (format!("/groups/{id}"), group.name.clone()),
        Record::Reading(reading) => {
            let of = reading.about.map_or_else(|| Some("Self".to_owned()), part_name)?;
            (format!("/check-in/{id}"), of)
        }
        Record::Agreement(agreement) => (format!("/agreements/{id}"), words::beginning(&agreement.what, 60)),
        Record::Decision(decision) => (format!("/decisions/{id}"), words::beginning(&decision.question, 60)),
        Record::Trigger(trigger) => (format!("/triggers/{id}"), trigger.name.clone()),
        Record::Occurrence(time) => {
            let trigger = notebook.get::<Trigger>(time.trigger)?;
            (format!("/triggers/times/{id}"), trigger.name.clone())
        }
        Record::Mark(mark) if mark.name.trim().is_empty() => {
            (format!("/marks/{id}"), mark_word(mark.kind).to_owned())
        }
        Record::Breathing(_) => (format!("/breathe/log/{id}"), "Breathing".to_owned()),
        Record::OwnBreath(own) => (format!("/breathe/{id}"), own.name.clone()),
        Record::Mark(mark) => (format!("/marks/{id}"), mark.name.clone()),
        Record::Response(response) => {
            let measure = measures::known(notebook, &response.measure);
            let title = measure.map_or("Questionnaire".to_owned(), |known| known.file.title.clone());
            (format!("/measures/{id}"), title)
        }
        Record::Questionnaire(added) => {
            (format!("/measures/about/{}", questionnaires::measure_id(id)), added.title.clone())
        }
        Record::Space(space) => (format!("/sharing/{id}"), space.called.clone()),
        Record::PrivateNote(note) => {
            (format!("/sharing/{}/notes/{id}", note.space), notebook.get::<Space>(note.space)?.called.clone())
        }
        Record::GivenPage(page) => (format!("/sharing/given/{id}"), page.to.clone()),
        Record::SafetyPlan(_) => ("/plan".to_owned(), hearken_content::library().plan.title.clone()),
        what => {
            let named = journey::named(notebook, id, what)?;
            (named.address, named.title)
        }
    })
}

fn as_json(found: &Found) -> Value {
    let piece = |piece: &Piece| json!({ "text": piece.text, "hit": piece.found });
    let hit = |hit: &Hit| {
        let pieces: Vec<_> = hit.pieces.iter().map(piece).collect();
        json!({ "href": hit.address, "title": hit.title, "when": hit.when, "pieces": pieces })
    };
    json!({ "count": found.count, "hits": found.hits.iter().map(hit).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use hearken_core::{
        Extra, Timestamp,
        notebook::Prepared,
        sharing::{self, Invitation, Member, PrivateNote, Role},
    };

    use super::*;

    #[test]
    fn somebody_one_shares_with_and_a_note_about_them_lead_to_their_page() {
        let [space, note, member] = [1, 2, 3].map(|n| RecordId::from_bytes([n; 16]));
        let ends = Timestamp::from_millis(1);
        let invitation = Invitation { link: String::new(), code: String::new(), ends };
        let joined = sharing::join(&Notebook::default(), space, "Ada", Role::Friend, invitation);
        let mut notebook = Notebook::default();
        let mut keep = |record, what| {
            let (settles, saved) = (Vec::new(), Timestamp::from_millis(1));
            notebook.apply(Prepared::of(Revision { record, rev: 1, base: 0, settles, saved, what }));
        };
        keep(space, joined.expect("a name").what);
        let words = PrivateNote { space, words: "She listens.".to_owned(), extra: Extra::default() };
        keep(note, words.into());
        let other = Member { called: "Ada".to_owned(), role: None, left: false, extra: Extra::default() };
        keep(member, other.into());
        let place = |record| place_of(&notebook, record, &notebook.current(record)?.what);
        let called = |address| Some((address, "Ada".to_owned()));
        assert_eq!(place(space), called(format!("/sharing/{space}")));
        assert_eq!(
            place(note),
            called(format!("/sharing/{space}/notes/{note}")),
            "also once the space is over"
        );
        assert_eq!(place(member), None, "what stands in a space has no page in a notebook");
    }
}
