//! What comes before the next question: another part, a refusal, a young part, too much.

use axum::http::StatusCode;

use super::Walk;

#[tokio::test]
async fn another_part_is_met_first_and_the_exercise_comes_back_to_the_very_screen() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let gate = walk.answer("fears", "another-part", &[("words", "half a word")]).await;
    assert!(gate.location().ends_with("/fears/another-part"));
    let run = walk.run.clone();
    let child = walk.person.post(&format!("{run}/another-part"), &[("screen", "fears")]).await;
    let child = child.location().to_owned();
    assert_ne!(child, run);
    let first = walk.person.get(&format!("{child}/settle")).await;
    assert!(first.shows("Meeting The Planner") && first.body.contains(&format!("href=\"{run}\"")));
    let ended = walk.person.post(&format!("{child}/finish"), &[]).await;
    assert_eq!(ended.location().split('?').next(), Some(run.as_str()));
    assert_eq!(walk.waits_at().await, "fears");
    assert!(walk.at("fears").await.shows("half a word"));
}

#[tokio::test]
async fn a_word_that_is_not_self_like_or_ones_own_opens_the_gate() {
    for answer in [("option", "annoyed"), ("other", "wary")] {
        let mut walk = Walk::begin().await;
        walk.meet("The Planner").await;
        let next = walk.answer("feel-first", "next", &[answer]).await;
        assert!(next.location().ends_with("/feel-first/another-part"), "{answer:?}");
        assert_eq!(walk.waits_at().await, "feel-first");
        let run = walk.run.clone();
        let gate = walk.person.get(next.location()).await;
        assert!(gate.shows("this way toward The Planner"));
        let on = walk.person.post(&format!("{run}/go"), &[("screen", "purpose")]).await;
        assert!(on.location().ends_with("/purpose"));
    }
    let mut walk = Walk::begin().await;
    let next = walk.answer("feel-first", "next", &[("option", "calm")]).await;
    assert!(next.location().ends_with("/purpose"));
}

#[tokio::test]
async fn u3_a_refused_permission_is_not_worked_past() {
    let mut walk = Walk::begin().await;
    walk.meet("The Planner").await;
    let next = walk.answer("willing", "next", &[("option", "refused")]).await;
    assert!(next.location().ends_with("/willing/refused"));
    for later in ["picture", "purpose", "process"] {
        assert!(walk.at(later).await.location().ends_with("/willing/refused"), "{later}");
    }
    assert_eq!(walk.at("who").await.status, StatusCode::OK);
    assert!(!walk.person.get(next.location()).await.body.contains("/go\""));
    walk.answer("willing", "next", &[("option", "partial")]).await;
    assert_eq!(walk.at("purpose").await.status, StatusCode::OK);
}

#[tokio::test]
async fn u1_a_young_and_hurt_part_is_named_and_not_worked_with() {
    let mut walk = Walk::begin().await;
    let gate = walk.answer("who", "next", &[("name", "The small one"), ("manner", "young-and-hurt")]).await;
    assert!(gate.location().ends_with("/who/young-part"));
    assert!(walk.person.get(gate.location()).await.shows("for your sessions with your therapist"));
    assert!(walk.at("fears").await.location().ends_with("/who/young-part"));
    assert!(walk.person.get("/parts").await.shows("The small one"));
}

#[tokio::test]
async fn u1_a_part_known_as_an_exile_opens_the_same_gate() {
    let mut walk = Walk::begin().await;
    let exile = walk.person.meets("Little one by the stairs", "exile").await;
    let gate = walk.answer("who", "next", &[("part", &exile)]).await;
    assert!(gate.location().ends_with("/who/young-part"));
    assert!(walk.at("purpose").await.location().ends_with("/who/young-part"));
}

#[tokio::test]
async fn u4_the_stop_test_leads_to_grounding_and_an_urge_to_harm_to_help_first() {
    let mut walk = Walk::begin().await;
    let address = format!("{}/too-much", walk.run);
    assert_eq!(walk.answer("situation", "too-much", &[("words", "kept")]).await.location(), address);
    let dizzy = walk.person.post(&address, &[("sign", "dizzy")]).await;
    assert!(dizzy.shows("Come back to the room first"));
    let high = walk.person.post(&address, &[("distress", "8")]).await;
    assert!(high.shows("Come back to the room first"));
    let urge =
        walk.person.post(&address, &[("sign", "dizzy"), ("sign", "harm-self"), ("distress", "9")]).await;
    assert!(urge.shows("let somebody help you now") && !urge.shows("Come back to the room first"));
    let nothing = walk.person.post(&address, &[("distress", "2")]).await;
    assert!(nothing.shows("Then take your time"));
    assert!(walk.at("situation").await.shows("kept"));
}

#[tokio::test]
async fn u1_words_of_ones_own_do_not_take_a_young_and_hurt_part_past_its_gate() {
    let mut walk = Walk::begin().await;
    let planner = walk.person.meets("The Planner", "manager").await;
    let said = [("part", planner.as_str()), ("manner", "young-and-hurt"), ("other", "very still")];
    let gate = walk.answer("who", "next", &said).await;
    assert!(gate.location().ends_with("/who/young-part"));
    assert!(walk.at("purpose").await.location().ends_with("/who/young-part"));
    let again = walk.at("who").await;
    assert!(again.body.contains("value=\"very still\""), "the words stay beside what was ticked");
}

/// Meets the Planner in that exercise; its id.
async fn meets_the_planner(walk: &mut Walk) -> String {
    walk.meet("The Planner").await;
    let met = walk.at("who").await;
    met.body.split("name=\"part\" value=\"").nth(1).unwrap()[..36].to_owned()
}

#[tokio::test]
async fn u1_k2_a_part_that_turned_out_to_be_an_exile_while_the_exercise_waited_is_not_worked_with() {
    let mut walk = Walk::begin().await;
    let planner = meets_the_planner(&mut walk).await;
    let exile = walk.person.meets("Little one by the stairs", "exile").await;
    let described =
        [("record", exile.as_str()), ("base", "1"), ("name", "Little one"), ("urge_to_harm", "yes")];
    walk.person.post("/parts", &described).await;
    walk.person.post(&format!("/parts/{planner}/merge"), &[("into", &exile)]).await;
    assert!(walk.at("purpose").await.location().ends_with("/who/young-part"));
    assert!(walk.at("who").await.body.contains("id=\"urge\""));
}

#[tokio::test]
async fn what_is_answered_after_a_part_turned_out_to_be_another_is_told_to_that_one() {
    let mut walk = Walk::begin().await;
    let planner = meets_the_planner(&mut walk).await;
    let critic = walk.person.meets("The Critic", "manager").await;
    walk.person.post(&format!("/parts/{planner}/merge"), &[("into", &critic)]).await;
    walk.answer("willing", "next", &[("option", "granted")]).await;
    walk.answer("purpose", "next", &[("words", "So that nobody laughs.")]).await;
    assert!(walk.person.get(&format!("/parts/{critic}")).await.shows("So that nobody laughs."));
}
