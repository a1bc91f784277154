//! What belongs to a programme or a session and says nothing without it.

use super::{
    Moment, Screening, TreatmentSession, acts_of, intentions_of, moments_of, releases_of, sessions_of,
};
use crate::{
    Notebook, RecordId,
    recordings::{self, Recording},
    responses,
};

/// Everything that belongs to a programme, a session or a moment: the sessions of a programme, what was said before them,
/// noted in them and made of them, and the voice notes that moments name.
pub(crate) fn all_of(notebook: &Notebook, record: RecordId) -> Vec<RecordId> {
    let sessions = sessions_of(notebook, record).into_iter().map(|(id, _)| id);
    let mut all: Vec<RecordId> =
        sessions.flat_map(|id| [vec![id], of_session(notebook, id)].concat()).collect();
    if notebook.get::<TreatmentSession>(record).is_some() {
        all.extend(of_session(notebook, record));
    }
    all.extend(screenings(notebook, record));
    all.extend(notebook.get::<Moment>(record).and_then(|moment| voice(notebook, moment)));
    all
}

fn of_session(notebook: &Notebook, session: RecordId) -> Vec<RecordId> {
    let releases = releases_of(notebook, session).map(|(id, _)| id);
    let intentions = intentions_of(notebook, session).map(|(id, _)| id);
    let acts = acts_of(notebook, session).map(|(id, _)| id);
    let moments = moments_of(notebook, session).into_iter();
    let moments = moments.flat_map(|(id, moment)| std::iter::once(id).chain(voice(notebook, moment)));
    let voices = recordings::of_run(notebook, session).into_iter().map(|(id, _)| id);
    let said = screenings(notebook, session).chain(releases).chain(intentions);
    let responses = responses::all_of(notebook, session);
    said.chain(moments).chain(voices).chain(acts).chain(responses).collect()
}

fn screenings(notebook: &Notebook, about: RecordId) -> impl Iterator<Item = RecordId> {
    let of = notebook.all::<Screening>().filter(move |(_, screening)| screening.about == about);
    of.map(|(id, _)| id)
}

fn voice(notebook: &Notebook, moment: &Moment) -> Option<RecordId> {
    moment.recording.filter(|&recording| notebook.get::<Recording>(recording).is_some())
}
