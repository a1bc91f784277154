//! Passkeys and codes: more ways in, and second steps after the passphrase.
//!
//! A passkey that gives out a secret of its own (PRF) opens the account by itself, as the passphrase does. One that does not,
//! and the codes of an app, are asked for after the passphrase and before there is a session. What is kept about them is sealed
//! under a key that the account secret opens: the database has their number and their times, and nothing else.

mod codes;
mod kept;
mod passkeys;
mod second_step;

use hearken_core::{AccountId, Timestamp};
use hearken_seal::{Expected, PasskeyFault, PasskeySecret};

use crate::{
    account::{LetIn, UnlockError},
    keeper::Keeper,
    port::StoreError,
    session::Session,
};
pub use codes::CodesError;
use kept::Kept;
pub use second_step::SecondStep;

/// How long a challenge, and the second step after a right passphrase, wait, in seconds. (P)
const WAITS: i64 = 300;

/// So many passkeys somebody may have. (P)
pub const MOST_PASSKEYS: usize = 20;

/// The most characters of what a passkey is called.
pub const LONGEST_LABEL: usize = 64;

/// Where the page is that asks: what a passkey binds itself to.
pub struct Place {
    /// Scheme, host and port.
    pub origin: String,
    /// The host alone.
    pub host: String,
}

impl Place {
    fn expected<'a>(&'a self, challenge: &'a [u8; 32]) -> Expected<'a> {
        Expected { challenge, origin: &self.origin, host: &self.host }
    }
}

/// What a browser brings from a new passkey.
pub struct MadePasskey {
    /// The browser's account of it.
    pub client_data: Vec<u8>,
    /// The authenticator's.
    pub authenticator_data: Vec<u8>,
    /// What it gives out, if it gives anything.
    pub given: Option<PasskeySecret>,
}

/// What a browser brings from a passkey that answered.
pub struct Answered {
    /// The browser's account of it.
    pub client_data: Vec<u8>,
    /// The authenticator's.
    pub authenticator_data: Vec<u8>,
    /// Over both.
    pub signature: Vec<u8>,
    /// What the authenticator calls the passkey.
    pub credential: Vec<u8>,
    /// Whose the authenticator says it is; empty where it does not say.
    pub user: Vec<u8>,
    /// What it gives out, if it gives anything.
    pub given: Option<PasskeySecret>,
}

/// Why a passkey was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// It opens nothing here, whoever's it is.
    #[error("it opens nothing here")]
    NotHere,
    /// It answers what was not asked, was answered already, or was asked too long ago.
    #[error("the question is over")]
    Over,
    /// What it brought is not right.
    #[error("refused: {0}")]
    Refused(#[from] PasskeyFault),
    /// It has counted less than before: there may be a copy of it.
    #[error("it counts backwards")]
    Copied,
    /// There are [`MOST_PASSKEYS`] already.
    #[error("too many")]
    TooMany,
    /// As with a passphrase.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
}

impl PasskeyError {
    /// As the log says it: one that is refused is a try that failed.
    fn for_the_log(&self) -> &UnlockError {
        match self {
            Self::Unlock(error) => error,
            _ => &UnlockError::Wrong { wait_seconds: 0 },
        }
    }
}

impl From<StoreError> for PasskeyError {
    fn from(error: StoreError) -> Self {
        Self::Unlock(error.into())
    }
}

/// One passkey, for its owner's eyes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenPasskey {
    /// What it is called when it is to be changed. It opens nothing.
    pub handle: String,
    /// What its owner calls it; `None` when what is kept about it was damaged.
    pub label: Option<String>,
    /// Whether it opens the notebook by itself. If not, it is a second step.
    pub opens: bool,
    /// When it was added.
    pub made: Timestamp,
    /// When it was last used.
    pub seen: Option<Timestamp>,
}

fn handle(id: &[u8; 32]) -> String {
    id[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Keeper {
    /// The passkeys of whoever is signed in, the oldest first.
    pub async fn passkeys(&self, session: &Session) -> Result<Vec<SeenPasskey>, StoreError> {
        let secret = session.0.secret()?;
        let rows = self.store().factors(session.account()).await?;
        let seen = rows.iter().filter(|row| row.id != codes::id()).map(|row| SeenPasskey {
            handle: handle(&row.id),
            label: Kept::of(row, secret).ok().map(|kept| kept.label.clone()),
            opens: row.unlocker.is_some(),
            made: row.made,
            seen: row.seen,
        });
        Ok(seen.collect())
    }

    /// Calls a passkey something else. Whether there is one of that handle.
    pub async fn rename_passkey(
        &self,
        session: &Session,
        handle: &str,
        label: &str,
    ) -> Result<bool, StoreError> {
        let secret = session.0.secret()?;
        let rows = self.store().factors(session.account()).await?;
        let Some(row) = rows.iter().find(|row| self::handle(&row.id) == handle && row.id != codes::id())
        else {
            return Ok(false);
        };
        let Ok(mut kept) = Kept::of(row, secret) else { return Ok(false) };
        label.clone_into(&mut kept.label);
        let sealed = kept.seal(secret, row.account, &row.id);
        self.store().reseal_factor(row.account, row.id, &sealed).await.map(|()| true)
    }

    /// Takes a passkey away, or, without a handle, all of them. It opens nothing from then on.
    pub async fn remove_passkeys(
        &self,
        session: &Session,
        passphrase: &hearken_seal::Passphrase,
        handle: Option<&str>,
    ) -> Result<(), UnlockError> {
        let LetIn { account, .. } = self.secret_by_passphrase(session, passphrase).await?;
        for row in self.store().factors(account.id).await? {
            let meant = handle.is_none_or(|handle| self::handle(&row.id) == handle);
            if meant && row.id != codes::id() {
                self.store().delete_factor(account.id, row.id).await?;
            }
        }
        Ok(())
    }

    /// Whether the passphrase alone gives no session.
    pub(crate) async fn has_second_step(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(self.store().factors(account).await?.iter().any(|row| row.unlocker.is_none()))
    }

    fn waits_until(&self) -> Timestamp {
        self.now().plus_seconds(WAITS)
    }

    /// Whether what ends then still waits. A clock that was set back makes nothing wait longer.
    fn still_waits(&self, ends: Timestamp) -> bool {
        self.now() < ends && ends <= self.waits_until()
    }
}
