//! What a browser noted by itself while a session lasted, and brings when the notebook answers again (T13).

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use hearken_core::RecordId;
use hpke::{
    Deserializable, Kem, OpModeS, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::X25519HkdfSha256,
    single_shot_seal,
};
use serde_json::{Value, json};

use crate::{
    after::{begins, plans, prepares},
    person::{Page, Person},
};

/// A browser that seals for one session.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) session: String,
    key: Vec<u8>,
}

/// One thing that was noted, sealed.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) id: RecordId,
    pub(crate) sealed: Vec<u8>,
}

impl Browser {
    /// Opens the page of a session that is under way.
    pub(crate) async fn opens(person: &mut Person, session: &str) -> Self {
        let page = person.get(&format!("{session}/during")).await;
        let (_, view) = page.body.split_once("data-view=\"").unwrap();
        let view: Value =
            serde_json::from_str(&crate::html::unescaped(view.split('"').next().unwrap())).unwrap();
        let hex = view["key"].as_str().unwrap();
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        Self { session: session.to_owned(), key: (0..hex.len()).step_by(2).map(byte).collect() }
    }

    pub(crate) fn id(&self) -> RecordId {
        self.session.rsplit('/').next().unwrap().parse().unwrap()
    }

    /// Seals as the page's script does, which another vector holds against it.
    pub(crate) fn notes(&self, nth: u8, words: &Value, beside: &[u8]) -> Item {
        self.seals(RecordId::from_bytes([nth; 16]), words, beside)
    }

    /// The same under a name of its own.
    pub(crate) fn seals(&self, id: RecordId, words: &Value, beside: &[u8]) -> Item {
        let words = words.to_string();
        let length = u32::try_from(words.len()).unwrap().to_be_bytes();
        self.seals_bytes(id, [&length, words.as_bytes(), beside].concat())
    }

    /// Seals any bytes, as a script would that is not ours.
    pub(crate) fn seals_bytes(&self, id: RecordId, mut plain: Vec<u8>) -> Item {
        let bucket = hearken_seal::padded_length(plain.len());
        plain.push(0x80);
        plain.resize(bucket, 0);
        let label = b"hearken/capture/v1";
        let context = [&label[..], &[1, 3], &self.id().bytes(), &id.bytes()].concat();
        let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&self.key).unwrap();
        let (encapsulated, ciphertext) = single_shot_seal::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &key,
            label,
            &plain,
            &context,
        )
        .unwrap();
        Item { id, sealed: [&[1, 3], encapsulated.to_bytes().as_slice(), &ciphertext].concat() }
    }

    /// A moment, so many minutes after the beginning.
    pub(crate) fn moment(&self, nth: u8, minutes: i64, words: &str) -> Item {
        let at = 1_795_773_600_000_i64 + minutes * 60_000;
        let words = json!({ "kind": "words", "at": at, "offset": 60, "zone": "Europe/Berlin", "elapsed": minutes * 60_000, "words": words });
        self.notes(nth, &words, &[])
    }

    pub(crate) async fn brings(&self, person: &mut Person, items: &[Item]) -> Page {
        let body: Vec<u8> = items
            .iter()
            .flat_map(|item| {
                let length = u32::try_from(item.sealed.len()).unwrap().to_be_bytes();
                [&item.id.bytes()[..], &length, &item.sealed].concat()
            })
            .collect();
        let request = Request::post(format!("{}/queue", self.session))
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin");
        person.send(request.body(Body::from(body)).unwrap()).await
    }

    /// What stands on the session's page, newest first.
    pub(crate) async fn shown(&self, person: &mut Person) -> Vec<String> {
        let page = person.get(&self.session).await;
        assert_eq!(page.status, StatusCode::OK);
        // Where nothing was noted there is none.
        let Some((_, timeline)) = page.body.split_once("data-timeline") else { return Vec::new() };
        let lines = timeline.split("</ol>").next().unwrap().split("<li>").skip(1);
        lines
            .map(|line| {
                crate::html::text(line).replace("\u{1}", " ").split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }
}

/// Somebody with a session under way, and their browser.
pub(crate) async fn under_way() -> (Person, Browser) {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    begins(&mut person, &session).await;
    let browser = Browser::opens(&mut person, &session).await;
    (person, browser)
}

#[tokio::test]
async fn t13_what_is_brought_twice_is_there_once_in_its_order_with_its_own_times() {
    let (mut person, browser) = under_way().await;
    // The clock was set back between the second and the third: how long it had lasted decides.
    let items = [browser.moment(1, 5, "one"), browser.moment(2, 37, "two"), browser.moment(3, 65, "three")];
    let brought = browser.brings(&mut person, &items[..2]).await;
    assert_eq!(brought.json()["kept"].as_array().unwrap().len(), 2);
    assert_eq!(brought.json()["under_way"], true);
    // The answer was lost, so all of it comes again, with one more.
    assert_eq!(browser.brings(&mut person, &items).await.json()["kept"].as_array().unwrap().len(), 3);
    browser.brings(&mut person, &items).await;
    assert_eq!(browser.shown(&mut person).await, ["1:05 Said three", "0:37 Said two", "0:05 Said one"]);
}

#[tokio::test]
async fn while_locked_nothing_is_taken_and_nothing_of_it_is_lost() {
    let (mut person, browser) = under_way().await;
    let item = browser.moment(1, 5, "one");
    person.post("/lock", &[]).await;
    assert_eq!(browser.brings(&mut person, std::slice::from_ref(&item)).await.status, StatusCode::LOCKED);
    person.enter().await;
    browser.brings(&mut person, &[item]).await;
    assert_eq!(browser.shown(&mut person).await, ["0:05 Said one"]);
}

#[tokio::test]
async fn what_was_sealed_for_another_notebook_is_named_and_the_rest_is_kept() {
    let (mut person, browser) = under_way().await;
    let (_, strange) = under_way().await;
    let mut foreign = strange.moment(7, 1, "not yours");
    foreign.id = RecordId::from_bytes([7; 16]);
    let brought = browser.brings(&mut person, &[browser.moment(1, 5, "one"), foreign]).await.json();
    assert_eq!(brought["kept"].as_array().unwrap().len(), 1);
    assert_eq!(brought["refused"][0]["item"], RecordId::from_bytes([7; 16]).to_string());
    assert_eq!(browser.shown(&mut person).await, ["0:05 Said one"]);
}

#[tokio::test]
async fn bytes_that_are_no_queue_are_refused_as_a_whole() {
    let (mut person, browser) = under_way().await;
    let mut item = browser.moment(1, 5, "one");
    item.sealed.truncate(10);
    let brought = browser.brings(&mut person, &[item]).await.json();
    assert_eq!(brought["refused"].as_array().unwrap().len(), 1);
    let request = Request::post(format!("{}/queue", browser.session)).header("sec-fetch-site", "same-origin");
    let cut = person.send(request.body(Body::from(vec![1; 19])).unwrap()).await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_medicine_and_the_end_come_with_their_own_times_and_once() {
    let (mut person, browser) = under_way().await;
    let at = 1_795_773_600_000_i64;
    let taken =
        browser.notes(1, &json!({ "kind": "medicine", "at": at, "offset": 0, "elapsed": 60_000 }), &[]);
    let items = &hearken_content::library().journey.sitter.recovery.items;
    let list: Vec<_> = items.iter().map(|item| item.id.as_str()).collect();
    let end = |nth, done: &[&str]| {
        let words = json!({ "kind": "end", "at": at + 9_000_000, "offset": 0, "elapsed": 9_000_000, "shown": list, "done": done });
        browser.notes(nth, &words, &[])
    };
    let half = browser.brings(&mut person, &[taken, end(2, &list[..2])]).await.json();
    assert_eq!(half["under_way"], true, "half a list ends nothing");
    let whole = browser.brings(&mut person, &[end(3, &list)]).await.json();
    assert_eq!(whole["under_way"], false);
    let again = browser.brings(&mut person, &[end(3, &list)]).await.json();
    assert_eq!(again["kept"].as_array().unwrap().len(), 1, "it had landed before the answer was lost");
    assert!(person.get(&browser.session).await.shows("resting after it"));
}

/// The device says how long the session had lasted; what its clock on the wall shows is no part of it (R29 counts from there).
#[tokio::test]
async fn r29_the_medicine_of_a_device_whose_clock_is_slow_was_taken_when_it_was_taken() {
    let (mut person, browser) = under_way().await;
    let began = hearken_vault::Clock::now(&*person.house.clock).as_millis();
    let slow = began - 25 * 60_000;
    let taken = json!({ "kind": "medicine", "at": slow + 600_000, "offset": 0, "elapsed": 600_000 });
    person.house.clock.forward(600);
    browser.brings(&mut person, &[browser.notes(1, &taken, &[])]).await;
    let later =
        json!({ "kind": "words", "at": slow + 900_000, "offset": 0, "elapsed": 900_000, "words": "here" });
    browser.brings(&mut person, &[browser.notes(2, &later, &[])]).await;
    assert_eq!(browser.shown(&mut person).await, ["0:05 Said here"], "five minutes after the medicine");
    person.house.clock.forward(300);
    assert!(person.get(&format!("{}/during", browser.session)).await.body.contains("data-since=\"300\""));
    let list: Vec<_> =
        hearken_content::library().journey.sitter.recovery.items.iter().map(|item| &item.id).collect();
    let end = json!({ "kind": "end", "at": slow + 9_000_000, "offset": 0, "elapsed": 9_000_000, "shown": list, "done": list });
    browser.brings(&mut person, &[browser.notes(3, &end, &[])]).await;
    // It began at 17:40 and lasted for two hours and a half.
    assert!(person.get(&browser.session).await.shows("20:10"));
}

#[tokio::test]
async fn a_voice_note_comes_with_the_moment_at_which_it_was_said() {
    let (mut person, browser) = under_way().await;
    let sound = [&[0x1a, 0x45, 0xdf, 0xa3], &[7; 40][..]].concat();
    let words = json!({ "kind": "voice", "at": 1_795_773_600_000_i64, "offset": 0, "elapsed": 120_000, "seconds": 3 });
    let note = browser.notes(1, &words, &sound);
    let id = note.id;
    browser.brings(&mut person, std::slice::from_ref(&note)).await;
    browser.brings(&mut person, &[note]).await;
    assert_eq!(browser.shown(&mut person).await, ["0:02 A voice note"]);
    assert_eq!(person.get(&format!("/recordings/{id}")).await.bytes, sound);
}

#[tokio::test]
async fn words_of_a_session_that_was_erased_meanwhile_stand_in_the_journal() {
    let (mut person, browser) = under_way().await;
    let item = browser.moment(1, 5, "by the heron");
    let words =
        json!({ "kind": "voice", "at": 1_795_773_600_000_i64, "offset": 0, "elapsed": 1, "seconds": 3 });
    let voice = browser.notes(2, &words, &[0x1a, 0x45, 0xdf, 0xa3, 7]);
    person.post(&format!("{}/erase", browser.session), &[]).await;
    assert_eq!(person.get(&browser.session).await.status, StatusCode::NOT_FOUND);
    let brought = browser.brings(&mut person, &[item, voice]).await.json();
    assert_eq!(brought["kept"].as_array().unwrap().len(), 1);
    assert_eq!(brought["refused"][0]["why"], "refused", "what was said aloud stays in the browser");
    assert!(person.get("/journal").await.shows("by the heron"));
}

#[tokio::test]
async fn the_page_that_a_device_keeps_is_the_same_for_everybody() {
    let (mut person, browser) = under_way().await;
    browser.brings(&mut person, &[browser.moment(1, 5, "by the heron")]).await;
    let open = person.get("/journey/offline?country=GB").await;
    let other = Person::new().await.get("/journey/offline?country=GB").await;
    assert_eq!(open.body, other.body);
    assert!(open.body.contains("tel:999"));
    assert!(!open.body.contains("data-view"));
    // Its words tell what this is.
    let stranger = Person::stranger().await.get("/journey/offline?country=GB").await;
    assert_ne!(stranger.status, StatusCode::OK);
}

#[tokio::test]
async fn an_installed_notebook_opens_where_the_session_is() {
    let (mut person, browser) = under_way().await;
    assert_eq!(person.get("/journey/now").await.location(), format!("{}/during", browser.session));
    let manifest = person.get("/manifest.webmanifest").await;
    assert_eq!(manifest.json()["name"], "Notebook");
    assert_eq!(Person::new().await.get("/journey/now").await.location(), "/");
}
