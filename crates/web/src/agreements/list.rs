//! The agreements there are: those that wait for a look, those that hold, those that are over.

use hearken_core::agreements::Agreement;
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
        let line = (id.to_string(), show::agreed(&notebook, &clock, agreement));
        match agreement {
            Agreement { ended: Some(_), .. } => page.ended.push(line),
            agreement if agreement.is_due(clock.today()) => page.due.push(line),
            _ => page.open.push(line),
        }
    }
    page.render()
}
