//! Erasing for real.

use std::sync::Arc;

use hearken_core::{RecordId, Refusal, search::Query};
use hearken_vault::WriteError;

use super::drafts::form;
use crate::support::{Backend, Person, find, writing};

/// The sealed bytes of every revision of a record.
async fn sealed(person: &Person, record: RecordId) -> Vec<Vec<u8>> {
    let log = person.store.read(person.session.vault().id(), 0, usize::MAX).await.unwrap();
    let of_it = log.into_iter().filter(|entry| entry.record == record);
    of_it.map(|entry| entry.sealed.expect("not yet erased")).collect()
}

pub(super) async fn an_erased_entry_is_found_nowhere(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("stays").await;
    let record = person.writes("goes").await;
    person.keeps(writing(record, 1, &"goes, and at length ".repeat(3000))).await.unwrap();
    person.keeps(writing(record, 2, "goes in the end")).await.unwrap();
    person.writes("stays too").await;
    let gone = sealed(&person, record).await;
    assert!(gone.len() == 3 && gone.iter().all(|bytes| find(&backend.everything(), bytes)));
    person.erases(record).await.unwrap();
    assert!(!gone.iter().any(|bytes| find(&backend.everything(), bytes)), "gone before the answer is given");
    let person = person.restarts().await;
    assert!(!gone.iter().any(|bytes| find(&backend.everything(), bytes)));
    assert_eq!(
        (person.reads(), person.is_told()),
        (vec!["stays".to_owned(), "stays too".to_owned()], vec![])
    );
}

pub(super) async fn an_erased_entry_is_found_nowhere_among_hundreds(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let mut records = Vec::new();
    for n in 0..240 {
        // Long and short, and edited again later, so that pages are split and rows are moved about.
        records.push(person.writes(&format!("{n} ").repeat(1 + n * 37 % 900)).await);
        let earlier = records[n * 7 % records.len()];
        let rev = person.session.vault().read().current(earlier).unwrap().rev;
        person.keeps(writing(earlier, rev, &format!("{n} again ").repeat(1 + n * 53 % 500))).await.unwrap();
    }
    for nth in [0, 1, 17, 100, 101, 102, 180, 239] {
        let gone = sealed(&person, records[nth]).await;
        person.erases(records[nth]).await.unwrap();
        let stored = backend.everything();
        assert!(!gone.iter().any(|bytes| find(&stored, bytes)), "entry {nth} is still somewhere");
    }
    let person = person.restarts().await;
    assert_eq!((person.reads().len(), person.is_told()), (232, vec![]));
}

pub(super) async fn what_was_typed_into_an_erased_entry_goes_with_it(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let record = person.writes("goes").await;
    let vault = person.session.vault().clone();
    let places = [format!("/journal/{record}/edit"), format!("/journal/{record}"), "/journal/new".to_owned()];
    for (n, place) in places.iter().enumerate() {
        let mut fields = form(&format!("typed {n}"));
        if n == 2 {
            fields.insert("record".to_owned(), record.to_string());
        }
        vault.keep_draft(person.keeper.new_draft_id(), 0, place, fields).await.unwrap();
    }
    vault.keep_draft(person.keeper.new_draft_id(), 0, "/journal/new", form("another's")).await.unwrap();
    let before = person.store.drafts(vault.id()).await.unwrap();
    person.erases(record).await.unwrap();
    let left = person.store.drafts(vault.id()).await.unwrap();
    assert_eq!((left.len(), vault.drafts().len()), (1, 1));
    let stored = backend.everything();
    for draft in before.iter().filter(|draft| !left.contains(draft)) {
        assert!(!find(&stored, &draft.sealed));
    }
}

pub(super) async fn erasing_a_part_keeps_the_drafts_that_only_mention_it(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let part = person.meets("The Planner").await;
    let mut fields = form("an hour of words about the day");
    fields.insert("part".to_owned(), part.to_string());
    let place = format!("/journal/new?part={part}");
    let vault = person.session.vault();
    vault.keep_draft(person.keeper.new_draft_id(), 0, &place, fields).await.unwrap();
    person.erases(part).await.unwrap();
    assert_eq!(vault.drafts().len(), 1);
}

pub(super) async fn what_is_erased_stays_erased(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let record = person.writes("goes").await;
    person.erases(record).await.unwrap();
    for (base, person) in [(0, &person), (1, &person)] {
        let refused = person.keeps(writing(record, base, "comes back")).await;
        assert!(matches!(refused, Err(WriteError::Refused(Refusal::NotHere))), "{refused:?}");
    }
    assert!(matches!(person.erases(record).await, Err(WriteError::Refused(Refusal::NotHere))));
    let person = person.restarts().await;
    let refused = person.keeps(writing(record, 0, "comes back")).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::NotHere))), "{refused:?}");
    let notebook = person.session.vault().read();
    assert!(notebook.was_erased(record) && notebook.history(record).is_empty());
    assert_eq!(notebook.search(&Query::parse("goes").unwrap()), []);
}

pub(super) async fn erasing_leaves_everything_else_as_it_was(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (part, record) = (person.meets("The Planner").await, person.writes("goes").await);
    let other = person.writes("stays").await;
    person.keeps(writing(other, 1, "stays, changed")).await.unwrap();
    let before = person.session.vault().read().history(other).to_vec();
    person.erases(record).await.unwrap();
    let person = person.restarts().await;
    let notebook = person.session.vault().read();
    assert_eq!(notebook.history(other), before);
    assert_eq!(notebook.part(part).unwrap().name, "The Planner");
    assert_eq!(person.session.vault().head().seq, 5, "three saves, an edit and an erasure");
}
