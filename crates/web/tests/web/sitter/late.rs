//! What a sitter's device had not sent when the session was over: it arrives for some hours, and opens nothing.

use axum::http::StatusCode;
use hearken_core::RecordId;
use hearken_seal::Passphrase;
use hearken_vault::FaultKind;
use hearken_web::routes;
use serde_json::json;

use super::{begun, by_whom, joins, reaches, under_way};
use crate::{
    after::ticks,
    person::{PASSPHRASE, Person},
    queue::{Browser, Item},
    security::address,
};

const HOUR: i64 = 3_600;

/// The person and their sitter's device, which has two notes that no network took, once the session is over.
async fn over_with_notes_unsent() -> (Person, Person, Browser, Vec<Item>) {
    over_with_notes_unsent_of(Person::new().await).await
}

pub(crate) async fn over_with_notes_unsent_of(mut person: Person) -> (Person, Person, Browser, Vec<Item>) {
    let session = begun(&mut person).await;
    let mut sitter = joins(&mut person, &session).await;
    let browser = Browser::opens(&mut sitter, &session).await;
    let notes = vec![browser.moment(1, 5, "one"), browser.moment(2, 37, "by the heron")];
    ends(&mut person, &session).await;
    (person, sitter, browser, notes)
}

async fn ends(person: &mut Person, session: &str) {
    let items = hearken_content::library().journey.sitter.recovery.items.iter();
    ticks(person, &format!("{session}/end"), items.map(|item| item.id.as_str()).collect()).await;
}

fn count(page: &crate::person::Page) -> usize {
    page.json()["kept"].as_array().unwrap().len()
}

#[tokio::test]
async fn what_was_not_sent_at_the_end_arrives_while_it_is_locked_and_stands_there_once_it_is_opened() {
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    person.post("/lock", &[]).await;
    let brought = browser.brings(&mut sitter, &notes).await;
    assert_eq!((count(&brought), &brought.json()["under_way"]), (2, &json!(false)));
    assert_eq!(count(&browser.brings(&mut sitter, &notes).await), 2, "that answer was lost: it comes again");
    person.enter().await;
    assert_eq!(browser.shown(&mut person).await, ["0:37 Said by the heron", "0:05 Said one"]);
    assert_eq!(by_whom(&person, &browser.session).await, ["sitter", "sitter"]);
    person.post("/lock", &[]).await;
    person.enter().await;
    assert_eq!(browser.shown(&mut person).await.len(), 2, "each once");
}

#[tokio::test]
async fn from_the_page_that_says_that_it_is_over_it_still_arrives_and_an_open_notebook_shows_it_at_once() {
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    assert_eq!(sitter.get(&browser.session).await.location(), "/join/over");
    let over = sitter.get("/join/over").await;
    assert!(over.shows("It is over on this device") && !sitter.cookies.contains_key("notebook"));
    let set: Vec<_> = over.headers.get_all("set-cookie").iter().map(|it| it.to_str().unwrap()).collect();
    let way = format!("Path={}/queue; HttpOnly; SameSite=Strict", browser.session);
    assert!(set.iter().any(|it| it.starts_with("late=") && it.contains(&way)), "{set:?}");
    assert_eq!(count(&browser.brings(&mut sitter, &notes).await), 2);
    assert_eq!(browser.shown(&mut person).await.len(), 2);
}

#[tokio::test]
async fn by_what_hands_in_late_notes_no_other_route_answers_more_than_it_answers_a_stranger() {
    let (mut person, session, mut ids) = reaches::furnished().await;
    let mut sitter = joins(&mut person, &session).await;
    ends(&mut person, &session).await;
    sitter.get("/join/over").await;
    assert!(sitter.cookies.contains_key("late"));
    ids.push(session.rsplit('/').next().unwrap().to_owned());
    let mut stranger = person.other_browser();
    let mut tried = 0;
    for route in routes().iter().filter(|route| route.path != "/join" && route.path != "/unlock") {
        for id in &ids {
            let (path, fields) = (address(route, id), reaches::fields(id));
            let what = format!("{} {path}", route.method);
            if path == format!("{session}/queue") {
                continue;
            }
            let cookies = sitter.cookies.clone();
            let page = reaches::asks(&mut sitter, route.method, &path, &fields).await;
            let other = reaches::asks(&mut stranger, route.method, &path, &fields).await;
            reaches::shows_nothing(&page, &what);
            assert_eq!(
                (page.status, page.headers.get("location")),
                (other.status, other.headers.get("location")),
                "{what}"
            );
            (sitter.cookies, stranger.cookies) = (cookies, std::collections::BTreeMap::new());
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried} were tried");
}

#[tokio::test]
async fn another_session_takes_nothing_late_from_that_device() {
    let (mut person, mut sitter, browser, _) = over_with_notes_unsent().await;
    let other = begun(&mut person).await;
    let elsewhere = Browser::opens(&mut person, &other).await;
    let note = elsewhere.moment(1, 5, "not there");
    assert_eq!(elsewhere.brings(&mut sitter, &[note]).await.status, StatusCode::LOCKED);
    assert_eq!(elsewhere.shown(&mut person).await.len() + browser.shown(&mut person).await.len(), 0);
}

#[tokio::test]
async fn after_twelve_hours_nothing_is_taken_any_more() {
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    assert_eq!(sitter.get(&browser.session).await.location(), "/join/over");
    sitter.house.clock.forward(12 * HOUR - 1);
    assert_eq!(count(&browser.brings(&mut sitter, &notes[..1]).await), 1);
    sitter.house.clock.forward(1);
    assert_eq!(browser.brings(&mut sitter, &notes).await.status, StatusCode::LOCKED);
    person.enter().await;
    assert_eq!(browser.shown(&mut person).await, ["0:05 Said one"]);
}

#[tokio::test]
async fn leaving_quickly_and_a_new_passphrase_take_nothing_late_any_more_either() {
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    sitter.get(&browser.session).await;
    person.post("/leave", &[]).await;
    assert_eq!(browser.brings(&mut sitter, &notes).await.status, StatusCode::LOCKED);
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    let new = [
        ("current", PASSPHRASE),
        ("passphrase", "a new one, long enough"),
        ("again", "a new one, long enough"),
    ];
    person.post("/settings/passphrase", &new).await.location();
    assert_eq!(browser.brings(&mut sitter, &notes).await.status, StatusCode::LOCKED);
}

#[tokio::test]
async fn a_device_that_was_ended_or_closed_before_the_session_was_over_hands_in_nothing() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let browser = Browser::opens(&mut sitter, &session).await;
    let device = person.get(&format!("{session}/sitter")).await.field("device");
    person.post(&format!("{session}/sitter/end"), &[("device", &device)]).await.location();
    let mut closed = joins(&mut person, &session).await;
    let cookies = closed.cookies.clone();
    closed.post("/lock", &[]).await;
    closed.cookies = cookies;
    ends(&mut person, &session).await;
    let note = browser.moment(1, 5, "one");
    for device in [&mut sitter, &mut closed] {
        let brought = browser.brings(device, std::slice::from_ref(&note)).await;
        assert_eq!(brought.status, StatusCode::LOCKED);
    }
    assert_eq!(browser.shown(&mut person).await.len(), 0);
}

#[tokio::test]
async fn so_much_is_taken_that_words_which_come_while_locked_still_have_room() {
    let (mut person, mut sitter, browser, _) = over_with_notes_unsent().await;
    person.post("/lock", &[]).await;
    // What is inside is not looked at before somebody opens the notebook.
    let large = |nth: u8| Item { id: RecordId::from_bytes([nth; 16]), sealed: vec![7; 900_000] };
    let mut taken = 0;
    for nth in 1..=10 {
        taken += count(&browser.brings(&mut sitter, &[large(nth)]).await);
    }
    assert_eq!(taken, 4, "the rest stays on the device");
    let typed = [("place", "/journal/new"), ("body", "typed while it was locked")];
    assert_eq!(person.fetch("/drafts", &typed).await.status, StatusCode::LOCKED);
    person.enter().await;
    assert!(person.get("/journal/new").await.shows("typed while it was locked"));
    assert_eq!(count(&browser.brings(&mut sitter, &[large(9)]).await), 1, "there is room again");
}

#[tokio::test]
async fn bytes_that_nobody_can_open_are_let_go_and_harm_nothing() {
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent().await;
    let noise = Item { id: RecordId::from_bytes([9; 16]), sealed: vec![7; 300] };
    assert_eq!(count(&browser.brings(&mut sitter, &[noise, notes[0].clone()]).await), 2);
    assert_eq!(browser.shown(&mut person).await, ["0:05 Said one"]);
    person.post("/lock", &[]).await;
    person.enter().await;
    assert!(person.get("/").await.status == StatusCode::OK);
    let vault = person.house.state.keeper.session(&person.cookies["notebook"]).await.unwrap().unwrap();
    assert_eq!(vault.vault().faults(), []);
}

/// The notebook opened anew, and whether any late note still waits in it.
async fn still_waits(person: &mut Person) -> bool {
    person.post("/lock", &[]).await;
    let (_, session) = person.house.state.keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    session.vault().next_late().is_some()
}

async fn faults(person: &Person) -> Vec<FaultKind> {
    let open = person.house.state.keeper.session(&person.cookies["notebook"]).await.unwrap().unwrap();
    open.vault().faults().iter().map(|fault| fault.kind).collect()
}

#[tokio::test]
async fn the_words_of_a_late_note_that_cannot_be_kept_as_it_is_stand_in_the_journal_and_nothing_waits_for_ever()
 {
    let (mut person, mut sitter, browser, _) = over_with_notes_unsent().await;
    let at = 1_795_773_600_000_i64;
    let notes = [
        browser.notes(1, &json!({ "kind": "unheard-of", "at": at, "words": "from a newer device" }), &[]),
        browser
            .seals_bytes(RecordId::from_bytes([2; 16]), b"\0\0\0\x09in a shape that nobody knows".to_vec()),
        browser.moment(3, 5, "  "),
        browser.moment(4, 6, "as ever"),
    ];
    assert_eq!(count(&browser.brings(&mut sitter, &notes).await), 4);
    assert_eq!(browser.shown(&mut person).await, ["0:06 Said as ever"]);
    let journal = person.get("/journal").await;
    assert!(journal.shows("from a newer device") && journal.shows("in a shape that nobody knows"));
    assert_eq!(faults(&person).await, [], "nothing is lost, so there is nothing to report");
    assert!(!still_waits(&mut person).await);
}

#[tokio::test]
async fn a_late_note_of_which_nothing_can_be_kept_is_reported_once_and_held_no_more() {
    let (mut person, mut sitter, browser, _) = over_with_notes_unsent().await;
    let words = json!({ "kind": "voice", "at": 1_795_773_600_000_i64, "elapsed": 1, "seconds": 3 });
    let notes = [
        browser.notes(1, &words, b"no sound that anything plays"),
        browser.seals_bytes(RecordId::from_bytes([2; 16]), vec![0xff; 40]),
    ];
    assert_eq!(count(&browser.brings(&mut sitter, &notes).await), 2);
    person.get("/").await;
    assert_eq!(faults(&person).await, [FaultKind::Late; 2]);
    assert!(person.get("/settings/notebook").await.shows("in a form that cannot be kept"));
    assert!(!still_waits(&mut person).await);
    person.enter().await;
    assert_eq!((person.get("/").await.status, faults(&person).await), (StatusCode::OK, vec![]), "said once");
}

#[tokio::test]
async fn a_late_voice_note_of_a_session_that_was_erased_is_over_with_it() {
    let (mut person, mut sitter, browser, _) = over_with_notes_unsent().await;
    let words = json!({ "kind": "voice", "at": 1_795_773_600_000_i64, "elapsed": 1, "seconds": 3 });
    let voice = browser.notes(1, &words, &[0x1a, 0x45, 0xdf, 0xa3, 7]);
    assert_eq!(sitter.get(&browser.session).await.location(), "/join/over");
    person.post(&format!("{}/erase", browser.session), &[]).await.location();
    assert_eq!(count(&browser.brings(&mut sitter, &[voice]).await), 1);
    person.get("/").await;
    assert_eq!(faults(&person).await, []);
    assert!(!still_waits(&mut person).await);
}
