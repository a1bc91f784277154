//! Checking in, and what was said over time.

use axum::http::StatusCode;

use crate::person::Person;

/// Checks in with one part: its guard, under a record of the form's own.
async fn checks_in(person: &mut Person, part: &str, guard: &str, when: &str) {
    let record = person.get("/check-in").await.field("record");
    let (scale, note) = (format!("guard-{part}"), format!("note-{part}"));
    let fields = [("record", record.as_str()), ("part", part), (&scale, guard), (&note, ""), ("when", when)];
    assert_eq!(person.post("/check-in", &fields).await.location(), format!("/check-in/kept?kept={record}"));
}

/// The address of the first reading on a page.
fn first_reading(body: &str) -> String {
    let (_, after) = body.split_once("href=\"/check-in/0").expect("a reading is listed");
    format!("/check-in/0{}", after.split('"').next().unwrap())
}

#[tokio::test]
async fn a_check_in_is_kept_as_one_reading_for_each_part_and_for_self() {
    let mut person = Person::new().await;
    let (planner, critic) =
        (person.meets("The Planner", "manager").await, person.meets("The Critic", "manager").await);
    let page = person.get("/check-in").await;
    assert!(
        page.shows("Who is here?")
            && page.shows("How much does it guard?")
            && !page.body.contains(" checked")
    );
    let record = page.field("record");
    let [guard, trust, note, other] = [
        format!("guard-{planner}"),
        format!("trust-{planner}"),
        format!("note-{planner}"),
        format!("note-{critic}"),
    ];
    let fields = [
        ("record", record.as_str()),
        ("part", &planner),
        (&guard, "8"),
        (&trust, "2"),
        (&note, "It counts <b>everything</b>."),
        (&other, ""),
        ("self-energy", "4"),
        ("calm", "3"),
        ("note", "Rain."),
    ];
    for _ in 0..2 {
        assert_eq!(
            person.post("/check-in", &fields).await.location(),
            format!("/check-in/kept?kept={record}")
        );
    }
    let after = person.get(&format!("/check-in/kept?kept={record}")).await;
    assert!(!after.body.contains("id=\"asks\""));
    assert!(after.shows("Kept.") && after.shows("Back to today"));
    let course = person.get(&format!("/parts/{planner}/readings")).await;
    assert!(course.shows("guard 8 · trust 2") && course.shows("It counts <b>everything</b>."));
    assert_eq!(course.body.matches("guard 8 · trust 2").count(), 1, "a retry lands once");
    assert!(!course.shows("closeness"), "what was not said has no line");
    let of_self = person.get("/check-in/over-time").await;
    assert!(of_self.shows("Self 4 · calm 3") && of_self.shows("Rain.") && of_self.shows("The Planner"));
    assert!(!of_self.shows("The Critic"), "a part that was not here was not rated");
    assert!(
        person
            .get(&format!("/parts/{critic}/readings"))
            .await
            .shows("What you say in check-ins is seen here")
    );
}

#[tokio::test]
async fn a_check_in_for_an_earlier_day_stands_on_that_day() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    checks_in(&mut person, &part, "7", "2026-03-02T09:00").await;
    checks_in(&mut person, &part, "3", "").await;
    let course = person.get(&format!("/parts/{part}/readings")).await;
    assert!(course.shows("Mon 2 Mar, 09:00") && course.shows("Sun 22 Nov, 18:40"));
    let months = person.get(&format!("/parts/{part}/readings?reach=months")).await;
    assert!(months.body.contains("said 1 time from") && course.body.contains("said 2 times from"));
}

#[tokio::test]
async fn nothing_said_is_not_kept_and_beyond_the_scale_is_said() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let (guard, note) = (format!("guard-{part}"), format!("note-{part}"));
    let empty = person.post("/check-in", &[("part", &part), (&note, " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.shows("There is nothing to keep yet."));
    let eleven = person.post("/check-in", &[("part", &part), (&guard, "11"), (&note, "still here")]).await;
    assert!(eleven.shows("The scale goes from 0 to 10.") && eleven.shows("still here"));
    let letters = person.post("/check-in", &[("part", &part), (&guard, "lots"), (&note, "")]).await;
    assert!(letters.shows("One field asks for a number."));
}

#[tokio::test]
async fn the_same_parts_as_last_time_are_ticked_on_asking() {
    let mut person = Person::new().await;
    person.meets("The Critic", "manager").await;
    let part = person.meets("The Planner", "manager").await;
    assert!(!person.get("/check-in").await.shows("Same parts as last time"));
    checks_in(&mut person, &part, "7", "").await;
    assert!(person.get("/check-in").await.shows("Same parts as last time"));
    let same = person.get("/check-in?same=1").await;
    assert!(same.body.contains(&format!("value=\"{part}\" checked")));
    assert_eq!(same.body.matches("checked").count(), 1);
    let hidden = [("record", part.as_str()), ("base", "1"), ("name", "The Planner"), ("hidden", "yes")];
    person.post("/parts", &hidden).await;
    let same = person.get("/check-in?same=1").await;
    assert!(!same.shows("The Planner") && !same.shows("Same parts as last time"), "it was hidden since");
    assert!(
        person.get("/check-in?same=1&hidden=1").await.body.contains(&format!("value=\"{part}\" checked"))
    );
}

#[tokio::test]
async fn many_parts_keep_the_page_small_and_each_can_be_asked_for() {
    let mut person = Person::new().await;
    let mut last = String::new();
    for n in 0..40 {
        last = person.meets(&format!("Part {n}"), "manager").await;
    }
    let page = person.get("/check-in").await;
    assert!(page.body.len() < 100_000, "{} bytes", page.body.len());
    assert!(!page.body.contains(&format!("guard-{last}")));
    let asked = person.post("/check-in", &[("part", &last), ("calm", "6")]).await;
    assert_eq!(asked.status, StatusCode::OK, "a ticked part whose questions were not there is asked about");
    assert!(asked.body.contains(&format!("guard-{last}")) && asked.body.contains("value=\"6\" checked"));
}

#[tokio::test]
async fn a_reading_can_be_mended_and_erased_alone() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    checks_in(&mut person, &part, "7", "").await;
    checks_in(&mut person, &part, "3", "2026-03-02T09:00").await;
    let course = format!("/parts/{part}/readings");
    let address = first_reading(&person.get(&course).await.body);
    let form = person.get(&address).await;
    assert!(form.body.contains("name=\"guard\" value=\"7\" checked"));
    let (base, when) = (form.field("base"), form.field("when"));
    let mended = [("base", base.as_str()), ("guard", "6"), ("note", "On reflection."), ("when", &when)];
    let reading = address.strip_prefix("/check-in/").unwrap();
    assert_eq!(person.post(&address, &mended).await.location(), format!("{course}?kept={reading}"));
    let page = person.get(&course).await;
    assert!(page.shows("guard 6") && page.shows("On reflection.") && !page.shows("guard 7"));
    let erase = format!("{address}/erase");
    assert!(person.get(&erase).await.shows("On reflection."));
    assert_eq!(person.post(&erase, &[]).await.location(), course);
    let page = person.get(&course).await;
    assert!(!page.shows("On reflection.") && page.shows("guard 3"));
    assert_eq!(person.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_reading_is_no_part_and_a_part_no_reading() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    checks_in(&mut person, &part, "7", "").await;
    let reading = first_reading(&person.get(&format!("/parts/{part}/readings")).await.body);
    let id = reading.strip_prefix("/check-in/").unwrap();
    for path in
        [format!("/check-in/{part}"), format!("/check-in/{part}/erase"), format!("/parts/{id}/readings")]
    {
        assert_eq!(person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(person.post(&format!("/check-in/{part}/erase"), &[]).await.status, StatusCode::NOT_FOUND);
    let over = person.post("/check-in", &[("record", &part), ("calm", "5")]).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(person.get(&format!("/parts/{part}")).await.shows("The Planner"));
}

#[tokio::test]
async fn what_is_typed_into_a_check_in_survives_a_lock() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    let page = person.get("/check-in").await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    let note = format!("note-{part}");
    let fields = [
        ("record", record.as_str()),
        ("draft", &draft),
        ("seen", "0"),
        ("place", "/check-in"),
        ("part", &part),
        (&note, "It will not sit down."),
        ("calm", "2"),
    ];
    person.post("/lock", &[]).await;
    assert_eq!(person.post("/check-in", &fields).await.location(), "/unlock?held=1");
    person.enter().await;
    let page = person.get("/check-in").await;
    assert!(page.shows("It will not sit down.") && page.body.contains("name=\"calm\" value=\"2\" checked"));
    assert_eq!(page.field("record"), record);
}

#[tokio::test]
async fn hostile_words_are_shown_letter_for_letter_and_change_no_page() {
    let mut pages = Vec::new();
    for name in ["plain", "\"><script>alert(1)</script>"] {
        let mut person = Person::new().await;
        let part = person.meets(name, "manager").await;
        let (guard, note) = (format!("guard-{part}"), format!("note-{part}"));
        let words = format!("{name} </textarea>");
        person.post("/check-in", &[("part", &part), (&guard, "4"), (&note, &words), ("note", &words)]).await;
        let course = format!("/parts/{part}/readings");
        let reading = first_reading(&person.get(&course).await.body);
        for path in [
            course,
            reading.clone(),
            format!("{reading}/erase"),
            "/check-in/over-time".to_owned(),
            "/check-in".to_owned(),
        ] {
            let page = person.get(&path).await;
            assert!(page.shows(name), "{path}");
            pages.push(crate::html::skeleton(&page.body));
        }
    }
    let (plain, hostile) = pages.split_at(pages.len() / 2);
    assert_eq!(plain, hostile);
}

#[tokio::test]
async fn a_reading_that_two_windows_mended_shows_both_and_is_settled_by_its_form() {
    let mut person = Person::new().await;
    let part = person.meets("The Planner", "manager").await;
    checks_in(&mut person, &part, "7", "").await;
    let course = format!("/parts/{part}/readings");
    let address = first_reading(&person.get(&course).await.body);
    for (guard, note) in [("6", "First window."), ("2", "Second window.")] {
        person.post(&address, &[("base", "1"), ("guard", guard), ("note", note)]).await.location();
    }
    assert!(person.get(&course).await.shows("guard 2 · kept in two windows"));
    let form = person.get(&address).await;
    assert!(form.shows("guard 6") && form.shows("First window.") && form.shows("Second window."));
    let (base, settles) = (form.field("base"), form.field("settles"));
    let both = [("base", base.as_str()), ("settles", &settles), ("guard", "4"), ("note", "Both.")];
    person.post(&address, &both).await.location();
    assert!(!person.get(&address).await.shows("First window."));
    assert!(!person.get(&course).await.shows("kept in two windows"));
}
