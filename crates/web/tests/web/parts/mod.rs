//! Parts: named, described, told.

mod become_one;
mod harm;
mod picture;
mod whole;

use axum::http::StatusCode;

use crate::person::Person;

#[tokio::test]
async fn a_part_is_named_described_and_its_story_told() {
    let mut person = Person::new().await;
    assert!(person.get("/parts").await.shows("The parts of you live here"));
    let id = person.meets("The Planner", "manager").await;
    let page = person.get(&format!("/parts/{id}/edit")).await;
    assert_eq!((page.field("record"), page.field("base")), (id.clone(), "1".to_owned()));
    let described = [
        ("record", id.as_str()),
        ("base", "1"),
        ("name", "The Planner"),
        ("role", "manager"),
        ("colour", "#3f6f8f"),
        ("shape", "wall"),
        ("body", "chest"),
        ("body-other", "behind the left ear"),
        ("fears", "That it all falls apart."),
    ];
    assert_eq!(person.post("/parts", &described).await.location(), format!("/parts/{id}"));
    let entry = person.post("/journal", &[("body", "It spoke today."), ("part", &id)]).await.location()[..45]
        .to_owned();
    let story = person.get(&format!("/parts/{id}")).await;
    for told in [
        "The Planner",
        "That it all falls apart.",
        "like a wall",
        "chest, behind the left ear",
        "It spoke today.",
        "manager",
    ] {
        assert!(story.shows(told), "{told}");
    }
    assert!(story.body.contains(&format!("href=\"{entry}\"")));
    assert!(person.get("/parts").await.shows("The Planner"));
}

#[tokio::test]
async fn a_part_without_a_name_comes_back_with_all_that_was_typed() {
    let mut person = Person::new().await;
    let again =
        person.post("/parts", &[("name", " "), ("needs", "A quiet hour."), ("place", "/parts/new")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.shows("It has no name yet.") && again.shows("A quiet hour."));
    assert!(again.body.contains("data-draft-place=\"/parts/new\""));
}

#[tokio::test]
async fn two_windows_describing_one_part_lose_neither_text() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    for fears in ["falling", "being seen"] {
        person
            .post("/parts", &[("record", &id), ("base", "1"), ("name", "The Planner"), ("fears", fears)])
            .await;
    }
    let story = person.get(&format!("/parts/{id}")).await;
    assert!(story.shows("falling") && story.shows("being seen"));
}

#[tokio::test]
async fn u1_opening_an_exile_leads_to_grounding_and_to_no_exercise() {
    let mut person = Person::new().await;
    let id = person.meets("Little one by the stairs", "exile").await;
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.shows("Little one by the stairs") && page.shows("for your sessions with your therapist"));
    assert!(page.body.contains("href=\"/grounding\"") && !page.body.contains("action=\"/exercises\""));
}

#[tokio::test]
async fn an_erased_part_is_gone_and_what_was_written_about_it_stays() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let entry =
        person.post("/journal", &[("body", "About it."), ("part", &id)]).await.location()[..45].to_owned();
    assert!(person.get(&format!("/parts/{id}/erase")).await.shows("The Planner"));
    assert_eq!(person.post(&format!("/parts/{id}/erase"), &[]).await.location(), "/parts");
    assert_eq!(person.get(&format!("/parts/{id}")).await.status, StatusCode::NOT_FOUND);
    assert!(person.get(&entry).await.shows("About it."));
    assert!(!person.get(&entry).await.shows("The Planner"));
    let edited = person
        .post(
            "/journal",
            &[("record", &entry[9..]), ("base", "1"), ("body", "About it, later."), ("part", &id)],
        )
        .await;
    assert_eq!(edited.location()[..45], entry, "a tick for an erased part keeps no words from being kept");
}

#[tokio::test]
async fn before_a_part_is_erased_all_that_goes_with_it_is_said() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let other = person.meets("The Critic", "manager").await;
    let asked = person.get(&format!("/parts/{id}/erase")).await;
    assert!(asked.shows("Erase what you know of “The Planner”?"), "nothing else goes");
    let bond = [("from", &*other), ("kind", "fears"), ("to", &*id), ("from_says", "It never rests.")];
    person.post("/bonds", &bond).await;
    for level in ["3", "5"] {
        person.house.clock.forward(60);
        let record = person.get("/check-in").await.field("record");
        let (guard, note) = (format!("guard-{id}"), format!("note-{id}"));
        let said = format!("Level {level} it was.");
        let fields = [("record", &*record), ("part", &*id), (&*guard, level), (&*note, &*said)];
        assert!(person.post("/check-in", &fields).await.location().starts_with("/check-in/kept"));
    }
    let asked = person.get(&format!("/parts/{id}/erase")).await;
    for goes in [
        "Erase what you know of “The Planner” and 1 bond and 2 check-ins?",
        "The Critic fears The Planner",
        "It never rests.",
        "Level 3 it was.",
        "Level 5 it was.",
    ] {
        assert!(asked.shows(goes), "{goes}");
    }
    person.post(&format!("/parts/{id}/erase"), &[]).await;
    assert!(!person.fetch("/journal/search", &[("q", "rests")]).await.body.contains("never rests"));
}

#[tokio::test]
async fn an_entry_is_no_part_and_a_part_no_entry() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let entry = person.writes("Words.").await;
    for path in [
        format!("/parts/{entry}"),
        format!("/journal/{part}"),
        format!("/journal/{part}/erase"),
        format!("/parts/{entry}/edit"),
    ] {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(person.post(&format!("/parts/{entry}/erase"), &[]).await.status, StatusCode::NOT_FOUND);
    let taken = person.post("/parts", &[("record", &entry), ("base", "1"), ("name", "x")]).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(person.get(&format!("/journal/{entry}")).await.shows("Words."));
}
