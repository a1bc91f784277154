//! Passkeys: asking one, adding one, opening with one.
//!
//! Nobody is asked for a name: the authenticator says whose its passkey is, and what nobody has is told the same as what opens
//! nothing, so there is nothing to probe.

use std::{net::IpAddr, sync::Arc};

use hearken_core::AccountId;
use hearken_seal::{
    AccountSecret, Assertion, NewPasskey, Passphrase, SealError, Unlocker, challenge_id, challenge_in,
    passkey_id, random_bytes,
};

use super::{Answered, Kept, MOST_PASSKEYS, MadePasskey, PasskeyError, Place, codes};
use crate::{
    account::{LetIn, UnlockError},
    keeper::Keeper,
    port::{AccountRow, FactorRow, PendingRow, StoreError},
    session::{Cookie, Session},
    told::Door,
};

impl Keeper {
    /// What any passkey is to sign who comes to the door; `Err` with the seconds to wait where too many ask from there.
    pub async fn ask_passkey(&self, from: Option<IpAddr>) -> Result<Result<[u8; 32], u64>, StoreError> {
        match self.count_challenge(from).await? {
            Ok(()) => self.challenge(None).await.map(Ok),
            Err(wait_seconds) => Ok(Err(wait_seconds)),
        }
    }

    /// What a new passkey of whoever is signed in is to sign, and what its other passkeys are called.
    pub async fn ask_new_passkey(&self, session: &Session) -> Result<([u8; 32], Vec<Vec<u8>>), StoreError> {
        let there = self.credentials(session.account(), session.0.secret()?).await?;
        Ok((self.challenge(Some(session.account())).await?, there))
    }

    pub(super) async fn credentials(
        &self,
        account: AccountId,
        secret: &AccountSecret,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows = self.store().factors(account).await?;
        let passkeys = rows.iter().filter(|row| row.id != codes::id());
        Ok(passkeys
            .filter_map(|row| Kept::of(row, secret).ok())
            .map(|kept| kept.credential.clone())
            .collect())
    }

    pub(super) async fn challenge(&self, account: Option<AccountId>) -> Result<[u8; 32], StoreError> {
        let challenge: [u8; 32] = random_bytes();
        let (id_hash, ends) = (challenge_id(&challenge), self.waits_until());
        self.store().put_pending(&PendingRow { id_hash, account, sealed: Vec::new(), ends }).await?;
        Ok(challenge)
    }

    /// The challenge that was answered, if it was asked of that account, or of nobody; it is over with this.
    pub(super) async fn take_challenge(
        &self,
        client_data: &[u8],
        account: Option<AccountId>,
    ) -> Result<[u8; 32], PasskeyError> {
        let challenge = challenge_in(client_data).ok_or(PasskeyError::Over)?;
        let id_hash = challenge_id(&challenge);
        let row = self.store().pending(id_hash).await?.ok_or(PasskeyError::Over)?;
        let taken = self.store().take_pending(id_hash).await?;
        let asked = row.sealed.is_empty() && row.account == account && self.still_waits(row.ends);
        if taken && asked { Ok(challenge) } else { Err(PasskeyError::Over) }
    }

    /// Adds a passkey. Whoever asked goes on in a session of a new id.
    pub async fn add_passkey(
        &self,
        session: &Session,
        passphrase: &Passphrase,
        label: &str,
        place: &Place,
        made: &MadePasskey,
    ) -> Result<(Cookie, Session), PasskeyError> {
        let challenge = self.take_challenge(&made.client_data, Some(session.account())).await?;
        let new = NewPasskey::read(&made.client_data, &made.authenticator_data, &place.expected(&challenge))?;
        let let_in = self.secret_by_passphrase(session, passphrase).await?;
        let LetIn { account, secret, .. } = &let_in;
        let rows = self.store().factors(account.id).await?;
        if rows.iter().filter(|row| row.id != codes::id()).count() >= MOST_PASSKEYS {
            return Err(PasskeyError::TooMany);
        }
        let id = passkey_id(&new.credential);
        let kept = Kept::passkey(label, new.credential, &new.public);
        let opens = made.given.as_ref();
        let unlocker = opens.map(|given| Unlocker::by_passkey(secret, account.id.bytes(), given).bytes());
        let row = FactorRow {
            account: account.id,
            id,
            sealed: kept.seal(secret, account.id, &id),
            unlocker,
            used: u64::from(new.counter),
            made: self.now(),
            seen: None,
        };
        self.store().put_factor(&row).await?;
        Ok(self.renew(session, &let_in).await?)
    }

    /// Opens with a passkey alone.
    pub async fn unlock_with_passkey(
        &self,
        from: Option<IpAddr>,
        place: &Place,
        answered: &Answered,
    ) -> Result<(Cookie, Session), PasskeyError> {
        let tried = self.try_passkey(from, place, answered).await;
        let mark = self.mark(&answered.user);
        self.tell_of_try(Door::Passkey, &mark, from, tried.as_ref().err().map(PasskeyError::for_the_log));
        let (account, secret) = tried?;
        Ok(self.open_unless_changed(&account, &secret, None).await?)
    }

    async fn try_passkey(
        &self,
        from: Option<IpAddr>,
        place: &Place,
        answered: &Answered,
    ) -> Result<(AccountRow, Arc<AccountSecret>), PasskeyError> {
        if let Err(wait_seconds) = self.count_try(from).await? {
            return Err(UnlockError::TooSoon { wait_seconds }.into());
        }
        let challenge = self.take_challenge(&answered.client_data, None).await?;
        let (account, row) = self.whose(answered).await?.ok_or(PasskeyError::NotHere)?;
        let secret = Arc::new(open(&account, &row, answered)?);
        self.check_answer(&row, &secret, &place.expected(&challenge), answered).await?;
        self.uncount_try(from).await?;
        self.owner_was_here(account.id).await?;
        Ok((account, secret))
    }

    /// The account and the passkey that an authenticator names.
    async fn whose(&self, answered: &Answered) -> Result<Option<(AccountRow, FactorRow)>, StoreError> {
        let Ok(user) = answered.user.as_slice().try_into() else { return Ok(None) };
        let id = AccountId::from_bytes(user);
        let Some(row) = self.store().factor(id, passkey_id(&answered.credential)).await? else {
            return Ok(None);
        };
        let account = self.store().account(id).await?.filter(|account| !account.disabled);
        Ok(account.map(|account| (account, row)))
    }

    /// Checks what a passkey signed, and that it counts on and not back.
    pub(super) async fn check_answer(
        &self,
        row: &FactorRow,
        secret: &AccountSecret,
        expected: &hearken_seal::Expected<'_>,
        answered: &Answered,
    ) -> Result<(), PasskeyError> {
        let kept = Kept::of(row, secret).map_err(|_| UnlockError::Damaged)?;
        let assertion = Assertion {
            client_data: &answered.client_data,
            authenticator_data: &answered.authenticator_data,
            signature: &answered.signature,
        };
        let counter = u64::from(assertion.check(&kept.public(), expected)?);
        let counts_on = counter > row.used || (counter == 0 && row.used == 0);
        if counts_on && self.store().use_factor(row, counter, self.now()).await? {
            Ok(())
        } else {
            Err(PasskeyError::Copied)
        }
    }
}

/// The account secret, by what the passkey gave out.
fn open(account: &AccountRow, row: &FactorRow, answered: &Answered) -> Result<AccountSecret, PasskeyError> {
    let (Some(sealed), Some(given)) = (&row.unlocker, &answered.given) else {
        return Err(PasskeyError::NotHere);
    };
    let opened = Unlocker::from_bytes(sealed)
        .and_then(|unlocker| unlocker.open_with_passkey(account.id.bytes(), given));
    match opened {
        Ok(secret) if secret.public().bytes() == account.public => Ok(secret),
        Err(SealError::Open) => Err(PasskeyError::NotHere),
        _ => Err(UnlockError::Damaged.into()),
    }
}
