//! Devices that are with a session of treatment, and codes that wait for one.

use async_trait::async_trait;
use hearken_core::{AccountId, RecordId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{JoiningRow, LateRoom, SittingRow, SittingState, Sittings},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, damaged, fixed, number},
};
use crate::closing::{sitting_number, sitting_state};

const COLUMNS: &str =
    "SELECT id_hash, account_id, treatment, handle, joined, sealed, state, since_ms, seen_ms, ends_ms,
                       wrong, wrong_ms FROM sittings";

const BEGIN: &str = "
WITH was AS (DELETE FROM sessions WHERE id_hash = $1 AND NOT $5::boolean RETURNING 1)
INSERT INTO sittings
  (id_hash, account_id, treatment, handle, joined, sealed, state, since_ms, seen_ms, ends_ms)
SELECT $1::bytea, $2::bytea, $3::bytea, $4::bytea, $5::boolean, $6::bytea, 0, $7::bigint, $7::bigint, $8::bigint
WHERE $5 OR EXISTS (SELECT FROM was)
ON CONFLICT (id_hash) DO NOTHING RETURNING 1";

const END: &str =
    "UPDATE sittings SET state = $2, ends_ms = $3, sealed = '' WHERE id_hash = $1 AND state = 0";

const END_ALL: &str = "
WITH waited AS (DELETE FROM joinings WHERE account_id = $1)
UPDATE sittings SET state = 2, ends_ms = $2, sealed = '' WHERE account_id = $1 AND state < 2";

const COUNT_LATE: &str = "
UPDATE sittings SET notes = notes + 1, note_bytes = note_bytes + $2
WHERE id_hash = $1 AND state = 1 AND notes < $3 AND note_bytes + $2 <= $4 RETURNING 1";

const JOINING: &str = "
WITH before AS (DELETE FROM joinings WHERE account_id = $2 AND id_hash <> $1)
INSERT INTO joinings (id_hash, account_id, made_by, sealed, ends_ms) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id_hash) DO NOTHING";

fn sitting(row: &Row) -> Result<SittingRow, StoreError> {
    Ok(SittingRow {
        id_hash: fixed(row, 0)?,
        account: AccountId::from_bytes(fixed(row, 1)?),
        treatment: RecordId::from_bytes(fixed(row, 2)?),
        handle: RecordId::from_bytes(fixed(row, 3)?),
        joined: row.try_get(4).map_err(|_| damaged(4))?,
        sealed: bytes(row, 5)?.to_vec(),
        state: sitting_state(number(row, 6)?),
        since: Timestamp::from_millis(number(row, 7)?),
        seen: Timestamp::from_millis(number(row, 8)?),
        ends: Timestamp::from_millis(number(row, 9)?),
        wrong: number(row, 10)?,
        wrong_at: Timestamp::from_millis(number(row, 11)?),
    })
}

fn joining(row: &Row) -> Result<JoiningRow, StoreError> {
    Ok(JoiningRow {
        id_hash: fixed(row, 0)?,
        account: AccountId::from_bytes(fixed(row, 1)?),
        made_by: fixed(row, 2)?,
        sealed: bytes(row, 3)?.to_vec(),
        ends: Timestamp::from_millis(number(row, 4)?),
    })
}

#[async_trait]
impl Sittings for PostgresStore {
    async fn begin_sitting(&self, it: &SittingRow) -> Result<bool, StoreError> {
        let (id_hash, account) = (it.id_hash.as_slice(), it.account.bytes());
        let (treatment, handle) = (it.treatment.bytes(), it.handle.bytes());
        let (since, ends) = (it.since.as_millis(), it.ends.as_millis());
        let values: super::Values<'_> = &[
            &id_hash,
            &account.as_slice(),
            &treatment.as_slice(),
            &handle.as_slice(),
            &it.joined,
            &it.sealed,
            &since,
            &ends,
        ];
        if self.find(BEGIN, values).await?.is_some() {
            return Ok(true);
        }
        // Asked a second time because the first answer was lost, it is there already.
        Ok(self.sitting(it.id_hash).await?.is_some_and(|there| there.handle == it.handle))
    }

    async fn sitting(&self, id_hash: [u8; 32]) -> Result<Option<SittingRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id_hash = $1");
        self.find(&sql, &[&id_hash.as_slice()]).await?.as_ref().map(sitting).transpose()
    }

    async fn sittings_of(&self, account: AccountId) -> Result<Vec<SittingRow>, StoreError> {
        let sql = format!("{COLUMNS} WHERE account_id = $1 ORDER BY since_ms, handle");
        let rows = self.ask(&sql, &[&account.bytes().as_slice()]).await?;
        Ok(rows.iter().filter_map(|row| sitting(row).ok()).collect())
    }

    async fn touch_sitting(&self, id_hash: [u8; 32], seen: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE sittings SET seen_ms = greatest(seen_ms, $2) WHERE id_hash = $1 AND state = 0 RETURNING 1";
        Ok(self.find(sql, &[&id_hash.as_slice(), &seen.as_millis()]).await?.is_some())
    }

    async fn end_sitting(
        &self,
        id_hash: [u8; 32],
        to: SittingState,
        ends: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(END, &[&id_hash.as_slice(), &sitting_number(to), &ends.as_millis()]).await
    }

    async fn end_sittings(&self, account: AccountId, ends: Timestamp) -> Result<(), StoreError> {
        self.write(END_ALL, &[&account.bytes().as_slice(), &ends.as_millis()]).await
    }

    async fn count_pin(&self, id_hash: [u8; 32], seen: u32, at: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE sittings SET wrong = wrong + 1, wrong_ms = $3
                   WHERE id_hash = $1 AND wrong = $2 AND state = 0 RETURNING 1";
        let row = self.find(sql, &[&id_hash.as_slice(), &i64::from(seen), &at.as_millis()]).await?;
        Ok(row.is_some())
    }

    async fn count_late(&self, id_hash: [u8; 32], bytes: usize, room: LateRoom) -> Result<bool, StoreError> {
        let number = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
        let (bytes, notes, most) = (number(bytes), i64::from(room.notes), number(room.bytes));
        Ok(self.find(COUNT_LATE, &[&id_hash.as_slice(), &bytes, &notes, &most]).await?.is_some())
    }

    async fn put_joining(&self, it: &JoiningRow) -> Result<(), StoreError> {
        let (id_hash, account, made_by) = (it.id_hash.as_slice(), it.account.bytes(), it.made_by.as_slice());
        let ends = it.ends.as_millis();
        self.write(JOINING, &[&id_hash, &account.as_slice(), &made_by, &it.sealed, &ends]).await
    }

    async fn take_joining(&self, id_hash: [u8; 32]) -> Result<Option<JoiningRow>, StoreError> {
        let sql = "DELETE FROM joinings WHERE id_hash = $1
                   RETURNING id_hash, account_id, made_by, sealed, ends_ms";
        self.find(sql, &[&id_hash.as_slice()]).await?.as_ref().map(joining).transpose()
    }
}
