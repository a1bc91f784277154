//! Conflicts: both sides heard in turn, and side by side on one page.

use axum::http::StatusCode;

use crate::person::{Page, Person};

/// Sends a screen's form as the page has it, with these answers.
async fn answers(person: &mut Person, run: &str, screen: &str, answers: &[(&str, &str)]) -> Page {
    let at = format!("{run}/{screen}");
    let page = person.get(&at).await;
    let hidden = ["record", "base", "draft", "seen", "place"].map(|name| (name, page.field(name)));
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend_from_slice(answers);
    person.post(&at, &fields).await
}

fn said_on<'a>(
    screen: &str,
    planner: &'a str,
    rest: &'a str,
    words: &'a str,
) -> Vec<(&'static str, &'a str)> {
    match screen {
        "who-one" => vec![("part", planner)],
        "who-other" => vec![("part", rest)],
        "willing-one" | "willing-other" => vec![("option", "granted")],
        "feel-one" | "feel-other" => vec![("option", "curious")],
        _ => vec![("words", words)],
    }
}

/// Begins hearing both sides from the page of an exercise. Gives the run's address.
async fn begins(person: &mut Person, parts: &[&str]) -> String {
    let mut fields = vec![("guide", "hear-both-sides")];
    fields.extend(parts.iter().map(|part| ("part", *part)));
    person.post("/exercises", &fields).await.location().to_owned()
}

/// Goes through all of it.
async fn hears_both(person: &mut Person, planner: &str, rest: &str) -> String {
    let run = begins(person, &[]).await;
    let guide = hearken_content::library().newest_guide("hear-both-sides").unwrap();
    for (_, screen) in guide.screens() {
        let words = format!("Words on {}.", screen.id);
        answers(person, &run, &screen.id, &said_on(&screen.id, planner, rest, &words)).await.location();
    }
    run
}

#[tokio::test]
async fn both_are_heard_and_what_they_said_stands_side_by_side() {
    let mut person = Person::new().await;
    assert!(person.get("/conflicts").await.shows("When two parts pull against each other"));
    let planner = person.meets("The Planner", "manager").await;
    let rest = person.meets("Rest", "not-yet-known").await;
    let run = hears_both(&mut person, &planner, &rest).await;
    let finished = person.get(&run).await;
    for shown in [
        "Hearing The Planner and Rest",
        "What is The Planner afraid would happen if Rest had its way?",
        "What is Rest afraid would happen if The Planner had its way?",
        "Words on same-end.",
    ] {
        assert!(finished.shows(shown), "{shown}");
    }
    let agreement = format!("/agreements/new?part={planner}&amp;part={rest}");
    assert!(finished.body.contains(&agreement), "an agreement is offered");
    let page = person.get("/conflicts").await;
    for shown in ["Words on over.", "Words on wants-one.", "Words on fears-one.", "Words on fears-other."] {
        assert!(page.shows(shown), "{shown}");
    }
    assert_eq!(page.body.matches("class=\"card conflict\"").count(), 1, "one conflict, found again");
    assert!(page.body.contains(&format!("href=\"{run}\"")));
    let entry = finished.body.split("href=\"/journal/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let entry = person.get(&format!("/journal/{entry}")).await;
    assert!(entry.shows("The Planner") && entry.shows("Rest") && entry.shows("Words on room-other."));
}

#[tokio::test]
async fn heard_again_the_same_conflict_is_found_from_the_other_side_too() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let rest = person.meets("Rest", "not-yet-known").await;
    hears_both(&mut person, &planner, &rest).await;
    let run = begins(&mut person, &[&rest, &planner]).await;
    let page = person.get(&format!("{run}/who-one")).await;
    assert!(page.body.contains(&format!("value=\"{rest}\" checked")), "it begins with who is known");
    answers(&mut person, &run, "who-one", &[("part", &rest)]).await.location();
    answers(&mut person, &run, "who-other", &[("part", &planner)]).await.location();
    answers(&mut person, &run, "wants-one", &[("words", "A Sunday without plans.")]).await.location();
    let page = person.get("/conflicts").await;
    assert_eq!(page.body.matches("class=\"card conflict\"").count(), 1);
    let (of_planner, of_rest) = page.body.split_once("Rest</bdi>").unwrap();
    assert!(of_rest.contains("A Sunday without plans.") && of_planner.contains("Words on wants-one."));
}

#[tokio::test]
async fn nobody_is_on_both_sides() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let run = begins(&mut person, &[]).await;
    answers(&mut person, &run, "who-one", &[("part", &planner)]).await.location();
    let refused = answers(&mut person, &run, "who-other", &[("part", &planner)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("These two are the same part."));
}

#[tokio::test]
async fn u1_an_exile_on_either_side_leads_to_its_gate_and_no_further() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let little = person.meets("Little one", "exile").await;
    let run = begins(&mut person, &[]).await;
    answers(&mut person, &run, "who-one", &[("part", &planner)]).await.location();
    let gate = answers(&mut person, &run, "who-other", &[("part", &little)]).await;
    assert_eq!(gate.location(), format!("{run}/who-other/young-part"));
    assert!(person.get(gate.location()).await.shows("for your sessions with your therapist"));
    let beyond = person.get(&format!("{run}/wants-other")).await;
    assert_eq!(beyond.location(), format!("{run}/who-other/young-part"));
}

#[tokio::test]
async fn a_word_that_is_not_open_leads_to_the_part_that_has_come_along_by_the_guide_for_one() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let rest = person.meets("Rest", "not-yet-known").await;
    let run = begins(&mut person, &[]).await;
    answers(&mut person, &run, "who-one", &[("part", &planner)]).await.location();
    answers(&mut person, &run, "who-other", &[("part", &rest)]).await.location();
    let gate = answers(&mut person, &run, "feel-other", &[("option", "want-it-gone")]).await;
    let page = person.get(gate.location()).await;
    assert!(page.shows("When you feel this way toward Rest") && page.shows("It may be The Planner"));
    let met = person.post(&format!("{run}/another-part"), &[("screen", "feel-other")]).await;
    assert!(person.get(met.location()).await.location().ends_with("/settle"));
    let child = person.get(&format!("{}/settle", met.location())).await;
    assert!(child.shows("Meeting a protector") && child.shows("Hearing The Planner and Rest"));
}

#[tokio::test]
async fn decisions_in_which_both_sat_are_named_and_not_compared() {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let rest = person.meets("Rest", "not-yet-known").await;
    hears_both(&mut person, &planner, &rest).await;
    assert!(!person.get("/conflicts").await.body.contains("/conflicts?hidden=1"));
    let decision = person.post("/decisions", &[("question", "Sundays?")]).await.location().to_owned();
    person.post(&decision, &[("base", "1"), ("part", &planner), ("part", &rest)]).await.location();
    assert!(person.get("/conflicts").await.shows("Sundays?"), "both sat at its table");
}
