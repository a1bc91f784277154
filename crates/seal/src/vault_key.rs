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

    /// What a record is called in a calendar that others may read: the same each time, shaped as a random UUID. Without
    /// the key nobody can tell which record it is, not even of one whose id is known.
    pub fn event_id(&self, record: Id) -> Id {
        let info: [&[u8]; 4] = [labels::CALENDAR_EVENT, &self.vault, &self.epoch.to_be_bytes(), &record];
        let derived = hkdf_public(&[], self.secret.expose(), &info);
        let mut id = Id::default();
        id.copy_from_slice(&derived[..16]);
        id[6] = id[6] & 0x0f | 0x40;
        id[8] = id[8] & 0x3f | 0x80;
        id
    }

    /// The key that the keys of feeds are kept under. Made when it is needed, which is seldom.
    pub(crate) fn feeds(&self) -> AeadKey {
        let info: [&[u8]; 3] = [labels::FEED_KEEPING, &self.vault, &self.epoch.to_be_bytes()];
        AeadKey::new(&hkdf(&[], self.secret.expose(), &info))
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

    /// The key itself, for deriving others from it.
    pub(crate) fn bare(&self) -> &Secret32 {
        &self.secret
    }

    pub(crate) fn from_secret(vault: Id, epoch: u32, secret: Secret32) -> Self {
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

    /// The key of the first epoch of a vault, made of zeros.
    fn zeros(vault: u8) -> VaultKey {
        VaultKey::from_secret([vault; 16], 1, Secret32::from_slice(&[0; 32]).unwrap())
    }

    #[test]
    fn a_name_in_a_calendar_stays_and_is_another_for_each_record_vault_and_key() {
        let id = zeros(1).event_id([2; 16]);
        assert_eq!(id, zeros(1).event_id([2; 16]));
        let others = [
            zeros(1).event_id([3; 16]),
            zeros(2).event_id([2; 16]),
            VaultKey::make([1; 16], 1).event_id([2; 16]),
        ];
        others.iter().for_each(|other| assert_ne!(id, *other));
        assert_eq!((id[6] >> 4, id[8] >> 6), (4, 2), "it has the shape of a random UUID");
    }

    /// Calendars that took an event in know it by this name: a change would leave it there twice.
    #[test]
    fn a_name_in_a_calendar_is_frozen() {
        assert_eq!(
            zeros(1).event_id([2; 16]),
            [0x86, 0x8a, 0xc7, 0x2c, 0x89, 0x29, 0x4d, 0xb4, 0xb0, 0x10, 0xd9, 0x6e, 0xca, 0x98, 0x3d, 0xdb]
        );
    }
}
