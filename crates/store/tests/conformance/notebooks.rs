//! The notebook as a whole: nothing of it is readable from outside, and what was seen of it is remembered.

use std::sync::Arc;

use hearken_vault::FaultKind;

use super::drafts::form;
use crate::support::{Backend, Person, find, writing};

pub(super) async fn no_word_of_a_notebook_is_readable_in_what_is_stored(
    backend: Arc<impl Backend + 'static>,
) {
    let canary = "heliotrope-umbrella-quartz-seventeen";
    let person = Person::begins(&backend).await;
    let record = person.writes(canary).await;
    person.keeps(writing(record, 1, &format!("{canary}, once more"))).await.unwrap();
    person.meets(canary).await;
    let draft = person.keeper.new_draft_id();
    person.session.vault().keep_draft(draft, 0, &format!("/{canary}"), form(canary)).await.unwrap();
    person.keeper.hold(&format!("/{canary}"), form(canary).into_iter().collect()).await.unwrap();
    let stored = backend.everything();
    assert!(!find(&stored, canary.as_bytes()));
    assert!(!find(&stored, person.cookie.as_bytes()));
    assert!(
        find(&[stored, canary.as_bytes().to_vec()].concat(), canary.as_bytes()),
        "it would have been found"
    );
}

pub(super) async fn a_notebook_that_was_written_here_has_nothing_wrong_with_it(
    backend: Arc<impl Backend + 'static>,
) {
    let mut person = Person::begins(&backend).await;
    for day in 0..4 {
        let record = person.writes(&format!("day {day}")).await;
        if day % 2 == 0 {
            person.erases(record).await.unwrap();
        }
        person = person.restarts().await;
        assert_eq!(person.is_told(), []);
    }
    assert_eq!(person.reads(), ["day 1", "day 3"]);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn a_browser_that_has_seen_this_notebook_accuses_nobody(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let mut seen = vec![person.session.vault().head()];
    for n in 0..5 {
        person.writes(&format!("{n}")).await;
        seen.push(person.session.vault().head());
    }
    let person = person.restarts().await;
    let vault = person.session.vault();
    for head in seen {
        vault.note_seen_by_browser(head.seq, &hex(&head.link.0));
        vault.note_seen_by_browser(head.seq, &hex(&head.link.0[..8]));
    }
    // What no browser of ours remembers says nothing either way.
    for garbled in ["", "ab", "not hexadecimal at all", "0011223344556"] {
        vault.note_seen_by_browser(1, garbled);
    }
    assert_eq!(person.is_told(), []);
}

pub(super) async fn a_browser_that_has_seen_more_says_so(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("here").await;
    let head = person.session.vault().head();
    person.session.vault().note_seen_by_browser(head.seq + 1, &hex(&head.link.0));
    assert_eq!(person.is_told(), [FaultKind::Older]);
    person.session.vault().note_seen_by_browser(head.seq, &hex(&[7; 32]));
    assert_eq!(person.is_told(), [FaultKind::Older], "said once");
}

pub(super) async fn older_is_said_until_it_is_accepted(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("kept").await;
    let mut ahead = person.session.vault().head();
    ahead.seq += 1;
    person.store.note_witness(person.session.vault().id(), ahead).await.unwrap();
    let person = person.restarts().await;
    assert_eq!(person.is_told(), [FaultKind::Older]);
    person.writes("written on top of it").await;
    let person = person.restarts().await;
    assert_eq!(person.is_told(), [FaultKind::Older], "writing on does not hush it");
    person.session.vault().accept_older().await.unwrap();
    assert_eq!(person.is_told(), []);
    person.writes("and on").await;
    assert_eq!(person.restarts().await.is_told(), []);
}
