//! SQLite's errors, sorted by what a person can do about them.

use hearken_vault::StoreError;
use rusqlite::{Error, ErrorCode};

/// The store error for an SQLite error. The text keeps SQLite's own words, which never hold a bound value.
pub(crate) fn store_error(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::InUse,
        _ if is_shape_fault(&error) => StoreError::Damaged(error.to_string()),
        _ => StoreError::Fault(error.to_string()),
    }
}

/// Whether reading or writing the file itself failed.
pub(super) fn is_io_fault(error: &Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure)
}

/// Whether this is damage inside the file: a broken page, or a value that is not what was stored.
pub(super) fn is_damage(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        || is_shape_fault(error)
}

fn is_shape_fault(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_io_error_leads_to_a_fresh_connection_and_a_full_disk_does_not() {
        let failure = |code| Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        assert!(is_io_fault(&failure(rusqlite::ffi::SQLITE_IOERR_FSYNC)));
        assert!(!is_io_fault(&failure(rusqlite::ffi::SQLITE_FULL)));
        assert!(matches!(store_error(failure(rusqlite::ffi::SQLITE_FULL)), StoreError::Full));
    }
}
