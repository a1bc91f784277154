//! What a session sets aside for a moment, and whose session it was that ended.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};
use hearken_vault::{
    StoreError,
    port::{AsideRow, Asides},
};

use super::{
    PostgresStore,
    rows::{bytes, fixed, number},
};

const MAKE_ROOM: &str =
    "DELETE FROM asides WHERE account_id = $1 AND name <> $2 AND (id_hash <> $3 OR name <> $4)";

const PUT: &str = "INSERT INTO asides (id_hash, name, piece, account_id, sealed, ends_ms) VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (id_hash, name, piece) DO UPDATE SET sealed = excluded.sealed, ends_ms = excluded.ends_ms";

#[async_trait]
impl Asides for PostgresStore {
    async fn put_aside(&self, aside: &AsideRow, beside: [u8; 16]) -> Result<(), StoreError> {
        let (id_hash, name, account) =
            (aside.id_hash.as_slice(), aside.name.as_slice(), aside.account.bytes());
        if aside.name != beside {
            self.write(MAKE_ROOM, &[&account.as_slice(), &beside.as_slice(), &id_hash, &name]).await?;
        }
        let ends = aside.ends.as_millis();
        // Piece by piece: nobody asks for it before the last one is there, and what is left of half a file is forgotten.
        for (piece, sealed) in (0_i64..).zip(&aside.pieces) {
            self.write(PUT, &[&id_hash, &name, &piece, &account.as_slice(), sealed, &ends]).await?;
        }
        Ok(())
    }

    async fn aside(&self, id_hash: [u8; 32], name: [u8; 16]) -> Result<Option<AsideRow>, StoreError> {
        let sql =
            "SELECT account_id, ends_ms, sealed FROM asides WHERE id_hash = $1 AND name = $2 ORDER BY piece";
        let rows = self.ask(sql, &[&id_hash.as_slice(), &name.as_slice()]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let (account, ends) =
            (AccountId::from_bytes(fixed(first, 0)?), Timestamp::from_millis(number(first, 1)?));
        let pieces = rows.iter().map(|row| Ok(bytes(row, 2)?.to_vec())).collect::<Result<_, StoreError>>()?;
        Ok(Some(AsideRow { id_hash, name, account, pieces, ends }))
    }

    async fn delete_aside(&self, id_hash: [u8; 32], name: Option<[u8; 16]>) -> Result<(), StoreError> {
        let name = name.as_ref().map(<[u8; 16]>::as_slice);
        let sql = "DELETE FROM asides WHERE id_hash = $1 AND ($2::bytea IS NULL OR name = $2)";
        self.write(sql, &[&id_hash.as_slice(), &name]).await
    }

    async fn note_parted(
        &self,
        id_hash: [u8; 32],
        account: AccountId,
        ends: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO parted (id_hash, account_id, ends_ms) VALUES ($1, $2, $3)
                   ON CONFLICT (id_hash) DO NOTHING";
        self.write(sql, &[&id_hash.as_slice(), &account.bytes().as_slice(), &ends.as_millis()]).await
    }

    async fn parted(&self, id_hash: [u8; 32]) -> Result<Option<AccountId>, StoreError> {
        let row =
            self.find("SELECT account_id FROM parted WHERE id_hash = $1", &[&id_hash.as_slice()]).await?;
        row.map(|row| Ok(AccountId::from_bytes(fixed(&row, 0)?))).transpose()
    }
}
