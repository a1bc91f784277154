//! Reads what other programs sealed. It never writes their formats: theirs are weaker than ours.

mod fernet;
mod jrnl;

pub use jrnl::{looks_like_encrypted_jrnl, open_jrnl};

/// Why another program's file could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForeignError {
    /// The passphrase is not the one the file was sealed with (or the file was changed since).
    #[error("the passphrase does not open this file")]
    WrongPassphrase,
    /// The file is not of a known shape, or is cut short.
    #[error("the file is damaged or of an unknown format")]
    Malformed,
}
