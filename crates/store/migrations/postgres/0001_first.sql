-- The first shape, column for column that of the file of the same name for SQLite. Released migrations are stone: a
-- change is a new file with the next number, and one of the same name there.
--
-- Every table is keyed by its vault, its account or an unguessable hash first and never joined across them, so that
-- it can be spread over machines as it is (docs/scaling.md).

CREATE TABLE accounts (
  account_id      bytea PRIMARY KEY,
  notebook_id     bytea NOT NULL,
  public_key      bytea NOT NULL,
  words_confirmed boolean NOT NULL,
  made_ms         bigint NOT NULL
);

-- Ways in: 1 passphrase, 2 recovery words.
CREATE TABLE unlockers (
  account_id bytea NOT NULL,
  way        bigint NOT NULL,
  sealed     bytea NOT NULL,
  PRIMARY KEY (account_id, way)
);

CREATE TABLE attempts (
  account_id bytea PRIMARY KEY,
  failures   bigint NOT NULL,
  last_ms    bigint NOT NULL
);

CREATE TABLE members (
  vault_id   bytea NOT NULL,
  account_id bytea NOT NULL,
  epoch      bigint NOT NULL,
  wrapped    bytea NOT NULL,
  commitment bytea NOT NULL,
  PRIMARY KEY (vault_id, account_id, epoch)
);

CREATE TABLE vaults (
  vault_id  bytea PRIMARY KEY,
  head_seq  bigint NOT NULL,
  head_link bytea NOT NULL
);

-- The log. `sealed` is NULL once its record was erased; the digest stays so that the chain still verifies.
CREATE TABLE entries (
  vault_id  bytea NOT NULL,
  seq       bigint NOT NULL,
  record_id bytea NOT NULL,
  rev       bigint NOT NULL,
  previous  bytea NOT NULL,
  digest    bytea NOT NULL,
  sealed    bytea,
  PRIMARY KEY (vault_id, seq)
);

-- What is sealed cannot be made smaller; trying would cost time with every save.
ALTER TABLE entries ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE drafts (
  vault_id bytea NOT NULL,
  draft_id bytea NOT NULL,
  rev      bigint NOT NULL,
  epoch    bigint NOT NULL,
  sealed   bytea NOT NULL,
  PRIMARY KEY (vault_id, draft_id)
);

ALTER TABLE drafts ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Words that arrived while locked, sealed to the account's public key.
CREATE TABLE held (
  account_id bytea NOT NULL,
  ticket     bytea NOT NULL,
  sealed     bytea NOT NULL,
  PRIMARY KEY (account_id, ticket)
);

CREATE TABLE sessions (
  id_hash      bytea PRIMARY KEY,
  account_id   bytea NOT NULL,
  sealed       bytea NOT NULL,
  made_ms      bigint NOT NULL,
  seen_ms      bigint NOT NULL,
  idle_minutes bigint NOT NULL
);
