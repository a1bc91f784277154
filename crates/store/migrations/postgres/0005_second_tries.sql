-- Tries at the second step, for each account. Kept as long as the account is: a quiet day gives nobody a hundred more.
CREATE TABLE second_tries (
  account_id bytea PRIMARY KEY,
  failures   bigint NOT NULL,
  last_ms    bigint NOT NULL
);
