//! The sitter's screen: handing this device over and taking it back, another device that joins, and what stands on the page
//! of a session while a sitter has it.
//!
//! Which pages a sitter's device reaches is held in `narrow.rs`, before every handler, and not here.

mod back;
mod give;
mod look_in;
mod pages;
mod panel;

use std::collections::BTreeSet;

use hearken_content::{Stage, library};
use hearken_core::{
    Notebook, RecordId,
    journey::{MomentKind, TreatmentSession, Watcher},
};
use hearken_vault::Session;
use maud::{Markup, html};
use serde_json::{Value, json};

use self::look_in::LookIn;
use crate::{
    AppState, error::Problem, exercises::VoiceNotes, form::Fields, journey::office, measures, routes::Routes,
    words, zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/sitter", give::page)
        .post("/journey/sessions/{id}/sitter/hand-over", give::hand_over)
        .post("/journey/sessions/{id}/sitter/code", give::make_code)
        .post("/journey/sessions/{id}/sitter/end", give::end)
        .get("/journey/sessions/{id}/sitter/back", back::page)
        .post("/journey/sessions/{id}/sitter/back", back::take_back)
}

/// Who notes something with this session: the browser is not asked. Whoever has a device that was handed over sits with
/// the person at home, and is staff in an office.
pub(super) fn by(session: &Session, id: RecordId) -> Watcher {
    if session.narrow().is_none() {
        return Watcher::Person;
    }
    office::watcher(&session.vault().read(), id)
}

/// What a moment of that kind says in numbers, as the one tap sends it.
pub(super) fn numbers(kind: MomentKind, fields: &Fields) -> Vec<(String, i32)> {
    let score = (kind == MomentKind::LookIn).then(|| fields.text("moaas").parse().ok()).flatten();
    score
        .filter(|score| look_in::button(*score).is_some())
        .map(|score| ("moaas".to_owned(), score))
        .into_iter()
        .collect()
}

/// What was said aloud is for the person's own ears: a sitter can have more said, and hears nothing of it.
pub(super) fn voice(session: &Session, voice: VoiceNotes) -> VoiceNotes {
    let notes = if session.narrow().is_some() { Vec::new() } else { voice.notes };
    VoiceNotes { notes, ..voice }
}

/// What a device goes on from. A sitter's knows nothing but what the rules that a sitter sees look at.
pub(super) fn view(session: &Session, mut view: Value) -> Value {
    if session.narrow().is_none() {
        return view;
    }
    let rules = library().safety.portable(Stage::During).into_iter();
    let seen: Vec<_> = rules.filter(|rule| rule.ways.iter().any(|way| way.to_sitter.is_some())).collect();
    let asks = |question: &str| {
        seen.iter().filter_map(|rule| library().safety.rule(&rule.id)).any(|rule| rule.asks(question))
    };
    let mut compared = BTreeSet::new();
    names_in(&json!(seen), &mut compared);
    view["sitter"] = json!(true);
    view["facts"]["anyUnsure"] = json!(false);
    let keep = |facts: &mut Value, kept: &dyn Fn(&str) -> bool| {
        if let Some(named) = facts.as_object_mut() {
            named.retain(|name, _| kept(name));
        }
    };
    keep(&mut view["facts"]["numbers"], &|name| compared.contains(name));
    keep(&mut view["facts"]["answers"], &asks);
    // What somebody answered in a questionnaire is theirs, and tells a sitter nothing.
    if let Some(events) = view["facts"]["events"].as_array_mut() {
        events.retain(|event| event.as_str().is_none_or(|event| !measures::is_event(event)));
    }
    keep(&mut view["released"], &|id| seen.iter().any(|rule| rule.id == id));
    view
}

/// The names of numbers in rules, however deep they stand.
fn names_in(rules: &Value, names: &mut BTreeSet<String>) {
    match rules {
        Value::Object(fields) => {
            names.extend(fields.get("of").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| names_in(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        _ => {}
    }
}

/// What the person sees of their sitter: a line, and nothing that asks for anything.
fn here(look: Option<LookIn>) -> Markup {
    let minutes = look.filter(|look| look.looked).map(|look| look.since / 60);
    let minutes = minutes.map(|minutes| usize::try_from(minutes).unwrap_or(usize::MAX));
    html! {
        p .help {
            "Sitter here"
            @if let Some(minutes) = minutes { " · looked in " (words::count(minutes, "minute", "minutes")) " ago" }
        }
    }
}

/// Whether a sitter's device is with that session of treatment. To be asked before the notebook is held: it is read for this.
pub(super) async fn is_there(state: &AppState, session: &Session, id: RecordId) -> Result<bool, Problem> {
    Ok(session.narrow().is_none() && !state.keeper.sitting(session, id).await?.is_empty())
}

/// What stands on the page beside all else: that a second tap changed nothing, and the panel while a sitter has it; or, to
/// the person, that their sitter `is_there`.
pub(super) fn beside(
    state: &AppState,
    session: &Session,
    (notebook, id, treatment): (&Notebook, RecordId, &TreatmentSession),
    clock: &Clock,
    (query, is_there): (&Fields, bool),
) -> Markup {
    let medicine = treatment.medicine.as_ref().filter(|_| query.text("already") == "medicine");
    html! {
        @if let Some(medicine) = medicine {
            p .kept role="status" { "It was tapped before: " (words::moment(medicine, clock.today())) ". That time stands." }
        }
        @if query.has("given") { div data-given="" hidden {} }
        @if session.narrow().is_some() {
            (panel::Panel::of(state, session, notebook, id, treatment, clock).render())
        } @else if is_there {
            (here(LookIn::at(notebook, id, treatment, clock.now().at)))
        }
    }
}
