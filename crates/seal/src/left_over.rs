//! Keys left over in memory, T26: every key that opening a notebook makes, looked for in a dump of the process.
//!
//! The keys themselves cannot be had from this crate, so the search is made here, by its tests, and whoever has the
//! dump (`cargo xtask proof T26`) names a file in `HEARKEN_LEFT_OVER`: a line for each name and its bytes in hex, and
//! the path of the dump. Without it, a made-up dump is searched.

use std::{collections::BTreeMap, env, fs};

use crate::{
    AccountSecret, Id, KdfParams, Passphrase, Unlocker, VaultKey,
    hazmat::{
        argon::argon2id,
        hash::{hkdf, tests::unhex},
    },
    labels,
};

/// What lies on the disk, and what the person types.
struct Case {
    account: Id,
    vault: Id,
    epoch: u32,
    passphrase: String,
    unlocker: Vec<u8>,
    wrapped: Vec<u8>,
    commitment: [u8; 32],
}

impl Case {
    fn read(facts: &BTreeMap<String, String>) -> Self {
        let bytes = |name: &str| unhex(&facts[name]);
        Self {
            account: bytes("account").try_into().unwrap(),
            vault: bytes("vault").try_into().unwrap(),
            epoch: facts["epoch"].parse().unwrap(),
            passphrase: String::from_utf8(bytes("passphrase")).unwrap(),
            unlocker: bytes("unlocker"),
            wrapped: bytes("wrapped"),
            commitment: bytes("commitment").try_into().unwrap(),
        }
    }

    fn invented() -> Self {
        let (account, vault, epoch) = ([1; 16], [2; 16], 1);
        let (secret, key) = (AccountSecret::make(), VaultKey::make(vault, epoch));
        let passphrase = Passphrase::new("four quiet rivers meet");
        Self {
            account,
            vault,
            epoch,
            passphrase: passphrase.expose().to_owned(),
            unlocker: Unlocker::by_passphrase(&secret, account, &passphrase, KdfParams::FLOOR).bytes(),
            wrapped: key.wrap_to(&secret.public(), account),
            commitment: key.commitment(),
        }
    }

    /// Every key on the way from the passphrase to the entries.
    fn keys(&self) -> Vec<(&'static str, [u8; 32])> {
        let unlocker = Unlocker::from_bytes(&self.unlocker).unwrap();
        let passphrase = Passphrase::new(&self.passphrase);
        let salt = &self.unlocker[14..30];
        let stretched = argon2id(passphrase.expose().as_bytes(), salt, unlocker.kdf_params().unwrap());
        let way_in = hkdf(salt, stretched.expose(), &[labels::UNLOCKER_PASSPHRASE_KEY, &self.account]);
        let secret = unlocker.open_with_passphrase(self.account, &passphrase).ok().unwrap();
        let Self { account, vault, epoch, ref wrapped, ref commitment, .. } = *self;
        let key = VaultKey::unwrap(wrapped, &secret, account, vault, epoch, commitment).ok().unwrap();
        let derived =
            |label| *hkdf(&[], key.bare().expose(), &[label, &vault, &epoch.to_be_bytes()]).expose();
        vec![
            ("the stretched passphrase", *stretched.expose()),
            ("the key of the way in", *way_in.expose()),
            ("the account's secret", *secret.seed().expose()),
            ("the vault's key", *key.bare().expose()),
            ("the key of the entries", derived(labels::ENTRY_KEY)),
            ("the key of the drafts", derived(labels::DRAFT_KEY)),
        ]
    }
}

/// Which of the keys are in the dump. An expanded AES key begins with the key, so that it is found too.
fn found(keys: &[(&'static str, [u8; 32])], dump: &[u8]) -> Vec<&'static str> {
    let is_in = |key: &[u8; 32]| memchr::memmem::find(dump, key).is_some();
    keys.iter().filter(|(_, key)| is_in(key)).map(|(name, _)| *name).collect()
}

#[test]
fn no_key_is_left_in_the_dump_that_was_named() {
    let Some(path) = env::var_os("HEARKEN_LEFT_OVER") else {
        let keys = Case::invented().keys();
        return assert_eq!(found(&keys, &[0x5a; 1 << 16]), Vec::<&str>::new());
    };
    let text = fs::read_to_string(path).unwrap();
    let facts = text.lines().filter_map(|line| line.split_once(' '));
    let facts: BTreeMap<_, _> = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let found = found(&Case::read(&facts).keys(), &fs::read(&facts["dump"]).unwrap());
    assert!(found.is_empty(), "\nleft over: {}", found.join(", "));
}

/// The negative control: each key, planted where no boundary helps to find it.
#[test]
fn every_key_is_found_where_it_was_planted() {
    let keys = Case::invented().keys();
    let mut dump = vec![0x5a; 1 << 16];
    for (at, (name, key)) in keys.iter().enumerate() {
        let place = at * 4_099 + 13;
        dump[place..place + 32].copy_from_slice(key);
        assert_eq!(found(&keys[at..=at], &dump), [*name]);
    }
    assert_eq!(found(&keys, &dump).len(), keys.len());
}
