//! The end of a run: the journal entry it leaves, and taking a run out of the notebook.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_content::{Guide, Library, fill};
use hearken_core::{
    Notebook, RecordId, Refusal, When, erasure, exercises,
    exercises::{Run, Side},
    journal::JournalEntry,
    limits::{NAME_BYTES, TEXT_BYTES},
    sharing::is_out_of_sight,
};
use hearken_vault::{Session, WriteError};

use crate::{
    AppState,
    components::asks_for_help,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

use super::{At, address, pages, run_of, said, said_in};

/// Stands at the end of an entry that could not hold a whole run.
const REST: &str = "\n\nThe rest is in the exercise itself.";

/// Ends a run where it stands.
pub(super) async fn finish(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    finish_run(&state, &session, &clock, id, &fields).await
}

/// Ends a run, leaves its journal entry, and goes back to the run that waits for it, if one does. A run that has
/// ended already stays as it is: whoever sends the form again wants to be where the first time led.
pub(super) async fn finish_run(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    id: RecordId,
    fields: &Fields,
) -> Result<Response, Problem> {
    let (_, run) = run_of(session, id)?;
    if state.library.guide(&run.guide, run.guide_version).is_none() {
        return finish_lost(state, session, clock, id).await;
    }
    let at = At::find(state.library, session, id)?;
    let entry_id = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let (library, guide, now) = (state.library, at.guide, clock.now());
    let plan = move |notebook: &Notebook| {
        let run = notebook.run(id).ok_or(Refusal::NotHere)?;
        let entry = entry_of(library, guide, (id, run), notebook, now.clone());
        exercises::finish(notebook, id, now.at, entry_id, entry)
    };
    match session.vault().write(plan, Vec::new()).await {
        Ok(_) | Err(WriteError::Refused(Refusal::Finished)) => Ok(kept(state, session, &after(session, &at))),
        Err(error) => Err(error.into()),
    }
}

/// Ends a run whose guide is gone. All that was answered stays in the run; without its questions it makes no entry.
async fn finish_lost(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    id: RecordId,
) -> Result<Response, Problem> {
    let (now, entry_id) = (clock.now(), state.keeper.new_record_id());
    let plan =
        move |notebook: &Notebook| exercises::finish(notebook, id, now.at, entry_id, JournalEntry::default());
    match session.vault().write(plan, Vec::new()).await {
        Ok(_) | Err(WriteError::Refused(Refusal::Finished)) => Ok(kept(state, session, &address(id, &[]))),
        Err(error) => Err(error.into()),
    }
}

/// Where the end of a run leads: to the run that waits for it, or to what was said in it.
pub(super) fn after(session: &Session, at: &At) -> String {
    let notebook = session.vault().read();
    let waiting = at.run.parent.filter(|&parent| notebook.run(parent).is_some_and(Run::is_open));
    format!("{}?kept={}", address(waiting.unwrap_or(at.id), &[]), at.id)
}

/// Whether what was said in the run that ended just now asks for the gentle card (K6).
pub(super) fn asks(library: &'static Library, notebook: &Notebook, query: &Fields) -> bool {
    let Some(id) = query.record("kept") else { return false };
    notebook.run(id).is_some_and(|run| {
        let (_, said) = said_in(library, notebook, id, run);
        asks_for_help(said.iter().flat_map(|said| said.words.iter().chain(&said.others)).map(String::as_str))
    })
}

/// The entry that a run leaves: its questions and what was said.
fn entry_of(
    library: &Library,
    guide: &Guide,
    (id, run): (RecordId, &Run),
    notebook: &Notebook,
    when: When,
) -> JournalEntry {
    let body = said::text(&said::all(library, guide, (id, run), notebook));
    let body =
        if body.len() > TEXT_BYTES { format!("{}{REST}", cut(&body, TEXT_BYTES - REST.len())) } else { body };
    JournalEntry {
        title: Some(title_of(guide, run, notebook)),
        body: body.into(),
        when,
        ..JournalEntry::default()
    }
}

/// What a run is called in lists: “Meeting the Planner”, or its guide's title while somebody it needs was not named.
pub(super) fn title_of(guide: &Guide, run: &Run, notebook: &Notebook) -> String {
    let name = |side| run.part_on(side).and_then(|part| notebook.part(part)).map(|part| part.name.as_str());
    let (part, other) = (name(Side::One), name(Side::Other));
    let named = part.filter(|_| other.is_some() || !guide.has_two_sides());
    let title = match (named, &guide.title_with) {
        (None, _) => return guide.title.clone(),
        (Some(part), Some(title)) => fill(title, &[("part", part), ("other", other.unwrap_or_default())]),
        (Some(part), None) => format!("{}: {part}", guide.title),
    };
    cut(&title, NAME_BYTES).to_owned()
}

/// The same where nobody asked for a part by name: one that is kept out of sight is not named.
pub(super) fn listed_title(guide: &Guide, run: &Run, notebook: &Notebook) -> String {
    let sides = run.part.into_iter().chain(run.other_part);
    if sides.into_iter().any(|part| is_out_of_sight(notebook, part)) {
        return guide.title.clone();
    }
    title_of(guide, run, notebook)
}

/// At most `bytes` of a text, whole letters only.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// Asks before a run is taken out.
pub(super) async fn ask_erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let (_, run) = run_of(&session, id)?;
    let page = Page::open(Place::Exercises, &session);
    let erasure = state.keeper.new_record_id();
    let shown = pages::erase::ErasePage::of(&state, &session, &clock, (id, &run), erasure);
    Ok(shown.render(&page).into_response())
}

/// Takes a run out of the notebook for good. The part it met and the entry it left stay.
pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    run_of(&session, id)?;
    let erasure = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let plan =
        move |notebook: &Notebook| erasure::erase(notebook, erasure, id).map(|revision| vec![revision]);
    session.vault().write(plan, Vec::new()).await?;
    Ok(kept(&state, &session, "/exercises"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_letters() {
        assert_eq!(cut("äöü", 3), "ä");
        assert_eq!(cut("äöü", 4), "äö");
        assert_eq!(cut("ab", 9), "ab");
        assert_eq!(cut("ä", 0), "");
    }
}
