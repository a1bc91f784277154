//! Passkeys: they open by themselves, once for each question, on their own page and for their own account.

use std::{sync::Arc, time::Duration};

use hearken_seal::{PasskeyFault, PasskeySecret};
use hearken_vault::{Answered, Cookie, MadePasskey, PasskeyError, Place, Session, UnlockError, Who};

use crate::support::{Backend, Brought, PASSPHRASE, Person, SoftPasskey, find, pass};

const ORIGIN: &str = "https://notes.example";
const HOST: &str = "notes.example";

pub(super) fn place() -> Place {
    Place { origin: ORIGIN.to_owned(), host: HOST.to_owned() }
}

pub(crate) fn soft() -> SoftPasskey {
    SoftPasskey::make(ORIGIN, HOST)
}

/// Adds a passkey to somebody's account; with its secret, or without.
pub(crate) async fn adds(
    person: &Person,
    soft: &SoftPasskey,
    gives: bool,
) -> Result<(Cookie, Session), PasskeyError> {
    let (challenge, _) = person.keeper.ask_new_passkey(&person.session).await.unwrap();
    let brought = soft.registers(&challenge);
    let made = MadePasskey {
        client_data: brought.client_data,
        authenticator_data: brought.authenticator_data,
        given: PasskeySecret::from_bytes(&soft.secret).filter(|_| gives),
    };
    person.keeper.add_passkey(&person.session, &pass(PASSPHRASE), "Phone", &place(), &made).await
}

/// What a browser sends when a passkey of that account has answered.
pub(super) fn answered(soft: &SoftPasskey, user: &[u8], brought: Brought) -> Answered {
    Answered {
        client_data: brought.client_data,
        authenticator_data: brought.authenticator_data,
        signature: brought.signature,
        credential: soft.credential.to_vec(),
        user: user.to_vec(),
        given: PasskeySecret::from_bytes(&soft.secret),
    }
}

async fn asks(person: &Person) -> [u8; 32] {
    person.keeper.ask_passkey(None).await.unwrap().unwrap()
}

async fn opens(person: &Person, soft: &mut SoftPasskey) -> Result<(Cookie, Session), PasskeyError> {
    let brought = soft.answers(&asks(person).await);
    let answered = answered(soft, &person.session.account().bytes(), brought);
    person.keeper.unlock_with_passkey(None, &place(), &answered).await
}

/// Somebody with a passkey, in the session that goes on after it was added.
async fn with_passkey(backend: &Arc<impl Backend + 'static>) -> (Person, SoftPasskey) {
    let (person, soft) = (Person::begins(backend).await, soft());
    let renewed = adds(&person, &soft, true).await.unwrap();
    (person.goes_on(renewed), soft)
}

pub(super) async fn a_passkey_that_gives_a_secret_opens_alone(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = (Person::begins(&backend).await, soft());
    person.writes("before").await;
    let renewed = adds(&person, &soft, true).await.unwrap();
    assert!(!person.looks().await, "the session that added it goes on under a new id");
    let person = person.goes_on(renewed);
    let (cookie, session) = opens(&person, &mut soft).await.unwrap();
    assert_ne!(cookie.value(), person.cookie);
    assert_eq!(session.vault().read().journal().count(), 1);
    assert!(
        person.unlocks_again().await.1.vault().read().journal().count() == 1,
        "the passphrase opens as ever"
    );
    drop((cookie, session));
    let restarted = person.restarts().await;
    assert!(opens(&restarted, &mut soft).await.is_ok());
    assert!(restarted.keeper.passkeys(&restarted.session).await.unwrap()[0].opens);
}

pub(super) async fn a_passkey_outlives_the_passphrase_and_opens_nothing_once_it_is_removed(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, mut soft) = with_passkey(&backend).await;
    let changed =
        person.keeper.change_passphrase(&person.session, &pass(PASSPHRASE), &pass("new words here")).await;
    let person = person.goes_on(changed.unwrap());
    assert!(opens(&person, &mut soft).await.is_ok());
    let handle = person.keeper.passkeys(&person.session).await.unwrap()[0].handle.clone();
    let wrong = person.keeper.remove_passkeys(&person.session, &pass(PASSPHRASE), Some(&handle)).await;
    assert!(matches!(wrong, Err(UnlockError::Wrong { .. })));
    assert!(opens(&person, &mut soft).await.is_ok());
    person.keeper.remove_passkeys(&person.session, &pass("new words here"), Some(&handle)).await.unwrap();
    assert!(matches!(opens(&person, &mut soft).await, Err(PasskeyError::NotHere)));
    assert_eq!(person.keeper.passkeys(&person.session).await.unwrap(), []);
}

pub(super) async fn an_answer_is_taken_once_and_within_its_minutes(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = with_passkey(&backend).await;
    let user = person.session.account().bytes();
    let (first, unasked) = (asks(&person).await, soft.answers(&[0; 32]));
    let never = person.keeper.unlock_with_passkey(None, &place(), &answered(&soft, &user, unasked)).await;
    assert!(matches!(never, Err(PasskeyError::Over)), "nobody asked that");
    let brought = soft.answers(&first);
    let sent = answered(&soft, &user, brought);
    assert!(person.keeper.unlock_with_passkey(None, &place(), &sent).await.is_ok());
    let replayed = person.keeper.unlock_with_passkey(None, &place(), &sent).await;
    assert!(matches!(replayed, Err(PasskeyError::Over)));
    let late = asks(&person).await;
    person.clock.pass(Duration::from_secs(300));
    let brought = soft.answers(&late);
    let sent = answered(&soft, &user, brought);
    assert!(matches!(
        person.keeper.unlock_with_passkey(None, &place(), &sent).await,
        Err(PasskeyError::Over)
    ));
    let opened = opens(&person, &mut soft).await.unwrap();
    let person = person.goes_on(opened);
    let (for_a_new_one, _) = person.keeper.ask_new_passkey(&person.session).await.unwrap();
    let brought = soft.answers(&for_a_new_one);
    let sent = answered(&soft, &user, brought);
    let crossed = person.keeper.unlock_with_passkey(None, &place(), &sent).await;
    assert!(matches!(crossed, Err(PasskeyError::Over)), "a question is for one purpose");
}

pub(super) async fn what_was_signed_for_another_page_opens_nothing(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = with_passkey(&backend).await;
    for (origin, host) in
        [("https://evil.example", HOST), (ORIGIN, "evil.example"), ("http://notes.example", HOST)]
    {
        (soft.origin, soft.host) = (origin.to_owned(), host.to_owned());
        let refused = opens(&person, &mut soft).await;
        assert!(matches!(refused, Err(PasskeyError::Refused(PasskeyFault::Elsewhere))), "{origin} {host}");
        let refused = adds(&person, &soft, true).await;
        assert!(matches!(refused, Err(PasskeyError::Refused(PasskeyFault::Elsewhere))), "{origin} {host}");
    }
    (soft.origin, soft.host) = (ORIGIN.to_owned(), HOST.to_owned());
    assert!(opens(&person, &mut soft).await.is_ok());
}

pub(super) async fn a_passkey_opens_no_account_but_its_own(backend: Arc<impl Backend + 'static>) {
    let (ada, mut hers) = with_passkey(&backend).await;
    let (bo, mut his) = (ada.comes_along().await, soft());
    let bo = {
        let renewed = adds(&bo, &his, true).await.unwrap();
        bo.goes_on(renewed)
    };
    let (_, session) = opens(&bo, &mut his).await.unwrap();
    assert_eq!(session.account(), bo.session.account());
    for user in [ada.session.account().bytes().as_slice(), &[9; 16], &[], &[1; 40]] {
        let brought = his.answers(&asks(&bo).await);
        let sent = answered(&his, user, brought);
        let told = bo.keeper.unlock_with_passkey(None, &place(), &sent).await;
        assert!(matches!(told, Err(PasskeyError::NotHere)), "all are told the same: {user:?}");
    }
    // Her passkey's name, with the secret of another.
    let brought = hers.answers(&asks(&ada).await);
    let mut sent = answered(&hers, &ada.session.account().bytes(), brought);
    sent.given = PasskeySecret::from_bytes(&his.secret);
    assert!(matches!(
        ada.keeper.unlock_with_passkey(None, &place(), &sent).await,
        Err(PasskeyError::NotHere)
    ));
    // Her secret, signed by another passkey: who only has the secret has not the passkey.
    his.counter = 50;
    let brought = his.answers(&asks(&ada).await);
    let mut sent = answered(&hers, &ada.session.account().bytes(), brought);
    sent.given = PasskeySecret::from_bytes(&hers.secret);
    let told = ada.keeper.unlock_with_passkey(None, &place(), &sent).await;
    assert!(matches!(told, Err(PasskeyError::Refused(PasskeyFault::Signature))));
}

pub(super) async fn a_copy_that_counts_backwards_is_refused(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = with_passkey(&backend).await;
    for _ in 0..3 {
        opens(&person, &mut soft).await.unwrap();
    }
    soft.counter = 2;
    assert!(matches!(opens(&person, &mut soft).await, Err(PasskeyError::Copied)), "the same number again");
    soft.counter = 0;
    assert!(matches!(opens(&person, &mut soft).await, Err(PasskeyError::Copied)), "a smaller one");
    soft.counter = 3;
    assert!(opens(&person, &mut soft).await.is_ok());
}

pub(super) async fn whoever_is_shut_out_opens_nothing_with_a_passkey(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = with_passkey(&backend).await;
    person.keeper.set_disabled(person.session.account(), true).await.unwrap();
    assert!(matches!(opens(&person, &mut soft).await, Err(PasskeyError::NotHere)));
    person.keeper.set_disabled(person.session.account(), false).await.unwrap();
    assert!(opens(&person, &mut soft).await.is_ok());
}

pub(super) async fn one_address_asks_so_many_passkeys_and_no_more(backend: Arc<impl Backend + 'static>) {
    let (person, mut soft) = with_passkey(&backend).await;
    let from = Some("192.0.2.7".parse().unwrap());
    for _ in 0..60 {
        assert!(person.keeper.ask_passkey(from).await.unwrap().is_ok());
    }
    assert!(person.keeper.ask_passkey(from).await.unwrap().is_err());
    assert!(person.keeper.ask_passkey(Some("192.0.2.8".parse().unwrap())).await.unwrap().is_ok());
    let mut told = Vec::new();
    for _ in 0..41 {
        let brought = soft.answers(&asks(&person).await);
        let sent = answered(&soft, &[9; 16], brought);
        told.extend(person.keeper.unlock_with_passkey(from, &place(), &sent).await.err());
    }
    assert!(matches!(told[39], PasskeyError::NotHere));
    assert!(matches!(told[40], PasskeyError::Unlock(UnlockError::TooSoon { .. })));
    let held = person.keeper.unlock_as(&Who::new("", from), &pass(PASSPHRASE)).await;
    assert!(matches!(held, Err(UnlockError::TooSoon { .. })), "it is one count with passphrases");
}

pub(super) async fn a_passkey_is_called_what_its_owner_says_and_nobody_reads_it(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, soft) = with_passkey(&backend).await;
    let seen = person.keeper.passkeys(&person.session).await.unwrap();
    assert_eq!((seen.len(), seen[0].label.as_deref(), seen[0].seen), (1, Some("Phone"), None));
    let (label, handle) = ("The grey one of my sister", seen[0].handle.clone());
    assert!(person.keeper.rename_passkey(&person.session, &handle, label).await.unwrap());
    assert!(!person.keeper.rename_passkey(&person.session, "00", label).await.unwrap());
    let seen = person.keeper.passkeys(&person.session).await.unwrap();
    assert_eq!(seen[0].label.as_deref(), Some(label));
    let stored = backend.everything();
    for secret in [label.as_bytes(), &soft.secret, &soft.credential] {
        assert!(!find(&stored, secret));
    }
    fills_up(person).await;
}

async fn fills_up(mut person: Person) {
    for _ in 1..20 {
        let renewed = adds(&person, &SoftPasskey::make(ORIGIN, HOST), true).await.unwrap();
        person = person.goes_on(renewed);
    }
    assert!(matches!(adds(&person, &soft(), true).await, Err(PasskeyError::TooMany)));
}
