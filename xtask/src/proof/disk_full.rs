//! T05: the disk fills up while somebody writes. Writing is refused in plain words, reading goes on, also for somebody
//! who unlocks anew, nothing that was acknowledged is lost, and freeing space is enough: no restart.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{Lab, writers::Ledger};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, body, entry_form, http::Client, record_id},
    summary::Outcome,
    tools,
};

const SIZE: &str = "size=8m";
const RECOVERY: Duration = Duration::from_secs(5);
/// Refusals in a row after which the disk counts as full for good.
const SURELY_FULL: usize = 3;
const DISK_FULL: u16 = 507;

/// A small disk of our own; unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf) -> std::result::Result<Self, String> {
        if !tools::is_root() {
            return Err("only root may mount a small disk".to_owned());
        }
        fs::create_dir(&at).map_err(|fault| fault.to_string())?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(&at).output();
        match mounted {
            Ok(output) if output.status.success() => Ok(Self(at)),
            Ok(output) => Err(format!("mount: {}", String::from_utf8_lossy(&output.stderr).trim())),
            Err(fault) => Err(format!("mount: {fault}")),
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Nothing can be done about a mount that stays; it goes with the machine.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let disk = match SmallDisk::mount(lab.fresh("disk")) {
        Ok(disk) => disk,
        Err(why) => return Ok(Outcome::Skipped(why)),
    };
    let notebook = Notebook::init(&lab.binary(), &disk.0.join("notebook"))?;
    let (ledger, mut numbers) = (Ledger::default(), Numbers::from_seed(5));
    let server = Server::start(&notebook)?;
    let mut client = server.unlocked(&notebook)?;
    // The control: with space on the disk nothing is refused, so a refusal below is about the space.
    for _ in 0..5 {
        if write_large(&mut client, &ledger, &mut numbers)? != 303 {
            return Err("a save was refused though there was space".into());
        }
    }
    let filler = fill(&disk.0)?;
    write_until_refused(&mut client, &ledger, &mut numbers)?;
    if client.get("/journal")?.status != 200 {
        return Err("the journal could not be read on a full disk".into());
    }
    unlock_anew(&server, &notebook)?;
    fs::remove_file(filler)?;
    write_again(&mut client, &ledger, &mut numbers)?;
    server.kill()?;
    notebook.survey()?.check(&ledger.acknowledged(), &ledger.attempted())?;
    let kept = ledger.len();
    Ok(Outcome::Held(format!(
        "{kept} words acknowledged around a full disk, none lost, all read after unlocking on it; control: none refused \
         before"
    )))
}

/// Writes an entry long enough that a nearly full disk feels it.
fn write_large(client: &mut Client, ledger: &Ledger, numbers: &mut Numbers) -> Result<u16> {
    let (word, record) = (ledger.new_word(), record_id(numbers));
    let text = body(&word) + "\n" + &"and so it went on. ".repeat(800);
    let status = client.post("/journal", &entry_form(&record, &text))?.status;
    if status == 303 {
        ledger.acknowledge(0, word);
    }
    Ok(status)
}

/// Fills the disk up with a file, and gives its path.
fn fill(disk: &Path) -> Result<PathBuf> {
    let path = disk.join("filler");
    let mut file = fs::File::create(&path)?;
    while file.write_all(&[0; 4096]).is_ok() {}
    Ok(path)
}

fn write_until_refused(client: &mut Client, ledger: &Ledger, numbers: &mut Numbers) -> Result {
    let mut refusals = 0;
    for _ in 0..200 {
        match write_large(client, ledger, numbers)? {
            303 => refusals = 0,
            DISK_FULL => refusals += 1,
            other => {
                return Err(format!("a full disk was answered with {other} in place of {DISK_FULL}").into());
            }
        }
        if refusals == SURELY_FULL {
            return Ok(());
        }
    }
    Err("the disk never filled up".into())
}

/// The right passphrase lets in on a full disk, to read; a wrong one does not.
fn unlock_anew(server: &Server, notebook: &Notebook) -> Result {
    let wrong = server.stranger().post("/unlock", &[("passphrase", "not the one it was")])?.status;
    if wrong == 303 {
        return Err("a wrong passphrase was let in on a full disk".into());
    }
    let mut anew = server.unlocked(notebook).map_err(|fault| format!("on a full disk {fault}"))?;
    match anew.get("/journal")?.status {
        200 => Ok(()),
        other => Err(format!("after unlocking on a full disk the journal is {other}").into()),
    }
}

fn write_again(client: &mut Client, ledger: &Ledger, numbers: &mut Numbers) -> Result {
    let freed = Instant::now();
    while write_large(client, ledger, numbers)? != 303 {
        if freed.elapsed() > RECOVERY {
            return Err(format!("still refused {RECOVERY:?} after there was space again").into());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
