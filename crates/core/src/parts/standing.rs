//! What holds of a part, whichever of its descriptions says it.
//!
//! Two windows may have described one part at the same time, and a part may have turned out to be another: then the stricter
//! holds, so that nothing which protects the person hangs on who saved last.

use super::{Part, Role};
use crate::{Known, Notebook, RecordId};

/// Every description that stands of a part, and of the part that it turned out to be.
fn standing(notebook: &Notebook, part: RecordId) -> impl Iterator<Item = &Part> {
    let became = Some(notebook.view().resolve(part)).filter(|&became| became != part);
    let records = std::iter::once(part).chain(became);
    records.flat_map(|record| notebook.standing(record)).filter_map(|revision| Part::of(&revision.what))
}

/// Whether a part carries an urge to harm: then help comes first (rule K2).
pub fn carries_urge(notebook: &Notebook, part: RecordId) -> bool {
    standing(notebook, part).any(|part| part.urge_to_harm)
}

/// Whether a part was named an exile: then it is not worked with alone (rule U1).
pub fn is_exile(notebook: &Notebook, part: RecordId) -> bool {
    standing(notebook, part).any(|part| part.role == Role::Exile)
}

/// Has a description that was begun at `before` keep what other windows said since of the role, the permission, an urge to harm
/// and being out of sight: what it did not change itself it leaves as it stands now.
pub fn leave_what_is_strict(notebook: &Notebook, record: RecordId, before: &Part, part: &mut Part) {
    let Some(now) = notebook.part(record) else { return };
    let stands = |says: fn(&Part) -> bool| {
        notebook.standing(record).filter_map(|revision| Part::of(&revision.what)).any(says)
    };
    if part.hidden == before.hidden {
        part.hidden = stands(|part| part.hidden);
    }
    if part.urge_to_harm == before.urge_to_harm {
        part.urge_to_harm = stands(|part| part.urge_to_harm);
    }
    if part.role == before.role {
        part.role = if stands(|part| part.role == Role::Exile) { Role::Exile } else { now.role };
    }
    if part.permission == before.permission {
        part.permission = now.permission;
    }
}
