//! T43: backups made while four clients write. Each restores to a notebook that verifies and holds every word that
//! was acknowledged before the backup began; a damaged backup is refused before anything is overwritten.

use std::{fs, path::Path};

use super::{
    Lab, control_must_fail,
    writers::{Ledger, while_writing},
};
use crate::{
    Result,
    product::{Notebook, Server, said},
    summary::Outcome,
};

const WRITERS: usize = 4;

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let rounds = lab.rounds(3, 50);
    let (notebook, ledger) = (lab.notebook()?, Ledger::default());
    let server = Server::start(&notebook)?;
    let client = server.unlocked(&notebook)?;
    let mut newest = None;
    for round in 0..rounds {
        let file = lab.fresh("backup");
        let before = while_writing(&ledger, &client, WRITERS, round as u64, || -> Result<_> {
            std::thread::sleep(std::time::Duration::from_millis(150));
            let before = ledger.acknowledged();
            back_up(&notebook, &file)?;
            Ok(before)
        })?;
        if before.is_empty() {
            return Err("nothing was acknowledged before the backup".into());
        }
        let restored = restore(lab, &notebook, &file)?;
        restored
            .survey()?
            .check(&before, &ledger.attempted())
            .map_err(|fault| format!("backup {round}: {fault}"))?;
        newest = Some((file, restored));
    }
    server.kill()?;
    let (file, restored) = newest.expect("there is at least one round");
    damaged_are_refused(lab, &notebook, &file, &ledger)?;
    let noticed = control_must_fail(
        "a word written after the backup",
        after_the_backup(&notebook, &restored, &ledger),
    )?;
    let noticed = noticed.lines().next().unwrap_or("").to_owned();
    Ok(Outcome::Held(format!(
        "{rounds} backups while {WRITERS} clients wrote, each restored; control: {noticed}"
    )))
}

fn back_up(notebook: &Notebook, file: &Path) -> Result {
    let output = notebook.command("backup", &[&file.to_string_lossy()])?;
    if output.status.success() { Ok(()) } else { Err(format!("backup: {}", said(&output)).into()) }
}

/// Restores to a machine that has only the program, the file and the passphrase.
fn restore(lab: &Lab, notebook: &Notebook, file: &Path) -> Result<Notebook> {
    let elsewhere = notebook.moved_to(&lab.fresh("restored"));
    let output = elsewhere.command("restore", &[&file.to_string_lossy()])?;
    if output.status.success() { Ok(elsewhere) } else { Err(format!("restore: {}", said(&output)).into()) }
}

/// Cut in half, and with a flipped bit in each tenth: refused, and the notebook that is there stays as it is.
fn damaged_are_refused(lab: &Lab, notebook: &Notebook, file: &Path, ledger: &Ledger) -> Result {
    let bytes = fs::read(file)?;
    let mut damaged = vec![("cut in half".to_owned(), bytes[..bytes.len() / 2].to_vec())];
    for tenth in 0..10 {
        let mut flipped = bytes.clone();
        let place = bytes.len() * tenth / 10 + 7;
        flipped[place] ^= 4;
        damaged.push((format!("bit flipped in byte {place}"), flipped));
    }
    for (what, content) in damaged {
        let broken = lab.fresh("broken");
        fs::write(&broken, content)?;
        let elsewhere = notebook.moved_to(&lab.fresh("refused"));
        for (victim, more) in [(&elsewhere, vec![]), (notebook, vec!["--replace"])] {
            let arguments = [&[broken.to_str().ok_or("a path that is no text")?], &more[..]].concat();
            let output = victim.command("restore", &arguments)?;
            if output.status.success() {
                return Err(format!("a backup {what} was put back as if it were whole").into());
            }
        }
    }
    let after = notebook.glance()?.check(&ledger.acknowledged(), &ledger.attempted());
    after.map_err(|fault| {
        format!("refusing damaged backups harmed the notebook that was there: {fault}").into()
    })
}

/// A word written after the backup cannot be in it; if the check says it is, the check is blind.
fn after_the_backup(notebook: &Notebook, restored: &Notebook, ledger: &Ledger) -> Result {
    let word = ledger.new_word();
    notebook.note(&word)?;
    restored.glance()?.check(&[word], &ledger.attempted())
}
