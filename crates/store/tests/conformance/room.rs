//! Notebooks make room: who was quiet longest leaves memory, and notices nothing of it.

use std::{sync::Arc, time::Duration};

use hearken_vault::{Keeper, Session};
use zeroize::Zeroizing;

use super::sitting::a_treatment;
use crate::support::{Backend, HandClock, Person, SmallDisk, entry, keeper, writing};

/// A browser between two requests: all that is left of somebody is the cookie.
struct Browser {
    keeper: Keeper,
    clock: Arc<HandClock>,
    cookie: String,
}

impl Browser {
    /// Somebody who has asked back the recovery words and written one entry.
    async fn of(person: Person, body: &str) -> Self {
        confirms(&person).await;
        person.writes(body).await;
        let Person { keeper, clock, cookie, .. } = person;
        Self { keeper, clock, cookie }
    }

    async fn asks(&self) -> Option<Session> {
        self.keeper.session(&self.cookie).await.unwrap()
    }

    async fn reads(&self) -> Vec<String> {
        let session = self.asks().await.expect("nobody is asked to unlock again");
        let notebook = session.vault().read();
        notebook.journal().map(|(_, entry)| entry.body.to_string()).collect()
    }
}

async fn confirms(person: &Person) {
    let words = person.keeper.pending_words(&person.session).await.unwrap().unwrap();
    let asked = person.keeper.asked_back(&person.session).map(|at| (at, words[at].to_owned()));
    assert!(person.keeper.check_words(&person.session, &asked).await.unwrap());
}

/// What is open once room was made. What was under way when a save was answered may end a moment later.
async fn open_after_sweeping(keeper: &Keeper, hoped: usize) -> usize {
    for _ in 0..200 {
        keeper.sweep().await.unwrap();
        if keeper.open_vaults().len() == hoped {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    keeper.open_vaults().len()
}

pub(super) async fn the_notebook_that_was_quiet_longest_makes_room_and_opens_again_unasked(
    backend: Arc<impl Backend + 'static>,
) {
    let first = Person::begins(&backend).await;
    let second = first.comes_along().await;
    let (first, second) =
        (Browser::of(first, "the first's").await, Browser::of(second, "the second's").await);
    first.clock.pass(Duration::from_secs(60));
    assert_eq!(second.reads().await, ["the second's"]);
    let all = first.keeper.held_bytes();
    first.keeper.give_room(all - 1);
    assert_eq!(open_after_sweeping(&first.keeper, 1).await, 1);
    assert!(first.keeper.held_bytes() < all);
    // Both go on, each time one making room for the other.
    for _ in 0..3 {
        assert_eq!(second.reads().await, ["the second's"]);
        assert_eq!(first.reads().await, ["the first's"]);
        assert_eq!(open_after_sweeping(&first.keeper, 1).await, 1);
        first.clock.pass(Duration::from_secs(1));
    }
}

pub(super) async fn a_session_that_made_room_locks_after_the_same_quiet_minutes(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Browser::of(Person::begins(&backend).await, "quiet").await;
    person.clock.pass(Duration::from_secs(50));
    assert!(person.asks().await.is_some(), "its row is behind by less than is written");
    person.keeper.give_room(1);
    assert_eq!(open_after_sweeping(&person.keeper, 0).await, 0);
    person.clock.pass(Duration::from_secs(15 * 60 - 1));
    assert!(person.asks().await.is_some(), "a second before");
    assert_eq!(open_after_sweeping(&person.keeper, 0).await, 0);
    person.clock.pass(Duration::from_secs(15 * 60));
    assert!(person.asks().await.is_none(), "to the second");
}

pub(super) async fn a_session_that_was_ended_does_not_come_back_because_it_made_room(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (other, _) = person.unlocks_again().await;
    let person = Browser::of(person, "two windows").await;
    person.keeper.give_room(1);
    assert_eq!(open_after_sweeping(&person.keeper, 0).await, 0);
    let here = person.asks().await.unwrap();
    person.keeper.lock(&here).await.unwrap();
    drop(here);
    assert!(person.asks().await.is_none());
    assert!(person.keeper.session(other.value()).await.unwrap().is_some(), "the other window goes on");
}

pub(super) async fn whoever_is_in_the_middle_of_something_makes_no_room(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Browser::of(Person::begins(&backend).await, "busy").await;
    let request = person.asks().await.unwrap();
    person.keeper.give_room(1);
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.keeper.open_vaults().len(), 1, "a request is being answered");
    let vault = request.vault().clone();
    drop(request);
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.keeper.open_vaults().len(), 1, "something holds the notebook alone");
    drop(vault);
    assert_eq!(open_after_sweeping(&person.keeper, 0).await, 0);
}

pub(super) async fn what_waits_in_the_store_is_there_when_a_notebook_opens_again(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let words = person.keeper.pending_words(&person.session).await.unwrap().unwrap();
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let Person { keeper, cookie, session, .. } = person;
    drop(session);
    keeper.give_room(1);
    assert_eq!(open_after_sweeping(&keeper, 0).await, 0);
    let session = keeper.session(&cookie).await.unwrap().unwrap();
    assert_eq!(keeper.pending_words(&session).await.unwrap(), Some(words), "recovery words");
    assert!(keeper.join(&code, None).await.is_ok(), "a code for another device");
}

pub(super) async fn a_device_that_is_ended_while_it_comes_back_is_over(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (cookie, _) = person.keeper.join(&code, None).await.unwrap();
    let sitting = person.keeper.sitting(&person.session, treatment).await.unwrap();
    let disk = SmallDisk::with(person.store.clone());
    let slow = keeper(disk.clone(), &person.clock);
    disk.holds_up(person.session.vault().id());
    let comes_back = tokio::spawn({
        let (slow, cookie) = (slow.clone(), cookie.value().to_owned());
        async move { slow.session(&cookie).await.unwrap().is_some() }
    });
    disk.is_waited_at().await;
    person.keeper.end_sitting(&person.session, sitting[0].handle).await.unwrap();
    disk.goes_on();
    assert!(!comes_back.await.unwrap());
    assert!(slow.session(cookie.value()).await.unwrap().is_none(), "and stays so");
}

pub(super) async fn large_notebooks_are_opened_two_at_a_time_and_a_small_one_waits_for_none(
    backend: Arc<impl Backend + 'static>,
) {
    let small = Person::begins(&backend).await;
    let disk = SmallDisk::with(small.store.clone());
    let slow = keeper(disk.clone(), &small.clock);
    let mut opening = Vec::new();
    for _ in 0..4 {
        let large = small.comes_along().await;
        let ids: Vec<_> = (0..=1_000).map(|_| large.keeper.new_record_id()).collect();
        let change = move |_: &hearken_core::Notebook| {
            Ok(ids.into_iter().map(|id| entry(id, "one of many")).collect())
        };
        large.session.vault().write(change, Vec::new()).await.unwrap();
        disk.holds_up(large.session.vault().id());
        opening.push((slow.clone(), large.cookie));
    }
    let opening: Vec<_> = opening
        .into_iter()
        .map(|(slow, cookie)| tokio::spawn(async move { slow.session(&cookie).await.unwrap().is_some() }))
        .collect();
    disk.is_waited_at().await;
    disk.is_waited_at().await;
    assert!(slow.session(&small.cookie).await.unwrap().is_some(), "the small one is open meanwhile");
    assert_eq!(disk.others_wait(), 0, "a third one has begun");
    disk.goes_on();
    for one in opening {
        assert!(one.await.unwrap());
    }
}

pub(super) async fn what_stands_in_no_store_makes_no_room(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let Person { keeper, cookie, session, store, .. } = person;
    keeper.give_room(1);
    if !store.is_shared() {
        let file = keeper.new_record_id();
        keeper.set_aside(&session, file, Zeroizing::new(b"a file".to_vec())).await.unwrap();
        drop(session);
        keeper.sweep().await.unwrap();
        assert_eq!(keeper.open_vaults().len(), 1, "a file waits to be brought in");
        let session = keeper.session(&cookie).await.unwrap().unwrap();
        keeper.forget_aside(&session, file).await.unwrap();
    }
    let session = keeper.session(&cookie).await.unwrap().unwrap();
    keeper.hand_over(&session, treatment, "4711").await.unwrap();
    drop(session);
    keeper.sweep().await.unwrap();
    assert_eq!(keeper.open_vaults().len(), 1, "a device is with the sitter");
}

pub(super) async fn nothing_that_was_acknowledged_is_lost_where_there_is_hardly_room(
    backend: Arc<impl Backend + 'static>,
) {
    let first = Person::begins(&backend).await;
    let (second, third) = (first.comes_along().await, first.comes_along().await);
    let mut people = Vec::new();
    for person in [first, second, third] {
        people.push(Arc::new(Browser::of(person, "0").await));
    }
    people[0].keeper.give_room(1);
    let writing: Vec<_> = people.iter().map(|person| tokio::spawn(writes_twenty(person.clone()))).collect();
    for one in writing {
        one.await.unwrap();
    }
    for person in &people {
        let mut read: Vec<u32> = person.reads().await.iter().map(|body| body.parse().unwrap()).collect();
        read.sort_unstable();
        assert_eq!(read, (0..=20).collect::<Vec<_>>());
        assert!(person.asks().await.unwrap().vault().faults().is_empty());
    }
}

async fn writes_twenty(person: Arc<Browser>) {
    for n in 1..=20 {
        let session = person.asks().await.expect("the cookie opens it again");
        let writing = writing(person.keeper.new_record_id(), 0, &n.to_string());
        let change = move |notebook: &hearken_core::Notebook| {
            Ok(vec![hearken_core::journal::keep(notebook, writing)?])
        };
        session.vault().write(change, Vec::new()).await.unwrap();
        drop(session);
        person.keeper.sweep().await.unwrap();
    }
}
