//! The journey among everything else that is kept: found by its words, told by its parts, gone when it is erased.

use crate::person::Person;

/// The address that a save led to, without what it says there.
async fn keeps(person: &mut Person, path: &str, fields: &[(&str, &str)]) -> String {
    person.post(path, fields).await.location().split('?').next().unwrap().to_owned()
}

fn id_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// A programme and a session of it, by their addresses.
async fn with_a_session(person: &mut Person) -> (String, String) {
    let fields = [("name", "Spring"), ("route", "sublingual"), ("setting", "home"), ("notes", "driftwood")];
    let programme = keeps(person, "/journey", &fields).await;
    let fields = [("programme", id_of(&programme)), ("planned", "2026-12-01T10:00"), ("ride", "a teal van")];
    let session = keeps(person, "/journey/sessions", &fields).await;
    (programme, session)
}

async fn finds(person: &mut Person, words: &str) -> Vec<(String, String)> {
    let found = person.fetch("/journal/search", &[("q", words)]).await.json();
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| (hit["href"].as_str().unwrap().to_owned(), hit["title"].as_str().unwrap().to_owned()))
        .collect()
}

#[tokio::test]
async fn words_of_the_journey_are_found_and_lead_to_its_pages() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let (programme, session) = with_a_session(&mut person).await;
    let of = ("session", id_of(&session));
    keeps(&mut person, "/journey/intentions", &[of, ("words", "Sit with amber"), ("part", &part)]).await;
    keeps(&mut person, "/journey/acts", &[of, ("what", "Ten minutes of quartz"), ("part", &part)]).await;
    for (words, address, title) in [
        ("driftwood", &programme, "Spring"),
        ("teal", &session, "Session 1"),
        ("amber", &session, "Sit with amber"),
        ("quartz", &session, "Ten minutes of quartz"),
    ] {
        assert_eq!(finds(&mut person, words).await, [(address.clone(), title.to_owned())], "{words}");
        assert!(person.get(address).await.status.is_success());
    }
    let story = person.get(&format!("/parts/{part}")).await;
    for told in ["Intention", "Sit with amber", "Small act", "Ten minutes of quartz"] {
        assert!(story.shows(told), "{told}");
    }
}

#[tokio::test]
async fn a_programme_is_erased_with_its_sessions_and_says_so_before() {
    let mut person = Person::new().await;
    let (programme, session) = with_a_session(&mut person).await;
    let of = ("session", id_of(&session));
    keeps(&mut person, "/journey/acts", &[of, ("what", "Ten minutes of quartz")]).await;
    let asks = person.get(&format!("{programme}/erase")).await;
    assert!(asks.shows("What was planned, said and noted in its 1 session goes with it."));
    assert!(asks.shows("Your parts, exercises and journal stay."));
    person.post(&format!("{programme}/erase"), &[]).await.location();
    for words in ["driftwood", "teal", "quartz"] {
        assert_eq!(finds(&mut person, words).await, [], "{words}");
    }
    assert_eq!(person.get(&session).await.status, 404);
}

#[tokio::test]
async fn a_session_is_erased_alone_with_what_was_made_of_it() {
    let mut person = Person::new().await;
    let (programme, session) = with_a_session(&mut person).await;
    let of = ("session", id_of(&session));
    keeps(&mut person, "/journey/acts", &[of, ("what", "Ten minutes of quartz")]).await;
    assert!(person.get(&format!("{session}/erase")).await.shows("made of it goes with it"));
    person.post(&format!("{session}/erase"), &[]).await.location();
    assert_eq!(finds(&mut person, "quartz").await, []);
    assert_eq!(finds(&mut person, "driftwood").await, [(programme, "Spring".to_owned())]);
}

/// The programme as its form would be sent again, with some of it said otherwise.
async fn says(person: &mut Person, programme: &str, base: &str, medicines: &str, sitter: &str) {
    let fields = [
        ("record", id_of(programme)),
        ("base", base),
        ("name", "Spring"),
        ("route", "sublingual"),
        ("setting", "home"),
        ("notes", "driftwood"),
        ("role", "sitter"),
        ("person", "Ana"),
        ("phone", sitter),
        ("medicines", medicines),
    ];
    person.post("/journey", &fields).await.location();
}

#[tokio::test]
async fn k5_an_allergy_stays_on_the_card_when_an_older_window_keeps_another_number() {
    let mut person = Person::new().await;
    let (programme, session) = with_a_session(&mut person).await;
    says(&mut person, &programme, "1", "penicillin", "1111").await;
    says(&mut person, &programme, "1", "", "2222").await;
    let card = person.get(&format!("{session}/card")).await;
    assert!(card.shows("penicillin"), "what the older window left empty is not taken out");
}

#[tokio::test]
async fn k5_two_windows_that_say_other_allergies_are_both_on_the_card_until_one_form_has_both() {
    let mut person = Person::new().await;
    let (programme, session) = with_a_session(&mut person).await;
    for allergy in ["penicillin", "latex"] {
        says(&mut person, &programme, "1", allergy, "1111").await;
    }
    let (card, page) = (person.get(&format!("{session}/card")).await, person.get(&programme).await);
    assert!(card.shows("penicillin") && card.shows("latex"));
    assert!(page.shows("Kept in another window at the same time") && page.shows("penicillin"));
    let form = person.get(&format!("{programme}/edit")).await;
    assert!(form.shows("Kept in another window at the same time"));
    let (base, settles) = (form.field("base"), form.field("settles"));
    let both = [
        ("record", id_of(&programme)),
        ("base", &base),
        ("settles", &settles),
        ("route", "sublingual"),
        ("setting", "home"),
        ("medicines", "latex\npenicillin"),
    ];
    person.post("/journey", &both).await.location();
    let (card, page) = (person.get(&format!("{session}/card")).await, person.get(&programme).await);
    assert!(card.shows("penicillin") && card.shows("latex"));
    assert!(!page.shows("Kept in another window"));
}

#[tokio::test]
async fn an_intention_that_two_windows_worded_otherwise_shows_both_until_its_form_is_kept() {
    let mut person = Person::new().await;
    let (_, session) = with_a_session(&mut person).await;
    let form = person.get(&format!("{session}/intentions/new")).await;
    let record = form.field("record");
    let of = [("session", id_of(&session)), ("record", &record)];
    for (base, words) in [("0", "Sit with amber"), ("1", "Sit with jade"), ("1", "Sit with pearl")] {
        let fields = [of[0], of[1], ("base", base), ("words", words)];
        person.post("/journey/intentions", &fields).await.location();
    }
    let page = person.get(&session).await;
    assert!(page.shows("Sit with jade") && page.shows("Sit with pearl"));
    let form = person.get(&format!("/journey/intentions/{record}")).await;
    let (base, settles) = (form.field("base"), form.field("settles"));
    let fields = [of[0], of[1], ("base", &base), ("settles", &settles), ("words", "Sit with pearl")];
    person.post("/journey/intentions", &fields).await.location();
    let page = person.get(&session).await;
    assert!(!page.shows("Sit with jade") && page.shows("Sit with pearl"));
}
