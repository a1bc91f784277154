//! Drawings: the answer of a screen as a picture. It is kept like a picture of a part, made anew from what was sent.

use crate::{
    Known, NewRevision, Notebook, RecordId, Refusal, Timestamp,
    exercises::{AnswerValue, Run, open_run},
    pictures::{PICTURE_BYTES, Picture},
};

/// Plans a drawing as the answer of one screen; drawn on, it is the same picture with another revision. Words that
/// stand beside it stay.
pub fn draw(
    notebook: &Notebook,
    (run, screen): (RecordId, &str),
    record: RecordId,
    picture: Picture,
    now: Timestamp,
) -> Result<Vec<NewRevision>, Refusal> {
    if picture.bytes.len() > PICTURE_BYTES {
        return Err(Refusal::TooLong { bytes: picture.bytes.len(), limit: PICTURE_BYTES });
    }
    notebook.check_kind::<Picture>(record, 0)?;
    let base = notebook.get_with_rev::<Picture>(record).map_or(0, |(rev, _)| rev);
    let mut planned = vec![NewRevision::edit(record, base, picture.into())];
    let (mut held, rev) = open_run(notebook, run)?;
    let before = held.answer(screen).map(|answer| &answer.value);
    let words = match before {
        Some(AnswerValue::Drawing { words, .. }) => words.clone(),
        _ => String::new(),
    };
    let drawn = AnswerValue::Drawing { picture: Some(record), words };
    if before != Some(&drawn) {
        held.put(screen, drawn, now, None);
        planned.push(NewRevision::edit(run, rev, held.into()));
    }
    Ok(planned)
}

/// Every drawing that was ever an answer of a run and is still here.
pub fn all_of(notebook: &Notebook, run: RecordId) -> Vec<RecordId> {
    let runs = notebook.history(run).iter().filter_map(|said| Run::of(&said.what));
    let values = runs
        .flat_map(|run| &run.answers)
        .flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
    let drawn = values.filter_map(|value| match value {
        AnswerValue::Drawing { picture, .. } => *picture,
        _ => None,
    });
    let mut all: Vec<_> = drawn.filter(|&it| notebook.get::<Picture>(it).is_some()).collect();
    all.sort_unstable();
    all.dedup();
    all
}
