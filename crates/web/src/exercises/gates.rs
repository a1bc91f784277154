//! Gates: what an answer opens before the exercise goes on, and where a run may not go past.
//!
//! Rules: a young and hurt part is for the therapist's room (U1); a refused permission is not worked past (U3); a distress of
//! 8 or more leads back to the room first (U4).

use hearken_content::{Gate, Guide, Input, PartInput, Screen, WayDoes};
use hearken_core::{
    Notebook, RecordId,
    exercises::{AnswerValue, Run},
    parts,
};

use super::forms::is_said_in;

/// The gate that this answer opens, if any.
pub(super) fn opened<'a>(
    guide: &'a Guide,
    screen: &'a Screen,
    value: &AnswerValue,
    notebook: &Notebook,
) -> Option<&'a Gate> {
    let id = match (&screen.input, value) {
        (Input::Choice(choice), AnswerValue::Chosen { options, .. }) => {
            let mut picked = choice.options.iter().filter(|option| options.contains(&option.id));
            picked.find_map(|option| option.gate.as_deref())
        }
        // A word of one's own may be of either kind; the gate itself asks which.
        (Input::FeelToward(feel), AnswerValue::Chosen { options, other }) => feel.gate_for(options, other),
        (Input::Scale(scale), AnswerValue::Levels(levels)) => {
            scale.gate_for(levels.iter().map(|&(_, level)| level))
        }
        (Input::Part(input), AnswerValue::Part(part)) => young_gate(input, notebook, *part),
        _ => None,
    };
    guide.gate(id?)
}

/// The gate in front of a part that is young and hurt, or was named an exile before; also where that was said of the part it
/// turned out to be.
fn young_gate<'a>(input: &'a PartInput, notebook: &Notebook, id: RecordId) -> Option<&'a str> {
    let said: Vec<&str> = [id, notebook.view().resolve(id)]
        .into_iter()
        .filter_map(|id| notebook.part(id).map(|part| part.manner.as_str()))
        .collect();
    let mut gated = input.manners.iter().filter(|manner| manner.gate.is_some());
    let said_now = gated.clone().find(|manner| said.iter().any(|said| is_said_in(manner, said)));
    let known = || parts::is_exile(notebook, id).then(|| gated.next()).flatten();
    said_now.or_else(known).and_then(|manner| manner.gate.as_deref())
}

/// The first answer of a run that nothing may be worked past, with its gate.
pub(super) fn barrier<'a>(
    guide: &'a Guide,
    run: &Run,
    notebook: &Notebook,
) -> Option<(&'a Screen, &'a Gate)> {
    guide.screens().find_map(|(_, screen)| {
        let gate = opened(guide, screen, &run.answer(&screen.id)?.value, notebook)?;
        let closed = gate.ways.iter().all(|way| way.does != WayDoes::GoOn);
        closed.then_some((screen, gate))
    })
}

/// Whether one screen comes after another in a guide.
pub(super) fn is_after(guide: &Guide, later: &str, earlier: &str) -> bool {
    let place = |id: &str| guide.screens().position(|(_, screen)| screen.id == id);
    place(later) > place(earlier)
}
