//! Councils.

use axum::http::StatusCode;

use crate::person::Person;

struct Council {
    id: String,
    planner: String,
    rest: String,
}

/// A council about moving, with the Planner and Rest at the table.
async fn council(person: &mut Person) -> Council {
    let planner = person.meets("The Planner", "manager").await;
    let rest = person.meets("Rest", "not-yet-known").await;
    let id = asks(person, "Move, or stay?", "home").await;
    let table = [("base", "1"), ("part", &planner), ("part", &rest)];
    let next = person.post(&format!("/decisions/{id}/table"), &table).await;
    assert_eq!(next.location(), format!("/decisions/{id}/seat/{planner}"));
    Council { id, planner, rest }
}

async fn asks(person: &mut Person, question: &str, field: &str) -> String {
    let record = person.get("/decisions/new").await.field("record");
    let fields = [
        ("record", record.as_str()),
        ("base", "0"),
        ("question", question),
        ("field", field),
        ("number", ""),
        ("option", "Move"),
        ("number", ""),
        ("option", "Stay"),
    ];
    for _ in 0..2 {
        let kept = person.post("/decisions", &fields).await;
        assert_eq!(kept.location(), format!("/decisions/{record}/table"), "a retry lands once");
    }
    record
}

impl Council {
    fn at(&self, step: &str) -> String {
        format!("/decisions/{}/{step}", self.id)
    }

    fn with(&self, step: &str, part: &str) -> String {
        format!("/decisions/{}/{step}/{part}", self.id)
    }
}

#[tokio::test]
async fn a_council_is_held_from_the_question_to_the_looking_back() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let (planner, rest) = (council.planner.clone(), council.rest.clone());
    let seat = [("base", "2"), ("seat", "leads"), ("why", "It knows the numbers.")];
    let next = person.post(&council.with("seat", &planner), &seat).await;
    assert_eq!(next.location(), council.with("seat", &rest));
    let seat = [("base", "3"), ("seat", "sits-out"), ("why", "It is tired."), ("standing", "yes")];
    let next = person.post(&council.with("seat", &rest), &seat).await;
    assert_eq!(next.location(), council.with("voice", &planner), "who sits out is not asked");
    let page = person.get(next.location()).await;
    assert!(page.shows("What does The Planner say?") && page.shows("Move") && page.shows("Stay"));
    let voice = [
        ("base", "4"),
        ("wants-1", "A second room."),
        ("fears-1", "The rent."),
        ("needs-1", ""),
        ("strength-1", "8"),
        ("wants-2", ""),
        ("fears-2", "Never leaving."),
        ("needs-2", ""),
        ("strength-2", ""),
    ];
    let next = person.post(&council.with("voice", &planner), &voice).await;
    assert_eq!(next.location(), council.at("self"));
    let next = person.post(&council.at("self"), &[("base", "5"), ("self_sees", "Both want a home.")]).await;
    assert_eq!(next.location(), council.at("choice"));
    let choice = [("base", "6"), ("chosen", "2"), ("choice", "For a year."), ("look_back", "2026-12-20")];
    let done = person.post(&council.at("choice"), &choice).await;
    assert_eq!(done.location(), format!("/decisions/{}", council.id));
    let back = [("base", "7"), ("words", "The year was good."), ("next", "")];
    for _ in 0..2 {
        person.post(&council.at("look-back"), &back).await.location();
    }
    let page = person.get(done.location()).await;
    for shown in [
        "Move, or stay?",
        "home",
        "manager · leads",
        "not yet known · sits this one out",
        "It is tired.",
        "A second room.",
        "Never leaving.",
        "Both want a home.",
        "For a year.",
        "No day is set to look back.",
    ] {
        assert!(page.shows(shown), "{shown}");
    }
    assert_eq!(page.body.matches("The year was good.").count(), 1);
    assert!(person.get("/decisions").await.shows("Decided"));
}

#[tokio::test]
async fn a_standing_seat_is_offered_in_the_next_council_and_not_taken() {
    let mut person = Person::new().await;
    let first = council(&mut person).await;
    let rest = first.rest.clone();
    let seat = [("base", "2"), ("seat", "sits-out"), ("why", "It is tired."), ("standing", "yes")];
    person.post(&first.with("seat", &rest), &seat).await.location();
    let id = asks(&mut person, "A garden?", "home").await;
    let table = person.get(&format!("/decisions/{id}/table")).await;
    assert!(table.shows("They keep a seat when it is about home.") && !table.body.contains(" checked"));
    person.post(&format!("/decisions/{id}/table"), &[("base", "1"), ("part", &rest)]).await.location();
    let seat = format!("/decisions/{id}/seat/{rest}");
    let page = person.get(&seat).await;
    assert!(page.shows("It is tired.") && page.body.contains("value=\"advises\" checked"));
    person.post(&seat, &[("base", "2"), ("seat", "advises"), ("go", "as-before")]).await.location();
    assert!(person.get(&seat).await.body.contains("value=\"sits-out\" checked"));
    let elsewhere = asks(&mut person, "A loan?", "money").await;
    assert!(!person.get(&format!("/decisions/{elsewhere}/table")).await.shows("They keep a seat"));
}

#[tokio::test]
async fn windows_at_different_steps_all_land_and_at_the_same_step_both_stand() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let voice = [("base", "2"), ("wants-1", "Room."), ("fears-1", ""), ("needs-1", "")];
    person.post(&council.with("voice", &council.planner), &voice).await.location();
    person.post(&council.at("self"), &[("base", "2"), ("self_sees", "We are tired.")]).await.location();
    let page = person.get(&format!("/decisions/{}", council.id)).await;
    assert!(page.shows("Room.") && page.shows("We are tired.") && !page.shows("another window"));
    person.post(&council.at("self"), &[("base", "2"), ("self_sees", "We are ready.")]).await.location();
    let page = person.get(&format!("/decisions/{}", council.id)).await;
    assert!(page.shows("Room.") && page.shows("We are ready.") && page.shows("We are tired."));
    assert!(page.shows("Kept in another window at the same time"));
    person.post(&council.at("settle"), &[]).await.location();
    let page = person.get(&format!("/decisions/{}", council.id)).await;
    assert!(page.shows("We are ready.") && !page.shows("another window"));
}

#[tokio::test]
async fn it_can_be_left_at_any_step_and_goes_on_where_it_was_left() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let voice = council.with("voice", &council.planner);
    let left = person.post(&voice, &[("base", "2"), ("wants-1", "Room."), ("go", "leave")]).await;
    assert_eq!(left.location(), format!("/decisions/{}", council.id));
    let page = person.get(left.location()).await;
    assert!(page.body.contains(&format!("href=\"{}\">Go on", council.with("voice", &council.rest))));
    assert!(person.get(&voice).await.shows("Room."));
    let place = council.at("self");
    let draft = [("place", place.as_str()), ("base", "3"), ("self_sees", "half a thought")];
    person.fetch("/drafts", &draft).await;
    assert!(person.get(&place).await.shows("half a thought"));
}

#[tokio::test]
async fn u1_an_exile_at_the_table_is_honoured_and_not_questioned() {
    let mut person = Person::new().await;
    let little = person.meets("Little one", "exile").await;
    let id = asks(&mut person, "Move, or stay?", "").await;
    person.post(&format!("/decisions/{id}/table"), &[("base", "1"), ("part", &little)]).await.location();
    let page = person.get(&format!("/decisions/{id}/voice/{little}")).await;
    assert!(page.shows("It speaks in your sessions with your therapist."));
    assert!(!page.shows("What does Little one say?") && !page.body.contains("strength-"));
    let known = [("base", "2"), ("wants-1", ""), ("fears-1", ""), ("needs-1", "A quiet room.")];
    person.post(&format!("/decisions/{id}/voice/{little}"), &known).await.location();
    assert!(person.get(&format!("/decisions/{id}")).await.shows("A quiet room."));
}

#[tokio::test]
async fn nothing_is_weighed_added_up_or_recommended_on_any_page() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let all = [("planner", &council.planner, "3", "8"), ("rest", &council.rest, "2", "9")];
    for (n, (name, part, one, two)) in all.into_iter().enumerate() {
        let base = (n + 2).to_string();
        let voice = [
            ("base", base.as_str()),
            ("wants-1", name),
            ("strength-1", one),
            ("wants-2", name),
            ("strength-2", two),
        ];
        person.post(&council.with("voice", part), &voice).await.location();
    }
    for step in ["", "/choice", "/self"] {
        let page = person.get(&format!("/decisions/{}{step}", council.id)).await;
        let text = crate::html::text(&page.body).to_lowercase();
        for word in
            ["average", "total", "winner", "recommend", "suggest", "best option", "outweigh", "%", "8.5"]
        {
            assert!(!text.contains(word), "{word} on {step}");
        }
        // As a number of its own: ids hold any two digits.
        let mut numbers = text.split(|c: char| !c.is_alphanumeric());
        assert!(!numbers.any(|number| number == "17"), "8 and 9 are added up on {step}");
        if step != "/self" {
            assert!(text.find("move").unwrap() < text.rfind("stay").unwrap());
        }
        assert!(!page.body.contains("name=\"chosen\" value=\"2\" checked"));
    }
}

#[tokio::test]
async fn what_cannot_be_kept_comes_back_with_its_words() {
    let mut person = Person::new().await;
    let empty = [("question", " "), ("number", ""), ("option", "Move"), ("place", "/decisions/new")];
    let again = person.post("/decisions", &empty).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("value=\"Move\""));
    let council = council(&mut person).await;
    let voice = council.with("voice", &council.planner);
    let fields = [("base", "2"), ("wants-1", "Room."), ("strength-1", "11"), ("place", voice.as_str())];
    let again = person.post(&voice, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.shows("The scale goes from 0 to 10.") && again.shows("Room."));
    let stranger = person.get(&council.with("voice", &council.id)).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_part_that_is_erased_leaves_the_council_able_to_go_on() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    person.post(&format!("/parts/{}/erase", council.rest), &[]).await.location();
    person.post(&council.at("self"), &[("base", "2"), ("self_sees", "Quieter.")]).await.location();
    let page = person.get(&format!("/decisions/{}", council.id)).await;
    assert!(page.shows("A part that was erased") && page.shows("Quieter.") && !page.shows("Rest"));
    assert!(person.get(&council.at("erase")).await.shows("Quieter."));
    assert_eq!(person.post(&council.at("erase"), &[]).await.location(), "/decisions");
    assert_eq!(person.get(&council.at("choice")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_hidden_part_is_at_hand_only_when_it_is_asked_for() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let table = person.get(&council.at("table")).await;
    assert!(table.shows("The Planner") && !table.shows("keep out of lists"));
}

#[tokio::test]
async fn a_part_that_gets_up_and_sits_down_again_has_said_what_it_said() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let (planner, rest) = (council.planner.clone(), council.rest.clone());
    let voice =
        [("base", "2"), ("wants-1", "A second room."), ("fears-1", ""), ("needs-1", ""), ("strength-1", "8")];
    person.post(&council.with("voice", &planner), &voice).await;
    person.post(&council.at("table"), &[("base", "3"), ("part", &rest)]).await;
    let page = format!("/decisions/{}", council.id);
    assert!(!person.get(&page).await.shows("A second room."));
    person.post(&council.at("table"), &[("base", "4"), ("part", &rest), ("part", &planner)]).await;
    assert!(person.get(&page).await.shows("A second room."));
}

#[tokio::test]
async fn u1_a_seat_whose_part_turned_out_to_be_an_exile_is_not_asked_what_it_says() {
    let mut person = Person::new().await;
    let council = council(&mut person).await;
    let voice = council.with("voice", &council.rest);
    assert!(person.get(&voice).await.shows("What does Rest say?"));
    let little = person.meets("Little one", "exile").await;
    person.post(&format!("/parts/{}/merge", council.rest), &[("into", &little)]).await.location();
    let page = person.get(&voice).await;
    assert!(page.shows("your sessions with your therapist") && !page.shows("What does Rest say?"));
    assert!(!page.body.contains("name=\"strength-1\""));
    let picture = person.get(&format!("/decisions/{}", council.id)).await;
    assert_eq!(picture.body.matches("has said nothing").count(), 2, "the Planner alone, of two options");
    assert!(picture.shows("honoured here"));
}
