//! `hearken export`: everything in one zip that needs no program of ours.

mod quiet;

use std::{
    fs,
    io::BufWriter,
    path::{Path, PathBuf},
};

use hearken_core::{Notebook, Timestamp};
use quiet::Quiet;

use super::{Outcome, backup::refuse_to_overwrite};
use crate::{
    cli::Common,
    clock,
    notebook::{self, Access},
    out::say,
    problem::{Problem, unwritable},
    progress::Bar,
};

pub(crate) async fn run(common: &Common, file: Option<PathBuf>) -> Result<Outcome, Problem> {
    let opened = notebook::open(common, Access::Read).await?;
    let today = clock::here(opened.keeper.now()).date();
    let file = file.unwrap_or_else(|| PathBuf::from(format!("notebook-{today}.zip")));
    refuse_to_overwrite(&file)?;
    let partial = beside(&file);
    // Left by an export that was stopped.
    let _ = fs::remove_file(&partial);
    let bar = Bar::new("Exporting");
    let written = write(&opened.vault.read(), &partial, &mut |done, total| bar.at(done, total));
    drop(bar);
    if let Err(problem) = written.and_then(|()| fs::rename(&partial, &file).map_err(unwritable("The zip"))) {
        let _ = fs::remove_file(&partial);
        return Err(problem);
    }
    say(format_args!("Everything is in {}.", file.display()))?;
    say("It is not sealed: whoever has this file can read it. Keep it where only you can.")?;
    Ok(if opened.vault.faults().is_empty() { Outcome::Done } else { Outcome::LookAtIt })
}

/// Where the zip is written until it is whole.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    file.with_file_name(name)
}

fn write(notebook: &Notebook, partial: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Problem> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let out = options.open(partial).map_err(unwritable("The zip"))?;
    // Dated by the newest save and not by the clock: the same notebook always gives the same bytes.
    let made = clock::here(newest_save(notebook));
    let quiet = Quiet::new(BufWriter::new(&out));
    let written = hearken_report::archive::write(notebook, quiet, &made, progress);
    written.and_then(|_| out.sync_all()).map_err(unwritable("The zip"))
}

fn newest_save(notebook: &Notebook) -> Timestamp {
    let newest = notebook.records().filter_map(|id| Some(notebook.current(id)?.saved)).max();
    newest.unwrap_or_default()
}
