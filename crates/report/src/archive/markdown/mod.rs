//! The readable twins of `notebook.json`: one Markdown file for each entry, part, decision, agreement, trigger, programme,
//! session, response and run as it stands, one for each questionnaire that was added, one for each person with whom a space
//! is shared and for each note about them, one for the safety plan and one for the plan of questionnaires. A part's private corner stays in `notebook.json` alone, and the name of
//! one that is kept out of sight in its own twin: a twin is what somebody may hand on.

mod front;
mod journey;
mod part;
mod responses;
mod sharing;
mod together;

use hearken_core::{
    Notebook, Record, RecordId, Revision, When, drawings,
    exercises::{AnswerValue, Run, RunState},
    journal::JournalEntry,
    recordings,
    sharing::is_out_of_sight,
};
use serde_json::json;

use super::{NOTEBOOK, slug::slug};
use front::{Front, section};

/// The path without ending, and the text, of a revision's twin; `None` for kinds that say nothing to a reader.
pub(super) fn twin(revision: &Revision, notebook: &Notebook) -> Option<(String, String)> {
    match &revision.what {
        Record::Journal(entry) => Some((journal_stem(entry), journal(revision, entry, notebook))),
        Record::Part(part) => {
            Some((format!("parts/{}", slug(&part.name, "part")), part::text(revision, part, notebook)))
        }
        Record::Exercise(run) => {
            let stem = format!("exercises/{}-{}", minute(&run.begun), slug(&run.guide, "exercise"));
            Some((stem, exercise(revision, run, notebook)))
        }
        Record::Decision(decision) => {
            let stem =
                format!("decisions/{}-{}", minute(&decision.asked), slug(&decision.question, "decision"));
            Some((stem, together::decision(revision, decision, notebook)))
        }
        Record::Agreement(agreement) => {
            let stem =
                format!("agreements/{}-{}", minute(&agreement.made), slug(&agreement.what, "agreement"));
            Some((stem, together::agreement(revision, agreement, notebook)))
        }
        Record::Trigger(trigger) => {
            let stem = format!("triggers/{}", slug(&trigger.name, "trigger"));
            Some((stem, together::trigger(revision, trigger, notebook)))
        }
        Record::SafetyPlan(plan) => Some(("safety-plan".to_owned(), together::plan(revision, plan))),
        Record::Programme(programme) => {
            let stem = format!("journey/{}", slug(&programme.name, "programme"));
            Some((stem, journey::programme(revision, programme, notebook)))
        }
        Record::TreatmentSession(session) => {
            let stem = format!("journey/{}-session", minute(session.when()));
            Some((stem, journey::session(revision, session, notebook)))
        }
        Record::Response(response) => {
            let measure = slug(&response.measure, "questionnaire");
            let stem = format!("questionnaires/{}-{measure}", minute(&response.when));
            Some((stem, responses::text(revision, response, notebook)))
        }
        Record::Questionnaire(added) => {
            let stem = format!("questionnaires/added/{}", slug(&added.title, "questionnaire"));
            Some((stem, responses::added(revision, added)))
        }
        Record::Space(space) => {
            let stem = format!("sharing/{}", slug(&space.called, "space"));
            Some((stem, sharing::space(revision, space, notebook)))
        }
        Record::PrivateNote(note) => {
            let stem = format!("sharing/notes/{}", slug(&sharing::called(note, notebook), "note"));
            Some((stem, sharing::note(revision, note, notebook)))
        }
        Record::GivenPage(page) => {
            let stem = format!("sharing/given/{}-{}", minute(&page.when), slug(&page.to, "page"));
            Some((stem, sharing::given(revision, page, notebook)))
        }
        Record::MeasurePlan(plan) => Some(("measure-plan".to_owned(), responses::plan(revision, plan))),
        _ => None,
    }
}

/// The names of parts that are here. One that is kept out of sight is named in its own twin alone.
fn names<'a>(parts: &[RecordId], notebook: &'a Notebook) -> Vec<&'a str> {
    let shown = parts.iter().filter(|&&part| !is_out_of_sight(notebook, part));
    shown.filter_map(|&part| notebook.part(part)).map(|part| part.name.as_str()).collect()
}

fn journal_stem(entry: &JournalEntry) -> String {
    let words =
        entry.title.as_deref().unwrap_or_else(|| entry.body.trim().lines().next().unwrap_or_default());
    format!("journal/{:04}/{}-{}", entry.when.date().year(), minute(&entry.when), slug(words, "entry"))
}

/// `YYYY-MM-DD-hhmm`.
fn minute(when: &When) -> String {
    let local = when.local();
    format!("{}-{:02}{:02}", local.date(), local.hour(), local.minute())
}

fn journal(revision: &Revision, entry: &JournalEntry, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "journal");
    if let Some(title) = &entry.title {
        front.line("title", &json!(title));
    }
    front.when(&entry.when);
    if !entry.tags.is_empty() {
        front.line("tags", &json!(entry.tags));
    }
    let parts = names(&entry.parts, notebook);
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    if entry.starred {
        front.line("starred", &json!(true));
    }
    if is_out_of_sight(notebook, revision.record) {
        front.line("private", &json!(true));
    }
    front.finish(&entry.body)
}

fn exercise(revision: &Revision, run: &Run, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "exercise");
    front.line("title", &json!(run.guide));
    front.line("version", &json!(run.guide_version));
    front.when(&run.begun);
    let parts = names(&run.parts().collect::<Vec<_>>(), notebook);
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    let state = match &run.state {
        RunState::Open { .. } => "open",
        RunState::Finished { .. } => "finished",
    };
    front.line("state", &json!(state));
    front.finish(&answers(revision.record, run, notebook).join("\n\n"))
}

/// A section for each screen that was answered: in words, drawn, or said aloud.
fn answers(id: RecordId, run: &Run, notebook: &Notebook) -> Vec<String> {
    let notes = recordings::of_run(notebook, id);
    let mut screens: Vec<&str> = run.answers.iter().map(|answer| answer.screen.as_str()).collect();
    for (_, note) in &notes {
        if !screens.contains(&note.screen.as_str()) {
            screens.push(&note.screen);
        }
    }
    let mut sections = Vec::new();
    for screen in screens {
        let values = run
            .answer(screen)
            .into_iter()
            .flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
        let mut texts: Vec<String> = values.filter_map(|value| words(value, notebook)).collect();
        texts.extend(
            drawings::standing(notebook, run, screen).into_iter().map(|id| kept_there("A drawing", id)),
        );
        texts.extend(notes.iter().filter(|(_, note)| note.screen == screen).map(|(id, note)| {
            let length = recordings::length(note.seconds).map(|length| format!(" of {length}"));
            kept_there(&format!("A voice note{}", length.unwrap_or_default()), *id)
        }));
        if !texts.is_empty() {
            sections.push(section(screen, &texts.join("\n\n")));
        }
    }
    sections
}

/// What no text can show, and where its bytes are.
fn kept_there(what: &str, id: RecordId) -> String {
    format!("{what}, kept in {NOTEBOOK} under {id}.")
}

/// An answer in words; `None` if it has none.
fn words(value: &AnswerValue, notebook: &Notebook) -> Option<String> {
    let lines: Vec<String> = match value {
        AnswerValue::Done | AnswerValue::Skipped => Vec::new(),
        AnswerValue::Words(words) | AnswerValue::Drawing { words, .. } => vec![words.clone()],
        AnswerValue::Chosen { options, other } => options.iter().chain([other]).cloned().collect(),
        AnswerValue::Part(part) => names(&[*part], notebook).into_iter().map(str::to_owned).collect(),
        AnswerValue::Picture { words, colour, shape, age } => {
            [Some(words), colour.as_ref(), shape.as_ref(), Some(age)].into_iter().flatten().cloned().collect()
        }
        AnswerValue::Body { places, words } => places.iter().chain([words]).cloned().collect(),
        AnswerValue::OwnQuestions(pairs) => {
            pairs.iter().map(|(asked, said)| format!("{asked}\n{said}\n")).collect()
        }
        AnswerValue::Levels(levels) => {
            levels.iter().map(|(scale, level)| format!("{scale}: {level} of 10")).collect()
        }
        AnswerValue::Parts(parts) => names(parts, notebook).into_iter().map(str::to_owned).collect(),
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
