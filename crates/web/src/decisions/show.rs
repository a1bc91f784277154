//! One decision: the council as a picture, what was chosen, how it looked later, and where it goes on.

use hearken_core::{
    Known, Notebook, RecordId,
    decisions::{Decision, Seating, Step},
};
use maud::Markup;

use super::{
    closing::chosen_words,
    pages::{BackLine, DecisionPage, StepLink},
    picture::Picture,
    question::field_label,
    step,
};
use crate::{
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let day = |date| words::day(date, clock.today());
    let others = notebook.also_standing(id).into_iter().filter_map(|other| Decision::of(&other.what));
    Ok(DecisionPage {
        page,
        id: id.to_string(),
        question: decision.question.clone(),
        field: field_label(&decision.field).to_owned(),
        asked: day(decision.asked.date()),
        picture: Picture::of(&notebook, decision),
        self_sees: decision.self_sees.clone(),
        chosen: chosen_words(decision),
        decided: decision.decided.as_ref().map(|when| day(when.date())),
        look_back: decision.look_back.map(day),
        due: decision.is_due(clock.today()),
        back: back(&clock, decision),
        steps: steps(&notebook, id, decision),
        next: next(decision).map(|next| step::address(id, next)),
        others: others.map(|other| in_words(&notebook, other)).collect(),
    }
    .render())
}

/// Each looking back, the newest first.
fn back(clock: &Clock, decision: &Decision) -> Vec<BackLine> {
    let back = decision.looked_back.iter().rev();
    back.map(|back| BackLine { when: words::day(back.when.date(), clock.today()), words: back.words.clone() })
        .collect()
}

fn steps(notebook: &Notebook, id: RecordId, decision: &Decision) -> Vec<StepLink> {
    let name = |part| notebook.part(part).map(|part| part.name.clone());
    let steps = step::steps(decision).into_iter();
    let named = steps.filter_map(|step| {
        let title = match step {
            Step::Question => "The question and the options".to_owned(),
            Step::Table => "Who sits at the table".to_owned(),
            Step::Seat(part) => format!("How {} sits", name(part)?),
            Step::Voice(part) => format!("What {} says", name(part)?),
            Step::SelfSees => "What you see".to_owned(),
            Step::Choice => "What you choose".to_owned(),
        };
        Some(StepLink { address: step::address(id, step), title })
    });
    named.collect()
}

/// The first step that nobody has been at yet; `None` once it is decided.
fn next(decision: &Decision) -> Option<Step> {
    if decision.decided.is_some() {
        return None;
    }
    let silent = decision.seats.iter().find(|seat| seat.seat != Seating::SitsOut && seat.voices.is_empty());
    let spoken = decision.seats.iter().any(|seat| !seat.voices.is_empty());
    match silent {
        _ if decision.seats.is_empty() && decision.self_sees.is_empty() => Some(Step::Table),
        Some(_) if !spoken && decision.self_sees.is_empty() => {
            decision.seats.first().map(|seat| Step::Seat(seat.part))
        }
        Some(seat) if decision.self_sees.is_empty() => Some(Step::Voice(seat.part)),
        _ if decision.self_sees.is_empty() => Some(Step::SelfSees),
        _ => Some(Step::Choice),
    }
}

/// Everything that stands in a decision, a paragraph each, under the names of whoever said it.
pub(super) fn in_words(notebook: &Notebook, decision: &Decision) -> String {
    let mut said = vec![decision.question.clone()];
    said.extend(decision.options.iter().map(|option| option.name.clone()));
    for seat in &decision.seats {
        said.extend(notebook.part(seat.part).map(|part| part.name.clone()));
        let voices = seat.voices.iter().flat_map(|voice| [&voice.wants, &voice.fears, &voice.needs]);
        said.extend(std::iter::once(&seat.why).chain(voices).cloned());
    }
    said.extend([decision.self_sees.clone(), decision.choice.clone()]);
    said.extend(decision.looked_back.iter().map(|back| back.words.clone()));
    said.retain(|text| !text.trim().is_empty());
    said.join("\n\n")
}
