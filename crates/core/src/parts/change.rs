//! Changes of what a part *is*: archived, found to be another, or found to be two.
//!
//! Nothing is lost in any of them: the part that turned out to be another keeps its whole history, bonds that name it
//! are read as bonds of the one it became ([`crate::view::View::resolve`]), and every change is an edit that can be
//! undone like any other ([`crate::undo`]).

use super::{Part, Permission, Role, keep};
use crate::{Known, NewRevision, Notebook, RecordId, Refusal};

/// Plans that a part is no longer met. It stays, with all it said.
pub fn archive(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    change(notebook, record, |part| part.archived = true)
}

/// Plans that an archived part is met again.
pub fn bring_back(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    change(notebook, record, |part| part.archived = false)
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

/// Plans that a part is on its own again, with all that was said of it since. The one it had been taken for says again what
/// it said before, if nothing was added to it since; otherwise it keeps all it says.
pub fn unmerge(notebook: &Notebook, record: RecordId) -> Result<Vec<NewRevision>, Refusal> {
    let (_, rev, one) = notebook.part_with_rev(record).ok_or(Refusal::NotHere)?;
    let into = one.merged_into.ok_or(Refusal::NothingToUndo)?;
    let mut said = notebook.history(record).iter().rev().filter_map(|revision| Part::of(&revision.what));
    let brought = said.find(|part| part.merged_into.is_none()).unwrap_or(one);
    let mut planned = vec![keep(notebook, record, rev, Part { merged_into: None, ..one.clone() })?];
    if let [.., before, newest] = notebook.history(into)
        && let (Some(alone), Some(both)) = (Part::of(&before.what), Part::of(&newest.what))
        && alone != both
        && was_made_of(both, alone, brought)
    {
        planned.push(NewRevision::edit(into, newest.rev, before.what.clone()));
    }
    Ok(planned)
}

/// What stays of several descriptions that stand beside each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stays {
    /// One revision, by its number.
    One(u32),
    /// All of them, as one.
    All,
}

/// Plans that the descriptions of a part which two windows kept at the same time become one. Whichever stays, what protects
/// the person stays of all of them (rules K2, U1, U3), and so does the private corner.
pub fn settle(notebook: &Notebook, record: RecordId, stays: Stays) -> Result<NewRevision, Refusal> {
    let (_, rev, newest) = notebook.part_with_rev(record).ok_or(Refusal::NotHere)?;
    let others = notebook.also_standing(record);
    if others.is_empty() {
        return Err(Refusal::NothingToUndo);
    }
    let said = |rev| notebook.revision(record, rev).and_then(|revision| Part::of(&revision.what));
    let besides = |one| {
        let standing = notebook.standing(record).filter(move |revision| revision.rev != one);
        standing.filter_map(|revision| Part::of(&revision.what))
    };
    let part = match stays {
        Stays::One(one) => besides(one).fold(said(one).ok_or(Refusal::NotHere)?.clone(), stricter),
        Stays::All => besides(rev).fold(newest.clone(), together),
    };
    let mut planned = keep(notebook, record, rev, part)?;
    planned.settles = others.iter().map(|other| other.rev).collect();
    Ok(planned)
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

/// Whether a part says just what two of them say together. An earlier version left the role and the permission as they were.
fn was_made_of(both: &Part, alone: &Part, other: &Part) -> bool {
    let made = together(alone.clone(), other);
    *both == made || *both == Part { role: alone.role, permission: alone.permission, ..made }
}

/// The role of two that are one: an exile stays one (rule U1), and what nobody knows of the one is known of the other.
const fn role_of_both(one: Role, other: Role) -> Role {
    match (one, other) {
        (_, Role::Exile) | (Role::NotYetKnown, _) => other,
        _ => one,
    }
}

/// Whether two that are one let others by: a no of either holds, and a yes of one is no yes of both (rule U3).
const fn permission_of_both(one: Permission, other: Permission) -> Permission {
    match (one, other) {
        (Permission::Refused | Permission::Withdrawn, _) => one,
        (_, Permission::Refused | Permission::Withdrawn) | (Permission::Granted, Permission::Partial) => {
            other
        }
        _ => one,
    }
}

/// One part with what the other had said.
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
    ];
    texts.into_iter().for_each(|(text, other)| add_text(text, other, "\n\n"));
    if part.emoji.is_empty() {
        part.emoji.clone_from(&other.emoji);
    }
    part.colour = part.colour.or_else(|| other.colour.clone());
    part.shape = part.shape.or_else(|| other.shape.clone());
    part.picture = part.picture.or(other.picture);
    add_missing(&mut part.body, &other.body);
    add_missing(&mut part.own_fields, &other.own_fields);
    stricter(part, other)
}

/// One part with what of the other protects the person, and with its private corner.
fn stricter(mut part: Part, other: &Part) -> Part {
    part.role = role_of_both(part.role, other.role);
    part.permission = permission_of_both(part.permission, other.permission);
    part.hidden |= other.hidden;
    part.urge_to_harm |= other.urge_to_harm;
    add_text(&mut part.private, &other.private, "\n\n");
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
