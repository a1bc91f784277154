//! Whether something waits unread in a space of this person, for a mark on every page.
//!
//! A space is looked into once in a session, and again whenever something is told of it; in between nothing is asked of the
//! store. Whoever shares with many people does not wait for it: what there was no time for is looked at with the next page.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use hearken_core::{
    RecordId, VaultId,
    sharing::{Space, unseen},
};
use jiff::civil::Date;

use super::{OpenSpace, vault_of};
use crate::{
    keeper::Keeper,
    port::{Told, Watching},
    session::{Live, Session},
};

/// So long one page looks, at most.
const A_WHILE: Duration = Duration::from_millis(25);

/// What a session knows of it.
#[derive(Default)]
pub(crate) struct Unread(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// From the first look: whoever shares with nobody has nothing to be told of.
    watching: Option<Watching>,
    /// The spaces that were looked into; with the day, where something waited on it.
    looked: BTreeMap<VaultId, Option<Date>>,
}

impl Unread {
    /// Nothing else is locked while this is held.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which of these have to be looked into. `watch` gives what is told from now on.
    fn to_look_into(&self, spaces: Vec<RecordId>, watch: impl Fn() -> Watching) -> Vec<RecordId> {
        let mut known = self.known();
        while let Some(told) = known.watching.get_or_insert_with(&watch).told_already() {
            match told {
                Told::Vault(vault) => drop(known.looked.remove(&vault)),
                Told::Anything => known.looked.clear(),
            }
        }
        spaces.into_iter().filter(|space| !known.looked.contains_key(&vault_of(*space))).collect()
    }

    /// Two pages may look at once: that nothing waited, which one of them saw, is not kept over what the other found.
    fn looked(&self, space: RecordId, waits: Option<Date>) {
        let mut known = self.known();
        match waits {
            Some(_) => drop(known.looked.insert(vault_of(space), waits)),
            None => drop(known.looked.entry(vault_of(space)).or_insert(None)),
        }
    }

    fn waiting(&self) -> Vec<(VaultId, Date)> {
        let known = self.known();
        known.looked.iter().filter_map(|(space, waits)| Some((*space, (*waits)?))).collect()
    }
}

impl OpenSpace {
    /// Whether the other shows or said something that this member has not seen as it stands.
    pub fn has_unseen(&self, today: Date) -> bool {
        unseen(&self.read(), self.me, today).next().is_some()
    }
}

impl Live {
    /// A narrow session has no spaces.
    fn space(&self, id: VaultId) -> Option<OpenSpace> {
        let vault = self.spaces().get(&id).cloned()?;
        Some(OpenSpace { vault, me: super::member_id(self.account) })
    }
}

impl Session {
    /// Whether something waits unread, as far as was looked; not what was read since.
    pub fn has_unread(&self) -> bool {
        let waits = |(id, today)| self.0.space(id).is_some_and(|space| space.has_unseen(today));
        self.narrow().is_none() && self.0.unread.waiting().into_iter().any(waits)
    }
}

impl Keeper {
    /// Looks for what waits unread, where something may have come. A space that cannot be looked into now is passed over, and
    /// looked at the next time.
    pub async fn look_for_unread(&self, session: &Session, today: Date) {
        if session.narrow().is_some() {
            return;
        }
        let spaces: Vec<_> = {
            let notebook = session.vault().read();
            // Also where one waits to be let in: whoever was, without having looked, is shown things from then on.
            notebook.all::<Space>().filter(|(_, space)| space.ended.is_none()).map(|(id, _)| id).collect()
        };
        if spaces.is_empty() {
            return;
        }
        let until = self.monotonic() + A_WHILE;
        for id in session.0.unread.to_look_into(spaces, || self.watch()) {
            match self.space(session, id).await {
                Ok(space) => {
                    let waits = space.is_some_and(|space| space.has_unseen(today));
                    session.0.unread.looked(id, waits.then_some(today));
                }
                Err(error) => tracing::warn!(%error, "a space could not be looked into for what is unread"),
            }
            if self.monotonic() > until {
                break;
            }
        }
    }
}
