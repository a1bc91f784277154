//! Sharing with another person, one thing at a time.
//!
//! Two people share a *space*: a vault of its own with both as members. What somebody shows is published into it as a
//! [`SharedPage`]: the fields that were ticked, as text, and nothing that could lead back to the rest. Both write
//! [`Said`] beside it. Each keeps in their own notebook who the other is ([`Space`]), and whoever shows something keeps
//! what and for how long ([`Grant`]). What was given away as a file, to somebody without an account, is noted there too
//! ([`GivenPage`]).
//!
//! In a space a member is named by the id of their [`Member`] record, which has the bytes of their account's id; a space is
//! named by the id of its record in one's own notebook, which has the bytes of its vault's id.

mod course;
mod given;
mod grant;
mod member;
mod note;
mod page;
mod pause;
mod role;
mod said;
mod sight;
mod space;
mod unseen;

pub use course::{COURSE_POINTS, SharedBand, SharedCourse, SharedPoint};
pub use given::{GivenPage, give_page};
pub use grant::{Grant, Subject, share, show_on, stop, stop_all};
use member::check_in;
pub use member::{KeyMovedOn, Member};
pub use note::{PrivateNote, keep_note};
pub use page::{PAGE_FIELDS, Seen, SharedField, SharedPage, publish, see};
pub use pause::{chosen_at, go_on, is_paused, pause};
pub use role::Role;
pub use said::{Manner, Said, say};
pub use sight::is_out_of_sight;
pub use space::{
    INVITATION_DAYS, Invitation, Space, begin, compare, confirm, end, join, note_gone, put_aside,
};
pub use unseen::unseen;

use crate::{NewRevision, Notebook, Record, RecordId, Refusal};

/// What this member has written into a space may be changed or taken back by them alone.
pub trait Authored {
    /// The member who wrote it.
    fn by(&self) -> RecordId;
}

/// Plans the first revision of a record. Sent again it is the same one, which lands once; anything else under an id that was
/// used is refused, so that nothing that was stopped or changed since comes back by itself.
fn first(notebook: &Notebook, record: RecordId, what: Record) -> Result<NewRevision, Refusal> {
    match notebook.history(record) {
        [] => Ok(NewRevision::first(record, what)),
        [only] if only.what == what => Ok(NewRevision::first(record, what)),
        _ => Err(Refusal::OtherKind),
    }
}
