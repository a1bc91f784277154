//! A questionnaire from a file: looked at, added, answered like any other, and taken away.

use super::{begun, give};
use crate::person::{Page, Person};

const QUIET: &str = r#"{"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/quiet",
    "version": "2", "title": "How <b>quiet</b> it is", "copyright": "Somebody, freely", "item": [
    {"linkId": "1", "type": "choice", "text": "Was it quiet?", "required": true, "answerOption": [
        {"valueCoding": {"system": "s", "code": "no", "display": "Not at all"}},
        {"valueCoding": {"system": "s", "code": "yes", "display": "All day"}}]},
    {"linkId": "2", "type": "text", "text": "What did you hear?", "maxLength": 20},
    {"linkId": "sum", "type": "decimal", "extension": [{
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": "1.repeat($this + 1)"}}]}]}"#;

async fn looked(person: &mut Person, file: &str) -> (String, Page) {
    let address = person.upload("/measures/add", file.as_bytes()).await.location().to_owned();
    let page = person.get(&address).await;
    (address, page)
}

/// Adds one and gives its name.
pub(super) async fn added(person: &mut Person, file: &str) -> String {
    let (address, _) = looked(person, file).await;
    let to = person.post(&address, &[]).await.location().to_owned();
    to.strip_prefix("/measures/about/").expect("it is there").to_owned()
}

#[tokio::test]
async fn it_is_looked_at_first_and_says_what_is_not_followed() {
    let mut person = Person::new().await;
    let (address, page) = looked(&mut person, QUIET).await;
    for said in [
        "How &lt;b&gt;quiet&lt;/b&gt; it is",
        "From elsewhere, not checked by us.",
        "Nothing is added up and no range has a name.",
        "No answer in it brings up help by itself",
        "maxLength: answers may be longer",
        "calculatedExpression: what it comes to is not worked out here",
        "Was it quiet?",
        "All day",
        "2 questions",
        "http://example.org/quiet",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(!page.body.contains("<b>quiet"));
    assert!(!person.get("/measures").await.shows("quiet"), "nothing is kept yet");
    person.post(&format!("{address}/forget"), &[]).await;
    assert!(person.get(&address).await.shows("no longer waits"));
}

#[tokio::test]
async fn it_is_answered_planned_found_and_taken_out_like_any_other() {
    let mut person = Person::new().await;
    let measure = added(&mut person, QUIET).await;
    let about = person.get(&format!("/measures/about/{measure}")).await;
    assert!(about.shows("from elsewhere") && about.shows("Somebody, freely") && about.shows("Take it away"));
    let every = format!("every-{measure}");
    person.post("/measures/plan", &[("base", "0"), ("asked", &measure), (&every, "3")]).await;
    assert!(person.get("/").await.shows("quiet"), "it is due");
    let address = begun(&mut person, &measure).await;
    let form = person.get(&address).await;
    assert!(form.shows("Was it quiet?") && form.body.contains("href=\"/help-now\""), "{}", form.body);
    let fields = [("q0".to_owned(), "1".to_owned()), ("q1".to_owned(), "a blackbird".to_owned())];
    give(&mut person, &address, &fields, "finish").await;
    let result = person.get(&address).await;
    assert!(result.shows("All day") && result.shows("a blackbird") && !result.shows("no total"));
    assert!(!person.get("/").await.shows("is due"));
    let bundle = person.get("/measures/export.json").await;
    assert!(bundle.body.contains("\"questionnaire\": \"http://example.org/quiet|2\""), "{}", bundle.body);
    assert!(person.get("/measures/export.csv").await.body.contains("a blackbird"));
}

#[tokio::test]
async fn the_same_file_is_added_once() {
    let mut person = Person::new().await;
    let measure = added(&mut person, QUIET).await;
    let (_, page) = looked(&mut person, QUIET).await;
    assert!(page.shows("This very questionnaire is here already.") && !page.body.contains("Add it"));
    assert_eq!(added(&mut person, QUIET).await, measure);
}

#[tokio::test]
async fn what_was_answered_can_be_read_after_it_was_taken_away() {
    let mut person = Person::new().await;
    let measure = added(&mut person, QUIET).await;
    let address = begun(&mut person, &measure).await;
    give(&mut person, &address, &[("q0".to_owned(), "1".to_owned())], "finish").await;
    person.post(&format!("/measures/about/{measure}/away"), &[]).await;
    let list = person.get("/measures").await;
    assert!(!list.body.contains(&format!("/measures/about/{measure}")) && list.shows("can still be read"));
    assert!(
        list.body.contains(&format!("/measures/course/{measure}")),
        "and the way there is: {}",
        list.body
    );
    let course = person.get(&format!("/measures/course/{measure}")).await;
    assert!(course.body.contains(&format!("href=\"{address}\"")), "{}", course.body);
    assert!(!person.get(&address).await.shows("Change an answer"), "nothing asks for more of it");
    assert!(person.get(&address).await.shows("All day"), "its words are still there");
    assert_eq!(person.post("/measures", &[("measure", &measure)]).await.status, 404);
    assert!(!person.get(&format!("/measures/about/{measure}")).await.body.contains("Begin</button>"));
    assert_eq!(added(&mut person, QUIET).await, measure, "the same file brings it back");
    let list = person.get("/measures").await;
    assert!(list.body.contains(&format!("/measures/about/{measure}")) && !list.shows("can still be read"));
    assert!(person.get(&address).await.shows("Change an answer"));
}

#[tokio::test]
async fn one_that_was_never_answered_goes_for_good() {
    let mut person = Person::new().await;
    let measure = added(&mut person, QUIET).await;
    person.post(&format!("/measures/about/{measure}/away"), &[]).await;
    assert_eq!(person.get(&format!("/measures/about/{measure}")).await.status, 404);
    assert_ne!(added(&mut person, QUIET).await, measure);
}

#[tokio::test]
async fn a_copy_of_one_that_brings_up_help_is_refused_and_one_that_looks_like_it_is_named() {
    let mut person = Person::new().await;
    let form = |rest: &str| {
        format!(
            r#"{{"resourceType": "Questionnaire", {rest}, "item": [{{"linkId": "9", "type": "boolean"}}]}}"#
        )
    };
    let (address, page) = looked(&mut person, &form(r#""url": "http://loinc.org/q/44249-1""#)).await;
    assert!(page.shows("it is here already, as Low mood") && page.shows("cannot be added"), "{}", page.body);
    person.post(&address, &[]).await;
    assert!(!person.get("/measures").await.shows("from elsewhere"));
    for same in [
        r#""url": "https://loinc.org/44249-1/""#,
        r#""url": "http://example.org/phq", "code": [{"system": "http://loinc.org", "code": "44249-1"}]"#,
    ] {
        let (_, page) = looked(&mut person, &form(same)).await;
        assert!(page.shows("it is here already, as Low mood"), "{same}");
    }
    let panel = r#""code": [{"system": "http://loinc.org", "code": "93373-9"}]"#;
    let (_, page) = looked(&mut person, &form(panel)).await;
    assert!(page.shows("In this one no answer brings it up.") && page.shows("A questionnaire"));
    assert!(
        page.shows("has no words of it") && !page.shows("itself, with help"),
        "of the C-SSRS there are codes alone"
    );
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_every_reason_and_nothing_else_is_harmed() {
    let mut person = Person::new().await;
    let items = (0..5_001).map(|at| format!(r#"{{"linkId": "{at}", "type": "string"}}"#));
    let many =
        format!(r#"{{"resourceType": "Questionnaire", "item": [{}]}}"#, items.collect::<Vec<_>>().join(","));
    let form = |items: &str| format!(r#"{{"resourceType": "Questionnaire", "item": [{items}]}}"#);
    let twice = form(r#"{"linkId": "a", "type": "string"}, {"linkId": "a", "type": "quantity"}"#);
    let long = form(&format!(r#"{{"linkId": "{}", "type": "string"}}"#, "é".repeat(250)));
    for (file, why) in [
        (many.as_str(), "it has more than 5000 items"),
        (&twice, "its linkId stands there twice"),
        (&twice, "the type quantity is not supported"),
        (&long, "its linkId or a code is longer than 400 bytes"),
        ("<Questionnaire/>", "this is XML"),
        ("\u{0}", "this is not JSON"),
        ("[]", "a questionnaire is an object"),
    ] {
        let (address, page) = looked(&mut person, file).await;
        assert!(page.shows(why), "{why}: {}", page.body);
        assert_eq!(person.post(&address, &[]).await.location(), address, "it is not kept either");
    }
    assert!(person.upload("/measures/add", b"").await.shows("No file was chosen."));
    let large = person.upload("/measures/add", &vec![b' '; 3 << 20]).await;
    assert!(large.status == 413 && large.shows("larger than 1 MB"), "{}", large.status);
    assert!(!person.get("/measures").await.shows("from elsewhere"));
}

#[tokio::test]
async fn five_thousand_questions_are_asked_in_little_time() {
    let mut person = Person::new().await;
    let items =
        (0..5_000).map(|at| format!(r#"{{"linkId": "{at}", "type": "boolean", "text": "<i>{at}</i>"}}"#));
    let file = format!(
        r#"{{"resourceType": "Questionnaire", "title": "Long", "item": [{}]}}"#,
        items.collect::<Vec<_>>().join(",")
    );
    let (_, page) = looked(&mut person, &file).await;
    assert!(page.shows("And 4800 more.") && !page.body.contains("<i>7"));
    let measure = added(&mut person, &file).await;
    let begun_at = std::time::Instant::now();
    let address = begun(&mut person, &measure).await;
    give(&mut person, &address, &[("q4999".to_owned(), "yes".to_owned())], "finish").await;
    assert!(person.get(&address).await.shows("<i>4999</i>"));
    assert!(begun_at.elapsed() < std::time::Duration::from_secs(30), "{:?}", begun_at.elapsed());
}

#[tokio::test]
async fn answers_to_an_added_one_that_are_brought_in_are_said_to_be_looked_at_by_no_rule() {
    let mut person = Person::new().await;
    added(&mut person, QUIET).await;
    let answers = r#"{"resourceType": "QuestionnaireResponse", "status": "completed", "authored": "2024-02-01",
        "questionnaire": "http://example.org/quiet|2", "item": [
        {"linkId": "1", "answer": [{"valueCoding": {"system": "s", "code": "yes"}}]}]}"#;
    let address = person.upload("/settings/import", answers.as_bytes()).await.location().to_owned();
    let came = person.post(&address, &[("chosen", "1")]).await.location().to_owned();
    let came = person.get(&came).await;
    assert!(came.shows("Kept: 1 answered questionnaire."), "{}", came.body);
    assert!(came.shows("No safety rule looks at answers") && !came.shows("The safety rules know of"));
}
