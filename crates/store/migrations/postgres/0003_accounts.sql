-- Several people on one server. Whoever was alone until now is its owner, and goes on without a name.
ALTER TABLE accounts ADD COLUMN name text;
ALTER TABLE accounts ADD COLUMN is_owner boolean NOT NULL DEFAULT false;
ALTER TABLE accounts ADD COLUMN disabled boolean NOT NULL DEFAULT false;
UPDATE accounts SET is_owner = true;

-- Who has a name, by the name as it is compared; by '', the one account that has none.
CREATE TABLE names (
  folded     text PRIMARY KEY,
  account_id bytea NOT NULL
);

INSERT INTO names (folded, account_id) SELECT '', account_id FROM accounts;

-- Links by which somebody may join, until they are used. `id_hash` is the hash of the token in the address.
CREATE TABLE invitations (
  id_hash    bytea PRIMARY KEY,
  account_id bytea NOT NULL,
  made_ms    bigint NOT NULL,
  ends_ms    bigint NOT NULL
);

CREATE INDEX invitations_of_account ON invitations (account_id);

-- Tries that are counted for a name or an address, by a hash; forgotten after a day.
CREATE TABLE counters (
  id_hash  bytea PRIMARY KEY,
  failures bigint NOT NULL,
  last_ms  bigint NOT NULL
);

CREATE INDEX members_of_account ON members (account_id);
CREATE INDEX sessions_of_account ON sessions (account_id);

-- When a session is over: after its quiet minutes, or after a day.
CREATE INDEX sessions_over ON sessions (least(seen_ms + idle_minutes * 60000, made_ms + 86400000));

-- Invitations into vaults that several people share. `id_hash` is the hash of what stands in the link; `check_hash` is what
-- link and code are compared with; `sealed` opens with both. Who took one up stands in the last three columns.
CREATE TABLE space_invitations (
  id_hash    bytea PRIMARY KEY,
  account_id bytea NOT NULL,
  vault_id   bytea NOT NULL,
  check_hash bytea NOT NULL,
  sealed     bytea NOT NULL,
  ends_ms    bigint NOT NULL,
  tries      bigint NOT NULL,
  taken_by   bytea,
  vouched    bytea,
  says       bytea
);

CREATE INDEX space_invitations_of_account ON space_invitations (account_id);
CREATE INDEX space_invitations_taken ON space_invitations (taken_by);
