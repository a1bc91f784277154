//! What began before a passphrase was changed, or an account was shut out or closed, and is over with it.
//!
//! Whoever changes such a thing writes it first and then ends what goes on. Whoever is let in writes their row first and then looks
//! again. So one of both sees the other, in whichever process.

use std::sync::Arc;

use hearken_core::AccountId;
use hearken_seal::AccountSecret;

use super::Keeper;
use crate::{
    account::UnlockError,
    port::{AccountRow, StoreError, Way},
    session::{Cookie, Session},
};

impl Keeper {
    /// Starts a session, and ends it at once if the account lets nobody in any more, or not by the passphrase that was `tried`.
    pub(crate) async fn open_unless_changed(
        &self,
        account: &AccountRow,
        secret: &Arc<AccountSecret>,
        tried: Option<&[u8]>,
    ) -> Result<(Cookie, Session), UnlockError> {
        let (cookie, session) = self.open_session(account, secret).await?;
        if self.still_lets_in(account.id, tried).await? {
            return Ok((cookie, session));
        }
        self.lock(&session).await?;
        Err(UnlockError::Wrong { wait_seconds: 0 })
    }

    /// Whether the account is there and not shut out, and what opens it by passphrase is what was `tried`.
    pub(crate) async fn still_lets_in(
        &self,
        account: AccountId,
        tried: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        let row = self.store().account(account).await?;
        if row.is_none_or(|row| row.disabled) {
            return Ok(false);
        }
        let Some(tried) = tried else { return Ok(true) };
        Ok(self.store().unlocker(account, Way::Passphrase).await?.is_some_and(|bytes| bytes == tried))
    }
}
