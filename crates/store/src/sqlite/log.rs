//! Logs: append by compare-and-set, read in order, and read around damage.

use async_trait::async_trait;
use hearken_core::{RecordId, VaultId};
use hearken_seal::{Digest, Link};
use hearken_vault::{
    Head, StoreError,
    port::{Append, AppendError, Log, LogEntry, Told, Watch, Watching},
};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{
    SqliteStore, WorkError,
    errors::is_damage,
    spaces::{delete_member, insert_member},
};
use crate::witness;

#[async_trait]
impl Log for SqliteStore {
    async fn head(&self, vault: VaultId) -> Result<Option<Head>, StoreError> {
        self.read(move |db| select_head(db, vault)).await
    }

    async fn read(&self, vault: VaultId, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
        Self::read(self, move |db| match read_in_order(db, vault, after, limit) {
            Ok(entries) if is_seamless(db, vault, after, limit, &entries) => Ok(entries),
            Err(error) if !is_damage(&error) => Err(error),
            _ => Ok(read_around_damage(db, vault, after, limit)),
        })
        .await
    }

    async fn append(&self, vault: VaultId, expected: Head, append: Append) -> Result<Head, AppendError> {
        // The keys of who leaves must not live on beside the database either.
        let erases = !append.erase.is_empty() || !append.leaves.is_empty();
        let tells = append.tells;
        let head = self.write(move |db| append_all(db, vault, expected, &append)).await?;
        if erases {
            self.empty_wal().await;
            self.forget_updates().await;
        }
        if tells {
            // Nobody may be watching.
            let _ = self.told.send(Told::Vault(vault));
        }
        Ok(head)
    }

    async fn witness(&self, vault: VaultId) -> Result<Option<Head>, StoreError> {
        Ok(witness::read(&self.folder, vault))
    }

    async fn note_witness(&self, vault: VaultId, head: Head) -> Result<(), StoreError> {
        if self.is_read_only() { Ok(()) } else { witness::write(&self.folder, vault, head) }
    }
}

impl Watch for SqliteStore {
    fn watch(&self) -> Watching {
        Watching::of(&self.told)
    }
}

fn select_head(db: &Connection, vault: VaultId) -> rusqlite::Result<Option<Head>> {
    let mut select = db.prepare_cached("SELECT head_seq, head_link FROM vaults WHERE vault_id = ?")?;
    let head = |row: &Row<'_>| Ok(Head { seq: unsigned(row.get(0)?), link: Link(row.get(1)?) });
    select.query_row(params![vault.bytes()], head).optional()
}

/// SQLite's integers are signed; a number below zero is damage and reads as 0, which no entry has.
fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<LogEntry> {
    Ok(LogEntry {
        seq: unsigned(row.get(0)?),
        record: RecordId::from_bytes(row.get(1)?),
        rev: row.get(2)?,
        previous: Link(row.get(3)?),
        digest: Digest(row.get(4)?),
        sealed: row.get(5)?,
    })
}

fn read_in_order(
    db: &Connection,
    vault: VaultId,
    after: u64,
    limit: usize,
) -> rusqlite::Result<Vec<LogEntry>> {
    let mut select = db.prepare_cached(
        "SELECT seq, record_id, rev, previous, digest, sealed FROM entries
         WHERE vault_id = ? AND seq > ? ORDER BY seq LIMIT ?",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    select.query_map(params![vault.bytes(), signed(after), limit], entry)?.collect()
}

/// Whether these are the entries after `after` without a gap, as many as were asked for or up to the head. A damaged
/// key can hide the entries behind it, or stand where another belongs.
fn is_seamless(db: &Connection, vault: VaultId, after: u64, limit: usize, entries: &[LogEntry]) -> bool {
    let in_order = entries.iter().zip(after + 1..).all(|(entry, seq)| entry.seq == seq);
    let end = after + entries.len() as u64;
    in_order
        && (entries.len() == limit || matches!(select_head(db, vault), Ok(Some(head)) if head.seq <= end))
}

/// So many entries in a row may be gone before nothing more is looked for: a damaged head may name any number.
const LONGEST_GAP: u64 = 20_000;

/// Reads one entry at a time and leaves out what cannot be read; goes on until it has enough or reaches the end.
fn read_around_damage(db: &Connection, vault: VaultId, after: u64, limit: usize) -> Vec<LogEntry> {
    let head = select_head(db, vault).ok().flatten();
    let end = head.map_or(u64::MAX, |head| head.seq);
    let (mut entries, mut found, mut seq) = (Vec::new(), after, after);
    while seq < end && seq - found < LONGEST_GAP && entries.len() < limit {
        seq += 1;
        if let Ok(entry) = read_one(db, vault, seq) {
            found = seq;
            entries.push(entry);
        }
    }
    entries
}

fn read_one(db: &Connection, vault: VaultId, seq: u64) -> rusqlite::Result<LogEntry> {
    let mut select = db.prepare_cached(
        "SELECT seq, record_id, rev, previous, digest, sealed FROM entries WHERE vault_id = ? AND seq = ?",
    )?;
    select.query_row(params![vault.bytes(), signed(seq)], entry)
}

fn append_all(
    db: &Transaction<'_>,
    vault: VaultId,
    expected: Head,
    append: &Append,
) -> Result<Head, WorkError<AppendError>> {
    if select_head(db, vault)? != Some(expected) {
        return Err(WorkError::Other(AppendError::Moved));
    }
    let mut head = expected;
    for entry in &append.entries {
        insert_entry(db, vault, entry)?;
        head.link = entry.previous.next(entry.seq, entry.record.bytes(), entry.rev, &entry.digest);
        head.seq = entry.seq;
    }
    for record in &append.erase {
        db.prepare_cached("UPDATE entries SET sealed = NULL WHERE vault_id = ? AND record_id = ?")?
            .execute(params![vault.bytes(), record.bytes()])?;
    }
    for (draft, seen) in &append.drafts_done {
        db.prepare_cached("DELETE FROM drafts WHERE vault_id = ? AND draft_id = ? AND rev <= ?")?
            .execute(params![vault.bytes(), draft.bytes(), seen])?;
    }
    append.leaves.iter().try_for_each(|member| delete_member(db, vault, *member))?;
    append.joins.iter().try_for_each(|member| insert_member(db, member))?;
    let moved = db
        .prepare_cached("UPDATE vaults SET head_seq = ?, head_link = ? WHERE vault_id = ? AND head_seq = ?")?
        .execute(params![signed(head.seq), head.link.0, vault.bytes(), signed(expected.seq)])?;
    if moved == 1 { Ok(head) } else { Err(WorkError::Other(AppendError::Moved)) }
}

fn insert_entry(db: &Transaction<'_>, vault: VaultId, entry: &LogEntry) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT INTO entries (vault_id, seq, record_id, rev, previous, digest, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    insert.execute(params![
        vault.bytes(),
        signed(entry.seq),
        entry.record.bytes(),
        entry.rev,
        entry.previous.0,
        entry.digest.0,
        entry.sealed,
    ])?;
    Ok(())
}
