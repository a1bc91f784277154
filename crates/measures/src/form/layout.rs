//! A form laid out flat: its items in their order, and on which others each depends.

use std::collections::HashMap;

use super::{Form, Item};

pub(super) struct Layout<'f> {
    /// Every item; those below one follow it.
    pub(super) items: Vec<&'f Item>,
    /// The item around each.
    parents: Vec<Option<usize>>,
    index: HashMap<&'f str, usize>,
}

impl<'f> Layout<'f> {
    pub(super) fn of(form: &'f Form) -> Self {
        let mut layout = Self { items: Vec::new(), parents: Vec::new(), index: HashMap::new() };
        let mut waiting: Vec<(Option<usize>, &Item)> =
            form.items.iter().rev().map(|item| (None, item)).collect();
        while let Some((parent, item)) = waiting.pop() {
            let at = layout.items.len();
            layout.items.push(item);
            layout.parents.push(parent);
            layout.index.entry(&item.link_id).or_insert(at);
            waiting.extend(item.items.iter().rev().map(|below| (Some(at), below)));
        }
        layout
    }

    pub(super) fn at(&self, link_id: &str) -> Option<usize> {
        self.index.get(link_id).copied()
    }

    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.parents[at]
    }

    /// The items that decide whether this one is asked: the one around it, and those whose answers it waits for.
    pub(super) fn depends_on(&self, at: usize) -> impl Iterator<Item = usize> {
        let when = self.items[at].enable.iter().flat_map(|enable| &enable.when);
        self.parent(at).into_iter().chain(when.filter_map(|when| self.at(&when.question)))
    }
}
