//! Tries to open a bad vector as the kind of thing its name says it is.

use hearken_seal::{RecoveryWords, SealError, Unlocker, VaultKey, open_page};

use crate::{vector::Vector, world::World};

/// `Err` with a complaint when the vector is accepted, or refused with another error than its section names.
pub(crate) fn judge(world: &World, vector: &Vector) -> Result<(), String> {
    let name = &vector.name;
    match open(world, vector).err().map(error_name) {
        Some(error) if error == vector.section => Ok(()),
        Some(error) => Err(format!("{name}: refused as {error} and not as {}", vector.section)),
        None => Err(format!("{name}: was accepted")),
    }
}

fn open(world: &World, vector: &Vector) -> Result<(), SealError> {
    let bytes = vector.bytes.as_slice();
    let account = world.account();
    match vector.kind() {
        "entry" => world.key().open_entry(&world.place(), bytes).map(drop),
        "draft" => world.key().open_draft(world.id("draft_id"), bytes).map(drop),
        "held" => world.secret().open_held(account, world.id("ticket"), bytes).map(drop),
        "session" => world.session().open_account(bytes, account).map(drop),
        "wrap" => unwrap(world, bytes),
        "feed" => world.feed_token().key().open(world.id("vault"), bytes).map(drop),
        "mail" => world.mail_key().open(world.id("vault"), bytes).map(drop),
        "page" => open_page(&world.passphrase(), bytes).map(drop),
        "kept" => world.key().feed_key(world.feed_token().id_hash(), bytes).map(drop),
        "passkey" => Unlocker::from_bytes(bytes)?.open_with_passkey(account, &world.passkey()).map(drop),
        "factor" => world.secret().open_factor(account, &world.array("passkey_id"), bytes).map(drop),
        "step" => world.step().open_account(bytes, account).map(drop),
        "unlocker" => {
            Unlocker::from_bytes(bytes)?.open_with_passphrase(account, &world.passphrase()).map(drop)
        }
        "recovery" => Unlocker::from_bytes(bytes)?.open_with_recovery(account, &world.words()).map(drop),
        "words" => {
            let words = RecoveryWords::parse(std::str::from_utf8(bytes).unwrap())?;
            Unlocker::from_bytes(world.bytes("recovery"))?.open_with_recovery(account, &words).map(drop)
        }
        kind => panic!("{kind} is no kind of vector"),
    }
}

fn unwrap(world: &World, bytes: &[u8]) -> Result<(), SealError> {
    let (account, vault) = (world.account(), world.id("vault"));
    let commitment = world.array("commitment");
    VaultKey::unwrap(bytes, world.secret(), account, vault, world.epoch(), &commitment).map(drop)
}

fn error_name(error: SealError) -> &'static str {
    match error {
        SealError::Open => "Open",
        SealError::Malformed => "Malformed",
        SealError::UnknownAlgorithm(_) => "UnknownAlgorithm",
        SealError::KdfTooWeak => "KdfTooWeak",
        SealError::KdfTooCostly => "KdfTooCostly",
        SealError::Words(_) => "Words",
    }
}
