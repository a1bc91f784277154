//! What somebody writes down for themselves about a person they share a space with. It stays in their own notebook.

use super::Space;
use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, limits::check_text};

/// A note about another person that this person never sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivateNote {
    /// The space that is shared with them.
    pub space: RecordId,
    /// The words.
    pub words: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans a note (`base` 0) or another wording of one.
pub fn keep_note(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    space: RecordId,
    words: String,
) -> Result<NewRevision, Refusal> {
    notebook.get::<Space>(space).ok_or(Refusal::NotHere)?;
    notebook.check_kind::<PrivateNote>(record, base)?;
    check_text(&words)?;
    if words.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let extra = notebook.get::<PrivateNote>(record).map(|note| note.extra.clone()).unwrap_or_default();
    Ok(NewRevision::edit(record, base, PrivateNote { space, words, extra }.into()))
}
