//! What is kept out of sight: it goes to nobody, whatever is shared, and nothing is made of it for anybody.

use crate::{Notebook, Record, RecordId, Revision};

/// Whether a part or an entry is kept out of sight. The stricter holds: where it was saved in two windows at once, what either of
/// them says; and of a part that turned out to be another, what is said of either.
pub fn is_out_of_sight(notebook: &Notebook, record: RecordId) -> bool {
    let is_hidden = |record| notebook.standing(record).any(hides);
    is_hidden(record) || is_hidden(notebook.view().resolve(record))
}

fn hides(standing: &Revision) -> bool {
    match &standing.what {
        Record::Part(part) => part.hidden,
        Record::Journal(entry) => entry.hidden,
        _ => false,
    }
}
