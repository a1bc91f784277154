//! The key of one epoch of a vault, and how each member gets it.

use crate::{
    AccountPublic, AccountSecret, Id, SealError,
    format::{self, HPKE_X_WING},
    hazmat::{
        aead::AeadKey,
        hash::{equal, hkdf, hkdf_public},
        hpke,
    },
    labels,
    secret::Secret32,
};

/// The key of one vault in one epoch. Wiped on drop.
///
/// The keys it derives are expanded once, here, so that opening ten thousand entries costs ten thousand openings
/// and not one derivation.
pub struct VaultKey {
    vault: Id,
    epoch: u32,
    secret: Secret32,
    pub(crate) entries: AeadKey,
    pub(crate) drafts: AeadKey,
}

impl VaultKey {
    /// A fresh key for an epoch of a vault.
    pub fn make(vault: Id, epoch: u32) -> Self {
        Self::from_secret(vault, epoch, Secret32::random())
    }

    /// The vault it belongs to.
    pub fn vault(&self) -> Id {
        self.vault
    }

    /// The epoch it belongs to.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Says which key this is without giving it away. Kept with the vault, so that nobody can slip a member
    /// another key.
    pub fn commitment(&self) -> [u8; 32] {
        hkdf_public(
            &[],
            self.secret.expose(),
            &[labels::VAULT_COMMITMENT, &self.vault, &self.epoch.to_be_bytes()],
        )
    }

    /// Wraps the key to a member: format, algorithm, encapsulated key, sealed key; 1,170 bytes.
    pub fn wrap_to(&self, member: &AccountPublic, account: Id) -> Vec<u8> {
        member.recipient().seal(
            &format::head(HPKE_X_WING),
            labels::VAULT_KEY_WRAP,
            &wrap_context(self.vault, self.epoch, account),
            self.secret.expose(),
        )
    }

    /// Unwraps what [`Self::wrap_to`] wrapped for this account, and checks that it is the key that `commitment`
    /// speaks of.
    ///
    /// # Errors
    /// [`SealError::Open`] when secret, account, vault, epoch or commitment are not the right ones or the bytes
    /// were changed; [`SealError::Malformed`] and [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn unwrap(
        wrapped: &[u8],
        secret: &AccountSecret,
        account: Id,
        vault: Id,
        epoch: u32,
        commitment: &[u8; 32],
    ) -> Result<Self, SealError> {
        let context = wrap_context(vault, epoch, account);
        let body = format::body(wrapped, HPKE_X_WING)?;
        let opened = hpke::open(secret.seed(), labels::VAULT_KEY_WRAP, &context, body)?;
        let key = Self::from_secret(vault, epoch, Secret32::from_slice(&opened).ok_or(SealError::Open)?);
        if equal(&key.commitment(), commitment) { Ok(key) } else { Err(SealError::Open) }
    }

    fn from_secret(vault: Id, epoch: u32, secret: Secret32) -> Self {
        let derive =
            |label| AeadKey::new(&hkdf(&[], secret.expose(), &[label, &vault, &epoch.to_be_bytes()]));
        Self { entries: derive(labels::ENTRY_KEY), drafts: derive(labels::DRAFT_KEY), vault, epoch, secret }
    }
}

/// Frozen: label, format, algorithm, vault, epoch, account.
fn wrap_context(vault: Id, epoch: u32, account: Id) -> Vec<u8> {
    [labels::VAULT_KEY_WRAP, &format::head(HPKE_X_WING), &vault, &epoch.to_be_bytes(), &account].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl VaultKey {
        /// The key itself, to be looked for where it must not be.
        pub(crate) fn secret(&self) -> &Secret32 {
            &self.secret
        }
    }
}
