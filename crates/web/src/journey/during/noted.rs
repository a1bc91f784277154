//! What was noted while a session lasted, said in words.

use hearken_content::library;
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Moment, MomentKind, TreatmentSession},
};
use maud::{Markup, html};

use crate::{
    components::{Words, card, written},
    journey::office,
    words,
    zone::Clock,
};

/// Something that was noted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Noted {
    /// Hours and minutes since the medicine, or when it was.
    pub(in crate::journey) when: String,
    pub(in crate::journey) what: String,
    pub(in crate::journey) part: Option<String>,
    pub(in crate::journey) words: String,
}

/// What a moment was, said in words.
pub(in crate::journey) fn what(moment: &Moment) -> String {
    if let Some(said) = office::said(moment) {
        return said;
    }
    let rules = &library().safety.rules;
    let label = |name: &str| {
        let named = rules.numbers.iter().chain(&rules.events).find(|named| named.id == name);
        named.map_or_else(|| name.to_owned(), |named| named.label.clone())
    };
    let answers = &library().journey.sitter.responsiveness;
    let numbers = moment.numbers.iter().map(|(name, value)| match (moment.kind, name.as_str()) {
        (MomentKind::Wrong, _) => label(name),
        (_, "moaas") => {
            let button = u8::try_from(*value).ok().and_then(|score| answers.button(score));
            button.map_or_else(|| format!("{} {value}", label(name)), |button| button.label.clone())
        }
        _ => format!("{} {value}", label(name)),
    });
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    let kind = match moment.kind {
        MomentKind::Part => "A part is here",
        MomentKind::Words => "Said",
        MomentKind::Voice => "A voice note",
        MomentKind::Vitals => "Readings",
        MomentKind::LookIn => "Looked in",
        MomentKind::Wrong => "Something was wrong",
    };
    if numbers.is_empty() { kind.to_owned() } else { format!("{kind}: {numbers}") }
}

/// The moments, newest first.
pub(super) fn timeline(noted: &[Noted]) -> Markup {
    html! {
        ol .timeline data-timeline="" {
            @for one in noted {
                li { span .at { (one.when) } " " (one.what) @if let Some(part) = &one.part { ": " bdi { (Words(part)) } } @if !one.words.is_empty() { (written(&one.words)) } }
            }
        }
    }
}

/// What was noted, on the session's page.
pub(in crate::journey) fn timeline_card(noted: &[Noted]) -> Markup {
    card("What was noted", &timeline(noted))
}

/// What was noted in a session, newest first, each at its own time: how long the session had lasted counts before any clock.
pub(in crate::journey) fn noted(
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Vec<Noted> {
    let one = |(_, moment): (RecordId, &Moment)| Noted {
        when: minutes_in(treatment, moment).map_or_else(
            || words::moment(&moment.when, clock.today()),
            |minutes| format!("{}:{:02}", minutes / 60, minutes % 60),
        ),
        what: what(moment),
        part: moment.part.and_then(|part| notebook.part(part)).map(|part| part.name.clone()),
        words: moment.words.clone(),
    };
    journey::moments_of(notebook, id).into_iter().rev().map(one).collect()
}

/// Minutes since the medicine, or since the beginning where there was none; none for what was before.
fn minutes_in(treatment: &TreatmentSession, moment: &Moment) -> Option<u64> {
    let began = treatment.began.as_ref()?.at;
    let from = treatment.medicine.as_ref().map_or(began, |taken| taken.at);
    if let Some(elapsed) = moment.elapsed_ms {
        return (elapsed / 1_000).checked_sub(from.seconds_since(began)).map(|seconds| seconds / 60);
    }
    (moment.when.at >= from).then(|| moment.when.at.seconds_since(from) / 60)
}
