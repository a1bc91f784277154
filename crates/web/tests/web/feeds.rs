//! Addresses from which calendars fetch: what they give, to whom, until when, and what the disk knows of them.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use hearken_seal::FeedToken;

use crate::{
    calendar::{TYPED, furnishes, plans_a_session},
    person::{Page, Person},
};

/// Makes an address and gives its path.
pub(crate) async fn makes(person: &mut Person, fields: &[(&str, &str)]) -> String {
    let to = person.post("/journey/calendar/feed", fields).await.location().to_owned();
    assert_eq!(to, "/journey/calendar?made=1");
    let page = person.get(&to).await;
    let (_, after) = page.body.split_once("<code>http://127.0.0.1:7714").expect("the address is shown");
    after.split('<').next().unwrap().to_owned()
}

/// A calendar's program: no cookie, nothing but the address.
async fn fetched(person: &Person, path: &str) -> Page {
    person.other_browser().get(path).await
}

pub(crate) async fn starts(person: &Person, path: &str) -> Vec<String> {
    let page = fetched(person, path).await;
    assert_eq!(page.status, StatusCode::OK);
    let lines = page.body.lines().filter(|line| line.starts_with("DTSTART"));
    lines.map(|line| line.trim_start_matches("DTSTART").to_owned()).collect()
}

async fn berlin() -> Person {
    let mut person = Person::new().await;
    person.cookies.insert("zone".to_owned(), "60.Europe/Berlin".to_owned());
    person
}

#[tokio::test]
async fn before_there_is_an_address_the_page_says_what_others_learn_from_it() {
    let mut person = Person::new().await;
    let page = person.get("/journey/calendar").await;
    let (before, after) = page.body.split_once("action=\"/journey/calendar/feed\"").unwrap();
    for said in [
        "Whoever has the address can read the times",
        "They then know the name of this server, the address and every time in it.",
        "This notebook answers on this machine alone (http://127.0.0.1:7714)",
        "Its company may keep copies.",
    ] {
        assert!(crate::html::text(before).contains(said), "{said}");
    }
    assert!(!page.body.contains("webcal:") && !after.contains("Addresses that work"));
}

#[tokio::test]
async fn a_server_with_a_name_says_that_it_must_be_reached_and_gives_that_name() {
    let mut person = Person::stranger_by_https().await;
    let passphrase = [("passphrase", crate::person::PASSPHRASE), ("again", crate::person::PASSPHRASE)];
    person.post("/begin", &passphrase).await;
    let page = person.get("/journey/calendar").await;
    assert!(page.shows("The calendar must be able to reach https://notes.example."));
    let to = person.post("/journey/calendar/feed", &[]).await.location().to_owned();
    let page = person.get(&to).await;
    assert!(page.body.contains("<code>https://notes.example/calendar/"));
    assert!(page.body.contains("href=\"webcal://notes.example/calendar/"));
}

#[tokio::test]
async fn the_address_is_shown_once_and_each_calendar_gets_its_own() {
    let mut person = Person::new().await;
    let first = makes(&mut person, &[]).await;
    let token = FeedToken::from_text(first.trim_start_matches("/calendar/").trim_end_matches(".ics"));
    assert!(token.is_some(), "{first}");
    let again = person.get("/journey/calendar?made=1").await;
    assert!(again.shows("The address was shown once, and is kept nowhere."));
    assert!(again.shows("Made Sun 22 Nov, 18:40 · days and hours"));
    assert!(!again.body.contains(&first));
    let other = makes(&mut person, &[("days", "1")]).await;
    assert_ne!(first, other);
    let page = person.get("/journey/calendar").await;
    assert!(page.shows("· days only") && !page.body.contains(&other));
    assert_eq!(page.body.matches("End it").count(), 2);
}

#[tokio::test]
async fn a_calendar_fetches_the_times_of_what_waits_and_no_word_of_it_also_while_locked() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    furnishes(&mut person).await;
    let expected =
        [":20261129T090000Z", ";VALUE=DATE:20261201", ";VALUE=DATE:20261202", ";VALUE=DATE:20270220"];
    assert_eq!(starts(&person, &path).await, expected);
    person.post("/lock", &[]).await;
    assert_eq!(starts(&person, &path).await, expected);
    let page = fetched(&person, &path).await;
    assert_eq!(TYPED.iter().find(|typed| page.body.contains(**typed)), None);
    assert_eq!(page.body.matches("SUMMARY:Notebook\r\n").count(), 4);
}

#[tokio::test]
async fn what_is_fetched_is_no_download_is_asked_for_anew_each_time_and_the_same_until_something_changes() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    furnishes(&mut person).await;
    let first = fetched(&person, &path).await;
    assert_eq!(first.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(first.headers["cache-control"], "private, no-cache");
    assert!(!first.headers.contains_key("content-disposition") && !first.headers.contains_key("set-cookie"));
    person.house.clock.forward(600);
    let then = fetched(&person, &path).await;
    assert_eq!((&first.headers["etag"], &first.body), (&then.headers["etag"], &then.body));
    let known =
        |tag: &str| Request::get(&path).header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
    let tag = first.headers["etag"].to_str().unwrap();
    for tag in [tag, &format!("\"x\", W/{tag}"), "*"] {
        let unchanged = person.other_browser().send(known(tag)).await;
        assert_eq!((unchanged.status, unchanged.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(unchanged.headers["etag"], first.headers["etag"]);
    }
    let agreement = [("base", "0"), ("what", "No plans after ten"), ("due", "2026-12-03")];
    person.post("/agreements", &agreement).await.location();
    let changed = person.other_browser().send(known(tag)).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.headers["etag"], first.headers["etag"]);
}

#[tokio::test]
async fn every_change_is_in_the_feed_at_once_and_what_is_erased_or_over_is_gone() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    assert_eq!(starts(&person, &path).await, [""; 0]);
    let session = plans_a_session(&mut person).await;
    assert_eq!(starts(&person, &path).await, [":20261129T090000Z"]);
    person.post(&format!("{session}/go"), &[("to", "cancelled"), ("state", "cancelled")]).await;
    assert!(fetched(&person, &path).await.body.contains("STATUS:CANCELLED\r\n"));
    person.post(&format!("{session}/erase"), &[]).await.location();
    assert_eq!(starts(&person, &path).await, [""; 0]);
    let agreement = [("base", "0"), ("what", "No plans after nine"), ("due", "2026-12-02")];
    person.post("/agreements", &agreement).await.location();
    assert_eq!(starts(&person, &path).await, [";VALUE=DATE:20261202"]);
    person.post("/lock", &[]).await;
    // To the last second of that day in Berlin.
    person.house.clock.forward(10 * 86_400 + 5 * 3600 + 20 * 60 - 1);
    assert_eq!(starts(&person, &path).await, [";VALUE=DATE:20261202"]);
    person.house.clock.forward(1);
    assert_eq!(starts(&person, &path).await, [""; 0], "it is over, though nobody unlocked");
}

#[tokio::test]
async fn a_whole_journey_that_is_erased_leaves_nothing_in_the_feed() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    let session = plans_a_session(&mut person).await;
    let page = person.get(&session).await;
    let (_, after) = page.body.split_once("href=\"/journey/0").expect("it leads to its programme");
    let programme = format!("/journey/0{}", after.split('"').next().unwrap());
    person.post(&format!("{programme}/erase"), &[]).await.location();
    assert!(!fetched(&person, &path).await.body.contains("VEVENT"));
}

#[tokio::test]
async fn with_days_only_the_calendar_learns_no_hour() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[("days", "1")]).await;
    furnishes(&mut person).await;
    let body = fetched(&person, &path).await.body;
    assert!(body.contains("DTSTART;VALUE=DATE:20261129\r\n"));
    let hour = |line: &&str| line.contains('T') && line.ends_with('Z') && !line.ends_with("T000000Z");
    assert_eq!(body.lines().find(hour), None);
}

#[tokio::test]
async fn an_ended_address_answers_like_one_that_never_was() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    person.house.clock.forward(1);
    let other = makes(&mut person, &[]).await;
    plans_a_session(&mut person).await;
    let page = person.get("/journey/calendar").await;
    let first = page.field("feed");
    assert_eq!(
        person.post("/journey/calendar/feed/end", &[("feed", &first)]).await.location(),
        "/journey/calendar?ended=1"
    );
    let made_up = format!("/calendar/{}.ics", *FeedToken::make().to_text());
    let never = fetched(&person, &made_up).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    let bare = path.trim_end_matches(".ics").to_owned();
    for ended in [&path, &bare, "/calendar/x.ics", "/calendar/.ics", "/calendar/%ff.ics", "/nowhere"] {
        let page = fetched(&person, ended).await;
        assert_eq!((page.status, &page.body, &page.headers), (never.status, &never.body, &never.headers));
    }
    assert_eq!(starts(&person, &other).await.len(), 1, "the other calendar goes on");
    let page = person.get("/journey/calendar").await;
    assert_eq!(page.body.matches("End it").count(), 1);
}

#[tokio::test]
async fn whoever_has_not_unlocked_makes_and_ends_no_address() {
    let mut person = Person::new().await;
    let path = makes(&mut person, &[]).await;
    let name = person.get("/journey/calendar").await.field("feed");
    let mut stranger = person.other_browser();
    for (to, fields) in
        [("/journey/calendar/feed", vec![]), ("/journey/calendar/feed/end", vec![("feed", name.as_str())])]
    {
        assert!(stranger.post(to, &fields).await.location().starts_with("/unlock"));
    }
    assert_eq!(fetched(&person, &path).await.status, StatusCode::OK);
    assert_eq!(person.get("/journey/calendar").await.body.matches("End it").count(), 1);
}

#[tokio::test]
async fn nobody_makes_more_addresses_than_calendars() {
    let mut person = Person::new().await;
    for _ in 0..hearken_vault::MOST_FEEDS {
        makes(&mut person, &[]).await;
    }
    let to = person.post("/journey/calendar/feed", &[]).await.location().to_owned();
    assert!(person.get(&to).await.shows("There are as many addresses as can be."));
}

#[tokio::test]
async fn whoever_fetches_without_end_is_told_to_come_later_and_gets_in_again() {
    let mut person = Person::new().await;
    let path = makes(&mut person, &[]).await;
    let mut last = fetched(&person, &path).await;
    for _ in 0..21 {
        last = fetched(&person, &path).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!((last.headers["retry-after"].to_str().unwrap(), last.body.as_str()), ("60", ""));
    person.house.clock.forward(60);
    assert_eq!(fetched(&person, &path).await.status, StatusCode::OK);
}

/// What lies on the disk: the token's hash, and neither the token nor a time.
#[tokio::test]
async fn no_file_holds_the_token_or_a_time_that_the_feed_tells() {
    let mut person = berlin().await;
    let path = makes(&mut person, &[]).await;
    furnishes(&mut person).await;
    let token = path.trim_start_matches("/calendar/").trim_end_matches(".ics");
    let begins = 1_795_942_800_000_i64;
    assert!(fetched(&person, &path).await.body.contains("DTSTART:20261129T090000Z"));
    let files = std::fs::read_dir(person.house.folder()).unwrap();
    let stored: Vec<u8> = files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
    let is_there = |needle: &[u8]| memchr::memmem::find(&stored, needle).is_some();
    let hash = FeedToken::from_text(token).unwrap().id_hash();
    assert!(is_there(&hash), "it was looked for in the right place");
    let told = ["20261129T090000Z", "20261129", "2026-12-01", "20261201", "VEVENT", "1795942800000"];
    let times = told.iter().map(|told| told.as_bytes().to_vec());
    let numbers = [begins.to_be_bytes().to_vec(), begins.to_le_bytes().to_vec()];
    let secrets = [token.as_bytes().to_vec(), token.as_bytes()[..16].to_vec()];
    for needle in times.chain(numbers).chain(secrets) {
        assert!(!is_there(&needle), "{}", String::from_utf8_lossy(&needle));
    }
}

/// The same hour on the wall is another instant in summer; where the clocks move half an hour, half an hour.
#[tokio::test]
async fn the_times_follow_the_persons_zone_over_every_change_of_the_clocks() {
    for (zone, planned, instants) in [
        (
            "60.Europe/Berlin",
            ["2027-03-27T10:00", "2027-03-28T02:30", "2027-03-28T10:00", "2027-10-31T02:30"],
            ["20270327T090000Z", "20270328T013000Z", "20270328T080000Z", "20271031T003000Z"],
        ),
        (
            "660.Australia/Lord_Howe",
            ["2027-04-03T10:00", "2027-04-04T01:45", "2027-04-04T10:00", "2027-10-03T02:15"],
            ["20270402T230000Z", "20270403T144500Z", "20270403T233000Z", "20271002T154500Z"],
        ),
    ] {
        let mut person = Person::new().await;
        person.cookies.insert("zone".to_owned(), zone.to_owned());
        let path = makes(&mut person, &[]).await;
        let session = plans_a_session(&mut person).await;
        let record = session.trim_start_matches("/journey/sessions/").to_owned();
        let programme = person.get(&format!("{session}/edit")).await.field("programme");
        for (base, (wall, instant)) in (1..).zip(planned.into_iter().zip(instants)) {
            let base = base.to_string();
            let fields =
                [("record", record.as_str()), ("base", &base), ("programme", &programme), ("planned", wall)];
            person.post("/journey/sessions", &fields).await.location();
            assert_eq!(starts(&person, &path).await, [format!(":{instant}")], "{wall} in {zone}");
        }
    }
}
