//! Bringing in what was written elsewhere: looked at first, kept once, and never on the disk unsealed.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::person::{Page, Person};

const SYSTEM: &str = r#"{"version": 2, "name": "House", "config": {"timezone": "UTC"},
    "members": [{"id": "abcde", "name": "Watcher <b>", "privacy": {"visibility": "public"}},
                {"id": "fghij", "name": "Ember"}],
    "groups": [{"id": "grpaa", "name": "Upstairs", "members": ["abcde"]}],
    "switches": [{"timestamp": "2026-01-02T10:00:00Z", "members": ["abcde"]}]}"#;

/// Sends a file as a browser does, with a field before it and one behind.
async fn upload(person: &mut Person, file: &[u8]) -> Page {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n".to_vec();
    body.extend(
        b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"secret name.json\"\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let request = Request::post("/settings/import")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    person.send(request.body(Body::from(body)).unwrap()).await
}

/// How many saves there are.
async fn saves(person: &mut Person) -> String {
    person.writes("One more.").await;
    person.cookies["seen"].split_once('.').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_file_is_looked_at_first_and_kept_only_when_the_person_says_so() {
    let mut person = Person::new().await;
    let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    let page = person.get(&address).await;
    assert!(page.shows("The file is from PluralKit. Nothing is kept yet."));
    assert!(page.shows("2 to bring in") && page.shows("these arrive hidden"));
    assert_eq!(saves(&mut person).await, "1", "looking writes nothing");
    let brought = person.post(&address, &[("chosen", "1"), ("groups", "1")]).await;
    assert_eq!(
        brought.location(),
        "/settings/import?came=1&parts=2&groups=1&bonds=0&entries=0&answers=0&added=0&others=0"
    );
    let page = person
        .get("/settings/import?came=1&parts=2&groups=1&bonds=0&entries=0&answers=0&added=0&others=0")
        .await;
    assert!(page.shows("Kept: 2 parts, 1 group."));
    assert!(person.get("/parts").await.shows("Watcher <b>"));
    assert_eq!(saves(&mut person).await, "6", "two parts, two groups, two entries");
}

#[tokio::test]
async fn the_same_file_again_doubles_nothing() {
    let mut person = Person::new().await;
    for came in ["parts=2&groups=1", "parts=0&groups=0"] {
        let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
        let brought = person.post(&address, &[]).await;
        assert!(brought.location().contains(came), "{}", brought.location());
    }
    let page = person.get("/settings/import?came=1").await;
    assert!(page.shows("All of it was here already."));
    assert_eq!(person.get("/parts").await.body.matches("class=\"spot ").count(), 1, "the other is hidden");
}

#[tokio::test]
async fn what_is_ticked_is_what_comes() {
    let mut person = Person::new().await;
    let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    let page = person.get(&format!("{address}?chosen=1&history=1&ordinary=1")).await;
    assert!(page.body.contains("name=\"history\" value=\"1\" checked"));
    assert!(!page.body.contains("name=\"groups\" value=\"1\" checked") && !page.shows("arrive hidden"));
    let brought = person.post(&address, &[("chosen", "1"), ("history", "1"), ("ordinary", "1")]).await;
    assert!(brought.location().contains("parts=2&groups=0&bonds=0&entries=1"));
    assert!(person.get("/journal").await.shows("Who was in front"));
}

#[tokio::test]
async fn a_file_waits_a_quarter_of_an_hour_and_not_over_locking() {
    let mut person = Person::new().await;
    person.post("/settings", &[("idle_minutes", "240")]).await;
    let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    person.house.clock.forward(14 * 60);
    assert_eq!(person.get(&address).await.status, StatusCode::OK);
    person.house.clock.forward(2 * 60);
    let gone = person.get(&address).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.shows("The file no longer waits here."));
    let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    person.post("/lock", &[]).await;
    assert!(person.get(&address).await.location().starts_with("/unlock"));
    person.enter().await;
    assert_eq!(person.post(&address, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!person.get("/parts").await.shows("Watcher"));
}

#[tokio::test]
async fn another_file_takes_the_place_of_the_one_that_waits_and_not_now_lets_it_go() {
    let mut person = Person::new().await;
    let first = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    let second = upload(&mut person, b"[2026-01-05 09:30] A day").await.location().to_owned();
    assert_eq!(person.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.post(&format!("{second}/forget"), &[]).await.location(), "/settings/import");
    assert_eq!(person.get(&second).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn journals_and_archives_come_in_the_same_way() {
    let mut person = Person::new().await;
    let journal = upload(&mut person, b"[2026-01-05 09:30] Rain on the tent").await.location().to_owned();
    assert!(person.get(&journal).await.shows("The file is from jrnl."));
    assert!(person.post(&journal, &[]).await.location().contains("entries=1"));
    assert!(person.get("/journal").await.shows("Rain on the tent"));
    let day_one = br#"{"metadata": {}, "entries": [{"uuid": "A", "creationDate": "2026-03-01T08:00:00Z", "text": "Sun"}]}"#;
    let day_one = upload(&mut person, day_one).await.location().to_owned();
    assert!(person.post(&day_one, &[]).await.location().contains("entries=1"));
}

#[tokio::test]
async fn which_number_is_the_day_is_asked() {
    let mut person = Person::new().await;
    let address = upload(&mut person, b"[05/06/2026 09:30] Which month").await.location().to_owned();
    let page = person.get(&address).await;
    assert!(page.shows("which is the day?") && !page.shows("Bring it in"));
    let page = person.get(&format!("{address}?chosen=1&day_first=yes")).await;
    assert!(page.shows("1 to bring in") && page.field("day_first") == "yes");
    assert!(person.post(&address, &[("day_first", "yes")]).await.location().contains("entries=1"));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_nothing_is_kept() {
    let mut person = Person::new().await;
    let cases: [(&[u8], &str); 6] = [
        (b"{\"tuppers\": []}", "Tupperbox"),
        (b"{\"what\": 1}", "of no kind that is known here"),
        (b"{\"openplural_version\": \"7\"}", "a version that is not read here"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (b"\xFF\xFE\xFD", "not text that can be read"),
        (b"gAAAAABpW4SY", "locked with a passphrase"),
    ];
    for (file, said) in cases {
        let address = upload(&mut person, file).await.location().to_owned();
        let page = person.get(&address).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.shows(said) && page.shows("Nothing was changed"), "{said}: {}", page.body);
    }
    assert_eq!(saves(&mut person).await, "1");
}

#[tokio::test]
async fn no_file_and_half_a_file_are_said() {
    let mut person = Person::new().await;
    let none = upload(&mut person, b"").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.shows("No file was chosen."));
    assert!(person.post("/settings/import", &[("file", "x")]).await.shows("No file was chosen."));
    let half = Request::post("/settings/import")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from("--edge\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf"));
    let half = person.send(half.unwrap()).await;
    assert_eq!(half.status, StatusCode::BAD_REQUEST);
    assert!(half.shows("The file did not arrive whole."));
}

#[tokio::test]
async fn only_here_may_a_body_be_large_and_a_larger_one_is_refused() {
    let mut person = Person::new().await;
    let large = format!("[2026-01-05 09:30] Day\n{}", "word ".repeat(1 << 20));
    let address = upload(&mut person, large.as_bytes()).await.location().to_owned();
    assert!(
        person.get(&address).await.shows("1 not kept"),
        "an entry of 5 MB fits nowhere, and that is said"
    );
    let page = upload(&mut person, &vec![b' '; (100 << 20) + (1 << 17)]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.shows("This file is larger than 100 MB."));
}

#[tokio::test]
async fn nothing_of_a_waiting_file_is_on_the_disk() {
    let mut person = Person::new().await;
    let address = upload(&mut person, SYSTEM.as_bytes()).await.location().to_owned();
    person.get(&address).await;
    for file in std::fs::read_dir(person.house.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|word| word == b"Watcher"));
    }
}
