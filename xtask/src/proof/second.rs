//! T09: a second process on the same notebook is refused within a second, with a reason; what is on disk is for its
//! owner's eyes only; a folder that may not be written to is refused in words.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::Output,
    time::{Duration, Instant},
};

use super::{Lab, control_must_fail};
use crate::{
    Result,
    product::{Notebook, Server, said},
    summary::Outcome,
    tools::files_below,
};

const PROMPTLY: Duration = Duration::from_secs(1);
const OTHERS: u32 = 0o077;

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let notebook = lab.notebook()?;
    let first = Server::start(&notebook)?;
    refused(&notebook, "serve", &["--listen", "127.0.0.1:0", "--no-browser"])?;
    refused(&notebook, "note", &[])?;
    private(&notebook)?;
    let elsewhere = lab.notebook()?;
    let noticed = control_must_fail("another notebook is not in use", refused(&elsewhere, "verify", &[]))?;
    first.kill()?;
    let after = notebook.command("verify", &[])?;
    if !after.status.success() {
        return Err(format!("the notebook stays locked after its server is gone: {}", said(&after)).into());
    }
    opened_up(&elsewhere)?;
    Ok(Outcome::Held(format!("both commands that write are refused within a second; control: {noticed}")))
}

/// Holds when the command says no, says why, and says it soon.
fn refused(notebook: &Notebook, command: &str, more: &[&str]) -> Result {
    let begun = Instant::now();
    let output = short_lived(notebook, command, more)?;
    let took = begun.elapsed();
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() {
        return Err(format!("`{command}` was let in").into());
    }
    if reason.is_empty() || took > PROMPTLY {
        return Err(format!("`{command}` was refused after {took:?} with {reason:?}").into());
    }
    Ok(())
}

/// Runs a command that may turn out to be a server that runs for ever.
fn short_lived(notebook: &Notebook, command: &str, more: &[&str]) -> Result<Output> {
    let mut prepared = std::process::Command::new("timeout");
    let plain = notebook.prepare(command, more);
    prepared
        .args(["--preserve-status", "--kill-after=1", "5"])
        .arg(plain.get_program())
        .args(plain.get_args());
    crate::tools::listen(&mut prepared)
}

/// Nobody else on the machine may read the folder or anything in it.
fn private(notebook: &Notebook) -> Result {
    let mut paths = files_below(notebook.folder())?;
    paths.push(notebook.folder().to_owned());
    for path in paths {
        let mode = fs::metadata(&path)?.permissions().mode();
        if mode & OTHERS != 0 {
            return Err(format!("{} has mode {mode:o}", path.display()).into());
        }
    }
    Ok(())
}

/// A folder opened up for everybody is closed again or refused; it is never written to as it is.
fn opened_up(notebook: &Notebook) -> Result {
    fs::set_permissions(notebook.folder(), fs::Permissions::from_mode(0o777))?;
    match notebook.note("opened up") {
        Ok(()) => private(notebook),
        Err(_) => Ok(()),
    }
}
