//! Opening a vault: read the log, follow its chain, open every entry, fold the notebook.
//!
//! Reading, opening and folding overlap: small batches are opened on all cores while the next is read and the one
//! before is folded. So the sealed bytes and the opened ones are never all in memory at the same time.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard},
    thread,
};

use hearken_core::{
    DraftId, EventId, Notebook, Record, RecordId, VaultId, notebook::Prepared, sharing::KeyMovedOn,
};
use hearken_seal::{CaptureKey, EntryPlace, Link};

use crate::{
    aside::Aside,
    draft::Draft,
    feed::Feeding,
    integrity::{Chain, Fault, FaultKind, is_whole},
    keys::{Keys, MovedOn, Reader, unwrap_all},
    late::Late,
    port::{Clock, Head, LogEntry, News, Store, StoreError},
    stored,
    weight::Weight,
    write::Pending,
};

/// Entries that are read and opened at a time: so many that handing them from one thread to the next costs little.
const BATCH: usize = 128;

/// A person's notebook, opened: what they wrote is in memory, and their keys with it.
pub struct OpenVault {
    pub(crate) id: VaultId,
    pub(crate) keys: Arc<Keys>,
    /// Who reads it, where keys may be added and members may go: in a space.
    pub(crate) reader: Option<Reader>,
    /// The log has moved on to a key that is not here.
    moved_on: Mutex<Option<KeyMovedOn>>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) notebook: RwLock<Notebook>,
    pub(crate) drafts: RwLock<BTreeMap<DraftId, Draft>>,
    /// Stored drafts that did not open, each reported once.
    pub(crate) unopened: RwLock<BTreeSet<(DraftId, u32)>>,
    pub(crate) chain: RwLock<Chain>,
    pub(crate) faults: RwLock<Vec<Fault>>,
    pub(crate) queue: Mutex<Vec<Pending>>,
    /// Held by whoever is appending; one at a time.
    pub(crate) appending: tokio::sync::Mutex<()>,
    /// Held by whoever is saving a draft; one at a time.
    pub(crate) drafting: tokio::sync::Mutex<()>,
    /// Held by whoever takes in what was held while it was locked; one at a time.
    pub(crate) releasing: tokio::sync::Mutex<()>,
    /// A file that waits to be brought in.
    pub(crate) aside: Mutex<Option<Aside>>,
    /// Notes that came late from a sitter's device and wait to be taken in.
    pub(crate) late: Late,
    pub(crate) feeding: Feeding,
    pub(crate) weight: Weight,
}

impl OpenVault {
    /// Opens a vault. Whatever is wrong with it becomes a [`Fault`]; everything else is readable.
    pub(crate) async fn open(
        id: VaultId,
        keys: Keys,
        reader: Option<Reader>,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<Self>, StoreError> {
        let vault = Arc::new(Self {
            id,
            keys: Arc::new(keys),
            reader,
            moved_on: Mutex::default(),
            store,
            clock,
            notebook: RwLock::default(),
            drafts: RwLock::default(),
            unopened: RwLock::default(),
            chain: RwLock::new(Chain::begin(Link::genesis(id.bytes()))),
            faults: RwLock::default(),
            queue: Mutex::default(),
            appending: tokio::sync::Mutex::default(),
            drafting: tokio::sync::Mutex::default(),
            releasing: tokio::sync::Mutex::default(),
            aside: Mutex::default(),
            late: Late::default(),
            feeding: Feeding::default(),
            weight: Weight::default(),
        });
        // Looked at first: another process on this machine may note a newer one while this one still reads.
        let seen = vault.store.witness(id).await?;
        vault.catch_up().await?;
        vault.compare_with_witness(seen).await;
        vault.open_drafts().await?;
        Ok(vault)
    }

    /// Takes in every entry after the ones that are already here.
    pub(crate) async fn catch_up(&self) -> Result<(), StoreError> {
        let mut bare = Vec::new();
        let stored = loop {
            let before = self.head().seq;
            // Asked for before the entries are: what another process appends after this is beyond it, and not missing.
            let stored = match self.store.head(self.id).await {
                Err(StoreError::Damaged(_)) => Err(Fault::of(FaultKind::Changed)),
                stored => stored?.ok_or(Fault::of(FaultKind::Missing)),
            };
            self.read_on(&mut bare).await?;
            self.follow_the_key().await?;
            let beyond = stored.as_ref().is_ok_and(|stored| stored.seq < self.head().seq);
            if !beyond || self.head().seq == before {
                break stored;
            }
        };
        match stored {
            Ok(stored) => {
                let mut faults = self.faults.write().unwrap_or_else(PoisonError::into_inner);
                self.chain.write().unwrap_or_else(PoisonError::into_inner).end(stored, &mut faults);
            }
            Err(fault) => self.report(fault),
        }
        self.report_bytes_gone_without_erasure(&bare);
        Ok(())
    }

    /// Takes in what other processes wrote, if this one does not know it yet.
    pub(crate) async fn take_in_news(self: &Arc<Self>) -> Result<(), StoreError> {
        let Some(news) = self.news().await? else { return Ok(()) };
        if news.head == self.head() && self.has_drafts(&news.drafts) {
            return Ok(());
        }
        // A task of its own: a browser that hangs up must not stop it between what was followed and what was taken in.
        let vault = self.clone();
        tokio::spawn(async move { vault.take_in(news).await }).await.unwrap_or_else(|_| {
            Err(StoreError::Fault("what another process wrote could not be taken in".to_owned()))
        })
    }

    /// How the vault stands, where anybody but this may have written to it: another process, or the other in a space.
    async fn news(&self) -> Result<Option<News>, StoreError> {
        let news = self.store.news(self.id).await?;
        if news.is_some() || self.reader.is_none() {
            return Ok(news);
        }
        Ok(self.store.head(self.id).await?.map(|head| News { head, drafts: Vec::new() }))
    }

    async fn take_in(&self, news: News) -> Result<(), StoreError> {
        if self.is_ahead_of(&news.head) && self.store.may_be_behind().await? {
            // Nothing is missing: whoever answers has not got it yet. What is here is read on until then.
            return Ok(());
        }
        if news.head != self.head() {
            // Behind whatever this process is appending itself, which is taken in by whoever appends it.
            let _turn = self.appending.lock().await;
            self.catch_up().await?;
        }
        if !self.has_drafts(&news.drafts) {
            let _turn = self.drafting.lock().await;
            self.open_drafts().await?;
        }
        Ok(())
    }

    /// Whether the log stood there once, and goes on here.
    fn is_ahead_of(&self, head: &Head) -> bool {
        head.seq < self.head().seq && self.went_through(head.seq, &head.link.0)
    }

    /// Reads, follows and opens to the end of the log. Entries whose bytes are gone are added to `bare`.
    async fn read_on(&self, bare: &mut Vec<(u64, RecordId)>) -> Result<(), StoreError> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let (mut after, mut opening) = (self.head().seq, VecDeque::new());
        let read = loop {
            let batch = match self.store.read(self.id, after, BATCH).await {
                Ok(batch) => batch,
                Err(error) => break Err(error),
            };
            let Some(last) = batch.last() else { break Ok(()) };
            after = last.seq;
            if batch.iter().any(|entry| self.lacks_key(entry)) {
                self.take_in_keys().await?;
            }
            self.follow(&batch);
            bare.extend(batch.iter().filter(|entry| entry.sealed.is_none()).map(|e| (e.seq, e.record)));
            let (keys, id) = (self.keys.clone(), self.id);
            opening.push_back(tokio::task::spawn_blocking(move || open_batch(&keys, id, &batch)));
            if opening.len() > cores
                && let Some(first) = opening.pop_front()
            {
                self.take_in_batch(first.await.expect("opening does not panic"));
            }
        };
        // What was followed is taken in, also when there was no reading on.
        for batch in opening {
            self.take_in_batch(batch.await.expect("opening does not panic"));
        }
        read
    }

    fn follow(&self, batch: &[LogEntry]) {
        let mut chain = self.chain.write().unwrap_or_else(PoisonError::into_inner);
        let mut faults = self.faults.write().unwrap_or_else(PoisonError::into_inner);
        for entry in batch {
            chain.follow(entry, &mut faults);
            self.weight.add_entry(entry);
        }
    }

    fn take_in_batch(&self, opened: Vec<Result<Unsealed, Fault>>) {
        let mut notebook = self.notebook.write().unwrap_or_else(PoisonError::into_inner);
        for unsealed in opened {
            match unsealed.and_then(|unsealed| self.in_its_epoch(unsealed)) {
                Ok(prepared) => notebook.apply(prepared),
                Err(fault) => self.report(fault),
            }
        }
    }

    /// What was sealed under another key than the one that counts where it stands was not written by a member.
    fn in_its_epoch(&self, unsealed: Unsealed) -> Result<Prepared, Fault> {
        let Unsealed { epoch, seq, prepared } = unsealed;
        let record = prepared.revision().record;
        let fault = Fault { kind: FaultKind::Changed, seq: Some(seq), record: Some(record) };
        if !self.keys.counts(epoch) {
            return Err(fault);
        }
        // In a notebook of one's own it says nothing: one that came in with an archive must not lock anybody out.
        if let (Record::KeyMovedOn(said), Some(_)) = (&prepared.revision().what, &self.reader) {
            match self.keys.move_on(said) {
                MovedOn::Follows => {}
                MovedOn::KeyIsMissing => *self.moved_on() = Some(KeyMovedOn::clone(said)),
                MovedOn::Unbelievable => return Err(fault),
            }
        }
        Ok(prepared)
    }

    fn lacks_key(&self, entry: &LogEntry) -> bool {
        self.reader.is_some() && entry.sealed.as_deref().is_some_and(|sealed| self.keys.of(sealed).is_none())
    }

    /// Fetches the key that the log moved on to, if it is not here; refuses where it is not for this person.
    async fn follow_the_key(&self) -> Result<(), StoreError> {
        let Some(said) = self.moved_on().clone() else { return Ok(()) };
        self.take_in_keys().await?;
        match self.keys.move_on(&said) {
            MovedOn::Follows => *self.moved_on() = None,
            MovedOn::KeyIsMissing => return Err(StoreError::NotAMember),
            MovedOn::Unbelievable => return Err(StoreError::Damaged("the key of a space".to_owned())),
        }
        Ok(())
    }

    /// Fetches the keys that were wrapped to whoever reads this since it was opened.
    async fn take_in_keys(&self) -> Result<(), StoreError> {
        let Some(Reader { account, secret }) = &self.reader else { return Ok(()) };
        let mut rows = self.store.memberships(*account, self.id).await?;
        if rows.is_empty() {
            return Err(StoreError::NotAMember);
        }
        rows.retain(|row| self.keys.at(row.epoch).is_none());
        for key in unwrap_all(&rows, *account, self.id, secret)? {
            self.keys.add(Arc::new(key));
        }
        Ok(())
    }

    fn moved_on(&self) -> MutexGuard<'_, Option<KeyMovedOn>> {
        self.moved_on.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn report_bytes_gone_without_erasure(&self, bare: &[(u64, RecordId)]) {
        for &(seq, record) in bare {
            if !self.read().was_erased(record) {
                self.report(Fault { record: Some(record), ..Fault::missing(seq) });
            }
        }
    }

    pub(crate) fn report(&self, fault: Fault) {
        tracing::error!(kind = ?fault.kind, seq = fault.seq, "the stored notebook is not as it was written");
        self.faults.write().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    /// The vault's id.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// The notebook. Never hold the guard across an await.
    pub fn read(&self) -> RwLockReadGuard<'_, Notebook> {
        self.notebook.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a record is called in calendars: the same for good, and nothing of the record to whoever has no key.
    pub fn event_id(&self, record: RecordId) -> EventId {
        EventId::from_bytes(self.keys.oldest().event_id(record.bytes()))
    }

    /// The key for what a browser notes by itself while that session of treatment lasts: the same for good.
    pub fn capture_key(&self, session: RecordId) -> CaptureKey {
        self.keys.oldest().capture_key(session.bytes())
    }

    /// The end of the log.
    pub fn head(&self) -> Head {
        self.chain.read().unwrap_or_else(PoisonError::into_inner).head()
    }

    /// What was found wrong; empty in a healthy notebook.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// An entry that was opened.
struct Unsealed {
    /// The epoch of the key that opened it.
    epoch: u32,
    /// Its number.
    seq: u64,
    prepared: Prepared,
}

fn open_batch(keys: &Keys, vault: VaultId, batch: &[LogEntry]) -> Vec<Result<Unsealed, Fault>> {
    batch.iter().filter_map(|entry| open_entry(keys, vault, entry).transpose()).collect()
}

/// Opens one entry; `None` when its bytes were erased.
fn open_entry(keys: &Keys, vault: VaultId, entry: &LogEntry) -> Result<Option<Unsealed>, Fault> {
    let Some(sealed) = &entry.sealed else { return Ok(None) };
    if !is_whole(entry) {
        return Err(Fault::at(FaultKind::Changed, entry));
    }
    let place = EntryPlace {
        vault: vault.bytes(),
        seq: entry.seq,
        record: entry.record.bytes(),
        rev: entry.rev,
        previous: &entry.previous,
    };
    let key = keys.of(sealed).ok_or_else(|| Fault::at(FaultKind::Changed, entry))?;
    let opened = key.open_entry(&place, sealed).map_err(|_| Fault::at(FaultKind::Changed, entry))?;
    let revision = stored::decode(entry.record, entry.rev, &opened);
    let revision = revision.map_err(|_| Fault::at(FaultKind::Unreadable, entry))?;
    Ok(Some(Unsealed { epoch: key.epoch(), seq: entry.seq, prepared: Prepared::of(revision) }))
}
