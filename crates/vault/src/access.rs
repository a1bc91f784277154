//! Who may write what into a space: one rule, asked before every write. What is read is decided by who has a key.
//!
//! Both members read all that stands in their space. Each changes and takes back only what they wrote themselves; a page
//! whose last day has passed may be taken back by either. Who is in, and which key counts, is changed in no other way than
//! by letting somebody in, by leaving and by ending the space (`crate::space`). Under a key that somebody knows who has left,
//! nothing is written any more.

use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Refusal,
    sharing::{Authored, KeyMovedOn, Member, Said, Seen, SharedPage},
};
use jiff::civil::Date;

/// Refuses what this member may not write. `space` is the notebook of the space, `today` the day where it is written.
pub(crate) fn may_write(
    space: &Notebook,
    me: RecordId,
    today: Date,
    revision: &NewRevision,
) -> Result<(), Refusal> {
    if is_known_to_who_left(space) {
        return Err(Refusal::NotNow);
    }
    let mine = match &revision.what {
        Record::SharedPage(page) => page.by == me && is_mine::<SharedPage>(space, me, revision.record),
        Record::Said(said) => said.by == me && is_mine::<Said>(space, me, revision.record),
        Record::Seen(seen) => seen.by == me && is_mine::<Seen>(space, me, revision.record),
        Record::Erasure(erasure) => {
            erasure.records.iter().all(|&record| may_take_back(space, me, today, record))
        }
        _ => false,
    };
    if mine { Ok(()) } else { Err(Refusal::NotHere) }
}

/// Whether somebody has left and the log has not moved on to a key that they never had. A space lets one person in, once, so it
/// moves on once.
pub(crate) fn is_known_to_who_left(space: &Notebook) -> bool {
    space.all::<Member>().any(|(_, member)| member.left) && space.all::<KeyMovedOn>().next().is_none()
}

/// Whether there is nothing under that id yet, or something of that kind that this member wrote.
fn is_mine<T: hearken_core::Known + Authored>(space: &Notebook, me: RecordId, record: RecordId) -> bool {
    match space.current(record) {
        None => !space.was_erased(record),
        Some(_) => space.get::<T>(record).is_some_and(|standing| standing.by() == me),
    }
}

fn may_take_back(space: &Notebook, me: RecordId, today: Date, record: RecordId) -> bool {
    let Some(standing) = space.current(record) else { return false };
    match &standing.what {
        Record::SharedPage(page) => page.by == me || !page.is_shown(today),
        Record::Said(said) => said.by == me,
        _ => false,
    }
}
