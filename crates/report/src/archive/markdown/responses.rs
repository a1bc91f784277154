//! A response to a questionnaire: which one, of which day, and what was given for each item; which
//! of them are asked, and which were added.
//!
//! Items and chosen answers stand by their names in the content. No score stands here: it is made of the answers by rules that
//! may be mended later, and the answers stay.

use hearken_core::{
    Notebook, Revision,
    journey::TreatmentSession,
    measure_plan::{Asked, MeasurePlan},
    questionnaires::Questionnaire,
    responses::{Answer, Given, Response},
    triggers::Trigger,
};
use hearken_measures::Form;
use serde_json::json;

use super::front::{Front, add, lines, one_item};

pub(super) fn text(revision: &Revision, response: &Response, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "questionnaire-response");
    front.line("title", &json!(response.measure));
    for (key, said) in [("version", &response.version), ("language", &response.language)] {
        if !said.is_empty() {
            front.line(key, &json!(said));
        }
    }
    front.when(&response.when);
    front.line("state", &json!(response.state.id()));
    if response.imported {
        front.line("imported", &json!(true));
    }
    if let Some(session) = response.about.and_then(|about| notebook.get::<TreatmentSession>(about)) {
        front.line("session", &json!(session.when().shown()));
    }
    if let Some(trigger) = response.about.and_then(|about| notebook.get::<Trigger>(about)) {
        front.line("trigger", &json!(trigger.name));
    }
    let mut sections = Vec::new();
    add(&mut sections, "answers", &lines(response.answers.iter().map(line)));
    add(&mut sections, "note", &response.note);
    front.finish(&sections.join("\n\n"))
}

/// A line for each questionnaire that is asked.
pub(super) fn plan(revision: &Revision, plan: &MeasurePlan) -> String {
    let line = |asked: &Asked| {
        let every =
            if asked.every_days == 1 { "day".to_owned() } else { format!("{} days", asked.every_days) };
        format!("- {}: every {every}", one_item(&asked.measure))
    };
    let mut sections = Vec::new();
    add(&mut sections, "questionnaires", &lines(plan.measures.iter().map(line)));
    Front::new(revision, "measure-plan").finish(&sections.join("\n\n"))
}

/// A questionnaire that was added: what it asks, and what of it is not followed. Its own file stands in `notebook.json`.
pub(super) fn added(revision: &Revision, added: &Questionnaire) -> String {
    let mut front = Front::new(revision, "questionnaire");
    front.line("title", &json!(added.title));
    if added.away {
        front.line("state", &json!("taken away"));
    }
    let mut sections = Vec::new();
    if let Ok(form) = Form::read(added.text.as_bytes()) {
        let asks = form.all_items().filter(|item| !item.text.is_empty());
        add(&mut sections, "asks", &lines(asks.map(|item| format!("- {}", one_item(&item.text)))));
        let notes = form.notes.iter().map(|note| format!("- {}", one_item(&note.to_string())));
        add(&mut sections, "not followed", &lines(notes));
        add(&mut sections, "terms", &form.copyright);
    }
    front.finish(&sections.join("\n\n"))
}

fn line(given: &Given) -> String {
    let answer = match &given.answer {
        Answer::Number(number) => number.to_string(),
        Answer::Decimal(typed) | Answer::Date(typed) => one_item(typed),
        Answer::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Answer::Code { system, code } if system.is_empty() => one_item(code),
        Answer::Code { system, code } => one_item(&format!("{code} ({system})")),
        Answer::Text(words) => one_item(words),
        Answer::Skipped => "asked, and not said".to_owned(),
    };
    format!("- {}: {answer}", one_item(&given.item))
}
