-- Invitations into vaults that several people share. `id_hash` is the hash of what stands in the link; `check_hash` is what
-- link and code are compared with; `sealed` opens with both. Who took one up stands in the last three columns.
CREATE TABLE invitations (
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

CREATE INDEX invitations_of_account ON invitations (account_id);

-- In which vaults an account is.
CREATE INDEX members_of_account ON members (account_id);
