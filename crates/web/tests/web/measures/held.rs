//! Answers that come while the notebook is locked, or from a window that was still open after another one had finished: none is lost,
//! and the safety rules hear of each.

use axum::http::StatusCode;

use super::{
    MILD, begun, finishes_once_more, give, phq,
    releases::{holds, prepared},
    shown_level,
};
use crate::person::Person;

const DRAFT: &str = "0190a000-0000-7000-8000-000000000001";

#[tokio::test]
async fn r14_what_is_answered_while_locked_counts_as_soon_as_somebody_unlocks_and_is_led_to() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let address = begun(&mut person, "phq-9").await;
    person.post("/lock", &[]).await;
    let sent = [("q9", "2"), ("place", address.as_str()), ("draft", DRAFT), ("seen", "0")];
    assert_eq!(person.fetch(&format!("{address}/given"), &sent).await.status, StatusCode::LOCKED);
    person.enter().await;
    assert_eq!(person.get("/").await.location(), address, "it is met first");
    assert!(holds(&mut person, &session, "R14").await);
    let page = person.get(&address).await;
    assert!(page.body.contains("name=\"q9\" value=\"2\" data-value=\"2\" checked"), "{}", page.body);
    assert!(!page.body.contains("data-unkept"), "it is in the record");
    assert_eq!(shown_level(&page), Some("S1"));
    assert!(!person.get("/").await.shows("Throw it away"), "and nothing of it can be thrown away by one tap");
}

/// A PHQ-9 that was finished without a word about item nine.
async fn is_finished(person: &mut Person) -> String {
    let address = begun(person, "phq-9").await;
    give(person, &address, &phq(MILD), "finish").await;
    finishes_once_more(person, &address).await;
    address
}

#[tokio::test]
async fn r14_what_a_late_window_answers_is_kept_beside_what_was_finished_and_the_rule_hears_it() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let address = is_finished(&mut person).await;
    let sent = [("q9", "3"), ("q9-was", ""), ("place", address.as_str()), ("draft", DRAFT), ("seen", "0")];
    for _ in 0..2 {
        let kept = person.fetch(&format!("{address}/given"), &sent).await;
        assert_eq!((kept.status, &kept.json()["over"]), (StatusCode::OK, &serde_json::json!(true)));
        assert!(kept.body.contains("item-nine"), "{}", kept.body);
    }
    assert!(holds(&mut person, &session, "R14").await);
    let page = person.get(&address).await;
    assert!(page.body.contains("<b>6</b> <span class=\"help\">of 27"), "nothing changes it unasked");
    assert!(page.shows("You answered something in another window") && shown_level(&page) == Some("S1"));
    give(&mut person, &address, &[], "open").await;
    let form = person.get(&address).await;
    assert!(form.body.contains("name=\"q9\" value=\"3\" data-value=\"3\" checked"), "{}", form.body);
}

#[tokio::test]
async fn r14_without_a_script_a_late_window_loses_nothing_either_also_where_it_was_left_for_good() {
    for ends in ["finish", "stop"] {
        let mut person = Person::new().await;
        let session = prepared(&mut person).await;
        let address = begun(&mut person, "phq-9").await;
        give(&mut person, &address, &phq(MILD), ends).await;
        if ends == "finish" {
            finishes_once_more(&mut person, &address).await;
        }
        let late = give(&mut person, &address, &[("q9".to_owned(), "3".to_owned())], "finish").await;
        assert_eq!(late.location(), address);
        assert!(person.get(&address).await.shows("You answered something in another window"), "{ends}");
        assert!(holds(&mut person, &session, "R14").await, "{ends}");
    }
}

#[tokio::test]
async fn a_second_press_of_finish_leaves_nothing_beside() {
    let mut person = Person::new().await;
    let address = is_finished(&mut person).await;
    give(&mut person, &address, &phq(MILD), "finish").await;
    assert!(!person.get(&address).await.shows("in another window"));
    assert!(!person.get("/").await.shows("Throw it away"));
}

#[tokio::test]
async fn the_day_of_a_copy_from_paper_comes_through_the_lock() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let was = person.get(&address).await.field("when-was");
    person.post("/lock", &[]).await;
    let sent = [
        ("q1", "1"),
        ("when", "2026-03-01T09:30"),
        ("when-was", was.as_str()),
        ("place", address.as_str()),
        ("draft", DRAFT),
        ("seen", "0"),
    ];
    assert_eq!(person.fetch(&format!("{address}/given"), &sent).await.status, StatusCode::LOCKED);
    person.enter().await;
    let form = person.get(&address).await;
    assert!(form.body.contains("value=\"2026-03-01T09:30\""), "{}", form.body);
    give(&mut person, &address, &phq(MILD), "finish").await;
    finishes_once_more(&mut person, &address).await;
    assert!(person.get(&address).await.shows("Sun 1 Mar, 09:30"));
}
