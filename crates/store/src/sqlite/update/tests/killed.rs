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

/// A notebook that was grown once, to be copied for each round.
struct Grown {
    database: Vec<u8>,
    version: u32,
    shape: Shape,
    content: Digest,
}

impl Grown {
    fn from(sql: &str, entries: usize) -> Self {
        let folder = folder_with(sql, entries);
        let ((shape, content), version) = (content_of(folder.path()), version_in(folder.path()));
        let database = fs::read(folder.path().join(DATABASE)).unwrap();
        Self { database, version, shape, content }
    }

    fn copy(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join(DATABASE), &self.database).unwrap();
        folder
    }

    fn is_in(&self, db: &Connection) -> bool {
        content(db, &self.shape) == self.content
    }

    /// Updates a copy, is killed after `wait`, and updates it again. Every row is the same in between and in the end.
    fn kill_once(&self, wait: Duration, careless: bool, killed: &mut Killed) -> Result<(), String> {
        let folder = self.copy();
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", TEST]).env(UPDATE, folder.path());
        if careless {
            command.env(CARELESS, "1");
        }
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(wait);
        killed.running += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let mut db = connect(folder.path()).unwrap();
        let now = version(&db).unwrap();
        let has_begun = now > self.version || !backups(folder.path()).unwrap().is_empty() || careless;
        killed.between += usize::from(has_begun && (now as usize) < steps().len());
        if !self.is_in(&db) {
            return Err(format!("killed after {wait:?}: rows have changed"));
        }
        bring_up_to_date(folder.path(), &mut db, &steps())
            .map_err(|fault| format!("killed after {wait:?}: {fault}"))?;
        let whole = self.is_in(&db) && version(&db).unwrap() as usize == steps().len();
        if whole { Ok(()) } else { Err(format!("killed after {wait:?}: rows have changed in the end")) }
    }
}

/// Kills at moments spread over the time that an update takes, until enough of them fell into its middle.
fn kill_all_over(careless: bool) -> Result<usize, String> {
    let (wanted, entries) = (rounds(8, 50), rounds(1_500, 10_000));
    let mut sum = 0;
    for sql in released() {
        let grown = Grown::from(&sql, entries);
        let begun = Instant::now();
        update(grown.copy().path(), &steps()).unwrap();
        let (longest, mut killed) = (begun.elapsed(), Killed::default());
        for _ in 0..wanted * 20 {
            if killed.between >= wanted {
                break;
            }
            let moment = f64::from(u16::from_be_bytes(random_bytes())) / f64::from(u16::MAX);
            grown.kill_once(longest.mul_f64(moment), careless, &mut killed)?;
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
