//! The arc: the whole loop of a session, and of a programme, on one page.

use axum::http::StatusCode;

use crate::{
    after::{answers, forward, plans, plans_another, rates, takes_part},
    person::Person,
};

const DAY: i64 = 86_400;

async fn intends(person: &mut Person, session: &str, words: &str, part: &str) -> String {
    let id = session.rsplit('/').next().unwrap();
    let form = person.get(&format!("{session}/intentions/new")).await;
    let record = form.field("record");
    let fields = [
        ("record", record.as_str()),
        ("session", id),
        ("words", words),
        ("part", part),
        ("conditions", "slowly"),
        ("promises", "to stop when asked"),
    ];
    person.post("/journey/intentions", &fields).await.location();
    format!("/journey/intentions/{record}")
}

async fn acts(person: &mut Person, session: &str) {
    let id = session.rsplit('/').next().unwrap();
    let form = person.get(&format!("{session}/acts/new")).await;
    let record = form.field("record");
    let fields = [("record", record.as_str()), ("session", id), ("what", "A walk <b>alone</b>")];
    person.post("/journey/acts", &fields).await.location();
    let look = [("kept", "partly"), ("words", "It rained."), ("seen_looks", "0")];
    person.post(&format!("/journey/acts/{record}/look"), &look).await.location();
}

/// A session with an intention, an act and guards, and the next one with its own intention.
async fn whole(person: &mut Person) -> (String, String) {
    let planner = person.meets("The Planner", "manager").await;
    let (programme, session) = plans(person).await;
    rates(person, &planner, "8").await;
    let intention = intends(person, &session, "To be with the one who plans", &planner).await;
    forward(person, DAY).await;
    takes_part(person, &session).await;
    forward(person, DAY).await;
    rates(person, &planner, "5").await;
    person.meets("A <new> one", "exile").await;
    acts(person, &session).await;
    let base = person.get(&intention).await.field("base");
    let record = intention.rsplit('/').next().unwrap();
    let fields = [
        ("record", record),
        ("base", &base),
        ("session", session.rsplit('/').next().unwrap()),
        ("words", "To be with the one who plans"),
        ("came_of_it", "It showed me its lists"),
    ];
    person.post("/journey/intentions", &fields).await.location();
    let next = plans_another(person, &programme).await;
    intends(person, &next, "To ask it what it fears", &planner).await;
    (programme, session)
}

#[tokio::test]
async fn the_whole_loop_of_a_session_stands_on_one_page_in_its_order() {
    let mut person = Person::new().await;
    let (programme, session) = whole(&mut person).await;
    for address in [&session, &programme] {
        let page = person.get(&format!("{address}/arc")).await;
        let places: Vec<_> = [
            "To be with the one who plans",
            "by the stairs",
            "Guards, before and after",
            "is new on the map",
            "A walk <b>alone</b>",
            "done in part",
            "It rained.",
            "It showed me its lists",
            "To ask it what it fears",
            "The map before and after",
        ]
        .into_iter()
        .map(|said| {
            let text = crate::html::text(&page.body);
            text.find(said).unwrap_or_else(|| panic!("{address}: {said}"))
        })
        .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert_eq!(page.body.matches("class=\"map-picture").count(), 2, "{address}");
        assert!(page.body.contains("data-print") && !page.body.contains("<new>"));
    }
}

#[tokio::test]
async fn an_arc_never_says_that_one_thing_came_from_another() {
    let mut person = Person::new().await;
    let (_, session) = whole(&mut person).await;
    let text = crate::html::text(&person.get(&format!("{session}/arc")).await.body).to_lowercase();
    for cause in ["because", "led to", "caused", "thanks to", "as a result", "therefore", "due to", "improve"]
    {
        assert!(!text.contains(cause), "{cause}");
    }
}

#[tokio::test]
async fn what_changed_after_the_next_session_began_is_not_in_the_arc_of_the_first() {
    let mut person = Person::new().await;
    let (programme, session) = whole(&mut person).await;
    let list = person.get(&programme).await.body;
    let next = list.split("href=\"").filter(|rest| rest.starts_with("/journey/sessions/")).nth(1).unwrap();
    let next = next.split('"').next().unwrap().to_owned();
    assert_ne!(next, session);
    forward(&mut person, DAY).await;
    answers(&mut person, &session, &[("unreal-later", "no"), ("wound-up-later", "no")]).await;
    takes_part(&mut person, &next).await;
    person.meets("Latecomer", "manager").await;
    assert!(!person.get(&format!("{session}/arc")).await.shows("Latecomer"));
    assert!(person.get(&format!("{next}/arc")).await.shows("Latecomer"));
    assert!(person.get(&format!("{programme}/arc")).await.shows("Latecomer"));
}

#[tokio::test]
async fn an_arc_is_there_before_anything_is_and_not_without_its_session() {
    let mut person = Person::new().await;
    let (programme, session) = plans(&mut person).await;
    assert!(person.get(&format!("{session}/arc")).await.shows("once the session is over"));
    person.post(&format!("{session}/erase"), &[]).await.location();
    assert!(person.get(&format!("{programme}/arc")).await.shows("No session is planned yet."));
    assert_eq!(person.get(&format!("{session}/arc")).await.status, StatusCode::NOT_FOUND);
}
