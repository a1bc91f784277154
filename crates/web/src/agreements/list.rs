//! The agreements there are: those that wait for a look, those that hold, those that are over.

use hearken_core::{agreements::Agreement, sharing::is_out_of_sight};
use maud::Markup;

use super::{pages::AgreementsPage, show};
use crate::{
    layout::{Page, Place},
    session::Unlocked,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let mut page = AgreementsPage { page: Page::open(Place::Parts, &session), ..AgreementsPage::default() };
    let notebook = session.vault().read();
    for (id, agreement) in notebook.all::<Agreement>().rev() {
        // The agreement's own page names all of its parts; a list names none that is kept out of sight.
        let mut listed = agreement.clone();
        listed.parts.retain(|&part| !is_out_of_sight(&notebook, part));
        let line = (id.to_string(), show::agreed(&notebook, &clock, &listed));
        match agreement {
            Agreement { ended: Some(_), .. } => page.ended.push(line),
            agreement if agreement.is_due(clock.today()) => page.due.push(line),
            _ => page.open.push(line),
        }
    }
    page.render()
}
