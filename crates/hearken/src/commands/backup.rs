//! `hearken backup` and `hearken restore`.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
};

use hearken_core::Timestamp;
use hearken_store::{
    SqliteStore, backup,
    copy::{Openings, copy},
};
use hearken_vault::{Clock, Store, StoreError};

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
pub(crate) async fn write(common: &Common, file: Option<PathBuf>) -> Result<Outcome, Problem> {
    let now = SystemClock::start().now();
    let file = file.unwrap_or_else(|| PathBuf::from(format!("notebook-{}.backup", here(now).date())));
    refuse_to_overwrite(&file)?;
    let bar = Bar::new("Backing up");
    match &common.database {
        None => {
            let store = notebook::file(&folder::of(common)?, Access::Read)?;
            store.backup_to(&file, now, &mut |done, total| bar.at(done, total)).map_err(not_made)?;
        }
        Some(address) => {
            let store = notebook::database(address, &folder::of(common)?).await?;
            of_database(store, &file, now, &bar).await?;
        }
    }
    drop(bar);
    say(format_args!("The backup is in {}.", file.display()))?;
    say("It is sealed: it opens with your passphrase or your recovery words, and with nothing else.")?;
    say("To put it back: hearken restore FILE")?;
    Ok(Outcome::Done)
}

/// Puts a backup back.
pub(crate) async fn restore(common: &Common, file: &Path, replace: bool) -> Result<Outcome, Problem> {
    let folder = folder::of(common)?;
    if let Some(address) = &common.database {
        return into_database(file, address, &folder, replace).await;
    }
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

/// A backup of a database is one of a file: it can be put back into either.
async fn of_database(store: Arc<dyn Store>, file: &Path, now: Timestamp, bar: &Bar) -> Result<(), Problem> {
    let beside = Beside::of(file).map_err(unwritable("The backup"))?;
    let snapshot = SqliteStore::open(&beside.0)?;
    let into: Arc<dyn Store> = Arc::new(snapshot.clone());
    copy(&store, &into, Openings::StayBehind, &mut |done, total| bar.at(done, total)).await?;
    snapshot.backup_to(file, now, &mut |_, _| {}).map_err(not_made)
}

/// Puts a backup into a database in which nobody is.
async fn into_database(file: &Path, address: &str, folder: &Path, replace: bool) -> Result<Outcome, Problem> {
    if replace {
        return Err(Problem::new(
            "A database is not moved aside from here. Nothing was changed.",
            "Make an empty database, name it with --database, and leave --replace out.",
        ));
    }
    File::open(file).map_err(unreadable("The backup"))?;
    let store = notebook::database(address, folder).await?;
    let beside = Beside::of(&folder.join("restoring")).map_err(unwritable("The notebook's folder"))?;
    let bar = Bar::new("Putting back");
    backup::restore(file, &beside.0, false, &mut |_, _| {})?;
    let from: Arc<dyn Store> = Arc::new(SqliteStore::open(&beside.0)?);
    copy(&from, &store, Openings::StayBehind, &mut |done, total| bar.at(done, total)).await?;
    drop(bar);
    // What was seen before was another notebook; this one was put back on purpose.
    backup::forget_seen(folder)?;
    say("The backup is in the database. Check it with `hearken verify`.")?;
    Ok(Outcome::Done)
}

/// A folder that is gone when this is dropped. What lies in it is sealed.
struct Beside(PathBuf);

impl Beside {
    fn of(file: &Path) -> io::Result<Self> {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}", std::process::id()));
        let folder = file.with_file_name(name);
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
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
