//! Pages are made while something is being kept: none waits for itself, and so for ever.

use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use hearken_vault::OpenVault;

use super::{joins, under_way};
use crate::person::Person;

/// Far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(90);

async fn asks(mut browser: Person, pages: Vec<String>) {
    for nth in 0..300 {
        let page = browser.get(&pages[nth % pages.len()]).await;
        assert_eq!(page.status, axum::http::StatusCode::OK);
    }
}

/// Has somebody wait to write all the time: a change that adds nothing takes its turn like any other.
async fn writes(vault: Arc<OpenVault>) {
    loop {
        vault.write(|_| Ok(Vec::new()), Vec::new()).await.unwrap();
    }
}

/// The person and a sitter's device ask for pages while something is written.
async fn at_once() {
    let (mut person, session) = under_way().await;
    let sitter = joins(&mut person, &session).await;
    let open = person.house.state.keeper.session(&person.cookies["notebook"]).await.unwrap().unwrap();
    let writing = tokio::spawn(writes(open.vault().clone()));
    let mut beside = person.other_browser();
    beside.cookies.clone_from(&sitter.cookies);
    let during = format!("{session}/during");
    let theirs = ["/settings/help-shown", "/measures/report"].map(str::to_owned);
    let all = [
        tokio::spawn(asks(person, [vec![during.clone()], theirs.to_vec()].concat())),
        tokio::spawn(asks(sitter, vec![during.clone()])),
        tokio::spawn(asks(beside, vec![during])),
    ];
    for one in all {
        one.await.unwrap();
    }
    assert!(!writing.is_finished(), "something is written all the while");
    writing.abort();
}

/// Whoever waits for themselves holds a thread: so another one looks on.
#[test]
fn pages_of_a_session_are_made_while_the_notebook_is_being_written() {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
        runtime.unwrap().block_on(at_once());
        done.send(()).unwrap();
    });
    is_done.recv_timeout(PATIENCE).expect("every page is answered");
}
