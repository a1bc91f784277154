//! What one part says, for each option: what it wants, fears, needs, and how strongly.

use axum::{extract::State, response::Response};
use hearken_core::{
    Notebook, RecordId,
    decisions::{Choice, Decision, Seat, Step, Voice},
    limits::HIGHEST_LEVEL,
    parts,
};
use hearken_vault::Session;
use maud::{Markup, html};

use super::{
    step::{self, PartPath, StepPage},
    table::who,
};
use crate::{
    AppState,
    components::{PartChip, Typing, field, harm_notice, long_text},
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    PartPath(part): PartPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = step::address(id, Step::Voice(part));
    let (typing, typed) = step::open(&state, &session, id, &place, &query)?;
    voice_page(&session, id, part, typing, typed.as_ref(), None)
}

fn voice_page(
    session: &Session,
    id: RecordId,
    part_id: RecordId,
    typing: Typing,
    typed: Option<&Fields>,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, session);
    let notebook = session.vault().read();
    let decision: &Decision = notebook.get(id).ok_or(Problem::NotHere)?;
    let part = notebook.part(part_id).ok_or(Problem::NotHere)?;
    let mut seat = decision.seat(part_id).ok_or(Problem::NotHere)?.clone();
    let options = spoken_about(decision);
    if let Some(typed) = typed {
        put_voices(typed, &options, &mut seat);
    }
    let exile = parts::is_exile(&notebook, part_id);
    let heading = if exile { part.name.clone() } else { format!("What does {} say?", part.name) };
    let help = if exile { "" } else { "Ask, and wait. Write only what it says; nothing need be filled in." };
    let mut asked = StepPage::asking(page, typing, &decision.question, &heading, help);
    asked.before = html! {
        @if parts::carries_urge(&notebook, part_id) { (harm_notice()) }
        @if exile { (honoured()) }
    };
    asked.fields = html! {
        (who(&PartChip::of(part_id, part)))
        @if exile {
            details open[!seat.voices.is_empty()] {
                summary { "Write what you already know" }
                (voices(&options, &seat, true))
            }
        } @else {
            (voices(&options, &seat, false))
        }
    };
    asked.trouble = trouble;
    Ok(asked.render())
}

/// Rules U1 and U2: an exile at the table is honoured and asked nothing.
fn honoured() -> Markup {
    html! {
        section .notice {
            p .what { "It has its place at the table." }
            p {
                "A young and hurt part is not questioned here. It speaks in your sessions with your therapist. "
                "If you already know what matters to it, you can write that down."
            }
            p { a .button .second href="/grounding" { "Come back to the room" } }
        }
    }
}

/// What can be spoken about: the options, or all of it while there are none.
pub(super) fn spoken_about(decision: &Decision) -> Vec<Choice> {
    if decision.options.is_empty() {
        return vec![Choice { number: 0, name: "All of it".to_owned() }];
    }
    decision.options.clone()
}

fn voices(options: &[Choice], seat: &Seat, exile: bool) -> Markup {
    let silent = Voice::default();
    html! {
        @for option in options {
            @let voice = seat.voices.iter().find(|voice| voice.option == option.number).unwrap_or(&silent);
            fieldset .voice {
                legend dir="auto" { (option.name) }
                @for (name, label, text) in [("wants", "It wants", &voice.wants), ("fears", "It fears", &voice.fears), ("needs", "It needs", &voice.needs)] {
                    @let id = format!("{name}-{}", option.number);
                    (field(&id, label, None, &long_text(&id, &id, 2, text, None)))
                }
                @if !exile { (strength(option.number, voice.strength)) }
            }
        }
    }
}

fn strength(option: u16, said: Option<u8>) -> Markup {
    let id = format!("strength-{option}");
    field(
        &id,
        "How strongly does it say so?",
        Some("0 is a whisper, 10 is all it has. It is its own measure and is held against no other."),
        &html! {
            select id=(id) name=(id) {
                option value="" { "not said" }
                @for level in 0..=HIGHEST_LEVEL { option value=(level) selected[said == Some(level)] { (level) } }
            }
        },
    )
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    PartPath(part): PartPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let form = fields.clone();
    let change = move |_: &Notebook, decision: &mut Decision| {
        let options = spoken_about(decision);
        if let Some(seat) = decision.seats.iter_mut().find(|seat| seat.part == part) {
            put_voices(&form, &options, seat);
        }
    };
    let again =
        |typing, problem: &Problem| voice_page(&session, id, part, typing, Some(&fields), Some(problem));
    step::keep(&state, &session, id, Step::Voice(part), &fields, change, again).await
}

/// What the form says, option by option. What it does not show (an option that another window took out, or put in)
/// stays as it was.
fn put_voices(fields: &Fields, options: &[Choice], seat: &mut Seat) {
    for option in options.iter().map(|option| option.number) {
        let name = |what: &str| format!("{what}-{option}");
        if !fields.has(&name("wants")) {
            continue;
        }
        let text = |what: &str| fields.text(&name(what)).to_owned();
        let before = seat.voices.iter().position(|voice| voice.option == option);
        let strength = match fields.has(&name("strength")) {
            true => fields.text(&name("strength")).parse().ok(),
            false => before.and_then(|at| seat.voices[at].strength),
        };
        let (wants, fears, needs) = (text("wants"), text("fears"), text("needs"));
        let said = Voice { option, wants, fears, needs, strength };
        match (before, said == Voice { option, ..Voice::default() }) {
            (Some(at), true) => drop(seat.voices.remove(at)),
            (Some(at), false) => seat.voices[at] = said,
            (None, true) => {}
            (None, false) => seat.voices.push(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choice> {
        ["Move", "<b>Stay</b>"]
            .into_iter()
            .zip(1..)
            .map(|(name, number)| Choice { number, name: name.to_owned() })
            .collect()
    }

    fn said(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        pairs.iter().for_each(|(name, value)| fields.push(name, value));
        fields
    }

    #[test]
    fn a_form_gives_back_the_voices_it_shows_and_leaves_others_alone() {
        let mut seat = Seat::of(RecordId::from_bytes([1; 16]));
        seat.voices =
            vec![Voice { option: 7, wants: "of an option that is gone".to_owned(), ..Voice::default() }];
        let form =
            [("wants-1", "room"), ("fears-1", ""), ("needs-1", ""), ("strength-1", "8"), ("wants-2", "")];
        put_voices(&said(&form), &options(), &mut seat);
        let now = Voice { option: 1, wants: "room".to_owned(), strength: Some(8), ..Voice::default() };
        assert_eq!(seat.voices[1..], [now]);
        put_voices(&said(&[("wants-1", ""), ("strength-1", "")]), &options(), &mut seat);
        assert_eq!(seat.voices.len(), 1, "what was emptied is gone, what was not shown stays");
    }

    #[test]
    fn u1_an_exile_is_honoured_and_asked_nothing() {
        let page =
            html! { (honoured()) (voices(&options(), &Seat::of(RecordId::from_bytes([1; 16])), true)) };
        let page = page.into_string();
        assert!(page.contains("your sessions with your therapist") && page.contains("href=\"/grounding\""));
        assert!(!page.contains('?') && !page.contains("strength"));
        assert!(page.contains("&lt;b&gt;Stay&lt;/b&gt;"));
    }
}
