//! The growing wait after wrong passphrases.

use std::{sync::Arc, time::Duration};

use hearken_vault::{UnlockError, Who};

use crate::support::{Backend, PASSPHRASE, Person, pass, process};

const TEN_YEARS: i64 = 10 * 365 * 86_400;

/// Somebody who has mistyped so often that they have to wait.
async fn who_mistyped(backend: &Arc<impl Backend + 'static>) -> (Person, u64) {
    let person = Person::begins(backend).await;
    let mut wait = 0;
    for _ in 0..6 {
        person.clock.pass(Duration::from_secs(wait));
        wait = person.mistypes().await;
    }
    assert_eq!(wait, 16);
    (person, wait)
}

async fn is_too_soon(person: &Person) -> bool {
    matches!(person.keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::TooSoon { .. }))
}

pub(super) async fn wrong_tries_wait_longer_and_longer(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let mut waits = Vec::new();
    for _ in 0..12 {
        let wait = person.mistypes().await;
        waits.push(wait);
        if wait > 0 {
            person.clock.pass(Duration::from_secs(wait) - Duration::from_millis(1));
            assert_eq!(person.mistypes().await, 1, "a wait is not over before its last millisecond");
            person.clock.pass(Duration::from_millis(1));
        }
    }
    assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
}

pub(super) async fn the_right_passphrase_is_not_tried_while_it_is_too_soon(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, wait) = who_mistyped(&backend).await;
    assert!(is_too_soon(&person).await);
    let words = person.words().await;
    assert!(matches!(person.keeper.recover(&words, &pass("x")).await, Err(UnlockError::TooSoon { .. })));
    person.clock.pass(Duration::from_secs(wait));
    assert!(person.keeper.unlock(&pass(PASSPHRASE)).await.is_ok());
}

pub(super) async fn whoever_has_to_wait_crowds_nobody_out(backend: Arc<impl Backend + 'static>) {
    let (person, wait) = who_mistyped(&backend).await;
    let other = person.comes_along().await;
    let name = other.keeper.name_of(&other.session).await.unwrap().unwrap();
    let refused: Vec<_> = (0..40)
        .map(|_| {
            let keeper = person.keeper.clone();
            tokio::spawn(async move { keeper.unlock(&pass(PASSPHRASE)).await.map(drop) })
        })
        .collect();
    let theirs = other.keeper.unlock_as(&Who::new(name.written(), None), &pass(PASSPHRASE)).await;
    assert!(theirs.is_ok(), "there is a turn for whoever need not wait");
    for told in refused {
        let told = told.await.unwrap();
        let Err(UnlockError::TooSoon { wait_seconds }) = told else { panic!("{told:?}") };
        assert_eq!(wait_seconds, wait, "told by the wait, and not by a queue that is full");
    }
}

pub(super) async fn the_wait_survives_a_restart(backend: Arc<impl Backend + 'static>) {
    let (person, wait) = who_mistyped(&backend).await;
    let person = person.restarts().await;
    assert!(is_too_soon(&person).await);
    person.clock.pass(Duration::from_secs(wait));
    assert_eq!(person.mistypes().await, 32, "the count goes on where it was");
}

pub(super) async fn a_clock_set_back_neither_locks_out_for_ever_nor_lets_in_at_once(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, wait) = who_mistyped(&backend).await;
    let (backend, clock, _) = person.stops();
    clock.set_wall(-TEN_YEARS);
    let (_, keeper) = process(&*backend, &clock);
    let tried = keeper.unlock(&pass(PASSPHRASE)).await;
    assert!(matches!(tried, Err(UnlockError::TooSoon { wait_seconds }) if wait_seconds == wait));
    clock.pass(Duration::from_secs(wait));
    assert!(keeper.unlock(&pass(PASSPHRASE)).await.is_ok());
}

pub(super) async fn a_clock_ten_years_ahead_does_not_let_in_at_once(backend: Arc<impl Backend + 'static>) {
    let (person, wait) = who_mistyped(&backend).await;
    person.clock.set_wall(TEN_YEARS);
    assert!(is_too_soon(&person).await, "the steady clock knows that it is too soon");
    // And set right again: the wait is no longer than it was.
    person.clock.set_wall(-TEN_YEARS);
    person.clock.pass(Duration::from_secs(wait));
    assert!(person.keeper.unlock(&pass(PASSPHRASE)).await.is_ok());
}

pub(super) async fn getting_in_forgets_the_failed_tries(backend: Arc<impl Backend + 'static>) {
    let (person, wait) = who_mistyped(&backend).await;
    person.clock.pass(Duration::from_secs(wait));
    person.keeper.unlock(&pass(PASSPHRASE)).await.unwrap();
    assert_eq!((person.mistypes().await, person.mistypes().await, person.mistypes().await), (0, 0, 2));
}
