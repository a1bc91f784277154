//! What waits in a session: a file that somebody looks at before they bring it in, and words that are shown once.
//!
//! Words wait sealed under the session's own cookie. A file may be large: one program alone has it wait in memory
//! (`crate::aside`). Where there are several, the next request may reach another one: there it waits in sealed pieces, one file
//! for each person, for a quarter of an hour.

use std::{sync::Arc, time::Duration};

use hearken_core::RecordId;
use hearken_seal::Id;
use zeroize::Zeroizing;

use super::{Keeper, words::WORDS};
use crate::{
    aside::{AsideBytes, WAITS},
    port::{AsideRow, StoreError},
    session::Session,
};

/// Bytes in a piece.
const PIECE: usize = 1 << 20;

impl Keeper {
    /// Has a text wait in a session, in place of what waited there under that name. Whatever else waits stays.
    pub(crate) async fn let_wait(
        &self,
        session: &Session,
        name: Id,
        text: &str,
        lasts: Duration,
    ) -> Result<(), StoreError> {
        let (id_hash, account) = (session.0.id_hash, session.0.account);
        let pieces = vec![session.0.cookie.seal_beside(account.bytes(), name, 0, text.as_bytes())];
        let ends = self.now().plus_seconds(i64::try_from(lasts.as_secs()).unwrap_or(0));
        self.store().put_aside(&AsideRow { id_hash, name, account, pieces, ends }, name).await
    }

    /// The text that waits in a session under that name. What was changed is as good as nothing.
    pub(crate) async fn what_waits(
        &self,
        session: &Session,
        name: Id,
    ) -> Result<Option<Zeroizing<String>>, StoreError> {
        let row = self.store().aside(session.0.id_hash, name).await?;
        let Some(row) = row.filter(|row| self.now() < row.ends) else { return Ok(None) };
        let open = |sealed: &Vec<u8>| session.0.cookie.open_beside(row.account.bytes(), name, 0, sealed).ok();
        let opened = row.pieces.first().and_then(open);
        let text = opened.as_ref().and_then(|opened| std::str::from_utf8(opened).ok());
        Ok(text.map(|text| Zeroizing::new(text.to_owned())))
    }

    /// Forgets it.
    pub(crate) async fn waits_no_more(&self, session: &Session, name: Id) -> Result<(), StoreError> {
        self.store().delete_aside(session.0.id_hash, Some(name)).await
    }

    /// Sets a file aside under a new name. One that waited before is gone.
    pub async fn set_aside(
        &self,
        session: &Session,
        id: RecordId,
        bytes: Zeroizing<Vec<u8>>,
    ) -> Result<(), StoreError> {
        if !self.store().is_shared() {
            session.vault().set_aside(id, bytes);
            return Ok(());
        }
        let (account, name) = (session.0.account, id.bytes());
        let seal =
            |(piece, bytes): (u32, &[u8])| session.0.cookie.seal_beside(account.bytes(), name, piece, bytes);
        // An empty file is one piece of nothing.
        let pieces: Vec<_> = match bytes.is_empty() {
            true => vec![seal((0, &[]))],
            false => (0..).zip(bytes.chunks(PIECE)).map(seal).collect(),
        };
        let ends = self.now().plus_seconds(i64::try_from(WAITS.as_secs()).unwrap_or(0));
        let row = AsideRow { id_hash: session.0.id_hash, name, account, pieces, ends };
        self.store().put_aside(&row, WORDS).await
    }

    /// The file of that name, if it still waits.
    pub async fn aside(&self, session: &Session, id: RecordId) -> Result<Option<AsideBytes>, StoreError> {
        if !self.store().is_shared() {
            return Ok(session.vault().aside(id));
        }
        let row = self.store().aside(session.0.id_hash, id.bytes()).await?;
        let Some(row) = row.filter(|row| self.now() < row.ends) else { return Ok(None) };
        let mut bytes = Zeroizing::new(Vec::with_capacity(row.pieces.iter().map(Vec::len).sum()));
        for (piece, sealed) in (0..).zip(&row.pieces) {
            let opened = session.0.cookie.open_beside(row.account.bytes(), id.bytes(), piece, sealed);
            bytes.extend_from_slice(&opened.map_err(|_| StoreError::Damaged("a file set aside".to_owned()))?);
        }
        Ok(Some(Arc::new(bytes)))
    }

    /// Lets go of the file of that name.
    pub async fn forget_aside(&self, session: &Session, id: RecordId) -> Result<(), StoreError> {
        session.vault().forget_aside(id);
        self.store().delete_aside(session.0.id_hash, Some(id.bytes())).await
    }
}
