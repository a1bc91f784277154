//! What readers hand in: a group, a note, a bond, each still tied by the other program's ids.

use hearken_core::{When, bonds::Bond};

use super::value::Fields;

/// A group as a reader found it.
#[derive(Default)]
pub(crate) struct GroupDraft {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) colour: Option<String>,
    /// Ids of members, as they are in the file.
    pub(crate) members: Vec<String>,
    /// The id of the group it stands within, as it is in the file.
    pub(crate) within: Option<String>,
    pub(crate) archived: bool,
    pub(crate) kept: Fields,
    pub(crate) degraded: bool,
}

/// A note about parts as a reader found it.
#[derive(Default)]
pub(crate) struct NoteDraft {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) when: When,
    pub(crate) members: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) starred: bool,
    pub(crate) hidden: bool,
    pub(crate) kept: Fields,
}

/// A bond as a reader found it.
pub(crate) struct BondDraft {
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) bond: Bond,
    pub(crate) kept: Fields,
}
