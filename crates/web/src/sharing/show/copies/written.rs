//! Copies of what was written: parts, entries, runs of guides, agreements, decisions.

use hearken_content::Library;
use hearken_core::{
    Notebook, RecordId,
    agreements::Agreement,
    decisions::Decision,
    exercises::{AnswerValue, Run},
    journal::JournalEntry,
    parts::Part,
    sharing::is_out_of_sight,
};

use super::{Copy, day, field, names, speaks_of_hidden};
use crate::{
    agreements,
    components::role_word,
    exercises,
    parts::{self, Told},
};

/// A part without its private corner. Its name goes with whatever is shown of it.
pub(super) fn part(part: &Part) -> Option<Copy> {
    let mut fields = vec![field("role", "Role", role_word(part.role))];
    fields
        .extend(parts::told_of(part).into_iter().map(|Told { key, label, text }| field(&key, &label, &text)));
    Copy::of("part", &part.name, fields)
}

/// An entry.
pub(super) fn entry(entry: &JournalEntry) -> Option<Copy> {
    let title = entry.title.as_deref().unwrap_or_default();
    let fields = vec![
        field("title", "Title", title),
        field("day", "Day", &day(entry.when.date())),
        field("text", "Words", &entry.body),
        field("tags", "Tags", &entry.tags.join(", ")),
    ];
    let named_by = if title.trim().is_empty() { "day" } else { "title" };
    Some(Copy::of("journal", "An entry", fields)?.named_by(named_by))
}

/// What was answered in a run. None of it goes where it speaks of a part that is kept out of sight: its name could stand in
/// any question.
pub(super) fn run(library: &'static Library, notebook: &Notebook, id: RecordId, run: &Run) -> Option<Copy> {
    let answered = run.answers.iter().flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
    let named = answered.flat_map(|value| match value {
        AnswerValue::Part(part) => vec![*part],
        AnswerValue::Parts(parts) => parts.clone(),
        _ => Vec::new(),
    });
    if speaks_of_hidden(notebook, run.parts().chain(named)) {
        return None;
    }
    let (title, said) = exercises::said_in(library, notebook, id, run);
    let fields = said.into_iter().map(|said| {
        let text = said.words.iter().chain(&said.others).map(String::as_str).collect::<Vec<_>>().join("\n\n");
        field(&said.screen, &said.prompt, &text)
    });
    Copy::of("exercise", &title, fields.collect())
}

/// An agreement; none of one with a part that is kept out of sight.
pub(super) fn agreement(notebook: &Notebook, agreement: &Agreement) -> Option<Copy> {
    if speaks_of_hidden(notebook, agreement.parts.iter().copied()) {
        return None;
    }
    let looks = agreement.looks.iter().map(|look| {
        let kept = agreements::kept_word(look.kept);
        format!("{}: {kept}. {}", day(look.when.date()), look.words).trim_end().to_owned()
    });
    let due = agreement.due.map(day).unwrap_or_default();
    let fields = vec![
        field("what", "What was agreed", &agreement.what),
        field("parts", "With", &names(notebook, &agreement.parts)),
        field("by-whom", "Who does it", &agreement.by_whom),
        field("check", "How both will know", &agreement.how_to_check),
        field("due", "To look at again", &due),
        field("looks", "How it went", &looks.collect::<Vec<_>>().join("\n")),
    ];
    Some(Copy::of("agreement", "An agreement", fields)?.named_by("what"))
}

/// A decision with the voices of the parts that are not kept out of sight.
pub(super) fn decision(notebook: &Notebook, decision: &Decision) -> Option<Copy> {
    let option = |number: u16| {
        let found = decision.options.iter().find(|option| option.number == number);
        found.map_or("", |option| option.name.as_str())
    };
    let options: Vec<_> = decision.options.iter().map(|option| option.name.as_str()).collect();
    let mut fields = vec![
        field("question", "The question", &decision.question),
        field("options", "Options", &options.join("\n")),
    ];
    for seat in &decision.seats {
        if is_out_of_sight(notebook, seat.part) {
            continue;
        }
        let Some(part) = notebook.part(seat.part) else { continue };
        let voices = seat.voices.iter().map(|voice| {
            let said = [("wants", &voice.wants), ("fears", &voice.fears), ("needs", &voice.needs)];
            let said = said.iter().filter(|(_, words)| !words.trim().is_empty());
            let said: Vec<_> = said.map(|(what, words)| format!("{what}: {words}")).collect();
            format!("{}: {}", option(voice.option), said.join("; "))
        });
        let text = voices.collect::<Vec<_>>().join("\n");
        fields.push(field(&format!("seat-{}", seat.part), &part.name, &text));
    }
    let chosen = decision.chosen.map(option).unwrap_or_default();
    let back = decision.looked_back.iter().map(|back| back.words.as_str()).collect::<Vec<_>>().join("\n");
    fields.extend([
        field("self", "What Self sees", &decision.self_sees),
        field("chosen", "Chosen", chosen),
        field("choice", "In your own words", &decision.choice),
        field("looked-back", "Looking back", &back),
    ]);
    Some(Copy::of("decision", "A decision", fields)?.named_by("question"))
}
