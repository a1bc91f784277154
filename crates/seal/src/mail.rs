//! What the server must read by itself while every notebook is locked: sealed under a key that lies in a file.
//!
//! It protects from whoever has the one file and not the other, and from nobody else.

use zeroize::Zeroizing;

use crate::{
    Id, Opened, SealError, base64,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        hash::{hkdf, hkdf_public},
    },
    labels, padding,
    secret::Secret32,
};

/// The server's own key for reminders. Wiped on drop.
pub struct MailKey(Secret32);

impl MailKey {
    /// A fresh key.
    pub fn make() -> Self {
        Self(Secret32::random())
    }

    /// As it stands in its file: 43 characters of base64url without padding.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(base64::encode_url(self.0.expose()))
    }

    /// Reads what stood in the file; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        Secret32::from_slice(&base64::decode(text.as_bytes())?).map(Self)
    }

    /// What this key is known by where several lie beside each other. It opens nothing.
    pub fn mark(&self) -> [u8; 8] {
        let mark = hkdf_public(&[], self.0.expose(), &[labels::MAIL_MARK]);
        std::array::from_fn(|nth| mark[nth])
    }

    /// Seals somebody's reminders: format, algorithm, nonce, padded text, tag.
    pub fn seal(&self, whose: Id, text: &[u8]) -> Vec<u8> {
        self.key().seal(&format::head(AES_256_GCM_SIV), &context(whose), &padding::pad(text))
    }

    /// Opens what [`Self::seal`] sealed.
    ///
    /// # Errors
    /// [`SealError::Open`] for another key or person or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open(&self, whose: Id, sealed: &[u8]) -> Result<Opened, SealError> {
        Opened::unpad(self.key().open(&context(whose), format::body(sealed, AES_256_GCM_SIV)?)?)
    }

    fn key(&self) -> AeadKey {
        AeadKey::new(&hkdf(&[], self.0.expose(), &[labels::MAIL_KEY]))
    }
}

/// Frozen: label, format, algorithm, account (in the files of earlier versions, vault).
fn context(whose: Id) -> Vec<u8> {
    [labels::MAIL, &format::head(AES_256_GCM_SIV), &whose].concat()
}
