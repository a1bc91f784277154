//! What is kept out of sight stays so: in what was shown before, in two windows at once, and when it is in sight again.

use crate::{
    person::Page,
    sharing::{Invited, invited},
    sharing_between::{id, links, planner, shows},
};

/// Ada has the Planner and the Critic; their ids.
async fn with_two_parts() -> (Invited, String, String) {
    let mut both = invited().await.both_in().await;
    let (_, planner) = planner(&mut both.ada).await;
    let critic = id(&both.ada.meets("The Critic", "manager").await).to_owned();
    (both, planner, critic)
}

impl Invited {
    /// Saves a part from its form as it stood at a revision, out of sight or in it.
    async fn hides(&mut self, part: &str, base: &str, name: &str, hidden: &str) {
        self.ada.house.clock.forward(60);
        let fields =
            [("record", part), ("base", base), ("name", name), ("role", "manager"), ("hidden", hidden)];
        self.ada.post("/parts", &fields).await.location();
    }

    /// What Ben reads on the one page that he sees.
    async fn read(&mut self) -> Page {
        let theirs = self.ben.get(&self.space).await;
        let page = links(&theirs, &format!("{}/pages/", self.space)).remove(0);
        self.ben.get(&page).await
    }
}

#[tokio::test]
async fn what_is_hidden_or_erased_later_goes_from_what_was_shown_as_it_was() {
    let (mut both, planner, critic) = with_two_parts().await;
    let harbour = id(&both.ada.meets("The Harbour", "manager").await).to_owned();
    shows(&mut both, "map", &["parts"], &[("keeps_up", "0")]).await.location();
    let before = both.read().await;
    assert!(before.shows("The Planner") && before.shows("The Critic") && before.shows("The Harbour"));
    both.hides(&critic, "1", "The Critic", "yes").await;
    both.ada.post(&format!("/parts/{harbour}/erase"), &[]).await.location();
    both.hides(&planner, "1", "The Planner, for nobody else", "").await;
    let after = both.read().await;
    assert!(after.shows("The Planner") && !after.shows("for nobody else"), "it is as it was");
    assert!(!after.shows("The Critic") && !after.shows("The Harbour"));
}

#[tokio::test]
async fn what_was_hidden_is_not_shown_again_by_itself() {
    let (mut both, planner, _) = with_two_parts().await;
    shows(&mut both, &format!("record/{planner}"), &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.read().await.shows("The Planner"));
    both.hides(&planner, "1", "The Planner", "yes").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    both.hides(&planner, "2", "The Planner", "").await;
    both.ada.get("/").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"), "nobody asked for it");
    shows(&mut both, &format!("record/{planner}"), &["role"], &[]).await.location();
    assert!(both.read().await.shows("The Planner"), "shared again");
}

#[tokio::test]
async fn a_window_that_knows_nothing_of_it_brings_nothing_back_into_sight_of_the_other() {
    let (mut both, planner, _) = with_two_parts().await;
    shows(&mut both, &format!("record/{planner}"), &["role"], &[("keeps_up", "1")]).await.location();
    both.hides(&planner, "1", "The Planner", "yes").await;
    both.hides(&planner, "1", "The Planner at rest", "").await;
    both.ada.get("/").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    let again = shows(&mut both, &format!("record/{planner}"), &["role"], &[]).await;
    assert!(again.status.is_client_error(), "not until both are settled");
}

#[tokio::test]
async fn the_question_of_a_decision_goes_only_when_it_is_ticked_however_long_it_is() {
    let (mut both, _, _) = with_two_parts().await;
    let record = both.ada.get("/decisions/new").await.field("record");
    let question = "whether to move ".repeat(60);
    let fields = [
        ("record", record.as_str()),
        ("base", "0"),
        ("question", &question),
        ("field", "home"),
        ("number", ""),
        ("option", "By the harbour"),
        ("number", ""),
        ("option", "Stay"),
    ];
    both.ada.post("/decisions", &fields).await.location();
    let subject = format!("record/{record}");
    let offered = both.ada.get(&format!("/sharing/show?what={subject}")).await;
    assert!(!offered.shows("goes along whatever you tick"), "its question is hers to tick");
    shows(&mut both, &subject, &["options"], &[]).await.location();
    let read = both.read().await;
    assert!(read.shows("A decision") && read.shows("By the harbour") && !read.shows("whether to move"));
    assert!(!both.ben.get(&both.space).await.shows("whether to move"));
    shows(&mut both, &subject, &["question"], &[]).await.location();
    let read = both.read().await;
    assert!(read.shows(question.trim()) && !read.shows("By the harbour"));
}
