//! The calendar file: times, and not a word of what waits.

use axum::http::StatusCode;

use crate::person::{Page, Person};

/// Words that a person typed somewhere; none of them may be in the file.
pub(crate) const TYPED: [&str; 6] =
    ["Spring", "Ana", "Wharf", "Call my sister", "No plans after nine", "no sleep"];

async fn file(person: &mut Person, query: &str) -> Page {
    let page = person.get(&format!("/journey/calendar.ics{query}")).await;
    assert_eq!(page.status, StatusCode::OK);
    page
}

/// Plans a session for the 29th of November at ten, and gives its address.
pub(crate) async fn plans_a_session(person: &mut Person) -> String {
    let fields =
        [("name", "Spring"), ("route", "sublingual"), ("setting", "home"), ("address", "12 Wharf Road")];
    let programme = person.post("/journey", &fields).await.location().replace("?kept=1", "");
    let form = person.get(&format!("{programme}/sessions/new")).await;
    let record = form.field("record");
    let of = programme.trim_start_matches("/journey/").to_owned();
    let fields = [
        ("record", record.as_str()),
        ("base", "0"),
        ("programme", &of),
        ("planned", "2026-11-29T10:00"),
        ("sitter", "Ana"),
    ];
    person.post("/journey/sessions", &fields).await.location();
    format!("/journey/sessions/{record}")
}

pub(crate) async fn furnishes(person: &mut Person) -> String {
    let session = plans_a_session(person).await;
    let id = session.trim_start_matches("/journey/sessions/").to_owned();
    let act = [("session", id.as_str()), ("base", "0"), ("what", "Call my sister"), ("day", "2026-12-01")];
    person.post("/journey/acts", &act).await.location();
    let agreement = [("base", "0"), ("what", "No plans after nine"), ("due", "2026-12-02")];
    person.post("/agreements", &agreement).await.location();
    let plan = [("base", "0"), ("words", "no sleep"), ("phone", "")];
    person.post("/plan/step/signs", &plan).await.location();
    session
}

#[tokio::test]
async fn the_file_holds_the_times_of_what_waits_and_no_word_of_it() {
    let mut person = Person::new().await;
    person.cookies.insert("zone".to_owned(), "60.Europe/Berlin".to_owned());
    furnishes(&mut person).await;
    let page = file(&mut person, "").await;
    let starts: Vec<_> = page.body.lines().filter(|line| line.starts_with("DTSTART")).collect();
    assert_eq!(
        starts,
        [
            "DTSTART:20261129T090000Z",
            "DTSTART;VALUE=DATE:20261201",
            "DTSTART;VALUE=DATE:20261202",
            "DTSTART;VALUE=DATE:20270220",
        ]
    );
    assert_eq!(page.body.matches("SUMMARY:Notebook\r\n").count(), 4);
    let told = TYPED.iter().find(|typed| page.body.contains(**typed));
    assert_eq!(told, None);
    assert!(!page.body.contains("DESCRIPTION") && !page.body.contains("SUMMARY:A"));
}

#[tokio::test]
async fn with_days_only_no_hour_is_in_the_file() {
    let mut person = Person::new().await;
    furnishes(&mut person).await;
    let page = file(&mut person, "?days=1").await;
    let hours = |line: &&str| line.starts_with("DTSTART:") || line.starts_with("DTEND:");
    assert_eq!(page.body.lines().find(hours), None);
    let clock = page
        .body
        .lines()
        .find(|line| line.contains('T') && line.ends_with('Z') && !line.ends_with("T000000Z"));
    assert_eq!(clock, None, "nor the hour at which something was changed");
    assert_eq!(page.body.matches("DTSTAMP:20261122T000000Z\r\n").count(), 4);
    assert!(page.body.contains("DTSTART;VALUE=DATE:20261129\r\nDTEND;VALUE=DATE:20261130\r\n"));
}

#[tokio::test]
async fn the_file_is_a_download_with_a_name_that_tells_nothing_and_is_kept_by_nobody_on_the_way() {
    let mut person = Person::new().await;
    let page = file(&mut person, "").await;
    assert_eq!(page.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(page.headers["content-disposition"], "attachment; filename=\"notebook.ics\"");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.body.contains("VEVENT"), "nothing waits in a new notebook");
}

#[tokio::test]
async fn whoever_has_not_unlocked_gets_no_file_and_no_page() {
    let mut person = Person::new().await;
    furnishes(&mut person).await;
    person.post("/lock", &[]).await;
    for address in ["/journey/calendar", "/journey/calendar.ics", "/journey/calendar.ics?days=1"] {
        let page = person.get(address).await;
        assert!(page.status != StatusCode::OK && !page.body.contains("VCALENDAR"), "{address}");
    }
}

/// The ids of records stand in addresses and in archives; a calendar must not be told them.
#[tokio::test]
async fn an_event_keeps_its_name_over_changes_and_the_name_is_no_id_of_a_record() {
    let mut person = Person::new().await;
    let session = plans_a_session(&mut person).await;
    let name = |page: &Page| page.body.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let first = file(&mut person, "").await;
    assert_eq!(first.body, file(&mut person, "").await.body, "asking again changes nothing");
    assert!(!first.body.contains(session.trim_start_matches("/journey/sessions/")));
    person.house.clock.forward(60);
    person.post(&format!("{session}/go"), &[("to", "cancelled"), ("state", "cancelled")]).await;
    let then = file(&mut person, "").await;
    assert!(then.body.contains("SEQUENCE:1\r\nSTATUS:CANCELLED\r\n"), "{}", then.body);
    assert_eq!(name(&first), name(&then));
    person.house.clock.forward(31 * 24 * 3600);
    person.enter().await;
    assert!(!file(&mut person, "").await.body.contains("VEVENT"), "over");
}

#[tokio::test]
async fn two_notebooks_with_the_same_plan_have_nothing_in_common_in_a_calendar() {
    let mut names = Vec::new();
    for _ in 0..2 {
        let mut person = Person::new().await;
        let plan = [("base", "0"), ("words", "no sleep"), ("phone", "")];
        person.post("/plan/step/signs", &plan).await.location();
        let page = file(&mut person, "").await;
        names.push(page.body.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned());
    }
    assert_ne!(names[0], names[1], "the plan has one id in every notebook, and its event has not");
}

#[tokio::test]
async fn the_page_shows_all_that_a_calendar_would_and_says_who_reads_it() {
    let mut person = Person::new().await;
    let empty = person.get("/journey/calendar").await;
    assert!(empty.shows("Nothing waits on a day right now."));
    person.cookies.insert("zone".to_owned(), "60.Europe/Berlin".to_owned());
    furnishes(&mut person).await;
    let page = person.get("/journey/calendar").await;
    assert!(page.shows("when you last changed it, and how often"));
    for said in ["Sun 29 Nov, 10:00 · Notebook", "Tue 1 Dec · Notebook", "Even times tell.", "for 90 days"]
    {
        assert!(page.shows(said), "{said}");
    }
    assert!(page.body.contains("action=\"/journey/calendar.ics\"") && page.body.contains("name=\"days\""));
    assert_eq!(TYPED.iter().find(|typed| page.shows(typed)), None);
}
