//! Columns as the ports' types. A value that does not fit is damage, and is said.

use hearken_vault::StoreError;
use tokio_postgres::Row;

/// Bytes of one length.
pub(super) fn fixed<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], StoreError> {
    bytes(row, column)?.try_into().map_err(|_| damaged(column))
}

/// Bytes.
pub(super) fn bytes(row: &Row, column: usize) -> Result<&[u8], StoreError> {
    row.try_get(column).map_err(|_| damaged(column))
}

/// Bytes that may be gone.
pub(super) fn maybe_bytes(row: &Row, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
    row.try_get(column).map_err(|_| damaged(column))
}

/// A number of any kind that fits into PostgreSQL's signed ones.
pub(super) fn number<T: TryFrom<i64>>(row: &Row, column: usize) -> Result<T, StoreError> {
    let number: i64 = row.try_get(column).map_err(|_| damaged(column))?;
    T::try_from(number).map_err(|_| damaged(column))
}

/// A number as PostgreSQL keeps it.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn damaged(column: usize) -> StoreError {
    StoreError::Damaged(format!("column {column} of a row"))
}
