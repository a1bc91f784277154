-- Several people on one server. Whoever was alone until now is its owner, and goes on without a name.
ALTER TABLE accounts ADD COLUMN name TEXT;
ALTER TABLE accounts ADD COLUMN is_owner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
UPDATE accounts SET is_owner = 1;

-- Who has a name, by the name as it is compared; by '', the one account that has none.
CREATE TABLE names (
  folded     TEXT PRIMARY KEY NOT NULL,
  account_id BLOB NOT NULL
) WITHOUT ROWID;

INSERT INTO names (folded, account_id) SELECT '', account_id FROM accounts;

-- Links by which somebody may join, until they are used. `id_hash` is the hash of the token in the address.
CREATE TABLE invitations (
  id_hash    BLOB PRIMARY KEY NOT NULL,
  account_id BLOB NOT NULL,
  made_ms    INTEGER NOT NULL,
  ends_ms    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX invitations_of_account ON invitations (account_id);

-- Tries that are counted for a name or an address, by a hash; forgotten after a day.
CREATE TABLE counters (
  id_hash  BLOB PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  last_ms  INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX members_of_account ON members (account_id);
CREATE INDEX sessions_of_account ON sessions (account_id);

-- When a session is over: after its quiet minutes, or after a day.
CREATE INDEX sessions_over ON sessions (min(seen_ms + idle_minutes * 60000, made_ms + 86400000));

-- Invitations into vaults that several people share. `id_hash` is the hash of what stands in the link; `check_hash` is what
-- link and code are compared with; `sealed` opens with both. Who took one up stands in the last three columns.
CREATE TABLE space_invitations (
  id_hash    BLOB PRIMARY KEY NOT NULL,
  account_id BLOB NOT NULL,
  vault_id   BLOB NOT NULL,
  check_hash BLOB NOT NULL,
  sealed     BLOB NOT NULL,
  ends_ms    INTEGER NOT NULL,
  tries      INTEGER NOT NULL,
  taken_by   BLOB,
  vouched    BLOB,
  says       BLOB
) WITHOUT ROWID;

CREATE INDEX space_invitations_of_account ON space_invitations (account_id);
CREATE INDEX space_invitations_taken ON space_invitations (taken_by);
