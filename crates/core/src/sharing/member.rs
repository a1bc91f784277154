//! Who is in a space, and which key it has moved on to.

use super::Role;
use crate::{Extra, Notebook, RecordId, Refusal};

/// Somebody in a space. Its record has the bytes of their account's id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// What they are called here: their own choice.
    pub called: String,
    /// What they are to whoever opened the space; `None` for the one who did.
    pub role: Option<Role>,
    /// They are no longer in it.
    pub left: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// The space has moved on to another key: said under the key before, so that nobody who lacks that one can slip in another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyMovedOn {
    /// The epoch that begins with the entry after this one.
    pub epoch: u32,
    /// What the key of that epoch commits to: 32 bytes.
    pub commitment: Vec<u8>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Refuses whoever is not in a space, or no longer. `space` is its notebook.
pub(super) fn check_in(space: &Notebook, member: RecordId) -> Result<(), Refusal> {
    space.get::<Member>(member).filter(|it| !it.left).map(drop).ok_or(Refusal::NotHere)
}
