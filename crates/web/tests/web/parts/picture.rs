//! A part's own picture.

use axum::http::{StatusCode, header};

use crate::person::Person;

/// A PNG of one grey dot, and behind it what says where it was taken.
fn dot() -> Vec<u8> {
    const DOT: [u8; 67] = [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00,
        0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
        0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81,
        0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ];
    [DOT.as_slice(), b"GPS 52.5200N"].concat()
}

#[tokio::test]
async fn a_picture_is_kept_small_shown_with_its_type_taken_off_and_put_back() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let picture = format!("/parts/{id}/picture");
    assert_eq!(person.get(&picture).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.upload(&picture, &dot()).await.location(), format!("/parts/{id}"));
    let page = person.get(&format!("/parts/{id}")).await;
    assert!(page.body.contains(&format!("src=\"{picture}?of=")));
    let shown = person.get(&picture).await;
    assert_eq!(shown.headers[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(shown.headers["x-content-type-options"], "nosniff");
    assert!(shown.bytes.starts_with(&[0xff, 0xd8]) && !shown.body.contains("GPS"));
    person.post(&format!("{picture}/take-off"), &[]).await;
    assert_eq!(person.get(&picture).await.status, StatusCode::NOT_FOUND);
    person.post(&format!("/parts/{id}/take-up"), &[("base", "3"), ("rev", "2")]).await;
    assert_eq!(person.get(&picture).await.status, StatusCode::OK, "taken off is not erased");
}

#[tokio::test]
async fn an_erased_picture_is_gone_from_every_day() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let picture = format!("/parts/{id}/picture");
    for _ in 0..2 {
        person.upload(&picture, &dot()).await;
    }
    for _ in 0..2 {
        assert_eq!(person.post(&format!("{picture}/erase"), &[]).await.location(), format!("/parts/{id}"));
    }
    assert_eq!(person.get(&picture).await.status, StatusCode::NOT_FOUND);
    person.post(&format!("/parts/{id}/take-up"), &[("base", "3"), ("rev", "2")]).await;
    assert_eq!(person.get(&picture).await.status, StatusCode::NOT_FOUND);
    assert!(person.get(&format!("/parts/{id}")).await.shows("The Planner"));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_a_sentence_and_changes_nothing() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let picture = format!("/parts/{id}/picture");
    for no_picture in [b"".as_slice(), b"<svg onload=alert(1)>", b"MZ\x90\0", &dot()[..40]] {
        let again = person.upload(&picture, no_picture).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again.shows("This is not a picture that can be read here.")
                && again.shows("Nothing was changed.")
        );
    }
    let not_sent_as_a_file = person.post(&picture, &[("file", "x")]).await;
    assert_eq!(not_sent_as_a_file.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(person.get(&format!("/parts/{id}/edit")).await.field("base"), "1");
}

#[tokio::test]
async fn forty_one_megabytes_are_refused_with_a_sentence() {
    let mut person = Person::new().await;
    let id = person.meets("The Planner", "manager").await;
    let mut large = dot();
    large.resize(41 << 20, 0);
    let again = person.upload(&format!("/parts/{id}/picture"), &large).await;
    assert_eq!(again.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(again.shows("This file is too large: 40 MB can be read."));
}

#[tokio::test]
async fn only_this_address_reads_more_than_four_megabytes() {
    let mut person = Person::new().await;
    let large = "x".repeat(5 << 20);
    let refused = person.post("/parts", &[("name", "A"), ("notes", &large)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut stranger = person.other_browser();
    let id = person.meets("The Planner", "manager").await;
    let locked = stranger.upload(&format!("/parts/{id}/picture"), &dot()).await;
    assert!(locked.location().starts_with("/unlock"), "nobody uploads who has not unlocked");
}

#[tokio::test]
async fn a_picture_that_another_part_has_too_is_taken_off_and_stays_with_that_one() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let critic = person.meets("The Critic", "manager").await;
    person.upload(&format!("/parts/{critic}/picture"), &dot()).await;
    person.post(&format!("/parts/{critic}/merge"), &[("into", &planner)]).await;
    person.post(&format!("/parts/{critic}/picture/erase"), &[]).await;
    assert_eq!(person.get(&format!("/parts/{critic}/picture")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.get(&format!("/parts/{planner}/picture")).await.status, StatusCode::OK);
}
