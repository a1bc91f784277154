//! Sessions (T31).

use axum::http::{StatusCode, header};

use crate::person::{PASSPHRASE, Person};

#[tokio::test]
async fn a_lock_ends_the_session_at_once_even_for_a_stolen_cookie() {
    let mut person = Person::new().await;
    let mut thief = person.other_browser();
    thief.cookies = person.cookies.clone();
    assert_eq!(thief.get("/").await.status, StatusCode::OK);
    let locked = person.post("/lock", &[]).await;
    assert_eq!(locked.location(), "/unlock");
    assert_eq!(locked.headers["clear-site-data"], "\"cache\"");
    assert!(!person.cookies.contains_key("notebook"));
    assert_eq!(thief.get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn each_unlock_makes_a_new_session_and_never_takes_one_that_is_offered() {
    let mut person = Person::new().await;
    let first = person.cookies["notebook"].clone();
    assert!(first.len() >= 43, "256 bits in base64");
    person.post("/lock", &[]).await;
    let planted = "A".repeat(43);
    person.cookies.insert("notebook".to_owned(), planted.clone());
    person.enter().await;
    assert_ne!(person.cookies["notebook"], planted);
    assert_ne!(person.cookies["notebook"], first);
    let mut other = person.other_browser();
    other.cookies.insert("notebook".to_owned(), planted);
    assert_eq!(other.get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn quiet_minutes_lock_and_every_request_counts() {
    let mut person = Person::new().await;
    for _ in 0..3 {
        person.house.clock.forward(14 * 60);
        assert_eq!(person.get("/").await.status, StatusCode::OK);
    }
    person.house.clock.forward(15 * 60 + 5);
    assert_eq!(person.get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn a_changed_passphrase_ends_every_session_and_the_one_who_asked_goes_on_in_a_new_one() {
    let mut person = Person::new().await;
    let mut other = person.other_browser();
    other.enter().await;
    let mut thief = person.other_browser();
    thief.cookies = person.cookies.clone();
    assert_eq!(other.get("/").await.status, StatusCode::OK);
    let new = "marble kettle foghorn seventeen";
    let changed = person
        .post("/settings/passphrase", &[("current", PASSPHRASE), ("passphrase", new), ("again", new)])
        .await;
    assert_eq!(changed.location(), "/settings?kept=1");
    assert_eq!(other.get("/").await.location(), "/unlock");
    assert_eq!(thief.get("/").await.location(), "/unlock", "a copy of the session ends, too");
    assert_eq!(person.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn new_recovery_words_are_shown_to_no_copy_of_the_session() {
    let mut person = Person::new().await;
    let mut thief = person.other_browser();
    thief.cookies = person.cookies.clone();
    let made = person.post("/recovery-words", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(made.location(), "/recovery-words");
    assert_eq!(thief.get("/recovery-words").await.location(), "/unlock?next=%2Frecovery-words");
    assert_eq!(person.get("/recovery-words").await.status, StatusCode::OK);
}

#[tokio::test]
async fn unlocking_again_ends_the_session_that_the_browser_had() {
    let mut person = Person::new().await;
    let mut thief = person.other_browser();
    thief.cookies = person.cookies.clone();
    person.enter().await;
    assert_eq!(thief.get("/").await.location(), "/unlock");
    assert_eq!(person.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_day_ends_the_session_however_busy_it_was() {
    let mut person = Person::new().await;
    for _ in 0..143 {
        person.house.clock.forward(10 * 60);
        assert_eq!(person.get("/help-now").await.status, StatusCode::OK);
    }
    assert_eq!(person.get("/").await.status, StatusCode::OK);
    person.house.clock.forward(10 * 60);
    assert_eq!(person.get("/").await.location(), "/unlock");
}

#[tokio::test]
async fn one_session_too_many_ends_the_one_that_was_quiet_the_longest() {
    let mut person = Person::new().await;
    let mut browsers = Vec::new();
    for _ in 0..16 {
        person.house.clock.forward(1);
        let mut browser = person.other_browser();
        browser.enter().await;
        browsers.push(browser);
    }
    assert_eq!(person.get("/").await.location(), "/unlock", "the first of seventeen");
    for browser in &mut browsers {
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let mut person = Person::stranger().await;
    let fields = [("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    let begun = person.post("/begin", &fields).await;
    let cookies: Vec<_> =
        begun.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert_eq!(
        cookies.len(),
        3,
        "the session, the newest head, and that somebody was let in here: {cookies:?}"
    );
    for cookie in &cookies {
        assert!(cookie.contains("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
        assert!(!cookie.contains("Domain") && !cookie.contains("Secure"));
    }
    let mut by_https = Person::stranger_by_https().await;
    let begun = by_https.post("/begin", &fields).await;
    assert!(begun.headers[header::SET_COOKIE].to_str().unwrap().starts_with("__Host-notebook="));
    assert!(begun.headers[header::SET_COOKIE].to_str().unwrap().ends_with("; Secure"));
    let known = begun.headers.get_all(header::SET_COOKIE).iter().next_back().unwrap().to_str().unwrap();
    assert!(known.starts_with("__Host-known=") && known.ends_with("; Secure"), "{known}");
    assert_eq!(by_https.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn no_session_stands_in_an_address() {
    let mut person = Person::new().await.with_entries(1).await;
    let secret = person.cookies["notebook"].clone();
    for path in ["/", "/journal", "/parts", "/exercises", "/settings", "/more", "/help-now"] {
        assert!(!person.get(path).await.body.contains(&secret), "{path}");
    }
}
