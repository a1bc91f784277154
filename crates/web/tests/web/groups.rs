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
async fn two_windows_that_change_one_group_lose_neither_and_keeping_settles_it() {
    let mut person = Person::new().await;
    let one = person.meets("Night owl", "manager").await;
    let two = person.meets("Early bird", "manager").await;
    let id = group(&mut person, "Evening", &one, "").await;
    let window = |name, part, colour| {
        [("record", &*id), ("base", "1"), ("name", name), ("part", part), ("colour", colour)]
    };
    person.post("/groups", &window("Dawn", &*two, "#5d8a5a")).await;
    let second = person.post("/groups", &window("Dusk", &*one, "")).await;
    assert_eq!(second.location(), format!("/groups/{id}"), "the person is shown both");
    let page = person.get(&format!("/groups/{id}")).await;
    let (_, beside) = page.body.split_once("Kept in another window").unwrap();
    let beside = beside.split("</section>").next().unwrap();
    assert!(beside.contains("Dawn") && beside.contains("Early bird") && beside.contains("Colour: "));
    let (base, settles) = (page.field("base"), page.field("settles"));
    let settled = [("record", &*id), ("base", &base), ("settles", &settles), ("name", "Dusk and dawn")];
    assert_eq!(person.post("/groups", &settled).await.location(), "/groups");
    let page = person.get(&format!("/groups/{id}")).await;
    assert!(page.shows("Dusk and dawn") && !page.shows("Kept in another window"));
}

#[tokio::test]
async fn what_is_hidden_in_one_of_two_windows_groups_is_not_named_and_stays_in_it() {
    let mut person = Person::new().await;
    let one = person.meets("Night owl", "manager").await;
    let shadow = person.meets("The Shadow", "manager").await;
    let id = group(&mut person, "Evening", &one, "").await;
    for part in [&shadow, &one] {
        person.post("/groups", &[("record", &*id), ("base", "1"), ("name", "Evening"), ("part", part)]).await;
    }
    let hides = [("record", &*shadow), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")];
    person.post("/parts", &hides).await;
    let page = person.get(&format!("/groups/{id}")).await;
    assert!(page.shows("Kept in another window") && !page.shows("The Shadow"));
    let (base, settles) = (page.field("base"), page.field("settles"));
    let settled =
        [("record", &*id), ("base", &*base), ("settles", &*settles), ("name", "Evening"), ("part", &*one)];
    person.post("/groups", &settled).await;
    let list = person.get(&format!("/parts/list?hidden=1&group={id}")).await;
    assert!(list.shows("The Shadow") && list.shows("Night owl"));
}

#[tokio::test]
async fn hidden_parts_are_asked_for_and_a_group_keeps_its_words_and_those_that_are_in_it() {
    let mut person = Person::new().await;
    let one = person.meets("Night owl", "manager").await;
    let shadow = person.meets("The Shadow", "manager").await;
    let id = group(&mut person, "Evening", &shadow, "").await;
    assert!(!person.get(&format!("/groups/{id}")).await.shows("Show hidden parts too"), "there are none");
    let hides = [("record", &*shadow), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")];
    person.post("/parts", &hides).await;
    let page = person.get(&format!("/groups/{id}")).await;
    assert!(page.shows("Show hidden parts too") && !page.shows("The Shadow"));
    let typed = [("record", &*id), ("base", "1"), ("name", "Nightfall"), ("part", &*one)];
    let asked = person.post("/groups", &[&typed[..], &[("go", "hidden")]].concat()).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert_eq!((asked.field("name"), asked.field("hidden")), ("Nightfall".to_owned(), "1".to_owned()));
    for part in [&one, &shadow] {
        assert!(asked.body.contains(&format!("name=\"part\" value=\"{part}\" checked")), "{part}");
    }
    assert!(!person.get(&format!("/groups/{id}")).await.shows("Nightfall"), "nothing was kept yet");
    // Kept with its tick taken away, it is out of the group.
    person.post("/groups", &[&typed[..], &[("hidden", "1")]].concat()).await;
    let page = person.get(&format!("/groups/{id}")).await;
    let fields =
        [("record", page.field("record")), ("base", page.field("base")), ("go", "hidden".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = person.post("/groups", &fields).await;
    assert!(asked.shows("The Shadow") && !asked.body.contains(" checked"));
}

#[tokio::test]
async fn a_group_within_one_that_is_archived_keeps_its_place_when_it_is_changed() {
    let mut person = Person::new().await;
    let part = person.meets("One", "manager").await;
    let outer = group(&mut person, "Evening", &part, "").await;
    let inner = group(&mut person, "Late", &part, &outer).await;
    person.post(&format!("/groups/{outer}/archive"), &[]).await;
    let page = person.get(&format!("/groups/{inner}")).await;
    assert!(page.body.contains(&format!("value=\"{outer}\" selected")));
    assert!(!person.get("/groups/new").await.body.contains(&outer), "nothing new is put into it");
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
