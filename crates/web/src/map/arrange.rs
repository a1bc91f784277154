//! “Arrange for me”: the whole map laid out anew, kept as places, and taken back as one.

use axum::{extract::State, response::Response};
use hearken_core::{
    Notebook, RecordId, Timestamp,
    map::{self, Map},
    places::{self, Place},
    undo as undoing,
};

use super::asked;
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form},
    session::{Unlocked, kept},
};

pub(super) async fn arrange(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let shown = asked::shown(&fields);
    let vault = session.vault();
    // First where every part lies now, placed or not: then taking it back brings all of them there again.
    let as_it_lies = move |notebook: &Notebook| {
        let spots = Map::of(&notebook.view(), shown).spots;
        places::put(notebook, &spots.iter().map(|spot| (spot.id, spot.at)).collect::<Vec<_>>())
    };
    vault.write(as_it_lies, Vec::new()).await?;
    let anew =
        move |notebook: &Notebook| places::put(notebook, &map::arrange(&Map::of(&notebook.view(), shown)));
    let saved = vault.write(anew, Vec::new()).await?;
    let at = saved.revisions.first().and_then(|&(record, rev)| {
        let notebook = vault.read();
        notebook.revision(record, rev).map(|revision| revision.saved.as_millis().to_string())
    });
    let more: Vec<_> = at.map(|at| ("arranged", at)).into_iter().collect();
    Ok(kept(&state, &session, &asked::address("/parts", shown, &more)))
}

/// Takes one arrangement back. What was moved since stays where it was moved to.
pub(super) async fn undo(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let at = fields.text("at").parse().map(Timestamp::from_millis).map_err(|_| Problem::NotHere)?;
    let change = move |notebook: &Notebook| undoing::undo(notebook, &placed_at(notebook, at));
    session.vault().write(change, Vec::new()).await?;
    let undone = [("undone", "1".to_owned())];
    Ok(kept(&state, &session, &asked::address("/parts", asked::shown(&fields), &undone)))
}

/// The places that were last changed by that one save.
fn placed_at(notebook: &Notebook, at: Timestamp) -> Vec<RecordId> {
    let newest = |&id: &RecordId| notebook.current(id).is_some_and(|revision| revision.saved == at);
    notebook.all::<Place>().map(|(id, _)| id).filter(newest).collect()
}
