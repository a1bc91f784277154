//! What an account keeps about its passkeys and its codes: sealed under a key that its secret opens, so that a database
//! alone has no name, no public key and no secret of codes.

use crate::{
    AccountSecret, Id, Opened, SealError,
    format::{self, AES_256_GCM_SIV},
    hazmat::{aead::AeadKey, hash::hkdf},
    labels, padding,
};

impl AccountSecret {
    /// Seals what is kept about the factor of that id: format, algorithm, nonce, padded text, tag.
    pub fn seal_factor(&self, account: Id, factor: &[u8; 32], text: &[u8]) -> Vec<u8> {
        let head = format::head(AES_256_GCM_SIV);
        self.factor_key(account).seal(&head, &context(account, factor), &padding::pad(text))
    }

    /// Opens what [`Self::seal_factor`] sealed.
    ///
    /// # Errors
    /// [`SealError::Open`] for another secret, account or factor or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open_factor(&self, account: Id, factor: &[u8; 32], sealed: &[u8]) -> Result<Opened, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        Opened::unpad(self.factor_key(account).open(&context(account, factor), body)?)
    }

    fn factor_key(&self, account: Id) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.seed().expose(), &[labels::FACTOR_KEY, &account]))
    }
}

/// Frozen: label, format, algorithm, account, factor.
fn context(account: Id, factor: &[u8; 32]) -> Vec<u8> {
    [labels::FACTOR, &format::head(AES_256_GCM_SIV), &account, factor].concat()
}
