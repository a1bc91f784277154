//! `hearken migrate`: from the folder's file into the database, and back.

use std::{path::Path, sync::Arc};

use hearken_store::{
    SqliteStore,
    copy::{Copied, Openings, a_device_sits, copy},
};
use hearken_vault::{Clock, Store};

use super::Outcome;
use crate::{
    cli::{Common, Kept},
    clock::SystemClock,
    folder,
    notebook::{self, Access},
    out::{counted, say},
    problem::Problem,
    progress::Bar,
};

pub(crate) async fn run(common: &Common, from: Kept, to: Kept) -> Result<Outcome, Problem> {
    if from == to {
        return Err(Problem::new(
            "It is there already. Nothing was changed.",
            "Name two places that differ.",
        ));
    }
    let folder = folder::of(common)?;
    let source: Arc<dyn Store> = match from {
        // As the only one: a server that still writes would be found out here.
        Kept::Sqlite => Arc::new(notebook::file(&folder, Access::Write)?),
        Kept::Postgres => database(common, &folder).await?,
    };
    let target: Arc<dyn Store> = match to {
        Kept::Sqlite => Arc::new(SqliteStore::open(&folder)?),
        Kept::Postgres => database(common, &folder).await?,
    };
    if a_device_sits(&*source, SystemClock::start().now()).await? {
        return Err(Problem::new(
            "A session of treatment goes on, and a device that is with it may still bring notes. Nothing was changed.",
            "Wait until the session is over and its devices have brought what they noted: for notes that come late, twelve hours at the most.",
        ));
    }
    let bar = Bar::new("Carrying");
    let copied = copy(&source, &target, Openings::GoAlong, &mut |done, total| bar.at(done, total)).await?;
    drop(bar);
    tell(&copied)?;
    Ok(Outcome::Done)
}

fn tell(copied: &Copied) -> Result<(), Problem> {
    let people = counted(copied.accounts, "person", "people");
    let entries = counted(copied.entries, "entry", "entries");
    let drafts = counted(copied.drafts, "draft", "drafts");
    say(format_args!("{people}, {entries} and {drafts} are there now, each log with the end it had."))?;
    say(
        "What they came from is as it was. Check the new place with `hearken verify`, then start the server there.",
    )
}

async fn database(common: &Common, folder: &Path) -> Result<Arc<dyn Store>, Problem> {
    let Some(address) = &common.database else {
        return Err(Problem::new(
            "It was not said which database. Nothing was changed.",
            "Name it with --database postgres://…, or in HEARKEN_DATABASE.",
        ));
    };
    notebook::database(address, folder).await
}
