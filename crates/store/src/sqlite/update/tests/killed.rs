//! Updates that are killed on the way, and taken up again.
//!
//! A notebook is grown to a size at which a step takes a while. Then a process of its own (this test, started again by
//! itself) updates it and is killed at any moment.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use hearken_seal::random_bytes;

use super::*;

/// Set for the process that is killed: the notebook's folder.
const UPDATE: &str = "HEARKEN_UPDATE";
/// Set as well where every step is to be taken without a transaction.
const CARELESS: &str = "HEARKEN_UPDATE_CARELESSLY";

fn rounds(short: usize, long: usize) -> usize {
    if env::var_os("HEARKEN_LONG").is_some() { long } else { short }
}

/// The test below, as it is started again.
const TEST: &str =
    "sqlite::update::tests::killed::an_update_that_is_killed_anywhere_loses_nothing_and_is_taken_up_again";

/// What the process does that is killed. Carelessly: statement by statement, and the number at the end.
fn update_and_be_killed(folder: &Path) {
    let db = &mut connect(folder).unwrap();
    if env::var_os(CARELESS).is_none() {
        bring_up_to_date(folder, db, &steps()).unwrap();
        return;
    }
    // A careless program does not insist on whole rows either: it goes through them in pieces.
    for piece in 0..40 {
        let set = "UPDATE entries SET sealed = x'ff' || sealed WHERE seq % 40 = ?";
        db.execute(set, [piece]).unwrap();
    }
    for piece in 0..40 {
        let set = "UPDATE entries SET sealed = substr(sealed, 2) WHERE seq % 40 = ?";
        db.execute(set, [piece]).unwrap();
    }
    db.pragma_update(None, "user_version", steps().len() as u32).unwrap();
}

/// How a killed update went: whether it was still running, and whether it had reached the notebook itself.
#[derive(Default)]
struct Killed {
    running: usize,
    between: usize,
}

/// Updates, is killed after `wait`, and is updated again. Every row is the same in between and in the end.
fn kill_once(folder: &Path, wait: Duration, careless: bool, killed: &mut Killed) -> Result<(), String> {
    let ((shape, kept), was) = (content_of(folder), version_in(folder));
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", TEST]).env(UPDATE, folder).stdout(Stdio::null()).stderr(Stdio::null());
    if careless {
        command.env(CARELESS, "1");
    }
    let mut child = command.spawn().unwrap();
    thread::sleep(wait);
    killed.running += usize::from(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
    let db = connect(folder).unwrap();
    let now = version(&db).unwrap();
    let has_begun = now > was || !backups(folder).unwrap().is_empty() || careless;
    killed.between += usize::from(has_begun && (now as usize) < steps().len());
    if content(&db, &shape) != kept {
        return Err(format!("killed after {wait:?}: rows have changed"));
    }
    drop(db);
    update(folder, &steps()).map_err(|fault| format!("killed after {wait:?}: {fault}"))?;
    let db = connect(folder).unwrap();
    let whole = content(&db, &shape) == kept && version(&db).unwrap() as usize == steps().len();
    if whole { Ok(()) } else { Err(format!("killed after {wait:?}: rows have changed in the end")) }
}

/// Kills at moments spread over the time that an update takes, until enough of them fell into its middle.
fn kill_all_over(careless: bool) -> Result<usize, String> {
    let (wanted, entries) = (rounds(8, 50), rounds(1_500, 10_000));
    let mut sum = 0;
    for sql in released() {
        let begun = Instant::now();
        update(folder_with(&sql, entries).path(), &steps()).unwrap();
        let (longest, mut killed) = (begun.elapsed(), Killed::default());
        for _ in 0..wanted * 20 {
            if killed.between >= wanted {
                break;
            }
            let moment = f64::from(u16::from_be_bytes(random_bytes())) / f64::from(u16::MAX);
            kill_once(folder_with(&sql, entries).path(), longest.mul_f64(moment), careless, &mut killed)?;
        }
        if killed.between < wanted {
            return Err(format!("{} of {wanted} kills fell into the middle", killed.between));
        }
        sum += killed.running;
    }
    Ok(sum)
}

#[test]
fn an_update_that_is_killed_anywhere_loses_nothing_and_is_taken_up_again() {
    if let Some(folder) = env::var_os(UPDATE) {
        return update_and_be_killed(Path::new(&folder));
    }
    let killed = kill_all_over(false).unwrap();
    assert!(killed >= rounds(8, 50), "{killed} were still running");
    // The negative control: a step that is not taken whole or not at all.
    assert!(kill_all_over(true).is_err_and(|fault| fault.contains("rows have changed")));
}
