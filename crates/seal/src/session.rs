//! The secret in a session's cookie: with it, and only with it, the database's copy of the account secret opens.

use zeroize::Zeroizing;

use crate::{
    AccountSecret, Id, SealError, base64,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        hash::{hkdf, hkdf_public},
    },
    labels,
    secret::Secret32,
};

/// The 32 random bytes that a session's cookie carries. Wiped on drop.
pub struct SessionSecret(Secret32);

impl SessionSecret {
    /// A fresh session.
    pub fn make() -> Self {
        Self(Secret32::random())
    }

    /// The cookie's value: 43 characters of base64url without padding.
    pub fn to_cookie(&self) -> Zeroizing<String> {
        Zeroizing::new(base64::encode_url(self.0.expose()))
    }

    /// Reads a cookie's value; `None` for anything that [`Self::to_cookie`] cannot have written.
    pub fn from_cookie(cookie: &str) -> Option<Self> {
        if cookie.len() != 43 {
            return None;
        }
        let secret = Self(Secret32::from_slice(&base64::decode(cookie.as_bytes())?)?);
        // The last character has two idle bits: only one spelling of each secret counts.
        (*secret.to_cookie() == cookie).then_some(secret)
    }

    /// What the database knows the session by. It opens nothing.
    pub fn id_hash(&self) -> [u8; 32] {
        hkdf_public(&[], self.0.expose(), &[labels::SESSION_ID])
    }

    /// Seals the account secret for as long as the session lives: format, algorithm, nonce, seed, tag; 62 bytes.
    pub fn seal_account(&self, secret: &AccountSecret, account: Id) -> Vec<u8> {
        self.key().seal(&format::head(AES_256_GCM_SIV), &context(account), secret.seed().expose())
    }

    /// Opens what [`Self::seal_account`] sealed.
    ///
    /// # Errors
    /// [`SealError::Open`] for another session or account or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open_account(&self, sealed: &[u8], account: Id) -> Result<AccountSecret, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        AccountSecret::from_seed(&self.key().open(&context(account), body)?)
    }

    /// The 32 bytes, for another purpose with labels of its own.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    fn key(&self) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.0.expose(), &[labels::SESSION_KEY]))
    }
}

/// Frozen: label, format, algorithm, account.
fn context(account: Id) -> Vec<u8> {
    [labels::SESSION, &format::head(AES_256_GCM_SIV), &account].concat()
}
