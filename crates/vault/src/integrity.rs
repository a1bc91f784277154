//! What was found wrong on opening: reported, never guessed over, never shown as truth.

use std::collections::HashMap;

use hearken_core::RecordId;
use hearken_seal::{Digest, Link};

use crate::port::{Head, LogEntry};

/// Something in the stored notebook is not as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The number of the log entry it concerns.
    pub seq: Option<u64>,
    /// The record it concerns, where that can still be told.
    pub record: Option<RecordId>,
}

/// The ways in which a stored notebook can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FaultKind {
    /// An entry's bytes are not the bytes that were written.
    Changed,
    /// An entry, or its bytes, are gone without having been erased.
    Missing,
    /// An entry is whole, but its inside is in no shape this program knows.
    Unreadable,
    /// An entry does not follow the one before it.
    Reordered,
    /// The whole notebook is older than one that was seen before, or has gone another way since.
    Older,
    /// A draft could not be opened.
    Draft,
    /// Words that were held while locked could not be opened.
    Held,
    /// A note of a sitter's device came late, and in no form that can be kept.
    Late,
}

impl Fault {
    pub(crate) fn of(kind: FaultKind) -> Self {
        Self { kind, seq: None, record: None }
    }

    pub(crate) fn at(kind: FaultKind, entry: &LogEntry) -> Self {
        Self { kind, seq: Some(entry.seq), record: Some(entry.record) }
    }

    pub(crate) fn missing(seq: u64) -> Self {
        Self { kind: FaultKind::Missing, seq: Some(seq), record: None }
    }
}

/// At most this many missing entries are listed one by one.
const LISTED: u64 = 1000;

/// Follows the chain along the log and notes where it breaks.
pub(crate) struct Chain {
    head: Head,
    /// The beginning of the link after each entry. A map, because a damaged number may be any number.
    links: HashMap<u64, [u8; 8]>,
}

impl Chain {
    pub(crate) fn begin(genesis: Link) -> Self {
        Self { head: Head { seq: 0, link: genesis }, links: HashMap::from([(0, beginning(&genesis))]) }
    }

    /// The head that the entries so far add up to.
    pub(crate) fn head(&self) -> Head {
        self.head
    }

    /// Takes the next entry, and says what does not fit.
    pub(crate) fn follow(&mut self, entry: &LogEntry, faults: &mut Vec<Fault>) {
        let expected = self.head.seq + 1;
        if entry.seq > expected {
            faults.extend((expected..entry.seq.min(expected + LISTED)).map(Fault::missing));
            // What stood in the gap cannot be checked; the chain is taken up again behind it.
            self.links.insert(entry.seq - 1, beginning(&entry.previous));
        } else if entry.previous != self.head.link {
            faults.push(Fault::at(FaultKind::Reordered, entry));
        }
        let link = entry.previous.next(entry.seq, entry.record.bytes(), entry.rev, &entry.digest);
        self.advance(Head { seq: entry.seq, link });
    }

    /// Moves on to a head that is known to follow.
    pub(crate) fn advance(&mut self, head: Head) {
        self.head = head;
        self.links.insert(head.seq, beginning(&head.link));
    }

    /// Compares with the head that the store itself remembers.
    pub(crate) fn end(&mut self, stored: Head, faults: &mut Vec<Fault>) {
        if stored.seq > self.head.seq {
            faults.extend((self.head.seq + 1..=stored.seq.min(self.head.seq + LISTED)).map(Fault::missing));
        } else if stored != self.head {
            faults.push(Fault { kind: FaultKind::Changed, seq: Some(stored.seq), record: None });
        }
        // The next append must agree with the store about where the end is.
        self.head = stored;
    }

    /// Whether the log, as it is now, went through a head that was seen before.
    pub(crate) fn went_through(&self, seq: u64, link: &[u8]) -> bool {
        self.links.get(&seq).is_some_and(|known| link.len() >= 8 && link[..8] == *known)
    }
}

fn beginning(link: &Link) -> [u8; 8] {
    link.0[..8].try_into().expect("a link has 32 bytes")
}

/// Whether an entry's bytes are the ones its digest was made of.
pub(crate) fn is_whole(entry: &LogEntry) -> bool {
    entry.sealed.as_deref().is_none_or(|sealed| Digest::of(sealed) == entry.digest)
}
