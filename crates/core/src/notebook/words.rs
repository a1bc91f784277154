//! Which words of a record can be searched for.

use crate::{Record, exercises::AnswerValue, search::SearchText};

/// The folded words of a record that can be searched for.
pub(super) fn searchable(record: &Record) -> Option<SearchText> {
    let mut folded = SearchText::with_capacity(match record {
        Record::Journal(entry) => entry.body.len() + entry.title.as_ref().map_or(0, String::len),
        _ => 0,
    });
    let mut add = |text: &str| folded.add(text);
    match record {
        Record::Journal(entry) => {
            entry.title.iter().for_each(|title| add(title));
            add(&entry.body);
            entry.tags.iter().for_each(|tag| add(tag));
        }
        Record::Part(part) => {
            add(&part.name);
            add(&part.manner);
            part.texts().into_iter().for_each(|(_, text)| add(text));
            part.body.iter().for_each(|place| add(place));
        }
        Record::Exercise(run) => {
            let values =
                run.answers.iter().flat_map(|answer| std::iter::once(&answer.value).chain(&answer.others));
            let texts = values.flat_map(AnswerValue::texts);
            texts.filter(|text| !text.is_empty()).for_each(&mut add);
        }
        Record::Settings(_) | Record::Erasure(_) | Record::Unknown(_) => return None,
    }
    Some(folded)
}
