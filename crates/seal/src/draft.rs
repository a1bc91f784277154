//! A sealed draft: words not yet saved, kept under a key of their own and replaced by their next version.
//!
//! The bytes are laid out like an entry's (see [`crate::EntryPlace`]); key, label and context differ, so that a
//! draft can never be passed off as an entry. Drafts have no place in the chain.

use crate::{
    Id, Opened, SealError, VaultKey,
    format::{self, AES_256_GCM_SIV},
    labels, padding,
};

impl VaultKey {
    /// Seals the present text of a draft.
    pub fn seal_draft(&self, draft: Id, plaintext: &[u8]) -> Vec<u8> {
        self.drafts.seal(
            &format::epoch_head(AES_256_GCM_SIV, self.epoch()),
            &self.draft_context(draft),
            &padding::pad(plaintext),
        )
    }

    /// Opens a draft.
    ///
    /// # Errors
    /// [`SealError::Open`] when key or id are not the right ones or the bytes were changed;
    /// [`SealError::Malformed`] and [`SealError::UnknownAlgorithm`] when they are not of this shape.
    pub fn open_draft(&self, draft: Id, sealed: &[u8]) -> Result<Opened, SealError> {
        let (epoch, body) = format::epoch_body(sealed)?;
        if epoch != self.epoch() {
            return Err(SealError::Open);
        }
        Opened::unpad(self.drafts.open(&self.draft_context(draft), body)?)
    }

    /// Frozen: label, format, algorithm, vault, epoch, draft.
    fn draft_context(&self, draft: Id) -> Vec<u8> {
        let head = format::head(AES_256_GCM_SIV);
        [labels::DRAFT, &head, &self.vault(), &self.epoch().to_be_bytes(), &draft].concat()
    }
}
