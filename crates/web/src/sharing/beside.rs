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
        Self {
            before: html! {
                @if query.has("left") { p .kept role="status" { "They find it when they look." } }
                (pages::found_here(&found, &words.left))
            },
            after: html! {
                @if may_leave {
                    (card("Something to do", &html! {
                        p .help { (words.left.leaving) }
                        p { a .button .second href={ (address) "/leave" } { "Leave an exercise or a questionnaire" } }
                    }))
                }
                @if !left { (pause(state, session, clock, id, &address)) }
            },
        }
    }
}

/// The pause, or the way into one; nothing where nothing is shown.
fn pause(state: &AppState, session: &Session, clock: &Clock, id: RecordId, address: &str) -> Markup {
    let words = &state.library.sharing_words.pause;
    let paused = pausing::paused(session, id);
    if paused.is_empty() {
        let shows = {
            let notebook = session.vault().read();
            let today = clock.today();
            notebook.all::<Grant>().any(|(_, grant)| grant.space == id && grant.is_on(today))
        };
        return html! {
            @if shows {
                (card("Pause", &html! {
                    p { (words.what) }
                    form method="post" action={ (address) "/pause" } { button .button .second { "Pause all of it" } }
                }))
            }
        };
    }
    let titles = show::titles(state, session, clock, &paused);
    card(
        "Pause",
        &html! {
            p .kept role="status" { (words.meanwhile) }
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
        },
    )
}
