//! Help that an answer asks for, at once (G3, S0 to S3), and what the safety rules hear of it.

use axum::http::StatusCode;
use hearken_content::library;

use super::{MILD, begun, finished, finishes_once_more, give, phq, releases::says, shown_level};
use crate::{
    after::{begins, forward, plans, plans_another, prepares, ticks},
    person::{Page, Person},
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

/// The whole ASQ, with a yes to its first question and to the one about now, by the fields of its form.
fn acute(form: &Page) -> Vec<(String, String)> {
    let given = |nth: usize, value: &str| {
        let question = form.body.split("data-question").nth(nth + 1).unwrap();
        let name = question.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let of = format!("name=\"{name}\" value=\"");
        let is = format!("data-value=\"{value}\"");
        let mut options = form.body.split(&of).skip(1);
        let option = options.find(|rest| rest.find(&is).is_some_and(|at| at < 8)).unwrap();
        (name.to_owned(), option.split('"').next().unwrap().to_owned())
    };
    ["1", "0", "0", "0", "1"].iter().enumerate().map(|(nth, value)| given(nth, value)).collect()
}

/// Answers the ASQ as somebody in danger does.
pub(crate) async fn in_danger(person: &mut Person) -> String {
    let address = begun(person, "asq").await;
    let acute = acute(&person.get(&address).await);
    give(person, &address, &acute, "finish").await;
    assert!(person.get(&format!("{address}?seen=1")).await.body.contains("value=\"open\""), "it is finished");
    address
}

/// Says that every answer was talked over, and whether the session is called ready then.
async fn released(person: &mut Person, session: &str, rules: &[&str]) -> bool {
    for rule in rules {
        says(person, session, rule, &[]).await;
    }
    person.post(&format!("{session}/go"), &[("to", "ready")]).await.location() == session
}

#[tokio::test]
async fn r13_danger_of_today_is_lifted_by_nothing_that_is_typed_and_help_stands_first() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    in_danger(&mut person).await;
    forward(&mut person, 23 * 3_600).await;
    let ready = person.get(&format!("{session}/ready")).await;
    let help = ready.body.find("class=\"call\"").expect("help stands there");
    assert!(help < ready.body.find("came-emergency").unwrap(), "{}", ready.body);
    // K1: the emergency number, and nothing of words in an entry (K6), for this came from an answer.
    assert!(ready.body.contains("class=\"emergency\"") && ready.shows("Please let somebody help you now"));
    assert!(!ready.shows("Something you wrote made this card come up"));
    assert!(ready.shows("from 24 hours after your answer on") && !ready.body.contains("/releases/R13"));
    assert_eq!(person.get(&format!("{session}/releases/R13")).await.status, StatusCode::NOT_FOUND);
    assert!(!released(&mut person, &session, &["R13", "R15"]).await);
}

#[tokio::test]
async fn r13_danger_that_is_a_day_old_is_released_by_name_for_these_answers_and_a_new_one_holds_anew() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    let asq = in_danger(&mut person).await;
    forward(&mut person, 25 * 3_600).await;
    prepares(&mut person, &session, &[]).await;
    let form = person.get(&format!("{session}/releases/R13")).await;
    assert!(form.body.contains("class=\"emergency\"") && !form.shows("Something you wrote"), "k1");
    assert!(form.body.find("class=\"call\"").unwrap() < form.body.find("name=\"reason\"").unwrap());
    assert!(released(&mut person, &session, &["R13", "R15"]).await);
    let ready = person.get(&format!("{session}/ready")).await;
    assert!(ready.shows("Released by Dr Lind") && ready.shows("as the person was told and typed it here"));
    assert!(ready.body.find("class=\"call\"").unwrap() < ready.body.find("Released by").unwrap());
    // Looked at once more and closed unchanged, it is the same answer.
    give(&mut person, &asq, &[], "open").await;
    give(&mut person, &asq, &[], "finish").await;
    let begins = person.post(&format!("{session}/go"), &[("to", "in-session")]).await.location().to_owned();
    assert_eq!(begins, session);
}

#[tokio::test]
async fn r13_an_acute_answer_after_the_release_fires_anew() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    in_danger(&mut person).await;
    forward(&mut person, 25 * 3_600).await;
    prepares(&mut person, &session, &[]).await;
    assert!(released(&mut person, &session, &["R13", "R15"]).await);
    in_danger(&mut person).await;
    let begins = person.post(&format!("{session}/go"), &[("to", "in-session")]).await.location().to_owned();
    assert_eq!(begins, format!("{session}/ready"));
    assert_eq!(person.get(&format!("{session}/releases/R13")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn r13_what_is_answered_while_a_session_lasts_counts_for_the_next_one_until_it_is_released() {
    let mut person = Person::new().await;
    let (programme, first) = plans(&mut person).await;
    prepares(&mut person, &first, &[]).await;
    begins(&mut person, &first).await;
    forward(&mut person, 3_600).await;
    in_danger(&mut person).await;
    let items = library().journey.sitter.recovery.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &format!("{first}/end"), items).await;
    forward(&mut person, 48 * 3_600).await;
    let next = plans_another(&mut person, &programme).await;
    prepares(&mut person, &next, &[]).await;
    person.post(&format!("{first}/questions/after"), &[("derealised", "no")]).await;
    person.post(&format!("{next}/go"), &[("to", "preparing")]).await;
    let ready = person.get(&format!("{next}/ready")).await;
    assert!(ready.body.contains("came-emergency") && ready.body.contains("/releases/R13"), "{}", ready.body);
    let lifted = |page: &Page| page.shows("Released by Dr Lind");
    released(&mut person, &next, &["R13"]).await;
    assert!(lifted(&person.get(&format!("{next}/ready")).await));
    assert_eq!(
        person.get(&format!("{first}/releases/R13")).await.status,
        StatusCode::NOT_FOUND,
        "it is never lifted for the session in which it was said"
    );
}

#[tokio::test]
async fn s0_an_acute_answer_fills_the_screen_and_can_be_put_away() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "asq").await;
    let acute = acute(&person.get(&address).await);
    give(&mut person, &address, &acute, "later").await;
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
    let held = person.get(&ready).await;
    assert!(held.body.contains("R14"), "and holds the session up all the same");
    assert!(held.shows("Somebody to talk with") && !held.shows("Something you wrote"), "k2: {}", held.body);
    says(&mut person, &session, "R14", &[]).await.location();
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
    assert_eq!(held.status, StatusCode::LOCKED);
    person.enter().await;
    let page = person.get(&address).await;
    assert!(page.body.contains("name=\"q9\" value=\"2\" data-value=\"2\" checked"), "{}", page.body);
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
    assert_eq!(person.fetch(&given, &held).await.status, StatusCode::LOCKED);
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
