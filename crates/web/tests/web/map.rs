//! The map, the list beside it, and where parts lie.

use axum::http::{StatusCode, header};

use crate::person::Person;

/// Ties two parts, and gives the address the browser is sent to.
pub(crate) async fn tie(person: &mut Person, from: &str, kind: &str, to: &str, over: &str) -> String {
    let fields = [("from", from), ("kind", kind), ("to", to), ("over", over)];
    person.post("/bonds", &fields).await.location().to_owned()
}

/// Where a part lies, as the map says it.
async fn place_of(person: &mut Person, part: &str) -> (i32, i32) {
    let page = person.get("/parts?hidden=1").await.body;
    let (_, mark) = page.split_once(&format!("data-part=\"{part}\"")).unwrap();
    let number = |name: &str| mark.split_once(name).unwrap().1.split('"').next().unwrap().parse().unwrap();
    (number("data-x=\""), number("data-y=\""))
}

#[tokio::test]
async fn an_empty_map_offers_to_begin_and_self_is_there() {
    let mut person = Person::new().await;
    let page = person.get("/parts").await;
    assert!(page.shows("The parts of you live here") && page.body.contains("class=\"map-self\""));
    assert!(page.body.contains("href=\"/exercises\"") && page.body.contains("href=\"/parts/new\""));
}

#[tokio::test]
async fn map_and_list_say_the_same() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let scroller = person.meets("Scroller", "firefighter").await;
    assert_eq!(tie(&mut person, &planner, "conflict", &scroller, "rest or work").await, "/parts");
    let map = person.get("/parts").await;
    assert!(
        map.body
            .contains("aria-label=\"The Planner, manager, is in conflict with Scroller over rest or work\"")
    );
    assert!(map.shows("in conflict: rest or work") && map.shows("2 parts"));
    let list = person.get("/parts/list").await;
    let text = crate::html::text(&list.body).replace('\u{1}', "");
    assert!(text.contains("is in conflict with Scroller over rest or work"), "{text}");
    assert!(text.contains("is in conflict with The Planner over rest or work"));
}

#[tokio::test]
async fn a_filter_holds_for_the_page_that_asked_for_it_alone() {
    let mut person = Person::new().await;
    let shy = person.meets("Shy one", "exile").await;
    let other = person.meets("Other", "manager").await;
    tie(&mut person, &shy, "fears", &other, "").await;
    for path in ["/parts", "/parts/list", "/parts/map.svg"] {
        assert!(person.get(path).await.body.contains("Shy one"), "{path}");
        let managers = person.get(&format!("{path}?role=manager")).await;
        assert!(!managers.body.contains("Shy one") && managers.body.contains("Other"), "{path}");
        assert!(person.get(path).await.body.contains("Shy one"), "{path}");
    }
}

#[tokio::test]
async fn a_part_lies_where_it_was_put_by_script_or_form() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let other = person.meets("Scroller", "firefighter").await;
    let kept = person.fetch("/parts/place", &[("part", &part), ("x", "-120.4"), ("y", "77")]).await;
    assert_eq!((kept.status, kept.json()["kept"].as_bool()), (StatusCode::OK, Some(true)));
    assert_eq!(place_of(&mut person, &part).await, (-120, 77));
    let form = person.get(&format!("/parts/{part}/place")).await;
    assert_eq!((form.field("x"), form.field("y")), ("-120".to_owned(), "77".to_owned()));
    assert!(form.shows("to the left of Self and below it") && form.shows("Scroller"));
    let step = [("part", part.as_str()), ("x", "-120"), ("y", "77"), ("step", "right")];
    assert_eq!(person.post("/parts/place", &step).await.location(), format!("/parts/{part}/place"));
    assert_eq!(place_of(&mut person, &part).await, (-80, 77));
    let far = [("part", other.as_str()), ("x", "99999"), ("y", "-99999")];
    assert_eq!(person.post("/parts/place", &far).await.location(), "/parts");
    assert_eq!(place_of(&mut person, &other).await, (1000, -1000));
}

#[tokio::test]
async fn a_place_for_what_is_no_part_is_refused_and_while_locked_a_script_is_told() {
    let mut person = Person::new().await;
    let entry = person.writes("Words.").await;
    let nowhere = person.fetch("/parts/place", &[("part", &entry), ("x", "1"), ("y", "1")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post("/parts/place", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.get(&format!("/parts/{entry}/place")).await.status, StatusCode::NOT_FOUND);
    let part = person.meets("The Planner", "manager").await;
    person.post("/lock", &[]).await;
    let locked = person.fetch("/parts/place", &[("part", &part), ("x", "1"), ("y", "1")]).await;
    assert_eq!(locked.status, StatusCode::LOCKED);
}

#[tokio::test]
async fn arranging_is_taken_back_as_one_and_leaves_what_was_moved_since() {
    let mut person = Person::new().await;
    let mut parts = Vec::new();
    for n in 0..5 {
        parts.push(person.meets(&format!("Part {n}"), "manager").await);
    }
    tie(&mut person, &parts[0], "protects", &parts[4], "").await;
    person.fetch("/parts/place", &[("part", &parts[0]), ("x", "-700"), ("y", "-700")]).await;
    let mut before = Vec::new();
    for part in &parts {
        before.push(place_of(&mut person, part).await);
    }
    person.house.clock.forward(60);
    let arranged = person.post("/parts/arrange", &[]).await.location().to_owned();
    let at = arranged.strip_prefix("/parts?arranged=").unwrap().to_owned();
    assert_ne!(place_of(&mut person, &parts[0]).await, before[0]);
    assert!(person.get(&arranged).await.shows("The map is laid out anew."));
    person.house.clock.forward(60);
    person.fetch("/parts/place", &[("part", &parts[1]), ("x", "5"), ("y", "500")]).await;
    let undone = person.post("/parts/arrange/undo", &[("at", &at)]).await;
    assert_eq!(undone.location(), "/parts?undone=1");
    for (n, part) in parts.iter().enumerate() {
        let expected = if n == 1 { (5, 500) } else { before[n] };
        assert_eq!(place_of(&mut person, part).await, expected, "part {n}");
    }
    let again = person.post("/parts/arrange/undo", &[("at", &at)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_file_tells_nothing_by_its_name_and_asks_for_nothing() {
    let mut person = Person::new().await;
    person.meets("</text><script>alert(1)</script>\u{202e}", "exile").await;
    person.meets(&"é".repeat(150), "exile").await;
    let file = person.get("/parts/map.svg").await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "image/svg+xml");
    let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(name, "attachment; filename=\"map-2026-11-22.svg\"");
    for never in ["<script", "href", "<style", "url(", "\u{202e}"] {
        assert!(!file.body.contains(never), "{never}");
    }
    assert!(file.body.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(file.body.contains("<title>Map: Self in the middle, 2 parts, 0 bonds</title>"));
}

#[tokio::test]
async fn a_map_of_hundreds_is_drawn_and_the_rest_is_in_the_list() {
    let mut person = Person::new().await;
    for n in 0..520 {
        person.meets(&format!("Part {n}"), "manager").await;
    }
    let map = person.get("/parts").await;
    assert_eq!(map.body.matches("data-part=").count(), 500);
    assert!(map.shows("The picture leaves 20 of them out."));
    assert_eq!(person.get("/parts/list").await.body.matches("/place\"").count(), 520);
}
