//! Settings, and the state of the notebook.

use axum::http::StatusCode;

use crate::person::{PASSPHRASE, Person};

#[tokio::test]
async fn the_idle_time_holds_at_once_and_after_the_next_unlock() {
    let mut person = Person::new().await;
    assert_eq!(person.post("/settings", &[("idle_minutes", "1")]).await.location(), "/settings?kept=1");
    assert!(person.get("/").await.body.contains("data-idle-minutes=\"1\""));
    person.house.clock.forward(65);
    assert_eq!(person.get("/").await.location(), "/unlock");
    person.enter().await;
    person.house.clock.forward(65);
    assert_eq!(person.get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn settings_come_back_as_they_were_set_and_wild_ones_are_bounded() {
    let mut person = Person::new().await;
    person.post("/settings", &[("idle_minutes", "60000"), ("country", "de"), ("read_aloud", "1")]).await;
    let page = person.get("/settings?kept=1").await;
    assert!(
        page.shows("Kept.")
            && page.body.contains("value=\"240\"")
            && page.body.contains("value=\"DE\" selected")
    );
    assert!(page.body.contains("name=\"read_aloud\" value=\"1\" checked"));
    assert!(!page.body.contains("name=\"breath_sound\" value=\"1\" checked"));
}

#[tokio::test]
async fn the_time_to_answer_is_bounded_and_may_be_as_long_as_it_takes() {
    let mut person = Person::new().await;
    let page = person.get("/settings").await;
    assert!(
        page.body.contains("<option value=\"20\" selected>")
            && page.body.contains("name=\"chimes\" value=\"1\" checked")
    );
    for (said, stands) in [("0", "0"), ("1", "5"), ("7", "7"), ("65000", "120"), ("a while", "120")] {
        person.post("/settings", &[("answer_seconds", said)]).await;
        let page = person.get("/settings").await;
        assert!(page.body.contains(&format!("<option value=\"{stands}\" selected>")), "{said}");
        assert!(!page.body.contains("name=\"chimes\" value=\"1\" checked"));
    }
}

#[tokio::test]
async fn the_passphrase_changes_only_with_the_present_one() {
    let mut person = Person::new().await;
    let new = "marble kettle foghorn seventeen";
    let wrong = person
        .post("/settings/passphrase", &[("current", "something else"), ("passphrase", new), ("again", new)])
        .await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.shows("The present passphrase is another one."));
    let weak = person
        .post(
            "/settings/passphrase",
            &[("current", PASSPHRASE), ("passphrase", "password"), ("again", "password")],
        )
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    person.post("/lock", &[]).await;
    assert_eq!(person.enter().await.location(), "/");
}

#[tokio::test]
async fn new_recovery_words_need_the_passphrase() {
    let mut person = Person::new().await;
    let wrong = person.post("/recovery-words", &[("passphrase", "something else")]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert_eq!(
        person.post("/recovery-words", &[("passphrase", PASSPHRASE)]).await.location(),
        "/recovery-words"
    );
}

#[tokio::test]
async fn a_healthy_notebook_says_so_and_names_its_newest_save() {
    let mut person = Person::new().await.with_entries(2).await;
    let page = person.get("/settings/notebook").await;
    assert!(page.shows("All of it is as it was left."));
    let (seq, link) = person.cookies["seen"].split_once('.').unwrap();
    assert_eq!(seq, "2");
    assert!(page.shows(&link[..8]), "the mark on the page is the browser's memory");
    assert!(!person.get("/").await.shows("not as it was left"));
}

#[tokio::test]
async fn t08_a_browser_that_saw_a_newer_notebook_says_that_this_one_is_older() {
    let mut person = Person::new().await.with_entries(1).await;
    person.post("/lock", &[]).await;
    person.cookies.insert("seen".to_owned(), format!("9.{}", "ab".repeat(32)));
    person.enter().await;
    assert!(person.get("/").await.shows("Something in this notebook is not as it was left."));
    let page = person.get("/settings/notebook").await;
    assert!(page.shows("The whole notebook is older than one that was seen here before."));
    assert!(person.cookies["seen"].starts_with("9."), "the memory of the newer one stays");
    person.writes("Written on in the older one.").await;
    assert!(person.cookies["seen"].starts_with("9."));
    assert_eq!(person.post("/settings/notebook/accept", &[]).await.location(), "/settings/notebook");
    assert!(person.cookies["seen"].starts_with("2."));
    assert!(!person.get("/").await.shows("not as it was left"));
}
