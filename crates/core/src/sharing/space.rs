//! Who somebody shares a space with, as they keep it in their own notebook.

use super::{Role, first};
use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, Timestamp, limits::check_name};

/// After so many days an invitation that nobody took up is over (P).
pub const INVITATION_DAYS: u32 = 7;

/// A space that is shared with somebody. Its record has the bytes of its vault's id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Space {
    /// What the other is called here.
    pub called: String,
    /// What the other is to whoever opened the space; where somebody else did, what this person is to them.
    pub role: Role,
    /// Whether this person opened it.
    pub mine: bool,
    /// The invitation, until both are in.
    pub invitation: Option<Invitation>,
    /// The other is in: their key was let in by whoever opened the space.
    pub confirmed: bool,
    /// When the six words were said to be the same on both sides.
    pub compared: Option<Timestamp>,
    /// When it was ended by this person.
    pub ended: Option<Timestamp>,
    /// The other is gone: they left it, or ended it.
    pub gone: bool,
    /// What the other left to do and this person put aside: it is offered no more. Nobody else learns of it.
    pub put_aside: Vec<RecordId>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// What lets somebody into a space: the link and the code that is told apart from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    /// What stands in the link.
    pub link: String,
    /// What is told by voice.
    pub code: String,
    /// When it is over.
    pub ends: Timestamp,
}

impl Space {
    /// Whether something can be shown in it.
    pub fn is_on(&self) -> bool {
        self.confirmed && self.ended.is_none() && !self.gone
    }
}

/// Plans a space of one's own, with an invitation to it.
pub fn begin(
    notebook: &Notebook,
    record: RecordId,
    called: &str,
    role: Role,
    invitation: Invitation,
) -> Result<NewRevision, Refusal> {
    first(notebook, record, Space { mine: true, ..waiting(called, role, invitation)? }.into())
}

/// Plans a space that somebody else opened, as it is for the one they invited.
pub fn join(
    notebook: &Notebook,
    record: RecordId,
    called: &str,
    role: Role,
    invitation: Invitation,
) -> Result<NewRevision, Refusal> {
    first(notebook, record, waiting(called, role, invitation)?.into())
}

/// A space that somebody else opened and that this person is not in yet.
fn waiting(called: &str, role: Role, invitation: Invitation) -> Result<Space, Refusal> {
    Ok(Space {
        called: check_name(called)?.to_owned(),
        role,
        mine: false,
        invitation: Some(invitation),
        confirmed: false,
        compared: None,
        ended: None,
        gone: false,
        put_aside: Vec::new(),
        extra: Extra::default(),
    })
}

/// Plans that the other is in. A space that is over lets nobody in.
pub fn confirm(notebook: &Notebook, record: RecordId) -> Result<Option<NewRevision>, Refusal> {
    not_over(notebook, record)?;
    change(notebook, record, |space| Space { invitation: None, confirmed: true, ..space })
}

/// Plans that the six words were the same on both sides.
pub fn compare(
    notebook: &Notebook,
    record: RecordId,
    now: Timestamp,
) -> Result<Option<NewRevision>, Refusal> {
    not_over(notebook, record)?;
    change(notebook, record, |space| Space { compared: space.compared.or(Some(now)), ..space })
}

/// Plans that the other is gone, or is there after all. Twice is once.
pub fn note_gone(notebook: &Notebook, record: RecordId, gone: bool) -> Result<Option<NewRevision>, Refusal> {
    change(notebook, record, |space| Space { gone, ..space })
}

/// Plans that a space is over.
pub fn end(notebook: &Notebook, record: RecordId, now: Timestamp) -> Result<Option<NewRevision>, Refusal> {
    change(notebook, record, |space| Space { ended: space.ended.or(Some(now)), invitation: None, ..space })
}

/// Plans that something the other left to do is offered no more. Twice is once.
pub fn put_aside(
    notebook: &Notebook,
    record: RecordId,
    left: RecordId,
) -> Result<Option<NewRevision>, Refusal> {
    change(notebook, record, |mut space| {
        if !space.put_aside.contains(&left) {
            space.put_aside.push(left);
        }
        space
    })
}

fn not_over(notebook: &Notebook, record: RecordId) -> Result<(), Refusal> {
    let space = notebook.get::<Space>(record).ok_or(Refusal::NotHere)?;
    if space.ended.is_some() { Err(Refusal::NotNow) } else { Ok(()) }
}

fn change(
    notebook: &Notebook,
    record: RecordId,
    how: impl FnOnce(Space) -> Space,
) -> Result<Option<NewRevision>, Refusal> {
    let (rev, standing) = notebook.get_with_rev::<Space>(record).ok_or(Refusal::NotHere)?;
    let changed = how(standing.clone());
    Ok((changed != *standing).then(|| NewRevision::edit(record, rev, changed.into())))
}
