//! The ports of `hearken-vault`, implemented on a database.
//!
//! [`SqliteStore`] is the one for a person's own machine: one folder, one file, no set-up. [`PostgresStore`] is a
//! practice's: many processes on one database. What is particular to one of them (files, locks, backups, a connection
//! that is lost) stays inside it; everything that every store must do is a port, and is held to one conformance suite
//! (`tests/conformance`).
//!
//! **Deliberately absent:** plaintext, and any type of the domain but ids and times.

pub mod backup;
mod closing;
pub mod copy;
mod postgres;
mod sqlite;
mod witness;

pub use postgres::{DatabaseState, PostgresStore};
pub use sqlite::{FileState, SqliteStore};
