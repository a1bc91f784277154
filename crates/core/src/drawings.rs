//! Drawings: the answer of a screen as a picture. It is kept like a picture of a part, made anew from what was sent.
//!
//! Each window draws a picture of its own. One that is drawn over what stood there takes its place; one that another window
//! drew meanwhile stays beside it, as words do.

use crate::{
    Known, NewRevision, Notebook, RecordId, Refusal, Timestamp,
    exercises::{AnswerValue, Answering, Run, Side, answered_elsewhere, open_run},
    pictures::{PICTURE_BYTES, Picture},
};

/// Where something is drawn.
pub struct Drawing {
    /// The run.
    pub run: RecordId,
    /// The revision of the run that the window showed.
    pub seen: u32,
    /// The screen.
    pub screen: String,
    /// The picture that this window draws.
    pub picture: RecordId,
    /// When.
    pub now: Timestamp,
}

/// Plans a drawing as the answer of one screen; drawn on, it is the same picture with another revision. Words that
/// the window showed beside it stay.
pub fn draw(notebook: &Notebook, at: Drawing, picture: Picture) -> Result<Vec<NewRevision>, Refusal> {
    if picture.bytes.len() > PICTURE_BYTES {
        return Err(Refusal::TooLong { bytes: picture.bytes.len(), limit: PICTURE_BYTES });
    }
    notebook.check_kind::<Picture>(at.picture, 0)?;
    let (mut run, rev) = open_run(notebook, at.run)?;
    let known = notebook.get_with_rev::<Picture>(at.picture);
    let mut planned = Vec::new();
    if known.is_none_or(|(_, known)| *known != picture) {
        planned.push(NewRevision::edit(at.picture, known.map_or(0, |(rev, _)| rev), picture.into()));
    }
    let shown = notebook.revision(at.run, at.seen).and_then(|revision| Run::of(&revision.what));
    let words = match shown.and_then(|shown| shown.answer(&at.screen)).map(|answer| &answer.value) {
        Some(AnswerValue::Drawing { words, .. }) => words.clone(),
        _ => String::new(),
    };
    let answering = Answering {
        run: at.run,
        seen: at.seen,
        screen: at.screen,
        side: Side::One,
        value: AnswerValue::Drawing { picture: Some(at.picture), words },
        next: None,
        now: at.now,
    };
    let stands = run.answer(&answering.screen).map(|answer| &answer.value);
    if stands != Some(&answering.value) {
        let also = answered_elsewhere(notebook, &run, &answering);
        run.put(&answering.screen, answering.value, answering.now, also);
        planned.push(NewRevision::edit(at.run, rev, run.into()));
    }
    Ok(planned)
}

/// The drawings that stand on a screen of a run and are still here: the one that counts, and those of other windows.
pub fn standing(notebook: &Notebook, run: &Run, screen: &str) -> Vec<RecordId> {
    let answer = run.answer(screen).into_iter();
    let values = answer.flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
    let mut all = Vec::new();
    for picture in values.filter_map(drawn) {
        if notebook.get::<Picture>(picture).is_some() && !all.contains(&picture) {
            all.push(picture);
        }
    }
    all
}

/// Every drawing that was ever an answer of a run and is still here.
pub fn all_of(notebook: &Notebook, run: RecordId) -> Vec<RecordId> {
    on_screens(notebook, run, |_| true)
}

/// The run and the screen that a drawing was ever an answer of.
pub fn place_of(notebook: &Notebook, picture: RecordId) -> Option<(RecordId, String)> {
    notebook.get::<Picture>(picture)?;
    notebook.runs().find_map(|(id, _)| {
        let runs = notebook.history(id).iter().filter_map(|said| Run::of(&said.what));
        let answers = runs.flat_map(|run| &run.answers);
        let mut here = answers.filter(|answer| {
            std::iter::once(&answer.value).chain(&answer.others).any(|value| drawn(value) == Some(picture))
        });
        here.next().map(|answer| (id, answer.screen.clone()))
    })
}

/// What goes with a drawing that is erased: whatever it was drawn over on its screen, which nobody sees any more.
pub(crate) fn below(notebook: &Notebook, picture: RecordId) -> Vec<RecordId> {
    let Some((id, screen)) = place_of(notebook, picture) else { return Vec::new() };
    let stands = notebook.run(id).map(|run| standing(notebook, run, &screen)).unwrap_or_default();
    let mut below = on_screens(notebook, id, |on| on == screen);
    below.retain(|picture| !stands.contains(picture));
    below
}

fn on_screens(notebook: &Notebook, run: RecordId, wanted: impl Fn(&str) -> bool) -> Vec<RecordId> {
    let runs = notebook.history(run).iter().filter_map(|said| Run::of(&said.what));
    let answers = runs.flat_map(|run| &run.answers).filter(|answer| wanted(&answer.screen));
    let values = answers.flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
    let mut all: Vec<_> =
        values.filter_map(drawn).filter(|&it| notebook.get::<Picture>(it).is_some()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

const fn drawn(value: &AnswerValue) -> Option<RecordId> {
    match value {
        AnswerValue::Drawing { picture, .. } => *picture,
        _ => None,
    }
}
