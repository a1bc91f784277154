//! Notes that come late: what a sitter's device had not sent when its session of treatment was over.
//!
//! Whoever sat with somebody goes home, and so may notes that no network took. For some hours their device may still hand
//! them in: it names itself by the cookie that it had, which opens nothing any more, and reaches no notebook by it, open or
//! locked. What it hands in was sealed to the vault in its browser; here it is held as words are that come while locked, and
//! whoever opens the notebook takes it in. So few and so short notes are taken that nothing else is crowded out.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hearken_core::{AccountId, RecordId, Timestamp};
use hearken_seal::{AccountPublic, Digest, SessionSecret};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    held::{HELD_BYTES, HoldError},
    integrity::{Fault, FaultKind},
    keeper::Keeper,
    open::OpenVault,
    port::{HeldRow, LateRoom, SittingRow, SittingState, StoreError},
    session::{ABSOLUTE, Session},
};

/// How long late notes are taken.
pub const LATE_NOTES_FOR: Duration = Duration::from_secs(12 * 60 * 60);

/// So many notes one device hands in late, and so many bytes in all.
const ROOM: LateRoom = LateRoom { notes: 2_000, bytes: 16 << 20 };

/// Beyond so many bytes that are held for one account no late note is taken: words that come while locked have the rest.
const MOST_HELD: usize = HELD_BYTES / 2;

/// A note that came late and waits to be taken in.
pub struct LateNote {
    /// By which it is held.
    pub ticket: [u8; 16],
    /// The session of treatment that it is of.
    pub treatment: RecordId,
    /// Its own id.
    pub item: RecordId,
    /// As the browser sealed it.
    pub sealed: Vec<u8>,
}

/// Late notes that wait in an open notebook.
pub(crate) type Late = Mutex<VecDeque<LateNote>>;

/// A late note inside its seal. Frozen.
#[derive(Serialize, Deserialize)]
struct LateV1 {
    #[serde(with = "serde_bytes")]
    treatment: [u8; 16],
    #[serde(with = "serde_bytes")]
    item: [u8; 16],
    #[serde(with = "serde_bytes")]
    sealed: Vec<u8>,
}

impl Keeper {
    /// The session of treatment whose late notes are taken from whoever had this cookie.
    pub async fn late_notes_of(&self, cookie: &str) -> Result<Option<RecordId>, StoreError> {
        Ok(self.late_door(cookie).await?.map(|door| door.treatment))
    }

    /// Holds a late note until somebody opens the notebook. It is on the disk when this returns. One that comes again, because
    /// the answer was lost, is held once: it has the same ticket.
    ///
    /// # Errors
    /// [`HoldError::NotSetUp`] when nothing is taken from that device; [`HoldError::Full`] when it is too much.
    pub async fn hold_late(
        &self,
        cookie: &str,
        treatment: RecordId,
        item: RecordId,
        sealed: &[u8],
    ) -> Result<(), HoldError> {
        let door = self.late_door(cookie).await?.filter(|door| door.treatment == treatment);
        let door = door.ok_or(HoldError::NotSetUp)?;
        let ticket = ticket(&door.id_hash, item);
        if self.is_held(door.account, ticket).await? {
            return Ok(());
        }
        if !self.store().count_late(door.id_hash, sealed.len(), ROOM).await? {
            return Err(HoldError::Full);
        }
        let note = LateNote { ticket, treatment, item, sealed: sealed.to_vec() };
        self.hold_note(door.account, note).await
    }

    async fn is_held(&self, account: AccountId, ticket: [u8; 16]) -> Result<bool, StoreError> {
        Ok(self.store().held(account).await?.iter().any(|held| held.ticket == ticket))
    }

    async fn hold_note(&self, account: AccountId, note: LateNote) -> Result<(), HoldError> {
        let row = self.store().account(account).await?.ok_or(HoldError::NotSetUp)?;
        let public = AccountPublic::from_bytes(&row.public)
            .map_err(|_| StoreError::Damaged("the account's public key".to_owned()))?;
        let sealed = public.seal_held(account.bytes(), note.ticket, &note.to_bytes());
        let held = HeldRow { ticket: note.ticket, sealed };
        if !self.store().hold(account, &held, MOST_HELD).await? {
            return Err(HoldError::Full);
        }
        if let Some(vault) = self.open_vaults().iter().find(|vault| vault.id() == row.notebook) {
            vault.wait_late(note);
        }
        Ok(())
    }

    /// A late note was taken in, or nobody can: it is held no more.
    pub async fn let_late_go(&self, session: &Session, ticket: [u8; 16]) -> Result<(), StoreError> {
        self.store().release(session.account(), ticket).await
    }

    /// Nothing of a late note can be kept, now or later: that is reported, once, and it is held no more.
    pub async fn give_late_up(&self, session: &Session, ticket: [u8; 16]) -> Result<(), StoreError> {
        self.let_late_go(session, ticket).await?;
        session.vault().report(Fault::of(FaultKind::Late));
        Ok(())
    }

    /// The row of whoever had this cookie, while late notes are taken by it.
    async fn late_door(&self, cookie: &str) -> Result<Option<SittingRow>, StoreError> {
        let Some(cookie) = SessionSecret::from_cookie(cookie) else { return Ok(None) };
        let row = self.store().sitting(cookie.id_hash()).await?;
        Ok(row.filter(|row| row.state == SittingState::TakesLate && self.now() < shuts(row)))
    }
}

/// From when on nothing is taken any more: the row stays for longer, so that whoever sat is told that it is over.
fn shuts(row: &SittingRow) -> Timestamp {
    let left = ABSOLUTE.saturating_sub(LATE_NOTES_FOR).as_secs();
    row.ends.plus_seconds(-i64::try_from(left).unwrap_or(0))
}

fn ticket(id_hash: &[u8; 32], item: RecordId) -> [u8; 16] {
    let digest = Digest::of(&[b"late note\0".as_slice(), id_hash, &item.bytes()].concat()).0;
    let mut ticket = [0; 16];
    ticket.copy_from_slice(&digest[..16]);
    ticket
}

impl LateNote {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let shape = LateV1 {
            treatment: self.treatment.bytes(),
            item: self.item.bytes(),
            sealed: self.sealed.clone(),
        };
        Zeroizing::new(rmp_serde::to_vec_named(&shape).expect("bytes can be packed"))
    }

    /// What was held under this ticket, if it is a late note.
    pub(crate) fn read(ticket: [u8; 16], opened: &[u8]) -> Option<Self> {
        let shape = rmp_serde::from_slice::<LateV1>(opened).ok()?;
        Some(Self {
            ticket,
            treatment: RecordId::from_bytes(shape.treatment),
            item: RecordId::from_bytes(shape.item),
            sealed: shape.sealed,
        })
    }
}

impl OpenVault {
    /// Has a late note wait for whoever has this notebook open; each once.
    pub(crate) fn wait_late(&self, note: LateNote) {
        let mut late = self.late.lock().unwrap_or_else(PoisonError::into_inner);
        if late.iter().all(|waiting| waiting.ticket != note.ticket) {
            late.push_back(note);
        }
    }

    /// The next late note, to be taken in. What comes of it is said by [`Keeper::let_late_go`]; one that is not let go
    /// waits again once the notebook is opened anew.
    pub fn next_late(&self) -> Option<LateNote> {
        self.late.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes are held in this shape on the disk: a change would leave them unread.
    #[test]
    fn what_is_held_of_a_late_note_is_frozen() {
        let note = LateNote {
            ticket: [1; 16],
            treatment: RecordId::from_bytes([2; 16]),
            item: RecordId::from_bytes([3; 16]),
            sealed: vec![4, 5],
        };
        let head = |name: &str| [&[0xa0 | u8::try_from(name.len()).unwrap()], name.as_bytes()].concat();
        let id = |byte: u8| [&[0xc4, 16][..], &[byte; 16]].concat();
        let written =
            [vec![0x83], head("treatment"), id(2), head("item"), id(3), head("sealed"), vec![0xc4, 2, 4, 5]];
        assert_eq!(note.to_bytes().to_vec(), written.concat());
        let read = LateNote::read([1; 16], &written.concat()).unwrap();
        assert_eq!((read.treatment, read.item, read.sealed), (note.treatment, note.item, note.sealed));
        assert!(LateNote::read([1; 16], b"\x82\xa5place\xa1/\xa6fields\x90").is_none(), "words are no note");
    }
}
