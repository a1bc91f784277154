//! What stands on a person's page beside what each shows and says: what they left to do, a pause, and the way to leave something.

use hearken_core::{
    RecordId,
    sharing::{Grant, Space},
};
use hearken_vault::{OpenSpace, Session};
use maud::{Markup, html};

use super::{leaving, pages, pausing, show};
use crate::{AppState, components::card, form::Fields, zone::Clock};

/// Two stretches of the page: one before everything else, one after.
pub(super) struct Beside {
    pub(super) before: Markup,
    pub(super) after: Markup,
}

impl Beside {
    pub(super) fn of(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        query: &Fields,
        (id, kept): (RecordId, &Space),
        space: &OpenSpace,
        left: bool,
    ) -> Self {
        let words = &state.library.sharing_words;
        let found = leaving::found(state.library, &session.vault().read(), (id, kept), space);
        let address = format!("/sharing/{id}");
        let may_leave = !left && leaving::may_leave(state.library, kept);
        let paused = if left { Vec::new() } else { pausing::paused(session, id) };
        Self {
            before: html! {
                @if query.has("left") { p .kept role="status" { "They find it when they look." } }
                (in_a_pause(state, session, clock, &paused, &address))
                (pages::found_here(&found, &words.left))
            },
            after: html! {
                @if may_leave {
                    (card("Something to do", &html! {
                        p .help { (words.left.leaving) }
                        p { a .button .second href={ (address) "/leave" } { "Leave an exercise or a questionnaire" } }
                    }))
                }
                @if !left && paused.is_empty() { (way_into_one(state, session, clock, id, &address)) }
            },
        }
    }
}

/// The pause that is on, before everything else: nothing that stands below is seen by the other.
fn in_a_pause(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    paused: &[(RecordId, Grant)],
    address: &str,
) -> Markup {
    let words = &state.library.sharing_words.pause;
    let titles = show::titles(state, session, clock, paused);
    html! {
        @if !paused.is_empty() {
            (card("Pause", &html! {
                p role="status" { (words.meanwhile) }
                ul .plain-list {
                    @for (record, title) in &titles {
                        li {
                            bdi { (title) }
                            form method="post" action={ (address) "/stop/" (record) } {
                                button .plain { "Stop showing it" span .sr-only { ": " (title) } }
                            }
                        }
                    }
                }
                p .help { (words.back) }
                form method="post" action={ (address) "/go-on" } { button .button .second { "Go on showing it" } }
            }))
        }
    }
}

/// The way into a pause; nothing where nothing is shown.
fn way_into_one(state: &AppState, session: &Session, clock: &Clock, id: RecordId, address: &str) -> Markup {
    let words = &state.library.sharing_words.pause;
    let shows = {
        let notebook = session.vault().read();
        let today = clock.today();
        notebook.all::<Grant>().any(|(_, grant)| grant.space == id && grant.is_on(today))
    };
    html! {
        @if shows {
            (card("Pause", &html! {
                p { (words.what) }
                form method="post" action={ (address) "/pause" } { button .button .second { "Pause all of it" } }
            }))
        }
    }
}
