//! Several windows at once, and revisions that come from an archive.

use std::sync::Arc;

use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Revision, Timestamp,
    exercises::{self, AnswerValue, Answering, Run, Side},
    journal::JournalEntry,
};

use super::saving::at_once;
use crate::support::{Backend, Day, Person, writing};

pub(super) async fn two_windows_that_edit_at_once_both_stand(backend: Arc<impl Backend + 'static>) {
    let person = Arc::new(Person::begins(&backend).await);
    let record = person.writes("first").await;
    at_once(&person, 8, move |person, n| async move {
        person.keeps(writing(record, 1, &format!("window {n}"))).await
    })
    .await;
    let vault = person.session.vault();
    assert_eq!(vault.read().also_standing(record).len(), 7, "none is written over");
    let rev = vault.read().current(record).unwrap().rev;
    let mut settling = writing(record, rev, "all of them in one");
    settling.settles = vault.read().also_standing(record).iter().map(|other| other.rev).collect();
    person.keeps(settling).await.unwrap();
    assert_eq!(vault.read().also_standing(record), Vec::<&Revision>::new());
    assert_eq!(vault.read().history(record).len(), 10);
}

pub(super) async fn every_answer_given_at_once_is_kept_in_one_run(backend: Arc<impl Backend + 'static>) {
    let person = Arc::new(Person::begins(&backend).await);
    let run = person.keeper.new_record_id();
    let begun = Run::begin("meet-a-protector", 1, "1", Day(1).at(9), None);
    let begin = move |_: &Notebook| Ok(vec![NewRevision::first(run, begun.into())]);
    person.session.vault().write(begin, vec![]).await.unwrap();
    at_once(&person, 12, move |person, n| async move {
        let answering = Answering {
            run,
            seen: 1,
            screen: n.to_string(),
            side: Side::One,
            value: AnswerValue::Words(format!("answer {n}")),
            next: None,
            now: Timestamp::default(),
        };
        person
            .session
            .vault()
            .write(move |notebook| exercises::answer(notebook, answering, |_| {}), vec![])
            .await
    })
    .await;
    let notebook = person.session.vault().read();
    let run = notebook.run(run).unwrap();
    for n in 0..12 {
        let answer = run.answer(&n.to_string()).unwrap_or_else(|| panic!("answer {n} is gone"));
        assert_eq!(answer.value, AnswerValue::Words(format!("answer {n}")));
    }
}

pub(super) async fn no_word_is_acknowledged_and_erased_at_once(backend: Arc<impl Backend + 'static>) {
    let person = Arc::new(Person::begins(&backend).await);
    for _ in 0..12 {
        let record = person.writes("to be erased").await;
        let (eraser, editor) = (person.clone(), person.clone());
        let erasing = tokio::spawn(async move { eraser.erases(record).await });
        let editing =
            tokio::spawn(async move { editor.keeps(writing(record, 1, "written at the same moment")).await });
        let (erased, edited) = (erasing.await.unwrap().unwrap(), editing.await.unwrap());
        if let Ok(edited) = edited {
            // Then it came first, and was erased knowingly: the erasure lies behind it in the log.
            assert!(edited.revisions == [(record, 2)] && edited.head.seq <= erased.head.seq);
            let log = person.store.read(person.session.vault().id(), edited.head.seq - 2, 3).await.unwrap();
            assert!(
                log.iter().rposition(|e| e.record == record) < log.iter().rposition(|e| e.record != record)
            );
        }
    }
    assert_eq!(person.reads(), Vec::<String>::new());
}

/// A revision as an archive holds it.
fn archived(record: RecordId, rev: u32, base: u32, body: &str) -> Revision {
    let entry = JournalEntry { body: body.into(), when: Day(1).at(9), ..JournalEntry::default() };
    let saved = Day(-30).at(i64::from(rev)).at;
    Revision { record, rev, base, settles: vec![], saved, what: Record::Journal(entry) }
}

/// Two edits of the same text, and a third that settles both.
fn archive(record: RecordId) -> Vec<Revision> {
    let mut third = archived(record, 4, 3, "both together");
    third.settles = vec![2];
    vec![
        archived(record, 1, 0, "first"),
        archived(record, 2, 1, "here"),
        archived(record, 3, 1, "there"),
        third,
    ]
}

pub(super) async fn an_archive_keeps_when_things_were_saved_and_what_they_were_based_on(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let record = RecordId::from_bytes([5; 16]);
    let vault = person.session.vault();
    vault.append_revisions(archive(record)[..3].to_vec()).await.unwrap();
    assert_eq!(vault.read().also_standing(record), [&archive(record)[1]]);
    vault.append_revisions(archive(record)).await.unwrap();
    assert_eq!(vault.read().also_standing(record), Vec::<&Revision>::new());
    let person = person.restarts().await;
    assert_eq!(person.session.vault().read().history(record), archive(record));
}

pub(super) async fn an_archive_taken_in_twice_lands_once(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let record = RecordId::from_bytes([5; 16]);
    let first = person.session.vault().append_revisions(archive(record)).await.unwrap();
    let again = person.session.vault().append_revisions(archive(record)).await.unwrap();
    assert_eq!((again.head, again.revisions), (first.head, vec![]));
}

pub(super) async fn an_archive_that_went_another_way_keeps_both_ways_apart(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let record = RecordId::from_bytes([5; 16]);
    let vault = person.session.vault();
    vault.append_revisions(archive(record)[..1].to_vec()).await.unwrap();
    person.keeps(writing(record, 1, "went on here")).await.unwrap();
    let elsewhere = vec![
        archived(record, 1, 0, "first"),
        archived(record, 2, 1, "went on there"),
        archived(record, 3, 2, "and further there"),
    ];
    vault.append_revisions(elsewhere).await.unwrap();
    let notebook = vault.read();
    let standing = notebook.also_standing(record);
    let bases: Vec<_> = notebook.history(record).iter().map(|kept| (kept.rev, kept.base)).collect();
    assert_eq!(bases, [(1, 0), (2, 1), (3, 1), (4, 3)], "what counted as 2 there is 3 here");
    assert_eq!(
        standing.iter().map(|other| other.rev).collect::<Vec<_>>(),
        [2],
        "what was written here still stands"
    );
}

pub(super) async fn what_was_erased_here_does_not_come_back_from_an_archive(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let record = RecordId::from_bytes([5; 16]);
    person.session.vault().append_revisions(archive(record)).await.unwrap();
    person.erases(record).await.unwrap();
    let head = person.session.vault().head();
    let again = person.session.vault().append_revisions(archive(record)).await.unwrap();
    assert_eq!((again.head, again.revisions), (head, vec![]));
}
