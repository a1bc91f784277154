//! One that is open again to change an answer, and one that lay for long: whose score stands, and for which day answers count.

use super::{
    MILD, begun, finished, finishes_once_more, give, phq,
    releases::{holds, risen, scores},
};
use crate::person::Person;

const DAY: i64 = 24 * 3600;

#[tokio::test]
async fn a_score_stands_while_an_answer_of_it_is_changed_and_it_is_not_left_for_good() {
    let mut person = Person::new().await;
    finished(&mut person, MILD).await;
    let address = scores(&mut person).await.remove(0);
    give(&mut person, &address, &[], "open").await;
    let form = person.get(&address).await;
    assert!(form.body.contains("<form class=\"measure\"") && !form.body.contains("value=\"stop\""));
    let list = person.get("/measures").await;
    assert!(list.body.contains("<b>6</b> of 27") && list.shows("Go on where you were"), "{}", list.body);
    // A page that was made before still has that button.
    give(&mut person, &address, &[], "stop").await;
    assert!(person.get(&address).await.body.contains("<form class=\"measure\""));
    assert!(person.get("/measures").await.body.contains("<b>6</b> of 27"));
}

#[tokio::test]
async fn r52_a_rise_stands_while_its_score_is_open_again_and_is_the_same_once_that_is_closed_unchanged() {
    let mut person = Person::new().await;
    let session = risen(&mut person, &[MILD]).await;
    let newest = scores(&mut person).await.remove(0);
    give(&mut person, &newest, &[], "open").await;
    // `holds` says that the rule fires; what was talked over is the same rise.
    assert!(!holds(&mut person, &session, "R52").await);
    person.house.clock.forward(60);
    give(&mut person, &newest, &[], "finish").await;
    assert!(!holds(&mut person, &session, "R52").await);
}

#[tokio::test]
async fn answers_of_today_do_not_go_into_one_whose_days_are_over() {
    let mut person = Person::new().await;
    let old = begun(&mut person, "phq-9").await;
    give(&mut person, &old, &[("q1".to_owned(), "3".to_owned())], "later").await;
    person.house.clock.forward(15 * DAY);
    person.enter().await;
    let new = begun(&mut person, "phq-9").await;
    assert_ne!(new, old);
    assert!(!person.get(&new).await.body.contains("\" checked"));
    let list = person.get("/measures").await;
    assert!(list.body.contains(&format!("href=\"{old}\"")), "the old one waits: {}", list.body);
}

#[tokio::test]
async fn answers_of_today_do_not_go_into_one_that_is_open_to_change_an_answer() {
    let mut person = Person::new().await;
    finished(&mut person, MILD).await;
    let address = scores(&mut person).await.remove(0);
    give(&mut person, &address, &[], "open").await;
    assert_ne!(begun(&mut person, "phq-9").await, address);
}

#[tokio::test]
async fn one_that_is_finished_days_later_counts_for_the_day_it_was_finished_on() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    give(&mut person, &address, &[("q1".to_owned(), "3".to_owned())], "later").await;
    person.house.clock.forward(2 * DAY);
    person.enter().await;
    assert_eq!(begun(&mut person, "phq-9").await, address, "its days are still today's");
    give(&mut person, &address, &phq(MILD), "finish").await;
    finishes_once_more(&mut person, &address).await;
    let page = person.get(&address).await;
    assert!(!page.shows("Sun 22 Nov") && page.body.contains("<b>6</b>"), "{}", page.body);
    // Changed on a later day, it stays on its own.
    let head =
        |page: &crate::person::Page| page.body.split("class=\"lead\">").nth(1).unwrap()[..12].to_owned();
    person.house.clock.forward(DAY);
    person.enter().await;
    let before = head(&person.get(&address).await);
    give(&mut person, &address, &[], "open").await;
    give(&mut person, &address, &[], "finish").await;
    assert_eq!(head(&person.get(&address).await), before);
}
