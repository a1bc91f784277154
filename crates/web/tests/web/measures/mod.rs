//! Questionnaires: answered, kept as answered, scored, and looked at over time.

mod added;
mod asked_back;
mod brought;
mod found;
mod held;
mod over_time;
pub(crate) mod releases;
mod reopened;
mod report;
pub(crate) mod safety;

use crate::person::{Page, Person};

/// Begins one and gives its address.
async fn begun(person: &mut Person, measure: &str) -> String {
    person.post("/measures", &[("measure", measure)]).await.location().to_owned()
}

/// Answers of PHQ-9 by the fields of its form; `None` leaves one open.
fn phq(values: [Option<u8>; 9]) -> Vec<(String, String)> {
    let fields = values
        .iter()
        .enumerate()
        .filter_map(|(nth, value)| Some((format!("q{}", nth + 1), value.as_ref()?.to_string())));
    fields.collect()
}

async fn give(person: &mut Person, address: &str, fields: &[(String, String)], go: &str) -> Page {
    let mut all: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.push(("go", go));
    person.post(address, &all).await
}

/// Presses Finish on the page that shows once more what is open.
async fn finishes_once_more(person: &mut Person, address: &str) {
    let page = person.get(&format!("{address}?open=1")).await;
    let open = page.body.split("name=\"asked-again\" value=\"").skip(1);
    let open: Vec<_> =
        open.map(|rest| ("asked-again".to_owned(), rest.split('"').next().unwrap().to_owned())).collect();
    give(person, address, &open, "finish").await;
}

pub(crate) async fn finished(person: &mut Person, values: [Option<u8>; 9]) -> Page {
    let address = begun(person, "phq-9").await;
    give(person, &address, &phq(values), "finish").await;
    finishes_once_more(person, &address).await;
    person.get(&format!("{address}?seen=1")).await
}

/// The level of the help that stands on a page, not in its templates.
fn shown_level(page: &Page) -> Option<&str> {
    page.body.split("<template").next()?.split("data-level=\"").nth(1)?.split('"').next()
}

const MILD: [Option<u8>; 9] =
    [Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(0), Some(0), Some(0)];

#[tokio::test]
async fn a_questionnaire_is_answered_and_its_score_has_a_name() {
    let mut person = Person::new().await;
    let page = finished(&mut person, MILD).await;
    assert!(page.body.contains("<b>6</b> <span class=\"help\">of 27") && page.shows("mild"), "{}", page.body);
    let list = person.get("/measures").await;
    assert!(list.body.contains("<b>6</b> of 27") && list.shows("Its course"));
}

#[tokio::test]
async fn what_is_answered_is_kept_at_once_and_waits() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let kept = person.fetch(&format!("{address}/given"), &[("q1", "2"), ("draft", ""), ("seen", "0")]).await;
    assert!(kept.body.contains("\"help\":[]"), "{}", kept.body);
    let again = person.get(&address).await;
    assert!(again.body.contains("name=\"q1\" value=\"2\" data-value=\"2\" checked"), "{}", again.body);
    assert!(person.get("/").await.shows("Low mood"), "it waits on Today");
    assert_eq!(begun(&mut person, "phq-9").await, address, "one that is open is gone on with");
}

#[tokio::test]
async fn g2_an_answer_that_is_open_is_never_a_zero() {
    let mut person = Person::new().await;
    let few = [Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), None, None, None];
    assert!(finished(&mut person, few).await.shows("no total"));
    let two = [Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), Some(3), None, None];
    let page = finished(&mut person, two).await;
    assert!(page.shows("27") && page.shows("the mean of the others stands in for it"), "{}", page.body);
}

#[tokio::test]
async fn answers_can_be_changed_and_taken_out_for_real() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "gad-7").await;
    give(&mut person, &address, &[("q1".to_owned(), "3".to_owned())], "stop").await;
    assert!(person.get(&address).await.shows("left before its end"));
    give(&mut person, &address, &[], "open").await;
    assert!(person.get(&address).await.body.contains("<form class=\"measure\""));
    person.post(&format!("{address}/erase"), &[]).await;
    assert_eq!(person.get(&address).await.status, axum::http::StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_answer_outside_the_options_is_refused_and_nothing_is_kept() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    for bad in ["4", "-1", "x", "99999999999999999999"] {
        let refused = person.post(&address, &[("q1", bad), ("go", "later")]).await;
        assert!(refused.status.is_client_error(), "{bad}");
    }
    assert!(!person.get(&address).await.body.contains("\" checked"));
}

#[tokio::test]
async fn two_windows_never_undo_each_other() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let given = format!("{address}/given");
    person.fetch(&given, &[("q9", "0")]).await;
    // This window was made before, so it says how each question stood then.
    let as_loaded = [("q9", "0"), ("q9-was", "0")];
    person.fetch(&given, &[("q9", "2")]).await;
    person.fetch(&given, &[("q1", "1"), as_loaded[0], as_loaded[1]]).await;
    let page = person.get(&address).await;
    assert!(page.body.contains("name=\"q9\" value=\"2\" data-value=\"2\" checked"), "{}", page.body);
    assert_eq!(shown_level(&page), Some("S1"));
}

#[tokio::test]
async fn a_window_that_is_late_changes_nothing_of_one_that_was_finished() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    give(&mut person, &address, &phq(MILD), "finish").await;
    finishes_once_more(&mut person, &address).await;
    person.fetch(&format!("{address}/given"), &[("q1", "3")]).await;
    give(&mut person, &address, &[("q1".to_owned(), "3".to_owned())], "later").await;
    assert!(person.get(&address).await.body.contains("<b>6</b> <span class=\"help\">of 27"));
}
