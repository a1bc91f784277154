//! Breathing: what is offered when, what is kept, and what a stop leads to.

use axum::http::StatusCode;

use crate::person::Person;

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
    for (before, after, help) in [("2", "8", true), ("3", "4", true), ("6", "3", false)] {
        let fields = [("before", before), ("after", after), ("words", "It <i>was</i> so.")];
        let kept = breathes(&mut person, "natural", &fields).await;
        let page = person.get(&kept).await;
        assert_eq!(page.body.contains("Show the numbers"), help, "{before} {after}");
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
