//! When a session locks by itself: after so many quiet minutes as the notebook says, in every browser.

use std::{sync::atomic::Ordering, time::Duration};

use super::Keeper;
use crate::{
    port::StoreError,
    session::{Session, row_is_over},
};

impl Keeper {
    /// Whether a session is over, in every process: whoever is quiet here may be writing through another one.
    pub(super) async fn is_over(&self, session: &Session) -> Result<bool, StoreError> {
        let (now, wall) = (self.0.clock.monotonic(), self.now());
        if !session.0.is_over(now) || !self.has_row(session) {
            return Ok(session.0.is_over(now));
        }
        if let Some(row) = self.0.store.session(session.0.id_hash).await?
            && !row_is_over(&row, wall)
        {
            session.0.touch_ago(now, wall.seconds_since(row.seen));
        }
        Ok(session.0.is_over(now))
    }

    /// Takes the quiet minutes that the notebook says into a session, from whichever browser they came. Whether they are others than
    /// before.
    pub async fn take_in_idle_minutes(&self, session: &Session) -> Result<bool, StoreError> {
        let minutes = session.vault().read().settings().idle_minutes;
        if session.narrow().is_some() || session.0.idle_minutes.swap(minutes, Ordering::Relaxed) == minutes {
            return Ok(false);
        }
        // With the time at which it was last used: somebody else set them.
        let row = session.0.row_if_behind(Duration::ZERO, self.0.clock.monotonic(), self.now());
        if let Some(row) = row {
            match self.note_row(session, &row).await {
                // Whoever opens it again goes by the notebook.
                Err(error) if error.leaves_reading() => {
                    tracing::warn!(%error, "quiet minutes were not noted")
                }
                noted => noted?,
            }
        }
        Ok(true)
    }
}
