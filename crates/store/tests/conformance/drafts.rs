//! Drafts, and words that come while the notebook is locked.

use std::{collections::BTreeMap, sync::Arc};

use hearken_core::{DraftId, Notebook, Refusal, limits::TEXT_BYTES};
use hearken_vault::{DraftKept, HoldError, Sender, WriteError};

use crate::support::{Backend, PASSPHRASE, Person, entry, find, pass, process};

const PAGE: &str = "/journal/new";

/// A form in which only the body was filled in.
pub(super) fn form(body: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("body".to_owned(), body.to_owned())])
}

/// The drafts' texts with their revisions, oldest id first.
fn texts(person: &Person) -> Vec<(u32, String)> {
    let mut drafts = person.session.vault().drafts();
    drafts.sort_by_key(|draft| (draft.rev, draft.fields["body"].clone()));
    drafts.into_iter().map(|draft| (draft.rev, draft.fields["body"].clone())).collect()
}

async fn types(person: &Person, draft: DraftId, seen: u32, body: &str) -> DraftKept {
    person.session.vault().keep_draft(draft, seen, PAGE, form(body)).await.unwrap()
}

pub(super) async fn a_draft_is_there_after_a_restart(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let id = person.keeper.new_draft_id();
    assert_eq!(types(&person, id, 0, "half a sen").await, DraftKept { id, rev: 1 });
    assert_eq!(types(&person, id, 1, "half a sentence").await, DraftKept { id, rev: 2 });
    let before = person.session.vault().drafts();
    let person = person.restarts().await;
    assert_eq!(person.session.vault().drafts(), before);
    assert_eq!(person.session.vault().draft_for(PAGE).unwrap().fields, form("half a sentence"));
    assert_eq!(person.session.vault().draft_for("/journal/other"), None);
}

pub(super) async fn two_windows_that_type_into_one_draft_do_not_write_over_each_other(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let id = person.keeper.new_draft_id();
    types(&person, id, 0, "begun").await;
    let mine = types(&person, id, 1, "begun here").await;
    let yours = types(&person, id, 1, "begun there").await;
    assert!(mine.id == id && yours.id != id && yours.rev == 1);
    types(&person, yours.id, 1, "begun there and on").await;
    let person = person.restarts().await;
    assert_eq!(texts(&person), [(2, "begun here".into()), (2, "begun there and on".into())]);
}

pub(super) async fn a_draft_that_is_saved_again_lands_once(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let id = person.keeper.new_draft_id();
    let first = types(&person, id, 0, "the answer got lost").await;
    assert_eq!(types(&person, id, 0, "the answer got lost").await, first);
    assert_eq!(texts(&person).len(), 1);
}

pub(super) async fn a_draft_is_over_when_its_words_are_kept(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (done, other) = (person.keeper.new_draft_id(), person.keeper.new_draft_id());
    types(&person, done, 0, "finished").await;
    types(&person, other, 0, "unfinished").await;
    let record = person.keeper.new_record_id();
    let refused = person.session.vault().write(|_| Err(Refusal::Empty), vec![(done, 1)]).await;
    assert!(refused.is_err());
    assert_eq!(texts(&person).len(), 2, "a refused save ends no draft");
    let change = move |_: &Notebook| Ok(vec![entry(record, "finished")]);
    person.session.vault().write(change, vec![(done, 1)]).await.unwrap();
    assert_eq!(texts(&person), [(1, "unfinished".into())]);
    assert_eq!(texts(&person.restarts().await), [(1, "unfinished".into())]);
}

pub(super) async fn keeping_or_emptying_an_older_window_ends_no_newer_words(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (kept, emptied) = (person.keeper.new_draft_id(), person.keeper.new_draft_id());
    for id in [kept, emptied] {
        types(&person, id, 0, "as far as both windows know").await;
        types(&person, id, 1, "typed on, in one of them").await;
    }
    let newer = [(2, "typed on, in one of them".to_owned()), (2, "typed on, in one of them".to_owned())];
    let record = person.keeper.new_record_id();
    let change = move |_: &Notebook| Ok(vec![entry(record, "as far as both windows know")]);
    let vault = person.session.vault();
    vault.write(change, vec![(kept, 1)]).await.unwrap();
    assert!(!vault.discard_draft((emptied, 1)).await.unwrap());
    assert_eq!(texts(&person), newer);
    let person = person.restarts().await;
    assert_eq!(texts(&person), newer);
    assert!(person.session.vault().discard_draft((emptied, 2)).await.unwrap());
    assert_eq!(texts(&person).len(), 1);
}

pub(super) async fn a_discarded_draft_is_found_nowhere(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let id = person.keeper.new_draft_id();
    types(&person, id, 0, "thrown away").await;
    let sealed = person.store.drafts(person.session.vault().id()).await.unwrap().remove(0).sealed;
    assert!(find(&backend.everything(), &sealed));
    person.session.vault().discard_draft((id, 1)).await.unwrap();
    assert!(!find(&backend.everything(), &sealed));
    assert_eq!(texts(&person.restarts().await), []);
}

pub(super) async fn words_that_come_while_locked_come_back_as_drafts(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.keeper.lock(&person.session).await.unwrap();
    let words = "sent a minute after the lock";
    person.keeper.hold(PAGE, form(words).into_iter().collect()).await.unwrap();
    person.keeper.hold("/parts/new", form("and something else").into_iter().collect()).await.unwrap();
    let (backend, clock, _) = person.stops();
    let (store, keeper) = process(&*backend, &clock);
    assert!(!find(&backend.everything(), words.as_bytes()), "held words are sealed");
    let (_, session) = keeper.unlock(&pass(PASSPHRASE)).await.unwrap();
    assert_eq!(session.vault().draft_for(PAGE).unwrap().fields, form(words));
    assert_eq!(session.vault().drafts().len(), 2);
    assert_eq!(store.held(session.account()).await.unwrap(), []);
}

pub(super) async fn held_words_go_on_in_the_draft_they_were_typed_into(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let id = person.keeper.new_draft_id();
    types(&person, id, 0, "as far as it").await;
    person.keeper.lock(&person.session).await.unwrap();
    for (seen, body) in [("1", "as far as it went"), ("1", "as far as it went elsewhere")] {
        let mut fields: Vec<_> = form(body).into_iter().collect();
        fields.extend([("draft".to_owned(), id.to_string()), ("seen".to_owned(), seen.to_owned())]);
        person.keeper.hold(PAGE, fields).await.unwrap();
    }
    let (_, session) = person.unlocks_again().await;
    let person = Person { session, ..person };
    let texts = texts(&person);
    assert_eq!(
        texts.iter().map(|(rev, _)| *rev).collect::<Vec<_>>(),
        [1, 2],
        "one goes on, the other stands beside it"
    );
    assert!(texts.iter().any(|(_, text)| text == "as far as it went"));
    assert!(texts.iter().any(|(_, text)| text == "as far as it went elsewhere"));
}

pub(super) async fn no_more_is_held_than_fits(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.keeper.lock(&person.session).await.unwrap();
    let long = "x".repeat(4 * TEXT_BYTES - 100);
    person.keeper.hold(PAGE, vec![("body".to_owned(), long.clone())]).await.unwrap();
    let refused = person.keeper.hold(PAGE, vec![("body".to_owned(), long.clone())]).await;
    assert!(matches!(refused, Err(HoldError::Full)));
    let (_, session) = person.unlocks_again().await;
    assert!(session.vault().drafts()[0].fields["body"] == long, "what was taken is given back whole");
}

pub(super) async fn a_draft_longer_than_four_texts_is_refused(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let long = "x".repeat(4 * TEXT_BYTES);
    let refused = person.session.vault().keep_draft(person.keeper.new_draft_id(), 0, PAGE, form(&long)).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::TooLong { .. }))));
    assert_eq!(person.session.vault().drafts(), []);
}

pub(super) async fn from_elsewhere_words_are_held_for_a_browser_that_was_let_in_and_for_no_other(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let proofs = person.keeper.known_browser(&person.session, "").await.unwrap();
    person.keeper.lock(&person.session).await.unwrap();
    let holds =
        async |sender| person.keeper.hold_for(sender, PAGE, form("typed").into_iter().collect()).await;
    let made_up = "A".repeat(43);
    for (cookie, proofs) in [(None, ""), (Some(&*made_up), "made.up")] {
        let refused = holds(Sender { cookie, proofs, is_here: false }).await;
        assert!(matches!(refused, Err(HoldError::NotSetUp)), "{refused:?}");
    }
    holds(Sender { cookie: Some(&person.cookie), ..Sender::default() }).await.unwrap();
    holds(Sender { proofs: &proofs, ..Sender::default() }).await.unwrap();
    holds(Sender { is_here: true, ..Sender::default() }).await.unwrap();
    assert_eq!(person.store.held(person.session.account()).await.unwrap().len(), 3);
}
