//! The parts before a session and after it: two views of the notebook, with what differs between them.

use hearken_core::{Notebook, RecordId, Timestamp, compare::compare, journey::TreatmentSession};
use maud::Markup;

use super::{super::after, next};
use crate::{
    over_time::{sentences, side_by_side},
    words,
    zone::Clock,
};

/// Days after a session up to which its arc looks: the end of the last window that is counted from a session (source:
/// `content/journey/after.toml`).
fn days_after() -> i64 {
    let windows = hearken_content::library().journey.after.windows.iter();
    let of_sessions = windows.filter(|window| window.anchor == hearken_content::Anchor::Session);
    of_sessions.map(|window| i64::from(window.span_hours()[1]) / 24).max().unwrap_or_default()
}

/// From the moment a session began to four weeks after it, to the next session or to now: whichever comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
}

impl Stretch {
    /// `None` while the session is not over.
    pub(super) fn of(
        notebook: &Notebook,
        id: RecordId,
        treatment: &TreatmentSession,
        clock: &Clock,
    ) -> Option<Self> {
        let over = after::anchor(treatment)?.at;
        let from = treatment.began.as_ref().map_or(over, |began| began.at);
        let later = next(notebook, id, treatment).and_then(|(_, next)| next.began.as_ref());
        let ends = [Some(over.plus_seconds(days_after() * 86_400)), later.map(|began| began.at)];
        let until = ends.into_iter().flatten().fold(clock.now().at, Timestamp::min);
        Some(Self { from, until })
    }

    /// What differs on the map, in sentences.
    pub(super) fn changed(self, notebook: &Notebook) -> Vec<Markup> {
        let [then, now] = [self.from, self.until].map(|at| notebook.as_of(at));
        sentences(notebook, &compare(&then, &now, false))
    }

    /// Both maps with their twin in words.
    pub(super) fn maps(self, notebook: &Notebook, clock: &Clock) -> Markup {
        let [then, now] = [self.from, self.until].map(|at| notebook.as_of(at));
        let [from, until] =
            [self.from, self.until].map(|at| words::day(clock.when(at).date(), clock.today()));
        side_by_side(&then, &now, [&format!("Before, {from}"), &format!("After, {until}")])
    }
}
