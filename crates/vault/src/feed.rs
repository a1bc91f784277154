//! Feeds: what a calendar fetches by itself, also while the notebook is locked and after a restart.
//!
//! A feed's address holds a random token. The store holds the token's hash and what the feed says, sealed under a key
//! that follows from the token, and that key once more, sealed for whoever has the vault open. So the store alone opens
//! nothing, and an open vault seals each feed anew without knowing its address. What a feed says is the caller's.

use std::fmt;

use hearken_core::Notebook;
use hearken_seal::{FeedKey, FeedToken, Id, Opened};

use crate::{
    aside::WAITS,
    keeper::Keeper,
    open::OpenVault,
    port::{FeedRow, StoreError},
    session::Session,
};

/// Where the token of a feed that was just begun waits until it was shown: the next request may reach another program.
const FRESH: Id = *b"token of a feed.";

/// So many feeds a notebook may have: one for each calendar, and hardly anybody has more calendars than that.
pub const MOST_FEEDS: usize = 8;

/// Names a feed to whoever has the notebook open: the hash of its token, which opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FeedId([u8; 32]);

impl FeedId {
    /// The feed that a token is for.
    pub fn of(token: &FeedToken) -> Self {
        Self(token.id_hash())
    }
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One feed, as the open notebook sees it.
pub struct Feed {
    /// Its name.
    pub id: FeedId,
    /// What it says; `None` when its bytes were damaged.
    pub says: Option<Opened>,
}

/// What the feeds of an open vault were last sealed for.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum SealedAt {
    /// Nobody has looked.
    #[default]
    Nothing,
    /// This end of the log.
    End(u64),
    /// There are none, and nobody else can begin one: whoever keeps an entry waits for no look into the store.
    NoFeeds,
}

/// What an open vault knows of its feeds.
#[derive(Default)]
pub(crate) struct Feeding {
    /// What all feeds were last sealed for. Held while they are sealed, so that an older state never comes after a newer one.
    sealed_at: tokio::sync::Mutex<SealedAt>,
}

impl OpenVault {
    /// Every feed of this notebook.
    pub async fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let rows = self.store.feeds(self.id).await?;
        let feed =
            |row: FeedRow| Feed { id: FeedId(row.id_hash), says: self.open_feed(&row).map(|(_, says)| says) };
        Ok(rows.into_iter().map(feed).collect())
    }

    /// Begins the feed of this token, which says what `say` makes of the notebook. False when there are [`MOST_FEEDS`] already.
    async fn begin_feed(
        &self,
        token: &FeedToken,
        say: impl FnOnce(&Notebook) -> Vec<u8> + Send,
    ) -> Result<bool, StoreError> {
        let mut sealed_at = self.feeding.sealed_at.lock().await;
        if self.store.feeds(self.id).await?.len() >= MOST_FEEDS {
            return Ok(false);
        }
        *sealed_at = SealedAt::Nothing;
        let (key, says) = (token.key(), say(&self.read()));
        let row = FeedRow {
            id_hash: token.id_hash(),
            vault: self.id,
            kept: self.keys.newest().keep_feed_key(&key),
            sealed: key.seal(self.id.bytes(), &says),
        };
        self.store.put_feed(&row).await?;
        Ok(true)
    }

    /// Seals every feed anew if something was written since it was last done. `say` is given the notebook and what the
    /// feed says so far; `None` leaves a feed as it is.
    pub async fn refresh_feeds(
        &self,
        say: impl Fn(&Notebook, &[u8]) -> Option<Vec<u8>> + Send + Sync,
    ) -> Result<(), StoreError> {
        let mut sealed_at = self.feeding.sealed_at.lock().await;
        let end = self.head().seq;
        if *sealed_at == SealedAt::NoFeeds || *sealed_at == SealedAt::End(end) {
            return Ok(());
        }
        let rows = self.store.feeds(self.id).await?;
        // Where several programs have the store, another one may begin the first.
        let may_be_some = !rows.is_empty() || self.store.is_shared();
        for row in rows {
            let Some((key, said)) = self.open_feed(&row) else { continue };
            let says = say(&self.read(), &said);
            if let Some(says) = says.filter(|says| says.as_slice() != &*said) {
                self.store.refresh_feed(row.id_hash, &key.seal(self.id.bytes(), &says)).await?;
            }
        }
        *sealed_at = if may_be_some { SealedAt::End(end) } else { SealedAt::NoFeeds };
        Ok(())
    }

    /// Ends the feed of that name. From now on its address is like any that never was.
    pub async fn end_feed(&self, name: &str) -> Result<(), StoreError> {
        let _turn = self.feeding.sealed_at.lock().await;
        let rows = self.store.feeds(self.id).await?;
        match rows.into_iter().find(|row| FeedId(row.id_hash).to_string() == name) {
            Some(row) => self.store.delete_feed(row.id_hash).await,
            None => Ok(()),
        }
    }

    fn open_feed(&self, row: &FeedRow) -> Option<(FeedKey, Opened)> {
        let key = self.keys.of(&row.kept)?.feed_key(row.id_hash, &row.kept).ok()?;
        let says = key.open(self.id.bytes(), &row.sealed).ok()?;
        Some((key, says))
    }
}

impl Keeper {
    /// Begins a feed that says what `say` makes of the notebook. Its token waits in [`Self::take_fresh_token`]. False when
    /// there are [`MOST_FEEDS`] already.
    pub async fn begin_feed(
        &self,
        session: &Session,
        say: impl FnOnce(&Notebook) -> Vec<u8> + Send,
    ) -> Result<bool, StoreError> {
        let token = FeedToken::make();
        // First: there is no feed whose address nobody can be shown.
        self.let_wait(session, FRESH, &token.to_text(), WAITS).await?;
        let begun = session.vault().begin_feed(&token, say).await?;
        if !begun {
            self.waits_no_more(session, FRESH).await?;
        }
        Ok(begun)
    }

    /// The token of the feed that was begun last in this session, once. It is kept nowhere else.
    pub async fn take_fresh_token(&self, session: &Session) -> Result<Option<FeedToken>, StoreError> {
        let waiting = self.what_waits(session, FRESH).await?;
        if waiting.is_some() {
            self.waits_no_more(session, FRESH).await?;
        }
        Ok(waiting.and_then(|text| FeedToken::from_text(&text)))
    }

    /// What the feed of this token says, whether or not anybody has its notebook open. `None` for any other token, and while whose
    /// notebook it is is shut out.
    pub async fn feed(&self, token: &FeedToken) -> Result<Option<Opened>, StoreError> {
        let Some(row) = self.store().feed(token.id_hash()).await? else { return Ok(None) };
        for member in self.store().members(row.vault).await? {
            if self.store().account(member.account).await?.is_some_and(|account| account.disabled) {
                return Ok(None);
            }
        }
        Ok(token.key().open(row.vault.bytes(), &row.sealed).ok())
    }
}
