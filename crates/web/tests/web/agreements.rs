//! Agreements with parts.

use axum::http::StatusCode;

use crate::person::Person;

const WEEK: i64 = 7 * 24 * 3600;

/// Agrees on no plans after nine with the Planner, to look at it on 29 November. Gives the agreement's id.
async fn agrees(person: &mut Person) -> String {
    let planner = person.meets("The Planner", "manager").await;
    let form = person.get(&format!("/agreements/new?part={planner}")).await;
    let record = form.field("record");
    let fields = [
        ("record", record.as_str()),
        ("base", "0"),
        ("what", "No plans after nine."),
        ("part", &planner),
        ("by_whom", "Both of us"),
        ("due", "2026-11-29"),
    ];
    for _ in 0..2 {
        let kept = person.post("/agreements", &fields).await;
        assert_eq!(kept.location(), format!("/agreements/{record}"), "a retry lands once");
    }
    record
}

async fn looks(person: &mut Person, id: &str, base: &str, kept: &str, words: &str, next: &str) {
    let fields = [("base", base), ("kept", kept), ("words", words), ("next", next)];
    person.post(&format!("/agreements/{id}/look"), &fields).await.location();
}

#[tokio::test]
async fn an_agreement_is_made_from_a_part_looked_at_and_let_go() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    let page = person.get(&format!("/agreements/{id}")).await;
    for shown in ["No plans after nine.", "The Planner", "Both of us", "You look at it again on Sun 29 Nov."]
    {
        assert!(page.shows(shown), "{shown}");
    }
    assert!(!page.shows("What you had agreed before"), "the retry made no second version");
    looks(&mut person, &id, "1", "partly", "Sunday was hard.", "2026-12-06").await;
    looks(&mut person, &id, "1", "partly", "Sunday was hard.", "2026-12-06").await;
    let page = person.get(&format!("/agreements/{id}")).await;
    assert_eq!(page.body.matches("Sunday was hard.").count(), 1);
    assert!(page.shows("Kept in part") && page.shows("You look at it again on Sun 6 Dec."));
    person.post(&format!("/agreements/{id}/end"), &[]).await;
    let list = person.get("/agreements").await;
    assert!(list.shows("Over") && list.shows("Over since Sun 22 Nov.") && list.shows("Kept in part"));
}

#[tokio::test]
async fn made_anew_it_keeps_what_it_was_before_and_how_it_went() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    looks(&mut person, &id, "1", "no", "", "").await;
    let edit = person.get(&format!("/agreements/{id}/edit")).await;
    let fields = [("record", id.as_str()), ("base", &edit.field("base")), ("what", "No plans after ten.")];
    person.post("/agreements", &fields).await.location();
    let page = person.get(&format!("/agreements/{id}")).await;
    for shown in
        ["No plans after ten.", "What you had agreed before", "No plans after nine.", "Not this time"]
    {
        assert!(page.shows(shown), "{shown}");
    }
}

#[tokio::test]
async fn two_windows_with_other_terms_lose_neither_and_the_person_settles_it() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    for what in ["No plans after ten.", "No plans on Sundays."] {
        person.post("/agreements", &[("record", &id), ("base", "1"), ("what", what)]).await.location();
    }
    let page = person.get(&format!("/agreements/{id}")).await;
    assert!(page.shows("Kept in another window") && page.shows("No plans after ten."));
    person.post(&format!("/agreements/{id}/settle"), &[]).await.location();
    let page = person.get(&format!("/agreements/{id}")).await;
    assert!(
        !page.shows("Kept in another window") && page.shows("No plans after ten."),
        "it stays in what was"
    );
}

#[tokio::test]
async fn what_cannot_be_kept_comes_back_with_its_words() {
    let mut person = Person::new().await;
    let empty = [("what", " "), ("by_whom", "Me"), ("place", "/agreements/new")];
    let again = person.post("/agreements", &empty).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("value=\"Me\"") && again.shows("There is nothing to keep yet."));
    let id = agrees(&mut person).await;
    let place = format!("/agreements/{id}/look");
    let look = [("base", "1"), ("words", "Hard to say."), ("place", place.as_str())];
    let again = person.post(&place, &look).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.shows("Hard to say."));
}

#[tokio::test]
async fn words_that_arrive_while_locked_wait_for_the_person() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    person.post("/lock", &[]).await;
    let place = format!("/agreements/{id}/look");
    let fields = [("place", place.as_str()), ("base", "1"), ("kept", "yes"), ("words", "It was easy.")];
    assert_eq!(person.post(&place, &fields).await.location(), "/unlock?held=1");
    person.enter().await;
    let page = person.get(&place).await;
    assert!(page.shows("It was easy.") && page.body.contains("value=\"yes\" checked"));
}

#[tokio::test]
async fn one_that_is_due_can_wait_another_week() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    person.house.clock.forward(WEEK);
    person.enter().await;
    assert!(person.get("/agreements").await.shows("Time for a look"));
    let later = person.post(&format!("/agreements/{id}/another-day"), &[("back", "/")]).await;
    assert_eq!(later.location(), "/");
    let list = person.get("/agreements").await;
    assert!(!list.shows("Time for a look") && list.shows("A look on Sun 6 Dec."));
}

#[tokio::test]
async fn an_erased_agreement_is_gone_and_one_with_an_erased_part_goes_on() {
    let mut person = Person::new().await;
    let id = agrees(&mut person).await;
    let planner = person.get(&format!("/agreements/{id}/edit")).await.field("part");
    person.post(&format!("/parts/{planner}/erase"), &[]).await.location();
    looks(&mut person, &id, "1", "yes", "Without it, too.", "").await;
    assert!(person.get(&format!("/agreements/{id}")).await.shows("Without it, too."));
    assert!(person.get(&format!("/agreements/{id}/erase")).await.shows("Without it, too."));
    assert_eq!(person.post(&format!("/agreements/{id}/erase"), &[]).await.location(), "/agreements");
    assert_eq!(person.get(&format!("/agreements/{id}")).await.status, StatusCode::NOT_FOUND);
}
