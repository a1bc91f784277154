//! What an answer leaves beside the run and its part: a reading of what was rated, an agreement with the parts.
//!
//! Each has a record of its own whose id follows from the run and the screen, so answering again changes what was left and
//! leaves nothing twice.

use hearken_content::{AgreementField, Guide, Input, ScaleOf, Screen};
use hearken_core::{
    NewRevision, Notebook, RecordId, Refusal, When,
    agreements::{self, Agreement},
    exercises::{AnswerValue, Run, left_by},
    readings::{self, Reading, Scale},
};

use super::said;

/// What a screen leaves, given the run as it is about to be kept.
pub(super) fn leave(
    notebook: &Notebook,
    guide: &Guide,
    screen: &Screen,
    (id, run): (RecordId, &Run),
    now: &When,
) -> Result<Option<NewRevision>, Refusal> {
    let left = match &screen.input {
        Input::Scale(input) if input.of != ScaleOf::Now => {
            reading(notebook, screen, input.of, (id, run), now)
        }
        _ if screen.agreement.is_some() => agreement(notebook, guide, (id, run), now),
        _ => Ok(None),
    };
    match left {
        // A part was erased meanwhile: what was said stays in the run.
        Err(Refusal::NotHere) => Ok(None),
        left => left,
    }
}

/// What was rated becomes a reading, of the part the screen is about or of Self. While no part is known it stays in the run.
fn reading(
    notebook: &Notebook,
    screen: &Screen,
    of: ScaleOf,
    (id, run): (RecordId, &Run),
    now: &When,
) -> Result<Option<NewRevision>, Refusal> {
    let Some(AnswerValue::Levels(levels)) = run.answer(&screen.id).map(|answer| &answer.value) else {
        return Ok(None);
    };
    let about = match of {
        ScaleOf::Part => match run.part_on(said::side(screen)) {
            Some(part) => Some(part),
            None => return Ok(None),
        },
        ScaleOf::Inner | ScaleOf::Now => None,
    };
    let levels = levels.iter().map(|(scale, level)| (Scale::from_id(scale), *level)).collect();
    let reading = Reading { levels, during: Some(id), ..Reading::of(about, now.clone()) };
    readings::leave(notebook, left_by(id, &screen.id), reading)
}

/// The screens that say something of an agreement become one, with every part of the run.
fn agreement(
    notebook: &Notebook,
    guide: &Guide,
    (id, run): (RecordId, &Run),
    now: &When,
) -> Result<Option<NewRevision>, Refusal> {
    let said = |field| {
        let screens =
            guide.screens().map(|(_, screen)| screen).filter(|screen| screen.agreement == Some(field));
        let words = screens.filter_map(|screen| match run.answer(&screen.id).map(|answer| &answer.value) {
            Some(AnswerValue::Words(words)) => Some(words.trim()).filter(|words| !words.is_empty()),
            _ => None,
        });
        words.collect::<Vec<_>>().join("\n\n")
    };
    let record = left_by(id, "agreement");
    let (what, by_whom, how_to_check) =
        (said(AgreementField::What), said(AgreementField::ByWhom), said(AgreementField::HowToCheck));
    if what.is_empty() || notebook.was_erased(record) {
        return Ok(None);
    }
    let known = notebook.get_with_rev::<Agreement>(record);
    let (rev, before) = known.map_or((0, None), |(rev, before)| (rev, Some(before)));
    let fresh = || Agreement { parts: run.parts().collect(), made: now.clone(), ..Agreement::default() };
    let agreement = Agreement { what, by_whom, how_to_check, ..before.cloned().unwrap_or_else(fresh) };
    if before == Some(&agreement) {
        return Ok(None);
    }
    agreements::keep(notebook, record, rev, agreement).map(Some)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_screens_of_any_guide_leave_the_same_record() {
        let run = RecordId::from_bytes([7; 16]);
        let mut ids = BTreeSet::from([run, left_by(run, "agreement")]);
        let guides = &hearken_content::library().guides;
        let screens: BTreeSet<&str> =
            guides.iter().flat_map(Guide::screens).map(|(_, screen)| screen.id.as_str()).collect();
        assert!(screens.iter().all(|screen| ids.insert(left_by(run, screen))), "each has one of its own");
        let other = RecordId::from_bytes([8; 16]);
        assert!(screens.iter().all(|screen| ids.insert(left_by(other, screen))), "and so in every run");
    }
}
