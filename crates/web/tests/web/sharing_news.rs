//! Every page marks that something waits unread, and a page that is open learns that something came from the other: at once,
//! through any program, and without counting as somebody who is there.

use std::time::Duration;

use axum::http::StatusCode;
use tokio::time::{Instant, timeout};

use crate::{
    person::Person,
    sharing::{Invited, comes_along, invited, invited_by},
};

/// Where the script of Ben's page asks.
async fn asks_at(both: &mut Invited) -> String {
    let page = both.ben.get(&both.space).await;
    assert!(page.body.contains("<p class=\"card\" hidden>Something new is here."), "{}", page.body);
    page.body.split("data-news=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn says(person: &mut Person, space: &str, words: &str) {
    let record = person.get(space).await.field("record");
    let form = [("record", &*record), ("manner", "message"), ("words", words)];
    person.post(&format!("{space}/say"), &form).await.location();
}

/// What is answered at an address, whether at once or later.
async fn answered(person: &mut Person, at: &str) -> bool {
    let page = timeout(Duration::from_secs(90), person.get(at)).await.expect("nobody waits so long");
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(page.json().as_object().unwrap().len(), 1, "nothing else is said");
    page.json()["new"].as_bool().unwrap()
}

async fn is_told_while_it_waits(ada: Person) {
    let mut both = invited_by(ada, "friend").await.both_in().await;
    // Every program has Ben's notebook open.
    both.ben.get("/").await;
    let at = asks_at(&mut both).await;
    let mut script = both.ben.other_browser();
    script.cookies = both.ben.cookies.clone();
    let waits = tokio::spawn(async move { answered(&mut script, &at).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waits.is_finished(), "there is nothing yet");
    let since = Instant::now();
    says(&mut both.ada, &both.space, "Something that came meanwhile.").await;
    assert!(waits.await.unwrap());
    assert!(since.elapsed() < Duration::from_secs(15), "it came before the script would have asked anew");
    let again = asks_at(&mut both).await;
    let before = again.split("?seen=").next().unwrap();
    both.ben.get("/").await;
    assert!(
        answered(&mut both.ben, &format!("{before}?seen=0.0")).await,
        "what a page missed is told at once"
    );
    for none in ["", "?seen=", "?seen=many"] {
        assert!(!answered(&mut both.ben, &format!("{before}{none}")).await);
    }
    let shown = both.ben.get(&both.space).await;
    assert!(shown.shows("Something that came meanwhile.") && shown.body.contains("hidden>Something new"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_open_is_told_at_once() {
    is_told_while_it_waits(Person::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_open_is_told_at_once_of_what_another_program_wrote() {
    is_told_while_it_waits(Person::before_two_programs().await).await;
}

#[tokio::test]
async fn asking_is_no_activity_and_is_nothing_to_anybody_else() {
    let mut both = invited().await.both_in().await;
    let before = asks_at(&mut both).await.split('?').next().unwrap().to_owned();
    assert!(!answered(&mut both.ben, &before).await);
    let mut eve = comes_along(&both.ada).await;
    eve.get("/").await;
    eve.get("/").await;
    assert_eq!(eve.get(&before).await.status, StatusCode::NOT_FOUND);
    let mut nobody = both.ada.other_browser();
    assert!(nobody.get(&before).await.location().starts_with("/unlock"));
    for _ in 0..4 {
        both.ben.house.clock.forward(5 * 60);
        both.ben.get(&before).await;
    }
    assert!(both.ben.get(&both.space).await.location().starts_with("/unlock"), "it locked all the same");
    assert!(both.ben.get(&before).await.location().starts_with("/unlock"));
}

/// Whether the navigation of a page marks that something is unread.
async fn is_marked(person: &mut Person, at: &str) -> bool {
    let page = person.get(at).await;
    assert_eq!(page.status, StatusCode::OK, "{at}");
    let marks = page
        .body
        .matches("<span class=\"unread\"></span><span class=\"sr-only\"> (something new)</span>")
        .count();
    assert!([0, if at == "/more" { 3 } else { 2 }].contains(&marks), "on a phone as on a desk: {marks}");
    marks > 0
}

/// Waits until every program was told.
async fn becomes_marked(person: &mut Person, at: &str) {
    let until = Instant::now() + Duration::from_secs(30);
    let mut in_a_row = 0;
    while in_a_row < 2 {
        in_a_row = if is_marked(person, at).await { in_a_row + 1 } else { 0 };
        assert!(Instant::now() < until, "{at} is not marked");
    }
}

async fn is_marked_until_it_was_read(ada: Person) {
    let Invited { mut ada, mut ben, space, .. } = invited_by(ada, "friend").await.both_in().await;
    for at in ["/", "/journal", "/more"] {
        assert!(!is_marked(&mut ben, at).await && !is_marked(&mut ada, at).await, "{at}");
    }
    says(&mut ben, &space, "Are you there?").await;
    for at in ["/journal", "/parts", "/more", "/sharing", "/"] {
        becomes_marked(&mut ada, at).await;
    }
    assert!(!is_marked(&mut ben, "/journal").await, "what one said is nothing new");
    ada.post("/lock", &[]).await;
    ada.enter().await;
    for at in ["/journal", "/journal", "/"] {
        assert!(is_marked(&mut ada, at).await, "it still waits after a lock");
    }
    assert!(!is_marked(&mut ada, &space).await, "there it is read");
    for at in ["/", "/journal"] {
        assert!(!is_marked(&mut ada, at).await, "{at}");
    }
    says(&mut ada, &space, "I am.").await;
    becomes_marked(&mut ben, "/journal").await;
    ada.post(&format!("{space}/end"), &[]).await;
    let until = Instant::now() + Duration::from_secs(30);
    while is_marked(&mut ben, "/journal").await || is_marked(&mut ben, "/parts").await {
        assert!(Instant::now() < until, "what is over waits no more");
    }
}

#[tokio::test]
async fn every_page_marks_that_something_waits_until_it_was_read() {
    is_marked_until_it_was_read(Person::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_marks_what_another_program_wrote_once_it_is_told() {
    is_marked_until_it_was_read(Person::before_two_programs().await).await;
}

#[tokio::test]
async fn whoever_was_let_in_without_having_looked_finds_the_mark_too() {
    let mut both = invited().await;
    both.takes_up().await;
    assert!(!is_marked(&mut both.ben, "/journal").await, "there is nothing to read while one waits");
    both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await.location();
    assert!(!is_marked(&mut both.ben, "/journal").await);
    says(&mut both.ada, &both.space, "Welcome.").await;
    assert!(is_marked(&mut both.ben, "/journal").await);
}
