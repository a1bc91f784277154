//! Answers that come in: ours, and those of other programs. What goes out comes in with the same scores, and once.

use hearken_core::{
    NewRevision, Notebook, RecordId, Timestamp,
    responses::{Answer, Response, ResponseState},
};
use hearken_report::{
    fhir,
    import::{self, Format, ImportError, ImportOptions, ImportReport, Plan, recognise},
    measured::Measured,
};
use jiff::tz::TimeZone;

use super::{bytes_from, golden::notebook_of_a_year, measured};
use crate::archive_twins::{noon, notebook};

pub(super) fn plan(file: &str, into: &Notebook) -> Result<Plan, ImportError> {
    plan_with(file, into, &measured())
}

fn plan_with(file: &str, into: &Notebook, known: &[Measured<'_>]) -> Result<Plan, ImportError> {
    let now = Some(Timestamp::from_millis(1_800_000_000_000));
    let options = ImportOptions { measured: known, now, ..ImportOptions::new(TimeZone::UTC) };
    let read = import::read(file.as_bytes(), Format::Fhir, &options, &mut |_, _| {})?;
    let mut next = 100_u128;
    let mut id = || {
        next += 1;
        RecordId::from_bytes(next.to_be_bytes())
    };
    Ok(import::plan(read, into, &mut id))
}

pub(super) fn into_empty(file: &str) -> (Notebook, ImportReport) {
    into_empty_with(file, &measured())
}

/// What comes of a file where these questionnaires are known.
pub(super) fn into_empty_with(file: &str, known: &[Measured<'_>]) -> (Notebook, ImportReport) {
    let plan = plan_with(file, &Notebook::default(), known).expect("it is read");
    let kept = |revision: NewRevision| (revision.record, revision.what);
    (notebook(plan.revisions.into_iter().map(kept)), plan.report)
}

fn out(notebook: &Notebook) -> String {
    fhir::write(notebook, &measured(), &noon(), &mut bytes_from(3)).text()
}

/// When, of which questionnaire, and what its answers add up to.
fn scores(notebook: &Notebook) -> Vec<String> {
    let known = measured();
    let score = |response: &Response| {
        let is = |it: &&Measured<'_>| it.id == response.measure && it.form.version == response.version;
        let one = known.iter().find(is)?;
        let scored = one.scoring.score(one.form, &response.answers);
        let totals: Vec<_> =
            scored.totals.iter().map(|(scale, total)| (scale.id.as_str(), total.points())).collect();
        let finished = response.state == ResponseState::Finished;
        Some(format!("{} {} {finished} {totals:?}", response.when.shown(), one.id))
    };
    // Nothing answered is nothing to bring in, and of another person nothing is.
    let brought =
        |one: &Response| one.measure != "moaas" && one.answers.iter().any(|it| it.answer != Answer::Skipped);
    let mut scores: Vec<_> =
        notebook.responses().filter(|(_, one)| brought(one)).filter_map(|(_, one)| score(one)).collect();
    // A day alone begins at midnight, wherever in it somebody answered.
    scores.sort();
    scores
}

#[test]
fn what_goes_out_comes_into_an_empty_notebook_with_the_same_scores() {
    let year = notebook_of_a_year();
    let file = out(&year);
    let (copy, report) = into_empty(&file);
    assert!(!scores(&year).is_empty());
    assert_eq!(scores(&copy), scores(&year), "{report:?}");
    assert!(copy.responses().all(|(_, response)| response.imported));
}

#[test]
fn nothing_comes_twice_however_often_a_file_is_brought_in() {
    let year = notebook_of_a_year();
    let file = out(&year);
    let (copy, first) = into_empty(&file);
    for here in [&copy, &year] {
        let again = plan(&file, here).expect("it is read");
        assert!(again.revisions.is_empty(), "{:?}", again.report);
        assert_eq!(again.report.of("questionnaire-response").skipped, first.total().imported);
    }
    // Nor does what another program wrote down twice.
    let twice = format!("[{file},{file}]");
    assert_eq!(into_empty(&twice).1.total().imported, first.total().imported);
}

/// A response of another program to the PHQ-9.
pub(super) fn response(head: &str, items: &str) -> String {
    format!(r#"{{"resourceType": "QuestionnaireResponse", {head}, "item": [{items}]}}"#)
}

pub(super) const PHQ: &str = r#""status": "completed", "questionnaire": "http://loinc.org/q/44249-1""#;
pub(super) const FIRST: &str = r#"{"linkId": "/44250-9", "answer": [{"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3"}}]}"#;

pub(super) fn codes(report: &ImportReport) -> Vec<&str> {
    report.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn answers_of_another_program_keep_their_date_and_are_marked() {
    let (notebook, report) =
        into_empty(&response(&format!(r#"{PHQ}, "authored": "2024-02-01T08:00:00+01:00""#), FIRST));
    let (_, one) = notebook.responses().next().expect("it came in");
    assert_eq!((one.measure.as_str(), one.when.shown().as_str()), ("phq-9", "2024-02-01T08:00:00+01:00"));
    assert!(one.imported && one.state == ResponseState::Finished && report.warnings.is_empty());
    assert_eq!(one.answers[0].answer, Answer::Number(1), "it counts what the form says");
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_reason_and_the_rest_comes() {
    let day = r#""authored": "2024-02-01""#;
    let cases = [
        (
            response(&format!(r#""status": "completed", "questionnaire": "http://x.org/q", {day}"#), FIRST),
            "answers-not-known",
        ),
        (
            response(
                &format!(r#""status": "completed", "questionnaire": "http://loinc.org/q/44249-1|7", {day}"#),
                FIRST,
            ),
            "answers-other-version",
        ),
        (response(PHQ, FIRST), "answers-without-day"),
        (response(&format!(r#"{PHQ}, "authored": "2024-02""#), FIRST), "answers-without-day"),
        (response(&format!(r#"{PHQ}, "authored": "2031-02-01""#), FIRST), "answers-ahead"),
        (response(&format!(r#"{PHQ}, {day}"#), ""), "no-answers"),
        (response(&format!(r#""status": "entered-in-error", {day}"#), FIRST), "answers-not-taken"),
    ];
    let good = response(&format!("{PHQ}, {day}"), FIRST);
    for (file, code) in cases {
        let (notebook, report) = into_empty(&format!("[{file}, {good}]"));
        assert_eq!(codes(&report), [code], "{file}");
        assert_eq!((notebook.responses().count(), report.total().failed), (1, 1), "{file}");
    }
}

#[test]
fn an_answer_that_does_not_fit_is_named_by_its_place_and_what_was_on_its_way_is_not_on_its_way_here() {
    let wrong = r#"{"linkId": "/44255-8", "answer": [{"valueString": "secret words"}]}"#;
    let head =
        r#""status": "in-progress", "questionnaire": "http://loinc.org/q/44249-1", "authored": "2024-02-01""#;
    let (notebook, report) = into_empty(&response(head, &format!("{FIRST}, {wrong}")));
    let (_, one) = notebook.responses().next().expect("it came in");
    assert_eq!((one.answers.len(), one.state), (1, ResponseState::Stopped));
    assert_eq!(codes(&report), ["answer-not-taken", "answers-unfinished"]);
    assert!(report.warnings.iter().all(|it| it.record_id.as_deref().is_none_or(|id| !id.contains("secret"))));
    assert_eq!(report.total().degraded, 1);
}

#[test]
fn a_file_of_answers_is_recognised_and_one_without_any_is_refused() {
    let file = |text: &str| recognise(text.as_bytes());
    for text in [&response(PHQ, FIRST), r#"[{"resourceType": "Bundle"}]"#, r#"{"resourceType": "Bundle"}"#] {
        assert!(matches!(file(text), Ok(Format::Fhir)), "{text}");
    }
    for text in [r#"{"resourceType": "Bundle"}"#, "<Bundle/>", "{", "[7]"] {
        assert!(matches!(plan(text, &Notebook::default()), Err(ImportError::NoAnswers)), "{text}");
    }
    let deep = format!(r#"{{"resourceType": "QuestionnaireResponse", "item": {}"#, "[".repeat(100_000));
    assert!(matches!(plan(&deep, &Notebook::default()), Err(ImportError::TooLarge)));
}
