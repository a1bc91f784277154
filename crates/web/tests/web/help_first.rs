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
    let (count, list) = rows(&mut person).await;
    assert!(count == 1 && list.shows("not put away"), "it came up by itself, and waits");
    let seen = person.post("/help-now/first/seen", &[("then", &then)]).await;
    let (count, list) = rows(&mut person).await;
    assert!(count == 1 && !list.shows("not put away"), "the same showing was put away");
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

const PLAIN: &str = "Rain.";
/// As a keyboard with an accent of its own types it.
const ASKING: &str = "I don\u{b4}t want to live.";

/// Whether the page that a form leads to asks.
async fn asks(person: &mut Person, kept: Page) -> bool {
    let mut next = person.get(kept.location()).await;
    while next.status == StatusCode::SEE_OTHER {
        next = person.get(next.location()).await;
    }
    next.shows(CARD)
}

#[tokio::test]
async fn k6_words_of_a_check_in_bring_the_card_whoever_they_are_about_and_mended_ones_too() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let note = format!("note-{part}");
    for (of_part, of_self) in [(PLAIN, PLAIN), (ASKING, PLAIN), (PLAIN, ASKING)] {
        let record = person.get("/check-in").await.field("record");
        let fields = [("record", record.as_str()), ("part", &part), (&note, of_part), ("note", of_self)];
        let kept = person.post("/check-in", &fields).await;
        assert_eq!(asks(&mut person, kept).await, ASKING == of_part || ASKING == of_self);
        for words in [PLAIN, ASKING] {
            let at = format!("/check-in/{record}");
            let base = person.get(&at).await.field("base");
            let kept = person.post(&at, &[("base", &base), ("note", words)]).await;
            assert_eq!(asks(&mut person, kept).await, words == ASKING);
        }
        assert!(!person.get("/check-in/over-time").await.shows(CARD), "on no other page");
    }
}

#[tokio::test]
async fn k6_what_a_trigger_brought_up_and_what_helped_bring_the_card() {
    let mut person = Person::new().await;
    let trigger = person.post("/triggers", &[("name", "Sunday")]).await.location().to_owned();
    for (words, helped) in [(PLAIN, PLAIN), (ASKING, PLAIN), (PLAIN, ASKING)] {
        let fields = [("strength", "4"), ("words", words), ("helped", helped)];
        let kept = person.post(&format!("{trigger}/happened"), &fields).await;
        assert_eq!(asks(&mut person, kept).await, ASKING == words || ASKING == helped);
        assert!(!person.get(&trigger).await.shows(CARD), "on no other page");
    }
}

#[tokio::test]
async fn k6_words_in_an_exercise_bring_the_card_at_its_end_and_where_another_one_waited_for_it() {
    let mut person = Person::new().await;
    for words in [PLAIN, ASKING] {
        let begun = person.post("/exercises", &[("guide", "meet-a-protector")]).await;
        let outer = begun.location().to_owned();
        let came = person.post(&format!("{outer}/another-part"), &[("screen", "situation")]).await;
        let inner = came.location().to_owned();
        for run in [inner, outer] {
            let screen = format!("{run}/situation");
            let base = person.get(&screen).await.field("base");
            let fields = [("base", base.as_str()), ("words", words), ("go", "next")];
            person.post(&screen, &fields).await.location();
            let ended = person.post(&format!("{run}/finish"), &[]).await;
            assert_eq!(asks(&mut person, ended).await, words == ASKING, "{run}");
            assert!(!person.get(&run).await.shows(CARD), "on no other page");
        }
    }
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
    for (before, after, helped) in [
        ("3", "8", true),
        ("4", "5", true),
        ("9", "7", false),
        ("", "8", true),
        ("9", "", true),
        ("7", "", false),
    ] {
        let page = person.post("/grounding/feet-and-chair", &[("before", before), ("after", after)]).await;
        for (name, level) in
            [("before", before), ("after", after)].into_iter().filter(|(_, level)| !level.is_empty())
        {
            assert!(
                page.body.contains(&format!("name=\"{name}\" value=\"{level}\" checked")),
                "{name} {level}"
            );
        }
        assert_eq!(page.shows("Show the numbers"), helped, "{before} {after}");
        assert_eq!(page.body.contains("href=\"/plan\""), helped, "{before} {after}");
    }
}

/// The list of times, and how many rows it has.
async fn rows(person: &mut Person) -> (usize, Page) {
    let list = person.get("/settings/help-shown").await;
    (list.body.matches("<td>").count() / 3, list)
}

#[tokio::test]
async fn k1_the_times_it_was_shown_and_seen_are_noted_once_and_can_be_erased() {
    let mut person = Person::new().await;
    assert_eq!(rows(&mut person).await.0, 0);
    person.get("/help-now/first").await;
    assert_eq!(rows(&mut person).await.0, 0, "looking notes nothing");
    person.post("/help-now/first/seen", &[]).await;
    let (count, list) = rows(&mut person).await;
    assert!(count == 1 && list.shows("On the whole screen") && !list.shows("not put away"));
    person.house.clock.forward(60);
    person.post("/help-now/first/seen", &[]).await;
    assert_eq!(rows(&mut person).await.0, 2);
    assert_eq!(person.post("/settings/help-shown/erase", &[]).await.location(), "/settings/help-shown");
    assert_eq!(rows(&mut person).await.0, 0);
    person.enter().await;
    assert_eq!(rows(&mut person).await.0, 0);
}

#[tokio::test]
async fn k1_nothing_is_noted_while_locked_and_help_is_shown_all_the_same() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    assert_eq!(person.get("/help-now/first").await.status, StatusCode::OK);
    person.post("/help-now/first/seen", &[]).await;
    person.enter().await;
    assert_eq!(rows(&mut person).await.0, 0);
}

#[tokio::test]
async fn k2_the_card_of_a_part_with_an_urge_is_noted_and_put_away_for_once() {
    let mut person = Person::new().await;
    let id = person.meets("The Razor", "firefighter").await;
    let fields = [("record", id.as_str()), ("base", "1"), ("name", "The Razor"), ("urge_to_harm", "yes")];
    person.post("/parts", &fields).await;
    let address = format!("/parts/{id}");
    assert!(person.get(&address).await.body.contains("id=\"urge\""));
    let seen = person.post("/help-now/card/seen", &[("then", &format!("{address}?seen=1"))]).await;
    let once = person.get(seen.location()).await;
    assert!(!once.body.contains("id=\"urge\"") && once.shows("Please let somebody help you now"));
    let (_, list) = rows(&mut person).await;
    assert!(list.shows("On a card") && !list.shows("not put away"));
    assert!(person.get(&address).await.body.contains("id=\"urge\""), "next time it stands first again");
    assert!(!rows(&mut person).await.1.shows("Razor"), "no reason is noted");
}

#[tokio::test]
async fn k6_the_card_that_asks_is_never_noted() {
    let mut person = Person::new().await;
    assert!(writes(&mut person, "I want to die", "/").await.shows(CARD));
    assert_eq!(rows(&mut person).await.0, 0);
}

#[tokio::test]
async fn b3_the_longer_breath_asks_first_and_a_no_leads_to_the_chair() {
    let mut person = Person::new().await;
    let asked = person.get("/grounding/longer-breath").await;
    assert!(asked.shows("Are you wide awake right now?") && !asked.shows("in for four seconds"));
    assert!(asked.body.contains("href=\"/grounding/feet-and-chair\""));
    assert!(person.get("/grounding/longer-breath?yes=1").await.shows("in for four seconds"));
}
