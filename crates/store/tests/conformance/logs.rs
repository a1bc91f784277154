//! Logs: append by compare-and-set, read in order, erase.

use std::sync::Arc;

use hearken_core::{DraftId, RecordId, VaultId};
use hearken_seal::{Digest, Link};
use hearken_vault::{
    Head,
    port::{Append, AppendError, DraftRow, LogEntry, Store},
};

use super::accounts::{make_account, vault};
use crate::support::Backend;

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// The start of a vault's log.
fn start(vault: VaultId) -> Head {
    Head { seq: 0, link: Link::genesis(vault.bytes()) }
}

/// Entries of these records behind a head, each sealed bytes of its own.
fn entries(mut head: Head, records: &[u8]) -> (Vec<LogEntry>, Head) {
    let mut entries = Vec::new();
    for &n in records {
        let (seq, previous) = (head.seq + 1, head.link);
        let sealed = format!("{:>16}{:>16}", format!("record {n}"), format!("entry {seq}")).into_bytes();
        let digest = Digest::of(&sealed);
        head = Head { seq, link: previous.next(seq, record(n).bytes(), 1, &digest) };
        entries.push(LogEntry { seq, record: record(n), rev: 1, previous, digest, sealed: Some(sealed) });
    }
    (entries, head)
}

fn append(entries: &[LogEntry]) -> Append {
    Append { entries: entries.to_vec(), ..Append::default() }
}

fn draft(n: u8, text: &str) -> DraftRow {
    DraftRow { draft: DraftId::from_bytes([n; 16]), rev: 1, epoch: 1, sealed: text.as_bytes().to_vec() }
}

/// A store with the account and vault of number 1.
async fn with_vault(backend: &Arc<impl Backend>) -> (Arc<dyn Store>, VaultId) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    (store, vault(1))
}

pub(super) async fn a_new_log_is_empty_and_its_head_is_its_genesis(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    assert_eq!(store.head(vault).await.unwrap(), Some(start(vault)));
    assert_eq!(store.read(vault, 0, 10).await.unwrap(), []);
}

pub(super) async fn what_is_appended_reads_back_in_order_and_in_pieces(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    let (all, end) = entries(start(vault), &[1, 2, 1, 3, 2]);
    let (_, middle) = entries(start(vault), &[1, 2]);
    assert_eq!(store.append(vault, start(vault), append(&all[..2])).await.unwrap(), middle);
    assert_eq!(store.append(vault, middle, append(&all[2..])).await.unwrap(), end);
    assert_eq!(store.head(vault).await.unwrap(), Some(end));
    assert_eq!(store.read(vault, 0, 10).await.unwrap(), all);
    assert_eq!(store.read(vault, 0, 2).await.unwrap(), all[..2]);
    assert_eq!(store.read(vault, 3, 1).await.unwrap(), all[3..4]);
    assert_eq!(store.read(vault, 5, 1).await.unwrap(), []);
}

pub(super) async fn of_two_writers_at_one_head_one_is_told_and_nothing_of_it_is_written(
    backend: Arc<impl Backend>,
) {
    let (store, vault) = with_vault(&backend).await;
    let (mine, yours) = (entries(start(vault), &[1]).0, entries(start(vault), &[2, 3]).0);
    store.put_draft(vault, &draft(9, "words that are still being typed")).await.unwrap();
    let yours = Append {
        entries: yours,
        erase: vec![record(1)],
        drafts_done: vec![(DraftId::from_bytes([9; 16]), 1)],
        ..Append::default()
    };
    store.append(vault, start(vault), append(&mine)).await.unwrap();
    let told = store.append(vault, start(vault), yours).await;
    assert!(matches!(told, Err(AppendError::Moved)), "{told:?}");
    assert_eq!(store.read(vault, 0, 10).await.unwrap(), mine);
    assert_eq!(store.drafts(vault).await.unwrap().len(), 1);
}

pub(super) async fn a_head_with_another_link_is_another_head(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    let elsewhere = Head { seq: 0, link: Link([7; 32]) };
    let told = store.append(vault, elsewhere, append(&entries(elsewhere, &[1]).0)).await;
    assert!(matches!(told, Err(AppendError::Moved)), "{told:?}");
    assert_eq!(store.read(vault, 0, 10).await.unwrap(), []);
}

pub(super) async fn a_log_that_was_never_made_takes_nothing(backend: Arc<impl Backend>) {
    let (store, _) = with_vault(&backend).await;
    assert_eq!(store.head(vault(2)).await.unwrap(), None);
    assert_eq!(store.witness(vault(2)).await.unwrap(), None);
    let told = store.append(vault(2), start(vault(2)), append(&entries(start(vault(2)), &[1]).0)).await;
    assert!(matches!(told, Err(AppendError::Moved)), "{told:?}");
    assert_eq!(store.read(vault(2), 0, 10).await.unwrap(), []);
}

pub(super) async fn erasing_takes_the_bytes_of_every_revision_and_leaves_the_digests(
    backend: Arc<impl Backend>,
) {
    let (store, vault) = with_vault(&backend).await;
    let (all, end) = entries(start(vault), &[1, 2, 1]);
    store.append(vault, start(vault), append(&all)).await.unwrap();
    let (last, _) = entries(end, &[3]);
    let erasing = Append { entries: last.clone(), erase: vec![record(1)], ..Append::default() };
    store.append(vault, end, erasing).await.unwrap();
    let bare = |entry: &LogEntry| LogEntry { sealed: None, ..entry.clone() };
    let left = [bare(&all[0]), all[1].clone(), bare(&all[2]), last[0].clone()];
    assert_eq!(store.read(vault, 0, 10).await.unwrap(), left);
    drop(store);
    let stored = backend.everything();
    assert!(!crate::support::find(&stored, all[0].sealed.as_ref().unwrap()));
}

pub(super) async fn drafts_end_with_the_append_that_keeps_them_and_with_no_other(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    for n in [1, 2] {
        store.put_draft(vault, &draft(n, "typed")).await.unwrap();
    }
    let done = Append { drafts_done: vec![(DraftId::from_bytes([1; 16]), 1)], ..Append::default() };
    assert_eq!(store.append(vault, start(vault), done).await.unwrap(), start(vault));
    assert_eq!(store.drafts(vault).await.unwrap(), [draft(2, "typed")]);
}

pub(super) async fn a_draft_ends_up_to_the_revision_that_was_seen_and_no_further(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    let newer = DraftRow { rev: 9, ..draft(1, "typed on") };
    store.put_draft(vault, &newer).await.unwrap();
    let done = |seen| Append { drafts_done: vec![(newer.draft, seen)], ..Append::default() };
    store.append(vault, start(vault), done(8)).await.unwrap();
    store.delete_draft(vault, newer.draft, 8).await.unwrap();
    assert_eq!(store.drafts(vault).await.unwrap(), std::slice::from_ref(&newer));
    store.append(vault, start(vault), done(9)).await.unwrap();
    assert_eq!(store.drafts(vault).await.unwrap(), []);
    for (seen, left) in [(8, 1), (9, 0)] {
        store.put_draft(vault, &newer).await.unwrap();
        store.delete_draft(vault, newer.draft, seen).await.unwrap();
        assert_eq!(store.drafts(vault).await.unwrap().len(), left);
    }
}

pub(super) async fn the_rows_of_two_vaults_never_mix(backend: Arc<impl Backend>) {
    let (store, mine) = with_vault(&backend).await;
    make_account(&*store, 2).await.unwrap();
    let yours = vault(2);
    for vault in [mine, yours] {
        let (all, _) = entries(start(vault), &[1, 2]);
        store.append(vault, start(vault), append(&all)).await.unwrap();
        store.put_draft(vault, &draft(1, "typed")).await.unwrap();
    }
    let end = store.head(mine).await.unwrap().unwrap();
    let erase = Append {
        erase: vec![record(1)],
        drafts_done: vec![(DraftId::from_bytes([1; 16]), 1)],
        ..Append::default()
    };
    store.append(mine, end, erase).await.unwrap();
    assert_eq!(store.read(yours, 0, 10).await.unwrap(), entries(start(yours), &[1, 2]).0);
    assert_eq!(store.drafts(yours).await.unwrap(), [draft(1, "typed")]);
    assert_eq!(store.drafts(mine).await.unwrap(), []);
    assert_eq!(store.read(mine, 0, 10).await.unwrap()[0].sealed, None);
}

pub(super) async fn the_witness_remembers_the_last_head_of_each_vault_alone(backend: Arc<impl Backend>) {
    let (store, vault) = with_vault(&backend).await;
    let (_, first) = entries(start(vault), &[1]);
    let (_, second) = entries(start(vault), &[1, 2]);
    store.note_witness(vault, second).await.unwrap();
    store.note_witness(vault, first).await.unwrap();
    drop(store);
    let store = backend.open();
    assert_eq!(store.witness(vault).await.unwrap(), Some(first));
    assert_eq!(store.witness(VaultId::from_bytes([9; 16])).await.unwrap(), None);
}
