-- Tries at the second step, for each account. Kept as long as the account is: a quiet day gives nobody a hundred more.
CREATE TABLE second_tries (
  account_id BLOB PRIMARY KEY NOT NULL,
  failures   INTEGER NOT NULL,
  last_ms    INTEGER NOT NULL
) WITHOUT ROWID;
