//! What binds a sealed entry to its place, T08: each part of the context is taken away once, and has to be missed.
//!
//! The attacks are those of somebody who may rearrange a notebook's file and has no key. With the context as it is,
//! none of them opens anything. With one part left out of it, exactly the attack on that part does: a harness that did
//! not see that would be blind.

use std::ops::Range;

use super::*;
use crate::{hazmat::aead::AeadKey, secret::Secret32};

#[derive(Clone)]
struct Here {
    vault: Id,
    epoch: u32,
    seq: u64,
    record: Id,
    rev: u32,
    previous: Link,
}

type Context<'a> = dyn Fn(&Here) -> Vec<u8> + 'a;
type Attack = (&'static str, fn(&mut Here), Range<usize>);

/// What is tried, and which bytes of the context stand against it.
const ATTACKS: [Attack; 6] = [
    ("served from another person's vault", |here| here.vault[0] ^= 1, 18..34),
    ("served as sealed in another epoch", |here| here.epoch += 1, 34..38),
    ("moved to another position", |here| here.seq -= 1, 38..46),
    ("served as another record", |here| here.record[15] ^= 1, 46..62),
    ("an older revision served as the new one", |here| here.rev += 1, 62..66),
    ("put behind another entry", |here| here.previous.0[31] ^= 1, 66..98),
];

/// The context that entries are sealed in.
fn real(here: &Here) -> Vec<u8> {
    let Here { vault, seq, record, rev, ref previous, epoch } = *here;
    entry_context(&EntryPlace { vault, seq, record, rev, previous }, epoch)
}

/// Every attack that opens an entry where it does not belong.
fn opened(context: &Context<'_>) -> Vec<&'static str> {
    let here = Here { vault: [1; 16], epoch: 2, seq: 7, record: [3; 16], rev: 4, previous: Link([5; 32]) };
    let key = AeadKey::new(&Secret32::random());
    let sealed = key.seal(&[], &context(&here), b"words");
    assert!(key.open(&context(&here), &sealed).is_ok(), "it opens where it belongs");
    let opens = |attack: &&Attack| {
        let mut elsewhere = here.clone();
        attack.1(&mut elsewhere);
        key.open(&context(&elsewhere), &sealed).is_ok()
    };
    ATTACKS.iter().filter(opens).map(|attack| attack.0).collect()
}

#[test]
fn no_entry_opens_where_it_does_not_belong() {
    assert_eq!(opened(&real), Vec::<&str>::new());
}

/// The negative control: a context without one of its parts.
#[test]
fn a_context_that_leaves_a_part_out_is_noticed() {
    for (what, _, bytes) in ATTACKS {
        let without = |here: &Here| {
            let mut context = real(here);
            context.drain(bytes.clone());
            context
        };
        assert_eq!(opened(&without), [what]);
    }
}

/// Every byte of the context is one that was taken away above, or names its purpose.
#[test]
fn no_part_of_the_context_goes_unattacked() {
    let here = Here { vault: [0; 16], epoch: 0, seq: 0, record: [0; 16], rev: 0, previous: Link([0; 32]) };
    let parts: usize = ATTACKS.iter().map(|(.., bytes)| bytes.len()).sum();
    assert_eq!(real(&here).len(), labels::ENTRY.len() + format::head(AES_256_GCM_SIV).len() + parts);
}
