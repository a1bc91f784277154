//! The sessions of one person, for their own eyes: which there are, and the end of one or of all others; and the end of all, for
//! whoever runs the server.

use hearken_core::{AccountId, Timestamp};

use super::{Ending, Keeper};
use crate::{
    port::{SittingRow, SittingState, StoreError},
    session::Session,
    told::Happened,
};

/// A browser that is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenSession {
    /// What it is called when it is to be ended. It opens nothing.
    pub handle: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last used, give or take a minute.
    pub last: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

fn handle(id_hash: &[u8; 32]) -> String {
    id_hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Keeper {
    /// The sessions of whoever is signed in, the one that asks first, then by their last use.
    pub async fn seen_sessions(&self, session: &Session) -> Result<Vec<SeenSession>, StoreError> {
        let rows = self.0.store.sessions_of(session.account()).await?;
        let mut seen: Vec<_> = rows
            .iter()
            .map(|row| SeenSession {
                handle: handle(&row.id_hash),
                since: row.made,
                last: row.seen,
                is_this: row.id_hash == session.0.id_hash,
            })
            .collect();
        seen.sort_by_key(|seen| (!seen.is_this, std::cmp::Reverse(seen.last)));
        Ok(seen)
    }

    /// The devices of an account that were handed over or joined, and sit now, longest first.
    pub async fn devices_of(&self, account: AccountId) -> Result<Vec<SittingRow>, StoreError> {
        let (mut rows, now) = (self.0.store.sittings_of(account).await?, self.now());
        rows.retain(|row| row.state == SittingState::GoesOn && now < row.ends);
        Ok(rows)
    }

    /// Ends every session of an account, devices that sit with it too. For whoever has the machine in their hands.
    pub async fn end_all(&self, account: AccountId) -> Result<(), StoreError> {
        self.tell(account, Happened::AllEnded);
        self.end_sessions(account, None).await
    }

    /// Ends one of the sessions of whoever is signed in. Whether it was one of theirs.
    pub async fn end_seen(&self, session: &Session, ended: &str) -> Result<bool, StoreError> {
        let rows = self.0.store.sessions_of(session.account()).await?;
        match rows.iter().find(|row| handle(&row.id_hash) == ended) {
            Some(row) => {
                self.tell(session.account(), Happened::BrowserEnded);
                self.note_left(row.id_hash, row.account);
                self.end(row.id_hash, Ending::Wide).await.map(|()| true)
            }
            None => Ok(false),
        }
    }

    /// Ends every session of whoever is signed in but this one.
    pub async fn end_others(&self, session: &Session) -> Result<(), StoreError> {
        self.tell(session.account(), Happened::OtherBrowsersEnded);
        self.end_sessions(session.account(), Some(session.0.id_hash)).await
    }
}
