//! The secret in a session's cookie: with it, and only with it, the database's copy of the account secret opens.

use zeroize::Zeroizing;

use crate::{
    AccountSecret, Id, KdfParams, SealError, base64,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        argon::argon2id,
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

    /// What a code that is told by voice stands for: as a cookie's secret, with the work of a passphrase between. The same
    /// code gives the same secret everywhere, so there is no salt; whoever has the database pays that work for each guess.
    pub fn from_code(code: &str, params: KdfParams) -> Self {
        let stretched = argon2id(code.as_bytes(), labels::CODE_SALT, params.within_bounds());
        Self(hkdf(&[], stretched.expose(), &[labels::CODE_SECRET]))
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

    /// Seals what a session keeps beside the account secret, in its place: `name` says what it is, `piece` which of it.
    pub fn seal_beside(&self, account: Id, name: Id, piece: u32, plaintext: &[u8]) -> Vec<u8> {
        let context = beside(account, name, piece);
        self.key_beside().seal(&format::head(AES_256_GCM_SIV), &context, plaintext)
    }

    /// Opens what [`Self::seal_beside`] sealed there.
    ///
    /// # Errors
    /// As [`Self::open_account`], and for another place.
    pub fn open_beside(
        &self,
        account: Id,
        name: Id,
        piece: u32,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        self.key_beside().open(&beside(account, name, piece), body)
    }

    fn key_beside(&self) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.0.expose(), &[labels::BESIDE_KEY]))
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

/// Frozen: label, format, algorithm, account, name, piece.
fn beside(account: Id, name: Id, piece: u32) -> Vec<u8> {
    [labels::BESIDE, &format::head(AES_256_GCM_SIV), &account, &name, &piece.to_be_bytes()].concat()
}
