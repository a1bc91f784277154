//! What people do while everything is carried, between two steps of it: the copy is that of one moment all the same.

use std::{collections::BTreeMap, sync::Arc};

use hearken_core::{RecordId, Revision, Timestamp};
use hearken_store::copy::{Openings, copy};
use hearken_vault::Store;
use tokio::runtime::Handle;

use crate::{
    conformance::spaces::WORDS,
    support::{Backend, PASSPHRASE, Person, Postgres, Sqlite, entry, find, keeper, pass},
};

/// Carries everything; at the step that `is_then`, something is done.
async fn carried_while(
    from: &Arc<dyn Store>,
    to: &Arc<dyn Store>,
    is_then: impl Fn(u64, u64) -> bool + Send + Sync,
    done: impl Future<Output = ()> + Send,
) {
    let mut waits = Some(Box::pin(done));
    let mut progress = |carried: u64, of: u64| {
        if is_then(carried, of)
            && let Some(now) = waits.take()
        {
            tokio::task::block_in_place(|| Handle::current().block_on(now));
        }
    };
    copy(from, to, Openings::StayBehind, &mut progress).await.unwrap();
    assert!(waits.is_none(), "it was done in between");
}

/// More entries than are carried in one step. The first of them.
async fn writes_much(person: &Person) -> RecordId {
    let records: Vec<_> = (0..300).map(|_| person.keeper.new_record_id()).collect();
    let revision = |record: &RecordId| {
        let what = entry(*record, "one of many").what;
        Revision { record: *record, rev: 1, base: 0, settles: vec![], saved: Timestamp::from_millis(7), what }
    };
    person.session.vault().append_revisions(records.iter().map(revision).collect()).await.unwrap();
    records[0]
}

async fn what_is_erased_meanwhile_is_erased_in_the_copy(to: Arc<impl Backend>) {
    let ada = Person::begins(&Sqlite::new()).await;
    let first = writes_much(&ada).await;
    let (vault, draft) = (ada.session.vault(), ada.keeper.new_draft_id());
    let fields = BTreeMap::from([("body".to_owned(), "and more of it".to_owned())]);
    vault.keep_draft(draft, 0, &format!("/journal/{first}/edit"), fields).await.unwrap();
    let sealed = ada.store.read(vault.id(), 0, 1).await.unwrap().remove(0).sealed.unwrap();
    let typed = ada.store.drafts(vault.id()).await.unwrap().remove(0).sealed;
    let store = to.open();
    let erases = async { drop(ada.erases(first).await.unwrap()) };
    carried_while(&ada.store, &store, |_, _| true, erases).await;
    let there = keeper(store, &ada.clock);
    let (_, session) = there.unlock(&pass(PASSPHRASE)).await.unwrap();
    assert_eq!((session.vault().faults(), session.vault().drafts()), (vec![], vec![]));
    assert_eq!(session.vault().read().journal_len(), 299);
    assert_eq!(session.vault().head(), vault.head());
    let everything = to.everything();
    assert!(!find(&everything, &sealed) && !find(&everything, &typed));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_erased_meanwhile_is_erased_in_a_folder() {
    what_is_erased_meanwhile_is_erased_in_the_copy(Sqlite::new()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_erased_meanwhile_is_erased_in_a_database() {
    what_is_erased_meanwhile_is_erased_in_the_copy(Postgres::new()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_account_that_is_closed_meanwhile_stops_nobody_and_is_left_out() {
    let ada = Person::begins(&Sqlite::new()).await;
    let ben = ada.comes_along().await;
    ada.writes("stays").await;
    ben.writes("goes").await;
    let to = Sqlite::new().open();
    let closes = async { ada.store.close_account(ben.session.account()).await.unwrap() };
    carried_while(&ada.store, &to, |_, _| true, closes).await;
    let left: Vec<_> = to.accounts().await.unwrap().iter().map(|account| account.id).collect();
    assert_eq!(left, [ada.session.account()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_keys_of_a_space_are_those_of_who_is_in_by_the_end() {
    let ada = Person::begins(&Sqlite::new()).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    ada.shows(space, WORDS).await;
    let to = Sqlite::new().open();
    let ends = async { ada.keeper.end_space(&ada.session, space).await.unwrap() };
    carried_while(&ada.store, &to, |carried, of| carried == of, ends).await;
    let ids = [&ada, &ben].map(|person| person.session.account());
    let own: Vec<_> = to.accounts().await.unwrap().iter().map(|account| account.notebook).collect();
    let mut spaces = ada.store.vaults_of(ids[0]).await.unwrap();
    spaces.retain(|vault| !own.contains(vault));
    assert_eq!(spaces.len(), 1);
    let keys = (ada.store.members(spaces[0]).await.unwrap(), to.members(spaces[0]).await.unwrap());
    assert_eq!(keys.0, keys.1);
    assert_eq!(ada.store.head(spaces[0]).await.unwrap(), to.head(spaces[0]).await.unwrap());
    for id in ids {
        let is_in = |vaults: Vec<_>| vaults.contains(&spaces[0]);
        assert_eq!(is_in(ada.store.vaults_of(id).await.unwrap()), is_in(to.vaults_of(id).await.unwrap()));
    }
}
