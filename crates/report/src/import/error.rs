//! Why a file was not read. Each says what happened, and what to do.

use std::io;

use hearken_seal::foreign::ForeignError;

/// A file that was not read. Nothing was kept of it, and the notebook is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The disk said no.
    #[error(
        "The file could not be read from the disk. Nothing was changed; look whether it is there and may be opened."
    )]
    Disk(#[from] io::Error),
    /// The bytes are neither UTF-8 nor UTF-16 with its mark.
    #[error(
        "This file is not text that can be read here. Nothing was changed; save it as UTF-8 and try again."
    )]
    NotText,
    /// Larger than one import may be.
    #[error("This is more than can be brought in at once. Nothing was changed; split it up and try again.")]
    TooLarge,
    /// Paths that lead outside, links, or far more inside than a true archive holds.
    #[error(
        "This archive is built in a way that could do harm, so it was not opened. Nothing was changed; make it anew."
    )]
    Unsafe,
    /// Cut off, changed, or never whole.
    #[error("This file is damaged or cut off. Nothing was changed; try another copy of it.")]
    Damaged,
    /// Whole, but of another kind than it was said to be.
    #[error(
        "This file is not of the kind you named. Nothing was changed; try without naming a kind, or name another."
    )]
    OtherFormat,
    /// Known by name, but not read here.
    #[error("This file comes from {0}, which is not read here yet. Nothing was changed; keep the file.")]
    NotReadYet(&'static str),
    /// FHIR or something else, without answers to a questionnaire.
    #[error(
        "No answers to a questionnaire are in this file. Nothing was changed; choose a QuestionnaireResponse or a Bundle (FHIR R4, JSON)."
    )]
    NoAnswers,
    /// Nothing that is known.
    #[error(
        "This file is of no kind that is known here. Nothing was changed; say what kind it is, if you know."
    )]
    NotKnown,
    /// Marks of two kinds.
    #[error("This could be of more than one kind. Nothing was changed; say which kind it is.")]
    TwoKinds,
    /// Of a version that is not read.
    #[error(
        "This file is written in a version that is not read here. Nothing was changed; keep it, or have it written in version 0.1."
    )]
    OtherVersion,
    /// It is sealed, and nobody gave the passphrase.
    #[error("This file is locked with a passphrase. Nothing was changed; give the passphrase to read it.")]
    PassphraseNeeded,
    /// It is sealed with another passphrase.
    #[error("The passphrase does not open this file. Nothing was changed; try it once more.")]
    WrongPassphrase,
    /// Day and month cannot be told apart anywhere in the file.
    #[error(
        "Dates such as 05/06/2026 do not say which is the day. Nothing was changed; say whether the day comes first."
    )]
    DayOrMonth,
    /// An archive of a version that this program does not know.
    #[error(
        "A newer version of Hearken wrote this archive. Nothing was changed; bring it in with that version."
    )]
    Newer {
        /// The archive's version.
        version: u64,
    },
}

impl From<ForeignError> for ImportError {
    fn from(error: ForeignError) -> Self {
        match error {
            ForeignError::WrongPassphrase => Self::WrongPassphrase,
            _ => Self::Damaged,
        }
    }
}

impl From<zip::result::ZipError> for ImportError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                Self::Disk(error)
            }
            _ => Self::Damaged,
        }
    }
}
