//! Devices that join by a code.

use std::net::IpAddr;

use hearken_core::RecordId;
use hearken_seal::{AccountSecret, SessionSecret};

use super::Keeper;
use crate::{
    narrow::{CODE_LASTS, HandOverError, JoinError, MOST_SITTING, is_under_way, new_code, plain},
    port::{JoiningRow, SittingState, StoreError},
    session::{Cookie, Session, row_is_over},
    sitting::{JoiningV1, OpensV1},
};

impl Keeper {
    /// A code with which another device joins that session of treatment: once, and for a quarter of an hour. It takes the
    /// place of one made before.
    pub async fn make_code(&self, session: &Session, treatment: RecordId) -> Result<String, HandOverError> {
        if session.narrow().is_some() || !is_under_way(session.vault(), treatment) {
            return Err(HandOverError::NotNow);
        }
        if self.sitting(session, treatment).await?.len() >= MOST_SITTING {
            return Err(HandOverError::TooMany);
        }
        let (code, account) = (new_code(), session.0.account);
        let stretched = self.stretch(&plain(&code)).await;
        let opens = OpensV1::for_device(&stretched, &AccountSecret::make(), account, &session.vault().keys);
        let shape = JoiningV1 { treatment: treatment.bytes(), opens };
        let row = JoiningRow {
            id_hash: stretched.id_hash(),
            account,
            made_by: session.0.id_hash,
            sealed: shape.seal(&stretched, account),
            ends: self.now().plus_seconds(i64::try_from(CODE_LASTS.as_secs()).unwrap_or(0)),
        };
        self.store().put_joining(&row).await?;
        Ok(code)
    }

    /// Joins with a code: a narrow session of one's own, which has no key of the account. The try is counted first, for the
    /// address it comes from; whether any code waits makes no difference in what is answered, nor in how long it takes.
    pub async fn join(&self, code: &str, from: Option<IpAddr>) -> Result<(Cookie, Session), JoinError> {
        // Before a turn is taken: whoever is refused stands in nobody's way.
        if let Err(wait_seconds) = self.count_join(from).await? {
            return Err(JoinError::TooSoon { wait_seconds });
        }
        let Some(_turn) = self.trying().await else {
            self.uncount_join(from).await?;
            return Err(JoinError::TooSoon { wait_seconds: 1 });
        };
        let stretched = self.stretch(&plain(code)).await;
        let row = self.store().take_joining(stretched.id_hash()).await?;
        let row = row.filter(|row| self.now() < row.ends).ok_or(JoinError::Wrong)?;
        self.uncount_join(from).await?;
        let joined = self.join_by(&stretched, &row).await;
        self.close_unused();
        joined?.ok_or(JoinError::Wrong)
    }

    /// `None` where the code is not good any more.
    async fn join_by(
        &self,
        code: &SessionSecret,
        row: &JoiningRow,
    ) -> Result<Option<(Cookie, Session)>, StoreError> {
        let account = self.account_row(row.account).await?.filter(|account| !account.disabled);
        let Some(account) = account else { return Ok(None) };
        let shape = JoiningV1::open(code, account.id, &row.sealed);
        let keys = shape.as_ref().and_then(|shape| shape.opens.open(code, account.id, account.notebook));
        let (Some(shape), Some((_, keys))) = (shape, keys) else { return Ok(None) };
        if !self.goes_on(row.made_by).await? {
            return Ok(None);
        }
        let (treatment, place) = (RecordId::from_bytes(shape.treatment), self.place(account.notebook));
        let vault = self.vault_with(&place, account.notebook, async || Ok(keys)).await?;
        if !is_under_way(&vault, treatment) {
            return Ok(None);
        }
        let cookie = SessionSecret::make();
        let Some(opens) = shape.opens.move_to(code, &cookie, account.id) else { return Ok(None) };
        let narrow = self.narrowed(treatment, None);
        if !self.store().begin_sitting(&self.sitting_row(&cookie, account.id, &narrow, opens)).await? {
            return Ok(None);
        }
        let value = Cookie(cookie.to_cookie().to_string());
        Ok(Some((value, self.enliven_narrow(cookie, &account, vault, Vec::new(), narrow))))
    }

    /// Whether a session goes on in any process, wide or narrow.
    async fn goes_on(&self, id_hash: [u8; 32]) -> Result<bool, StoreError> {
        if self.ended().contains_key(&id_hash) {
            return Ok(false);
        }
        if let Some(row) = self.store().session(id_hash).await? {
            return Ok(!row_is_over(&row, self.now()));
        }
        let sitting = self.store().sitting(id_hash).await?;
        Ok(sitting.is_some_and(|sitting| sitting.state == SittingState::GoesOn))
    }
}
