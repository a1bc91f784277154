//! T02: killed at every system call by which one save changes the disk. Before or after, never in between.

use std::{os::unix::process::ExitStatusExt, process::Command, process::Stdio};

use super::{Lab, control_must_fail};
use crate::{
    Result,
    product::{Notebook, body, test_word},
    summary::Outcome,
    tools::need_program,
};

const CALLS: [&str; 6] = ["pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink"];
const KILL: i32 = 9;
/// More changes than one save can make; reaching it means that the count never ends.
const TOO_MANY: usize = 400;

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    need_program("strace", &["strace"])?;
    let (old, new) = (test_word(1), test_word(2));
    let before = lab.notebook_with(std::slice::from_ref(&old))?;
    let (mut kills, mut after) = (0, 0);
    for call in CALLS {
        for number in 1..TOO_MANY {
            let notebook = lab.copy_of(&before)?;
            let killed = note_until_killed(&notebook, call, number, &new)?;
            let survey = notebook.glance()?;
            let must_hold = if killed { vec![old.clone()] } else { vec![old.clone(), new.clone()] };
            survey
                .check(&must_hold, &[old.clone(), new.clone()])
                .map_err(|fault| format!("killed at {call} number {number}: {fault}"))?;
            if !killed {
                break;
            }
            kills += 1;
            after += usize::from(survey.words.contains_key(&new));
        }
    }
    if kills < 4 {
        return Err(format!("only {kills} kills hit anything: the tracer sees no writes").into());
    }
    let noticed = control_must_fail("half a save", half_a_save(lab, &before, &old))?;
    Ok(Outcome::Held(format!("{kills} kills, {after} after the word was safe; control: {noticed}")))
}

/// Adds an entry and is killed at the `number`th such call of one of its threads. False if it got through.
fn note_until_killed(notebook: &Notebook, call: &str, number: usize, word: &str) -> Result<bool> {
    let text = notebook.folder().with_extension("text");
    std::fs::write(&text, body(word))?;
    let plain = notebook.prepare("note", &[]);
    let status = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null"])
        .args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:signal=SIGKILL:when={number}")])
        .arg(plain.get_program())
        .args(plain.get_args())
        .stdin(std::fs::File::open(&text)?)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let killed = status.signal() == Some(KILL) || status.code() == Some(128 + KILL);
    if !killed && !status.success() {
        return Err(format!("`note` ended with {status} though nothing was done to it").into());
    }
    Ok(killed)
}

/// The newest entry taken away by hand while the head still counts it.
fn half_a_save(lab: &Lab, before: &Notebook, old: &str) -> Result {
    let notebook = lab.copy_of(before)?;
    super::rollback::delete_newest_entry(&notebook)?;
    let checked = notebook.survey()?.check(&[old.to_owned()], &[old.to_owned()]);
    checked.map_err(|fault| fault.to_string().lines().next().unwrap_or("").to_owned().into())
}
