//! What is kept out of sight stays so: in what was shown before, in two windows at once, and when it is in sight again.

use crate::{
    after::plans,
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

    /// Keeps what a part fears from its form as it stood at a revision.
    async fn says_it_fears(&mut self, part: &str, base: &str, fears: &str) {
        let fields = [
            ("record", part),
            ("base", base),
            ("name", "The Planner"),
            ("role", "manager"),
            ("fears", fears),
        ];
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

#[tokio::test]
async fn what_is_unticked_or_emptied_is_taken_back_with_the_page_that_said_it() {
    let (mut both, planner, _) = with_two_parts().await;
    both.says_it_fears(&planner, "1", "that nobody would come").await;
    let subject = format!("record/{planner}");
    shows(&mut both, &subject, &["role", "fears"], &[("keeps_up", "1")]).await.location();
    let first = links(&both.ben.get(&both.space).await, &format!("{}/pages/", both.space)).remove(0);
    assert!(both.ben.get(&first).await.shows("that nobody would come"));
    shows(&mut both, &subject, &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.ben.get(&first).await.shows("This is no longer shown to you."), "all of it is erased");
    assert!(both.read().await.shows("Role") && !both.read().await.shows("nobody would come"));
    assert!(both.ada.get(&both.space).await.shows("Looked at before it was shown anew"));
    shows(&mut both, &subject, &["role", "fears"], &[("keeps_up", "1")]).await.location();
    let second = links(&both.ben.get(&both.space).await, &format!("{}/pages/", both.space)).remove(0);
    assert!(second != first && both.ben.get(&second).await.shows("that nobody would come"));
    both.says_it_fears(&planner, "2", "being laughed at").await;
    assert!(both.ben.get(&second).await.shows("being laughed at"), "other words stand on the same page");
    both.says_it_fears(&planner, "3", "").await;
    assert!(both.ben.get(&second).await.shows("This is no longer shown to you."));
    assert!(both.read().await.shows("Role"));
}

#[tokio::test]
async fn what_is_shared_and_says_nothing_now_is_listed_and_can_be_stopped() {
    let (mut both, planner, _) = with_two_parts().await;
    both.says_it_fears(&planner, "1", "that nobody would come").await;
    shows(&mut both, &format!("record/{planner}"), &["fears"], &[("keeps_up", "1")]).await.location();
    assert!(!both.ada.get(&both.space).await.shows("nothing to see of it now"));
    let form = both.ada.get(&format!("/parts/{planner}/edit")).await;
    assert!(form.shows("Shown with your later changes") && form.shows("Ben B"));
    both.says_it_fears(&planner, "2", "").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    let page = both.ada.get(&both.space).await;
    assert!(page.shows("nothing to see of it now") && page.shows("The Planner"));
    both.says_it_fears(&planner, "3", "being laughed at").await;
    assert!(both.read().await.shows("being laughed at"), "it comes by itself");
    both.says_it_fears(&planner, "4", "").await;
    let page = both.ada.get(&both.space).await;
    let stop = links(&page, &format!("{}/stop/", both.space)).remove(0);
    both.ada.post(&stop, &[]).await.location();
    assert!(!both.ada.get(&both.space).await.shows("nothing to see of it now"));
    both.says_it_fears(&planner, "5", "being laughed at again").await;
    both.ada.get("/").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    assert!(!both.ada.get(&format!("/parts/{planner}/edit")).await.shows("Shown with your later changes"));
}

#[tokio::test]
async fn whoever_joins_two_parts_is_told_who_sees_what_both_said() {
    let (mut both, planner, critic) = with_two_parts().await;
    shows(&mut both, &format!("record/{planner}"), &["role"], &[("keeps_up", "1")]).await.location();
    let joins = |into: &str, from: &str| format!("/parts/{from}/merge?into={into}");
    assert!(both.ada.get(&joins(&planner, &critic)).await.shows("Shown with your later changes"));
    assert!(!both.ada.get(&joins(&critic, &planner)).await.shows("Shown with your later changes"));
}

#[tokio::test]
async fn what_goes_along_with_a_session_or_is_told_to_a_part_says_who_sees_it() {
    let (mut both, planner, _) = with_two_parts().await;
    let follows = "Shown with your later changes";
    let (_, session) = plans(&mut both.ada).await;
    let act = format!("{session}/acts/new");
    let run = both.ada.post("/exercises", &[("guide", "meet-a-protector")]).await.location().to_owned();
    let who = both.ada.get(&format!("{run}/who")).await;
    let hidden = ["record", "base", "draft", "seen", "place"].map(|name| (name, who.field(name)));
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, &**value)).collect();
    fields.extend([("part", &*planner), ("manner", "controlling"), ("go", "next")]);
    let next = both.ada.post(&format!("{run}/who"), &fields).await.location().to_owned();
    for page in [&act, &next] {
        assert!(!both.ada.get(page).await.shows(follows), "the control: nobody sees anything yet");
    }
    shows(&mut both, &format!("record/{}", id(&session)), &["day"], &[("keeps_up", "1")]).await.location();
    shows(&mut both, &format!("record/{planner}"), &["role"], &[("keeps_up", "1")]).await.location();
    for page in [&act, &next] {
        assert!(both.ada.get(page).await.shows(follows), "{page}");
    }
    assert!(!both.ada.get(&format!("{session}/edit")).await.shows(follows), "nothing of the plan is shown");
}

#[tokio::test]
async fn what_is_shown_whole_goes_along_with_words_that_come_later_and_a_hidden_word_never_does() {
    let (mut both, planner, critic) = with_two_parts().await;
    let subject = format!("record/{planner}");
    let offered = both.ada.get(&format!("/sharing/show?what={subject}")).await;
    assert!(offered.shows("All of it, ticked or not, also what comes later"));
    shows(&mut both, &subject, &[], &[("keeps_up", "whole")]).await.location();
    assert!(both.read().await.shows("Role"));
    assert!(both.ada.get(&both.space).await.shows(", all of it, with your later changes"));
    both.says_it_fears(&planner, "1", "that nobody would come").await;
    assert!(
        both.read().await.shows("that nobody would come"),
        "a field that said nothing when it was chosen"
    );
    let fields = [
        ("record", &*planner),
        ("base", "2"),
        ("name", "The Planner"),
        ("role", "manager"),
        ("fears", ""),
        ("needs", "a quiet hour"),
        ("private", "the harbour at night"),
    ];
    both.ada.post("/parts", &fields).await.location();
    let read = both.read().await;
    assert!(read.shows("a quiet hour") && !read.shows("harbour"));
    assert!(!read.shows("nobody would come"), "and what is emptied goes");
    both.hides(&planner, "3", "The Planner", "yes").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    // Fewer again: what comes later stays out.
    shows(&mut both, &format!("record/{critic}"), &[], &[("keeps_up", "whole")]).await.location();
    shows(&mut both, &format!("record/{critic}"), &["role"], &[("keeps_up", "1")]).await.location();
    let form = both.ada.get(&format!("/parts/{critic}/edit")).await;
    let base = form.field("base");
    let fears = [
        ("record", &*critic),
        ("base", &*base),
        ("name", "The Critic"),
        ("role", "manager"),
        ("fears", "a quiet house"),
    ];
    both.ada.post("/parts", &fears).await.location();
    let read = both.read().await;
    assert!(read.shows("The Critic") && !read.shows("a quiet house"));
}
