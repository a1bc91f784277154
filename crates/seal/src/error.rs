//! The one error of this crate. It is sparse on purpose: whoever tampers learns nothing from it.

use crate::recovery::WordsFault;

/// Why something could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key is not the right one, or the bytes are not those that were sealed. Which of the two stays unsaid.
    #[error("could not be opened")]
    Open,
    /// The bytes are not of the expected shape: wrong length, unknown format byte, or a damaged checksum.
    #[error("the sealed bytes are damaged or of an unknown format")]
    Malformed,
    /// The bytes name an algorithm (or a way in) that this version does not know.
    #[error("unknown algorithm {0}")]
    UnknownAlgorithm(u8),
    /// The bytes ask for less passphrase stretching than [`crate::KdfParams::FLOOR`].
    #[error("the key derivation is weaker than allowed")]
    KdfTooWeak,
    /// The bytes ask for more passphrase stretching than [`crate::KdfParams::CEILING`].
    #[error("the key derivation is costlier than allowed")]
    KdfTooCostly,
    /// The recovery words could not be read.
    #[error("the recovery words could not be read: {0}")]
    Words(WordsFault),
}
