//! Items that wait for others: those have to be there, and none may wait for itself in the end.

use std::{collections::HashSet, slice};

use super::Reading;
use crate::{Form, ItemKind, fhir::short, form::layout::Layout};

/// A longer chain is said by its beginning and its end.
const CHAIN: usize = 12;

impl Reading<'_> {
    pub(super) fn check_what_is_waited_for(&mut self, form: &Form) {
        let layout = Layout::of(form);
        for item in &layout.items {
            let place = short(&item.link_id);
            for when in item.enable.iter().flat_map(|enable| &enable.when) {
                let named = short(&when.question);
                let other = layout.at(&when.question).map(|at| layout.items[at]);
                match other.map(|other| other.kind) {
                    // One that could not be read was named already.
                    None if self.seen.contains_key(when.question.as_str()) => {}
                    None => self.fault(&place, &format!("it waits for “{named}”, which is not there")),
                    Some(ItemKind::Group | ItemKind::Display) => {
                        self.fault(&place, &format!("it waits for “{named}”, which is no question"));
                    }
                    // It would be asked, or not, for a reason that nobody knows.
                    Some(_) if other.is_some_and(|other| other.computed) => self.fault(
                        &place,
                        &format!("it waits for “{named}”, which only a program would fill in"),
                    ),
                    Some(_) => {}
                }
            }
        }
        let mut search = Search::new(&layout);
        (0..layout.items.len()).for_each(|at| search.follow(at));
        for chain in search.loops {
            let names: Vec<String> = chain.iter().map(|name| short(name)).collect();
            self.fault(&names[0], &format!("it waits for itself: {}", names.join(" → ")));
        }
    }
}

/// A walk along everything that waits, each item once.
struct Search<'f> {
    layout: &'f Layout<'f>,
    /// The chain that is being followed, and what is still to be followed at each of its ends.
    chain: Vec<(usize, Vec<usize>)>,
    in_chain: Vec<Option<usize>>,
    done: Vec<bool>,
    loops: Vec<Vec<&'f str>>,
    /// The items that a loop was named at.
    named: HashSet<usize>,
}

impl<'f> Search<'f> {
    fn new(layout: &'f Layout<'f>) -> Self {
        let many = layout.items.len();
        Self {
            layout,
            chain: Vec::new(),
            in_chain: vec![None; many],
            done: vec![false; many],
            loops: Vec::new(),
            named: HashSet::new(),
        }
    }

    fn follow(&mut self, start: usize) {
        self.enter(start);
        while let Some((at, next)) = self.chain.last_mut() {
            let at = *at;
            match next.pop() {
                Some(next) => self.enter(next),
                None => {
                    self.done[at] = true;
                    self.in_chain[at] = None;
                    self.chain.pop();
                }
            }
        }
    }

    fn enter(&mut self, at: usize) {
        if let Some(begun) = self.in_chain[at] {
            if self.named.insert(at) {
                self.loops.push(self.said(begun));
            }
        } else if !self.done[at] {
            self.in_chain[at] = Some(self.chain.len());
            let mut next: Vec<usize> = self.layout.depends_on(at).collect();
            next.reverse();
            self.chain.push((at, next));
        }
    }

    /// The names from there to the end of the chain, and the first of them again.
    fn said(&self, begun: usize) -> Vec<&'f str> {
        let name = |(at, _): &(usize, Vec<usize>)| self.layout.items[*at].link_id.as_str();
        let chain = &self.chain[begun..];
        let first = chain.first().map(slice::from_ref).unwrap_or_default();
        if chain.len() <= CHAIN {
            return chain.iter().chain(first).map(name).collect();
        }
        let (start, end) = (&chain[..CHAIN / 2], &chain[chain.len() - CHAIN / 2..]);
        let mut names: Vec<&str> = start.iter().map(name).collect();
        names.push("…");
        names.extend(end.iter().chain(first).map(name));
        names
    }
}
