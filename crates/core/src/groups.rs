//! Groups: parts that the person sees together. A group may stand within another.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal,
    journal::SourceRef,
    limits::{self, check_name, check_text},
    parts::Part,
};

/// Parts that belong together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Group {
    /// What the person calls it.
    pub name: String,
    /// A word about it.
    pub about: String,
    /// `#rrggbb`, if it has a colour.
    pub colour: Option<String>,
    /// Its parts.
    pub parts: Vec<RecordId>,
    /// The group it stands within.
    pub within: Option<RecordId>,
    /// No longer used.
    pub archived: bool,
    /// Where it came from, if it came from another program.
    pub source: Option<SourceRef>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Parts that one group may hold: an import may bring thousands.
const PARTS: usize = 10_000;

/// Plans a new group (`base` 0) or an edit of one. A group that would stand within itself stands alone instead.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut group: Group,
) -> Result<NewRevision, Refusal> {
    check_name(&group.name)?;
    check_text(&group.about)?;
    notebook.check_kind::<Group>(record, base)?;
    if group.parts.len() > PARTS {
        return Err(Refusal::TooMany { limit: PARTS });
    }
    if group.parts.iter().any(|&part| notebook.get::<Part>(part).is_none()) {
        return Err(Refusal::NotHere);
    }
    group.within = group.within.filter(|&outer| !stands_within(notebook, outer, record));
    Ok(NewRevision::edit(record, base, group.into()))
}

/// Plans that a group is no longer used. It stays, with its parts.
pub fn archive(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    set_archived(notebook, record, true)
}

/// Plans that an archived group is used again.
pub fn bring_back(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    set_archived(notebook, record, false)
}

fn set_archived(notebook: &Notebook, record: RecordId, archived: bool) -> Result<NewRevision, Refusal> {
    let (rev, group) = notebook.get_with_rev::<Group>(record).ok_or(Refusal::NotHere)?;
    Ok(NewRevision::edit(record, rev, Group { archived, ..group.clone() }.into()))
}

/// Whether `group` is `other` or stands within it, however deep.
fn stands_within(notebook: &Notebook, group: RecordId, other: RecordId) -> bool {
    let outer = |&group: &RecordId| notebook.get::<Group>(group).and_then(|group| group.within);
    std::iter::successors(Some(group), outer).take(limits::DEEPEST_GROUP).any(|group| group == other)
}
