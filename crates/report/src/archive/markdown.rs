//! The readable twins of `notebook.json`: one Markdown file for each entry, part and run as it stands.

use hearken_core::{
    Notebook, Record, Revision, When,
    exercises::{AnswerValue, Run, RunState},
    journal::JournalEntry,
    parts::Part,
};
use serde_json::json;

use super::slug::slug;

/// The path without ending, and the text, of a revision's twin; `None` for kinds that say nothing to a reader.
pub(super) fn twin(revision: &Revision, notebook: &Notebook) -> Option<(String, String)> {
    match &revision.what {
        Record::Journal(entry) => Some((journal_stem(entry), journal(revision, entry, notebook))),
        Record::Part(part) => {
            Some((format!("parts/{}", slug(&part.name, "part")), part_text(revision, part)))
        }
        Record::Exercise(run) => {
            let stem = format!("exercises/{}-{}", minute(&run.begun), slug(&run.guide, "exercise"));
            Some((stem, exercise(revision, run, notebook)))
        }
        _ => None,
    }
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

/// The settings at the top of a twin. Every text is a JSON string, which is YAML whatever is in it.
struct Front(String);

impl Front {
    fn new(revision: &Revision, kind: &str) -> Self {
        let saved = When::new(revision.saved, 0);
        let mut front = Self("---\n".to_owned());
        front.line("id", &json!(revision.record.to_string()));
        front.line("kind", &json!(kind));
        front.line("updated", &json!(saved.shown()));
        front
    }

    fn line(&mut self, key: &str, value: &serde_json::Value) {
        self.0.push_str(&format!("{key}: {value}\n"));
    }

    fn when(&mut self, when: &When) {
        self.line("date", &json!(when.shown()));
        if let Some(zone) = &when.zone {
            self.line("zone", &json!(zone));
        }
    }

    fn finish(self, body: &str) -> String {
        let end = if body.ends_with('\n') { "" } else { "\n" };
        format!("{}---\n\n{body}{end}", self.0)
    }
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
    let parts: Vec<&str> =
        entry.parts.iter().filter_map(|&part| notebook.part(part)).map(|part| part.name.as_str()).collect();
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    if entry.starred {
        front.line("starred", &json!(true));
    }
    if entry.hidden {
        front.line("private", &json!(true));
    }
    front.finish(&entry.body)
}

fn part_text(revision: &Revision, part: &Part) -> String {
    let mut front = Front::new(revision, "part");
    front.line("title", &json!(part.name));
    front.line("role", &json!(part.role.id()));
    let short = [
        ("manner", Some(&part.manner)),
        ("age", Some(&part.felt_age)),
        ("colour", part.colour.as_ref()),
        ("shape", part.shape.as_ref()),
    ];
    for (key, text) in short {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            front.line(key, &json!(text));
        }
    }
    if !part.body.is_empty() {
        front.line("body", &json!(part.body));
    }
    let texts = part.texts().into_iter().filter(|(_, text)| !text.trim().is_empty());
    let sections: Vec<String> = texts.map(|(heading, text)| section(heading, text)).collect();
    front.finish(&sections.join("\n\n"))
}

fn exercise(revision: &Revision, run: &Run, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "exercise");
    front.line("title", &json!(run.guide));
    front.line("version", &json!(run.guide_version));
    front.when(&run.begun);
    let parts: Vec<&str> =
        run.parts().filter_map(|part| notebook.part(part)).map(|part| part.name.as_str()).collect();
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    let state = match &run.state {
        RunState::Open { .. } => "open",
        RunState::Finished { .. } => "finished",
    };
    front.line("state", &json!(state));
    let mut sections = Vec::new();
    for answer in &run.answers {
        let texts: Vec<String> = std::iter::once(&answer.value)
            .chain(&answer.others)
            .filter_map(|value| words(value, notebook))
            .collect();
        if !texts.is_empty() {
            sections.push(section(&answer.screen, &texts.join("\n\n")));
        }
    }
    front.finish(&sections.join("\n\n"))
}

fn section(heading: &str, text: &str) -> String {
    format!("## {heading}\n\n{}", text.trim_end_matches('\n'))
}

/// An answer in words; `None` if it has none.
fn words(value: &AnswerValue, notebook: &Notebook) -> Option<String> {
    let lines: Vec<String> = match value {
        AnswerValue::Done | AnswerValue::Skipped => Vec::new(),
        AnswerValue::Words(words) => vec![words.clone()],
        AnswerValue::Chosen { options, other } => options.iter().chain([other]).cloned().collect(),
        AnswerValue::Part(part) => notebook.part(*part).map(|part| part.name.clone()).into_iter().collect(),
        AnswerValue::Picture { words, colour, shape, age } => {
            [Some(words), colour.as_ref(), shape.as_ref(), Some(age)].into_iter().flatten().cloned().collect()
        }
        AnswerValue::Body { places, words } => places.iter().chain([words]).cloned().collect(),
        AnswerValue::OwnQuestions(pairs) => {
            pairs.iter().map(|(asked, said)| format!("{asked}\n{said}\n")).collect()
        }
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
