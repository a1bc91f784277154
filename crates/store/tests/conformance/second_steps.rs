//! After a right passphrase: a code or a passkey, within minutes, before there is any session.

use std::{sync::Arc, time::Duration};

use hearken_seal::{RecoveryWords, TotpSecret};
use hearken_vault::{CodesError, Cookie, Keeper, PasskeyError, SecondStep, Session, UnlockError, Who};

use super::passkeys::{adds, answered, place, soft};
use crate::support::{Backend, PASSPHRASE, Person, find, pass, process};

/// Somebody who has turned codes on, with what their app knows.
async fn with_codes(backend: &Arc<impl Backend + 'static>) -> (Person, TotpSecret) {
    let (person, app) = (Person::begins(backend).await, TotpSecret::make());
    let renewed = turns_on(&person, &app, PASSPHRASE, &shown(&person, &app)).await.unwrap();
    assert!(!person.looks().await, "whoever turns them on goes on under a new id");
    person.clock.pass(Duration::from_secs(60));
    (person.goes_on(renewed), app)
}

async fn turns_on(
    person: &Person,
    app: &TotpSecret,
    passphrase: &str,
    code: &str,
) -> Result<(Cookie, Session), CodesError> {
    person.keeper.turn_codes_on(&person.session, &pass(passphrase), app, code).await
}

/// What the app shows now.
fn shown(person: &Person, app: &TotpSecret) -> String {
    let seconds = u64::try_from(person.keeper.now().as_millis() / 1_000).unwrap();
    app.shown_at(seconds).to_string()
}

/// A code that is not the app's, neither now nor a step from it.
fn wrong(person: &Person, app: &TotpSecret) -> String {
    let now = u64::try_from(person.keeper.now().as_millis() / 1_000).unwrap();
    let near = [now - 30, now, now + 30].map(|at| app.shown_at(at).to_string());
    (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
}

/// Gives the passphrase; what the browser is given to wait with.
async fn waits(keeper: &Keeper) -> String {
    match keeper.unlock(&pass(PASSPHRASE)).await {
        Err(UnlockError::SecondStep(cookie)) => cookie.value().to_owned(),
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("the passphrase alone opened it"),
    }
}

async fn finishes(person: &Person, cookie: &str, code: &str) -> Result<(Cookie, Session), UnlockError> {
    person.keeper.finish_with_code(cookie, &Who::default(), code).await
}

pub(super) async fn a_code_is_asked_for_after_the_passphrase_and_before_any_session(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    let sessions = person.keeper.seen_sessions(&person.session).await.unwrap().len();
    let wrong_first = person.keeper.unlock(&pass("not this one")).await;
    assert!(
        matches!(wrong_first, Err(UnlockError::Wrong { .. })),
        "a wrong passphrase learns of no second step"
    );
    let cookie = waits(&person.keeper).await;
    assert!(person.keeper.session(&cookie).await.unwrap().is_none(), "what waits is no session");
    assert_eq!(person.keeper.seen_sessions(&person.session).await.unwrap().len(), sessions);
    let asked = person.keeper.second_step(&cookie).await.unwrap();
    assert_eq!(asked, Some(SecondStep { codes: true, passkeys: false }));
    let other = wrong(&person, &app);
    assert!(matches!(finishes(&person, &cookie, &other).await, Err(UnlockError::Wrong { .. })));
    let (opened, session) = finishes(&person, &cookie, &shown(&person, &app)).await.unwrap();
    assert_ne!(opened.value(), cookie, "a new id when rights rise");
    assert!(person.keeper.session(opened.value()).await.unwrap().is_some());
    assert_eq!(session.account(), person.session.account());
    assert_eq!(person.keeper.second_step(&cookie).await.unwrap(), None);
    for made_up in ["", "x", opened.value()] {
        assert_eq!(person.keeper.second_step(made_up).await.unwrap(), None, "{made_up}");
        let tried = finishes(&person, made_up, &shown(&person, &app)).await;
        assert!(matches!(tried, Err(UnlockError::Over)));
    }
}

pub(super) async fn a_code_is_taken_once_by_however_many(backend: Arc<impl Backend + 'static>) {
    let (person, app) = with_codes(&backend).await;
    let code = shown(&person, &app);
    let mut cookies = Vec::new();
    for _ in 0..3 {
        cookies.push(waits(&person.keeper).await);
    }
    let tries: Vec<_> = cookies
        .into_iter()
        .map(|cookie| {
            let (keeper, code) = (person.keeper.clone(), code.clone());
            tokio::spawn(
                async move { keeper.finish_with_code(&cookie, &Who::default(), &code).await.is_ok() },
            )
        })
        .collect();
    let mut opened = 0;
    for tried in tries {
        opened += usize::from(tried.await.unwrap());
    }
    assert_eq!(opened, 1);
    person.clock.pass(Duration::from_secs(10));
    let replayed = finishes(&person, &waits(&person.keeper).await, &code).await;
    assert!(matches!(replayed, Err(UnlockError::Wrong { .. })), "it was shown, and used");
    person.clock.pass(Duration::from_secs(30));
    let cookie = waits(&person.keeper).await;
    // After three wrong codes the next has to wait.
    person.clock.pass(Duration::from_secs(2));
    assert!(finishes(&person, &cookie, &shown(&person, &app)).await.is_ok());
}

pub(super) async fn wrong_codes_wait_and_a_right_passphrase_gives_no_free_ones(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    let mut told = Vec::new();
    for _ in 0..5 {
        let step = match person.keeper.unlock(&pass(PASSPHRASE)).await {
            Err(UnlockError::SecondStep(cookie)) => {
                finishes(&person, cookie.value(), &wrong(&person, &app)).await
            }
            other => other,
        };
        told.push(match step {
            Err(UnlockError::Wrong { wait_seconds }) => ("wrong", wait_seconds),
            Err(UnlockError::TooSoon { wait_seconds }) => ("too soon", wait_seconds),
            _ => panic!("a wrong code opened it"),
        });
    }
    assert_eq!(told, [("wrong", 0), ("wrong", 0), ("wrong", 2), ("too soon", 2), ("too soon", 2)]);
    person.clock.pass(Duration::from_secs(2));
    let cookie = waits(&person.keeper).await;
    person.clock.pass(Duration::from_secs(2));
    assert!(finishes(&person, &cookie, &shown(&person, &app)).await.is_ok());
    let cookie = waits(&person.keeper).await;
    let told = finishes(&person, &cookie, &wrong(&person, &app)).await;
    assert!(matches!(told, Err(UnlockError::Wrong { wait_seconds: 0 })), "getting in forgets what was wrong");
}

pub(super) async fn who_guesses_the_passphrase_makes_nobody_wait_who_knows_it(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    for _ in 0..3 {
        assert!(person.keeper.unlock(&pass("not this one")).await.is_err());
    }
    person.clock.pass(Duration::from_secs(2));
    let cookie = waits(&person.keeper).await;
    assert!(finishes(&person, &cookie, &shown(&person, &app)).await.is_ok(), "no wait between both steps");
}

pub(super) async fn t29_a_hundred_wrong_codes_in_a_row_are_the_most(backend: Arc<impl Backend + 'static>) {
    let (person, app) = with_codes(&backend).await;
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    let words = person.keeper.pending_words(&person.session).await.unwrap().unwrap().join(" ");
    for n in 0..100 {
        if n == 99 {
            person.clock.pass(Duration::from_secs(2 * 86_400));
            person.keeper.sweep().await.unwrap();
        }
        let cookie = waits(&person.keeper).await;
        let told = finishes(&person, &cookie, &wrong(&person, &app)).await;
        assert!(matches!(told, Err(UnlockError::Wrong { .. })), "{n}");
        person.clock.pass(Duration::from_secs(300));
    }
    let cookie = waits(&person.keeper).await;
    let told = finishes(&person, &cookie, &shown(&person, &app)).await;
    assert!(matches!(told, Err(UnlockError::Wrong { .. })), "not even with the right one");
    let words = RecoveryWords::parse(&words).unwrap();
    let recovered = person.keeper.recover_as(&Who::default(), &words, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(recovered);
    let cookie = waits(&person.keeper).await;
    assert!(finishes(&person, &cookie, &shown(&person, &app)).await.is_ok(), "the owner was here");
}

pub(super) async fn t29_a_thief_of_the_passphrase_makes_nobody_wait_for_a_code_in_a_known_browser(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    let known = Who::default().in_browser(&person.keeper.known_browser(&person.session, "").await.unwrap());
    let other = wrong(&person, &app);
    for _ in 0..4 {
        let _ = finishes(&person, &waits(&person.keeper).await, &other).await;
    }
    let cookie = waits(&person.keeper).await;
    let strangers = finishes(&person, &cookie, &shown(&person, &app)).await;
    assert!(matches!(strangers, Err(UnlockError::TooSoon { .. })), "the control: whoever is not known waits");
    let told = person.keeper.finish_with_code(&cookie, &known, &other).await;
    assert!(matches!(told, Err(UnlockError::Wrong { wait_seconds: 0 })), "its own tries begin at none");
    assert!(person.keeper.finish_with_code(&cookie, &known, &shown(&person, &app)).await.is_ok());
    let mut told = Vec::new();
    for _ in 0..5 {
        let cookie = waits(&person.keeper).await;
        let step = person.keeper.finish_with_code(&cookie, &known, &wrong(&person, &app)).await;
        told.push(matches!(step, Err(UnlockError::TooSoon { .. })));
    }
    assert_eq!(
        told,
        [false, false, false, true, true],
        "and it waits for these, whatever passphrases were right"
    );
}

pub(super) async fn the_recovery_words_forget_wrong_codes_in_a_known_browser_too(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    let other = wrong(&person, &app);
    let words = person.words().await;
    for _ in 0..4 {
        let _ = finishes(&person, &waits(&person.keeper).await, &other).await;
    }
    let cookie = waits(&person.keeper).await;
    let soon = finishes(&person, &cookie, &other).await;
    assert!(matches!(soon, Err(UnlockError::TooSoon { .. })), "the control");
    let known = Who::default().in_browser(&person.keeper.known_browser(&person.session, "").await.unwrap());
    let recovered = person.keeper.recover_as(&known, &words, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(recovered);
    let cookie = waits(&person.keeper).await;
    assert!(finishes(&person, &cookie, &shown(&person, &app)).await.is_ok());
}

pub(super) async fn a_second_step_is_over_after_its_minutes(backend: Arc<impl Backend + 'static>) {
    let (person, app) = with_codes(&backend).await;
    let (late, left) = (waits(&person.keeper).await, waits(&person.keeper).await);
    person.keeper.leave_second_step(&left).await.unwrap();
    assert!(matches!(finishes(&person, &left, &shown(&person, &app)).await, Err(UnlockError::Over)));
    person.clock.pass(Duration::from_secs(299));
    assert!(person.keeper.second_step(&late).await.unwrap().is_some());
    person.clock.pass(Duration::from_secs(1));
    assert!(matches!(finishes(&person, &late, &shown(&person, &app)).await, Err(UnlockError::Over)));
    person.keeper.sweep().await.unwrap();
    let waiting = backend.tables().remove("pending").unwrap_or_default();
    assert!(waiting.is_empty(), "and is swept away");
}

pub(super) async fn a_second_step_that_waits_is_over_with_the_passphrase_or_once_shut_out(
    backend: Arc<impl Backend + 'static>,
) {
    let (person, app) = with_codes(&backend).await;
    let (thief, new) = (waits(&person.keeper).await, "another mill by quiet herons");
    assert!(person.keeper.second_step(&thief).await.unwrap().is_some(), "the control");
    let renewed = person.keeper.change_passphrase(&person.session, &pass(PASSPHRASE), &pass(new)).await;
    let person = person.goes_on(renewed.unwrap());
    assert!(matches!(finishes(&person, &thief, &shown(&person, &app)).await, Err(UnlockError::Over)));
    let Err(UnlockError::SecondStep(cookie)) = person.keeper.unlock(&pass(new)).await else {
        panic!("the new one opens");
    };
    person.keeper.set_disabled(person.session.account(), true).await.unwrap();
    person.keeper.set_disabled(person.session.account(), false).await.unwrap();
    let told = finishes(&person, cookie.value(), &shown(&person, &app)).await;
    assert!(matches!(told, Err(UnlockError::Over)), "letting in again brings nothing back");
}

pub(super) async fn another_process_takes_the_second_step(backend: Arc<impl Backend + 'static>) {
    let (person, app) = with_codes(&backend).await;
    let (cookie, code) = (waits(&person.keeper).await, shown(&person, &app));
    drop(person.keeper);
    drop(person.session);
    drop(person.store);
    let (_, keeper) = process(&*person.backend, &person.clock);
    assert!(keeper.finish_with_code(&cookie, &Who::default(), &code).await.is_ok());
}

pub(super) async fn the_recovery_words_need_no_second_step(backend: Arc<impl Backend + 'static>) {
    let (person, _) = with_codes(&backend).await;
    let renewed = person.keeper.new_recovery_words(&person.session, &pass(PASSPHRASE)).await.unwrap();
    let person = person.goes_on(renewed);
    let words = person.keeper.pending_words(&person.session).await.unwrap().unwrap().join(" ");
    let words = RecoveryWords::parse(&words).unwrap();
    let recovered = person.keeper.recover_as(&Who::default(), &words, &pass("new words here")).await.unwrap();
    let person = person.goes_on(recovered);
    assert!(person.keeper.codes_are_on(&person.session).await.unwrap(), "it stays on until it is turned off");
    person.keeper.turn_codes_off(&person.session, &pass("new words here")).await.unwrap();
    assert!(person.keeper.unlock(&pass("new words here")).await.is_ok());
}

pub(super) async fn a_passkey_that_gives_no_secret_is_a_second_step(backend: Arc<impl Backend + 'static>) {
    let (person, mut key) = (Person::begins(&backend).await, soft());
    let renewed = adds(&person, &key, false).await.unwrap();
    let person = person.goes_on(renewed);
    let user = person.session.account().bytes();
    let alone = person.keeper.ask_passkey(None).await.unwrap().unwrap();
    let brought = key.answers(&alone);
    let alone = person.keeper.unlock_with_passkey(None, &place(), &answered(&key, &user, brought)).await;
    assert!(matches!(alone, Err(PasskeyError::NotHere)), "it opens nothing by itself");
    let cookie = waits(&person.keeper).await;
    let asked = person.keeper.second_step(&cookie).await.unwrap();
    assert_eq!(asked, Some(SecondStep { codes: false, passkeys: true }));
    let (challenge, credentials) = person.keeper.ask_second_passkey(&cookie).await.unwrap().unwrap();
    assert_eq!(credentials, [key.credential.to_vec()]);
    let mut stranger = soft();
    let brought = stranger.answers(&challenge);
    let refused = answered(&stranger, &[], brought);
    let refused = person.keeper.finish_with_passkey(&cookie, &Who::default(), &place(), &refused).await;
    assert!(matches!(refused, Err(PasskeyError::NotHere)));
    let (challenge, _) = person.keeper.ask_second_passkey(&cookie).await.unwrap().unwrap();
    let brought = key.answers(&challenge);
    let sent = answered(&key, &[], brought);
    assert!(person.keeper.finish_with_passkey(&cookie, &Who::default(), &place(), &sent).await.is_ok());
    let replayed = person.keeper.finish_with_passkey(&cookie, &Who::default(), &place(), &sent).await;
    assert!(matches!(replayed, Err(PasskeyError::Unlock(UnlockError::Over))));
    assert!(person.keeper.ask_second_passkey(&cookie).await.unwrap().is_none());
}

pub(super) async fn codes_are_turned_on_and_off_with_the_passphrase(backend: Arc<impl Backend + 'static>) {
    let (person, app) = (Person::begins(&backend).await, TotpSecret::make());
    let code = shown(&person, &app);
    let other = turns_on(&person, &app, PASSPHRASE, &wrong(&person, &app)).await;
    assert!(matches!(other, Err(CodesError::WrongCode)));
    let other = turns_on(&person, &app, "not this one", &code).await;
    assert!(matches!(other, Err(CodesError::Unlock(UnlockError::Wrong { .. }))));
    assert!(!person.keeper.codes_are_on(&person.session).await.unwrap());
    assert!(person.keeper.unlock(&pass(PASSPHRASE)).await.is_ok(), "nothing is asked for yet");
    let renewed = turns_on(&person, &app, PASSPHRASE, &code).await.unwrap();
    let person = person.goes_on(renewed);
    let used = finishes(&person, &waits(&person.keeper).await, &code).await;
    assert!(matches!(used, Err(UnlockError::Wrong { .. })), "the code that turned it on was used");
    let off = person.keeper.turn_codes_off(&person.session, &pass("not this one")).await;
    assert!(matches!(off, Err(UnlockError::Wrong { .. })));
    person.keeper.turn_codes_off(&person.session, &pass(PASSPHRASE)).await.unwrap();
    assert!(person.keeper.unlock(&pass(PASSPHRASE)).await.is_ok());
}

pub(super) async fn the_store_has_nothing_that_makes_codes(backend: Arc<impl Backend + 'static>) {
    let (person, app) = with_codes(&backend).await;
    let cookie = waits(&person.keeper).await;
    let stored = backend.everything();
    for secret in [app.to_bytes().as_slice(), app.to_text().as_bytes(), cookie.as_bytes()] {
        assert!(!find(&stored, secret));
    }
}
