//! The 24 words: showing, asking back, getting in with them.

use std::sync::Arc;

use hearken_vault::UnlockError;

use crate::support::{Backend, PASSPHRASE, Person, pass};

pub(super) async fn the_words_open_and_set_a_new_passphrase(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    person.writes("before it was forgotten").await;
    let words = person.words();
    let (_, session) = person.keeper.recover(&words, &pass("a lamp in the window")).await.unwrap();
    assert_eq!(session.vault().read().journal_len(), 1);
    assert!(person.keeper.session(&person.cookie).await.unwrap().is_none(), "whoever was in before is out");
    assert!(matches!(person.keeper.unlock(&pass(PASSPHRASE)).await, Err(UnlockError::Wrong { .. })));
    person.keeper.unlock(&pass("a lamp in the window")).await.unwrap();
    person.keeper.recover(&words, &pass(PASSPHRASE)).await.expect("the words go on working");
}

pub(super) async fn new_words_open_and_the_old_ones_do_not(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let old = person.words();
    let wrong = person.keeper.new_recovery_words(&person.session, &pass("not it")).await;
    assert!(matches!(wrong, Err(UnlockError::Wrong { .. })));
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    let new = person.words();
    assert!(old.words() != new.words());
    assert!(matches!(person.keeper.recover(&old, &pass("x")).await, Err(UnlockError::Wrong { .. })));
    assert!(person.keeper.recover(&new, &pass("a lamp in the window")).await.is_ok());
}

pub(super) async fn the_three_words_that_are_asked_back_confirm(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    assert!(!person.session.words_confirmed());
    let words = person.words().words();
    let asked = person.keeper.asked_back(&person.session);
    assert_eq!(asked, person.keeper.asked_back(&person.session), "asked for the same three again");
    let typed: Vec<_> = asked.iter().map(|&at| (at, format!(" {} ", words[at].to_uppercase()))).collect();
    assert!(person.keeper.check_words(&person.session, &typed).await.unwrap());
    assert_eq!(person.keeper.pending_words(&person.session), None, "they are shown once");
    assert!(person.session.words_confirmed());
    let person = person.restarts().await;
    assert!(person.session.words_confirmed());
    assert!(person.unlocks_again().await.1.words_confirmed());
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    assert!(!person.session.words_confirmed(), "new words are asked back anew");
}

pub(super) async fn other_words_than_the_ones_asked_back_confirm_nothing(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (words, [a, b, c]) = (person.words().words(), person.keeper.asked_back(&person.session));
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
    assert!(person.keeper.pending_words(&person.session).is_some(), "they are still there to be looked at");
    assert!(!person.session.words_confirmed());
}
