//! Which answers of a file are kept, and under which questionnaire: nothing that may ask for help is lost on the way.

use std::time::{Duration, Instant};

use hearken_core::{
    Notebook,
    questionnaires::measure_id,
    responses::{Response, ResponseState},
};
use hearken_measures::{Form, Scoring};
use hearken_report::{import::ImportReport, measured::Measured};

use super::{
    comes_in::{FIRST, PHQ, codes, into_empty, into_empty_with, plan, response},
    measured,
};

const DAY: &str = r#""authored": "2024-02-01""#;

fn item(link_id: &str, code: &str) -> String {
    let coding = format!(r#"{{"system": "http://loinc.org", "code": "{code}"}}"#);
    format!(r#"{{"linkId": "{link_id}", "answer": [{{"valueCoding": {coding}}}]}}"#)
}

fn only(notebook: &Notebook) -> Option<&Response> {
    notebook.responses().next().map(|(_, response)| response)
}

#[test]
fn what_could_not_be_read_and_may_ask_for_help_keeps_the_whole_response_out() {
    let ninth = item("/44260-8", "LA9999-9");
    let (notebook, report) = into_empty(&response(&format!("{PHQ}, {DAY}"), &format!("{FIRST}, {ninth}")));
    assert_eq!(codes(&report), ["answers-safety-not-read"]);
    let place = report.warnings[0].record_id.as_deref().unwrap_or_default();
    assert!(place.contains("/44260-8: its answer is none of the options"), "{place}");
    assert_eq!((notebook.responses().count(), report.total().failed), (0, 1));
    // An ASQ whose first questions cannot be read still says yes to the last.
    let asq = r#""status": "completed", "questionnaire": "urn:hearken:measures:asq""#;
    let items = format!("{}, {}", item("asq-1", "LA9999-9"), item("asq-5", "LA33-6"));
    let (notebook, report) = into_empty(&response(&format!("{asq}, {DAY}"), &items));
    assert!(codes(&report).contains(&"answers-safety-not-read"), "{report:?}");
    assert!(only(&notebook).is_none());
}

#[test]
fn what_lost_an_answer_on_the_way_is_not_finished() {
    let second = item("/44255-8", "LA9999-9");
    let (notebook, report) = into_empty(&response(&format!("{PHQ}, {DAY}"), &format!("{FIRST}, {second}")));
    assert_eq!(codes(&report), ["answer-not-taken"]);
    assert_eq!(only(&notebook).map(|one| one.state), Some(ResponseState::Stopped));
}

/// A questionnaire as somebody added it.
fn added<'a>(id: &'a str, form: &'a Form, scoring: &'a Scoring, asked: bool) -> Measured<'a> {
    Measured {
        id,
        form,
        text: "",
        scoring,
        by_oneself: true,
        asked,
        result: None,
        result_answers: Vec::new(),
    }
}

fn copy_of(url: &str) -> Form {
    let items = r#"{"linkId": "/44250-9", "type": "choice", "answerOption": [
        {"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3"}}]}"#;
    let json = format!(
        r#"{{"resourceType": "Questionnaire", "url": "{url}", "version": "1", "item": [{items}],
            "code": [{{"system": "http://loinc.org", "code": "44249-1"}}]}}"#
    );
    Form::read(json.as_bytes()).expect("it is read")
}

#[test]
fn a_copy_that_was_added_takes_no_answers_from_ours() {
    let (id, scoring) = (measure_id(crate::archive::id(9)), Scoring::default());
    for url in ["http://loinc.org/44249-1", "http://x.org/phq"] {
        let form = copy_of(url);
        for questionnaire in
            ["http://loinc.org/q/44249-1", "http://loinc.org/44249-1", "loinc.org/q/44249-1/"]
        {
            let mut known = measured();
            known.push(added(&id, &form, &scoring, true));
            let head = format!(r#""status": "completed", "questionnaire": "{questionnaire}", {DAY}"#);
            let (notebook, _) = into_empty_with(&response(&head, FIRST), &known);
            assert_eq!(
                only(&notebook).map(|one| one.measure.as_str()),
                Some("phq-9"),
                "{url} {questionnaire}"
            );
        }
    }
}

#[test]
fn of_two_that_were_added_the_one_that_is_still_asked_is_answered_and_of_two_that_are_none() {
    let ids = [8, 9].map(|at| measure_id(crate::archive::id(at)));
    let scoring = Scoring::default();
    let form = copy_of("http://x.org/q");
    let with = |asked: [bool; 2]| -> (Option<String>, ImportReport) {
        let known: Vec<_> =
            ids.iter().zip(asked).map(|(id, asked)| added(id, &form, &scoring, asked)).collect();
        let head = format!(r#""status": "completed", "questionnaire": "http://x.org/q|1", {DAY}"#);
        let (notebook, report) = into_empty_with(&response(&head, FIRST), &known);
        (only(&notebook).map(|one| one.measure.clone()), report)
    };
    assert_eq!(with([false, true]).0.as_ref(), Some(&ids[1]));
    assert_eq!(with([true, false]).0.as_ref(), Some(&ids[0]));
    let (none, report) = with([true, true]);
    assert_eq!((none, codes(&report)), (None, vec!["answers-to-several"]));
}

#[test]
fn what_could_not_be_kept_if_it_were_typed_does_not_come_in() {
    let own = r#""status": "completed", "questionnaire": "urn:test:own""#;
    let long =
        format!(r#"{{"linkId": "words", "answer": [{{"valueString": "{}"}}]}}"#, "x".repeat((1 << 20) + 1));
    let (notebook, report) = into_empty(&response(&format!("{own}, {DAY}"), &long));
    assert_eq!((codes(&report), report.total().failed), (vec!["answers-too-much"], 1));
    assert!(only(&notebook).is_none());
}

#[test]
fn a_file_about_more_than_one_person_says_so() {
    let of = |who: &str, day: &str| {
        let subject = format!(r#""subject": {{"reference": "{who}"}}, "authored": "{day}""#);
        response(&format!("{PHQ}, {subject}"), FIRST)
    };
    let two = |who: &str| format!("[{}, {}]", of("Patient/1", "2024-02-01"), of(who, "2024-02-02"));
    assert_eq!(codes(&into_empty(&two("Patient/2")).1), ["answers-of-several"]);
    assert!(codes(&into_empty(&two("Patient/1")).1).is_empty());
}

#[test]
fn a_large_file_is_held_against_the_notebook_in_little_time() {
    let known = measured();
    let phq = known.iter().find(|it| it.id == "phq-9").expect("it is shipped");
    let scored = phq.scoring.scales.iter().flat_map(|scale| &scale.items);
    let items: Vec<_> = scored.map(|link_id| item(link_id, "LA6569-3")).collect();
    let at = |at: usize| {
        let authored =
            format!(r#""authored": "2024-02-01T{:02}:{:02}:{:02}Z""#, at / 3600, at / 60 % 60, at % 60);
        response(&format!("{PHQ}, {authored}"), &items.join(","))
    };
    let file = format!("[{}]", (0..4_000).map(at).collect::<Vec<_>>().join(","));
    let (notebook, first) = into_empty(&file);
    assert_eq!(first.total().imported, 4_000);
    let began = Instant::now();
    let again = plan(&file, &notebook).expect("it is read");
    assert_eq!((again.revisions.len(), again.report.total().skipped), (0, 4_000));
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}
