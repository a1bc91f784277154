//! What answers leave beside the run: readings, permission, an agreement, parts that were here.

use crate::person::Person;

/// Answers one screen of a run.
async fn say(person: &mut Person, run: &str, screen: &str, said: &[(&str, &str)]) {
    let place = format!("{run}/{screen}");
    let shown = person.get(&place).await;
    let (base, record) = (shown.field("base"), shown.field("record"));
    let fields = [("base", base.as_str()), ("record", record.as_str()), ("go", "next")];
    person.post(&place, &[&fields[..], said].concat()).await.location();
}

async fn begin(person: &mut Person, guide: &str) -> String {
    person.post("/exercises", &[("guide", guide)]).await.location().to_owned()
}

#[tokio::test]
async fn levels_of_a_part_become_one_reading_that_follows_the_answer() {
    let mut person = Person::new().await;
    let run = begin(&mut person, "check-in").await;
    say(&mut person, &run, "closest", &[("name", "The Keeper")]).await;
    let part = person.get("/parts").await;
    let is_id = |id: &&str| id.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let part =
        part.body.split("href=\"/parts/").find_map(|at| at.get(..36).filter(is_id)).unwrap().to_owned();
    say(&mut person, &run, "strength", &[("guard", "7"), ("blended", "2")]).await;
    say(&mut person, &run, "strength", &[("guard", "6"), ("blended", "2")]).await;
    let course = person.get(&format!("/parts/{part}/readings")).await;
    assert_eq!(course.body.matches("guard 6 · blended 2").count(), 1, "{}", course.body);
    assert!(!course.shows("guard 7"), "the answer was changed, and so was what it left");
}

#[tokio::test]
async fn conditions_become_one_agreement_with_the_part_and_its_yes_stands_with_it() {
    let mut person = Person::new().await;
    let run = begin(&mut person, "ask-protectors").await;
    say(&mut person, &run, "who", &[("name", "The Keeper")]).await;
    say(&mut person, &run, "permission", &[("option", "partial")]).await;
    say(&mut person, &run, "conditions", &[("words", "A lamp stays on.")]).await;
    say(&mut person, &run, "by-whom", &[("words", "The one who sits with me.")]).await;
    let agreements = person.get("/agreements").await;
    assert!(agreements.shows("A lamp stays on.") && agreements.shows("The Keeper"));
    assert_eq!(agreements.body.matches("A lamp stays on.").count(), 1);
    assert!(person.get(&run).await.location().contains("how-to-check"));
}

#[tokio::test]
async fn whoever_is_here_can_be_named_and_is_tied_to_the_entry_that_is_left() {
    let mut person = Person::new().await;
    let known = person.meets("The Planner", "manager").await;
    let run = begin(&mut person, "check-in").await;
    say(&mut person, &run, "parts", &[("part", &known), ("name", "Somebody new")]).await;
    person.post(&format!("{run}/finish"), &[]).await;
    let ended = person.get(&run).await;
    assert!(ended.shows("The Planner, Somebody new"), "{}", ended.body);
}

#[tokio::test]
async fn a_part_that_is_stuck_in_an_old_time_is_named_and_kept_as_an_exile() {
    let mut person = Person::new().await;
    let run = begin(&mut person, "old-time").await;
    say(&mut person, &run, "name", &[("name", "The one in the hallway")]).await;
    assert!(person.get("/parts").await.shows("The one in the hallway"));
    let run = begin(&mut person, "six-fs").await;
    let page = person.get(&format!("{run}/who")).await;
    let id =
        page.body.split("name=\"part\" value=\"").nth(1).and_then(|rest| rest.get(..36)).unwrap().to_owned();
    let shown = person.get(&format!("{run}/who")).await;
    let (base, record) = (shown.field("base"), shown.field("record"));
    let fields =
        [("base", base.as_str()), ("record", record.as_str()), ("go", "next"), ("part", id.as_str())];
    let opened = person.post(&format!("{run}/who"), &fields).await;
    assert!(opened.location().ends_with("/young-part"), "u1: it is not met alone");
}
