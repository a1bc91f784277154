//! Drawings of a run, over HTTP.

use axum::http::{StatusCode, header};
use hearken_content::library;
use hearken_core::{NewRevision, When, exercises::Run};
use hearken_seal::Passphrase;

use super::Walk;
use crate::person::{PASSPHRASE, Person};

/// Begins a run of a guide in a version that is not the newest any more, and gives its address.
async fn begun_before(person: &Person, guide: &str, version: u32) -> String {
    let keeper = &person.house.state.keeper;
    let id = keeper.new_record_id();
    let guide = library().guide(guide, version).unwrap();
    let begun = When::new(keeper.now(), 60);
    let run = Run::begin(&guide.id, version, &guide.first_screen().unwrap().id, begun, None);
    let (_, session) = keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    session.vault().write(move |_| Ok(vec![NewRevision::first(id, run.into())]), Vec::new()).await.unwrap();
    format!("/exercises/{id}")
}

#[tokio::test]
async fn the_strongest_image_is_drawn_or_said_and_a_run_begun_before_is_asked_as_it_was() {
    let mut person = Person::new().await;
    let begun = person.post("/exercises", &[("guide", "right-after")]).await.location().to_owned();
    let now = person.get(&format!("{begun}/image")).await;
    assert!(
        now.body.contains("<canvas") && now.body.contains("data-recorder") && now.shows("Or in a few words")
    );
    let before = begun_before(&person, "right-after", 1).await;
    let then = person.get(&format!("{before}/image")).await;
    assert!(then.shows("or draw it on paper") && !then.body.contains("<canvas"));
}

/// A PNG of one grey dot.
const DOT: [u8; 67] = [
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
    0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

#[tokio::test]
async fn a_drawing_is_made_anew_drawn_on_and_shown() {
    let mut walk = Walk::begin().await;
    let to = format!("{}/situation/drawing", walk.run);
    assert_eq!(walk.person.get(&to).await.status, StatusCode::NOT_FOUND);
    let with_a_place = [DOT.as_slice(), b"GPS 52.5200N"].concat();
    let first = walk.person.upload(&to, &with_a_place).await.json();
    let id = first["id"].as_str().unwrap().to_owned();
    let second = walk.person.upload(&format!("{to}?record={id}"), &DOT).await.json();
    assert_eq!(second["id"], id.as_str());
    let shown = walk.person.get(&to).await;
    assert!(!shown.body.contains("GPS") && shown.headers[header::CACHE_CONTROL] == "no-store");
    for no_picture in [b"".as_slice(), b"<svg onload=alert(1)>"] {
        assert_eq!(walk.person.upload(&to, no_picture).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let run = walk.run.clone();
    walk.person.post(&format!("{run}/finish"), &[]).await;
    assert!(walk.person.get(&run).await.body.contains(&format!("src=\"{to}\"")));
    assert_eq!(walk.person.upload(&to, &DOT).await.status, StatusCode::CONFLICT, "an ended run stays");
}

#[tokio::test]
async fn a_drawing_goes_with_its_run_and_is_for_nobody_else() {
    let mut walk = Walk::begin().await;
    let (run, to) = (walk.run.clone(), format!("{}/situation/drawing", walk.run));
    assert!(walk.person.upload(&to, &DOT).await.json()["id"].is_string());
    let mut stranger = walk.person.other_browser();
    assert!(stranger.get(&to).await.location().starts_with("/unlock"));
    assert!(stranger.upload(&to, &DOT).await.location().starts_with("/unlock"));
    walk.person.post(&format!("{run}/erase"), &[]).await;
    assert_eq!(walk.person.get(&to).await.status, StatusCode::NOT_FOUND);
}
