//! A person's (or a practice's) key pair: what everything else is opened with.

use crate::{
    Id, Opened, SealError,
    format::{self, HPKE_X_WING},
    hazmat::hpke::{self, Recipient},
    labels, padding,
    secret::Secret32,
};

/// The secret half of an account: a 32-byte X-Wing seed. Wiped on drop.
pub struct AccountSecret(Secret32);

/// The public half of an account: 1,216 bytes that anybody may know.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountPublic(Recipient);

impl AccountSecret {
    /// A fresh key pair.
    pub fn make() -> Self {
        Self(Secret32::random())
    }

    /// The public half.
    pub fn public(&self) -> AccountPublic {
        AccountPublic(Recipient::of_seed(&self.0))
    }

    /// Opens what [`AccountPublic::seal_held`] sealed for this account under the same ticket.
    ///
    /// # Errors
    /// [`SealError::Open`] for another key, account or ticket, or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when the bytes are not of this shape.
    pub fn open_held(&self, account: Id, ticket: Id, sealed: &[u8]) -> Result<Opened, SealError> {
        let padded = hpke::open(
            &self.0,
            labels::HELD,
            &held_context(account, ticket),
            format::body(sealed, HPKE_X_WING)?,
        )?;
        Opened::unpad(padded)
    }

    /// The seed, for sealing it by a way in.
    pub(crate) fn seed(&self) -> &Secret32 {
        &self.0
    }

    /// The account whose seed these bytes are.
    pub(crate) fn from_seed(seed: &[u8]) -> Result<Self, SealError> {
        Secret32::from_slice(seed).map(Self).ok_or(SealError::Open)
    }
}

impl AccountPublic {
    /// The 1,216 bytes to keep on file.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.bytes().to_vec()
    }

    /// Reads what [`Self::bytes`] gave.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when these bytes are no public key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        Recipient::from_bytes(bytes).map(Self).ok_or(SealError::Malformed)
    }

    /// Seals words *to* this account, for when they arrive while its notebook is locked. Anybody can; only the
    /// account's secret opens them. `ticket` says which submission it is.
    pub fn seal_held(&self, account: Id, ticket: Id, plaintext: &[u8]) -> Vec<u8> {
        self.0.seal(
            &format::head(HPKE_X_WING),
            labels::HELD,
            &held_context(account, ticket),
            &padding::pad(plaintext),
        )
    }

    /// The key to seal to.
    pub(crate) fn recipient(&self) -> &Recipient {
        &self.0
    }
}

/// Frozen: label, format, algorithm, account, ticket.
fn held_context(account: Id, ticket: Id) -> Vec<u8> {
    [labels::HELD, &format::head(HPKE_X_WING), &account, &ticket].concat()
}
