//! Today.

use crate::person::Person;

#[tokio::test]
async fn a_word_is_kept_from_today_and_can_be_read_at_once() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let page = person.get("/").await;
    assert!(
        page.shows("What is here, right now?")
            && page.shows("Sunday 22 November 2026")
            && page.shows("The Planner")
    );
    let (record, draft) = (page.field("record"), page.field("draft"));
    let fields = [
        ("record", record.as_str()),
        ("base", "0"),
        ("draft", &draft),
        ("seen", "0"),
        ("body", "A tight chest."),
        ("part", &part),
        ("back", "/"),
    ];
    let kept = person.post("/journal", &fields).await;
    assert_eq!(kept.location(), format!("/?kept={record}"));
    assert!(person.get(kept.location()).await.body.contains(&format!("href=\"/journal/{record}\"")));
    let entry = person.get(&format!("/journal/{record}")).await;
    assert!(entry.shows("A tight chest.") && entry.shows("The Planner") && entry.shows("Sun 22 Nov, 18:40"));
    let retried = person.post("/journal", &fields).await;
    assert_eq!(retried.location(), format!("/?kept={record}"), "a retry lands once");
    assert!(person.get(&format!("/journal/{record}/history")).await.body.matches("Saved ").count() == 1);
}

#[tokio::test]
async fn times_are_those_of_the_browsers_clock() {
    let mut person = Person::new().await;
    person.cookies.insert("zone".to_owned(), "-300.America%2FNew_York".to_owned());
    let id = person.writes("Morning here.").await;
    assert!(person.get(&format!("/journal/{id}")).await.shows("Sun 22 Nov, 12:40"));
}

#[tokio::test]
async fn an_exercise_is_offered_and_an_open_one_waits() {
    let mut person = Person::new().await;
    assert!(person.get("/").await.body.contains("href=\"/exercises/about/meet-a-protector\">Look at it"));
    let begun = person.post("/exercises", &[("guide", "meet-a-protector")]).await;
    let run: String = begun.location().split('/').nth(2).unwrap().to_owned();
    let today = person.get("/").await;
    assert!(today.shows("Waiting for you") && today.body.contains(&format!("href=\"/exercises/{run}\"")));
}

#[tokio::test]
async fn what_is_due_comes_up_kindly_and_waits_another_week_if_asked_to() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let agreed = [("what", "No plans after nine."), ("part", planner.as_str()), ("due", "2026-11-25")];
    let agreement = person.post("/agreements", &agreed).await.location().to_owned();
    let decision = person.post("/decisions", &[("question", "Move, or stay?")]).await.location().to_owned();
    let decision = decision.trim_end_matches("/table").to_owned();
    let choice = [("base", "1"), ("choice", "Stay."), ("look_back", "2026-11-26")];
    person.post(&format!("{decision}/choice"), &choice).await.location();
    let quiet = person.get("/").await;
    assert!(!quiet.shows("No plans after nine.") && !quiet.shows("Move, or stay?"));
    person.house.clock.forward(5 * 24 * 3600);
    person.enter().await;
    let today = person.get("/").await;
    for shown in ["You and The Planner", "No plans after nine.", "How is it going?", "Move, or stay?"] {
        assert!(today.shows(shown), "{shown}");
    }
    assert!(today.body.matches("<section class=\"card\"").count() <= 3);
    person.post(&format!("{agreement}/another-day"), &[("back", "/")]).await.location();
    person.post(&format!("{decision}/another-day"), &[("back", "/")]).await.location();
    let quiet = person.get("/").await;
    assert!(!quiet.shows("No plans after nine.") && !quiet.shows("Move, or stay?"));
    assert!(person.get(&decision).await.shows("To look back at on Fri 4 Dec."));
}

/// Types into the page at an address, and keeps nothing.
async fn types(person: &mut Person, address: &str, more: &[(&str, &str)]) {
    let page = person.get(address).await;
    let typing = ["record", "base", "draft", "seen", "place"].map(|name| (name, page.field(name)));
    let mut fields: Vec<(&str, &str)> = typing.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(more);
    person.fetch("/drafts", &fields).await;
}

#[tokio::test]
async fn every_draft_is_at_hand_the_newest_first_and_the_others_behind_a_line() {
    let mut person = Person::new().await;
    let places = ["/triggers/new", "/agreements/new", "/decisions/new", "/marks/new", "/parts/new"];
    for place in places {
        types(&mut person, place, &[("name", "half"), ("what", "half"), ("question", "half")]).await;
        person.house.clock.forward(60);
    }
    let today = person.get("/").await;
    let (newest, others) = today.body.split_once("And 2 more").expect("a line for the others");
    let named = |page: &str| page.matches("?draft=").count();
    assert_eq!((named(newest), named(others)), (3, 2));
}

#[tokio::test]
async fn a_draft_about_what_is_kept_out_of_sight_is_listed_without_its_words() {
    let mut person = Person::new().await;
    let part = person.meets("The Shadow", "manager").await;
    let hidden = [("record", part.as_str()), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")];
    person.post("/parts", &hidden).await;
    types(&mut person, &format!("/parts/{part}/edit"), &[("name", "The Shadow"), ("notes", "half")]).await;
    types(&mut person, "/parts/new", &[("name", "The Whisper"), ("hidden", "yes")]).await;
    types(&mut person, "/marks/new", &[("name", "A walk"), ("what", "A walk")]).await;
    let today = person.get("/").await;
    assert!(today.shows("Not yet kept") && today.shows("A walk"));
    assert!(!today.shows("The Shadow") && !today.shows("The Whisper"));
}
