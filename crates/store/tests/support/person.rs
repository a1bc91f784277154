//! Somebody with a notebook.

use std::{sync::Arc, time::Duration};

use hearken_core::{
    NewRevision, Record, RecordId,
    journal::{self, JournalEntry, Writing},
    parts::{self, Part},
};
use hearken_seal::{KdfParams, Passphrase, RecoveryWords};
use hearken_vault::{
    Cookie, FaultKind, Joins, Keeper, Name, Saved, Session, SignUps, Store, UnlockError, Who, WriteError,
};

use super::{Backend, Day, HandClock};

/// What everybody here unlocks with.
pub(crate) const PASSPHRASE: &str = "seven quiet herons by the mill";

/// A passphrase as it is typed.
pub(crate) fn pass(typed: &str) -> Passphrase {
    Passphrase::new(typed)
}

/// Somebody who has set up a notebook and is unlocked.
pub(crate) struct Person {
    pub(crate) backend: Arc<dyn Backend>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) keeper: Keeper,
    pub(crate) session: Session,
    pub(crate) cookie: String,
}

impl Person {
    /// Sets up a notebook.
    pub(crate) async fn begins(backend: &Arc<impl Backend + 'static>) -> Self {
        let (backend, clock): (Arc<dyn Backend>, _) = (backend.clone(), HandClock::new());
        let (store, keeper) = process(&*backend, &clock);
        let (cookie, session) = keeper.begin(&pass(PASSPHRASE)).await.unwrap();
        Self { backend, clock, store, keeper, session, cookie: cookie.value().to_owned() }
    }

    /// Somebody else on the same server.
    pub(crate) async fn comes_along(&self) -> Self {
        self.keeper.say_who_may_join(SignUps::Open);
        let name = Name::new(&format!("Somebody {}", self.keeper.new_record_id())).unwrap();
        let joined = self.keeper.join_as(Joins::Openly(name), &Who::default(), &pass(PASSPHRASE)).await;
        let (cookie, session) = joined.unwrap();
        let (backend, clock, store) = (self.backend.clone(), self.clock.clone(), self.store.clone());
        let cookie = cookie.value().to_owned();
        Self { backend, clock, store, keeper: self.keeper.clone(), session, cookie }
    }

    /// The program is stopped and started again; the browser still has its cookie.
    pub(crate) async fn restarts(self) -> Self {
        let (backend, clock, cookie) = self.stops();
        let (store, keeper) = process(&*backend, &clock);
        let session = keeper.session(&cookie).await.unwrap().expect("a restart logs nobody out");
        Self { backend, clock, store, keeper, session, cookie }
    }

    /// The same browser, answered by another process on the same store.
    pub(crate) async fn beside(&self) -> Self {
        let (backend, clock, cookie) = (self.backend.clone(), self.clock.clone(), self.cookie.clone());
        let (store, keeper) = process(&*backend, &clock);
        let session = keeper.session(&cookie).await.unwrap().expect("a cookie opens it in every process");
        Self { backend, clock, store, keeper, session, cookie }
    }

    /// Sends a request that only looks. Whether the cookie still opens anything.
    pub(crate) async fn looks(&self) -> bool {
        self.keeper.session(&self.cookie).await.unwrap().is_some()
    }

    /// Comes to a machine where this notebook lies, and unlocks it.
    pub(crate) async fn unlocks(backend: &Arc<impl Backend + 'static>) -> Result<Self, UnlockError> {
        let (backend, clock): (Arc<dyn Backend>, _) = (backend.clone(), HandClock::new());
        let (store, keeper) = process(&*backend, &clock);
        let (cookie, session) = keeper.unlock(&pass(PASSPHRASE)).await?;
        Ok(Self { backend, clock, store, keeper, session, cookie: cookie.value().to_owned() })
    }

    /// The program is stopped. What is left: the files, the time, and the browser's cookie.
    pub(crate) fn stops(self) -> (Arc<dyn Backend>, Arc<HandClock>, String) {
        (self.backend, self.clock.of_a_new_process(), self.cookie)
    }

    /// Unlocks in one more browser.
    pub(crate) async fn unlocks_again(&self) -> (Cookie, Session) {
        self.keeper.unlock(&pass(PASSPHRASE)).await.unwrap()
    }

    /// Goes on in another session than before.
    pub(crate) fn goes_on(self, (cookie, session): (Cookie, Session)) -> Self {
        Self { session, cookie: cookie.value().to_owned(), ..self }
    }

    /// Adds a passkey that nobody has in their hands; the session goes on under a new id.
    pub(crate) async fn with_a_passkey(self) -> Self {
        let soft = crate::conformance::passkeys::soft();
        let renewed = crate::conformance::passkeys::adds(&self, &soft, true).await.unwrap();
        self.goes_on(renewed)
    }

    /// Writes a new entry.
    pub(crate) async fn writes(&self, body: &str) -> RecordId {
        let record = self.keeper.new_record_id();
        self.keeps(writing(record, 0, body)).await.unwrap();
        record
    }

    /// Sends the journal's form.
    pub(crate) async fn keeps(&self, writing: Writing) -> Result<Saved, WriteError> {
        let change = move |notebook: &hearken_core::Notebook| Ok(vec![journal::keep(notebook, writing)?]);
        self.session.vault().write(change, Vec::new()).await
    }

    /// Gets to know a part.
    pub(crate) async fn meets(&self, name: &str) -> RecordId {
        let (record, part) = (self.keeper.new_record_id(), Part::named(name).unwrap());
        let change =
            move |notebook: &hearken_core::Notebook| Ok(vec![parts::keep(notebook, record, 0, part)?]);
        self.session.vault().write(change, Vec::new()).await.unwrap();
        record
    }

    /// Gives a part another name, on what it was at `base`.
    pub(crate) async fn renames(&self, part: RecordId, base: u32, name: &str) -> Result<Saved, WriteError> {
        let named = Part::named(name).unwrap();
        let change =
            move |notebook: &hearken_core::Notebook| Ok(vec![parts::keep(notebook, part, base, named)?]);
        self.session.vault().write(change, Vec::new()).await
    }

    /// Takes a record out for good.
    pub(crate) async fn erases(&self, record: RecordId) -> Result<Saved, WriteError> {
        let id = self.keeper.new_record_id();
        let change = move |notebook: &hearken_core::Notebook| {
            Ok(vec![hearken_core::erasure::erase(notebook, id, record)?])
        };
        self.session.vault().write(change, Vec::new()).await
    }

    /// The journal's texts, sorted.
    pub(crate) fn reads(&self) -> Vec<String> {
        let notebook = self.session.vault().read();
        let mut texts: Vec<_> = notebook.journal().map(|(_, entry)| entry.body.to_string()).collect();
        texts.sort();
        texts
    }

    /// What is reported as wrong.
    pub(crate) fn is_told(&self) -> Vec<FaultKind> {
        self.session.vault().faults().iter().map(|fault| fault.kind).collect()
    }

    /// The recovery words, while they are shown.
    pub(crate) async fn words(&self) -> RecoveryWords {
        let words = self.keeper.pending_words(&self.session).await.unwrap();
        let words = words.expect("they are shown until they are asked back");
        RecoveryWords::parse(&words.join(" ")).unwrap()
    }

    /// Nothing happens for so many minutes.
    pub(crate) fn waits_minutes(&self, minutes: u64) {
        self.clock.pass(Duration::from_secs(minutes * 60));
    }

    /// Seconds until the next try, after a wrong passphrase.
    pub(crate) async fn mistypes(&self) -> u64 {
        match self.keeper.unlock(&pass("seven quiet herons by the mile")).await.map(|_| ()) {
            Err(UnlockError::Wrong { wait_seconds } | UnlockError::TooSoon { wait_seconds }) => wait_seconds,
            other => panic!("a wrong passphrase gave {other:?}"),
        }
    }
}

/// A program that starts on what lies in `backend`.
pub(crate) fn process(backend: &dyn Backend, clock: &Arc<HandClock>) -> (Arc<dyn Store>, Keeper) {
    let store = backend.open();
    (store.clone(), keeper(store, clock))
}

/// A keeper that stretches passphrases no more than it has to.
pub(crate) fn keeper(store: Arc<dyn Store>, clock: &Arc<HandClock>) -> Keeper {
    Keeper::new(store, clock.clone(), KdfParams::FLOOR)
}

/// The journal's form, filled in at nine on the first day.
pub(crate) fn writing(record: RecordId, base: u32, body: &str) -> Writing {
    Writing {
        record,
        base,
        settles: Vec::new(),
        title: String::new(),
        body: body.to_owned(),
        when: Day(1).at(9),
        parts: Vec::new(),
        starred: false,
    }
}

/// An entry that says only this.
pub(crate) fn entry(record: RecordId, body: &str) -> NewRevision {
    let entry = JournalEntry { body: body.into(), when: Day(1).at(9), ..JournalEntry::default() };
    NewRevision::first(record, Record::Journal(entry))
}
