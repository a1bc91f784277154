//! What routes, settings and states are called on pages.

use hearken_content::{Asked, library};
use hearken_core::journey::{Programme, Release, Route, Setting, State};

use crate::{words, zone::Clock};

pub(super) const fn route(route: Route) -> &'static str {
    match route {
        Route::Sublingual => "A lozenge or tablet that melts in the mouth",
        Route::Intramuscular => "An injection into a muscle",
        Route::Intravenous => "A drip into a vein",
        Route::Esketamine => "Esketamine by the nose",
        Route::Other => "Another way, as prescribed",
    }
}

pub(super) const fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Home => "At home, with a sitter",
        Setting::Office => "In an office, with staff",
    }
}

pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Planned => "planned",
        State::Preparing => "being prepared",
        State::Ready => "ready",
        State::InSession => "under way",
        State::Recovering => "resting after it",
        State::Integrating => "taking it into everyday life",
        State::Closed => "closed",
        State::Cancelled => "did not take place",
    }
}

/// What the button says that leads from one state to the next.
pub(super) const fn way_to(from: State, next: State) -> &'static str {
    match (from, next) {
        (State::Cancelled, State::Planned) => "Plan it again",
        (_, State::Planned) => "Back to planned",
        (State::Ready, State::Preparing) => "Something is missing after all",
        (_, State::Preparing) => "Prepare it",
        (_, State::Ready) => "All is there",
        (_, State::InSession) => "It begins now",
        (_, State::Recovering) => "The session is over",
        (State::Closed, State::Integrating) => "Open it again",
        (_, State::Integrating) => "Begin looking back",
        (_, State::Closed) => "Close it",
        (_, State::Cancelled) => "It will not take place",
    }
}

/// What a programme is called where the person gave it no name.
pub(super) fn name(programme: &Programme) -> &str {
    if programme.name.trim().is_empty() { "Programme" } else { &programme.name }
}

/// What somebody is to a programme; their role's own name, where a newer program gave it.
pub(super) fn role(id: &str) -> &str {
    library().journey.people.person(id).map_or(id, |person| &person.label)
}

/// What the questions of a sort are called.
pub(super) const fn sort(asked: Asked) -> &'static str {
    match asked {
        Asked::Once => "About your health",
        Asked::EachSession => "Since last time",
        Asked::OnTheDay => "On the day",
        Asked::During => "Coming back",
        Asked::After => "The days after",
    }
}

/// A prescriber's word in a sentence: who, when, and that the person typed it.
pub(super) fn told(release: &Release, clock: &Clock) -> String {
    let said = &library().safety.screening.result.released;
    let day = words::moment(&release.when, clock.today());
    said.replace("{name}", &release.by).replace("{date}", &day)
}
