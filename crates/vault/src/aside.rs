//! A file that somebody looks at before they bring it in, where one program has the store to itself.
//!
//! It waits in the open notebook's memory and nowhere else: on the disk it would lie unsealed, or a hundred megabytes
//! would be sealed and erased again for one look. So it goes when the notebook locks, when another one takes its
//! place, and after a quarter of an hour at the latest; its bytes are wiped.

use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

use hearken_core::RecordId;
use zeroize::Zeroizing;

use crate::OpenVault;

/// How long a file may wait.
pub(crate) const WAITS: Duration = Duration::from_secs(15 * 60);

/// Bytes that are wiped when nobody looks at them any more.
pub type AsideBytes = Arc<Zeroizing<Vec<u8>>>;

/// What waits.
pub(crate) struct Aside {
    id: RecordId,
    since: Duration,
    bytes: AsideBytes,
}

impl OpenVault {
    /// Sets a file aside under a new name. One that waited before is gone.
    pub(crate) fn set_aside(&self, id: RecordId, bytes: Zeroizing<Vec<u8>>) {
        let aside = Aside { id, since: self.clock.monotonic(), bytes: Arc::new(bytes) };
        *self.aside.lock().unwrap_or_else(PoisonError::into_inner) = Some(aside);
    }

    /// The file of that name, if it still waits.
    pub(crate) fn aside(&self, id: RecordId) -> Option<AsideBytes> {
        self.forget_old_aside();
        let aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        aside.as_ref().filter(|aside| aside.id == id).map(|aside| aside.bytes.clone())
    }

    /// Lets go of the file of that name.
    pub(crate) fn forget_aside(&self, id: RecordId) {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner).take_if(|aside| aside.id == id);
    }

    /// Lets go of a file that has waited too long. To be called every few seconds.
    pub(crate) fn forget_old_aside(&self) {
        let now = self.clock.monotonic();
        let is_old = |aside: &mut Aside| now.saturating_sub(aside.since) > WAITS;
        self.aside.lock().unwrap_or_else(PoisonError::into_inner).take_if(is_old);
    }
}
