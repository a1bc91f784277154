//! Keeping a response: what is refused, what lands once, and what never changes.

use super::{Answer, Given, Response};
use crate::{
    Known, NewRevision, Notebook, RecordId, Refusal,
    journey::TreatmentSession,
    limits::{check_name, check_optional_name, check_text},
    triggers::Trigger,
};

/// The most answers that one response holds.
pub const ANSWERS: usize = 5_000;

/// Plans a new response (`base` 0) or a change of one. Which questionnaire it answers never changes. A new one that is sent
/// again later keeps the moment it was first begun at, and so lands once; a whole day is one that somebody chose, and stands.
pub fn keep_response(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut response: Response,
) -> Result<NewRevision, Refusal> {
    check(&response)?;
    if let Some(about) = response.about {
        check_about(notebook, about)?;
    }
    notebook.check_kind::<Response>(record, base)?;
    let history = notebook.history(record);
    let first = history.first().and_then(|first| Response::of(&first.what));
    if first.is_some_and(|first| first.answered() != response.answered()) {
        return Err(Refusal::OtherKind);
    }
    if base == 0 && !response.when.all_day {
        let kept = history.iter().filter(|revision| revision.base == 0);
        let mut kept = kept.filter_map(|revision| Response::of(&revision.what));
        let then = |it: &Response| Response { when: it.when.clone(), ..response.clone() };
        if let Some(same) = kept.find(|it| then(it) == **it) {
            response.when = same.when.clone();
        }
    }
    Ok(NewRevision::edit(record, base, response.into()))
}

fn check(response: &Response) -> Result<(), Refusal> {
    check_name(&response.measure)?;
    check_optional_name(&response.version)?;
    check_optional_name(&response.language)?;
    check_text(&response.note)?;
    if response.answers.len() > ANSWERS {
        return Err(Refusal::TooMany { limit: ANSWERS });
    }
    for Given { item, answer } in &response.answers {
        check_name(item)?;
        match answer {
            Answer::Text(words) => check_text(words)?,
            Answer::Decimal(typed) | Answer::Date(typed) => check_optional_name(typed)?,
            Answer::Code { system, code } => {
                check_optional_name(system)?;
                check_optional_name(code)?;
            }
            Answer::Number(_) | Answer::Yes(_) | Answer::Skipped => {}
        }
    }
    Ok(())
}

fn check_about(notebook: &Notebook, about: RecordId) -> Result<(), Refusal> {
    let here = notebook.get::<TreatmentSession>(about).is_some() || notebook.get::<Trigger>(about).is_some();
    if here { Ok(()) } else { Err(Refusal::NotHere) }
}
