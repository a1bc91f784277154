//! When help comes up by itself: on the whole screen (K1), on a card (K2, K6), beside grounding (K3).

use axum::http::StatusCode;

use crate::person::{Page, Person};

const CARD: &str = "Would you like help now?";

/// Keeps an entry from Today or from the journal's page, and gives the page that follows.
async fn writes(person: &mut Person, words: &str, back: &str) -> Page {
    let kept = person.post("/journal", &[("body", words), ("back", back)]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let next = kept.location().to_owned();
    person.get(&next).await
}

#[tokio::test]
async fn k1_fills_the_screen_locked_or_not_and_goes_away_after_one_tap() {
    let mut person = Person::new().await;
    person.post("/settings", &[("idle_minutes", "15"), ("country", "GB")]).await;
    for _ in 0..2 {
        let first = person.get("/help-now/first").await;
        assert_eq!(first.status, StatusCode::OK);
        assert!(first.body.find("tel:999").unwrap() < first.body.find("tel:116123").unwrap());
        assert!(!first.body.contains("<nav") && first.body.contains("action=\"/leave\""));
        let seen = person.post("/help-now/first/seen", &[("then", "/help-now")]).await;
        assert_eq!(seen.location(), "/help-now");
        person.post("/lock", &[]).await;
    }
    let elsewhere = person.post("/help-now/first/seen", &[("then", "//evil.example")]).await;
    assert_eq!(elsewhere.location(), "/help-now");
}

#[tokio::test]
async fn k1_an_urge_to_harm_in_the_stop_test_fills_the_screen_and_leads_on_to_the_ground() {
    let mut person = Person::new().await;
    let run = person.post("/exercises", &[("guide", "check-in")]).await.location().to_owned();
    let run = run.split('/').take(3).collect::<Vec<_>>().join("/");
    let first = person.post(&format!("{run}/too-much"), &[("sign", "harm-self"), ("sign", "dizzy")]).await;
    assert!(first.shows("Emergency") && first.body.contains("class=\"whole-screen\""));
    let then = first.field("then");
    assert_eq!(then, format!("{run}/too-much?seen=1"));
    let seen = person.post("/help-now/first/seen", &[("then", &then)]).await;
    let landing = person.get(seen.location()).await;
    assert!(landing.body.contains("/grounding/feet-and-chair"));
    let dizzy = person.post(&format!("{run}/too-much"), &[("sign", "dizzy")]).await;
    assert!(!dizzy.body.contains("class=\"whole-screen\"") && dizzy.body.contains("href=\"/plan\""));
}

#[tokio::test]
async fn k6_words_that_ask_for_help_bring_the_card_on_the_page_that_follows_and_on_no_other() {
    let mut person = Person::new().await;
    let today = writes(&mut person, "I just WANT TO DIÉ.", "/").await;
    assert!(today.shows(CARD) && today.body.contains("class=\"call\""));
    let entry = writes(&mut person, "I dont want to live", "").await;
    assert!(entry.shows(CARD));
    assert!(!person.get("/").await.shows(CARD) && !person.get("/journal").await.shows(CARD));
    assert!(!entry.body.contains("suicid"), "it does not say which words");
}

#[tokio::test]
async fn k6_everyday_expressions_bring_nothing() {
    let mut person = Person::new().await;
    for words in [
        "I was dying to see you",
        "only killing time",
        "a cake to die for",
        "we shoot the breeze",
        "I want to die laughing",
        "I shot myself in the foot, I shoot myself in the foot a lot",
        "cut myself some slack",
        "In the end my life went on",
        "I could murder a sandwich",
        "the deadline is killing me",
    ] {
        assert!(!writes(&mut person, words, "/").await.shows(CARD), "{words}");
    }
}

#[tokio::test]
async fn k6_every_phrase_of_the_list_brings_the_card() {
    let words = &hearken_content::library().keywords;
    for phrase in &words.phrases {
        let text = format!("Today: {} …", phrase.to_uppercase());
        assert!(hearken_core::phrases::holds_any(&text, &words.phrases, &words.harmless), "{phrase}");
    }
    for harmless in &words.harmless {
        assert!(!hearken_core::phrases::holds_any(harmless, &words.phrases, &words.harmless), "{harmless}");
    }
}

#[tokio::test]
async fn k6_nothing_about_the_card_is_kept_or_stands_in_an_address() {
    let mut person = Person::new().await;
    let kept = person.post("/journal", &[("body", "suicide"), ("back", "/")]).await.location().to_owned();
    let plain = person.post("/journal", &[("body", "a walk"), ("back", "/")]).await.location().to_owned();
    let shape = |address: &str| address.split('=').next().unwrap().to_owned();
    assert_eq!(shape(&kept), shape(&plain), "both addresses look alike");
    let before = person.get("/settings/notebook").await;
    person.get(&kept).await;
    let after = person.get("/settings/notebook").await;
    assert_eq!(before.body, after.body, "showing it saves nothing");
}

#[tokio::test]
async fn k3_a_distress_of_eight_after_grounding_leads_to_help_and_the_plan() {
    let mut person = Person::new().await;
    for (before, after, helped) in [("3", "8", true), ("4", "5", true), ("9", "7", false), ("", "8", true)] {
        let page = person.post("/grounding/feet-and-chair", &[("before", before), ("after", after)]).await;
        assert_eq!(page.shows("Show the numbers"), helped, "{before} {after}");
        assert_eq!(page.body.contains("href=\"/plan\""), helped, "{before} {after}");
    }
}
