//! Everything that can be said of a part, kept, shown, told and printed.

use axum::http::StatusCode;

use crate::person::Person;

/// Each field of the form with words of its own.
const WORDS: [(&str, &str); 22] = [
    ("manner", "sharp"),
    ("emoji", "🦉"),
    ("look", "an owl with a lamp"),
    ("voice", "Not yet. Not like this."),
    ("felt_age", "nine or so"),
    ("sensation", "a tight band"),
    ("purpose", "that nothing is forgotten"),
    ("since", "since the second school"),
    ("feels", "tired and proud"),
    ("desires", "one quiet week"),
    ("beliefs", "that rest must be earned"),
    ("fears", "that it all comes down"),
    ("needs", "a plan for the evening"),
    ("gifts", "it sees far"),
    ("burdens", "the weight of the bell"),
    ("legacy_burdens", "grandmother's hurry"),
    ("trailheads", "Sunday evenings"),
    ("new_role", "the one who packs light"),
    ("new_role_changed", "evenings are free"),
    ("relates", "it winds me up"),
    ("notes", "it likes tea"),
    ("private", "the name of the street"),
];

fn with<'a>(id: &'a str, base: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("record", id), ("base", base), ("name", "The Planner")].iter().chain(more).copied().collect()
}

async fn described(person: &mut Person) -> String {
    let id = person.meets("The Planner", "manager").await;
    let chosen = [
        ("role", "manager"),
        ("colour", "#3f6f8f"),
        ("shape", "wall"),
        ("body", "chest"),
        ("permission", "granted"),
        ("blend", "partly"),
        ("hidden", ""),
        ("urge_to_harm", ""),
        ("own-name", "First met"),
        ("own-type", "date"),
        ("own-value", "2020-02-29"),
        ("own-options", ""),
        ("own-name", "Weather"),
        ("own-type", "choice"),
        ("own-value", "fog"),
        ("own-options", "sun\nfog"),
        ("own-name", ""),
        ("own-type", ""),
        ("own-value", ""),
        ("own-options", ""),
    ];
    let fields = with(&id, "1", &[WORDS.as_slice(), &chosen].concat());
    assert_eq!(person.post("/parts", &fields).await.location(), format!("/parts/{id}"));
    id
}

#[tokio::test]
async fn all_that_is_said_of_a_part_is_shown_and_stands_in_its_form_again() {
    let mut person = Person::new().await;
    let id = described(&mut person).await;
    let page = person.get(&format!("/parts/{id}")).await;
    let form = person.get(&format!("/parts/{id}/edit")).await;
    for (field, words) in WORDS {
        assert!(page.shows(words), "{field} on the page");
        assert!(form.body.contains(words) || form.shows(words), "{field} in the form");
    }
    for shown in ["First met", "2020-02-29", "Weather", "fog", "yes", "there is some room", "like a wall"] {
        assert!(page.shows(shown), "{shown}");
    }
    assert!(page.body.contains(&format!("/bonds/new?from={id}")));
    assert!(form.body.contains("value=\"granted\" checked") && form.body.contains("value=\"fog\" selected"));
}

#[tokio::test]
async fn the_private_corner_is_on_no_printed_page() {
    let mut person = Person::new().await;
    let id = described(&mut person).await;
    let hide = with(&id, "2", &[("hidden", ""), ("hidden", "yes")]);
    person.post("/parts", &hide).await;
    let paper = person.get(&format!("/parts/{id}/print")).await;
    for (field, words) in WORDS {
        assert_eq!(paper.shows(words), field != "private", "{field}");
    }
    for out_of_sight in ["out of sight", "Its story", "hidden"] {
        assert!(!paper.shows(out_of_sight), "{out_of_sight}");
    }
    assert!(!paper.body.contains("<nav"));
}

#[tokio::test]
async fn a_form_that_asks_less_takes_nothing_away() {
    let mut person = Person::new().await;
    let id = described(&mut person).await;
    person.post("/parts", &with(&id, "2", &[("fears", "only this")])).await;
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.shows("only this") && page.shows("the weight of the bell") && page.shows("2020-02-29"));
}

#[tokio::test]
async fn the_story_says_what_changed_when_and_where_it_was_named() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "not-yet-known").await;
    person.house.clock.forward(86_400);
    person.enter().await;
    person.post("/parts", &with(&id, "1", &[("role", "manager"), ("fears", "falling")])).await;
    person.house.clock.forward(86_400);
    person.enter().await;
    person.post("/journal", &[("body", "It spoke today."), ("part", &id)]).await;
    let page = person.get(&format!("/parts/{id}")).await;
    for told in [
        "What it does: manager, before: not yet known",
        "New: what it fears",
        "falling",
        "It spoke today.",
        "First named",
    ] {
        assert!(page.shows(told), "{told}");
    }
    assert!(page.shows("How that changed: not yet known (Sun 22 Nov), then manager (Mon 23 Nov)"));
    let at = |text: &str| page.body.find(text).unwrap();
    assert!(
        at("It spoke today.") < at("before: not yet known")
            && at("before: not yet known") < at("First named")
    );
}

#[tokio::test]
async fn a_long_story_is_read_page_by_page_and_each_moment_stands_on_one() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    for n in 0..70 {
        person.house.clock.forward(60);
        person.post("/journal", &[("body", &format!("Moment {n}.")), ("part", &id)]).await;
    }
    let (mut address, mut seen) = (format!("/parts/{id}"), Vec::new());
    for _ in 0..3 {
        let page = person.get(&address).await;
        seen.extend((0..70).filter(|n| page.shows(&format!("Moment {n}."))));
        let older = page.body.split("href=\"").find(|link| link.contains("?before="));
        address = older.map_or(String::new(), |link| link.split(['#', '"']).next().unwrap().to_owned());
    }
    assert!(address.is_empty(), "three pages are enough");
    assert_eq!(seen.len(), 70);
    seen.sort_unstable();
    assert_eq!(seen, (0..70).collect::<Vec<_>>());
    assert!(person.get(&format!("/parts/{id}?before=nonsense")).await.shows("Moment 69."));
}

#[tokio::test]
async fn an_earlier_description_is_taken_up_again_once_however_often_it_is_asked() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    for (base, fears) in [("1", "falling"), ("2", "being seen")] {
        person.post("/parts", &with(&id, base, &[("fears", fears)])).await;
    }
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.body.contains("Undo the last change") && page.body.contains("Take this up again"));
    for _ in 0..2 {
        let back = person.post(&format!("/parts/{id}/take-up"), &[("base", "3"), ("rev", "2")]).await;
        assert_eq!(back.location(), format!("/parts/{id}"));
    }
    let edit = person.get(&format!("/parts/{id}/edit")).await;
    assert_eq!(edit.field("base"), "4", "a retry lands once");
    assert!(edit.shows("falling"));
    let nothing = person.post(&format!("/parts/{id}/take-up"), &[("base", "4"), ("rev", "4")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn two_descriptions_of_one_moment_become_one() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    for fears in ["falling", "being seen"] {
        person.post("/parts", &with(&id, "1", &[("fears", fears)])).await;
    }
    assert!(person.get(&format!("/parts/{id}")).await.shows("Keep both as one"));
    for _ in 0..2 {
        let kept = person.post(&format!("/parts/{id}/settle"), &[("rev", "both")]).await;
        assert_eq!(kept.location(), format!("/parts/{id}"));
    }
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.shows("falling") && page.shows("being seen") && !page.shows("Keep both as one"));
}

#[tokio::test]
async fn a_hidden_part_is_in_no_list_and_no_picker_and_says_so_on_its_own_page() {
    let mut person = Person::new().await;
    let id = person.meets("The Shadow", "firefighter").await;
    person.post("/parts", &[("record", &id), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")]).await;
    assert!(!person.get("/journal/new").await.shows("The Shadow"));
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.shows("kept out of sight") && page.body.contains("/parts/list?hidden=1"));
    assert!(person.post("/journal/search", &[("q", "shadow")]).await.shows("The Shadow"));
    person.post(&format!("/parts/{id}/show"), &[]).await;
    assert!(person.get("/journal/new").await.shows("The Shadow"));
}

#[tokio::test]
async fn words_typed_into_every_field_survive_a_lock() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let place = format!("/parts/{id}/edit");
    let form = person.get(&place).await;
    let (draft, base) = (form.field("draft"), form.field("base"));
    person.post("/lock", &[]).await;
    let own = [
        ("own-name", "One"),
        ("own-type", ""),
        ("own-value", "first"),
        ("own-options", ""),
        ("own-name", "Two"),
        ("own-type", "yes-no"),
        ("own-value", "no"),
        ("own-options", ""),
    ];
    let ids = [("draft", draft.as_str()), ("seen", "0"), ("place", &place)];
    let fields =
        with(&id, &base, &[WORDS.as_slice(), &own, &ids, &[("hidden", ""), ("hidden", "yes")]].concat());
    assert_eq!(person.post("/parts", &fields).await.location(), "/unlock?held=1");
    person.enter().await;
    let again = person.get(&place).await;
    for (field, words) in WORDS {
        assert!(again.body.contains(words) || again.shows(words), "{field}");
    }
    assert!(again.body.find("value=\"first\"").unwrap() < again.body.find("value=\"Two\"").unwrap());
    assert!(again.body.contains("name=\"hidden\" value=\"yes\" checked"));
}
