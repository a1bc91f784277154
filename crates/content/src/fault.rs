//! What is wrong with a content file, said so that a clinician can mend it.

use std::error::Error;
use std::fmt;

/// One thing to change in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as a path below the content folder.
    pub file: String,
    /// Where in the file: a line, or the names of the things around it.
    pub place: String,
    /// The name of the check that found it.
    pub check: &'static str,
    /// What is wrong and what to change.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} [{}]", self.file, self.place, self.message, self.check)
    }
}

impl Error for Fault {}
