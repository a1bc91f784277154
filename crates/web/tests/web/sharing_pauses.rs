//! A pause hides all that one person sees, says nothing of itself to them, and is over when the other goes on.

use axum::http::StatusCode;

use crate::{
    sharing::{Invited, comes_along, invited},
    sharing_between::{id, links, planner, shows},
};

async fn both_in() -> Invited {
    invited().await.both_in().await
}

impl Invited {
    pub(crate) async fn does(&mut self, what: &str) {
        self.ada.post(&format!("{}/{what}", self.space), &[]).await.location();
    }

    pub(crate) async fn renames(&mut self, part: &str, name: &str) {
        let form = self.ada.get(&format!("/parts/{part}/edit")).await;
        let fields = [("record", part), ("base", &form.field("base")), ("name", name), ("role", "manager")];
        self.ada.post("/parts", &fields).await.location();
    }
}

#[tokio::test]
async fn a_pause_hides_everything_and_looks_like_a_stop_to_the_other() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    assert!(!both.ada.get(&both.space).await.shows("Pause all of it"), "there is nothing to pause");
    shows(&mut both, &format!("record/{part}"), &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.ada.get(&both.space).await.shows("Nobody tells them why."));
    let seen = both.ben.get(&both.space).await;
    let read = links(&seen, &format!("{}/pages/", both.space)).remove(0);
    assert!(both.ben.get(&read).await.shows("The Planner"));
    both.does("pause").await;
    let paused = both.ada.get(&both.space).await;
    assert!(paused.shows("You pause.") && paused.shows("The Planner") && paused.shows("Go on showing it"));
    assert!(paused.shows("Nothing, while you pause."), "and the card of what they see says so too");
    let theirs = both.ben.get(&both.space).await;
    assert!(!theirs.shows("The Planner") && theirs.shows("Nothing now."));
    assert!(!theirs.shows("You pause.") && !theirs.shows("paused"));
    assert!(both.ben.get(&read).await.shows("This is no longer shown to you."));
    both.does("go-on").await;
    both.ada.get("/").await;
    assert!(both.ben.get(&both.space).await.shows("The Planner"));
    assert!(!both.ada.get(&both.space).await.shows("You pause."));
}

#[tokio::test]
async fn what_was_shown_as_it_was_comes_back_as_it_was_and_what_follows_as_it_is() {
    let mut both = both_in().await;
    let (_, once) = planner(&mut both.ada).await;
    let follows = id(&both.ada.meets("The Critic", "manager").await).to_owned();
    shows(&mut both, &format!("record/{once}"), &["role"], &[("keeps_up", "0")]).await.location();
    shows(&mut both, &format!("record/{follows}"), &["role"], &[("keeps_up", "1")]).await.location();
    for times in 0..2 {
        both.ada.house.clock.forward(60);
        both.does("pause").await;
        both.renames(&once, "The Planner, for nobody else").await;
        both.renames(&follows, "The Critic at rest").await;
        both.does("go-on").await;
        both.ada.get("/").await;
        let theirs = both.ben.get(&both.space).await;
        assert!(theirs.shows("The Planner") && !theirs.shows("for nobody else"), "after {times} pauses");
        assert!(theirs.shows("The Critic at rest"));
    }
}

#[tokio::test]
async fn what_is_shared_in_a_pause_waits_and_what_is_stopped_or_erased_in_it_stays_away() {
    let mut both = both_in().await;
    let (_, stopped) = planner(&mut both.ada).await;
    let erased = id(&both.ada.meets("The Critic", "manager").await).to_owned();
    let later = id(&both.ada.meets("The Watcher", "manager").await).to_owned();
    for part in [&stopped, &erased] {
        shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    }
    both.does("pause").await;
    shows(&mut both, &format!("record/{later}"), &["role"], &[]).await.location();
    let paused = both.ada.get(&both.space).await;
    assert!(paused.shows("The Watcher") && !both.ben.get(&both.space).await.shows("The Watcher"));
    let stop = paused.body.split("<bdi>The Planner</bdi>").nth(1).unwrap();
    let stop = stop.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    both.ada.post(&stop, &[]).await.location();
    both.ada.post(&format!("/parts/{erased}/erase"), &[]).await.location();
    both.does("go-on").await;
    both.ada.get("/").await;
    let theirs = both.ben.get(&both.space).await;
    assert!(theirs.shows("The Watcher") && !theirs.shows("The Planner") && !theirs.shows("The Critic"));
}

#[tokio::test]
async fn nobody_else_pauses_or_goes_on() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    let mut eve = comes_along(&both.ada).await;
    for what in ["pause", "go-on"] {
        assert_eq!(eve.post(&format!("{}/{what}", both.space), &[]).await.status, StatusCode::NOT_FOUND);
    }
    both.ben.post(&format!("{}/pause", both.space), &[]).await.location();
    assert!(both.ben.get(&both.space).await.shows("The Planner"), "each pauses their own things alone");
    both.does("pause").await;
    both.ben.post(&format!("{}/go-on", both.space), &[]).await.location();
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
}
