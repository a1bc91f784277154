//! Answers that came from a file: shown with their date, without help as if they were given now, and known to the safety rules.

use super::{begun, give, shown_level};
use crate::person::{Page, Person};

/// An ASQ in which somebody was in danger then.
const ASQ: &str = r#"{"resourceType": "QuestionnaireResponse", "status": "completed",
    "questionnaire": "urn:hearken:measures:asq", "authored": "2024-02-01T08:00:00+01:00", "item": [ITEMS]}"#;

fn asq() -> String {
    let form = hearken_content::library().measure("asq").and_then(|measure| measure.form.as_ref()).unwrap();
    let items = form.all_items().filter(|item| item.kind.is_question()).map(|item| {
        let value = item.options.first().map_or_else(
            || r#""valueString": "words""#.to_owned(),
            |_| {
                let yes = item.options.iter().find(|choice| choice.whole() == Some(1)).unwrap();
                format!(
                    r#""valueCoding": {{"system": "{}", "code": "{}"}}"#,
                    yes.coding.system, yes.coding.code
                )
            },
        );
        format!(r#"{{"linkId": "{}", "answer": [{{{value}}}]}}"#, item.link_id)
    });
    ASQ.replace("ITEMS", &items.collect::<Vec<_>>().join(","))
}

async fn brought(person: &mut Person, file: &str) -> Page {
    let address = person.upload("/settings/import", file.as_bytes()).await.location().to_owned();
    let looked = person.get(&address).await;
    assert!(looked.shows("This would come in"), "{}", looked.body);
    let came = person.post(&address, &[("chosen", "1")]).await.location().to_owned();
    person.get(&came).await
}

#[tokio::test]
async fn brought_in_answers_bring_up_no_help_as_if_given_now_and_the_safety_rules_know_of_them() {
    let mut person = Person::new().await;
    let came = brought(&mut person, &asq()).await;
    assert!(came.shows("Kept: 1 answered questionnaire."), "{}", came.body);
    assert_eq!(shown_level(&person.get("/").await), None);
    let report = person.get("/measures/report?for=clinician").await;
    assert!(report.shows("S0"), "{}", report.body);
    assert!(brought(&mut person, &asq()).await.shows("All of it was here already."));
}

#[tokio::test]
async fn the_page_of_a_brought_in_answer_that_was_danger_shows_the_card_and_fills_no_screen() {
    let mut person = Person::new().await;
    brought(&mut person, &asq()).await;
    let course = person.get("/measures/course/asq").await;
    let address = course.body.split("href=\"/measures/0").nth(1).unwrap().split('"').next().unwrap();
    let page = person.get(&format!("/measures/0{address}")).await;
    assert_eq!(shown_level(&page), Some("S0"), "{}", page.body);
    assert!(page.shows("brought in from a file") && !page.body.contains("whole-screen"));
}

#[tokio::test]
async fn an_asq_from_a_file_does_not_stand_for_the_one_that_is_asked_next() {
    let mut person = Person::new().await;
    let address = begun(&mut person, "phq-9").await;
    give(&mut person, &address, &[("q9".to_owned(), "1".to_owned())], "later").await;
    assert!(person.get(&address).await.body.contains("/measures/about/asq?back="));
    brought(&mut person, &asq()).await;
    assert!(person.get(&address).await.body.contains("/measures/about/asq?back="), "it is still asked");
}

#[tokio::test]
async fn a_file_with_answers_to_nothing_that_is_here_says_so() {
    let mut person = Person::new().await;
    let other = asq().replace("urn:hearken:measures:asq", "http://example.org/other");
    let address = person.upload("/settings/import", other.as_bytes()).await.location().to_owned();
    let looked = person.get(&address).await;
    assert!(looked.shows("These answer no questionnaire that is here") && looked.shows("1 not kept"));
}
