//! Asking for somebody who is not at the screen: what an open page asks by itself does not count as being there.

use hearken_seal::SessionSecret;

use super::{Keeper, sessions::Standing};
use crate::{
    port::{StoreError, Watching},
    session::Session,
};

/// Whose cookie it is that a page asks with by itself.
pub enum Glance {
    /// Of somebody whose notebook is open in this process.
    Open(Session),
    /// Of somebody who is unlocked, and whose notebook is not open here just now. It is not opened for this.
    NotOpen,
    /// Nobody's.
    Nobody,
}

impl Keeper {
    /// Looks whose cookie this is. It counts as no activity: a page that is left open still locks in time.
    pub async fn glance(&self, cookie: &str) -> Result<Glance, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(Glance::Nobody) };
        let id_hash = cookie.id_hash();
        if self.ended().contains_key(&id_hash) {
            return Ok(Glance::Nobody);
        }
        let live = self.live().get(&id_hash).cloned();
        if let Some(session) = live {
            return Ok(match self.standing(&session).await? {
                Standing::Stands => Glance::Open(session),
                Standing::Over | Standing::HandedOver => Glance::Nobody,
            });
        }
        let store = self.store();
        let known = store.session(id_hash).await?.is_some() || store.sitting(id_hash).await?.is_some();
        Ok(if known { Glance::NotOpen } else { Glance::Nobody })
    }

    /// What is written into spaces from now on, by whichever process.
    pub fn watch(&self) -> Watching {
        self.store().watch()
    }
}
