//! Feeds: what a calendar fetches by itself, also while the notebook is locked and after a restart.
//!
//! A feed's address holds a random token. The store holds the token's hash and what the feed says, sealed under a key
//! that follows from the token, and that key once more, sealed for whoever has the vault open. So the store alone opens
//! nothing, and an open vault seals each feed anew without knowing its address. What a feed says is the caller's.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use hearken_core::Notebook;
use hearken_seal::{FeedKey, FeedToken, Opened};
use zeroize::Zeroizing;

use crate::{
    keeper::Keeper,
    open::OpenVault,
    port::{FeedRow, StoreError},
};

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
    /// There are none: whoever keeps an entry waits for no look into the store.
    NoFeeds,
}

/// What an open vault knows of its feeds.
#[derive(Default)]
pub(crate) struct Feeding {
    /// What all feeds were last sealed for. Held while they are sealed, so that an older state never comes after a newer one.
    sealed_at: tokio::sync::Mutex<SealedAt>,
    /// The token of a feed that was just begun, until it was shown.
    fresh: Mutex<Option<Zeroizing<String>>>,
}

impl OpenVault {
    /// Every feed of this notebook.
    pub async fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let rows = self.store.feeds(self.id).await?;
        let feed =
            |row: FeedRow| Feed { id: FeedId(row.id_hash), says: self.open_feed(&row).map(|(_, says)| says) };
        Ok(rows.into_iter().map(feed).collect())
    }

    /// Begins a feed that says what `say` makes of the notebook. Its token waits in [`Self::take_fresh_token`]. False when
    /// there are [`MOST_FEEDS`] already.
    pub async fn begin_feed(
        &self,
        say: impl FnOnce(&Notebook) -> Vec<u8> + Send,
    ) -> Result<bool, StoreError> {
        let mut sealed_at = self.feeding.sealed_at.lock().await;
        if self.store.feeds(self.id).await?.len() >= MOST_FEEDS {
            return Ok(false);
        }
        *sealed_at = SealedAt::Nothing;
        let token = FeedToken::make();
        let (key, says) = (token.key(), say(&self.read()));
        let row = FeedRow {
            id_hash: token.id_hash(),
            vault: self.id,
            kept: self.keys.newest().keep_feed_key(&key),
            sealed: key.seal(self.id.bytes(), &says),
        };
        self.store.put_feed(&row).await?;
        *self.feeding.fresh.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.to_text());
        Ok(true)
    }

    /// The token of the feed that was begun last, once. It is kept nowhere else.
    pub fn take_fresh_token(&self) -> Option<Zeroizing<String>> {
        self.feeding.fresh.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether the token of a feed that was just begun is still to be shown.
    pub(crate) fn shows_token(&self) -> bool {
        self.feeding.fresh.lock().unwrap_or_else(PoisonError::into_inner).is_some()
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
        let there_are_some = !rows.is_empty();
        for row in rows {
            let Some((key, said)) = self.open_feed(&row) else { continue };
            let says = say(&self.read(), &said);
            if let Some(says) = says.filter(|says| says.as_slice() != &*said) {
                self.store.refresh_feed(row.id_hash, &key.seal(self.id.bytes(), &says)).await?;
            }
        }
        *sealed_at = if there_are_some { SealedAt::End(end) } else { SealedAt::NoFeeds };
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
    /// What the feed of this token says, whether or not anybody has its notebook open. `None` for any other token.
    pub async fn feed(&self, token: &FeedToken) -> Result<Option<Opened>, StoreError> {
        let row = self.store().feed(token.id_hash()).await?;
        Ok(row.and_then(|row| token.key().open(row.vault.bytes(), &row.sealed).ok()))
    }
}
