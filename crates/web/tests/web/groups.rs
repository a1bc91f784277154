//! Groups of parts.

use axum::http::StatusCode;

use crate::person::Person;

async fn group(person: &mut Person, name: &str, part: &str, within: &str) -> String {
    let fields = [("name", name), ("part", part), ("within", within), ("colour", "#5d8a5a")];
    assert_eq!(person.post("/groups", &fields).await.location(), "/groups");
    let page = person.get("/groups").await.body;
    let before = page.split(&format!("<bdi>{name}</bdi>")).next().unwrap();
    before.rsplit("href=\"/groups/").next().unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_group_is_named_stands_within_another_and_is_shown_alone() {
    let mut person = Person::new().await;
    let one = person.meets("Night owl", "manager").await;
    let two = person.meets("Early bird", "manager").await;
    let outer = group(&mut person, "Evening", &one, "").await;
    let inner = group(&mut person, "Late", &two, &outer).await;
    let tree = person.get("/groups").await.body;
    let (_, within) = tree.split_once("<bdi>Evening</bdi>").unwrap();
    assert!(within.contains("<ul class=\"group-tree\">"), "Late stands within Evening");
    let both = person.get(&format!("/parts?group={outer}")).await;
    assert!(both.shows("2 parts") && both.body.contains("data-circle="));
    let alone = person.get(&format!("/parts/list?group={inner}")).await;
    assert!(alone.shows("Early bird") && !alone.shows("Night owl"));
}

#[tokio::test]
async fn a_group_is_changed_archived_brought_back_and_erased() {
    let mut person = Person::new().await;
    let one = person.meets("One", "manager").await;
    let id = group(&mut person, "Evening", &one, "").await;
    let page = person.get(&format!("/groups/{id}")).await;
    let (record, base) = (page.field("record"), page.field("base"));
    assert!(page.body.contains("value=\"#5d8a5a\" selected") && page.body.contains(" checked"));
    let fields =
        [("record", record.as_str()), ("base", &base), ("name", "Nightfall"), ("about", "Soft hours.")];
    person.post("/groups", &fields).await;
    let page = person.get(&format!("/groups/{id}")).await;
    assert!(page.shows("Nightfall") && page.shows("Soft hours.") && !page.body.contains(" checked"));
    person.post(&format!("/groups/{id}/archive"), &[]).await;
    assert!(person.get(&format!("/groups/{id}")).await.shows("This group is archived."));
    assert!(!person.get("/parts").await.shows("Nightfall"));
    person.post(&format!("/groups/{id}/bring-back"), &[]).await;
    assert!(!person.get(&format!("/groups/{id}")).await.shows("This group is archived."));
    assert!(person.get(&format!("/groups/{id}/erase")).await.shows("Nightfall"));
    assert_eq!(person.post(&format!("/groups/{id}/erase"), &[]).await.location(), "/groups");
    assert_eq!(person.get(&format!("/groups/{id}")).await.status, StatusCode::NOT_FOUND);
    assert!(person.get("/parts").await.shows("1 part"));
}

#[tokio::test]
async fn a_group_without_a_name_comes_back_with_what_was_typed() {
    let mut person = Person::new().await;
    let page = person.post("/groups", &[("name", " "), ("about", "Soft hours.")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.shows("It has no name yet.") && page.shows("Soft hours."));
}

#[tokio::test]
async fn what_is_no_group_is_not_here() {
    let mut person = Person::new().await;
    let part = person.meets("One", "manager").await;
    assert_eq!(person.get(&format!("/groups/{part}")).await.status, StatusCode::NOT_FOUND);
    for more in ["archive", "bring-back", "erase"] {
        let page = person.post(&format!("/groups/{part}/{more}"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{more}");
    }
}
