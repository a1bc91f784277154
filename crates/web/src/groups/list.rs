//! The groups, each within the one it stands in.

use std::collections::HashSet;

use hearken_core::{Notebook, RecordId, groups::Group, limits::DEEPEST_GROUP};
use maud::Markup;

use super::pages::{GroupsPage, Leaf};
use crate::{
    components::PartChip,
    layout::{Page, Place},
    session::Unlocked,
};

pub(super) async fn page(Unlocked(session): Unlocked) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let (archived, used): (Vec<_>, Vec<_>) = notebook.all::<Group>().partition(|(_, group)| group.archived);
    GroupsPage {
        page,
        trees: trees(&notebook, &used),
        archived: archived.iter().map(|(id, group)| leaf(&notebook, *id, group)).collect(),
    }
    .render()
}

/// Groups that stand within none first; then whatever a foreign file made into a loop, which is within itself alone.
fn trees(notebook: &Notebook, groups: &[(RecordId, &Group)]) -> Vec<Leaf> {
    let is_used = |outer: RecordId| groups.iter().any(|(id, _)| *id == outer);
    let mut seen = HashSet::new();
    let outermost = groups.iter().filter(|(_, group)| !group.within.is_some_and(is_used));
    let mut trees: Vec<Leaf> =
        outermost.filter_map(|(id, group)| tree(notebook, groups, *id, group, 0, &mut seen)).collect();
    trees.extend(groups.iter().filter_map(|(id, group)| tree(notebook, groups, *id, group, 0, &mut seen)));
    trees
}

fn tree(
    notebook: &Notebook,
    groups: &[(RecordId, &Group)],
    id: RecordId,
    group: &Group,
    depth: usize,
    seen: &mut HashSet<RecordId>,
) -> Option<Leaf> {
    if depth > DEEPEST_GROUP || !seen.insert(id) {
        return None;
    }
    let inner = groups.iter().filter(|(_, inner)| inner.within == Some(id));
    let within = inner.filter_map(|(inner, group)| tree(notebook, groups, *inner, group, depth + 1, seen));
    Some(Leaf { within: within.collect(), ..leaf(notebook, id, group) })
}

fn leaf(notebook: &Notebook, id: RecordId, group: &Group) -> Leaf {
    let listed: Vec<RecordId> = group.parts.iter().copied().filter(|&part| notebook.lists(part)).collect();
    Leaf {
        id,
        name: group.name.clone(),
        about: group.about.clone(),
        colour: group.colour.clone(),
        parts: PartChip::these(notebook, &listed),
        within: Vec::new(),
    }
}
