//! About how much memory an open notebook takes, so that a server can say how many it keeps open at once.

use std::sync::{
    PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use crate::{open::OpenVault, port::LogEntry};

/// What a notebook takes that says nothing: its keys, locks, empty tables and sessions.
const EMPTY: usize = 64 << 10;

/// What an entry takes beside its words: its place in the tables of the notebook and in the chain.
const ENTRY: usize = 1 << 10;

/// What was taken in so far.
#[derive(Default)]
pub(crate) struct Weight {
    entries: AtomicUsize,
    sealed: AtomicUsize,
}

impl Weight {
    /// One more entry.
    pub(crate) fn add_entry(&self, entry: &LogEntry) {
        self.entries.fetch_add(1, Ordering::Relaxed);
        self.sealed.fetch_add(entry.sealed.as_ref().map_or(0, Vec::len), Ordering::Relaxed);
    }
}

impl OpenVault {
    /// About how many bytes it takes: the words, what of them is folded to be searched, and the tables. Rather too many than
    /// too few: in most languages a long entry is folded only in small part, in some as a whole. `cargo xtask scale` holds
    /// this beside what the system says.
    pub(crate) fn weight(&self) -> usize {
        let (entries, sealed) = (&self.weight.entries, &self.weight.sealed);
        EMPTY + entries.load(Ordering::Relaxed) * ENTRY + sealed.load(Ordering::Relaxed) * 2
    }

    /// Whether all that it knows is in the store too: no file waits aside.
    pub(crate) fn holds_nothing_of_its_own(&self) -> bool {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}
