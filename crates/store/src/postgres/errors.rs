//! PostgreSQL's errors, sorted by what can be done about them.

use deadpool_postgres::{HookError, PoolError};
use hearken_vault::StoreError;
use tokio_postgres::{Error, error::SqlState};

/// Why a statement was not carried out, or why nobody knows whether it was.
#[derive(Debug)]
pub(super) enum Failure {
    /// The database does not answer, or stopped answering. It may have done what it was asked.
    Away(String),
    /// It answered that it did not do it.
    Refused(StoreError),
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Away(why) => Self::Away(why),
            Failure::Refused(error) => error,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error.code() {
            None if error.is_closed() || is_of_the_network(&error) => Self::Away(error.to_string()),
            None => Self::Refused(StoreError::Fault(error.to_string())),
            Some(state) if is_away(state) => Self::Away(said(&error)),
            Some(state) => Self::Refused(refused(state, &error)),
        }
    }
}

/// The failure to get a connection out of the pool.
pub(super) fn pool_failure(error: PoolError) -> Failure {
    match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => error.into(),
        PoolError::Timeout(_) => Failure::Away("no connection came free".to_owned()),
        other => Failure::Refused(StoreError::Fault(other.to_string())),
    }
}

/// The server's own words. They may quote a value in their detail, so only the message and its code are taken.
fn said(error: &Error) -> String {
    error.as_db_error().map_or_else(
        || error.to_string(),
        |database| format!("{} ({})", database.message(), database.code().code()),
    )
}

fn is_of_the_network(error: &Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// Starting up, shutting down, cut off, or no place for one more connection.
fn is_away(state: &SqlState) -> bool {
    state.code().starts_with("08")
        || [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::IDLE_SESSION_TIMEOUT,
            SqlState::TOO_MANY_CONNECTIONS,
        ]
        .contains(state)
}

fn refused(state: &SqlState, error: &Error) -> StoreError {
    match *state {
        SqlState::DISK_FULL => StoreError::Full,
        SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => StoreError::ReadOnly,
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => StoreError::Damaged(said(error)),
        _ => StoreError::Fault(said(error)),
    }
}
