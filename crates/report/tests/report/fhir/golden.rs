//! One notebook with something of everything, and the bundle it makes. Validators read that bundle (`e2e/unit/fhir.test.js`).

use std::{fs, path::Path};

use hearken_core::{
    Notebook, Record, When,
    journal::JournalEntry,
    journey::{Moment, MomentKind, TreatmentSession, Watcher},
    parts::Part,
    responses::{Answer, Response, ResponseState},
};
use serde_json::Value;

use super::{measured, written};
use crate::{
    archive::id,
    archive_twins::{noon, notebook},
};

/// Words that somebody typed where no answer is asked; none of them may be in an export.
pub(crate) const NEVER: [&str; 5] =
    ["a word beside it", "The Planner", "a long walk", "my heart raced", "Ana sits with me"];

/// What somebody typed as an answer.
pub(crate) const TYPED: &str = "=It was the sea, and \"everything\"";

/// A response to every question of a measure: the choice of that place, and what is typed where there is none.
pub(crate) fn response(measure: &str, state: ResponseState, choices: &[usize]) -> Response {
    let all = measured();
    let of = all.iter().find(|it| it.id == measure).expect("it is shipped");
    let mut response = Response {
        state,
        note: NEVER[0].to_owned(),
        ..Response::begun(measure, &of.form.version, &of.form.language, noon())
    };
    let questions = of.form.all_items().filter(|item| item.kind.is_question());
    for (item, &choice) in questions.zip(choices) {
        let typed = || Answer::Text(TYPED.to_owned());
        let answer = item.options.get(choice).map_or_else(typed, |choice| item.answer_of(choice));
        response.give(&item.link_id, vec![answer]);
    }
    response
}

fn moment(kind: MomentKind, by: Watcher, numbers: &[(&str, i32)]) -> Record {
    Moment {
        kind,
        by,
        when: noon(),
        words: NEVER[3].to_owned(),
        numbers: numbers.iter().map(|&(name, value)| (name.to_owned(), value)).collect(),
        ..Moment::new(id(2))
    }
    .into()
}

/// Something of everything.
pub(crate) fn notebook_of_a_year() -> Notebook {
    use ResponseState::{Finished, Open, Stopped};
    let day = When { all_day: true, ..noon() };
    let mut skipped = response("asq", Finished, &[1, 1, 1]);
    skipped.give("asq-4", vec![Answer::Skipped]);
    let session =
        TreatmentSession { sitter: NEVER[4].to_owned(), planned: noon(), ..TreatmentSession::new(id(1)) };
    let entry = JournalEntry { body: NEVER[2].into(), ..JournalEntry::default() };
    let records: Vec<Record> = vec![
        Part::named(NEVER[1]).expect("a name").into(),
        session.into(),
        entry.into(),
        response("phq-9", Finished, &[1, 2, 3, 0, 1, 2, 3, 0, 1, 2]).into(),
        response("phq-9", Finished, &[1, 2, 3, 0, 1, 2, 3]).into(),
        response("phq-9", Finished, &[1, 2, 3]).into(),
        response("phq-9", Open, &[1, 2, 3]).into(),
        response("phq-9", Open, &[]).into(),
        response("asq", Finished, &[1, 1, 1, 0, 1]).into(),
        response("asq", Finished, &[1, 1, 1, 1, 0]).into(),
        skipped.into(),
        response("pcl-5", Finished, &[3; 20]).into(),
        response("dass-21", Stopped, &[1; 21]).into(),
        response("dass-21", Finished, &[1; 21]).into(),
        Response { when: day, ..response("suds", Finished, &[8]) }.into(),
        response("moaas", Finished, &[1]).into(),
        response("own", Finished, &[99; 20]).into(),
        response("dissociation", Finished, &[1; 3]).into(),
        Response { version: "0".to_owned(), ..response("phq-9", Finished, &[3; 9]) }.into(),
        moment(MomentKind::Vitals, Watcher::Person, &[("systolic", 128), ("diastolic", 82), ("pulse", 71)]),
        moment(MomentKind::Vitals, Watcher::Staff, &[("systolic", 131), ("oxygen", 97), ("breaths", 14)]),
        moment(MomentKind::LookIn, Watcher::Sitter, &[("moaas", 4)]),
        moment(MomentKind::LookIn, Watcher::Sitter, &[("moaas", 1)]),
        moment(MomentKind::Wrong, Watcher::Sitter, &[("unheard-of", 4)]),
    ];
    notebook((1_u8..).map(id).zip(records))
}

/// Where a validator of another language finds the bundle. It is written anew with `HEARKEN_WRITE=1`, and looked at.
#[test]
fn the_bundle_that_validators_read_is_the_one_that_is_written() {
    // An entry a line, so that a change can be looked at.
    let text =
        written(&notebook_of_a_year()).bundle.to_string().replace("{\"fullUrl\"", "\n{\"fullUrl\"") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/unit/fhir.json");
    if std::env::var_os("HEARKEN_WRITE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let stands = fs::read_to_string(path).unwrap_or_else(|_| "null".to_owned());
    assert!(read(&stands) == read(&text), "run this test with HEARKEN_WRITE=1");
}
