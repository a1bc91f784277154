//! Between the right passphrase and the second step: the account secret waits a few minutes, sealed under a secret that only
//! the browser's cookie has. It is no session, and its labels keep it from passing for one.

use zeroize::Zeroizing;

use crate::{
    AccountSecret, Id, SealError, SessionSecret,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        hash::{hkdf, hkdf_public},
    },
    labels,
};

/// The 32 random bytes that the cookie carries meanwhile. Wiped on drop.
pub struct StepSecret(SessionSecret);

impl StepSecret {
    /// A fresh one.
    pub fn make() -> Self {
        Self(SessionSecret::make())
    }

    /// The cookie's value: 43 characters of base64url without padding.
    pub fn to_cookie(&self) -> Zeroizing<String> {
        self.0.to_cookie()
    }

    /// Reads a cookie's value; `None` for anything that [`Self::to_cookie`] cannot have written.
    pub fn from_cookie(cookie: &str) -> Option<Self> {
        SessionSecret::from_cookie(cookie).map(Self)
    }

    /// What the database knows the step by. It opens nothing.
    pub fn id_hash(&self) -> [u8; 32] {
        hkdf_public(&[], self.0.expose(), &[labels::STEP_ID])
    }

    /// Seals the account secret until the second step: format, algorithm, nonce, seed, tag; 62 bytes.
    pub fn seal_account(&self, secret: &AccountSecret, account: Id) -> Vec<u8> {
        self.key().seal(&format::head(AES_256_GCM_SIV), &context(account), secret.seed().expose())
    }

    /// Opens what [`Self::seal_account`] sealed.
    ///
    /// # Errors
    /// As [`SessionSecret::open_account`].
    pub fn open_account(&self, sealed: &[u8], account: Id) -> Result<AccountSecret, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        AccountSecret::from_seed(&self.key().open(&context(account), body)?)
    }

    fn key(&self) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.0.expose(), &[labels::STEP_KEY]))
    }
}

/// Frozen: label, format, algorithm, account.
fn context(account: Id) -> Vec<u8> {
    [labels::STEP, &format::head(AES_256_GCM_SIV), &account].concat()
}
