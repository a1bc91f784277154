//! `hearken export`: everything in one zip that needs no program of ours, or the parts, or what was measured, for other
//! programs.

pub(super) mod measured;
mod quiet;

use std::{
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
};

use hearken_core::{Notebook, Timestamp, When};
use hearken_report::openplural::{self, Choice, Out};
use quiet::Quiet;

use super::{Outcome, backup::refuse_to_overwrite};
use crate::{
    cli::Common,
    clock,
    notebook::{self, Access, Opened},
    out::{counted, say},
    problem::{Problem, unwritable},
    progress::Bar,
};

/// Writes everything.
pub(crate) async fn run(common: &Common, file: Option<PathBuf>, choice: Choice) -> Result<Outcome, Problem> {
    nothing_to_choose("The zip always holds everything", choice)?;
    let opened = notebook::open(common, Access::Read).await?;
    let file = named(file, &opened, "zip")?;
    let bar = Bar::new("Exporting");
    whole_or_not_at_all(&file, |out| {
        write(&opened.vault.read(), out, &mut |done, total| bar.at(done, total))
    })?;
    drop(bar);
    say(format_args!("Everything is in {}.", file.display()))?;
    say(NOT_SEALED)?;
    Ok(if opened.vault.faults().is_empty() { Outcome::Done } else { Outcome::LookAtIt })
}

/// Writes parts, groups and bonds for other programs.
pub(crate) async fn parts(
    common: &Common,
    file: Option<PathBuf>,
    choice: Choice,
) -> Result<Outcome, Problem> {
    let opened = notebook::open(common, Access::Read).await?;
    let file = named(file, &opened, "json")?;
    let mut told = Out::default();
    whole_or_not_at_all(&file, |out| {
        let notebook = opened.vault.read();
        told = openplural::write(&notebook, choice, &made(&notebook), BufWriter::new(out))?;
        Ok(())
    })?;
    let Out { parts, groups, bonds, entries, left_out } = told;
    say(format_args!(
        "In {}: {}, {}, {}, {}.",
        file.display(),
        counted(parts, "part", "parts"),
        counted(groups, "group", "groups"),
        counted(bonds, "bond", "bonds"),
        counted(entries, "journal entry", "journal entries"),
    ))?;
    for (count, what) in left_out {
        say(format_args!("Left out: {what} ({count})"))?;
    }
    say(NOT_SEALED)?;
    Ok(if opened.vault.faults().is_empty() { Outcome::Done } else { Outcome::LookAtIt })
}

/// The options that go with parts go with nothing else.
fn nothing_to_choose(why: &str, choice: Choice) -> Result<(), Problem> {
    if choice == Choice::default() {
        return Ok(());
    }
    Err(Problem::new(
        format!("{why}, so there is nothing to choose. Nothing was written."),
        "Leave the --with options out, or say --format openplural.",
    ))
}

const NOT_SEALED: &str = "It is not sealed: whoever has this file can read it. Keep it where only you can.";

/// The file to write, which must not be there yet.
fn named(file: Option<PathBuf>, opened: &Opened, ending: &str) -> Result<PathBuf, Problem> {
    let today = clock::here(opened.keeper.now()).date();
    let file = file.unwrap_or_else(|| PathBuf::from(format!("notebook-{today}.{ending}")));
    refuse_to_overwrite(&file)?;
    Ok(file)
}

/// Writes a file beside its place and moves it there once it is whole.
fn whole_or_not_at_all(file: &Path, write: impl FnOnce(&File) -> std::io::Result<()>) -> Result<(), Problem> {
    let partial = beside(file);
    // Left by an export that was stopped.
    let _ = fs::remove_file(&partial);
    let written = private_file(&partial).and_then(|out| {
        write(&out)?;
        out.sync_all()
    });
    written.and_then(|()| fs::rename(&partial, file)).map_err(|error| {
        let _ = fs::remove_file(&partial);
        unwritable("The file")(error)
    })
}

/// Where the zip is written until it is whole.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    file.with_file_name(name)
}

/// A new file that only its owner can read.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write(notebook: &Notebook, out: &File, progress: &mut dyn FnMut(u64, u64)) -> std::io::Result<()> {
    let quiet = Quiet::new(BufWriter::new(out));
    hearken_report::archive::write(notebook, quiet, &made(notebook), progress)?;
    Ok(())
}

/// Dated by the newest save and not by the clock: the same notebook always gives the same bytes.
fn made(notebook: &Notebook) -> When {
    clock::here(newest_save(notebook))
}

fn newest_save(notebook: &Notebook) -> Timestamp {
    let newest = notebook.records().filter_map(|id| Some(notebook.current(id)?.saved)).max();
    newest.unwrap_or_default()
}
