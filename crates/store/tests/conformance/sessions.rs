//! Sessions: how long somebody stays unlocked.

use std::{sync::Arc, time::Duration};

use hearken_core::{Notebook, settings};
use hearken_vault::Session;

use crate::support::{Backend, Person, process};

/// Says in the notebook after how many quiet minutes it locks.
async fn says_minutes(session: &Session, minutes: u16) {
    let change = move |notebook: &Notebook| {
        let after = settings::Settings { idle_minutes: minutes, ..notebook.settings() };
        settings::set(notebook, after).map(|plan| vec![plan])
    };
    session.vault().write(change, Vec::new()).await.unwrap();
}

async fn is_unlocked(person: &Person) -> bool {
    person.keeper.session(&person.cookie).await.unwrap().is_some()
}

pub(super) async fn a_session_locks_after_its_quiet_minutes_and_not_before(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    assert_eq!(person.session.idle_minutes(), 15);
    person.clock.pass(Duration::from_millis(15 * 60_000 - 1));
    assert!(is_unlocked(&person).await, "a millisecond before");
    person.clock.pass(Duration::from_millis(15 * 60_000));
    assert!(!is_unlocked(&person).await, "to the millisecond");
    assert_eq!(person.store.sessions().await.unwrap(), [], "nothing is left to come back with");
}

pub(super) async fn whoever_is_there_is_not_locked_out(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    for _ in 0..20 {
        person.waits_minutes(14);
        assert!(is_unlocked(&person).await);
    }
}

pub(super) async fn the_quiet_minutes_can_be_set(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    for (asked, set) in [(0, 1), (999, 240), (3, 3)] {
        says_minutes(&person.session, asked).await;
        assert!(is_unlocked(&person).await);
        assert_eq!(person.session.idle_minutes(), set);
    }
    let person = person.restarts().await;
    assert_eq!(person.session.idle_minutes(), 3);
    person.waits_minutes(2);
    assert!(is_unlocked(&person).await);
    person.waits_minutes(3);
    assert!(!is_unlocked(&person).await);
}

pub(super) async fn quiet_minutes_that_one_browser_sets_hold_in_every_other(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (cookie, other) = person.unlocks_again().await;
    says_minutes(&person.session, 60).await;
    person.waits_minutes(2);
    person.keeper.sweep().await.unwrap();
    assert_eq!((person.session.idle_minutes(), other.idle_minutes()), (60, 60));
    let rows = person.store.sessions().await.unwrap();
    assert_eq!(rows.iter().map(|row| row.idle_minutes).collect::<Vec<_>>(), [60, 60]);
    says_minutes(&person.session, 3).await;
    person.waits_minutes(1);
    assert!(person.keeper.session(cookie.value()).await.unwrap().is_none(), "noting them is not being there");
    // The other one was not looked at since; the program is started anew.
    drop(other);
    let (backend, clock, cookie) = person.stops();
    let (store, keeper) = process(&*backend, &clock);
    assert!(keeper.session(&cookie).await.unwrap().is_none());
    assert_eq!(store.sessions().await.unwrap(), []);
}

pub(super) async fn a_session_is_over_after_a_day_used_or_not(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    for minute in (10..24 * 60).step_by(10) {
        person.waits_minutes(10);
        assert!(is_unlocked(&person).await, "after {minute} minutes");
    }
    person.waits_minutes(10);
    assert!(!is_unlocked(&person).await);
}

pub(super) async fn a_restart_does_not_lengthen_the_day(backend: Arc<impl Backend + 'static>) {
    let mut person = Person::begins(&backend).await;
    for _ in 0..6 * 23 {
        person.waits_minutes(10);
        assert!(is_unlocked(&person).await);
        person.keeper.sweep().await.unwrap();
    }
    person = person.restarts().await;
    for _ in 0..5 {
        person.waits_minutes(10);
        assert!(is_unlocked(&person).await);
    }
    person.waits_minutes(10);
    assert!(!is_unlocked(&person).await, "23 hours before the restart and one after it are a day");
}

pub(super) async fn a_restart_keeps_sessions_and_what_was_quiet_too_long_stays_locked(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    person.writes("before").await;
    let person = person.restarts().await;
    assert_eq!(person.reads(), ["before"]);
    let (backend, clock, cookie) = person.stops();
    clock.pass(Duration::from_secs(15 * 60));
    let (_, keeper) = process(&*backend, &clock.of_a_new_process());
    assert!(keeper.session(&cookie).await.unwrap().is_none());
}

pub(super) async fn locking_ends_this_session_and_no_other(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (other, _) = person.unlocks_again().await;
    person.keeper.lock(&person.session).await.unwrap();
    assert!(!is_unlocked(&person).await);
    assert!(person.keeper.session(other.value()).await.unwrap().is_some());
    let (backend, clock, cookie) = person.stops();
    let (_, keeper) = process(&*backend, &clock);
    assert!(keeper.session(&cookie).await.unwrap().is_none(), "also after a restart");
    assert!(keeper.session(other.value()).await.unwrap().is_some());
}

pub(super) async fn what_is_idle_is_locked_without_being_asked(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.waits_minutes(10);
    let (_, second) = person.unlocks_again().await;
    let vault = Arc::downgrade(person.session.vault());
    person.waits_minutes(5);
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.store.sessions().await.unwrap().len(), 1, "one is idle, one is not");
    person.waits_minutes(10);
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.store.sessions().await.unwrap(), []);
    let Person { session, keeper, .. } = person;
    drop((session, second));
    assert_eq!(vault.strong_count(), 0, "nothing of the notebook is in memory while everybody is locked out");
    drop(keeper);
}

pub(super) async fn a_stored_session_from_the_future_is_over(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let (backend, clock, cookie) = person.stops();
    clock.set_wall(-86_400);
    let (store, keeper) = process(&*backend, &clock);
    assert!(keeper.session(&cookie).await.unwrap().is_none(), "a clock set back gives no day as a present");
    assert_eq!(store.sessions().await.unwrap(), []);
}

pub(super) async fn setting_the_wall_clock_ends_no_session_that_is_open(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    for seconds in [10 * 365 * 86_400, -11 * 365 * 86_400, 365 * 86_400 + 3600] {
        person.clock.set_wall(seconds);
        person.keeper.sweep().await.unwrap();
        assert!(is_unlocked(&person).await);
    }
    person.waits_minutes(15);
    assert!(!is_unlocked(&person).await, "and none lives longer for it");
}

pub(super) async fn a_made_up_cookie_is_nobody(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let mut flipped = person.cookie.clone().into_bytes();
    flipped[0] = if flipped[0] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).unwrap();
    for cookie in ["", "nobody", &flipped, &person.cookie[1..], &format!("{}A", person.cookie)] {
        assert!(person.keeper.session(cookie).await.unwrap().is_none(), "{cookie:?}");
    }
    assert!(is_unlocked(&person).await);
}
