//! Guided exercises, walked over HTTP.

mod drawings;
mod ending;
mod gates;
mod leaves;
mod recordings;
mod walks;

use axum::http::StatusCode;

use crate::person::{Page, Person};

/// Somebody in the middle of an exercise.
struct Walk {
    person: Person,
    /// The address of the run.
    run: String,
}

impl Walk {
    async fn begin() -> Self {
        let mut person = Person::new().await;
        let begun = person.post("/exercises", &[("guide", "meet-a-protector")]).await;
        let run = begun.location().to_owned();
        Self { person, run }
    }

    async fn at(&mut self, screen: &str) -> Page {
        self.person.get(&format!("{}/{screen}", self.run)).await
    }

    /// Sends a screen's form as the page has it, with these answers and this button.
    async fn answer(&mut self, screen: &str, go: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.at(screen).await;
        self.send(&page, screen, go, answers).await
    }

    /// Sends the form of a page that may be old by now.
    async fn send(&mut self, page: &Page, screen: &str, go: &str, answers: &[(&str, &str)]) -> Page {
        let hidden = ["record", "base", "draft", "seen", "place"].map(|name| (name, page.field(name)));
        let mut fields: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend_from_slice(answers);
        fields.push(("go", go));
        self.person.post(&format!("{}/{screen}", self.run), &fields).await
    }

    /// Meets a part, so that it stands beside the questions.
    async fn meet(&mut self, name: &str) {
        let met = self.answer("who", "next", &[("name", name), ("manner", "controlling")]).await;
        assert!(met.location().ends_with("/willing"));
    }

    /// Where the run waits.
    async fn waits_at(&mut self) -> String {
        let run = self.run.clone();
        let page = self.person.get(&run).await;
        page.location().rsplit('/').next().unwrap().to_owned()
    }
}

/// What somebody answers on a screen.
fn said_on<'a>(screen: &str, words: &'a str) -> Vec<(&'static str, &'a str)> {
    match screen {
        "who" => vec![("name", "The Planner"), ("manner", "controlling")],
        "willing" => vec![("option", "granted")],
        "feel-first" | "feel-toward" => vec![("option", "curious")],
        "picture" => vec![("look", words), ("colour", "#3f6f8f"), ("shape", ""), ("age", "forty")],
        "own-questions" => {
            vec![("question", "How long?"), ("answer", "Since school."), ("question", ""), ("answer", "")]
        }
        _ => vec![("words", words)],
    }
}

#[tokio::test]
async fn an_exercise_from_its_beginning_to_the_part_and_the_entry_it_leaves() {
    let mut walk = Walk::begin().await;
    let guide = hearken_content::library().newest_guide("meet-a-protector").unwrap();
    for (_, screen) in guide.screens() {
        let words = format!("Words on {}.", screen.id);
        assert_eq!(walk.waits_at().await, screen.id);
        walk.answer(&screen.id, "next", &said_on(&screen.id, &words)).await;
    }
    let run = walk.run.clone();
    let finished = walk.person.get(&run).await;
    for text in [
        "Meeting The Planner",
        "Words on fears.",
        "controlling",
        "How long?",
        "Since school.",
        "Words on process.",
    ] {
        assert!(finished.shows(text), "{text}");
    }
    let entry = finished.body.split("href=\"").find(|link| link.starts_with("/journal/")).unwrap();
    let entry = walk.person.get(entry.split('"').next().unwrap()).await;
    assert!(
        entry.shows("Meeting The Planner") && entry.shows("Words on needs.") && entry.body.contains(&run)
    );
    let parts = walk.person.get("/parts").await;
    let part = parts.body.split("href=\"").find(|link| link.starts_with("/parts/0")).unwrap();
    let part = walk.person.get(part.split('"').next().unwrap()).await;
    for text in [
        "Words on purpose.",
        "Words on feels.",
        "Words on fears.",
        "Words on gifts.",
        "Words on needs.",
        "Words on reflect.",
    ] {
        assert!(part.shows(text), "{text}");
    }
}

#[tokio::test]
async fn what_was_answered_is_there_when_one_goes_back() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    walk.answer("purpose", "next", &[("words", "Order.")]).await;
    let back = walk.answer("feels", "back", &[("words", "half a thought")]).await;
    assert!(back.location().ends_with("/purpose"));
    assert!(walk.at("purpose").await.shows("Order."));
    assert!(walk.at("feels").await.shows("half a thought"));
    assert_eq!(walk.waits_at().await, "purpose");
}

#[tokio::test]
async fn skip_leaves_no_answer_but_keeps_what_was_typed() {
    let mut walk = Walk::begin().await;
    walk.answer("situation", "skip", &[("words", "")]).await;
    assert!(!walk.at("situation").await.shows("Sunday"));
    walk.answer("situation", "skip", &[("words", "Sunday evening")]).await;
    assert!(walk.at("situation").await.shows("Sunday evening"));
    assert_eq!(walk.waits_at().await, "who");
}

#[tokio::test]
async fn two_windows_answering_one_screen_keep_both() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let first = walk.at("gifts").await;
    let second = walk.at("gifts").await;
    walk.send(&first, "gifts", "next", &[("words", "It sees far.")]).await;
    walk.send(&second, "gifts", "next", &[("words", "It makes me laugh.")]).await;
    let page = walk.at("gifts").await;
    assert!(
        page.shows("It sees far.") && page.shows("It makes me laugh.") && page.shows("in another window")
    );
}

#[tokio::test]
async fn an_old_window_that_nothing_was_typed_into_writes_over_nothing() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let old = walk.at("gifts").await;
    walk.answer("gifts", "next", &[("words", "It sees far.")]).await;
    walk.send(&old, "gifts", "next", &[("words", "")]).await;
    let page = walk.at("gifts").await;
    assert!(page.shows("It sees far.") && !page.shows("in another window"));
}

#[tokio::test]
async fn an_answer_sent_after_the_lock_comes_back_on_its_screen() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let page = walk.at("purpose").await;
    walk.person.post("/lock", &[]).await;
    let held = walk.send(&page, "purpose", "next", &[("words", "Typed too late.")]).await;
    assert_eq!(held.location(), "/unlock?held=1");
    walk.person.enter().await;
    assert!(walk.at("purpose").await.shows("Typed too late."));
    walk.answer("purpose", "next", &[("words", "Typed too late.")]).await;
    assert!(walk.at("feels").await.shows("Typed too late."), "it stands beside the next question");
}

#[tokio::test]
async fn addresses_that_name_no_screen_gate_or_run_are_not_here() {
    let mut walk = Walk::begin().await;
    let entry = walk.person.writes("An entry.").await;
    let run = walk.run.clone();
    for path in [
        format!("{run}/nowhere"),
        format!("{run}/who/nothing"),
        format!("/exercises/{entry}"),
        "/exercises/not-an-id".to_owned(),
        "/exercises/0197a5e0-0000-7000-8000-00000000000f/who".to_owned(),
        "/grounding/nothing".to_owned(),
    ] {
        assert_eq!(walk.person.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let unknown = walk.person.post("/exercises", &[("guide", "nothing")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn grounding_works_while_locked_and_shows_help_when_it_rises() {
    let mut person = Person::new().await;
    person.post("/lock", &[]).await;
    assert!(person.get("/grounding").await.shows("Back to the room you are in"));
    assert!(person.get("/grounding/orienting").await.shows("Sunday 22 November 2026"));
    let risen = person.post("/grounding/orienting", &[("before", "3"), ("after", "5")]).await;
    assert!(risen.shows("let somebody help you now"));
    let eased = person.post("/grounding/orienting", &[("before", "7"), ("after", "4")]).await;
    assert!(!eased.shows("let somebody help you now"));
}
