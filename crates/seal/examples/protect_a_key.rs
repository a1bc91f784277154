//! Protects an account's key by a passphrase and by recovery words, and opens a vault with either.
//!
//! `cargo run -p hearken-seal --example protect_a_key`

use std::io::{self, Write};

use hearken_seal::{AccountSecret, KdfParams, Passphrase, RecoveryWords, Unlocker, VaultKey, random_bytes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout();
    let (account, vault) = (random_bytes(), random_bytes());
    let secret = AccountSecret::make();

    // Two ways in. Both seal the same secret; what is kept on file opens nothing by itself.
    let passphrase = Passphrase::new("four quiet rivers meet");
    let words = RecoveryWords::make();
    let by_passphrase = Unlocker::by_passphrase(&secret, account, &passphrase, KdfParams::STANDARD).bytes();
    let by_words = Unlocker::by_recovery(&secret, account, &words).bytes();
    writeln!(out, "on file: {} and {} bytes", by_passphrase.len(), by_words.len())?;

    // The vault's key is wrapped to the account's public half; its commitment says which key it is.
    let key = VaultKey::make(vault, 1);
    let wrapped = key.wrap_to(&secret.public(), account);
    let commitment = key.commitment();

    // Later, the passphrase opens the account, and the account opens the vault.
    let opened = Unlocker::from_bytes(&by_passphrase)?.open_with_passphrase(account, &passphrase)?;
    VaultKey::unwrap(&wrapped, &opened, account, vault, 1, &commitment)?;
    writeln!(out, "the passphrase opens the vault")?;

    // Or, when it is forgotten, the 24 words as they stand on paper.
    let on_paper = words.words().join("\n");
    let typed = RecoveryWords::parse(&on_paper)?;
    let opened = Unlocker::from_bytes(&by_words)?.open_with_recovery(account, &typed)?;
    VaultKey::unwrap(&wrapped, &opened, account, vault, 1, &commitment)?;
    writeln!(out, "so do the recovery words")?;
    Ok(())
}
