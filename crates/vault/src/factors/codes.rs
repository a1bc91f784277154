//! Codes from an app, as a second step: turning them on and off.

use hearken_seal::{Digest, Passphrase, TotpSecret};

use super::Kept;
use crate::{
    account::{LetIn, UnlockError},
    keeper::Keeper,
    port::{FactorRow, StoreError},
    session::{Cookie, Session},
};

/// Why codes were not turned on.
#[derive(Debug, thiserror::Error)]
pub enum CodesError {
    /// The code is not one of this secret's, of now.
    #[error("another code")]
    WrongCode,
    /// As with a passphrase.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
}

/// What the codes of an account are found by: there is one secret of them.
pub(super) fn id() -> [u8; 32] {
    Digest::of(b"codes").0
}

impl Keeper {
    /// Whether whoever is signed in is asked for a code after the passphrase.
    pub async fn codes_are_on(&self, session: &Session) -> Result<bool, StoreError> {
        Ok(self.store().factor(session.account(), id()).await?.is_some())
    }

    /// From now on a code of this secret is asked for after the passphrase, if the app shows one already. Whoever asked goes on
    /// in a session of a new id.
    pub async fn turn_codes_on(
        &self,
        session: &Session,
        passphrase: &Passphrase,
        codes: &TotpSecret,
        typed: &str,
    ) -> Result<(Cookie, Session), CodesError> {
        let used = codes.step_of(typed, self.unix_seconds(), 0).ok_or(CodesError::WrongCode)?;
        let let_in = self.secret_by_passphrase(session, passphrase).await?;
        let LetIn { account, secret, .. } = &let_in;
        let kept = Kept::codes(codes);
        let row = FactorRow {
            account: account.id,
            id: id(),
            sealed: kept.seal(secret, account.id, &id()),
            unlocker: None,
            used,
            made: self.now(),
            seen: None,
        };
        self.store().put_factor(&row).await.map_err(UnlockError::from)?;
        Ok(self.renew(session, &let_in).await?)
    }

    /// No code is asked for any more.
    pub async fn turn_codes_off(
        &self,
        session: &Session,
        passphrase: &Passphrase,
    ) -> Result<(), UnlockError> {
        let LetIn { account, .. } = self.secret_by_passphrase(session, passphrase).await?;
        Ok(self.store().delete_factor(account.id, id()).await?)
    }
}
