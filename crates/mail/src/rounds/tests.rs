//! Reminders over a real conversation: a mail server that listens on a port, and says what a test wants it to.

mod server;

use std::{fs, path::PathBuf, sync::Arc};

use hearken_core::VaultId;
use hearken_store::SqliteStore;
use hearken_vault::port::news_seen;
use server::{Manner, Server};
use tempfile::TempDir;

use super::*;
use crate::{Config, MESSAGE, Owners, old_files};

const TO: &str = "somebody@home.example";

fn account(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(1_795_369_200_000 + minutes * 60_000)
}

/// A program that runs, and the mail server it sends by.
struct Case {
    folder: TempDir,
    server: Arc<Server>,
    store: Arc<SqliteStore>,
    mail: Mail,
}

impl Case {
    fn new() -> Self {
        let (folder, server) = (TempDir::new().unwrap(), Server::start());
        let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
        let mail = opened(&folder, &server, &store);
        Self { folder, server, store, mail }
    }

    /// The program is stopped and started again.
    fn restarts(self) -> Self {
        let Self { folder, server, store, mail } = self;
        drop((mail, store));
        let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
        let mail = opened(&folder, &server, &store);
        Self { folder, server, store, mail }
    }

    /// Another program with the same store and the same key.
    fn beside(&self) -> Mail {
        opened(&self.folder, &self.server, &self.store)
    }

    async fn is_to_remind(&self, n: u8, minutes: &[i64]) {
        assert!(self.mail.turn_on(account(n), (TO, 9, false), at(0)).await.unwrap());
        let times: Vec<_> = minutes.iter().map(|minutes| at(*minutes)).collect();
        let from = TakenFrom { end: 1, zone: None, offset_minutes: 0 };
        self.mail.refresh(account(n), from, at(0), |_| times.clone()).await.unwrap();
    }

    /// Somebody wrote to that person.
    async fn news_come(&self, n: u8, minute: i64) {
        let came = |row: &MailRow| {
            let news = row.news.came(at(minute));
            Some(MailRow { news, look: at(minute), ..row.clone() })
        };
        change_mail(&*self.store, account(n), came).await.unwrap();
    }

    /// That person looks at what was written.
    async fn looks(&self, n: u8) {
        news_seen(&*self.store, account(n)).await.unwrap();
    }

    /// Goes round at each of these minutes, and gives how many mails have come in all.
    async fn rounds(&self, minutes: impl IntoIterator<Item = i64>) -> usize {
        for minute in minutes {
            self.mail.go_round(at(minute)).await;
        }
        self.server.mails().len()
    }
}

fn opened(folder: &TempDir, server: &Server, store: &Arc<SqliteStore>) -> Mail {
    let described = folder.path().join("mail.toml");
    let text = format!(
        "host = \"127.0.0.1\"\nport = {}\ntls = \"none\"\nfrom = \"notebook@home.example\"\n",
        server.port()
    );
    fs::write(&described, text).unwrap();
    let config = Config::read(&described).unwrap();
    Mail::open(config.post().unwrap(), store.clone(), &config.key_file(folder.path())).unwrap()
}

#[tokio::test]
async fn a_reminder_is_sent_once_at_its_time_and_says_the_one_neutral_sentence() {
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
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
    case.is_to_remind(1, &[10, 20, 30, 5_000]).await;
    let case = case.restarts();
    assert_eq!(case.rounds([1_000, 1_001]).await, 1);
    let case = case.restarts();
    assert_eq!(case.rounds([1_002, 4_999]).await, 1);
    assert_eq!(case.rounds([5_000, 5_001]).await, 2);
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_after_growing_pauses() {
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
    case.server.behaves(Manner::Away);
    case.rounds(10..27).await;
    assert_eq!(case.server.conversations(), 5, "after 0, 1, 3, 7 and 15 minutes");
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds(27..200).await, 1);
}

#[tokio::test]
async fn a_mail_that_is_not_taken_now_is_sent_later_once() {
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
    case.server.behaves(Manner::NotNow);
    assert_eq!(case.rounds(10..13).await, 0);
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds(13..200).await, 1);
}

#[tokio::test]
async fn a_mail_that_was_refused_or_about_which_nothing_is_known_is_not_sent_again() {
    for manner in [Manner::Refuses, Manner::HangsUpAfterTheMail] {
        let case = Case::new();
        case.is_to_remind(1, &[10]).await;
        case.server.behaves(manner);
        let came = case.rounds(10..13).await;
        case.server.behaves(Manner::Kind);
        assert_eq!(case.rounds(13..200).await, came, "{manner:?}");
    }
}

#[tokio::test]
async fn of_two_notebooks_each_is_reminded_for_itself_and_one_that_is_turned_off_no_more() {
    let case = Case::new();
    case.is_to_remind(1, &[10, 20]).await;
    case.is_to_remind(2, &[10, 20]).await;
    assert_eq!(case.rounds([10]).await, 2);
    case.mail.turn_off(account(1)).await.unwrap();
    assert_eq!(case.mail.asked(account(1)).await.unwrap(), None);
    assert_eq!(case.rounds([20]).await, 3);
}

#[tokio::test]
async fn whoever_tries_it_is_told_how_it_went_and_not_more_than_once_a_minute() {
    let case = Case::new();
    assert_eq!(case.mail.try_now(account(1), at(0)).await.unwrap(), Err(NotSent::NoAddress));
    case.is_to_remind(1, &[10]).await;
    assert_eq!(case.mail.try_now(account(1), at(0)).await.unwrap(), Ok(()));
    assert_eq!(case.mail.try_now(account(1), at(0)).await.unwrap(), Err(NotSent::Later));
    for (minute, manner, fault) in
        [(1, Manner::Away, NotSent::NotReached), (2, Manner::Refuses, NotSent::Refused)]
    {
        case.server.behaves(manner);
        assert_eq!(case.mail.try_now(account(1), at(minute)).await.unwrap(), Err(fault));
    }
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds([9, 10]).await, 2, "the reminder itself still comes");
}

#[tokio::test]
async fn nothing_but_the_key_tells_anything_and_what_is_no_address_is_not_kept() {
    let case = Case::new();
    for wrong in ["", "a", "a@", "a b@c.example", "a@b.example\r\nRCPT TO:<c@d.example>", "ä@b.example"] {
        assert!(!case.mail.turn_on(account(1), (wrong, 9, false), at(0)).await.unwrap(), "{wrong}");
    }
    case.is_to_remind(1, &[10]).await;
    let everything: Vec<u8> = fs::read_dir(case.folder.path())
        .unwrap()
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect();
    for telling in ["somebody", "\"times\"", &at(10).as_millis().to_string()] {
        assert!(!String::from_utf8_lossy(&everything).contains(telling), "{telling}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = case.folder.path().join("mail.key");
        assert_eq!(fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // With another key it is as if there were none, and nothing is sent or taken away.
    let key = fs::read(case.folder.path().join("mail.key")).unwrap();
    fs::remove_file(case.folder.path().join("mail.key")).unwrap();
    let case = case.restarts();
    assert_eq!(case.mail.asked(account(1)).await.unwrap(), None);
    assert_eq!(case.rounds([10, 11]).await, 0);
    fs::write(case.folder.path().join("mail.key"), key).unwrap();
    assert_eq!(case.restarts().rounds([12]).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_several_programs_any_may_send_and_each_mail_is_sent_once() {
    let case = Case::new();
    for n in 0..20 {
        case.is_to_remind(n, &[10, 20]).await;
    }
    let programs: Vec<_> = (0..4).map(|_| Arc::new(case.beside())).collect();
    for minute in [10, 20] {
        let rounds =
            programs.iter().cloned().map(|mail| tokio::spawn(async move { mail.go_round(at(minute)).await }));
        for round in rounds.collect::<Vec<_>>() {
            round.await.unwrap();
        }
        assert_eq!(case.server.mails().len(), if minute == 10 { 20 } else { 40 });
    }
}

#[tokio::test]
async fn what_a_program_claimed_that_was_killed_is_sent_by_another_once_the_claim_is_over() {
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
    let claimed = case.store.claim_mail(case.mail.key.mark(), at(10), at(15)).await.unwrap();
    assert!(claimed.is_some());
    let other = case.beside();
    other.go_round(at(14)).await;
    assert_eq!(case.server.mails().len(), 0);
    other.go_round(at(16)).await;
    assert_eq!(case.server.mails().len(), 1);
}

#[tokio::test]
async fn whoever_asked_for_it_gets_one_mail_until_they_have_looked_and_one_an_hour_at_most() {
    let case = Case::new();
    case.is_to_remind(1, &[]).await;
    case.news_come(1, 5).await;
    assert_eq!(case.rounds([5, 6]).await, 0, "they did not ask for it");
    case.mail.tell_of_news(account(1), true).await.unwrap();
    assert!(case.mail.asked(account(1)).await.unwrap().unwrap().news);
    case.news_come(1, 10).await;
    assert_eq!(case.rounds([10, 11]).await, 1);
    case.news_come(1, 12).await;
    assert_eq!(case.rounds([12, 500]).await, 1, "they know, and have not looked");
    case.looks(1).await;
    case.news_come(1, 501).await;
    assert_eq!(case.rounds([501]).await, 2);
    case.looks(1).await;
    case.news_come(1, 510).await;
    assert_eq!(case.rounds(511..560).await, 2, "it is no hour yet");
    assert_eq!(case.rounds([561]).await, 3);
    case.looks(1).await;
    case.news_come(1, 900).await;
    case.looks(1).await;
    assert_eq!(case.rounds([901, 902]).await, 3, "they looked before it was sent");
    assert_eq!(case.server.mails()[0].text.split_once("\r\n\r\n").unwrap().1, format!("{MESSAGE}\r\n"));
}

#[tokio::test]
async fn a_mail_that_somebody_wrote_waits_for_the_mail_server_like_a_reminder_and_goes_with_one() {
    let case = Case::new();
    case.is_to_remind(1, &[30]).await;
    case.mail.tell_of_news(account(1), true).await.unwrap();
    case.news_come(1, 10).await;
    case.server.behaves(Manner::NotNow);
    assert_eq!(case.rounds(10..13).await, 0);
    case.server.behaves(Manner::Away);
    assert_eq!(case.rounds(13..20).await, 0);
    case.server.behaves(Manner::Kind);
    assert_eq!(case.rounds(20..45).await, 2, "what somebody wrote, and the reminder");
    case.looks(1).await;
    case.is_to_remind(1, &[200]).await;
    case.mail.tell_of_news(account(1), true).await.unwrap();
    case.news_come(1, 200).await;
    assert_eq!(case.rounds(200..300).await, 3, "both at once are one mail");
}

#[tokio::test]
async fn whoever_was_told_nothing_is_told_of_what_comes_next() {
    for (manner, minutes) in [(Manner::Away, 1_000), (Manner::NotNow, 1_000), (Manner::Refuses, 12)] {
        let case = Case::new();
        case.is_to_remind(1, &[]).await;
        case.mail.tell_of_news(account(1), true).await.unwrap();
        case.news_come(1, 10).await;
        case.server.behaves(manner);
        assert_eq!(case.rounds(10..minutes).await, 0);
        case.server.behaves(Manner::Kind);
        assert_eq!(case.rounds(minutes..minutes + 100).await, 0, "{manner:?}: it was given up");
        case.news_come(1, minutes + 100).await;
        assert_eq!(case.rounds(minutes + 100..minutes + 103).await, 1, "{manner:?}");
    }
}

#[tokio::test]
async fn of_a_mail_about_which_nothing_is_known_somebody_counts_as_told_until_they_look() {
    let case = Case::new();
    case.is_to_remind(1, &[]).await;
    case.mail.tell_of_news(account(1), true).await.unwrap();
    case.news_come(1, 10).await;
    case.server.behaves(Manner::HangsUpAfterTheMail);
    let came = case.rounds(10..13).await;
    case.server.behaves(Manner::Kind);
    case.news_come(1, 100).await;
    assert_eq!(case.rounds(100..103).await, came);
    case.looks(1).await;
    case.news_come(1, 200).await;
    assert_eq!(case.rounds(200..203).await, came + 1);
}

#[tokio::test]
async fn a_clock_that_ran_ahead_for_a_moment_silences_no_reminder() {
    let (day, years) = (24 * 60, 10 * 365 * 24 * 60);
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
    assert_eq!(case.rounds([years]).await, 1);
    let from = TakenFrom { end: 2, zone: None, offset_minutes: 0 };
    case.mail.refresh(account(1), from, at(20), |_| vec![at(3 * day)]).await.unwrap();
    assert_eq!(case.rounds([20, 3 * day - 1]).await, 1);
    assert_eq!(case.rounds([3 * day, 3 * day + 1]).await, 2);
}

#[tokio::test]
async fn times_are_taken_anew_once_something_was_written_and_on_another_clock() {
    let case = Case::new();
    case.is_to_remind(1, &[10]).await;
    let from = TakenFrom { end: 1, zone: None, offset_minutes: 0 };
    assert!(!case.mail.is_behind(account(1), &from));
    for other in [
        TakenFrom { end: 2, ..from.clone() },
        TakenFrom { zone: Some("Asia/Tokyo".to_owned()), ..from.clone() },
        TakenFrom { offset_minutes: 540, ..from.clone() },
    ] {
        assert!(case.mail.is_behind(account(1), &other), "{other:?}");
    }
}

#[tokio::test]
async fn files_of_an_earlier_version_are_taken_in_once_and_then_gone() {
    let case = Case::new();
    let reminders = |hour| {
        let mut reminders = Reminders::new(TO, hour, at(0));
        reminders.set_times([at(10)], at(0));
        reminders
    };
    let vault = |n: u8| VaultId::from_bytes([100 + n; 16]);
    let put = |n: u8, sealed: Vec<u8>| -> PathBuf {
        let path = case.folder.path().join(format!("mail-{}.sealed", vault(n)));
        fs::write(&path, sealed).unwrap();
        path
    };
    let sealed = |n: u8, hour| case.mail.key.seal(vault(n).bytes(), &reminders(hour).to_bytes());
    let (taken, newer) = (put(1, sealed(1, 7)), put(2, sealed(2, 8)));
    let (closed, foreign) = (put(3, sealed(3, 9)), put(4, MailKey::make().seal(vault(4).bytes(), b"x")));
    case.is_to_remind(2, &[50]).await;
    let accounts: HashMap<_, _> = [1, 2, 4].map(|n| (vault(n), account(n))).into();
    for complete in [false, true] {
        let files = old_files(case.folder.path()).unwrap();
        assert_eq!(files.len(), if complete { 2 } else { 4 });
        let owners = Owners { accounts: accounts.clone(), complete };
        case.mail.take_in_files(&files, &owners, at(1)).await.unwrap();
        assert!(!taken.exists() && !newer.exists() && foreign.exists());
        assert_eq!(closed.exists(), !complete, "what nobody here owns may be of another store");
    }
    assert_eq!(case.mail.asked(account(1)).await.unwrap().unwrap().reminders, reminders(7));
    assert_eq!(case.mail.asked(account(2)).await.unwrap().unwrap().reminders.hour, 9);
    assert_eq!(case.rounds([9, 10, 11, 50]).await, 2);
}
