//! How a session is over where it did not end by its list, and what was typed in it and not kept.

use axum::http::StatusCode;
use hearken_content::library;

use crate::{
    after::{begins, forward, plans, prepares},
    person::Person,
    queue::Browser,
    sitter::{begun, hands_over},
};

const HOUR: i64 = 3_600;

const HELP_CAME: [(&str, &str); 1] = [("another", "help-came")];
const BY_MISTAKE: [(&str, &str); 1] = [("another", "by-mistake")];

#[tokio::test]
async fn where_help_came_a_session_is_over_and_nothing_of_its_list_counts_as_done() {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    let end = format!("{session}/end");
    assert!(person.get(&end).await.shows("It ended another way"));
    for _ in 0..2 {
        assert_eq!(person.post(&end, &HELP_CAME).await.location(), session, "sent twice it lands once");
    }
    let page = person.get(&session).await;
    assert!(page.shows("resting after it") && page.shows("help came; its list was not done"));
    let end = person.get(&end).await;
    assert!(!end.shows("It ended another way"));
    assert!(!end.body.contains("value=\"recovered-awake\" checked"));
    let list = &library().journey.sitter.recovery.items;
    assert!(list.iter().all(|item| end.body.contains(&format!("value=\"{}\"", item.id))));
    assert!(person.get("/").await.shows("After your session"), "Today is no longer the session alone");
}

#[tokio::test]
async fn a_sitter_can_say_that_help_came_and_not_that_it_was_begun_by_mistake() {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    let end = format!("{session}/end");
    assert!(person.get(&end).await.shows("It was begun by mistake"), "control: the person can");
    hands_over(&mut person, &session).await;
    assert!(!person.get(&end).await.shows("It was begun by mistake"));
    assert!(person.post(&end, &BY_MISTAKE).await.status.is_client_error());
    assert!(person.get(&format!("{session}/during")).await.shows("The medicine is taken now"), "it goes on");
    person.post(&end, &HELP_CAME).await;
    person.enter().await;
    assert!(person.get(&session).await.shows("help came; its list was not done"));
}

#[tokio::test]
async fn one_that_was_begun_by_mistake_is_ready_again_and_begins_anew_at_its_own_time() {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    let end = format!("{session}/end");
    assert_eq!(person.post(&end, &BY_MISTAKE).await.location(), session);
    let page = person.get(&session).await;
    assert!(page.shows("It begins now") && !page.shows("Began"));
    forward(&mut person, HOUR).await;
    person.post(&format!("{session}/go"), &[("to", "in-session")]).await.location();
    assert!(person.get(&format!("{session}/during")).await.shows("0:00"), "the clock counts from now");
    // With the medicine taken, or something noted, there is nothing to take back.
    person.post(&format!("{session}/moments"), &[("kind", "part")]).await.location();
    assert!(!person.get(&end).await.shows("It was begun by mistake"));
    assert!(person.post(&end, &BY_MISTAKE).await.status.is_client_error());
    assert_eq!(person.get(&format!("{session}/during")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn r42_an_end_without_its_list_does_not_say_that_somebody_is_back() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    person.post(&format!("{session}/medicine"), &[]).await.location();
    let asked = format!("{session}/questions/during");
    let record = person.get(&asked).await.field("record");
    person.post(&asked, &[("record", &record), ("settled", "no")]).await.location();
    forward(&mut person, 60).await;
    person.post(&format!("{session}/end"), &HELP_CAME).await.location();
    forward(&mut person, 5 * HOUR).await;
    let after = person.get(&format!("{session}/after")).await;
    assert!(after.shows("You still feel far away 4 hours after the start"));
}

#[tokio::test]
async fn words_typed_in_a_session_and_not_kept_can_be_kept_once_it_is_over() {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    let place = format!("{session}/during");
    let half = [("place", place.as_str()), ("kind", "words"), ("words", "half a cobaltheron")];
    let draft = person.fetch("/drafts", &half).await.json()["draft"].as_str().unwrap().to_owned();
    let address = format!("{place}?draft={draft}");
    assert!(!person.get(&session).await.shows("cobaltheron"), "while it lasts they are on its own page");
    person.post(&format!("{session}/end"), &HELP_CAME).await.location();
    assert!(person.get("/").await.body.contains(&address), "Today leads there");
    let led = person.get(&address).await.location().to_owned();
    let page = person.get(&led).await;
    assert!(page.shows("half a cobaltheron") && page.shows("Typed while it lasted"));
    let [record, draft, seen] = ["record", "draft", "seen"].map(|name| page.field(name));
    let kept = [
        ("record", record.as_str()),
        ("draft", draft.as_str()),
        ("seen", seen.as_str()),
        ("kind", "words"),
        ("words", "half a cobaltheron, whole"),
    ];
    person.post(&format!("{session}/moments"), &kept).await.location();
    let page = person.get(&session).await;
    assert!(page.shows("half a cobaltheron, whole") && !page.shows("Typed while it lasted"));
    assert!(!person.get("/").await.body.contains(&address));
}

#[tokio::test]
async fn words_without_a_reading_are_kept_as_words_and_an_empty_form_is_shown_again() {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    let browser = Browser::opens(&mut person, &session).await;
    let vitals = format!("{session}/vitals");
    let empty = person.post(&vitals, &[("systolic", ""), ("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("There is nothing to keep yet.") && empty.body.contains("name=\"systolic\""));
    let words = [("systolic", ""), ("words", "the cuff is too small")];
    person.post(&vitals, &words).await.location();
    let shown = browser.shown(&mut person).await;
    assert_eq!(shown.len(), 1);
    assert!(shown[0].ends_with("Said the cuff is too small"), "{shown:?}");
}
