//! What a rule holds on to: danger that was noted and a yes that was said, until a clinician released them.

use serde_json::json;

use crate::{
    after::{begins, forward, plans, plans_another, prepares, ticks},
    measures::releases::{holds, prepared, says},
    person::Person,
    queue::Browser,
    sitter::joins,
};

const HOUR: i64 = 3_600;

async fn ends(person: &mut Person, session: &str) {
    let items = hearken_content::library().journey.sitter.recovery.items.iter();
    ticks(person, &format!("{session}/end"), items.map(|item| item.id.as_str()).collect()).await;
}

#[tokio::test]
async fn r13_danger_noted_in_a_session_outlives_it_and_holds_the_next_one_up_until_it_is_released() {
    let mut person = Person::new().await;
    let (programme, first) = plans(&mut person).await;
    prepares(&mut person, &first, &[]).await;
    begins(&mut person, &first).await;
    person.post(&format!("{first}/wrong"), &[("sign", "not-safe")]).await.location();
    ends(&mut person, &first).await;
    let after = person.get(&format!("{first}/after")).await;
    assert!(after.body.contains("came-emergency") && after.body.contains("class=\"emergency\""));
    let next = plans_another(&mut person, &programme).await;
    let ready = person.get(&format!("{next}/ready")).await;
    assert!(ready.body.contains("came-emergency") && !ready.body.contains("/releases/R13"), "of today");
    forward(&mut person, 48 * HOUR).await;
    assert!(holds(&mut person, &next, "R13").await);
    says(&mut person, &next, "R13", &[]).await.location();
    assert!(!holds(&mut person, &next, "R13").await);
    let another = plans_another(&mut person, &programme).await;
    assert!(!holds(&mut person, &another, "R13").await, "it was for what was noted, in whatever session");
}

#[tokio::test]
async fn r13_danger_in_a_note_that_comes_late_from_a_sitters_device_counts() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let mut sitter = joins(&mut person, &session).await;
    let browser = Browser::opens(&mut sitter, &session).await;
    // By a clock that is years behind.
    let noted =
        json!({ "kind": "wrong", "at": 1_000, "offset": 0, "elapsed": 60_000, "numbers": [["not-safe", 1]] });
    let note = browser.notes(1, &noted, &[]);
    ends(&mut person, &session).await;
    let after = format!("{session}/after");
    assert!(!person.get(&after).await.body.contains("came-emergency"));
    browser.brings(&mut sitter, &[note]).await;
    assert!(person.get(&after).await.body.contains("came-emergency"));
}

#[tokio::test]
async fn r15_a_recent_attempt_is_taken_back_by_no_answer_and_released_once() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    forward(&mut person, 600).await;
    prepares(&mut person, &session, &[("recent-attempt", "yes")]).await;
    forward(&mut person, 600).await;
    prepares(&mut person, &session, &[]).await;
    assert!(holds(&mut person, &session, "R15").await);
    let go = format!("{session}/go");
    assert_eq!(person.post(&go, &[("to", "ready")]).await.location(), format!("{session}/ready"));
    says(&mut person, &session, "R15", &[]).await.location();
    forward(&mut person, 600).await;
    prepares(&mut person, &session, &[]).await;
    assert!(!holds(&mut person, &session, "R15").await, "a no is nothing to be released");
    assert_eq!(person.post(&go, &[("to", "ready")]).await.location(), session);
}
