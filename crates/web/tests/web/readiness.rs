//! Before a session and while it lasts: what holds it up, what lets it on, what is asked back, what the rules tell.

use axum::http::StatusCode;
use hearken_content::library;

use crate::{
    after::{begins, forward, plans, plans_another, prepares, ticks},
    measures::releases::{holds, says},
    person::Person,
};

async fn goes(person: &mut Person, session: &str, to: &str) -> String {
    person.post(&format!("{session}/go"), &[("to", to)]).await.location().to_owned()
}

#[tokio::test]
async fn an_open_question_and_an_unticked_line_hold_a_session_up_and_are_named() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    goes(&mut person, &session, "preparing").await;
    assert_eq!(goes(&mut person, &session, "ready").await, format!("{session}/ready"));
    let page = person.get(&format!("{session}/ready")).await;
    assert!(page.shows("What is still missing") && page.shows("An open question never counts as a no"));
    assert!(page.shows("You know what you said yes to."));
    assert!(person.get(&session).await.shows("being prepared"), "it stands where it stood");
}

#[tokio::test]
async fn r01_unsure_stops_a_session_until_a_prescriber_is_named_with_a_reason() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[("aneurysm", "unsure")]).await;
    goes(&mut person, &session, "preparing").await;
    let ready = format!("{session}/ready");
    assert_eq!(goes(&mut person, &session, "ready").await, ready);
    assert!(person.get(&ready).await.shows("No session until your prescriber has answered"));
    let nothing = says(&mut person, &session, "R01", &[("reason", "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nothing.field("by"), "Dr Lind", "nothing typed is lost");
    assert_eq!(
        person.get(&format!("{session}/releases/R07")).await.status,
        StatusCode::NOT_FOUND,
        "it does not fire"
    );
    assert_eq!(goes(&mut person, &session, "ready").await, ready);
    says(&mut person, &session, "R01", &[]).await.location();
    let page = person.get(&ready).await;
    assert!(page.shows("Released by Dr Lind") && page.shows("as the person was told and typed it here"));
    // Not sure is asked about on its own, too (R50), and wants an answer of its own.
    assert_eq!(goes(&mut person, &session, "ready").await, ready);
    says(&mut person, &session, "R50", &[]).await.location();
    assert_eq!(goes(&mut person, &session, "ready").await, session);
    // What was not sure and is so now is another answer.
    forward(&mut person, 600).await;
    prepares(&mut person, &session, &[("aneurysm", "yes")]).await;
    assert!(holds(&mut person, &session, "R01").await);
    assert_eq!(goes(&mut person, &session, "in-session").await, ready);
}

/// Answers the questions about health once more.
async fn answers_again(person: &mut Person, session: &str, but: &[(&str, &str)]) {
    forward(person, 600).await;
    prepares(person, session, but).await;
}

#[tokio::test]
async fn r10_one_answer_holds_until_something_changes_and_for_later_sessions_too() {
    let mut person = Person::new().await;
    let (programme, session) = plans(&mut person).await;
    let (one, other) = (("lamotrigine", "yes"), ("opioid", "yes"));
    prepares(&mut person, &session, &[one]).await;
    assert!(holds(&mut person, &session, "R10").await);
    says(&mut person, &session, "R10", &[]).await.location();
    answers_again(&mut person, &session, &[one]).await;
    assert!(!holds(&mut person, &session, "R10").await, "the same answers are no change");
    answers_again(&mut person, &session, &[one, other]).await;
    assert!(holds(&mut person, &session, "R10").await, "what is new is answered anew");
    says(&mut person, &session, "R10", &[]).await.location();
    answers_again(&mut person, &session, &[other]).await;
    let next = plans_another(&mut person, &programme).await;
    assert!(!holds(&mut person, &next, "R10").await, "once, and not for each session");
    answers_again(&mut person, &session, &[one, other]).await;
    assert!(holds(&mut person, &next, "R10").await, "what was left out and is taken again is a change");
    let (_, elsewhere) = plans(&mut person).await;
    prepares(&mut person, &elsewhere, &[other]).await;
    assert!(holds(&mut person, &elsewhere, "R10").await, "another programme has a prescriber of its own");
}

#[tokio::test]
async fn r05_what_is_said_after_a_release_is_not_released() {
    let mut person = Person::new().await;
    let (programme, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[("stroke", "yes")]).await;
    let place = format!("{session}/releases/R05");
    let shown = person.get(&place).await.field("answers-shown");
    answers_again(&mut person, &session, &[("stroke", "yes"), ("heart-disease", "yes")]).await;
    let said = [("answers-shown", shown.as_str()), ("by", "Dr Lind"), ("reason", "Seen.")];
    let refused = person.post(&place, &said).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "it was for what the page showed");
    says(&mut person, &session, "R05", &[]).await.location();
    assert!(!holds(&mut person, &session, "R05").await);
    answers_again(&mut person, &session, &[("stroke", "yes"), ("pressure-hazard", "yes")]).await;
    assert!(holds(&mut person, &session, "R05").await);
    says(&mut person, &session, "R05", &[]).await.location();
    let next = plans_another(&mut person, &programme).await;
    assert!(holds(&mut person, &next, "R05").await, "it is for that session");
}

#[tokio::test]
async fn what_was_so_on_another_day_is_asked_anew_on_the_day() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    for state in ["preparing", "ready"] {
        assert_eq!(goes(&mut person, &session, state).await, session);
    }
    forward(&mut person, 24 * 3_600).await;
    let ready = format!("{session}/ready");
    assert_eq!(goes(&mut person, &session, "in-session").await, ready);
    assert!(person.get(&ready).await.body.contains(&format!("{session}/questions/on-the-day")));
    let form = person.get(&format!("{session}/questions/on-the-day")).await;
    assert!(
        form.body.contains("name=\"ill\"") && !form.body.contains(" checked"),
        "nothing is said for today"
    );
    prepares(&mut person, &session, &[]).await;
    assert_eq!(goes(&mut person, &session, "in-session").await, session);
}

#[tokio::test]
async fn r20_a_high_reading_before_the_start_stops_it_and_a_lower_one_later_counts() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    for state in ["preparing", "ready"] {
        assert_eq!(goes(&mut person, &session, state).await, session);
    }
    let reads = |upper| [("systolic", upper), ("diastolic", "80")];
    person.post(&format!("{session}/vitals"), &reads("190")).await.location();
    assert_eq!(goes(&mut person, &session, "in-session").await, format!("{session}/ready"));
    assert!(person.get(&format!("{session}/ready")).await.body.contains("R20"));
    person.house.clock.forward(300);
    person.post(&format!("{session}/vitals"), &reads("125")).await.location();
    assert_eq!(goes(&mut person, &session, "in-session").await, session);
}

#[tokio::test]
async fn a_slip_of_the_finger_is_asked_back_and_nothing_typed_is_lost() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    let vitals = format!("{session}/vitals");
    for typed in [[("systolic", "1200"), ("diastolic", "80")], [("systolic", "80"), ("diastolic", "120")]] {
        let page = person.post(&vitals, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.shows("is that what the device shows?"));
        assert_eq!(
            [page.field("systolic"), page.field("diastolic")],
            typed.map(|(_, value)| value.to_owned())
        );
    }
    let sure = [("systolic", "1200"), ("diastolic", "80"), ("sure", "1")];
    person.post(&vitals, &sure).await.location();
    assert!(person.get(&session).await.shows("Upper blood pressure 1200"));
}

#[tokio::test]
async fn r27_r28_the_page_of_a_session_tells_what_to_do_when_somebody_is_hard_to_wake() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let during = format!("{session}/during");
    for (score, told) in [("3", "Stay beside them"), ("1", "Call the emergency number now")] {
        person.post(&format!("{session}/vitals"), &[("moaas", score)]).await.location();
        assert!(person.get(&during).await.shows(told), "{score}");
        person.house.clock.forward(60);
    }
}

#[tokio::test]
async fn a_session_ends_by_its_whole_list_and_not_by_a_part_of_it() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let end = format!("{session}/end");
    assert_eq!(goes(&mut person, &session, "recovering").await, end);
    let items: Vec<_> = library().journey.sitter.recovery.items.iter().map(|item| item.id.as_str()).collect();
    ticks(&mut person, &end, items[1..].to_vec()).await;
    assert!(person.get(&session).await.shows("under way"), "one line is open");
    ticks(&mut person, &end, items).await;
    assert!(person.get(&session).await.shows("resting after it"));
    assert_eq!(person.get(&format!("{session}/during")).await.location(), session);
}

#[tokio::test]
async fn a_tap_sent_twice_is_one_moment_and_words_are_kept_as_they_are_typed() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let during = format!("{session}/during");
    let tap = person.get(&during).await.field("record");
    for _ in 0..2 {
        person.post(&format!("{session}/moments"), &[("record", &tap), ("kind", "part")]).await.location();
    }
    assert_eq!(person.get(&during).await.body.matches("A part is here</li>").count(), 1);
    for place in ["during", "vitals", "wrong"] {
        let page = person.get(&format!("{session}/{place}")).await;
        let drafted = format!("data-draft-place=\"{session}/{place}\"");
        assert!(page.body.contains(&drafted), "what is typed on {place} is kept as it is typed");
    }
}

#[tokio::test]
async fn k1_r35_an_emergency_that_is_noted_leads_to_the_numbers_and_whatever_is_none_leads_back() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let (wrong, vitals) = (format!("{session}/wrong"), format!("{session}/vitals"));
    let back = format!("{session}/during?noted=1");
    assert_eq!(person.post(&vitals, &[("pulse", "70")]).await.location(), back);
    assert!(!person.get(&wrong).await.shows("I have seen this"));
    assert_eq!(person.post(&wrong, &[("sign", "chest-pain")]).await.location(), wrong);
    let page = person.get(&wrong).await;
    let told = page.body.find("This is a sign of an emergency.").expect("the line stands on top");
    let number = page.body.find("href=\"tel:999\"").expect("and the number below it");
    let seen = page.body.find("I have seen this").expect("and the way on");
    assert!(told < number && number < seen, "{}", page.body);
    assert_eq!(person.post(&wrong, &[("sign", "chest-pain")]).await.location(), back, "it was seen");
    assert_eq!(person.post(&vitals, &[("moaas", "1")]).await.location(), wrong, "r28 is another one");
}

#[tokio::test]
async fn r41_more_than_was_prescribed_can_be_noted_and_is_an_emergency() {
    for sign in ["took-more", "mixed"] {
        let mut person = Person::new().await;
        let (_, session) = plans(&mut person).await;
        prepares(&mut person, &session, &[]).await;
        begins(&mut person, &session).await;
        let wrong = format!("{session}/wrong");
        assert!(person.get(&wrong).await.body.contains(&format!("value=\"{sign}\"")));
        person.post(&wrong, &[("sign", sign)]).await.location();
        assert!(person.get(&wrong).await.shows("Call the emergency number or the poison line now"), "{sign}");
    }
}
