//! `hearken backup` and `hearken restore`.

use std::{
    fs::{self, File},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use hearken_store::backup;
use hearken_vault::{Clock, StoreError};

use super::Outcome;
use crate::{
    cli::Common,
    clock::{SystemClock, here},
    folder,
    notebook::{self, Access},
    out::say,
    problem::{Problem, unreadable, unwritable},
    progress::Bar,
};

/// Writes a backup; also while the server runs.
pub(crate) fn write(common: &Common, file: Option<PathBuf>) -> Result<Outcome, Problem> {
    let store = notebook::store(common, Access::Read)?;
    let now = SystemClock::start().now();
    let file = file.unwrap_or_else(|| PathBuf::from(format!("notebook-{}.backup", here(now).date())));
    refuse_to_overwrite(&file)?;
    let bar = Bar::new("Backing up");
    store.backup_to(&file, now, &mut |done, total| bar.at(done, total)).map_err(not_made)?;
    drop(bar);
    say(format_args!("The backup is in {}.", file.display()))?;
    say("It is sealed: it opens with your passphrase or your recovery words, and with nothing else.")?;
    say("To put it back: hearken restore FILE")?;
    Ok(Outcome::Done)
}

/// Puts a backup back.
pub(crate) fn restore(common: &Common, file: &Path, replace: bool) -> Result<Outcome, Problem> {
    let folder = folder::of(common)?;
    // A folder opens as a file does; what it holds is no backup, and the reading says so.
    File::open(file).map_err(unreadable("The backup"))?;
    let bar = Bar::new("Putting back");
    let aside = backup::restore(file, &folder, replace, &mut |done, total| bar.at(done, total))?;
    drop(bar);
    if let Some(aside) = aside {
        say(format_args!("The notebook that was there is now {}.", aside.display()))?;
    }
    say("The backup is back. Check it with `hearken verify`.")?;
    Ok(Outcome::Done)
}

/// Refuses a name that is taken, and a folder that is not there.
pub(crate) fn refuse_to_overwrite(file: &Path) -> Result<(), Problem> {
    if fs::symlink_metadata(file).is_ok() {
        return Err(Problem::new(
            format!("{} is there already and was left as it is.", file.display()),
            "Name another file.",
        ));
    }
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(unwritable("The file")(ErrorKind::NotFound.into()))
        }
        _ => Ok(()),
    }
}

/// What goes wrong here is mostly the fault of where the backup goes.
fn not_made(error: StoreError) -> Problem {
    match error {
        StoreError::Full => unwritable("The backup")(ErrorKind::StorageFull.into()),
        StoreError::ReadOnly => unwritable("The backup")(ErrorKind::PermissionDenied.into()),
        other => other.into(),
    }
}
