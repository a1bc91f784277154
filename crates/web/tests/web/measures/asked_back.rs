//! What cannot be kept as it was typed is asked for again, alone; the rest is kept.

use axum::http::StatusCode;

use super::{MILD, added::added, begun, give, phq};
use crate::person::Person;

const NUMBERS: &str = r#"{"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/numbers",
    "title": "Numbers", "item": [
    {"linkId": "1", "type": "integer", "text": "How often?"},
    {"linkId": "2", "type": "decimal", "text": "How much?"},
    {"linkId": "3", "type": "date", "text": "Since when?"},
    {"linkId": "4", "type": "text", "text": "What did you hear?"}]}"#;

fn fields(said: [&str; 4]) -> Vec<(String, String)> {
    (0..).zip(said).map(|(nth, said)| (format!("q{nth}"), said.to_owned())).collect()
}

#[tokio::test]
async fn a_number_that_is_none_is_asked_for_again_as_it_was_typed_and_the_rest_is_kept() {
    let mut person = Person::new().await;
    let measure = added(&mut person, NUMBERS).await;
    let address = begun(&mut person, &measure).await;
    let page =
        give(&mut person, &address, &fields(["often", "2,5", "2026-02-30", "a blackbird"]), "finish").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.shows("Everything else is kept"), "{}", page.body);
    assert!(page.body.contains("name=\"q0\" value=\"often\"") && page.body.contains("value=\"2026-02-30\""));
    let marked = |nth: u8, hidden: bool| {
        let rest = page.body.split(&format!("data-unclear=\"{nth}\"")).nth(1).expect("it stands there");
        rest.split('>').next().expect("it ends").contains("hidden") == hidden
    };
    assert!(marked(0, false) && marked(1, true) && marked(2, false), "{}", page.body);
    let form = person.get(&address).await;
    assert!(form.body.contains("name=\"q1\" value=\"2.5\"") && form.shows("a blackbird"), "{}", form.body);
    let mended = fields(["3", "2.5", "2026-02-28", "a blackbird"]);
    assert_eq!(give(&mut person, &address, &mended, "finish").await.status, StatusCode::SEE_OTHER);
    assert!(person.get(&address).await.shows("2026-02-28"));
}

#[tokio::test]
async fn what_a_script_sends_is_kept_but_for_what_is_unclear() {
    let mut person = Person::new().await;
    let measure = added(&mut person, NUMBERS).await;
    let address = begun(&mut person, &measure).await;
    let sent = [("q0", "often"), ("q3", "a blackbird"), ("draft", ""), ("seen", "0")];
    let kept = person.fetch(&format!("{address}/given"), &sent).await;
    assert_eq!((kept.status, &kept.json()["unclear"]), (StatusCode::OK, &serde_json::json!([0])));
    let form = person.get(&address).await;
    assert!(form.shows("a blackbird") && !form.body.contains("often\""), "{}", form.body);
}

#[tokio::test]
async fn a_day_that_is_still_to_come_is_said_and_the_answers_are_kept() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    let mut fields = phq(MILD);
    fields.push(("when".to_owned(), "2031-03-01T09:30".to_owned()));
    let page = give(&mut person, &address, &fields, "finish").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.shows("still to come") && page.body.contains("value=\"2031-03-01T09:30\""), "{}", page.body);
    let form = person.get(&address).await;
    assert!(form.body.contains("name=\"q1\" value=\"1\" data-value=\"1\" checked"), "{}", form.body);
    assert!(form.shows("Finish") && !form.shows("2031"), "it is open and stands on its own day");
}
