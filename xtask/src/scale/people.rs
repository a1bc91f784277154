//! People who have been here for a while: accounts, notebooks and open sessions, made through the library.
//!
//! Their passphrases are stretched as little as is let in at all, because it is not unlocking that is measured here.

use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use hearken_core::{Notebook, Record, RecordId, Revision, Timestamp, When, journal::JournalEntry, parts};
use hearken_seal::{KdfParams, Passphrase};
use hearken_vault::{Clock, Joins, Keeper, Name, Session, SignUps, Store, Who};

use crate::{
    Result,
    journal::{Numbers, Written},
};

/// What everybody here unlocks with.
const PASSPHRASE: &str = "nine slow herons over the mill pond";
/// So many accounts in an hour is what a server takes; these came one after the other, in the past.
const BETWEEN_SIGN_UPS: i64 = 61;
const BATCH: usize = 500;
/// 2021-01-01, in milliseconds.
const FIRST_DAY: i64 = 1_609_459_200_000;

/// Somebody whose browser is signed in.
#[derive(Clone)]
pub(super) struct Somebody {
    /// What the browser sends.
    pub(super) cookie: String,
    /// A part they know.
    pub(super) part: RecordId,
}

/// The clock of this machine, or one that is behind it by so many seconds.
struct Behind {
    seconds: i64,
    since: Instant,
}

impl Clock for Behind {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever measures is a program of its own and owns its clock"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
        now.plus_seconds(-self.seconds)
    }

    fn monotonic(&self) -> Duration {
        self.since.elapsed()
    }
}

/// A program of one's own on the store. What it opened leaves memory with it.
pub(super) fn keeper(store: &Arc<dyn Store>, seconds_ago: i64) -> Keeper {
    let clock = Behind { seconds: seconds_ago, since: Instant::now() };
    let keeper = Keeper::new(store.clone(), Arc::new(clock), KdfParams::FLOOR);
    keeper.say_who_may_join(SignUps::Open);
    keeper
}

/// Makes `many` people. `write` gives what the one of that number has in the notebook.
pub(super) async fn make(
    store: &Arc<dyn Store>,
    many: usize,
    write: impl Fn(usize) -> Vec<Revision>,
) -> Result<Vec<Somebody>> {
    make_more(store, 0, many, write).await
}

/// The same, where there are some already.
pub(super) async fn make_more(
    store: &Arc<dyn Store>,
    there: usize,
    many: usize,
    write: impl Fn(usize) -> Vec<Revision>,
) -> Result<Vec<Somebody>> {
    let mut parts = Vec::with_capacity(many);
    let numbers = there..there + many;
    for number in numbers.clone() {
        let ago = i64::try_from(there + many - number)? * BETWEEN_SIGN_UPS;
        parts.push(joins(&keeper(store, ago), number, write(number)).await?);
    }
    // Signed in last, so that nobody was quiet for too long before it begins.
    let mut people = Vec::with_capacity(many);
    for (number, part) in numbers.zip(parts) {
        let who = Who::new(&name(number), None);
        let unlocked = keeper(store, 0).unlock_as(&who, &Passphrase::new(PASSPHRASE)).await;
        let (cookie, _) = unlocked.map_err(|fault| format!("unlocking: {fault:?}"))?;
        people.push(Somebody { cookie: cookie.value().to_owned(), part });
    }
    Ok(people)
}

fn name(number: usize) -> String {
    format!("somebody {number}")
}

/// Joins, asks the recovery words back, meets a part and writes. The session ends with it.
async fn joins(keeper: &Keeper, number: usize, write: Vec<Revision>) -> Result<RecordId> {
    let name = Name::new(&name(number)).map_err(|fault| format!("a name: {fault:?}"))?;
    let joins = if number == 0 { Joins::First(Some(name)) } else { Joins::Openly(name) };
    let joined = keeper.join_as(joins, &Who::default(), &Passphrase::new(PASSPHRASE)).await;
    let (_, session) = joined.map_err(|fault| format!("joining: {fault:?}"))?;
    let words = keeper.pending_words(&session).ok_or("no recovery words")?;
    let answers: Vec<_> = words.iter().map(|word| (*word).to_owned()).enumerate().collect();
    keeper.check_words(&session, &answers).await?;
    let part = meets(keeper, &session).await?;
    for batch in write.chunks(BATCH) {
        let saved = session.vault().append_revisions(batch.to_vec()).await;
        saved.map_err(|fault| format!("writing: {fault:?}"))?;
    }
    keeper.lock(&session).await?;
    Ok(part)
}

async fn meets(keeper: &Keeper, session: &Session) -> Result<RecordId> {
    let part = keeper.new_record_id();
    let meet = move |notebook: &Notebook| {
        let kettle = parts::Part::named("Kettle")?;
        Ok(vec![parts::keep(notebook, part, 0, kettle)?])
    };
    let met = session.vault().write(meet, Vec::new()).await;
    met.map_err(|fault| format!("a part: {fault:?}"))?;
    Ok(part)
}

/// These texts as entries of a journal.
pub(super) fn entries(journal: &[Written], seed: u64) -> Vec<Revision> {
    let mut numbers = Numbers::from_seed(seed);
    let mut revision = |written: &Written| {
        let at = Timestamp::from_millis(FIRST_DAY + written.second * 1_000);
        let entry = JournalEntry {
            title: Some(written.title.clone()),
            body: written.body.clone(),
            when: When::new(at, 60),
            ..JournalEntry::default()
        };
        let record = RecordId::from_parts(at, numbers.ten_bytes());
        Revision { record, rev: 1, base: 0, settles: Vec::new(), saved: at, what: Record::Journal(entry) }
    };
    journal.iter().map(&mut revision).collect()
}
