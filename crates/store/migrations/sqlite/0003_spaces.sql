-- Invitations into vaults that several people share. `id_hash` is the hash of what stands in the link; `check_hash` is what
-- link and code are compared with; `sealed` opens with both. Who took one up stands in the last three columns.
CREATE TABLE invitations (
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

CREATE INDEX invitations_of_account ON invitations (account_id);

-- In which vaults an account is.
CREATE INDEX members_of_account ON members (account_id);
