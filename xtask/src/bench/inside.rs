//! What is measured without a server: deriving the key, importing, opening, searching.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use hearken_core::{NewRevision, Record, RecordId, Timestamp, When, journal::JournalEntry, search::Query};
use hearken_seal::{KdfParams, Passphrase};
use hearken_store::SqliteStore;
use hearken_vault::{Clock, Cookie, Keeper, Session};
use tokio::runtime::Runtime;

use super::{floors, median, table::Table, timed};
use crate::{
    Result,
    journal::{Numbers, PLANTED, Written, planted_in},
};

/// What opens the measured notebook.
pub(super) const PASSPHRASE: &str = "nine slow herons over the mill pond";
const BATCH: usize = 500;
/// 2021-01-01, in milliseconds.
const FIRST_DAY: i64 = 1_609_459_200_000;

/// A notebook full of invented entries.
pub(super) struct Full {
    /// Its folder.
    pub(super) folder: std::path::PathBuf,
    /// How long it takes to open once the key is known.
    pub(super) opened_in: Duration,
    /// Bytes of its texts.
    pub(super) text_bytes: usize,
    /// One text that is in it, for writing more of the same.
    pub(super) sample: String,
}

/// The clock of this machine.
struct RealClock(Instant);

impl Clock for RealClock {
    #[expect(clippy::disallowed_methods, reason = "the bench is a program of its own and owns its clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn monotonic(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Writes the journal into a new notebook and measures what can be measured from inside.
pub(super) fn measure(table: &mut Table, folder: &Path, journal: &[Written]) -> Result<Full> {
    let runtime = Runtime::new()?;
    let cookie = fill(table, &runtime, folder, journal)?;
    derive(table, &runtime, folder)?;
    let (session, opened_in) = open(table, &runtime, folder, &cookie, journal)?;
    search(table, &session, journal)?;
    let text_bytes = journal.iter().map(|entry| entry.body.len() + entry.title.len()).sum();
    Ok(Full { folder: folder.to_owned(), opened_in, text_bytes, sample: journal[0].body.clone() })
}

fn keeper(folder: &Path) -> Result<Keeper> {
    let store = SqliteStore::open(folder)?;
    Ok(Keeper::new(Arc::new(store), Arc::new(RealClock(Instant::now())), KdfParams::STANDARD))
}

/// Sets the notebook up and writes everything, a batch in a save.
fn fill(table: &mut Table, runtime: &Runtime, folder: &Path, journal: &[Written]) -> Result<Cookie> {
    let keeper = keeper(folder)?;
    let begun = runtime.block_on(keeper.begin(&Passphrase::new(PASSPHRASE)));
    let (cookie, session) = begun.map_err(|fault| format!("setting up: {fault:?}"))?;
    let mut numbers = Numbers::from_seed(1);
    let begun = Instant::now();
    for batch in journal.chunks(BATCH) {
        let revisions: Vec<_> = batch.iter().map(|entry| revision(entry, &mut numbers)).collect();
        let saved = runtime.block_on(session.vault().write(move |_| Ok(revisions), Vec::new()));
        saved.map_err(|fault| format!("importing: {fault:?}"))?;
    }
    let each = begun.elapsed() / u32::try_from(journal.len())?;
    table.row("import, each entry").took(each, Duration::from_micros(300));
    Ok(cookie)
}

fn revision(entry: &Written, numbers: &mut Numbers) -> NewRevision {
    let at = Timestamp::from_millis(FIRST_DAY + entry.second * 1_000);
    let journal = JournalEntry {
        title: Some(entry.title.clone()),
        body: entry.body.as_str().into(),
        when: When::new(at, 60),
        ..JournalEntry::default()
    };
    NewRevision::first(RecordId::from_parts(at, numbers.ten_bytes()), Record::Journal(journal))
}

/// Unlocking a notebook that holds nothing is deriving the key and little else.
fn derive(table: &mut Table, runtime: &Runtime, beside: &Path) -> Result {
    let keeper = keeper(&beside.with_extension("empty"))?;
    let passphrase = Passphrase::new(PASSPHRASE);
    runtime.block_on(keeper.begin(&passphrase)).map_err(|fault| format!("setting up: {fault:?}"))?;
    let runs = timed(5, || {
        runtime.block_on(keeper.unlock(&passphrase)).map_err(|fault| format!("unlocking: {fault:?}").into())
    })?;
    table.row("derive the key").took(median(runs), Duration::from_millis(300));
    Ok(())
}

/// Opens the notebook by its session, as a restarted server does: no key derivation. Each time from the store up.
fn open(
    table: &mut Table,
    runtime: &Runtime,
    folder: &Path,
    cookie: &Cookie,
    journal: &[Written],
) -> Result<(Session, Duration)> {
    let (mut runs, mut opened) = (Vec::new(), None);
    for _ in 0..7 {
        drop(opened.take());
        let keeper = keeper(folder)?;
        let begun = Instant::now();
        let session = runtime.block_on(keeper.session(cookie.value()))?.ok_or("the session is gone")?;
        runs.push(begun.elapsed());
        opened = Some(session);
    }
    let session = opened.ok_or("it was never opened")?;
    let held = session.vault().read().journal_len();
    if held != journal.len() || !session.vault().faults().is_empty() {
        return Err(format!("of {} entries {held} were opened", journal.len()).into());
    }
    let (floor, opened_in) = (floors::read_and_open(folder, journal)?, median(runs));
    let what = format!("open after key derivation, {} entries", journal.len());
    table.row(&what).took(opened_in, Duration::from_millis(60)).above_floor(floor, 5.0);
    Ok((session, opened_in))
}

/// Searches as one types: each beginning of a word. The counts of planted words have to be right.
fn search(table: &mut Table, session: &Session, journal: &[Written]) -> Result {
    let (typed, _) = PLANTED[2];
    let (mut slowest, notebook) = (Duration::ZERO, session.vault().read());
    for (word, many) in PLANTED {
        let query = Query::parse(word).ok_or("a planted word is no query")?;
        let (found, expected) = (notebook.search(&query).len(), planted_in(journal.len(), many));
        if found != expected {
            return Err(format!("{word} was found {found} times in place of {expected}").into());
        }
    }
    for letters in 1..=typed.len() {
        let query = Query::parse(&typed[..letters]).ok_or("a beginning of a word is no query")?;
        slowest = slowest.max(median(timed(9, || Ok(notebook.search(&query).len()))?));
    }
    let floor = floors::scan(journal, typed)?;
    table
        .row("search as one types, slowest key")
        .took(slowest, Duration::from_millis(5))
        .above_floor(floor, 3.0);
    Ok(())
}
