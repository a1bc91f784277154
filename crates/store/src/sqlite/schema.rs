//! The schema and its versions.

use hearken_vault::StoreError;
use rusqlite::Connection;

use super::store_error;

/// Each migration once, in order. Its number is the schema's version.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_first.sql"),
    include_str!("../../migrations/sqlite/0002_feeds.sql"),
    include_str!("../../migrations/sqlite/0003_accounts.sql"),
    include_str!("../../migrations/sqlite/0004_second_factors_and_devices.sql"),
    include_str!("../../migrations/sqlite/0005_second_tries.sql"),
];

/// The newest schema version this program knows.
pub(crate) fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("there are few migrations")
}

/// The schema's version; 0 for a file that nothing was written to yet.
pub(super) fn version(connection: &Connection) -> Result<u32, StoreError> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(store_error)
}

/// The schema's version; refuses one that only a newer program knows.
pub(super) fn check_version(connection: &Connection) -> Result<u32, StoreError> {
    let (found, known) = (version(connection)?, known_version());
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(found) }
}

/// Takes every step that was not yet taken, each in a transaction of its own with its number.
pub(super) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let from = version(connection)?;
    for (step, sql) in migrations.iter().enumerate().skip(from as usize) {
        let transaction = connection.transaction().map_err(store_error)?;
        transaction.execute_batch(sql).map_err(store_error)?;
        transaction
            .pragma_update(None, "user_version", u32::try_from(step + 1).expect("there are few migrations"))
            .map_err(store_error)?;
        transaction.commit().map_err(store_error)?;
    }
    Ok(())
}
