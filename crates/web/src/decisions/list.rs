//! The decisions there are: those that are being held, those to look back at, those that are made.

use hearken_core::decisions::Decision;
use maud::Markup;

use super::{closing::chosen_words, pages::DecisionLine, pages::DecisionsPage, question::field_label};
use crate::{
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let (mut open, mut due, mut decided) = (Vec::new(), Vec::new(), Vec::new());
    for (id, decision) in notebook.all::<Decision>().rev() {
        let line = DecisionLine {
            address: format!("/decisions/{id}"),
            question: words::beginning(&decision.question, 120),
            field: field_label(&decision.field).to_owned(),
            chosen: chosen_words(decision).map(|chosen| words::beginning(&chosen, 80)),
            when: words::day(decision.decided.as_ref().unwrap_or(&decision.asked).date(), clock.today()),
        };
        match decision.decided {
            None => open.push(line),
            Some(_) if decision.is_due(clock.today()) => due.push(line),
            Some(_) => decided.push(line),
        }
    }
    DecisionsPage { page, open, due, decided }.render()
}
