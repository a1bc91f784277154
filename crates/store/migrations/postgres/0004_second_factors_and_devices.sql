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

-- Devices that are with a session of treatment, and what several programs have to know of a session.
--
-- A narrow session: handed over, or joined by a code. `sealed` opens with the device's cookie alone; it is emptied when the
-- session is over. `state`: 0 it goes on, 1 it is over and its late notes are taken, 2 it is over.
CREATE TABLE sittings (
  id_hash    bytea PRIMARY KEY,
  account_id bytea NOT NULL,
  treatment  bytea NOT NULL,
  handle     bytea NOT NULL,
  joined     boolean NOT NULL,
  sealed     bytea NOT NULL,
  state      bigint NOT NULL,
  since_ms   bigint NOT NULL,
  seen_ms    bigint NOT NULL,
  ends_ms    bigint NOT NULL,
  wrong      bigint NOT NULL DEFAULT 0,
  wrong_ms   bigint NOT NULL DEFAULT 0,
  notes      bigint NOT NULL DEFAULT 0,
  note_bytes bigint NOT NULL DEFAULT 0
);

CREATE INDEX sittings_of_account ON sittings (account_id);

-- A code that waits for a device, by what it is stretched to; `sealed` opens with the code alone.
CREATE TABLE joinings (
  id_hash    bytea PRIMARY KEY,
  account_id bytea NOT NULL,
  made_by    bytea NOT NULL,
  sealed     bytea NOT NULL,
  ends_ms    bigint NOT NULL
);

CREATE INDEX joinings_of_account ON joinings (account_id);

-- What a session sets aside for a moment, in pieces: recovery words to be asked back, a file that is looked at. Opens with
-- its cookie alone.
CREATE TABLE asides (
  id_hash    bytea NOT NULL,
  name       bytea NOT NULL,
  piece      bigint NOT NULL,
  account_id bytea NOT NULL,
  sealed     bytea NOT NULL,
  ends_ms    bigint NOT NULL,
  PRIMARY KEY (id_hash, name, piece)
);

CREATE INDEX asides_of_account ON asides (account_id);

-- Whose session it was that ended, for a day: words that were sent after it find their way.
CREATE TABLE parted (
  id_hash    bytea PRIMARY KEY,
  account_id bytea NOT NULL,
  ends_ms    bigint NOT NULL
);

CREATE INDEX parted_of_account ON parted (account_id);

-- Mail that is to be sent. `sealed` (address and times) opens with a key of the server's own, whose mark is `key_mark`. Every row
-- is looked at once a day at the least (`look_ms`), by whoever claims it first. `news`: 0 not asked for, 1 nothing new, 2 a mail is
-- due at `news_ms`, 3 it was sent then.
CREATE TABLE mails (
  account_id bytea PRIMARY KEY,
  sealed     bytea NOT NULL,
  key_mark   bytea NOT NULL,
  rev        bigint NOT NULL,
  look_ms    bigint NOT NULL,
  claimed_ms bigint NOT NULL,
  news       bigint NOT NULL,
  news_ms    bigint NOT NULL
);
