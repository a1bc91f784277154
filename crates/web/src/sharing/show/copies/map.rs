//! A copy of the map in words, as its list says it: who is there, and how they relate. Parts that are kept out of sight are
//! not on it, nor are their bonds.

use hearken_core::{Notebook, bonds::Bond, sharing::is_out_of_sight};

use super::{Copy, field};
use crate::{bonds, components::role_word};

pub(super) fn copy(notebook: &Notebook) -> Option<Copy> {
    let shown: Vec<_> = notebook.listed_parts().filter(|(id, _)| !is_out_of_sight(notebook, *id)).collect();
    let parts = shown.iter().map(|(_, part)| format!("{} ({})", part.name, role_word(part.role)));
    let name = |id| shown.iter().find(|(part, _)| *part == id).map(|(_, part)| part.name.as_str());
    let standing = notebook.all::<Bond>().filter(|(_, bond)| bond.ended.is_none());
    let bonds = standing.filter_map(|(_, bond)| {
        let (from, to) = (name(bond.from)?, name(bond.to)?);
        let over = if bond.over.trim().is_empty() { String::new() } else { format!(", over: {}", bond.over) };
        Some(format!("{from} {} {to}{over}", bonds::forward(&bond.kind)))
    });
    Copy::of(
        "map",
        "The map",
        vec![
            field("parts", "Parts", &parts.collect::<Vec<_>>().join("\n")),
            field("bonds", "How they relate", &bonds.collect::<Vec<_>>().join("\n")),
        ],
    )
}
