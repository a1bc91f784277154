//! The safety plan.

use axum::http::StatusCode;

use crate::person::Person;

async fn writes(person: &mut Person, step: &str, base: &str, entries: &[(&str, &str)]) {
    let mut fields = vec![("base", base)];
    for (words, phone) in entries {
        fields.extend([("words", *words), ("phone", *phone)]);
    }
    assert_eq!(person.post(&format!("/plan/step/{step}"), &fields).await.location(), "/plan");
}

#[tokio::test]
async fn a_plan_is_written_a_step_at_a_time_and_its_people_can_be_called() {
    let mut person = Person::new().await;
    assert!(person.get("/plan").await.shows("Signs that I am heading for a bad place"));
    writes(&mut person, "ask", "0", &[("Ana <b>", "+44 20 7946 0958"), ("", "")]).await;
    let base = person.get("/plan/step/signs").await.field("base");
    writes(&mut person, "signs", &base, &[("no sleep", "")]).await;
    let plan = person.get("/plan").await;
    assert!(plan.body.contains("Ana &lt;b&gt;") && plan.body.contains("href=\"tel:+442079460958\""));
    assert!(plan.shows("no sleep"), "one step leaves the others alone");
    let file = person.get("/plan/file").await;
    assert!(file.shows("no sleep") && !file.body.contains("<script"));
}

#[tokio::test]
async fn two_windows_that_write_the_same_step_lose_nothing() {
    let mut person = Person::new().await;
    writes(&mut person, "alone", "0", &[("walk", "")]).await;
    writes(&mut person, "alone", "0", &[("tea", "")]).await;
    let plan = person.get("/plan").await;
    assert!(plan.shows("walk") && plan.shows("tea"));
    writes(&mut person, "alone", "2", &[("tea", "")]).await;
    assert!(!person.get("/plan").await.shows("walk"), "what was seen and taken out is out");
}

#[tokio::test]
async fn help_now_names_the_plans_people_below_the_emergency_number_and_to_nobody_while_locked() {
    let mut person = Person::new().await;
    writes(&mut person, "ask", "0", &[("Ana", "020 7946 0958")]).await;
    let help = person.get("/help-now").await.body;
    assert!(help.find("class=\"emergency\"").unwrap() < help.find("tel:02079460958").unwrap());
    assert!(help.contains("href=\"/plan\""));
    person.post("/lock", &[]).await;
    let help = person.get("/help-now").await.body;
    assert!(!help.contains("Ana") && !help.contains("02079460958"));
}

#[tokio::test]
async fn k4_a_locked_plan_still_leads_to_help() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    assert_ne!(person.get("/plan").await.status, StatusCode::OK);
    assert!(person.get("/unlock").await.body.contains("href=\"/help-now\""));
}

#[tokio::test]
async fn a_step_that_is_not_there_is_not_here() {
    let mut person = Person::new().await;
    assert_eq!(person.get("/plan/step/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post("/plan/step/nothing", &[("words", "x")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn k5_the_card_has_emergency_address_allergies_medicines_and_practice_in_this_order() {
    let mut person = Person::new().await;
    person.get("/help-now?country=GB").await;
    for (step, words, phone) in [
        ("services", "Practice", "020 7946 0958"),
        ("medicines", "the blue one", ""),
        ("allergies", "penicillin <b>", ""),
        ("address", "12 Wharf Road", ""),
    ] {
        let base = person.get(&format!("/plan/step/{step}")).await.field("base");
        writes(&mut person, step, &base, &[(words, phone)]).await;
    }
    let card = person.get("/plan/card").await.body;
    let main = &card[card.find("<main").unwrap()..];
    let order = ["tel:999", "12 Wharf Road", "penicillin &lt;b&gt;", "the blue one", "tel:02079460958"];
    let places = order.map(|text| main.find(text).unwrap_or_else(|| panic!("{text}")));
    assert!(places.is_sorted(), "{places:?}");
    assert!(!person.get("/plan/file").await.shows("penicillin"), "the file has the plan alone");
}

#[tokio::test]
async fn earlier_versions_of_the_plan_are_there_and_looking_at_it_makes_none() {
    let mut person = Person::new().await;
    assert_eq!(person.get("/plan/history").await.status, StatusCode::NOT_FOUND, "there is no plan yet");
    writes(&mut person, "alone", "0", &[("walk <b>", "")]).await;
    person.post("/plan/looked", &[]).await;
    assert!(!person.get("/plan").await.body.contains("/plan/history"), "it never read otherwise");
    let base = person.get("/plan/step/alone").await.field("base");
    writes(&mut person, "alone", &base, &[("tea", "")]).await;
    assert!(person.get("/plan").await.body.contains("href=\"/plan/history\""));
    let history = person.get("/plan/history").await.body;
    assert_eq!(history.matches("<h2>Kept ").count(), 2);
    assert!(history.find("tea").unwrap() < history.find("walk &lt;b&gt;").unwrap(), "the newest first");
}

#[tokio::test]
async fn an_erased_plan_is_gone_with_its_past_and_another_can_be_written() {
    let mut person = Person::new().await;
    assert_eq!(person.get("/plan/erase").await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post("/plan/erase", &[]).await.status, StatusCode::NOT_FOUND);
    for words in ["walk", "tea"] {
        let base = person.get("/plan/step/alone").await.field("base");
        writes(&mut person, "alone", &base, &[(words, "020 7946 0958")]).await;
        let asks = person.get("/plan/erase").await;
        assert!(asks.shows(words) && asks.shows("020 7946 0958"), "it is seen what goes");
        assert!(asks.shows("a copy on another device"), "and what stays");
        assert_eq!(person.post("/plan/erase", &[]).await.location(), "/plan?erased");
        let plan = person.get("/plan").await;
        assert!(!plan.shows(words) && !plan.body.contains("/plan/erase"));
        assert_eq!(person.get("/plan/history").await.status, StatusCode::NOT_FOUND);
        assert!(!person.get("/help-now").await.body.contains("02079460958"));
    }
    person.post("/lock", &[]).await;
    person.enter().await;
    assert!(!person.get("/plan").await.shows("tea"));
    writes(&mut person, "alone", "0", &[("sleep", "")]).await;
    assert!(person.get("/plan").await.shows("sleep"));
}

#[tokio::test]
async fn the_page_that_opens_a_copy_is_the_same_for_everybody_and_shows_nothing_of_anybody() {
    let mut person = Person::new().await;
    writes(&mut person, "ask", "0", &[("Ana", "020 7946 0958")]).await;
    let open = person.get("/plan/offline?country=GB").await;
    person.post("/lock", &[]).await;
    let locked = person.get("/plan/offline?country=GB").await;
    let stranger = Person::stranger().await.get("/plan/offline?country=GB").await;
    assert_eq!(locked.status, StatusCode::OK);
    assert!(open.body == locked.body && locked.body == stranger.body);
    assert!(open.body.contains("tel:999") && !open.shows("Ana") && !open.body.contains("7946"));
}

#[tokio::test]
async fn the_words_of_a_copy_are_posted_for_and_only_by_whoever_unlocked() {
    let mut person = Person::new().await;
    assert_eq!(person.post("/plan/copy", &[]).await.status, StatusCode::NOT_FOUND, "nothing to copy");
    writes(&mut person, "ask", "0", &[("Ana <b>", "020 7946 0958")]).await;
    writes(&mut person, "allergies", "1", &[("penicillin", "")]).await;
    let copy = person.post("/plan/copy", &[]).await;
    assert_eq!(copy.headers["cache-control"], "no-store");
    let entry = copy.json()["plan"]["steps"][0]["entries"][0].clone();
    assert_eq!(
        entry,
        serde_json::json!({"words": "Ana <b>", "phone": "020 7946 0958", "tel": "02079460958"})
    );
    assert!(!copy.body.contains("penicillin"), "the copy has the plan alone, as the file has");
    assert_eq!(person.get("/plan/copy").await.status, StatusCode::METHOD_NOT_ALLOWED);
    person.post("/lock", &[]).await;
    let locked = person.fetch("/plan/copy", &[]).await;
    assert!(locked.status == StatusCode::LOCKED && !locked.body.contains("Ana"));
}

/// What the page says of the wording of the plan.
async fn wording(person: &mut Person) -> Option<String> {
    let page = person.get("/plan").await.body;
    page.split_once("data-of=\"").map(|(_, after)| after.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn a_copy_is_older_once_the_plan_reads_otherwise_and_not_for_being_looked_at() {
    let mut person = Person::new().await;
    assert_eq!(wording(&mut person).await, None, "an empty plan offers no copy");
    writes(&mut person, "ask", "0", &[("Ana", "")]).await;
    let first = wording(&mut person).await.unwrap();
    assert_eq!(person.post("/plan/copy", &[]).await.json()["of"], first);
    person.post("/plan/looked", &[]).await;
    writes(&mut person, "allergies", "2", &[("penicillin", "")]).await;
    assert_eq!(wording(&mut person).await, Some(first.clone()));
    writes(&mut person, "ask", "3", &[("Ana", ""), ("Ben", "")]).await;
    assert_ne!(wording(&mut person).await, Some(first));
}

#[tokio::test]
async fn erasing_takes_this_browsers_copy_along_and_an_address_alone_does_not() {
    let mut person = Person::new().await;
    writes(&mut person, "ask", "0", &[("Ana", "")]).await;
    assert!(!person.get("/plan?erased").await.body.contains("data-erased"));
    person.post("/plan/erase", &[]).await;
    assert!(person.get("/plan?erased").await.body.contains("data-erased"));
    assert!(!person.get("/plan").await.body.contains("data-erased"));
}
