-- Passkeys and codes from an app. `sealed` (name, public key, secret) opens with the account secret; `unlocker` is the account
-- secret sealed by a passkey, and missing for what is a second step. `used` only grows: signatures, or the last step's number.
CREATE TABLE factors (
  account_id bytea NOT NULL,
  factor_id  bytea NOT NULL,
  sealed     bytea NOT NULL,
  unlocker   bytea,
  used       bigint NOT NULL,
  made_ms    bigint NOT NULL,
  seen_ms    bigint,
  PRIMARY KEY (account_id, factor_id)
);

-- What waits a few minutes: challenges, and the second step after a right passphrase. `id_hash` is the hash of what the browser
-- has; `sealed` opens with that alone.
CREATE TABLE pending (
  id_hash    bytea PRIMARY KEY,
  account_id bytea,
  sealed     bytea NOT NULL,
  ends_ms    bigint NOT NULL
);

CREATE INDEX pending_of_account ON pending (account_id);
