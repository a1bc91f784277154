//! Notes that come late: what a sitter's device had not sent when its session of treatment was over.
//!
//! Whoever sat with somebody goes home, and so may notes that no network took. For some hours their device may still hand
//! them in: it names itself by the cookie that it had, which opens nothing any more, and reaches no notebook by it, open or
//! locked. What it hands in was sealed to the vault in its browser; here it is held as words are that come while locked, and
//! whoever opens the notebook takes it in. So few and so short notes are taken that nothing else is crowded out.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hearken_core::{AccountId, RecordId};
use hearken_seal::{AccountPublic, SessionSecret, random_bytes};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    held::{HELD_BYTES, HoldError},
    integrity::{Fault, FaultKind},
    keeper::Keeper,
    open::OpenVault,
    port::{HeldRow, StoreError},
    session::{Live, Session},
};

/// How long late notes are taken.
pub const LATE_NOTES_FOR: Duration = Duration::from_secs(12 * 60 * 60);

/// So many notes one device hands in late.
const MOST_NOTES: usize = 2_000;

/// So many bytes they have in all.
const MOST_BYTES: usize = 16 << 20;

/// Beyond so many bytes that are held for one account no late note is taken: words that come while locked have the rest.
const MOST_HELD: usize = HELD_BYTES / 2;

/// What a device that sat may still hand in.
pub(crate) struct LateDoor {
    pub(crate) account: AccountId,
    treatment: RecordId,
    until: Duration,
    /// What was taken by it: a note that comes again was taken already.
    taken: HashSet<RecordId>,
    bytes: usize,
}

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

impl LateDoor {
    /// For a device whose session of treatment has just ended by its list; for no other.
    pub(crate) fn of(ended: &Live, now: Duration) -> Option<Self> {
        let treatment = ended.reach().filter(|reach| reach.ended_by_list(&ended.vault, now))?.treatment;
        Some(Self {
            account: ended.account,
            treatment,
            until: now + LATE_NOTES_FOR,
            taken: HashSet::new(),
            bytes: 0,
        })
    }

    fn is_open(&self, now: Duration) -> bool {
        now < self.until
    }

    /// Whether there is room for one more of that length.
    fn has_room_for(&self, sealed: &[u8]) -> bool {
        self.taken.len() < MOST_NOTES && self.bytes.saturating_add(sealed.len()) <= MOST_BYTES
    }
}

impl Keeper {
    /// The session of treatment whose late notes are taken from whoever had this cookie.
    pub fn late_notes_of(&self, cookie: &str) -> Option<RecordId> {
        self.with_late_door(cookie, |door| door.treatment)
    }

    /// Holds a late note until somebody opens the notebook. It is on the disk when this returns.
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
        let looked = self.with_late_door(cookie, |door| {
            let room = door.has_room_for(sealed);
            (door.treatment == treatment).then_some((door.account, door.taken.contains(&item), room))
        });
        let (account, taken, room) = looked.flatten().ok_or(HoldError::NotSetUp)?;
        match (taken, room) {
            (true, _) => return Ok(()),
            (false, false) => return Err(HoldError::Full),
            (false, true) => {}
        }
        let note = LateNote { ticket: random_bytes(), treatment, item, sealed: sealed.to_vec() };
        self.hold_note(account, note).await?;
        self.with_late_door(cookie, |door| {
            door.bytes = door.bytes.saturating_add(sealed.len());
            door.taken.insert(item);
        });
        Ok(())
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
        if let Some(vault) = self.open_vaults().await.iter().find(|vault| vault.id() == row.notebook) {
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

    /// What is done with the door of whoever had this cookie, while it is open.
    fn with_late_door<T>(&self, cookie: &str, act: impl FnOnce(&mut LateDoor) -> T) -> Option<T> {
        let cookie = SessionSecret::from_cookie(cookie)?;
        let (now, mut sat) = (self.clock().monotonic(), self.sat_once());
        let door = sat.get_mut(&cookie.id_hash())?;
        door.take_if(|door| !door.is_open(now));
        door.as_mut().map(act)
    }

    /// No device of this account hands in anything late any more.
    pub(crate) fn close_late_doors(&self, account: AccountId) {
        let mut sat = self.sat_once();
        let theirs = |door: &&mut Option<LateDoor>| door.as_ref().is_some_and(|door| door.account == account);
        sat.values_mut().filter(theirs).for_each(|door| *door = None);
    }
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

    fn door() -> LateDoor {
        LateDoor {
            account: AccountId::from_bytes([1; 16]),
            treatment: RecordId::from_bytes([2; 16]),
            until: LATE_NOTES_FOR,
            taken: HashSet::new(),
            bytes: 0,
        }
    }

    #[test]
    fn a_door_is_open_for_some_hours_and_takes_so_many_notes_and_bytes() {
        let mut door = door();
        assert!(door.is_open(LATE_NOTES_FOR - Duration::from_secs(1)) && !door.is_open(LATE_NOTES_FOR));
        door.bytes = MOST_BYTES - 3;
        assert!(door.has_room_for(b"abc") && !door.has_room_for(b"abcd"));
        door.bytes = 0;
        door.taken =
            (0..MOST_NOTES).map(|nth| RecordId::from_bytes(u128::to_be_bytes(nth as u128))).collect();
        assert!(!door.has_room_for(b""));
    }

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
