//! `hearken verify`: every entry, and the chain that binds them.

use hearken_vault::{Fault, FaultKind};

use super::Outcome;
use crate::{
    cli::Common,
    notebook::{self, Access, is_older},
    out::{counted, say},
    passphrase,
    problem::Problem,
};

pub(crate) async fn run(common: &Common, accept_older: bool) -> Result<Outcome, Problem> {
    let access = if accept_older { Access::Write } else { Access::Read };
    let keeper = notebook::keeper(notebook::store(common, access).await?);
    let vault = keeper.open_once(common.account.as_deref(), &passphrase::get(common)?).await?;
    if accept_older && is_older(&vault) {
        vault.accept_older().await?;
        say("This notebook counts as the newest one from now on.")?;
    }
    let head = vault.head();
    let entries = counted(head.seq, "entry", "entries");
    say(format_args!("{entries} in the log, ending in {}", head.link.short()))?;
    let newer = vault.read().unknown_revisions();
    if newer > 0 {
        say(format_args!("{newer} of a kind that only a newer version knows: kept as they are"))?;
    }
    let faults = vault.faults();
    if faults.is_empty() {
        say("Every entry is as it was written, and none is missing.")?;
        return Ok(Outcome::Done);
    }
    faults.iter().map(describe).try_for_each(say)?;
    say(if faults.iter().all(|fault| fault.kind == FaultKind::Older) {
        "Nothing was changed. If you put it back on purpose, say `hearken verify --accept-older`."
    } else {
        "Nothing was changed. Put your last good backup back with `hearken restore FILE --replace`: this file is moved aside."
    })?;
    Ok(Outcome::LookAtIt)
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
