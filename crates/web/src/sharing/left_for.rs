//! What others left to do, for the first page: an offer, and never more than that.

use hearken_core::{RecordId, sharing::Space};
use hearken_vault::Session;

use super::{leaving, pages::Found};
use crate::AppState;

/// What was left for this person and stands open, in any space. A space that cannot be opened now is passed over: the first page
/// comes up all the same.
pub(crate) async fn left_for(state: &AppState, session: &Session) -> Vec<Found> {
    let spaces: Vec<(RecordId, Space)> = {
        let notebook = session.vault().read();
        let on = notebook
            .all::<Space>()
            .filter(|(_, space)| space.confirmed && space.ended.is_none() && space.mine);
        on.map(|(id, space)| (id, space.clone())).collect()
    };
    let mut found = Vec::new();
    for (id, kept) in spaces {
        match state.keeper.space(session, id).await {
            Ok(Some(space)) => {
                let notebook = session.vault().read();
                found.extend(leaving::found(state.library, &notebook, (id, &kept), &space));
            }
            Ok(None) => {}
            Err(_) => tracing::warn!("a space could not be looked at for the first page"),
        }
    }
    found
}
