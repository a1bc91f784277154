//! What was answered is found again, whether it has a score or not.

use super::{MILD, begun, finished, finishes_once_more, give, phq, safety::in_danger};
use crate::person::Person;

#[tokio::test]
async fn answers_without_a_plot_are_found_on_their_course_and_can_be_erased() {
    let mut person = Person::new().await;
    let first = in_danger(&mut person).await;
    person.house.clock.forward(24 * 3_600);
    person.enter().await;
    let left = begun(&mut person, "asq").await;
    give(&mut person, &left, &[], "stop").await;
    let course = person.get("/measures/course/asq").await;
    let at = |address: &str| course.body.find(&format!("href=\"{address}\"")).expect("it is there");
    assert!(at(&left) < at(&first) && course.shows("left before its end"), "{}", course.body);
    assert!(course.body.contains("<details open"), "nothing else stands there");
    person.post(&format!("{first}/erase"), &[]).await;
    assert!(!person.get("/measures/course/asq").await.body.contains(&first));
}

#[tokio::test]
async fn one_that_was_left_is_found_beside_a_plot() {
    let mut person = Person::new().await;
    finished(&mut person, MILD).await;
    person.house.clock.forward(60);
    let left = begun(&mut person, "phq-9").await;
    give(&mut person, &left, &[("q1".to_owned(), "3".to_owned())], "stop").await;
    let course = person.get("/measures/course/phq-9").await;
    assert!(course.body.contains(&format!("href=\"{left}\"")), "{}", course.body);
    // Gone on with, it is one that waits.
    give(&mut person, &left, &[], "open").await;
    assert!(person.get("/measures/course/phq-9").await.shows("not finished yet"));
    give(&mut person, &left, &phq(MILD), "finish").await;
    finishes_once_more(&mut person, &left).await;
    assert!(!person.get("/measures/course/phq-9").await.shows("not finished yet"));
}
