-- Feeds that calendars fetch while the notebook is locked. `id_hash` is the hash of the token in the address; `sealed`
-- opens with that token; `kept` is the feed's key, for whoever opens the vault.
CREATE TABLE feeds (
  id_hash  BLOB PRIMARY KEY NOT NULL,
  vault_id BLOB NOT NULL,
  kept     BLOB NOT NULL,
  sealed   BLOB NOT NULL
) WITHOUT ROWID;
