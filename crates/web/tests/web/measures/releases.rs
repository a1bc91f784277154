//! What a prescriber said counts for the answers that they knew of, and for no others.

use axum::http::StatusCode;
use hearken_core::{
    RecordId, When,
    journey::{Release, keep_release},
};
use hearken_seal::Passphrase;

use super::{MILD, begun, finished, finishes_once_more, give, phq, safety::in_danger};
use crate::{
    after::{forward, plans, prepares},
    person::{PASSPHRASE, Page, Person},
};

const HOUR: i64 = 3_600;
/// The minute in which the tests begin, on the person's wall.
const BEGINS: &str = "2026-11-22T18:40";
const EARLIER: &str = "2026-11-22T17:40";

/// Says what the prescriber said to a rule, with these fields beside.
pub(crate) async fn says(person: &mut Person, session: &str, rule: &str, more: &[(&str, &str)]) -> Page {
    let place = format!("{session}/releases/{rule}");
    let form = person.get(&place).await;
    sends(person, &place, &form, more).await
}

/// Sends the form of a rule as it was opened.
async fn sends(person: &mut Person, place: &str, form: &Page, more: &[(&str, &str)]) -> Page {
    let shown = form.body.contains("answers-shown").then(|| form.field("answers-shown"));
    let shown = shown.iter().map(|shown| ("answers-shown", shown.as_str()));
    let said = [("by", "Dr Lind"), ("reason", "Seen together, and a plan made.")];
    let but = said.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| name != other));
    let fields: Vec<_> = shown.chain(but).chain(more.iter().copied()).collect();
    person.post(place, &fields).await
}

/// A session that is being prepared.
pub(crate) async fn prepared(person: &mut Person) -> String {
    let (_, session) = plans(person).await;
    prepares(person, &session, &[]).await;
    person.post(&format!("{session}/go"), &[("to", "preparing")]).await;
    session
}

/// Whether the rule stands there as one that a prescriber can still answer.
pub(crate) async fn holds(person: &mut Person, session: &str, rule: &str) -> bool {
    let ready = person.get(&format!("{session}/ready")).await;
    assert!(ready.body.contains(&format!("<span class=\"help\">{rule}</span>")), "it fires: {}", ready.body);
    ready.body.contains(&format!("/releases/{rule}\""))
}

#[tokio::test]
async fn what_was_said_before_an_answer_lifts_nothing_and_says_why() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    in_danger(&mut person).await;
    forward(&mut person, 25 * HOUR).await;
    let refused = says(&mut person, &session, "R13", &[("told", EARLIER)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("That was before you gave the answer"), "{}", refused.body);
    assert_eq!(refused.field("by"), "Dr Lind", "nothing typed is lost");
    assert!(holds(&mut person, &session, "R13").await);
    // Who types a time types no seconds: the minute of the answer is not before it.
    says(&mut person, &session, "R13", &[("told", BEGINS)]).await.location();
    assert!(!holds(&mut person, &session, "R13").await);
}

/// Keeps a release for an answer as a program kept it that did not look when it was said.
async fn keeps(person: &Person, session: &str, answer: &str, hours_ago: i64) {
    let keeper = &person.house.state.keeper;
    let id = |address: &str| -> RecordId { address.rsplit('/').next().unwrap().parse().unwrap() };
    let now = keeper.now().as_millis();
    let said = hearken_core::Timestamp::from_millis(now - hours_ago * HOUR * 1_000);
    let release = Release {
        rule: "R13".to_owned(),
        action: "emergency".to_owned(),
        by: "Dr Lind".to_owned(),
        when: When::new(said, 60),
        reason: "Seen together.".to_owned(),
        on_paper: true,
        answers: vec![id(answer)],
        ..Release::new(id(session))
    };
    let record = keeper.new_record_id();
    let (_, open) = keeper.unlock(&Passphrase::new(PASSPHRASE)).await.unwrap();
    let keep = move |notebook: &_| Ok(vec![keep_release(notebook, record, 0, release)?]);
    open.vault().write(keep, Vec::new()).await.unwrap();
}

#[tokio::test]
async fn a_release_counts_from_when_it_was_given_however_late_it_was_kept() {
    for (hours_ago, still_holds) in [(26, true), (24, false)] {
        let mut person = Person::new().await;
        let session = prepared(&mut person).await;
        let asq = in_danger(&mut person).await;
        forward(&mut person, 25 * HOUR).await;
        keeps(&person, &session, &asq, hours_ago).await;
        person.enter().await;
        assert_eq!(holds(&mut person, &session, "R13").await, still_holds, "{hours_ago}");
    }
}

/// Whether the rule stands there as danger of today, which nobody can answer yet.
pub(super) async fn holds_now(person: &mut Person, session: &str, rule: &str) -> bool {
    let ready = person.get(&format!("{session}/ready")).await;
    ready.body.contains(&format!("<span class=\"help\">{rule}</span>"))
        && ready.body.contains("came-emergency")
}

async fn item_nine(person: &mut Person, value: &str) -> String {
    let address = begun(person, "phq-9").await;
    person.fetch(&format!("{address}/given"), &[("q9", value)]).await;
    address
}

#[tokio::test]
async fn an_answer_of_another_window_meanwhile_is_not_lifted_unseen() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let place = format!("{session}/releases/R14");
    let first = item_nine(&mut person, "1").await;
    let form = person.get(&place).await;
    // Another questionnaire: the release is for the one that was there.
    give(&mut person, &first, &[], "stop").await;
    person.house.clock.forward(60);
    let second = item_nine(&mut person, "2").await;
    assert_ne!(first, second);
    sends(&mut person, &place, &form, &[]).await.location();
    assert!(holds(&mut person, &session, "R14").await);
    says(&mut person, &session, "R14", &[]).await.location();
    assert!(!holds(&mut person, &session, "R14").await);
}

#[tokio::test]
async fn an_answer_that_was_changed_meanwhile_is_looked_at_before_it_is_lifted() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let place = format!("{session}/releases/R14");
    let address = item_nine(&mut person, "1").await;
    let form = person.get(&place).await;
    person.house.clock.forward(60);
    person.fetch(&format!("{address}/given"), &[("q9", "3")]).await;
    let refused = sends(&mut person, &place, &form, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("Your answers have changed since"), "{}", refused.body);
    assert!(holds(&mut person, &session, "R14").await);
    sends(&mut person, &place, &refused, &[]).await.location();
    assert!(!holds(&mut person, &session, "R14").await);
}

/// Every PHQ-9 that its course leads to, the newest first.
pub(super) async fn scores(person: &mut Person) -> Vec<String> {
    let course = person.get("/measures/course/phq-9").await;
    let listed = course.body.split("Each time you answered").nth(1).unwrap();
    let all = listed.split("href=\"/measures/0").skip(1);
    all.map(|rest| format!("/measures/0{}", rest.split('"').next().unwrap())).collect()
}

/// A score every twenty days, the last of them a rise, which was talked over.
pub(super) async fn risen(person: &mut Person, before: &[[Option<u8>; 9]]) -> String {
    for values in before {
        finished(person, *values).await;
        forward(person, 20 * 24 * HOUR).await;
    }
    let two = Some(2);
    finished(person, [two, two, two, two, two, two, two, two, Some(0)]).await;
    let session = prepared(person).await;
    assert!(holds(person, &session, "R52").await);
    says(person, &session, "R52", &[]).await.location();
    assert!(!holds(person, &session, "R52").await);
    forward(person, 60).await;
    session
}

#[tokio::test]
async fn r52_a_rise_that_grew_because_the_score_before_was_changed_is_another_rise() {
    let mut person = Person::new().await;
    let session = risen(&mut person, &[MILD]).await;
    let before = scores(&mut person).await.pop().unwrap();
    give(&mut person, &before, &[], "open").await;
    give(&mut person, &before, &phq([Some(0); 9]), "finish").await;
    finishes_once_more(&mut person, &before).await;
    assert!(holds(&mut person, &session, "R52").await);
}

#[tokio::test]
async fn r52_a_rise_from_another_score_before_is_another_rise() {
    let mut person = Person::new().await;
    let (one, no) = (Some(1), Some(0));
    let session = risen(&mut person, &[[one, one, one, one, no, no, no, no, no], MILD]).await;
    let between = scores(&mut person).await.remove(1);
    person.post(&format!("{between}/erase"), &[]).await;
    assert!(holds(&mut person, &session, "R52").await);
}

#[tokio::test]
async fn of_two_words_of_the_same_minute_the_one_that_lifts_it_is_read() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    let first = item_nine(&mut person, "1").await;
    let said = |by| [("by", by), ("told", BEGINS), ("reason", "Seen.")];
    says(&mut person, &session, "R14", &said("Dr One")).await.location();
    give(&mut person, &first, &[], "stop").await;
    person.house.clock.forward(1);
    item_nine(&mut person, "2").await;
    says(&mut person, &session, "R14", &said("Dr Two")).await.location();
    let ready = person.get(&format!("{session}/ready")).await;
    assert!(ready.shows("Released by Dr Two"), "{}", ready.body);
    let read = ready.body.split("href=\"/journey/releases/").nth(1).unwrap().split('"').next().unwrap();
    assert!(person.get(&format!("/journey/releases/{read}")).await.shows("Dr Two"));
}

#[tokio::test]
async fn a_form_in_which_nothing_was_typed_yet_leaves_no_draft() {
    let mut person = Person::new().await;
    let session = prepared(&mut person).await;
    item_nine(&mut person, "1").await;
    let place = format!("{session}/releases/R14");
    let form = person.get(&place).await;
    let hidden = ["record", "base", "draft", "seen", "place", "answers-shown"];
    let mut fields: Vec<_> = hidden.iter().map(|name| (*name, form.field(name))).collect();
    fields.extend(["by", "told", "reason"].map(|name| (name, String::new())));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(!form.field("answers-shown").is_empty());
    person.fetch("/drafts", &fields).await;
    assert!(!person.get("/").await.shows("Not yet kept"));
}
