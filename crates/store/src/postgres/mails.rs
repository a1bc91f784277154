//! Mail that is to be sent.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{FURTHEST_LOOK_SECONDS, MailRow, Mails},
};
use tokio_postgres::Row;

use super::{
    PostgresStore,
    rows::{bytes, fixed, number},
};
use crate::closing::{mail_news, mail_news_numbers};

const FIND: &str = "SELECT account_id, sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms FROM mails WHERE account_id = $1";

const ADD: &str = "INSERT INTO mails (account_id, sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account_id) DO NOTHING RETURNING 1";

/// The very same row at its new revision was written by a try whose answer was lost.
const SWAP: &str = "UPDATE mails SET sealed = $2, key_mark = $3, rev = $4, look_ms = $5, claimed_ms = $6, news = $7, news_ms = $8
                    WHERE account_id = $1 AND (rev = $9
                      OR (sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms) = ($2, $3, $4, $5, $6, $7, $8))
                    RETURNING 1";

/// What another program is just claiming is passed over.
const CLAIM: &str = "
UPDATE mails SET claimed_ms = $3, rev = rev + 1 WHERE account_id = (
  SELECT account_id FROM mails
  WHERE key_mark = $1 AND NOT (claimed_ms > $2 AND claimed_ms <= $4) AND NOT (look_ms > $2 AND look_ms <= $4)
    AND NOT EXISTS (SELECT 1 FROM accounts WHERE accounts.account_id = mails.account_id AND disabled)
  ORDER BY look_ms, account_id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING account_id, sealed, key_mark, rev, look_ms, claimed_ms, news, news_ms";

fn mail(row: &Row) -> Result<MailRow, StoreError> {
    Ok(MailRow {
        account: AccountId::from_bytes(fixed(row, 0)?),
        sealed: bytes(row, 1)?.to_vec(),
        key: fixed(row, 2)?,
        rev: number(row, 3)?,
        look: Timestamp::from_millis(number(row, 4)?),
        claimed: Timestamp::from_millis(number(row, 5)?),
        news: mail_news(number(row, 6)?, number(row, 7)?),
    })
}

#[async_trait]
impl Mails for PostgresStore {
    async fn mail(&self, account: AccountId) -> Result<Option<MailRow>, StoreError> {
        self.find(FIND, &[&account.bytes().as_slice()]).await?.as_ref().map(mail).transpose()
    }

    async fn swap_mail(&self, seen: Option<u32>, mail: &MailRow) -> Result<bool, StoreError> {
        let (account, key, rev) = (mail.account.bytes(), mail.key.as_slice(), i64::from(mail.rev));
        let (look, claimed) = (mail.look.as_millis(), mail.claimed.as_millis());
        let (news, news_ms) = mail_news_numbers(mail.news);
        let account = account.as_slice();
        let done = match seen.map(i64::from) {
            None => {
                self.find(ADD, &[&account, &mail.sealed, &key, &rev, &look, &claimed, &news, &news_ms])
                    .await?
            }
            Some(seen) => {
                let row: super::Values<'_> =
                    &[&account, &mail.sealed, &key, &rev, &look, &claimed, &news, &news_ms, &seen];
                self.find(SWAP, row).await?
            }
        };
        Ok(done.is_some())
    }

    async fn delete_mail(&self, account: AccountId) -> Result<(), StoreError> {
        self.write("DELETE FROM mails WHERE account_id = $1", &[&account.bytes().as_slice()]).await
    }

    async fn claim_mail(
        &self,
        key: [u8; 8],
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<MailRow>, StoreError> {
        let furthest = now.plus_seconds(FURTHEST_LOOK_SECONDS).as_millis();
        let (now, until) = (now.as_millis(), until.as_millis());
        let row = self.find(CLAIM, &[&key.as_slice(), &now, &until, &furthest]).await?;
        row.as_ref().map(mail).transpose()
    }
}
