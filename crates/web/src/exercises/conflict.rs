//! What an answer also says of the conflict between the two parts that are heard.

use hearken_content::{BondField, Guide, Screen};
use hearken_core::{
    NewRevision, Notebook, RecordId, Refusal,
    bonds::{self, Bond, BondKind},
    exercises::{AnswerValue, Run, Side},
};

use super::{answering::planned_run, said};

/// Writes what stands in a run into the conflict between its two parts: the one that is there, or a new one with the
/// id `new`. `planned` holds the run as it is about to be kept. An empty answer takes nothing away.
pub(super) fn tell(
    notebook: &Notebook,
    guide: &Guide,
    screen: &Screen,
    planned: &[NewRevision],
    new: RecordId,
) -> Result<Option<NewRevision>, Refusal> {
    let Some(field) = screen.bond else { return Ok(None) };
    let Some((run, one, other)) =
        planned_run(planned).and_then(|run| Some((run.part?, run.other_part?)).map(|(a, b)| (run, a, b)))
    else {
        return Ok(None);
    };
    let words = match field {
        BondField::Over => words(&run, screen).to_owned(),
        BondField::Says => saying(guide, &run, said::side(screen)),
    };
    if words.trim().is_empty() {
        return Ok(None);
    }
    let known = bonds::conflict_between(notebook, one, other).map(|(id, _)| id);
    let (id, rev, before) = match known.and_then(|id| Some((id, notebook.get_with_rev::<Bond>(id)?))) {
        Some((id, (rev, bond))) => (id, rev, bond.clone()),
        None => (new, 0, Bond::new(one, BondKind::Conflict, other)),
    };
    let mut bond = before.clone();
    let view = notebook.view();
    let goes_out_from = |part| view.resolve(bond.from) == view.resolve(part);
    let about = if said::side(screen) == Side::One { one } else { other };
    match field {
        BondField::Over => bond.over = words,
        BondField::Says if goes_out_from(about) => bond.from_says = words,
        BondField::Says => bond.to_says = words,
    }
    if rev > 0 && bond == before {
        return Ok(None);
    }
    match bonds::keep(notebook, id, rev, bond) {
        Ok(revision) => Ok(Some(revision)),
        // A part was archived or erased meanwhile: what it said stays in the run.
        Err(Refusal::Archived | Refusal::NotHere | Refusal::SamePart) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Everything that one side said in this run, a paragraph each.
fn saying(guide: &Guide, run: &Run, side: Side) -> String {
    let says = |screen: &&Screen| screen.bond == Some(BondField::Says) && said::side(screen) == side;
    let screens = guide.screens().map(|(_, screen)| screen).filter(says);
    let said: Vec<&str> =
        screens.map(|screen| words(run, screen).trim()).filter(|text| !text.is_empty()).collect();
    said.join("\n\n")
}

fn words<'a>(run: &'a Run, screen: &Screen) -> &'a str {
    match run.answer(&screen.id).map(|answer| &answer.value) {
        Some(AnswerValue::Words(words)) => words,
        _ => "",
    }
}
