//! Beginning, unlocking, changing the passphrase.

use std::sync::Arc;

use hearken_vault::{BeginError, Setup, TakeBackError, UnlockError};
use tokio::task::JoinHandle;

use super::sitting::a_treatment;
use crate::support::{Backend, HandClock, PASSPHRASE, Person, SmallDisk, keeper, pass, process};

pub(super) async fn nobody_is_there_before_the_first_begins(backend: Arc<impl Backend>) {
    let (_, keeper) = process(&*backend, &HandClock::new());
    assert_eq!(keeper.setup().await.unwrap(), Setup::Empty);
    assert!(matches!(keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::NotSetUp)));
    keeper.begin(&pass(PASSPHRASE)).await.unwrap();
    assert_eq!(keeper.setup().await.unwrap(), Setup::Ready);
}

pub(super) async fn a_second_notebook_is_not_begun_over_the_first(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("the first word").await;
    let refused = person.keeper.begin(&pass("somebody else altogether")).await;
    assert!(matches!(refused, Err(BeginError::AlreadySetUp)));
    assert_eq!(person.restarts().await.reads(), ["the first word"]);
}

pub(super) async fn a_wrong_passphrase_opens_nothing(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let mut last_bit = PASSPHRASE.as_bytes().to_vec();
    *last_bit.last_mut().unwrap() ^= 1;
    let last_bit = String::from_utf8(last_bit).unwrap();
    let long = PASSPHRASE.repeat(40);
    for wrong in ["", "Seven quiet herons by the mill", &format!("{PASSPHRASE} "), &last_bit, &long] {
        person.waits_minutes(6);
        let refused = person.keeper.unlock(&pass(wrong)).await;
        assert!(matches!(refused, Err(UnlockError::Wrong { .. })), "{wrong:?}");
    }
}

pub(super) async fn the_same_words_typed_on_another_keyboard_open(backend: Arc<impl Backend>) {
    let (_, keeper) = process(&*backend, &HandClock::new());
    keeper.begin(&pass("Grüße an die Möwe")).await.unwrap();
    assert!(keeper.unlock(&pass("Gru\u{308}ße\u{a0}an die Mo\u{308}we")).await.is_ok());
}

pub(super) async fn a_changed_passphrase_opens_and_the_old_one_does_not(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    person.writes("kept under the old one").await;
    let wrong = person.keeper.change_passphrase(&person.session, &pass("not it"), &pass("anything")).await;
    assert!(matches!(wrong, Err(UnlockError::Wrong { .. })));
    let renewed = person
        .keeper
        .change_passphrase(&person.session, &pass(PASSPHRASE), &pass("a lamp in the window"))
        .await
        .unwrap();
    let copied = person.cookie.clone();
    let person = person.goes_on(renewed);
    assert!(person.keeper.session(&copied).await.unwrap().is_none(), "a copy of the session is over, too");
    assert!(matches!(person.keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::Wrong { .. })));
    let person = person.restarts().await;
    let (_, session) = person.keeper.unlock(&pass("a lamp in the window")).await.unwrap();
    assert_eq!(session.vault().read().journal_len(), 1);
}

pub(super) async fn a_changed_passphrase_ends_every_other_session(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (other, _) = person.unlocks_again().await;
    let renewed = person
        .keeper
        .change_passphrase(&person.session, &pass(PASSPHRASE), &pass("a lamp in the window"))
        .await
        .unwrap();
    let person = person.goes_on(renewed);
    assert!(person.keeper.session(other.value()).await.unwrap().is_none());
    let person = person.restarts().await;
    assert!(person.keeper.session(other.value()).await.unwrap().is_none());
}

pub(super) async fn unlocking_twice_opens_one_vault(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (_, second) = person.unlocks_again().await;
    assert!(Arc::ptr_eq(person.session.vault(), second.vault()));
    // Ten requests with one cookie, right after a restart.
    let (backend, clock, cookie) = {
        drop(second);
        person.stops()
    };
    let (_, keeper) = process(&*backend, &clock);
    let requests = (0..10).map(|_| {
        let (keeper, cookie) = (keeper.clone(), cookie.clone());
        tokio::spawn(async move { keeper.session(&cookie).await.unwrap().unwrap() })
    });
    let mut sessions = Vec::new();
    for request in requests.collect::<Vec<_>>() {
        sessions.push(request.await.unwrap());
    }
    assert!(sessions.iter().all(|session| Arc::ptr_eq(session.vault(), sessions[0].vault())));
}

/// Of two people, one has a notebook that takes its time.
pub(super) async fn a_notebook_that_opens_slowly_keeps_nobody_else_waiting(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let bo = ada.comes_along().await;
    let disk = SmallDisk::with(ada.store.clone());
    let keeper = keeper(disk.clone(), &ada.clock);
    disk.holds_up(ada.session.vault().id());
    let asks = || {
        let (keeper, cookie) = (keeper.clone(), ada.cookie.clone());
        tokio::spawn(async move { keeper.session(&cookie).await.unwrap().unwrap() })
    };
    let (one, two) = (asks(), asks());
    let minute = std::time::Duration::from_secs(60);
    let theirs =
        tokio::time::timeout(minute, keeper.session(&bo.cookie)).await.expect("nobody waits for Ada");
    assert!(theirs.unwrap().is_some());
    keeper.lock(&keeper.session(&bo.cookie).await.unwrap().unwrap()).await.unwrap();
    assert!(!one.is_finished() && !two.is_finished(), "while hers is still being read");
    disk.goes_on();
    let (one, two) = (one.await.unwrap(), two.await.unwrap());
    assert!(Arc::ptr_eq(one.vault(), two.vault()), "opened once, and not closed when another left");
}

/// In another process somebody's passphrase was found right, and their notebook is being read.
async fn begins_to_unlock(
    ada: &Person,
    passphrase: &'static str,
) -> (Arc<SmallDisk>, JoinHandle<Result<(), UnlockError>>) {
    let disk = SmallDisk::with(ada.store.clone());
    let slow = keeper(disk.clone(), &ada.clock);
    disk.holds_up(ada.session.vault().id());
    let unlocks = tokio::spawn(async move { slow.unlock(&pass(passphrase)).await.map(drop) });
    disk.is_waited_at().await;
    (disk, unlocks)
}

pub(super) async fn whoever_began_to_unlock_before_a_change_is_not_in_after_it(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let new = "another mill by quiet herons";
    let (disk, unlocks) = begins_to_unlock(&ada, PASSPHRASE).await;
    let renewed = ada.keeper.change_passphrase(&ada.session, &pass(PASSPHRASE), &pass(new)).await.unwrap();
    let ada = ada.goes_on(renewed);
    disk.goes_on();
    let told = unlocks.await.unwrap();
    assert!(matches!(told, Err(UnlockError::Wrong { .. })), "the old passphrase: {told:?}");
    assert_eq!(ada.store.sessions().await.unwrap().len(), 1, "hers alone");
    let (disk, unlocks) = begins_to_unlock(&ada, new).await;
    ada.keeper.set_disabled(ada.session.account(), true).await.unwrap();
    disk.goes_on();
    let told = unlocks.await.unwrap();
    assert!(matches!(told, Err(UnlockError::Wrong { .. })), "shut out: {told:?}");
    assert!(ada.store.sessions().await.unwrap().is_empty());
}

pub(super) async fn whoever_asks_for_words_while_the_passphrase_changes_is_not_in_after_it(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let disk = SmallDisk::with(ada.store.clone());
    let slow = keeper(disk.clone(), &ada.clock);
    let copied = slow.session(&ada.cookie).await.unwrap().unwrap();
    disk.holds_up_whoever_gets_in();
    let asks = async move { slow.new_recovery_words(&copied, &pass(PASSPHRASE)).await.map(drop) };
    let asks = tokio::spawn(asks);
    disk.is_waited_at().await;
    let new = "another mill by quiet herons";
    ada.keeper.change_passphrase(&ada.session, &pass(PASSPHRASE), &pass(new)).await.unwrap();
    disk.goes_on();
    let told = asks.await.unwrap();
    assert!(matches!(told, Err(UnlockError::Wrong { .. })), "{told:?}");
    assert_eq!(ada.store.sessions().await.unwrap().len(), 1, "hers alone");
}

pub(super) async fn whoever_takes_a_device_back_while_the_passphrase_changes_is_not_in_after_it(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Person::begins(&backend).await;
    let treatment = a_treatment(&ada, true).await;
    let (cookie, handed) = ada.unlocks_again().await;
    ada.keeper.hand_over(&handed, treatment, "4711").await.unwrap();
    let disk = SmallDisk::with(ada.store.clone());
    let slow = keeper(disk.clone(), &ada.clock);
    let narrow = slow.session(cookie.value()).await.unwrap().unwrap();
    disk.holds_up_whoever_gets_in();
    let takes = tokio::spawn(async move { slow.take_back(&narrow, cookie.value(), "4711").await.map(drop) });
    disk.is_waited_at().await;
    let new = "another mill by quiet herons";
    ada.keeper.change_passphrase(&ada.session, &pass(PASSPHRASE), &pass(new)).await.unwrap();
    disk.goes_on();
    let told = takes.await.unwrap();
    assert!(matches!(told, Err(TakeBackError::Ended)), "{told:?}");
    assert_eq!(ada.store.sessions().await.unwrap().len(), 1, "hers alone");
}

pub(super) async fn unlocking_while_another_locks_never_opens_a_second_vault(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    for _ in 0..8 {
        let (_, going) = person.unlocks_again().await;
        let (keeper, locking) = (person.keeper.clone(), going.clone());
        let (unlocked, locked) =
            tokio::join!(person.unlocks_again(), tokio::spawn(async move { keeper.lock(&locking).await }));
        locked.unwrap().unwrap();
        assert!(Arc::ptr_eq(unlocked.1.vault(), person.session.vault()));
        person.keeper.lock(&unlocked.1).await.unwrap();
    }
    // The same when it is the last session that locks: whoever gets in has the one notebook that writes go to.
    let cookie_of_the_next = {
        let keeper = person.keeper.clone();
        let locking = person.session.clone();
        let (unlocked, _) =
            tokio::join!(person.unlocks_again(), tokio::spawn(async move { keeper.lock(&locking).await }));
        unlocked
    };
    let (_, third) = person.unlocks_again().await;
    assert!(Arc::ptr_eq(cookie_of_the_next.1.vault(), third.vault()));
}
