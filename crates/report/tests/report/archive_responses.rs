//! The readable twins of responses to questionnaires, of the plan of which are asked, and of those that were added: what a reader without any program finds.

use hearken_core::{
    Extra, Notebook,
    journey::TreatmentSession,
    measure_plan::{Asked, MeasurePlan},
    questionnaires::Questionnaire,
    responses::{Answer, Response, ResponseState},
    triggers::Trigger,
};

use crate::{
    archive::id,
    archive_twins::{noon, notebook, twin_of},
};

fn response() -> Response {
    let word = |word: &str| word.to_owned();
    let mut response = Response {
        state: ResponseState::Finished,
        note: word("a hard week"),
        about: Some(id(2)),
        ..Response::begun("phq-9", "1.0", "en", noon())
    };
    let code = |system: &str| Answer::Code { system: word(system), code: word("LA6568-5") };
    for (item, answers) in [
        ("/44250-9", vec![Answer::Number(3)]),
        ("/weight", vec![Answer::Decimal(word("61.50"))]),
        ("/asked", vec![Answer::Yes(true), Answer::Yes(false)]),
        ("/kind", vec![code(""), code("http://loinc.org")]),
        ("/words", vec![Answer::Text(word("one line\n## and another"))]),
        ("/since", vec![Answer::Date(word("2026-11"))]),
        ("/last", vec![Answer::Skipped]),
    ] {
        response.give(item, answers);
    }
    response
}

fn answered() -> Notebook {
    let trigger = Trigger { name: "A late call".to_owned(), ..Trigger::default() };
    let begun = Response { about: Some(id(3)), ..Response::begun("suds", "", "", noon()) };
    notebook([
        (id(2), TreatmentSession { planned: noon(), ..TreatmentSession::new(id(1)) }.into()),
        (id(3), trigger.into()),
        (id(4), response().into()),
        (id(5), begun.into()),
    ])
}

#[test]
fn a_response_says_which_questionnaire_of_which_day_and_each_answer() {
    let twin = twin_of(&answered(), "questionnaires/2026-03-01-1000-phq-9.md");
    for said in [
        "kind: \"questionnaire-response\"\n",
        "title: \"phq-9\"\nversion: \"1.0\"\nlanguage: \"en\"\ndate: \"2026-03-01T10:00:00+01:00\"\n\
         state: \"finished\"\nsession: \"2026-03-01T10:00:00+01:00\"\n---\n",
        "## answers\n\n- /44250-9: 3\n- /weight: 61.50\n- /asked: yes\n- /asked: no\n- /kind: LA6568-5\n\
         - /kind: LA6568-5 (http://loinc.org)\n- /words: one line\n  ## and another\n- /since: 2026-11\n\
         - /last: asked, and not said\n\n## note\n\na hard week\n",
    ] {
        assert!(twin.contains(said), "{said}\n{twin}");
    }
}

#[test]
fn a_response_with_nothing_answered_has_a_twin_without_sections() {
    let twin = twin_of(&answered(), "questionnaires/2026-03-01-1000-suds.md");
    assert!(twin.contains("state: \"open\"\ntrigger: \"A late call\"\n---\n"), "{twin}");
    assert!(!twin.contains("##") && !twin.contains("version"), "{twin}");
}

#[test]
fn a_session_names_the_questionnaires_that_belong_to_it() {
    let twin = twin_of(&answered(), "journey/2026-03-01-1000-session.md");
    let said = "## questionnaires\n\n- phq-9, 2026-03-01T10:00:00+01:00, finished\n";
    assert!(twin.contains(said) && !twin.contains("suds"), "{twin}");
}

#[test]
fn a_measure_plan_says_each_questionnaire_and_how_often_it_is_asked() {
    let asked = |measure: &str, every_days| Asked { measure: measure.to_owned(), every_days };
    let measures = vec![asked("phq-9", 14), asked("suds", 1)];
    let notebook = notebook([(id(1), MeasurePlan { measures, extra: Extra::default() }.into())]);
    let twin = twin_of(&notebook, "measure-plan.md");
    assert!(twin.contains("kind: \"measure-plan\"\n"), "{twin}");
    assert!(
        twin.ends_with("---\n\n## questionnaires\n\n- phq-9: every 14 days\n- suds: every day\n"),
        "{twin}"
    );
}

#[test]
fn an_added_questionnaire_says_what_it_asks_and_what_of_it_is_not_followed() {
    let text = r#"{"resourceType": "Questionnaire", "item": [
        {"linkId": "1", "type": "group", "text": "The week", "item": [
            {"linkId": "2", "type": "string", "text": "Was it\n- quiet?", "maxLength": 9}]}]}"#;
    let added = |away| Questionnaire {
        title: "Quiet / loud".to_owned(),
        text: text.to_owned(),
        away,
        extra: Extra::default(),
    };
    let twin = |away| twin_of(&notebook([(id(1), added(away).into())]), "questionnaires/added/quiet-loud.md");
    let said = "## asks\n\n- The week\n- Was it\n  - quiet?\n\n## not followed\n\n- 2: maxLength: answers may be longer\n";
    assert!(twin(false).ends_with(said) && !twin(false).contains("state:"), "{}", twin(false));
    assert!(twin(true).contains("title: \"Quiet / loud\"\nstate: \"taken away\"\n"), "{}", twin(true));
}
