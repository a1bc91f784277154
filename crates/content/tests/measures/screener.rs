//! The C-SSRS screener: section 7b of the notes. Its words are not shipped; a practice adds them.

use hearken_content::{Library, Measure, check, with_own};
use hearken_core::responses::{Answer, Given};

use crate::answering::{measure, number, safety, score};

/// The linkIds of questions 1 to 6 and 6a.
const QUESTIONS: [&str; 7] =
    ["/93246-7", "/93247-5", "/93248-3", "/93249-1", "/93250-9", "/93267-3", "/93269-9"];

/// A form with no word of the real one.
fn form(yes: &str) -> String {
    let options = format!(
        r#"[{{"valueCoding": {{"system": "http://loinc.org", "code": "LA33-6", "display": "Yes"}},
              "extension": [{{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": {yes}}}]}},
            {{"valueCoding": {{"system": "http://loinc.org", "code": "LA32-8", "display": "No"}},
              "extension": [{{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}}]}}]"#
    );
    let item = |link: &&str| {
        format!(r#"{{"linkId": "{link}", "type": "choice", "text": "?", "answerOption": {options}}}"#)
    };
    let items: Vec<String> = QUESTIONS.iter().map(item).collect();
    let items = items.join(",");
    format!(
        r#"{{"resourceType": "Questionnaire", "url": "urn:a-practice:c-ssrs", "version": "1", "language": "en", "item": [{items}]}}"#
    )
}

fn with_form(yes: &str) -> Result<Library, Vec<hearken_content::Fault>> {
    check(&with_own(&[("measures/c-ssrs.json".to_owned(), form(yes))]))
}

fn answers(values: [Option<i64>; 7]) -> Vec<Given> {
    QUESTIONS.iter().zip(values).filter_map(|(item, value)| Some(number(item, value?))).collect()
}

#[test]
fn cssrs_has_no_words_and_is_not_offered_until_a_practice_adds_them() {
    let built_in = measure("c-ssrs");
    assert!(!built_in.is_offered());
    let library = with_form("1").unwrap();
    assert!(library.measure("c-ssrs").is_some_and(Measure::is_offered));
}

#[test]
fn cssrs_a_form_that_cannot_be_scored_is_named_itself() {
    let faults = with_form("0.5").unwrap_err();
    assert!(faults.iter().all(|fault| fault.file == "measures/c-ssrs.json"), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.check == "scores-name-what-is-asked"), "{faults:?}");
}

#[test]
fn cssrs_the_level_is_the_highest_that_is_triggered() {
    let library = with_form("1").unwrap();
    let screener = library.measure("c-ssrs").unwrap();
    let of = |values: [i64; 7]| {
        let given = answers(values.map(Some));
        let scored = score(screener, &given);
        (
            scored.outcome.map_or("", |outcome| outcome.id.as_str()).to_owned(),
            safety(&scored).first().map(|(level, _)| *level),
        )
    };
    let expect = |level: &str, response| (level.to_owned(), response);
    assert_eq!(of([0, 0, 0, 0, 0, 0, 0]), expect("negative", None));
    assert_eq!(of([1, 0, 0, 0, 0, 0, 0]), expect("low", None));
    assert_eq!(of([1, 1, 0, 0, 0, 0, 0]), expect("low", None));
    assert_eq!(of([1, 1, 1, 0, 0, 0, 0]), expect("moderate", Some("S2")));
    assert_eq!(
        of([1, 1, 1, 1, 0, 0, 0]),
        expect("high", Some("S0")),
        "question 4 is high, as Columbia has it"
    );
    assert_eq!(of([0, 1, 0, 0, 1, 0, 0]), expect("high", Some("S0")));
    assert_eq!(of([0, 0, 0, 0, 0, 1, 0]), expect("moderate", Some("S2")), "longer ago than three months");
    assert_eq!(of([0, 0, 0, 0, 0, 1, 1]), expect("high", Some("S0")));
}

#[test]
fn cssrs_no_to_2_passes_3_to_5_and_leaves_no_gap() {
    let library = with_form("1").unwrap();
    let screener = library.measure("c-ssrs").unwrap();
    let given = answers([Some(0), Some(0), None, None, None, Some(0), None]);
    assert_eq!(score(screener, &given).outcome.unwrap().id, "negative");
    let without_6 = answers([Some(0), Some(0), None, None, None, None, None]);
    assert_eq!(score(screener, &without_6).outcome, None, "question 6 is always asked");
    let refused = [Given { item: QUESTIONS[0].to_owned(), answer: Answer::Skipped }];
    assert_eq!(score(screener, &refused).outcome, None);
}

#[test]
fn cssrs_its_levels_have_the_loinc_answers_of_ll465_6() {
    let file = &measure("c-ssrs").file;
    let result = file.result.as_ref().unwrap();
    let codes: Vec<_> = result.answers.iter().map(|one| (one.outcome.as_str(), one.code.as_str())).collect();
    assert_eq!(codes, [("low", "LA9194-7"), ("moderate", "LA6751-7"), ("high", "LA9193-9")]);
    assert_eq!((file.panel.as_deref(), result.code.as_str()), (Some("93373-9"), "93374-7"));
}
