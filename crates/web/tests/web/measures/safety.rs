//! Help that an answer asks for, at once (G3, S0 to S3), and what the safety rules hear of it.

use super::{MILD, begun, finished, finishes_once_more, give, phq, shown_level};
use crate::{
    after::{plans, prepares},
    person::Person,
};

#[tokio::test]
async fn g3_s1_item_nine_brings_up_help_at_once_whatever_its_number_and_asks_the_asq_next() {
    for value in ["1", "2", "3"] {
        let mut person = Person::new().await;
        let address = begun(&mut person, "phq-9").await;
        let kept = person.fetch(&format!("{address}/given"), &[("q9", value)]).await;
        assert!(kept.body.contains("\"item-nine\""), "{value}: {}", kept.body);
        let page = person.get(&address).await;
        let help = page.body.find("data-level=\"S1\"").expect("help stands there");
        assert!(help < page.body.find("<form class=\"measure\"").unwrap(), "before the questions");
        assert!(
            page.body[help..].contains("class=\"call\"") && page.body.contains("/measures/about/asq?back=")
        );
        assert!(!page.body[help..].split("</section>").next().unwrap().to_lowercase().contains(" part "));
    }
}

#[tokio::test]
async fn s0_an_acute_answer_fills_the_screen_and_can_be_put_away() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "asq").await;
    let form = person.get(&address).await;
    let field = |nth: usize| {
        form.body
            .match_indices("data-question")
            .nth(nth)
            .map(|(at, _)| {
                let rest = &form.body[at..];
                rest.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
            })
            .unwrap()
    };
    let yes = |nth: usize| {
        let name = field(nth);
        let option = form
            .body
            .split(&format!("name=\"{name}\" value=\""))
            .skip(1)
            .find(|rest| rest.contains("data-value=\"1\"") && rest.find("data-value=\"1\"").unwrap() < 8);
        (name, option.unwrap().split('"').next().unwrap().to_owned())
    };
    give(&mut person, &address, &[yes(0), yes(4)], "later").await;
    let first = person.get(&address).await;
    assert!(
        first.body.contains("whole-screen") && first.body.contains("/help-now/first/seen"),
        "{}",
        first.body
    );
    let on = person.get(&format!("{address}?seen=1")).await;
    assert!(on.body.contains("<form class=\"measure\"") && on.body.contains("data-level=\"S0\""));
}

#[tokio::test]
async fn s2_item_nine_left_open_twice_is_no_zero() {
    let mut person = Person::new().await;
    let open = [Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), None];
    let address = begun(&mut person, "phq-9").await;
    let once = give(&mut person, &address, &phq(open), "finish").await;
    assert_eq!(once.location(), format!("{address}?open=1"));
    let asked = person.get(once.location()).await;
    assert!(asked.shows("You left 1 question open") && asked.shows("Still open"), "{}", asked.body);
    assert!(shown_level(&asked).is_none());
    let page = finished(&mut person, open).await;
    assert_eq!(shown_level(&page), Some("S2"), "{}", page.body);
}

#[tokio::test]
async fn r14_a_later_zero_does_not_clear_item_nine_only_a_release_does() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    let address = begun(&mut person, "phq-9").await;
    person.fetch(&format!("{address}/given"), &[("q9", "1")]).await;
    person.fetch(&format!("{address}/given"), &[("q9", "0")]).await;
    let page = person.get(&address).await;
    assert!(shown_level(&page).is_none(), "it no longer stands in the way of the questions");
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    let ready = format!("{session}/ready");
    assert_eq!(person.post(&format!("{session}/go"), &[("to", "ready")]).await.location(), ready);
    assert!(person.get(&ready).await.body.contains("R14"), "and holds the session up all the same");
    let released = [("by", "Dr Lind"), ("reason", "Talked about it today.")];
    person.post(&format!("{session}/releases/R14"), &released).await.location();
    assert_eq!(person.post(&format!("{session}/go"), &[("to", "ready")]).await.location(), session);
}

#[tokio::test]
async fn r15_an_asq_that_is_left_open_holds_a_session_up() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    let address = begun(&mut person, "asq").await;
    give(&mut person, &address, &[], "finish").await;
    finishes_once_more(&mut person, &address).await;
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    person.post(&format!("{session}/go"), &[("to", "ready")]).await;
    assert!(person.get(&format!("{session}/ready")).await.body.contains("R15"));
}

#[tokio::test]
async fn s3_a_clear_rise_is_met_with_grounding_and_the_plan() {
    let mut person = Person::new().await;
    finished(&mut person, MILD).await;
    person.house.clock.forward(15 * 24 * 3600);
    person.enter().await;
    let page = finished(
        &mut person,
        [Some(2), Some(2), Some(2), Some(2), Some(2), Some(1), Some(0), Some(0), Some(0)],
    )
    .await;
    assert!(page.body.contains("data-course=\"rise\"") && page.body.contains("/grounding"), "{}", page.body);
    let course = person.get("/measures/course/phq-9").await;
    assert!(course.shows("Your score moved 5 points. That is within the usual wobble."), "{}", course.body);
}

#[tokio::test]
async fn what_somebody_else_looks_at_is_not_offered_to_oneself_and_nobody_is_asked_to_cause_pain() {
    let mut person = Person::new().await;
    assert!(!person.get("/measures").await.shows("MOAA/S"));
    let address = begun(&mut person, "moaas").await;
    let page = person.get(&address).await;
    assert!(page.shows("Does not wake when shaken") && !page.shows("trapezius"), "{}", page.body);
}

#[tokio::test]
async fn what_is_answered_while_locked_is_held_and_brings_up_help_once_unlocked() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    person.post("/lock", &[]).await;
    let held = person.fetch(&format!("{address}/given"), &[("q9", "2"), ("place", &address)]).await;
    assert_eq!(held.status, axum::http::StatusCode::LOCKED);
    person.enter().await;
    let page = person.get(&address).await;
    assert!(
        page.body.contains("name=\"q9\" value=\"2\" data-value=\"2\" checked")
            && page.body.contains("data-unkept")
    );
    assert_eq!(shown_level(&page), Some("S1"), "{}", page.body);
}

#[tokio::test]
async fn g3_without_a_script_help_stands_before_the_way_out_and_an_asq_that_is_left_is_a_refusal() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let later = give(&mut person, &address, &[("q9".to_owned(), "3".to_owned())], "later").await;
    assert_eq!(later.location(), address);
    let asq = begun(&mut person, "asq").await;
    let stopped = give(&mut person, &asq, &[], "stop").await;
    assert_eq!(stopped.location(), asq);
    assert_eq!(shown_level(&person.get(&asq).await), Some("S2"));
}

#[tokio::test]
async fn the_asq_leads_back_to_the_questions_that_wait_and_is_not_asked_twice() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    person.fetch(&format!("{address}/given"), &[("q9", "1")]).await;
    let back = address.rsplit('/').next().unwrap().to_owned();
    let asq = person.post("/measures", &[("measure", "asq"), ("back", &back)]).await.location().to_owned();
    assert!(asq.ends_with(&format!("?back={back}")));
    let form = person.get(&asq).await;
    assert_eq!(form.field("back"), back);
    let of = asq.split('?').next().unwrap().to_owned();
    give(&mut person, &of, &[], "finish").await;
    finishes_once_more(&mut person, &of).await;
    let result = person.get(&asq).await;
    assert!(
        result.body.contains(&format!("href=\"{address}\"")) && result.shows("Go on where you were"),
        "{}",
        result.body
    );
    assert!(!person.get(&address).await.body.contains("/measures/about/asq"));
}

#[tokio::test]
async fn what_is_held_of_one_window_stays_when_another_one_answers() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let given = format!("{address}/given");
    let drafts = ["0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"];
    person.post("/lock", &[]).await;
    let held = [("q9", "2"), ("place", address.as_str()), ("draft", drafts[0]), ("seen", "0")];
    assert_eq!(person.fetch(&given, &held).await.status, axum::http::StatusCode::LOCKED);
    person.enter().await;
    person
        .fetch(&given, &[("q1", "1"), ("place", address.as_str()), ("draft", drafts[1]), ("seen", "0")])
        .await;
    let page = person.get(&address).await;
    for answered in [
        "name=\"q1\" value=\"1\" data-value=\"1\" checked",
        "name=\"q9\" value=\"2\" data-value=\"2\" checked",
    ] {
        assert!(page.body.contains(answered), "{answered}: {}", page.body);
    }
    assert!(!page.body.contains("data-unkept"), "and it is kept now");
    assert_eq!(shown_level(&page), Some("S1"));
}
