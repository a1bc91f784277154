//! Reminders by mail: what the page says first, and what turns them on and off.

use std::{fs, path::PathBuf, sync::Arc};

use axum::http::StatusCode;
use hearken_core::Timestamp;
use hearken_mail::{Config, Mail, Reminders};

use crate::{calendar::furnishes, person::Person};

const TO: &str = "somebody@home.example";

/// A server with mail; nobody listens on the port of its mail server.
async fn with_mail() -> (Person, Arc<Mail>) {
    let person = Person::new().await;
    let folder = person.house.folder();
    let described = folder.join("mail.toml");
    let text = "host = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"notebook@home.example\"\n";
    fs::write(&described, text).unwrap();
    let config = Config::read(&described).unwrap();
    let mail = Arc::new(Mail::open(config.post().unwrap(), folder, &config.key_file(folder)).unwrap());
    let mut person = person.with_mail(mail.clone());
    person.cookies.insert("zone".to_owned(), "60.Europe/Berlin".to_owned());
    (person, mail)
}

async fn turns_on(person: &mut Person) {
    let fields = [("address", TO), ("hour", "8")];
    assert_eq!(person.post("/journey/mail", &fields).await.location(), "/journey/mail");
}

/// The files in which reminders are kept.
fn files(person: &Person) -> Vec<PathBuf> {
    let files = fs::read_dir(person.house.folder()).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "sealed")).collect()
}

fn reminders(person: &Person, mail: &Mail) -> Reminders {
    let name = files(person)[0].file_stem().unwrap().to_str().unwrap().to_owned();
    mail.reminders(name.trim_start_matches("mail-").parse().unwrap()).unwrap().unwrap()
}

/// Whether a mail is due at that time.
fn is_due(person: &Person, mail: &Mail, at: &str) -> bool {
    let at = at.parse::<jiff::Timestamp>().unwrap().as_millisecond();
    reminders(person, mail).is_due(Timestamp::from_millis(at))
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
        "Who takes the whole folder can read them.",
        "A mail comes once or not at all",
    ] {
        assert!(crate::html::text(before).contains(said), "{said}");
    }
    assert_eq!(files(&person), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn the_days_on_which_something_waits_become_mails_at_the_hour_that_was_picked() {
    let (mut person, mail) = with_mail().await;
    turns_on(&mut person).await;
    let begins = "2026-11-29T07:00:00Z";
    assert!(!is_due(&person, &mail, begins));
    let session = furnishes(&mut person).await;
    assert!(!is_due(&person, &mail, "2026-11-29T06:59:59Z") && is_due(&person, &mail, begins));
    person.post(&format!("{session}/go"), &[("to", "cancelled"), ("state", "cancelled")]).await;
    assert!(!is_due(&person, &mail, begins), "it was called off");
    assert!(is_due(&person, &mail, "2026-12-01T07:00:00Z"), "the day of the small act");
}

#[tokio::test]
async fn no_file_holds_the_address_or_a_time_and_off_takes_both_away() {
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
    let sealed = fs::read(&files(&person)[0]).unwrap();
    assert!(memchr::memmem::find(&everything(), &sealed).is_some(), "it was looked for in the right place");
    person.post("/journey/mail/off", &[]).await.location();
    assert_eq!(files(&person), Vec::<PathBuf>::new());
    assert!(person.get("/journey/mail").await.body.contains("name=\"address\""));
}

#[tokio::test]
async fn what_is_no_address_is_said_and_can_be_mended() {
    let (mut person, _) = with_mail().await;
    for wrong in ["", "somebody", "a@b.example, c@d.example"] {
        let page = person.post("/journey/mail", &[("address", wrong)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.shows("That is no address for mail") && page.field("address") == wrong);
    }
    assert_eq!(files(&person), Vec::<PathBuf>::new());
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
