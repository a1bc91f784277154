//! Reminders over a real conversation: a mail server that listens on a port, and says what a test wants it to.

mod server;

use std::{fs, sync::Arc};

use server::{Manner, Server};
use tempfile::TempDir;

use super::*;
use crate::{Config, MESSAGE};

const TO: &str = "somebody@home.example";

fn vault(n: u8) -> VaultId {
    VaultId::from_bytes([n; 16])
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(1_795_369_200_000 + minutes * 60_000)
}

/// A program that runs, and the mail server it sends by.
struct Case {
    folder: TempDir,
    server: Arc<Server>,
    mail: Mail,
}

impl Case {
    fn new() -> Self {
        let (folder, server) = (TempDir::new().unwrap(), Server::start());
        let mail = opened(&folder, &server);
        Self { folder, server, mail }
    }

    /// The program is stopped and started again.
    fn restarts(self) -> Self {
        let mail = opened(&self.folder, &self.server);
        Self { mail, ..self }
    }

    fn is_to_remind(&self, n: u8, minutes: &[i64]) {
        assert!(self.mail.turn_on(vault(n), TO, 9, at(0)).unwrap());
        let times = minutes.iter().map(|minutes| at(*minutes)).collect();
        self.mail.refresh(vault(n), 1, at(0), |_| times).unwrap();
    }

    /// Goes round at each of these minutes, and gives how many mails have come in all.
    async fn rounds(&self, minutes: impl IntoIterator<Item = i64>) -> usize {
        for minute in minutes {
            self.mail.go_round(at(minute)).await;
        }
        self.server.mails().len()
    }
}

fn opened(folder: &TempDir, server: &Server) -> Mail {
    let described = folder.path().join("mail.toml");
    let text = format!(
        "host = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"notebook@home.example\"\n",
        server.port()
    );
    fs::write(&described, text).unwrap();
    let config = Config::read(&described).unwrap();
    Mail::open(config.post().unwrap(), folder.path(), &config.key_file(folder.path())).unwrap()
}

#[tokio::test]
async fn a_reminder_is_sent_once_at_its_time_and_says_the_one_neutral_sentence() {
    let case = Case::new();
    case.is_to_remind(1, &[10]);
    assert_eq!(case.rounds([0, 9]).await, 0);
    assert_eq!(case.rounds(10..40).await, 1);
    let mail = case.server.mails().remove(0);
    assert_eq!((mail.from.as_str(), mail.to.as_slice()), ("notebook@home.example", &[TO.to_owned()][..]));
    let (head, body) = mail.text.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, format!("{MESSAGE}\r\n"));
    assert!(head.contains(&format!("\r\nSubject: {MESSAGE}\r\n")), "{head}");
    assert!(head.contains("\r\nDate: Sun, 22 Nov 2026 17:50:00 +0000\r\n"), "{head}");
    let names: Vec<_> = head.lines().map(|line| line.split(':').next().unwrap()).collect();
    let known =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted"];
    assert_eq!(names, known, "nothing else stands there");
    for telling in ["hearken", "ketamine", "therapy", "http", "www", "part", "journal"] {
        assert!(!mail.text.to_lowercase().contains(telling), "{telling}");
    }
}

#[tokio::test]
async fn what_came_while_the_program_was_down_is_one_mail_and_a_restart_sends_none_again() {
    let case = Case::new();
    case.is_to_remind(1, &[10, 20, 30, 5_000]);
    let case = case.restarts();
    assert_eq!(case.rounds([1_000, 1_001]).await, 1);
    let case = case.restarts();
    assert_eq!(case.rounds([1_002, 4_999]).await, 1);
    assert_eq!(case.rounds([5_000, 5_001]).await, 2);
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_after_growing_pauses() {
    let case = Case::new();
    case.is_to_remind(1, &[10]);
    case.server.behaves(Manner::Away);
    case.rounds(10..27).await;
    assert_eq!(case.server.conversations(), 5, "after 0, 1, 3, 7 and 15 minutes");
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds(27..200).await, 1);
}

#[tokio::test]
async fn a_mail_that_is_not_taken_now_is_sent_later_once() {
    let case = Case::new();
    case.is_to_remind(1, &[10]);
    case.server.behaves(Manner::NotNow);
    assert_eq!(case.rounds(10..13).await, 0);
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds(13..200).await, 1);
}

#[tokio::test]
async fn a_mail_that_was_refused_or_about_which_nothing_is_known_is_not_sent_again() {
    for manner in [Manner::Refuses, Manner::HangsUpAfterTheMail] {
        let case = Case::new();
        case.is_to_remind(1, &[10]);
        case.server.behaves(manner);
        let came = case.rounds(10..13).await;
        case.server.behaves(Manner::Kind);
        assert_eq!(case.rounds(13..200).await, came, "{manner:?}");
    }
}

#[tokio::test]
async fn of_two_notebooks_each_is_reminded_for_itself_and_one_that_is_turned_off_no_more() {
    let case = Case::new();
    case.is_to_remind(1, &[10, 20]);
    case.is_to_remind(2, &[10, 20]);
    assert_eq!(case.rounds([10]).await, 2);
    case.mail.turn_off(vault(1)).unwrap();
    assert_eq!(case.mail.reminders(vault(1)).unwrap(), None);
    assert_eq!(case.rounds([20]).await, 3);
}

#[tokio::test]
async fn whoever_tries_it_is_told_how_it_went_and_not_more_than_once_a_minute() {
    let case = Case::new();
    assert_eq!(case.mail.try_now(vault(1), at(0)).await.unwrap(), Err(NotSent::NoAddress));
    case.is_to_remind(1, &[10]);
    assert_eq!(case.mail.try_now(vault(1), at(0)).await.unwrap(), Ok(()));
    assert_eq!(case.mail.try_now(vault(1), at(0)).await.unwrap(), Err(NotSent::Later));
    for (minute, manner, fault) in
        [(1, Manner::Away, NotSent::NotReached), (2, Manner::Refuses, NotSent::Refused)]
    {
        case.server.behaves(manner);
        assert_eq!(case.mail.try_now(vault(1), at(minute)).await.unwrap(), Err(fault));
    }
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds([9, 10]).await, 2, "the reminder itself still comes");
}

#[tokio::test]
async fn no_file_but_the_key_tells_anything_and_what_is_no_address_is_not_kept() {
    let case = Case::new();
    for wrong in ["", "a", "a@", "a b@c.example", "a@b.example\r\nRCPT TO:<c@d.example>", "ä@b.example"] {
        assert!(!case.mail.turn_on(vault(1), wrong, 9, at(0)).unwrap(), "{wrong}");
    }
    case.is_to_remind(1, &[10]);
    let path = case.folder.path().join(format!("mail-{}.sealed", vault(1)));
    let sealed = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
    assert!(!sealed.contains("somebody") && !sealed.contains("times"));
    #[cfg(unix)]
    for file in [&path, &case.folder.path().join("mail.key")] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // With another key it is as if there were none.
    fs::remove_file(case.folder.path().join("mail.key")).unwrap();
    assert_eq!(case.restarts().mail.reminders(vault(1)).unwrap(), None);
}
