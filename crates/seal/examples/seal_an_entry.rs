//! Seals one entry, opens it again, and shows that it opens nowhere else.
//!
//! `cargo run -p hearken-seal --example seal_an_entry`

use std::io::{self, Write};

use hearken_seal::{Digest, EntryPlace, Link, SealError, VaultKey, random_bytes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout();
    let vault = random_bytes();
    let key = VaultKey::make(vault, 1);

    // A place says where the entry belongs. The first entry follows the chain's genesis.
    let previous = Link::genesis(vault);
    let place = EntryPlace { vault, seq: 1, record: random_bytes(), rev: 1, previous: &previous };

    let sealed = key.seal_entry(&place, "A quiet morning.".as_bytes());
    writeln!(out, "sealed to {} bytes, whatever the words", sealed.len())?;

    let opened = key.open_entry(&place, &sealed)?;
    writeln!(out, "opened: {}", std::str::from_utf8(&opened)?)?;

    // The next entry's place names the link after this one.
    let next = previous.next(place.seq, place.record, place.rev, &Digest::of(&sealed));
    writeln!(out, "the chain stands at {}", next.short())?;

    let elsewhere = EntryPlace { seq: 2, ..place };
    assert_eq!(key.open_entry(&elsewhere, &sealed).err(), Some(SealError::Open));
    writeln!(out, "in another place it stays closed")?;
    Ok(())
}
