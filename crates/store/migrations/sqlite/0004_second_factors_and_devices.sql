-- Passkeys and codes from an app. `sealed` (name, public key, secret) opens with the account secret; `unlocker` is the account
-- secret sealed by a passkey, and missing for what is a second step. `used` only grows: signatures, or the last step's number.
CREATE TABLE factors (
  account_id BLOB NOT NULL,
  factor_id  BLOB NOT NULL,
  sealed     BLOB NOT NULL,
  unlocker   BLOB,
  used       INTEGER NOT NULL,
  made_ms    INTEGER NOT NULL,
  seen_ms    INTEGER,
  PRIMARY KEY (account_id, factor_id)
) WITHOUT ROWID;

-- What waits a few minutes: challenges, and the second step after a right passphrase. `id_hash` is the hash of what the browser
-- has; `sealed` opens with that alone.
CREATE TABLE pending (
  id_hash    BLOB PRIMARY KEY NOT NULL,
  account_id BLOB,
  sealed     BLOB NOT NULL,
  ends_ms    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX pending_of_account ON pending (account_id);
