//! What went wrong, in two parts: what happened (and that nothing is lost), and what to do.

mod errors;

use std::io::{self, ErrorKind};

use crate::out::remark;

/// A problem as a person reads it.
#[derive(Debug)]
pub(crate) struct Problem {
    happened: String,
    to_do: String,
}

impl Problem {
    pub(crate) fn new(happened: impl Into<String>, to_do: impl Into<String>) -> Self {
        Self { happened: happened.into(), to_do: to_do.into() }
    }

    /// The same, with something better to do about it.
    pub(crate) fn but_do(self, to_do: impl Into<String>) -> Self {
        Self { to_do: to_do.into(), ..self }
    }

    /// A panic that was caught; the log says where.
    pub(crate) fn our_fault() -> Self {
        Self::new(
            "Hearken stopped in the middle of something; this is a bug. Everything kept before is safe.",
            "Look with `hearken verify` whether all is well, and try again.",
        )
    }

    /// What happened, alone.
    pub(crate) fn happened(&self) -> &str {
        &self.happened
    }

    /// Says it, on standard error.
    pub(crate) fn tell(&self) {
        remark(format_args!("{}\n{}", self.happened, self.to_do));
    }
}

/// A file or folder that could not be read, by what it is, not by what it is called.
pub(crate) fn unreadable(what: &str) -> impl FnOnce(io::Error) -> Problem {
    move |error| {
        Problem::new(
            format!("{what} could not be read ({}). Nothing was changed.", why(error.kind())),
            "Look whether the path is right and whether you may open it.",
        )
    }
}

/// A file that could not be written, by what it is, not by what it is called.
pub(crate) fn unwritable(what: &str) -> impl FnOnce(io::Error) -> Problem {
    move |error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "that folder is not there".to_owned(),
            kind => why(kind),
        };
        Problem::new(
            format!("{what} could not be written ({why}). The notebook is as it was."),
            "Name another place for it, or make room, and try again.",
        )
    }
}

fn why(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "there is nothing at that path".to_owned(),
        ErrorKind::PermissionDenied => "it may not be opened".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "it is not in a folder".to_owned(),
        ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        kind => kind.to_string(),
    }
}
