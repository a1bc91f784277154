//! Mail that says only that something is there, when somebody writes or shares: asked for by a tick, and no oftener than needed.

use std::{sync::Arc, time::Duration};

use hearken_mail::{MESSAGE, Mail};

use crate::{
    mail::with_mail_at,
    mail_server::Server,
    person::Person,
    sharing::{Invited, invited_by},
    sharing_between::{planner, shows},
};

const TO: &str = "ben@home.example";

/// Ada and Ben share a space before programs that have mail, and Ben has turned mail on.
struct Case {
    both: Invited,
    mails: Vec<Arc<Mail>>,
    server: Arc<Server>,
}

impl Case {
    async fn with(ada: Person, ticked: bool) -> Self {
        let server = Server::start();
        let both = invited_by(ada, "friend").await.both_in().await;
        let (ada, _) = with_mail_at(both.ada, server.port());
        let (ben, mails) = with_mail_at(both.ben, server.port());
        let mut both = Invited { ada, ben, ..both };
        let mut form = vec![("address", TO), ("hour", "8")];
        form.extend(ticked.then_some(("news", "1")));
        assert_eq!(both.ben.post("/journey/mail", &form).await.location(), "/journey/mail");
        Self { both, mails, server }
    }

    async fn says(&mut self, words: &str) {
        let page = self.both.ada.get(&self.both.space).await;
        let form = [("record", &*page.field("record")), ("manner", "message"), ("words", words)];
        self.both.ada.post(&format!("{}/say", self.both.space), &form).await.location();
    }

    /// So many minutes go by, and both are there all the while, before every program.
    async fn goes_by(&mut self, minutes: i64) {
        for _ in 0..minutes / 5 {
            self.both.ada.house.clock.forward(300);
            for _ in 0..2 {
                self.both.ada.get("/").await;
                self.both.ben.get("/").await;
            }
        }
    }

    /// How many mails have come once every program went round, all at the same time.
    async fn rounds(&self) -> usize {
        let now = self.both.ada.house.state.keeper.now();
        let mails = self.mails.clone();
        let rounds = mails.into_iter().map(|mail| tokio::spawn(async move { mail.go_round(now).await }));
        for round in rounds.collect::<Vec<_>>() {
            tokio::time::timeout(Duration::from_secs(60), round).await.unwrap().unwrap();
        }
        self.server.mails().len()
    }
}

async fn is_told_once_and_again_after_looking(ada: Person) {
    let mut case = Case::with(ada, true).await;
    assert!(case.both.ben.get("/journey/mail").await.body.contains("value=\"1\" checked"));
    assert_eq!(case.rounds().await, 0, "nothing came yet");
    case.says("An entry about the river canary.").await;
    assert_eq!(case.rounds().await, 1);
    let (_, part) = planner(&mut case.both.ada).await;
    shows(&mut case.both, &format!("record/{part}"), &["role"], &[]).await.location();
    case.goes_by(10).await;
    case.says("One word more.").await;
    assert_eq!(case.rounds().await, 1, "Ben knows, and has not looked");
    let space = case.both.space.clone();
    assert!(case.both.ben.get(&space).await.shows("One word more."));
    case.says("And one more.").await;
    assert_eq!(case.rounds().await, 1, "it is no hour yet");
    case.goes_by(10).await;
    assert!(case.both.ben.get(&space).await.shows("And one more."));
    case.goes_by(60).await;
    assert_eq!(case.rounds().await, 1, "Ben looked before it was sent");
    case.says("The last one.").await;
    assert_eq!(case.rounds().await, 2);
    for mail in case.server.mails() {
        assert_eq!(mail.to, [TO]);
        let (head, body) = mail.text.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, format!("{MESSAGE}\r\n"));
        assert!(head.contains(&format!("Subject: {MESSAGE}\r\n")));
        for canary in ["canary", "river", "Ada", "Ben B", "Benedikt", "Planner", "word", "sharing", "http"] {
            assert!(!mail.text.contains(canary), "{canary}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_ticked_it_is_told_once_and_again_after_they_have_looked() {
    is_told_once_and_again_after_looking(Person::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_send_one_mail() {
    let ada = Person::before_two_programs().await;
    assert!(ada.house.store_beside.is_some());
    is_told_once_and_again_after_looking(ada).await;
}

#[tokio::test]
async fn whoever_did_not_tick_it_is_told_nothing_and_the_tick_can_be_taken_back() {
    let mut case = Case::with(Person::new().await, false).await;
    let page = case.both.ben.get("/journey/mail").await;
    assert!(page.shows("Tell me by mail when somebody writes or shares something with me"));
    assert!(page.shows("not who wrote, and no word of it") && !page.body.contains("value=\"1\" checked"));
    case.says("Something.").await;
    assert_eq!(case.rounds().await, 0);
    case.both.ben.post("/journey/mail/news", &[("news", "1")]).await.location();
    assert!(case.both.ben.get("/journey/mail").await.shows("ben@home.example"), "the address stays");
    case.says("Something else.").await;
    case.both.ben.post("/journey/mail/news", &[]).await.location();
    assert_eq!(case.rounds().await, 0, "taken back before it was sent");
    case.says("And more.").await;
    assert_eq!(case.rounds().await, 0);
}

#[tokio::test]
async fn a_mail_that_was_turned_off_is_not_sent_for_what_comes_from_others() {
    let mut case = Case::with(Person::new().await, true).await;
    case.says("Something.").await;
    case.both.ben.post("/journey/mail/off", &[]).await.location();
    assert_eq!(case.rounds().await, 0);
    let page = case.both.ben.get("/journey/mail").await;
    assert!(page.body.contains("name=\"news\"") && !page.body.contains("value=\"1\" checked"));
}
