//! The schema and its versions.

use deadpool_postgres::Client;
use hearken_vault::StoreError;

use super::errors::Failure;

/// Each migration once, in order, of the same number and name as those for SQLite.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001_first.sql"),
    include_str!("../../migrations/postgres/0002_feeds.sql"),
    include_str!("../../migrations/postgres/0003_accounts.sql"),
    include_str!("../../migrations/postgres/0004_second_factors_and_devices.sql"),
    include_str!("../../migrations/postgres/0005_second_tries.sql"),
];

/// Any number, the same for every process of ours: only one at a time brings the tables up to date.
const LOCK: i64 = 0x6865_6172_6b65_6e31;

/// Takes every step that was not yet taken, all of them or none, and refuses a database that only a newer program knows.
pub(super) async fn bring_up_to_date(client: &mut Client) -> Result<(), StoreError> {
    let found = version(client).await?;
    let known = u32::try_from(MIGRATIONS.len()).expect("there are few migrations");
    match found {
        Some(found) if found > known => Err(StoreError::Newer { found, known }),
        Some(found) if found == known => Ok(()),
        _ => Ok(migrate(client).await?),
    }
}

/// `None` when nothing of ours is there yet.
async fn version(client: &Client) -> Result<Option<u32>, Failure> {
    let there = client.query_one("SELECT to_regclass('hearken_schema') IS NOT NULL", &[]).await?;
    if !there.get::<_, bool>(0) {
        return Ok(None);
    }
    let row = client.query_one("SELECT version FROM hearken_schema", &[]).await?;
    Ok(Some(u32::try_from(row.get::<_, i64>(0)).unwrap_or(u32::MAX)))
}

async fn migrate(client: &mut Client) -> Result<(), Failure> {
    let transaction = client.transaction().await?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS hearken_schema (version bigint NOT NULL)").await?;
    // Another process may have been first.
    let row = transaction.query_opt("SELECT version FROM hearken_schema", &[]).await?;
    let from = row.map_or(0, |row| row.get::<_, i64>(0));
    let known = u32::try_from(MIGRATIONS.len()).expect("there are few migrations");
    if from > i64::from(known) {
        let found = u32::try_from(from).unwrap_or(u32::MAX);
        return Err(Failure::Refused(StoreError::Newer { found, known }));
    }
    for sql in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.batch_execute(sql).await?;
    }
    let to = i64::try_from(MIGRATIONS.len()).expect("there are few migrations");
    transaction.execute("DELETE FROM hearken_schema", &[]).await?;
    transaction.execute("INSERT INTO hearken_schema (version) VALUES ($1)", &[&to]).await?;
    Ok(transaction.commit().await?)
}
