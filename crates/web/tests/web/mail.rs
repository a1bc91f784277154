//! Reminders by mail: what the page says first, and what turns them on and off.

use std::{fs, sync::Arc};

use axum::http::StatusCode;
use hearken_core::{AccountId, Timestamp};
use hearken_mail::{Config, Mail};
use hearken_vault::{Store, port::MailRow};

use crate::{calendar::furnishes, person::Person};

const TO: &str = "somebody@home.example";

/// A server with mail, each of its programs; the mail server listens on that port.
pub(crate) fn with_mail_at(person: Person, port: u16) -> (Person, Vec<Arc<Mail>>) {
    let folder = person.house.folder();
    let described = folder.join("mail.toml");
    let text =
        format!("host = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\nfrom = \"notebook@home.example\"\n");
    fs::write(&described, text).unwrap();
    let config = Config::read(&described).unwrap();
    let stores = [Some(person.house.store.clone()), person.house.store_beside.clone()].into_iter().flatten();
    let open = |store: Arc<dyn Store>| {
        Arc::new(Mail::open(config.post().unwrap(), store, &config.key_file(folder)).unwrap())
    };
    let mails: Vec<_> = stores.map(open).collect();
    let mut person = person.with_mail(&mails);
    person.cookies.insert("zone".to_owned(), "60.Europe/Berlin".to_owned());
    (person, mails)
}

/// A server with mail; nobody listens on the port of its mail server.
async fn with_mail() -> (Person, Arc<Mail>) {
    let (person, mut mails) = with_mail_at(Person::new().await, 9);
    (person, mails.remove(0))
}

async fn turns_on(person: &mut Person) {
    let fields = [("address", TO), ("hour", "8")];
    assert_eq!(person.post("/journey/mail", &fields).await.location(), "/journey/mail");
}

/// Who alone is there.
async fn account(person: &Person) -> AccountId {
    person.house.store.accounts().await.unwrap()[0].id
}

/// What the store has for them.
async fn row(person: &Person) -> Option<MailRow> {
    person.house.store.mail(account(person).await).await.unwrap()
}

/// Whether a mail is due at that time.
async fn is_due(person: &Person, mail: &Mail, at: &str) -> bool {
    let at = at.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let asked = mail.asked(account(person).await).await.unwrap().unwrap();
    asked.reminders.is_due(Timestamp::from_millis(at))
}

#[tokio::test]
async fn a_server_without_mail_says_so_and_turns_nothing_on() {
    let mut person = Person::new().await;
    let page = person.get("/journey/mail").await;
    assert!(page.shows("This server has no mail") && !page.body.contains("name=\"address\""));
    for to in ["/journey/mail", "/journey/mail/off", "/journey/mail/try"] {
        assert_eq!(person.post(to, &[("address", TO)]).await.status, StatusCode::NOT_FOUND, "{to}");
    }
}

#[tokio::test]
async fn before_it_is_turned_on_the_page_says_who_learns_what() {
    let (mut person, _) = with_mail().await;
    let page = person.get("/journey/mail").await;
    let before = page.body.split("action=\"/journey/mail\"").next().unwrap();
    for said in [
        "Whoever sees your inbox or your lock screen reads that something waits in a notebook, and on which days.",
        "Who takes both can read them.",
        "A mail comes once or not at all",
    ] {
        assert!(crate::html::text(before).contains(said), "{said}");
    }
    assert_eq!(row(&person).await, None);
}

#[tokio::test]
async fn the_days_on_which_something_waits_become_mails_at_the_hour_that_was_picked() {
    let (mut person, mail) = with_mail().await;
    turns_on(&mut person).await;
    let begins = "2026-11-29T07:00:00Z";
    assert!(!is_due(&person, &mail, begins).await);
    let session = furnishes(&mut person).await;
    assert!(!is_due(&person, &mail, "2026-11-29T06:59:59Z").await && is_due(&person, &mail, begins).await);
    person.post(&format!("{session}/go"), &[("to", "cancelled"), ("state", "cancelled")]).await;
    assert!(!is_due(&person, &mail, begins).await, "it was called off");
    assert!(is_due(&person, &mail, "2026-12-01T07:00:00Z").await, "the day of the small act");
}

#[tokio::test]
async fn nothing_stored_holds_the_address_or_a_time_and_off_takes_both_away() {
    let (mut person, _) = with_mail().await;
    turns_on(&mut person).await;
    furnishes(&mut person).await;
    let page = person.get("/journey/mail").await;
    assert!(page.shows("somebody@home.example") && page.shows("at 8:00 on your own clock"));
    let everything = || -> Vec<u8> {
        let all = fs::read_dir(person.house.folder()).unwrap().map(|file| file.unwrap().path());
        all.flat_map(|path| fs::read(path).unwrap()).collect()
    };
    let begins = "2026-11-29T07:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    for told in [TO, "somebody", &begins.to_string(), "2026-11-29"] {
        assert!(memchr::memmem::find(&everything(), told.as_bytes()).is_none(), "{told}");
    }
    if person.house.store_beside.is_none() {
        let sealed = row(&person).await.unwrap().sealed;
        assert!(
            memchr::memmem::find(&everything(), &sealed).is_some(),
            "it was looked for in the right place"
        );
    }
    person.post("/journey/mail/off", &[]).await.location();
    assert_eq!(row(&person).await, None);
    assert!(person.get("/journey/mail").await.body.contains("name=\"address\""));
}

#[tokio::test]
async fn what_is_no_address_is_said_and_can_be_mended() {
    let (mut person, _) = with_mail().await;
    for wrong in ["", "somebody", "a@b.example, c@d.example"] {
        let page = person.post("/journey/mail", &[("address", wrong), ("news", "1")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.shows("That is no address for mail") && page.field("address") == wrong);
        assert!(page.body.contains("value=\"1\" checked"), "what was ticked stays so");
    }
    assert_eq!(row(&person).await, None);
}

#[tokio::test]
async fn a_mail_server_that_cannot_be_reached_is_said_honestly() {
    let (mut person, _) = with_mail().await;
    turns_on(&mut person).await;
    let to = person.post("/journey/mail/try", &[]).await.location().to_owned();
    assert!(person.get(&to).await.shows("The mail server was not reached"), "{to}");
    let again = person.post("/journey/mail/try", &[]).await.location().to_owned();
    assert!(person.get(&again).await.shows("Nothing was sent just now."), "{again}");
}
