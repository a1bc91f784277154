//! Being told at once that something was written, for pages that are open. Nothing is promised by it: whoever has to know asks.

use hearken_core::VaultId;
use tokio::sync::broadcast::{
    self, Receiver,
    error::{RecvError, TryRecvError},
};

/// What one is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// Something was written into that vault.
    Vault(VaultId),
    /// Something may have been written anywhere: nobody could be told for a while.
    Anything,
}

/// Telling of what is written with [`super::Append::tells`], by whichever process on this store.
pub trait Watch: Send + Sync {
    /// What is told from now on.
    fn watch(&self) -> Watching;
}

/// So much may be told before somebody who is slow is told that it may be anything.
const MOST_TOLD: usize = 256;

/// Where a store tells; for each who watches, a [`Watching`] is made of it.
pub fn telling() -> broadcast::Sender<Told> {
    broadcast::Sender::new(MOST_TOLD)
}

/// Somebody who watches.
pub struct Watching(Receiver<Told>);

impl Watching {
    /// One of those who are told by this.
    pub fn of(told: &broadcast::Sender<Told>) -> Self {
        Self(told.subscribe())
    }

    /// The next thing that is told. It waits for ever where the store is gone.
    pub async fn next(&mut self) -> Told {
        match self.0.recv().await {
            Ok(told) => told,
            Err(RecvError::Lagged(_)) => Told::Anything,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }

    /// What was told and not yet heard of; does not wait.
    pub fn told_already(&mut self) -> Option<Told> {
        match self.0.try_recv() {
            Ok(told) => Some(told),
            Err(TryRecvError::Lagged(_)) => Some(Told::Anything),
            Err(TryRecvError::Empty | TryRecvError::Closed) => None,
        }
    }

    /// Waits until something may have been written into that vault.
    pub async fn until_told_of(&mut self, vault: VaultId) {
        loop {
            match self.next().await {
                Told::Vault(other) if other != vault => {}
                Told::Vault(_) | Told::Anything => return,
            }
        }
    }
}
