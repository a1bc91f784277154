//! T29: a stranger who guesses makes no owner wait in a browser that was let in before, and is let in by no chance.

use std::{net::IpAddr, sync::Arc, time::Duration};

use hearken_vault::{Joins, Keeper, Name, Session, SignUps, Who};

use crate::support::{Backend, HandClock, PASSPHRASE, pass, process};

/// Ada on a server for several people, and what her browser keeps.
struct Ada {
    backend: Arc<dyn Backend>,
    clock: Arc<HandClock>,
    keeper: Keeper,
    session: Session,
    proof: String,
}

impl Ada {
    async fn lives(backend: &Arc<impl Backend + 'static>) -> Self {
        let (clock, backend): (_, Arc<dyn Backend>) = (HandClock::new(), backend.clone());
        let (_, keeper) = process(&*backend, &clock);
        keeper.say_who_may_join(SignUps::Open);
        let first = Joins::First(Some(Name::new("Ada").unwrap()));
        let (_, session) = keeper.join_as(first, &Who::default(), &pass(PASSPHRASE)).await.unwrap();
        let proof = keeper.known_browser(&session, "").await.unwrap();
        Self { backend, clock, keeper, session, proof }
    }

    /// What somebody is told who tries that passphrase, with what their browser has.
    async fn tries(&self, name: &str, passphrase: &str, proof: &str) -> String {
        self.tries_from(name, passphrase, proof, "192.0.2.7").await
    }

    async fn tries_from(&self, name: &str, passphrase: &str, proof: &str, from: &str) -> String {
        let who = Who::new(name, Some(from.parse::<IpAddr>().unwrap())).in_browser(proof);
        match self.keeper.unlock_as(&who, &pass(passphrase)).await {
            Ok(_) => "in".to_owned(),
            Err(error) => format!("{error:?}"),
        }
    }

    /// A stranger fails so many times, as slowly as they have to, each time from another address.
    async fn is_guessed_at(&self, times: u32) {
        for n in 0..times {
            let from = format!("198.51.{}.{}", n / 200, n % 200 + 1);
            let told = self.tries_from("Ada", "not this one", "", &from).await;
            assert!(told.starts_with("Wrong"), "{n}: {told}");
            self.clock.pass(Duration::from_secs(300));
        }
    }
}

pub(super) async fn t29_a_browser_that_was_let_in_before_does_not_wait_for_a_stranger(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Ada::lives(&backend).await;
    for _ in 0..4 {
        ada.tries("Ada", "not this one", "").await;
    }
    let stranger = ada.tries("Ada", PASSPHRASE, "").await;
    assert!(stranger.starts_with("TooSoon"), "the control: whoever is not known waits: {stranger}");
    assert_eq!(ada.tries("ADA", PASSPHRASE, &ada.proof).await, "in");
    assert!(ada.tries("Ada", PASSPHRASE, "").await.starts_with("TooSoon"), "and gives no stranger a try");
    let Ada { backend, clock, keeper, session, proof } = ada;
    drop((keeper, session));
    let (_, keeper) = process(&*backend, &clock.of_a_new_process());
    let who = Who::new("Ada", None).in_browser(&proof);
    assert!(keeper.unlock_as(&who, &pass(PASSPHRASE)).await.is_ok(), "every process knows it");
}

pub(super) async fn t29_a_browser_that_is_known_waits_for_its_own_tries(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Ada::lives(&backend).await;
    let told = [ada.tries("Ada", "not this one", &ada.proof).await, ada.tries("Ada", "nor this", "").await];
    assert_eq!(told[0], told[1]);
    for _ in 0..3 {
        ada.tries("Ada", "not this one", &ada.proof).await;
    }
    assert!(ada.tries("Ada", PASSPHRASE, &ada.proof).await.starts_with("TooSoon"));
    assert_eq!(ada.tries("Ada", PASSPHRASE, "").await, "in", "one is not counted for the other");
    for _ in 0..20 {
        ada.clock.pass(Duration::from_secs(300));
        ada.tries("Ada", "not this one", &ada.proof).await;
    }
    let used_up = ada.tries("Ada", PASSPHRASE, &ada.proof).await;
    assert!(used_up.starts_with("TooSoon"), "who goes on guessing with it is a stranger: {used_up}");
}

pub(super) async fn t29_a_proof_is_for_one_notebook_and_ends_with_its_passphrase(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Ada::lives(&backend).await;
    let openly = Joins::Openly(Name::new("Bo").unwrap());
    let (_, bo) = ada.keeper.join_as(openly, &Who::default(), &pass(PASSPHRASE)).await.unwrap();
    let both = ada.keeper.known_browser(&bo, &ada.proof).await.unwrap();
    for _ in 0..4 {
        ada.tries("Ada", "not this one", "").await;
        ada.tries("Bo", "not this one", "").await;
        ada.tries("Cy", "not this one", &both).await;
    }
    assert!(ada.tries("Bo", PASSPHRASE, &ada.proof).await.starts_with("TooSoon"));
    let nobody = ada.tries("Cy", PASSPHRASE, &both).await;
    assert_eq!(nobody, ada.tries("Ada", PASSPHRASE, "").await, "a name that nobody has is told the same");
    for name in ["Ada", "Bo"] {
        assert_eq!(ada.tries(name, PASSPHRASE, &both).await, "in", "two people may use one browser");
    }
    let kept = ada.keeper.known_browser(&ada.session, &both).await.unwrap();
    assert_eq!(kept.split('.').count(), 2, "and each is in it once");
    let new = pass("another one altogether");
    ada.keeper.change_passphrase(&ada.session, &pass(PASSPHRASE), &new).await.unwrap();
    assert!(ada.tries("Ada", "another one altogether", &both).await.starts_with("TooSoon"));
}

pub(super) async fn t29_after_a_hundred_failures_in_a_row_no_stranger_is_let_in_until_the_owner_was(
    backend: Arc<impl Backend + 'static>,
) {
    let ada = Ada::lives(&backend).await;
    ada.is_guessed_at(99).await;
    ada.clock.pass(Duration::from_secs(2 * 86_400));
    ada.keeper.sweep().await.unwrap();
    ada.is_guessed_at(1).await;
    let right = ada.tries("Ada", PASSPHRASE, "").await;
    assert_eq!(right, ada.tries("Cy", "whatever", "").await, "not by the right one either");
    assert!(right.starts_with("Wrong"), "{right}");
    assert_eq!(ada.tries("Ada", PASSPHRASE, &ada.proof).await, "in", "whoever is known gets in");
    ada.clock.pass(Duration::from_secs(300));
    assert_eq!(ada.tries("Ada", PASSPHRASE, "").await, "in", "and with that everybody who can");
    ada.is_guessed_at(100).await;
    assert!(ada.tries("Ada", PASSPHRASE, "").await.starts_with("Wrong"));
    ada.keeper.set_disabled(ada.session.account(), false).await.unwrap();
    ada.clock.pass(Duration::from_secs(300));
    assert_eq!(ada.tries("Ada", PASSPHRASE, "").await, "in", "whoever runs the server can let them in");
}
