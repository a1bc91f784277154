//! The write-ahead log beside the database: gone, cut, flipped, from another day, and its index full of rubbish. And
//! yesterday's file put back.

use std::{fs, sync::Arc};

use hearken_vault::FaultKind;

use super::victim::{Came, Written, judge, kinds, written_in};
use crate::support::{HandClock, PASSPHRASE, Person, Sqlite, keeper, pass};

/// The files of three days, copied while the program ran: a database, and a log that it has not taken in yet.
struct Days {
    days: Vec<Vec<(String, Vec<u8>)>>,
    written: Vec<Written>,
}

impl Days {
    async fn live() -> Self {
        let backend = Sqlite::new();
        let (mut days, mut written) = (Vec::new(), Vec::new());
        let mut person = Person::begins(&backend).await;
        for day in 1..=3 {
            // In the morning the log is taken in; what comes later stays in it until the next.
            person = person.restarts().await;
            for n in 0..4 {
                person.writes(&format!("day {day}, line {n}")).await;
            }
            days.push(backend.files());
            written.push(written_in(&person.session));
        }
        Self { days, written }
    }

    fn of(&self, day: usize, name: &str) -> Vec<u8> {
        let file =
            self.days[day - 1].iter().find(|(known, _)| known.starts_with(name) && name_ends(known, name));
        file.unwrap_or_else(|| panic!("there is no {name}")).1.clone()
    }

    /// A folder with the files of one day, some of them changed.
    fn folder(&self, day: usize, change: impl FnOnce(&Sqlite)) -> Arc<Sqlite> {
        let folder = Sqlite::with_files(&self.days[day - 1]);
        let _ = fs::remove_file(folder.folder().join("notebook.db-shm"));
        change(&folder);
        folder
    }
}

fn name_ends(known: &str, name: &str) -> bool {
    known == name || name == "seen-"
}

const DATABASE: &str = "notebook.db";
const LOG: &str = "notebook.db-wal";

async fn open(folder: &Sqlite) -> Came {
    let keeper = match folder.try_open() {
        Ok(store) => keeper(Arc::new(store), &HandClock::new()),
        Err(_) => return Came::Refused,
    };
    match keeper.unlock(&pass(PASSPHRASE)).await {
        Ok((_, session)) => {
            let (shown, faults) = (written_in(&session), session.vault().faults());
            Came::Opened { shown, faults, session }
        }
        Err(_) => Came::Refused,
    }
}

/// Opens and judges; the kinds of faults, or `None` when it was refused.
async fn judged(written: &Written, folder: &Sqlite, what: &str) -> Option<Vec<FaultKind>> {
    match open(folder).await {
        Came::Refused => None,
        Came::Opened { shown, faults, .. } => {
            judge(written, &shown, &faults).unwrap_or_else(|fault| panic!("{what}: {fault}"));
            Some(kinds(&faults))
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_copied_while_the_program_ran_opens_whole() {
    let days = Days::live().await;
    for day in 1..=3 {
        let folder = days.folder(day, |_| {});
        assert_eq!(judged(&days.written[day - 1], &folder, "a copy").await, Some(vec![]), "day {day}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rubbish_in_the_logs_index_harms_nothing() {
    let days = Days::live().await;
    for rubbish in [vec![0xa5; 32_768], vec![0; 32_768], vec![0xff; 100]] {
        let folder =
            days.folder(3, |folder| fs::write(folder.folder().join("notebook.db-shm"), &rubbish).unwrap());
        assert_eq!(judged(&days.written[2], &folder, "rubbish").await, Some(vec![]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_taken_away_is_missed() {
    let days = Days::live().await;
    for day in 2..=3 {
        let folder = days.folder(day, |folder| fs::remove_file(folder.folder().join(LOG)).unwrap());
        assert_eq!(
            judged(&days.written[day - 1], &folder, "no log").await,
            Some(vec![FaultKind::Older]),
            "day {day}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_of_another_day_is_noticed() {
    let days = Days::live().await;
    for (day, other) in [(2, 1), (3, 1), (3, 2), (1, 3), (2, 3)] {
        let folder =
            days.folder(day, |folder| fs::write(folder.folder().join(LOG), days.of(other, LOG)).unwrap());
        let newest = &days.written[day.max(other) - 1];
        judged(newest, &folder, &format!("day {day} with the log of day {other}")).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_cut_or_flipped_anywhere_is_noticed() {
    let days = Days::live().await;
    let log = days.of(3, LOG);
    let step = log.len() / 16;
    for at in (0..log.len()).step_by(step) {
        let cut = days.folder(3, |folder| fs::write(folder.folder().join(LOG), &log[..at]).unwrap());
        let mut flipped = log.clone();
        flipped[at] ^= 1;
        let flipped = days.folder(3, |folder| fs::write(folder.folder().join(LOG), &flipped).unwrap());
        for (folder, what) in [(cut, "cut"), (flipped, "flipped")] {
            // Behind the last commit the log may hold frames that never counted.
            judged(&days.written[2], &folder, &format!("a log {what} at {at}")).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn yesterdays_file_put_back_is_older() {
    let days = Days::live().await;
    let folder = days.folder(3, |folder| {
        fs::write(folder.database(), days.of(2, DATABASE)).unwrap();
        fs::write(folder.folder().join(LOG), days.of(2, LOG)).unwrap();
    });
    assert_eq!(judged(&days.written[2], &folder, "yesterday's").await, Some(vec![FaultKind::Older]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_note_of_what_was_seen_accuses_nobody() {
    let days = Days::live().await;
    let note = days.days[0].iter().find(|(name, _)| name.starts_with("seen-")).unwrap();
    for bytes in [note.1.clone(), vec![], note.1[..20].to_vec(), vec![0xff; 60]] {
        let folder = days.folder(3, |folder| fs::write(folder.folder().join(&note.0), &bytes).unwrap());
        assert_eq!(judged(&days.written[2], &folder, "an older note").await, Some(vec![]));
        // And it is put right: cut back now, the notebook is known to be older.
        let renewed = fs::read(folder.folder().join(&note.0)).unwrap();
        assert_eq!(renewed, days.of(3, "seen-"));
    }
}
