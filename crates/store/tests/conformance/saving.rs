//! Saving: nothing is lost, nothing lands twice, and the chain never breaks.

use std::{
    collections::BTreeSet,
    future::Future,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use hearken_core::{NewRevision, Refusal};
use hearken_seal::{Digest, Link};
use hearken_vault::{
    Head, Saved, WriteError,
    port::{Append, LogEntry, Store},
};

use crate::support::{Backend, Person, entry, writing};

/// Follows the stored chain from its genesis to its head.
async fn assert_unbroken(person: &Person) {
    let vault = person.session.vault().id();
    let mut head = Head { seq: 0, link: Link::genesis(vault.bytes()) };
    for entry in person.store.read(vault, 0, usize::MAX).await.unwrap() {
        assert_eq!((entry.seq, entry.previous), (head.seq + 1, head.link));
        assert_eq!(entry.sealed.map(|sealed| Digest::of(&sealed)), Some(entry.digest));
        head = Head {
            seq: entry.seq,
            link: head.link.next(entry.seq, entry.record.bytes(), entry.rev, &entry.digest),
        };
    }
    assert_eq!(person.store.head(vault).await.unwrap(), Some(head));
    assert_eq!(person.session.vault().head(), head);
}

pub(super) async fn what_was_kept_is_there_after_a_restart(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let record = person.writes("as it was\r\n\twritten \u{1f54a} ").await;
    person.keeps(writing(record, 1, "as it was changed")).await.unwrap();
    let before = person.session.vault().read().history(record).to_vec();
    let person = person.restarts().await;
    assert_eq!(person.session.vault().read().history(record), before);
    assert_eq!(person.is_told(), []);
    assert_unbroken(&person).await;
}

pub(super) async fn a_retried_write_lands_once(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let record = person.keeper.new_record_id();
    let first = person.keeps(writing(record, 0, "once")).await.unwrap();
    assert_eq!(first.revisions, [(record, 1)]);
    let person = person.restarts().await;
    let mut late = writing(record, 0, "once");
    late.when = crate::support::Day(2).at(7);
    let again = person.keeps(late).await.unwrap();
    assert_eq!(again, Saved { head: first.head, revisions: vec![] });
    let edit = person.keeps(writing(record, 1, "twice")).await.unwrap();
    assert_eq!(person.keeps(writing(record, 1, "twice")).await.unwrap().head, edit.head);
    assert_eq!(person.session.vault().read().history(record).len(), 2);
}

pub(super) async fn the_same_write_sent_many_times_at_once_lands_once(backend: Arc<impl Backend + 'static>) {
    let person = Arc::new(Person::begins(&backend).await);
    let record = person.keeper.new_record_id();
    at_once(
        &person,
        16,
        move |person, _| async move { person.keeps(writing(record, 0, "pressed again")).await },
    )
    .await;
    assert_eq!(person.session.vault().read().history(record).len(), 1);
    assert_eq!(person.session.vault().head().seq, 1);
}

/// Runs so many writes at the same time; all must be acknowledged.
pub(super) async fn at_once<F: Future<Output = Result<Saved, WriteError>> + Send + 'static>(
    person: &Arc<Person>,
    many: usize,
    write: impl Fn(Arc<Person>, usize) -> F,
) {
    let writes: Vec<_> = (0..many).map(|n| tokio::spawn(write(person.clone(), n))).collect();
    for write in writes {
        write.await.unwrap().unwrap();
    }
}

pub(super) async fn many_writers_lose_nothing_and_make_one_unbroken_chain(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Arc::new(Person::begins(&backend).await);
    at_once(&person, 16, |person, writer| async move {
        for n in 0..9 {
            person.writes(&format!("writer {writer}, line {n}")).await;
        }
        person.keeps(writing(person.keeper.new_record_id(), 0, &format!("writer {writer}, line 9"))).await
    })
    .await;
    let everything: BTreeSet<_> =
        (0..16).flat_map(|w| (0..10).map(move |n| format!("writer {w}, line {n}"))).collect();
    assert_eq!(person.reads().into_iter().collect::<BTreeSet<_>>(), everything);
    assert_unbroken(&person).await;
    let person = Arc::into_inner(person).expect("every writer has ended").restarts().await;
    assert_eq!(person.reads().into_iter().collect::<BTreeSet<_>>(), everything);
    assert_eq!(person.session.vault().head().seq, 160);
    assert_eq!(person.is_told(), []);
}

pub(super) async fn a_write_whose_asker_went_away_still_lands(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let mut left = 0;
    for n in 0..40 {
        let record = person.keeper.new_record_id();
        let vault = person.session.vault().clone();
        let mut asking =
            Box::pin(
                async move { vault.write(move |_| Ok(vec![entry(record, "on its way")]), vec![]).await },
            );
        // Asked once, so that it has begun; then, a little later each time, nobody waits for the answer any more.
        let begun = asking.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        // On a fast disk one may have landed by then.
        assert!(!matches!(begun, Poll::Ready(Err(_))));
        left += u32::from(begun.is_pending());
        tokio::time::sleep(Duration::from_micros(40 * n)).await;
        drop(asking);
    }
    assert!(left > 0, "somebody has to go away before the answer");
    let last = person.writes("behind them all").await;
    assert_eq!(person.reads().len(), 41);
    let person = person.restarts().await;
    assert_eq!((person.reads().len(), person.is_told()), (41, vec![]));
    assert!(person.session.vault().read().entry(last).is_some());
    assert_unbroken(&person).await;
}

pub(super) async fn a_refused_write_stops_no_other(backend: Arc<impl Backend + 'static>) {
    let person = Arc::new(Person::begins(&backend).await);
    let writes: Vec<_> = (0..12)
        .map(|n| {
            let person = person.clone();
            let body = if n % 3 == 0 { " \n" } else { "something" };
            tokio::spawn(async move { person.keeps(writing(person.keeper.new_record_id(), 0, body)).await })
        })
        .collect();
    for (n, write) in writes.into_iter().enumerate() {
        match write.await.unwrap() {
            Err(WriteError::Refused(Refusal::Empty)) => assert_eq!(n % 3, 0),
            kept => assert_eq!((kept.unwrap().revisions.len(), n % 3 > 0), (1, true)),
        }
    }
    assert_eq!(person.reads().len(), 8);
    assert_unbroken(&person).await;
}

pub(super) async fn what_another_process_wrote_is_taken_in(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let vault = person.session.vault();
    append_behind_its_back(&*person.store, vault.id(), vault.head()).await;
    let NewRevision { record, .. } = entry(person.keeper.new_record_id(), "");
    person.keeps(writing(record, 0, "planned on an older head")).await.unwrap();
    assert_eq!(person.reads(), ["planned on an older head"]);
    assert_eq!(vault.head().seq, 2, "what came in between is known now, and stands before it");
}

/// An entry that this process did not make. Its bytes open with no key, so it is a fault as well.
async fn append_behind_its_back(store: &dyn Store, vault: hearken_core::VaultId, head: Head) {
    let sealed = b"from elsewhere".to_vec();
    let entry = LogEntry {
        seq: head.seq + 1,
        record: hearken_core::RecordId::from_bytes([3; 16]),
        rev: 1,
        previous: head.link,
        digest: Digest::of(&sealed),
        sealed: Some(sealed),
    };
    store.append(vault, head, Append { entries: vec![entry], ..Append::default() }).await.unwrap();
}
