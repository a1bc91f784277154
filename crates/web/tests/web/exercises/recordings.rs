//! Voice notes on the screens of a run.

use axum::http::{StatusCode, header};

use super::Walk;

const SOUND: &[u8] = b"\x1a\x45\xdf\xa3 and what was said";
const ID: &str = "0197a5e0-0000-7000-8000-000000000077";

impl Walk {
    async fn says(&mut self, screen: &str, sound: &[u8]) -> crate::person::Page {
        let to = format!("{}/{screen}/recordings?record={ID}&seconds=75", self.run);
        self.person.upload(&to, sound).await
    }
}

#[tokio::test]
async fn a_voice_note_is_kept_once_heard_as_what_it_is_and_shown_where_it_was_said() {
    let mut walk = Walk::begin().await;
    let screen = format!("{}/situation", walk.run);
    for _ in 0..2 {
        assert_eq!(walk.says("situation", SOUND).await.location(), screen);
    }
    let page = walk.at("situation").await;
    assert_eq!(page.body.matches(&format!("src=\"/recordings/{ID}\"")).count(), 1);
    assert!(page.shows("1:15") && page.shows("Nothing leaves this machine."));
    assert!(!walk.at("settle").await.body.contains(ID), "it is shown on its own screen");
    let heard = walk.person.get(&format!("/recordings/{ID}")).await;
    assert_eq!(heard.bytes, SOUND);
    assert_eq!(heard.headers[header::CONTENT_TYPE], "audio/webm");
    assert_eq!(heard.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(heard.headers["x-content-type-options"], "nosniff");
    let run = walk.run.clone();
    walk.person.post(&format!("{run}/finish"), &[]).await;
    let ended = walk.person.get(&run).await;
    assert!(ended.body.contains(&format!("src=\"/recordings/{ID}\"")) && ended.shows("1:15"));
    assert!(!ended.shows("Nothing was written down"));
}

#[tokio::test]
async fn what_is_no_sound_is_refused_with_a_sentence_whatever_it_is_called() {
    let mut walk = Walk::begin().await;
    for hostile in
        [b"".as_slice(), b"<script>alert(1)</script>", b"MZ\x90\0", b"\x89PNG\r\n", b"\x1a\x45\xdf"]
    {
        let refused = walk.says("situation", hostile).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows("This is not a voice note that can be kept here."));
    }
    let run = walk.run.clone();
    let as_a_form = walk.person.post(&format!("{run}/situation/recordings"), &[("file", "x")]).await;
    assert_eq!(as_a_form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(walk.says("nowhere", SOUND).await.status, StatusCode::NOT_FOUND);
    assert_eq!(walk.person.get(&format!("/recordings/{ID}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_megabyte_is_kept_and_one_byte_more_is_not() {
    let mut walk = Walk::begin().await;
    let mut sound = SOUND.to_vec();
    sound.resize((1 << 20) + 1, 0);
    let refused = walk.says("situation", &sound).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.shows("This voice note is too long"));
    assert_eq!(walk.says("situation", &sound[..1 << 20]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_erased_voice_note_is_gone_and_goes_with_its_run() {
    let mut walk = Walk::begin().await;
    walk.says("situation", SOUND).await;
    let note = format!("/recordings/{ID}");
    assert!(walk.person.get(&format!("{note}/erase")).await.shows("Erase this voice note?"));
    let run = walk.run.clone();
    assert_eq!(walk.person.post(&format!("{note}/erase"), &[]).await.location(), run);
    assert_eq!(walk.person.get(&note).await.status, StatusCode::NOT_FOUND);
    assert_eq!(walk.person.post(&format!("{note}/erase"), &[]).await.status, StatusCode::NOT_FOUND);

    let mut other = Walk::begin().await;
    other.says("situation", SOUND).await;
    let run = other.run.clone();
    other.person.post(&format!("{run}/erase"), &[]).await;
    assert_eq!(other.person.get(&note).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_name_that_is_kept_for_voice_notes_is_no_gate() {
    let mut walk = Walk::begin().await;
    assert_eq!(walk.at("situation/recordings").await.status, StatusCode::METHOD_NOT_ALLOWED);
}
