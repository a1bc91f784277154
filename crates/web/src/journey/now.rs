//! What of the journey the moment calls for: one card on Today, or none.

use hearken_core::{
    Notebook, RecordId,
    journey::{State, TreatmentSession},
};
use jiff::civil::Date;

use super::{acts, after};
use crate::{words, zone::Clock};

/// Days before a session on which Today begins to speak of it.
const DAYS_BEFORE: i32 = 7;

/// The one thing of the journey that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Waits {
    pub(crate) title: &'static str,
    /// The person's own words, or when it is.
    pub(crate) words: String,
    pub(crate) address: String,
    /// What the way to it is called.
    pub(crate) way: &'static str,
    /// A session is under way: nothing else is offered beside it (U5).
    pub(crate) alone: bool,
}

/// What waits: a session that is under way, then one that comes soon, then the time after a session while its window is
/// open and nothing was done in it, then a small act whose day has come.
pub(crate) fn waits(notebook: &Notebook, clock: &Clock) -> Option<Waits> {
    let today = clock.today();
    let session = notebook.all::<TreatmentSession>().filter_map(|(id, session)| soon(id, session, today));
    if let Some((_, waits)) = session.min_by_key(|(order, _)| *order) {
        return Some(waits);
    }
    if let Some((id, window)) = after::waits(notebook, clock) {
        let (address, words) = (format!("/journey/sessions/{id}/after"), window.focus.clone());
        return Some(Waits { title: "After your session", words, address, way: "Look back", alone: false });
    }
    let (address, words) = acts::due(notebook, clock)?;
    Some(Waits { title: "One small act", words, address, way: "How did it go?", alone: false })
}

/// A session that the day calls for, with its order: one under way first, then by days to come.
fn soon(id: RecordId, session: &TreatmentSession, today: Date) -> Option<(i32, Waits)> {
    let address = format!("/journey/sessions/{id}");
    let when = words::moment(&session.planned, today);
    if session.state == State::InSession {
        let (title, address) = ("Your session is under way", format!("{address}/during"));
        return Some((-2, Waits { title, words: when, address, way: "Open it", alone: true }));
    }
    if session.state == State::Recovering {
        return Some((
            -1,
            Waits { title: "After your session", words: when, address, way: "Open it", alone: false },
        ));
    }
    let days = (session.planned.date() - today).get_days();
    if !session.state.is_before() || !(0..=DAYS_BEFORE).contains(&days) {
        return None;
    }
    let title = if days == 0 { "Your session is today" } else { "Your session comes near" };
    Some((days, Waits { title, words: when, address, way: "See what is still to do", alone: false }))
}
