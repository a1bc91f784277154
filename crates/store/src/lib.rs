//! The ports of `hearken-vault`, implemented on a database.
//!
//! [`SqliteStore`] is the one for a person's own machine: one folder, one file, no set-up. Everything that is
//! particular to it (files, locks, backups) is an inherent method; everything that every store must do is a port,
//! and is held to one conformance suite (`tests/conformance`).
//!
//! **Deliberately absent:** plaintext, and any type of the domain but ids and times.

pub mod backup;
mod sqlite;
mod witness;

pub use sqlite::SqliteStore;
