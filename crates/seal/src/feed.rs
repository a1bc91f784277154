//! A feed that is fetched while the notebook is locked: the token in its address, the key that seals it, and that key
//! kept for whoever has the notebook open.
//!
//! The database has the token's hash, the sealed feed, and the feed's key sealed under the vault's. With the token a feed
//! opens; with the notebook it is sealed anew; with neither it stays closed.

use zeroize::Zeroizing;

use crate::{
    Id, Opened, SealError, VaultKey, base64,
    format::{self, AES_256_GCM_SIV},
    hazmat::{
        aead::AeadKey,
        hash::{hkdf, hkdf_public},
    },
    labels, padding,
    secret::Secret32,
};

/// The 32 random bytes in a feed's address. Wiped on drop.
pub struct FeedToken(Secret32);

impl FeedToken {
    /// A fresh token.
    pub fn make() -> Self {
        Self(Secret32::random())
    }

    /// As it stands in the address: 43 characters of base64url without padding.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(base64::encode_url(self.0.expose()))
    }

    /// Reads what stood in an address; `None` for anything that [`Self::to_text`] cannot have written.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        let token = Self(Secret32::from_slice(&base64::decode(text.as_bytes())?)?);
        // The last character has two idle bits: only one spelling of each token counts.
        (*token.to_text() == text).then_some(token)
    }

    /// What the database knows the feed by. It opens nothing.
    pub fn id_hash(&self) -> [u8; 32] {
        hkdf_public(&[], self.0.expose(), &[labels::FEED_ID])
    }

    /// The key of the feed.
    pub fn key(&self) -> FeedKey {
        FeedKey { id_hash: self.id_hash(), secret: hkdf(&[], self.0.expose(), &[labels::FEED_KEY]) }
    }
}

/// The key of one feed. Wiped on drop.
pub struct FeedKey {
    id_hash: [u8; 32],
    secret: Secret32,
}

impl FeedKey {
    /// Seals what the feed says: format, algorithm, nonce, padded text, tag.
    pub fn seal(&self, vault: Id, text: &[u8]) -> Vec<u8> {
        let key = AeadKey::new(&self.secret);
        key.seal(&format::head(AES_256_GCM_SIV), &self.context(vault), &padding::pad(text))
    }

    /// Opens what [`Self::seal`] sealed.
    ///
    /// # Errors
    /// [`SealError::Open`] for another feed or vault or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open(&self, vault: Id, sealed: &[u8]) -> Result<Opened, SealError> {
        let body = format::body(sealed, AES_256_GCM_SIV)?;
        Opened::unpad(AeadKey::new(&self.secret).open(&self.context(vault), body)?)
    }

    /// Frozen: label, format, algorithm, vault, hash of the token.
    fn context(&self, vault: Id) -> Vec<u8> {
        [labels::FEED, &format::head(AES_256_GCM_SIV), &vault, &self.id_hash].concat()
    }
}

impl VaultKey {
    /// Keeps a feed's key for whoever opens this vault: format, algorithm, epoch, nonce, key, tag.
    pub fn keep_feed_key(&self, feed: &FeedKey) -> Vec<u8> {
        let head = format::epoch_head(AES_256_GCM_SIV, self.epoch());
        self.feeds().seal(&head, &self.feed_context(&feed.id_hash), feed.secret.expose())
    }

    /// The key of the feed with this hash, as [`Self::keep_feed_key`] kept it.
    ///
    /// # Errors
    /// [`SealError::Open`] for another feed, vault or epoch or for changed bytes; [`SealError::Malformed`] and
    /// [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn feed_key(&self, id_hash: [u8; 32], kept: &[u8]) -> Result<FeedKey, SealError> {
        let (epoch, body) = format::epoch_body(kept)?;
        if epoch != self.epoch() {
            return Err(SealError::Open);
        }
        let opened = self.feeds().open(&self.feed_context(&id_hash), body)?;
        Ok(FeedKey { id_hash, secret: Secret32::from_slice(&opened).ok_or(SealError::Open)? })
    }

    /// Frozen: label, format, algorithm, vault, epoch, hash of the token.
    fn feed_context(&self, id_hash: &[u8; 32]) -> Vec<u8> {
        let head = format::head(AES_256_GCM_SIV);
        [labels::FEED_KEPT, &head, &self.vault(), &self.epoch().to_be_bytes(), id_hash].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_in_its_one_spelling_alone() {
        let token = FeedToken(Secret32::from_slice(&[7; 32]).unwrap());
        let text = token.to_text();
        assert!(FeedToken::from_text(&text).is_some_and(|read| read.id_hash() == token.id_hash()));
        let other = format!("{}d", &text[..42]);
        assert_ne!(*text, other);
        for wrong in ["", &text[..42], &other, &format!("{}=", *text), &format!(" {}", *text)] {
            assert!(FeedToken::from_text(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_key_is_not_what_the_database_knows_the_feed_by() {
        let token = FeedToken::make();
        assert_ne!(token.id_hash(), *token.key().secret.expose());
        assert_ne!(token.id_hash(), *token.0.expose());
    }
}
