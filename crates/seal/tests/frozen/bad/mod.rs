//! Everything that can be wrong with a sealed thing, one file per family.

mod accounts;
mod entries;
mod factors;
mod feeds;
mod pages;
mod unlockers;

use hearken_seal::Id;

use crate::{vector::Vector, world::World};

/// An id that nothing in the world has.
const OTHER: Id = [0x77; 16];

/// All bad vectors of this world: the same names in the same order every time.
pub(crate) fn everything_wrong_in(world: &World) -> Vec<Vector> {
    let families = [
        entries::of_another_key(world),
        entries::misplaced(world),
        entries::broken(world),
        entries::drafts(world),
        accounts::wraps(world),
        accounts::broken_wraps(world),
        accounts::held(world),
        accounts::sessions(world),
        feeds::feeds(world),
        feeds::kept(world),
        feeds::mail(world),
        pages::pages(world),
        unlockers::by_passphrase(world),
        unlockers::by_recovery(world),
        unlockers::tampered_parameters(world),
        unlockers::words(world),
        factors::unlockers(world),
        factors::factors(world),
        factors::steps(world),
    ];
    let mut all = families.concat();
    all.sort_by(|left, right| left.section.cmp(&right.section));
    all
}

/// Things that must be refused with this error.
fn refused<const N: usize>(error: &str, things: [(&str, Vec<u8>); N]) -> Vec<Vector> {
    things.iter().map(|(name, bytes)| Vector::new(error, name, bytes)).collect()
}

/// With the lowest bit of one byte changed.
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    with(bytes, at, bytes[at] ^ 1)
}

/// With one byte replaced.
fn with(bytes: &[u8], at: usize, value: u8) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at] = value;
    changed
}
