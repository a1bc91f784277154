//! A part that carries an urge to harm: help comes first, wherever it is opened (rules K2, K4).

use crate::person::{Page, Person};

async fn urged(person: &mut Person) -> String {
    let id = person.meets("The Razor", "firefighter").await;
    let fields = [("record", id.as_str()), ("base", "1"), ("name", "The Razor"), ("urge_to_harm", "yes")];
    person.post("/parts", &fields).await;
    id
}

/// A part of which one window says that it is an exile with an urge to harm, and a newer one that it is neither.
async fn urged_in_one_window(person: &mut Person) -> String {
    let id = urged(person).await;
    let named = |base, name| [("record", id.as_str()), ("base", base), ("name", name)].into_iter();
    let young = named("2", "The Razor").chain([("role", "exile")]).collect::<Vec<_>>();
    person.post("/parts", &young).await;
    let kept_on = named("3", "The Razor").collect::<Vec<_>>();
    person.post("/parts", &kept_on).await;
    let taken_back = named("3", "The Blade").chain([("role", "firefighter"), ("urge_to_harm", "")]);
    person.post("/parts", &taken_back.collect::<Vec<_>>()).await;
    id
}

fn help_is_first(page: &Page) {
    let card = page.body.find("id=\"urge\"").expect("the card is there");
    assert!(card < page.body.find("<h1").unwrap(), "nothing stands before it");
    for way in ["href=\"tel:", "href=\"/help-now/first\"", "href=\"/grounding/"] {
        assert!(page.body[card..].contains(way), "{way}");
    }
}

#[tokio::test]
async fn k2_help_stands_first_on_its_page_and_its_form() {
    let mut person = Person::new().await;
    let id = urged(&mut person).await;
    for path in [format!("/parts/{id}"), format!("/parts/{id}/edit")] {
        help_is_first(&person.get(&path).await);
    }
    let other = person.meets("The Planner", "manager").await;
    assert!(!person.get(&format!("/parts/{other}")).await.body.contains("id=\"urge\""));
}

#[tokio::test]
async fn k2_an_urge_that_one_window_took_back_and_another_kept_shows_help_wherever_the_part_is_met() {
    let mut person = Person::new().await;
    let id = urged_in_one_window(&mut person).await;
    help_is_first(&person.get(&format!("/parts/{id}/edit")).await);
    let (guard, note) = (format!("guard-{id}"), format!("note-{id}"));
    let kept =
        person.post("/check-in", &[("part", &id), (&guard, "4"), (&note, "")]).await.location().to_owned();
    let other = person.meets("The Planner", "manager").await;
    person.post("/bonds", &[("from", &*id), ("to", &other), ("kind", "conflict"), ("over", "nights")]).await;
    let table = person.post("/decisions", &[("question", "Stay up?")]).await.location().to_owned();
    let seat = person.post(&table, &[("base", "1"), ("part", &id)]).await.location().to_owned();
    let (check_in, course) = (format!("/check-in?part={id}"), format!("/parts/{id}/readings"));
    for path in [&*check_in, &*kept, &*course, "/conflicts", &*seat, &*seat.replace("/seat/", "/voice/")] {
        let page = person.get(path).await;
        assert!(page.shows("The Blade") || path == kept, "{path}");
        assert!(page.body.contains("class=\"notice problem\""), "{path}");
    }
}

#[tokio::test]
async fn u1_a_part_that_one_window_knows_as_an_exile_is_not_asked_what_it_carries() {
    let mut person = Person::new().await;
    let id = urged_in_one_window(&mut person).await;
    let form = person.get(&format!("/parts/{id}/edit")).await;
    assert!(form.body.contains("name=\"look\"") && !form.body.contains("name=\"burdens\""));
}

#[tokio::test]
async fn k2_the_numbers_are_those_of_the_country_that_was_chosen() {
    let mut person = Person::new().await;
    let id = urged(&mut person).await;
    assert!(person.get(&format!("/parts/{id}")).await.body.contains("tel:112"));
    person.get("/help-now?country=US").await;
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.body.contains("tel:911") && page.body.contains("tel:988"));
}

#[tokio::test]
async fn k2_help_stands_first_on_every_screen_of_an_exercise_with_it() {
    let mut person = Person::new().await;
    let id = urged(&mut person).await;
    let run = person.post("/exercises", &[("guide", "meet-a-protector")]).await.location().to_owned();
    assert!(!person.get(&format!("{run}/who")).await.body.contains("id=\"urge\""));
    let met =
        person.post(&format!("{run}/who"), &[("part", &id), ("go", "next")]).await.location().to_owned();
    help_is_first(&person.get(&met).await);
}

#[tokio::test]
async fn an_urge_that_is_noted_no_longer_leaves_its_story_and_no_card() {
    let mut person = Person::new().await;
    let id = urged(&mut person).await;
    let fields = [("record", id.as_str()), ("base", "2"), ("name", "The Razor"), ("urge_to_harm", "")];
    person.post("/parts", &fields).await;
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(!page.body.contains("id=\"urge\"") && page.shows("No urge to harm is noted any more"));
}

#[tokio::test]
async fn k2_u1_a_form_that_was_open_since_before_takes_back_nothing_that_protects() {
    let mut person = Person::new().await;
    let id = person.meets("The Razor", "firefighter").await;
    let said = |base, name, strict: [(&'static str, &'static str); 3]| {
        [("base", base), ("name", name), ("hidden", ""), ("urge_to_harm", "")].into_iter().chain(strict)
    };
    for (base, name, strict) in [
        ("1", "The Razor", [("role", "exile"), ("hidden", "yes"), ("urge_to_harm", "yes")]),
        ("1", "The Blade", [("role", "firefighter"), ("hidden", ""), ("urge_to_harm", "")]),
    ] {
        let fields: Vec<_> =
            std::iter::once(("record", id.as_str())).chain(said(base, name, strict)).collect();
        person.post("/parts", &fields).await;
    }
    let page = person.get(&format!("/parts/{id}")).await;
    help_is_first(&page);
    assert!(page.shows("The Blade") && page.shows("It is kept out of sight"));
    assert!(page.shows("for your sessions with your therapist"));
    assert!(!person.get("/parts").await.shows("The Blade"));
}
