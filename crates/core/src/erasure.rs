//! Erasing for real: what a person takes out of their notebook leaves no sealed byte behind.
//!
//! The log keeps one [`Erasure`] that says *which* records were taken out, never what they held. A log entry without
//! its bytes is in order only if an erasure names its record; otherwise it is damage, and reported as such.

use crate::{
    NewRevision, Notebook, Record, RecordId, Refusal,
    bonds::Bond,
    drawings, journey,
    parts::Part,
    pictures,
    places::{Place, place_id},
    recordings, responses,
    triggers::Occurrence,
};

/// Records whose revisions were all taken out of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The records that are gone.
    pub records: Vec<RecordId>,
}

/// Plans the erasure of one record, and of whatever only says something of it, as the revision to append; `id` names
/// the erasure itself. With a part go its place, pictures, bonds and readings; with a trigger each time it happened, and
/// responses to questionnaires about it;
/// with a run its voice notes and drawings; with a drawing what it was drawn over; with a programme its sessions, and with a
/// session whatever was said, noted and made of it.
pub fn erase(notebook: &Notebook, id: RecordId, record: RecordId) -> Result<NewRevision, Refusal> {
    erase_all(notebook, id, &[record])
}

/// The same for several records at once.
pub fn erase_all(notebook: &Notebook, id: RecordId, records: &[RecordId]) -> Result<NewRevision, Refusal> {
    let mut gone = Vec::new();
    for &record in records {
        match &notebook.current(record).ok_or(Refusal::NotHere)?.what {
            // Without an erasure, what it took out would look like damage; and there is no notebook without settings.
            Record::Erasure(_) | Record::Settings(_) => return Err(Refusal::OtherKind),
            _ => gone.extend(with_what_hangs_on(notebook, record)),
        }
    }
    gone.sort_unstable();
    gone.dedup();
    Ok(NewRevision::first(id, Record::Erasure(Erasure { records: gone })))
}

/// The record, and what says nothing without it, by id: all that its erasure takes out.
pub fn with_what_hangs_on(notebook: &Notebook, record: RecordId) -> Vec<RecordId> {
    let mut gone = vec![record];
    if notebook.get::<Part>(record).is_some() {
        let pictures = pictures::all_of(notebook, record).into_iter();
        let place = notebook.get::<Place>(place_id(record)).map(|_| place_id(record));
        let bonds = notebook.all::<Bond>().filter(|(_, bond)| bond.from == record || bond.to == record);
        let readings = notebook.readings_of(Some(record), None);
        gone.extend(pictures.chain(place).chain(bonds.map(|(id, _)| id)).chain(readings.map(|(id, _)| id)));
    }
    let times = notebook.all::<Occurrence>().filter(|(_, time)| time.trigger == record);
    gone.extend(times.map(|(id, _)| id));
    gone.extend(responses::all_of(notebook, record));
    gone.extend(journey::all_of(notebook, record));
    gone.extend(drawings::all_of(notebook, record));
    gone.extend(drawings::below(notebook, record));
    gone.extend(recordings::of_run(notebook, record).into_iter().map(|(id, _)| id));
    gone.sort_unstable();
    gone.dedup();
    gone
}
