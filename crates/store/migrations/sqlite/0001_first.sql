-- The first shape. Released migrations are stone: a change is a new file with the next number.
--
-- Every table that grows is keyed by its vault or account first and never joined across them, so that it can be
-- spread over machines as it is. All blobs but ids, links and digests are sealed before they come here.

CREATE TABLE accounts (
  account_id      BLOB PRIMARY KEY NOT NULL,
  notebook_id     BLOB NOT NULL,
  public_key      BLOB NOT NULL,
  words_confirmed INTEGER NOT NULL,
  made_ms         INTEGER NOT NULL
) WITHOUT ROWID;

-- Ways in: 1 passphrase, 2 recovery words.
CREATE TABLE unlockers (
  account_id BLOB NOT NULL,
  way        INTEGER NOT NULL,
  sealed     BLOB NOT NULL,
  PRIMARY KEY (account_id, way)
) WITHOUT ROWID;

CREATE TABLE attempts (
  account_id BLOB PRIMARY KEY NOT NULL,
  failures   INTEGER NOT NULL,
  last_ms    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE members (
  vault_id   BLOB NOT NULL,
  account_id BLOB NOT NULL,
  epoch      INTEGER NOT NULL,
  wrapped    BLOB NOT NULL,
  commitment BLOB NOT NULL,
  PRIMARY KEY (vault_id, account_id, epoch)
) WITHOUT ROWID;

CREATE TABLE vaults (
  vault_id  BLOB PRIMARY KEY NOT NULL,
  head_seq  INTEGER NOT NULL,
  head_link BLOB NOT NULL
) WITHOUT ROWID;

-- The log. `sealed` is NULL once its record was erased; the digest stays so that the chain still verifies.
CREATE TABLE entries (
  vault_id  BLOB NOT NULL,
  seq       INTEGER NOT NULL,
  record_id BLOB NOT NULL,
  rev       INTEGER NOT NULL,
  previous  BLOB NOT NULL,
  digest    BLOB NOT NULL,
  sealed    BLOB,
  PRIMARY KEY (vault_id, seq)
) WITHOUT ROWID;

CREATE TABLE drafts (
  vault_id BLOB NOT NULL,
  draft_id BLOB NOT NULL,
  rev      INTEGER NOT NULL,
  epoch    INTEGER NOT NULL,
  sealed   BLOB NOT NULL,
  PRIMARY KEY (vault_id, draft_id)
) WITHOUT ROWID;

-- Words that arrived while locked, sealed to the account's public key.
CREATE TABLE held (
  account_id BLOB NOT NULL,
  ticket     BLOB NOT NULL,
  sealed     BLOB NOT NULL,
  PRIMARY KEY (account_id, ticket)
) WITHOUT ROWID;

CREATE TABLE sessions (
  id_hash      BLOB PRIMARY KEY NOT NULL,
  account_id   BLOB NOT NULL,
  sealed       BLOB NOT NULL,
  made_ms      INTEGER NOT NULL,
  seen_ms      INTEGER NOT NULL,
  idle_minutes INTEGER NOT NULL
) WITHOUT ROWID;
