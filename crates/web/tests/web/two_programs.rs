//! Two programs on one database, and no request reaches the same one as the last: nobody notices.
//!
//! Where `HEARKEN_TWO_PROGRAMS` is set, every test of the pages runs so; here are the ways that need it most.

use axum::http::StatusCode;

use crate::{
    feeds::{makes, starts},
    person::{PASSPHRASE, Page, Person},
    sitter::{PIN, begun, hands_over, joins, over_with_notes_unsent_of, takes_back},
};

/// The words on the page, and the places of the three that are asked back.
fn words(page: &Page) -> (Vec<String>, Vec<usize>) {
    let list = page.body.split_once("<ol class=\"recovery-words\">").expect("the words are shown").1;
    let words =
        list.split("<li>").skip(1).take(24).map(|rest| rest.split("</li>").next().unwrap().to_owned());
    let asked = (0..24).filter(|n| page.shows(&format!("Word {}\u{1}", n + 1)));
    (words.collect(), asked.collect())
}

async fn confirms(person: &mut Person) -> String {
    let (words, asked) = words(&person.get("/recovery-words").await);
    let wrong = person.post("/recovery-words/check", &[("word-1", "zebra")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let [one, two, three] = [0, 1, 2].map(|n| words[asked[n]].as_str());
    let right = [("word-1", one), ("word-2", two), ("word-3", three)];
    assert_eq!(person.post("/recovery-words/check", &right).await.location(), "/");
    words.join(" ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notebook_is_set_up_written_to_locked_and_recovered() {
    let mut person = Person::before_two_programs().await;
    let words = confirms(&mut person).await;
    for _ in 0..2 {
        assert!(!person.get("/").await.shows("Your recovery words"), "confirmed for both");
    }
    let entry = person.writes("By the river.").await;
    let base = person.get(&format!("/journal/{entry}/edit")).await.field("base");
    let fields = [("body", "By the other river."), ("record", &entry), ("base", &base)];
    person.post("/journal", &fields).await;
    for _ in 0..2 {
        assert!(person.get(&format!("/journal/{entry}")).await.shows("By the other river."));
    }
    person.post("/lock", &[]).await;
    for _ in 0..2 {
        assert!(person.get("/journal").await.location().starts_with("/unlock"));
    }
    let new = "another mill by quiet herons";
    let recovered = person.post("/recover", &[("words", &words), ("passphrase", new), ("again", new)]).await;
    assert_eq!(recovered.status, StatusCode::SEE_OTHER);
    for _ in 0..2 {
        assert!(person.get(&format!("/journal/{entry}")).await.shows("By the other river."));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_for_a_calendar_is_shown_once_and_follows_what_is_written_through_either() {
    let mut person = Person::before_two_programs().await;
    for _ in 0..2 {
        // Both have looked, and found that there is no address.
        assert!(!person.get("/journey/calendar").await.shows("Addresses that work"));
    }
    let path = makes(&mut person, &[]).await;
    for _ in 0..2 {
        let again = person.get("/journey/calendar?made=1").await;
        assert!(again.shows("The address was shown once") && !again.body.contains(&path));
    }
    let mut days = Vec::new();
    for day in ["2026-12-01", "2026-12-02", "2026-12-03"] {
        let agreement = [("base", "0"), ("what", "No plans after ten"), ("due", day)];
        person.post("/agreements", &agreement).await.location();
        days.push(format!(";VALUE=DATE:{}", day.replace('-', "")));
        assert_eq!(starts(&person, &path).await, days);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_looked_at_through_one_and_brought_in_through_the_other() {
    let mut person = Person::before_two_programs().await;
    let file = br#"{"version": 2, "name": "House", "config": {"timezone": "UTC"},
        "members": [{"id": "abcde", "name": "Watcher", "privacy": {"visibility": "public"}}],
        "groups": [], "switches": []}"#;
    let address = person.upload("/settings/import", file).await.location().to_owned();
    for _ in 0..3 {
        assert!(person.get(&address).await.shows("The file is from PluralKit. Nothing is kept yet."));
    }
    let brought = person.post(&address, &[("chosen", "1")]).await;
    assert!(brought.location().contains("parts=1"));
    for _ in 0..2 {
        assert!(person.get("/parts").await.shows("Watcher"));
        assert_eq!(person.get(&address).await.status, StatusCode::NOT_FOUND, "it waits no longer");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_was_handed_over_is_narrow_everywhere_and_comes_back_with_its_pin() {
    let mut person = Person::before_two_programs().await;
    let session = begun(&mut person).await;
    // Both programs have the notebook open by now, as wide as it is.
    hands_over(&mut person, &session).await;
    for _ in 0..4 {
        assert_eq!(person.get(&format!("{session}/during")).await.status, StatusCode::OK);
        assert_eq!(person.get("/journal").await.location(), format!("{session}/during"));
    }
    for wrong in 0..2 {
        assert_ne!(takes_back(&mut person, &session, "0000").await.status, StatusCode::SEE_OTHER, "{wrong}");
    }
    let early = takes_back(&mut person, &session, PIN).await;
    assert_ne!(early.status, StatusCode::SEE_OTHER, "what was tried through one makes the other wait");
    person.house.clock.forward(5);
    assert_eq!(takes_back(&mut person, &session, PIN).await.status, StatusCode::SEE_OTHER);
    for _ in 0..2 {
        assert_eq!(person.get("/journal").await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_device_joins_is_listed_is_ended_and_is_over_at_once_in_both() {
    let mut person = Person::before_two_programs().await;
    let session = begun(&mut person).await;
    let during = format!("{session}/during");
    let mut first = joins(&mut person, &session).await;
    let mut second = joins(&mut person, &session).await;
    for _ in 0..3 {
        for sitter in [&mut first, &mut second] {
            assert_eq!(sitter.get(&during).await.status, StatusCode::OK);
            assert_eq!(sitter.get("/journal").await.location(), during);
        }
    }
    let handle = person.get(&format!("{session}/sitter")).await.field("device");
    person.post(&format!("{session}/sitter/end"), &[("device", &handle)]).await;
    let over = "/join/over";
    for _ in 0..2 {
        let gone = [first.get(&during).await, second.get(&during).await];
        assert_eq!(gone.iter().filter(|page| page.status == StatusCode::OK).count(), 1);
    }
    person.post("/leave", &[]).await;
    for sitter in [&mut first, &mut second] {
        for _ in 0..2 {
            assert_eq!(sitter.get(&during).await.location(), over, "whoever sat is told");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_that_come_late_through_one_are_read_in_the_other_at_once() {
    let person = Person::before_two_programs().await;
    let (mut person, mut sitter, browser, notes) = over_with_notes_unsent_of(person).await;
    let brought = browser.brings(&mut sitter, &notes).await;
    assert_eq!(brought.json()["kept"].as_array().unwrap().len(), 2);
    for _ in 0..2 {
        assert_eq!(browser.shown(&mut person).await.len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_are_sent_after_the_lock_find_the_person_through_the_other() {
    let mut person = Person::before_two_programs().await;
    // Somebody else is here too, so that the cookie alone says whose they are.
    let beside = person.house.state.keeper.clone();
    beside.say_who_may_join(hearken_vault::SignUps::Open);
    let name = hearken_vault::Name::new("Somebody else").unwrap();
    let passphrase = hearken_seal::Passphrase::new(PASSPHRASE);
    beside
        .join_as(hearken_vault::Joins::Openly(name), &hearken_vault::Who::default(), &passphrase)
        .await
        .unwrap();
    let cookies = person.cookies.clone();
    person.post("/lock", &[]).await;
    person.cookies = cookies;
    let held = person.post("/journal", &[("body", "Sent a moment too late.")]).await;
    assert_eq!(held.location(), "/unlock?held=1");
    person.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let session = beside.session(&person.cookies["notebook"]).await.unwrap().expect("unlocked");
    let drafts = session.vault().drafts();
    assert!(drafts.iter().any(|draft| draft.fields["body"] == "Sent a moment too late."));
}
