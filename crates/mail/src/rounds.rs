//! Going round: whose time has come, and one mail to each of them.

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use hearken_core::{Timestamp, VaultId};

use crate::{
    kept::Kept,
    post::{NotSent, Post, address},
    reminders::Reminders,
};

/// Seconds between two mails that somebody asks for to try it.
const BETWEEN_TRIES_SECONDS: u64 = 60;

/// Mail, where a server has it.
pub struct Mail {
    post: Post,
    state: Mutex<State>,
}

struct State {
    kept: Kept,
    /// The end of each notebook's log that its times were last taken from.
    taken_at: HashMap<VaultId, u64>,
    /// When somebody last tried it.
    tried: Option<Timestamp>,
}

impl Mail {
    /// Mail by this way, with the key in that file (made if it is not there) and reminders kept in `folder`.
    pub fn open(post: Post, folder: &Path, key_file: &Path) -> io::Result<Self> {
        let kept = Kept::open(folder, key_file)?;
        Ok(Self { post, state: Mutex::new(State { kept, taken_at: HashMap::new(), tried: None }) })
    }

    /// What somebody has asked for.
    pub fn reminders(&self, vault: VaultId) -> io::Result<Option<Reminders>> {
        self.state().kept.read(vault)
    }

    /// Begins to remind, or does so at another address or hour. `Ok(false)` when that is no address.
    pub fn turn_on(&self, vault: VaultId, to: &str, hour: u8, now: Timestamp) -> io::Result<bool> {
        if address(to).is_err() {
            return Ok(false);
        }
        let mut state = self.state();
        state.taken_at.remove(&vault);
        state.kept.write(vault, &Reminders::new(to, hour.min(23), now))?;
        Ok(true)
    }

    /// Reminds no more, and forgets the address.
    pub fn turn_off(&self, vault: VaultId) -> io::Result<()> {
        self.state().kept.erase(vault)
    }

    /// Takes the times from a notebook that is open, if anything was written since (`end` is the end of its log).
    pub fn refresh(
        &self,
        vault: VaultId,
        end: u64,
        now: Timestamp,
        times: impl FnOnce(&Reminders) -> Vec<Timestamp>,
    ) -> io::Result<()> {
        let mut state = self.state();
        if state.taken_at.get(&vault) == Some(&end) {
            return Ok(());
        }
        if let Some(kept) = state.kept.read(vault)? {
            let mut reminders = kept.clone();
            reminders.set_times(times(&reminders), now);
            if reminders != kept {
                state.kept.write(vault, &reminders)?;
            }
        }
        state.taken_at.insert(vault, end);
        Ok(())
    }

    /// Sends the mail once, now, because somebody wants to see it come. [`NotSent::Later`] so soon after the last one.
    pub async fn try_now(&self, vault: VaultId, now: Timestamp) -> io::Result<Result<(), NotSent>> {
        let reminders = {
            let mut state = self.state();
            let Some(reminders) = state.kept.read(vault)? else { return Ok(Err(NotSent::NoAddress)) };
            if state.tried.is_some_and(|tried| now.seconds_since(tried) < BETWEEN_TRIES_SECONDS) {
                return Ok(Err(NotSent::Later));
            }
            state.tried = Some(now);
            reminders
        };
        if let Err(fault) = self.post.is_there().await {
            return Ok(Err(fault));
        }
        Ok(self.post.send(&reminders.address, now).await)
    }

    /// Sends what is due. To be called now and then. What goes wrong is logged, and never for whom it was.
    pub async fn go_round(&self, now: Timestamp) {
        let vaults = self.state().kept.all();
        let vaults = vaults.inspect_err(|error| tracing::warn!(%error, "reminders could not be looked for"));
        for vault in vaults.unwrap_or_default() {
            if let Err(error) = self.remind(vault, now).await {
                tracing::warn!(%error, "reminders could not be read or written");
            }
        }
    }

    async fn remind(&self, vault: VaultId, now: Timestamp) -> io::Result<()> {
        if !self.state().kept.read(vault)?.is_some_and(|reminders| reminders.is_due(now)) {
            return Ok(());
        }
        // Nothing was given to the mail server yet, so this may be tried as often as it takes.
        if let Err(fault) = self.post.is_there().await {
            tracing::warn!(%fault, "a reminder waits");
            return self.change(vault, |reminders| reminders.failed(now)).map(drop);
        }
        // Noted as done first: whatever happens from here on, it does not come a second time.
        let was_due = |reminders: &mut Reminders| {
            let before = reminders.is_due(now).then(|| reminders.clone());
            reminders.done(now);
            before
        };
        let Some(Some(before)) = self.change(vault, was_due)? else { return Ok(()) };
        match self.post.send(&before.address, now).await {
            Err(fault @ NotSent::Later) => {
                tracing::warn!(%fault, "a reminder waits");
                // It said that it did not take it, so that it is still to be sent.
                self.change(vault, |reminders| reminders.go_back_to(before, now)).map(drop)
            }
            Err(fault) => {
                tracing::warn!(%fault, "a reminder was not sent");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Changes what is kept; `None` when nothing is.
    fn change<T>(&self, vault: VaultId, change: impl FnOnce(&mut Reminders) -> T) -> io::Result<Option<T>> {
        let state = self.state();
        let Some(mut reminders) = state.kept.read(vault)? else { return Ok(None) };
        let changed = change(&mut reminders);
        state.kept.write(vault, &reminders)?;
        Ok(Some(changed))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
