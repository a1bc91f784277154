//! Mail that is to be sent.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{FURTHEST_LOOK_SECONDS, MailRow, Mails},
};
use rusqlite::{OptionalExtension, Row, params};

use super::{SqliteStore, WorkError};
use crate::closing::{mail_news, mail_news_numbers};

const COLUMNS: &str = "account_id, sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms";

const ADD: &str = "INSERT INTO mails (account_id, sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (account_id) DO NOTHING";

/// The very same row at its new revision was written by a try whose answer was lost.
const SWAP: &str =
    "UPDATE mails SET sealed = ?2, key_mark = ?3, rev = ?4, look_ms = ?5, claimed_ms = ?6, news = ?7, news_ms = ?8
     WHERE account_id = ?1 AND (rev = ?9
       OR (sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms) = (?2, ?3, ?4, ?5, ?6, ?7, ?8))";

/// A key, now, the end of this claim, and the furthest that a time can lie ahead.
const DUE: &str = "FROM mails WHERE key_mark = ?1 AND NOT (claimed_ms > ?2 AND claimed_ms <= ?4)
                   AND NOT (look_ms > ?2 AND look_ms <= ?4)
                   AND account_id NOT IN (SELECT account_id FROM accounts WHERE disabled)";

fn mail(row: &Row<'_>) -> rusqlite::Result<MailRow> {
    Ok(MailRow {
        account: AccountId::from_bytes(row.get(0)?),
        sealed: row.get(1)?,
        key: row.get(2)?,
        rev: row.get(3)?,
        look: Timestamp::from_millis(row.get(4)?),
        claimed: Timestamp::from_millis(row.get(5)?),
        news: mail_news(row.get(6)?, row.get(7)?),
    })
}

#[async_trait]
impl Mails for SqliteStore {
    async fn mail(&self, account: AccountId) -> Result<Option<MailRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM mails WHERE account_id = ?");
        self.read(move |db| db.prepare_cached(&sql)?.query_row(params![account.bytes()], mail).optional())
            .await
    }

    async fn swap_mail(&self, seen: Option<u32>, mail: &MailRow) -> Result<bool, StoreError> {
        let it = mail.clone();
        let swapped = self.write(move |db| {
            let (account, look, claimed) = (it.account.bytes(), it.look.as_millis(), it.claimed.as_millis());
            let (news, news_ms) = mail_news_numbers(it.news);
            let done = match seen {
                None => db.execute(
                    ADD,
                    params![account, it.sealed, it.key, it.rev, look, claimed, news, news_ms],
                )?,
                Some(seen) => {
                    let row = params![account, it.sealed, it.key, it.rev, look, claimed, news, news_ms, seen];
                    db.execute(SWAP, row)?
                }
            };
            Ok::<_, WorkError<StoreError>>(done == 1)
        });
        let swapped = swapped.await?;
        // Where it went before is gone from the log beside the database too.
        if swapped && seen.is_some() {
            self.empty_wal().await;
        }
        Ok(swapped)
    }

    async fn delete_mail(&self, account: AccountId) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("DELETE FROM mails WHERE account_id = ?", params![account.bytes()])?;
            Ok::<_, WorkError<StoreError>>(())
        })
        .await?;
        self.empty_wal().await;
        Ok(())
    }

    async fn claim_mail(
        &self,
        key: [u8; 8],
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<MailRow>, StoreError> {
        let furthest = now.plus_seconds(FURTHEST_LOOK_SECONDS).as_millis();
        let (now, until) = (now.as_millis(), until.as_millis());
        let is_due = self.read(move |db| {
            let sql = format!("SELECT EXISTS (SELECT 1 {DUE})");
            db.prepare_cached(&sql)?
                .query_row(params![key, now, until, furthest], |row| row.get::<_, bool>(0))
        });
        // Nearly always there is nothing, and then nothing is written.
        if !is_due.await? {
            return Ok(None);
        }
        self.write(move |db| {
            let sql = format!(
                "UPDATE mails SET claimed_ms = ?3, rev = rev + 1 WHERE account_id =
                   (SELECT account_id {DUE} ORDER BY look_ms, account_id LIMIT 1) RETURNING {COLUMNS}"
            );
            let claimed = db.query_row(&sql, params![key, now, until, furthest], mail).optional()?;
            Ok::<_, WorkError<StoreError>>(claimed)
        })
        .await
    }
}
