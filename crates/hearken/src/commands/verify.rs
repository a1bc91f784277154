//! `hearken verify`: every entry, and the chain that binds them, in the notebook and in every space that it has a key of.

use hearken_vault::{Fault, FaultKind, OpenVault, SpaceLookedOver};

use super::Outcome;
use crate::{
    cli::Common,
    notebook::{self, Access, is_older},
    out::{counted, on_one_line, say},
    passphrase,
    problem::Problem,
};

pub(crate) async fn run(common: &Common, accept_older: bool) -> Result<Outcome, Problem> {
    let access = if accept_older { Access::Write } else { Access::Read };
    let keeper = notebook::keeper(notebook::store(common, access).await?);
    let found = keeper.open_all_once(common.account.as_deref(), &passphrase::get(common)?).await?;
    if accept_older {
        accept(&found.notebook, "This notebook counts as the newest one from now on.").await?;
    }
    let mut faults = look(&found.notebook, "in the log")?;
    let mut does_not_open = false;
    for space in &found.spaces {
        match space_of(space, accept_older).await? {
            Some(more) => faults.extend(more),
            None => does_not_open = true,
        }
    }
    if faults.is_empty() && !does_not_open {
        say("Every entry is as it was written, and none is missing.")?;
        return Ok(Outcome::Done);
    }
    say(if !does_not_open && faults.iter().all(|fault| fault.kind == FaultKind::Older) {
        "Nothing was changed. If you put it back on purpose, say `hearken verify --accept-older`."
    } else {
        "Nothing was changed. Put your last good backup back with `hearken restore FILE --replace`: this file is moved aside."
    })?;
    Ok(Outcome::LookAtIt)
}

async fn accept(vault: &OpenVault, says: &str) -> Result<(), Problem> {
    if !is_older(vault) {
        return Ok(());
    }
    vault.accept_older().await?;
    say(says)
}

/// What is wrong with a space, each said; `None` where it does not open.
async fn space_of(space: &SpaceLookedOver, accept_older: bool) -> Result<Option<Vec<Fault>>, Problem> {
    let called = space.called.as_deref().map(on_one_line);
    let of = called.map_or_else(|| "a space".to_owned(), |called| format!("the space with {called}"));
    match &space.found {
        Ok(vault) => {
            if accept_older {
                accept(vault, &format!("From now on {of} counts as the newest one.")).await?;
            }
            look(vault, &format!("in {of}")).map(Some)
        }
        Err(error) => say(format_args!("The key of {of} opens nothing: {error}.")).map(|()| None),
    }
}

/// Says how long a log is, and what is wrong with it.
fn look(vault: &OpenVault, within: &str) -> Result<Vec<Fault>, Problem> {
    let (head, faults) = (vault.head(), vault.faults());
    let entries = counted(head.seq, "entry", "entries");
    say(format_args!("{entries} {within}, ending in {}", head.link.short()))?;
    let newer = vault.read().unknown_revisions();
    if newer > 0 {
        say(format_args!("{newer} of a kind that only a newer version knows: kept as they are"))?;
    }
    faults.iter().map(describe).try_for_each(say)?;
    Ok(faults)
}

fn describe(fault: &Fault) -> String {
    let what = match fault.kind {
        FaultKind::Changed => "was changed after it was written",
        FaultKind::Missing => "is missing",
        FaultKind::Unreadable => "is whole, but in no shape this version knows",
        FaultKind::Reordered => "does not follow the one before it",
        FaultKind::Older => return "This notebook is older than one that was open here before.".to_owned(),
        FaultKind::Draft => return "A draft could not be opened.".to_owned(),
        FaultKind::Late => return "A late note of a sitter's device could not be kept.".to_owned(),
        FaultKind::Held => return "Words that were held while locked could not be opened.".to_owned(),
    };
    match fault.seq {
        Some(seq) => format!("Entry {seq} {what}."),
        None => format!("An entry {what}."),
    }
}
