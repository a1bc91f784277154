//! Drafts: words that are typed but not yet kept. Stored sealed within a second, replaced by their last text.
//!
//! Two windows that type into the same draft do not overwrite each other: the one that is behind goes on in a draft
//! of its own. And a window that keeps or empties its form ends no words that it has never seen.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError},
};

use hearken_core::{DraftId, RecordId, Refusal, Timestamp, limits::TEXT_BYTES};
use hearken_seal::random_bytes;
use serde::{Deserialize, Serialize};

use crate::{
    integrity::{Fault, FaultKind},
    open::OpenVault,
    port::{DraftRow, StoreError},
    write::WriteError,
};

/// Words that are typed but not yet kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// Grows by one with every save.
    pub rev: u32,
    /// The address of the page whose form it was typed into.
    pub place: String,
    /// The form's fields.
    pub fields: BTreeMap<String, String>,
    /// When it was last typed.
    pub saved: Timestamp,
}

/// Where a draft went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DraftKept {
    /// Its id; a new one when another window had typed into the draft that was named.
    pub id: DraftId,
    /// Its revision, to be named by the next save.
    pub rev: u32,
}

/// What a draft holds on disk, inside the seal. Frozen.
#[derive(Serialize, Deserialize)]
struct DraftV1 {
    rev: u32,
    place: String,
    fields: BTreeMap<String, String>,
    saved: i64,
}

/// A draft may be as long as four texts; a form holds no more.
const DRAFT_BYTES: usize = 4 * TEXT_BYTES;

impl OpenVault {
    /// Keeps what stands in a form right now. `seen` is the revision of the draft that the form knows; 0 for none.
    pub async fn keep_draft(
        self: &Arc<Self>,
        draft: DraftId,
        seen: u32,
        place: &str,
        fields: BTreeMap<String, String>,
    ) -> Result<DraftKept, WriteError> {
        let bytes = place.len() + fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
        if bytes > DRAFT_BYTES {
            return Err(Refusal::TooLong { bytes, limit: DRAFT_BYTES }.into());
        }
        let draft = Draft { id: draft, rev: seen, place: place.to_owned(), fields, saved: self.clock.now() };
        // A task of its own, as for every write: see `write`.
        let saving = tokio::spawn(self.clone().put_draft(draft));
        saving.await.unwrap_or(Err(WriteError::Locked))
    }

    async fn put_draft(self: Arc<Self>, mut draft: Draft) -> Result<DraftKept, WriteError> {
        let _turn = self.drafting.lock().await;
        let known = self.drafts_read().get(&draft.id).cloned();
        if let Some(known) = &known
            && (&known.place, &known.fields) == (&draft.place, &draft.fields)
        {
            // A retry after an answer that never arrived.
            return Ok(DraftKept { id: known.id, rev: known.rev });
        }
        if known.map_or(0, |known| known.rev) != draft.rev {
            draft.id = DraftId::from_parts(draft.saved, random_bytes());
            draft.rev = 0;
        }
        draft.rev += 1;
        self.store.put_draft(self.id, &self.seal_draft(&draft)).await?;
        let kept = DraftKept { id: draft.id, rev: draft.rev };
        self.drafts.write().unwrap_or_else(PoisonError::into_inner).insert(draft.id, draft);
        Ok(kept)
    }

    fn seal_draft(&self, draft: &Draft) -> DraftRow {
        let shape = DraftV1 {
            rev: draft.rev,
            place: draft.place.clone(),
            fields: draft.fields.clone(),
            saved: draft.saved.as_millis(),
        };
        let payload = rmp_serde::to_vec_named(&shape).expect("a draft holds nothing that cannot be packed");
        let key = self.keys.newest();
        let sealed = key.seal_draft(draft.id.bytes(), &payload);
        DraftRow { draft: draft.id, rev: draft.rev, epoch: key.epoch(), sealed }
    }

    /// Opens every stored draft; one that cannot be opened is reported and left where it is. A draft that is over
    /// leaves memory.
    pub(crate) async fn open_drafts(&self) -> Result<(), StoreError> {
        let rows = match self.store.drafts(self.id).await {
            // Damage to drafts keeps nobody out of what they have kept.
            Err(StoreError::Damaged(_)) => {
                if !self.faults().contains(&Fault::of(FaultKind::Draft)) {
                    self.report(Fault::of(FaultKind::Draft));
                }
                return Ok(());
            }
            rows => rows?,
        };
        let (mut drafts, mut unopened) = (BTreeMap::new(), BTreeSet::new());
        for row in rows {
            match self.open_draft(&row) {
                Some(draft) => {
                    drafts.insert(draft.id, draft);
                }
                None => {
                    unopened.insert((row.draft, row.rev));
                }
            }
        }
        self.note_unopened(unopened);
        *self.drafts.write().unwrap_or_else(PoisonError::into_inner) = drafts;
        Ok(())
    }

    /// Reports the drafts that did not open and were not known for it.
    fn note_unopened(&self, unopened: BTreeSet<(DraftId, u32)>) {
        let mut known = self.unopened.write().unwrap_or_else(PoisonError::into_inner);
        unopened.difference(&known).for_each(|_| self.report(Fault::of(FaultKind::Draft)));
        *known = unopened;
    }

    /// Whether these are the drafts that are in memory, or are known not to open.
    pub(crate) fn has_drafts(&self, stored: &[(DraftId, u32)]) -> bool {
        let drafts = self.drafts_read();
        let unopened = self.unopened.read().unwrap_or_else(PoisonError::into_inner);
        let is_known = |(id, rev): &(DraftId, u32)| {
            drafts.get(id).is_some_and(|draft| draft.rev == *rev) || unopened.contains(&(*id, *rev))
        };
        drafts.len() + unopened.len() == stored.len() && stored.iter().all(is_known)
    }

    fn open_draft(&self, row: &DraftRow) -> Option<Draft> {
        let opened = self.keys.of(&row.sealed)?.open_draft(row.draft.bytes(), &row.sealed).ok()?;
        let shape: DraftV1 = rmp_serde::from_slice(&opened).ok()?;
        (shape.rev == row.rev).then(|| Draft {
            id: row.draft,
            rev: shape.rev,
            place: shape.place,
            fields: shape.fields,
            saved: Timestamp::from_millis(shape.saved),
        })
    }

    /// Throws a draft away, as far as it was `seen`: what another window has typed on stays. Tells whether it is gone.
    pub async fn discard_draft(&self, (draft, seen): (DraftId, u32)) -> Result<bool, WriteError> {
        let _turn = self.drafting.lock().await;
        self.store.delete_draft(self.id, draft, seen).await?;
        self.forget_drafts(&[(draft, seen)]);
        Ok(!self.drafts_read().contains_key(&draft))
    }

    /// Every draft, newest first.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts: Vec<_> = self.drafts_read().values().cloned().collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved));
        drafts
    }

    /// The newest draft that was typed at this address.
    pub fn draft_for(&self, place: &str) -> Option<Draft> {
        self.drafts_read()
            .values()
            .filter(|draft| draft.place == place)
            .max_by_key(|draft| draft.saved)
            .cloned()
    }

    /// The ids of drafts that were typed into pages of this record. A form that only mentions it, as an entry mentions
    /// the parts it speaks of, is another record's.
    pub(crate) fn drafts_of(&self, record: RecordId) -> Vec<DraftId> {
        let id = record.to_string();
        let of = |draft: &&Draft| {
            let page = draft.place.split(['?', '#']).next().unwrap_or_default();
            page.split('/').any(|step| step == id) || draft.fields.get("record") == Some(&id)
        };
        self.drafts_read().values().filter(of).map(|draft| draft.id).collect()
    }

    /// Takes drafts out of memory that are gone from disk.
    pub(crate) fn forget_drafts(&self, done: &[(DraftId, u32)]) {
        let mut drafts = self.drafts.write().unwrap_or_else(PoisonError::into_inner);
        drafts.retain(|id, draft| !done.iter().any(|(over, seen)| over == id && draft.rev <= *seen));
    }

    fn drafts_read(&self) -> std::sync::RwLockReadGuard<'_, BTreeMap<DraftId, Draft>> {
        self.drafts.read().unwrap_or_else(PoisonError::into_inner)
    }
}
