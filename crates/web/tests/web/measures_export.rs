//! What was measured as files: for a clinic's program, and as a table.

use axum::http::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};

use crate::person::{Page, Person};

/// Answers the SUDS with a number, and finishes it.
async fn answered(person: &mut Person) {
    let address = person.post("/measures", &[("measure", "suds")]).await.location().to_owned();
    person.post(&address, &[("q0", "7"), ("go", "finish")]).await.location();
}

/// What the program says of a file: its kind, and the name it gets.
fn headers(page: &Page) -> [&str; 2] {
    assert_eq!(page.status, StatusCode::OK);
    [CONTENT_TYPE, CONTENT_DISPOSITION].map(|name| page.headers[name].to_str().unwrap())
}

#[tokio::test]
async fn the_page_leads_to_both_files_once_something_was_answered() {
    let mut person = Person::new().await;
    assert!(!person.get("/measures").await.body.contains("/measures/export"));
    answered(&mut person).await;
    let page = person.get("/measures").await;
    for file in ["csv", "json"] {
        assert!(page.body.contains(&format!("href=\"/measures/export.{file}\" download")), "{file}");
    }
}

#[tokio::test]
async fn the_bundle_is_a_file_whose_name_tells_nothing() {
    let mut person = Person::new().await;
    answered(&mut person).await;
    let page = person.get("/measures/export.json").await;
    assert_eq!(
        headers(&page),
        ["application/fhir+json; charset=utf-8", "attachment; filename=\"notebook.json\""]
    );
    let kinds: Vec<_> = page.json()["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["resource"]["resourceType"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["Patient", "Questionnaire", "QuestionnaireResponse", "Observation"]);
    let again = person.get("/measures/export.json").await;
    assert_ne!(page.json()["entry"][0]["fullUrl"], again.json()["entry"][0]["fullUrl"], "new ids each time");
}

#[tokio::test]
async fn the_table_is_a_file_with_a_row_for_the_answer_and_one_for_the_total() {
    let mut person = Person::new().await;
    answered(&mut person).await;
    let page = person.get("/measures/export.csv").await;
    assert_eq!(headers(&page), ["text/csv; charset=utf-8", "attachment; filename=\"notebook.csv\""]);
    assert!(page.body.starts_with('\u{feff}'));
    let lines: Vec<_> = page.body.split_terminator("\r\n").skip(1).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("answer,1,") && lines[0].ends_with(",suds,1,en,finished,suds-1,7,,7,,"));
    assert!(lines[1].ends_with(",suds,1,en,finished,,,,,distress,7"));
}

#[tokio::test]
async fn a_locked_notebook_gives_no_file() {
    let mut person = Person::new().await;
    answered(&mut person).await;
    let mut other = person.other_browser();
    for file in ["json", "csv"] {
        let page = other.get(&format!("/measures/export.{file}")).await;
        assert!(page.status != StatusCode::OK || !page.body.contains("suds"), "{file}");
    }
}
