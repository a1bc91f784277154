//! Whether something new came from the other while their page is open. The page's own script asks, and waits for the answer;
//! nothing of the notebook is held while it waits, so that what locks leaves memory at once, and it counts as no activity.

use std::time::Duration;

use axum::{
    Json,
    extract::{FromRequestParts, State},
    http::request::Parts,
};
use hearken_core::{
    Notebook, RecordId, Timestamp, VaultId,
    sharing::{Said, SharedPage},
};
use hearken_vault::{Glance, OpenSpace, Session};
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::between;
use crate::{
    AppState,
    error::Problem,
    form::{Query, RecordPath},
    session::{Unlocked, session_cookie},
};

/// So long an answer is waited for; then the script asks anew.
const WAIT: Duration = Duration::from_secs(20);

/// Whether a request is for this, so that whoever asks is not looked up as somebody who is there.
pub(crate) fn is_glance(path: &str) -> bool {
    path.starts_with("/sharing/") && path.ends_with("/news")
}

/// The cookie of somebody whose notebook is open here.
pub(super) struct Glancing(String);

impl FromRequestParts<AppState> for Glancing {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let cookie = session_cookie(state, &parts.headers).to_owned();
        match state.keeper.glance(&cookie).await? {
            Glance::Open(_) => Ok(Self(cookie)),
            Glance::NotOpen => Err(Problem::NotHere),
            Glance::Nobody => Unlocked::from_request_parts(parts, state).await.and(Err(Problem::NotHere)),
        }
    }
}

/// `?seen=` is what the page knows of, as [`Came`] writes it. Without it nothing is waited for.
pub(super) async fn news(
    State(state): State<AppState>,
    Glancing(cookie): Glancing,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Json<Value>, Problem> {
    let (mut watching, until) = (state.keeper.watch(), Instant::now() + WAIT);
    let seen = Came::read(query.text("seen"));
    loop {
        let came = came(&state, &cookie, id).await?;
        let new = seen.is_some_and(|seen| came.is_more_than(seen));
        let told = watching.until_told_of(VaultId::from_bytes(id.bytes()));
        if new || seen.is_none() || timeout_at(until, told).await.is_err() {
            return Ok(Json(json!({ "new": new })));
        }
    }
}

async fn came(state: &AppState, cookie: &str, id: RecordId) -> Result<Came, Problem> {
    let Glance::Open(session) = state.keeper.glance(cookie).await? else { return Err(Problem::NotHere) };
    of_session(state, &session, id).await
}

async fn of_session(state: &AppState, session: &Session, id: RecordId) -> Result<Came, Problem> {
    Ok(Came::of(&between::space(state, session, id).await?))
}

/// What has come from the other: how many wordings of how much, and when the newest was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Came {
    wordings: usize,
    newest: Timestamp,
}

impl Came {
    pub(super) fn of(space: &OpenSpace) -> Self {
        let (shared, me) = (space.read(), space.me());
        let pages = shared.all::<SharedPage>().filter(|(_, page)| page.by != me).map(|(record, _)| record);
        let said = shared.all::<Said>().filter(|(_, said)| said.by != me).map(|(record, _)| record);
        pages.chain(said).fold(Self::default(), |came, record| came.and(&shared, record))
    }

    fn and(self, shared: &Notebook, record: RecordId) -> Self {
        let history = shared.history(record);
        let newest = history.iter().map(|revision| revision.saved).fold(self.newest, Timestamp::max);
        Self { wordings: self.wordings + history.len(), newest }
    }

    /// Two programs may have two clocks, and what is taken back is less: either of the two tells.
    fn is_more_than(self, seen: Self) -> bool {
        self.wordings > seen.wordings || self.newest > seen.newest
    }

    /// As it stands in an address: two numbers.
    pub(super) fn written(self) -> String {
        format!("{}.{}", self.wordings, self.newest.as_millis())
    }

    fn read(text: &str) -> Option<Self> {
        let (wordings, newest) = text.split_once('.')?;
        Some(Self { wordings: wordings.parse().ok()?, newest: Timestamp::from_millis(newest.parse().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(wordings: usize, newest: i64) -> Came {
        Came { wordings, newest: Timestamp::from_millis(newest) }
    }

    #[test]
    fn what_is_more_or_newer_is_new_and_what_was_taken_back_is_not() {
        assert!(came(3, 9).is_more_than(came(2, 9)) && came(2, 10).is_more_than(came(2, 9)));
        assert!(!came(2, 9).is_more_than(came(2, 9)) && !came(1, 5).is_more_than(came(2, 9)));
        assert_eq!(Came::read(&came(2, 9).written()), Some(came(2, 9)));
        assert!(["", "1", "1.", "a.b", "-1.2", "1.2.3"].into_iter().all(|text| Came::read(text).is_none()));
    }
}
