//! T03: power cuts. Four clients write; from the recording, disks as a cut could leave them; each opens, verifies,
//! and holds every word that was acknowledged before the cut.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::{
    Lab, control_must_fail,
    writers::{Ledger, write_until},
};
use crate::{
    Result,
    journal::Numbers,
    powercut::{Disk, Fate, Note, Recorder},
    product::{Notebook, Server},
    summary::Outcome,
    tools::copy_folder,
};

const WRITERS: usize = 4;
/// Checking a state starts the program twice; two at a time keep two cores busy.
const CHECKERS: usize = 2;

/// What happened while a server was recorded.
struct Recording {
    notebook: Notebook,
    base: PathBuf,
    notes: Vec<Note>,
    /// Each acknowledged word with the recorder's clock just after its answer.
    acknowledged: Vec<(u64, String)>,
    attempted: Vec<String>,
}

/// A state to look at: a folder, and the words that must be in it.
struct Cut {
    folder: PathBuf,
    must_hold: Vec<String>,
    what: String,
}

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let (cuts, words) = (lab.rounds(300, 10_000), lab.rounds(60, 300));
    let recording = record(lab, words, false)?;
    cut_and_check(lab, &recording, cuts)?;
    let deaf = record(lab, words, true)?;
    let noticed = control_must_fail("syncing turned off", cut_and_check(lab, &deaf, 40))?;
    let noticed = noticed.lines().next().unwrap_or("").to_owned();
    Ok(Outcome::Held(format!("{cuts} cuts, none of {words} acknowledged words lost; control: {noticed}")))
}

fn record(lab: &Lab, words: usize, deaf: bool) -> Result<Recording> {
    let notebook = lab.notebook()?;
    let base = lab.fresh("base");
    copy_folder(notebook.folder(), &base)?;
    let recorder = Recorder::build(&lab.fresh_folder("recorder")?, notebook.folder(), deaf)?;
    let environment = recorder.environment();
    let environment: Vec<(&str, &OsStr)> =
        environment.iter().map(|(name, value)| (*name, value.as_os_str())).collect();
    let server = Server::start_in(&notebook, &[], &environment, None)?;
    let client = server.unlocked(&notebook)?;
    let ledger = Ledger::default();
    write_until(&ledger, &server, &client, (WRITERS, words), &|| recorder.clock())?;
    server.kill()?;
    let notes = recorder.notes()?;
    if notes.len() < words {
        return Err(format!("the recorder saw {} changes for {words} words: it is blind", notes.len()).into());
    }
    Ok(Recording {
        notebook,
        base,
        notes,
        acknowledged: ledger.acknowledged_at(),
        attempted: ledger.attempted(),
    })
}

/// Rebuilds `cuts` states and checks each.
fn cut_and_check(lab: &Lab, recording: &Recording, cuts: usize) -> Result {
    let mut numbers = Numbers::from_seed(3);
    let mut moments: Vec<usize> = (0..cuts).map(|_| 1 + numbers.below(recording.notes.len())).collect();
    moments.sort_unstable();
    let mut disk = Disk::from_base(&recording.base, recording.notebook.folder())?;
    let mut followed = 0;
    // A batch at a time, so that ten thousand copies never lie about at once.
    for batch in moments.chunks(32) {
        let mut states = Vec::new();
        for &moment in batch {
            for note in &recording.notes[followed..moment] {
                disk.follow(note);
            }
            followed = moment;
            states.push(state_at(lab, recording, &disk, moment, &mut numbers)?);
        }
        check_all(recording, &states)?;
        for state in &states {
            fs::remove_dir_all(&state.folder)?;
        }
    }
    Ok(())
}

fn state_at(
    lab: &Lab,
    recording: &Recording,
    disk: &Disk,
    moment: usize,
    numbers: &mut Numbers,
) -> Result<Cut> {
    let fate = Fate::any(numbers);
    let folder = lab.fresh_folder("cut")?;
    disk.write_after_cut(fate, numbers, &folder)?;
    as_private_as(&recording.base, &folder)?;
    let clock = recording.notes[moment - 1].until;
    let before = recording.acknowledged.iter().filter(|(at, _)| *at <= clock);
    let must_hold = before.map(|(_, word)| word.clone()).collect();
    Ok(Cut { folder, must_hold, what: format!("cut after change {moment}, unsynced writes {fate:?}") })
}

fn as_private_as(base: &Path, folder: &Path) -> Result {
    fs::set_permissions(folder, fs::metadata(base)?.permissions())?;
    for item in fs::read_dir(folder)? {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(item?.path(), fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn check_all(recording: &Recording, states: &[Cut]) -> Result {
    let next = AtomicUsize::new(0);
    let check = || -> Result {
        while let Some(state) = states.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = recording.notebook.moved_to(&state.folder).glance()?;
            found
                .check(&state.must_hold, &recording.attempted)
                .map_err(|fault| format!("{}: {fault}", state.what))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let checkers: Vec<_> = (0..CHECKERS).map(|_| scope.spawn(check)).collect();
        checkers.into_iter().try_for_each(|checker| checker.join().expect("a checker does not panic"))
    })
}
