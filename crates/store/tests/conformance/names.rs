//! Several people on one server: signing up, signing in, and the end of an account.

use std::{net::IpAddr, sync::Arc, time::Duration};

use hearken_seal::RecoveryWords;
use hearken_vault::{
    BeginError, Cookie, HoldError, InvitationToken, Joins, Keeper, Name, Sender, Session, SignUps,
    UnlockError, Who,
};

use crate::support::{Backend, HandClock, PASSPHRASE, Person, pass, process};

const OTHER: &str = "a boat behind the reeds";

fn who(name: &str) -> Who {
    Who::new(name, None)
}

fn from(name: &str, address: &str) -> Who {
    Who::new(name, Some(address.parse::<IpAddr>().unwrap()))
}

fn named(name: &str) -> Name {
    Name::new(name).unwrap()
}

/// A server with its owner, called Ada, and with Bo, who was invited.
struct Two {
    backend: Arc<dyn Backend>,
    clock: Arc<HandClock>,
    keeper: Keeper,
    ada: Session,
    bo: Session,
    bos_cookie: String,
    bos_words: RecoveryWords,
}

impl Two {
    async fn live(backend: &Arc<impl Backend + 'static>) -> Self {
        let (clock, backend): (_, Arc<dyn Backend>) = (HandClock::new(), backend.clone());
        let (_, keeper) = process(&*backend, &clock);
        keeper.say_who_may_join(SignUps::Invitation);
        let first = Joins::First(Some(named("Ada")));
        let (_, ada) = keeper.join_as(first, &who(""), &pass(PASSPHRASE)).await.unwrap();
        let token = keeper.invite(&ada).await.unwrap().unwrap();
        let (cookie, bo) = joins(&keeper, "Bo", &token).await.unwrap();
        let bos_words =
            RecoveryWords::parse(&keeper.pending_words(&bo).await.unwrap().unwrap().join(" ")).unwrap();
        Self { backend, clock, keeper, ada, bo, bos_cookie: cookie.value().to_owned(), bos_words }
    }

    /// What somebody is told who tries that passphrase.
    async fn tries(&self, who: &Who, passphrase: &str) -> String {
        match self.keeper.unlock_as(who, &pass(passphrase)).await {
            Ok(_) => "in".to_owned(),
            Err(error) => format!("{error:?}"),
        }
    }
}

async fn joins(
    keeper: &Keeper,
    name: &str,
    token: &InvitationToken,
) -> Result<(Cookie, Session), BeginError> {
    keeper.join_as(Joins::Invited(named(name), token), &who(""), &pass(OTHER)).await
}

/// Writes into a notebook.
async fn writes(keeper: &Keeper, session: &Session, body: &str) {
    let writing = crate::support::writing(keeper.new_record_id(), 0, body);
    let change =
        |notebook: &hearken_core::Notebook| Ok(vec![hearken_core::journal::keep(notebook, writing)?]);
    session.vault().write(change, Vec::new()).await.unwrap();
}

fn reads(session: &Session) -> Vec<String> {
    session.vault().read().journal().map(|(_, entry)| entry.body.to_string()).collect()
}

pub(super) async fn t16_a_name_that_nobody_has_is_told_what_a_wrong_passphrase_is(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    for _ in 0..7 {
        let wrong = two.tries(&who("Bo"), "not this one").await;
        assert_eq!(two.tries(&who("Cy"), "not this one").await, wrong);
        assert_eq!(
            two.tries(&who(""), "not this one").await,
            wrong,
            "nor is it told that nobody is nameless"
        );
        assert_eq!(two.tries(&who("\u{202e}"), "not this one").await, wrong);
        two.clock.pass(Duration::from_secs(300));
    }
    assert_eq!(two.tries(&who("Bo"), "not this one").await, two.tries(&who("Cy"), "not this one").await);
    let soon = two.tries(&who("Bo"), OTHER).await;
    assert!(soon.starts_with("TooSoon"), "{soon}");
    assert_eq!(two.tries(&who("Cy"), OTHER).await, soon);
    assert_eq!(two.tries(&who("Ada"), PASSPHRASE).await, "in", "nobody else waits for it");
}

pub(super) async fn t16_the_name_is_the_same_however_it_is_typed(backend: Arc<impl Backend + 'static>) {
    let two = Two::live(&backend).await;
    assert!(two.keeper.choose_name(&two.bo, &named("Zoë van Dijk"), &pass(OTHER)).await.unwrap());
    for typed in ["zoë van dijk", " ZOE\u{308} VAN  DIJK "] {
        assert_eq!(two.tries(&who(typed), OTHER).await, "in", "{typed}");
    }
    assert_ne!(two.tries(&who("Bo"), OTHER).await, "in", "the old name opens nothing");
    assert!(!two.keeper.choose_name(&two.ada, &named("ZOË VAN DIJK"), &pass(PASSPHRASE)).await.unwrap());
    assert_eq!(two.keeper.name_of(&two.ada).await.unwrap(), Some(named("Ada")));
}

pub(super) async fn t16_names_that_are_taken_are_not_found_out_by_choosing(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    for name in ["Ada", "Nobody"] {
        let told = two.keeper.choose_name(&two.bo, &named(name), &pass("not this one")).await;
        assert!(matches!(told, Err(UnlockError::Wrong { .. })), "{name}: {told:?}");
    }
    assert_eq!(two.keeper.name_of(&two.bo).await.unwrap(), Some(named("Bo")));
    for _ in 0..5 {
        assert!(!two.keeper.choose_name(&two.bo, &named("Ada"), &pass(OTHER)).await.unwrap());
    }
    for name in ["Ada", "Nobody"] {
        let told = two.keeper.choose_name(&two.bo, &named(name), &pass(OTHER)).await;
        assert!(matches!(told, Err(UnlockError::TooSoon { .. })), "{name}: {told:?}");
    }
    assert!(
        two.keeper.choose_name(&two.ada, &named("Eda"), &pass(PASSPHRASE)).await.unwrap(),
        "nobody else waits"
    );
    two.clock.pass(Duration::from_secs(3_600));
    assert!(two.keeper.choose_name(&two.bo, &named("Nobody"), &pass(OTHER)).await.unwrap());
}

pub(super) async fn t29_the_wait_is_for_a_name_and_survives_a_restart(backend: Arc<impl Backend + 'static>) {
    let two = Two::live(&backend).await;
    for name in ["Bo", "nobody"] {
        for _ in 0..4 {
            two.tries(&who(name), "wrong").await;
        }
    }
    let Two { backend, clock, keeper, ada, bo, .. } = two;
    drop((keeper, ada, bo));
    let (_, keeper) = process(&*backend, &clock.of_a_new_process());
    for name in ["Bo", "nobody"] {
        let tried = keeper.unlock_as(&who(name), &pass(OTHER)).await;
        assert!(matches!(tried, Err(UnlockError::TooSoon { .. })), "{name}");
    }
    assert!(keeper.unlock_as(&who("Ada"), &pass(PASSPHRASE)).await.is_ok());
}

pub(super) async fn t29_one_address_is_held_to_so_many_tries_and_this_machine_is_not(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    for n in 0..40 {
        let wrong = two.tries(&from(&format!("nobody {n}"), "192.0.2.7"), "wrong").await;
        assert!(wrong.starts_with("Wrong"), "{n}: {wrong}");
    }
    let held = two.tries(&from("Bo", "192.0.2.7"), OTHER).await;
    assert!(held.starts_with("TooSoon"), "{held}");
    assert_eq!(two.tries(&from("Bo", "192.0.2.8"), OTHER).await, "in");
    assert_eq!(two.tries(&from("Bo", "127.0.0.1"), OTHER).await, "in");
    two.clock.pass(Duration::from_secs(600));
    for n in 0..45 {
        assert_eq!(
            two.tries(&from("Bo", "192.0.2.7"), OTHER).await,
            "in",
            "{n}: what is right is not counted"
        );
    }
}

pub(super) async fn whoever_is_shut_out_is_told_what_a_wrong_passphrase_is(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    let bo = two.bo.account();
    two.keeper.set_disabled(bo, true).await.unwrap();
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_none(), "at once");
    assert_eq!(two.tries(&who("Bo"), OTHER).await, two.tries(&who("Cy"), OTHER).await);
    two.keeper.set_disabled(bo, false).await.unwrap();
    two.clock.pass(Duration::from_secs(300));
    assert_eq!(two.tries(&who("Bo"), OTHER).await, "in", "nothing of theirs was touched");
}

pub(super) async fn sign_ups_follow_what_was_said_and_are_held_to_so_many(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    let token = two.keeper.invite(&two.ada).await.unwrap().unwrap();
    assert!(two.keeper.invite(&two.bo).await.unwrap().is_none(), "who is not the owner invites nobody");
    let openly = |name: &str| Joins::Openly(named(name));
    let refused = two.keeper.join_as(openly("Cy"), &who(""), &pass(OTHER)).await;
    assert!(matches!(refused, Err(BeginError::NotInvited)), "open is not what was said");
    let again = two.keeper.join_as(Joins::First(None), &who(""), &pass(OTHER)).await;
    assert!(matches!(again, Err(BeginError::AlreadySetUp)));
    assert!(matches!(joins(&two.keeper, "bo", &token).await, Err(BeginError::NameTaken)));
    assert!(joins(&two.keeper, "Cy", &token).await.is_ok());
    assert!(matches!(joins(&two.keeper, "Dee", &token).await, Err(BeginError::NotInvited)), "it is used up");
    let Two { backend, clock, keeper, ada, bo, .. } = two;
    let token = keeper.invite(&ada).await.unwrap().unwrap();
    drop((keeper, ada, bo));
    let (_, closed) = process(&*backend, &clock);
    closed.say_who_may_join(SignUps::Closed);
    assert!(matches!(joins(&closed, "Dee", &token).await, Err(BeginError::NotInvited)), "closed is closed");
    drop(closed);
    let (_, open) = process(&*backend, &clock);
    open.say_who_may_join(SignUps::Open);
    for n in 0..10 {
        let visitor = from("", "192.0.2.7");
        assert!(open.join_as(openly(&format!("Guest {n}")), &visitor, &pass(OTHER)).await.is_ok());
    }
    let flood = open.join_as(openly("Guest 11"), &from("", "192.0.2.7"), &pass(OTHER)).await;
    assert!(matches!(flood, Err(BeginError::TooMany { .. })));
    assert!(open.join_as(openly("Guest 12"), &from("", "192.0.2.8"), &pass(OTHER)).await.is_ok());
}

pub(super) async fn an_invitation_ends_after_seven_days(backend: Arc<impl Backend + 'static>) {
    let two = Two::live(&backend).await;
    let token = two.keeper.invite(&two.ada).await.unwrap().unwrap();
    two.clock.pass(Duration::from_secs(7 * 86_400 - 1));
    two.keeper.sweep().await.unwrap();
    assert!(two.keeper.is_invited(&token).await.unwrap());
    two.clock.pass(Duration::from_secs(1));
    assert!(!two.keeper.is_invited(&token).await.unwrap());
    assert!(matches!(joins(&two.keeper, "Cy", &token).await, Err(BeginError::NotInvited)));
    two.keeper.sweep().await.unwrap();
    assert!(backend.tables()["invitations"].is_empty(), "nothing of it is kept");
}

pub(super) async fn whoever_was_alone_goes_on_without_a_name_beside_others(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let alone = person.keeper.door().await.unwrap();
    assert!(!alone.asks_name && !alone.is_empty);
    person.writes("before anybody else came").await;
    let token = person.keeper.invite(&person.session).await.unwrap().expect("whoever is alone is the owner");
    joins(&person.keeper, "Bo", &token).await.unwrap();
    assert!(person.keeper.door().await.unwrap().asks_name);
    let (_, session) = person.keeper.unlock_as(&who(" "), &pass(PASSPHRASE)).await.unwrap();
    assert_eq!(reads(&session), ["before anybody else came"]);
    assert!(person.keeper.choose_name(&session, &named("Ada"), &pass(PASSPHRASE)).await.unwrap());
    assert!(person.keeper.unlock_as(&who("ada"), &pass(PASSPHRASE)).await.is_ok());
    assert!(person.keeper.unlock_as(&who(""), &pass(PASSPHRASE)).await.is_err());
    assert!(matches!(person.keeper.open_once(None, &pass(OTHER)).await, Err(UnlockError::Which)));
    assert!(person.keeper.open_once(Some("BO"), &pass(OTHER)).await.is_ok());
    assert!(matches!(person.keeper.open_once(Some("Cy"), &pass(OTHER)).await, Err(UnlockError::Which)));
}

pub(super) async fn t31_a_session_is_seen_and_ended_by_its_owner_alone(backend: Arc<impl Backend + 'static>) {
    let two = Two::live(&backend).await;
    two.clock.pass(Duration::from_secs(60));
    let (cookie, second) = two.keeper.unlock_as(&who("Bo"), &pass(OTHER)).await.unwrap();
    let seen = two.keeper.seen_sessions(&second).await.unwrap();
    assert_eq!(seen.iter().map(|seen| seen.is_this).collect::<Vec<_>>(), [true, false]);
    assert_eq!(seen[0].since.seconds_since(seen[1].since), 60);
    assert_eq!(two.keeper.seen_sessions(&two.ada).await.unwrap().len(), 1, "nobody sees another's");
    assert!(!two.keeper.end_seen(&two.ada, &seen[1].handle).await.unwrap(), "nobody ends another's");
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_some());
    assert!(two.keeper.end_seen(&second, &seen[1].handle).await.unwrap());
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_none());
    let (third, _) = two.keeper.unlock_as(&who("Bo"), &pass(OTHER)).await.unwrap();
    two.keeper.end_others(&second).await.unwrap();
    assert!(two.keeper.session(third.value()).await.unwrap().is_none());
    assert!(two.keeper.session(cookie.value()).await.unwrap().is_some());
    assert_eq!(two.keeper.seen_sessions(&two.ada).await.unwrap().len(), 1);
}

pub(super) async fn closing_needs_the_passphrase_and_leaves_the_other_person_all_of_theirs(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    writes(&two.keeper, &two.ada, "what Ada wrote").await;
    writes(&two.keeper, &two.bo, "what Bo wrote").await;
    let refused = two.keeper.close_account(&two.bo, &pass(PASSPHRASE)).await;
    assert!(matches!(refused, Err(UnlockError::Wrong { .. })));
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_some());
    two.keeper.close_account(&two.bo, &pass(OTHER)).await.unwrap();
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_none());
    assert_ne!(two.tries(&who("Bo"), OTHER).await, "in");
    let (_, ada) = two.keeper.unlock_as(&who("Ada"), &pass(PASSPHRASE)).await.unwrap();
    assert_eq!(reads(&ada), ["what Ada wrote"]);
    assert!(ada.vault().faults().is_empty());
    let token = two.keeper.invite(&ada).await.unwrap().unwrap();
    assert!(joins(&two.keeper, "Bo", &token).await.is_ok(), "the name is free again");
    let late = crate::support::writing(two.keeper.new_record_id(), 0, "written after the end");
    let change = |notebook: &hearken_core::Notebook| Ok(vec![hearken_core::journal::keep(notebook, late)?]);
    assert!(two.bo.vault().write(change, Vec::new()).await.is_err(), "what is closed takes nothing");
}

/// Whoever has that cookie, on this machine.
fn sender(cookie: Option<&str>) -> Sender<'_> {
    Sender { cookie, is_here: true, ..Sender::default() }
}

pub(super) async fn words_that_come_while_locked_find_the_one_whose_browser_sent_them(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    let typed = vec![("body".to_owned(), "typed by Bo".to_owned())];
    assert!(two.keeper.hold("/journal/new", typed.clone()).await.is_err(), "nobody knows whose it is");
    two.clock.pass(Duration::from_secs(3_600));
    two.keeper.sweep().await.unwrap();
    two.keeper.hold_for(sender(Some(&two.bos_cookie)), "/journal/new", typed.clone()).await.unwrap();
    let made_up = "A".repeat(43);
    assert!(two.keeper.hold_for(sender(Some(&made_up)), "/journal/new", typed).await.is_err());
    let (_, ada) = two.keeper.unlock_as(&who("Ada"), &pass(PASSPHRASE)).await.unwrap();
    assert!(ada.vault().drafts().is_empty());
    let (_, bo) = two.keeper.unlock_as(&who("Bo"), &pass(OTHER)).await.unwrap();
    assert_eq!(bo.vault().drafts().len(), 1);
}

pub(super) async fn words_from_an_account_that_was_closed_go_to_nobody_else(
    backend: Arc<impl Backend + 'static>,
) {
    let two = Two::live(&backend).await;
    let typed = vec![("body".to_owned(), "typed by Bo".to_owned())];
    two.keeper.close_account(&two.bo, &pass(OTHER)).await.unwrap();
    for cookie in [Some(&*two.bos_cookie), None] {
        let held = two.keeper.hold_for(sender(cookie), "/journal/new", typed.clone()).await;
        assert!(matches!(held, Err(HoldError::NotSetUp)), "{held:?}");
    }
    let (_, ada) = two.keeper.unlock_as(&who("Ada"), &pass(PASSPHRASE)).await.unwrap();
    assert!(ada.vault().drafts().is_empty(), "Ada alone is left, and it is not hers");
}

pub(super) async fn recovering_needs_the_right_name(backend: Arc<impl Backend + 'static>) {
    let two = Two::live(&backend).await;
    let new = pass("another one altogether");
    for name in ["Ada", "Cy", ""] {
        let tried = two.keeper.recover_as(&who(name), &two.bos_words, &new).await;
        assert!(matches!(tried, Err(UnlockError::Wrong { wait_seconds: 0 })), "{name}");
    }
    assert!(two.keeper.recover_as(&who("bo"), &two.bos_words, &new).await.is_ok());
    assert!(two.keeper.session(&two.bos_cookie).await.unwrap().is_none());
    assert_eq!(two.tries(&who("Bo"), "another one altogether").await, "in");
}
