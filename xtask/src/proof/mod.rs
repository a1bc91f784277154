//! Proofs: break the running program on purpose and look for a lost, doubled, wrong or leaked word.
//!
//! Each proof holds only if its **negative control** fails: the same harness, run where the promise is known to be
//! broken (syncing turned off, an answer given too early, a word planted in a log), has to notice. A harness that
//! was never seen failing proves nothing.

mod backups;
mod canaries;
mod damage;
mod disk_full;
mod egress;
mod faults;
mod forms;
mod kills;
mod lab;
mod memory;
mod power;
mod rollback;
mod second;
mod syscalls;
mod web;
mod writers;

pub(crate) use lab::Lab;

use crate::{Result, summary::Outcome, summary::Summary, tools};

type Proof = (&'static str, &'static str, fn(&Lab) -> Result<Outcome>);

const PROOFS: [Proof; 19] = [
    ("T01", "kill -9 in the middle of writing", kills::prove),
    ("T02", "killed at every system call of one save", syscalls::prove),
    ("T03", "power cuts", power::prove),
    ("T04", "input/output errors on every write and sync", faults::prove),
    ("T05", "a full disk", disk_full::prove),
    ("T06", "one flipped bit", damage::prove_flips),
    ("T07", "files cut short, lost or made of noise", damage::prove_cuts),
    ("T08", "yesterday's file, a cut tail, swapped entries", rollback::prove),
    ("T09", "a second process on the same notebook", second::prove),
    ("T26", "nothing left in memory after locking", memory::prove),
    ("T27", "no connection to any other machine", egress::prove),
    ("T28", "no word outside the sealed data (with T33)", canaries::prove),
    ("T31", "sessions begin anew and end at once", web::prove_sessions),
    ("T32", "nothing done for another site", web::prove_other_sites),
    ("T35", "headers on every answer", web::prove_headers),
    ("T36", "hostile words in every field", web::prove_hostile),
    ("T43", "backups made while writing", backups::prove),
    ("T46", "nothing telling outside", web::prove_neutral),
    ("T47", "leaving quickly from every page", web::prove_leaving),
];

/// Says which proofs there are.
pub(crate) fn list() {
    for (number, what, _) in PROOFS {
        println!("{number}  {what}");
    }
}

/// Builds the debug binary (or takes the one `HEARKEN_BIN` names), runs the proofs named (all, if none is), prints the table. Tells whether all held.
pub(crate) fn prove(short: bool, names: &[String]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| !PROOFS.iter().any(|(number, ..)| number == name)) {
        return Err(format!("there is no proof {unknown}; see `cargo xtask proof --list`").into());
    }
    tools::build_debug_binary()?;
    let mut summary = Summary::default();
    add_to(&mut summary, short, names);
    Ok(summary.finish())
}

/// Runs the proofs named (all, if none is) as steps of a summary. The debug binary must be built.
pub(crate) fn add_to(summary: &mut Summary, short: bool, names: &[String]) {
    for (number, what, proof) in PROOFS {
        if names.is_empty() || names.iter().any(|name| name == number) {
            summary.step(&format!("{number} {what}"), || proof(&Lab::new(short)?));
        }
    }
}

/// Turns a control that did not fail into a failure of the proof.
pub(crate) fn control_must_fail(what: &str, control: Result) -> Result<String> {
    match control {
        Err(noticed) => Ok(noticed.to_string()),
        Ok(()) => Err(format!("the negative control was not noticed: {what}").into()),
    }
}
