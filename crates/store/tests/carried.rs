//! Spaces and ways in go along when everything is carried to another store: each opens theirs there, and invitations still lead
//! in. What is carried into a backup lets nobody in.

mod meanwhile;

use std::sync::Arc;

use hearken_core::{RecordId, Timestamp};
use hearken_store::copy::{Openings, a_device_sits, copy};
use hearken_vault::{
    Store,
    port::{FactorRow, PendingRow, SittingRow, SittingState},
};

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

/// Passkeys and codes go along like the passphrase does, also into a backup of a database; what waits for an answer does not.
async fn ways_in_carried_to(to: Arc<dyn Store>, openings: Openings) {
    let person = Person::begins(&Sqlite::new()).await.with_a_passkey().await;
    let id = person.session.account();
    let codes =
        FactorRow { id: [7; 32], unlocker: None, seen: Some(person.keeper.now()), ..row_of(&person).await };
    person.store.put_factor(&codes).await.unwrap();
    let waits =
        PendingRow { id_hash: [8; 32], account: Some(id), sealed: vec![1; 62], ends: person.keeper.now() };
    person.store.put_pending(&waits).await.unwrap();
    copy(&person.store, &to, openings, &mut |_, _| {}).await.unwrap();
    assert_eq!(to.factors(id).await.unwrap(), person.store.factors(id).await.unwrap());
    assert_eq!(to.factors(id).await.unwrap().len(), 2);
    assert_eq!(to.pending([8; 32]).await.unwrap(), None);
}

async fn row_of(person: &Person) -> FactorRow {
    person.store.factors(person.session.account()).await.unwrap().remove(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ways_in_go_from_a_folder_into_another() {
    ways_in_carried_to(Sqlite::new().open(), Openings::StayBehind).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ways_in_go_from_a_folder_into_a_database() {
    ways_in_carried_to(Postgres::new().open(), Openings::GoAlong).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_device_that_sits_or_may_bring_notes_is_known_before_anything_is_carried() {
    let person = Person::begins(&Sqlite::new()).await;
    let now = person.keeper.now();
    let in_hours = |hours: i64| Timestamp::from_millis(now.as_millis() + hours * 60 * 60 * 1000);
    let sits = async |at| a_device_sits(&*person.store, at).await.unwrap();
    assert!(!sits(now).await);
    let device = SittingRow {
        id_hash: [9; 32],
        account: person.session.account(),
        treatment: RecordId::from_bytes([1; 16]),
        handle: RecordId::from_bytes([2; 16]),
        joined: true,
        sealed: vec![1; 62],
        state: SittingState::GoesOn,
        since: now,
        seen: now,
        ends: in_hours(24),
        wrong: 0,
        wrong_at: now,
    };
    assert!(person.store.begin_sitting(&device).await.unwrap() && sits(now).await);
    person.store.end_sitting([9; 32], SittingState::TakesLate, in_hours(12)).await.unwrap();
    assert!(sits(now).await && !sits(in_hours(13)).await, "notes come late for a while");
    person.store.end_sitting([9; 32], SittingState::Over, in_hours(12)).await.unwrap();
    person.store.end_sittings(person.session.account(), in_hours(12)).await.unwrap();
    assert!(!sits(now).await);
}
