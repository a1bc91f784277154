//! Feeds: fetched with the token alone, sealed anew by whoever has the notebook open, and gone once ended.

use std::sync::Arc;

use hearken_seal::{FeedToken, random_bytes};
use hearken_vault::{MOST_FEEDS, port::FeedRow};

use super::accounts::{make_account, vault};
use crate::support::{Backend, Person, find, process};

const FIRST: &[u8] = b"the first thing that a calendar is told";
const THEN: &[u8] = b"and what it is told after something was written";

/// Begins a feed that says this, and gives its token.
async fn begins(person: &Person, says: &[u8]) -> FeedToken {
    let says = says.to_vec();
    assert!(person.keeper.begin_feed(&person.session, move |_| says).await.unwrap());
    person.keeper.take_fresh_token(&person.session).await.unwrap().expect("it waits to be shown")
}

async fn says(person: &Person, token: &FeedToken) -> Option<Vec<u8>> {
    person.keeper.feed(token).await.unwrap().map(|says| says.to_vec())
}

/// Seals the feeds anew if anything was written; tells whether anything was asked.
async fn refreshes(person: &Person, to: &[u8]) -> bool {
    let asked = std::sync::atomic::AtomicBool::new(false);
    let say = |_: &hearken_core::Notebook, _: &[u8]| {
        asked.store(true, std::sync::atomic::Ordering::SeqCst);
        Some(to.to_vec())
    };
    person.session.vault().refresh_feeds(say).await.unwrap();
    asked.into_inner()
}

pub(super) async fn a_row_is_added_replaced_and_deleted(backend: Arc<impl Backend>) {
    let store = backend.open();
    make_account(&*store, 1).await.unwrap();
    let row = |n: u8, of: u8, text: &str| FeedRow {
        id_hash: [n; 32],
        vault: vault(of),
        kept: vec![n; 66],
        sealed: text.as_bytes().to_vec(),
    };
    store.put_feed(&row(1, 1, "one")).await.unwrap();
    store.put_feed(&row(2, 1, "two")).await.unwrap();
    store.put_feed(&row(3, 2, "somebody else's")).await.unwrap();
    assert!(store.put_feed(&row(1, 2, "again")).await.is_err(), "a hash is taken once");
    store.refresh_feed([1; 32], b"one, later").await.unwrap();
    assert_eq!(store.feeds(vault(1)).await.unwrap(), [row(1, 1, "one, later"), row(2, 1, "two")]);
    assert_eq!(store.feed([3; 32]).await.unwrap(), Some(row(3, 2, "somebody else's")));
    store.delete_feed([1; 32]).await.unwrap();
    store.delete_feed([1; 32]).await.unwrap();
    store.refresh_feed([1; 32], b"one, after its end").await.unwrap();
    assert_eq!(store.feed([1; 32]).await.unwrap(), None, "what has ended does not come back");
    assert_eq!(store.feeds(vault(1)).await.unwrap(), [row(2, 1, "two")]);
}

pub(super) async fn a_feed_is_fetched_while_locked_and_after_a_restart(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let token = begins(&person, FIRST).await;
    assert_eq!(says(&person, &token).await.as_deref(), Some(FIRST));
    person.keeper.lock(&person.session).await.unwrap();
    assert_eq!(says(&person, &token).await.as_deref(), Some(FIRST));
    let (backend, clock, _) = person.stops();
    let (_store, keeper) = process(&*backend, &clock);
    assert_eq!(keeper.feed(&token).await.unwrap().as_deref(), Some(FIRST));
    assert!(keeper.feed(&FeedToken::make()).await.unwrap().is_none(), "another token is nobody's");
}

pub(super) async fn a_feed_is_sealed_anew_once_after_each_write(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let token = begins(&person, FIRST).await;
    assert!(refreshes(&person, FIRST).await, "whoever opens the notebook looks once");
    assert!(!refreshes(&person, THEN).await, "nothing was written since");
    assert_eq!(says(&person, &token).await.as_deref(), Some(FIRST));
    person.writes("something").await;
    assert!(refreshes(&person, THEN).await);
    assert_eq!(says(&person, &token).await.as_deref(), Some(THEN));
    let person = person.restarts().await;
    assert!(refreshes(&person, FIRST).await, "and so does whoever opens it after a restart");
    assert_eq!(says(&person, &token).await.as_deref(), Some(FIRST));
}

pub(super) async fn an_ended_feed_is_like_one_that_never_was(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (ended, other) = (begins(&person, FIRST).await, begins(&person, FIRST).await);
    let vault = person.session.vault();
    let sealed: Vec<_> = person.store.feeds(vault.id()).await.unwrap();
    let name = hearken_vault::FeedId::of(&ended).to_string();
    vault.end_feed("no name").await.unwrap();
    assert_eq!(vault.feeds().await.unwrap().len(), 2);
    vault.end_feed(&name).await.unwrap();
    vault.end_feed(&name).await.unwrap();
    assert_eq!(says(&person, &ended).await, None);
    assert_eq!(says(&person, &other).await.as_deref(), Some(FIRST), "the other goes on");
    let left = |row: &FeedRow| find(&backend.everything(), &row.sealed);
    let gone = sealed.iter().find(|row| row.id_hash == ended.id_hash()).unwrap();
    assert!(!left(gone), "its bytes are gone too");
    assert!(sealed.iter().any(left), "as could be seen of the other");
}

pub(super) async fn what_a_feed_said_before_is_overwritten(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    begins(&person, FIRST).await;
    let before = person.store.feeds(person.session.vault().id()).await.unwrap().remove(0).sealed;
    assert!(find(&backend.everything(), &before));
    refreshes(&person, THEN).await;
    assert!(!find(&backend.everything(), &before));
}

pub(super) async fn the_store_has_no_token_and_nothing_of_what_a_feed_says(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let token = begins(&person, FIRST).await;
    person.writes("something").await;
    refreshes(&person, THEN).await;
    let everything = backend.everything();
    for secret in [FIRST, THEN, token.to_text().as_bytes()] {
        assert!(!find(&everything, secret));
    }
    assert!(
        find(&everything, &token.id_hash()),
        "the hash is there, so it was looked for in the right place"
    );
}

pub(super) async fn a_feed_whose_bytes_were_changed_says_nothing(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let token = begins(&person, FIRST).await;
    let random: [u8; 60] = random_bytes();
    person.store.refresh_feed(token.id_hash(), &random).await.unwrap();
    assert_eq!(says(&person, &token).await, None);
    assert!(person.session.vault().feeds().await.unwrap()[0].says.is_none());
    refreshes(&person, THEN).await;
    assert_eq!(says(&person, &token).await, None, "and is left to be ended");
}

pub(super) async fn nobody_has_more_feeds_than_calendars(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    for _ in 0..MOST_FEEDS {
        begins(&person, FIRST).await;
    }
    assert!(!person.keeper.begin_feed(&person.session, |_| FIRST.to_vec()).await.unwrap());
    assert!(person.keeper.take_fresh_token(&person.session).await.unwrap().is_none());
    assert_eq!(person.session.vault().feeds().await.unwrap().len(), MOST_FEEDS);
}

pub(super) async fn a_feed_of_somebody_who_is_shut_out_is_like_one_that_never_was(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let ben = ada.comes_along().await;
    let (adas, bens) = (begins(&ada, FIRST).await, begins(&ben, THEN).await);
    ada.keeper.set_disabled(ben.session.account(), true).await.unwrap();
    assert_eq!(says(&ben, &bens).await, None);
    assert_eq!(says(&ada, &adas).await, Some(FIRST.to_vec()), "the other's goes on");
    ada.keeper.set_disabled(ben.session.account(), false).await.unwrap();
    assert_eq!(says(&ben, &bens).await, Some(THEN.to_vec()));
}
