//! The end of a run, and what leaves the notebook.

use axum::http::{StatusCode, header};
use hearken_core::{NewRevision, When, exercises::Run};
use hearken_seal::Passphrase;

use crate::person::{PASSPHRASE, Person};

use super::Walk;

#[tokio::test]
async fn only_ticked_steps_leave_the_notebook() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    walk.answer("purpose", "next", &[("words", "To keep <order>.")]).await;
    walk.answer("fears", "next", &[("words", "The secret fear.")]).await;
    let address = format!("{}/take-away", walk.run);
    let file = walk.person.post(&address, &[("step", "purpose"), ("as", "text")]).await;
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"notes.txt\"");
    assert!(file.body.contains("To keep <order>.") && !file.body.contains("secret"));
    let page = walk.person.post(&address, &[("step", "purpose"), ("as", "print")]).await;
    assert!(page.shows("To keep <order>.") && !page.shows("secret"));
    let none = walk.person.post(&address, &[("as", "text")]).await;
    assert_eq!(none.body.trim(), "");
}

#[tokio::test]
async fn an_answer_to_a_run_that_has_ended_changes_nothing() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let old = walk.at("fears").await;
    let run = walk.run.clone();
    walk.person.post(&format!("{run}/finish"), &[]).await;
    let late = walk.send(&old, "fears", "next", &[("words", "Too late.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(walk.at("fears").await.location(), run);
    let draft = old.field("draft");
    let place = format!("{run}/fears");
    walk.person
        .fetch(
            "/drafts",
            &[("draft", &draft), ("seen", "0"), ("place", &place), ("base", "9"), ("words", "Too late.")],
        )
        .await;
    assert!(walk.person.get(&run).await.shows("Too late."), "what came after the end is shown beside it");
}

#[tokio::test]
async fn pressing_begin_or_finish_twice_makes_one_of_each() {
    let mut person = Person::new().await;
    let record = person.get("/exercises/about/meet-a-protector").await.field("record");
    let fields = [("guide", "meet-a-protector"), ("record", record.as_str())];
    let first = person.post("/exercises", &fields).await.location().to_owned();
    person.house.clock.forward(1);
    assert_eq!(person.post("/exercises", &fields).await.location(), first);
    let list = person.get("/exercises").await;
    assert_eq!(list.body.matches(&format!("href=\"{first}\"")).count(), 1);
    assert!(list.shows("Step 1 of 10"));
    person.post(&format!("{first}/finish"), &[]).await;
    let again = person.post(&format!("{first}/finish"), &[]).await;
    assert_eq!(again.location(), format!("{first}?kept={record}"));
    assert!(person.get("/exercises").await.shows("To read again"));
    assert!(
        person.get("/journal").await.shows("Write the first entry"),
        "nothing was said, so no entry is left"
    );
}

#[tokio::test]
async fn the_last_answer_sent_twice_leads_to_the_same_page_and_leaves_one_entry() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let last = walk.at("process").await;
    let run = walk.run.clone();
    for _ in 0..2 {
        let ended = walk.send(&last, "process", "next", &[("words", "Enough for today.")]).await;
        assert_eq!(ended.location().split('?').next(), Some(run.as_str()));
    }
    let other = walk.send(&last, "process", "next", &[("words", "Something else.")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "new words are not taken for a repeated answer");
    assert_eq!(walk.person.get("/journal").await.body.matches("href=\"/journal/0").count(), 1);
}

#[tokio::test]
async fn an_erased_run_is_gone_and_the_part_it_met_stays() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    walk.answer("purpose", "next", &[("words", "Words to erase.")]).await;
    let run = walk.run.clone();
    let page = walk.person.get(&format!("{run}/erase")).await;
    let erased = walk.person.post(&format!("{run}/erase"), &[("record", &page.field("record"))]).await;
    assert_eq!(erased.location(), "/exercises");
    assert_eq!(walk.person.get(&run).await.status, StatusCode::NOT_FOUND);
    assert!(walk.person.get("/parts").await.shows("The Planner"));
}

#[tokio::test]
async fn an_entry_that_a_run_left_says_before_it_is_erased_that_the_run_keeps_the_words() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let last = walk.at("process").await;
    let run = walk.run.clone();
    walk.send(&last, "process", "next", &[("words", "Enough for today.")]).await;
    let list = walk.person.get("/journal").await.body;
    let entry = list.split("href=\"/journal/0").nth(1).unwrap().split('"').next().unwrap();
    let erase = format!("/journal/0{entry}/erase");
    let asked = walk.person.get(&erase).await;
    assert!(asked.shows("The exercise it came from stays") && asked.shows("Enough for today."));
    assert!(asked.body.contains(&format!("href=\"{run}/erase\"")));
    let page = walk.person.get(&format!("{run}/erase")).await;
    walk.person.post(&format!("{run}/erase"), &[("record", &page.field("record"))]).await;
    assert!(!walk.person.get(&erase).await.shows("The exercise it came from"), "it is gone already");
}

/// Begins a run of a guide that is not here.
async fn begun_with_a_guide_that_is_gone(person: &Person) -> String {
    let keeper = &person.house.state.keeper;
    let id = keeper.new_record_id();
    let run = Run::begin("of-last-year", 1, "who", When::new(keeper.now(), 60), None);
    let (_, session) = keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    session.vault().write(move |_| Ok(vec![NewRevision::first(id, run.into())]), Vec::new()).await.unwrap();
    format!("/exercises/{id}")
}

#[tokio::test]
async fn what_was_being_typed_is_there_when_the_guide_is_gone_and_the_run_can_be_ended() {
    let mut person = Person::new().await;
    let run = begun_with_a_guide_that_is_gone(&person).await;
    let draft = person.get("/journal/new").await.field("draft");
    let place = format!("{run}/who");
    let typed = [("draft", &*draft), ("seen", "0"), ("place", &place), ("words", "Half a sentence of it")];
    person.fetch("/drafts", &typed).await;
    assert_eq!(person.get(&place).await.location(), run, "its screens are not here any more");
    let page = person.get(&run).await;
    assert!(page.shows("Half a sentence of it") && page.shows("End it"));
    for _ in 0..2 {
        assert_eq!(person.post(&format!("{run}/finish"), &[]).await.location(), run);
    }
    let page = person.get(&run).await;
    assert!(page.shows("Half a sentence of it") && !page.shows("End it"));
    assert!(person.get("/exercises").await.shows("To read again"));
}

#[tokio::test]
async fn lists_name_no_part_that_is_kept_out_of_sight() {
    let mut walk = Walk::begin().await;
    walk.meet("The Shadow").await;
    assert!(walk.person.get("/").await.shows("The Shadow"));
    assert!(walk.person.get("/exercises").await.shows("Meeting The Shadow"));
    let met = walk.at("who").await;
    let shadow = met.body.split("name=\"part\" value=\"").nth(1).unwrap()[..36].to_owned();
    let made = [("base", "0"), ("what", "No plans after nine."), ("part", &*shadow)];
    walk.person.post("/agreements", &made).await;
    assert!(walk.person.get("/agreements").await.shows("The Shadow"));
    let edit = walk.person.get(&format!("/parts/{shadow}/edit")).await.field("base");
    let hides = [("record", &*shadow), ("base", &edit), ("name", "The Shadow"), ("hidden", "yes")];
    walk.person.post("/parts", &hides).await;
    for list in ["/", "/exercises", "/agreements"] {
        let page = walk.person.get(list).await;
        assert!(!page.shows("The Shadow"), "{list}");
    }
}
