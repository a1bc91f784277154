//! What a browser noted by itself while a session lasted, and brings now: opened, and kept once each, in its order, with the
//! time that it had there.
//!
//! `docs/session-queue.md` has the format. Each item carries the id of the record it becomes, so bringing it again keeps
//! nothing twice. What cannot be kept is named and stays where it is, in the browser. What a sitter's device brings after the
//! end comes by `late.rs`.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State as Shared,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Extra, NewRevision, Notebook, RecordId, Refusal, Timestamp, When,
    journal::{self, Writing},
    journey::{self, Moment, MomentKind, State, TreatmentSession, Watcher},
    recordings::{self, RECORDING_SECONDS, Recording, SoundKind},
};
use hearken_vault::{OpenVault, WriteError};
use serde_json::{Value, json};

use super::{beside, late, sitter};
use crate::{
    AppState,
    error::Problem,
    form::{self, BODY_BYTES, Fields, RecordPath},
    journey::office,
    session::{Unlocked, remember_head},
    zone::Clock,
};

/// An item as it comes: its id, and its sealed bytes.
pub(super) type Sealed<'a> = (RecordId, &'a [u8]);

/// An item, opened: what was noted, and the bytes that came with it.
#[derive(Clone)]
pub(super) struct Item {
    id: RecordId,
    words: Value,
    beside: Vec<u8>,
}

/// Takes what a browser brings. Says of each whether it is kept; stops at the first that the disk does not take.
pub(super) async fn bring(
    Shared(state): Shared<AppState>,
    unlocked: Result<Unlocked, Problem>,
    clock: Clock,
    headers: HeaderMap,
    RecordPath(id): RecordPath,
    body: Body,
) -> Result<Response, Problem> {
    let session = match unlocked {
        Ok(Unlocked(session)) => session,
        Err(locked) => return late::hold(&state, &headers, id, body).await.unwrap_or(Err(locked)),
    };
    let bytes = form::read_file(body, BODY_BYTES).await?.ok_or(Problem::TooLong { limit: BODY_BYTES })?;
    let items = split(&bytes).ok_or(Problem::NotText)?;
    let key = session.vault().capture_key(id);
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for (item, sealed) in items {
        let opened = key.open(item.bytes(), sealed).ok().and_then(|plain| Item::read(item, &plain));
        let Some(opened) = opened else {
            refused.push(json!({ "item": item.to_string(), "why": "unreadable" }));
            continue;
        };
        match keep(session.vault(), id, opened, sitter::by(&session, id)).await {
            Ok(()) => kept.push(item.to_string()),
            Err(WriteError::Refused(refusal)) => {
                tracing::warn!(?refusal, "an item of a session's queue was refused");
                refused.push(json!({ "item": item.to_string(), "why": "refused" }));
            }
            Err(error) if kept.is_empty() && refused.is_empty() => return Err(error.into()),
            // What is kept is said; the rest stays in the browser and comes again.
            Err(_) => break,
        }
    }
    let (under_way, office) = {
        let notebook = session.vault().read();
        let treatment = notebook.get::<TreatmentSession>(id);
        let under_way = treatment.is_some_and(|it| it.state == State::InSession);
        (under_way, office::lines(&notebook, id, &clock))
    };
    let said = json!({ "kept": kept, "refused": refused, "under_way": under_way, "office": office });
    let mut response = Json(said).into_response();
    remember_head(&state, &mut response, session.vault());
    Ok(response)
}

/// The items of a posting, one after another: id (16 bytes), length (4, big endian), sealed bytes.
pub(super) fn split(mut bytes: &[u8]) -> Option<Vec<Sealed<'_>>> {
    let mut items = Vec::new();
    while !bytes.is_empty() {
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (sealed, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        items.push((RecordId::from_bytes(*id), sealed));
        bytes = rest;
    }
    Some(items)
}

impl Item {
    /// Reads what was inside the seal: the length of the words (4 bytes, big endian), the words as JSON, other bytes.
    pub(super) fn read(id: RecordId, plain: &[u8]) -> Option<Self> {
        let (length, rest) = plain.split_first_chunk::<4>()?;
        let (words, beside) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        Some(Self { id, words: serde_json::from_slice(words).ok()?, beside: beside.to_vec() })
    }

    /// What can be read of an item whose inside is in another shape: its words as they stand, at the time when it is read.
    pub(super) fn in_another_shape(id: RecordId, plain: &[u8], now: Timestamp) -> Option<Self> {
        let words = std::str::from_utf8(plain.get(4..)?).ok()?;
        Some(Self { id, words: json!({ "words": words, "at": now.as_millis() }), beside: Vec::new() })
    }

    fn text(&self, name: &str) -> &str {
        self.words[name].as_str().unwrap_or_default()
    }

    /// When it was, by the clock of the device; a zone or an offset that there is not is left out.
    fn when(&self) -> When {
        let at = Timestamp::from_millis(self.words["at"].as_i64().unwrap_or_default());
        let offset = self.words["offset"].as_i64().and_then(|minutes| i16::try_from(minutes).ok());
        let offset = offset.filter(|minutes| (-1_440..=1_440).contains(minutes)).unwrap_or_default();
        let zone = jiff::tz::TimeZone::get(self.text("zone")).ok();
        let zone = zone.and_then(|zone| zone.iana_name().map(str::to_owned));
        When { zone, ..When::new(at, offset) }
    }

    /// When it was in that session: where the device says how long it had lasted, that counts from the beginning that the
    /// notebook knows, and what its clock on the wall shows does not.
    fn when_in(&self, session: &TreatmentSession) -> When {
        let elapsed = self.words["elapsed"].as_i64().filter(|elapsed| *elapsed >= 0);
        match (&session.began, elapsed) {
            (Some(began), Some(elapsed)) => {
                let at = Timestamp::from_millis(began.at.as_millis().saturating_add(elapsed));
                When { at, ..self.when() }
            }
            _ => self.when(),
        }
    }

    fn numbers(&self) -> Vec<(String, i32)> {
        let numbers = self.words["numbers"].as_array().into_iter().flatten();
        let whole = |value: &Value| value.as_i64().and_then(|value| i32::try_from(value).ok());
        numbers.filter_map(|pair| Some((pair[0].as_str()?.to_owned(), whole(&pair[1])?))).collect()
    }

    fn moment(&self, session: RecordId, kind: MomentKind) -> Moment {
        Moment {
            kind,
            when: self.when(),
            elapsed_ms: self.words["elapsed"].as_u64(),
            by: Watcher::from_id(self.text("by")).unwrap_or_default(),
            words: self.text("words").to_owned(),
            numbers: self.numbers(),
            ..Moment::new(session)
        }
    }

    fn list(&self, name: &str) -> Vec<String> {
        let list = self.words[name].as_array().into_iter().flatten();
        list.filter_map(|one| one.as_str().map(str::to_owned)).collect()
    }
}

/// Keeps one item, noted by this one.
pub(super) async fn keep(
    vault: &Arc<OpenVault>,
    treatment: RecordId,
    mut item: Item,
    by: Watcher,
) -> Result<(), WriteError> {
    // Who noted it on a sitter's device, the device is not asked.
    if let (true, Some(words)) = (by != Watcher::Person, item.words.as_object_mut()) {
        words.insert("by".to_owned(), json!(by.id()));
    }
    // The draft that these words were typed into is over with them, as far as the page had seen it.
    let seen = u32::try_from(item.words["draft_seen"].as_u64().unwrap_or_default()).unwrap_or_default();
    let done = Fields::draft_seen(item.text("draft"), seen);
    let ending = (item.text("kind") == "end").then(|| item.clone());
    let change = move |notebook: &Notebook| {
        let Some(session) = notebook.get::<TreatmentSession>(treatment) else {
            return orphan(notebook, &item);
        };
        match item.text("kind") {
            "medicine" => taken(notebook, treatment, &item.when_in(session)),
            "end" => ticked(notebook, treatment, &item, &item.when_in(session)),
            "voice" => said(notebook, treatment, item),
            kind => {
                let kind = MomentKind::from_id(kind).ok_or(Refusal::OtherKind)?;
                journey::note_moment(notebook, item.id, item.moment(treatment, kind))
            }
        }
    };
    vault.write(change, done).await?;
    if let Some(item) = ending {
        vault.write(move |notebook| over(notebook, treatment, &item), Vec::new()).await?;
    }
    Ok(())
}

/// The medicine was taken, at that moment. One that came after the end changes nothing: the moments have their own times.
fn taken(notebook: &Notebook, session: RecordId, when: &When) -> Result<Vec<NewRevision>, Refusal> {
    match journey::begin(notebook, session, when) {
        Err(Refusal::NotNow) => Ok(Vec::new()),
        other => other,
    }
}

/// What of the list at the end was so. It was looked at on the device, whose window showed every item undone.
fn ticked(
    notebook: &Notebook,
    session: RecordId,
    item: &Item,
    when: &When,
) -> Result<Vec<NewRevision>, Refusal> {
    let seen = u32::try_from(item.words["seen"].as_u64().unwrap_or_default()).unwrap_or_default();
    journey::tick(notebook, session, seen, &item.list("shown"), &item.list("done"), when)
}

/// The session is over if its whole list is done. One that was ended elsewhere meanwhile stays as it is.
fn over(notebook: &Notebook, id: RecordId, item: &Item) -> Result<Vec<NewRevision>, Refusal> {
    let under_way = |session: &&TreatmentSession| session.state == State::InSession;
    match notebook.get::<TreatmentSession>(id).filter(under_way) {
        Some(session) if super::ending::is_whole(notebook, session) => {
            journey::go(notebook, id, State::Recovering, &item.when_in(session))
        }
        _ => Ok(Vec::new()),
    }
}

/// A voice note, and the moment at which it was said.
fn said(notebook: &Notebook, session: RecordId, item: Item) -> Result<Vec<NewRevision>, Refusal> {
    let kind = SoundKind::ALL.into_iter().find(|kind| kind.begins(&item.beside)).ok_or(Refusal::OtherKind)?;
    let moment = Moment { recording: Some(item.id), ..item.moment(session, MomentKind::Voice) };
    let seconds = u32::try_from(item.words["seconds"].as_u64().unwrap_or_default()).unwrap_or(u32::MAX);
    let recording = Recording {
        run: session,
        screen: String::new(),
        when: item.when(),
        kind,
        seconds: seconds.min(RECORDING_SECONDS),
        bytes: item.beside,
        extra: Extra::default(),
    };
    let mut planned = recordings::keep(notebook, item.id, recording)?;
    planned.extend(journey::note_moment(notebook, beside(item.id), moment)?);
    Ok(planned)
}

/// Words of a session that was erased meanwhile become an entry of the journal; a tap or a reading of it is over with it. A
/// voice note has no other place: it is refused, and stays in the browser.
fn orphan(notebook: &Notebook, item: &Item) -> Result<Vec<NewRevision>, Refusal> {
    if item.text("kind") == "voice" {
        return Err(Refusal::NotHere);
    }
    match as_entry(notebook, item) {
        Err(Refusal::Empty) => Ok(Vec::new()),
        other => other,
    }
}

/// Keeps the words of an item as an entry of the journal, whatever else it is.
pub(super) async fn keep_words(vault: &Arc<OpenVault>, item: Item) -> Result<(), WriteError> {
    vault.write(move |notebook| as_entry(notebook, &item), Vec::new()).await.map(drop)
}

fn as_entry(notebook: &Notebook, item: &Item) -> Result<Vec<NewRevision>, Refusal> {
    let body = item.text("words").to_owned();
    let writing = Writing {
        record: item.id,
        base: 0,
        settles: Vec::new(),
        title: String::new(),
        body,
        when: item.when(),
        parts: Vec::new(),
        starred: false,
    };
    journal::keep(notebook, writing).map(|entry| vec![entry])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_that_is_cut_anywhere_is_no_posting() {
        let one = [&[7; 16][..], &3_u32.to_be_bytes(), b"abc"].concat();
        let two = [one.clone(), one.clone()].concat();
        assert_eq!(split(&two).unwrap().len(), 2);
        assert_eq!(split(&[]).unwrap(), []);
        assert!((1..one.len()).all(|end| split(&one[..end]).is_none()));
    }

    #[test]
    fn a_zone_that_there_is_not_and_an_offset_beyond_a_day_are_left_out() {
        let words = json!({ "at": 1_000, "offset": 9_999, "zone": "Nowhere/At_All" });
        let item = Item { id: RecordId::from_bytes([1; 16]), words, beside: Vec::new() };
        assert_eq!(item.when(), When::new(Timestamp::from_millis(1_000), 0));
    }
}
