//! After a right passphrase, before there is a session: a code or a passkey, within minutes.
//!
//! Meanwhile the browser has a cookie that is no session, and the store the account secret sealed under it. Whoever has one of
//! both has nothing; whoever has both has the passphrase's worth, and still needs the second step here.

use std::{net::IpAddr, sync::Arc};

use hearken_seal::{AccountSecret, StepSecret, TotpSecret, passkey_id};

use super::{Answered, Kept, PasskeyError, Place, codes};
use crate::{
    account::UnlockError,
    keeper::Keeper,
    known,
    port::{AccountRow, Counter, PendingRow, StoreError},
    session::{Cookie, Session},
    told::Door,
    who::Who,
};

/// What may be the second step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SecondStep {
    /// A code from an app.
    pub codes: bool,
    /// A passkey.
    pub passkeys: bool,
}

/// Somebody whose passphrase was right.
struct Waiting {
    account: AccountRow,
    secret: Arc<AccountSecret>,
    id_hash: [u8; 32],
}

impl Waiting {
    /// What the tries of browsers that are not known are counted for.
    fn counter(&self) -> Counter {
        known::second_step(self.account.id)
    }
}

/// A try that was counted.
struct CountedStep {
    /// For what.
    counter: Counter,
    /// For which address, where it was counted for one.
    from: Option<IpAddr>,
    /// The wait should it fail.
    wait_seconds: u64,
}

impl Keeper {
    /// Has the right passphrase wait for its second step, unless it was changed since it was `tried`; gives what the browser is to
    /// keep meanwhile.
    pub(crate) async fn wait_for_second_step(
        &self,
        account: &AccountRow,
        secret: &AccountSecret,
        tried: &[u8],
    ) -> Result<Cookie, UnlockError> {
        let step = StepSecret::make();
        let row = PendingRow {
            id_hash: step.id_hash(),
            account: Some(account.id),
            sealed: step.seal_account(secret, account.id.bytes()),
            ends: self.waits_until(),
        };
        self.store().put_pending(&row).await?;
        if !self.still_lets_in(account.id, Some(tried)).await? {
            self.store().take_pending(row.id_hash).await?;
            return Err(UnlockError::Wrong { wait_seconds: 0 });
        }
        Ok(Cookie(step.to_cookie().to_string()))
    }

    /// What is asked of a browser with that cookie; `None` when nothing is, or no longer.
    pub async fn second_step(&self, cookie: &str) -> Result<Option<SecondStep>, StoreError> {
        let Some(waiting) = self.waiting(cookie).await? else { return Ok(None) };
        let rows = self.store().factors(waiting.account.id).await?;
        let codes = rows.iter().any(|row| row.id == codes::id());
        Ok(Some(SecondStep { codes, passkeys: rows.iter().any(|row| row.id != codes::id()) }))
    }

    /// What a passkey is to sign as the second step, and what those that may are called.
    pub async fn ask_second_passkey(
        &self,
        cookie: &str,
    ) -> Result<Option<([u8; 32], Vec<Vec<u8>>)>, StoreError> {
        let Some(waiting) = self.waiting(cookie).await? else { return Ok(None) };
        let credentials = self.credentials(waiting.account.id, &waiting.secret).await?;
        Ok(Some((self.challenge(Some(waiting.account.id)).await?, credentials)))
    }

    /// Takes the second step with a code.
    pub async fn finish_with_code(
        &self,
        cookie: &str,
        who: &Who,
        typed: &str,
    ) -> Result<(Cookie, Session), UnlockError> {
        let waiting = self.waiting(cookie).await?.ok_or(UnlockError::Over)?;
        let tried = self.try_code(&waiting, who, typed).await;
        self.tell_of_step(Door::Code, &waiting, who.from(), tried.as_ref().err());
        self.through(waiting, &tried?).await
    }

    async fn try_code(&self, waiting: &Waiting, who: &Who, typed: &str) -> Result<CountedStep, UnlockError> {
        let counted = self.count_step(waiting, who).await?;
        let wait_seconds = counted.wait_seconds;
        let row = self.store().factor(waiting.account.id, codes::id()).await?;
        let row = row.ok_or(UnlockError::Wrong { wait_seconds })?;
        let kept = Kept::of(&row, &waiting.secret).map_err(|_| UnlockError::Damaged)?;
        let codes = TotpSecret::from_bytes(&kept.secret).ok_or(UnlockError::Damaged)?;
        let step = codes.step_of(typed, self.unix_seconds(), row.used);
        let step = step.ok_or(UnlockError::Wrong { wait_seconds })?;
        match self.store().use_factor(&row, step, self.now()).await? {
            true => Ok(counted),
            false => Err(UnlockError::Wrong { wait_seconds }),
        }
    }

    /// Takes the second step with a passkey.
    pub async fn finish_with_passkey(
        &self,
        cookie: &str,
        who: &Who,
        place: &Place,
        answered: &Answered,
    ) -> Result<(Cookie, Session), PasskeyError> {
        let waiting = self.waiting(cookie).await?.ok_or(UnlockError::Over)?;
        let tried = self.try_second_passkey(&waiting, who, place, answered).await;
        let failed = tried.as_ref().err().map(PasskeyError::for_the_log);
        self.tell_of_step(Door::SecondPasskey, &waiting, who.from(), failed);
        Ok(self.through(waiting, &tried?).await?)
    }

    async fn try_second_passkey(
        &self,
        waiting: &Waiting,
        who: &Who,
        place: &Place,
        answered: &Answered,
    ) -> Result<CountedStep, PasskeyError> {
        let counted = self.count_step(waiting, who).await?;
        let challenge = self.take_challenge(&answered.client_data, Some(waiting.account.id)).await?;
        let row = self.store().factor(waiting.account.id, passkey_id(&answered.credential)).await?;
        let row = row.ok_or(PasskeyError::NotHere)?;
        self.check_answer(&row, &waiting.secret, &place.expected(&challenge), answered).await?;
        Ok(counted)
    }

    fn tell_of_step(
        &self,
        door: Door,
        waiting: &Waiting,
        from: Option<IpAddr>,
        failed: Option<&UnlockError>,
    ) {
        let mark = self.mark_of(Some(&waiting.account), waiting.counter());
        self.tell_of_try(door, &mark, from, failed);
    }

    /// Whoever began a second step begins anew.
    pub async fn leave_second_step(&self, cookie: &str) -> Result<(), StoreError> {
        match StepSecret::from_cookie(cookie) {
            Some(step) => self.store().take_pending(step.id_hash()).await.map(drop),
            None => Ok(()),
        }
    }

    async fn waiting(&self, cookie: &str) -> Result<Option<Waiting>, StoreError> {
        let Some(step) = StepSecret::from_cookie(cookie) else { return Ok(None) };
        let Some(row) = self.store().pending(step.id_hash()).await? else { return Ok(None) };
        let Some(id) = row.account.filter(|_| self.still_waits(row.ends)) else { return Ok(None) };
        let account = self.store().account(id).await?.filter(|account| !account.disabled);
        let secret = step.open_account(&row.sealed, id.bytes()).ok();
        Ok(account
            .zip(secret)
            .filter(|(account, secret)| secret.public().bytes() == account.public)
            .map(|(account, secret)| Waiting { account, secret: Arc::new(secret), id_hash: row.id_hash }))
    }

    /// Counts a try at the second step. A browser that is known is held to its own tries alone, as at the passphrase.
    async fn count_step(&self, waiting: &Waiting, who: &Who) -> Result<CountedStep, UnlockError> {
        let known = self.step_counted_apart(waiting.account.id, who.browser()).await?;
        let from = who.from().filter(|_| known.is_none());
        if let Err(wait_seconds) = self.count_try(from).await? {
            return Err(UnlockError::TooSoon { wait_seconds });
        }
        let counter = known.unwrap_or(waiting.counter());
        let counted = self.tries().await.count(&**self.store(), counter, self.clock()).await?;
        let wait_seconds = counted.map_err(|wait_seconds| UnlockError::TooSoon { wait_seconds })?;
        // After too many in a row even the right one opens nothing, as at the passphrase.
        if known.is_none() && self.is_one_too_many(counter, counter).await? {
            return Err(UnlockError::Wrong { wait_seconds });
        }
        Ok(CountedStep { counter, from, wait_seconds })
    }

    /// Both steps were right. Of two who took them with one cookie at once, one gets in.
    async fn through(
        &self,
        waiting: Waiting,
        counted: &CountedStep,
    ) -> Result<(Cookie, Session), UnlockError> {
        let (cookie, session) = self.open_session(&waiting.account, &waiting.secret).await?;
        // Taken once there is a session: whoever ends all that goes on deletes what waits first, and finds this session then.
        let taken = self.store().take_pending(waiting.id_hash).await;
        if !matches!(taken, Ok(true)) {
            self.lock(&session).await?;
            return Err(taken.err().map_or(UnlockError::Over, UnlockError::from));
        }
        self.tries().await.forget(&**self.store(), counted.counter).await?;
        self.forget_failures(waiting.account.id).await?;
        self.uncount_try(counted.from).await?;
        Ok((cookie, session))
    }
}
