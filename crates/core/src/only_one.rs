//! Records of which a notebook holds one, under an id that every window derives.

use crate::{Notebook, RecordId};

/// The id that the record has, or would have, if the first of its sort in every notebook has the id `first`.
///
/// What was erased never comes back under its id, and whoever erased it may write another: the next one has the next id.
pub(crate) fn id(notebook: &Notebook, first: [u8; 16]) -> RecordId {
    let [.., last] = first;
    let ids = (0..=u8::MAX).map(|erased| {
        let mut id = first;
        id[15] = last.wrapping_add(erased);
        RecordId::from_bytes(id)
    });
    ids.into_iter().find(|&id| !notebook.was_erased(id)).unwrap_or(RecordId::from_bytes(first))
}
