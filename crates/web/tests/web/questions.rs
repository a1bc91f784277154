//! The times at which the screening was answered, and a prescriber's word: read again, and each erased alone.

use axum::http::StatusCode;

use crate::{
    after::{plans, prepares},
    measures::releases::says,
    person::Person,
};

/// The links of a page that begin so, in order.
fn links(page: &str, begin: &str) -> Vec<String> {
    let all = page.split("href=\"").filter(|rest| rest.starts_with(begin));
    all.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

async fn answers(person: &mut Person, session: &str, said: &[(&str, &str)]) {
    let place = format!("{session}/questions/each-session");
    let record = person.get(&place).await.field("record");
    let fields: Vec<_> =
        [("record", record.as_str()), ("base", "0")].into_iter().chain(said.iter().copied()).collect();
    person.post(&place, &fields).await.location();
    // Sent again, it lands once.
    person.post(&place, &fields).await.location();
    person.house.clock.forward(600);
}

#[tokio::test]
async fn each_time_is_read_with_what_changed_and_one_is_erased_alone() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    let list = format!("{session}/questions");
    assert!(person.get(&list).await.shows("Nothing is answered yet"));
    answers(&mut person, &session, &[("new-voices", "no"), ("medicines-changed", "no")]).await;
    answers(&mut person, &session, &[("new-voices", "yes"), ("new-voices-words", "at <night>")]).await;
    let page = person.get(&list).await;
    let times = links(&page.body, "/journey/screenings/");
    assert_eq!(times.len(), 2, "each time stands for itself, and once");
    for said in [", before: No", "left open", "The first time."] {
        assert!(page.shows(said), "{said}");
    }
    assert!(person.get(&times[0]).await.shows("at <night>"));
    assert!(person.get(&format!("{session}/ready")).await.body.contains("R08"));
    let asked = person.get(&format!("{}/erase", times[0])).await;
    assert!(asked.shows("The other times stay") && asked.shows("at <night>"));
    assert_eq!(person.post(&format!("{}/erase", times[0]), &[]).await.location(), list);
    assert_eq!(person.get(&times[0]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(links(&person.get(&list).await.body, "/journey/screenings/"), times[1..]);
    assert!(
        !person.get(&format!("{session}/ready")).await.body.contains("R08"),
        "the time before counts again"
    );
}

#[tokio::test]
async fn the_answers_of_the_time_before_stand_in_the_form_to_begin_with() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    answers(&mut person, &session, &[("new-voices", "yes")]).await;
    let form = person.get(&format!("{session}/questions/each-session")).await;
    assert!(form.body.contains("name=\"new-voices\" value=\"yes\" checked") && form.field("base") == "0");
}

#[tokio::test]
async fn r01_a_prescribers_word_is_erased_alone_and_its_rule_holds_the_session_up_again() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[("aneurysm", "yes")]).await;
    says(&mut person, &session, "R01", &[("reason", "Looked at <the scan>.")]).await.location();
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await.location();
    let words = links(&person.get(&format!("{session}/questions")).await.body, "/journey/releases/");
    let [word] = &words[..] else { panic!("{words:?}") };
    let ready = person.get(&format!("{session}/ready")).await;
    assert_eq!(links(&ready.body, "/journey/releases/"), words);
    assert!(person.get(word).await.shows("Looked at <the scan>."));
    assert!(person.get(&format!("{word}/erase")).await.shows("the session waits for an answer again"));
    person.post(&format!("{word}/erase"), &[]).await.location();
    assert_eq!(person.get(word).await.status, StatusCode::NOT_FOUND);
    let ready = format!("{session}/ready");
    assert_eq!(person.post(&format!("{session}/go"), &[("to", "ready")]).await.location(), ready);
    assert!(person.get(&ready).await.shows("No session until your prescriber has answered"));
}
