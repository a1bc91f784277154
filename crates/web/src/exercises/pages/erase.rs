//! Asking before a run is taken out of the notebook for good.

use hearken_core::{RecordId, exercises::Run};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    layout::{Page, shell},
    words,
    zone::Clock,
};

use super::super::{address, ending::title_of};

/// What the page shows.
pub(crate) struct ErasePage {
    pub(crate) run: String,
    pub(crate) title: String,
    pub(crate) begun: String,
    /// The id of the erasure.
    pub(crate) erasure: String,
}

impl ErasePage {
    pub(crate) fn of(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        (id, run): (RecordId, &Run),
        erasure: RecordId,
    ) -> Self {
        let guide = state.library.guide(&run.guide, run.guide_version);
        let title = |guide| title_of(guide, run, &session.vault().read());
        Self {
            run: address(id, &[]),
            title: guide.map_or_else(|| run.guide.clone(), title),
            begun: words::moment(&run.begun, clock.today()),
            erasure: erasure.to_string(),
        }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Erase this exercise" }
                p { "“" bdi { (self.title) } "”, begun " (self.begun) "." }
                p { "All its answers go, and they cannot be brought back. The part you met stays as it is now, and so does the journal entry that it left." }
                p .help { "An older backup or export may still hold it." }
                form .row method="post" action={ (self.run) "/erase" } {
                    input type="hidden" name="record" value=(self.erasure);
                    button .button .danger { "Erase it" }
                    a .button .second href=(self.run) { "Keep it" }
                }
            },
        )
    }
}
