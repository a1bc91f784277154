//! How much memory open notebooks take together. Where it is too much, those that were not asked for the longest are let
//! go: their sessions stand in the store as after a restart, and the next request opens them again with nothing asked.
//!
//! Nothing is let go that could not come back so, or that anybody is in the middle of: whatever is under way holds the
//! session or the notebook, and whoever holds one is counted.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use hearken_core::VaultId;

use super::{
    Keeper,
    vaults::{Place, Places},
};
use crate::{port::StoreError, session::Session};

/// What a session is found by.
type IdHash = [u8; 32];

/// The sessions that go on.
type Live = HashMap<IdHash, Session>;

/// What open notebooks may take together where nobody says otherwise, in bytes. (P)
pub(super) const USUAL_ROOM: usize = 1 << 30;

/// What a row may be behind when its session is let go.
const SECOND: Duration = Duration::from_secs(1);

impl Keeper {
    /// Says how many bytes open notebooks may take together. One that is in use stays open whatever it takes.
    pub fn give_room(&self, bytes: usize) {
        self.0.room.store(bytes, Ordering::Relaxed);
    }

    /// About how many bytes the open notebooks take together.
    pub fn held_bytes(&self) -> usize {
        self.open_vaults().iter().map(|vault| vault.weight()).sum()
    }

    /// Lets go of notebooks until the others have room, the one that was quiet longest first.
    pub(super) async fn make_room(&self) {
        let gone = self.too_much().await;
        if !gone.is_empty() {
            // Wiping what they held takes its time, and nobody waits for it.
            tokio::task::spawn_blocking(move || drop(gone));
        }
    }

    /// The same before a large one is opened, which waits until the memory is free.
    pub(super) async fn make_room_first(&self) {
        let gone = self.too_much().await;
        if !gone.is_empty() {
            // It wipes or it panics; whoever waits goes on in both cases.
            drop(tokio::task::spawn_blocking(move || drop(gone)).await);
        }
    }

    async fn too_much(&self) -> Vec<Place> {
        let (room, mut gone) = (self.0.room.load(Ordering::Relaxed), Vec::new());
        let mut held = self.held_bytes();
        if held <= room {
            return gone;
        }
        for (id, sessions) in self.quietest_first() {
            if held <= room {
                break;
            }
            match self.take_out(id, &sessions).await {
                Ok(place) => {
                    let vault = place.as_ref().and_then(|place| place.get());
                    held = held.saturating_sub(vault.map_or(0, |vault| vault.weight()));
                    gone.extend(place);
                }
                Err(error) => {
                    // Rather too much memory than a session that ends too early.
                    tracing::warn!(%error, "no notebook could be let go");
                    break;
                }
            }
        }
        gone
    }

    /// Every open notebook with its sessions. Not the sessions themselves: whoever holds one is in the middle of something.
    fn quietest_first(&self) -> Vec<(VaultId, Vec<IdHash>)> {
        let mut of_each: HashMap<VaultId, (u64, Vec<IdHash>)> = HashMap::new();
        for (id_hash, session) in self.live().iter() {
            let (seen, sessions) = of_each.entry(session.0.vault.id()).or_default();
            *seen = session.0.seen_millis.load(Ordering::Relaxed).max(*seen);
            sessions.push(*id_hash);
        }
        let mut of_each: Vec<_> = of_each.into_iter().collect();
        of_each.sort_unstable_by_key(|(id, (seen, _))| (*seen, *id));
        of_each.into_iter().map(|(id, (_, sessions))| (id, sessions)).collect()
    }

    /// Takes one notebook out of memory, if all of it comes back.
    async fn take_out(&self, id: VaultId, sessions: &[IdHash]) -> Result<Option<Place>, StoreError> {
        if !Self::is_at_rest(&self.live(), &self.places(), id, sessions) {
            return Ok(None);
        }
        for id_hash in sessions {
            let session = self.live().get(id_hash).cloned();
            let (now, wall) = (self.0.clock.monotonic(), self.now());
            // Quiet minutes are counted by the row from now on.
            if let Some(row) = session.and_then(|session| session.0.row_if_behind(SECOND, now, wall)) {
                self.0.store.touch_session(&row).await?;
            }
        }
        let mut live = self.live();
        let mut places = self.places();
        if !Self::is_at_rest(&live, &places, id, sessions) {
            return Ok(None);
        }
        sessions.iter().for_each(|id_hash| drop(live.remove(id_hash)));
        Ok(places.remove(&id))
    }

    /// Whether nobody holds the notebook, its place or a session of it but these two maps: then nobody can begin to either,
    /// as long as both are locked.
    fn is_at_rest(live: &Live, places: &Places, id: VaultId, sessions: &[IdHash]) -> bool {
        let alone = |session: &Session| Arc::strong_count(&session.0) == 1 && comes_back(session);
        let place = places.get(&id).filter(|place| Arc::strong_count(place) == 1);
        place.and_then(|place| place.get()).map(Arc::strong_count) == Some(sessions.len() + 1)
            && sessions.iter().all(|id_hash| live.get(id_hash).is_some_and(alone))
    }
}

/// Whether a session is all there again once its cookie is looked for in the store.
fn comes_back(session: &Session) -> bool {
    let live = &session.0;
    live.is_stored.load(Ordering::Relaxed)
        && session.narrow().is_none()
        && live.spaces().values().all(|space| Arc::strong_count(space) == 1)
        && live.vault.holds_nothing_of_its_own()
}
