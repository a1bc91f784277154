//! Changes of what a part *is*: archived, found to be another, found to be two, or given a new role.
//!
//! Nothing is lost in any of them: the part that turned out to be another keeps its whole history, bonds that name it
//! are read as bonds of the one it became ([`crate::view::View::resolve`]), and every change is an edit that can be
//! undone like any other ([`crate::undo`]).

use super::{Part, keep};
use crate::{NewRevision, Notebook, RecordId, Refusal};

/// Plans that a part is no longer met. It stays, with all it said.
pub fn archive(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    change(notebook, record, |part| part.archived = true)
}

/// Plans that an archived part is met again.
pub fn bring_back(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    change(notebook, record, |part| part.archived = false)
}

/// Plans that a part has taken a new role of its own choosing, and what changed with it.
pub fn becomes(
    notebook: &Notebook,
    record: RecordId,
    new_role: &str,
    changed: &str,
) -> Result<NewRevision, Refusal> {
    change(notebook, record, |part| {
        part.new_role = new_role.to_owned();
        part.new_role_changed = changed.to_owned();
    })
}

/// Plans that `record` turned out to be `into`. What only one of them had said the other now says too; where both had
/// said something, both stand, one below the other. Both histories are kept.
pub fn merge(notebook: &Notebook, record: RecordId, into: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let (_, rev, one) = notebook.part_with_rev(record).ok_or(Refusal::NotHere)?;
    let (_, into_rev, other) = notebook.part_with_rev(into).ok_or(Refusal::NotHere)?;
    if record == into || one.merged_into.is_some() || other.merged_into.is_some() {
        return Err(Refusal::SamePart);
    }
    let gone = Part { merged_into: Some(into), ..one.clone() };
    Ok(vec![
        keep(notebook, into, into_rev, together(other.clone(), one))?,
        keep(notebook, record, rev, gone)?,
    ])
}

/// Plans that a new part was found within `from`. The new one begins with what `found` says; `from` stays as it is.
pub fn split(
    notebook: &Notebook,
    from: RecordId,
    new: RecordId,
    found: Part,
) -> Result<NewRevision, Refusal> {
    notebook.part(from).ok_or(Refusal::NotHere)?;
    keep(notebook, new, 0, Part { split_from: Some(from), ..found })
}

fn change(
    notebook: &Notebook,
    record: RecordId,
    change: impl FnOnce(&mut Part),
) -> Result<NewRevision, Refusal> {
    let (_, rev, part) = notebook.part_with_rev(record).ok_or(Refusal::NotHere)?;
    let mut part = part.clone();
    change(&mut part);
    keep(notebook, record, rev, part)
}

/// One part with what the other had said. The stricter of two privacies holds.
fn together(mut part: Part, other: &Part) -> Part {
    add_text(&mut part.manner, &other.manner, ", ");
    add_text(&mut part.felt_age, &other.felt_age, ", ");
    let texts = [
        (&mut part.look, &other.look),
        (&mut part.sensation, &other.sensation),
        (&mut part.voice, &other.voice),
        (&mut part.purpose, &other.purpose),
        (&mut part.since, &other.since),
        (&mut part.feels, &other.feels),
        (&mut part.desires, &other.desires),
        (&mut part.beliefs, &other.beliefs),
        (&mut part.fears, &other.fears),
        (&mut part.burdens, &other.burdens),
        (&mut part.legacy_burdens, &other.legacy_burdens),
        (&mut part.gifts, &other.gifts),
        (&mut part.needs, &other.needs),
        (&mut part.trailheads, &other.trailheads),
        (&mut part.relates, &other.relates),
        (&mut part.new_role, &other.new_role),
        (&mut part.new_role_changed, &other.new_role_changed),
        (&mut part.notes, &other.notes),
        (&mut part.private, &other.private),
    ];
    texts.into_iter().for_each(|(text, other)| add_text(text, other, "\n\n"));
    if part.emoji.is_empty() {
        part.emoji.clone_from(&other.emoji);
    }
    part.colour = part.colour.or_else(|| other.colour.clone());
    part.shape = part.shape.or_else(|| other.shape.clone());
    part.picture = part.picture.or(other.picture);
    part.hidden |= other.hidden;
    part.urge_to_harm |= other.urge_to_harm;
    add_missing(&mut part.body, &other.body);
    add_missing(&mut part.own_fields, &other.own_fields);
    part
}

fn add_text(text: &mut String, other: &str, between: &str) {
    if text.trim().is_empty() {
        other.clone_into(text);
    } else if !other.trim().is_empty() && text != other {
        text.push_str(between);
        text.push_str(other);
    }
}

fn add_missing<T: Clone + PartialEq>(list: &mut Vec<T>, others: &[T]) {
    let missing: Vec<T> = others.iter().filter(|other| !list.contains(other)).cloned().collect();
    list.extend(missing);
}
