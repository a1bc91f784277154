//! Spaces go along when everything is carried to another store: each opens theirs there, and invitations still lead in. What
//! is carried into a backup lets nobody in.

use std::sync::Arc;

use hearken_store::copy::{Openings, copy};
use hearken_vault::Store;

use crate::{
    conformance::spaces::{WORDS, reads},
    support::{Backend, Person, Postgres, Sqlite, keeper},
};

/// Two people share a space, and one of them has invited somebody else too; then all of it is carried.
async fn carried_to(to: Arc<dyn Store>) {
    let ada = Person::begins(&Sqlite::new()).await;
    let ben = ada.comes_along().await;
    let space = ada.shares_a_space_with(&ben).await;
    ada.shows(space, WORDS).await;
    let (_, link, code) = ada.invites().await;
    let here = ada.keeper.invite(&ada.session).await.unwrap().unwrap();
    copy(&ada.store, &to, Openings::GoAlong, &mut |_, _| {}).await.unwrap();
    let there = keeper(to, &ada.clock);
    for cookie in [&ada.cookie, &ben.cookie] {
        let session = there.session(cookie).await.unwrap().expect("nobody is logged out");
        let opened = there.space(&session, space).await.unwrap().expect("they are in it");
        assert_eq!(reads(&opened), [WORDS]);
        assert!(opened.faults().is_empty());
    }
    assert_eq!(there.greeting(&link, &code).await.unwrap().from, "Ada");
    assert!(there.is_invited(&here).await.unwrap(), "whoever was sent a link can still come");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_lets_somebody_in_stays_out_of_a_backup() {
    let ada = Person::begins(&Sqlite::new()).await;
    let ben = ada.comes_along().await;
    ada.shares_a_space_with(&ben).await;
    let ((_, link, code), here) =
        (ada.invites().await, ada.keeper.invite(&ada.session).await.unwrap().unwrap());
    let to = Sqlite::new().open();
    copy(&ada.store, &to, Openings::StayBehind, &mut |_, _| {}).await.unwrap();
    let there = keeper(to, &ada.clock);
    assert!(there.session(&ada.cookie).await.unwrap().is_none());
    assert!(there.greeting(&link, &code).await.is_err());
    assert!(!there.is_invited(&here).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_space_goes_from_a_folder_into_another() {
    carried_to(Sqlite::new().open()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_space_goes_from_a_folder_into_a_database() {
    carried_to(Postgres::new().open()).await;
}
