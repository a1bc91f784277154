//! Unlocking and recovering: every way to an account's secret.

use std::{net::IpAddr, sync::Arc};

use hearken_seal::{AccountSecret, Passphrase, RecoveryWords, SealError, Unlocker};

use crate::{
    keeper::Keeper,
    known::{in_a_row, signed_in},
    open::OpenVault,
    port::{AccountRow, Counter, StoreError, Way},
    session::{Cookie, Session},
    told::{Door, Happened},
    who::{Chosen, Who},
};

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
    /// There are several, and none was named; or none is of that name. For commands alone: whoever signs in is never told.
    #[error("which account?")]
    Which,
    /// The stored way in is damaged. The other way, or a backup, still opens the notebook.
    #[error("the way in is damaged")]
    Damaged,
    /// The passphrase is right, and a second step is asked for. What the browser keeps meanwhile is no session.
    #[error("a second step is asked for")]
    SecondStep(Cookie),
    /// The second step is over: it was taken, or it was too long ago.
    #[error("the second step is over")]
    Over,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody holds up to be let in.
enum Key<'a> {
    Passphrase(&'a Passphrase),
    Words(&'a RecoveryWords),
}

impl Key<'_> {
    fn way(&self) -> Way {
        match self {
            Self::Passphrase(_) => Way::Passphrase,
            Self::Words(_) => Way::Recovery,
        }
    }
}

/// Whose account is to be opened.
enum Whose<'a> {
    /// Of whoever says so.
    Said(&'a Who),
    /// Of whoever is signed in.
    Theirs(&'a Session),
}

/// Somebody at the door: whose account they mean, if there is one, and what their try is counted for.
struct AtDoor {
    found: Option<AccountRow>,
    counter: Counter,
    /// Where they are.
    from: Option<IpAddr>,
    /// What they are called in the log.
    mark: String,
    /// Nothing says that they were let in before.
    is_stranger: bool,
}

/// Somebody who was let in by a passphrase or by words.
pub(crate) struct LetIn {
    pub(crate) account: AccountRow,
    pub(crate) secret: Arc<AccountSecret>,
    /// The way in that was tried, as it was stored.
    tried: Vec<u8>,
}

/// An account that was opened, and what its tries are counted for.
struct Opened {
    account: AccountRow,
    secret: Arc<AccountSecret>,
    /// The way in that was tried, as it is stored.
    tried: Vec<u8>,
    counter: Counter,
    from: Option<IpAddr>,
    is_stranger: bool,
    by: Door,
    mark: String,
}

impl Keeper {
    /// Unlocks with the passphrase, where there is one person, who has no name.
    pub async fn unlock(&self, passphrase: &Passphrase) -> Result<(Cookie, Session), UnlockError> {
        self.unlock_as(&Who::default(), passphrase).await
    }

    /// Unlocks with name and passphrase. Where there is a second step, that is asked for then.
    pub async fn unlock_as(
        &self,
        who: &Who,
        passphrase: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let opened = self.try_secret(Whose::Said(who), Key::Passphrase(passphrase)).await?;
        self.forget_tries(&opened).await?;
        if self.has_second_step(opened.account.id).await? {
            self.tell(opened.account.id, Happened::FirstStep);
            let step = self.wait_for_second_step(&opened.account, &opened.secret, &opened.tried).await?;
            return Err(UnlockError::SecondStep(step));
        }
        let tried = opened.tried.clone();
        let (account, secret) = self.got_in(opened).await?;
        self.open_unless_changed(&account, &secret, Some(&tried)).await
    }

    /// Opens the notebook for one command on the machine that holds its file: no session, and no try is counted,
    /// because whoever has the file in their hands could copy it and guess anyway.
    /// `account` names it where there are several.
    pub async fn open_once(
        &self,
        account: Option<&str>,
        passphrase: &Passphrase,
    ) -> Result<Arc<OpenVault>, UnlockError> {
        let (account, secret) = self.secret_once(account, passphrase).await?;
        Ok(self.vault_of(&account, &secret).await?)
    }

    pub(crate) async fn secret_once(
        &self,
        account: Option<&str>,
        passphrase: &Passphrase,
    ) -> Result<(AccountRow, Arc<AccountSecret>), UnlockError> {
        let account = match self.chosen(account).await? {
            Chosen::One(account) => *account,
            Chosen::Nobody if self.door().await?.is_empty => return Err(UnlockError::NotSetUp),
            Chosen::Nobody | Chosen::Several => return Err(UnlockError::Which),
        };
        let bytes = self.store().unlocker(account.id, Way::Passphrase).await?.ok_or(UnlockError::Damaged)?;
        let unlocker = Unlocker::from_bytes(&bytes).map_err(|_| UnlockError::Damaged)?;
        match self.open_by_passphrase(unlocker, account.id, passphrase).await {
            Ok(secret) if secret.public().bytes() != account.public => Err(UnlockError::Damaged),
            Ok(secret) => Ok((account, Arc::new(secret))),
            Err(SealError::Open) => Err(UnlockError::Wrong { wait_seconds: 0 }),
            Err(_) => Err(UnlockError::Damaged),
        }
    }

    /// Unlocks with the recovery words and sets a new passphrase, where there is one person, who has no name.
    pub async fn recover(
        &self,
        words: &RecoveryWords,
        new: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        self.recover_as(&Who::default(), words, new).await
    }

    /// Unlocks with name and recovery words and sets a new passphrase. Every other session ends. No second step is asked for:
    /// the words are the way back for whoever has lost it.
    pub async fn recover_as(
        &self,
        who: &Who,
        words: &RecoveryWords,
        new: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let LetIn { account, secret, .. } = self.account_secret(Whose::Said(who), Key::Words(words)).await?;
        self.set_passphrase(&account, &secret, new).await?;
        self.tell(account.id, Happened::NewPassphrase);
        self.end_sessions(account.id, None).await?;
        self.open_unless_changed(&account, &secret, None).await
    }

    /// Sets a new passphrase. Every session ends, a copy of this one with it; whoever asked goes on in a new one.
    pub async fn change_passphrase(
        &self,
        session: &Session,
        old: &Passphrase,
        new: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let LetIn { account, secret, .. } = self.secret_by_passphrase(session, old).await?;
        self.set_passphrase(&account, &secret, new).await?;
        let (cookie, renewed) = self.open_session(&account, &secret).await?;
        self.move_words(session, &renewed).await;
        self.end_sessions(account.id, Some(renewed.0.id_hash)).await?;
        self.tell(account.id, Happened::NewPassphrase);
        Ok((cookie, renewed))
    }

    /// Makes new recovery words; the old ones open nothing any more. They wait to be shown and asked back, in a new
    /// session: a copy of the old one must not see them.
    pub async fn new_recovery_words(
        &self,
        session: &Session,
        passphrase: &Passphrase,
    ) -> Result<(Cookie, Session), UnlockError> {
        let mut let_in = self.secret_by_passphrase(session, passphrase).await?;
        let (words, account) = (RecoveryWords::make(), &mut let_in.account);
        let unlocker = Unlocker::by_recovery(&let_in.secret, account.id.bytes(), &words);
        // First: were it cut short behind it, nobody would be asked for words that nobody has seen.
        self.ask_words_back(account.id).await?;
        account.words_confirmed = false;
        self.store().put_unlocker(account.id, Way::Recovery, &unlocker.bytes()).await?;
        self.tell(account.id, Happened::NewRecoveryWords);
        let (cookie, renewed) = self.renew(session, &let_in).await?;
        self.set_words(&renewed, &words).await;
        Ok((cookie, renewed))
    }

    /// Whoever asked goes on in a session of a new id, and the old one is over; unless the passphrase was changed meanwhile.
    pub(crate) async fn renew(
        &self,
        session: &Session,
        let_in: &LetIn,
    ) -> Result<(Cookie, Session), UnlockError> {
        let LetIn { account, secret, tried } = let_in;
        let (cookie, renewed) = self.open_unless_changed(account, secret, Some(tried)).await?;
        self.move_words(session, &renewed).await;
        self.lock(session).await?;
        Ok((cookie, renewed))
    }

    /// The account of whoever is signed in and its secret, if they give the passphrase once more.
    pub(crate) async fn secret_by_passphrase(
        &self,
        session: &Session,
        passphrase: &Passphrase,
    ) -> Result<LetIn, UnlockError> {
        self.account_secret(Whose::Theirs(session), Key::Passphrase(passphrase)).await
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

    async fn account_secret(&self, whose: Whose<'_>, key: Key<'_>) -> Result<LetIn, UnlockError> {
        let opened = self.try_secret(whose, key).await?;
        self.forget_tries(&opened).await?;
        let tried = opened.tried.clone();
        let (account, secret) = self.got_in(opened).await?;
        Ok(LetIn { account, secret, tried })
    }

    /// It was the right one: what was tried before it is forgotten.
    async fn forget_tries(&self, opened: &Opened) -> Result<(), StoreError> {
        self.tries().await.forget(&**self.store(), opened.counter).await?;
        self.uncount_try(opened.from).await
    }

    /// Nothing else is asked for: strangers are held to nothing that came before. The words are the way back from everything,
    /// wrong codes too, in whichever browser.
    async fn got_in(&self, opened: Opened) -> Result<(AccountRow, Arc<AccountSecret>), StoreError> {
        match opened.is_stranger || matches!(opened.by, Door::RecoveryWords) {
            true => self.forget_failures(opened.account.id).await?,
            false => self.owner_was_here(opened.account.id).await?,
        }
        self.tell_of_try(opened.by, &opened.mark, opened.from, None);
        Ok((opened.account, opened.secret))
    }

    /// The one door to an account's secret: counts the try, then tries. A name that nobody has takes the same way.
    async fn try_secret(&self, whose: Whose<'_>, key: Key<'_>) -> Result<Opened, UnlockError> {
        let by = match (&whose, &key) {
            (Whose::Theirs(_), _) => Door::PassphraseAgain,
            (Whose::Said(_), Key::Passphrase(_)) => Door::Passphrase,
            (Whose::Said(_), Key::Words(_)) => Door::RecoveryWords,
        };
        let door = self.door_of(whose).await?;
        if door.found.is_none() && self.door().await?.is_empty {
            return Err(UnlockError::NotSetUp);
        }
        let (mark, from) = (door.mark.clone(), door.from);
        let tried = self.try_in_turn(door, by, key).await;
        if let Err(error) = &tried {
            self.tell_of_try(by, &mark, from, Some(error));
        }
        tried
    }

    /// Whoever has to wait anyway takes no turn: refused tries, however many, crowd nobody out. Looked at without counting; what
    /// counts is counted in the turn.
    async fn try_in_turn(&self, door: AtDoor, by: Door, key: Key<'_>) -> Result<Opened, UnlockError> {
        let from = door.from.filter(|_| door.is_stranger);
        let by_address = self.waits_at_address(from).await?;
        let by_counter = self.tries().await.waits(&**self.store(), door.counter, self.clock()).await?;
        if let Some(wait_seconds) = by_address.or(by_counter) {
            return Err(UnlockError::TooSoon { wait_seconds });
        }
        let _turn = self.trying().await.ok_or(UnlockError::TooSoon { wait_seconds: 1 })?;
        self.try_at(door, by, key).await
    }

    async fn try_at(&self, door: AtDoor, by: Door, key: Key<'_>) -> Result<Opened, UnlockError> {
        let from = door.from.filter(|_| door.is_stranger);
        if let Err(wait_seconds) = self.count_try(from).await? {
            return Err(UnlockError::TooSoon { wait_seconds });
        }
        let counted = self.tries().await.count(&**self.store(), door.counter, self.clock()).await?;
        let wait_seconds = counted.map_err(|wait_seconds| UnlockError::TooSoon { wait_seconds })?;
        let id = door.found.as_ref().map_or(self.decoy().id, |account| account.id);
        let bytes = self.store().unlocker(id, key.way()).await?;
        let shut = match (&door.is_stranger, &key) {
            (true, Key::Passphrase(_)) => {
                self.is_one_too_many(in_a_row(id, door.found.is_some()), door.counter).await?
            }
            _ => false,
        };
        let Some(account) = door.found.filter(|_| !shut) else {
            self.try_decoy(&key).await;
            return Err(UnlockError::Wrong { wait_seconds });
        };
        let bytes = bytes.ok_or(UnlockError::Damaged)?;
        match self.try_key(&account, &bytes, &key).await {
            // A store that somebody else can write to must not slip in an account of theirs.
            Ok(secret) if secret.public().bytes() != account.public => Err(UnlockError::Damaged),
            Ok(secret) => Ok(Opened {
                account,
                secret: Arc::new(secret),
                tried: bytes,
                counter: door.counter,
                from,
                is_stranger: door.is_stranger,
                by,
                mark: door.mark,
            }),
            Err(SealError::Open) => Err(UnlockError::Wrong { wait_seconds }),
            Err(_) => Err(UnlockError::Damaged),
        }
    }

    /// Who is meant, and what the try is counted for. A browser that is known is held to its own tries alone.
    async fn door_of(&self, whose: Whose<'_>) -> Result<AtDoor, StoreError> {
        let who = match whose {
            Whose::Theirs(session) => {
                let (found, counter) =
                    (self.store().account(session.account()).await?, signed_in(session.account()));
                let mark = self.mark_of(found.as_ref(), counter);
                return Ok(AtDoor { found, counter, from: None, mark, is_stranger: false });
            }
            Whose::Said(who) => who,
        };
        let (found, counter) = self.look_for(who).await?;
        let mark = self.mark_of(found.as_ref(), counter);
        let id = found.as_ref().map_or(self.decoy().id, |account| account.id);
        let bytes = self.store().unlocker(id, Way::Passphrase).await?;
        let bytes = bytes.as_deref().unwrap_or(&self.decoy().by_passphrase);
        let known = self.counted_apart(id, bytes, who.browser()).await?;
        let (is_stranger, counter) = (known.is_none(), known.unwrap_or(counter));
        Ok(AtDoor { found, counter, from: who.from(), mark, is_stranger })
    }

    async fn try_key(
        &self,
        account: &AccountRow,
        bytes: &[u8],
        key: &Key<'_>,
    ) -> Result<AccountSecret, SealError> {
        let unlocker = Unlocker::from_bytes(bytes)?;
        match key {
            Key::Passphrase(passphrase) => self.open_by_passphrase(unlocker, account.id, passphrase).await,
            Key::Words(words) => unlocker.open_with_recovery(account.id.bytes(), words),
        }
    }

    /// The work of a wrong try, for a name that nobody has.
    async fn try_decoy(&self, key: &Key<'_>) {
        let decoy = self.decoy();
        let _ = match key {
            Key::Passphrase(passphrase) => match Unlocker::from_bytes(&decoy.by_passphrase) {
                Ok(unlocker) => self.open_by_passphrase(unlocker, decoy.id, passphrase).await.map(drop),
                Err(error) => Err(error),
            },
            Key::Words(words) => Unlocker::from_bytes(&decoy.by_words)
                .and_then(|unlocker| unlocker.open_with_recovery(decoy.id.bytes(), words).map(drop)),
        };
    }
}
