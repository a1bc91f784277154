-- Feeds that calendars fetch while the notebook is locked. `id_hash` is the hash of the token in the address; `sealed`
-- opens with that token; `kept` is the feed's key, for whoever opens the vault.
CREATE TABLE feeds (
  id_hash  bytea PRIMARY KEY,
  vault_id bytea NOT NULL,
  kept     bytea NOT NULL,
  sealed   bytea NOT NULL
);

CREATE INDEX feeds_of_vault ON feeds (vault_id);
