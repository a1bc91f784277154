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
    assert!(person.get("/").await.body.contains("href=\"/exercises\">Look at it"));
    let begun = person.post("/exercises", &[("guide", "meet-a-protector")]).await;
    let run: String = begun.location().split('/').nth(2).unwrap().to_owned();
    let today = person.get("/").await;
    assert!(today.shows("Waiting for you") && today.body.contains(&format!("href=\"/exercises/{run}\"")));
}
