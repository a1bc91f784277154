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

/// Draws on a screen in a window that showed this revision of the run, and gives the drawing's id and the revision now.
async fn draws(walk: &mut Walk, base: &str, record: Option<&str>) -> (String, String) {
    let record = record.map(|id| format!("&record={id}")).unwrap_or_default();
    let to = format!("{}/situation/drawing?base={base}{record}", walk.run);
    let kept = walk.person.upload(&to, &DOT).await.json();
    (kept["id"].as_str().unwrap().to_owned(), kept["rev"].to_string())
}

#[tokio::test]
async fn a_drawing_is_made_anew_drawn_on_and_shown() {
    let mut walk = Walk::begin().await;
    let to = format!("{}/situation/drawing", walk.run);
    let with_a_place = [DOT.as_slice(), b"GPS 52.5200N"].concat();
    let first = walk.person.upload(&to, &with_a_place).await.json();
    let id = first["id"].as_str().unwrap().to_owned();
    let (again, _) = draws(&mut walk, &first["rev"].to_string(), Some(&id)).await;
    assert_eq!(again, id);
    let drawing = format!("/drawings/{id}");
    let shown = walk.person.get(&drawing).await;
    assert!(!shown.body.contains("GPS") && shown.headers[header::CACHE_CONTROL] == "no-store");
    for no_picture in [b"".as_slice(), b"<svg onload=alert(1)>"] {
        assert_eq!(walk.person.upload(&to, no_picture).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let run = walk.run.clone();
    walk.person.post(&format!("{run}/finish"), &[]).await;
    assert!(walk.person.get(&run).await.body.contains(&format!("src=\"{drawing}\"")));
    assert_eq!(walk.person.upload(&to, &DOT).await.status, StatusCode::CONFLICT, "an ended run stays");
}

#[tokio::test]
async fn a_drawing_goes_with_its_run_and_is_for_nobody_else() {
    let mut walk = Walk::begin().await;
    let run = walk.run.clone();
    let (id, _) = draws(&mut walk, "1", None).await;
    let drawing = format!("/drawings/{id}");
    let mut stranger = walk.person.other_browser();
    assert!(stranger.get(&drawing).await.location().starts_with("/unlock"));
    let to = format!("{run}/situation/drawing");
    assert!(stranger.upload(&to, &DOT).await.location().starts_with("/unlock"));
    walk.person.post(&format!("{run}/erase"), &[]).await;
    assert_eq!(walk.person.get(&drawing).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_windows_that_draw_show_both_and_each_is_erased_alone() {
    let mut walk = Walk::begin().await;
    let run = walk.run.clone();
    let (one, _) = draws(&mut walk, "1", None).await;
    let (other, _) = draws(&mut walk, "1", None).await;
    walk.person.post(&format!("{run}/finish"), &[]).await;
    let ended = walk.person.get(&run).await;
    let shown = |page: &crate::person::Page, id: &str| page.body.contains(&format!("src=\"/drawings/{id}\""));
    assert!(shown(&ended, &one) && shown(&ended, &other));
    let erase = format!("/drawings/{other}/erase");
    assert!(walk.person.get(&erase).await.shows("Erase this drawing?"));
    assert_eq!(walk.person.post(&erase, &[]).await.location(), run);
    let ended = walk.person.get(&run).await;
    assert!(shown(&ended, &one) && !shown(&ended, &other));
    assert_eq!(walk.person.get(&format!("/drawings/{other}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(walk.person.post(&erase, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_drawing_that_was_erased_is_drawn_on_as_another() {
    let mut walk = Walk::begin().await;
    let (id, rev) = draws(&mut walk, "1", None).await;
    walk.person.post(&format!("/drawings/{id}/erase"), &[]).await;
    let (anew, _) = draws(&mut walk, &rev, Some(&id)).await;
    assert_ne!(anew, id);
}

#[tokio::test]
async fn a_picture_of_a_part_is_no_drawing() {
    let mut walk = Walk::begin().await;
    let part = walk.person.meets("The Planner", "manager").await;
    walk.person.upload(&format!("/parts/{part}/picture"), &DOT).await;
    assert_eq!(walk.person.get(&format!("/drawings/{part}")).await.status, StatusCode::NOT_FOUND);
}
