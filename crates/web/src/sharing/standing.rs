//! How things stand between two people.

use hearken_core::{RecordId, sharing::Space};
use hearken_vault::{InviteError, Newcomer, OpenSpace, Session};

use crate::{AppState, error::Problem};

/// How a space stands for whoever asks.
pub(super) enum Stands {
    /// They invited somebody, and nobody has taken it up.
    Invited,
    /// Somebody took it up and waits to be let in.
    TakenUp(Newcomer),
    /// Somebody took it up with a key that nobody vouched for.
    OtherKey,
    /// They took an invitation up and wait to be let in.
    Waiting([&'static str; 6]),
    /// Too many wrong codes were tried with the link of their invitation.
    WornOut,
    /// The invitation is over.
    Over,
    /// Both are in.
    On(OpenSpace),
    /// They ended it.
    Ended,
    /// The other ended it.
    WasEnded,
}

/// A space as one's own notebook has it, and how it stands.
pub(super) async fn of(
    state: &AppState,
    session: &Session,
    id: RecordId,
) -> Result<(Space, Stands), Problem> {
    let kept = kept(session, id)?;
    if kept.ended.is_some() {
        return Ok((kept, Stands::Ended));
    }
    let over = kept.invitation.as_ref().is_some_and(|it| it.ends <= state.keeper.now());
    let stands = if kept.mine && !kept.confirmed {
        match state.keeper.newcomer(session, id).await {
            Ok(Some(newcomer)) => Stands::TakenUp(newcomer),
            Ok(None) if over => Stands::Over,
            Ok(None) if state.keeper.is_worn_out(session, id).await? => Stands::WornOut,
            Ok(None) => Stands::Invited,
            Err(InviteError::OtherKey) => Stands::OtherKey,
            Err(error) => return Err(error.into()),
        }
    } else if let Some(space) = state.keeper.space(session, id).await? {
        Stands::On(space)
    } else if kept.confirmed {
        Stands::WasEnded
    } else {
        let words = state.keeper.words_while_waiting(session, id).await?;
        words.map_or(Stands::Over, Stands::Waiting)
    };
    Ok((kept, stands))
}

/// A space as one's own notebook has it.
pub(super) fn kept(session: &Session, id: RecordId) -> Result<Space, Problem> {
    session.vault().read().get::<Space>(id).cloned().ok_or(Problem::NotHere)
}
