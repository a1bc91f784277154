//! Breathing: what is offered when, what is kept, and what a stop leads to.

use axum::http::StatusCode;

use crate::{
    after::{forward, plans, prepares},
    person::Person,
};

async fn breathes(person: &mut Person, pattern: &str, fields: &[(&str, &str)]) -> String {
    let address = format!("/breathe/{pattern}");
    let record = person.get(&address).await.field("record");
    let mut all = vec![("record", record.as_str())];
    all.extend(fields);
    let kept = person.post(&address, &all).await;
    assert_eq!(kept.location(), format!("/breathe/log/{record}"));
    kept.location().to_owned()
}

#[tokio::test]
async fn b1_b5_the_list_gives_the_default_first_and_says_why_none_is_fast() {
    let mut person = Person::new().await;
    let list = person.get("/breathe").await;
    let at = |what: &str| list.body.find(what).unwrap_or_else(|| panic!("{what}"));
    assert!(at("/breathe/extended_46") < at("/breathe/coherent_60"));
    assert!(list.shows("not offered here") && list.shows("24 hours") && list.shows("eyes may stay open"));
    assert!(person.get("/").await.body.contains("href=\"/breathe\""));
    assert!(person.get("/more").await.body.contains("href=\"/breathe\""));
    assert!(person.get("/exercises").await.body.contains("href=\"/breathe\""));
    assert_eq!(person.get("/breathe/holotropic").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn b2_patterns_with_a_pause_come_only_after_none_of_these() {
    let mut person = Person::new().await;
    assert!(!person.get("/breathe").await.body.contains("href=\"/breathe/box_4\""));
    let page = person.get("/breathe/box_4").await;
    assert!(page.shows("Answer the questions") && !page.body.contains("data-breath="));
    person.post("/breathe/questions", &[("none", "1")]).await;
    assert!(person.get("/breathe").await.body.contains("href=\"/breathe/box_4\""));
    let page = person.get("/breathe/box_4?way=threes").await;
    assert!(page.body.contains("data-ms=\"3000\"") && !page.body.contains("data-ms=\"4000\""));
    assert!(person.get("/breathe/four_7_8").await.body.contains("data-seconds=\"76\""));
    for answer in ["yes", "unsure"] {
        person.post("/breathe/questions", &[("heart", answer), ("eyes", "no")]).await;
        let list = person.get("/breathe").await;
        assert!(!list.body.contains("href=\"/breathe/box_4\"") && list.shows("are left out"));
    }
    person.post("/breathe/questions", &[("none", "1")]).await;
    person.house.clock.forward(31 * 86_400);
    person.enter().await;
    assert!(!person.get("/breathe").await.body.contains("href=\"/breathe/box_4\""));
    assert!(person.get("/breathe/questions").await.shows("answer again"));
}

#[tokio::test]
async fn b3_on_the_day_of_a_session_only_what_fits_is_there() {
    let mut person = Person::new().await;
    person.post("/breathe/questions", &[("none", "1")]).await;
    person.post("/marks", &[("kind", "session"), ("day", "2026-11-22"), ("name", "")]).await;
    let offered = |page: &str, id: &str| page.contains(&format!("href=\"/breathe/{id}\""));
    let asked = person.get("/breathe").await.body;
    assert!(offered(&asked, "natural") && !offered(&asked, "extended_46"));
    person.post("/breathe/day", &[("stage", "before")]).await;
    let before = person.get("/breathe").await.body;
    assert!(
        offered(&before, "coherent_60") && !offered(&before, "box_4") && !offered(&before, "cyclic_sigh")
    );
    person.post("/breathe/day", &[("stage", "during")]).await;
    let during = person.get("/breathe").await;
    assert!(during.shows("no breathing to a count here") && !offered(&during.body, "natural"));
    assert!(!person.get("/breathe/extended_46").await.body.contains("data-breath="));
    person.post("/breathe/day", &[("stage", "after")]).await;
    let after = person.get("/breathe").await.body;
    assert!(offered(&after, "natural") && !offered(&after, "extended_46"));
    person.post("/breathe/day", &[("stage", "after"), ("steady", "1")]).await;
    let after = person.get("/breathe").await.body;
    assert!(offered(&after, "extended_46") && !offered(&after, "coherent_60"));
}

#[tokio::test]
async fn b4_a_sign_leads_to_the_room_and_the_second_switches_the_pattern_off_until_it_was_thought_over() {
    let mut person = Person::new().await;
    let first = breathes(&mut person, "coherent_60", &[("sign", "tingling"), ("done", "42")]).await;
    let page = person.get(&first).await;
    assert!(page.shows("Breathe as you like now") && page.shows("0:42 of 5:00"));
    assert!(!page.shows("switched off"));
    let second = breathes(&mut person, "coherent_60", &[("sign", "dizzy")]).await;
    let page = person.get(&second).await;
    assert!(page.shows("switched off") && page.shows("coach or therapist"));
    let page = person.get("/breathe/coherent_60").await;
    assert!(!page.body.contains("data-breath=") && page.shows("Switch it on again"));
    person.post("/breathe/coherent_60/on", &[]).await;
    assert!(!person.get("/breathe/coherent_60").await.body.contains("data-breath="));
    person.post("/breathe/coherent_60/on", &[("thought", "1")]).await;
    assert!(person.get("/breathe/coherent_60").await.body.contains("data-breath="));
}

#[tokio::test]
async fn k3_high_or_rising_distress_afterwards_brings_help() {
    let mut person = Person::new().await;
    for (before, after, help) in
        [("2", "8", true), ("3", "4", true), ("6", "3", false), ("9", "", true), ("7", "", false)]
    {
        let fields = [("before", before), ("after", after), ("words", "It <i>was</i> so.")];
        let kept = breathes(&mut person, "natural", &fields).await;
        let page = person.get(&kept).await;
        assert_eq!(page.body.contains("Show the numbers"), help, "{before} {after}");
        assert_eq!(page.shows("Come back to the room"), help, "{before} {after}");
        assert!(page.body.contains("It &lt;i&gt;was"));
    }
    let log = person.get("/breathe/log").await;
    assert!(log.shows("Distress before and after") && log.shows("before 3"));
}

#[tokio::test]
async fn what_was_kept_is_mended_and_erased() {
    let mut person = Person::new().await;
    assert!(person.get("/breathe/log").await.shows("Each time you keep will stand here"));
    let kept = breathes(&mut person, "extended_46", &[("before", "5")]).await;
    person.post(&kept, &[("base", "1"), ("before", "5"), ("after", "2"), ("words", "calm")]).await;
    assert!(person.get(&kept).await.shows("before 5 · after 2"));
    let wrong = person.post(&kept, &[("base", "2"), ("after", "11")]).await;
    assert!(wrong.status.is_client_error() && wrong.shows("from 0 to 10"));
    assert!(person.get(&format!("{kept}/erase")).await.shows("calm"));
    assert_eq!(person.post(&format!("{kept}/erase"), &[]).await.location(), "/breathe/log");
    assert_eq!(person.get(&kept).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn b1_b2_an_own_pattern_is_kept_within_its_bounds_and_refused_with_the_one_it_breaks() {
    let mut person = Person::new().await;
    let record = person.get("/breathe/own").await.field("record");
    let form = |inward, out, top| {
        let (name, minutes) = (("name", "Mine"), ("minutes", "5"));
        [
            ("record", record.as_str()),
            ("base", "0"),
            name,
            ("in", inward),
            ("out", out),
            ("top", top),
            minutes,
        ]
    };
    let refused = person.post("/breathe/own", &form("2", "2", "")).await;
    assert!(refused.status.is_client_error() && refused.shows("from 3 to 7.5 seconds each"));
    assert!(refused.body.contains("value=\"2\""));
    assert!(person.post("/breathe/own", &form("5", "4", "")).await.shows("at least as long as breathing in"));
    assert!(person.post("/breathe/own", &form("4", "6", "2")).await.shows("only after the questions"));
    let kept = person.post("/breathe/own", &form("4.5", "6", "")).await;
    assert_eq!(kept.location(), format!("/breathe/{record}"));
    assert!(person.get(kept.location()).await.body.contains("data-ms=\"4500\""));
    assert!(person.get("/breathe").await.shows("Mine"));
    let log = breathes(&mut person, &record, &[]).await;
    person.post(&format!("/breathe/own/{record}/erase"), &[]).await;
    assert!(person.get(&log).await.shows("no longer here"));
}

/// Types into the page of a pattern, without keeping it.
async fn types(person: &mut Person, pattern: &str, fields: &[(&str, &str)]) {
    let place = format!("/breathe/{pattern}");
    let page = person.get(&place).await;
    let own = ["record", "draft", "seen"].map(|name| (name, page.field(name)));
    let mut all: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend([("base", "0"), ("place", &place)]);
    all.extend(fields);
    assert_eq!(person.fetch("/drafts", &all).await.status, StatusCode::OK);
}

#[tokio::test]
async fn b2_a_gentler_way_can_be_chosen_after_something_was_typed() {
    let mut person = Person::new().await;
    person.post("/breathe/questions", &[("none", "1")]).await;
    types(&mut person, "box_4", &[("way", ""), ("before", "5"), ("words", "so far")]).await;
    let page = person.get("/breathe/box_4?way=threes").await;
    assert!(page.body.contains("data-ms=\"3000\"") && !page.body.contains("data-ms=\"4000\""));
    assert!(page.shows("so far") && page.body.contains("name=\"before\" value=\"5\" checked"));
}

#[tokio::test]
async fn what_was_typed_of_the_distress_another_time_is_no_answer_for_now() {
    let mut person = Person::new().await;
    types(&mut person, "extended_46", &[("before", "5"), ("words", "so far")]).await;
    forward(&mut person, 2 * 86_400).await;
    let page = person.get("/breathe/extended_46").await;
    assert!(page.shows("so far") && !page.body.contains("checked"));
}

#[tokio::test]
async fn b4_a_sign_that_was_tapped_as_the_notebook_locked_is_kept_afterwards() {
    let mut person = Person::new().await;
    types(&mut person, "extended_46", &[("sign", "dizzy")]).await;
    let page = person.get("/breathe/extended_46").await;
    assert!(page.shows("Breathe as you like now"));
    let sign = page.field("sign");
    let kept = breathes(&mut person, "extended_46", &[("sign", &sign)]).await;
    assert!(person.get(&kept).await.shows("stopped: dizzy"));
}

#[tokio::test]
async fn k3_more_anxious_is_a_distress_that_has_risen() {
    let mut person = Person::new().await;
    let anxious = breathes(&mut person, "extended_46", &[("sign", "anxious")]).await;
    assert!(person.get(&anxious).await.shows("Show the numbers"));
    let dizzy = breathes(&mut person, "coherent_60", &[("sign", "dizzy")]).await;
    assert!(!person.get(&dizzy).await.shows("Show the numbers"));
}

#[tokio::test]
async fn b2_what_was_said_before_a_session_closes_the_holds_whatever_is_answered_here() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[("lungs", "unsure")]).await;
    forward(&mut person, 40 * 86_400).await;
    person.post("/breathe/questions", &[("none", "1")]).await;
    let page = person.get("/breathe/box_4").await;
    assert!(page.shows("Before a session you said") && !page.body.contains("data-breath="));
    let list = person.get("/breathe").await;
    assert!(list.shows("Before a session you said") && !list.body.contains("href=\"/breathe/box_4\""));
}

#[tokio::test]
async fn b3_while_the_medicine_works_neither_grounding_nor_a_guide_leads_a_breath() {
    let mut person = Person::new().await;
    let run = person.post("/exercises", &[("guide", "meet-a-protector")]).await.location().to_owned();
    person.post(&format!("{run}/settle"), &[("go", "next")]).await;
    let breath = format!("{run}/breathe");
    let leads = |body: &str| body.contains("data-breath=");
    assert!(leads(&person.get(&breath).await.body));
    assert!(person.get("/grounding").await.body.contains("/grounding/longer-breath"));
    assert!(leads(&person.get("/grounding/longer-breath?yes=1").await.body));
    person.post("/breathe/day", &[("stage", "during")]).await;
    assert!(!leads(&person.get(&breath).await.body));
    assert!(!person.get("/grounding").await.body.contains("/grounding/longer-breath"));
    let page = person.get("/grounding/longer-breath?yes=1").await;
    assert!(
        !leads(&page.body) && page.shows("not for now") && page.body.contains("/grounding/feet-and-chair")
    );
    person.post("/lock", &[]).await;
    assert!(person.get("/grounding/longer-breath").await.shows("Are you wide awake right now?"));
}

#[tokio::test]
async fn b4_a_pattern_that_is_switched_off_does_not_come_back_in_grounding() {
    let mut person = Person::new().await;
    for _ in 0..2 {
        breathes(&mut person, "extended_46", &[("sign", "dizzy")]).await;
    }
    assert!(!person.get("/grounding").await.body.contains("/grounding/longer-breath"));
    let page = person.get("/grounding/longer-breath?yes=1").await;
    assert!(!page.body.contains("data-breath=") && page.shows("It felt wrong twice"));
}

#[tokio::test]
async fn what_two_windows_kept_of_one_breathing_stands_on_its_page_until_it_is_settled() {
    let mut person = Person::new().await;
    let kept = breathes(&mut person, "extended_46", &[("before", "5")]).await;
    for words in ["calm at last", "still warm"] {
        person.post(&kept, &[("base", "1"), ("before", "5"), ("after", ""), ("words", words)]).await;
    }
    let page = person.get(&kept).await;
    let beside = "Kept in another window at the same time";
    assert!(page.shows("calm at last") && page.shows("still warm") && page.shows(beside));
    let (base, settles) = (page.field("base"), page.field("settles"));
    let both = [("base", base.as_str()), ("settles", &settles), ("before", "5"), ("words", "warm and calm")];
    person.post(&kept, &both).await;
    let page = person.get(&kept).await;
    assert!(page.shows("warm and calm") && !page.shows("calm at last") && !page.shows(beside));
}
