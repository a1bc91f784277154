//! What changed between two descriptions of a part, said in words.

use hearken_content::PartField;
use hearken_core::{Notebook, parts::Part};

use super::super::{
    pages::Change,
    said::{is_short, words_of},
};
use crate::words;

/// Letters of what it said that stand in its story.
const BEGINNING: usize = 240;

/// Everything that differs, in the order in which a page shows it. `before` is what the description started from; `None`
/// where the part is new.
pub(super) fn changes(notebook: &Notebook, before: Option<&Part>, after: &Part) -> Vec<Change> {
    let nobody = Part::default();
    let new = before.is_none();
    let before = before.unwrap_or(&nobody);
    let fields = PartField::ALL.into_iter().filter(|field| !(new && *field == PartField::Name));
    let mut all: Vec<Change> = fields.filter_map(|field| said(before, after, field, new)).collect();
    all.extend(happened(notebook, before, after));
    all
}

fn said(before: &Part, after: &Part, field: PartField, new: bool) -> Option<Change> {
    let label = &hearken_content::library().words.field(field).label;
    let (was, is) = (words_of(before, field), words_of(after, field));
    if was.trim() == is.trim() {
        return None;
    }
    if field == PartField::Private {
        return Some(Change {
            line: "Something changed in the corner that is just for you".to_owned(),
            words: None,
        });
    }
    let small = lower_first(label);
    let first_said = was.trim().is_empty() || (new && field == PartField::Role);
    let change = match (first_said, is.trim().is_empty()) {
        (_, true) => Change { line: format!("No longer said: {small}"), words: None },
        (true, false) if is_one_line(field) => Change { line: format!("{label}: {is}"), words: None },
        (true, false) => {
            Change { line: format!("New: {small}"), words: Some(words::beginning(&is, BEGINNING)) }
        }
        (false, false) if is_one_line(field) => {
            Change { line: format!("{label}: {is}, before: {was}"), words: None }
        }
        (false, false) => {
            Change { line: format!("Changed: {small}"), words: Some(words::beginning(&is, BEGINNING)) }
        }
    };
    Some(change)
}

fn is_one_line(field: PartField) -> bool {
    use PartField::{Blend, Body, Colour, Permission, Role, Shape};
    is_short(field) || matches!(field, Role | Colour | Shape | Body | Permission | Blend)
}

/// What became of it: not what it said, but how it is met.
fn happened(notebook: &Notebook, before: &Part, after: &Part) -> Vec<Change> {
    let name = |id| notebook.part(id).map_or_else(|| "another part".to_owned(), |part| part.name.clone());
    let merged = match (before.merged_into, after.merged_into) {
        (was, Some(into)) if was != Some(into) => Some(format!("It turned out to be: {}", name(into))),
        (Some(_), None) => Some("It is on its own again".to_owned()),
        _ => None,
    };
    let split = after.split_from.filter(|_| before.split_from.is_none());
    let lines = [
        split.map(|from| format!("Found within: {}", name(from))),
        merged,
        turned(before.archived, after.archived, "Archived", "Brought back"),
        turned(before.hidden, after.hidden, "Kept out of sight", "Shown again"),
        turned(
            before.urge_to_harm,
            after.urge_to_harm,
            "Help stands first: it carries an urge to harm",
            "No urge to harm is noted any more",
        ),
        match (before.picture, after.picture) {
            (was, Some(is)) if was != Some(is) => Some("A picture".to_owned()),
            (Some(_), None) => Some("The picture was taken off".to_owned()),
            _ => None,
        },
    ];
    lines.into_iter().flatten().map(|line| Change { line, words: None }).collect()
}

fn turned(before: bool, after: bool, on: &str, off: &str) -> Option<String> {
    (before != after).then(|| if after { on } else { off }.to_owned())
}

fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::parts::{Permission, Role};

    fn lines(before: Option<&Part>, after: &Part) -> Vec<String> {
        changes(&Notebook::default(), before, after).into_iter().map(|change| change.line).collect()
    }

    #[test]
    fn a_new_part_says_what_was_said_and_nothing_else() {
        let part =
            Part { fears: "falling".to_owned(), role: Role::Manager, ..Part::named("The Planner").unwrap() };
        assert_eq!(lines(None, &part), ["What it does: manager", "New: what it fears"]);
        assert_eq!(lines(None, &Part::named("A").unwrap()), Vec::<String>::new());
    }

    #[test]
    fn what_changed_is_said_with_what_was_before() {
        let before = Part {
            fears: "falling".to_owned(),
            gifts: "care".to_owned(),
            ..Part::named("The Planner").unwrap()
        };
        let after = Part {
            name: "The Watcher".to_owned(),
            role: Role::Manager,
            fears: "being late".to_owned(),
            permission: Permission::Partial,
            private: "a secret".to_owned(),
            archived: true,
            ..Part::default()
        };
        let told = changes(&Notebook::default(), Some(&before), &after);
        let said: Vec<_> = told.iter().map(|change| change.line.as_str()).collect();
        assert_eq!(
            said,
            [
                "Name: The Watcher, before: The Planner",
                "What it does: manager, before: not yet known",
                "Changed: what it fears",
                "No longer said: what it brings",
                "Does it let others by?: for some things, or for a while, before: not asked",
                "Something changed in the corner that is just for you",
                "Archived",
            ]
        );
        assert!(told.iter().all(|change| change.words.as_deref() != Some("a secret")));
        assert_eq!(lines(Some(&after), &after), Vec::<String>::new());
    }
}
