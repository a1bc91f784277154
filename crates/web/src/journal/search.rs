//! Searching as one types. The words travel in the body of the request and never stand in an address.

use axum::{
    Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, Record, RecordId,
    search::{Piece, Query, snippet},
};
use serde_json::{Value, json};

use super::{
    list::Filter,
    pages::{Found, Hit, JournalPage},
};
use crate::{
    components::PartChip,
    error::Problem,
    form::{Fields, Form},
    layout::{Page, Place},
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
    let Some(revision) = notebook.current(id) else { return false };
    match &revision.what {
        Record::Journal(entry) => filter.takes(&entry.parts, &entry.when),
        Record::Part(_) => filter.takes(&[id], &clock.when(revision.saved)),
        Record::Exercise(run) => filter.takes(run.part.as_slice(), &clock.when(revision.saved)),
        _ => false,
    }
}

fn hit(notebook: &Notebook, query: &Query, clock: &Clock, id: RecordId) -> Option<Hit> {
    let revision = notebook.current(id)?;
    let saved = || words::moment(&clock.when(revision.saved), clock.today());
    let (address, title, when, text) = match &revision.what {
        Record::Journal(entry) => {
            let title = entry.title.clone().unwrap_or_else(|| words::beginning(&entry.body, 60));
            let tags = entry.tags.iter().map(String::as_str);
            let text = std::iter::once(entry.body.as_str()).chain(tags).collect::<Vec<_>>().join("\n");
            ("/journal", title, words::moment(&entry.when, clock.today()), text)
        }
        Record::Part(part) => {
            let texts = part.texts().into_iter().map(|(_, text)| text);
            let all = std::iter::once(part.manner.as_str())
                .chain(texts)
                .chain(part.body.iter().map(String::as_str));
            (
                "/parts",
                part.name.clone(),
                saved(),
                all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
            )
        }
        Record::Exercise(run) => {
            let guide = hearken_content::library().guide(&run.guide, run.guide_version);
            let title = guide.map_or("Exercise", |guide| &guide.title).to_owned();
            let texts = run.answers.iter().flat_map(|answer| answer.value.texts());
            (
                "/exercises",
                title,
                saved(),
                texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
            )
        }
        _ => return None,
    };
    Some(Hit { address: format!("{address}/{id}"), title, when, pieces: snippet(&text, query, WIDTH) })
}

fn as_json(found: &Found) -> Value {
    let piece = |piece: &Piece| json!({ "text": piece.text, "hit": piece.found });
    let hit = |hit: &Hit| {
        let pieces: Vec<_> = hit.pieces.iter().map(piece).collect();
        json!({ "href": hit.address, "title": hit.title, "when": hit.when, "pieces": pieces })
    };
    json!({ "count": found.count, "hits": found.hits.iter().map(hit).collect::<Vec<_>>() })
}
