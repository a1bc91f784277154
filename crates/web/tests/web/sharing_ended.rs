//! What stays to be read once a space is over: what was said, for whoever opened it, and one's own words that came too late.

use axum::http::StatusCode;
use hearken_core::{Notebook, sharing};

use crate::{
    person::Person,
    sharing::{Invited, invited},
    sharing_between::id,
};

async fn both_in() -> Invited {
    invited().await.both_in().await
}

impl Invited {
    pub(crate) async fn ben_says(&mut self, words: &str) {
        let record = self.ben.get(&self.space).await.field("record");
        let form = [("record", &*record), ("manner", "message"), ("words", words)];
        self.ben.post(&format!("{}/say", self.space), &form).await.location();
    }
}

#[tokio::test]
async fn what_both_said_stays_for_whoever_opened_the_space() {
    let mut both = both_in().await;
    both.ben_says("I will think of the kitchen.").await;
    let record = both.ada.get(&both.space).await.field("record");
    let form = [("record", &*record), ("manner", "message"), ("words", "Thank you for the hour.")];
    both.ada.post(&format!("{}/say", both.space), &form).await.location();
    both.does("end").await;
    for _ in 0..2 {
        let page = both.ada.get(&both.space).await;
        assert!(page.status == StatusCode::OK && page.shows("You ended this."));
        assert!(page.shows("I will think of the kitchen.") && page.shows("Thank you for the hour."));
        assert!(!page.body.contains(&format!("action=\"{}", both.space)), "nothing can be said or shown");
    }
    assert!(!both.ada.get(&both.space).await.shows("New to you"));
    let theirs = both.ben.get(&both.space).await;
    assert!(theirs.status == StatusCode::GONE && !theirs.shows("kitchen"));
}

#[tokio::test]
async fn whoever_left_reads_nothing_of_what_was_said() {
    let mut both = both_in().await;
    both.ben_says("I will think of the kitchen.").await;
    both.ben.post(&format!("{}/end", both.space), &[]).await.location();
    let left = both.ben.get(&both.space).await;
    assert!(left.shows("You ended this.") && !left.shows("kitchen"));
    assert!(both.ada.get(&both.space).await.shows("I will think of the kitchen."));
}

/// Longer than what Today shows of it.
const LONG: &str = "There is something that I have wanted to tell you since the last hour, and it took me until now: it was the dog.";

#[tokio::test]
async fn words_that_were_typed_when_the_other_ended_it_are_there_whole_until_they_are_thrown_away() {
    let mut both = both_in().await;
    let page = both.ben.get(&both.space).await;
    let (record, draft) = (page.field("record"), page.field("draft"));
    let form = [
        ("place", &*both.space),
        ("draft", &*draft),
        ("seen", "0"),
        ("record", &*record),
        ("manner", "message"),
        ("words", LONG),
    ];
    both.ben.post("/drafts", &form).await;
    both.does("end").await;
    let today = both.ben.get("/").await;
    assert!(today.shows("To somebody you share with") && !today.shows("An exercise</a>"));
    let ended = both.ben.get(&format!("{}?draft={draft}", both.space)).await;
    assert!(ended.status == StatusCode::GONE && ended.shows("This space was ended."));
    assert!(ended.shows(LONG) && !ended.shows("Ada"));
    let seen = ended.body.split("/discard\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let seen = seen.split('"').next().unwrap().to_owned();
    both.ben.post(&format!("/drafts/{}/discard", id(&draft)), &[("seen", &seen)]).await.location();
    assert!(!both.ben.get(&both.space).await.shows("the dog"));
}

#[tokio::test]
async fn words_that_are_sent_after_the_end_wait_on_its_page_without_a_script_too() {
    let mut both = both_in().await;
    let page = both.ben.get(&both.space).await;
    both.does("end").await;
    let form = [
        ("record", &*page.field("record")),
        ("draft", &*page.field("draft")),
        ("manner", "message"),
        ("words", LONG),
    ];
    let to = both.ben.post(&format!("{}/say", both.space), &form).await.location().to_owned();
    let ended = both.ben.get(&to).await;
    assert!(ended.status == StatusCode::GONE && ended.shows(LONG));
}

#[tokio::test]
async fn ones_own_words_wait_on_the_page_of_a_space_that_one_ended_oneself() {
    let mut both = both_in().await;
    let page = both.ada.get(&both.space).await;
    both.does("end").await;
    let form = [("record", &*page.field("record")), ("manner", "message"), ("words", LONG)];
    let to = both.ada.post(&format!("{}/say", both.space), &form).await.location().to_owned();
    let ended = both.ada.get(&to).await;
    assert!(ended.status == StatusCode::OK && ended.shows("You ended this.") && ended.shows(LONG));
    let record = page.field("record");
    assert!(!both.ada.get(&both.space).await.body.contains(&record), "it was not said");
}

impl Person {
    /// Ends a space as far as a program gets that is killed, or whose database goes away, once the end is kept.
    async fn ends_by_halves(&self, space: &str) {
        let keeper = &self.house.state.keeper;
        let session = keeper.session(&self.cookies["notebook"]).await.unwrap().unwrap();
        let (space, now) = (id(space).parse().unwrap(), keeper.now());
        let keep = move |notebook: &Notebook| Ok(sharing::end(notebook, space, now)?.into_iter().collect());
        session.vault().write(keep, Vec::new()).await.unwrap();
    }
}

#[tokio::test]
async fn an_end_that_was_cut_short_is_brought_to_its_end_with_the_next_request() {
    let mut both = both_in().await;
    both.ben_says("I will think of the kitchen.").await;
    both.ada.ends_by_halves(&both.space).await;
    assert!(both.ben.get(&both.space).await.status == StatusCode::OK, "the control: he is still in");
    both.ada.get("/").await;
    assert!(both.ben.get(&both.space).await.status == StatusCode::GONE);
    assert!(both.ada.get(&both.space).await.shows("I will think of the kitchen."));
    let mut both = both_in().await;
    both.ben.ends_by_halves(&both.space).await;
    assert!(!both.ada.get(&both.space).await.shows("They have left this space."), "the control");
    both.ben.get("/").await;
    assert!(both.ada.get(&both.space).await.shows("They have left this space."));
}
