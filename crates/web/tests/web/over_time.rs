//! The body view and two days side by side.

use crate::person::Person;

const DAY: i64 = 86_400;

/// Gives a part another role.
async fn turns_out(person: &mut Person, id: &str, base: &str, role: &str) {
    let described = [
        ("record", id),
        ("base", base),
        ("name", "The Planner"),
        ("role", role),
        ("body", "jaw"),
        ("body-other", "just behind the collar"),
    ];
    person.post("/parts", &described).await;
}

#[tokio::test]
async fn two_days_are_compared_in_sentences_and_side_by_side() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "not-yet-known").await;
    person.house.clock.forward(3 * DAY);
    person.enter().await;
    turns_out(&mut person, &id, "1", "manager").await;
    person.meets("A tightness", "not-yet-known").await;
    let page = person.get("/parts/compare").await;
    let page_body = page.body.replace("<bdi>", "").replace("</bdi>", "");
    for shown in [
        "The Planner, role: not yet known, now manager",
        "A tightness is new on the map",
        "Sun 22 Nov",
        "Wed 25 Nov",
        "not on the map",
    ] {
        assert!(page_body.contains(shown), "{shown}");
    }
    let same = person.get("/parts/compare?one=2026-11-25&other=2026-11-25").await;
    assert!(same.shows("Nothing on the map differs between these two days."));
    let back = person.get("/parts/compare?one=2026-11-25&other=2026-11-22").await;
    assert!(back.body.contains("<bdi>A tightness</bdi> is no longer on the map"));
}

#[tokio::test]
async fn days_that_are_none_or_lie_outside_are_moved_to_where_there_is_something_to_see() {
    let mut person = Person::new().await;
    assert!(person.get("/parts/compare").await.shows("Once you have named parts"));
    person.meets("The Planner", "manager").await;
    for query in ["one=yesterday&other=", "one=1066-10-14&other=9999-12-31", "one=%3Cscript%3E"] {
        let page = person.get(&format!("/parts/compare?{query}")).await;
        assert!(page.shows("Nothing on the map differs"), "{query}");
    }
}

#[tokio::test]
async fn parts_are_seen_where_they_live_and_where_they_lived_on_a_day() {
    let mut person = Person::new().await;
    assert!(person.get("/parts/body").await.shows("where in your body a part lives"));
    let id = person.meets("The Planner", "manager").await;
    person.house.clock.forward(2 * DAY);
    person.enter().await;
    turns_out(&mut person, &id, "1", "manager").await;
    let page = person.get("/parts/body").await;
    assert!(page.shows("jaw") && page.shows("just behind the collar"));
    assert!(page.body.contains("aria-label=\"The Planner, manager, jaw\""));
    let before = person.get("/parts/body?at=2026-11-22").await;
    assert!(!before.shows("just behind the collar") && before.shows("Back to today"));
}

#[tokio::test]
async fn a_part_hidden_since_is_named_on_the_body_of_no_day_before_unless_it_is_asked_for() {
    let mut person = Person::new().await;
    let id = person.meets("The Shadow", "manager").await;
    let told = |base, more: (&'static str, &'static str)| {
        [("base", base), ("name", "The Shadow"), ("role", "manager"), ("body", "jaw"), more]
    };
    for (base, more) in [("1", ("hidden", "")), ("2", ("hidden", "yes"))] {
        let fields: Vec<_> = [("record", id.as_str())].into_iter().chain(told(base, more)).collect();
        person.post("/parts", &fields).await;
        person.house.clock.forward(2 * DAY);
        person.enter().await;
    }
    let then = person.get("/parts/body?at=2026-11-22").await;
    assert!(then.shows("Back to today") && !then.shows("The Shadow"));
    assert!(person.get("/parts/body?at=2026-11-22&hidden=1").await.shows("The Shadow"));
}

#[tokio::test]
async fn the_map_of_a_day_leads_to_the_list_and_the_file_of_that_day_and_arranges_nothing() {
    let mut person = Person::new().await;
    person.meets("The Planner", "manager").await;
    person.meets("The Shadow", "manager").await;
    person.house.clock.forward(3 * DAY);
    person.enter().await;
    person.meets("A tightness", "not-yet-known").await;
    let map = person.get("/parts?at=2026-11-22").await;
    assert!(map.shows("As it lay on") && !map.shows("Arrange for me"));
    for twin in ["/parts/list?at=2026-11-22", "/parts/map.svg?at=2026-11-22"] {
        assert!(map.body.contains(&format!("href=\"{twin}\"")), "{twin}");
        let page = person.get(twin).await;
        assert!(page.shows("The Planner") && !page.shows("A tightness"), "{twin}");
    }
    assert!(person.get("/parts/list?at=2026-11-22").await.shows("As it lay on"));
    assert!(person.get("/parts/list").await.shows("A tightness"));
}
