//! Setting up, unlocking, recovering: every way to an account's secret.

use std::sync::Arc;

use hearken_core::{AccountId, VaultId};
use hearken_seal::{AccountSecret, Passphrase, RecoveryWords, SealError, Unlocker, VaultKey, random_bytes};

use crate::{
    keeper::Keeper,
    open::OpenVault,
    port::{AccountRow, Membership, NewAccount, StoreError, Way},
    session::{Cookie, Session},
};

/// Why a notebook was not set up.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// There is one already.
    #[error("already set up")]
    AlreadySetUp,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a notebook stayed locked.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase or the words are not the right ones.
    #[error("wrong")]
    Wrong {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// It is too soon after wrong tries; nothing was tried.
    #[error("too soon")]
    TooSoon {
        /// Seconds until the next try.
        wait_seconds: u64,
    },
    /// There is no notebook yet.
    #[error("not set up")]
    NotSetUp,
    /// The stored way in is damaged. The other way, or a backup, still opens the notebook.
    #[error("the way in is damaged")]
    Damaged,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody holds up to be let in.
enum Key<'a> {
    Passphrase(&'a Passphrase),
    Words(&'a RecoveryWords),
}

impl Keeper {
    /// Makes the account, its notebook and its recovery words, which then wait to be shown and asked back.
    pub async fn begin(&self, passphrase: &Passphrase) -> Result<(Cookie, Session), BeginError> {
        let (account, secret, words) = self.make_account(passphrase).await?;
        let (cookie, session) = self.open_session(&account, &secret).await?;
        session.0.set_words(Some(words));
        Ok((cookie, session))
    }

    async fn make_account(
        &self,
        passphrase: &Passphrase,
    ) -> Result<(AccountRow, Arc<AccountSecret>, RecoveryWords), BeginError> {
        let _turn = self.setting_up().await;
        if !self.store().accounts().await?.is_empty() {
            return Err(BeginError::AlreadySetUp);
        }
        let now = self.now();
        let id = AccountId::from_parts(now, random_bytes());
        let notebook = VaultId::from_parts(now, random_bytes());
        let (secret, words) = (Arc::new(AccountSecret::make()), RecoveryWords::make());
        let public = secret.public();
        let by_passphrase = self.seal_by_passphrase(&secret, id, passphrase).await;
        let by_words = Unlocker::by_recovery(&secret, id.bytes(), &words);
        let key = VaultKey::make(notebook.bytes(), 1);
        let account = AccountRow { id, notebook, public: public.bytes(), words_confirmed: false, made: now };
        let new = NewAccount {
            first: true,
            account: account.clone(),
            unlockers: vec![(Way::Passphrase, by_passphrase), (Way::Recovery, by_words.bytes())],
            membership: Membership {
                vault: notebook,
                account: id,
                epoch: 1,
                wrapped: key.wrap_to(&public, id.bytes()),
                commitment: key.commitment(),
            },
        };
        self.store().create_account(&new).await?;
        Ok((account, secret, words))
    }

    /// Unlocks with the passphrase.
    pub async fn unlock(&self, passphrase: &Passphrase) -> Result<(Cookie, Session), UnlockError> {
        let (account, secret) = self.account_secret(Key::Passphrase(passphrase)).await?;
        Ok(self.open_session(&account, &secret).await?)
    }

    /// Opens the notebook for one command on the machine that holds its file: no session, and no try is counted,
    /// because whoever has the file in their hands could copy it and guess anyway.
    pub async fn open_once(&self, passphrase: &Passphrase) -> Result<Arc<OpenVault>, UnlockError> {
        let account = self.store().accounts().await?.into_iter().next().ok_or(UnlockError::NotSetUp)?;
        let bytes = self.store().unlocker(account.id, Way::Passphrase).await?.ok_or(UnlockError::Damaged)?;
        let unlocker = Unlocker::from_bytes(&bytes).map_err(|_| UnlockError::Damaged)?;
        match self.open_by_passphrase(unlocker, account.id, passphrase).await {
            Ok(secret) if secret.public().bytes() != account.public => Err(UnlockError::Damaged),
            Ok(secret) => Ok(self.vault_of(&account, &secret).await?),
            Err(SealError::Open) => Err(UnlockError::Wrong { wait_seconds: 0 }),
            Err(_) => Err(UnlockError::Damaged),
        }
    }

    /// Unlocks with the recovery words and sets a new passphrase. Every other session ends.
    pub async fn recover(
        &self,
        words: &RecoveryWords,
        new: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let (account, secret) = self.account_secret(Key::Words(words)).await?;
        self.set_passphrase(&account, &secret, new).await?;
        self.end_sessions(account.id, None).await?;
        Ok(self.open_session(&account, &secret).await?)
    }

    /// Sets a new passphrase. Every session ends, a copy of this one with it; whoever asked goes on in a new one.
    pub async fn change_passphrase(
        &self,
        session: &Session,
        old: &Passphrase,
        new: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let (account, secret) = self.account_secret(Key::Passphrase(old)).await?;
        self.set_passphrase(&account, &secret, new).await?;
        let (cookie, renewed) = self.open_session(&account, &secret).await?;
        renewed.0.set_words(session.0.take_words());
        self.end_sessions(account.id, Some(renewed.0.id_hash)).await?;
        Ok((cookie, renewed))
    }

    /// Makes new recovery words; the old ones open nothing any more. They wait to be shown and asked back, in a new
    /// session: a copy of the old one must not see them.
    pub async fn new_recovery_words(
        &self,
        session: &Session,
        passphrase: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let (account, secret) = self.account_secret(Key::Passphrase(passphrase)).await?;
        let words = RecoveryWords::make();
        let unlocker = Unlocker::by_recovery(&secret, account.id.bytes(), &words);
        self.store().put_unlocker(account.id, Way::Recovery, &unlocker.bytes()).await?;
        self.store().confirm_words(account.id, false).await?;
        let account = AccountRow { words_confirmed: false, ..account };
        let (cookie, renewed) = self.open_session(&account, &secret).await?;
        renewed.0.set_words(Some(words));
        self.lock(session).await?;
        Ok((cookie, renewed))
    }

    async fn set_passphrase(
        &self,
        account: &AccountRow,
        secret: &AccountSecret,
        new: &Passphrase,
    ) -> Result<(), StoreError> {
        let unlocker = self.seal_by_passphrase(secret, account.id, new).await;
        self.store().put_unlocker(account.id, Way::Passphrase, &unlocker).await
    }

    /// The one door to an account's secret: counts the try, then tries.
    async fn account_secret(&self, key: Key<'_>) -> Result<(AccountRow, Arc<AccountSecret>), UnlockError> {
        let _turn = self.trying().await.ok_or(UnlockError::TooSoon { wait_seconds: 1 })?;
        let account = self.store().accounts().await?.into_iter().next().ok_or(UnlockError::NotSetUp)?;
        let mut tries = self.tries().await;
        if let Err(wait_seconds) = tries.count(&**self.store(), account.id, self.clock()).await? {
            return Err(UnlockError::TooSoon { wait_seconds });
        }
        let way = match key {
            Key::Passphrase(_) => Way::Passphrase,
            Key::Words(_) => Way::Recovery,
        };
        let bytes = self.store().unlocker(account.id, way).await?.ok_or(UnlockError::Damaged)?;
        let unlocker = Unlocker::from_bytes(&bytes).map_err(|_| UnlockError::Damaged)?;
        let opened = match key {
            Key::Passphrase(passphrase) => self.open_by_passphrase(unlocker, account.id, passphrase).await,
            Key::Words(words) => unlocker.open_with_recovery(account.id.bytes(), words),
        };
        match opened {
            // A store that somebody else can write to must not slip in an account of theirs.
            Ok(secret) if secret.public().bytes() != account.public => Err(UnlockError::Damaged),
            Ok(secret) => {
                tries.forget(&**self.store(), account.id).await?;
                Ok((account, Arc::new(secret)))
            }
            Err(SealError::Open) => Err(UnlockError::Wrong { wait_seconds: tries.wait() }),
            Err(_) => Err(UnlockError::Damaged),
        }
    }
}
