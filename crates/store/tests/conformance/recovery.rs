//! The 24 words: showing, asking back, getting in with them.

use std::sync::Arc;

use hearken_vault::{StoreError, UnlockError};

use crate::support::{Backend, PASSPHRASE, Person, SmallDisk, keeper, pass};

pub(super) async fn the_words_open_and_set_a_new_passphrase(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("before it was forgotten").await;
    let words = person.words().await;
    let (_, session) = person.keeper.recover(&words, &pass("a lamp in the window")).await.unwrap();
    assert_eq!(session.vault().read().journal_len(), 1);
    assert!(person.keeper.session(&person.cookie).await.unwrap().is_none(), "whoever was in before is out");
    assert!(matches!(person.keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::Wrong { .. })));
    person.keeper.unlock(&pass("a lamp in the window")).await.unwrap();
    person.keeper.recover(&words, &pass(PASSPHRASE)).await.expect("the words go on working");
}

pub(super) async fn new_words_open_and_the_old_ones_do_not(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let old = person.words().await;
    let wrong = person.keeper.new_recovery_words(&person.session, &pass("not it")).await;
    assert!(matches!(wrong, Err(UnlockError::Wrong { .. })));
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    let new = person.words().await;
    assert!(old.words() != new.words());
    assert!(matches!(person.keeper.recover(&old, &pass("x")).await, Err(UnlockError::Wrong { .. })));
    assert!(person.keeper.recover(&new, &pass("a lamp in the window")).await.is_ok());
}

pub(super) async fn the_three_words_that_are_asked_back_confirm(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    assert!(!person.session.words_confirmed());
    let words = person.words().await.words();
    let asked = person.keeper.asked_back(&person.session);
    assert_eq!(asked, person.keeper.asked_back(&person.session), "asked for the same three again");
    let typed: Vec<_> = asked.iter().map(|&at| (at, format!(" {} ", words[at].to_uppercase()))).collect();
    assert!(person.keeper.check_words(&person.session, &typed).await.unwrap());
    assert_eq!(person.keeper.pending_words(&person.session).await.unwrap(), None, "they are shown once");
    assert!(person.session.words_confirmed());
    let person = person.restarts().await;
    assert!(person.session.words_confirmed());
    assert!(person.unlocks_again().await.1.words_confirmed());
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    assert!(!person.session.words_confirmed(), "new words are asked back anew");
}

pub(super) async fn new_words_that_were_cut_short_leave_the_old_ones_and_are_asked_for_everywhere(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let old = person.words().await;
    let words = old.words();
    let typed: Vec<_> =
        person.keeper.asked_back(&person.session).iter().map(|&at| (at, words[at].to_owned())).collect();
    assert!(person.keeper.check_words(&person.session, &typed).await.unwrap());
    let disk = SmallDisk::with(person.store.clone());
    let person = Person { keeper: keeper(disk.clone(), &person.clock), ..person };
    let session = person.keeper.session(&person.cookie).await.unwrap().unwrap();
    let (_, other) = person.unlocks_again().await;
    assert!(session.words_confirmed() && other.words_confirmed());
    disk.keeps_ways_in();
    let cut = person.keeper.new_recovery_words(&session, &pass(PASSPHRASE)).await.map(drop);
    assert!(matches!(cut, Err(UnlockError::Store(StoreError::Full))), "{cut:?}");
    assert!(!session.words_confirmed() && !other.words_confirmed());
    assert!(!person.unlocks_again().await.1.words_confirmed(), "the store says so too");
    let disk = SmallDisk::with(person.store.clone());
    let recovered = keeper(disk, &person.clock).recover(&old, &pass("a lamp in the window")).await;
    assert!(recovered.is_ok(), "the old ones open as before");
}

pub(super) async fn other_words_than_the_ones_asked_back_confirm_nothing(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (words, [a, b, c]) = (person.words().await.words(), person.keeper.asked_back(&person.session));
    let right = |at: usize| (at, words[at].to_owned());
    let last_wrong = if words[c] == "abandon" { "zoo" } else { "abandon" };
    let tries = [
        vec![],
        vec![right(a), right(b)],
        vec![right(a), right(a), right(a)],
        vec![right(a), right(b), (c, last_wrong.to_owned())],
        vec![right(a), right(b), (c, String::new())],
        vec![right(a), right(b), (24, String::new())],
    ];
    for typed in tries {
        assert!(!person.keeper.check_words(&person.session, &typed).await.unwrap());
    }
    assert!(
        person.keeper.pending_words(&person.session).await.unwrap().is_some(),
        "they are still there to be looked at"
    );
    assert!(!person.session.words_confirmed());
}

pub(super) async fn words_that_wait_to_be_asked_back_survive_a_restart_and_go_with_the_session(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let words = person.words().await.words();
    let everything = String::from_utf8_lossy(&backend.everything()).into_owned();
    assert!(!everything.contains(&words.join(" ")), "sealed");
    let person = person.restarts().await;
    assert_eq!(person.words().await.words(), words);
    let (_, other) = person.unlocks_again().await;
    assert_eq!(person.keeper.pending_words(&other).await.unwrap(), None, "another browser is not shown them");
    person.keeper.lock(&person.session).await.unwrap();
    let tables = person.backend.tables();
    assert!(tables["asides"].is_empty() && !tables["accounts"].is_empty());
}

pub(super) async fn a_file_set_aside_is_one_for_each_person_and_goes_when_it_is_let_go(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let bytes: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 251) as u8).collect();
    let (first, second) = (person.keeper.new_record_id(), person.keeper.new_record_id());
    let set = async |id, bytes: &[u8]| {
        person.keeper.set_aside(&person.session, id, bytes.to_vec().into()).await.unwrap();
    };
    let get = async |id| person.keeper.aside(&person.session, id).await.unwrap().map(|it| it.to_vec());
    set(first, b"").await;
    assert_eq!(get(first).await, Some(vec![]));
    set(second, &bytes).await;
    assert!(get(second).await == Some(bytes.clone()) && get(first).await.is_none());
    assert!(person.keeper.pending_words(&person.session).await.unwrap().is_some(), "words wait beside it");
    person.keeper.forget_aside(&person.session, second).await.unwrap();
    assert!(get(second).await.is_none());
    set(second, &bytes).await;
    person.waits_minutes(14);
    assert!(person.looks().await && get(second).await.is_some());
    person.waits_minutes(2);
    assert!(get(second).await.is_none(), "a quarter of an hour is enough");
}
