//! The errors of the other crates, put into words.

use hearken_core::Refusal;
use hearken_report::import::ImportError;
use hearken_store::{backup::RestoreError, copy::CopyError};
use hearken_vault::{BeginError, StoreError, UnlockError, WriteError};

use super::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::new(
                "The disk is full. Everything kept before is safe; this was not kept.",
                "Free some space and try again.",
            ),
            StoreError::ReadOnly => Self::new(
                "The notebook's folder cannot be written to. Nothing is lost, and nothing was changed.",
                "Look at the folder's permissions, or name another with --data DIR.",
            ),
            StoreError::Damaged(what) => Self::new(
                format!("The notebook's file is damaged ({what}). It was left as it is."),
                "Put your last backup back with `hearken restore FILE --replace`; the damaged file is moved aside.",
            ),
            StoreError::Newer { found, known } => Self::new(
                format!(
                    "This notebook was written by a newer version (format {found}; this one knows {known}). Nothing was changed."
                ),
                "Use the newer version.",
            ),
            StoreError::InUse => Self::new(
                "Another process has this notebook open. Nothing is lost.",
                "Write in the browser window that is open, or stop the other process first.",
            ),
            StoreError::Overtaken => Self::new(
                "Something else was kept in this notebook in the same moment, so this was not. Nothing is lost.",
                "Try again.",
            ),
            StoreError::NotAMember => Self::new(
                "This space is not shared with that account, or not any more.",
                "Nothing was changed.",
            ),
            StoreError::Away(what) => Self::new(
                format!("The database does not answer ({what}). What was kept is safe."),
                "Look whether it runs, and whether its address is right; then try again.",
            ),
            StoreError::Fault(what) => Self::new(
                format!("The notebook could not be reached ({what}). Everything kept before is safe."),
                "Look whether the disk has room and is well, and try again.",
            ),
        }
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Wrong { .. } => Self::new(
                "That passphrase does not open this notebook. Nothing is lost.",
                "Try again. With your recovery words you can set a new one in the browser.",
            ),
            UnlockError::TooSoon { wait_seconds } => Self::new(
                "There were several wrong passphrases. Nothing is lost.",
                format!("Wait {wait_seconds} seconds and try again."),
            ),
            UnlockError::NotSetUp => Self::new(
                "There is no notebook in this folder yet.",
                "Make one with `hearken init`, or name another with --data DIR.",
            ),
            UnlockError::Which => Self::new(
                "Several people have a notebook here, or nobody of that name has. Nothing was changed.",
                "Name the account with --account NAME; one without a name is --account \"\".",
            ),
            // No command opens a session, so none is asked for a second step.
            UnlockError::SecondStep(_) | UnlockError::Over => Self::new(
                "A second step is asked for in the browser. Nothing was changed.",
                "Open the notebook in the browser.",
            ),
            UnlockError::Damaged => Self::new(
                "The lock of this notebook is damaged; its entries may be whole. Nothing was changed.",
                "Try your recovery words in the browser, or put a backup back with `hearken restore FILE --replace`.",
            ),
            UnlockError::Store(error) => error.into(),
        }
    }
}

impl From<BeginError> for Problem {
    fn from(error: BeginError) -> Self {
        match error {
            BeginError::AlreadySetUp => Self::new(
                "There is a notebook in this folder already. It was left as it is.",
                "Open it with `hearken`, or name another folder with --data DIR.",
            ),
            BeginError::NameTaken | BeginError::NotInvited => Self::new(
                "This account could not be made. Nothing was changed.",
                "Look with `hearken admin list` who is there.",
            ),
            BeginError::TooMany { wait_seconds } => Self::new(
                "Too many accounts were made at once. Nothing was changed.",
                format!("Wait {wait_seconds} seconds and try again."),
            ),
            BeginError::Store(error) => error.into(),
        }
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => refusal.into(),
            WriteError::Store(error) => error.into(),
            WriteError::Locked => {
                Self::new("The notebook was locked in between. Nothing was changed.", "Try again.")
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Empty => Self::new(
                "There is nothing to keep: no word came in. Nothing was changed.",
                "Put the words behind `hearken note`, or pipe them in.",
            ),
            Refusal::TooLong { limit, .. } => Self::new(
                format!("This is longer than one entry can be ({} KiB). Nothing was kept.", limit / 1024),
                "Split it into several entries.",
            ),
            other => Self::new(
                format!("This cannot be kept as it is ({other}). Nothing was changed."),
                "Change it and try again.",
            ),
        }
    }
}

impl From<CopyError> for Problem {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::NotEmpty => Self::new(
                "There is somebody's notebook in there already. Nothing was changed.",
                "Name a folder or a database in which there is none.",
            ),
            CopyError::Damaged => Self::new(
                "What was to be carried has a damaged place, so it was left where it is.",
                "Look at it with `hearken verify`. Throw away what has arrived before you try again.",
            ),
            CopyError::Store(error) => error.into(),
        }
    }
}

impl From<RestoreError> for Problem {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::NotABackup => Self::new(
                "This file is not a backup. Nothing was changed.",
                "Name a file that `hearken backup` made.",
            ),
            RestoreError::Damaged => Self::new(
                "This backup is damaged or cut off, so it was not put back. Nothing was changed.",
                "Try another copy of it, or an earlier backup.",
            ),
            RestoreError::NotebookThere => Self::new(
                "There is a notebook in this folder already. Nothing was changed.",
                "Say --replace to move it aside first, or name another folder with --data DIR.",
            ),
            RestoreError::Store(error) => error.into(),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let said = error.to_string();
        let (happened, to_do) =
            said.split_once(". ").unwrap_or((&said, "Nothing was changed; try another file."));
        let problem = Self::new(format!("{}.", happened.trim_end_matches('.')), to_do);
        match error {
            ImportError::PassphraseNeeded => problem
                .but_do("Nothing was changed; name a file that holds it with --their-passphrase-file FILE."),
            ImportError::DayOrMonth => {
                problem.but_do("Nothing was changed; say --day-first yes or --day-first no.")
            }
            ImportError::NotKnown | ImportError::TwoKinds => {
                problem.but_do("Nothing was changed; say what kind it is with --format.")
            }
            _ => problem,
        }
    }
}
