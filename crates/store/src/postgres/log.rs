//! Logs: append by compare-and-set, and read in order.

use async_trait::async_trait;
use hearken_core::{DraftId, RecordId, VaultId};
use hearken_seal::{Digest, Link};
use hearken_vault::{
    Head, StoreError,
    port::{Append, AppendError, Log, LogEntry, News},
};
use tokio::time::{Instant, sleep};
use tokio_postgres::Row;

use super::{
    PATIENCE, PAUSE, PostgresStore,
    errors::Failure,
    rows::{fixed, maybe_bytes, number, signed},
    spaces::Wrapped,
};
use crate::witness;

/// Moves the head if it is still where it is expected, and does the rest only then: one statement, one transaction.
/// The erased bytes of older entries go here; an entry of this very append that is erased at once comes without any.
const APPEND: &str = "
WITH moved AS (
  UPDATE vaults SET head_seq = $4, head_link = $5
  WHERE vault_id = $1 AND head_seq = $2 AND head_link = $3
  RETURNING vault_id
), added AS (
  INSERT INTO entries (vault_id, seq, record_id, rev, previous, digest, sealed)
  SELECT moved.vault_id, given.* FROM moved, unnest(
    $6::bigint[], $7::bytea[], $8::bigint[], $9::bytea[], $10::bytea[], $11::bytea[]
  ) AS given (seq, record_id, rev, previous, digest, sealed)
), erased AS (
  UPDATE entries SET sealed = NULL FROM moved
  WHERE cardinality($12::bytea[]) > 0
    AND entries.vault_id = $1 AND record_id = ANY ($12) AND sealed IS NOT NULL
), over AS (
  DELETE FROM drafts USING moved, unnest($13::bytea[], $20::bigint[]) AS done (draft_id, seen)
  WHERE drafts.vault_id = $1 AND drafts.draft_id = done.draft_id AND drafts.rev <= done.seen
), left_it AS (
  DELETE FROM members USING moved WHERE members.vault_id = $1 AND account_id = ANY ($14)
), joined AS (
  INSERT INTO members (vault_id, account_id, epoch, wrapped, commitment)
  SELECT moved.vault_id, given.* FROM moved, unnest($15::bytea[], $16::bigint[], $17::bytea[], $18::bytea[])
    AS given (account_id, epoch, wrapped, commitment)
)
SELECT count(*), count(CASE WHEN $19 THEN pg_notify('hearken_news', encode(vault_id, 'hex'))::text END) FROM moved";

/// One look at all of a vault that other processes may have changed.
const NEWS: &str = "
SELECT head_seq, head_link,
  ARRAY(SELECT draft_id FROM drafts WHERE drafts.vault_id = vaults.vault_id ORDER BY draft_id),
  ARRAY(SELECT rev FROM drafts WHERE drafts.vault_id = vaults.vault_id ORDER BY draft_id)
FROM vaults WHERE vault_id = $1";

#[async_trait]
impl Log for PostgresStore {
    async fn head(&self, vault: VaultId) -> Result<Option<Head>, StoreError> {
        let sql = "SELECT head_seq, head_link FROM vaults WHERE vault_id = $1";
        let row = self.find(sql, &[&vault.bytes().as_slice()]).await?;
        row.map(|row| Ok(Head { seq: number(&row, 0)?, link: Link(fixed(&row, 1)?) })).transpose()
    }

    async fn read(&self, vault: VaultId, after: u64, limit: usize) -> Result<Vec<LogEntry>, StoreError> {
        let sql = "SELECT seq, record_id, rev, previous, digest, sealed FROM entries
                   WHERE vault_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.ask(sql, &[&vault.bytes().as_slice(), &signed(after), &limit]).await?;
        // An entry that does not fit its shape is left out; the gap shows.
        Ok(rows.iter().filter_map(|row| entry(row).ok()).collect())
    }

    async fn append(&self, vault: VaultId, expected: Head, append: Append) -> Result<Head, AppendError> {
        let head = head_after(expected, &append.entries);
        let since = Instant::now();
        loop {
            match self.append_once(vault, expected, head, &append).await {
                Ok(true) => return Ok(head),
                // Either somebody else was first, or this very append had landed when the connection was lost.
                Ok(false) if self.has_landed(vault, &append).await? => return Ok(head),
                Ok(false) => return Err(AppendError::Moved),
                Err(Failure::Away(why)) if since.elapsed() < PATIENCE => {
                    tracing::warn!(%why, "the database is away; looking for it again");
                    sleep(PAUSE).await;
                }
                Err(failure) => return Err(AppendError::Store(failure.into())),
            }
        }
    }

    fn is_shared(&self) -> bool {
        true
    }

    async fn may_be_behind(&self) -> Result<bool, StoreError> {
        Ok(self.find("SELECT pg_is_in_recovery()", &[]).await?.is_some_and(|row| row.get(0)))
    }

    async fn news(&self, vault: VaultId) -> Result<Option<News>, StoreError> {
        let Some(row) = self.find(NEWS, &[&vault.bytes().as_slice()]).await? else { return Ok(None) };
        let head = Head { seq: number(&row, 0)?, link: Link(fixed(&row, 1)?) };
        let (ids, revs): (Vec<Vec<u8>>, Vec<i64>) = (row.get(2), row.get(3));
        let draft = |(id, rev): (Vec<u8>, i64)| {
            Some((DraftId::from_bytes(id.try_into().ok()?), u32::try_from(rev).ok()?))
        };
        Ok(Some(News { head, drafts: ids.into_iter().zip(revs).filter_map(draft).collect() }))
    }

    async fn witness(&self, vault: VaultId) -> Result<Option<Head>, StoreError> {
        Ok(witness::read(&self.folder, vault))
    }

    async fn note_witness(&self, vault: VaultId, head: Head) -> Result<(), StoreError> {
        witness::write(&self.folder, vault, head)
    }
}

impl PostgresStore {
    /// Whether the head was where it was expected, and everything was written.
    async fn append_once(
        &self,
        vault: VaultId,
        expected: Head,
        head: Head,
        append: &Append,
    ) -> Result<bool, Failure> {
        let erase: Vec<[u8; 16]> = append.erase.iter().map(|record| record.bytes()).collect();
        let erase: Vec<&[u8]> = erase.iter().map(<[u8; 16]>::as_slice).collect();
        let (over, seen): (Vec<_>, Vec<_>) =
            append.drafts_done.iter().map(|(draft, seen)| (draft.bytes(), i64::from(*seen))).unzip();
        let over: Vec<&[u8]> = over.iter().map(<[u8; 16]>::as_slice).collect();
        let left: Vec<Vec<u8>> = append.leaves.iter().map(|member| member.bytes().to_vec()).collect();
        let joined = Wrapped::of(&append.joins);
        let added = Columns::of(append);
        let rows = self
            .ask_once(
                APPEND,
                &[
                    &vault.bytes().as_slice(),
                    &signed(expected.seq),
                    &expected.link.0.as_slice(),
                    &signed(head.seq),
                    &head.link.0.as_slice(),
                    &added.seqs,
                    &added.records.iter().map(<[u8; 16]>::as_slice).collect::<Vec<_>>(),
                    &added.revs,
                    &added.previous,
                    &added.digests,
                    &added.sealed,
                    &erase,
                    &over,
                    &left,
                    &joined.accounts,
                    &joined.epochs,
                    &joined.keys,
                    &joined.commitments,
                    &append.tells,
                    &seen,
                ],
            )
            .await?;
        Ok(rows.first().is_some_and(|row| row.get::<_, i64>(0) == 1))
    }

    /// Whether these entries are in the log. Their digests are of sealed bytes with random in them, so nobody else's
    /// are the same. An append without entries only ends drafts, and is told that the head moved.
    async fn has_landed(&self, vault: VaultId, append: &Append) -> Result<bool, StoreError> {
        let Some(last) = append.entries.last() else { return Ok(false) };
        let sql = "SELECT digest FROM entries WHERE vault_id = $1 AND seq = $2";
        let row = self.find(sql, &[&vault.bytes().as_slice(), &signed(last.seq)]).await?;
        Ok(row.is_some_and(|row| row.get::<_, &[u8]>(0) == last.digest.0))
    }
}

/// The entries of an append, a list for each column.
struct Columns<'a> {
    seqs: Vec<i64>,
    records: Vec<[u8; 16]>,
    revs: Vec<i64>,
    previous: Vec<&'a [u8]>,
    digests: Vec<&'a [u8]>,
    sealed: Vec<Option<&'a [u8]>>,
}

impl<'a> Columns<'a> {
    fn of(append: &'a Append) -> Self {
        let entries = &append.entries;
        let sealed = |entry: &'a LogEntry| match append.erase.contains(&entry.record) {
            true => None,
            false => entry.sealed.as_deref(),
        };
        Self {
            seqs: entries.iter().map(|entry| signed(entry.seq)).collect(),
            records: entries.iter().map(|entry| entry.record.bytes()).collect(),
            revs: entries.iter().map(|entry| i64::from(entry.rev)).collect(),
            previous: entries.iter().map(|entry| entry.previous.0.as_slice()).collect(),
            digests: entries.iter().map(|entry| entry.digest.0.as_slice()).collect(),
            sealed: entries.iter().map(sealed).collect(),
        }
    }
}

fn head_after(expected: Head, entries: &[LogEntry]) -> Head {
    entries.iter().fold(expected, |_, entry| Head {
        seq: entry.seq,
        link: entry.previous.next(entry.seq, entry.record.bytes(), entry.rev, &entry.digest),
    })
}

fn entry(row: &Row) -> Result<LogEntry, StoreError> {
    Ok(LogEntry {
        seq: number(row, 0)?,
        record: RecordId::from_bytes(fixed(row, 1)?),
        rev: number(row, 2)?,
        previous: Link(fixed(row, 3)?),
        digest: Digest(fixed(row, 4)?),
        sealed: maybe_bytes(row, 5)?,
    })
}
