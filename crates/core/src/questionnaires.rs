//! Questionnaires that somebody added: the form as its file has it, kept with the notebook.
//!
//! What the file says is read by whoever asks it; here it is a text. It never changes: another wording is another
//! questionnaire, so that answers stay with the words they were given to. One that was taken away is no longer asked, and
//! what was answered can still be read.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal,
    limits::{check_name, check_text},
};

/// The most questionnaires that are asked at once, beside those of the content.
pub const QUESTIONNAIRES: usize = 50;

/// What the names of added questionnaires begin with, where responses name theirs.
const ADDED: &str = "added-";

/// A questionnaire from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Questionnaire {
    /// What people call it.
    pub title: String,
    /// The form as its file has it.
    pub text: String,
    /// It was taken away: not asked any more.
    pub away: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// The name by which responses and plans know an added questionnaire.
pub fn measure_id(record: RecordId) -> String {
    format!("{ADDED}{record}")
}

/// The record of an added questionnaire, by the name that a response gives it.
pub fn record_of(measure: &str) -> Option<RecordId> {
    measure.strip_prefix(ADDED)?.parse().ok()
}

/// The one that has this very text, whether or not it was taken away.
pub fn with_text(notebook: &Notebook, text: &str) -> Option<RecordId> {
    notebook.all::<Questionnaire>().find(|(_, it)| it.text == text).map(|(id, _)| id)
}

/// Plans that a questionnaire is asked. One with this very text is here once: it is only brought back if it was taken away.
pub fn add(
    notebook: &Notebook,
    record: RecordId,
    title: &str,
    text: String,
) -> Result<Vec<NewRevision>, Refusal> {
    let title = check_name(title)?.to_owned();
    check_text(&text)?;
    let here = with_text(notebook, &text);
    if let Some(here) = here
        && notebook.get::<Questionnaire>(here).is_some_and(|it| !it.away)
    {
        return Ok(Vec::new());
    }
    if notebook.all::<Questionnaire>().filter(|(_, it)| !it.away).count() >= QUESTIONNAIRES {
        return Err(Refusal::TooMany { limit: QUESTIONNAIRES });
    }
    let Some(here) = here else {
        notebook.check_kind::<Questionnaire>(record, 0)?;
        let new = Questionnaire { title, text, away: false, extra: Extra::default() };
        return Ok(vec![NewRevision::edit(record, 0, new.into())]);
    };
    put(notebook, here, false)
}

/// Plans that a questionnaire is no longer asked. Twice is once.
pub fn take_away(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    put(notebook, record, true)
}

fn put(notebook: &Notebook, record: RecordId, away: bool) -> Result<Vec<NewRevision>, Refusal> {
    let (rev, standing) = notebook.get_with_rev::<Questionnaire>(record).ok_or(Refusal::NotHere)?;
    if standing.away == away {
        return Ok(Vec::new());
    }
    Ok(vec![NewRevision::edit(record, rev, Questionnaire { away, ..standing.clone() }.into())])
}
